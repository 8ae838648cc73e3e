"""The overview: all endpoints and connections as a scene, hubs shared or repeated."""

from __future__ import annotations

import pytest

from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.scene import Badge, Legend, Line, Node, Scene, Stroke
from diagramgen.schema import (
    HTTP,
    HTTPS,
    REDIS,
    TCP,
    Architecture,
    Broker,
    Connection,
    DataStore,
    Endpoint,
    Hubs,
    Kind,
    OverviewView,
    Service,
    Tenancy,
)
from diagramgen.views.hubs import find_hubs
from diagramgen.views.overview import build
from tests.drawing import model, services

A, B = (Service(id=name, name=name.upper(), tenancy=Tenancy.MULTI) for name in "ab")
STORE = DataStore(id="store", name="Store", tenancy=Tenancy.SINGLE)


def scene(architecture: Architecture, hubs: Hubs = Hubs.SHARED) -> Scene:
    return build(resolve(architecture), OverviewView(id="overview", title="Overview", hubs=hubs))


def joins(found: Scene) -> list[tuple[str, str, list[str]]]:
    """Lines by the keys of their nodes, with their numbers."""
    return [(line.source, line.destination, [badge.text for badge in line.badges]) for line in found.lines]


def test_a_scene_as_a_whole() -> None:
    connections = [
        Connection(number=2, source=A, destination=STORE, protocol=REDIS, ports="6379*"),
        Connection(number=1, source=B, destination=A, protocol=HTTPS),
    ]
    architecture = Architecture(title="Shop", endpoints=[STORE, B, A], connections=connections)
    title = "Overview: 3 endpoints and 2 connections."
    assert scene(architecture) == Scene(
        view="overview",
        title="Overview",
        description=f"{title} Each arrow leads from the initiator to the destination; "
        "its numbers are those of the connections table.",
        nodes=(
            Node("a", "a", "A", Kind.SERVICE, Tenancy.MULTI),
            Node("b", "b", "B", Kind.SERVICE, Tenancy.MULTI),
            Node("store", "store", "Store", Kind.DATASTORE, Tenancy.SINGLE),
        ),
        lines=(
            Line(
                "b",
                "a",
                "b",
                "a",
                "https",
                "HTTP/HTTPS",
                (Badge("1", "1", "Connection 1: B connects to A over HTTPS, port not stated"),),
            ),
            Line(
                "a",
                "store",
                "a",
                "store",
                "redis",
                "Redis",
                (Badge("2", "2", "Connection 2: A connects to Store over Redis, port 6379, configurable"),),
            ),
        ),
        legend=Legend(
            strokes=(Stroke("HTTP/HTTPS", ("https",), 4), Stroke("Redis", ("redis",), 8)),
            tenancies=(Tenancy.MULTI, Tenancy.SINGLE),
        ),
    )


def test_connections_of_one_pair_and_protocol_share_a_line() -> None:
    connections = [
        Connection(number=number, source=A, destination=B, protocol=protocol)
        for number, protocol in ((7, TCP), (3, TCP), (5, TCP), (4, HTTP))
    ]
    connections += [Connection(number=6, source=B, destination=A, protocol=TCP)]
    found = scene(Architecture(title="Shop", endpoints=[A, B], connections=connections))
    assert joins(found) == [("a", "b", ["3", "5", "7"]), ("a", "b", ["4"]), ("b", "a", ["6"])]
    assert [line.protocol for line in found.lines] == ["tcp", "http", "tcp"]


def test_a_connection_without_a_number_is_a_question_mark_behind_the_others() -> None:
    connections = [
        Connection(source=A, destination=B, protocol=TCP),
        Connection(number=9, source=A, destination=B, protocol=TCP),
        Connection(source=A, destination=B, protocol=TCP),
    ]
    found = scene(Architecture(title="Shop", endpoints=[A, B], connections=connections))
    assert [(badge.connection, badge.text) for badge in found.lines[0].badges] == [
        ("9", "9"),
        ("unnumbered-1", "?"),
        ("unnumbered-2", "?"),
    ]


def test_an_endpoint_without_connections_stands_there_too() -> None:
    found = scene(model([A, B]))
    assert [node.key for node in found.nodes] == ["a", "b"]
    assert (found.lines, found.legend.strokes) == ((), ())
    assert found.description.startswith("Overview: 2 endpoints and 0 connections.")


def test_one_is_counted_as_one() -> None:
    assert scene(model([A], [(0, 0)])).description.startswith("Overview: 1 endpoint and 1 connection.")


