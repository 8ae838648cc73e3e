"""Routing: sessions and strategies of ORS, and the exchange of routing data through the Voice RQ Service."""

from diagramgen import HTTP, HTTPS, TCP, Connection

from .endpoints_external import external_customer
from .endpoints_platform_applications import genesys_engagement_service
from .endpoints_platform_media import (
    designer_application_server,
    digital_channels,
    genesys_voice_platform,
    interaction_server,
)
from .endpoints_voice_calls import voice_sip_cluster_service
from .endpoints_voice_control import ors, tenant_service, voice_rq_service

connections = [
    # The text also speaks of a connection from Genesys Engagement Service to Redis; the table has no row for it.
    Connection(
        number=10,
        source=genesys_engagement_service,
        destination=ors,
        protocol=HTTP,
        ports="9098",
        data="GES starts a session in ORS when it is time to put the callback in the queue for an agent. To "
        "initiate the ORS session, GES stores an entry in the Voice Microservice's Redis (using port 6379), "
        "rather than communicating directly with ORS. Once the ORS session is started, GES regularly queries "
        "the ORS session (using port 9098) for diagnostics information about the callback. In addition, GES "
        "might send events to control the ORS session; for example, when the callback is cancelled through the "
        "API or UI.",
    ),
    Connection(
        number=16,
        source=tenant_service,
        destination=voice_rq_service,
        protocol=TCP,
        ports="12100",
        data="Exchange of routing data for voice.",
    ),
    Connection(
        number=20,
        source=interaction_server,
        destination=voice_rq_service,
        protocol=TCP,
        ports="12100",
        data="Exchange of routing data for digital.",
    ),
    Connection(
        number=21,
        source=genesys_voice_platform,
        destination=ors,
        protocol=HTTP,
        ports="11200",
        data="Provides call data to GVP.",
    ),
    Connection(
        number=25,
        source=voice_sip_cluster_service,
        destination=voice_rq_service,
        protocol=TCP,
        ports="12100",
        data="Exchange of voice call details.",
    ),
    Connection(
        number=30,
        source=ors,
        destination=voice_rq_service,
        protocol=TCP,
        ports="12100",
        data="Fetches call and routing data.",
    ),
    Connection(
        number=33,
        source=designer_application_server,
        destination=digital_channels,
        protocol=HTTP,
        ports="80",
        data="Designer Applications use the ORS method to communicate with Nexus.",
    ),
    Connection(
        number=43,
        source=ors,
        destination=designer_application_server,
        protocol=HTTP,
        ports="80",
        data="ORS fetches Designer Applications (routing strategy).",
    ),
    Connection(
        number=44,
        source=designer_application_server,
        destination=external_customer,
        protocol=HTTPS,
        ports="443",
        data="External/customer API requests. Designer Applications use the ORS method for external requests.",
    ),
]
