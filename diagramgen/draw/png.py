"""Picture → PNG, by resvg and the packaged font: no browser, and no font of the machine."""

from __future__ import annotations

from diagramgen.draw.fonts import exact, font_files
from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.draw.theme import LIGHT
from diagramgen.picture import Picture


def png(picture: Picture, links: Links, scale: float = 2.0) -> bytes:
    """The picture on a white ground, so many pixels for each unit.

    Fonts of the machine are looked at only for characters that the packaged one lacks.
    """
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=draw(picture, links, inline=True),
            background=LIGHT.background,
            zoom=scale,
            skip_system_fonts=exact(picture),
            font_files=font_files(),
            font_family="Roboto",
            sans_serif_family="Roboto",
        )
    )
