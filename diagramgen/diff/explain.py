"""Changes in words: one sentence without its place."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import Any

from diagramgen.diff.changes import (
    Added,
    AudienceChanged,
    BoundaryChanged,
    Change,
    ClassificationChanged,
    DirectionChanged,
    Edited,
    EncryptionChanged,
    EndChanged,
    NameChanged,
    NumberChanged,
    PortChanged,
    ProtocolChanged,
    Removed,
    Renamed,
    RetiredChanged,
    StatusChanged,
    Whole,
)
from diagramgen.diff.compare import Difference
from diagramgen.diff.ports import Boundary, Opening, Unsaid
from diagramgen.errors import Location
from diagramgen.schema import Status

NOT_STATED = "not stated"
SPACES = re.compile(r"\s+")
MARKS = {"\n\n": "¶", "\n": "↵", " ": "␣", "\t": "⇥"}
"""How a paragraph, a line break and spaces are shown where they are all that differs."""
LONG = 60
"""Longer texts are shown from where they differ."""
AROUND = 3
"""So many words stand before that place."""


def fact(change: Change) -> str:
    """What is different, in one line."""
    return "".join(parts(change))


def parts(change: Change) -> tuple[str, str]:
    """The same in two pieces: what changed, and how."""
    name = " ".join(label(change).split())
    return name, " ".join(f"{name}{_said(change)}".split()).removeprefix(name)


def label(change: Change) -> str:
    """What a reader calls the thing that changed."""
    subject = change.subject
    if subject.kind in ("endpoint", "connection", "retired", "ignore", "rule", "model"):
        return subject.name
    return f"{subject.kind} {subject.name}"


def place(change: Change) -> Location:
    """Where to look: in the newer model, or in the older one for what is gone."""
    return change.now or change.was


def summary(difference: Difference) -> str:
    """`3 changes from v1.0 to the working files`."""
    count = len(difference.changes)
    said = "no change" if not count else "1 change" if count == 1 else f"{count} changes"
    return f"{said} from {difference.old} to {difference.new}"


def boundary(of: Boundary) -> str:
    """`Cluster → Internet (across the cluster's boundary)`, and the boundaries on the way where that says more."""
    said = ["across the cluster's boundary"] if of.crossing else []
    if (of.leaves, of.enters) != ((of.source,), (of.destination,)):
        steps = (("out of", of.leaves), ("into", of.enters))
        said += [f"{word} {', '.join(zones)}" for word, zones in steps if zones]
    return f"{of.source} → {of.destination}" + (f" ({'; '.join(said)})" if said else "")


def users(opening: Opening) -> str:
    """`connection 40`, `connections 40, 41`."""
    return ("connection " if len(opening.connections) == 1 else "connections ") + ", ".join(opening.connections)


def unsaid(item: Unsaid) -> str:
    """Why nothing is opened or closed for a connection."""
    return f"what to {item.what} for connection {item.connection}: {item.reason}"


def _said(change: Change) -> str:
    match change:
        case Added():
            return f" added: {change.detail}"
        case Removed():
            return f" removed: {change.detail}"
        case DirectionChanged():
            return f": {change.new} initiates it, no longer {change.old}"
        case EndChanged():
            crossing = "; it now crosses the cluster's boundary" if change.crossing else ""
            return f": {change.field} {change.old} → {change.new}{crossing}"
        case ProtocolChanged():
            downgrade = "; no longer encrypted by its protocol" if change.downgrade else ""
            return f": {_field(change.field)} {_apart(change.old, change.new)}{downgrade}"
        case PortChanged():
            parts = [f"adds {change.opens}"] * bool(change.opens) + [f"drops {change.closes}"] * bool(change.closes)
            old, new = _ports(change.old), _ports(change.new)
            if old == new:  # the reason is the same, and what is printed is not
                old, new = _ports(change.old, whole=True), _ports(change.new, whole=True)
            return f": port {old} → {new}" + "".join(f"; {part}" for part in parts)
        case ClassificationChanged() if change.field == "classification_derived":
            return f": by its zones it is {change.new}, no longer {change.old}; the stated word stays"
        case ClassificationChanged() if change.old == change.new:
            return f": classification {change.new} stated, or no longer"
        case BoundaryChanged() if change.field == "side":
            return f": {_value(change.old)} → {_value(change.new)} by the zone around it"
        case StatusChanged() if change.crosses_zones:
            return f": status {change.old} → {change.new}; {_status(change)}"
        case EncryptionChanged(downgrade=True):
            return f": encryption {_edit(change.old, change.new)}; no longer stated to be encrypted"
        case NameChanged(outside=True, field="name"):
            return f": name {_edit(change.old, change.new)}; it stands outside, and may be another one"
        case NumberChanged():
            return f": was {'without a number' if change.old is None else f'number {change.old}'} before"
        case Renamed():
            return f": id {change.old} → {change.new}"
        case RetiredChanged(field=""):
            said = change.old or change.new
            since = f"since {said['since']}: {_clip(_value(said['reason']))}"
            return f" no longer retired ({since})" if change.new is None else f" retired {since}"
        case AudienceChanged():
            return f": {_field(change.field)} {_readers(change.old)} → {_readers(change.new)}"
        case Edited(field=""):
            return " removed" if change.new is None else " added"
        case Edited():
            return f": {_field(change.field)} {_edit(change.old, change.new)}"
        case Whole() | Change():
            return ""


def _status(change: StatusChanged) -> str:
    if change.live:
        where = ", into the cluster" if change.ingress else ", out of the cluster" if change.crossing else ""
        return f"it goes live{where}"
    return "it is no longer in use" if change.new == Status.PLANNED else "what it needs stays open"


def _field(name: str) -> str:
    return name.replace("_", " ")


def _readers(value: Sequence[str]) -> str:
    return ", ".join(value) or "everybody"


def _ports(value: Any, *, whole: bool = False) -> str:
    if value is None:
        return NOT_STATED
    if isinstance(value, dict):
        if whole:
            return f"unknown ({_exact(value)})"
        return f"unknown ({_clip(value['unknown'])})" if value["unknown"] else "unknown"
    return str(value)


def _edit(old: Any, new: Any) -> str:
    """Both values, as far as they differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in dict.fromkeys([*old, *new]) if key not in old or key not in new or old[key] != new[key]]
        keys = keys or [key for key in old if type(old[key]) is not type(new[key])]
        said = [f"{key} {_edit(old.get(key, ''), new.get(key, ''))}" for key in keys]
        return "; ".join(said)
    if isinstance(old, list) and isinstance(new, list):
        shown = [_value(item) for item in old], [_value(item) for item in new]
        return (
            _lists(*shown)
            if shown[0] != shown[1]
            else _lists(*([_exact(item) for item in side] for side in (old, new)))
        )
    first, second = _value(old), _value(new)
    if first == second:
        first, second = _exact(old), _exact(new)
    if max(len(first), len(second)) <= LONG:
        return f"{first} → {second}"
    return _texts(first.split(), second.split())


