"""The architecture of Voice Microservices: 28 endpoints and the 60 connections of the published table."""

from datetime import date

from diagramgen import HTTP, HTTPS, KAFKA, POSTGRES, REDIS, SIP_TCP, SIP_UDP, TCP, Architecture, Link

from .connections_caches_and_streams import connections as caches_and_streams
from .connections_calls import connections as calls
from .connections_configuration import connections as configuration
from .connections_mailboxes import connections as mailboxes
from .connections_reporting import connections as reporting
from .connections_routing import connections as routing
from .connections_tenant import connections as tenant
from .endpoints_backing import kafka, object_storage, postgresql, redis
from .endpoints_external import external_customer, session_border_controller
from .endpoints_platform_applications import (
    billing_data_service,
    cx_contact,
    genesys_engagement_service,
    genesys_pulse,
    genesys_web_services_and_applications,
)
from .endpoints_platform_media import (
    designer_application_server,
    digital_channels,
    genesys_voice_platform,
    interaction_server,
    webrtc_media_service,
)
from .endpoints_voice_calls import (
    dial_plan_service,
    frontend_service,
    voice_registrar_service,
    voice_sip_cluster_service,
    voice_sip_proxy_service,
    voicemail,
)
from .endpoints_voice_control import (
    agent_state_service,
    call_state_service,
    config_service,
    ors,
    tenant_service,
    voice_rq_service,
)
from .ignores import ignores
from .zones import backing_services, cluster, external, platform_services, voice_microservices

architecture = Architecture(
    title="Voice Microservices",
    version="1.0",
    date=date(2026, 11, 23),
    summary="Learn about the architecture of Voice Microservices: which service connects to which, over what, and why.",
    introduction="""\
Voice Microservices handle the calls of Genesys Multicloud CX private edition: SIP signalling and call control, routing,
the state of calls and agents, and voicemail. They work with other services of the platform inside the same cluster.
Redis, Kafka, PostgreSQL and object storage stand outside of its boundary, as do the session border controller and the
customer's own web services.

* For the network details of voice, from SIP trunks to agents' phones, see [Voice connectivity](voice-connectivity.md).
* For the groups of services and what they stand on, see the [high-level architecture](high-level-architecture.md).
* For replicas, failover and recovery, see
  [High availability and disaster recovery](high-availability.md).

The rows of the connections table are quoted from the published architecture page, the few that contradict its own
rules included. Everything else is in our own words, from public documentation; what is not publicly known is left out.
""",
    related=[
        Link(title="Voice connectivity", url="voice-connectivity.md"),
        Link(title="High-level architecture", url="high-level-architecture.md"),
        Link(title="High availability and disaster recovery", url="high-availability.md"),
    ],
    zones=[cluster, voice_microservices, platform_services, backing_services, external],
    protocols=[TCP, SIP_TCP, SIP_UDP, HTTP, HTTPS, KAFKA, REDIS, POSTGRES],
    endpoints=[
        # Voice Microservices
        tenant_service,
        config_service,
        ors,
        voice_rq_service,
        agent_state_service,
        call_state_service,
        frontend_service,
        voice_sip_cluster_service,
        voice_sip_proxy_service,
        voice_registrar_service,
        dial_plan_service,
        voicemail,
        # other services of the platform
        genesys_voice_platform,
        webrtc_media_service,
        interaction_server,
        digital_channels,
        designer_application_server,
        genesys_web_services_and_applications,
        genesys_engagement_service,
        genesys_pulse,
        billing_data_service,
        cx_contact,
        # outside of the cluster
        redis,
        kafka,
        postgresql,
        object_storage,
        session_border_controller,
        external_customer,
    ],
    connections=[
        *tenant,
        *configuration,
        *routing,
        *calls,
        *mailboxes,
        *caches_and_streams,
        *reporting,
    ],
    ignores=ignores,
)
