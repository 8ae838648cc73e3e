"""Text by our own metrics: widths of one font, and names wrapped in balanced lines.

The widths come from a table of Roboto, not from a font on the machine, so that a layout is the
same everywhere.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

WIDE, OTHER = 1000, 650
"""Width in thousandths of an em of a character that the table lacks: East Asian wide ones, and all others."""

KEPT = 4096
"""So many widths and wrapped names are kept: the same names stand on many pictures."""


@cache
def _table(weight: str) -> dict[str, int]:
    runs = json.loads((files("diagramgen.layout") / "widths.json").read_text(encoding="utf-8"))[weight]
    return {
        chr(int(start, 16) + offset): width for start, widths in runs.items() for offset, width in enumerate(widths)
    }


@lru_cache(KEPT)
def width(text: str, size: float, weight: str = "regular") -> float:
    """Width of a line of text, in the unit of `size` (the font's em)."""
    table = _table(weight)
    # Whole numbers: Python adds fractions otherwise from 3.12 on, and a picture is the same bytes everywhere.
    return size * sum(table[c] if c in table else _unknown(c) for c in text) / 1000


def measurable(text: str, weight: str = "regular") -> bool:
    """Whether the table knows every character, so that the width is exact and not a guess."""
    return set(text) <= _table(weight).keys()


def _unknown(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else OTHER


@lru_cache(KEPT)
def wrap(text: str, size: float, limit: float, weight: str = "regular") -> tuple[str, ...]:
    """Break a name into as few lines as fit the limit, as even as can be.

    A word that is wider than the limit is broken where it must.
    """
    words = [piece for word in text.split() for piece in _pieces(word, size, limit, weight)]
    for count in range(1, len(words) + 1):
        lines = _balanced(words, count, size, weight)
        if max(width(line, size, weight) for line in lines) <= limit:
            return tuple(lines)
    return tuple(words) or ("",)


def _pieces(word: str, size: float, limit: float, weight: str) -> list[str]:
    """A word as it is, or cut into pieces that fit."""
    if width(word, size, weight) <= limit:
        return [word]
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, weight) > limit:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _balanced(words: list[str], count: int, size: float, weight: str) -> list[str]:
    """The split into `count` lines whose widest line is narrowest (dynamic programming)."""
    space = width(" ", size, weight)
    ends = [0.0]
    for word in words:
        ends.append(ends[-1] + width(word, size, weight) + space)

    def line(start: int, stop: int) -> float:
        return ends[stop] - ends[start] - space

    best = [(line(0, stop), [0, stop]) for stop in range(1, len(words) + 1)]
    for used in range(2, count + 1):
        best = [
            min(
                ((max(best[cut - 1][0], line(cut, stop)), [*best[cut - 1][1], stop]) for cut in range(used - 1, stop)),
                default=(float("inf"), [0, stop]),
            )
            for stop in range(1, len(words) + 1)
        ]
    return [" ".join(words[start:stop]) for start, stop in pairwise(best[-1][1])]
