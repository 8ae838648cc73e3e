"""Every field of everything that an author can write is looked at: a change of any one of them is told."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from diagramgen.diff.changes import KINDS, Change
from diagramgen.diff.compare import compare
from diagramgen.diff.explain import fact
from diagramgen.load.apart import packed, restored
from diagramgen.resolve import resolve
from diagramgen.schema import (
    HTTP,
    HTTPS,
    TCP,
    Architecture,
    Boundary,
    Connection,
    DataStore,
    Endpoint,
    FlowView,
    Hubs,
    Ignore,
    Link,
    MatrixView,
    OverviewView,
    Ports,
    Protocol,
    ProtocolView,
    Retired,
    Rule,
    SelectionView,
    Service,
    Status,
    Step,
    Tag,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.schema.base import Element
from tests.schema_classes import element_classes

OWN = Protocol(id="own", name="Own", application="X", default_port=7, legend="L", color="#112233", dash="long")
CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE, trust=3)
OUTER = Zone(id="outer", name="Outer", boundary=Boundary.OUTSIDE)
INNER = Zone(id="inner", name="Inner", parent=CLUSTER)
FACTS = {"a": 1}
LINK = Link(title="More", url="more.md", audience=["staff"])
SHOP = Service(
    id="shop", name="Shop", aliases=["The shop"], zone=INNER, links=[LINK], tags=["core", "b"], metadata=FACTS
)
STOCK = DataStore(id="stock", name="Stock", zone=OUTER, tags=["core"])
THIRD = Service(id="third", name="Third", aliases=["3rd"], zone=INNER)
FIRST = Connection(number=1, source=SHOP, destination=STOCK, protocol=HTTPS, ports="443", data="Orders.")
SECOND = Connection(number=2, source=STOCK, destination=SHOP, protocol=OWN)
IGNORE = Ignore(rule="missing-owner", object="endpoint-shop", reason="It is a shop.")
RULE = Rule("own-rule", "Finds nothing.", lambda model: ())
TAG = Tag(name="core")
RETIRED = Retired(number=9, since="1.0", reason="Gone.")
STEP = Step(connection=FIRST, text="First.")
VIEWS: dict[type[Element], Any] = {
    OverviewView: OverviewView(id="all", title="All"),
    SelectionView: SelectionView(id="some", title="Some", include=[SHOP], exclude=[TAG]),
    MatrixView: MatrixView(id="grid", title="Grid"),
    ZoneView: ZoneView(zone=INNER),
    ProtocolView: ProtocolView(protocol=OWN),
    FlowView: FlowView(id="walk", title="Walk", steps=[STEP]),
}
BASE = Architecture(
    title="Model",
    summary="Short.",
    introduction="Long.",
    related=[LINK],
    zones=[CLUSTER, OUTER, INNER],
    protocols=[OWN, TCP],
    endpoints=[SHOP, STOCK, THIRD],
    connections=[FIRST, SECOND],
    views=list(VIEWS.values()),
    retired=[RETIRED],
    audiences=["staff", "all"],
    ignores=[IGNORE],
    rules=[RULE],
)
SUBJECTS: dict[type[Element], Any] = {
    Architecture: BASE,
    Zone: INNER,
    Protocol: OWN,
    Endpoint: SHOP,
    Connection: FIRST,
    Retired: RETIRED,
    Link: LINK,
    Ignore: IGNORE,
    Step: STEP,
    Tag: TAG,
    **VIEWS,
}
LABELS = {"audience": ["all"], "since": "1", "until": "3"}
VIEW = {"id": "other", "title": "Another", "hubs": Hubs.REPEATED, "include": [THIRD], "exclude": [OUTER], **LABELS}
OTHER: dict[type[Element], dict[str, Any]] = {
    Architecture: {
        "title": "Other",
        "version": "2.0",
        "date": datetime.date(2026, 11, 23),
        "summary": "Shorter.",
        "introduction": "",
        "related": [],
        "zones": [CLUSTER, OUTER, INNER, Zone(id="new", name="New")],
        "protocols": [TCP, OWN],
        "endpoints": [SHOP, STOCK, THIRD, Service(id="new", name="New")],
        "connections": [FIRST],
        "views": list(VIEWS.values())[1:],
        "retired": [],
        "audiences": ["staff", "all", "new"],
        "rules": [replace(RULE, default=False)],
        "ignores": [],
    },
    Zone: {"id": "core", "name": "Core", "parent": OUTER, "boundary": Boundary.OUTSIDE, "trust": 5, **LABELS},
    Protocol: {
        "id": "theirs",
        "name": "Theirs",
        "application": None,
        "transport": "UDP",
        "default_port": 8,
        "legend": None,
        "color": "#445566",
        "dash": "short",
    },
    Endpoint: {
        "id": "store",
        "name": "Store",
        "aliases": [],
        "zone": OUTER,
        "tenancy": Tenancy.MULTI,
        "tenancy_basis": "Seen.",
        "summary": "Sells.",
        "owner": "Us",
        "links": [],
        "tags": ["core", "b", "more"],
        "icon": "onprem.inmemory.Redis",
        "metadata": {"a": True},
        **LABELS,
    },
    Connection: {
        "number": 3,
        "source": THIRD,
        "destination": THIRD,
        "source_label": "The shop",
        "destination_label": "Stock",
        "protocol": HTTP,
        "ports": Ports.unknown("lost"),
        "classification": "Own word",
        "data": "Other orders.",
        "encryption": "TLS 1.3",
        "authentication": "mTLS",
        "status": Status.PLANNED,
        "tags": ["x"],
        "metadata": {"b": "c"},
        **LABELS,
    },
    Retired: {"number": 8, "since": "2.0", "reason": "Other.", "audience": ["all"]},
    Ignore: {"rule": "missing-summary", "object": "endpoint-stock", "reason": "For another reason."},
    Link: {"title": "Less", "url": "less.md", "audience": []},
    Step: {"connection": SECOND, "text": "Second."},
    Tag: {"name": "b"},
    OverviewView: VIEW,
    SelectionView: VIEW,
    MatrixView: VIEW,
    ZoneView: {**VIEW, "zone": OUTER},
    ProtocolView: {**VIEW, "protocol": TCP},
    FlowView: {**VIEW, "steps": [STEP, STEP]},
}
"""For each field another value; a new field needs one here, and a kind of change in diagramgen/diff/fields.py."""


def fields() -> list[tuple[type[Element], str]]:
    classes = [found for found in element_classes() if found in SUBJECTS]
    return [(found, name) for found in classes for name in found.model_fields]


def test_every_class_of_the_schema_is_among_them() -> None:
    left_out = {"Element", "ListedView", "ServiceView", "_NamedByItsSubject"}
    kinds = {found for found in element_classes() if issubclass(found, Endpoint) and found is not Endpoint}
    assert {found.__name__ for found in element_classes()} - left_out - {k.__name__ for k in kinds} == {
        found.__name__ for found in SUBJECTS
    }


def edited(kind: type[Element], field: str) -> Architecture:
    """The base with another value in one field of one element, and all that refers to the element adjusted."""
    old = SUBJECTS[kind]
    new = old.model_copy(update={field: OTHER[kind][field]})
    if kind is Connection and field == "source":
        new = new.model_copy(update={"source_label": None})
    swapped: dict[int, Any] = {}

    def swap(value: Any) -> Any:
        if value is old:
            return new
        if id(value) in swapped:
            return swapped[id(value)]
        if isinstance(value, Element):
            values = {name: swap(getattr(value, name)) for name in type(value).model_fields}
            same = all(values[name] is getattr(value, name) for name in values)
            swapped[id(value)] = value if same else value.model_copy(update=values)
            return swapped[id(value)]
        if isinstance(value, tuple):
            found = tuple(map(swap, value))
            return value if all(a is b for a, b in zip(found, value, strict=True)) else found
        return value

    found = swap(BASE)
    assert isinstance(found, Architecture)
    return found


def changes(old: Architecture, new: Architecture) -> tuple[Change, ...]:
    return compare(resolve(restored(packed(old))), resolve(restored(packed(new)))).changes


@pytest.mark.parametrize(("kind", "field"), fields(), ids=lambda value: getattr(value, "__name__", value))
def test_another_value_is_told(kind: type[Element], field: str) -> None:
    other = edited(kind, field)
    there, back = changes(BASE, other), changes(other, BASE)
    assert there
    assert len(there) == len(back)
    assert changes(other, other) == ()
    for change in (*there, *back):
        assert fact(change)
        assert type(change) in KINDS


def test_kinds_have_a_name_each() -> None:
    names = [kind.kind for kind in KINDS]
    assert len(names) == len(set(names))
    assert all(names)
