"""CSS for pictures: what the dark ground changes, and what the pointer and the focus do.

Colours stand in the picture as attributes, because most viewers know no variables; a style sheet
overrides them by class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from diagramgen.draw.theme import BANDS, DARK, LIGHT, on_dark, on_light, pen
from diagramgen.scene import Legend, State, Stroke

PALETTES = ("light", "dark")
"""The fragments of a file's address, after the view, that name a palette; without one the reader's system does."""


class Paint(NamedTuple):
    """A property of what a selector finds, and its colour on either ground."""

    name: str
    light: str
    dark: str


Rule = tuple[tuple[str, ...], tuple[Paint, ...]]
"""Selectors, and what they paint."""


def dark_rules(strokes: Iterable[Stroke], scope: str) -> list[str]:
    """The rules that turn a picture dark, one a line; `scope` is the selector before each."""
    return [_written(rule, scope, dark_only=True) for rule in _rules(strokes)]


def rules_of_both(legend: Legend, scope: str) -> list[str]:
    """The same rules, each with the colours of both grounds: the `color-scheme` of the picture chooses."""
    rules = [*_rules(legend.strokes), *_states(legend.states)]
    return [_written(rule, scope, dark_only=False) for rule in rules]


def _written(rule: Rule, scope: str, *, dark_only: bool) -> str:
    selectors, paints = rule
    body = ";".join(f"{p.name}:{p.dark if dark_only else f'light-dark({p.light},{p.dark})'}" for p in paints)
    return f"{','.join(f'{scope} {selector}' for selector in selectors)}{{{body}}}"


def _rules(strokes: Iterable[Stroke]) -> Iterator[Rule]:
    background = LIGHT.background, DARK.background
    outline = Paint("stroke", LIGHT.outline, DARK.outline)
    ground = Paint("fill", *background)
    yield (".halo",), (Paint("stroke", *background),)
    yield (".node text", ".legend text", ".note text", ".group text"), (Paint("fill", LIGHT.text, DARK.text),)
    yield (".node .outline",), (outline, ground)
    yield (".node .lid",), (outline,)
    yield (".boundary",), (outline,)
    yield (".plate",), (Paint("fill", "transparent", DARK.plate),)
    yield (".mark",), (outline,)
    yield (".mark:not(.hollow)",), (Paint("fill", LIGHT.outline, DARK.outline),)
    yield (".badge rect",), (Paint("stroke", *background),)
    yield (".badge text",), (Paint("fill", LIGHT.badge_text, DARK.badge_text),)
    yield (".legend .frame",), (Paint("stroke", LIGHT.frame, DARK.frame), ground)
    yield (".swatch",), (outline, ground)
    for tenancy, fill in LIGHT.fills.items():
        selectors = f".tenancy-{tenancy} .outline", f".swatch.tenancy-{tenancy}"
        yield selectors, (Paint("fill", fill, DARK.fills[tenancy]),)
    for stroke in strokes:
        used = pen(stroke).color
        line, solid = (Paint(name, on_light(used), on_dark(used)) for name in ("stroke", "fill"))
        for protocol in stroke.protocols:
            yield (f".protocol-{protocol} .spine", f".sample.protocol-{protocol}"), (line,)
            yield (f".protocol-{protocol} .head",), (solid,)
            yield (f".leader.protocol-{protocol}",), (line,)
            yield (f".badge.protocol-{protocol} rect",), (solid,)


def _states(states: Iterable[State]) -> Iterator[Rule]:
    """What a picture of differences marks."""
    for place, state in enumerate(states):
        if place == 0:
            yield (".gutter",), (Paint("stroke", LIGHT.background, DARK.background),)
            yield (".change",), (Paint("stroke", LIGHT.badge_text, DARK.badge_text),)
        used = BANDS[state].color
        band, chip = (Paint(name, on_light(used), on_dark(used)) for name in ("stroke", "fill"))
        yield (f".band.{state}",), (band,)
        yield (f".badge.{state} rect", f".chip.{state}"), (chip,)


FOCUS = (
    ".diagram a:focus-visible{outline:none}",
    ".diagram.diagram a:is(:focus-visible,:target) :is(.outline,rect){stroke:#d9480f;stroke-width:3}",
    ".diagram a:hover .outline,.diagram .badge:hover rect{stroke-width:2.5}",
)
"""What shows where the pointer and the keyboard are."""


def standalone(legend: Legend) -> str:
    """The style sheet inside of a file of its own: dark where its address says so, else where the reader's system is.

    The query for a feature that only browsers have keeps the rules from other viewers.
    """
    light = f".diagram{{background:{LIGHT.background}}}"
    ground = f"color-scheme:light dark;background:light-dark({LIGHT.background},{DARK.background})"
    chosen = "".join(f".diagram:has(>.{name}:target){{color-scheme:{name}}}" for name in PALETTES)
    rules = "".join(rules_of_both(legend, ".diagram"))
    return f"{light}{''.join(FOCUS)}@media screen and (prefers-color-scheme){{.diagram{{{ground}}}{chosen}{rules}}}"


def site(strokes: Iterable[Stroke]) -> str:
    """The rules of a site's style sheet: dark where the site's switch says so, and never on paper."""
    rules = dark_rules(strokes, '[data-md-color-scheme="slate"] :is(.diagram,.diagram-sample)')
    return "\n".join([*FOCUS, "@media screen{", *rules, "}"]) + "\n"


def changes(prefix: str, legends: Sequence[Legend]) -> str:
    """The same for pictures of differences, whose views begin with `prefix`: their colours mean something else."""
    strokes = [stroke for legend in legends for stroke in legend.strokes]
    states = [state for legend in legends for state in legend.states]
    scope = f'[data-md-color-scheme="slate"] .diagram[data-view^="{prefix}"]'
    marks = [_written(rule, scope, dark_only=True) for rule in _states(states)]
    rules = dict.fromkeys([*dark_rules(strokes, scope), *marks])
    return "\n".join(["@media screen{", *rules, "}"]) + "\n"
