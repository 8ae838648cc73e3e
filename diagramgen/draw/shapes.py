"""Outlines of nodes by their kind, and the small marks on them, as SVG paths."""

from __future__ import annotations

from diagramgen.layout.outline import radii
from diagramgen.layout.sizes import CAP
from diagramgen.picture import Box
from diagramgen.scene import State
from diagramgen.schema import Kind, Tenancy

DOT = 1.4
"""Radius of a tenancy's dot."""
DOT_STEP = 3.8


def outline(kind: Kind, box: Box) -> str:
    """The whole outline of a node: a rectangle whose corners are round in its kind's own way."""
    rx, ry = (number(radius) for radius in radii(kind, box))
    left, right, top, bottom = box.x, box.right, box.y, box.bottom
    dx, dy = radii(kind, box)
    arc = f"A{rx},{ry} 0 0 1 "
    return (
        f"M{_p(left + dx, top)}L{_p(right - dx, top)}{arc}{_p(right, top + dy)}"
        f"L{_p(right, bottom - dy)}{arc}{_p(right - dx, bottom)}"
        f"L{_p(left + dx, bottom)}{arc}{_p(left, bottom - dy)}"
        f"L{_p(left, top + dy)}{arc}{_p(left + dx, top)}Z"
    )


def cylinder_lid(kind: Kind, box: Box) -> str:
    """The visible inner edge of a cylinder's lid; empty for other kinds.

    A data store stands upright, a broker lies on its side.
    """
    if kind is Kind.DATASTORE:
        rx = number(box.width / 2)
        return f"M{_p(box.x, box.y + CAP)}A{rx},{number(CAP)} 0 0 0 {_p(box.right, box.y + CAP)}"
    if kind is Kind.BROKER:
        ry = number(box.height / 2)
        x = box.right - CAP
        return f"M{_p(x, box.y)}A{number(CAP)},{ry} 0 0 0 {_p(x, box.bottom)}"
    return ""


Marks = list[tuple[str, bool]]
"""Paths, and whether each is filled."""


def tenancy_marks(tenancy: Tenancy, x: float, y: float) -> Marks:
    """A column of dots: one for a single tenant, three for many, a dot and a ring for both."""
    filled = {Tenancy.SINGLE: (True,), Tenancy.MULTI: (True, True, True), Tenancy.MIXED: (True, False)}
    dots = filled.get(tenancy, ())
    top = y - DOT_STEP * (len(dots) - 1) / 2
    return [(_dot(x, top + DOT_STEP * place), full) for place, full in enumerate(dots)]


def repeated_mark(x: float, middle: float) -> Marks:
    """Two squares, one behind the other: stands on the picture more than once."""
    y = middle - 3.5
    return [
        (f"M{_p(x + 2.2, y)}h4.8v4.8", False),
        (f"M{_p(x, y + 2.2)}h4.8v4.8h-4.8Z", False),
    ]


def state_mark(state: State, x: float, y: float) -> str:
    """A plus, a minus or a triangle around a point: added, removed, changed."""
    r = 2.4
    across = f"M{_p(x - r, y)}h{number(2 * r)}"
    if state is State.ADDED:
        return f"{across}M{_p(x, y - r)}v{number(2 * r)}"
    if state is State.REMOVED:
        return across
    return f"M{_p(x, y - r)}L{_p(x + r, y + r)}L{_p(x - r, y + r)}Z"


def _dot(x: float, y: float) -> str:
    r = number(DOT)
    return f"M{_p(x - DOT, y)}A{r},{r} 0 1 1 {_p(x + DOT, y)}A{r},{r} 0 1 1 {_p(x - DOT, y)}Z"


def _p(x: float, y: float) -> str:
    return f"{number(x)},{number(y)}"


def number(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
