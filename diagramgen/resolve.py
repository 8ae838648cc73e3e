"""Architecture → Graph, or every problem that stands between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from diagramgen.errors import ContentError, Problem, did_you_mean
from diagramgen.graph import Graph, ResolvedConnection, classify, keys_of
from diagramgen.schema import Architecture, Connection, Endpoint, Link, Ports, Protocol, Retired, Zone
from diagramgen.schema.base import Element
from diagramgen.schema.label import ForAudience
from diagramgen.schema.protocol import BUILT_IN
from diagramgen.schema.view import STANDARD_IDS, ListedView, OverviewView, Tag

E = TypeVar("E", bound=Element)


def resolve(architecture: Architecture, *, strict: bool = True) -> Graph:
    """Check the references of a model and index it. For `strict`, see `find_problems`.

    Raises:
        ContentError: with all problems at once.
    """
    problems = list(find_problems(architecture, strict=strict))
    if problems:
        raise ContentError(*problems)
    protocols = _protocols(architecture)
    by_id = {protocol.id: protocol for protocol in protocols}
    keyed = zip(keys_of(architecture.connections), architecture.connections, strict=True)
    in_order = sorted(keyed, key=lambda pair: (pair[1].number is None, pair[1].number or 0))
    return Graph(
        architecture=architecture,
        endpoints=tuple(sorted(architecture.endpoints, key=lambda endpoint: endpoint.id)),
        connections=tuple(_resolved(key, connection, by_id[connection.protocol.id]) for key, connection in in_order),
        protocols=protocols,
    )


def find_warnings(graph: Graph) -> list[Problem]:
    """What a build prints and `build --check` fails on: connections without a number, each with a free one."""
    taken = {c.number for c in graph.connections} | {retired.number for retired in graph.architecture.retired}
    free = max((number for number in taken if number is not None), default=0) + 1
    unnumbered = [c for c in graph.connections if c.number is None]
    return [
        Problem(
            f"the connection from {c.source.id} to {c.destination.id} has no number",
            c.where,
            f"the next free number is {number}",
        )
        for number, c in enumerate(unnumbered, free)
    ]


def find_audiences(architecture: Architecture) -> tuple[str, ...]:
    """The audiences that a model lists, else those that its labels name."""
    named = {audience for element in _Listed(architecture, ()).labelled for audience in element.audience}
    return tuple(architecture.audiences) or tuple(sorted(named))


class _Listed:
    """What a model lists, kind by kind: the elements that can be looked into, and all ids.

    An element that has a problem of its own counts as listed and is not looked into; a broken
    architecture may hold anything.
    """

    def __init__(self, architecture: Architecture, broken: Collection[int]) -> None:
        def elements(key: str, kind: type[E]) -> list[E]:
            values = architecture.__dict__.get(key)
            return [value for value in values if isinstance(value, kind)] if isinstance(values, list | tuple) else []

        def sound(key: str, kind: type[E]) -> list[E]:
            return [element for element in elements(key, kind) if id(element) not in broken]

        def by_id(key: str, kind: type[E]) -> dict[str, E]:
            return {name: element for element in elements(key, kind) if (name := _id(element)) is not None}

        self.endpoints, self.endpoint_of = sound("endpoints", Endpoint), by_id("endpoints", Endpoint)
        self.zones, self.zone_of = sound("zones", Zone), by_id("zones", Zone)
        self.protocols, self.protocol_of = sound("protocols", Protocol), by_id("protocols", Protocol)
        self.connections = sound("connections", Connection)
        self.views = sound("views", ListedView)
        self.retired = sound("retired", Retired)
        self.audiences = () if id(architecture) in broken else architecture.audiences
        links = [link for endpoint in self.endpoints for link in endpoint.links if id(link) not in broken]
        self.labelled: list[ForAudience] = [*self.zones, *self.endpoints, *self.connections, *self.views]
        self.labelled += [*self.retired, *sound("related", Link), *links]
        self.tags = {tag for endpoint in self.endpoints for tag in endpoint.tags}
        self.tags |= {tag for connection in self.connections for tag in connection.tags}
        self.connection_ids = {id(connection) for connection in elements("connections", Connection)}


def _id(element: object) -> str | None:
    """The id of an element; none where it is broken."""
    found = element.__dict__.get("id") if isinstance(element, Element) else None
    return found if isinstance(found, str) else None


def find_problems(
    architecture: Architecture, broken: Collection[int] = (), *, strict: bool = True
) -> Iterator[Problem]:
    """Everything that one element alone can't know: doubles, and references to what isn't listed.

    `broken` holds the identities of elements that already have a problem of their own. Not `strict` leaves numbers and
    names to the rules of `lint`, which find more than these problems.
    """
    model = _Listed(architecture, broken)
    yield from _twice("endpoint id", ((element.id, element) for element in model.endpoints))
    yield from _twice("zone id", ((element.id, element) for element in model.zones))
    yield from _twice("protocol id", ((element.id, element) for element in model.protocols))
    yield from _twice("view id", ((_id(element), element) for element in model.views))
    yield from _unknown_audiences(model)
    if strict:
        yield from _twice("number", ((c.number, c) for c in model.connections if c.number is not None))
        yield from _twice("retired number", ((element.number, element) for element in model.retired))
        yield from _retired_in_use(model)
    yield from _names_twice(model, strict)
    yield from _unlisted_endpoints(model)
    yield from _unlisted_zones(model)
    yield from _different_protocols(model)
    yield from _unlisted_in_views(model)


def _twice(what: str, named: Iterable[tuple[object, Element]]) -> Iterator[Problem]:
    first: dict[object, Element] = {}
    for name, element in named:
        if name in first:
            earlier = first[name].where
            place = f"; the other is at {earlier}" if earlier else ""
            yield Problem(f"the {what} {name!r} is used twice", element.where, f"give one of them another{place}")
        first.setdefault(name, element)


def _names_twice(model: _Listed, strict: bool) -> Iterator[Problem]:
    owner: dict[str, Endpoint] = {}
    for endpoint in model.endpoints:
        for name in dict.fromkeys((endpoint.name, *endpoint.aliases)):
            other = owner.setdefault(name, endpoint)
            if not strict and name in (endpoint.name, other.name):
                continue
            if other is not endpoint and other.id != endpoint.id:
                fix = f"a name or alias belongs to one endpoint; the other is {other.id!r}"
                yield Problem(f"{name!r} also names the endpoint {endpoint.id!r}", endpoint.where, fix)


def _retired_in_use(model: _Listed) -> Iterator[Problem]:
    retired = {element.number: element for element in model.retired}
    for connection in model.connections:
        if connection.number in retired:
            since = retired[connection.number].since
            fact = f"the number {connection.number} is retired since {since} and is not given again"
            yield Problem(fact, connection.where, "give the connection a number that was never used")


def _unknown_audiences(model: _Listed) -> Iterator[Problem]:
    """Labels may name any audience, unless the architecture lists them: a misspelt one would hide or show too much."""
    for element in model.labelled if model.audiences else ():
        for audience in element.audience:
            if audience not in model.audiences:
                fix = f"add it to the audiences of the architecture, or {did_you_mean(audience, model.audiences)}"
                yield Problem(f"{audience!r} is not an audience of the architecture", element.where, fix)


def _unlisted_endpoints(model: _Listed) -> Iterator[Problem]:
    listed = model.endpoint_of
    told: set[str] = set()
    for connection in model.connections:
        for end in (connection.source, connection.destination):
            name = _id(end)
            if name is None or name in told or listed.get(name) is end:
                continue
            told.add(name)
            if name not in listed:
                near = did_you_mean(name, listed)
                fix = "add it to the endpoints of the architecture" + (f", or {near}" if "mean" in near else "")
                yield Problem(f"the endpoint {name!r} is used but not listed", connection.where, fix)
            elif listed[name] != end:
                fix = f"use the listed one, from {listed[name].where}" if listed[name].where else "use the listed one"
                yield Problem(f"the endpoint {name!r} differs from the listed one of that id", connection.where, fix)


def _unlisted_zones(model: _Listed) -> Iterator[Problem]:
    listed = model.zone_of
    told: set[str] = set()
    for zone, user in _used_zones(model):
        name = _id(zone)
        if name is None or name in told or listed.get(name) is zone:
            continue
        told.add(name)
        if name not in listed:
            fix = "add it to the zones of the architecture"
            yield Problem(f"the zone {name!r} is used but not listed", user.where, fix)
        elif listed[name] != zone:
            fix = f"use the listed one, from {listed[name].where}" if listed[name].where else "use the listed one"
            yield Problem(f"the zone {name!r} differs from the listed one of that id", user.where, fix)


def _used_zones(model: _Listed) -> Iterator[tuple[Zone, Element]]:
    """The zones around each endpoint and each zone, from the nearest to the outermost."""
    users = [*((endpoint.zone, endpoint) for endpoint in model.endpoints), *((z.parent, z) for z in model.zones)]
    for zone, user in users:
        while isinstance(zone, Zone):
            yield zone, user
            zone = zone.__dict__.get("parent")


def _unlisted_in_views(model: _Listed) -> Iterator[Problem]:
    """Views may show, choose and walk along only what the model lists."""
    kinds: list[tuple[type[Element], str, Mapping[str, Element]]] = [
        (Endpoint, "endpoint", model.endpoint_of),
        (Zone, "zone", model.zone_of),
    ]
    for view in model.views:
        if _id(view) in STANDARD_IDS and not isinstance(view, OverviewView):
            fix = "give it another id; only an overview takes the place of a standard picture"
            yield Problem(f"{_id(view)!r} is the id of a standard picture, and this is a {view.kind}", view.where, fix)
        named: list[object] = [
            getattr(view, "zone", None),
            *getattr(view, "include", ()),
            *getattr(view, "exclude", ()),
        ]
        for element in named:
            if isinstance(element, Tag) and element.name and element.name not in model.tags:
                fix = did_you_mean(element.name, model.tags) or "give it to an endpoint or a connection, or name no tag"
                yield Problem(f"nothing carries the tag {element.name!r}", view.where, fix)
            for kind, what, known in kinds:
                name = _id(element)
                if isinstance(element, kind) and name is not None and name not in known:
                    fix = f"add it to the {what}s of the architecture"
                    yield Problem(f"the {what} {name!r} is used in a view but not listed", view.where, fix)
        for place, step in enumerate(getattr(view, "steps", ()), 1):
            connection = step.__dict__.get("connection")
            if isinstance(connection, Connection) and id(connection) not in model.connection_ids:
                fix = "add it to the connections of the architecture"
                yield Problem(f"step {place} uses a connection that is not listed", step.where or view.where, fix)


def _different_protocols(model: _Listed) -> Iterator[Problem]:
    first: dict[str, Protocol] = {}
    for connection in model.connections:
        protocol = connection.protocol
        name = _id(protocol)
        if name is not None and name not in model.protocol_of and first.setdefault(name, protocol) != protocol:
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
