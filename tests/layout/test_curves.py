"""Curves as points, by cases that can be checked on paper and against the plain way to compute the same."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.layout.curves import (
    Points,
    bounds,
    close,
    crossings,
    distance,
    flatten,
    passes,
    sample,
)
from diagramgen.picture import Box, Point
from tests.svgread import Rect, line_distance

COORDINATE = st.integers(-20, 20)
POINT = st.tuples(COORDINATE, COORDINATE)
LINE = st.lists(POINT, min_size=2, max_size=6)
BOX = st.builds(Box, COORDINATE, COORDINATE, st.integers(1, 15), st.integers(1, 15))


def points(*given_: tuple[float, float]) -> Points:
    return np.array(given_, dtype=np.float64)


def rect(box: Box) -> Rect:
    return Rect(box.x, box.y, box.right, box.bottom)


# flatten


def test_a_straight_curve_is_a_straight_line() -> None:
    line = flatten((0, 0), [((3, 0), (6, 0), (9, 0))], steps=3)
    assert line == pytest.approx(points((0, 0), (3, 0), (6, 0), (9, 0)))


def test_the_middle_of_a_curve_lies_where_de_casteljau_puts_it() -> None:
    line = flatten((0, 0), [((0, 8), (8, 8), (8, 0))], steps=2)
    assert line.tolist() == [[0, 0], [4, 6], [8, 0]]


def test_a_chain_goes_on_where_the_curve_before_ends() -> None:
    chain = [((1.0, 0.0), (2.0, 0.0), (3.0, 0.0)), ((3.0, 1.0), (3.0, 2.0), (3.0, 3.0))]
    line = flatten((0, 0), chain, steps=4)
    assert len(line) == 9
    assert line[0].tolist() == [0, 0]
    assert line[4].tolist() == [3, 0]
    assert line[8].tolist() == [3, 3]


@given(POINT, st.lists(st.tuples(POINT, POINT, POINT), min_size=1, max_size=3), st.integers(1, 12))
def test_a_curve_is_flattened_as_by_hand(start: Point, curves: list[tuple[Point, Point, Point]], steps: int) -> None:
    expected, here = [start], start
    for curve in curves:
        corners = [here, *curve]
        for step in range(1, steps + 1):
            level, t = list(corners), step / steps
            while len(level) > 1:
                level = [((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in pairwise(level)]
            expected.append(level[0])
        here = curve[2]
    assert flatten(start, curves, steps) == pytest.approx(np.array(expected), abs=1e-9)


# sample


def test_a_sample_has_both_ends_and_even_steps() -> None:
    found, length = sample(points((0, 0), (3, 0), (3, 4)), 1.0)
    assert length == 7
    assert found == pytest.approx(points((0, 0), (1, 0), (2, 0), (3, 0), (3, 1), (3, 2), (3, 3), (3, 4)))


def test_a_line_that_is_shorter_than_the_spacing_has_its_ends() -> None:
    found, length = sample(points((0, 0), (0.5, 0)), 2.0)
    assert (found.tolist(), length) == ([[0, 0], [0.5, 0]], 0.5)


@given(LINE, st.sampled_from([0.5, 1.0, 2.0, 7.0]))
def test_samples_lie_on_the_line_at_even_distances(line: list[tuple[int, int]], spacing: float) -> None:
    found, length = sample(points(*line), spacing)
    assert length == pytest.approx(sum(math.dist(a, b) for a, b in pairwise(line)))
    assert found[0].tolist() == pytest.approx(line[0])
    assert found[-1].tolist() == pytest.approx(line[-1])
    assert all(line_distance((x, y), line) < 1e-6 for x, y in found.tolist())
    assert all(math.dist(a, b) <= length / (len(found) - 1) + 1e-6 for a, b in pairwise(found.tolist()))
    assert length / (len(found) - 1) < 2 * spacing


# distances


def test_distances_on_paper() -> None:
    line = points((0, 0), (10, 0), (10, 10))
    assert distance((5, 3), line) == 3
    assert distance((13, 14), line) == 5
    assert distance((10, 5), line) == 0


@given(POINT, LINE)
def test_a_distance_is_that_of_the_plain_way(point: Point, line: list[tuple[int, int]]) -> None:
    assert distance(point, points(*line)) == pytest.approx(line_distance(point, line), abs=1e-6)


# passes


def enters(line: list[tuple[int, int]], box: Box) -> bool:
    """Whether a piece of the line lies inside of the box, in exact numbers."""
    for start, end in pairwise(line):
        after, before = [Fraction(0)], [Fraction(1)]
        within = True
        for axis, low, high in ((0, box.x, box.right), (1, box.y, box.bottom)):
            step = end[axis] - start[axis]
            if step == 0:
                within = within and low < start[axis] < high
                continue
            first, second = Fraction(int(low) - start[axis], step), Fraction(int(high) - start[axis], step)
            after.append(min(first, second))
            before.append(max(first, second))
        if within and max(after) < min(before):
            return True
    return False


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([(-5, 5), (15, 5)], True),
        ([(-5, 0), (15, 0)], False),  # along the border
        ([(0, -5), (0, 15)], False),
        ([(-5, 5), (0, 5)], False),  # up to the border
        ([(-5, 5), (1, 5)], True),
        ([(-5, 5), (5, -5)], False),  # through the corner
        ([(-5, 6), (6, -5)], True),
        ([(3, 3), (4, 4)], True),
        ([(20, 20), (30, 30)], False),
        ([(-5, -5), (-5, 15), (15, 15)], False),  # around it
    ],
)
def test_whether_a_line_runs_through_a_box(line: list[tuple[int, int]], expected: bool) -> None:
    box = Box(0, 0, 10, 10)
    assert passes(points(*line), box) is expected
    assert enters(line, box) is expected


@given(LINE, BOX)
def test_a_line_runs_through_a_box_as_by_exact_numbers(line: list[tuple[int, int]], box: Box) -> None:
    assert passes(points(*line), box) is enters(line, box)


# crossings


def plain_crossings(lines: list[list[tuple[int, int]]]) -> set[tuple[int, int, Fraction, Fraction]]:
    """Where different lines cross, in exact numbers; pieces that begin in a point have it, those that end there not."""
    found = set()
    for one, two in combinations(range(len(lines)), 2):
        for (px, py), (p2x, p2y) in pairwise(lines[one]):
            for (qx, qy), (q2x, q2y) in pairwise(lines[two]):
                rx, ry, sx, sy = p2x - px, p2y - py, q2x - qx, q2y - qy
                cross = rx * sy - ry * sx
                if cross:
                    t = Fraction((qx - px) * sy - (qy - py) * sx, cross)
                    u = Fraction((qx - px) * ry - (qy - py) * rx, cross)
                    if 0 <= t < 1 and 0 <= u < 1:
                        found.add((one, two, px + t * rx, py + t * ry))
    return found


def test_crossings_on_paper() -> None:
    level, upright, apart = points((0, 0), (10, 0)), points((4, -5), (4, 5)), points((20, 0), (30, 0))
    first, second, where = crossings([level, upright, apart])
    assert (first.tolist(), second.tolist(), where.tolist()) == ([0], [1], [[4, 0]])


def test_a_crossing_in_a_corner_counts_once() -> None:
    corner = points((0, 0), (5, 5), (10, 0))
    first, _, where = crossings([corner, points((5, 0), (5, 10))])
    assert (first.tolist(), where.tolist()) == ([0], [[5, 5]])


def test_lines_that_run_together_do_not_cross() -> None:
    first, _, _ = crossings([points((0, 0), (10, 0)), points((2, 0), (12, 0))])
    assert first.tolist() == []


def test_a_line_does_not_cross_itself() -> None:
    first, _, _ = crossings([points((0, 0), (10, 10), (10, 0), (0, 10)), points((50, 50), (60, 60))])
    assert first.tolist() == []


@given(st.lists(LINE, min_size=1, max_size=4))
def test_crossings_are_those_of_exact_numbers(lines: list[list[tuple[int, int]]]) -> None:
    first, second, where = crossings([points(*line) for line in lines])
    found = {
        (one, two, Fraction(x).limit_denominator(4000), Fraction(y).limit_denominator(4000))
        for one, two, (x, y) in zip(first.tolist(), second.tolist(), where.tolist(), strict=True)
    }
    assert found == plain_crossings(lines)


# close


@given(st.lists(st.lists(POINT, min_size=1, max_size=8), min_size=1, max_size=4), st.sampled_from([0.5, 1.6, 3.0]))
def test_points_that_lie_close_to_another_line(lines: list[list[tuple[int, int]]], limit: float) -> None:
    everything = [point for line in lines for point in line]
    owner = [index for index, line in enumerate(lines) for _ in line]
    first, other = close(points(*everything), np.array(owner), limit)
    expected = {
        (place, index)
        for place, point in enumerate(everything)
        for index, line in enumerate(lines)
        if index > owner[place] and min(math.dist(point, near) for near in line) <= limit
    }
    assert set(zip(first.tolist(), other.tolist(), strict=True)) == expected
    assert len(first) == len(expected)


# bounds


@given(LINE)
def test_bounds_hold_all_points_and_no_more(line: list[tuple[int, int]]) -> None:
    box = bounds(points(*line))
    assert (box.x, box.y) == (min(x for x, _ in line), min(y for _, y in line))
    assert (box.right, box.bottom) == (max(x for x, _ in line), max(y for _, y in line))
