"""What a picture of differences marks: bands beside lines and around nodes, and signs in badges and the legend."""

from __future__ import annotations

from diagramgen.draw.elements import Element, child, spine_path, text_of
from diagramgen.draw.shapes import number, outline, state_mark
from diagramgen.draw.theme import BAND_WIDTH, BANDS, GUTTER_WIDTH, LIGHT, RING, RING_GAP, on_light
from diagramgen.layout.sizes import BADGE_HEIGHT, BADGE_MARK, badge_mark
from diagramgen.picture import Box, Picture, PlacedBadge, TextLine
from diagramgen.scene import State

CHIP = 15.0
"""Width of a badge in the legend."""


def bands(parent: Element, picture: Picture) -> None:
    """Bands below all lines and nodes, each with a gutter in which its line lies."""
    group = child(parent, "g", {"class": "bands", "fill": "none"})
    for line in picture.lines:
        if line.line.state in BANDS and line.line.state is not None:
            _band(group, line.line.state, spine_path(line))
    for node in picture.nodes:
        state = node.node.state
        if state in BANDS and state is not None:
            look = _look(state) | {"stroke-width": number(RING)}
            child(group, "path", look | {"d": outline(node.node.kind, node.box.grown(RING_GAP))})


def badge_change(parent: Element, placed: PlacedBadge) -> None:
    """The sign before the number: added, removed or changed."""
    state = placed.badge.state
    if state is not None and badge_mark(placed.badge):
        _sign(parent, state, placed.box.x + 2.0 + BADGE_MARK / 2, placed.box.centre[1])


def legend_change(parent: Element, state: State, box: Box, text: TextLine) -> None:
    """An entry of the legend: a piece of a band with a badge's sign on it."""
    x, y = box.centre
    _band(parent, state, f"M{number(box.x)},{number(y)}L{number(box.right)},{number(y)}")
    place = {"x": number(x - CHIP / 2), "y": number(y - BADGE_HEIGHT / 2), "rx": "3.5"}
    size = {"width": number(CHIP), "height": number(BADGE_HEIGHT), "fill": on_light(BANDS[state].color)}
    child(parent, "rect", {"class": f"chip {state}"} | place | size)
    _sign(parent, state, x, y)
    text_of(parent, text)


def _band(parent: Element, state: State, path: str) -> None:
    child(parent, "path", _look(state) | {"stroke-width": number(BAND_WIDTH), "d": path})
    gutter = {"class": "gutter", "fill": "none", "stroke": LIGHT.background, "stroke-width": number(GUTTER_WIDTH)}
    child(parent, "path", gutter | {"d": path})


def _look(state: State) -> dict[str, str]:
    band = BANDS[state]
    dashes = {"stroke-dasharray": band.dashes} if band.dashes else {}
    return {"class": f"band {state}", "fill": "none", "stroke": on_light(band.color)} | dashes


def _sign(parent: Element, state: State, x: float, y: float) -> None:
    look = {"class": "change", "fill": "none", "stroke": LIGHT.badge_text, "stroke-width": "1.4"}
    child(parent, "path", look | {"d": state_mark(state, x, y)})
