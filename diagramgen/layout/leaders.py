"""Leaders: badges that find no free place on their line stand beside it, tied to it by a thin line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from diagramgen.layout.arrangement import Placement, Spot
from diagramgen.layout.blocks import block, blocks
from diagramgen.layout.geometry import Geometry
from diagramgen.layout.place import BADGE_CLEAR, HARD, Samples, obstacles, overlap, sample_lines
from diagramgen.picture import Box

EVERY = 6
"""A leader may start at every so many of a line's points."""
DISTANCES = (16.0, 24.0, 34.0, 46.0, 60.0, 80.0)
DIRECTIONS = ((0, -1), (0, 1), (1, -1), (-1, 1), (-1, -1), (1, 1), (1, 0), (-1, 0))
COST_DISTANCE = 1.0


def lead(geometry: Geometry, placement: Placement, badges: Sequence[Sequence[float]]) -> Placement:
    """Give each missed line's badges a free place beside the line, where there is one."""
    if not placement.missed:
        return placement
    samples, _ = sample_lines(geometry)
    spots = list(placement.spots)
    still = []
    for index in placement.missed:
        standing = [_box(spots[other], badges[other]) for other in range(len(spots)) if other != index]
        found = _beside(index, badges[index], samples, geometry, standing)
        if found is None:
            still.append(index)
        else:
            spots[index] = found
    return Placement(tuple(spots), tuple(still))


def _beside(
    index: int, widths: Sequence[float], samples: Samples, geometry: Geometry, standing: list[Box]
) -> Spot | None:
    own = samples.all[samples.owner == index][::EVERY]
    shape = blocks(widths)[0]
    anchors, places, costs = [], [], []
    for distance in DISTANCES:
        for dx, dy in DIRECTIONS:
            anchors.append(own)
            places.append(own + np.array([dx * (distance + shape.width / 2), dy * distance]))
            costs.append(np.full(len(own), COST_DISTANCE * distance))
    where = np.concatenate(places)
    cost = np.concatenate(costs) + obstacles(index, shape, where, samples, geometry)
    for box in standing:
        cost = cost + np.where(overlap(where, shape, box.grown(BADGE_CLEAR)), HARD, 0.0)
    best = int(np.argmin(cost))
    if cost[best] >= HARD:
        return None
    (x, y), (from_x, from_y) = where[best].tolist(), np.concatenate(anchors)[best].tolist()
    return Spot((round(x, 2), round(y, 2)), shape.columns, (round(from_x, 2), round(from_y, 2)))


def _box(spot: Spot, widths: Sequence[float]) -> Box:
    shape = block(widths, spot.columns)
    x, y = spot.centre
    return Box(x - shape.width / 2, y - shape.height / 2, shape.width, shape.height)
