"""Text by our own metrics: the table is the font's, and names are wrapped so that they fit."""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.layout.text import measurable, width, wrap
from scripts.font_widths import TABLE, table
from tests.strategies import names
from tests.svgread import text_width

LIMIT, SIZE = 98.0, 11.0


def test_the_table_is_that_of_the_installed_font() -> None:
    """`python scripts/font_widths.py` writes it anew."""
    packaged = json.loads((files("diagramgen.layout") / "widths.json").read_text(encoding="utf-8"))
    assert packaged == table()
    assert json.loads(TABLE.read_text(encoding="utf-8")) == packaged


@pytest.mark.parametrize("text", ["", "Redis", "Voice SIP Cluster Service", "ÄÖÜ ßé", "Ωμέγα", "Жук", "№ 5"])
def test_a_width_is_the_sum_of_the_fonts_advances(text: str) -> None:
    for weight in ("regular", "bold"):
        expected = 11 * text_width(text, bold=weight == "bold")
        assert width(text, 11, weight) == pytest.approx(expected, abs=0.01 * len(text))
        assert measurable(text, weight)


def test_a_width_grows_with_the_size_and_the_weight() -> None:
    assert width("Redis", 22) == pytest.approx(2 * width("Redis", 11))
    assert width("Redis", 11, "bold") > width("Redis", 11, "medium") > width("Redis", 11)


@pytest.mark.parametrize(
    ("letter", "expected"),
    [
        ("音", 10.0),  # a square
        ("한", 10.0),
        ("👩", 10.0),
        ("ש", 6.5),
        ("\U0001d504", 6.5),
        ("\u20d0", 0.0),  # stands on the letter before
        ("\u202e", 0.0),  # a mark of direction
        ("\ufe0f", 0.0),
    ],
)
def test_what_the_table_lacks_is_guessed(letter: str, expected: float) -> None:
    assert not measurable(letter)
    assert width(letter, 10) == expected
    assert width(f"a{letter}", 10) == pytest.approx(width("a", 10) + expected)
    assert not measurable(f"a{letter}")


def test_a_name_that_fits_stays_in_one_line() -> None:
    assert wrap("Redis", SIZE, LIMIT) == ("Redis",)
    assert wrap("Tenant Service", SIZE, LIMIT) == ("Tenant Service",)


def test_lines_are_as_few_and_as_even_as_can_be() -> None:
    assert wrap("Genesys Web Services and Applications", SIZE, LIMIT) == ("Genesys Web", "Services and", "Applications")
    assert wrap("Voice SIP Cluster Service", SIZE, LIMIT) == ("Voice SIP", "Cluster Service")
    assert wrap("aaaa bb cccc", 10, width("aaaa bb", 10)) in {("aaaa", "bb cccc"), ("aaaa bb", "cccc")}


def test_a_word_that_is_too_long_is_broken_where_it_must() -> None:
    lines = wrap("m" * 30, SIZE, LIMIT)
    assert "".join(lines) == "m" * 30
    assert len(lines) == -(-30 // int(LIMIT // width("m", SIZE)))


def test_an_empty_name_is_one_empty_line() -> None:
    assert wrap("", SIZE, LIMIT) == ("",)
    assert wrap(" \t ", SIZE, LIMIT) == ("",)


@given(st.lists(names(), min_size=1, max_size=3).map(" ".join))
def test_every_line_fits_and_no_character_is_lost(name: str) -> None:
    lines = wrap(name, SIZE, LIMIT)
    widest = max((width(letter, SIZE) for letter in name), default=0.0)
    assert all(width(line, SIZE) <= max(LIMIT, widest) + 1e-9 for line in lines)
    assert "".join("".join(lines).split()) == "".join(name.split())
    assert all(line == line.strip() for line in lines)


WORDS = st.lists(st.text("abcdefghimWÄ音é", min_size=1, max_size=7), min_size=1, max_size=7)


@given(WORDS)
def test_no_other_way_to_break_it_is_narrower_with_as_few_lines(words: list[str]) -> None:
    lines = wrap(" ".join(words), SIZE, LIMIT)
    if " ".join(lines) != " ".join(words):
        return  # a word was cut
    ways = [
        [" ".join(words[start:stop]) for start, stop in zip((0, *cuts), (*cuts, len(words)), strict=True)]
        for count in range(len(lines))
        for cuts in combinations(range(1, len(words)), count)
    ]
    widths = {tuple(way): max(width(line, SIZE) for line in way) for way in ways}
    assert all(found > LIMIT for way, found in widths.items() if len(way) < len(lines)), "no fewer lines fit"
    best = min(found for way, found in widths.items() if len(way) == len(lines))
    assert max(width(line, SIZE) for line in lines) == pytest.approx(best)


def test_accents_stay_with_their_letters() -> None:
    """A combining mark has no width of its own, so that it never begins a line."""
    word = "e\u0301" * 40
    for line in wrap(word, SIZE, LIMIT):
        assert not unicodedata.combining(line[0])
