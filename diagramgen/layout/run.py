"""Scenes → Pictures: from a session's memory or the cache where they know them, else by the engine."""

from __future__ import annotations

from collections.abc import Sequence

from diagramgen.cache import Cache
from diagramgen.layout.arrangement import Arrangement
from diagramgen.layout.compose import compose
from diagramgen.layout.engine import Engine
from diagramgen.layout.memory import Known, Memory, Remembered
from diagramgen.layout.store import dump, key, restore
from diagramgen.picture import Picture
from diagramgen.scene import Scene


def lay_out(scenes: Sequence[Scene], engine: Engine, cache: Cache, memory: Memory | None = None) -> dict[str, Picture]:
    """Place scenes; pictures by view.

    With a memory, what has not changed since is taken from it, and what has is laid out much as it was.

    Raises:
        EnvironmentFailure: the engine failed.
    """
    memory = memory or Memory()
    pictures: dict[str, Picture] = {}
    changed: list[tuple[Scene, str]] = []
    for scene in scenes:
        known = memory.of(scene.view, engine.name)
        if known is not None and known.scene == scene:
            pictures[scene.view] = known.picture
        else:
            changed.append((scene, key(scene, engine.name)))
    for (scene, name), (arrangement, order) in zip(changed, _arranged(changed, engine, cache, memory), strict=True):
        picture = compose(scene, arrangement, engine.name)
        memory.keep(Known(scene, name, arrangement, picture, order))
        pictures[scene.view] = picture
    return {scene.view: pictures[scene.view] for scene in scenes}


def _arranged(
    changed: Sequence[tuple[Scene, str]], engine: Engine, cache: Cache, memory: Memory
) -> list[tuple[Arrangement, Remembered | None]]:
    """An arrangement for each scene and key, and its input order where that is not a seed's."""
    found = [_kept(scene, name, engine, cache, memory) for scene, name in changed]
    if None in found:
        # With NumPy and diagrams, which the cache does without.
        from diagramgen.layout.again import arrange_again
        from diagramgen.layout.order import arrange

        edited = {
            index: (scene, known)
            for index, (scene, _) in enumerate(changed)
            if found[index] is None and (known := memory.of(scene.view, engine.name)) is not None
        }
        for index, again in zip(edited, arrange_again(list(edited.values()), engine), strict=True):
            found[index] = again
        new = [index for index, pair in enumerate(found) if pair is None]
        for index, arrangement in zip(new, arrange([changed[index][0] for index in new], engine), strict=True):
            cache.put(changed[index][1], dump(arrangement))
            found[index] = arrangement, None
    return [pair for pair in found if pair is not None]


def _kept(
    scene: Scene, name: str, engine: Engine, cache: Cache, memory: Memory
) -> tuple[Arrangement, Remembered | None] | None:
    known = memory.of(scene.view, engine.name)
    if known is not None and known.key == name:
        return known.arrangement, known.order
    stored = cache.get(name)
    arrangement = restore(stored, scene) if stored is not None else None
    return (arrangement, None) if arrangement is not None else None