def _lists(old: Sequence[str], new: Sequence[str]) -> str:
    if not old or not new:
        return f"{_clip(', '.join(old)) or 'none'} → {_clip(', '.join(new)) or 'none'}"
    gone = [item for item in old if item not in new]
    fresh = [item for item in new if item not in old]
    if not gone and not fresh:
        return f"{_clip(', '.join(old))} → {_clip(', '.join(new))}"
    if len(gone) == len(fresh) == 1:
        return _edit(gone[0], fresh[0])
    parts = [f"without {_clip(', '.join(gone))}"] * bool(gone) + [f"with {_clip(', '.join(fresh))}"] * bool(fresh)
    return ", ".join(parts)


def _texts(old: Sequence[str], new: Sequence[str]) -> str:
    """Two long texts from where they differ, a few words before it."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    start = max(0, start - AROUND)
    end = max(0, end - AROUND)

    def part(words: Sequence[str]) -> str:
        middle = _clip(" ".join(words[start : len(words) - end]))
        return f"{'… ' if start else ''}{middle}{' …' if end and not middle.endswith('…') else ''}" or "none"

    return f"{part(old)} → {part(new)}"


def _value(value: Any) -> str:
    """A value in one line."""
    if value is None or value == "":
        return NOT_STATED
    if value in ([], {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return " ".join(_value(item) for item in value.values() if item not in ("", [], None))
    if isinstance(value, list):
        return ", ".join(_value(item) for item in value)
    return " ".join(str(value).split()) or "space"


def _apart(old: Any, new: Any) -> str:
    """Two values that are not clipped."""
    first, second = _value(old), _value(new)
    return f"{first} → {second}" if first != second else f"{_exact(old)} → {_exact(new)}"


def _exact(value: Any) -> str:
    """A value that could be taken for another one: text in quotes, with the spaces that can't be seen."""
    if isinstance(value, str) and value:
        return f'"{SPACES.sub(_seen, value)}"'
    if isinstance(value, dict):
        return " ".join(_exact(item) for item in value.values())
    if isinstance(value, list):
        return ", ".join(_exact(item) for item in value)
    return _value(value)


def _seen(run: re.Match[str]) -> str:
    """Spaces and line breaks as marks; one space between two words stays what it is."""
    text = run[0]
    if text == " " and run.start() > 0 and run.end() < len(run.string):
        return text
    return MARKS.get(text) or "".join(MARKS.get(c, f"U+{ord(c):04X}") for c in text)


def _clip(text: str) -> str:
    return textwrap.shorten(text, 2 * LONG, placeholder=" …") if len(text) > 2 * LONG else text
