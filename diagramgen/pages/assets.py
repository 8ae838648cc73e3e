"""The files beside the pages: one style sheet, one script, and the font that pictures are measured with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.resources import files

import rjsmin

from diagramgen.artifacts import Artifact
from diagramgen.diff.release import PREFIX
from diagramgen.draw.style import changes, site
from diagramgen.graph import Graph
from diagramgen.layout.sizes import BADGE_TEXT
from diagramgen.pages.columns import usual
from diagramgen.pages.context import WIDTH_MOST, WIDTH_STEP
from diagramgen.scene import Legend
from diagramgen.views.assemble import strokes

FOLDER = "assets/diagramgen"
STYLE = f"{FOLDER}/diagramgen.css"
SCRIPT = f"{FOLDER}/diagramgen.js"
MODULES = (
    "page",
    "address",
    "picture",
    "highlight",
    "dock",
    "zoom",
    "pan",
    "full",
    "find",
    "filters",
    "hubs",
    "save",
    "table",
    "copy",
    "disk",
    "main",
)
"""The script's parts, in assets/, in the order in which they are joined."""
FONTS = {"Roboto-Regular.ttf": 400, "Roboto-Bold.ttf": 700}

SMALLEST_TEXT = 9.0
"""No text of a picture is shown smaller than this, in pixels, where a reader has to move the picture anyhow."""
SMALLEST_FITTED = 8.4
"""Where the whole width is seen with it, numbers may be as small as this; names are a sixth larger."""
LARGEST_SCALE = 1.35
NARROW = "47.9375em"
"""Screens up to this width show the rows of a connection table as cards; diagramgen.css says the same."""


def build(graph: Graph, differences: Sequence[Legend] = ()) -> tuple[Artifact, ...]:
    """The style sheet for this model's protocols, the script, and the font from its installed package.

    `differences` are the legends of pictures of what changed.
    """
    fonts = [Artifact(f"{FOLDER}/{name}", (files("font_roboto") / "files" / name).read_bytes()) for name in FONTS]
    licence = Artifact(f"{FOLDER}/Roboto-LICENSE.txt", (files("font_roboto") / "files" / "LICENSE").read_bytes())
    return Artifact(STYLE, style(graph, differences).encode()), Artifact(SCRIPT, script().encode()), *fonts, licence


def script() -> str:
    """The script: its parts in one function, because a page that is opened from a disk can load no modules.

    Comments, types among them, and needless space stay here.
    """
    folder = files("diagramgen.pages") / "assets"
    text = "".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in MODULES)
    return str(rjsmin.jsmin(f'(() => {{"use strict";{text}}})();')) + "\n"


def style(graph: Graph, differences: Sequence[Legend] = ()) -> str:
    """The style sheet: ours, the sizes of pictures, the font, and the dark ground."""
    base = (files("diagramgen.pages") / "assets" / "diagramgen.css").read_text(encoding="utf-8")
    dark = site(strokes(graph)) + (changes(PREFIX, differences) if differences else "")
    return base + "\n" + _labels(graph) + _sizes() + _fonts() + dark


def _labels(graph: Graph) -> str:
    """On a small screen a row is a card, and each of its cells says its column."""
    rules = [
        f".diagram-connections td:nth-child({place})::before{{content:{json.dumps(column.heading)}}}\n"
        for place, column in enumerate(usual(graph), 1)
    ]
    return f"@media screen and (max-width:{NARROW}){{\n" + "".join(rules) + "}\n"


def _sizes() -> str:
    """A rule for each width class of a figure: how far its picture shrinks and grows with the page on a screen."""
    rules = []
    for width in range(0, WIDTH_MOST + 1, WIDTH_STEP):
        low, fitted, high = (
            round((width + WIDTH_STEP) * scale)
            for scale in (SMALLEST_TEXT / BADGE_TEXT, SMALLEST_FITTED / BADGE_TEXT, LARGEST_SCALE)
        )
        # As wide as the frame where that is at least `fitted`; else the last term is a step up to `low`.
        least = f"calc(min({low}px,max({fitted}px,100%)) + clamp(0px,({fitted}px - 100%)*999,{low - fitted}px))"
        rules.append(f".diagram-w-{width} .diagram{{min-width:{least};max-width:{high}px}}\n")
    return "@media screen{\n" + "".join(rules) + "}\n"


def _fonts() -> str:
    return "".join(
        f'@font-face{{font-family:Roboto;font-weight:{weight};font-display:swap;src:url("{name}")}}\n'
        for name, weight in FONTS.items()
    )
