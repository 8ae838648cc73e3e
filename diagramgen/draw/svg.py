"""Picture → SVG, by the contract in docs/code.md: ids, classes, links, titles, dark mode.

Everything is a literal attribute, self-contained and without a script.
"""

from __future__ import annotations

import base64
from xml.etree import ElementTree

from diagramgen.draw.bands import badge_change, bands, legend_change
from diagramgen.draw.elements import STRUCK, Element, child, spine_path, text_of
from diagramgen.draw.links import BADGE, NODE, PLAIN, Drawing, Links, mark
from diagramgen.draw.shapes import cylinder_lid, outline, repeated_mark, tenancy_marks
from diagramgen.draw.shapes import number as _n
from diagramgen.draw.style import PALETTES, standalone
from diagramgen.draw.theme import BANDS, DASHES, FONTS, HALO_WIDTH, LIGHT, LINE_WIDTH, Pen, on_light, pen
from diagramgen.layout.legend import TEXT as LEGEND_TEXT
from diagramgen.layout.sizes import BADGE_TEXT, CAP, GROUP_TEXT, MARK_INSET, NODE_TEXT, NOTE_TEXT, badge_mark
from diagramgen.picture import LegendEntry, Picture, PlacedBadge, PlacedGroup, PlacedLine, PlacedNode
from diagramgen.scene import State
from diagramgen.schema import Kind


def draw(picture: Picture, links: Links, *, inline: bool = False, xlink: bool = False) -> str:
    """The picture as an SVG document with its links; see `Drawing.linked`."""
    return drawing(picture).linked(links, inline=inline, xlink=xlink)


def drawing(picture: Picture) -> Drawing:
    """The picture as SVG, but for its links."""
    view = picture.scene.view
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "diagram",
            "role": "graphics-document document",
            "aria-roledescription": "diagram",
            "aria-labelledby": f"{view}--title",
            "aria-describedby": f"{view}--desc",
            "viewBox": f"0 0 {_n(picture.width)} {_n(picture.height)}",
            "width": _n(picture.width),
            "height": _n(picture.height),
            "data-view": view,
            "font-family": FONTS,
        },
    )
    child(root, "title", {"id": f"{view}--title"}).text = picture.scene.title
    child(root, "desc", {"id": f"{view}--desc"}).text = picture.scene.description
    child(root, "style", {}).text = standalone(picture.scene.legend)
    for palette in PALETTES:  # what a fragment of the file's address can name
        child(root, "g", {"class": palette, "id": f"{view}--{palette}"})
    if picture.icons:
        _icons(root, picture)
    pens = {stroke.group: pen(stroke) for stroke in picture.scene.legend.strokes}
    for group in picture.groups:
        _group(root, view, group)
    if picture.scene.legend.states:
        bands(root, picture)
    lines = child(root, "g", {"class": "lines", "fill": "none"})
    for line in picture.lines:
        _line(lines, view, line, pens[line.line.group])
    nodes = child(root, "g", {"class": "nodes", "text-anchor": "middle", "font-size": _n(NODE_TEXT)})
    for node in picture.nodes:
        _node(nodes, view, node)
    if picture.legend is not None:
        _legend(root, picture, pens)
    if picture.note is not None:
        note = child(root, "g", {"class": "note", "text-anchor": "middle", "font-size": _n(NOTE_TEXT)})
        text_of(note, picture.note)
    badges = child(
        root, "g", {"class": "badges", "text-anchor": "middle", "font-size": _n(BADGE_TEXT), "font-weight": "700"}
    )
    for badge in picture.badges:
        if badge.leader is not None:
            _leader(badges, badge, picture.lines[badge.line], pens)
    for badge in sorted(picture.badges, key=_reading_order):
        _badge(badges, view, badge, picture.lines[badge.line], pens)
    ElementTree.indent(root, space=" ")
    return Drawing(ElementTree.tostring(root, encoding="unicode") + "\n")


def _icons(parent: Element, picture: Picture) -> None:
    """Each icon once, as a data URI; nodes refer to it."""
    definitions = child(parent, "defs", {})
    for name, content in picture.icons:
        symbol = child(definitions, "symbol", {"id": _icon_id(picture.scene.view, name), "viewBox": "0 0 16 16"})
        href = f"data:image/png;base64,{base64.b64encode(content).decode()}"
        child(symbol, "image", {"href": mark(PLAIN, href), "width": "16", "height": "16"})


def _icon_id(view: str, name: str) -> str:
    return f"{view}--icon--{name.replace('.', '-')}"


