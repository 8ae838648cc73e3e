"""The engine's answer in our own units."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.layout.dot import statements
from diagramgen.layout.engine import find_engine
from diagramgen.layout.geometry import HEAD_LENGTH, HEAD_WIDTH, Path, moved, read
from diagramgen.layout.order import SHARED
from diagramgen.layout.sizes import NodeSize, node_size
from diagramgen.picture import Box, Point
from diagramgen.schema import DataStore
from tests.drawing import model, scenes, services

COORDINATE = st.integers(-50, 50)
POINT = st.tuples(COORDINATE, COORDINATE)


def test_y_is_turned_round_and_boxes_get_their_corner() -> None:
    (scene,) = scenes(model(services(2), [(0, 1)]), ["overview"])
    sizes = {node.key: NodeSize(40, 20, ("A",)) for node in scene.nodes}
    placed: dict[str, object] = {
        "bb": "0,0,200,100",
        "objects": [{"name": "n1", "pos": "150,30"}, {"name": "n0", "pos": "30,90"}],
        "edges": [{"id": "e0", "pos": "e,130,30 50,90 80,90 100,30 122,30"}],
    }
    found = read(scene, sizes, placed)
    assert found.boxes == (Box(10, 0, 40, 20), Box(130, 60, 40, 20))
    (path,) = found.paths
    assert path.start == (50.0, 10.0)
    assert path.tip == (130.0, 70.0)
    assert path.curves[0] == ((80, 10), (100, 70), (122, 70))


def test_a_real_layout_has_a_box_for_each_node_and_a_path_for_each_line() -> None:
    endpoints = [*services(3), DataStore(id="store", name="Store")]
    (scene,) = scenes(model(endpoints, [(0, 1), (1, 0), (1, 2), (2, 3), (3, 3)]), ["overview"])
    sizes = {node.key: node_size(node) for node in scene.nodes}
    (placed,) = find_engine().layout([statements(scene, sizes, SHARED).text()])
    found = read(scene, sizes, placed)
    assert [(box.width, box.height) for box in found.boxes] == [
        (sizes[node.key].width, sizes[node.key].height) for node in scene.nodes
    ]
    assert len(found.paths) == len(found.polylines) == 5
    assert found.length == pytest.approx(sum(math.dist(a, b) for line in found.polylines for a, b in pairwise(line)))


@given(POINT, st.lists(st.tuples(POINT, POINT, POINT), min_size=1, max_size=3))
def test_an_arrow_head_is_a_triangle_that_ends_where_the_line_does(
    start: Point, curves: list[tuple[Point, Point, Point]]
) -> None:
    path = Path(start, tuple(curves))
    tip, left, right = path.head
    assert tip == path.tip == curves[-1][2]
    middle = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
    if any(math.dist(point, tip) > 0.5 for point in (start, *curves[-1])):
        assert math.dist(left, right) == pytest.approx(HEAD_WIDTH, abs=0.03)
        assert math.dist(middle, tip) == pytest.approx(HEAD_LENGTH, abs=0.03)


def test_an_arrow_head_points_where_the_line_goes() -> None:
    straight = Path((0, 0), (((10, 0), (20, 0), (30, 0)),))
    assert straight.head == ((30, 0), (22.5, 3.25), (22.5, -3.25))


@given(POINT, POINT, st.integers(-20, 20), st.integers(-20, 20))
def test_a_path_that_is_moved_and_moved_back_is_the_same(start: Point, end: Point, dx: int, dy: int) -> None:
    path = Path(start, ((start, end, end),))
    assert moved(moved(path, dx, dy), -dx, -dy) == path
    assert moved(path, dx, dy).tip == (end[0] + dx, end[1] + dy)
