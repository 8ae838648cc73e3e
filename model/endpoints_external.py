"""Systems of others at the edge: nobody on the platform runs them."""

from diagramgen import ExternalSystem, Tenancy

from .sources import cite
from .zones import external

session_border_controller = ExternalSystem(
    id="session-border-controller",
    name="Session Border Controller",
    aliases=["SBC"],
    zone=external,
    tenancy=Tenancy.NOT_APPLICABLE,
    summary="The customer's edge device that joins the carrier's SIP trunks to the voice network. Its address and port "
    "are part of the trunk DNs in the tenant's configuration (CME).",
    tags=["external", "sip"],
    icon="generic.network.Firewall",
    metadata={
        "ports": "Not fixed",
        "high_availability": "Alerts on trunks out of service speak of a primary and a secondary trunk.",
        "kubernetes": "Outside the cluster; a peered network in the public repository genesys/multicloud-platform.",
        "open_questions": "Port.",
        "sources": cite("voice-architecture", "deployment-repository"),
    },
)

external_customer = ExternalSystem(
    id="external-customer",
    name="External/customer",
    aliases=["customer API"],
    zone=external,
    tenancy=Tenancy.NOT_APPLICABLE,
    summary="Web services of the customer that a Designer application calls.",
    tags=["external"],
    icon="onprem.client.Users",
    metadata={
        "ports": "443",
        "kubernetes": "Outside the cluster.",
        "sources": cite("voice-architecture"),
    },
)
