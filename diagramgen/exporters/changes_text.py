"""Changes for a terminal: what matters most first, then the ports at each boundary."""

from __future__ import annotations

from diagramgen.diff.changes import Level
from diagramgen.diff.compare import Difference
from diagramgen.diff.explain import boundary, fact, place, summary, unsaid, users
from diagramgen.diff.ports import Opening


def export(difference: Difference) -> str:
    """A line for each change, with its place and its kind."""
    lines = [summary(difference)]
    for level in Level:
        changes = [change for change in difference.changes if change.level is level]
        if changes:
            lines += ["", str(level)]
        for change in changes:
            where = f"{place(change)}: " if place(change) else ""
            lines.append(f"  {where}{fact(change)} [{change.kind}]")
    ports = difference.ports
    for found in ports.boundaries:
        lines += ["", f"ports {boundary(found)}"]
        for what, items in ports.actions:
            lines += [_line(what, item) for item in items if item.way.boundary == found]
        lines += [f"  cannot be said: {unsaid(item)}" for item in ports.unsaid if item.way.boundary == found]
    return "\n".join(lines) + "\n"


def _line(what: str, opening: Opening) -> str:
    way = opening.way
    note = f" ({opening.note})" if opening.note else ""
    return f"  {what} {way.transport} {opening.ports} from {way.source} to {way.destination}, {users(opening)}{note}"
