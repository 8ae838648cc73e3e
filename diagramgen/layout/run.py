"""Scenes → Pictures: from the cache where it knows them, else by the engine."""

from __future__ import annotations

from collections.abc import Sequence

from diagramgen.cache import Cache
from diagramgen.layout.arrangement import Arrangement
from diagramgen.layout.compose import compose
from diagramgen.layout.engine import Engine
from diagramgen.layout.store import dump, key, restore
from diagramgen.picture import Picture
from diagramgen.scene import Scene


def lay_out(scenes: Sequence[Scene], engine: Engine, cache: Cache) -> dict[str, Picture]:
    """Place scenes; pictures by view.

    Raises:
        EnvironmentFailure: the engine failed.
    """
    keys = [key(scene, engine.name) for scene in scenes]
    known: list[Arrangement | None] = []
    for scene, name in zip(scenes, keys, strict=True):
        stored = cache.get(name)
        known.append(restore(stored, scene) if stored is not None else None)
    missing = [index for index, arrangement in enumerate(known) if arrangement is None]
    if missing:
        from diagramgen.layout.order import arrange  # with NumPy and diagrams, which the cache does without

        for index, arrangement in zip(missing, arrange([scenes[i] for i in missing], engine), strict=True):
            cache.put(keys[index], dump(arrangement))
            known[index] = arrangement
    return {
        scene.view: compose(scene, arrangement, engine.name)
        for scene, arrangement in zip(scenes, known, strict=True)
        if arrangement is not None
    }
