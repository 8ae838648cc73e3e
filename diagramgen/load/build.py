"""Document → Architecture: ids become objects, and each problem gets the line of its value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from diagramgen.errors import Problem, did_you_mean
from diagramgen.load.document import Document, Place
from diagramgen.schema import (
    Architecture,
    Broker,
    Connection,
    DataStore,
    Endpoint,
    ExternalSystem,
    Kind,
    Link,
    OverviewView,
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
        self.data = data
        self.collector = collector

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
            "connections", types.ConnectionDocument, lambda item, at: self._connection(item, at, ends, protocols)
        )
        views = self._elements(
            "views", types.ViewDocument, lambda v, _: OverviewView(id=v.id, title=v.title, hubs=v.hubs)
        )
        retired = self._elements("retired", types.RetiredDocument, lambda item, _: Retired(**item.model_dump()))
        related = self._elements("related", types.LinkDocument, lambda item, _: Link(**item.model_dump()))
        if not isinstance(self.data.get("title"), str):
            return None  # told by the check of the top level
        self.collector.at = self.document.locate(("title",))
        return Architecture(
            title=self.data["title"],
            summary=_text(self.data.get("summary")),
            introduction=_text(self.data.get("introduction")),
            related=related,
            zones=list(zones.values()),
            protocols=listed,
            endpoints=endpoints,
            connections=connections,
            views=views,
            retired=retired,
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
            self.collector.at = self.document.locate(place)
            element = make(parsed, place)
            if element is not None:
                elements.append(element)
        return elements

    def _items(self, key: str) -> Iterable[tuple[Place, Any]]:
        items = self.data.get(key)
        return (((key, index), item) for index, item in enumerate(items if isinstance(items, list) else ()))

    def _parse(self, item: Any, kind: type[D], place: Place) -> D | None:
        name = kind.__name__.removesuffix("Document").lower()
        if not isinstance(item, dict):
            self.collector.problems.append(
                Problem(f"{place[0]}[{place[1]}] is not a {name}", self.document.locate(place))
            )
            return None
        try:
            return kind.model_validate(item)
        except ValidationError as error:
            self.collector.problems += explain(error, kind, item, lambda field: self.document.locate((*place, *field)))
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
            parent = None
            if zone.parent is not None and self._known(zone.parent, "zones", parsed, (*place, "parent"), "zone"):
                parent = make(zone.parent, (*below, name))
            if name not in made:
                self.collector.at = self.document.locate(place)
                made[name] = Zone(**(zone.model_dump() | {"parent": parent}))
            return made[name]

        for name in parsed:
            make(name, ())
        return {name: made[name] for name in parsed if name in made}

    def _endpoint(self, item: types.EndpointDocument, place: Place, zones: Mapping[str, Zone]) -> Endpoint:
        values = item.model_dump(exclude={"kind"})
        values["zone"] = None
        if item.zone is not None and self._known(item.zone, "zones", zones, (*place, "zone"), "zone"):
            values["zone"] = zones.get(item.zone)
        values["links"] = [Link(**link) for link in values["links"]]
        return KINDS[item.kind](**values)

    def _connection(
        self,
        item: types.ConnectionDocument,
        place: Place,
        ends: Mapping[str, Endpoint],
        protocols: Mapping[str, Protocol],
    ) -> Connection | None:
        known = [
            self._known(item.source, "endpoints", ends, (*place, "source"), "endpoint"),
            self._known(item.destination, "endpoints", ends, (*place, "destination"), "endpoint"),
            self._known(item.protocol, "protocols", protocols, (*place, "protocol"), "protocol"),
        ]
        references = (ends.get(item.source), ends.get(item.destination), protocols.get(item.protocol))
        if not all(known) or None in references:
            return None
        values = item.model_dump()
        if isinstance(item.ports, types.UnknownPorts):
            values["ports"] = Ports.unknown(item.ports.unknown, item.ports.text)
        values["source"], values["destination"], values["protocol"] = references
        return Connection(**values)

    def _known(self, name: str, key: str, made: Mapping[str, object], place: Place, what: str) -> bool:
        """Whether a reference leads somewhere; one to a broken element is known, but has no object."""
        written = {str(item["id"]) for _, item in self._items(key) if isinstance(item, dict) and "id" in item}
        if name in made or name in written:
            return True
        fix = did_you_mean(name, written | set(made))
        self._problem(f"{place[-1]} {name!r} is not a {what}".replace("a endpoint", "an endpoint"), place, fix)
        return False

    def _problem(self, fact: str, place: Place, fix: str) -> None:
        self.collector.problems.append(Problem(fact, self.document.locate(place), fix))


def _by_id(elements: Iterable[E]) -> dict[str, E]:
    return {str(element.__dict__.get("id")): element for element in elements}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
