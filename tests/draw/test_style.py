"""Style sheets of pictures: the same dark rules in a file of its own and on a site."""

from __future__ import annotations

import re

from diagramgen.draw.style import dark_rules, rules_of_both, site, standalone
from diagramgen.draw.theme import DARK, LIGHT
from diagramgen.scene import Legend, Stroke

STROKES = (Stroke("TCP", ("tcp",), 0), Stroke("HTTP/HTTPS", ("http", "https"), 4))


def test_every_protocol_gets_its_colour_on_a_dark_ground() -> None:
    rules = dark_rules(STROKES, ".x")
    for protocol in ("tcp", "http", "https"):
        found = [rule for rule in rules if re.search(rf"protocol-{protocol}\b(?!-)", rule)]
        assert len(found) == 4, "spine and sample, head, leader, badge"
    http, https = (
        [rule.replace("https", "http") for rule in rules if f"protocol-{p} " in f"{rule} "] for p in ("http", "https")
    )
    assert http == https


def test_every_selector_is_scoped_and_every_colour_literal() -> None:
    for rule in dark_rules(STROKES, ".x"):
        selectors, body = re.fullmatch(r"([^{}]+)\{([^{}]+)\}", rule).groups()  # type: ignore[union-attr]
        assert all(selector.startswith(".x ") for selector in selectors.split(","))
        for declaration in body.split(";"):
            assert re.fullmatch(r"(fill|stroke):#[0-9a-f]{6}", declaration)


def test_a_file_of_its_own_has_the_colours_of_both_grounds_for_browsers_alone() -> None:
    sheet = standalone(Legend(STROKES, ()))
    light, _, both = sheet.partition("@media screen and (prefers-color-scheme){")
    assert "light-dark(" not in light
    assert both.count("{") == both.count("}") - 1
    assert f"color-scheme:light dark;background:light-dark({LIGHT.background},{DARK.background})" in both
    assert all(rule in both for rule in rules_of_both(Legend(STROKES, ()), ".diagram"))
    assert "var(" not in sheet


def test_both_grounds_have_the_same_rules() -> None:
    both = rules_of_both(Legend(STROKES, ()), ".x")
    dark = [re.sub(r"light-dark\([^,()]+,([^,()]+)\)", r"\1", rule) for rule in both]
    assert dark == dark_rules(STROKES, ".x")


def test_a_site_turns_dark_with_its_own_switch() -> None:
    sheet = site(STROKES)
    rules = [line for line in sheet.splitlines() if "#" in line and not line.startswith(".diagram")]
    assert rules
    assert all(rule.startswith('[data-md-color-scheme="slate"] :is(.diagram,.diagram-sample) ') for rule in rules)
    assert "prefers-color-scheme" not in sheet
    assert len(rules) == len(dark_rules(STROKES, ".x"))
