"""An arrangement as JSON, and the key under which the cache keeps it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from diagramgen.layout.arrangement import Arrangement, Placement, Spot, Start
from diagramgen.layout.geometry import Geometry, Path
from diagramgen.layout.sizes import badge_widths, node_size
from diagramgen.picture import Box
from diagramgen.scene import Scene


def key(scene: Scene, engine: str) -> str:
    """A hash of all that a layout depends on: sizes, lines, the engine, and this package's code.

    Names and texts are in it only by their sizes.
    """
    nodes = [(node.key, node.kind, *_size(scene, index)) for index, node in enumerate(scene.nodes)]
    lines = [(line.source, line.destination, badge_widths(line)) for line in scene.lines]
    groups = [group.nodes for group in scene.groups]
    known = json.dumps([engine, _code(), scene.legend.repeated, nodes, lines, groups])
    return hashlib.sha256(known.encode()).hexdigest()


def dump(arrangement: Arrangement) -> dict[str, Any]:
    """An arrangement as plain JSON data."""
    geometry, placement = arrangement.geometry, arrangement.placement
    return {
        "boxes": [[box.x, box.y, box.width, box.height] for box in geometry.boxes],
        "groups": [[box.x, box.y, box.width, box.height] for box in geometry.groups],
        "paths": [[path.start, path.curves] for path in geometry.paths],
        "spots": [[spot.centre, spot.columns, spot.leader] for spot in placement.spots],
        "missed": placement.missed,
        "score": arrangement.score,
        "bridges": arrangement.bridges,
        "fallback": arrangement.fallback,
        "start": [arrangement.start.seed, *arrangement.start.factors],
    }


def restore(data: Any, scene: Scene) -> Arrangement | None:
    """The arrangement again; None if the data is not one of this scene."""
    try:
        geometry = Geometry(
            tuple(Box(*map(float, box)) for box in data["boxes"]),
            tuple(
                Path(_point(start), tuple((_point(a), _point(b), _point(c)) for a, b, c in curves))
                for start, curves in data["paths"]
            ),
            tuple(Box(*map(float, box)) for box in data["groups"]),
        )
        spots = (
            Spot(_point(centre), int(columns), None if leader is None else _point(leader))
            for centre, columns, leader in data["spots"]
        )
        placement = Placement(tuple(spots), tuple(map(int, data["missed"])))
        bridges = tuple(
            tuple(tuple(_point(point) for point in piece) for piece in pieces) for pieces in data["bridges"]
        )
        seed, node, rank = data["start"]
        start = Start(int(seed), (float(node), float(rank)))
        found = Arrangement(geometry, placement, float(data["score"]), bridges, str(data["fallback"]), start)
    except (KeyError, TypeError, ValueError):
        return None
    sizes = {len(geometry.paths), len(placement.spots), len(bridges)}
    fits = len(geometry.boxes) == len(scene.nodes) and sizes == {len(scene.lines)}
    return found if fits else None


def _size(scene: Scene, index: int) -> tuple[float, float]:
    size = node_size(scene.nodes[index])
    return size.width, size.height


def _point(value: Any) -> tuple[float, float]:
    x, y = value
    return float(x), float(y)


@cache
def _code() -> str:
    """A hash of the layout's own code: a change to it makes every stored layout stale."""
    folder = files("diagramgen.layout")
    sources = sorted((item for item in folder.iterdir() if item.name.endswith(".py")), key=lambda item: item.name)
    return hashlib.sha256(b"".join(item.read_bytes().replace(b"\r\n", b"\n") for item in sources)).hexdigest()
