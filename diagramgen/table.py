"""The connection table as data: its columns, and a connection as a row of text."""

from __future__ import annotations

from diagramgen.graph import Graph, ResolvedConnection

COLUMNS = (
    "Connection",
    "Source",
    "Destination",
    "Protocol",
    "Port",
    "Classification",
    "Data that travels on this connection",
)
"""The columns of a published table, in their order."""

FOOTNOTE = "* Configurable ports"


def row(connection: ResolvedConnection) -> tuple[str, ...]:
    """The connection in the columns of the table."""
    return (
        connection.badge,
        connection.source_label,
        connection.destination_label,
        connection.protocol.name,
        connection.port_text,
        connection.classification,
        connection.data,
    )


def connections_of(graph: Graph, endpoint_id: str | None = None) -> tuple[ResolvedConnection, ...]:
    """All connections, or those of one endpoint, in the order of their numbers."""
    if endpoint_id is None:
        return graph.connections
    return tuple(c for c in graph.connections if endpoint_id in (c.source.id, c.destination.id))
