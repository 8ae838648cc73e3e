"""A layout that was chosen: the engine's geometry, and where the numbers stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.layout.geometry import Geometry
from diagramgen.picture import Point


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the badges of one line stand: the middle of their block, and how many stand in a row."""

    centre: Point
    columns: int = 1
    leader: Point | None = None
    """The point of the line to which a leader goes, for badges that stand beside it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the badges of each line are, and which lines (by index) found no free place for theirs."""

    spots: tuple[Spot, ...]
    missed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """From what a layout was made: the seed of its input order, and how far nodes and ranks stood apart."""

    seed: int = 0
    factors: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A layout that was chosen, with its badges."""

    geometry: Geometry
    placement: Placement
    score: float
    bridges: tuple[tuple[tuple[Point, ...], ...], ...] = ()
    """For each line the pieces of it that pass over lines before it."""
    fallback: str = ""
    """The method of a layout for which the usual one took too long."""
    start: Start = Start()
