"""Other services of the platform that agents, supervisors and administrators work with, or that report."""

from diagramgen import Service, Tenancy

from .sources import cite
from .zones import platform_services

genesys_web_services_and_applications = Service(
    id="genesys-web-services-and-applications",
    name="Genesys Web Services and Applications",
    aliases=["GWS"],
    zone=platform_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One deployment serves all tenants.",
    summary="The REST and user-interface gateway of the suite: the agent desktop, administration, and the APIs for "
    "statistics and interactions, behind a service proxy.",
    tags=["platform-services", "applications"],
    metadata={
        "ports": "443 from outside, 80 inside (the proxy's targets are 8080 and 8081)",
        "storage": "PostgreSQL, Redis, Elasticsearch; Consul",
        "kubernetes": "About 12 Deployments behind an ingress chart, with 2 replicas of the proxy in the lab values.",
        "open_questions": "Mode of high availability.",
        "sources": cite("gws-architecture", "deployment-repository"),
    },
)

genesys_engagement_service = Service(
    id="genesys-engagement-service",
    name="Genesys Engagement Service",
    aliases=["GES", "Genesys Callback"],
    zone=platform_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="Its metrics carry a label for the tenant.",
    summary="Callback and click-to-call: it books and tracks callbacks, and starts the ORS session that queues one by "
    "writing to the Redis stream of ORS (`NewCallbackStream`).",
    tags=["platform-services", "applications"],
    metadata={
        "ports": "3005 from outside, 3050 inside",
        "metrics": "3050, path /metrics",
        "high_availability": "N+1, at least two nodes across zones. No disaster recovery: primary unit only.",
        "storage": "A Redis of its own (not clustered) and PostgreSQL",
        "kubernetes": "Deployment, autoscaled from 1 to 5 in the lab values.",
        "sources": cite(
            "callback-architecture", "callback-high-availability", "callback-metrics", "deployment-repository"
        ),
    },
)

genesys_pulse = Service(
    id="genesys-pulse",
    name="Genesys Pulse",
    aliases=["Pulse"],
    zone=platform_services,
    tenancy=Tenancy.MIXED,
    tenancy_basis="The web part is shared; the collectors and permissions (DCU, LDS and others) are tenant-specific "
    "releases in the public deployment scripts.",
    summary="Dashboards of real-time reporting. Data collection units, one set per tenant, read configuration and "
    "events from the Tenant Service.",
    tags=["platform-services", "reporting"],
    metadata={
        "ports": "LDS: 8000 and 8180",
        "metrics": "9091 (DCU and LDS)",
        "high_availability": "The application names of LDS alternate between 0 and 1: a pair.",
        "storage": "PostgreSQL, Redis",
        "kubernetes": "LDS has indexed pods, as a StatefulSet has.",
        "open_questions": "Its architecture page was not found in the stored copies.",
        "sources": cite("deployment-repository"),
    },
)

billing_data_service = Service(
    id="billing-data-service",
    name="Billing Data Service",
    aliases=["BDS"],
    zone=platform_services,
    tenancy=Tenancy.SINGLE,
    tenancy_basis="The chart values name one tenant (tenantName); the public deployment scripts do not list it among "
    "the tenant-specific releases.",
    summary="A daily job that collects usage from reporting stores, the Reporting Server of Genesys Voice Platform and "
    "the configuration, and sends billing files by SFTP.",
    tags=["platform-services", "reporting"],
    metadata={
        "ports": "None",
        "metrics": "Pushed to Pushgateway, 9091",
        "high_availability": "No autoscaling: a job, not a server.",
        "storage": "A persistent volume claim; it reads SQL stores.",
        "kubernetes": "CronJob, once a day",
        "sources": cite("billing-architecture", "deployment-repository"),
    },
)

cx_contact = Service(
    id="cx-contact",
    name="CX Contact",
    aliases=["CXC"],
    zone=platform_services,
    tenancy=Tenancy.MULTI,
    tenancy_basis="One deployment that is provisioned for each tenant.",
    summary="Outbound campaigns: builds lists, checks compliance and manages campaigns, on top of OCS and Stat Server "
    "in the Tenant Service.",
    tags=["platform-services", "outbound"],
    metadata={
        "high_availability": "N+1 for each microservice; Compliance Manager and Dial Manager are autoscaled.",
        "storage": "PostgreSQL, Redis, Elasticsearch",
        "kubernetes": "Microservices: list builder, list manager, compliance, campaign manager, job scheduler, dial "
        "manager, API aggregator, user interface (nginx).",
        "open_questions": "Ports.",
        "sources": cite("cx-contact-architecture", "deployment-repository"),
    },
)