def _line(parent: Element, view: str, placed: PlacedLine, pen_: Pen) -> None:
    line = placed.line
    group = child(
        parent,
        "g",
        {
            "class": f"line protocol-{line.protocol}{_state(line.state)}",
            "id": f"{view}--line--{line.source}--{line.destination}--{line.protocol}",
            "data-connections": " ".join(badge.connection for badge in line.badges),
            "data-source": line.source_endpoint,
            "data-destination": line.destination_endpoint,
        },
    )
    path = spine_path(placed)
    color = on_light(pen_.color)
    # Only where the line crosses another one: a halo along all of it would eat arrow heads and neighbours.
    over = "".join("M" + "L".join(f"{_n(x)},{_n(y)}" for x, y in piece) for piece in placed.bridges)
    halo = {"class": "halo", "d": over or f"M{_n(placed.start[0])},{_n(placed.start[1])}"}
    child(group, "path", halo | {"stroke": LIGHT.background, "stroke-width": _n(HALO_WIDTH)})
    spine = {"class": "spine", "d": path, "stroke": color, "stroke-width": _n(LINE_WIDTH)}
    child(group, "path", spine | _dash(pen_))
    head = "M" + "L".join(f"{_n(x)},{_n(y)}" for x, y in placed.head) + "Z"
    child(group, "path", {"class": "head", "d": head, "fill": color})


def _group(parent: Element, view: str, placed: PlacedGroup) -> None:
    """A box around nodes; it is no node, and lines may cross its border."""
    group = child(parent, "g", {"class": "group", "id": f"{view}--group--{placed.group.key}"})
    place = {name: _n(getattr(placed.box, name)) for name in ("x", "y", "width", "height")}
    look = {
        "class": "boundary",
        "fill": "none",
        "stroke": LIGHT.outline,
        "stroke-width": "1",
        "stroke-dasharray": "6 4",
    }
    child(group, "rect", place | look | {"rx": "8"})
    bold = {"font-size": _n(GROUP_TEXT), "font-weight": "700", "text-anchor": "middle"}
    text_of(child(group, "g", bold), placed.text)


def _dash(pen_: Pen) -> dict[str, str]:
    lengths = DASHES[pen_.dash]
    return {"stroke-dasharray": lengths} if lengths else {}


def _node(parent: Element, view: str, placed: PlacedNode) -> None:
    node = placed.node
    identity = f"{view}--node--{node.key}"
    classes = f"node {node.kind} tenancy-{node.tenancy}" + (" repeated" if node.repeated else "") + _state(node.state)
    data = {"data-id": node.endpoint, "data-tenancy": str(node.tenancy)}
    if node.zone:
        data |= {"data-zone": node.zone, "data-zone-name": node.zone_name}
    group = child(parent, "g", {"class": classes, "id": identity} | data)
    link = child(group, "a", {"href": mark(NODE, node.endpoint, f"#{identity}")})
    look = {
        "class": "outline",
        "fill": LIGHT.fills.get(node.tenancy, LIGHT.background),
        "stroke": LIGHT.outline,
        "stroke-width": "1.2",
    }
    dashed = {"stroke-dasharray": "4 3"} if node.kind is Kind.EXTERNAL else {}
    child(link, "path", look | dashed | {"d": outline(node.kind, placed.box)})
    lid = cylinder_lid(node.kind, placed.box)
    if lid:
        child(link, "path", {"class": "lid", "d": lid, "fill": "none", "stroke": LIGHT.outline, "stroke-width": "1.2"})
    if placed.icon is not None and node.icon is not None:
        place = {name: _n(getattr(placed.icon, name)) for name in ("x", "y", "width", "height")}
        child(link, "rect", {"class": "plate", "fill": "none", "rx": "3", **place})
        child(link, "use", {"class": "icon", "href": mark(PLAIN, f"#{_icon_id(view, node.icon)}"), **place})
    for text in placed.text:
        text_of(link, text, struck=node.state is State.REMOVED)
    middle = placed.box.centre[1]
    marks = tenancy_marks(node.tenancy, placed.box.x + MARK_INSET, middle)
    if node.repeated:
        lid_width = 2 * CAP if node.kind is Kind.BROKER else 0.0
        marks += repeated_mark(placed.box.right - MARK_INSET - 6 - lid_width, middle)
    _marks(link, marks)


def _marks(parent: Element, paths: list[tuple[str, bool]]) -> None:
    for path, filled in paths:
        fill = LIGHT.outline if filled else "none"
        look = {
            "class": "mark" if filled else "mark hollow",
            "fill": fill,
            "stroke": LIGHT.outline,
            "stroke-width": "0.8",
        }
        child(parent, "path", look | {"d": path})


