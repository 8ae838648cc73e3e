"""Third-party stores and the event log that the services stand on; they lie outside of the cluster's boundary."""

from diagramgen import Broker, DataStore, Tenancy

from .sources import cite
from .zones import backing_services

redis = DataStore(
    id="redis",
    name="Redis",
    aliases=["Redis 6.x"],
    zone=backing_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="Shared, with one logical instance name per service: redis-agent-state, redis-ors-stream, "
    "redis-tenant-stream and so on, 9 in all.",
    summary="The in-memory store for caches, state and event streams.",
    tags=["backing-services"],
    icon="onprem.inmemory.Redis",
    metadata={
        "ports": "6379 (configurable)",
        "high_availability": "Cluster mode in the lab values.",
        "storage": "Persistent volumes of 2 Gi in the lab values.",
        "kubernetes": "Bitnami redis-cluster 7.5.2 in the lab; addressed through services synchronised from Consul.",
        "sources": cite("voice-architecture", "deployment-repository"),
    },
)

kafka = Broker(
    id="kafka",
    name="Kafka",
    aliases=["Kafka 2.x"],
    zone=backing_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="Shared: the public deployment scripts do not list it among the tenant-specific releases.",
    summary="The event log for reporting and registration: topics `voice-agentstate`, `voice-callthread`, "
    "`voice-registrar` and others.",
    tags=["backing-services"],
    icon="onprem.queue.Kafka",
    metadata={
        "ports": "9092 or 9093 (configurable)",
        "high_availability": "3 brokers in the lab values.",
        "storage": "Volumes of 4 Gi in the lab values.",
        "kubernetes": "Bitnami kafka 16.2.10 in the lab.",
        "sources": cite("voice-architecture", "voice-events", "deployment-repository"),
    },
)

postgresql = DataStore(
    id="postgresql",
    name="PostgreSQL",
    aliases=["Postgres", "DB Server"],
    zone=backing_services,
    tenancy=Tenancy.SINGLE,
    tenancy_basis="A database per tenant for the Tenant Service.",
    summary="The relational store for tenant configuration.",
    tags=["backing-services"],
    icon="onprem.database.Postgresql",
    metadata={
        "ports": "5432",
        "high_availability": "The customer's decision.",
        "storage": "Persistent",
        "kubernetes": "Bitnami postgresql 11.1.20 in the lab; 6 separate instances by function.",
        "sources": cite("voice-architecture", "deployment-repository"),
    },
)

object_storage = DataStore(
    id="object-storage",
    name="Object storage",
    aliases=["Azure Blob Storage", "AWS S3 bucket"],
    zone=backing_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="Taken to be shared; the published page does not say.",
    summary="Keeps the settings of mailboxes and the recorded messages. It is reached with secret keys; the published "
    "table names no port.",
    tags=["backing-services", "voicemail"],
    icon="generic.storage.Storage",
    metadata={
        "ports": "N/A in the published table",
        "high_availability": "Left to the cloud provider.",
        "kubernetes": "Outside the cluster, although the published table calls connection 24 intra-cluster.",
        "open_questions": "Actual port: 443 is usual where HTTPS is spoken, the page says HTTP.",
        "sources": cite("voice-architecture"),
    },
)
