"""The picture of a difference: what is added, removed or changed is told by colour, dash, mark and words."""

from __future__ import annotations

import re

import pytest

from diagramgen.diff.union import BEFORE
from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.draw.theme import BANDS, DARK, DASHES, LIGHT, NEUTRAL, contrast, neutral, on_dark, on_light, pen
from diagramgen.scene import State, Stroke
from diagramgen.schema import TCP, Architecture, Boundary, Connection, Service, Zone
from tests.draw.conftest import changed, everything
from tests.drawing import difference, model, services
from tests.svgread import SVG, Drawing, faults, read, with_class


@pytest.fixture
def drawing(drawings: dict[str, Drawing]) -> Drawing:
    return drawings["difference: difference"]


def states(drawing: Drawing, sort: str) -> dict[str, str]:
    """What became of each node or badge, by endpoint or connection."""
    key = {"node": "data-id", "badge": "data-connection"}[sort]
    return {e.attrib[key]: e.attrib["class"].split()[-1] for e in with_class(drawing.root, sort)}


def test_nodes_say_what_became_of_them(drawing: Drawing) -> None:
    assert states(drawing, "node") == {
        "audit": "added",
        "bank": "changed",
        "cache": "same",
        "clerk": "same",
        "crm": "added",
        "shop-api": "same",
        "stream": "removed",
    }


def test_numbers_say_what_became_of_them_where_they_were_and_where_they_are(drawing: Drawing) -> None:
    assert states(drawing, "badge") == {
        "1": "changed",
        "3": "same",
        "4": "changed",
        "old-4": "removed",
        "5": "same",
        "6": "removed",
        "7": "removed",
        "8": "added",  # given again
        "9": "removed",
        "10": "same",
        "11": "changed",  # it was 8
        "12": "added",
        "20": "changed",
        "old-20": "removed",
        "unnumbered-1": "added",
        "unnumbered-2": "same",
        "unnumbered-3": "removed",
    }


def test_what_changed_is_said_in_words(drawing: Drawing) -> None:
    said = {badge.connection: badge.element.attrib["aria-label"].rpartition("; ")[2] for badge in drawing.badges}
    assert said["1"] == "changed: port"
    assert said["4"] == "changed: direction"
    assert said["old-4"] == "before"
    assert said["8"] == "added"
    assert said["6"] == "removed"
    assert (drawing.root.findtext(f"{SVG}desc") or "").endswith(
        "Endpoints: 2 added, 1 removed, 1 changed. Connections: 3 added, 6 removed, 4 changed."
    )


def test_each_change_has_a_band_and_a_mark_and_nothing_else_has(drawing: Drawing) -> None:
    bands = [e for e in with_class(drawing.root, "band") if e in list(with_class(drawing.root, "bands")[0])]
    drawn = (*with_class(drawing.root, "line"), *with_class(drawing.root, "node"))
    marked = [element for element in drawn if "same" not in element.attrib["class"].split()]
    assert sorted(e.attrib["class"].split()[-1] for e in bands) == sorted(e.attrib["class"].split()[-1] for e in marked)
    for badge in with_class(drawing.root, "badge"):
        signs = with_class(badge, "change")
        assert len(signs) == ("same" not in badge.attrib["class"].split())


def test_what_is_gone_is_struck(drawing: Drawing) -> None:
    for element in (*with_class(drawing.root, "node"), *with_class(drawing.root, "badge")):
        struck = {text.get("text-decoration") for text in element.iter(f"{SVG}text")}
        assert struck == ({"line-through"} if "removed" in element.attrib["class"].split() else {None})


def test_a_mark_stands_in_its_badge_beside_the_number(drawing: Drawing) -> None:
    for badge in drawing.badges:
        for sign in with_class(badge.element, "change"):
            x = float(re.match(r"M(-?[\d.]+)", sign.attrib["d"])[1])  # type: ignore[index]
            assert badge.box.left < x < badge.text.box.left
        assert badge.box.holds(badge.text.box)


