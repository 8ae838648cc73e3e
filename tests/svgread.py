"""A picture read back from its SVG: what a reader sees, without a word from the package that drew it.

The bars of a legible picture are counted here once more, from nothing but the file: paths are flattened, boxes are
those of the drawn shapes, and text is measured with the font itself.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple
from xml.etree import ElementTree

from font_roboto import Roboto, RobotoBold
from fontTools.ttLib import TTFont

Element = ElementTree.Element
Point = tuple[float, float]
SVG = "{http://www.w3.org/2000/svg}"

TOUCH = 0.02
"""Coordinates are written in hundredths: boxes that share less than this only touch."""
STEPS = 24
"""Pieces of a curve."""
ASCENT, DESCENT = 0.74, 0.22
"""What letters take above and below their base line, in em."""


class Rect(NamedTuple):
    """A rectangle by its four sides."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, by: float) -> Rect:
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlaps(self, other: Rect) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > TOUCH
            and min(self.bottom, other.bottom) - max(self.top, other.top) > TOUCH
        )

    def holds(self, other: Rect) -> bool:
        return (
            self.left <= other.left + TOUCH
            and self.top <= other.top + TOUCH
            and self.right >= other.right - TOUCH
            and self.bottom >= other.bottom - TOUCH
        )


def around(points: Sequence[Point]) -> Rect:
    """The smallest rectangle around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True)
class DrawnText:
    """A line of text and the rectangle that its letters take."""

    text: str
    box: Rect


@dataclass(frozen=True)
class DrawnNode:
    """A node: its outline as a polygon, the rectangle around it, and its name."""

    element: Element
    key: str
    endpoint: str
    outline: tuple[Point, ...]
    box: Rect
    texts: tuple[DrawnText, ...]


@dataclass(frozen=True)
class DrawnLine:
    """A line: its spine as a polyline, its head, and the keys of the nodes that it joins."""

    element: Element
    key: str
    connections: tuple[str, ...]
    spine: tuple[Point, ...]
    head: tuple[Point, ...]
    source: str
    destination: str


@dataclass(frozen=True)
class DrawnBadge:
    """A badge: its number, its rectangle, and the index of its line."""

    element: Element
    connection: str
    box: Rect
    text: DrawnText
    line: int
    leader: tuple[Point, ...]
    """The thin line that ties it to its line; empty for a badge that stands on it."""


@dataclass(frozen=True)
class DrawnLegend:
    """The frame, and what stands in it."""

    element: Element
    frame: Rect
    samples: tuple[Rect, ...]
    texts: tuple[DrawnText, ...]


@dataclass(frozen=True)
class Drawing:
    """All of a picture."""

    root: Element
    view: str
    size: Rect
    nodes: tuple[DrawnNode, ...]
    lines: tuple[DrawnLine, ...]
    badges: tuple[DrawnBadge, ...]
    legend: DrawnLegend | None

    def node(self, key: str) -> DrawnNode:
        return next(node for node in self.nodes if node.key == key)


def read(svg: str) -> Drawing:
    """Read a picture."""
    root = ElementTree.fromstring(svg)
    view = root.attrib["data-view"]
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    nodes = tuple(_node(element, view) for element in with_class(root, "node"))
    keys = [node.key for node in nodes]
    lines = tuple(_line(element, view, keys) for element in with_class(root, "line"))
    legends = [_legend(element) for element in with_class(root, "legend")]
    assert len(legends) <= 1, "a picture has one legend"
    return Drawing(
        root=root,
        view=view,
        size=Rect(left, top, left + width, top + height),
        nodes=nodes,
        lines=lines,
        badges=tuple(_badge(element, lines, with_class(root, "leader")) for element in with_class(root, "badge")),
        legend=legends[0] if legends else None,
    )


def with_class(root: Element, name: str) -> list[Element]:
    """All elements of a class, in the order of the document."""
    return [element for element in root.iter() if name in element.get("class", "").split()]


def tag(element: Element) -> str:
    """The element's name without its name space."""
    return element.tag.removeprefix(SVG)


def _node(element: Element, view: str) -> DrawnNode:
    link = element.find(f"{SVG}a")
    assert link is not None, "a node holds a link"
    outline = flatten(link[0].attrib["d"])
    texts = tuple(_text(found, 11.0) for found in link.iter(f"{SVG}text"))
    return DrawnNode(
        element,
        element.attrib["id"].removeprefix(f"{view}--node--"),
        element.attrib["data-id"],
        outline,
        around(outline),
        texts,
    )


