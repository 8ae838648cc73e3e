"""CSS for pictures: what the dark ground changes, and what the pointer and the focus do.

Colours stand in the picture as attributes, because most viewers know no variables; a style sheet
overrides them by class.
"""

from __future__ import annotations

from collections.abc import Iterable

from diagramgen.draw.theme import BANDS, DARK, LIGHT, Ground, on_dark, pen
from diagramgen.scene import Legend, State, Stroke


def dark_rules(strokes: Iterable[Stroke], scope: str, ground: Ground = DARK) -> list[str]:
    """The rules that turn a picture dark, one a line; `scope` is the selector before each."""
    rules = [
        (".halo", f"stroke:{ground.background}"),
        (".node text,{s} .legend text,{s} .note text,{s} .group text", f"fill:{ground.text}"),
        (".node .outline", f"stroke:{ground.outline};fill:{ground.background}"),
        (".node .lid", f"stroke:{ground.outline}"),
        (".boundary", f"stroke:{ground.outline}"),
        (".plate", f"fill:{ground.plate}"),
        (".mark", f"stroke:{ground.outline}"),
        (".mark:not(.hollow)", f"fill:{ground.outline}"),
        (".badge rect", f"stroke:{ground.background}"),
        (".badge text", f"fill:{ground.badge_text}"),
        (".legend .frame", f"stroke:{ground.frame};fill:{ground.background}"),
        (".swatch", f"stroke:{ground.outline};fill:{ground.background}"),
    ]
    for tenancy, fill in ground.fills.items():
        rules.append((f".tenancy-{tenancy} .outline,{{s}} .swatch.tenancy-{tenancy}", f"fill:{fill}"))
    for stroke in strokes:
        color = on_dark(pen(stroke).color)
        for protocol in stroke.protocols:
            rules.append((f".protocol-{protocol} .spine,{{s}} .sample.protocol-{protocol}", f"stroke:{color}"))
            rules.append((f".protocol-{protocol} .head", f"fill:{color}"))
            rules.append((f".leader.protocol-{protocol}", f"stroke:{color}"))
            rules.append((f".badge.protocol-{protocol} rect", f"fill:{color}"))
    return _scoped(rules, scope)


def dark_states(states: Iterable[State], scope: str, ground: Ground = DARK) -> list[str]:
    """The same for what a picture of differences marks."""
    rules = [(".gutter", f"stroke:{ground.background}"), (".change", f"stroke:{ground.badge_text}")]
    for state in states:
        color = on_dark(BANDS[state].color)
        rules.append((f".band.{state}", f"stroke:{color}"))
        rules.append((f".badge.{state} rect,{{s}} .chip.{state}", f"fill:{color}"))
    return _scoped(rules, scope)


def _scoped(rules: Iterable[tuple[str, str]], scope: str) -> list[str]:
    return [f"{scope} {selector.replace('{s}', scope)}{{{body}}}" for selector, body in rules]


FOCUS = (
    ".diagram a:focus-visible{outline:none}",
    ".diagram.diagram a:is(:focus-visible,:target) :is(.outline,rect){stroke:#d9480f;stroke-width:3}",
    ".diagram a:hover .outline,.diagram .badge:hover rect{stroke-width:2.5}",
)
"""What shows where the pointer and the keyboard are."""


def standalone(legend: Legend) -> str:
    """The style sheet inside of a file of its own: dark where the reader's system is."""
    states = dark_states(legend.states, ".diagram") if legend.states else []
    rules = "".join([*dark_rules(legend.strokes, ".diagram"), *states])
    light = f".diagram{{background:{LIGHT.background}}}"
    return (
        light
        + "".join(FOCUS)
        + f"@media screen and (prefers-color-scheme:dark){{.diagram{{background:{DARK.background}}}{rules}}}"
    )


def site(strokes: Iterable[Stroke]) -> str:
    """The rules of a site's style sheet: dark where the site's switch says so, and never on paper."""
    rules = dark_rules(strokes, '[data-md-color-scheme="slate"] :is(.diagram,.diagram-sample)')
    return "\n".join([*FOCUS, "@media screen{", *rules, "}"]) + "\n"