def test_the_legend_explains_what_occurs(drawing: Drawing) -> None:
    entries = [e.attrib["data-state"] for e in with_class(drawing.root, "entry") if "data-state" in e.attrib]
    assert entries == ["added", "removed", "changed"]
    one = Service(id="a", name="A")
    only = Architecture(title="T", endpoints=[one])
    more = only.model_copy(update={"endpoints": (one, Service(id="b", name="B"))})
    found = read(draw(difference(only, more)[0], Links()))
    assert [e.get("data-state") for e in with_class(found.root, "entry")] == ["added"]


def test_bands_are_told_apart_by_colour_and_by_dash_on_both_grounds() -> None:
    assert len({band.dashes for band in BANDS.values()}) == len(BANDS)
    assert set(BANDS) == set(State) - {State.SAME}
    for band in BANDS.values():
        assert contrast(on_light(band.color), LIGHT.background) >= 4.5
        assert contrast(on_dark(band.color), DARK.background) >= 4.5
        assert contrast(on_dark(band.color), DARK.badge_text) >= 4.5


def test_colours_are_left_to_what_changed() -> None:
    own = Stroke("own", ("own",), 14, "#ff0000", "long")
    strokes = (*(Stroke(f"G{slot}", (f"p{slot}",), slot) for slot in range(14)), own)
    found = neutral(strokes)
    assert [stroke.group for stroke in found] == [stroke.group for stroke in strokes]
    assert {stroke.color for stroke in found[:14]} == {NEUTRAL}
    assert len({pen(stroke).dash for stroke in found[:14]}) == len(DASHES)
    assert found[14].color == "#ff0000", "with more protocols than dashes, the last ones keep their colour"
    two = neutral((Stroke("a", ("a",), 0), Stroke("own", ("own",), 14, None, "solid")))
    assert len({pen(stroke).dash for stroke in two}) == 2


def test_a_picture_of_a_difference_is_as_legible_as_any(drawing: Drawing) -> None:
    assert faults(drawing) == []
    old = model(services(8), [(a, b) for a in range(8) for b in range(a + 1, 8) if (a + b) % 3])
    new = old.model_copy(update={"connections": old.connections[3:]})
    new = new.model_copy(update={"connections": (*new.connections, *_turned(old.connections[:2]))})
    assert faults(read(draw(difference(old, new)[0], Links()))) == []


def _turned(connections: object) -> list[Connection]:
    assert isinstance(connections, tuple)
    return [c.model_copy(update={"source": c.destination, "destination": c.source}) for c in connections]


def test_what_stands_in_a_changed_zone_is_marked() -> None:
    outer = Zone(id="outer", name="Outer", boundary=Boundary.INSIDE)

    def shop(zone: Zone) -> Architecture:
        inner = Zone(id="inner", name="Inner", parent=zone)
        ends = [Service(id="a", name="A", zone=inner), Service(id="b", name="B", zone=zone), Service(id="c", name="C")]
        return Architecture(title="T", zones=[zone, inner], endpoints=ends)

    for update in ({"boundary": Boundary.OUTSIDE}, {"trust": 3}):
        found = read(draw(difference(shop(outer), shop(outer.model_copy(update=update)))[0], Links()))
        assert states(found, "node") == {"a": "changed", "b": "changed", "c": "same"}
    found = read(draw(difference(shop(outer), shop(outer.model_copy(update={"name": "Other"})))[0], Links()))
    assert set(states(found, "node").values()) == {"same"}


def test_models_that_say_the_same_have_a_picture_without_a_mark() -> None:
    found = read(draw(difference(everything(), everything())[0], Links()))
    assert with_class(found.root, "band") == []
    assert {badge.element.attrib["class"].split()[-1] for badge in found.badges} == {"same"}


def test_nothing_of_either_model_is_lost() -> None:
    picture, _ = difference(everything(), changed())
    drawn = [badge.badge.connection for badge in picture.badges]
    assert len(drawn) == len(set(drawn))
    told = {key.removeprefix(BEFORE) for key in drawn}
    for architecture in (everything(), changed()):
        assert {str(c.number) for c in architecture.connections if c.number} <= told
    assert TCP.id in {line.protocol for line in picture.scene.lines}
