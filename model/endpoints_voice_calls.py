"""Voice Microservices that carry calls: signalling, call control, registration, dialling and voicemail."""

from diagramgen import Service, Tenancy

from .sources import ONE_RELEASE, cite
from .zones import voice_microservices

frontend_service = Service(
    id="frontend-service",
    name="FrontEnd Service",
    aliases=["Voice Front End Service", "SIP FE", "voice-sipfe", "sipfe_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="The HTTP entry point for telephony requests of the Tenant Service and ORS. It relays them to the SIP "
    "Cluster nodes and reports to Kafka.",
    tags=["voice-microservices", "call-control"],
    metadata={
        "ports": "HTTP 9101 (in the tenant chart, the upstream port of the local sidecar)",
        "high_availability": "Autoscaled between a minimum and a maximum of replicas (voice-sipfe-hpa).",
        "storage": "Redis cache",
        "kubernetes": "Deployment voice-sipfe",
        "open_questions": "Container port; metrics port.",
        "sources": cite("voice-architecture", "voice-overview", "deployment-repository"),
    },
)

voice_sip_cluster_service = Service(
    id="voice-sip-cluster-service",
    name="Voice SIP Cluster Service",
    aliases=["SIP Cluster", "SIP Server in cluster mode", "SIP node", "voice-sip", "sip_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis="Each node is independent of tenants, by the public overview of Voice Microservices.",
    summary="Call control: SIP Server nodes, and a controller that publishes call events and takes call requests over "
    "REST. It asks the Dial Plan Service how to treat each call.",
    tags=["voice-microservices", "call-control", "sip"],
    metadata={
        "ports": "HTTP 11300 (requests)",
        "high_availability": "N+1: every node starts from the same configuration file. Scaling down is disabled in the "
        "lab values.",
        "storage": "Redis (state and streams)",
        "kubernetes": "StatefulSet voice-sip with the autoscaler voice-sip-hpa; alerts also name a canary set, "
        "voice-sipcanary.",
        "open_questions": "SIP ports that it listens on; metrics port.",
        "sources": cite("voice-architecture", "voice-overview", "deployment-repository", "scaling-script"),
    },
)

voice_sip_proxy_service = Service(
    id="voice-sip-proxy-service",
    name="Voice SIP Proxy Service",
    aliases=["SIP Proxy", "voice-sipproxy", "sipproxy_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Balances SIP between the SIP Cluster nodes on one side and the session border controller, Genesys Voice "
    "Platform and WebRTC on the other. REGISTER requests are relayed to the Registrar Service.",
    tags=["voice-microservices", "sip"],
    metadata={
        "ports": "SIP/TCP 5080",
        "high_availability": "Tracks which SIP nodes are active and their capacity.",
        "storage": "A Redis cache is enabled in the lab values.",
        "kubernetes": "StatefulSet voice-sipproxy; no autoscaling in the lab values.",
        "open_questions": "Metrics port; why Redis is configured but absent from the published table.",
        "sources": cite("voice-architecture", "voice-overview", "deployment-repository", "scaling-script"),
    },
)

voice_registrar_service = Service(
    id="voice-registrar-service",
    name="Voice Registrar Service",
    aliases=["Registrar", "voice-registrar", "registrar_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Keeps the SIP registrations of agents' phones: it stores the contact in Redis and streams the details of "
    "DN registration. It consumes the Kafka topic `voice-registrar`, and the Kafka alert of the SIP Proxy Service is "
    "about REGISTER requests, so these probably come from the SIP Proxy Service by way of Kafka (inferred).",
    tags=["voice-microservices", "sip"],
    metadata={
        "ports": "None in the published table",
        "storage": "Redis",
        "kubernetes": "Chart voice-registrar, autoscaled; its kind of workload is not named, a scaling script treats "
        "it as a Deployment.",
        "open_questions": "Ports.",
        "sources": cite("voice-architecture", "voice-overview", "deployment-repository", "scaling-script"),
    },
)

dial_plan_service = Service(
    id="dial-plan-service",
    name="Dial Plan Service",
    aliases=["DialPlan", "voice-dialplan", "dialplan_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis=ONE_RELEASE,
    summary="Resolves dialled numbers, and a tenant's rules of dialling, for the SIP Cluster nodes.",
    tags=["voice-microservices", "call-control"],
    metadata={
        "ports": "HTTP 8800",
        "high_availability": "Alerts are raised when the 95th percentile of the response time passes 500 and 2000.",
        "storage": "Redis",
        "kubernetes": "Chart voice-dialplan, autoscaled at 60%; scaled as a Deployment.",
        "open_questions": "Metrics port.",
        "sources": cite("voice-architecture", "voice-overview", "deployment-repository", "scaling-script"),
    },
)

voicemail = Service(
    id="voicemail",
    name="Voicemail",
    aliases=["Voicemail Service", "Voice Voicemail Service", "voice-voicemail", "voicemail_node"],
    zone=voice_microservices,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One release serves all tenants: their list is mounted as a config map.",
    summary="Voicemail boxes. It serves IVR pages to Genesys Voice Platform, and APIs for users and administrators to "
    "GWS, WWE and Agent Setup; it stores the messages.",
    tags=["voice-microservices", "voicemail"],
    metadata={
        "ports": "HTTP 8081 (headless service)",
        "metrics": "Path /metrics",
        "high_availability": "Rolling updates; 1 to 5 replicas in the lab values.",
        "storage": "Object storage (Azure Blob, S3) or a volume of a file system (3 Gi in the lab values).",
        "kubernetes": "Deployment; its values name the config node and Consul (8501), and it calls GWS over HTTPS for "
        "authentication.",
        "open_questions": "Metrics port.",
        "sources": cite("voice-architecture", "deployment-repository"),
    },
)
