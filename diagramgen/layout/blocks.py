"""Blocks: how several badges of one line stand together, in a row, a column or a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diagramgen.layout.sizes import BADGE_GAP, BADGE_HEIGHT
from diagramgen.picture import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from diagramgen.layout.curves import Points

OWN_REACH = 3.0
"""A badge stands on its line if it meets it, or is this near to one of the same line that does."""


@dataclass(frozen=True, slots=True)
class Block:
    """Badges around the origin, filled row by row."""

    columns: int
    boxes: tuple[Box, ...]
    width: float
    height: float

    def held_by(self, polyline: Points, x: float, y: float) -> bool:
        """Whether all badges stand on a line, with the middle of the block at a point of it."""
        from diagramgen.layout.curves import passes

        boxes = [box.moved(x, y) for box in self.boxes]
        on = [box for box in boxes if passes(polyline, box)]
        return all(any(box.grown(OWN_REACH).overlaps(other) for other in on) for box in boxes)

    def on_line(self, directions: Points) -> NDArray[np.bool_]:
        """Whether all badges stand on a line that passes through the origin in each of these directions."""
        import numpy as np

        centres = np.array([box.centre for box in self.boxes])
        halves = np.array([(box.width / 2, box.height / 2) for box in self.boxes])
        tx, ty = directions[:, 0, None], directions[:, 1, None]
        away = np.abs(centres[None, :, 0] * ty - centres[None, :, 1] * tx)
        meets = away < halves[None, :, 0] * np.abs(ty) + halves[None, :, 1] * np.abs(tx)
        beside = np.array([[a.grown(OWN_REACH).overlaps(b) for b in self.boxes] for a in self.boxes])
        held: NDArray[np.bool_] = (meets[:, None, :] & beside[None, :, :]).any(axis=2).all(axis=1)
        return held


def blocks(widths: Sequence[float]) -> tuple[Block, ...]:
    """All ways in which badges of these widths can stand: as one row first."""
    count = len(widths)
    shapes = dict.fromkeys(-(-count // rows) for rows in range(1, count + 1))
    return tuple(block(widths, columns) for columns in shapes)


def block(widths: Sequence[float], columns: int) -> Block:
    """The badges in rows of so many, each row in the middle."""
    rows = [widths[start : start + columns] for start in range(0, len(widths), columns)]
    height = len(rows) * (BADGE_HEIGHT + BADGE_GAP) - BADGE_GAP
    boxes = []
    widest = 0.0
    for number, row in enumerate(rows):
        length = sum(row) + BADGE_GAP * (len(row) - 1)
        x, y = -length / 2, -height / 2 + number * (BADGE_HEIGHT + BADGE_GAP)
        for width in row:
            boxes.append(Box(x, y, width, BADGE_HEIGHT))
            x += width + BADGE_GAP
        widest = max(widest, length)
    return Block(columns, tuple(boxes), widest, height)
