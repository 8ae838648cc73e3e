"""Protocols: what is spoken on a connection. The usual ones are here; a model may add its own."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from diagramgen.schema.base import Element, Name, Whole
from diagramgen.schema.identifier import Id

Dash = Literal[
    "solid",
    "long",
    "medium",
    "short",
    "dotted",
    "dash-dot",
    "dash-dot-dot",
    "long-dot",
    "long-dot-dot",
    "long-short",
    "short-short",
    "sparse",
    "dot-dot",
    "sparse-dot",
]

COLOR = "^#[0-9a-fA-F]{6}$"


class Protocol(Element):
    """A protocol, with what a table prints and a picture draws for it."""

    id: Id
    """The protocol's identifier."""
    name: Name
    """The name in the table, as `SIP/UDP`."""
    application: Name | None = None
    """The application protocol, as `SIP`; none for bare TCP or UDP."""
    transport: Name = "TCP"
    """The transport below it, as `UDP`."""
    default_port: Whole | None = Field(default=None, ge=1, le=65535)
    """The port that is usual for it."""
    legend: Name | None = None
    """The legend entry that it shares with others, as `HTTP/HTTPS`; its own name if not stated."""
    color: str | None = Field(default=None, pattern=COLOR, examples=["#1565c0"])
    """The line's colour as `#rrggbb` on a light ground; the theme's if not stated."""
    dash: Dash | None = None
    """The line's dash; the theme's if not stated."""

    @property
    def group(self) -> str:
        """The legend entry to which the protocol belongs."""
        return self.legend or self.name


TCP = Protocol(id="tcp", name="TCP")
UDP = Protocol(id="udp", name="UDP", transport="UDP")
SIP_TCP = Protocol(id="sip-tcp", name="SIP/TCP", application="SIP", default_port=5060)
SIP_UDP = Protocol(id="sip-udp", name="SIP/UDP", application="SIP", transport="UDP", default_port=5060)
HTTP = Protocol(id="http", name="HTTP", application="HTTP", default_port=80, legend="HTTP/HTTPS")
HTTPS = Protocol(id="https", name="HTTPS", application="HTTPS", default_port=443, legend="HTTP/HTTPS")
GRPC = Protocol(id="grpc", name="gRPC", application="gRPC")
KAFKA = Protocol(id="kafka", name="Kafka", application="Kafka", default_port=9092)
AMQP = Protocol(id="amqp", name="AMQP", application="AMQP", default_port=5672)
REDIS = Protocol(id="redis", name="Redis", application="Redis", default_port=6379)
POSTGRES = Protocol(id="postgres", name="Postgres", application="PostgreSQL", default_port=5432)
MYSQL = Protocol(id="mysql", name="MySQL", application="MySQL", default_port=3306)
LDAP = Protocol(id="ldap", name="LDAP", application="LDAP", default_port=389)
SSH = Protocol(id="ssh", name="SSH", application="SSH", default_port=22)
DNS = Protocol(id="dns", name="DNS", application="DNS", transport="UDP", default_port=53)

BUILT_IN = (TCP, UDP, SIP_TCP, SIP_UDP, HTTP, HTTPS, GRPC, KAFKA, AMQP, REDIS, POSTGRES, MYSQL, LDAP, SSH, DNS)
"""The protocols that every model knows, in the order of a legend."""