# Hubs


def around(hub: Endpoint, callers: int, callees: int = 0) -> Architecture:
    others = services(callers + callees)
    pairs = [(place, callers + callees) for place in range(callers)]
    pairs += [(callers + callees, callers + place) for place in range(callees)]
    return model([*others, hub], pairs)


@pytest.mark.parametrize(
    ("kind", "callers", "callees", "expected"),
    [
        (Service, 4, 0, False),
        (Service, 5, 0, True),
        (DataStore, 2, 0, False),
        (DataStore, 3, 0, True),
        (Broker, 3, 0, True),
        (DataStore, 3, 1, False),  # four callers for each callee
        (DataStore, 4, 1, True),
        (Service, 8, 2, True),
        (Service, 7, 2, False),
    ],
)
def test_a_hub_has_many_callers_and_few_callees(
    kind: type[Endpoint], callers: int, callees: int, expected: bool
) -> None:
    graph = resolve(around(kind(id="hub", name="Hub"), callers, callees))
    assert find_hubs(graph) == (frozenset(["hub"]) if expected else frozenset())


def test_several_connections_of_one_caller_make_no_hub() -> None:
    store = DataStore(id="hub", name="Hub")
    assert find_hubs(resolve(model([*services(2), store], [(0, 2)] * 5 + [(1, 2)]))) == frozenset()


def test_the_hubs_of_the_published_page(voice: Graph) -> None:
    assert find_hubs(voice) == {"config-service", "kafka", "redis"}


def test_a_repeated_hub_stands_beside_each_caller() -> None:
    found = scene(around(DataStore(id="hub", name="Hub"), 3), Hubs.REPEATED)
    assert joins(found) == [("s0", "hub", ["1"]), ("s1", "hub--2", ["2"]), ("s2", "hub--3", ["3"])]
    assert [(node.key, node.endpoint, node.repeated) for node in found.nodes if node.endpoint == "hub"] == [
        ("hub", "hub", True),
        ("hub--2", "hub", True),
        ("hub--3", "hub", True),
    ]
    assert found.legend.repeated
    assert not any(node.repeated for node in found.nodes if node.endpoint != "hub")
    assert found.description.startswith("Overview: 4 endpoints and 3 connections."), "copies are no endpoints"


def test_what_a_hub_calls_has_a_copy_of_it_too() -> None:
    found = scene(around(DataStore(id="hub", name="Hub"), 4, 1), Hubs.REPEATED)
    assert joins(found)[-1] == ("hub--5", "s4", ["5"])


def test_between_two_hubs_the_destination_is_the_copy() -> None:
    stores = [DataStore(id="one", name="One"), DataStore(id="two", name="Two")]
    pairs = [(place, 4 + side) for place in range(4) for side in (0, 1)]
    found = scene(model([*services(4), *stores], [*pairs, (4, 5)]), Hubs.REPEATED)
    source, destination, numbers = joins(found)[-1]
    assert numbers == ["9"]
    assert source.startswith("one")
    assert destination == "two--5"


def test_a_hub_that_connects_to_itself_has_its_loop_once() -> None:
    store = DataStore(id="hub", name="Hub")
    found = scene(model([*services(3), store], [(0, 3), (1, 3), (2, 3), (3, 3)]), Hubs.REPEATED)
    loops = [(source, destination) for source, destination, _ in joins(found) if source == destination]
    assert len(loops) == 1
    assert loops[0][0].startswith("hub")


def test_without_a_hub_nothing_is_repeated() -> None:
    architecture = model(services(4), [(0, 1), (1, 2), (2, 3)])
    assert scene(architecture, Hubs.REPEATED) == scene(architecture)
    assert not scene(architecture, Hubs.REPEATED).legend.repeated


@pytest.mark.parametrize(("callers", "repeated"), [(29, False), (30, True)])
def test_hubs_are_repeated_by_themselves_where_there_are_many_lines(callers: int, repeated: bool) -> None:
    found = scene(around(DataStore(id="hub", name="Hub"), callers), Hubs.AUTO)
    assert found.legend.repeated is repeated


def test_both_overviews_of_voice_have_all_numbers(voice: Graph) -> None:
    for hubs, nodes in ((Hubs.SHARED, 28), (Hubs.REPEATED, 52)):
        found = build(voice, OverviewView(id="overview", hubs=hubs))
        assert len(found.lines) == 54
        assert len(found.nodes) == nodes
        assert sorted(int(badge.text) for line in found.lines for badge in line.badges) == list(range(1, 61))
