"""Badges on splines: each number slides along its own line to where it reads best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagramgen.layout.arrangement import Placement, Spot
from diagramgen.layout.blocks import Block, blocks
from diagramgen.layout.curves import Points, bounds, sample
from diagramgen.layout.geometry import HEAD_LENGTH, Geometry
from diagramgen.picture import Box

SPACING = 2.0
"""Distance of the points at which a line is looked at."""
STRIDE = 2
"""Every so many of them badges may stand."""
CHUNK = 16
"""So many neighbouring places are compared with the same foreign points."""
CELL = 64.0
"""Side of the squares into which all points are sorted, so that those near a place are found at once."""
CLEAR = 1.8
"""A foreign line nearer to a badge than this counts as under it (a sample may miss it by half of SPACING)."""
COMFORT = 6.0
"""From here on more distance to a foreign line is worth nothing."""
NODE_CLEAR, BADGE_CLEAR = 2.5, 2.0
ENDS = 0.08
"""Badges keep away from so much of a line at each of its ends."""
ROUNDS = 3
"""Each row chooses so often: first among those that stand already, then when all others stand."""

COST_BADGE, COST_NODE, COST_LINE, COST_OFF, COST_HEAD = 600.0, 400.0, 300.0, 300.0, 60.0
COST_NEAR = 4.0
"""For each unit of comfort that is missing."""
COST_OFF_CENTRE = 30.0
COST_ROWS, COST_FEW_IN_ROWS = 15.0, 300.0
"""For badges that stand in several rows; where a few of them can't stand in one, the picture gets more room."""
FEW = 4
HARD = 300.0
"""A place that costs this much breaks a bar."""


