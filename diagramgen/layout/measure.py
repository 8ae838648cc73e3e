"""Legibility in figures: what a reader could stumble over, counted on a layout or a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from diagramgen.layout.blocks import OWN_REACH
from diagramgen.layout.curves import Points, close, crossings, distance, flatten, passes, sample
from diagramgen.picture import Box, Picture, PlacedBadge

NEAR_SHARED_NODE = 12.0
"""Crossings and shared runs nearer than this to a node that both lines share do not count."""
RUN = 1.6
"""Lines that are nearer than this run together."""


BARS = slice(6, -2)
"""Which of the figures should be 0."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The legibility of one picture. From `badge_on_badge` to `legend_over` all should be 0, leaders excepted."""

    nodes: int
    lines: int
    numbers: int
    badges: int
    crossings: int
    shared_run: int
    badge_on_badge: int
    badge_on_node: int
    badge_on_foreign_line: int
    badge_nearer_foreign: int
    badge_off_line: int
    badge_on_leader: int
    line_through_node: int
    node_on_node: int
    text_outside: int
    legend_over: int
    width: float
    height: float

    @property
    def missed(self) -> dict[str, int]:
        """The figures that should be 0 and are not."""
        bars = list(self.as_dict().items())[BARS]
        return {name: int(value) for name, value in bars if value and name != "badge_on_leader"}

    def __str__(self) -> str:
        shown = {"crossings": self.crossings, "shared run": self.shared_run, "on leaders": self.badge_on_leader}
        counted = {"node": self.nodes, "line": self.lines, "number": self.numbers}
        counts = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counted.items())
        counts += f", {self.width:g} × {self.height:g}"
        marks = "".join(f", {name} {value}" for name, value in shown.items() if value)
        missed = "".join(f", {name.replace('_', ' ')} {value} (should be 0)" for name, value in self.missed.items())
        return counts + marks + missed

    def as_dict(self) -> dict[str, float]:
        """By name, as the command prints them."""
        return asdict(self)


Ends = Sequence[tuple[int, int]]
"""For each line, the indices of its two nodes."""


def count_crossings(polylines: Sequence[Points], boxes: Sequence[Box], ends: Ends) -> int:
    """How often lines cross, away from the nodes that they share."""
    if len(polylines) < 2:
        return 0
    first, second, points = crossings(polylines)
    return _away(first, second, points, boxes, ends)


def shared_run(polylines: Sequence[Points], boxes: Sequence[Box], ends: Ends, spacing: float = 1.0) -> float:
    """The length over which lines run together, away from the nodes that they share."""
    if len(polylines) < 2:
        return 0.0
    sampled = [sample(polyline, spacing)[0] for polyline in polylines]
    points = np.concatenate(sampled)
    owner = np.repeat(np.arange(len(sampled)), [len(found) for found in sampled])
    first, other = close(points, owner, RUN)
    return spacing * _away(owner[first], other, points[first], boxes, ends)


def _away(first: NDArray[np.intp], second: NDArray[np.intp], points: Points, boxes: Sequence[Box], ends: Ends) -> int:
    """How many points of two lines lie away from every node that both lines share."""
    nodes = np.array(ends).reshape(-1, 2)
    sides = np.array([[box.x, box.y, box.right, box.bottom] for box in boxes]).reshape(-1, 4)
    far = np.ones(len(points), dtype=bool)
    for end in (0, 1):
        node = nodes[first, end]
        shared = (node == nodes[second, 0]) | (node == nodes[second, 1])
        low, high = sides[node, :2], sides[node, 2:]
        gap = np.maximum(np.maximum(low - points, points - high), 0.0)
        near = gap[:, 0] * gap[:, 0] + gap[:, 1] * gap[:, 1] < NEAR_SHARED_NODE * NEAR_SHARED_NODE
        far &= ~(shared & near)
    return int(np.count_nonzero(far))


def measure(picture: Picture) -> Figures:
    """All figures of a placed picture."""
    boxes = [placed.box for placed in picture.nodes]
    index_of = {placed.node.key: index for index, placed in enumerate(picture.nodes)}
    ends = [(index_of[p.line.source], index_of[p.line.destination]) for p in picture.lines]
    polylines = [flatten(placed.start, placed.curves, 24) for placed in picture.lines]
    rows: dict[int, list[PlacedBadge]] = defaultdict(list)
    for badge in picture.badges:
        if badge.leader is None:
            rows[badge.line].append(badge)
    legend = picture.legend.frame if picture.legend is not None else None
    return Figures(
        nodes=len(boxes),
        lines=len(polylines),
        numbers=sum(len(placed.line.badges) for placed in picture.lines),
        badges=len(picture.badges),
        crossings=count_crossings(polylines, boxes, ends),
        shared_run=round(shared_run(polylines, boxes, ends)),
        badge_on_badge=sum(a.box.overlaps(b.box) for a, b in combinations(picture.badges, 2)),
        badge_on_node=sum(badge.box.overlaps(box) for badge in picture.badges for box in boxes),
        badge_on_foreign_line=sum(
            passes(polyline, badge.box)
            for badge in picture.badges
            for line, polyline in enumerate(polylines)
            if line != badge.line
        ),
        badge_nearer_foreign=sum(_nearer_foreign(line, row, polylines) for line, row in rows.items()),
        badge_off_line=sum(_off_line(row, polylines[line]) for line, row in rows.items()),
        badge_on_leader=sum(badge.leader is not None for badge in picture.badges),
        line_through_node=sum(
            passes(polyline, box.grown(-1))
            for line, polyline in enumerate(polylines)
            for node, box in enumerate(boxes)
            if node not in ends[line]
        ),
        node_on_node=sum(a.overlaps(b) for a, b in combinations(boxes, 2)),
        text_outside=sum(
            _text_outside(placed.box, text.width, text.x) for placed in picture.nodes for text in placed.text
        ),
        legend_over=0 if legend is None else _legend_over(legend, boxes, polylines, picture),
        width=picture.width,
        height=picture.height,
    )


def _nearer_foreign(line: int, row: list[PlacedBadge], polylines: list[Points]) -> int:
    """All badges of a row whose centre is nearer to another line than to its own."""
    left, right = min(b.box.x for b in row), max(b.box.right for b in row)
    top, bottom = min(b.box.y for b in row), max(b.box.bottom for b in row)
    centre = ((left + right) / 2, (top + bottom) / 2)
    own = distance(centre, polylines[line])
    foreign = min((distance(centre, other) for index, other in enumerate(polylines) if index != line), default=1e9)
    return len(row) if foreign < own else 0


def _off_line(row: list[PlacedBadge], polyline: Points) -> int:
    on = [badge.box for badge in row if passes(polyline, badge.box)]
    return sum(
        1 for badge in row if badge.box not in on and not any(badge.box.grown(OWN_REACH).overlaps(box) for box in on)
    )


def _text_outside(box: Box, width: float, x: float) -> bool:
    return x - width / 2 < box.x or x + width / 2 > box.right


def _legend_over(legend: Box, boxes: list[Box], polylines: list[Points], picture: Picture) -> int:
    return (
        sum(legend.overlaps(box) for box in boxes)
        + sum(legend.overlaps(badge.box) for badge in picture.badges)
        + sum(passes(polyline, legend) for polyline in polylines)
    )
