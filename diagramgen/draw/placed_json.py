"""Picture → JSON: every box, curve and number with its place, for tools of your own."""

from __future__ import annotations

import json
from typing import Any

from diagramgen.draw.links import Links
from diagramgen.picture import Box, Picture


def placed_json(picture: Picture, links: Links, scale: float = 1.0) -> bytes:  # noqa: ARG001 - data has no scale
    """Units are pixels at natural size, y grows downwards."""
    data: dict[str, Any] = {
        "view": picture.scene.view,
        "title": picture.scene.title,
        "width": picture.width,
        "height": picture.height,
        "engine": picture.engine,
        "fallback": picture.fallback,
        "nodes": [
            {
                "key": placed.node.key,
                "endpoint": placed.node.endpoint,
                "name": placed.node.name,
                "kind": str(placed.node.kind),
                "tenancy": str(placed.node.tenancy),
                "href": links.node(placed.node.endpoint),
                "box": _box(placed.box),
            }
            for placed in picture.nodes
        ],
        "lines": [
            {
                "source": placed.line.source,
                "destination": placed.line.destination,
                "protocol": placed.line.protocol,
                "connections": [badge.connection for badge in placed.line.badges],
                "start": placed.start,
                "curves": placed.curves,
            }
            for placed in picture.lines
        ],
        "badges": [
            {
                "connection": placed.badge.connection,
                "text": placed.badge.text,
                "label": placed.badge.label,
                "href": links.badge(placed.badge.connection),
                "line": placed.line,
                "box": _box(placed.box),
                "leader": placed.leader,
            }
            for placed in picture.badges
        ],
        "legend": None if picture.legend is None else _box(picture.legend.frame),
    }
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def _box(box: Box) -> list[float]:
    return [box.x, box.y, box.width, box.height]