def _line(element: Element, view: str, keys: Sequence[str]) -> DrawnLine:
    parts = {part.attrib["class"]: part.attrib["d"] for part in element.iter(f"{SVG}path")}
    key = element.attrib["id"].removeprefix(f"{view}--line--")
    protocol = next(c for c in element.attrib["class"].split() if c.startswith("protocol-")).removeprefix("protocol-")
    ends = [(a, b) for a in keys for b in keys if f"{a}--{b}--{protocol}" == key]
    assert len(ends) == 1, f"{key} names two nodes of the picture and its protocol"
    return DrawnLine(
        element,
        key,
        tuple(element.attrib["data-connections"].split()),
        flatten(parts["spine"]),
        flatten(parts["head"]),
        *ends[0],
    )


def _badge(element: Element, lines: Sequence[DrawnLine], leaders: Sequence[Element]) -> DrawnBadge:
    rect, text = element.find(f"{SVG}rect"), element.find(f"{SVG}text")
    assert rect is not None, "a badge has a rectangle"
    assert text is not None, "a badge has a number"
    connection = element.attrib["data-connection"]
    (line,) = (index for index, found in enumerate(lines) if connection in found.connections)
    leader = [flatten(found.attrib["d"]) for found in leaders if found.attrib["data-connection"] == connection]
    return DrawnBadge(element, connection, _rect(rect), _text(text, 9.5, bold=True), line, leader[0] if leader else ())


def _legend(element: Element) -> DrawnLegend:
    samples = [
        _rect(sample) if tag(sample) == "rect" else around(flatten(sample.attrib["d"]))
        for entry in with_class(element, "entry")
        for sample in (entry[0],)
    ]
    texts = tuple(_text(found, 10.0) for found in element.iter(f"{SVG}text"))
    return DrawnLegend(element, _rect(element[0]), tuple(samples), texts)


def _rect(element: Element) -> Rect:
    x, y, width, height = (float(element.attrib[name]) for name in ("x", "y", "width", "height"))
    return Rect(x, y, x + width, y + height)


def _text(element: Element, size: float, *, bold: bool = False) -> DrawnText:
    """A line of text in the middle of its place, as wide as the font or `textLength` says."""
    text = element.text or ""
    width = float(element.get("textLength", text_width(text, bold=bold) * size))
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    return DrawnText(text, Rect(x - width / 2, y - ASCENT * size, x + width / 2, y + DESCENT * size))


@cache
def _advances(bold: bool) -> dict[int, float]:
    font = TTFont(RobotoBold if bold else Roboto)
    metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: metrics[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def text_width(text: str, *, bold: bool = False) -> float:
    """The width of a text in em; what Roboto lacks is guessed, wide letters as a square."""
    advances = _advances(bold)

    def one(letter: str) -> float:
        if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
            return 0.0
        return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.6

    return sum(advances[ord(letter)] if ord(letter) in advances else one(letter) for letter in text)


# Geometry


def flatten(path: str, steps: int = STEPS) -> tuple[Point, ...]:
    """A path of one subpath (M, L, C, A, h, v, H, Z) as points."""
    points: list[Point] = []
    for command, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        if command == "M":
            assert not points, "one subpath"
            points.append((numbers[0], numbers[1]))
        elif command == "L":
            points += zip(numbers[::2], numbers[1::2], strict=True)
        elif command == "C":
            for start in range(0, len(numbers), 6):
                points += _curve(points[-1], numbers[start : start + 6], steps)
        elif command == "A":
            points += _arc(points[-1], numbers, steps)
        elif command in "hHv":
            x, y = points[-1]
            points.append({"h": (x + numbers[0], y), "H": (numbers[0], y), "v": (x, y + numbers[0])}[command])
        elif command == "Z":
            points.append(points[0])
        else:
            raise AssertionError(f"no such command is in a picture: {command}")
    return tuple(points)


def _curve(start: Point, numbers: Sequence[float], steps: int) -> Iterator[Point]:
    corners = [start, *zip(numbers[::2], numbers[1::2], strict=True)]
    for step in range(1, steps + 1):
        level, t = list(corners), step / steps
        while len(level) > 1:  # de Casteljau
            level = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)]
        yield level[0]


