"""Small samples of a line and of a fill, for the text beside a picture."""

from __future__ import annotations

from markupsafe import Markup

from diagramgen.draw.shapes import tenancy_marks
from diagramgen.draw.theme import DASHES, LIGHT, on_light, pen
from diagramgen.scene import Stroke
from diagramgen.schema import Tenancy

WIDTH, HEIGHT = 56, 14


def line_sample(stroke: Stroke) -> Markup:
    """A piece of a line, long enough to tell its dash."""
    used = pen(stroke)
    dash = f' stroke-dasharray="{DASHES[used.dash]}"' if DASHES[used.dash] else ""
    path = (
        f'<path class="sample protocol-{stroke.protocols[0]}" d="M0,7H{WIDTH}" fill="none" '
        f'stroke="{on_light(used.color)}" stroke-width="2"{dash}/>'
    )
    return _svg(WIDTH, path)


def tenancy_sample(tenancy: Tenancy) -> Markup:
    """A swatch with the fill and the marks of a tenancy."""
    marks = "".join(
        f'<path class="mark{"" if filled else " hollow"}" d="{path}" fill="{LIGHT.outline if filled else "none"}" '
        f'stroke="{LIGHT.outline}" stroke-width="0.8"/>'
        for path, filled in tenancy_marks(tenancy, 6, HEIGHT / 2)
    )
    swatch = (
        f'<rect class="swatch tenancy-{tenancy}" x="0.5" y="0.5" width="23" height="13" rx="3" '
        f'fill="{LIGHT.fills[tenancy]}" stroke="{LIGHT.outline}"/>'
    )
    return _svg(24, swatch + marks)


def _svg(width: int, content: str) -> Markup:
    return Markup(  # noqa: S704
        f'<svg class="diagram-sample" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}" '
        f'aria-hidden="true">{content}</svg>'
    )
