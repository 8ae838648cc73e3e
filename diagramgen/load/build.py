"""Document → Architecture: ids become objects, and each problem gets the line of its value."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from diagramgen.errors import Location, Problem, did_you_mean
from diagramgen.load.document import Document, Place
from diagramgen.load.views import References, Tell, make_view
from diagramgen.schema import (
    Architecture,
    Broker,
    Connection,
    DataStore,
    Endpoint,
    ExternalSystem,
    Ignore,
    Kind,
    Link,
    Person,
    Ports,
    Protocol,
    Retired,
    Service,
    Zone,
)
from diagramgen.schema import document as types
from diagramgen.schema.base import Collector, Element
from diagramgen.schema.explain import explain
from diagramgen.schema.protocol import BUILT_IN

KINDS: Mapping[Kind, type[Endpoint]] = {
    Kind.SERVICE: Service,
    Kind.DATASTORE: DataStore,
    Kind.BROKER: Broker,
    Kind.EXTERNAL: ExternalSystem,
    Kind.PERSON: Person,
}

REFERENCES: Mapping[type[BaseModel], Mapping[str, str]] = {
    types.ZoneDocument: {"parent": "zones"},
    types.EndpointDocument: {"zone": "zones"},
    types.ConnectionDocument: {"source": "endpoints", "destination": "endpoints", "protocol": "protocols"},
}
"""The fields that name an element by its id, and the list in which it stands."""

D = TypeVar("D", bound=BaseModel)
E = TypeVar("E", bound=Element)


def build(document: Document | None, collector: Collector) -> Architecture | None:
    """The Architecture that a document describes; None if it has no shape to speak of."""
    if document is None:
        return None
    if not isinstance(document.data, dict):
        collector.problems.append(
            Problem("is not a model", document.locate(()), "begin with title: …, then endpoints: and connections:")
        )
        return None
    return _Builder(document, document.data, collector).architecture()


class _Builder:
    """Builds the elements of one document, kind by kind."""

    def __init__(self, document: Document, data: dict[str, Any], collector: Collector) -> None:
        self.document = document
        self.data = {key: value for key, value in data.items() if key != types.SCHEMA_KEY}
        self.collector = collector
        self.ids = {
            key: {str(item["id"]) for _, item in self._items(key) if isinstance(item, dict) and "id" in item}
            for key in ("zones", "endpoints", "protocols")
        }
        self.ids["protocols"] |= {protocol.id for protocol in BUILT_IN}

    def architecture(self) -> Architecture | None:
        self._check_top()
        zones = self._zones()
        endpoints = self._elements(
            "endpoints", types.EndpointDocument, lambda item, at: self._endpoint(item, at, zones)
        )
        listed = self._elements("protocols", types.ProtocolDocument, lambda item, _: Protocol(**item.model_dump()))
        protocols = {**{protocol.id: protocol for protocol in BUILT_IN}, **_by_id(listed)}
        ends = _by_id(endpoints)
        connections = self._elements(
            "connections", types.ConnectionDocument, lambda item, _: self._connection(item, ends, protocols)
        )
        known = References(
            endpoints=ends,
            zones=zones,
            protocols=protocols,
            connections={c.number: c for c in connections if c.__dict__.get("number") is not None and c.number},
            written=self.ids,
            numbers={item["number"] for _, item in self._items("connections") if self._has_number(item)},
        )
        views = self._elements("views", types.ViewDocument, lambda item, at: make_view(item, known, self._tell(at)))
        retired = self._elements("retired", types.RetiredDocument, lambda item, _: Retired(**item.model_dump()))
        ignores = self._elements("ignores", types.IgnoreDocument, lambda item, _: Ignore(**item.model_dump()))
        related = self._elements("related", types.LinkDocument, lambda item, _: Link(**item.model_dump()))
        title = self.data.get("title")
        self.collector.at = self._under(())
        return Architecture(
            title=title if isinstance(title, str) else "?",  # told by the check of the top level
            version=_text(self.data.get("version")),
            date=_day(self.data.get("date")),
            summary=_text(self.data.get("summary")),
            introduction=_text(self.data.get("introduction")),
            audiences=_list(self.data.get("audiences")),
            related=related,
            zones=list(zones.values()),
            protocols=listed,
            endpoints=endpoints,
            connections=connections,
            views=views,
            retired=retired,
            ignores=ignores,
        )

    def _check_top(self) -> None:
        """What is wrong with the keys of the document itself; items have their own check."""
        try:
            types.ArchitectureDocument.model_validate(
                {key: [] if isinstance(value, list) else value for key, value in self.data.items()}
            )
        except ValidationError as error:
            self.collector.problems += explain(error, types.ArchitectureDocument, self.data, self.document.locate)

    def _elements(self, key: str, kind: type[D], make: Callable[[D, Place], E | None]) -> list[E]:
        """The elements of one list, those left out that could not be made."""
        elements = []
        for place, item in self._items(key):
            parsed = self._parse(item, kind, place)
            if parsed is None:
                continue
            self.collector.at = self._under(place)
            element = make(parsed, place)
            if element is not None:
                elements.append(element)
        return elements

    def _items(self, key: str) -> Iterable[tuple[Place, Any]]:
        items = self.data.get(key)
        return (((key, index), item) for index, item in enumerate(items if isinstance(items, list) else ()))

    def _parse(self, item: Any, kind: type[D], place: Place) -> D | None:
        if not isinstance(item, dict):
            what = _a(kind.__name__.removesuffix("Document").lower())
            self._problem(f"{place[0]}[{place[1]}] is not {what}", place, "write its fields as key: value")
            return None
        for field, key in REFERENCES.get(kind, {}).items():
            name = item.get(field)
            if isinstance(name, str) and name not in self.ids[key]:
                fact = f"{field} {name!r} is not {_a(key.removesuffix('s'))}"
                self._problem(fact, (*place, field), did_you_mean(name, self.ids[key]))
        try:
            return kind.model_validate(item)
        except ValidationError as error:
            self.collector.problems += explain(error, kind, item, self._under(place))
            return None

    def _zones(self) -> dict[str, Zone]:
        """Zones, each after the one around it; a circle is told once."""
        parsed: dict[str, tuple[types.ZoneDocument, Place]] = {}
        for place, item in self._items("zones"):
            zone = self._parse(item, types.ZoneDocument, place)
            if zone is not None:
                if zone.id in parsed:
                    self._problem(f"the zone id {zone.id!r} is used twice", (*place, "id"), "give one of them another")
                parsed.setdefault(zone.id, (zone, place))
        made: dict[str, Zone] = {}

        def make(name: str, below: tuple[str, ...]) -> Zone | None:
            if name in made:
                return made[name]
            zone, place = parsed[name]
            if name in below:
                circle = " → ".join((*below[below.index(name) :], name))
                self._problem(f"the zones form a circle: {circle}", (*place, "parent"), "take one of the parents out")
                return None
            parent = make(zone.parent, (*below, name)) if zone.parent in parsed else None
            if name not in made:
                self.collector.at = self._under(place)
                made[name] = Zone(**(zone.model_dump() | {"parent": parent}))
            return made[name]

        for name in parsed:
            make(name, ())
        return {name: made[name] for name in parsed if name in made}

    def _endpoint(self, item: types.EndpointDocument, place: Place, zones: Mapping[str, Zone]) -> Endpoint:
        values = item.model_dump(exclude={"kind"})
        values["zone"] = zones.get(item.zone or "")
        links = []
        for index, link in enumerate(item.links):
            self.collector.at = self._under((*place, "links", index))
            links.append(Link(**link.model_dump()))
        values["links"] = links
        self.collector.at = self._under(place)
        return KINDS[item.kind](**values)

    def _connection(
        self, item: types.ConnectionDocument, ends: Mapping[str, Endpoint], protocols: Mapping[str, Protocol]
    ) -> Connection | None:
        references = (ends.get(item.source), ends.get(item.destination), protocols.get(item.protocol))
        if None in references:
            return None  # it is not there, or broken, and that is told
        values = item.model_dump()
        if isinstance(item.ports, types.UnknownPorts):
            values["ports"] = Ports.unknown(item.ports.unknown, item.ports.text)
        values["source"], values["destination"], values["protocol"] = references
        return Connection(**values)

    def _has_number(self, item: object) -> bool:
        return isinstance(item, dict) and isinstance(item.get("number"), int)

    def _tell(self, place: Place) -> Tell:
        return lambda fact, field, fix: self._problem(fact, (*place, *field), fix)

    def _under(self, place: Place) -> Callable[[Place], Location]:
        """Where the fields of the value at a place stand."""
        return lambda field: self.document.locate((*place, *field))

    def _problem(self, fact: str, place: Place, fix: str) -> None:
        self.collector.problems.append(Problem(fact, self.document.locate(place), fix))


def _by_id(elements: Iterable[E]) -> dict[str, E]:
    return {str(element.__dict__.get("id")): element for element in elements}


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _day(value: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None  # told by the check of the top level


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
