"""The same picture with other sizes of some nodes: no line moves but for its ends.

That is what a new name or another icon needs. Where a larger node would touch something, or the
picture has another structure, there is no such layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diagramgen.layout.arrangement import Arrangement, Spot
from diagramgen.layout.blocks import block
from diagramgen.layout.bridges import bridges
from diagramgen.layout.curves import passes
from diagramgen.layout.geometry import Geometry, Path, between
from diagramgen.layout.outline import TOUCH, inside, meet
from diagramgen.layout.place import NODE_CLEAR, place
from diagramgen.layout.sizes import badge_widths, node_size
from diagramgen.picture import Box, Curve, Point
from diagramgen.scene import Scene
from diagramgen.schema import Kind

ROOM = 6.0
"""Units that stay free between a node that has grown and everything else."""
FARTHEST = 40.0
"""A line is not made longer than this to reach a node that has shrunk."""
STEPS, HALVINGS = 24, 12
"""A curve is looked at in so many places, and then so often nearer."""


def refit(scene: Scene, before: Scene, arrangement: Arrangement) -> Arrangement | None:
    """The arrangement with the sizes of another scene; None where that does not do."""
    if _structure(scene) != _structure(before) or arrangement.fallback:
        return None
    old = arrangement.geometry.boxes
    boxes = tuple(_resized(box, scene, index) for index, box in enumerate(old))
    changed = [
        index for index, box in enumerate(boxes) if (box.width, box.height) != (old[index].width, old[index].height)
    ]
    if not all(_fits(index, boxes, scene, arrangement) for index in changed):
        return None
    index_of = {node.key: index for index, node in enumerate(scene.nodes)}
    paths = []
    for line, path in zip(scene.lines, arrangement.geometry.paths, strict=True):
        source, destination = index_of[line.source], index_of[line.destination]
        if source == destination and source in changed:
            return None  # it begins where it ends
        fitted: Path | None = path
        if destination in changed:
            fitted = _ended(path, scene.nodes[destination].kind, boxes[destination])
        if source in changed and fitted is not None:
            turned = _ended(_turned(fitted), scene.nodes[source].kind, boxes[source])
            fitted = None if turned is None else _turned(turned)
        if fitted is None:
            return None
        paths.append(fitted)
    geometry = Geometry(boxes, tuple(paths), arrangement.geometry.groups)
    placement = arrangement.placement
    if not all(_stands(index, scene, geometry, placement.spots[index], changed) for index in range(len(paths))):
        placement = place(geometry, [badge_widths(line) for line in scene.lines])
        if placement.missed:
            return None
    return replace(arrangement, geometry=geometry, placement=placement, bridges=bridges(geometry))


def _structure(scene: Scene) -> object:
    """All that a layout depends on but for the sizes of nodes."""
    return (
        [(node.key, node.kind) for node in scene.nodes],
        [(line.source, line.destination, line.protocol, badge_widths(line)) for line in scene.lines],
        [group.nodes for group in scene.groups],
        scene.legend.repeated,
    )


def _resized(box: Box, scene: Scene, index: int) -> Box:
    size, (x, y) = node_size(scene.nodes[index]), box.centre
    return Box(round(x - size.width / 2, 2), round(y - size.height / 2, 2), size.width, size.height)


def _fits(index: int, boxes: tuple[Box, ...], scene: Scene, arrangement: Arrangement) -> bool:
    """Whether a node of a new size touches no other node or foreign line, nor the border of its group."""
    key, wide = scene.nodes[index].key, boxes[index].grown(ROOM)
    if any(wide.overlaps(box) for other, box in enumerate(boxes) if other != index):
        return False
    for group, frame in zip(scene.groups, arrangement.geometry.groups, strict=True):
        within = frame.x <= wide.x and frame.y <= wide.y and wide.right <= frame.right and wide.bottom <= frame.bottom
        if within if key not in group.nodes else not within:
            return False
    for line, polyline in zip(scene.lines, arrangement.geometry.polylines, strict=True):
        if key not in (line.source, line.destination) and passes(polyline, wide):
            return False
    return True


def _stands(index: int, scene: Scene, geometry: Geometry, spot: Spot, changed: Sequence[int]) -> bool:
    """Whether a line's numbers still stand on it, and clear of the nodes that have another size."""
    if spot.leader is not None and changed:
        return False  # where a leader begins may have been cut away
    shape = block(badge_widths(scene.lines[index]), spot.columns)
    badges = [badge.moved(*spot.centre) for badge in shape.boxes]
    if any(badge.overlaps(geometry.boxes[node].grown(NODE_CLEAR)) for node in changed for badge in badges):
        return False
    return spot.leader is not None or shape.held_by(geometry.polylines[index], *spot.centre)


def _turned(path: Path) -> Path:
    """The path from its other end."""
    starts = [path.start, *(curve[2] for curve in path.curves)]
    curves = [(b, a, start) for start, (a, b, _) in zip(starts, path.curves, strict=False)]
    return Path(path.tip, tuple(reversed(curves)))


def _ended(path: Path, kind: Kind, box: Box) -> Path | None:
    """The path with its tip on the outline of a node that has another size now."""
    start, curves = path.start, list[Curve]()
    for curve in path.curves:
        at = _entry(start, curve, kind, box)
        if at is not None:
            if at > 0:
                curves.append(_part(start, curve, at))
            return Path(path.start, tuple(curves)) if curves else None
        curves.append(curve)
        start = curve[2]
    before = curves[-1][1]
    tip = meet(kind, box, start, (start[0] - before[0], start[1] - before[1]), FARTHEST)
    if not inside(kind, box.grown(TOUCH), tip):
        return None
    return between(path.start, path, tip)


def _entry(start: Point, curve: Curve, kind: Kind, box: Box) -> float | None:
    """Where a curve first lies within an outline, from 0 to 1; None if it nowhere does."""
    for step in range(STEPS + 1):
        if inside(kind, box, _at(start, curve, step / STEPS)):
            low, high = max(0.0, (step - 1) / STEPS), step / STEPS
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                low, high = (low, middle) if inside(kind, box, _at(start, curve, middle)) else (middle, high)
            return high
    return None


def _at(start: Point, curve: Curve, t: float) -> Point:
    return _part(start, curve, t)[2]


def _part(start: Point, curve: Curve, t: float) -> Curve:
    """A curve up to a point of it (de Casteljau)."""

    def mixed(a: Point, b: Point) -> Point:
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

    first, second, third = mixed(start, curve[0]), mixed(curve[0], curve[1]), mixed(curve[1], curve[2])
    left, right = mixed(first, second), mixed(second, third)
    (ax, ay), (bx, by), (x, y) = first, left, mixed(left, right)
    return (round(ax, 2), round(ay, 2)), (round(bx, 2), round(by, 2)), (round(x, 2), round(y, 2))