def _arc(start: Point, numbers: Sequence[float], steps: int) -> list[Point]:
    """An elliptic arc without rotation (SVG 2, appendix B.2.4)."""
    rx, ry, rotation, large, sweep, *end = numbers
    assert rotation == 0, "no ellipse is turned"
    (x, y), (to_x, to_y) = start, end
    if rx == 0 or ry == 0 or start == (to_x, to_y):
        return [(to_x, to_y)]
    # On the unit circle: the centre lies beside the middle of the chord.
    px, py, qx, qy = x / rx, y / ry, to_x / rx, to_y / ry
    half = math.hypot(qx - px, qy - py) / 2
    scale = max(1.0, half)
    away = math.sqrt(max(0.0, scale * scale - half * half)) * (1 if large != sweep else -1)
    ux, uy = (qx - px) / (2 * half), (qy - py) / (2 * half)
    cx, cy = (px + qx) / 2 - uy * away, (py + qy) / 2 + ux * away
    first, last = math.atan2(py - cy, px - cx), math.atan2(qy - cy, qx - cx)
    turn = (last - first) % (2 * math.pi) if sweep else -((first - last) % (2 * math.pi))
    angles = [first + turn * step / steps for step in range(1, steps)]
    return [((cx + scale * math.cos(a)) * rx, (cy + scale * math.sin(a)) * ry) for a in angles] + [(to_x, to_y)]


