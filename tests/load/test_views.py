"""Views in a document: words become what they name, or their problems are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagramgen.load import load
from diagramgen.schema import (
    REDIS,
    FlowView,
    Hubs,
    MatrixView,
    OverviewView,
    ProtocolView,
    SelectionView,
    Service,
    Step,
    Tag,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.schema.view import ListedView
from tests.load.files import problems, way_out, write

MODEL = """
title: Voice
zones: [{{id: voice, name: Voice}}]
endpoints:
  - {{id: ors, kind: service, name: ORS, tags: [core, "a:b"]}}
  - {{id: broken, kind: sevice, name: Broken}}
connections:
  - {{number: 7, source: ors, destination: ors, protocol: redis}}
views:
  - {view}
"""
SOUND = MODEL.replace("sevice", "service")

ORS = Service(id="ors", name="ORS", tags=["core", "a:b"])
VOICE = Zone(id="voice", name="Voice")


@pytest.mark.parametrize(
    ("written", "view"),
    [
        ("{id: all}", OverviewView(id="all")),
        (
            "{id: all, kind: overview, title: All, hubs: repeated}",
            OverviewView(id="all", title="All", hubs=Hubs.REPEATED),
        ),
        ("{kind: zone, include: [voice]}", ZoneView(zone=VOICE)),
        ("{kind: zone, include: ['zone:voice'], title: Ours}", ZoneView(zone=VOICE, title="Ours")),
        ("{kind: protocol, include: [redis]}", ProtocolView(protocol=REDIS)),
        ("{kind: protocol, include: [redis], id: caches}", ProtocolView(protocol=REDIS, id="caches")),
        ("{id: grid, kind: matrix}", MatrixView(id="grid")),
        ("{id: grid, kind: matrix, exclude: [ors]}", MatrixView(id="grid", exclude=[ORS])),
        ("{id: part, kind: selection}", SelectionView(id="part", title="part")),
        (
            "{id: part, kind: selection, include: [ors, 'endpoint:ors', 'zone:voice', 'protocol:redis']}",
            SelectionView(id="part", title="part", include=[ORS, ORS, VOICE, REDIS]),
        ),
        (
            "{id: part, kind: selection, include: ['tenancy:single', 'tag:core', 'tag:a:b'], hubs: auto}",
            SelectionView(
                id="part",
                title="part",
                include=[Tenancy.SINGLE, Tag(name="core"), Tag(name="a:b")],
                hubs=Hubs.AUTO,
            ),
        ),
    ],
)
def test_a_view_of_a_document(tmp_path: Path, written: str, view: ListedView) -> None:
    write(tmp_path, {"model.yaml": SOUND.format(view=written)})
    assert load("model.yaml", tmp_path).views == (view,)


def test_a_flow_walks_along_the_connections_that_it_numbers(tmp_path: Path) -> None:
    steps = "[{connection: 7, text: asks}, {connection: 7}]"
    write(tmp_path, {"model.yaml": SOUND.format(view=f"{{id: call, kind: flow, steps: {steps}}}")})
    model = load("model.yaml", tmp_path)
    [line] = model.connections
    assert model.views == (
        FlowView(id="call", title="call", steps=[Step(connection=line, text="asks"), Step(connection=line)]),
    )
    [view] = model.views
    assert isinstance(view, FlowView)
    assert [step.connection is line for step in view.steps] == [True, True]


@pytest.mark.parametrize(
    ("written", "fact", "fix"),
    [
        ("{kind: selection, include: [ors]}", "the view has no id", "add id"),
        ("{}", "the view has no id", "add id"),
        ("{kind: zone}", "a zone view shows one zone", "write include: [ID] with the id of a zone"),
        ("{kind: zone, include: [voice, voice]}", "a zone view shows one zone", "write include: [ID] with the id of"),
        ("{kind: zone, include: ['tag:core']}", "a zone view shows one zone", "write include: [ID] with the id of"),
        ("{kind: protocol, include: ['zone:voice']}", "a protocol view shows one protocol", "the id of a protocol"),
        ("{kind: zone, include: [voise]}", "'voise' is not a zone", "did you mean 'voice'?"),
        ("{kind: protocol, include: [rediss]}", "'rediss' is not a protocol", "did you mean 'redis'?"),
        ("{id: a, kind: selection, include: [orrs]}", "'orrs' is not an endpoint", "did you mean 'ors'?"),
        ("{id: a, kind: selection, exclude: [orrs]}", "'orrs' is not an endpoint", "did you mean 'ors'?"),
        ("{id: a, kind: matrix, include: ['zone:voise']}", "'voise' is not a zone", "did you mean 'voice'?"),
        ("{id: a, kind: matrix, include: ['tenancy:sngle']}", "'sngle' is not a tenancy", "did you mean 'single'?"),
        ("{id: a, kind: matrix, include: ['tga:core']}", "'tga' is nothing to choose by", "did you mean 'tag'?"),
        ("{id: a, kind: matrix, include: ['tag:']}", "Tag: name is empty", "write a name"),
        ("{id: a, kind: flow}", "a flow has steps", "add steps: [{connection: NUMBER, text: what happens}]"),
        ("{id: a, kind: flow, steps: []}", "a flow has steps", "add steps: [{connection: NUMBER, text: what happens}]"),
        ("{id: a, kind: flow, steps: [{connection: 8}]}", "there is no connection 8", "known are: 7"),
        ("{id: a, kind: flow, steps: [7]}", "View 'a': steps[0] must be a mapping of names to values, not 7", ""),
        ("{id: a, include: [ors]}", "a view of the kind overview has no include", "take it out, or write another kind"),
        ("{kind: zone, include: [voice], exclude: [ors]}", "a view of the kind zone has no exclude", "take it out"),
        ("{id: a, kind: matrix, hubs: auto}", "a view of the kind matrix has no hubs", "take it out"),
        ("{id: a, kind: selection, steps: []}", "a view of the kind selection has no steps", "take it out"),
        ("{id: A, kind: matrix}", "MatrixView 'A': id: 'A' is not an identifier", "'a'"),
        ("{id: service--ors, kind: zone, include: [voice]}", "ZoneView 'service--ors': id: 'service--ors'", "hyphens"),
        ("{id: a, kind: matirx}", "View 'a': kind: 'matirx' is not one of its values", "did you mean 'matrix'?"),
    ],
)
def test_a_wrong_view_of_a_document(tmp_path: Path, written: str, fact: str, fix: str) -> None:
    write(tmp_path, {"model.yaml": SOUND.format(view=written)})
    [found] = problems("model.yaml", tmp_path)
    assert found.startswith(f"model.yaml:9: {fact}")
    assert fix in way_out("model.yaml", tmp_path)


def test_the_line_of_a_word_is_told(tmp_path: Path) -> None:
    view = "id: a\n    kind: selection\n    include:\n      - ors\n      - orrs\n    exclude:\n      - zone:voise"
    write(tmp_path, {"model.yaml": SOUND.format(view=view)})
    assert problems("model.yaml", tmp_path) == [
        "model.yaml:13: 'orrs' is not an endpoint",
        "model.yaml:15: 'voise' is not a zone",
    ]


def test_the_line_of_a_step_is_told(tmp_path: Path) -> None:
    view = "id: a\n    kind: flow\n    steps:\n      - connection: 7\n        text: asks\n      - connection: 9"
    write(tmp_path, {"model.yaml": SOUND.format(view=view)})
    assert problems("model.yaml", tmp_path) == ["model.yaml:14: there is no connection 9"]


@pytest.mark.parametrize(
    "written", ["{id: a, kind: selection, include: [broken]}", "{id: a, kind: flow, steps: [{connection: 8}]}"]
)
def test_a_view_of_what_is_broken_is_not_blamed(tmp_path: Path, written: str) -> None:
    broken = "  - {number: 8, source: ors, destination: ors, protocol: redis, ports: 0}\nviews:"
    write(tmp_path, {"model.yaml": MODEL.format(view=written).replace("views:", broken)})
    assert [problem.partition(": ")[2] for problem in problems("model.yaml", tmp_path)] == [
        "Endpoint 'broken': kind: 'sevice' is not one of its values",
        "Connection 8: ports: 0 is not a port",
    ]
