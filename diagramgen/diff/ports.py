"""Which ports to open and which to close, for each boundary between zones.

A boundary lies between two zones, whether inside or outside of the cluster; connections within one
zone cross none. Ports that nobody can name are never opened wide: they are listed as what can't be said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diagramgen.diff.match import Matches
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Endpoint, Ports, Status

Span = tuple[int, int]
"""First and last port."""

NO_ZONE = "(no zone)"
NO_PORT = "it has no port"


@dataclass(frozen=True, slots=True, order=True)
class Boundary:
    """From one zone to another one, as readers know them."""

    source: str
    destination: str
    crossing: bool
    """Whether one lies inside of the cluster and the other one outside."""


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """From one endpoint to another one, over one transport."""

    boundary: Boundary
    source: str
    destination: str
    transport: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Ports of a way that are to be opened, or closed."""

    way: Way
    ports: str
    """`443`, `8000-8010`."""
    connections: tuple[str, ...]
    """Numbers of the connections that use them."""
    note: str = ""
    """What to look at before: a choice, a configurable port, a connection that is planned."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A connection whose ports can't be named, so that nothing can be opened or closed for it."""

    way: Way
    connection: str
    reason: str
    new: bool
    """Whether it is to be opened, not closed."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What changes at the boundaries."""

    opened: tuple[Opening, ...] = ()
    closed: tuple[Opening, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()

    @property
    def boundaries(self) -> tuple[Boundary, ...]:
        """All boundaries that it touches; that of the cluster first."""
        ways = [item.way for item in (*self.opened, *self.closed)] + [item.way for item in self.unsaid]
        found = {way.boundary for way in ways}
        return tuple(sorted(found, key=lambda b: (not b.crossing, b)))


@dataclass(frozen=True, slots=True)
class _Key:
    """A way without names: endpoints by the newer model's ids, zones by theirs."""

    source: str
    destination: str
    source_zone: str
    destination_zone: str
    crossing: bool
    transport: str


def delta(old: Graph, new: Graph, matches: Matches) -> Delta:
    """The ports to open and to close so that the older model's boundaries become the newer one's."""
    before, after = _Side(old, matches.endpoints, matches.zones), _Side(new, {}, {})
    opened: list[Opening] = []
    closed: list[Opening] = []
    unsaid: list[Unsaid] = []
    for key in sorted({*before.uses, *after.uses}, key=str):
        first, second = before.uses.get(key, []), after.uses.get(key, [])
        opened += _openings(after, key, second, _minus(_spans(second), _spans(first)), before, new=True)
        closed += _openings(before, key, first, _minus(_spans(first), _spans(second)), after, new=False)
    for key in sorted({*before.unsaid, *after.unsaid}, key=str):
        if key not in before.unsaid:
            unsaid += [Unsaid(after.way(key), badge, reason, True) for badge, reason in after.unsaid[key]]
        if key not in after.unsaid:
            unsaid += [Unsaid(before.way(key), badge, reason, False) for badge, reason in before.unsaid[key]]
    return Delta(
        tuple(sorted(opened, key=_order)),
        tuple(sorted(closed, key=_order)),
        tuple(sorted(unsaid, key=_order_of_unsaid)),
    )


def _order_of_unsaid(item: Unsaid) -> tuple[object, ...]:
    return not item.way.boundary.crossing, item.way, not item.new, item.connection


def _order(opening: Opening) -> tuple[object, ...]:
    return not opening.way.boundary.crossing, opening.way, int(opening.ports.partition("-")[0])


class _Side:
    """What one model needs at its boundaries."""

    def __init__(self, graph: Graph, endpoints: Mapping[str, str], zones: Mapping[str, str]) -> None:
        self.uses: dict[_Key, list[ResolvedConnection]] = {}
        self.unsaid: dict[_Key, list[tuple[str, str]]] = {}
        self._ways: dict[_Key, Way] = {}
        for connection in graph.connections:
            source, destination = connection.source, connection.destination
            if _zone(source) == _zone(destination):
                continue
            crossing = crosses(connection)
            transport = connection.protocol.transport
            key = _Key(
                endpoints.get(source.id, source.id),
                endpoints.get(destination.id, destination.id),
                zones.get(_zone(source), _zone(source)),
                zones.get(_zone(destination), _zone(destination)),
                crossing,
                transport,
            )
            boundary = Boundary(_zone_name(source), _zone_name(destination), crossing)
            self._ways.setdefault(key, Way(boundary, source.name, destination.name, transport))
            reason = cannot_be_said(connection.ports)
            if reason:
                self.unsaid.setdefault(key, []).append((connection.badge, reason))
            else:
                self.uses.setdefault(key, []).append(connection)

    def way(self, key: _Key) -> Way:
        return self._ways[key]


def crosses(connection: ResolvedConnection) -> bool:
    """Whether a connection leads from one side of the cluster's boundary to the other."""
    sides = [end.zone.side if end.zone is not None else None for end in (connection.source, connection.destination)]
    return sides[0] is not None and sides[1] is not None and sides[0] is not sides[1]


def cannot_be_said(ports: Ports | None) -> str:
    """Why ports can't be named; nothing where they can."""
    if ports is None:
        return "its ports are not stated"
    if not ports.known:
        return f"its ports are not known{f': {ports.reason}' if ports.reason else ''}"
    return "" if ports.items else NO_PORT


def port_delta(old: Ports | None, new: Ports | None) -> tuple[str, str]:
    """The ports that only the newer one has, and those that only the older one has, as text."""
    first, second = _spans_of(old), _spans_of(new)
    return _text(_minus(second, first)), _text(_minus(first, second))


def _zone(endpoint: Endpoint) -> str:
    return endpoint.zone.id if endpoint.zone is not None else ""


def _zone_name(endpoint: Endpoint) -> str:
    return endpoint.zone.name if endpoint.zone is not None else NO_ZONE


def _spans_of(ports: Ports | None) -> list[Span]:
    return _merged([span for item in ports.items for span in item.ranges] if ports is not None else [])


def _spans(connections: list[ResolvedConnection]) -> list[Span]:
    return _merged([span for connection in connections for span in _spans_of(connection.ports)])


def _merged(spans: list[Span]) -> list[Span]:
    """The same ports without overlaps; neighbours that were written apart stay apart."""
    found: list[Span] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def _minus(spans: list[Span], without: list[Span]) -> list[Span]:
    """Ports of the first list that are not in the second."""
    left = spans
    for low, high in without:
        parts = [part for a, b in left for part in ((a, min(b, low - 1)), (max(a, high + 1), b))]
        left = [(start, end) for start, end in parts if start <= end]
    return _merged(left)


def _openings(
    side: _Side, key: _Key, connections: list[ResolvedConnection], spans: list[Span], other: _Side, *, new: bool
) -> list[Opening]:
    """What one side has and the other one lacks; the other one may need it where its ports can't be named."""
    said = "may have had it open" if new else "may need it"
    doubts = [f"connection {badge} {said}" for badge, reason in other.unsaid.get(key, ()) if reason != NO_PORT]
    made = []
    for low, high in spans:
        users = [c for c in connections if any(a <= high and low <= b for a, b in _spans_of(c.ports))]
        notes = dict.fromkeys([*(note for user in users for note in _notes(user, low, high)), *doubts])
        made.append(Opening(side.way(key), _text([(low, high)]), tuple(c.badge for c in users), "; ".join(notes)))
    return made


def _notes(connection: ResolvedConnection, low: int, high: int) -> list[str]:
    """What must be known about a port before it is opened."""
    assert connection.ports is not None, "only connections with ports are asked"
    notes = []
    for item in connection.ports.items:
        if not any(a <= high and low <= b for a, b in item.ranges):
            continue
        if len(item.ranges) > 1:
            notes.append(f"one of {_text(list(item.ranges), '/')}")
        if item.configurable:
            notes.append("configurable")
    if connection.status is not Status.ACTIVE:
        notes.append(str(connection.status))
    return notes


def _text(spans: list[Span], between: str = ", ") -> str:
    return between.join(str(low) if low == high else f"{low}-{high}" for low, high in spans)
