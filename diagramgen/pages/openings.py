"""What has to be let through between zones, and of which connections that can't be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Boundary, Endpoint, Ports, Protocol, Status, Zone


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
    """What goes from one zone to another one."""

    source: Zone
    destination: Zone
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A connection that crosses a boundary, or may do so, and names no port."""

    connection: ResolvedConnection
    source: Zone | None
    destination: Zone | None
    why: str


@dataclass(frozen=True, slots=True)
class Openings:
    """All that crosses a boundary of a zone."""

    crossings: tuple[Crossing, ...] = ()
    """First those out of the cluster, then those into it, then the others; as the model lists the zones."""
    unsaid: tuple[Unsaid, ...] = ()
    within: int = 0
    """So many connections stay within one zone."""

    @property
    def any(self) -> bool:
        """Whether anything crosses a boundary."""
        return bool(self.crossings or self.unsaid)


def openings(graph: Graph) -> Openings:
    """What crosses the zones of a graph. Where there is no zone, nothing does."""
    if not any(end.zone is not None for end in graph.endpoints):
        return Openings()
    found: dict[tuple[str, str], tuple[Zone, Zone, list[ResolvedConnection]]] = {}
    unsaid, within = [], 0
    for c in graph.connections:
        ends = (c.source.zone, c.destination.zone)
        zoneless = [end.name for end in (c.source, c.destination) if end.zone is None]
        if zoneless and c.source.id != c.destination.id:
            verb = "has" if len(zoneless) == 1 else "have"
            unsaid.append(Unsaid(c, *ends, f"{' and '.join(zoneless)} {verb} no zone"))
            continue
        crossed = _crossed(*ends)
        if crossed is None:
            within += 1
        elif (why := _unsaid(c.ports)) is not None:
            unsaid.append(Unsaid(c, *crossed, why))
        else:
            source, destination = crossed
            found.setdefault((source.id, destination.id), (source, destination, []))[2].append(c)
    place = {zone.id: place for place, zone in enumerate(graph.architecture.zones)}
    crossings = [Crossing(source, destination, _openings(over)) for source, destination, over in found.values()]
    crossings.sort(key=lambda x: (_kind(x.source, x.destination), place[x.source.id], place[x.destination.id]))
    return Openings(tuple(crossings), tuple(unsaid), within)


def _crossed(source: Zone | None, destination: Zone | None) -> tuple[Zone, Zone] | None:
    """The outermost zones that differ: between them stands what has to be opened. None within one zone."""
    if source is None or destination is None or source.id == destination.id:
        return None
    pairs = zip(source.path, destination.path, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0].id == pair[1].id, pairs))
    return source.path[min(same, len(source.path) - 1)], destination.path[min(same, len(destination.path) - 1)]


def _kind(source: Zone, destination: Zone) -> int:
    order = ((Boundary.INSIDE, Boundary.OUTSIDE), (Boundary.OUTSIDE, Boundary.INSIDE))
    sides = (source.side, destination.side)
    return order.index(sides) if sides in order else len(order)


def _unsaid(ports: Ports | None) -> str | None:
    """Why no port can be named; None if one can."""
    if ports is None:
        return "the model states no port"
    if ports.items:
        return None
    if ports.known:
        return "the model says N/A: no port"
    return f"not known: {ports.reason}" if ports.reason else "not known, and the model does not say why"


def _openings(connections: Sequence[ResolvedConnection]) -> tuple[Opening, ...]:
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
