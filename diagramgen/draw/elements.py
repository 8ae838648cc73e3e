"""The smallest parts of a picture's SVG."""

from __future__ import annotations

from xml.etree import ElementTree

from diagramgen.draw.shapes import number
from diagramgen.draw.theme import LIGHT
from diagramgen.picture import PlacedLine, TextLine

Element = ElementTree.Element

STRUCK = {"text-decoration": "line-through"}
"""Text of what is gone."""


def child(parent: Element, tag: str, attributes: dict[str, str]) -> Element:
    """A new last element of another one."""
    return ElementTree.SubElement(parent, tag, attributes)


def text_of(parent: Element, text: TextLine, *, struck: bool = False) -> None:
    """A line of text; another font than the measured one is squeezed into the same width."""
    place = {"x": number(text.x), "y": number(text.y), "fill": LIGHT.text}
    fits = text.exact and len(text.text) > 1
    fit = {"textLength": number(text.width), "lengthAdjust": "spacingAndGlyphs"} if fits else {}
    child(parent, "text", place | fit | (STRUCK if struck else {})).text = text.text


def spine_path(placed: PlacedLine) -> str:
    """A line from its source's border to the tip of its arrow."""
    return f"M{number(placed.start[0])},{number(placed.start[1])}" + "".join(
        "C" + " ".join(f"{number(x)},{number(y)}" for x, y in curve) for curve in placed.curves
    )
