"""Hubs: endpoints that many others call, drawn once or once beside each caller."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.scene import Line, Node
from diagramgen.schema import Endpoint, Hubs, Kind
from diagramgen.views.assemble import merge, node

MANY_CALLERS = 5
"""From so many callers on a service is a hub, if it calls few itself."""
MANY_CALLERS_OF_STORE = 3
"""The same for a data store or broker."""
FEW_CALLEES = 4
"""A hub has at least so many callers for each endpoint that it calls."""
MANY_LINES = 30
"""Hubs are repeated by `auto` from so many lines on."""


def with_hubs(
    graph: Graph, endpoints: Sequence[Endpoint], connections: Sequence[ResolvedConnection], hubs: Hubs
) -> tuple[tuple[Node, ...], tuple[Line, ...]]:
    """Nodes and lines of these endpoints and connections, with hubs drawn as it is said."""
    shared = merge(connections, lambda c: (c.source.id, c.destination.id))
    repeat = hubs is Hubs.REPEATED or (hubs is Hubs.AUTO and len(shared) >= MANY_LINES)
    found = find_hubs(graph) if repeat else frozenset()
    if not found:
        return tuple(node(endpoint) for endpoint in endpoints), shared
    return _repeated(endpoints, connections, found)


def find_hubs(graph: Graph) -> frozenset[str]:
    """The endpoints that many others call and that themselves call few."""
    found = set()
    for endpoint in graph.endpoints:
        callers, callees = len(graph.callers(endpoint.id)), len(graph.callees(endpoint.id))
        stores = endpoint.kind in (Kind.DATASTORE, Kind.BROKER)
        if callers >= (MANY_CALLERS_OF_STORE if stores else MANY_CALLERS) and callers >= FEW_CALLEES * callees:
            found.add(endpoint.id)
    return frozenset(found)


def _repeated(
    endpoints: Sequence[Endpoint], connections: Sequence[ResolvedConnection], hubs: Collection[str]
) -> tuple[tuple[Node, ...], tuple[Line, ...]]:
    """A copy of a hub beside each endpoint that it has a connection with.

    Between two hubs, and from a hub to itself, the initiator is the main one and the destination
    its copy.
    """
    copies: dict[str, list[str | None]] = {endpoint.id: [] for endpoint in endpoints}

    def key(endpoint: str, beside: str | None) -> str:
        known = copies[endpoint]
        if beside not in known:
            known.append(beside)
        place = known.index(beside) + 1
        return endpoint if place == 1 else f"{endpoint}--{place}"

    def ends(connection: ResolvedConnection) -> tuple[str, str]:
        source, destination = connection.source.id, connection.destination.id
        if source == destination:
            return key(source, None), key(source, None)
        if destination in hubs:
            return key(source, None), key(destination, source)
        if source in hubs:
            return key(source, destination), key(destination, None)
        return key(source, None), key(destination, None)

    lines = merge(connections, ends)
    nodes: list[Node] = []
    for endpoint in endpoints:
        count = max(1, len(copies[endpoint.id]))
        nodes += (node(endpoint, copy, repeated=count > 1) for copy in range(1, count + 1))
    return tuple(nodes), lines
