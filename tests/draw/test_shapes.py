"""Outlines of nodes: the shape says the kind, and all of it lies in the node's box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.draw.shapes import cylinder_lid, outline, repeated_mark, tenancy_marks
from diagramgen.layout.outline import inside, meet
from diagramgen.picture import Box
from diagramgen.schema import Kind, Tenancy
from tests.svgread import Rect, around, flatten, line_distance
from tests.svgread import inside as in_polygon

BOXES = st.builds(Box, st.integers(-50, 50), st.integers(-50, 50), st.integers(52, 150), st.integers(28, 120))
KINDS = st.sampled_from(Kind)


@given(KINDS, BOXES)
def test_an_outline_fills_its_box(kind: Kind, box: Box) -> None:
    found = around(flatten(outline(kind, box)))
    assert found == pytest.approx(Rect(box.x, box.y, box.right, box.bottom), abs=0.02)


def test_every_kind_has_a_shape_of_its_own() -> None:
    box = Box(0, 0, 100, 40)
    assert len({outline(kind, box) + cylinder_lid(kind, box) for kind in Kind}) == len(Kind)


@given(st.sampled_from([Kind.DATASTORE, Kind.BROKER]), BOXES)
def test_the_lid_of_a_cylinder_lies_in_it(kind: Kind, box: Box) -> None:
    lid = flatten(cylinder_lid(kind, box))
    assert Rect(box.x, box.y, box.right, box.bottom).grown(0.02).holds(around(lid))
    assert line_distance(lid[0], flatten(outline(kind, box))) < 0.1
    assert line_distance(lid[-1], flatten(outline(kind, box))) < 0.1


@pytest.mark.parametrize("kind", [Kind.SERVICE, Kind.EXTERNAL, Kind.PERSON])
def test_only_cylinders_have_a_lid(kind: Kind) -> None:
    assert cylinder_lid(kind, Box(0, 0, 100, 40)) == ""


@pytest.mark.parametrize(
    ("tenancy", "dots"),
    [
        (Tenancy.SINGLE, [True]),
        (Tenancy.MULTI, [True, True, True]),
        (Tenancy.MIXED, [True, False]),
        (Tenancy.NOT_APPLICABLE, []),
        (Tenancy.UNKNOWN, []),
    ],
)
def test_dots_say_the_tenancy(tenancy: Tenancy, dots: list[bool]) -> None:
    marks = tenancy_marks(tenancy, 10, 20)
    assert [filled for _, filled in marks] == dots
    middles = [around(flatten(path)).centre for path, _ in marks]
    assert [x for x, _ in middles] == pytest.approx([10] * len(dots))
    assert sum(y for _, y in middles) == pytest.approx(20 * len(dots))


def test_the_mark_of_a_copy_is_two_squares() -> None:
    marks = repeated_mark(10, 20)
    assert len(marks) == 2
    assert around([point for path, _ in marks for point in flatten(path)]) == pytest.approx(Rect(10, 16.5, 17, 23.5))


# Where lines meet it


@given(KINDS, BOXES, st.floats(-60, 210), st.floats(-60, 180))
def test_inside_is_what_the_drawn_shape_holds(kind: Kind, box: Box, dx: float, dy: float) -> None:
    point = box.x + dx, box.y + dy
    polygon = flatten(outline(kind, box))
    if line_distance(point, polygon) > 0.3:  # the polygon is drawn in hundredths, and its curves in pieces
        assert inside(kind, box, point) is in_polygon(point, polygon)


@given(KINDS, BOXES, st.floats(0, 1), st.sampled_from(["left", "right", "top", "bottom"]))
def test_a_line_that_ends_at_the_box_goes_on_to_the_outline(kind: Kind, box: Box, at: float, side: str) -> None:
    x, y = box.x + at * box.width, box.y + at * box.height
    end, direction = {
        "left": ((box.x, y), (1.0, 0.0)),
        "right": ((box.right, y), (-1.0, 0.0)),
        "top": ((x, box.y), (0.0, 1.0)),
        "bottom": ((x, box.bottom), (0.0, -1.0)),
    }[side]
    assert line_distance(meet(kind, box, end, direction), flatten(outline(kind, box))) <= 2
