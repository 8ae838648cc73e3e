"""Bridges: where two lines cross, the later one passes over the other with a gap at both sides."""

from __future__ import annotations

import numpy as np

from diagramgen.layout.curves import Points, crossings, sample
from diagramgen.layout.geometry import Geometry
from diagramgen.picture import Point

HALF = 6
"""Units of the upper line, at both sides of the crossing, under which the lower one is hidden."""
CLEAR_OF_ENDS = 16.0
"""Nearer than this to any line's end there is no bridge: it would hide an arrow head, or a line's start."""

Bridges = tuple[tuple[tuple[Point, ...], ...], ...]
"""For each line the pieces of it that bridge others."""


def bridges(geometry: Geometry) -> Bridges:
    """The pieces of each line that pass over lines before it."""
    found: list[list[tuple[Point, ...]]] = [[] for _ in geometry.paths]
    if len(geometry.paths) < 2:
        return tuple(tuple(pieces) for pieces in found)
    ends = np.array([end for path in geometry.paths for end in (path.start, path.tip)])
    fine: dict[int, Points] = {}
    _, upper, points = crossings(geometry.polylines)
    for line, point in sorted(zip(upper.tolist(), points.tolist(), strict=True)):
        away = ends - np.array(point)
        if float(np.min(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1])) < CLEAR_OF_ENDS**2:
            continue
        if line not in fine:
            fine[line], _ = sample(geometry.polylines[line], 1.0)
        along = fine[line]
        step = along - np.array(point)
        nearest = int(np.argmin(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1]))
        piece = along[max(0, nearest - HALF) : nearest + HALF + 1 : 2]
        found[line].append(tuple((round(x, 2), round(y, 2)) for x, y in piece.tolist()))
    return tuple(tuple(pieces) for pieces in found)
