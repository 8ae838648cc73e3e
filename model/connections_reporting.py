"""Kafka: what reporting reads."""

from diagramgen import KAFKA, Connection

from .endpoints_backing import kafka
from .endpoints_voice_calls import (
    frontend_service,
    voice_registrar_service,
    voice_sip_cluster_service,
    voice_sip_proxy_service,
)
from .endpoints_voice_control import agent_state_service, call_state_service, tenant_service

connections = [
    Connection(
        number=11,
        source=tenant_service,
        destination=kafka,
        protocol=KAFKA,
        ports="9092/9093*",
        data="Outbound data for reporting.",
    ),
    Connection(
        number=48,
        source=frontend_service,
        destination=kafka,
        protocol=KAFKA,
        ports="9092/9093*",
        data="Provides data to reporting.",
    ),
    Connection(
        number=50,
        source=voice_sip_cluster_service,
        destination=kafka,
        protocol=KAFKA,
        ports="9092/9093*",
        data="Provides data to reporting.",
    ),
    Connection(
        number=53,
        source=voice_registrar_service,
        destination=kafka,
        protocol=KAFKA,
        ports="9092/9093*",
        data="Provides data to reporting.",
    ),
    # Published with the broker as initiator and as egress; by the zones a connection from Kafka is ingress.
    Connection(
        number=55,
        source=kafka,
        source_label="Kafka 2.x",
        destination=agent_state_service,
        protocol=KAFKA,
        ports="9092/9093*",
        classification="Egress",
        data="Provides data to reporting.",
    ),
    Connection(
        number=56,
        source=call_state_service,
        destination=kafka,
        protocol=KAFKA,
        ports="9092/9093*",
        data="Provides data to reporting.",
    ),
    Connection(
        number=60,
        source=voice_sip_proxy_service,
        destination=kafka,
        protocol=KAFKA,
        ports="9092/9093*",
        data="Provides data to reporting.",
    ),
]
