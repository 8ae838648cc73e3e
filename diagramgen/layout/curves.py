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
    t = (np.arange(1, steps + 1) / steps)[:, None]
    u = 1 - t
    pieces = [np.array([start])]
    here = np.array(start)
    for first, second, end in curves:
        a, b, c = np.array(first), np.array(second), np.array(end)
        pieces.append(u * u * u * here + 3 * (u * u * t) * a + 3 * (u * t * t) * b + t * t * t * c)
        here = c
    return np.concatenate(pieces)


def sample(polyline: Points, spacing: float) -> tuple[Points, float]:
    """Points along a polyline at even distances, both ends included, and its length."""
    steps = polyline[1:] - polyline[:-1]
    lengths = np.sqrt(steps[:, 0] * steps[:, 0] + steps[:, 1] * steps[:, 1])
    along = np.concatenate([[0.0], np.cumsum(lengths)])
    total = float(along[-1])
    count = max(2, int(total / spacing) + 1)
    places = np.arange(count) * (total / (count - 1))
    return np.stack([np.interp(places, along, polyline[:, axis]) for axis in (0, 1)], axis=1), total


def box_distance(points: Points, box: Box) -> NDArray[np.float64]:
    """How far each point lies from a box; 0 inside of it."""
    x, y = box.centre
    dx = np.maximum(np.abs(points[:, 0] - x) - box.width / 2, 0.0)
    dy = np.maximum(np.abs(points[:, 1] - y) - box.height / 2, 0.0)
    squared: NDArray[np.float64] = dx * dx + dy * dy
    return np.sqrt(squared)


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


def crossings(first: Points, second: Points) -> Points:
    """The points in which two polylines cross."""
    p, r = first[:-1, None], (first[1:] - first[:-1])[:, None]
    q, s = second[None, :-1], (second[1:] - second[:-1])[None]
    cross = r[..., 0] * s[..., 1] - r[..., 1] * s[..., 0]
    safe = np.where(np.abs(cross) < 1e-12, 1.0, cross)
    between = q - p
    t = (between[..., 0] * s[..., 1] - between[..., 1] * s[..., 0]) / safe
    u = (between[..., 0] * r[..., 1] - between[..., 1] * r[..., 0]) / safe
    hit = (np.abs(cross) >= 1e-12) & (t >= 0) & (t < 1) & (u >= 0) & (u < 1)
    rows, columns = np.nonzero(hit)
    return first[rows] + t[rows, columns][:, None] * (first[rows + 1] - first[rows])


def bounds(points: Points) -> Box:
    """The smallest box around points."""
    low, high = points.min(axis=0), points.max(axis=0)
    return Box(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
