"""Other services of the platform that carry media and interactions, or serve what routing runs."""

from diagramgen import Service, Tenancy

from .sources import ONE_RELEASE, cite
from .zones import platform_services

genesys_voice_platform = Service(
    id="genesys-voice-platform",
    name="Genesys Voice Platform",
    aliases=["GVP"],
    zone=platform_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="The component type of its Resource Manager and Reporting Server is stated as shared.",
    summary="Self-service and media: plays VoiceXML dialogs and collects what callers answer, holds conferences, makes "
    "recordings. Its parts are Resource Manager (RM), Media Control Platform (MCP), Reporting Server (RS), the GVP "
    "Configuration Server and Service Discovery (SD).",
    tags=["platform-services", "media", "sip"],
    metadata={
        "ports": "RM: SIP 5060; MCP: SIP/TCP 5070; Configuration Server: 8888; RS: 8080 and 61616 (ActiveMQ)",
        "metrics": "8200 and 9116; API on 8300",
        "high_availability": "RM: N=2, active-active. MCP: N+1. RS, Configuration Server and SD: one each. Disaster "
        "recovery: active and spare.",
        "storage": "PostgreSQL (configuration), MS SQL Server (reporting), volumes for recordings.",
        "kubernetes": "RM is a StatefulSet with 2 replicas; MCP has 2 replicas, autoscaled up to 4 in the lab values.",
        "sources": cite(
            "gvp-high-availability", "gvp-planning", "gvp-architecture", "glossary", "deployment-repository"
        ),
    },
)

webrtc_media_service = Service(
    id="webrtc-media-service",
    name="WebRTC Media Service",
    aliases=["WebRTC"],
    zone=platform_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Phones in agents' browsers: a gateway that turns WebRTC into SIP and RTP, with a TURN and STUN server "
    "(Coturn).",
    tags=["platform-services", "media", "sip"],
    metadata={
        "ports": "443 from outside; SIP/UDP 5070 in the published table",
        "metrics": "10052",
        "high_availability": "Blue and green releases; scaled by KEDA on the number of sign-ins where that is enabled.",
        "storage": "None",
        "kubernetes": "Deployments of the WebRTC gateway and of Coturn. The gateway is given voice-sipproxy with "
        "transport=tcp, so it also opens SIP/TCP towards the proxy.",
        "open_questions": "Mode of high availability.",
        "sources": cite("webrtc-architecture", "deployment-repository"),
    },
)

interaction_server = Service(
    id="interaction-server",
    name="Interaction Server",
    aliases=["IXN", "IXN Server"],
    zone=platform_services,
    tenancy=Tenancy.SINGLE,
    tenancy_basis="Deployed per tenant: the public deployment scripts list it among the tenant-specific releases.",
    summary="The central exchange for digital (non-voice) interactions: for chats and e-mails it is what the call "
    "server is for calls. Its parts are IXN Server, IXN Node and IXN VQ Node.",
    tags=["platform-services", "digital"],
    metadata={
        "ports": "IXN Server: 7120; IXN Node: 6120; IXN VQ Node: 7122",
        "health": "IXN Server: 9100; IXN VQ Node: 9102",
        "high_availability": "1 replica in the lab values.",
        "storage": "PostgreSQL; Redis (with the secret of ORS); Kafka",
        "kubernetes": "A Consul Connect sidecar; upstreams to voice-config (bound on 11100) and tenant-<uuid> on 8888.",
        "open_questions": "Mode of high availability.",
        "sources": cite("interaction-server-architecture", "glossary", "deployment-repository"),
    },
)

digital_channels = Service(
    id="digital-channels",
    name="Digital Channels",
    aliases=["Nexus"],
    zone=platform_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One deployment in which tenants are provisioned through an API.",
    summary="Channels for chat, social media, SMS and third-party messaging; Designer applications reach it through "
    "ORS.",
    tags=["platform-services", "digital"],
    metadata={
        "ports": "80 inside, 443 from outside",
        "metrics": "4004",
        "storage": "PostgreSQL, Redis",
        "kubernetes": "A Deployment in the lab values.",
        "open_questions": "Mode of high availability.",
        "sources": cite("digital-channels-architecture", "digital-channels-observability", "deployment-repository"),
    },
)

designer_application_server = Service(
    id="designer-application-server",
    name="Designer Application Server",
    aliases=["DAS"],
    zone=platform_services,
    tenancy=Tenancy.UNKNOWN,
    summary="Serves Designer applications, that is routing strategies and VoiceXML, to ORS and to the Media Control "
    "Platform of Genesys Voice Platform.",
    tags=["platform-services", "routing"],
    metadata={
        "ports": "80 in the published table; 8081 in the lab's chart",
        "high_availability": "Blue and green releases.",
        "storage": "Elasticsearch (9200) for analytics; Designer itself needs a shared volume.",
        "kubernetes": "Deployment: a blue, a green and a service release.",
        "open_questions": "Tenancy.",
        "sources": cite("designer-architecture", "deployment-repository"),
    },
)
