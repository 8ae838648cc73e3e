"""A scene with geometry: boxes, curves, badges and text lines. It knows no SVG.

Units are those of the text metrics: one unit is one pixel at the drawing's natural size. x grows to
the right, y downwards.
"""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.scene import Badge, Group, Line, Node, Scene, State, Stroke
from diagramgen.schema import Tenancy

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
"""Two control points and the end of a cubic Bézier curve; it starts where the one before ends."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float) -> Box:
        """The box with so much more on each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: Box) -> bool:
        """Whether the boxes share more than a border."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def moved(self, dx: float, dy: float) -> Box:
        """The box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text around `x`, standing on the base line `y`."""

    text: str
    x: float
    y: float
    width: float
    exact: bool = True
    """Whether the width is measured and not guessed."""


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node with its box and its name in lines."""

    node: Node
    box: Box
    text: tuple[TextLine, ...]
    icon: Box | None = None
    """Where its icon stands."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line from the source's border to the tip of its arrow at the destination's border."""

    line: Line
    start: Point
    curves: tuple[Curve, ...]
    head: tuple[Point, Point, Point]
    """The arrow head: its tip and the two corners of its base."""
    bridges: tuple[tuple[Point, ...], ...] = ()
    """The pieces of it that pass over lines before it."""


@dataclass(frozen=True, slots=True)
class PlacedBadge:
    """A number on its line."""

    badge: Badge
    line: int
    """Index of its line in the picture."""
    box: Box
    leader: Point | None = None
    """For a badge beside its line: the point of the line to which a leader goes."""


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """A box around nodes, with its name in the upper left corner."""

    group: Group
    box: Box
    text: TextLine


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One entry of the legend: a line sample, a filled swatch, the mark of a repeated node, or a change."""

    sample: Box
    text: TextLine
    stroke: Stroke | None = None
    tenancy: Tenancy | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True)
class PlacedLegend:
    """The legend in its frame."""

    frame: Box
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene, placed."""

    scene: Scene
    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    lines: tuple[PlacedLine, ...]
    badges: tuple[PlacedBadge, ...]
    legend: PlacedLegend | None
    engine: str
    """The layout engine and its version."""
    fallback: str = ""
    """The method of a layout for which the usual one took too long; the picture says so."""
    note: TextLine | None = None
    """What the picture says about its own layout."""
    groups: tuple[PlacedGroup, ...] = ()
    icons: tuple[tuple[str, bytes], ...] = ()
    """Name and PNG of each icon on the picture."""
    crowded: tuple[str, ...] = ()
    """Connections whose badges found no free place; they are drawn all the same."""
