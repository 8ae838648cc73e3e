"""Curves as points: flattening, sampling, distances and crossings, in NumPy.

Only element-wise arithmetic and comparisons: sums in another order would let two machines choose
different layouts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from diagramgen.picture import Box, Curve, Point

Points = NDArray[np.float64]
"""An array of shape (n, 2)."""


def flatten(start: Point, curves: Sequence[Curve], steps: int = 12) -> Points:
    """A chain of Bézier curves as a polyline with so many pieces for each curve."""
    ends = [start, *(curve[2] for curve in curves)]
    control = np.array([(ends[index], *curve) for index, curve in enumerate(curves)], dtype=np.float64)
    t = (np.arange(1, steps + 1) / steps)[None, :, None]
    u = 1 - t
    p0, p1, p2, p3 = (control[:, None, part] for part in range(4))
    points = u * u * u * p0 + 3 * (u * u * t) * p1 + 3 * (u * t * t) * p2 + t * t * t * p3
    return np.concatenate([np.array([start], dtype=np.float64), points.reshape(-1, 2)])


def sample(polyline: Points, spacing: float) -> tuple[Points, float]:
    """Points along a polyline at even distances, both ends included, and its length."""
    steps = polyline[1:] - polyline[:-1]
    lengths = np.sqrt(steps[:, 0] * steps[:, 0] + steps[:, 1] * steps[:, 1])
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    total = float(along[-1])
    count = max(2, int(total / spacing) + 1)
    places = np.arange(count) * (total / (count - 1))
    return np.stack([np.interp(places, along, polyline[:, axis]) for axis in (0, 1)], axis=1), total


def distance(point: Point, polyline: Points) -> float:
    """How far a point lies from a polyline."""
    start, step = polyline[:-1], polyline[1:] - polyline[:-1]
    to = np.array(point) - start
    length = np.maximum(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1], 1e-12)
    t = np.clip((to[:, 0] * step[:, 0] + to[:, 1] * step[:, 1]) / length, 0.0, 1.0)
    dx, dy = to[:, 0] - t * step[:, 0], to[:, 1] - t * step[:, 1]
    return float(np.sqrt(np.min(dx * dx + dy * dy)))


def passes(polyline: Points, box: Box) -> bool:
    """Whether a polyline runs through the inside of a box (slab method for each piece)."""
    start, step = polyline[:-1], polyline[1:] - polyline[:-1]
    enter, leave = np.zeros(len(start)), np.ones(len(start))
    outside = np.zeros(len(start), dtype=bool)
    for axis, low, high in ((0, box.x, box.right), (1, box.y, box.bottom)):
        still = np.abs(step[:, axis]) < 1e-9
        outside |= still & ((start[:, axis] <= low) | (start[:, axis] >= high))
        divisor = np.where(still, 1.0, step[:, axis])
        first, second = (low - start[:, axis]) / divisor, (high - start[:, axis]) / divisor
        enter = np.where(still, enter, np.maximum(enter, np.minimum(first, second)))
        leave = np.where(still, leave, np.minimum(leave, np.maximum(first, second)))
    return bool(np.any(~outside & (enter < leave)))


def crossings(polylines: Sequence[Points]) -> tuple[NDArray[np.intp], NDArray[np.intp], Points]:
    """Where different polylines cross: index of the one, of the other, and the point."""
    starts = np.concatenate([line[:-1] for line in polylines])
    steps = np.concatenate([line[1:] - line[:-1] for line in polylines])
    owner = np.repeat(np.arange(len(polylines)), [len(line) - 1 for line in polylines])
    low, high = np.minimum(starts, starts + steps), np.maximum(starts, starts + steps)
    order = np.argsort(low[:, 0], kind="stable")
    first, second = _touching(low[order], high[order])
    first, second = order[first], order[second]
    other = owner[first] != owner[second]
    first, second = first[other], second[other]
    swap = owner[first] > owner[second]
    first, second = np.where(swap, second, first), np.where(swap, first, second)
    r, s, between = steps[first], steps[second], starts[second] - starts[first]
    cross = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    parallel = np.abs(cross) < 1e-12
    safe = np.where(parallel, 1.0, cross)
    t = (between[:, 0] * s[:, 1] - between[:, 1] * s[:, 0]) / safe
    u = (between[:, 0] * r[:, 1] - between[:, 1] * r[:, 0]) / safe
    hit = ~parallel & (t >= 0) & (t < 1) & (u >= 0) & (u < 1)
    first, second = first[hit], second[hit]
    return owner[first], owner[second], starts[first] + t[hit][:, None] * steps[first]


def _touching(low: Points, high: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of boxes (sorted by their left side) that overlap."""
    until = np.searchsorted(low[:, 0], high[:, 0], side="right")
    here = np.arange(len(low))
    first, second = _expanded(here, here + 1, until)
    meet = (low[first, 1] <= high[second, 1]) & (low[second, 1] <= high[first, 1])
    return first[meet], second[meet]


def _expanded(
    keys: NDArray[np.intp], start: NDArray[np.intp], stop: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Each key with each number from its start up to its stop, as two columns."""
    counts = np.maximum(stop - start, 0)
    first = np.repeat(keys, counts)
    offset = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return first, np.repeat(start, counts) + offset


def close(points: Points, owner: NDArray[np.intp], limit: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Points that lie within a distance of a polyline with a higher index, and that index.

    Both polylines are given by their points, which must be dense against the distance.
    """
    cells = np.floor(points / limit).astype(np.int64)
    cells -= cells.min(axis=0) - 1
    stride = int(cells[:, 1].max()) + 2
    keys = cells[:, 0] * stride + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    found = []
    for dx in (-1, 0, 1):
        # The three cells of a column lie side by side among the sorted ones; sorted keys are found the quickest.
        wanted = sorted_keys + dx * stride
        start = np.searchsorted(sorted_keys, wanted - 1, side="left")
        stop = np.searchsorted(sorted_keys, wanted + 1, side="right")
        first, place = _expanded(order, start, stop)
        second = order[place]
        step = points[first] - points[second]
        near = (owner[first] < owner[second]) & (step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1] <= limit * limit)
        found.append(np.stack([first[near], owner[second[near]]], axis=1))
    pairs = np.unique(np.concatenate(found), axis=0)
    return pairs[:, 0], pairs[:, 1]


def bounds(points: Points) -> Box:
    """The smallest box around points."""
    low, high = points.min(axis=0), points.max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
