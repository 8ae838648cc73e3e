"""Sheets of paper, and which of them a picture needs so that its text can be read. All lengths in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diagramgen.layout.sizes import BADGE_TEXT

PaperName = Literal["a4", "us-letter", "a3"]

MM = 72 / 25.4
SIDE, TOP, BOTTOM = 17 * MM, 20 * MM, 17 * MM
"""Margins of every page; header and footer stand in the upper and the lower one."""
CAPTION = 40.0
"""Room for the heading above a picture on a page of its own."""

SMALLEST_TEXT = 6.0
"""No text of a picture is printed smaller where a larger sheet can help it."""
NATURAL = 0.75
"""A picture is never larger than this: a unit is a pixel, of which 96 are an inch."""
ROOMIEST = 1.0
"""On a page of its own a picture may grow to this."""
SHARE = 0.62
"""A picture that needs more of the height of a page than this gets a page of its own."""

_A = [("a4", 210, 297), ("a3", 297, 420), ("a2", 420, 594), ("a1", 594, 841), ("a0", 841, 1189)]
_US = [("us-letter", 215.9, 279.4), ("tabloid", 279.4, 431.8), ("ansi-c", 431.8, 558.8), ("ansi-d", 558.8, 863.6)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its size, and the room between its margins."""

    name: str
    width: float
    height: float

    @property
    def inner(self) -> tuple[float, float]:
        """Width and height between the margins."""
        return self.width - 2 * SIDE, self.height - TOP - BOTTOM

    @property
    def turned(self) -> Sheet:
        """The same paper, turned."""
        return Sheet(self.name, self.height, self.width)


@dataclass(frozen=True, slots=True)
class Fit:
    """How a picture is printed."""

    scale: float
    """Points for each unit of the picture."""
    sheet: Sheet | None
    """The page that it has to itself; None where it stands among the text."""

    @property
    def smallest(self) -> float:
        """Size of its smallest text."""
        return self.scale * BADGE_TEXT


def sheets(paper: PaperName) -> list[Sheet]:
    """The paper itself, upright, and the larger ones that may be folded into it."""
    listed = _US if paper == "us-letter" else _A[[name for name, *_ in _A].index(paper) :]
    return [Sheet(name, width * MM, height * MM) for name, width, height in listed]


def fit(width: float, height: float, paper: PaperName) -> Fit:
    """The smallest sheet on which a picture of this size can be read.

    Among the text if it can be read there, else on a page of its own, upright or turned, else on a
    larger one. The largest takes whatever there is.
    """
    room_x, room_y = sheets(paper)[0].inner
    scale = min(NATURAL, room_x / width, SHARE * room_y / height)
    if scale * BADGE_TEXT >= SMALLEST_TEXT:
        return Fit(scale, None)
    best = Fit(scale, None)
    for sheet in sheets(paper):
        for turned in (sheet, sheet.turned):
            inner_x, inner_y = turned.inner
            found = Fit(min(ROOMIEST, inner_x / width, (inner_y - CAPTION) / height), turned)
            if best.sheet is None or found.scale > best.scale:
                best = found
        if best.smallest >= SMALLEST_TEXT:
            break
    return best
