"""The bars that every picture must reach, read from the written SVG and not from what the layout believes."""

from __future__ import annotations

import random

import pytest

from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.layout.measure import Figures, measure
from diagramgen.schema import (
    HTTP,
    REDIS,
    TCP,
    Architecture,
    Broker,
    DataStore,
    Endpoint,
    ExternalSystem,
    Person,
    Service,
    Tenancy,
)
from diagramgen.schema.protocol import BUILT_IN
from diagramgen.site import Site
from tests.drawing import model, pictures, services
from tests.svgread import Drawing, crossings, faults, inside, read, shared_run

LONG = "A very long name of a service that goes on and on until nobody reads it any more, whatever it was meant to say"


@pytest.fixture(scope="module")
def voice_drawings(voice_site: Site) -> dict[str, Drawing]:
    """All pictures of the Voice model, as files."""
    files = {a.path: a.content.decode() for a in voice_site.beside() if a.path.endswith(".svg")}
    return {path.removeprefix("views/").removesuffix(".svg"): read(text) for path, text in files.items()}


def test_all_voice_pictures_reach_the_bars(voice_drawings: dict[str, Drawing]) -> None:
    assert len(voice_drawings) == 30
    assert {view: found for view, drawing in voice_drawings.items() if (found := faults(drawing))} == {}


def test_no_voice_picture_needs_a_leader(voice_drawings: dict[str, Drawing]) -> None:
    assert [badge.connection for drawing in voice_drawings.values() for badge in drawing.badges if badge.leader] == []


@pytest.mark.parametrize("view", ["overview", "overview-repeated"])
def test_all_sixty_numbers_are_on_both_overviews(voice_drawings: dict[str, Drawing], view: str) -> None:
    assert [badge.connection for badge in voice_drawings[view].badges] == [str(number) for number in range(1, 61)]
    assert [badge.text.text for badge in voice_drawings[view].badges] == [str(number) for number in range(1, 61)]


@pytest.mark.parametrize(
    ("view", "most_crossings", "area"), [("overview", 28, 1394 * 1069), ("overview-repeated", 3, 919 * 890)]
)
def test_the_sixty_connections_can_be_followed(
    voice_drawings: dict[str, Drawing], view: str, most_crossings: int, area: float
) -> None:
    drawing = voice_drawings[view]
    assert crossings(drawing) <= most_crossings
    width, height = drawing.size.right, drawing.size.bottom
    assert width * height <= 1.2 * area
    assert 0.7 <= width / height <= 2


def test_the_sixty_connections_run_together_rarely(voice_drawings: dict[str, Drawing]) -> None:
    assert shared_run(voice_drawings["overview"]) <= 200


def test_measure_shows_the_bars_of_the_two_overviews(voice_site: Site) -> None:
    """Crossings and runs as the command counts them, one point a unit."""
    shared, repeated = (measure(voice_site.context.pictures[view]) for view in ("overview", "overview-repeated"))
    assert (shared.crossings <= 28, shared.shared_run <= 200) == (True, True)
    assert (repeated.crossings <= 3, repeated.shared_run <= 10) == (True, True)


def test_measure_counts_what_the_files_show(voice_site: Site, voice_drawings: dict[str, Drawing]) -> None:
    for view, picture in voice_site.context.pictures.items():
        figures, drawing = measure(picture), voice_drawings[view]
        assert figures.missed == {}
        assert (figures.nodes, figures.lines, figures.numbers, figures.badges) == (
            len(drawing.nodes),
            len(drawing.lines),
            len(drawing.badges),
            len(drawing.badges),
        )
        assert figures.crossings == crossings(drawing), view
        assert figures.shared_run == pytest.approx(shared_run(drawing), rel=0.1, abs=3), view
        assert (figures.width, figures.height) == (drawing.size.right, drawing.size.bottom)


def mixed(*names: str) -> list[Endpoint]:
    """One endpoint of each kind, with names of one's own."""
    service, store, broker, external, person = names or ("A service", "A store", "A broker", "A system", "A person")
    return [
        Service(id="a", name=service, tenancy=Tenancy.MULTI),
        DataStore(id="b", name=store, tenancy=Tenancy.SINGLE),
        Broker(id="c", name=broker, tenancy=Tenancy.MIXED),
        ExternalSystem(id="d", name=external),
        Person(id="e", name=person),
    ]


