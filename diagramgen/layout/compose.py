"""Arrangement → Picture: everything in one coordinate system, with the legend below."""

from __future__ import annotations

from dataclasses import replace

from diagramgen.layout.arrangement import Arrangement, Spot
from diagramgen.layout.blocks import block
from diagramgen.layout.geometry import moved
from diagramgen.layout.icon import read_icon
from diagramgen.layout.legend import place_legend
from diagramgen.layout.sizes import GROUP_TEXT, NOTE_TEXT, badge_widths, icon_box, node_size, node_text, text_line
from diagramgen.picture import Box, LegendEntry, Picture, PlacedBadge, PlacedGroup, PlacedLegend, PlacedLine, PlacedNode
from diagramgen.scene import Group, Line, Scene

MARGIN = 12.0
LEGEND_GAP = 20.0
NOTE_HEIGHT = 18.0
LEGEND_MIN_WIDTH = 330.0
"""So wide may the legend be under a picture that is narrower."""


def compose(scene: Scene, arrangement: Arrangement, engine: str) -> Picture:
    """The picture with its top left corner at the origin and a margin around."""
    geometry, spots = arrangement.geometry, arrangement.placement.spots
    badges = [
        badge
        for index, (line, spot) in enumerate(zip(scene.lines, spots, strict=True))
        for badge in _badges(index, line, spot)
    ]
    extent = _extent(
        [*geometry.boxes, *geometry.groups, *(b.box for b in badges), *(path.bounds for path in geometry.paths)]
    )
    legend = place_legend(scene.legend, max(extent.width, LEGEND_MIN_WIDTH))
    said = f"Simplified drawing ({arrangement.fallback}): the layout engine ran out of time."
    note = text_line(said, 0.0, 0.0, NOTE_TEXT) if arrangement.fallback else None
    width = max(extent.width, legend.frame.width if legend else 0.0, note.width if note else 0.0)
    dx = round(MARGIN - extent.x + (width - extent.width) / 2, 2)
    dy = round(MARGIN - extent.y, 2)
    height = extent.height
    if legend is not None:
        left = round(MARGIN + (width - legend.frame.width) / 2, 2)
        legend = _legend_at(legend, left, round(MARGIN + extent.height + LEGEND_GAP, 2))
        height += LEGEND_GAP + legend.frame.height
    if note is not None:
        height += NOTE_HEIGHT
        note = replace(note, x=round(MARGIN + width / 2, 2), y=round(MARGIN + height, 2))
    nodes = []
    for node, box in zip(scene.nodes, geometry.boxes, strict=True):
        placed = _rounded(box.moved(dx, dy))
        text = node_text(node, node_size(node), placed)
        nodes.append(PlacedNode(node, placed, text, icon_box(node, text)))
    lines = []
    for line, path, pieces in zip(scene.lines, geometry.paths, arrangement.bridges, strict=True):
        at = moved(path, dx, dy)
        over = tuple(tuple((round(x + dx, 2), round(y + dy, 2)) for x, y in piece) for piece in pieces)
        lines.append(PlacedLine(line, at.start, at.curves, at.head, over))
    return Picture(
        scene=scene,
        width=float(-int(-(width + 2 * MARGIN) // 1)),
        height=float(-int(-(height + 2 * MARGIN) // 1)),
        nodes=tuple(nodes),
        lines=tuple(lines),
        badges=tuple(_badge_at(badge, dx, dy) for badge in badges),
        legend=legend,
        engine=engine,
        groups=tuple(_group_at(g, b.moved(dx, dy)) for g, b in zip(scene.groups, geometry.groups, strict=True)),
        icons=tuple((name, read_icon(name)) for name in sorted({n.icon for n in scene.nodes if n.icon is not None})),
        fallback=arrangement.fallback,
        note=note,
        crowded=tuple(b.connection for index in arrangement.placement.missed for b in scene.lines[index].badges),
    )


def _group_at(group: Group, box: Box) -> PlacedGroup:
    text = text_line(group.name, 0.0, box.y + GROUP_TEXT + 3.0, GROUP_TEXT, "bold")
    return PlacedGroup(group, _rounded(box), replace(text, x=round(box.x + 8.0 + text.width / 2, 2)))


def _badge_at(badge: PlacedBadge, dx: float, dy: float) -> PlacedBadge:
    leader = None if badge.leader is None else (round(badge.leader[0] + dx, 2), round(badge.leader[1] + dy, 2))
    return replace(badge, box=_rounded(badge.box.moved(dx, dy)), leader=leader)


def _badges(index: int, line: Line, spot: Spot) -> list[PlacedBadge]:
    """The badges of a line in their block."""
    boxes = block(badge_widths(line), spot.columns).boxes
    return [
        PlacedBadge(badge, index, box.moved(*spot.centre), spot.leader)
        for badge, box in zip(line.badges, boxes, strict=True)
    ]


def _extent(boxes: list[Box]) -> Box:
    if not boxes:
        return Box(0.0, 0.0, 0.0, 0.0)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Box(left, top, max(box.right for box in boxes) - left, max(box.bottom for box in boxes) - top)


def _legend_at(legend: PlacedLegend, dx: float, dy: float) -> PlacedLegend:
    def shifted(entry: LegendEntry) -> LegendEntry:
        text = replace(entry.text, x=round(entry.text.x + dx, 2), y=round(entry.text.y + dy, 2))
        return replace(entry, sample=_rounded(entry.sample.moved(dx, dy)), text=text)

    return PlacedLegend(_rounded(legend.frame.moved(dx, dy)), tuple(shifted(entry) for entry in legend.entries))


def _rounded(box: Box) -> Box:
    return Box(round(box.x, 2), round(box.y, 2), box.width, box.height)