def _leader(parent: Element, placed: PlacedBadge, line: PlacedLine, pens: dict[str, Pen]) -> None:
    assert placed.leader is not None
    (x, y), (to_x, to_y) = placed.leader, placed.box.centre
    color = on_light(pens[line.line.group].color)
    look = {"class": f"leader protocol-{line.line.protocol}", "fill": "none", "stroke": color, "stroke-width": "0.8"}
    data = {"data-connection": placed.badge.connection}
    child(parent, "path", look | data | {"d": f"M{_n(x)},{_n(y)}L{_n(to_x)},{_n(to_y)}"})


def _badge(parent: Element, view: str, placed: PlacedBadge, line: PlacedLine, pens: dict[str, Pen]) -> None:
    badge, box = placed.badge, placed.box
    # A step that uses a connection once more has an id of its own.
    first = next(other.step for other in line.line.badges if other.connection == badge.connection)
    again = f"--step-{badge.step}" if badge.step != first else ""
    step = {} if badge.step is None else {"data-step": str(badge.step)}
    link = child(
        parent,
        "a",
        {
            "class": f"badge protocol-{line.line.protocol}{_state(badge.state)}",
            "id": f"{view}--badge--{badge.connection}{again}",
            "data-connection": badge.connection,
            **step,
            "href": mark(BADGE, badge.connection),
            "aria-label": badge.label,
        },
    )
    place = {"x": _n(box.x), "y": _n(box.y), "width": _n(box.width), "height": _n(box.height), "rx": "3.5"}
    band = BANDS.get(badge.state) if badge.state is not None else None
    color = on_light(band.color if band is not None else pens[line.line.group].color)
    child(link, "rect", place | {"fill": color, "stroke": LIGHT.background, "stroke-width": "1"})
    x, y = box.centre
    at = {"x": _n(x + badge_mark(badge) / 2), "y": _n(y + 0.35 * BADGE_TEXT), "fill": LIGHT.badge_text}
    struck = STRUCK if badge.state is State.REMOVED else {}
    child(link, "text", at | struck).text = badge.text
    badge_change(link, placed)
    child(link, "title", {}).text = badge.label


def _legend(parent: Element, picture: Picture, pens: dict[str, Pen]) -> None:
    legend = picture.legend
    assert legend is not None
    group = child(parent, "g", {"class": "legend", "text-anchor": "middle", "font-size": _n(LEGEND_TEXT)})
    frame = legend.frame
    child(
        group,
        "rect",
        {
            "class": "frame",
            "x": _n(frame.x),
            "y": _n(frame.y),
            "width": _n(frame.width),
            "height": _n(frame.height),
            "rx": "4",
            "fill": LIGHT.background,
            "stroke": LIGHT.frame,
        },
    )
    for entry in legend.entries:
        _legend_entry(group, entry, pens)


def _legend_entry(parent: Element, entry: LegendEntry, pens: dict[str, Pen]) -> None:
    box = entry.sample
    if entry.state is not None:
        group = child(parent, "g", {"class": "entry", "data-state": str(entry.state)})
        legend_change(group, entry.state, box, entry.text)
        return
    if entry.stroke is not None:
        protocols = entry.stroke.protocols
        group = child(parent, "g", {"class": "entry", "data-protocols": " ".join(protocols)})
        used = pens[entry.stroke.group]
        y = box.centre[1]
        look = {
            "class": f"sample protocol-{protocols[0]}",
            "fill": "none",
            "stroke": on_light(used.color),
            "stroke-width": "2",
        }
        child(group, "path", look | _dash(used) | {"d": f"M{_n(box.x)},{_n(y)}L{_n(box.right)},{_n(y)}"})
    else:
        data = {"data-tenancy": str(entry.tenancy)} if entry.tenancy is not None else {"data-repeated": "true"}
        group = child(parent, "g", {"class": "entry"} | data)
        tenancy = f" tenancy-{entry.tenancy}" if entry.tenancy is not None else ""
        fill = LIGHT.fills[entry.tenancy] if entry.tenancy is not None else LIGHT.background
        look = {"class": f"swatch{tenancy}", "fill": fill, "stroke": LIGHT.outline}
        place = {"x": _n(box.x), "y": _n(box.y), "width": _n(box.width), "height": _n(box.height), "rx": "3"}
        child(group, "rect", look | place)
        x, y = box.centre
        marks = tenancy_marks(entry.tenancy, x, y) if entry.tenancy is not None else repeated_mark(x - 3.5, y)
        _marks(group, marks)
    text_of(group, entry.text)


def _reading_order(placed: PlacedBadge) -> tuple[bool, int, str]:
    """The keyboard walks through the numbers in their order."""
    key = placed.badge.connection if placed.badge.step is None else str(placed.badge.step)
    key = key.removeprefix("old-")  # where it was stands before where it is
    return not key.isdigit(), int(key) if key.isdigit() else int(key.rpartition("-")[2]), key


def _state(state: State | None) -> str:
    """The class that says what became of something."""
    return f" {state}" if state is not None else ""
