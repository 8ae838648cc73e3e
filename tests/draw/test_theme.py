"""Colours and dashes: what can be read, and what can be told apart, on both grounds."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.draw.theme import DARK, DASHES, LIGHT, MORE, SLOTS, Ground, Pen, contrast, on_dark, on_light, pen
from diagramgen.scene import Stroke
from diagramgen.schema import Tenancy
from diagramgen.schema.protocol import BUILT_IN, Dash

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#ff0000", "#ffffff", 4.0)],
)
def test_contrast_is_that_of_wcag(first: str, second: str, expected: float) -> None:
    assert contrast(first, second) == pytest.approx(expected, abs=0.005)
    assert contrast(second, first) == contrast(first, second)


@given(COLOURS)
def test_every_colour_is_made_readable_on_both_grounds(color: str) -> None:
    light, dark = on_light(color), on_dark(color)
    assert contrast(light, LIGHT.background) >= 4.5
    assert contrast(light, LIGHT.badge_text) >= 4.5
    assert contrast(dark, DARK.background) >= 4.5
    assert contrast(dark, DARK.badge_text) >= 4.5


@given(COLOURS)
def test_a_colour_that_can_be_read_stays_as_it_is(color: str) -> None:
    assert contrast(color, LIGHT.background) < 4.5 or on_light(color) == color
    assert contrast(color, DARK.background) < 4.5 or on_dark(color) == color


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["light", "dark"])
def test_names_and_outlines_can_be_read_on_every_fill(ground: Ground) -> None:
    for fill in (ground.background, *ground.fills.values()):
        assert contrast(ground.text, fill) >= 4.5
        assert contrast(ground.outline, fill) >= 3
    assert set(ground.fills) == {Tenancy.MULTI, Tenancy.SINGLE, Tenancy.MIXED}
    assert len({*ground.fills.values(), ground.background}) == 4


def test_every_usual_protocol_has_a_line_of_its_own() -> None:
    groups = list(dict.fromkeys(protocol.group for protocol in BUILT_IN))
    assert len(SLOTS) == len(groups)
    assert len({found.dash for found in SLOTS}) == len(SLOTS)
    assert [found.dash for found in SLOTS].index("solid") == groups.index("TCP") == 0


def test_the_next_protocols_of_a_models_own_differ_from_each_other() -> None:
    assert len({found.dash for found in MORE[:13]}) == 13
    assert "solid" not in {found.dash for found in MORE}
    assert not any(first == second for first, second in combinations((*SLOTS, *MORE), 2))


def test_names_of_dashes_are_those_of_the_schema_and_differ() -> None:
    assert set(get_args(Dash)) <= set(DASHES)
    assert {found.dash for found in (*SLOTS, *MORE)} <= set(DASHES)
    assert len(set(DASHES.values())) == len(DASHES)


def test_a_model_chooses_before_the_theme() -> None:
    assert pen(Stroke("TCP", ("tcp",), 0)) == SLOTS[0]
    assert pen(Stroke("TCP", ("tcp",), 0, color="#123456")) == Pen("#123456", "solid")
    assert pen(Stroke("TCP", ("tcp",), 0, dash="long")) == Pen(SLOTS[0].color, "long")
    assert pen(Stroke("Own", ("own",), len(SLOTS))) == MORE[0]
    assert pen(Stroke("Own", ("own",), len(SLOTS) + len(MORE))) == MORE[0]
