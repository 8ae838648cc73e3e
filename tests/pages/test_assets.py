"""What lies beside the pages: the style sheet with its sizes, and the font."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from diagramgen.pages.assets import NARROW, SMALLEST_FITTED, SMALLEST_TEXT, build, style
from diagramgen.pages.context import figure
from diagramgen.resolve import resolve
from diagramgen.schema import HTTP, REDIS
from diagramgen.table import COLUMNS
from tests.drawing import context, model, services

MODEL = model(services(2), [(0, 1), (0, 1)], (HTTP, REDIS))


def test_the_files_and_where_they_lie() -> None:
    found = {artifact.path: artifact.content for artifact in build(resolve(MODEL))}
    assert sorted(found) == [
        "assets/diagramgen/Roboto-Bold.ttf",
        "assets/diagramgen/Roboto-LICENSE.txt",
        "assets/diagramgen/Roboto-Regular.ttf",
        "assets/diagramgen/diagramgen.css",
        "assets/diagramgen/diagramgen.js",
    ]
    for name in ("Roboto-Regular.ttf", "Roboto-Bold.ttf"):
        assert found[f"assets/diagramgen/{name}"] == (files("font_roboto") / "files" / name).read_bytes()
    assert b"Apache License" in found["assets/diagramgen/Roboto-LICENSE.txt"]


def test_the_style_sheet_is_sound() -> None:
    sheet = style(resolve(MODEL))
    assert sheet.count("{") == sheet.count("}")
    assert re.findall(r'url\("([^"]+)"\)', sheet) == ["Roboto-Regular.ttf", "Roboto-Bold.ttf"]
    assert "@import" not in sheet
    assert "//" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def test_dark_rules_are_those_of_the_models_protocols() -> None:
    sheet = style(resolve(MODEL))
    assert set(re.findall(r"\.protocol-([a-z-]+)", sheet)) == {"http", "redis"}


@pytest.mark.parametrize("view", ["overview", "service--s0"])
def test_no_text_of_a_picture_is_shown_too_small(view: str) -> None:
    found = context(MODEL)
    placed = figure(found, "architecture.md", view)
    least = r"calc\(min\((\d+)px,max\((\d+)px,100%\)\) \+ [^;]+\)"
    rule = re.search(rf"\.{placed.width_class} \.diagram\{{min-width:{least};max-width:(\d+)px\}}", style(found.graph))
    assert rule is not None
    smallest, fitted, largest = map(int, rule.groups())
    width = found.pictures[view].width
    badge_text = 9.5
    assert smallest / width * badge_text >= SMALLEST_TEXT
    assert SMALLEST_TEXT == 9
    assert fitted / width * badge_text >= SMALLEST_FITTED
    assert SMALLEST_FITTED * 11 / badge_text > 9, "names keep that size"
    assert width <= largest


def test_a_card_names_the_columns_that_the_model_has() -> None:
    plain = style(resolve(MODEL))
    assert re.findall(r'nth-child\((\d)\)::before\{content:"([^"]*)"\}', plain) == [
        (str(place), name) for place, name in enumerate(COLUMNS, 1)
    ]
    connection = MODEL.connections[0].model_copy(update={"encryption": "TLS"})
    further = style(resolve(MODEL.model_copy(update={"connections": (connection,)})))
    assert '.diagram-connections td:nth-child(8)::before{content:"Encryption"}' in further


def test_the_parts_of_the_style_sheet_agree_on_what_is_narrow() -> None:
    sheet = style(resolve(MODEL))
    assert sheet.count(f"@media screen and (max-width:{NARROW})") == 1
    assert sheet.count(f"@media screen and (max-width: {NARROW})") == 1


def test_every_width_of_a_picture_has_its_rule() -> None:
    sheet = style(resolve(MODEL))
    classes = [int(step) for step in re.findall(r"\.diagram-w-(\d+) ", sheet)]
    assert classes == list(range(0, 4001, 50))
