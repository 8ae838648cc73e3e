"""What of one model is what of the other: by id and number, and by likeness where these have changed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Endpoint, Protocol, Zone
from diagramgen.schema.protocol import BUILT_IN
from diagramgen.schema.view import ListedView
from diagramgen.schema.written import fields_of

T = TypeVar("T")
Score = tuple[float, ...]
Content = tuple[str, ...]

HALF = 0.5
"""An endpoint that keeps at least so much of its connections may have a new id."""
SEVERAL = 2
"""So many kept connections say that by themselves; a single one asks for a similar name."""
SIMILAR = 0.6
"""From here on two names are similar (difflib's ratio)."""

NATIVE = frozenset(protocol.id for protocol in BUILT_IN)


@dataclass(frozen=True)
class Matches:
    """What of the older model is what of the newer one: older id or key → newer one."""

    endpoints: Mapping[str, str]
    zones: Mapping[str, str]
    protocols: Mapping[str, str]
    views: Mapping[str, str]
    connections: Mapping[str, str]


def match(old: Graph, new: Graph) -> Matches:
    """Find the same elements in two models."""
    endpoints = _endpoints(old, new)
    protocols = _protocols(old, new)
    return Matches(
        endpoints=endpoints,
        zones=_zones(old, new, endpoints),
        protocols=protocols,
        views=_views(old, new),
        connections=_connections(old, new, endpoints, protocols),
    )


def _matched(
    old: Iterable[T], new: Iterable[T], name: Callable[[T], str], score: Callable[[T, T], Score | None]
) -> dict[str, str]:
    """Elements with the same id, then the pairs of the others that are most alike."""
    before, after = {name(item): item for item in old}, {name(item): item for item in new}
    found = {key: key for key in before if key in after}
    gone = [key for key in before if key not in after]
    fresh = [key for key in after if key not in before]
    pairs = [(s, a, b) for a in gone for b in fresh if (s := score(before[a], after[b])) is not None]
    taken: set[str] = set()
    for _, a, b in sorted(pairs, key=lambda pair: (tuple(-part for part in pair[0]), pair[1], pair[2])):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return found


def _endpoints(old: Graph, new: Graph) -> dict[str, str]:
    def score(before: Endpoint, after: Endpoint) -> Score | None:
        names = {before.name, *before.aliases}, {after.name, *after.aliases}
        named = 2 if before.name == after.name else int(before.name in names[1] or after.name in names[0])
        kept, all_ = _ways(old, before) & _ways(new, after), _ways(old, before) | _ways(new, after)
        share = len(kept) / len(all_) if all_ else 0.0
        alike = difflib.SequenceMatcher(None, before.name, after.name, autojunk=False).ratio()
        by_ways = share >= HALF and (len(kept) >= SEVERAL or alike >= SIMILAR)
        return (named, share, alike) if named or by_ways else None

    return _matched(old.endpoints, new.endpoints, lambda endpoint: endpoint.id, score)


def _ways(graph: Graph, endpoint: Endpoint) -> set[tuple[object, ...]]:
    """The connections of an endpoint, without naming it."""

    def way(role: str, connection: ResolvedConnection, other: Endpoint) -> tuple[object, ...]:
        if connection.number is not None:
            return role, connection.number
        return role, other.id, connection.protocol.id, connection.port_text, connection.data

    incoming = {way("in", c, c.source) for c in graph.incoming(endpoint.id)}
    return incoming | {way("out", c, c.destination) for c in graph.outgoing(endpoint.id)}


def _zones(old: Graph, new: Graph, endpoints: Mapping[str, str]) -> dict[str, str]:
    def members(graph: Graph, zone: Zone, names: Mapping[str, str]) -> set[str]:
        return {names.get(e.id, "") for e in graph.endpoints if e.zone is not None and e.zone.id == zone.id}

    same = {endpoint.id: endpoint.id for endpoint in new.endpoints}

    def score(before: Zone, after: Zone) -> Score | None:
        first, second = members(old, before, endpoints), members(new, after, same)
        share = len(first & second) / len(first | second) if first | second else 0.0
        named = before.name == after.name
        return (named, share) if named or share == 1 else None

    return _matched(old.architecture.zones, new.architecture.zones, lambda zone: zone.id, score)


def _protocols(old: Graph, new: Graph) -> dict[str, str]:
    def score(before: Protocol, after: Protocol) -> Score | None:
        own = before.id not in NATIVE and after.id not in NATIVE
        return (1.0,) if own and before.name == after.name else None

    return _matched(old.protocols, new.protocols, lambda protocol: protocol.id, score)


def _views(old: Graph, new: Graph) -> dict[str, str]:
    def content(view: ListedView) -> object:
        return {key: value for key, value in fields_of(view).items() if key not in ("id", "title")}

    def score(before: ListedView, after: ListedView) -> Score | None:
        first, second = fields_of(before), fields_of(after)
        if first["kind"] != second["kind"]:
            return None
        named, shown = first["title"] == second["title"], content(before) == content(after)
        return (named, shown) if named or shown else None

    return _matched(old.architecture.views, new.architecture.views, lambda view: str(fields_of(view)["id"]), score)


def _connections(old: Graph, new: Graph, endpoints: Mapping[str, str], protocols: Mapping[str, str]) -> dict[str, str]:
    """Connections with the same number; those that moved to another one; those that got or lost one, by content."""
    before, after = {c.key: c for c in old.connections}, {c.key: c for c in new.connections}
    content_of = {key: _content(c, endpoints, protocols) for key, c in before.items()}
    content_in = {key: _content(c, {}, {}) for key, c in after.items()}
    found: dict[str, str] = {}

    def ends(content: Content) -> set[str]:
        return set(content[:2])

    def free(contents: Mapping[str, Content], done: Collection[str]) -> list[str]:
        return [key for key in contents if key not in done]

    numbered = [key for key, c in before.items() if c.number is not None and key in after]
    found |= {key: key for key in numbered if ends(content_of[key]) == ends(content_in[key])}
    # The same content under another number: it moved, also where its old number now says something else.
    rest = free(content_in, found.values())
    for key in free(content_of, found):
        moved = [other for other in rest if content_in[other] == content_of[key] and other != key]
        if moved and before[key].number is not None and after[moved[0]].number is not None:
            found[key] = moved[0]
            rest.remove(moved[0])
    found |= {key: key for key in numbered if key not in found and key in rest}
    for depth in (5, 4, 3):  # all of it; without the text; without the ports
        for key in free(content_of, found):
            for other in free(content_in, found.values()):
                unnumbered = before[key].number is None or after[other].number is None
                if unnumbered and content_in[other][:depth] == content_of[key][:depth]:
                    found[key] = other
                    break
    return found


def _content(connection: ResolvedConnection, endpoints: Mapping[str, str], protocols: Mapping[str, str]) -> Content:
    """What a connection is without its number, the most telling first; ids are those of the newer model."""
    source, destination, protocol = connection.line
    ends: Sequence[str] = [endpoints.get(source, source), endpoints.get(destination, destination)]
    return (*ends, protocols.get(protocol, protocol), connection.port_text, connection.data)
