"""The table as CSV: a header row, then only rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from diagramgen.graph import ResolvedConnection
from diagramgen.table import COLUMNS, row


def export(connections: Sequence[ResolvedConnection]) -> str:
    """The connection table."""
    return lines(COLUMNS, map(row, connections))


def lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180 with line feeds; a cell that a spreadsheet would run as a formula is made text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_inert(cell) for cell in cells] for cells in rows)
    return text.getvalue()


def _inert(cell: str) -> str:
    """OWASP, CSV injection: a leading =, +, -, @, tab or line break starts a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and cell else cell
