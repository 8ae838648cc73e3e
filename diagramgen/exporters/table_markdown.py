"""The table as Markdown, with the footnote for configurable ports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diagramgen.graph import ResolvedConnection
from diagramgen.table import COLUMNS, FOOTNOTE, row


def export(connections: Sequence[ResolvedConnection]) -> str:
    """A pipe table as GitHub and Python-Markdown read it."""
    lines = [_line(COLUMNS), _line(["---:"] + ["---"] * (len(COLUMNS) - 1))]
    lines += [_line([escape(cell) for cell in row(connection)]) for connection in connections]
    if any(connection.configurable for connection in connections):
        lines += ["", escape(FOOTNOTE)]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that shows as it is in a cell of a Markdown table."""
    special = _special(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if special:
        # A backslash where every Markdown takes one; an entity for what only some of them read as a mark.
        text = re.sub(r"([\\`*_{}\[\]()#+!-])", r"\\\1", text)
        text = re.sub(r"[~^=$:]", lambda mark: f"&#{ord(mark[0])};", text)
    return "<br>".join(text.replace("|", "&#124;").split("\n"))


def _special(text: str) -> bool:
    """Whether Markdown would read anything in it; plain sentences stay as they are."""
    return re.search(r"[\\`*_{}\[\]#!~^$]|==|\+\+|--|::|:\w+:|^\s*[-+]|://|www\.", text) is not None


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
