"""Which input order to lay out: the engine is sensitive to it, so several are tried and scored."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from diagramgen.layout.arrangement import Arrangement, Start
from diagramgen.layout.bridges import bridges
from diagramgen.layout.dot import Spacing, Statements, statements
from diagramgen.layout.engine import DOT, FALLBACKS, Engine, TookTooLong
from diagramgen.layout.geometry import Geometry, read
from diagramgen.layout.leaders import lead
from diagramgen.layout.measure import count_crossings, shared_run
from diagramgen.layout.place import place
from diagramgen.layout.sizes import badge_widths, node_size
from diagramgen.scene import Scene

LARGE = 20
"""From so many lines on a picture will need more orders than the first."""
FEWER_ORDERS = "fewer input orders"
"""What a picture says where the engine did not get through all orders in time."""
ORDERS = 32
"""Input orders that are tried for a picture whose lines cross."""
LINES_TIMES_ORDERS = 1920
"""A picture with many lines gets fewer of them: the engine takes longer for each."""
MANY = 120
"""From so many lines on, more room is tried with the best order alone."""
FEW_MISSED = 0.05
"""Of very many lines, so small a part may have its numbers on leaders."""
BATCH = 8
"""So many orders go through one process of the engine."""
FINALISTS = 4
"""The best of them, in which badges are placed."""
SPACINGS = ((1.0, 1.0), (1.3, 1.3), (1.7, 1.7), (2.5, 3.0), (4.0, 9.0), (4.0, 20.0), (8.0, 20.0))
"""Where badges find no free place, nodes and ranks move apart by these factors."""
DENSE = 0.3
"""Where more than this part of the lines misses a place, the moderate factors are left out."""
MODERATE = SPACINGS[1:4]
FAN_OUT = (1.0, 1.7)
"""Where lines run together, ranks move apart by the second of these, so that fans open."""
FAN_RUN = 8.0
"""Lines run together when they do so for this many units each, in the mean."""

Factors = tuple[float, float]

SHARED = Spacing(0.24, 0.74)
REPEATED = Spacing(0.198, 0.82)

COST_CROSSING, COST_RUN, COST_LENGTH = 10.0, 1.0, 0.004


def arrange(scenes: Sequence[Scene], engine: Engine) -> list[Arrangement]:
    """Lay out scenes, each in the best of many input orders.

    Most pictures are perfect in the first order, so all of them go through the engine together
    once, while the orders of the large ones are already under way beside them.
    """
    searches = [Search(scene) for scene in scenes]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        first = pool.submit(engine.layout, [search.statements(SPACINGS[0]).text() for search in searches])
        for search in searches:
            if len(search.scene.lines) >= LARGE:
                search.start(pool, engine, SPACINGS[0])
        try:
            layouts: list[dict[str, Any] | None] = [*first.result()]
        except TookTooLong:
            layouts = [None for _ in searches]  # one of them is too large: each for itself
        for search, placed in zip(searches, layouts, strict=True):
            search.begin(engine, placed)
            if not search.fallback and (search.missed or search.crossed):
                search.run(pool, engine)
    return [search.result() for search in searches]


class Search:
    """One scene while it is being laid out: layouts are offered, the best arrangement stays."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.sizes = {node.key: node_size(node) for node in scene.nodes}
        self.badges = [badge_widths(line) for line in scene.lines]
        self.spacing = REPEATED if scene.legend.repeated else SHARED
        index_of = {node.key: index for index, node in enumerate(scene.nodes)}
        self.ends = [(index_of[line.source], index_of[line.destination]) for line in scene.lines]
        self.orders = max(1, min(ORDERS, LINES_TIMES_ORDERS // max(1, len(scene.lines))))
        self.best: Arrangement | None = None
        self.fallback = ""
        self._pending: dict[Factors, list[tuple[list[int], Future[list[dict[str, Any]]]]]] = {}

    @property
    def missed(self) -> bool:
        """Whether a badge found no free place."""
        return self.best is None or bool(self.best.placement.missed)

    @property
    def _missed_share(self) -> float:
        return len(self.best.placement.missed) / len(self.ends) if self.best is not None and self.ends else 0.0

    @property
    def crossed(self) -> bool:
        """Whether lines cross in the best layout so far."""
        geometry = self.best.geometry if self.best is not None else None
        return geometry is None or count_crossings(geometry.polylines, geometry.boxes, self.ends) > 0

    def statements(self, factors: Factors) -> Statements:
        """The graph, with the room between nodes and between ranks multiplied by factors."""
        node, rank = factors
        return statements(self.scene, self.sizes, Spacing(self.spacing.node * node, self.spacing.rank * rank))

    def start(self, pool: ThreadPoolExecutor, engine: Engine, factors: Factors) -> None:
        """Let the engine begin with all orders."""
        graph = self.statements(factors)
        seeds = self._seeds(factors)
        size = 1 if len(self.ends) > MANY else BATCH  # the time limit is one for each call
        batches = [seeds[index : index + size] for index in range(0, len(seeds), size)]
        self._pending[factors] = [
            (batch, pool.submit(engine.layout, [graph.text(seed) for seed in batch])) for batch in batches
        ]

    def _seeds(self, factors: Factors) -> list[int]:
        """The orders to try; with more room, a picture of very many lines takes the best one alone."""
        if len(self.ends) > MANY and factors != SPACINGS[0] and self.best is not None:
            return [self.best.start.seed]
        return list(range(self.orders))

    def begin(self, engine: Engine, placed: dict[str, Any] | None) -> None:
        """Take the layout in the first order; make one by whatever method is in time if there is none."""
        graph = self.statements(SPACINGS[0]).text()
        for method in (DOT, *FALLBACKS):
            if placed is not None:
                break
            try:
                [placed] = engine.layout([graph], method)
                self.fallback = method.name
            except TookTooLong:
                if method is FALLBACKS[-1]:
                    raise
        assert placed is not None, "the last method returns a layout or raises"
        self.offer([(Start(), read(self.scene, self.sizes, placed))])

    def run(self, pool: ThreadPoolExecutor, engine: Engine) -> None:
        """Try all orders, with more and more room until each badge has its place."""
        for factors in SPACINGS:
            if factors in MODERATE and self._missed_share > DENSE:
                continue
            self._try(pool, engine, factors)
            if factors == SPACINGS[0] and self._runs_together:
                self._try(pool, engine, FAN_OUT)
            if not self.missed or self._leaders_do:
                return

    def result(self) -> Arrangement:
        """The best arrangement that was found; badges without a free place get leaders."""
        assert self.best is not None, "the first layout is offered or its failure raised"
        geometry, placement = self.best.geometry, self.best.placement
        led = lead(geometry, placement, self.badges)
        return replace(self.best, placement=led, bridges=bridges(geometry), fallback=self.fallback)

    def _try(self, pool: ThreadPoolExecutor, engine: Engine, factors: Factors) -> None:
        if factors not in self._pending:
            self.start(pool, engine, factors)
        try:
            placed = [
                (Start(seed, factors), layout)
                for seeds, batch in self._pending[factors]
                for seed, layout in zip(seeds, batch.result(), strict=True)
            ]
        except TookTooLong:
            self.fallback = FEWER_ORDERS  # the best so far stays
            return
        self.offer([(start, read(self.scene, self.sizes, layout)) for start, layout in placed])

    @property
    def _leaders_do(self) -> bool:
        """Whether the few that miss a place among very many lines get one beside theirs: cheaper than more room."""
        if self.best is None or len(self.ends) <= MANY or self._missed_share > FEW_MISSED:
            return False
        return not lead(self.best.geometry, self.best.placement, self.badges).missed

    @property
    def _runs_together(self) -> bool:
        geometry = self.best.geometry if self.best is not None else None
        if geometry is None:
            return False
        return shared_run(geometry.polylines, geometry.boxes, self.ends) > FAN_RUN * len(self.ends)

    def offer(self, layouts: Sequence[tuple[Start, Geometry]]) -> None:
        """Place badges in the best of these layouts and keep the best arrangement so far."""
        for score, index in self._finalists([geometry for _, geometry in layouts]):
            start, geometry = layouts[index]
            found = Arrangement(geometry, place(geometry, self.badges), score, start=start)
            if self.best is None or _rank(found) < _rank(self.best):
                self.best = found
            if not found.placement.missed:
                return  # the others score worse

    def _finalists(self, geometries: Sequence[Geometry]) -> list[tuple[float, int]]:
        """The layouts (by index) with the lowest scores, the lowest first.

        Runs are the dear part of a score, so they are counted only where the rest leaves a chance.
        """
        partial = sorted((self._partial(geometry), index) for index, geometry in enumerate(geometries))
        scored: list[tuple[float, int]] = []
        for cost, index in partial:
            if len(scored) >= FINALISTS and cost >= sorted(scored)[FINALISTS - 1][0]:
                break
            geometry = geometries[index]
            run = shared_run(geometry.polylines, geometry.boxes, self.ends)
            scored.append((round(cost + COST_RUN * run, 3), index))
        return sorted(scored)[:FINALISTS]

    def _partial(self, geometry: Geometry) -> float:
        crossed = count_crossings(geometry.polylines, geometry.boxes, self.ends)
        return round(COST_CROSSING * crossed + COST_LENGTH * geometry.length, 3)


def _rank(found: Arrangement) -> tuple[int, float]:
    return len(found.placement.missed), found.score
