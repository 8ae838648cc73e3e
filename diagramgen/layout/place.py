"""Badges on splines: each number slides along its own line to where it reads best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagramgen.layout.curves import Points, bounds, box_distance, sample
from diagramgen.layout.geometry import HEAD_LENGTH, Geometry
from diagramgen.layout.sizes import BADGE_GAP, BADGE_HEIGHT
from diagramgen.picture import Box, Point

SPACING = 2.0
"""Distance of the points at which a line is looked at."""
CLEAR = 1.8
"""A foreign line nearer to a badge than this counts as under it (a sample may miss it by half of SPACING)."""
COMFORT = 6.0
"""From here on more distance to a foreign line is worth nothing."""
NODE_CLEAR, BADGE_CLEAR = 2.5, 2.0

COST_BADGE, COST_NODE, COST_LINE, COST_HEAD = 600.0, 400.0, 300.0, 60.0
COST_NEAR = 4.0
"""For each unit of comfort that is missing."""
COST_OFF_CENTRE = 30.0
HARD = COST_LINE
"""A place that costs this much breaks a bar."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the badges are: a row for each line, and how many rows found no free place."""

    rows: tuple[Point, ...]
    """Centre of each line's row of badges."""
    missed: int
    cost: float


@dataclass(slots=True)
class _Row:
    """One line's row of badges while it is being placed."""

    width: float
    places: Points
    cost: NDArray[np.float64]
    """What each place costs, other badges left out."""
    chosen: int = 0

    def box(self) -> Box:
        x, y = self.places[self.chosen]
        return Box(x - self.width / 2, y - BADGE_HEIGHT / 2, self.width, BADGE_HEIGHT)


def row_width(widths: Sequence[float]) -> float:
    """The width of a row of badges."""
    return sum(widths) + BADGE_GAP * (len(widths) - 1)


def place(geometry: Geometry, badges: Sequence[Sequence[float]]) -> Placement:
    """Slide the row of each line (given by the widths of its badges) along the line.

    Away from nodes, foreign lines, arrow heads and other badges, and towards the middle. Short
    lines choose first; two more rounds let each choose again when all others stand.
    """
    samples = [sample(polyline, SPACING) for polyline in geometry.polylines]
    points = [found for found, _ in samples]
    rows = [_candidates(index, row_width(widths), points, geometry) for index, widths in enumerate(badges)]
    order = sorted(range(len(rows)), key=lambda index: (samples[index][1], index))
    final = np.zeros(len(rows))
    for turn in range(3):
        standing = order if turn else []
        for index in order:
            others = [rows[other].box() for other in standing if other != index]
            rows[index].chosen, final[index] = _best(rows[index], others)
            if not turn:
                standing.append(index)
    return Placement(
        rows=tuple((round(float(x), 2), round(float(y), 2)) for x, y in (row.places[row.chosen] for row in rows)),
        missed=int(np.count_nonzero(final >= HARD)),
        cost=float(max(final, default=0.0)),
    )


def _candidates(index: int, width: float, points: list[Points], geometry: Geometry) -> _Row:
    """The places on a line and what each costs for itself."""
    own = points[index]
    middle = len(own) // 2
    reach = max(1, int(len(own) * 0.42))
    places = own[max(0, middle - reach) : middle + reach + 1]
    cost = COST_OFF_CENTRE * np.abs(np.linspace(-1, 1, len(places))) if len(places) > 1 else np.zeros(1)
    area = bounds(places).grown(COMFORT)
    area = Box(area.x - width / 2, area.y - BADGE_HEIGHT / 2, area.width + width, area.height + BADGE_HEIGHT)
    foreign = [other for number, other in enumerate(points) if number != index]
    near = np.concatenate([other[box_distance(other, area) == 0] for other in foreign]) if foreign else np.empty((0, 2))
    if len(near):
        gap = _gaps(places, near, width)
        cost = cost + np.where(gap < CLEAR, COST_LINE, np.maximum(COMFORT - gap, 0.0) * COST_NEAR)
    for box in geometry.boxes:
        if box.grown(NODE_CLEAR).overlaps(area):
            cost = cost + np.where(_overlap(places, width, box.grown(NODE_CLEAR)), COST_NODE, 0.0)
    tip = geometry.paths[index].tip
    head = Box(tip[0] - HEAD_LENGTH, tip[1] - HEAD_LENGTH, 2 * HEAD_LENGTH, 2 * HEAD_LENGTH)
    cost = cost + np.where(_overlap(places, width, head), COST_HEAD, 0.0)
    return _Row(width, places, cost)


def _gaps(places: Points, foreign: Points, width: float) -> NDArray[np.float64]:
    """For a row at each place, the distance to the nearest foreign point."""
    dx = np.maximum(np.abs(places[:, None, 0] - foreign[None, :, 0]) - width / 2, 0.0)
    dy = np.maximum(np.abs(places[:, None, 1] - foreign[None, :, 1]) - BADGE_HEIGHT / 2, 0.0)
    nearest: NDArray[np.float64] = np.min(dx * dx + dy * dy, axis=1)
    return np.sqrt(nearest)


def _overlap(places: Points, width: float, box: Box) -> NDArray[np.bool_]:
    """Whether a row at each place lies over a box."""
    x, y = box.centre
    return (np.abs(places[:, 0] - x) < (width + box.width) / 2) & (
        np.abs(places[:, 1] - y) < (BADGE_HEIGHT + box.height) / 2
    )


def _best(row: _Row, others: list[Box]) -> tuple[int, float]:
    cost = row.cost
    for box in others:
        cost = cost + np.where(_overlap(row.places, row.width, box.grown(BADGE_CLEAR)), COST_BADGE, 0.0)
    best = int(np.argmin(cost))
    return best, float(cost[best])
