"""Badges slide along their lines to where they stand apart from everything else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagramgen.layout.arrangement import Placement, Spot
from diagramgen.layout.blocks import block, blocks
from diagramgen.layout.curves import passes
from diagramgen.layout.geometry import Geometry, Path
from diagramgen.layout.leaders import lead
from diagramgen.layout.place import place
from diagramgen.picture import Box, Point

BADGE = 15.0


def straight(start: Point, end: Point) -> Path:
    """A path without a bend."""
    (x, y), (to_x, to_y) = start, end
    third = (to_x - x) / 3, (to_y - y) / 3
    return Path(start, (((x + third[0], y + third[1]), (x + 2 * third[0], y + 2 * third[1]), end),))


def boxes(placement: Placement, badges: list[list[float]]) -> list[Box]:
    """All badges, line by line."""
    return [
        box.moved(*spot.centre)
        for spot, widths in zip(placement.spots, badges, strict=True)
        for box in block(widths, spot.columns).boxes
    ]


def test_without_lines_there_is_nothing_to_place() -> None:
    assert place(Geometry((), ()), []) == Placement(())


def test_alone_a_badge_stands_in_the_middle_of_its_line() -> None:
    geometry = Geometry((Box(-50, -10, 50, 20), Box(100, -10, 50, 20)), (straight((0, 0), (100, 0)),))
    (spot,) = place(geometry, [[BADGE]]).spots
    assert spot.centre[1] == 0
    assert abs(spot.centre[0] - 50) <= 4


def test_badges_of_a_cross_stand_apart_and_off_the_other_line() -> None:
    geometry = Geometry((), (straight((0, 50), (100, 50)), straight((50, 0), (50, 100))))
    badges = [[BADGE], [BADGE]]
    placement = place(geometry, badges)
    first, second = boxes(placement, badges)
    assert not first.overlaps(second)
    assert not passes(geometry.polylines[1], first)
    assert not passes(geometry.polylines[0], second)
    assert passes(geometry.polylines[0], first)
    assert passes(geometry.polylines[1], second)
    assert placement.missed == ()


def test_a_badge_keeps_off_nodes_that_stand_near_its_line() -> None:
    near = Box(30, 3, 40, 30)
    geometry = Geometry((near,), (straight((0, 0), (200, 0)),))
    (box,) = boxes(place(geometry, [[BADGE]]), [[BADGE]])
    assert not box.overlaps(near)


def test_a_badge_stays_off_the_arrow_head_where_it_can() -> None:
    geometry = Geometry((Box(0, 3, 60, 30),), (straight((0, 0), (100, 0)),))
    (box,) = boxes(place(geometry, [[BADGE]]), [[BADGE]])
    assert box.right <= 100 - 7.5


def test_lines_that_no_badge_fits_on_are_named() -> None:
    """Two lines lie on each other: neither badge can keep off the other line."""
    geometry = Geometry((), (straight((0, 0), (100, 0)), straight((0, 1), (100, 1))))
    assert place(geometry, [[BADGE], [BADGE]]).missed == (0, 1)


def test_a_leader_leads_to_a_free_place_beside_the_line() -> None:
    geometry = Geometry((), (straight((0, 0), (100, 0)), straight((0, 1), (100, 1))))
    badges = [[BADGE], [BADGE]]
    led = lead(geometry, place(geometry, badges), badges)
    assert led.missed == ()
    first, second = boxes(led, badges)
    assert not first.overlaps(second)
    for spot, box in zip(led.spots, (first, second), strict=True):
        assert spot.leader is not None
        assert spot.leader[1] in (0, 1), "it starts on the line"
        assert not any(passes(line, box) for line in geometry.polylines)


def test_what_stands_well_gets_no_leader() -> None:
    placement = Placement((Spot((0, 0)),))
    assert lead(Geometry((), (straight((0, 0), (100, 0)),)), placement, [[BADGE]]) is placement


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=8, unique=True))
def test_badges_of_parallel_lines_stand_apart(rows: list[int]) -> None:
    geometry = Geometry((), tuple(straight((0, 20 * row), (150, 20 * row)) for row in rows))
    badges = [[BADGE]] * len(rows)
    placement = place(geometry, badges)
    assert placement.missed == ()
    placed = boxes(placement, badges)
    assert not any(a.overlaps(b) for a, b in combinations(placed, 2))
    assert [box.centre[1] for box in placed] == [20 * row for row in rows]


# Blocks of several badges


def test_a_row_of_badges_has_a_gap_between_them() -> None:
    row = block([15, 21, 15], 3)
    assert [(box.x, box.y, box.width) for box in row.boxes] == [(-27.5, -6.5, 15), (-10.5, -6.5, 21), (12.5, -6.5, 15)]
    assert (row.width, row.height) == (55, 13)


def test_rows_stand_below_each_other_each_in_the_middle() -> None:
    found = block([15, 15, 15], 2)
    assert [box.centre for box in found.boxes] == [(-8.5, -7.5), (8.5, -7.5), (0, 7.5)]
    assert (found.width, found.height) == (32, 28)


def test_all_ways_to_stand_begin_with_one_row_and_end_with_one_column() -> None:
    assert [found.columns for found in blocks([15] * 12)] == [12, 6, 4, 3, 2, 1]
    assert [found.columns for found in blocks([15])] == [1]


@given(st.lists(st.integers(15, 40), min_size=1, max_size=13))
def test_badges_of_a_block_never_overlap_and_fill_it(widths: list[int]) -> None:
    for found in blocks(widths):
        assert [box.width for box in found.boxes] == widths
        assert not any(a.overlaps(b) for a, b in combinations(found.boxes, 2))
        assert max(box.right for box in found.boxes) - min(box.x for box in found.boxes) == pytest.approx(found.width)
        assert max(box.bottom for box in found.boxes) - min(box.y for box in found.boxes) == pytest.approx(found.height)
