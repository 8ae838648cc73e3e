"""The views of a document → views of an Architecture: selectors in words become objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypedDict

from diagramgen.errors import did_you_mean
from diagramgen.schema import (
    Connection,
    Endpoint,
    FlowView,
    MatrixView,
    OverviewView,
    Protocol,
    ProtocolView,
    SelectionView,
    Step,
    Tag,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.schema.document import ViewDocument
from diagramgen.schema.view import ListedView, Selector

Tell = Callable[[str, tuple[str | int, ...], str], None]
"""Notes a problem: the fact, the field (and item) of the view, the way out."""


class Labels(TypedDict):
    """The fields that all kinds of view have beside id and title."""

    audience: Sequence[str]
    since: str | None
    until: str | None


OPTIONS: Mapping[str, tuple[str, ...]] = {
    "include": ("zone", "protocol", "selection", "matrix"),
    "exclude": ("selection", "matrix"),
    "hubs": ("overview", "selection"),
    "steps": ("flow",),
}
"""Fields of a view that only some kinds have."""


@dataclass(frozen=True, slots=True)
class References:
    """What a view can refer to, by id or number. An element that is broken is named, but has no object."""

    endpoints: Mapping[str, Endpoint]
    zones: Mapping[str, Zone]
    protocols: Mapping[str, Protocol]
    connections: Mapping[int, Connection]
    written: Mapping[str, set[str]]
    """All ids that the document gives, by kind."""
    numbers: set[int]


def make_view(item: ViewDocument, known: References, tell: Tell) -> ListedView | None:
    """The view; None where it refers to what is not there, which is told."""
    foreign = [field for field in OPTIONS if field in item.model_fields_set and item.kind not in OPTIONS[field]]
    for field in foreign:
        tell(f"a view of the kind {item.kind} has no {field}", (field,), "take it out, or write another kind")
    if foreign:
        return None
    include = _selectors(item.include, "include", item.kind, known, tell)
    exclude = _selectors(item.exclude, "exclude", "", known, tell)
    if include is None or exclude is None:
        return None
    labels: Labels = {"audience": item.audience, "since": item.since, "until": item.until}
    named = {key: value for key, value in (("id", item.id), ("title", item.title)) if value is not None}
    if item.kind in ("zone", "protocol"):
        match include:
            case (Zone() as zone,) if item.kind == "zone":
                return ZoneView(zone=zone, **named, **labels)
            case (Protocol() as protocol,) if item.kind == "protocol":
                return ProtocolView(protocol=protocol, **named, **labels)
        fix = f"write include: [ID] with the id of a {item.kind}"
        tell(f"a {item.kind} view shows one {item.kind}", ("include",), fix)
        return None
    if item.id is None:
        tell("the view has no id", (), "add id")
        return None
    if item.kind == "flow":
        steps = _steps(item, known, tell)
        if steps is None:
            return None
        return FlowView(id=item.id, title=item.title or item.id, steps=steps, **labels)
    if item.kind == "matrix":
        return MatrixView(include=include, exclude=exclude, **named, **labels)
    if item.kind == "selection":
        return SelectionView(
            id=item.id, title=item.title or item.id, include=include, exclude=exclude, hubs=item.hubs, **labels
        )
    return OverviewView(hubs=item.hubs, **named, **labels)


def _selectors(
    texts: Sequence[str], field: str, bare: str, known: References, tell: Tell
) -> tuple[Selector, ...] | None:
    """Words as `tenant-service`, `zone:voice`, `tag:core`, `protocol:redis`, `tenancy:single`.

    In a zone view or a protocol view a bare word is the id of a zone or a protocol.
    """
    found: list[Selector | None] = []
    for index, text in enumerate(texts):
        kind, colon, name = text.partition(":")
        if not colon:
            kind, name = bare if bare in ("zone", "protocol") else "endpoint", text
        found.append(_selector(kind, name, known, partial(_tell_at, tell, (field, index))))
    return tuple(s for s in found if s is not None) if None not in found else None


def _tell_at(tell: Tell, place: tuple[str | int, ...], fact: str, fix: str) -> None:
    tell(fact, place, fix)


def _selector(kind: str, name: str, known: References, tell: Callable[[str, str], None]) -> Selector | None:
    tables: Mapping[str, Mapping[str, Selector]] = {
        "endpoint": known.endpoints,
        "zone": known.zones,
        "protocol": known.protocols,
        "tenancy": {str(tenancy): tenancy for tenancy in Tenancy},
    }
    if kind == "tag":
        return Tag(name=name)
    if kind not in tables:
        tell(f"{kind!r} is nothing to choose by", did_you_mean(kind, [*tables, "tag"]))
        return None
    if name not in tables[kind] and name not in known.written.get(f"{kind}s", ()):
        article = "an" if kind[0] in "aeiou" else "a"
        tell(f"{name!r} is not {article} {kind}", did_you_mean(name, tables[kind]))
    return tables[kind].get(name)


def _steps(item: ViewDocument, known: References, tell: Tell) -> list[Step] | None:
    if not item.steps:
        tell("a flow has steps", (), "add steps: [{connection: NUMBER, text: what happens}]")
        return None
    steps = []
    for index, step in enumerate(item.steps):
        if step.connection not in known.numbers:
            fix = did_you_mean(str(step.connection), map(str, known.numbers))
            tell(f"there is no connection {step.connection}", ("steps", index, "connection"), fix)
        elif step.connection in known.connections:
            steps.append(Step(connection=known.connections[step.connection], text=step.text))
    return steps if len(steps) == len(item.steps) else None
