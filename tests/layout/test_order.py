"""The search for the best input order: the same each time, and never without a picture."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from diagramgen.cache import Cache
from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.layout.dot import Statements, statements
from diagramgen.layout.engine import Engine, TookTooLong, find_engine
from diagramgen.layout.geometry import read as geometry
from diagramgen.layout.measure import count_crossings, measure
from diagramgen.layout.order import SHARED, arrange
from diagramgen.layout.run import lay_out
from diagramgen.layout.sizes import node_size
from diagramgen.site import layout_warnings
from tests.drawing import model, scenes, services
from tests.svgread import read, with_class

CROSSED = model(services(6), [(a, b) for a in range(3) for b in range(3, 6)] + [(0, 2), (3, 5)])


def test_the_same_scenes_are_arranged_the_same_each_time() -> None:
    found = scenes(CROSSED)
    engine = find_engine()
    first = arrange(found, engine)
    assert arrange(found, engine) == first
    alone = [arrange([scene], engine)[0] for scene in found]
    assert alone == first, "whatever is laid out beside it"


def test_the_chosen_order_is_no_worse_than_the_first() -> None:
    (scene,) = scenes(CROSSED, ["overview"])
    sizes = {node.key: node_size(node) for node in scene.nodes}
    (placed,) = find_engine().layout([statements(scene, sizes, SHARED).text()])
    first = geometry(scene, sizes, placed)
    places = {node.key: place for place, node in enumerate(scene.nodes)}
    ends = [(places[line.source], places[line.destination]) for line in scene.lines]
    chosen = measure(lay_out([scene], find_engine(), Cache(None))["overview"])
    assert 0 < chosen.crossings <= count_crossings(first.polylines, first.boxes, ends)
    assert chosen.missed == {}


def test_seed_0_keeps_the_order_and_every_other_changes_it_alike_everywhere() -> None:
    letters = Statements((), tuple("abcdefgh"), ())

    def shuffled(seed: int) -> str:
        return "".join("abcdefgh"[index] for index in letters.order(seed).nodes)

    assert shuffled(0) == "abcdefgh"
    assert shuffled(1) == "dgafebhc"
    assert {"".join(sorted(shuffled(seed))) for seed in range(8)} == {"abcdefgh"}
    assert len({shuffled(seed) for seed in range(8)}) == 8
    assert letters.text(1) == letters.text_in(letters.order(1)) == "dgafebhc}\n"


def test_no_text_of_a_model_reaches_the_layout_language() -> None:
    (scene,) = scenes(model(services(2), [(0, 1)], title='"}; evil'), ["overview"])
    text = statements(scene, {node.key: node_size(node) for node in scene.nodes}, SHARED).text()
    assert "Service" not in text
    assert "evil" not in text
    assert "n0 -> n1" in text.replace('"', "")


# When the engine is slow

needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="the slow engine is a script of a shell")


def slow(folder: Path, *fast: str, limit: float = 1.0) -> Engine:
    """An engine that ends in time only when it is called with one of these options."""
    embedded = find_engine().command
    cases = "".join(f'  *"{option}"*) exec "{embedded}" "$@" ;;\n' for option in fast)
    path = folder / "slow-engine"
    path.write_text(f'#!/bin/sh\ncase "$*" in\n{cases}  *) exec sleep 60 ;;\nesac\n')
    path.chmod(0o755)
    return Engine(str(path), "slow 1.0", limit)


@needs_a_shell
@pytest.mark.parametrize(
    ("option", "said"), [("nslimit", "simplified layers"), ("-Ksfdp", "springs instead of layers")]
)
def test_a_picture_for_which_the_time_is_too_short_is_drawn_simpler_and_says_so(
    tmp_path: Path, option: str, said: str
) -> None:
    found = scenes(model(services(2), [(0, 1), (0, 1), (1, 1)]), ["overview"])
    picture = lay_out(found, slow(tmp_path, option), Cache(None))["overview"]
    assert picture.fallback == said
    drawing = read(draw(picture, Links()))
    assert [badge.connection for badge in drawing.badges] == ["1", "2", "3"]
    (note,) = with_class(drawing.root, "note")
    assert "".join(note.itertext()).strip() == (f"Simplified drawing ({said}): the layout engine ran out of time.")
    (words,) = note
    width = float(words.attrib["textLength"])
    assert drawing.size.left <= float(words.attrib["x"]) - width / 2
    assert float(words.attrib["x"]) + width / 2 <= drawing.size.right
    assert float(words.attrib["y"]) <= drawing.size.bottom
    (warning,) = layout_warnings([picture])
    assert warning.message == f"the picture overview is simplified ({said}): the layout engine ran out of time"
    assert "time_limit" in warning.fix


@needs_a_shell
def test_a_picture_that_no_method_finishes_in_time_is_a_failure_of_the_environment(tmp_path: Path) -> None:
    found = scenes(model(services(2), [(0, 1)]), ["overview"])
    with pytest.raises(TookTooLong) as caught:
        lay_out(found, slow(tmp_path, limit=0.1), Cache(None))
    assert caught.value.exit_code == 3
    assert "time_limit" in caught.value.problems[0].fix
