"""A layout out of the one before it, while a writer edits: quick, and the picture keeps its shape.

What comes out holds the same bars, but is not always what a fresh build would find; so it is never
cached.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from diagramgen.layout.arrangement import Arrangement
from diagramgen.layout.dot import Order
from diagramgen.layout.engine import Engine, TookTooLong
from diagramgen.layout.geometry import read
from diagramgen.layout.memory import Known, Remembered, line_key
from diagramgen.layout.order import MANY, Search
from diagramgen.layout.refit import refit
from diagramgen.scene import Scene

K = TypeVar("K")

WORSE, SLACK = 1.25, 30.0
"""A layout whose score is higher than this much of the last one's (and some slack) is worth a new search."""

Found = tuple[Arrangement, Remembered]
"""An arrangement, and the input order that it came from."""


def arrange_again(edited: Sequence[tuple[Scene, Known]], engine: Engine) -> list[Found | None]:
    """Lay out scenes that have changed since they were known; None for one that needs a search."""
    found: list[Found | None] = [_refitted(scene, known) for scene, known in edited]
    late = [index for index, (_, known) in enumerate(edited) if found[index] is None and not known.arrangement.fallback]
    runs = {index: Again(*edited[index]) for index in late}
    large = [index for index in late if runs[index].large]
    groups = [group for group in ([i for i in late if i not in large], *([i] for i in large)) if group]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        calls = [pool.submit(engine.layout, [runs[index].graph for index in group]) for group in groups]
        for group, call in zip(groups, calls, strict=True):
            try:
                layouts = call.result()
            except TookTooLong:
                continue  # a search knows what to do
            for index, placed in zip(group, layouts, strict=True):
                found[index] = runs[index].take(placed)
    return found


class Again:
    """One scene in the input order of the layout before."""

    def __init__(self, scene: Scene, known: Known) -> None:
        self.search = Search(scene)
        self.known = known
        places = _remembered(known)
        self.order = Order(
            _sorted((node.key for node in scene.nodes), places.nodes),
            _sorted((line_key(line) for line in scene.lines), places.lines),
        )
        self.graph = self.search.statements(known.arrangement.start.factors).text_in(self.order)

    @property
    def large(self) -> bool:
        """Whether it has so many lines that a search would keep a writer waiting."""
        return len(self.search.scene.lines) > MANY

    def take(self, placed: dict[str, Any]) -> Found | None:
        """The arrangement for a layout; None if a search could do much better."""
        search, before = self.search, self.known.arrangement
        search.offer([(before.start, read(search.scene, search.sizes, placed))])
        found = search.result()
        if not self.large and (search.missed or found.score > WORSE * before.score + SLACK):
            return None
        return found, _named(search.scene, self.order)


def _refitted(scene: Scene, known: Known) -> Found | None:
    found = refit(scene, known.scene, known.arrangement)
    return None if found is None else (found, _remembered(known))


def _remembered(known: Known) -> Remembered:
    """The input order of a layout; that of its seed if it came from a search."""
    if known.order is not None:
        return known.order
    start = known.arrangement.start
    return _named(known.scene, Search(known.scene).statements(start.factors).order(start.seed))


def _named(scene: Scene, order: Order) -> Remembered:
    return Remembered(
        {scene.nodes[index].key: place for place, index in enumerate(order.nodes)},
        {line_key(scene.lines[index]): place for place, index in enumerate(order.lines)},
    )


def _sorted(keys: Iterable[K], places: Mapping[K, int]) -> tuple[int, ...]:
    """Indices in the order of remembered places; what is new comes last."""
    return tuple(index for _, index in sorted((places.get(key, len(places)), at) for at, key in enumerate(keys)))
