"""Include and exclude, and the views that are made of them: a selection, a protocol, a zone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.scene import Group, Scene
from diagramgen.schema import (
    HTTP,
    REDIS,
    TCP,
    Architecture,
    Connection,
    DataStore,
    Hubs,
    ProtocolView,
    SelectionView,
    Service,
    Tag,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.schema.view import Selector
from diagramgen.views import protocol, selection, zone
from diagramgen.views.select import select

CLUSTER = Zone(id="cluster", name="Cluster")
SHOP = Zone(id="shop", name="Shop", parent=CLUSTER)
EMPTY = Zone(id="empty", name="Empty")

A = Service(id="a", name="A", zone=SHOP, tenancy=Tenancy.MULTI, tags=["core"])
B = Service(id="b", name="B", zone=CLUSTER, tenancy=Tenancy.SINGLE)
C = DataStore(id="c", name="C", tenancy=Tenancy.SINGLE, tags=["core"])
D = Service(id="d", name="D")

CONNECTIONS = [
    Connection(number=1, source=A, destination=B, protocol=HTTP),
    Connection(number=2, source=B, destination=C, protocol=REDIS),
    Connection(number=3, source=A, destination=C, protocol=REDIS, tags=["slow"]),
    Connection(number=4, source=C, destination=D, protocol=TCP),
    Connection(number=5, source=A, destination=A, protocol=TCP),
]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return resolve(
        Architecture(title="M", zones=[CLUSTER, SHOP, EMPTY], endpoints=[A, B, C, D], connections=CONNECTIONS)
    )


@pytest.mark.parametrize(
    ("include", "exclude", "endpoints", "numbers"),
    [
        ([], [], "abcd", [1, 2, 3, 4, 5]),
        ([A, B], [], "ab", [1, 5]),
        ([CLUSTER], [], "ab", [1, 5]),  # and what lies within
        ([SHOP], [], "a", [5]),
        ([EMPTY], [], "", []),
        ([Tenancy.SINGLE], [], "bc", [2]),
        ([Tag(name="core")], [], "ac", [3, 5]),
        ([REDIS], [], "abc", [2, 3]),
        ([REDIS, A, C], [], "ac", [3]),  # both must hold
        ([], [C], "abd", [1, 5]),
        ([], [REDIS], "abcd", [1, 4, 5]),
        ([], [Tag(name="slow")], "abcd", [1, 2, 4, 5]),
        ([CLUSTER, C], [B], "ac", [3, 5]),
        ([TCP], [D], "a", [5]),
    ],
)
def test_what_is_included_and_not_excluded(
    graph: Graph, include: Sequence[Selector], exclude: Sequence[Selector], endpoints: str, numbers: list[int]
) -> None:
    found = select(graph, include, exclude)
    assert "".join(endpoint.id for endpoint in found[0]) == endpoints
    assert [connection.number for connection in found[1]] == numbers


def shown(scene: Scene) -> tuple[list[str], list[str]]:
    return [node.key for node in scene.nodes], sorted(badge.text for line in scene.lines for badge in line.badges)


def test_a_selection_is_a_picture_of_it(graph: Graph) -> None:
    found = selection.build(graph, SelectionView(id="mine", title="Mine", include=[CLUSTER, C]))
    assert shown(found) == (["a", "b", "c"], ["1", "2", "3", "5"])
    assert (found.view, found.title, found.groups) == ("mine", "Mine", ())


def test_hubs_of_a_selection_are_those_of_the_whole() -> None:
    hub = DataStore(id="hub", name="Hub")
    callers = [Service(id=f"s{n}", name=f"S{n}") for n in range(3)]
    connections = [Connection(number=n + 1, source=s, destination=hub, protocol=TCP) for n, s in enumerate(callers)]
    graph = resolve(Architecture(title="M", endpoints=[*callers, hub], connections=connections))
    view = SelectionView(id="mine", title="Mine", include=[*callers[:2], hub], hubs=Hubs.REPEATED)
    assert shown(selection.build(graph, view)) == (["hub", "hub--2", "s0", "s1"], ["1", "2"])


def test_a_protocol_has_its_connections_and_their_ends(graph: Graph) -> None:
    found = protocol.build(graph, ProtocolView(protocol=REDIS))
    assert (found.view, found.title) == ("protocol--redis", "Connections over Redis")
    assert shown(found) == (["a", "b", "c"], ["2", "3"])
    assert [stroke.group for stroke in found.legend.strokes] == ["Redis"]


def test_a_zone_has_its_box_and_its_neighbours(graph: Graph) -> None:
    found = zone.build(graph, ZoneView(zone=SHOP))
    assert (found.view, found.title) == ("zone--shop", "Zone Shop")
    assert shown(found) == (["a", "b", "c"], ["1", "3", "5"])
    assert found.groups == (Group("shop", "Shop", ("a",)),)
    assert zone.build(graph, ZoneView(zone=CLUSTER)).groups == (Group("cluster", "Cluster", ("a", "b")),)


def test_an_empty_zone_is_an_empty_picture(graph: Graph) -> None:
    found = zone.build(graph, ZoneView(zone=EMPTY))
    assert (shown(found), found.groups) == (([], []), ())
