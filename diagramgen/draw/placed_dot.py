"""Picture → DOT with every position in it: `neato -n2` draws it as it stands."""

from __future__ import annotations

from diagramgen.draw.links import Links
from diagramgen.layout.sizes import BADGE_TEXT, NODE_TEXT, POINTS
from diagramgen.picture import Picture, PlacedLine, PlacedNode, Point


def dot(picture: Picture, links: Links, scale: float = 1.0) -> bytes:  # noqa: ARG001 - neither links nor scale
    """Nodes with `pos`, `width` and `height`, lines with their splines; y grows upwards, as Graphviz has it."""
    lines = [f"digraph {quoted(picture.scene.view)} {{"]
    lines.append(f'  graph [bb="0,0,{picture.width:g},{picture.height:g}" label={quoted(picture.scene.title)}]')
    lines.append(f"  node [shape=box fixedsize=true fontname=Arial fontsize={NODE_TEXT:g}]")
    lines.append(f"  edge [fontname=Arial fontsize={BADGE_TEXT:g}]")
    lines += [_node(node, picture.height) for node in picture.nodes]
    for index, line in enumerate(picture.lines):
        boxes = [badge.box.centre for badge in picture.badges if badge.line == index]
        middle = (boxes[0][0] + boxes[-1][0]) / 2, (boxes[0][1] + boxes[-1][1]) / 2
        lines.append(_line(line, middle, picture.height))
    return ("\n".join([*lines, "}"]) + "\n").encode()


def quoted(text: str) -> str:
    """A double-quoted DOT string that shows as it is."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _node(placed: PlacedNode, height: float) -> str:
    x, y = placed.box.centre
    name = "\n".join(text.text for text in placed.text)
    size = f"width={placed.box.width / POINTS:.5f} height={placed.box.height / POINTS:.5f}"
    return f'  {quoted(placed.node.key)} [label={quoted(name)} pos="{x:g},{height - y:g}" {size}]'


def _line(placed: PlacedLine, middle: Point, height: float) -> str:
    line = placed.line
    points = [placed.start, *(point for curve in placed.curves for point in curve)]
    spline = " ".join(f"{x:g},{height - y:g}" for x, y in points)
    numbers = ", ".join(badge.text for badge in line.badges)
    label = f'lp="{middle[0]:g},{height - middle[1]:g}"'
    ends = f"{quoted(line.source)} -> {quoted(line.destination)}"
    return f'  {ends} [label={quoted(numbers)} class={quoted(line.protocol)} pos="{spline}" {label}]'
