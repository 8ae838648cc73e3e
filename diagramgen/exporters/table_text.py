"""The table for a terminal: columns side by side, long text wrapped."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

from diagramgen.graph import ResolvedConnection
from diagramgen.table import COLUMNS, FOOTNOTE, row

DATA_WIDTH = 60
"""The last column is wrapped at this width, in characters."""
PORT_WIDTH = 28
"""So is the column of ports."""


def export(connections: Sequence[ResolvedConnection]) -> str:
    """Aligned columns, a rule under the head, and the footnote for configurable ports."""
    table = [("No.", *COLUMNS[1:-1], "Data"), *(row(connection) for connection in connections)]
    wrapped = [[*_wrapped(cells[:-1]), textwrap.wrap(cells[-1], DATA_WIDTH) or [""]] for cells in table]
    widths = [max(_width(part) for cells in wrapped for part in cells[column]) for column in range(len(COLUMNS))]
    lines = []
    for number, cells in enumerate(wrapped):
        for part in range(max(len(cell) for cell in cells)):
            texts = [cell[part] if part < len(cell) else "" for cell in cells]
            padded = [text + " " * (width - _width(text)) for text, width in zip(texts, widths, strict=True)]
            lines.append("  ".join(padded).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    if any(connection.configurable for connection in connections):
        lines += ["", FOOTNOTE]
    return "\n".join(lines) + "\n"


def _wrapped(cells: Sequence[str]) -> list[list[str]]:
    return [textwrap.wrap(cell, PORT_WIDTH) or [""] if column == 4 else [cell] for column, cell in enumerate(cells)]


def _width(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
