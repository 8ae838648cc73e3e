"""Who reads tenant configuration from the Config Service."""

from diagramgen import HTTP, Connection

from .endpoints_voice_calls import (
    dial_plan_service,
    voice_registrar_service,
    voice_sip_cluster_service,
    voice_sip_proxy_service,
    voicemail,
)
from .endpoints_voice_control import agent_state_service, config_service, ors, tenant_service

connections = [
    Connection(
        number=15,
        source=voicemail,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="Fetches configuration data.",
    ),
    Connection(
        number=22,
        source=dial_plan_service,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="Exchange of tenant information.",
    ),
    Connection(
        number=23,
        source=voice_sip_proxy_service,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="Exchange of tenant information.",
    ),
    Connection(
        number=26,
        source=tenant_service,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="Exchange of tenant information.",
    ),
    Connection(
        number=28,
        source=voice_sip_cluster_service,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="Exchange of tenant information.",
    ),
    Connection(
        number=32,
        source=voice_registrar_service,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="Exchanges tenant information and stores agent registration.",
    ),
    Connection(
        number=34,
        source=ors,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="ORS reads Route Points (RP) and Enhanced Routing Script (ERS) objects. ORS also implements keep-alive "
        "messages to detect if the connection to Config Service is alive.",
    ),
    Connection(
        number=35,
        source=agent_state_service,
        destination=config_service,
        protocol=HTTP,
        ports="9100",
        data="Fetching of tenant, DN, person (agent) information, storing agent login/logout.",
    ),
]
