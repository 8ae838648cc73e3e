"""Sizes of what is placed: node boxes that fit their names, and badges that fit their numbers."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.layout.text import measurable, width, wrap
from diagramgen.picture import Box, TextLine
from diagramgen.scene import Badge, Line, Node, State
from diagramgen.schema import Kind

POINTS = 72.0
"""Points in an inch: Graphviz takes sizes in inches and returns points."""
NODE_TEXT = 11.0
"""Size of a node's name; every other size follows from it."""
LINE_HEIGHT = 13.0
NODE_PADDING = 10.0
MARK_INSET = 5.5
"""From a node's side to the middle of the marks beside its name."""
ICON, REPEATED_ICON, ICON_GAP = 16.0, 12.0, 3.0
"""Side of an icon, the same on a copy, and the room between it and the name."""
REPEATED_EXTRA = 6.0
"""Room for the mark of a repeated node."""
NODE_TEXT_LIMIT = 92.0
"""Widest line of a name before it is wrapped."""
NODE_MIN_WIDTH, NODE_MIN_HEIGHT = 52.0, 28.0
REPEATED_MIN_HEIGHT = 23.0
"""Copies of an endpoint are a little lower than the others: there are many of them."""
ASCENT = 0.36
"""From the middle of a line of text down to its base line, in em."""
CAP = 5.0
"""Height of the ellipse of a cylinder."""

GROUP_TEXT = 11.0
NOTE_TEXT = 10.0
BADGE_TEXT = 9.5
BADGE_HEIGHT = 13.0
BADGE_MIN_WIDTH = 15.0
BADGE_GAP = 2.0
BADGE_MARK = 7.0
"""Room before a number for the mark that says what became of its connection."""

BORDER_STEPS = 16


@dataclass(frozen=True, slots=True)
class NodeSize:
    """Width and height of a node's box, and its name in lines."""

    width: float
    height: float
    text: tuple[str, ...]


def node_size(node: Node) -> NodeSize:
    """The box that a node needs for its name."""
    lines = wrap(node.name, NODE_TEXT, NODE_TEXT_LIMIT)
    content = max(width(line, NODE_TEXT) for line in lines)
    extra_width = {Kind.BROKER: 2 * CAP, Kind.PERSON: 8.0}.get(node.kind, 0.0)
    extra_height = 2 * CAP if node.kind is Kind.DATASTORE else 0.0
    extra_width += REPEATED_EXTRA if node.repeated else 0.0
    extra_width += _icon_room(node)
    return NodeSize(
        _even(max(NODE_MIN_WIDTH, content + 2 * NODE_PADDING + extra_width)),
        _even(
            max(REPEATED_MIN_HEIGHT if node.repeated else NODE_MIN_HEIGHT, len(lines) * LINE_HEIGHT + 10.0)
            + extra_height
        ),
        lines,
    )


def node_text(node: Node, size: NodeSize, box: Box) -> tuple[TextLine, ...]:
    """The name's lines, in the middle of the box (below the lid of a cylinder)."""
    x, y = box.centre
    if node.kind is Kind.DATASTORE:
        y += CAP * 0.6
    if node.kind is Kind.BROKER:
        x -= CAP
    if node.repeated:
        x -= REPEATED_EXTRA / 2
    x += _icon_room(node) / 2
    top = y - (len(size.text) - 1) * LINE_HEIGHT / 2 + ASCENT * NODE_TEXT
    return tuple(text_line(text, x, top + row * LINE_HEIGHT, NODE_TEXT) for row, text in enumerate(size.text))


def icon_box(node: Node, text: tuple[TextLine, ...]) -> Box | None:
    """The place of the icon, before the name."""
    if node.icon is None:
        return None
    left = min(line.x - line.width / 2 for line in text)
    middle = (text[0].y + text[-1].y) / 2 - ASCENT * NODE_TEXT
    side = _icon_room(node) - ICON_GAP
    return Box(round(left - ICON_GAP - side, 2), round(middle - side / 2, 2), side, side)


def _icon_room(node: Node) -> float:
    if node.icon is None:
        return 0.0
    return ICON_GAP + (REPEATED_ICON if node.repeated else ICON)


def text_line(text: str, x: float, y: float, size: float, weight: str = "regular") -> TextLine:
    """A line of text with the width that it takes."""
    measured = round(width(text, size, weight), 2)
    return TextLine(text, round(x, 2), round(y, 2), measured, measurable(text, weight))


def badge_widths(line: Line) -> tuple[float, ...]:
    """The width of each badge of a line."""
    return tuple(
        max(BADGE_MIN_WIDTH, _even(width(b.text, BADGE_TEXT, "bold") + 6.0 + badge_mark(b))) for b in line.badges
    )


def badge_mark(badge: Badge) -> float:
    """The room that the mark of a change takes."""
    return 0.0 if badge.state in (None, State.SAME) else BADGE_MARK


def _even(value: float) -> float:
    """The next whole number: the engine and every reader agree on it exactly."""
    return float(-int(-value // 1))
