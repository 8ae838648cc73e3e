"""What a site's search should find: each connection by itself, and each endpoint by what it is reached on."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.graph import Graph, ResolvedConnection, spoken_ports
from diagramgen.pages.columns import fact
from diagramgen.pages.context import anchor, service_anchor
from diagramgen.pages.urls import ARCHITECTURE, service_path
from diagramgen.schema import Protocol, Status

TOLD_OTHERWISE = ("connections", "reached-on", "reaches", "incoming", "outgoing")
"""Parts of an endpoint's page whose words are those of its connections."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page."""

    path: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A connection as a hit of the search, in plain text."""

    title: str
    text: str
    places: tuple[Place, ...]
    """Its rows on a site, the best one first; a hand-written page may have none."""


def entries(graph: Graph) -> tuple[Entry, ...]:
    """All connections, in the order of the table."""
    return tuple(Entry(_title(c), _text(c), _places(c)) for c in graph.connections)


def reached_on(graph: Graph, endpoint_id: str) -> str:
    """What the callers of an endpoint use, as words; empty where nobody calls it."""
    ways = dict.fromkeys(_way(c) for c in graph.incoming(endpoint_id))
    return f"Reached on: {'; '.join(ways)}." if ways else ""


def _title(connection: ResolvedConnection) -> str:
    name = "Connection without a number" if connection.number is None else f"Connection {connection.number}"
    return f"{name}: {connection.source_label} → {connection.destination_label}"


def _text(connection: ResolvedConnection) -> str:
    """All that the model says of it; a reader may search for any word of it."""
    c = connection
    status = "" if c.status is Status.ACTIVE else str(c.status).capitalize()
    names = (
        f"{label} is {end.name}"
        for label, end in ((c.source_label, c.source), (c.destination_label, c.destination))
        if label != end.name
    )
    facts = (f"{name.replace('_', ' ')}: {fact(value)}" for name, value in c.metadata.items())
    pieces = (_way(c), c.classification, status, c.data, c.encryption, c.authentication, ", ".join(c.tags))
    return " ".join(_sentence(piece) for piece in (*pieces, *names, *facts) if piece)


def _way(connection: ResolvedConnection) -> str:
    """Protocol and ports, as printed and spoken: a search finds the beginnings of words, and `9092/9093` is one."""
    ports, printed = spoken_ports(connection.ports), connection.port_text
    shown = f" {printed}: {ports}" if {"/", "*"} & set(printed) else f", {ports}"
    return _spoken(connection.protocol) + shown


def _spoken(protocol: Protocol) -> str:
    """`SIP/TCP (SIP over TCP)` where the name holds the transport in the middle of a word."""
    application, transport = protocol.application, protocol.transport
    if application is None or transport.casefold() not in protocol.name.casefold():
        return protocol.name
    return f"{protocol.name} ({application} over {transport})"


def _places(connection: ResolvedConnection) -> tuple[Place, ...]:
    ends = dict.fromkeys((connection.destination.id, connection.source.id))
    own = (Place(service_path(end), service_anchor(end, connection)) for end in ends)
    return Place(ARCHITECTURE, anchor(connection.key)), *own


def _sentence(piece: str) -> str:
    piece = " ".join(piece.split())
    return piece if piece.endswith((".", "!", "?")) else f"{piece}."
