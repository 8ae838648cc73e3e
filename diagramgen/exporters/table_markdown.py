"""The table as Markdown, with the footnote for configurable ports."""

from __future__ import annotations

from collections.abc import Sequence

from diagramgen.graph import ResolvedConnection
from diagramgen.table import COLUMNS, FOOTNOTE, row
from diagramgen.verbatim import escape


def export(connections: Sequence[ResolvedConnection]) -> str:
    """A pipe table as GitHub and Python-Markdown read it."""
    lines = [_line(COLUMNS), _line(["---:"] + ["---"] * (len(COLUMNS) - 1))]
    lines += [_line([escape(cell) for cell in row(connection)]) for connection in connections]
    if any(connection.configurable for connection in connections):
        lines += ["", escape(FOOTNOTE)]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
