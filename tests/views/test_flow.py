"""A flow: a walk along connections, with a badge for each step."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.scene import Badge
from diagramgen.schema import HTTP, TCP, Architecture, Connection, FlowView, Service, Step
from diagramgen.views.flow import build
from tests.drawing import pictures
from tests.svgread import SVG, with_class

A, B, C = (Service(id=name, name=name.upper()) for name in "abc")
ASKS = Connection(number=7, source=A, destination=B, protocol=HTTP)
AGAIN = Connection(number=8, source=A, destination=B, protocol=HTTP)
TELLS = Connection(number=3, source=B, destination=C, protocol=TCP)
NUMBERLESS = Connection(source=C, destination=A, protocol=TCP)
FLOW = FlowView(
    id="walk",
    title="A walk",
    steps=[
        Step(connection=TELLS, text="Tells."),
        Step(connection=ASKS, text="Asks"),
        Step(connection=NUMBERLESS),
        Step(connection=ASKS, text="Asks once more."),
    ],
)
MODEL = Architecture(title="M", endpoints=[A, B, C], connections=[ASKS, AGAIN, TELLS, NUMBERLESS], views=[FLOW])


@pytest.fixture(scope="module")
def graph() -> Graph:
    return resolve(MODEL)


def test_each_step_has_a_badge_with_its_own_number(graph: Graph) -> None:
    found = build(graph, FLOW)
    lines = {(line.source, line.destination): line.badges for line in found.lines}
    assert lines == {
        ("b", "c"): (Badge("3", "1", "Step 1: Tells. Connection 3: B connects to C over TCP, port not stated", 1),),
        ("a", "b"): (
            Badge("7", "2", "Step 2: Asks. Connection 7: A connects to B over HTTP, port not stated", 2),
            Badge("7", "4", "Step 4: Asks once more. Connection 7: A connects to B over HTTP, port not stated", 4),
        ),
        ("c", "a"): (
            Badge(
                "unnumbered-1", "3", "Step 3. Connection without a number: C connects to A over TCP, port not stated", 3
            ),
        ),
    }
    assert [node.key for node in found.nodes] == ["a", "b", "c"]


def test_connections_that_no_step_uses_are_left_out(graph: Graph) -> None:
    found = build(graph, FlowView(id="short", title="Short", steps=[Step(connection=TELLS)]))
    assert [node.key for node in found.nodes] == ["b", "c"]
    assert len(found.lines) == 1


def test_steps_stand_in_the_picture_in_their_order_with_ids_of_their_own() -> None:
    svg = draw(pictures(MODEL, ["walk"])["walk"], Links())
    badges = with_class(ElementTree.fromstring(svg), "badge")
    assert [badge.attrib["data-step"] for badge in badges] == ["1", "2", "3", "4"]
    assert [badge.findtext(f"{SVG}text") for badge in badges] == ["1", "2", "3", "4"]
    assert [badge.attrib["data-connection"] for badge in badges] == ["3", "7", "unnumbered-1", "7"]
    ids = [badge.attrib["id"] for badge in badges]
    assert ids == ["walk--badge--3", "walk--badge--7", "walk--badge--unnumbered-1", "walk--badge--7--step-4"]
    assert [badge.attrib["href"] for badge in badges] == [
        f"#connection-{name}" for name in ("3", "7", "unnumbered-1", "7")
    ]