CIRCLE = [(place, (place + 1) % 5) for place in range(5)]
LOOPS = [(place, place) for place in range(5)]
BOTH_WAYS = [(0, 1), (1, 0), (1, 2), (2, 1), (3, 4), (4, 3)]

SHAPES: dict[str, Architecture] = {
    "chain": model(services(8), [(place, place + 1) for place in range(7)]),
    "star of callers": model(services(12), [(place, 0) for place in range(1, 12)]),
    "star of callees": model(services(12), [(0, place) for place in range(1, 12)]),
    "tree": model(services(15), [((place - 1) // 2, place) for place in range(1, 15)]),
    "everyone with everyone": model(services(6), [(a, b) for a in range(6) for b in range(a + 1, 6)]),
    "self-connections": model(mixed(), LOOPS),
    "self-connections among others": model(mixed(), [*LOOPS, *CIRCLE], (TCP, HTTP)),
    "self-connections of three protocols": model(services(1), [(0, 0)] * 3, (TCP, HTTP, REDIS)),
    "both ways": model(mixed(), BOTH_WAYS),
    "both ways in a chain": model(services(5), [pair for a in range(4) for pair in ((a, a + 1), (a + 1, a))]),
    "both ways in a ring": model(
        services(8), [pair for a in range(8) for pair in ((a, (a + 1) % 8), ((a + 1) % 8, a))]
    ),
    "long names": model(mixed(LONG, LONG.replace(" ", ""), LONG[:60], LONG[:80], LONG[:90]), CIRCLE),
    "CJK and RTL names": model(
        mixed(
            "音声マイクロサービスのテナント管理",
            "数据库存储服务",
            "메시지 브로커 서비스",
            "מערכת חיצונית של הלקוח",
            "خدمة البريد الصوتي للعملاء",
        ),
        CIRCLE,
    ),
    "one node": model(services(1)),
    "no connections": model(services(9)),
    "twelve of one pair and protocol": model(services(2), [(0, 1)] * 12),
    "twelve of one pair, each its own protocol": model(services(2), [(0, 1)] * 12, BUILT_IN),
}


@pytest.mark.parametrize("name", SHAPES)
def test_models_that_nobody_tuned_for_reach_the_bars(name: str) -> None:
    architecture = SHAPES[name]
    placed = pictures(architecture)
    drawings = {view: read(draw(picture, Links())) for view, picture in placed.items()}
    assert len(drawings) == 2 + len(architecture.endpoints)
    assert {view: found for view, drawing in drawings.items() if (found := faults(drawing))} == {}
    assert {view: missed for view, picture in placed.items() if (missed := measure(picture).missed)} == {}
    numbers = sorted(str(number + 1) for number in range(len(architecture.connections)))
    for view in ("overview", "overview-repeated"):
        assert sorted(badge.connection for badge in drawings[view].badges) == numbers


@pytest.mark.parametrize("name", ["long names", "CJK and RTL names", "self-connections"])
def test_letters_stay_inside_of_the_outline_itself(name: str) -> None:
    """The corners of a text lie in the drawn shape, and not only in the rectangle around it."""
    drawing = read(draw(pictures(SHAPES[name], ["overview"])["overview"], Links()))
    for node in drawing.nodes:
        for text in node.texts:
            left, top, right, bottom = text.box
            corners = [(left, top), (right, top), (left, bottom), (right, bottom)]
            assert [corner for corner in corners if not inside(corner, node.outline)] == [], text.text


# That the reading sees what is wrong


def drawn(**change: float) -> str:
    """Three nodes, two lines, three badges and a frame, all in order; then one thing is changed."""
    at = {
        "x": 100.0,
        "y": 13.5,
        "letters": 10.0,
        "left": 200.0,
        "bottom": 40.0,
        "legend": 20.0,
        "low": 83.5,
        "right": 122.5,
    } | change
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" data-view="v">
 <g class="line protocol-tcp" id="v--line--a--b--tcp" data-connections="1 2">
  <path class="spine" d="M60,20C100,20 160,20 200,20"/><path class="head" d="M200,20L190,16L190,24Z"/>
 </g>
 <g class="line protocol-tcp" id="v--line--a--c--tcp" data-connections="3">
  <path class="spine" d="M60,30L200,150"/><path class="head" d="M200,150L190,146L190,154Z"/>
 </g>
 <g class="node" id="v--node--a" data-id="a"><a href="#"><path d="M10,10L60,10L60,40L10,40Z"/>
  <text x="35" y="25" textLength="{at["letters"]}">A</text></a></g>
 <g class="node" id="v--node--b" data-id="b"><a href="#">
  <path d="M{at["left"]},10L250,10L250,{at["bottom"]}L{at["left"]},{at["bottom"]}Z"/></a></g>
 <g class="node" id="v--node--c" data-id="c"><a href="#"><path d="M200,135L250,135L250,165L200,165Z"/></a></g>
 <g class="legend"><rect class="frame" x="{at["legend"]}" y="170" width="100" height="20"/></g>
 <a class="badge" data-connection="1"><rect x="{at["x"]}" y="{at["y"]}" width="15" height="13"/>
  <text x="{at["x"] + 7.5}" y="{at["y"] + 9.8}">1</text></a>
 <a class="badge" data-connection="2"><rect x="117" y="13.5" width="15" height="13"/>
  <text x="124.5" y="23.3">2</text></a>
 <a class="badge" data-connection="3"><rect x="{at["right"]}" y="{at["low"]}" width="15" height="13"/>
  <text x="{at["right"] + 7.5}" y="{at["low"] + 9.8}">3</text></a>
</svg>
"""


def test_the_reading_sees_no_fault_where_there_is_none() -> None:
    assert faults(read(drawn())) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"x": 110}, "badge on badge: 1, 2"),
        ({"x": 50}, "badge on node: 1, a"),
        ({"x": 80, "y": 60}, "off its line: badge 1"),
        ({"x": 80, "y": 46}, "badge on foreign line: 1, a--c--tcp"),
        ({"low": 22, "right": 100}, "nearer to a foreign line: 3, a--b--tcp"),
        ({"letters": 60}, "text outside: 'A' of a"),
        ({"bottom": 140}, "node on node: b, c"),
        ({"left": 100, "bottom": 80}, "line through foreign node: a--c--tcp, b"),
        ({"legend": 220}, "outside of the picture: legend"),
        ({"low": 160, "right": 90}, "legend over badge: 3"),
        ({"bottom": 175, "legend": 150}, "legend over node: b"),
    ],
)
def test_the_reading_sees_a_fault(change: dict[str, float], expected: str) -> None:
    assert expected in faults(read(drawn(**change)))


def test_figures_say_what_was_missed() -> None:
    fine = measure(pictures(model(services(2), [(0, 1)]), ["overview"])["overview"])
    assert fine.missed == {}
    assert str(fine) == f"2 nodes, 1 line, 1 number, {fine.width:g} × {fine.height:g}"
    values = fine.as_dict() | {"badge_on_node": 2, "badge_on_leader": 1}
    poor = Figures(**{name: int(value) for name, value in values.items()})
    assert poor.missed == {"badge_on_node": 2}
    assert str(poor).endswith(", on leaders 1, badge on node 2 (should be 0)")


def mesh(nodes: int, lines: int) -> Architecture:
    """So many different pairs of services, drawn by lot."""
    lot = random.Random(1)
    pairs = [(a, b) for a in range(nodes) for b in range(nodes) if a != b]
    return model(services(nodes), sorted(lot.sample(pairs, lines)))


MESHES = {
    "80 nodes and 160 connections": mesh(80, 160),
    "80 nodes and 240 connections": mesh(80, 240),
    "ten with ten": model(services(20), [(a, 10 + b) for a in range(10) for b in range(10)]),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MESHES)
def test_a_mesh_gets_the_room_or_the_leaders_that_it_needs(name: str) -> None:
    architecture = MESHES[name]
    picture = pictures(architecture, ["overview"])["overview"]
    assert (picture.crowded, measure(picture).missed) == ((), {})
    drawing = read(draw(picture, Links()))
    assert len(drawing.badges) == len(architecture.connections)
    assert faults(drawing) == []
