"""Columns of a table: how wide they are, so that no word is cut and no column is lost. All lengths in points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from math import ceil

from diagramgen.layout.text import width

PADDING = 4.0
"""Left and right of a cell's text."""
SIZES = (8.5, 8.0, 7.5, 7.0)
"""Of the text in a table, the first that fits."""
LONGEST_WORD = 110.0
"""A word that is longer may be broken: it is an address or a path."""
NARROWEST = 30.0
"""Words are broken down to this before columns go to another part."""
MEASURED = 150
"""Rows by which widths are chosen."""
RAGGED = 1.1
"""Lines end before the margin: a text takes so much more room than it is long."""
MONO = 0.602
"""Width of a character of code, in em."""
CODE = 0.86
"""Size of code beside text."""
SLACK = 0.6
"""Against rounding: a word that fits by a hair is broken by the typesetter."""

BREAK = "\u200b"
"""A place at which a line may end, that cannot be seen."""

Word = tuple[str, bool]
"""A word, and whether it is code."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What of a cell counts for its width: the lines of words in it."""

    lines: tuple[tuple[Word, ...], ...]
    bold: bool = False
    columns: int = 1
    """How many columns share what it needs."""

    def longest(self, size: float) -> float:
        """Width of its longest word."""
        return max((_width(word, size, self.bold) for line in self.lines for word in line), default=0.0) / self.columns

    def natural(self, size: float) -> float:
        """Width that it takes without a break."""
        space = width(" ", size)
        lines = (sum(_width(word, size, self.bold) + space for word in line) - space for line in self.lines if line)
        return max(lines, default=0.0) / self.columns


@dataclass(frozen=True, slots=True)
class Part:
    """Columns that stand side by side; the first of the table comes again in each part."""

    columns: tuple[int, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is set."""

    size: float
    turned: bool
    """Whether it needs a turned page."""
    parts: tuple[Part, ...]


def plan(rows: Sequence[Sequence[Cell]], upright: float, turned: float) -> Plan:
    """The widths of a table's columns: on the page as it is, else on a turned one, else in parts."""
    count = max((len(row) for row in rows), default=0)
    columns = [[row[column] for row in rows if column < len(row)] for column in range(count)]
    for room, is_turned in ((upright, False), (turned, True)):
        for size in SIZES:
            least = [min(_longest(cells, size), LONGEST_WORD) + 2 * PADDING + SLACK for cells in columns]
            if sum(least) <= room:
                widths = _shared(least, columns, size, room)
                return Plan(size, is_turned, (Part(tuple(range(count)), widths),))
    return _in_parts(columns, turned)


def soften(text: str, size: float, room: float) -> str:
    """The text with places for a break in words that are wider than there is room for."""
    return re.sub(r"\S+", lambda word: _softened(word[0], size, room), text)


def words(text: str, code: bool) -> tuple[Word, ...]:
    """The words of a text."""
    return tuple((word, code) for word in text.split())


def _softened(word: str, size: float, room: float) -> str:
    if width(word, size, "bold") <= room:
        return word
    pieces, line = [], 0.0
    for piece in re.findall(r"[^/._\-:,=&?]*[/._\-:,=&?]?", word):
        for character in piece:
            wide = max(width(character, size, "bold"), MONO * CODE * size)
            if line + wide > room:
                pieces.append(BREAK)
                line = 0.0
            pieces.append(character)
            line += wide
        if piece and line > room / 2:
            pieces.append(BREAK)
            line = 0.0
    return "".join(pieces)


def _width(word: Word, size: float, bold: bool) -> float:
    text, code = word
    return len(text) * MONO * CODE * size if code else width(text, size, "bold" if bold else "regular")


def _longest(cells: Sequence[Cell], size: float) -> float:
    return max((cell.longest(size) for cell in cells), default=0.0)


def _shared(least: Sequence[float], columns: Sequence[Sequence[Cell]], size: float, room: float) -> tuple[float, ...]:
    """What is left of the room goes to the columns that want it, by how much they want."""
    wanted = [
        max(low, max((cell.natural(size) for cell in cells), default=0.0) + 2 * PADDING + SLACK)
        for low, cells in zip(least, columns, strict=True)
    ]
    if sum(wanted) <= room:
        return tuple(wanted)
    # The heights of cells go by natural / width; the sum of their squares is least at widths that go by this.
    hunger = [
        sum(max(cell.natural(size) - low, 0.0) ** 2 for cell in cells) ** (1 / 3)
        for low, cells in zip(least, columns, strict=True)
    ]
    low, high = 0.0, max(room / h for h in hunger if h)
    for _ in range(40):
        middle = (low + high) / 2
        total = sum(_clipped(middle * h, a, b) for h, a, b in zip(hunger, least, wanted, strict=True))
        low, high = (middle, high) if total <= room else (low, middle)
    widths = [_clipped(low * h, a, b) for h, a, b in zip(hunger, least, wanted, strict=True)]
    return tuple(_settled(widths, least, columns, size))


def _settled(
    widths: list[float], least: Sequence[float], columns: Sequence[Sequence[Cell]], size: float
) -> list[float]:
    """Room goes from column to column for as long as that makes the table lower."""
    most = max(map(len, columns))
    rows = [[c[row].natural(size) if row < len(c) else 0.0 for c in columns] for row in range(min(most, MEASURED))]

    def height(tried: Sequence[float]) -> int:
        return sum(max(ceil(n * RAGGED / (w - 2 * PADDING)) for n, w in zip(row, tried, strict=True)) for row in rows)

    best = height(widths)
    for step in (24.0, 8.0):
        moved = True
        while moved:
            moved = False
            for giver, taker in permutations(range(len(widths)), 2):
                if widths[giver] - step < least[giver]:
                    continue
                tried = list(widths)
                tried[giver] -= step
                tried[taker] += step
                if (found := height(tried)) < best:
                    widths, best, moved = tried, found, True
    return widths


def _clipped(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def _in_parts(columns: Sequence[Sequence[Cell]], room: float) -> Plan:
    """Long words are broken; columns that still find no room go to a further part, behind the first column."""
    size = SIZES[-1]
    share = max(NARROWEST, room / len(columns) - 2 * PADDING - SLACK)
    least = [min(_longest(cells, size), max(share, LONGEST_WORD / 2)) + 2 * PADDING + SLACK for cells in columns]
    parts: list[list[int]] = [[0]]
    for column in range(1, len(columns)):
        if sum(least[i] for i in parts[-1]) + least[column] > room and len(parts[-1]) > 1:
            parts.append([0])
        parts[-1].append(column)
    made = tuple(
        Part(tuple(part), _shared([least[i] for i in part], [columns[i] for i in part], size, room)) for part in parts
    )
    return Plan(size, True, made)
