"""Two graphs → what changed between them, and which ports are to be opened and closed."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diagramgen.crossing import crosses_cluster, crosses_zones, without_zone
from diagramgen.diff.changes import (
    Added,
    BoundaryChanged,
    Change,
    ClassificationChanged,
    DefinitionChanged,
    DirectionChanged,
    Edited,
    EncryptionChanged,
    EndChanged,
    IgnoreChanged,
    NameChanged,
    NumberChanged,
    OrderChanged,
    PortChanged,
    ProtocolChanged,
    Removed,
    Renamed,
    RetiredChanged,
    StatusChanged,
    Subject,
    ViewChanged,
)
from diagramgen.diff.delta import delta
from diagramgen.diff.fields import FIELDS
from diagramgen.diff.match import Matches, match
from diagramgen.diff.names import endpoint_names
from diagramgen.diff.ports import Delta
from diagramgen.diff.spans import port_delta
from diagramgen.errors import NOWHERE, Location
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Boundary, Classification, Connection, Endpoint, Kind, Status, Zone
from diagramgen.schema.base import Element
from diagramgen.schema.protocol import BUILT_IN
from diagramgen.schema.written import Data, fields_of
from diagramgen.security import encrypts, states_encryption


@dataclass(frozen=True)
class Difference:
    """All that changed between two models."""

    old: str
    """What the older one is called: `v1.0`, `old/model.yaml`."""
    new: str
    changes: tuple[Change, ...]
    """What matters most comes first."""
    ports: Delta
    matches: Matches


def compare(old: Graph, new: Graph, old_name: str = "old", new_name: str = "new") -> Difference:
    """Everything that is different; nothing for models that say the same."""
    matches = match(old, new)
    found = _Comparison(old, new, matches)
    changes = tuple(sorted(found.changes(), key=lambda change: change.order))
    return Difference(old_name, new_name, changes, delta(old, new, matches), matches)


class _Comparison:
    """One model against another, list by list."""

    def __init__(self, old: Graph, new: Graph, matches: Matches) -> None:
        self.old, self.new, self.matches = old, new, matches
        self.names = endpoint_names(old, new, matches)
        self.renamed: Mapping[str, Mapping[str, str]] = {
            "endpoint": matches.endpoints,
            "zone": matches.zones,
            "protocol": matches.protocols,
        }

    def changes(self) -> Iterator[Change]:
        yield from self._model()
        yield from self._zones()
        yield from self._endpoints()
        yield from self._protocols()
        yield from self._connections()
        yield from self._views()
        yield from self._retired()
        yield from self._ignores()
        yield from self._rules()

    def _model(self) -> Iterator[Change]:
        subject = Subject("model", "", "the model")
        old, new = self.old.architecture, self.new.architecture
        first, second = ({name: _own(model, name) for name in FIELDS["model"]} for model in (old, new))
        yield from _edits(subject, first, second, old.where, new.where)

    def _zones(self) -> Iterator[Change]:
        old = {zone.id: zone for zone in self.old.architecture.zones}
        new = {zone.id: zone for zone in self.new.architecture.zones}
        yield from self._elements("zone", old, new, self.matches.zones, _zone_detail)
        yield from self._order("zones", list(old), list(new), self.matches.zones)
        # A zone may be moved to the other side by the one around it.
        for before, after in ((old[a], new[b]) for a, b in self.matches.zones.items()):
            if before.side is not after.side and before.boundary is after.boundary:
                sides = [str(side) if side else None for side in (before.side, after.side)]
                subject = Subject("zone", after.id, after.name)
                yield BoundaryChanged(
                    subject=subject, was=before.where, now=after.where, field="side", old=sides[0], new=sides[1]
                )

    def _endpoints(self) -> Iterator[Change]:
        old = {endpoint.id: endpoint for endpoint in self.old.endpoints}
        new = {endpoint.id: endpoint for endpoint in self.new.endpoints}
        yield from self._elements("endpoint", old, new, self.matches.endpoints, _endpoint_detail)

    def _protocols(self) -> Iterator[Change]:
        old = {protocol.id: protocol for protocol in self.old.protocols}
        new = {protocol.id: protocol for protocol in self.new.protocols}
        matched = self.matches.protocols
        for before, after in ((old[a], new[b]) for a, b in matched.items()):
            yield from self._pair("protocol", before, after)
        # A protocol that every model knows comes and goes with its connections: that says enough.
        spoken = {c.protocol.id for graph in (self.old, self.new) for c in graph.connections}
        usual = {protocol.id: protocol for protocol in BUILT_IN}
        for graph, kept, is_new in ((self.old, set(matched), False), (self.new, set(matched.values()), True)):
            for protocol in graph.protocols:
                told = protocol.id in spoken and usual.get(protocol.id) == protocol
                if protocol.id not in kept and not told:
                    subject = Subject("protocol", protocol.id, protocol.name)
                    values: list[Any] = [None, fields_of(protocol)]
                    yield DefinitionChanged(
                        subject=subject,
                        was=NOWHERE if is_new else protocol.where,
                        now=protocol.where if is_new else NOWHERE,
                        field="",
                        old=values[not is_new],
                        new=values[is_new],
                    )
        yield from self._order("protocols", list(old), list(new), matched)

    def _connections(self) -> Iterator[Change]:
        old, new = _listed(self.old), _listed(self.new)
        matched = self.matches.connections
        for key, (_, after) in new.items():
            if key not in set(matched.values()):
                detail = _connection_detail(after)
                if key in old:
                    detail += f"; the number belonged to another connection, now {_called(matched.get(key), new)}"
                yield Added(
                    subject=_of(after),
                    now=after.where,
                    detail=detail,
                    crossing=crosses_cluster(after),
                    ingress=_ingress(after),
                )
        retired = {item.number for item in self.new.architecture.retired}
        for key, (_, before) in old.items():
            if key not in matched:
                detail = _connection_detail(before)
                if before.number is not None and before.number not in retired:
                    detail += "; the number is not retired"
                yield Removed(
                    subject=_of(before),
                    was=before.where,
                    detail=detail,
                    crossing=crosses_cluster(before),
                    ingress=_ingress(before),
                )
        for key, other in matched.items():
            yield from self._connection(*old[key], *new[other])

    def _connection(
        self, raw: Connection, before: ResolvedConnection, new_raw: Connection, after: ResolvedConnection
    ) -> Iterator[Change]:
        subject, was, now = _of(after), before.where, after.where

        def edit(kind: type[Edited], field: str, old: Any, new: Any, **more: Any) -> Edited:
            return kind(subject=subject, was=was, now=now, field=field, old=old, new=new, **more)

        if before.number != after.number:
            yield edit(NumberChanged, "number", before.number, after.number)
        first = [self.matches.endpoints.get(end.id, end.id) for end in (before.source, before.destination)]
        second = [after.source.id, after.destination.id]
        if first == second[::-1] and first != second:
            yield edit(DirectionChanged, "source", **self._ends(before.source, after.source))
        else:
            crossing = crosses_cluster(after) and not crosses_cluster(before)
            if first[0] != second[0]:
                yield edit(EndChanged, "source", **self._ends(before.source, after.source), crossing=crossing)
            if first[1] != second[1]:
                ends = self._ends(before.destination, after.destination)
                yield edit(EndChanged, "destination", **ends, crossing=crossing)
        if self.matches.protocols.get(before.protocol.id) != after.protocol.id:
            downgrade = encrypts(before.protocol) and not encrypts(after.protocol)
            names = before.protocol.name, after.protocol.name
            yield edit(ProtocolChanged, "protocol", *names, downgrade=downgrade, crossing=crosses_cluster(after))
        old_data, new_data = fields_of(raw), fields_of(new_raw)
        if _differ(old_data["ports"], new_data["ports"]):
            opens, closes = port_delta(before.ports, after.ports)
            ports = old_data["ports"], new_data["ports"]
            yield edit(PortChanged, "ports", *ports, opens=opens, closes=closes, crossing=crosses_cluster(after))
        if (before.stated, before.classification) != (after.stated, after.classification):
            yield edit(ClassificationChanged, "classification", before.classification, after.classification)
        elif before.derived is not after.derived:
            # What is printed is stated, and stays; what it should be has changed.
            derived = str(before.derived), str(after.derived)
            yield edit(ClassificationChanged, "classification_derived", *derived)
        for change in _edits(subject, old_data, new_data, was, now):
            yield _in_context(change, before, after)

    def _ends(self, before: Endpoint, after: Endpoint) -> dict[str, str]:
        """Both in words, and their ids."""
        old, new = self.names[0][before.id], self.names[1][after.id]
        return {"old": old, "new": new, "old_id": before.id, "new_id": after.id}

    def _views(self) -> Iterator[Change]:
        old = {_id(view): view for view in self.old.architecture.views}
        new = {_id(view): view for view in self.new.architecture.views}
        matched = self.matches.views
        for before, after in ((old[a], new[b]) for a, b in matched.items()):
            first, second = self._view(self.old, before, old=True), self._view(self.new, after, old=False)
            subject = Subject("view", _id(after), second["title"])
            if first["id"] != second["id"]:
                yield _renamed(subject, before, after, first["id"], second["id"])
            yield from _edits(subject, first, second, before.where, after.where)
        for name, view in old.items():
            if name not in matched:
                data = self._view(self.old, view, old=True)
                subject = Subject("view", name, data["title"])
                yield ViewChanged(subject=subject, was=view.where, field="", old=data, new=None)
        for name, view in new.items():
            if name not in set(matched.values()):
                data = self._view(self.new, view, old=False)
                subject = Subject("view", name, data["title"])
                yield ViewChanged(subject=subject, now=view.where, field="", old=None, new=data)
        yield from self._order("views", list(old), list(new), matched)

    def _view(self, graph: Graph, view: Any, *, old: bool) -> Data:
        """A view's fields; steps by the newer model's keys, and choices by its ids."""
        data = fields_of(view)
        if "steps" in data:
            keys = [graph.resolved(step.connection).key for step in view.steps]
            known: Mapping[str, str] = self.matches.connections if old else {}
            data["steps"] = [
                {"connection": known.get(key, f"removed {key}" if old else key), "text": step.text}
                for key, step in zip(keys, view.steps, strict=True)
            ]
        if old:
            for name in ("include", "exclude"):
                if name in data:
                    bare = data["kind"] if data["kind"] in ("zone", "protocol") else "endpoint"
                    data[name] = [self._choice(word, bare) for word in data[name]]
        return data

    def _choice(self, word: str, bare: str) -> str:
        kind, colon, name = word.rpartition(":")
        return f"{kind}{colon}{self.renamed.get(kind or bare, {}).get(name, name)}"

    def _retired(self) -> Iterator[Change]:
        old = {str(item.number): item for item in self.old.architecture.retired}
        new = {str(item.number): item for item in self.new.architecture.retired}
        yield from self._listed("retired", RetiredChanged, old, new, "number {}")

    def _ignores(self) -> Iterator[Change]:
        def by_key(graph: Graph) -> dict[str, Element]:
            found: dict[str, Element] = {}
            for item in getattr(graph.architecture, "ignores", ()):
                key = f"{item.rule} of {item.object}"
                while key in found:  # once would be enough, and twice is no error
                    key += ", again"
                found[key] = item
            return found

        yield from self._listed("ignore", IgnoreChanged, by_key(self.old), by_key(self.new), "the ignore {}")

    def _rules(self) -> Iterator[Change]:
        """Rules are code: what is compared is what they say about themselves."""

        def by_name(graph: Graph) -> dict[str, Data]:
            rules = getattr(graph.architecture, "rules", ())
            return {r.name: {"manual": r.manual, "severity": str(r.severity), "default": r.default} for r in rules}

        old, new = by_name(self.old), by_name(self.new)
        for name in dict.fromkeys([*old, *new]):
            first, second = old.get(name), new.get(name)
            if _differ(first, second):
                subject = Subject("rule", name, f"the rule {name}")
                yield IgnoreChanged(
                    subject=subject, field="" if None in (first, second) else "rule", old=first, new=second
                )

    def _listed(
        self, kind: str, change: type[Edited], old: Mapping[str, Element], new: Mapping[str, Element], name: str
    ) -> Iterator[Change]:
        """Elements that nothing refers to: new, gone, or with other fields."""
        for key in dict.fromkeys([*old, *new]):
            subject = Subject(kind, key, name.format(key))
            before, after = old.get(key), new.get(key)
            if before is not None and after is not None:
                yield from _edits(subject, fields_of(before), fields_of(after), before.where, after.where)
                continue
            yield change(
                subject=subject,
                was=before.where if before is not None else NOWHERE,
                now=after.where if after is not None else NOWHERE,
                field="",
                old=fields_of(before) if before is not None else None,
                new=fields_of(after) if after is not None else None,
            )

    def _elements(
        self, kind: str, old: Mapping[str, Any], new: Mapping[str, Any], matched: Mapping[str, str], detail: Any
    ) -> Iterator[Change]:
        for name, element in old.items():
            if name not in matched:
                subject = Subject(kind, name, element.name)
                yield Removed(subject=subject, was=element.where, detail=detail(element))
        for name, element in new.items():
            if name not in set(matched.values()):
                yield Added(subject=Subject(kind, name, element.name), now=element.where, detail=detail(element))
        for before, after in ((old[a], new[b]) for a, b in matched.items()):
            yield from self._pair(kind, before, after)

    def _pair(self, kind: str, before: Any, after: Any) -> Iterator[Change]:
        subject = Subject(kind, after.id, after.name)
        if before.id != after.id:
            yield _renamed(subject, before, after, before.id, after.id)
        first, second = fields_of(before), fields_of(after)
        for name in ("zone", "parent"):
            if name in first:
                first[name] = self.matches.zones.get(first[name], first[name])
        for change in _edits(subject, first, second, before.where, after.where):
            if isinstance(change, ProtocolChanged):
                change = replace(change, downgrade=encrypts(before) and not encrypts(after))
            elif isinstance(change, NameChanged) and kind != "protocol":
                change = replace(change, outside=_outside(before) or _outside(after))
            yield change

    def _order(
        self, field: str, old: Sequence[str], new: Sequence[str], matched: Mapping[str, str]
    ) -> Iterator[Change]:
        """What both have, in the order of each."""
        before = [matched[name] for name in old if name in matched]
        kept = set(before)
        after = [name for name in new if name in kept]
        if before != after:
            subject = Subject("model", "", "the model")
            where = self.old.architecture.where, self.new.architecture.where
            yield OrderChanged(subject=subject, was=where[0], now=where[1], field=field, old=before, new=after)


def _edits(subject: Subject, old: Data, new: Data, was: Location, now: Location) -> Iterator[Edited]:
    """The fields that differ, each as a change of its kind."""
    for field, kind in FIELDS[subject.kind].items():
        first, second = old.get(field), new.get(field)
        if _differ(first, second):
            yield kind(subject=subject, was=was, now=now, field=field, old=first, new=second)


def _differ(first: Any, second: Any) -> bool:
    """Whether values are printed otherwise: 1, 1.0 and yes are three, and the order of keys is none."""
    return json.dumps(first, sort_keys=True) != json.dumps(second, sort_keys=True)


def _in_context(change: Edited, before: ResolvedConnection, after: ResolvedConnection) -> Edited:
    """A change of a field, with what makes it matter more at a boundary."""
    if isinstance(change, StatusChanged):
        return replace(
            change,
            live=Status.PLANNED in (before.status, after.status) and after.status is not Status.PLANNED,
            crosses_zones=any(crosses_zones(c) or without_zone(c) != "" for c in (before, after)),
            crossing=crosses_cluster(after),
            ingress=_ingress(after),
        )
    if isinstance(change, EncryptionChanged):
        downgrade = states_encryption(before.encryption) and not states_encryption(after.encryption)
        return replace(change, downgrade=downgrade, crossing=crosses_cluster(after))
    return change


def _ingress(connection: ResolvedConnection) -> bool:
    return connection.derived is Classification.INGRESS


def _outside(element: Zone | Endpoint) -> bool:
    """Whether it is not inside of the cluster; who has no zone may be a stranger by its kind."""
    side = element.side if isinstance(element, Zone) else element.zone.side if element.zone is not None else None
    strange = isinstance(element, Endpoint) and element.kind in (Kind.EXTERNAL, Kind.PERSON)
    return side is Boundary.OUTSIDE or (side is None and strange)


def _own(element: Element, name: str) -> Any:
    value = getattr(element, name)
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return [fields_of(item) if isinstance(item, Element) else item for item in value]


def _listed(graph: Graph) -> dict[str, tuple[Connection, ResolvedConnection]]:
    """Connections as they are written and as they are shown, by key."""
    pairs = ((raw, graph.resolved(raw)) for raw in graph.architecture.connections)
    return {resolved.key: (raw, resolved) for raw, resolved in pairs}


def _of(connection: ResolvedConnection) -> Subject:
    if connection.number is not None:
        return Subject("connection", connection.key, f"connection {connection.number}")
    ends = f"{connection.source.id} to {connection.destination.id}"
    return Subject("connection", connection.key, f"connection without a number, {ends}")


def _called(key: str | None, known: Mapping[str, tuple[Connection, ResolvedConnection]]) -> str:
    return _of(known[key][1]).name if key is not None else "removed"


def _renamed(subject: Subject, before: Element, after: Element, old: str, new: str) -> Renamed:
    return Renamed(subject=subject, was=before.where, now=after.where, field="id", old=old, new=new)


def _id(view: Any) -> str:
    return str(view.id)


def _connection_detail(connection: ResolvedConnection) -> str:
    """`ORS → Redis, Redis, 6379*, Egress`; and `planned` where it is."""
    ends = f"{connection.source_label} → {connection.destination_label}"
    parts = [ends, connection.protocol.name, connection.port_text or "ports not stated", connection.classification]
    parts += [str(connection.status)] * (connection.status is not Status.ACTIVE)
    return ", ".join(parts)


def _endpoint_detail(endpoint: Endpoint) -> str:
    zone = endpoint.zone.name if endpoint.zone is not None else "no zone"
    return f"{endpoint.kind}, {zone}, tenancy {endpoint.tenancy}"


def _zone_detail(zone: Zone) -> str:
    return str(zone.side) if zone.side is not None else "neither inside nor outside"
