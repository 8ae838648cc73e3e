"""Where the facts come from: short keys for the public pages, and the words for what they say about tenancy."""

TITLES = {
    "voice-architecture": "Voice Microservices Private Edition Guide: Architecture",
    "voice-overview": "Voice Microservices Private Edition Guide: About Voice Microservices",
    "voice-planning": "Voice Microservices Private Edition Guide: Planning (an earlier revision)",
    "ors-metrics": "Voice Microservices Private Edition Guide: Voice Orchestration Service metrics",
    "call-state-metrics": "Voice Microservices Private Edition Guide: Voice Call State Service metrics",
    "voice-events": "Voice Microservices events: list of Kafka topics on the documentation site",
    "tenant-architecture": "Tenant Service Private Edition Guide: Architecture",
    "gvp-high-availability": "Genesys Voice Platform Private Edition Guide: High availability and disaster recovery",
    "gvp-planning": "Genesys Voice Platform Private Edition Guide: Planning",
    "gvp-architecture": "Genesys Voice Platform Private Edition Guide: Architecture and component pages",
    "callback-architecture": "Genesys Callback Private Edition Guide: Architecture",
    "callback-high-availability": "Genesys Callback Private Edition Guide: High availability and disaster recovery",
    "callback-metrics": "Genesys Callback Private Edition Guide: Callback metrics",
    "gws-architecture": "Genesys Web Services and Applications Private Edition Guide: Architecture",
    "interaction-server-architecture": "Interaction Server Private Edition Guide: Architecture",
    "digital-channels-architecture": "Digital Channels Private Edition Guide: Architecture",
    "digital-channels-observability": "Digital Channels Private Edition Guide: Observability",
    "cx-contact-architecture": "CX Contact Private Edition Guide: Architecture",
    "billing-architecture": "Billing Data Service Private Edition Guide: Architecture, and a support article",
    "designer-architecture": "Designer Private Edition Guide: Architecture",
    "webrtc-architecture": "WebRTC Media Service Private Edition Guide: Architecture",
    "glossary": "Orchestration Server 8.1.3 Deployment Guide: Glossary",
    "ors-overview": "Orchestration Server Deployment Guide: Overview",
    "deployment-repository": "Public repository genesys/multicloud-services: deployment scripts with lab values",
    "scaling-script": "A public scaling script on GitHub that names the StatefulSets",
}
"""Title of each public page that a fact was taken from."""

ONE_RELEASE = "One release serves all tenants: the public deployment scripts do not list it as tenant-specific."
"""Basis of a tenancy that is inferred from the list of tenant-specific releases."""


def cite(*keys: str) -> str:
    """The titles of public pages, as one line of text."""
    return "; ".join(TITLES[key] for key in keys)
