"""Call requests, dialling and SIP."""

from diagramgen import HTTP, SIP_TCP, SIP_UDP, Connection, Ports

from .endpoints_external import session_border_controller
from .endpoints_platform_media import genesys_voice_platform, webrtc_media_service
from .endpoints_voice_calls import (
    dial_plan_service,
    frontend_service,
    voice_sip_cluster_service,
    voice_sip_proxy_service,
)
from .endpoints_voice_control import ors, tenant_service

connections = [
    Connection(
        number=27,
        source=voice_sip_cluster_service,
        destination=dial_plan_service,
        protocol=HTTP,
        ports="8800",
        data="Provides routing instructions.",
    ),
    Connection(
        number=31,
        source=tenant_service,
        destination=frontend_service,
        protocol=HTTP,
        ports="9101",
        data="Tenant Service provides Voice Microservices requests to the FrontEnd Service.",
    ),
    Connection(
        number=38,
        source=ors,
        destination=frontend_service,
        protocol=HTTP,
        ports="9101",
        data="ORS requests are sent to the FrontEnd Service.",
    ),
    Connection(
        number=39,
        source=frontend_service,
        destination=voice_sip_cluster_service,
        protocol=HTTP,
        ports="11300",
        data="FrontEnd Service sends requests to SIP Server (SIP Cluster Service).",
    ),
    Connection(
        number=51,
        source=voice_sip_cluster_service,
        destination=voice_sip_proxy_service,
        protocol=SIP_TCP,
        ports="5080",
        data="Exchange of SIP signals.",
    ),
    Connection(
        number=57,
        source=voice_sip_proxy_service,
        destination=webrtc_media_service,
        protocol=SIP_UDP,
        ports="5070",
        data="Exchange of SIP signals.",
    ),
    Connection(
        number=58,
        source=genesys_voice_platform,
        destination=voice_sip_proxy_service,
        protocol=SIP_TCP,
        ports="5080",
        data="Exchange of SIP signals.",
    ),
    # Published as intra-cluster; the session border controller stands outside, so by the zones this is egress.
    Connection(
        number=59,
        source=voice_sip_proxy_service,
        destination=session_border_controller,
        protocol=SIP_TCP,
        ports=Ports.unknown(
            "configured as trunk DN level in customer CME",
            text="Not known (configured as trunk DN level in customer CME)",
        ),
        classification="Intra-cluster",
        data="Exchange of SIP signals.",
    ),
]
