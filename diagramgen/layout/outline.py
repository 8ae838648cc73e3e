"""The outline of a node by its kind, and how far a line must go on to meet it.

The engine clips lines at boxes; the lid of a cylinder and a round corner lie a little inside.
"""

from __future__ import annotations

import math

from diagramgen.layout.sizes import CAP
from diagramgen.picture import Box, Point
from diagramgen.schema import Kind

CORNER = 6.0
"""Radius of a service's corners."""
SHARP_CORNER = 2.0
"""Radius of an external system's corners."""
ROUND_CORNER = 18.0
"""Largest radius of a person's corners: rounder ones would cut into a name of many lines."""
TOUCH = 0.5
"""An end that is so near to the outline has met it."""
REACH = 16.0
"""No outline lies further inside its box than this."""


def corner(kind: Kind, box: Box) -> float:
    """The radius of the corners of the kinds that are rounded rectangles."""
    return {Kind.EXTERNAL: SHARP_CORNER, Kind.PERSON: min(box.height / 2, ROUND_CORNER)}.get(kind, CORNER)


def radii(kind: Kind, box: Box) -> tuple[float, float]:
    """Horizontal and vertical radius of the four corners of an outline.

    A cylinder is a rectangle whose corners are quarters of a flat ellipse.
    """
    if kind is Kind.DATASTORE:
        return box.width / 2, CAP
    if kind is Kind.BROKER:
        return CAP, box.height / 2
    radius = corner(kind, box)
    return radius, radius


def inside(kind: Kind, box: Box, point: Point) -> bool:
    """Whether a point lies within the outline."""
    (x, y), (cx, cy) = point, box.centre
    rx, ry = radii(kind, box)
    dx, dy = abs(x - cx), abs(y - cy)
    if dx > box.width / 2 or dy > box.height / 2:
        return False
    over_x, over_y = dx - (box.width / 2 - rx), dy - (box.height / 2 - ry)
    if over_x <= 0 or over_y <= 0:
        return True
    return (over_x / rx) ** 2 + (over_y / ry) ** 2 <= 1


def meet(kind: Kind, box: Box, end: Point, direction: Point, reach: float = REACH) -> Point:
    """Where a line that ends at the box and points in a direction meets the outline, so many units on at most.

    Where it would pass the outline by, it turns to the middle of the node.
    """
    if inside(kind, box.grown(TOUCH), end):
        return end
    for aim in (direction, (box.centre[0] - end[0], box.centre[1] - end[1])):
        length = math.hypot(*aim)
        if length < 1e-9:
            continue
        step = (aim[0] / length, aim[1] / length)
        low, high = 0.0, 0.0
        while high <= reach and not inside(kind, box, (end[0] + high * step[0], end[1] + high * step[1])):
            low, high = high, high + 0.5
        if high > reach:
            continue
        for _ in range(12):
            middle = (low + high) / 2
            if inside(kind, box, (end[0] + middle * step[0], end[1] + middle * step[1])):
                high = middle
            else:
                low = middle
        return round(end[0] + high * step[0], 2), round(end[1] + high * step[1], 2)
    return end
