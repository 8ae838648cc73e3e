"""Architecture → Graph, or every problem that stands between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from diagramgen.errors import ContentError, Problem, did_you_mean
from diagramgen.graph import Graph, ResolvedConnection, classify
from diagramgen.schema import Architecture, Connection, Endpoint, Ports, Protocol, Zone
from diagramgen.schema.base import Element
from diagramgen.schema.protocol import BUILT_IN

T = TypeVar("T", bound=Element)


def resolve(architecture: Architecture) -> Graph:
    """Check the references of a model and index it.

    Raises:
        ContentError: with all problems at once.
    """
    problems = list(find_problems(architecture))
    if problems:
        raise ContentError(*problems)
    protocols = _protocols(architecture)
    by_id = {protocol.id: protocol for protocol in protocols}
    numbered = sorted((c for c in architecture.connections if c.number is not None), key=lambda c: c.number or 0)
    unnumbered = [c for c in architecture.connections if c.number is None]
    keys = [str(c.number) for c in numbered] + [f"unnumbered-{n}" for n in range(1, len(unnumbered) + 1)]
    return Graph(
        architecture=architecture,
        endpoints=tuple(sorted(architecture.endpoints, key=lambda endpoint: endpoint.id)),
        connections=tuple(
            _resolved(key, connection, by_id[connection.protocol.id])
            for key, connection in zip(keys, numbered + unnumbered, strict=True)
        ),
        protocols=protocols,
    )


def find_warnings(graph: Graph) -> list[Problem]:
    """What a build prints and `build --check` fails on: connections without a number."""
    taken = {c.number for c in graph.connections} | {retired.number for retired in graph.architecture.retired}
    free = max((number for number in taken if number is not None), default=0) + 1
    return [
        Problem(f"the connection from {c.source.id} to {c.destination.id} has no number", c.where, f"the next free number is {free}")
        for c in graph.connections
        if c.number is None
    ]


def find_problems(architecture: Architecture, broken: Collection[int] = ()) -> Iterator[Problem]:
    """Everything that one element alone can't know: doubles, and references to what isn't listed.

    `broken` holds the identities of elements that already have a problem of their own; they count
    as listed and are not looked into.
    """

    def sound(elements: Sequence[T]) -> list[T]:
        return [element for element in elements if isinstance(element, Element) and id(element) not in broken]

    endpoints, zones = sound(architecture.endpoints), sound(architecture.zones)
    connections = sound(architecture.connections)
    for kind, elements in (
        ("endpoint", endpoints),
        ("zone", zones),
        ("protocol", sound(architecture.protocols)),
        ("view", sound(architecture.views)),
    ):
        yield from _twice(f"{kind} id", ((element.id, element) for element in elements))  # type: ignore[attr-defined]
    yield from _twice("number", ((c.number, c) for c in connections if c.number is not None))
    yield from _twice("retired number", ((r.number, r) for r in sound(architecture.retired)))
    yield from _names_twice(endpoints)
    yield from _retired_in_use(architecture, connections)
    yield from _unlisted_endpoints(architecture, connections)
    yield from _unlisted_zones(architecture, endpoints, zones)
    yield from _different_protocols(architecture, connections)


def _twice(what: str, named: Iterable[tuple[object, Element]]) -> Iterator[Problem]:
    first: dict[object, Element] = {}
    for name, element in named:
        if name in first:
            earlier = first[name].where
            place = f"; the other is at {earlier}" if earlier else ""
            yield Problem(f"the {what} {name!r} is used twice", element.where, f"give one of them another{place}")
        first.setdefault(name, element)


def _names_twice(endpoints: list[Endpoint]) -> Iterator[Problem]:
    owner: dict[str, Endpoint] = {}
    for endpoint in endpoints:
        for name in dict.fromkeys((endpoint.name, *endpoint.aliases)):
            other = owner.setdefault(name, endpoint)
            if other is not endpoint and other.id != endpoint.id:
                fix = f"a name or alias belongs to one endpoint; the other is {other.id!r}"
                yield Problem(f"{name!r} also names the endpoint {endpoint.id!r}", endpoint.where, fix)


def _retired_in_use(architecture: Architecture, connections: list[Connection]) -> Iterator[Problem]:
    retired = {element.number: element for element in architecture.retired if hasattr(element, "number")}
    for connection in connections:
        if connection.number in retired:
            since = retired[connection.number].since
            message = f"the number {connection.number} is retired since {since} and is not given again"
            yield Problem(message, connection.where, "give the connection a number that was never used")


def _unlisted_endpoints(architecture: Architecture, connections: list[Connection]) -> Iterator[Problem]:
    listed = {getattr(endpoint, "id", None): endpoint for endpoint in architecture.endpoints}
    told: set[str] = set()
    for connection in connections:
        for end in (connection.source, connection.destination):
            name = getattr(end, "id", None)
            if name is None or name in told:
                continue
            if name not in listed:
                told.add(name)
                near = did_you_mean(name, (key for key in listed if key))
                fix = f"add it to the endpoints of the architecture, or {near}" if "mean" in near else "add it to the endpoints of the architecture"
                yield Problem(f"the endpoint {name!r} is used but not listed", connection.where, fix)
            elif listed[name] is not end and listed[name] != end:
                told.add(name)
                fix = f"use the listed one, from {listed[name].where}" if listed[name].where else "use the listed one"
                yield Problem(f"the endpoint {name!r} differs from the listed one of that id", connection.where, fix)


def _unlisted_zones(architecture: Architecture, endpoints: list[Endpoint], zones: list[Zone]) -> Iterator[Problem]:
    listed = {getattr(zone, "id", None) for zone in architecture.zones}
    used = [(endpoint.zone, endpoint) for endpoint in endpoints if endpoint.zone is not None]
    parents = [(zone.parent, zone) for zone in zones if zone.parent is not None]
    told: set[str] = set()
    for zone, user in [*used, *parents]:
        name = getattr(zone, "id", None)
        if name is not None and name not in listed and name not in told:
            told.add(name)
            yield Problem(f"the zone {name!r} is used but not listed", user.where, "add it to the zones of the architecture")


def _different_protocols(architecture: Architecture, connections: list[Connection]) -> Iterator[Problem]:
    known = {getattr(protocol, "id", None) for protocol in architecture.protocols}
    first: dict[str, Protocol] = {}
    for connection in connections:
        protocol = connection.protocol
        name = getattr(protocol, "id", None)
        if name is not None and name not in known and first.setdefault(name, protocol) != protocol:
            fix = "use one object for both, or list it in the protocols of the architecture"
            yield Problem(f"two different protocols have the id {name!r}", connection.where, fix)


def _protocols(architecture: Architecture) -> tuple[Protocol, ...]:
    """Listed ones in their order, then used ones: built-in before own, by id."""
    used = {c.protocol.id: c.protocol for c in architecture.connections}
    chosen = {protocol.id: protocol for protocol in architecture.protocols}
    order = [protocol.id for protocol in BUILT_IN if protocol.id in used] + sorted(used)
    for name in order:
        chosen.setdefault(name, used[name])
    return tuple(chosen.values())


def _resolved(key: str, connection: Connection, protocol: Protocol) -> ResolvedConnection:
    ports = connection.ports
    assert ports is None or isinstance(ports, Ports), "the schema turns what an author wrote into Ports"
    return ResolvedConnection(
        key=key,
        number=connection.number,
        source=connection.source,
        destination=connection.destination,
        source_label=connection.source_label or connection.source.name,
        destination_label=connection.destination_label or connection.destination.name,
        protocol=protocol,
        ports=ports,
        stated=connection.classification,
        derived=classify(connection.source, connection.destination),
        data=connection.data,
        encryption=connection.encryption,
        authentication=connection.authentication,
        status=connection.status,
        tags=tuple(connection.tags),
        metadata=connection.metadata,
        where=connection.where,
    )
