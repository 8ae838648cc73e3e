"""Changes as JSON: all that is known of each, for programs."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from diagramgen.diff.changes import Change
from diagramgen.diff.compare import Difference
from diagramgen.diff.explain import fact
from diagramgen.diff.ports import Boundary, Opening, Unsaid, Way
from diagramgen.errors import Location


def export(difference: Difference) -> str:
    """An object with the two models' names, the changes in their order, and the ports to open and to close."""
    ports = difference.ports
    data = {
        "old": difference.old,
        "new": difference.new,
        "changes": [_change(change) for change in difference.changes],
        "ports": {
            **{what.replace(" ", "_"): [_opening(item) for item in items] for what, items in ports.actions},
            "cannot_be_said": [_unsaid(item) for item in ports.unsaid],
        },
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _change(change: Change) -> dict[str, Any]:
    base = ("subject", "was", "now")
    own = {field.name: getattr(change, field.name) for field in fields(change) if field.name not in base}
    return {
        "key": change.key,
        "kind": change.kind,
        "level": str(change.level),
        "object": change.subject.key,
        "name": change.subject.name,
        "message": fact(change),
        **own,
        "old_place": _place(change.was),
        "new_place": _place(change.now),
    }


def _place(location: Location) -> dict[str, Any] | None:
    return {"file": location.file, "line": location.line or None} if location else None


def _opening(opening: Opening) -> dict[str, Any]:
    more = {"ports": opening.ports, "connections": list(opening.connections), "note": opening.note}
    return _way(opening.way) | more | _before(opening.before)


def _unsaid(item: Unsaid) -> dict[str, Any]:
    more = {"connections": [item.connection], "what": item.what, "reason": item.reason}
    return _way(item.way) | more | _before(item.before)


def _before(boundary: Boundary | None) -> dict[str, Any]:
    """Where a connection that moved went until now."""
    return {} if boundary is None else {"before": _boundary(boundary)}


def _way(way: Way) -> dict[str, Any]:
    return {
        **_boundary(way.boundary),
        "source": way.source,
        "destination": way.destination,
        "transport": way.transport,
    }


def _boundary(boundary: Boundary) -> dict[str, Any]:
    return {
        "source_zone": boundary.source,
        "destination_zone": boundary.destination,
        "crosses_the_boundary": boundary.crossing,
        "leaves": list(boundary.leaves),
        "enters": list(boundary.enters),
    }