class Samples:
    """Points along all lines, sorted into squares."""

    def __init__(self, points: Points, owner: NDArray[np.intp]) -> None:
        """`owner` is the index of the line on which each point lies."""
        self.all, self.owner = points, owner
        cells = np.floor(points / CELL).astype(np.int64)
        self._low = cells.min(axis=0)
        self._columns, self._rows = (int(size) for size in cells.max(axis=0) - self._low + 1)
        keys = (cells[:, 0] - self._low[0]) * self._rows + cells[:, 1] - self._low[1]
        self._order = np.argsort(keys, kind="stable")
        self._starts = np.searchsorted(keys[self._order], np.arange(self._columns * self._rows + 1))

    def foreign(self, index: int, area: Box) -> Points:
        """The points of all other lines within an area."""
        left, right = self._span(area.x, area.right, 0, self._columns)
        top, bottom = self._span(area.y, area.bottom, 1, self._rows)
        parts = [
            self._order[self._starts[column * self._rows + top] : self._starts[column * self._rows + bottom]]
            for column in range(left, right)
        ]
        if not parts or top >= bottom:
            return self.all[:0]
        near = np.concatenate(parts)
        near = near[self.owner[near] != index]
        points = self.all[near]
        found: Points = points[_within(points, area)]
        return found

    def _span(self, low: float, high: float, axis: int, count: int) -> tuple[int, int]:
        first = int(low // CELL) - int(self._low[axis])
        return max(0, first), min(count, int(high // CELL) - int(self._low[axis]) + 1)


@dataclass(frozen=True, slots=True)
class Choices:
    """Where the badges of one line may stand, and what each choice costs, other badges left out."""

    blocks: tuple[Block, ...]
    which: NDArray[np.intp]
    """Index of the block for each choice."""
    places: Points
    halves: Points
    """Half the width and height of each choice."""
    cost: NDArray[np.float64]


def place(geometry: Geometry, badges: Sequence[Sequence[float]]) -> Placement:
    """Slide the badges of each line (given by their widths) along the line.

    Away from nodes, foreign lines, arrow heads and other badges, and towards the middle. Short
    lines choose first; two more rounds let each choose again when all others stand.
    """
    if not badges:
        return Placement(())
    samples, lengths = sample_lines(geometry)
    rows = [_choices(index, blocks(widths), samples, geometry) for index, widths in enumerate(badges)]
    order = sorted(range(len(rows)), key=lambda index: (lengths[index], index))
    centres = np.full((len(rows), 2), np.inf)  # those that do not stand yet are far away
    halves = np.zeros((len(rows), 2))
    final, chosen = np.zeros(len(rows)), np.zeros(len(rows), dtype=np.intp)
    for _ in range(ROUNDS):
        for index in order:
            centres[index] = np.inf
            row = rows[index]
            cost = row.cost + COST_BADGE * _badges_over(row, centres, halves)
            best = int(np.argmin(cost))
            chosen[index], final[index] = row.which[best], cost[best]
            centres[index], halves[index] = row.places[best], row.halves[best]
    spots = []
    missed = set(np.flatnonzero(final >= HARD).tolist())
    for index, (x, y) in enumerate(centres.tolist()):
        shape = rows[index].blocks[chosen[index]]
        spots.append(Spot((round(x, 2), round(y, 2)), shape.columns))
        if not shape.held_by(geometry.polylines[index], x, y):  # a bent line passes some of them by
            missed.add(index)
    return Placement(tuple(spots), tuple(sorted(missed)))


def sample_lines(geometry: Geometry) -> tuple[Samples, list[float]]:
    """Points along all lines, and the length of each."""
    sampled = [sample(polyline, SPACING) for polyline in geometry.polylines]
    owner = np.repeat(np.arange(len(sampled)), [len(points) for points, _ in sampled])
    return Samples(np.concatenate([points for points, _ in sampled]), owner), [length for _, length in sampled]


def _choices(index: int, shapes: tuple[Block, ...], samples: Samples, geometry: Geometry) -> Choices:
    """All places on a line for each shape of its block."""
    own = samples.all[samples.owner == index]
    middle = len(own) // 2
    reach = int(len(own) * (0.5 - ENDS)) // STRIDE * STRIDE
    at = np.arange(max(0, middle - reach), min(len(own), middle + reach + 1), STRIDE)
    places = own[at]
    step = own[np.minimum(at + 1, len(own) - 1)] - own[np.maximum(at - 1, 0)]
    directions = step / np.maximum(np.sqrt(step[:, :1] * step[:, :1] + step[:, 1:] * step[:, 1:]), 1e-9)
    off_centre = COST_OFF_CENTRE * np.abs(np.arange(len(places)) - len(places) // 2) / max(1, len(places) // 2)
    costs = [
        off_centre
        + (0.0 if number == 0 else COST_FEW_IN_ROWS if len(shape.boxes) <= FEW else COST_ROWS)
        + np.where(shape.on_line(directions), 0.0, COST_OFF)
        + obstacles(index, shape, places, samples, geometry)
        for number, shape in enumerate(shapes)
    ]
    return Choices(
        blocks=shapes,
        which=np.repeat(np.arange(len(shapes)), len(places)),
        places=np.tile(places, (len(shapes), 1)),
        halves=np.repeat(np.array([(shape.width / 2, shape.height / 2) for shape in shapes]), len(places), axis=0),
        cost=np.concatenate(costs),
    )


def obstacles(index: int, shape: Block, places: Points, samples: Samples, geometry: Geometry) -> NDArray[np.float64]:
    """What a block at each place costs for the foreign lines, the nodes and the arrow head that it meets."""
    area = _reach(places, shape)
    chunks = [places[start : start + CHUNK] for start in range(0, len(places), CHUNK)]
    gap = np.concatenate([_gaps(chunk, samples.foreign(index, _reach(chunk, shape)), shape) for chunk in chunks])
    cost = np.where(gap < CLEAR, COST_LINE, np.maximum(COMFORT - gap, 0.0) * COST_NEAR)
    for box in geometry.boxes:
        if box.grown(NODE_CLEAR).overlaps(area):
            cost = cost + np.where(overlap(places, shape, box.grown(NODE_CLEAR)), COST_NODE, 0.0)
    tip = geometry.paths[index].tip
    head = Box(tip[0] - HEAD_LENGTH, tip[1] - HEAD_LENGTH, 2 * HEAD_LENGTH, 2 * HEAD_LENGTH)
    return cost + np.where(overlap(places, shape, head), COST_HEAD, 0.0)


def _reach(places: Points, shape: Block) -> Box:
    """All that a block at any of the places could come near to."""
    area = bounds(places).grown(COMFORT)
    return Box(
        area.x - shape.width / 2, area.y - shape.height / 2, area.width + shape.width, area.height + shape.height
    )


def _within(points: Points, area: Box) -> NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    return (x >= area.x) & (x <= area.right) & (y >= area.y) & (y <= area.bottom)


def _gaps(places: Points, foreign: Points, shape: Block) -> NDArray[np.float64]:
    """For a block at each place, the distance to the nearest foreign point; COMFORT where none is near."""
    if not len(foreign):
        return np.full(len(places), COMFORT)
    dx = np.maximum(np.abs(places[:, None, 0] - foreign[None, :, 0]) - shape.width / 2, 0.0)
    dy = np.maximum(np.abs(places[:, None, 1] - foreign[None, :, 1]) - shape.height / 2, 0.0)
    nearest: NDArray[np.float64] = np.min(dx * dx + dy * dy, axis=1)
    return np.sqrt(nearest)


def overlap(places: Points, shape: Block, box: Box) -> NDArray[np.bool_]:
    """Whether a block at each place lies over a box."""
    x, y = box.centre
    return (np.abs(places[:, 0] - x) < (shape.width + box.width) / 2) & (
        np.abs(places[:, 1] - y) < (shape.height + box.height) / 2
    )


def _badges_over(row: Choices, centres: Points, halves: Points) -> NDArray[np.intp]:
    """For each choice, how many of the standing blocks it would touch."""
    reach = row.halves.max(axis=0) + BADGE_CLEAR
    low, high = row.places.min(axis=0) - reach, row.places.max(axis=0) + reach
    near = np.flatnonzero(np.all((centres + halves > low) & (centres - halves < high), axis=1))
    if not len(near):
        return np.zeros(len(row.places), dtype=np.intp)
    centres, halves = centres[near], halves[near]
    dx = np.abs(row.places[:, None, 0] - centres[None, :, 0])
    dy = np.abs(row.places[:, None, 1] - centres[None, :, 1])
    over = (dx < row.halves[:, None, 0] + halves[None, :, 0] + BADGE_CLEAR) & (
        dy < row.halves[:, None, 1] + halves[None, :, 1] + BADGE_CLEAR
    )
    count: NDArray[np.intp] = np.count_nonzero(over, axis=1)
    return count
