"""An arrangement in the cache: the same when it comes back, under a key that says what it depends on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diagramgen.cache import Cache
from diagramgen.layout import order
from diagramgen.layout.arrangement import Arrangement
from diagramgen.layout.compose import compose
from diagramgen.layout.engine import Engine, find_engine
from diagramgen.layout.order import arrange
from diagramgen.layout.run import lay_out
from diagramgen.layout.store import dump, key, restore
from diagramgen.picture import Picture
from diagramgen.scene import Scene
from diagramgen.schema import Architecture, DataStore, Service
from tests.drawing import model, scenes, services

ENDPOINTS = [*services(3), DataStore(id="store", name="Store")]
PAIRS = [(0, 1), (0, 1), (1, 2), (2, 3), (1, 1), (0, 3)]
MODEL = model(ENDPOINTS, PAIRS)


@pytest.fixture(scope="module")
def scene() -> Scene:
    (found,) = scenes(MODEL, ["overview"])
    return found


@pytest.fixture(scope="module")
def arrangement(scene: Scene) -> Arrangement:
    (found,) = arrange([scene], find_engine())
    return found


def test_what_comes_back_is_what_was_stored(scene: Scene, arrangement: Arrangement) -> None:
    back = restore(json.loads(json.dumps(dump(arrangement))), scene)
    assert back == arrangement
    assert back is not None
    assert compose(scene, back, "engine") == compose(scene, arrangement, "engine")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: None,
        lambda data: [],
        lambda data: "text",
        lambda data: {},
        lambda data: data | {"boxes": data["boxes"][1:]},
        lambda data: data | {"boxes": [[1, 2, 3]] * 4},
        lambda data: data | {"boxes": [["a", 2, 3, 4]] * 4},
        lambda data: data | {"paths": data["paths"][:-1]},
        lambda data: data | {"paths": None},
        lambda data: data | {"spots": [None] * len(data["spots"])},
        lambda data: data | {"score": None},
        lambda data: {name: value for name, value in data.items() if name != "missed"},
    ],
)
def test_what_is_not_a_stored_layout_of_the_scene_is_none(scene: Scene, arrangement: Arrangement, damage: Any) -> None:
    assert restore(damage(json.loads(json.dumps(dump(arrangement)))), scene) is None


def test_a_key_changes_with_all_that_a_layout_depends_on(scene: Scene) -> None:
    first, *others = scene.nodes
    line, *lines = scene.lines
    changed = {
        "as it is": key(scene, "engine 1"),
        "engine": key(scene, "engine 2"),
        "a longer name": key(
            replace(scene, nodes=(replace(first, name="A name that takes more room"), *others)), "engine 1"
        ),
        "a copy": key(replace(scene, nodes=(replace(first, repeated=True), *others)), "engine 1"),
        "a line less": key(replace(scene, lines=tuple(lines)), "engine 1"),
        "a badge less": key(replace(scene, lines=(replace(line, badges=line.badges[:1]), *lines)), "engine 1"),
        "a node less": key(replace(scene, nodes=tuple(others)), "engine 1"),
        "order": key(replace(scene, nodes=(*others, first)), "engine 1"),
    }
    assert len(set(changed.values())) == len(changed)


def test_a_key_is_the_same_for_texts_of_the_same_size(scene: Scene) -> None:
    first, *others = scene.nodes
    renamed = replace(scene, title="Other", description="Other", nodes=(replace(first, name="Service 7"), *others))
    assert key(renamed, "engine") == key(scene, "engine")


# The cache around the engine


class Counting:
    """Notes how many scenes went through the engine."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.scenes: list[str] = []

        def counted(found: list[Scene], engine: Engine) -> list[Arrangement]:
            self.scenes += [scene.view for scene in found]
            return arrange(found, engine)

        monkeypatch.setattr(order, "arrange", counted)


def drawn(architecture: Architecture, cache: Cache) -> dict[str, Picture]:
    return lay_out(scenes(architecture), find_engine(), cache)


def test_a_second_time_nothing_is_laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting, cache = Counting(monkeypatch), Cache(tmp_path)
    first = drawn(MODEL, cache)
    assert len(counting.scenes) == 6
    assert drawn(MODEL, cache) == first
    assert len(counting.scenes) == 6


def test_only_what_changed_is_laid_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counting, cache = Counting(monkeypatch), Cache(tmp_path)
    drawn(MODEL, cache)
    counting.scenes.clear()
    longer = Service(id="s2", name="A name that takes much more room")
    drawn(model([*ENDPOINTS[:2], longer, ENDPOINTS[3]], PAIRS), cache)
    assert counting.scenes == ["overview", "overview-repeated", "service--s1", "service--s2", "service--store"]


def test_a_stored_layout_that_is_damaged_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    first = drawn(MODEL, cache)
    stored = sorted(tmp_path.rglob("*.json"))
    assert stored
    for number, file in enumerate(stored):
        file.write_text(['{"boxes": 1}', "no JSON", "[]", ""][number % 4], encoding="utf-8")
    counting = Counting(monkeypatch)
    assert drawn(MODEL, cache) == first
    assert len(counting.scenes) == 6


def test_without_a_cache_everything_is_laid_out_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    counting = Counting(monkeypatch)
    assert drawn(MODEL, Cache(None)) == drawn(MODEL, Cache(None))
    assert len(counting.scenes) == 12
