"""What has to be let through between zones, and of which connections that can't be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diagramgen.crossing import Route, route, without_port, without_zone, zoned
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Classification, Endpoint, Ports, Protocol, Status, Zone


@dataclass(frozen=True, slots=True)
class Opening:
    """One port specification of a destination, and who needs it."""

    destination: Endpoint
    protocol: Protocol
    ports: Ports
    status: Status
    connections: tuple[ResolvedConnection, ...]

    @property
    def sources(self) -> tuple[Endpoint, ...]:
        """Who opens the connections, by name."""
        ends = {c.source.id: c.source for c in self.connections}
        return tuple(sorted(ends.values(), key=lambda end: (end.name.casefold(), end.id)))


@dataclass(frozen=True, slots=True)
class Crossing:
    """What goes from one zone to another one, as the ends stand in them."""

    route: Route
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A connection that crosses a boundary, or may do so, and names no port."""

    connection: ResolvedConnection
    source: Zone | None
    destination: Zone | None
    why: str


@dataclass(frozen=True, slots=True)
class Passage:
    """All that crosses the boundary of one zone in one direction."""

    crossings: tuple[Crossing, ...]
    unsaid: tuple[Unsaid, ...]

    @property
    def openings(self) -> tuple[Opening, ...]:
        """The openings of all crossings, those to the same ports of a destination together."""
        return _openings(c for crossing in self.crossings for o in crossing.openings for c in o.connections)

    @property
    def any(self) -> bool:
        """Whether there is anything."""
        return bool(self.crossings or self.unsaid)


@dataclass(frozen=True, slots=True)
class ZoneBoundary:
    """The boundary of one zone, for who guards it: complete, whatever lies in the zone or around it."""

    zone: Zone
    inbound: Passage
    outbound: Passage
    nested: bool
    """Whether there are zones in it, so that what crosses it may be named by others."""


@dataclass(frozen=True, slots=True)
class Openings:
    """All that crosses a boundary of a zone."""

    crossings: tuple[Crossing, ...] = ()
    """First those into the cluster, then those out of it, then the others; as the model lists the zones."""
    boundaries: tuple[ZoneBoundary, ...] = ()
    """Of each zone that is crossed, as the model lists them. A connection is at each boundary that it crosses."""
    unsaid: tuple[Unsaid, ...] = ()
    within: int = 0
    """So many connections stay within one zone."""

    @property
    def any(self) -> bool:
        """Whether anything crosses a boundary."""
        return bool(self.crossings or self.unsaid)


def openings(graph: Graph) -> Openings:
    """What crosses the zones of a graph. Where there is no zone, nothing does."""
    if not zoned(graph):
        return Openings()
    over: defaultdict[tuple[str, str], list[ResolvedConnection]] = defaultdict(list)
    routes: dict[tuple[str, str], Route] = {}
    unsaid, within = [], 0
    for c in graph.connections:
        found = route(c)
        if why := without_zone(c):
            unsaid.append(Unsaid(c, c.source.zone, c.destination.zone, why))
        elif found is None or found.inner:
            within += 1
        elif why := without_port(c.ports):
            unsaid.append(Unsaid(c, found.source, found.destination, why))
        else:
            ends = found.source.id, found.destination.id
            routes[ends] = found
            over[ends].append(c)
    place = {zone.id: place for place, zone in enumerate(graph.architecture.zones)}
    crossings = [Crossing(found, _openings(over[ends])) for ends, found in routes.items()]
    crossings.sort(key=lambda x: (_kind(x.route), place[x.route.source.id], place[x.route.destination.id]))
    boundaries = (_boundary(zone, graph, crossings, unsaid) for zone in graph.architecture.zones)
    return Openings(
        tuple(crossings), tuple(b for b in boundaries if b.inbound.any or b.outbound.any), tuple(unsaid), within
    )


def _boundary(zone: Zone, graph: Graph, crossings: Sequence[Crossing], unsaid: Sequence[Unsaid]) -> ZoneBoundary:
    def crossed(found: Route, *, inbound: bool) -> bool:
        return any(other.id == zone.id for other in (found.enters if inbound else found.leaves))

    def doubtful(x: Unsaid, *, inbound: bool) -> bool:
        """Whether it crosses this boundary, or may do so because nobody knows where its other end stands."""
        found, end = route(x.connection), x.destination if inbound else x.source
        if found is not None:
            return crossed(found, inbound=inbound)
        return end is not None and any(other.id == zone.id for other in end.path)

    def passage(*, inbound: bool) -> Passage:
        return Passage(
            tuple(x for x in crossings if crossed(x.route, inbound=inbound)),
            tuple(x for x in unsaid if doubtful(x, inbound=inbound)),
        )

    nested = any(other.parent is not None and other.parent.id == zone.id for other in graph.architecture.zones)
    return ZoneBoundary(zone, passage(inbound=True), passage(inbound=False), nested)


def _kind(found: Route) -> int:
    order = (Classification.INGRESS, Classification.EGRESS)
    return order.index(found.classification) if found.classification in order else len(order)


def _openings(connections: Iterable[ResolvedConnection]) -> tuple[Opening, ...]:
    groups: dict[tuple[str, str, str, str], list[ResolvedConnection]] = {}
    for c in connections:
        groups.setdefault((c.destination.id, c.protocol.id, c.port_text, c.status), []).append(c)
    found = [
        Opening(over[0].destination, over[0].protocol, over[0].ports, over[0].status, tuple(over))
        for over in groups.values()
        if over[0].ports is not None
    ]
    return tuple(
        sorted(found, key=lambda o: (o.destination.name.casefold(), o.destination.id, o.ports.items[0].ranges))
    )
