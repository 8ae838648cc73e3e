"""What the engine returned, in our units: node boxes and line paths, without numbers yet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from diagramgen.layout.outline import meet
from diagramgen.layout.sizes import NodeSize
from diagramgen.picture import Box, Curve, Point
from diagramgen.scene import Scene

if TYPE_CHECKING:
    from diagramgen.layout.curves import Points

HEAD_LENGTH, HEAD_WIDTH = 7.5, 6.5


@dataclass(frozen=True, slots=True)
class Path:
    """A line's curve from border to border."""

    start: Point
    curves: tuple[Curve, ...]

    @property
    def tip(self) -> Point:
        """Where it ends."""
        return self.curves[-1][2]

    @property
    def bounds(self) -> Box:
        """The smallest box around the curve."""
        starts = [self.start, *(curve[2] for curve in self.curves)]
        (left, right), (top, bottom) = (
            _joined(
                _span(start[axis], first[axis], second[axis], end[axis])
                for start, (first, second, end) in zip(starts, self.curves, strict=False)
            )
            for axis in (0, 1)
        )
        return Box(left, top, right - left, bottom - top)

    @property
    def head(self) -> tuple[Point, Point, Point]:
        """The arrow head at its end: the tip and both corners of the base."""
        (x, y), before = self.tip, self._before_tip
        length = math.hypot(x - before[0], y - before[1]) or 1.0
        dx, dy = (x - before[0]) / length, (y - before[1]) / length
        base = (x - HEAD_LENGTH * dx, y - HEAD_LENGTH * dy)
        half = HEAD_WIDTH / 2
        left, right = (base[0] - half * dy, base[1] + half * dx), (base[0] + half * dy, base[1] - half * dx)
        return self.tip, _rounded(left), _rounded(right)

    @property
    def _before_tip(self) -> Point:
        """A point on the line from which its end is seen in the direction of the arrow."""
        start = self.curves[-2][2] if len(self.curves) > 1 else self.start
        for point in (self.curves[-1][1], self.curves[-1][0], start):
            if math.dist(point, self.tip) > 0.5:
                return point
        return self.start


@dataclass(frozen=True)
class Geometry:
    """Boxes by index of node, paths by index of line."""

    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    groups: tuple[Box, ...] = ()

    @cached_property
    def polylines(self) -> tuple[Points, ...]:
        """The paths as fine polylines."""
        from diagramgen.layout.curves import flatten  # NumPy: a layout from the cache does without

        return tuple(flatten(path.start, path.curves) for path in self.paths)

    @cached_property
    def length(self) -> float:
        """The length of all lines together."""
        return math.fsum(math.dist(a, b) for line in self.polylines for a, b in pairwise(line.tolist()))


def read(scene: Scene, sizes: Mapping[str, NodeSize], placed: Mapping[str, Any]) -> Geometry:
    """The engine's JSON for a scene → geometry with y downwards and the top left at the origin."""
    top = float(placed["bb"].split(",")[3])

    def point(text: str) -> Point:
        x, y = text.split(",")
        return round(float(x), 2), round(top - float(y), 2)

    centres = {found["name"]: point(found["pos"]) for found in placed.get("objects", ()) if "pos" in found}
    boxes = []
    for index, node in enumerate(scene.nodes):
        (x, y), size = centres[f"n{index}"], sizes[node.key]
        boxes.append(Box(round(x - size.width / 2, 2), round(y - size.height / 2, 2), size.width, size.height))
    index_of = {node.key: index for index, node in enumerate(scene.nodes)}
    edges = {found["id"]: found["pos"] for found in placed.get("edges", ())}
    paths = []
    for index, line in enumerate(scene.lines):
        ends = index_of[line.source], index_of[line.destination]
        path = _spline(edges[f"e{index}"], point)
        source, destination = ((scene.nodes[end].kind, boxes[end]) for end in ends)
        start = meet(*source, path.start, _towards(path.curves[0][0], path.start))
        tip = meet(*destination, path.tip, _towards(path._before_tip, path.tip))
        paths.append(between(start, path, tip))
    return Geometry(tuple(boxes), tuple(paths), tuple(_groups(scene, placed, top)))


def _groups(scene: Scene, placed: Mapping[str, Any], top: float) -> Iterator[Box]:
    """The boxes around nodes, as the engine drew them."""
    found = {item["name"]: item["bb"] for item in placed.get("objects", ()) if "bb" in item}
    for index in range(len(scene.groups)):
        left, bottom, right, upper = (float(value) for value in found[f"cluster_{index}"].split(","))
        yield Box(round(left, 2), round(top - upper, 2), round(right - left, 2), round(upper - bottom, 2))


def _spline(text: str, point: Any) -> Path:
    """Graphviz's `e,x,y p0 p1 p2 p3 …`: a B-spline and the arrow's tip."""
    parts = text.split()
    tip = next((point(part[2:]) for part in parts if part.startswith("e,")), None)
    points = [point(part) for part in parts if not part.startswith(("e,", "s,"))]
    curves = [(points[i], points[i + 1], points[i + 2]) for i in range(1, len(points) - 2, 3)]
    if tip is not None and tip != points[-1]:
        curves.append(_straight(points[-1], tip))
    return Path(points[0], tuple(curves))


def between(start: Point, path: Path, tip: Point) -> Path:
    """The path, prolonged to its new ends."""
    curves = list(path.curves)
    if start != path.start:
        curves.insert(0, _straight(start, path.start))
    if tip != path.tip:
        curves.append(_straight(path.tip, tip))
    return Path(start, tuple(curves))


def _span(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """The least and the greatest value of a coordinate of a cubic Bézier curve."""
    turned = []
    for t in _turns(a, b, c, d):
        u = 1 - t
        turned.append(u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d)
    return min(a, d, *turned), max(a, d, *turned)


def _joined(spans: Iterable[tuple[float, float]]) -> tuple[float, float]:
    low, high = zip(*spans, strict=True)
    return min(low), max(high)


def _turns(a: float, b: float, c: float, d: float) -> list[float]:
    """Where a coordinate of a cubic Bézier curve turns: the zeros of its derivative within the curve."""
    square, linear, constant = d - 3 * c + 3 * b - a, 2 * (c - 2 * b + a), b - a
    if abs(square) < 1e-9:
        found = [-constant / linear] if abs(linear) > 1e-9 else []
    else:
        under = linear * linear - 4 * square * constant
        found = [(-linear + sign * math.sqrt(under)) / (2 * square) for sign in (-1, 1)] if under >= 0 else []
    return [t for t in found if 0 < t < 1]


def _straight(start: Point, end: Point) -> Curve:
    (x, y), (to_x, to_y) = start, end
    dx, dy = to_x - x, to_y - y
    return _rounded((x + dx / 3, y + dy / 3)), _rounded((x + 2 * dx / 3, y + 2 * dy / 3)), end


def _towards(start: Point, end: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]


def _rounded(point: Point) -> Point:
    return round(point[0], 2), round(point[1], 2)


def moved(path: Path, dx: float, dy: float) -> Path:
    """The path elsewhere."""

    def shift(point: Point) -> Point:
        return _rounded((point[0] + dx, point[1] + dy))

    return Path(shift(path.start), tuple((shift(a), shift(b), shift(c)) for a, b, c in path.curves))
