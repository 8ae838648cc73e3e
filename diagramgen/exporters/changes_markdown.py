"""Changes as Markdown, for the comment on a pull request: what matters in sight, the rest folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diagramgen.diff.changes import Change, Level
from diagramgen.diff.compare import Difference
from diagramgen.diff.explain import boundary, fact, place, summary, unsaid, users
from diagramgen.diff.ports import Delta
from diagramgen.verbatim import escape, unheard

LIMIT = 65_000
"""Characters; a comment on GitHub takes 65,536."""
ROOM = 400
"""Characters that are kept for the end: what was left out."""
TITLES = {
    Level.SECURITY: "What matters to security",
    Level.STRUCTURE: "Structure",
    Level.TEXT: "Text and looks",
}


@dataclass(frozen=True, slots=True)
class _Section:
    """A table that may be cut."""

    title: str
    what: str
    """What its rows are, where some are left out."""
    head: Sequence[str]
    rows: Sequence[str]
    folded: bool = False


def export(difference: Difference, limit: int = LIMIT) -> str:
    """A heading, a table for each level and one for ports; cut where it would be too long, and says so."""
    text = f"### {_text(_capital(summary(difference)))}\n"
    left_out: list[str] = []
    for section in _sections(difference):
        shown, hidden = _fitting(section, limit - ROOM - len(text))
        if shown:
            text += "\n" + shown
        if hidden:
            left_out.append(f"{hidden} of {len(section.rows)} {section.what}")
    if left_out:
        text += f"\n**Left out, because it would be too long here:** {', '.join(left_out)}. "
        text += "`diagramgen diff` with `--format text` tells all.\n"
    return text


def _sections(difference: Difference) -> list[_Section]:
    tables = []
    for level in Level:
        changes = [change for change in difference.changes if change.level is level]
        rows = [_row(change) for change in changes]
        folded = level is not Level.SECURITY
        tables.append(_Section(TITLES[level], f"changes of {level}", ("Change", "Kind", "Place"), rows, folded))
    ports = _Section(
        "Ports to open and to close",
        "lines about ports",
        ("Boundary", "", "Port", "From", "To", "Connections"),
        _port_rows(difference.ports),
    )
    return [table for table in (tables[0], ports, *tables[1:]) if table.rows]


def _row(change: Change) -> str:
    where = place(change)
    return _line([_text(fact(change)), change.kind, _text(str(where)) if where else ""])


def _port_rows(ports: Delta) -> list[str]:
    rows = []
    for found in ports.boundaries:
        name = _text(boundary(found))
        for what, items in ports.actions:
            for item in items:
                if item.way.boundary == found:
                    way = item.way
                    note = f" ({item.note})" if item.note else ""
                    cells = [f"{way.transport} {item.ports}{note}", way.source, way.destination, users(item)]
                    rows.append(_line([name, f"**{what}**", *map(_text, cells)]))
        for doubt in ports.unsaid:
            if doubt.way.boundary == found:
                cells = [unsaid(doubt), doubt.way.source, doubt.way.destination, doubt.connection]
                rows.append(_line([name, "cannot be said", *map(_text, cells)]))
    return rows


def _fitting(section: _Section, room: int) -> tuple[str, int]:
    """As much of a section as there is room for, and how many rows are left."""
    title = f"{section.title} ({len(section.rows)})"
    if section.folded:
        before, after = f"<details>\n<summary>{title}</summary>\n\n", "\n</details>\n"
    else:
        before, after = f"#### {title}\n\n", ""
    before += _line(section.head) + "\n" + _line(["---"] * len(section.head)) + "\n"
    room -= len(before) + len(after)
    shown = 0
    for row in section.rows:
        room -= len(row) + 1
        if room < 0:
            break
        shown += 1
    if not shown:
        return "", len(section.rows)
    return before + "".join(f"{row}\n" for row in section.rows[:shown]) + after, len(section.rows) - shown


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _text(text: str) -> str:
    return escape(unheard(text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
