"""Which input order to lay out: the engine is sensitive to it, so several are tried and scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from diagramgen.layout.dot import Spacing, Statements, statements
from diagramgen.layout.engine import Engine
from diagramgen.layout.geometry import Geometry, read
from diagramgen.layout.measure import count_crossings, shared_run
from diagramgen.layout.place import Placement, place
from diagramgen.layout.sizes import NodeSize, badge_widths, node_size
from diagramgen.scene import Scene

ORDERS = 24
"""Input orders that are tried for a picture whose lines cross."""
FINALISTS = 4
"""The best of them, in which badges are placed."""
SPACINGS = (1.0, 1.3, 1.7, 2.2)
"""Where badges find no free place, nodes and ranks move apart by these factors."""

SHARED = Spacing(0.35, 0.9)
REPEATED = Spacing(0.22, 0.8)

COST_CROSSING, COST_RUN, COST_LENGTH = 10.0, 0.5, 0.004


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A layout that was chosen, with its badges."""

    geometry: Geometry
    placement: Placement
    score: float


@dataclass(slots=True)
class _Search:
    """One scene while it is being laid out."""

    scene: Scene
    sizes: Mapping[str, NodeSize]
    badges: Sequence[Sequence[float]]
    spacing: Spacing
    best: Arrangement | None = None

    def statements(self, factor: float) -> Statements:
        return statements(self.scene, self.sizes, Spacing(self.spacing.node * factor, self.spacing.rank * factor))

    def offer(self, geometries: Iterable[Geometry]) -> None:
        """Place badges in the best of these layouts and keep the best arrangement so far."""
        scored = sorted((_score(self.scene, geometry), index, geometry) for index, geometry in enumerate(geometries))
        for score, _, geometry in scored[:FINALISTS]:
            found = Arrangement(geometry, place(geometry, self.badges), score)
            if self.best is None or _rank(found) < _rank(self.best):
                self.best = found
            if found.placement.missed == 0:
                break  # the others score worse


def arrange(scenes: Sequence[Scene], engine: Engine) -> list[Arrangement]:
    """Lay out scenes, each in the best of many input orders.

    Most pictures are perfect in the first order, so all of them go through the engine together
    once; the others are searched one by one.
    """
    searches = [_start(scene) for scene in scenes]
    first = engine.layout([search.statements(1.0).text() for search in searches])
    found = []
    for search, placed in zip(searches, first, strict=True):
        geometry = read(search.scene, search.sizes, placed)
        search.offer([geometry])
        assert search.best is not None
        if search.best.placement.missed or _crossed(search.scene, geometry):
            _search(search, engine)
        found.append(search.best)
    return found


def _search(search: _Search, engine: Engine) -> None:
    for factor in SPACINGS:
        graph = search.statements(factor)
        placed = engine.layout([graph.text(seed) for seed in range(ORDERS)])
        search.offer([read(search.scene, search.sizes, layout) for layout in placed])
        assert search.best is not None
        if search.best.placement.missed == 0:
            return


def _start(scene: Scene) -> _Search:
    sizes = {node.key: node_size(node) for node in scene.nodes}
    spacing = REPEATED if scene.legend.repeated else SHARED
    return _Search(scene, sizes, [badge_widths(line) for line in scene.lines], spacing)


def _ends(scene: Scene) -> list[tuple[int, int]]:
    index_of = {node.key: index for index, node in enumerate(scene.nodes)}
    return [(index_of[line.source], index_of[line.destination]) for line in scene.lines]


def _crossed(scene: Scene, geometry: Geometry) -> bool:
    return count_crossings(geometry.polylines, geometry.boxes, _ends(scene)) > 0


def _score(scene: Scene, geometry: Geometry) -> float:
    """Lower is better: crossings, lines that run together, and length."""
    ends = _ends(scene)
    crossed = count_crossings(geometry.polylines, geometry.boxes, ends)
    run = shared_run(geometry.polylines, geometry.boxes, ends, spacing=2.0)
    return round(COST_CROSSING * crossed + COST_RUN * run + COST_LENGTH * geometry.length, 3)


def _rank(found: Arrangement) -> tuple[int, float]:
    return found.placement.missed, found.score
