"""Voice Microservices that configure a tenant, route its interactions and keep the state of calls and agents."""

from diagramgen import Service, Tenancy

from .sources import ONE_RELEASE, cite
from .zones import voice_microservices

tenant_service = Service(
    id="tenant-service",
    name="Tenant Service",
    aliases=["Voice Tenant Service", "tenant_node"],
    zone=voice_microservices,
    tenancy=Tenancy.SINGLE,
    tenancy_basis="One release, one database and one UUID per tenant, by the public deployment scripts.",
    summary="The core of one tenant. A single pod holds the tenant's configuration server together with its routing "
    "(URS), statistics (Stat Server) and outbound (OCS) processes, so that other services provision and control the "
    "tenant through it.",
    tags=["voice-microservices", "configuration", "routing"],
    metadata={
        "ports": "8888 (configuration), 8000 (voice events), 5080 (HTTP), 5050 (outbound, judging by connection 1), "
        "2060 (role not stated)",
        "metrics": "15000 (Prometheus scrape)",
        "high_availability": "The number of replicas is a value of the Helm chart.",
        "storage": "PostgreSQL for the configuration; Redis for the configuration cache and the tenant stream.",
        "kubernetes": "Helm chart; pods are named t<sid>-*. A Consul Connect sidecar opens upstreams to "
        "voice-sipfe:9101, voice-config:9100, ixn-server:7120 and ixn-vqnode:7122. Voice and GAuth are installed "
        "first.",
        "open_questions": "Exact mode of high availability; kind of workload; what port 2060 is for.",
        "sources": cite("voice-architecture", "tenant-architecture", "deployment-repository", "voice-planning"),
    },
)

config_service = Service(
    id="config-service",
    name="Config Service",
    aliases=["Voice Config Service", "config node", "voice-config", "config_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Where the other voice services read tenant configuration, with a cache in Redis.",
    tags=["voice-microservices", "configuration"],
    metadata={
        "ports": "HTTP 9100 (as an upstream port)",
        "storage": "Redis",
        "kubernetes": "Chart voice-config, autoscaled at 60%; scaled as a Deployment.",
        "open_questions": "Container port: the charts of the Tenant Service and Voicemail bind 9100 on the sidecar, "
        "the chart of Interaction Server binds 11100.",
        "sources": cite("voice-architecture", "deployment-repository", "scaling-script"),
    },
)

ors = Service(
    id="ors",
    name="ORS",
    aliases=[
        "Voice Orchestration Service",
        "Orchestration Server",
        "Orchestration Service",
        "voice-ors",
        "ors_node",
    ],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Runs the routing strategies (SCXML sessions) of voice and digital interactions: it fetches a strategy "
    "from Designer, reads new calls from Redis streams and sends call requests through the FrontEnd Service.",
    tags=["voice-microservices", "routing"],
    metadata={
        "ports": "HTTP 11200; 9098 as Genesys Engagement Service sees it",
        "metrics": "11200, path /metrics, every 30 seconds",
        "high_availability": "Session state is written to Redis and read back from it (orsnode_ha_writes and "
        "orsnode_ha_reads count this).",
        "storage": "Redis (state and stream)",
        "kubernetes": "StatefulSet voice-ors; autoscaled at 50% CPU and memory in the lab values.",
        "sources": cite("voice-architecture", "ors-metrics", "deployment-repository", "scaling-script", "ors-overview"),
    },
)

voice_rq_service = Service(
    id="voice-rq-service",
    name="Voice RQ Service",
    aliases=["RQ Service", "RQ node", "Redis Queue Service", "voice-rq", "rq_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="A queue in front of Redis streams. SIP Cluster nodes, ORS and the Tenant Service keep long-lived client "
    "connections to it and exchange the routing requests and events of each call.",
    tags=["voice-microservices", "routing"],
    metadata={
        "ports": "TCP 12100",
        "high_availability": "Clients are expected to be connected to every replica; an alert compares the number of "
        "active RQ nodes with the size of the StatefulSet.",
        "storage": "Redis only",
        "kubernetes": "StatefulSet voice-rq; 2 replicas and no autoscaling in the lab values.",
        "open_questions": "Metrics port.",
        "sources": cite("voice-architecture", "deployment-repository", "scaling-script"),
    },
)

agent_state_service = Service(
    id="agent-state-service",
    name="Agent State Service",
    aliases=["Voice Agent State Service", "voice-agent", "agent_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Tracks the login and readiness of agents and the state of their DNs, and publishes the "
    "`voice-agentstate` events that reporting reads.",
    tags=["voice-microservices", "state"],
    metadata={
        "ports": "None in the published table: the ports of connection 55 are Kafka's",
        "storage": "Redis (state and stream)",
        "kubernetes": "Deployment voice-agent, autoscaled at 60% CPU and memory; both producer and consumer of Kafka "
        "(topic voice-agent).",
        "open_questions": "Ports.",
        "sources": cite("voice-architecture", "deployment-repository", "voice-events"),
    },
)

call_state_service = Service(
    id="call-state-service",
    name="Call State Service",
    aliases=["Voice Call State Service", "Call Thread Service", "voice-callthread", "callthread_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Builds the call thread, that is all events of one call across nodes, and publishes it to Kafka (topic "
    "`voice-callthread`).",
    tags=["voice-microservices", "state"],
    metadata={
        "ports": "None in the published table",
        "metrics": "11900, path /metrics, every 30 seconds",
        "storage": "Redis",
        "kubernetes": "Deployment voice-callthread, autoscaled; both producer and consumer of Kafka.",
        "sources": cite("voice-architecture", "call-state-metrics", "deployment-repository", "voice-events"),
    },
)
