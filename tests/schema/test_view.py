"""Views: what they are called, and what they choose."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from diagramgen.schema import (
    REDIS,
    Connection,
    FlowView,
    Hubs,
    MatrixView,
    OverviewView,
    ProtocolView,
    SelectionView,
    Service,
    ServiceView,
    Step,
    Tag,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.schema.document import ViewDocument
from diagramgen.schema.view import ListedView

STORE = Service(id="redis", name="Redis")
VOICE = Zone(id="voice", name="Voice")
LINE = Connection(number=1, source=STORE, destination=STORE, protocol=REDIS)


@pytest.mark.parametrize(
    ("view", "kind", "name", "title"),
    [
        (OverviewView(id="all"), "overview", "all", "Overview"),
        (ServiceView(endpoint=STORE), "service", "service--redis", "Connections of Redis"),
        (ZoneView(zone=VOICE), "zone", "zone--voice", "Zone Voice"),
        (ProtocolView(protocol=REDIS), "protocol", "protocol--redis", "Connections over Redis"),
        (MatrixView(id="grid"), "matrix", "grid", "Who connects to whom"),
        (SelectionView(id="part", title="Part"), "selection", "part", "Part"),
        (FlowView(id="call", title="Call", steps=[Step(connection=LINE)]), "flow", "call", "Call"),
        (ZoneView(zone=VOICE, id="zone--ours", title="Ours"), "zone", "zone--ours", "Ours"),
        (ZoneView(zone=VOICE, id="ours"), "zone", "ours", "Zone Voice"),
        (ProtocolView(protocol=REDIS, title="Caches"), "protocol", "protocol--redis", "Caches"),
    ],
)
def test_what_a_view_is_called(view: Any, kind: str, name: str, title: str) -> None:
    assert (view.kind, view.id, view.title) == (kind, name, title)


@pytest.mark.parametrize(
    ("view", "named"),
    [
        (OverviewView, {"id": "service--redis"}),
        (OverviewView, {"id": "zone--voice"}),
        (SelectionView, {"id": "a--b", "title": "A"}),
        (ZoneView, {"id": "service--redis", "zone": VOICE}),
        (ZoneView, {"id": "protocol--redis", "zone": VOICE}),
        (ZoneView, {"id": "zone--zone--voice", "zone": VOICE}),
        (ZoneView, {"id": "zone--", "zone": VOICE}),
        (ZoneView, {"id": "zone--con", "zone": VOICE}),
        (ProtocolView, {"id": "zone--voice", "protocol": REDIS}),
        (ServiceView, {"id": "zone--voice", "endpoint": STORE}),
    ],
)
def test_no_view_takes_a_name_that_belongs_to_another_kind(view: type[ListedView], named: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"is not an identifier|is reserved"):
        view(**named)


@pytest.mark.parametrize("view", [OverviewView(id="a"), SelectionView(id="a", title="A")])
def test_hubs_are_shared_unless_a_view_says_otherwise(view: OverviewView | SelectionView) -> None:
    assert view.hubs is Hubs.SHARED


@pytest.mark.parametrize("view", [SelectionView, MatrixView])
def test_a_view_chooses_by_endpoint_zone_protocol_tenancy_and_tag(view: Any) -> None:
    chosen = [STORE, VOICE, REDIS, Tenancy.SINGLE, Tag(name="core")]
    made = view(id="a", title="A", include=chosen, exclude=chosen[:1])
    assert (made.include, made.exclude) == (tuple(chosen), (STORE,))


@pytest.mark.parametrize("wrong", ["redis", STORE, 5, None, ["redis"], [STORE, "core"], [LINE], [None]])
def test_nothing_else_is_to_choose_by(wrong: Any) -> None:
    with pytest.raises(ValidationError, match=r"must be a list of endpoints|pass an endpoint, a zone"):
        SelectionView(id="a", title="A", include=wrong)


@pytest.mark.parametrize("missing", ["zone", "protocol", "endpoint"])
def test_a_view_of_something_needs_it(missing: str) -> None:
    view: Any = {"zone": ZoneView, "protocol": ProtocolView, "endpoint": ServiceView}[missing]
    with pytest.raises(ValidationError, match=f"{missing}\n +Field required"):
        view()
    with pytest.raises(ValidationError, match="is_instance_of"):
        view(**{missing: "redis"})


def test_a_document_has_the_fields_of_every_kind_of_view() -> None:
    kinds = [kind for kind in ListedView.__subclasses__() if kind.__module__.startswith("diagramgen.")]
    subjects = {"zone", "protocol"}  # a document names them in `include`
    assert {kind.kind for kind in kinds} == {"overview", "selection", "matrix", "zone", "protocol", "flow"}
    for kind in kinds:
        assert set(kind.model_fields) - subjects <= set(ViewDocument.model_fields)
