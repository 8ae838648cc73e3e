"""Protocols: those that every model knows, and a model's own."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

import diagramgen
from diagramgen.schema import HTTP, HTTPS, SIP_UDP, TCP, Protocol
from diagramgen.schema.protocol import BUILT_IN


def test_built_in_protocols_have_different_ids_and_names() -> None:
    assert len({protocol.id for protocol in BUILT_IN}) == len({protocol.name for protocol in BUILT_IN}) == len(BUILT_IN)


def test_authors_can_import_every_built_in_protocol() -> None:
    offered = {value for name in diagramgen.__all__ if isinstance(value := getattr(diagramgen, name), Protocol)}
    assert offered == set(BUILT_IN)


def test_sip_over_udp_names_both() -> None:
    assert (SIP_UDP.name, SIP_UDP.application, SIP_UDP.transport) == ("SIP/UDP", "SIP", "UDP")


def test_protocols_may_share_a_legend_entry() -> None:
    assert HTTP.group == HTTPS.group == "HTTP/HTTPS"
    assert TCP.group == "TCP"


@pytest.mark.parametrize(
    "wrong",
    [
        {"default_port": 0},
        {"default_port": 65536},
        {"default_port": "80"},
        {"default_port": True},
        {"color": "red"},
        {"color": "#fff"},
        {"color": "#12345g"},
        {"color": "#123456;x"},
        {"dash": "wavy"},
        {"id": "TCP"},
    ],
    ids=str,
)
def test_what_a_protocol_does_not_take(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Protocol(**({"id": "a", "name": "A"} | wrong))


def test_the_usual_ports() -> None:
    assert {protocol.id: protocol.default_port for protocol in BUILT_IN if protocol.default_port} == {
        "sip-tcp": 5060,
        "sip-udp": 5060,
        "http": 80,
        "https": 443,
        "kafka": 9092,
        "amqp": 5672,
        "redis": 6379,
        "postgres": 5432,
        "mysql": 3306,
        "ldap": 389,
        "ssh": 22,
        "dns": 53,
    }
