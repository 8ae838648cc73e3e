"""The files beside the pages: one style sheet, and the font that pictures are measured with."""

from __future__ import annotations

from importlib.resources import files

from diagramgen.artifacts import Artifact
from diagramgen.draw.style import site
from diagramgen.graph import Graph
from diagramgen.layout.sizes import BADGE_TEXT
from diagramgen.pages.context import WIDTH_MOST, WIDTH_STEP
from diagramgen.views.assemble import strokes

FOLDER = "assets/diagramgen"
STYLE = f"{FOLDER}/diagramgen.css"
FONTS = {"Roboto-Regular.ttf": 400, "Roboto-Bold.ttf": 700}

SMALLEST_TEXT = 9.0
"""No text of a picture is shown smaller than this, in pixels."""
LARGEST_SCALE = 1.35


def build(graph: Graph) -> tuple[Artifact, ...]:
    """The style sheet for this model's protocols, and the font from its installed package."""
    fonts = [Artifact(f"{FOLDER}/{name}", (files("font_roboto") / "files" / name).read_bytes()) for name in FONTS]
    licence = Artifact(f"{FOLDER}/Roboto-LICENSE.txt", (files("font_roboto") / "files" / "LICENSE").read_bytes())
    return Artifact(STYLE, style(graph).encode()), *fonts, licence


def style(graph: Graph) -> str:
    """The style sheet: ours, the sizes of pictures, the font, and the dark ground."""
    base = (files("diagramgen.pages") / "assets" / "diagramgen.css").read_text(encoding="utf-8")
    return base + "\n" + _sizes() + _fonts() + site(strokes(graph))


def _sizes() -> str:
    """A rule for each width class of a figure: how far its picture shrinks and grows with the page on a screen."""
    smallest = SMALLEST_TEXT / BADGE_TEXT
    rules = []
    for width in range(0, WIDTH_MOST + 1, WIDTH_STEP):
        low, high = round((width + WIDTH_STEP) * smallest), round((width + WIDTH_STEP) * LARGEST_SCALE)
        rules.append(f".diagram-w-{width} .diagram{{min-width:{low}px;max-width:{high}px}}\n")
    return "@media screen{\n" + "".join(rules) + "}\n"


def _fonts() -> str:
    return "".join(
        f'@font-face{{font-family:Roboto;font-weight:{weight};font-display:swap;src:url("{name}")}}\n'
        for name, weight in FONTS.items()
    )
