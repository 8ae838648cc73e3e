"""Picture → PDF with text as text and lines as vectors, by Typst and the packaged font."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from diagramgen.draw.fonts import exact, font_folder
from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.picture import Picture

PAGE = """\
#set document(title: {title}, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "Roboto")
#image("picture.svg", alt: {alt})
"""


def pdf(picture: Picture, links: Links, scale: float = 1.0) -> bytes:  # noqa: ARG001 - vectors have no scale
    """One page of the picture's size, without a date: the same bytes each time."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "picture.svg").write_text(draw(picture, links, inline=True), encoding="utf-8")
        scene = picture.scene
        # A JSON string is a Typst string: both quote with \\" and \\\\; control characters are refused by the model.
        page = PAGE.format(
            title=json.dumps(scene.title, ensure_ascii=False), alt=json.dumps(scene.description, ensure_ascii=False)
        )
        (Path(folder) / "page.typ").write_text(page, encoding="utf-8")
        made = typst.compile(
            str(Path(folder) / "page.typ"),
            font_paths=[font_folder()],
            ignore_system_fonts=exact(picture),
            timestamp=0,
        )
    return bytes(made)
