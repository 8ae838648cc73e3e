"""Connections to the Tenant Service, and from it to the tenant's database."""

from diagramgen import HTTP, POSTGRES, TCP, Connection

from .endpoints_backing import postgresql
from .endpoints_platform_applications import (
    billing_data_service,
    cx_contact,
    genesys_engagement_service,
    genesys_pulse,
    genesys_web_services_and_applications,
)
from .endpoints_platform_media import interaction_server
from .endpoints_voice_control import tenant_service

connections = [
    Connection(
        number=1,
        source=cx_contact,
        destination=tenant_service,
        protocol=TCP,
        ports="5050, 8888",
        data="Outbound campaigns provisioning and control performed by CX contact.",
    ),
    Connection(
        number=2,
        source=genesys_pulse,
        destination=tenant_service,
        protocol=TCP,
        ports="8888, 8000",
        data="Pulse obtains provisioning and real-time reporting data.",
    ),
    Connection(
        number=3,
        source=billing_data_service,
        destination=tenant_service,
        protocol=TCP,
        ports="8888",
        data="BDS reads the Tenant resource inventory.",
    ),
    Connection(
        number=4,
        source=genesys_web_services_and_applications,
        destination=tenant_service,
        protocol=TCP,
        ports="8888, 8000, 2060",
        data="Provisioning and voice control/observability requests to Tenant resources through GWS.",
    ),
    Connection(
        number=5,
        source=interaction_server,
        destination=tenant_service,
        protocol=TCP,
        ports="8888, 2060",
        data="Multimedia provisioning access and interaction status requests.",
    ),
    Connection(
        number=8,
        source=genesys_engagement_service,
        destination=tenant_service,
        protocol=HTTP,
        ports="5080",
        data="Routing requests/events.",
    ),
    Connection(
        number=13,
        source=tenant_service,
        destination=postgresql,
        protocol=POSTGRES,
        ports="5432",
        data="Configuration data for persistent storage.",
    ),
]