def segment_distance(point: Point, first: Point, second: Point) -> float:
    """How far a point lies from a piece of a line."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    length = dx * dx + dy * dy
    t = ((point[0] - first[0]) * dx + (point[1] - first[1]) * dy) / length if length else 0.0
    t = min(1.0, max(0.0, t))
    return math.hypot(point[0] - first[0] - t * dx, point[1] - first[1] - t * dy)


def line_distance(point: Point, line: Sequence[Point]) -> float:
    """How far a point lies from a polyline."""
    return min(segment_distance(point, a, b) for a, b in pairwise(line))


def runs_through(line: Sequence[Point], box: Rect) -> bool:
    """Whether a polyline enters a rectangle: a piece of it, cut off at the four sides, is left (Liang and Barsky)."""
    for (x, y), (to_x, to_y) in pairwise(line):
        low, high = 0.0, 1.0
        for start, step, near, far in ((x, to_x - x, box.left, box.right), (y, to_y - y, box.top, box.bottom)):
            if step == 0:
                if not near + TOUCH < start < far - TOUCH:
                    low, high = 1.0, 0.0
                continue
            at = sorted(((near + TOUCH - start) / step, (far - TOUCH - start) / step))
            low, high = max(low, at[0]), min(high, at[1])
        if low < high:
            return True
    return False


def inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Whether a point lies in a polygon (even-odd)."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in pairwise(polygon):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            found = not found
    return found


def meetings(first: Sequence[Point], second: Sequence[Point]) -> list[Point]:
    """Where two polylines cross."""
    common = _common(around(first), around(second))
    if common is None:
        return []
    points = []
    others = [(c, d) for c, d in pairwise(second) if _common(around((c, d)), common)]
    for a, b in pairwise(first):
        if not _common(around((a, b)), common):
            continue
        for c, d in others:
            sides = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
            # A point on the other line counts as lying on its right: no crossing is counted twice or lost.
            if (sides[0] > 0) != (sides[1] > 0) and (sides[2] > 0) != (sides[3] > 0):
                t = sides[2] / (sides[2] - sides[3])
                points.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return points


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _common(first: Rect, second: Rect) -> Rect | None:
    found = Rect(
        max(first.left, second.left),
        max(first.top, second.top),
        min(first.right, second.right),
        min(first.bottom, second.bottom),
    )
    return found if found.left <= found.right and found.top <= found.bottom else None


def box_distance(point: Point, box: Rect) -> float:
    """How far a point lies from a rectangle."""
    dx = max(box.left - point[0], 0.0, point[0] - box.right)
    dy = max(box.top - point[1], 0.0, point[1] - box.bottom)
    return math.hypot(dx, dy)


# What a reader would stumble over


def faults(drawing: Drawing) -> list[str]:
    """Everything that breaks a bar that holds for every picture, in words."""
    found = [*_badge_faults(drawing), *_line_faults(drawing), *_legend_faults(drawing), *_row_faults(drawing)]
    for first, second in combinations(drawing.nodes, 2):
        if first.box.overlaps(second.box):
            found.append(f"node on node: {first.key}, {second.key}")
    for node in drawing.nodes:
        found += [f"text outside: {text.text!r} of {node.key}" for text in node.texts if not node.box.holds(text.box)]
    return found


def _badge_faults(drawing: Drawing) -> Iterator[str]:
    for first, second in combinations(drawing.badges, 2):
        if first.box.overlaps(second.box):
            yield f"badge on badge: {first.connection}, {second.connection}"
    for badge in drawing.badges:
        if not drawing.size.holds(badge.box):
            yield f"outside of the picture: badge {badge.connection}"
        if not badge.box.holds(badge.text.box):
            yield f"text outside: badge {badge.connection}"
        for node in drawing.nodes:
            if badge.box.overlaps(node.box):
                yield f"badge on node: {badge.connection}, {node.key}"
        for index, line in enumerate(drawing.lines):
            if index != badge.line and runs_through(line.spine, badge.box):
                yield f"badge on foreign line: {badge.connection}, {line.key}"


def _row_faults(drawing: Drawing) -> Iterator[str]:
    """Badges stand on their line, and no other line is nearer to their middle; a leader excuses both."""
    for index, line in enumerate(drawing.lines):
        badges = [badge for badge in drawing.badges if badge.line == index]
        if not badges:
            yield f"without a badge: {line.key}"
        standing = [badge for badge in badges if not badge.leader]
        if standing:
            centre = around([corner for badge in standing for corner in (badge.box[:2], badge.box[2:])]).centre
            own = line_distance(centre, line.spine)
            for number, other in enumerate(drawing.lines):
                if number != index and line_distance(centre, other.spine) < own:
                    numbers = ", ".join(badge.connection for badge in standing)
                    yield f"nearer to a foreign line: {numbers}, {other.key}"
        on = [badge for badge in standing if runs_through(line.spine, badge.box)]
        for badge in standing:
            if not any(badge is other or badge.box.grown(3.0).overlaps(other.box) for other in on):
                yield f"off its line: badge {badge.connection}"
        for badge in badges:
            if badge.leader and line_distance(badge.leader[0], line.spine) > 1:
                yield f"its leader starts elsewhere: badge {badge.connection}"


def _line_faults(drawing: Drawing) -> Iterator[str]:
    for line in drawing.lines:
        if not drawing.size.holds(around(line.spine)):
            yield f"outside of the picture: {line.key}"
        for node in drawing.nodes:
            if node.key not in (line.source, line.destination) and runs_through(line.spine, node.box):
                yield f"line through foreign node: {line.key}, {node.key}"


def _legend_faults(drawing: Drawing) -> Iterator[str]:
    legend = drawing.legend
    if legend is None:
        return
    if not drawing.size.holds(legend.frame):
        yield "outside of the picture: legend"
    for node in drawing.nodes:
        if legend.frame.overlaps(node.box):
            yield f"legend over node: {node.key}"
    for badge in drawing.badges:
        if legend.frame.overlaps(badge.box):
            yield f"legend over badge: {badge.connection}"
    for line in drawing.lines:
        if runs_through(line.spine, legend.frame) or legend.frame.overlaps(around(line.head)):
            yield f"legend over line: {line.key}"
    contents = [*legend.samples, *(text.box for text in legend.texts)]
    for first, second in combinations(contents, 2):
        if first.overlaps(second):
            yield "legend: entries over each other"
    if not all(legend.frame.holds(box) for box in contents):
        yield "legend: an entry outside of its frame"


@cache
def crossings(drawing: Drawing, apart: float = 12.0) -> int:
    """How often lines cross, so far away from a node that both share."""
    total = 0
    for first, second in combinations(drawing.lines, 2):
        shared = _shared(drawing, first, second)
        total += sum(
            all(box_distance(point, box) >= apart for box in shared) for point in meetings(first.spine, second.spine)
        )
    return total


@cache
def shared_run(drawing: Drawing, near: float = 1.6, apart: float = 12.0) -> float:
    """The length over which lines run so near to another one, so far away from a node that both share."""
    total = 0.0
    pieces = {
        line.key: [(around(ends).grown(near / 2), *ends) for ends in pairwise(line.spine)] for line in drawing.lines
    }
    for first, second in combinations(drawing.lines, 2):
        common = _common(around(first.spine).grown(near / 2), around(second.spine).grown(near / 2))
        if common is None:
            continue
        shared = _shared(drawing, first, second)
        others = [piece for piece in pieces[second.key] if _common(piece[0], common)]
        for box, a, b in pieces[first.key]:
            close = [(c, d) for other, c, d in others if _common(other, box)] if _common(box, common) else []
            length = math.dist(a, b)
            steps = max(1, round(length)) if close else 0
            for step in range(steps):
                t = (step + 0.5) / steps
                point = a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])
                if min(segment_distance(point, c, d) for c, d in close) <= near:
                    total += length / steps * all(box_distance(point, box) >= apart for box in shared)
    return total


def _shared(drawing: Drawing, first: DrawnLine, second: DrawnLine) -> list[Rect]:
    """The boxes of the nodes that two lines have in common."""
    keys = {first.source, first.destination} & {second.source, second.destination}
    return [drawing.node(key).box for key in keys]
