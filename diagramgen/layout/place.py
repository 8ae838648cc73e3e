"""Badges on splines: each number slides along its own line to where it reads best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from diagramgen.layout.curves import Points, bounds, sample
from diagramgen.layout.geometry import HEAD_LENGTH, Geometry
from diagramgen.layout.sizes import BADGE_GAP, BADGE_HEIGHT
from diagramgen.picture import Box, Point

SPACING = 2.0
"""Distance of the points at which a line is looked at."""
CHUNK = 16
"""So many neighbouring places are compared with the same foreign points."""
STRIDE = 2
"""Every so many of them a badge may stand."""
CLEAR = 1.8
"""A foreign line nearer to a badge than this counts as under it (a sample may miss it by half of SPACING)."""
COMFORT = 6.0
"""From here on more distance to a foreign line is worth nothing."""
NODE_CLEAR, BADGE_CLEAR = 2.5, 2.0
ROUNDS = 3
"""Each row chooses so often: first among those that stand already, then when all others stand."""

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


@dataclass(frozen=True, slots=True)
class _Samples:
    """Points along all lines."""

    all: Points
    owner: NDArray[np.intp]
    """Index of the line on which each lies."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line's row of badges: where it may stand, and what each place costs, other badges left out."""

    width: float
    places: Points
    cost: NDArray[np.float64]


def row_width(widths: Sequence[float]) -> float:
    """The width of a row of badges."""
    return sum(widths) + BADGE_GAP * (len(widths) - 1)


def place(geometry: Geometry, badges: Sequence[Sequence[float]]) -> Placement:
    """Slide the row of each line (given by the widths of its badges) along the line.

    Away from nodes, foreign lines, arrow heads and other badges, and towards the middle. Short
    lines choose first; two more rounds let each choose again when all others stand.
    """
    if not badges:
        return Placement((), 0)
    samples = [sample(polyline, SPACING) for polyline in geometry.polylines]
    owner = np.repeat(np.arange(len(samples)), [len(found) for found, _ in samples])
    points = _Samples(np.concatenate([found for found, _ in samples]), owner)
    rows = [_candidates(index, row_width(widths), points, geometry) for index, widths in enumerate(badges)]
    order = sorted(range(len(rows)), key=lambda index: (samples[index][1], index))
    widths = np.array([row.width for row in rows])
    centres = np.full((len(rows), 2), np.inf)  # those that do not stand yet are far away
    final = np.zeros(len(rows))
    for _ in range(ROUNDS):
        for index in order:
            centres[index] = np.inf
            cost = rows[index].cost + COST_BADGE * _badges_over(rows[index], centres, widths)
            best = int(np.argmin(cost))
            centres[index], final[index] = rows[index].places[best], cost[best]
    return Placement(
        rows=tuple((round(x, 2), round(y, 2)) for x, y in centres.tolist()),
        missed=int(np.count_nonzero(final >= HARD)),
    )


def _candidates(index: int, width: float, points: _Samples, geometry: Geometry) -> _Row:
    """The places on a line and what each costs for itself."""
    own = points.all[points.owner == index]
    middle = len(own) // 2
    reach = max(1, int(len(own) * 0.42))
    places = own[max(0, middle - reach // STRIDE * STRIDE) : middle + reach + 1 : STRIDE]
    cost = COST_OFF_CENTRE * np.abs(np.linspace(-1, 1, len(places))) if len(places) > 1 else np.zeros(1)
    area = _reach(places, width)
    foreign = points.all[(points.owner != index) & _within(points.all, area)]
    chunks = range(0, len(places), CHUNK)
    gap = np.concatenate([_gaps(places[start : start + CHUNK], foreign, width) for start in chunks])
    cost = cost + np.where(gap < CLEAR, COST_LINE, np.maximum(COMFORT - gap, 0.0) * COST_NEAR)
    for box in geometry.boxes:
        if box.grown(NODE_CLEAR).overlaps(area):
            cost = cost + np.where(_overlap(places, width, box.grown(NODE_CLEAR)), COST_NODE, 0.0)
    tip = geometry.paths[index].tip
    head = Box(tip[0] - HEAD_LENGTH, tip[1] - HEAD_LENGTH, 2 * HEAD_LENGTH, 2 * HEAD_LENGTH)
    cost = cost + np.where(_overlap(places, width, head), COST_HEAD, 0.0)
    return _Row(width, places, cost)


def _reach(places: Points, width: float) -> Box:
    """All that a row at any of the places could come near to."""
    area = bounds(places).grown(COMFORT)
    return Box(area.x - width / 2, area.y - BADGE_HEIGHT / 2, area.width + width, area.height + BADGE_HEIGHT)


def _within(points: Points, area: Box) -> NDArray[np.bool_]:
    x, y = points[:, 0], points[:, 1]
    return (x >= area.x) & (x <= area.right) & (y >= area.y) & (y <= area.bottom)


def _gaps(places: Points, foreign: Points, width: float) -> NDArray[np.float64]:
    """For a row at each place, the distance to the nearest foreign point; COMFORT where none is near."""
    foreign = foreign[_within(foreign, _reach(places, width))]
    if not len(foreign):
        return np.full(len(places), COMFORT)
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


def _badges_over(row: _Row, centres: Points, widths: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each place of a row, how many of the standing rows it would touch."""
    dx = np.abs(row.places[:, None, 0] - centres[None, :, 0])
    dy = np.abs(row.places[:, None, 1] - centres[None, :, 1])
    over = (dx < (row.width + widths[None, :]) / 2 + BADGE_CLEAR) & (dy < BADGE_HEIGHT + BADGE_CLEAR)
    count: NDArray[np.intp] = np.count_nonzero(over, axis=1)
    return count
