"""A session: what has not changed is taken over, and what has is laid out much as it was, within the same bars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagramgen.cache import Cache
from diagramgen.layout import again, order
from diagramgen.layout.arrangement import Arrangement
from diagramgen.layout.engine import Engine, find_engine
from diagramgen.layout.measure import measure
from diagramgen.layout.memory import Memory
from diagramgen.layout.order import arrange
from diagramgen.layout.refit import refit
from diagramgen.layout.run import lay_out
from diagramgen.picture import Picture
from diagramgen.scene import Scene
from diagramgen.schema import Architecture, DataStore, Endpoint, Service
from tests.drawing import model, scenes, services

PAIRS = [(0, 3), (0, 4), (1, 3), (1, 5), (2, 4), (2, 5), (1, 4), (0, 2), (3, 5), (4, 5)]
BEFORE = model(services(6), PAIRS)


def renamed(names: dict[int, str], pairs: Sequence[tuple[int, int]] = PAIRS, count: int = 6) -> Architecture:
    ends: list[Endpoint] = services(count)
    for index, name in names.items():
        ends[index] = Service(id=f"s{index}", name=name)
    return model(ends, pairs)


class Session:
    """A memory, and what was searched since it was last looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, cache: Cache) -> None:
        self.memory, self.cache = Memory(), cache
        self.searched: list[str] = []
        self.followed: list[str] = []

        def searching(found: list[Scene], engine: Engine) -> list[Arrangement]:
            self.searched += [scene.view for scene in found]
            return arrange(found, engine)

        def following(run: again.Again, placed: dict[str, object]) -> object:
            self.followed.append(run.search.scene.view)
            return take(run, placed)

        take = again.Again.take
        monkeypatch.setattr(order, "arrange", searching)
        monkeypatch.setattr(again.Again, "take", following)

    def drawn(self, architecture: Architecture) -> dict[str, Picture]:
        self.searched.clear()
        self.followed.clear()
        return lay_out(scenes(architecture), find_engine(), self.cache, self.memory)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    found = Session(monkeypatch, Cache(None))
    found.drawn(BEFORE)
    return found


def assert_legible(pictures: dict[str, Picture]) -> None:
    for view, picture in pictures.items():
        assert measure(picture).missed == {}, view


def test_what_has_not_changed_is_the_same_object(session: Session) -> None:
    first = session.drawn(BEFORE)
    assert all(picture is first[view] for view, picture in session.drawn(BEFORE).items())
    assert session.searched == session.followed == []


def test_another_text_of_the_same_size_needs_no_layout(session: Session) -> None:
    pictures = session.drawn(renamed({2: "Service 7"}))
    assert session.searched == session.followed == []
    assert "Service 7" in [node.node.name for node in pictures["overview"].nodes]


@pytest.mark.parametrize("name", ["S", "Service with more"])
def test_another_name_moves_nothing_but_the_ends_of_lines(session: Session, name: str) -> None:
    before = session.drawn(BEFORE)["overview"]
    pictures = session.drawn(renamed({2: name}))
    assert session.searched == []
    assert "overview" not in session.followed
    assert_legible(pictures)
    moved = {
        placed.node.key
        for placed, old in zip(pictures["overview"].nodes, before.nodes, strict=True)
        if abs(placed.box.width - old.box.width) > 1
    }
    assert moved == {"s2"}


def test_a_new_endpoint_is_laid_out_in_the_order_before(session: Session) -> None:
    pictures = session.drawn(renamed({}, [*PAIRS, (6, 1), (6, 3)], 7))
    assert "overview" in session.followed
    assert session.searched == ["service--s6"], "only the new picture is searched"
    assert_legible(pictures)
    session.drawn(BEFORE)
    assert session.searched == [], "and a removed one needs no search either"


def test_after_the_order_before_no_longer_does_a_search_begins(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "WORSE", 0.0)
    monkeypatch.setattr(again, "SLACK", 0.0)
    session.drawn(renamed({}, [*PAIRS, (6, 1), (6, 3)], 7))
    assert "overview" in session.searched


def test_nothing_that_follows_another_layout_reaches_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session(monkeypatch, Cache(tmp_path))
    session.drawn(BEFORE)
    kept = sorted(tmp_path.rglob("*.json"))
    session.drawn(renamed({2: "A name so long that it takes more than one line"}))
    assert session.searched == []
    assert sorted(tmp_path.rglob("*.json")) == kept


def test_another_engine_draws_everything_anew(session: Session) -> None:
    found, engine = scenes(BEFORE), find_engine()
    other = Engine(engine.command, "other 1.0")
    again = lay_out(found, other, Cache(None), session.memory)
    assert {picture.engine for picture in again.values()} == {"other 1.0"}


# Other sizes in the same layout


def arranged(architecture: Architecture, view: str = "overview") -> tuple[Scene, Arrangement]:
    (scene,) = scenes(architecture, [view])
    return scene, arrange([scene], find_engine())[0]


def test_another_structure_can_not_be_refitted() -> None:
    scene, arrangement = arranged(BEFORE)
    (other,) = scenes(renamed({}, PAIRS[:-1]), ["overview"])
    assert refit(other, scene, arrangement) is None
    assert refit(scene, scene, arrangement) is not None


def test_a_line_from_a_node_to_itself_is_not_refitted() -> None:
    ends: list[Endpoint] = [*services(2)]
    scene, arrangement = arranged(model(ends, [(0, 1), (1, 1)]))
    (other,) = scenes(model([ends[0], Service(id="s1", name="Another name")], [(0, 1), (1, 1)]), ["overview"])
    assert refit(other, scene, arrangement) is None


def test_a_node_that_would_touch_its_neighbour_is_not_refitted() -> None:
    ends = services(5)
    scene, arrangement = arranged(model(ends, [(0, number) for number in range(1, 5)]))
    tall = "One very long name that is wrapped into a great number of lines until it is as high as several boxes are"
    (other,) = scenes(
        model([*ends[:2], Service(id="s2", name=tall), *ends[3:]], [(0, number) for number in range(1, 5)]),
        ["overview"],
    )
    assert refit(other, scene, arrangement) is None


NAMES = st.text("abcdefgh WM", min_size=1, max_size=40).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.dictionaries(st.integers(0, 6), NAMES, min_size=1, max_size=3))
def test_after_any_new_names_the_picture_is_as_legible(names: dict[int, str]) -> None:
    pairs = [*PAIRS, (6, 0), (1, 6)]
    before: list[Endpoint] = [*services(6), DataStore(id="store", name="Store")]
    after = [
        type(end)(id=end.id, name=f"{index} {names[index]}") if index in names else end
        for index, end in enumerate(before)
    ]
    memory = Memory()
    lay_out(scenes(model(before, pairs)), find_engine(), Cache(None), memory)
    assert_legible(lay_out(scenes(model(after, pairs)), find_engine(), Cache(None), memory))
