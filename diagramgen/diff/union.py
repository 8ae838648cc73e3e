"""Both models in one graph, and its overview with what became of each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from diagramgen.diff.changes import BoundaryChanged, Removed, ZoneChanged
from diagramgen.diff.compare import Difference
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.scene import Badge, Line, Node, Scene, State
from diagramgen.schema import Endpoint, OverviewView, Zone
from diagramgen.views import overview

VIEW = "difference"
MARKED = (State.ADDED, State.REMOVED, State.CHANGED)
"""In the order of the legend."""
BEFORE = "old-"
"""Stands before the key of a connection that is drawn a second time, where the older model has it."""


@dataclass(frozen=True)
class Union:
    """All endpoints and connections of two models."""

    graph: Graph
    """The newer model, and what only the older one has, in the newer one's ids."""
    endpoints: dict[str, State]
    connections: dict[str, State]
    """By key; one that moved to another line is there twice."""
    details: dict[str, str]
    """By key, the kinds of change of a connection that changed."""


def unite(old: Graph, new: Graph, difference: Difference) -> Union:
    """Lay one model over the other."""
    matches = difference.matches
    # What is gone has the older model's key, which may be another connection's in the newer one.
    found = [change for change in difference.changes if not isinstance(change, Removed)]
    edited = {change.subject.key for change in found}
    # The picture has no zones. What is said of a zone's place and trust, it shows at all that stands in it.
    elsewhere = {
        c.subject.id for c in found if c.subject.kind == "zone" and isinstance(c, BoundaryChanged | ZoneChanged)
    }
    gone = [endpoint for endpoint in old.endpoints if endpoint.id not in matches.endpoints]
    endpoints = {endpoint.id: State.REMOVED for endpoint in gone}
    kept = set(matches.endpoints.values())
    for endpoint in new.endpoints:
        changed = f"endpoint-{endpoint.id}" in edited or any(zone.id in elsewhere for zone in _around(endpoint))
        endpoints[endpoint.id] = _state(is_new=endpoint.id not in kept, changed=changed)
    connections: dict[str, State] = {}
    details: dict[str, str] = {}
    kept = set(matches.connections.values())
    for connection in new.connections:
        key = connection.key
        connections[key] = _state(is_new=key not in kept, changed=f"connection-{key}" in edited)
        kinds = [c.kind for c in found if c.subject.key == f"connection-{key}"]
        details[key] = ", ".join(dict.fromkeys(kinds))
    translated = _Translation(new, difference)
    places = {connection.key: connection.line for connection in new.connections}
    free = sum(connection.number is None for connection in new.connections)
    only_old = []
    for connection in old.connections:
        moved = translated.connection(connection)
        other = matches.connections.get(connection.key)
        if other is not None and places[other] == moved.line:
            continue
        if other is None and connection.number is None:
            free += 1
            moved = replace(moved, key=f"unnumbered-{free}")
        elif moved.key in places or other is not None:
            moved = replace(moved, key=f"{BEFORE}{moved.key}")
        connections[moved.key] = State.REMOVED
        only_old.append(moved)
    graph = Graph(
        architecture=new.architecture,
        endpoints=tuple(sorted((*new.endpoints, *gone), key=lambda endpoint: endpoint.id)),
        connections=tuple(sorted((*new.connections, *only_old), key=_order)),
        protocols=(*new.protocols, *(p for p in old.protocols if p.id not in matches.protocols)),
    )
    return Union(graph, endpoints, connections, details)


def _around(endpoint: Endpoint) -> tuple[Zone, ...]:
    return endpoint.zone.path if endpoint.zone is not None else ()


def _state(*, is_new: bool, changed: bool) -> State:
    return State.ADDED if is_new else State.CHANGED if changed else State.SAME


def _order(connection: ResolvedConnection) -> tuple[bool, int]:
    return connection.number is None, connection.number or 0


class _Translation:
    """A connection of the older model with the elements of the newer one, where they are there."""

    def __init__(self, new: Graph, difference: Difference) -> None:
        self.endpoints = {before: new.endpoint(after) for before, after in difference.matches.endpoints.items()}
        known = {protocol.id: protocol for protocol in new.protocols}
        self.protocols = {before: known[after] for before, after in difference.matches.protocols.items()}

    def connection(self, connection: ResolvedConnection) -> ResolvedConnection:
        return replace(
            connection,
            source=self.endpoints.get(connection.source.id, connection.source),
            destination=self.endpoints.get(connection.destination.id, connection.destination),
            protocol=self.protocols.get(connection.protocol.id, connection.protocol),
        )


def scene(union: Union, difference: Difference, view: str = VIEW) -> Scene:
    """The overview of both models, with what became of each part; `view` is the name of the picture."""
    title = f"What changed from {difference.old} to {difference.new}"
    drawn = overview.build(union.graph, OverviewView(id=VIEW, title=" ".join(title.split())))
    lines = tuple(_line(line, union) for line in drawn.lines)
    nodes = tuple(replace(node, state=union.endpoints[node.endpoint]) for node in drawn.nodes)
    found = {node.state for node in nodes} | {line.state for line in lines}
    found |= {badge.state for line in lines for badge in line.badges}
    return replace(
        drawn,
        view=view,
        description=f"{drawn.description} {_told(nodes, lines)}",
        nodes=nodes,
        lines=lines,
        legend=replace(drawn.legend, states=tuple(state for state in MARKED if state in found)),
    )


def _line(line: Line, union: Union) -> Line:
    badges = tuple(_badge(badge, union) for badge in line.badges)
    states = {badge.state for badge in badges}
    return replace(line, badges=badges, state=states.pop() if len(states) == 1 else State.CHANGED)


def _badge(badge: Badge, union: Union) -> Badge:
    state = union.connections[badge.connection]
    if state is State.SAME:
        return replace(badge, state=state)
    before = badge.connection.startswith(BEFORE)
    said = f"changed: {union.details[badge.connection]}" if state is State.CHANGED else "before" if before else state
    return replace(badge, state=state, label=f"{badge.label}; {said}")


def _told(nodes: Iterable[Node], lines: Iterable[Line]) -> str:
    """As `Endpoints: 1 added. Connections: 2 removed, 1 changed.`."""
    sentences = []
    numbers = [badge.state for line in lines for badge in line.badges]
    for what, states in (("Endpoints", [node.state for node in nodes]), ("Connections", numbers)):
        count = Counter(states)
        told = ", ".join(f"{count[state]} {state}" for state in MARKED if count[state])
        sentences.append(f"{what}: {told or 'no change'}.")
    return " ".join(sentences)
