"""Include and exclude: which endpoints and connections a view shows."""

from __future__ import annotations

from collections.abc import Iterable

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Endpoint, Protocol, Tenancy, Zone
from diagramgen.schema.view import Selector, Tag


def select(
    graph: Graph, include: Iterable[Selector], exclude: Iterable[Selector]
) -> tuple[tuple[Endpoint, ...], tuple[ResolvedConnection, ...]]:
    """The endpoints and connections that are included and not excluded.

    Endpoints, zones, tenancies and tags choose endpoints, and with them the connections between
    them; protocols (and tags of connections) choose connections, and with them their ends. Where
    both are said, both must hold. Nothing said chooses all.
    """
    wanted, unwanted = tuple(include), tuple(exclude)
    by_endpoint = [s for s in wanted if not isinstance(s, Protocol)]
    protocols = [s for s in wanted if isinstance(s, Protocol)]
    endpoints = [e for e in graph.endpoints if not by_endpoint or any(_is(e, s) for s in by_endpoint)]
    endpoints = [e for e in endpoints if not any(_is(e, s) for s in unwanted)]
    ids = {endpoint.id for endpoint in endpoints}
    connections = [
        c
        for c in graph.connections
        if c.source.id in ids
        and c.destination.id in ids
        and (not protocols or any(_speaks(c, s) for s in protocols))
        and not any(_speaks(c, s) for s in unwanted)
    ]
    if protocols and not by_endpoint:
        ends = {end.id for c in connections for end in (c.source, c.destination)}
        endpoints = [endpoint for endpoint in endpoints if endpoint.id in ends]
    return tuple(endpoints), tuple(connections)


def _is(endpoint: Endpoint, selector: Selector) -> bool:
    """Whether a selector chooses an endpoint."""
    match selector:
        case Endpoint():
            return endpoint.id == selector.id
        case Zone():
            return endpoint.zone is not None and selector.id in {zone.id for zone in endpoint.zone.path}
        case Tenancy():
            return endpoint.tenancy is selector
        case Tag():
            return selector.name in endpoint.tags
        case Protocol():
            return False


def _speaks(connection: ResolvedConnection, selector: Selector) -> bool:
    """Whether a selector chooses a connection for itself."""
    match selector:
        case Protocol():
            return connection.protocol.id == selector.id
        case Tag():
            return selector.name in connection.tags
        case _:
            return False
