"""References between elements: what stands in the way of a graph, and what a graph is made of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from diagramgen.errors import ContentError
from diagramgen.resolve import find_problems, find_warnings, resolve
from diagramgen.schema import (
    HTTP,
    REDIS,
    TCP,
    Architecture,
    Boundary,
    Connection,
    FlowView,
    MatrixView,
    OverviewView,
    Protocol,
    Retired,
    SelectionView,
    Service,
    Step,
    Tag,
    Zone,
    ZoneView,
)
from diagramgen.schema.protocol import BUILT_IN
from tests.strategies import architectures

A = Service(id="a", name="A", aliases=["Alpha"])
B = Service(id="b", name="B")
CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
VOICE = Zone(id="voice", name="Voice", parent=CLUSTER)
OWN = Protocol(id="own", name="Own")


def connection(number: int | None = None, **more: Any) -> Connection:
    return Connection(**({"number": number, "source": A, "destination": B, "protocol": TCP} | more))


def model(**lists: Any) -> Architecture:
    return Architecture(**({"title": "Model", "endpoints": [A, B]} | lists))


def problems(architecture: Architecture) -> list[tuple[str, str]]:
    """(fact, way out) of each problem."""
    with pytest.raises(ContentError) as caught:
        resolve(architecture)
    return [(problem.message, problem.fix) for problem in caught.value.problems]


@settings(max_examples=40)
@given(architectures())
def test_nothing_is_lost_on_the_way_to_the_graph(architecture: Architecture) -> None:
    graph = resolve(architecture)
    assert graph.architecture is architecture
    assert [endpoint.id for endpoint in graph.endpoints] == sorted(endpoint.id for endpoint in architecture.endpoints)
    assert set(graph.endpoints) == set(architecture.endpoints)

    numbered = [written for written in architecture.connections if written.number is not None]
    unnumbered = [written for written in architecture.connections if written.number is None]
    in_order = sorted(numbered, key=lambda written: written.number or 0) + unnumbered
    for found, written in zip(graph.connections, in_order, strict=True):
        for field in ("number", "source", "destination", "ports", "data", "encryption", "authentication", "status"):
            assert getattr(found, field) == getattr(written, field)
        assert (found.tags, found.metadata, found.stated) == (written.tags, written.metadata, written.classification)
        assert found.source_label == (written.source_label or written.source.name)
        assert found.destination_label == (written.destination_label or written.destination.name)
        assert found.protocol.id == written.protocol.id
    assert len({found.key for found in graph.connections}) == len(graph.connections)


@settings(max_examples=30)
@given(architectures())
def test_the_order_in_which_a_model_lists_does_not_matter(architecture: Architecture) -> None:
    backwards = architecture.model_copy(
        update={
            "endpoints": architecture.endpoints[::-1],
            "zones": architecture.zones[::-1],
            "connections": sorted(architecture.connections, key=lambda written: -(written.number or 0)),
        }
    )
    assert resolve(backwards).connections == resolve(architecture).connections
    assert resolve(backwards).endpoints == resolve(architecture).endpoints


def test_a_key_is_the_number_or_counts_the_unnumbered_ones() -> None:
    graph = resolve(model(connections=[connection(), connection(12), connection(data="x"), connection(3)]))
    assert [found.key for found in graph.connections] == ["3", "12", "unnumbered-1", "unnumbered-2"]
    assert [found.badge for found in graph.connections] == ["3", "12", "?", "?"]
    assert [found.data for found in graph.connections][-2:] == ["", "x"]


def test_labels_are_names_unless_the_row_says_otherwise() -> None:
    [found] = resolve(model(connections=[connection(1, source_label="Alpha")])).connections
    assert (found.source_label, found.destination_label) == ("Alpha", "B")


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        (
            {"endpoints": [A, A.model_copy(update={"name": "A2", "aliases": ()}), B]},
            [("the endpoint id 'a' is used twice", "give one of them another")],
        ),
        ({"zones": [CLUSTER, CLUSTER]}, [("the zone id 'cluster' is used twice", "give one of them another")]),
        ({"protocols": [TCP, TCP]}, [("the protocol id 'tcp' is used twice", "give one of them another")]),
        (
            {"views": [OverviewView(id="v"), OverviewView(id="v", title="W")]},
            [("the view id 'v' is used twice", "give one of them another")],
        ),
        (
            {"connections": [connection(1), connection(2), connection(1, source=B)]},
            [("the number 1 is used twice", "give one of them another")],
        ),
        (
            {"retired": [Retired(number=1, since="2", reason="x"), Retired(number=1, since="3", reason="x")]},
            [("the retired number 1 is used twice", "give one of them another")],
        ),
        (
            {"connections": [connection(1)], "retired": [Retired(number=1, since="2.0", reason="x")]},
            [
                (
                    "the number 1 is retired since 2.0 and is not given again",
                    "give the connection a number that was never used",
                )
            ],
        ),
        (
            {"endpoints": [A, Service(id="b", name="A")]},
            [("'A' also names the endpoint 'b'", "a name or alias belongs to one endpoint; the other is 'a'")],
        ),
        (
            {"endpoints": [A, Service(id="b", name="B", aliases=["Alpha"])]},
            [("'Alpha' also names the endpoint 'b'", "a name or alias belongs to one endpoint; the other is 'a'")],
        ),
        (
            {"endpoints": [A], "connections": [connection(1), connection(2)]},
            [("the endpoint 'b' is used but not listed", "add it to the endpoints of the architecture")],
        ),
        (
            {
                "endpoints": [Service(id="tenant-service", name="T"), A],
                "connections": [connection(1, destination=Service(id="tenant", name="T"))],
            },
            [
                (
                    "the endpoint 'tenant' is used but not listed",
                    "add it to the endpoints of the architecture, or did you mean 'tenant-service'?",
                )
            ],
        ),
        (
            {"connections": [connection(1, source=Service(id="a", name="Another"))]},
            [("the endpoint 'a' differs from the listed one of that id", "use the listed one")],
        ),
        (
            {"endpoints": [Service(id="a", name="A", zone=VOICE)]},
            [
                ("the zone 'voice' is used but not listed", "add it to the zones of the architecture"),
                ("the zone 'cluster' is used but not listed", "add it to the zones of the architecture"),
            ],
        ),
        (
            {"zones": [VOICE]},
            [("the zone 'cluster' is used but not listed", "add it to the zones of the architecture")],
        ),
        (
            {
                "zones": [CLUSTER],
                "endpoints": [Service(id="a", name="A", zone=Zone(id="cluster", name="Cluster"))],
            },
            [("the zone 'cluster' differs from the listed one of that id", "use the listed one")],
        ),
        (
            {"views": [ZoneView(zone=CLUSTER)]},
            [("the zone 'cluster' is used in a view but not listed", "add it to the zones of the architecture")],
        ),
        (
            {"views": [SelectionView(id="v", title="V", include=[Service(id="c", name="C")], exclude=[VOICE])]},
            [
                ("the endpoint 'c' is used in a view but not listed", "add it to the endpoints of the architecture"),
                ("the zone 'voice' is used in a view but not listed", "add it to the zones of the architecture"),
            ],
        ),
        (
            {"views": [FlowView(id="v", title="V", steps=[Step(connection=connection(1))])]},
            [("step 1 uses a connection that is not listed", "add it to the connections of the architecture")],
        ),
        (
            {"connections": [connection(1, protocol=OWN), connection(2, protocol=Protocol(id="own", name="Other"))]},
            [
                (
                    "two different protocols have the id 'own'",
                    "use one object for both, or list it in the protocols of the architecture",
                )
            ],
        ),
    ],
)
def test_what_stands_in_the_way(lists: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert problems(model(**lists)) == expected


def test_all_problems_are_told() -> None:
    found = problems(
        model(
            endpoints=[A, A],
            connections=[connection(1), connection(1), connection(2)],
            retired=[Retired(number=2, since="2", reason="")],
            zones=[VOICE],
        )
    )
    assert [fact for fact, _ in found] == [
        "the endpoint id 'a' is used twice",
        "the number 1 is used twice",
        "the number 2 is retired since 2 and is not given again",
        "the endpoint 'b' is used but not listed",
        "the zone 'cluster' is used but not listed",
    ]


@pytest.mark.parametrize(
    "lists",
    [
        {"connections": [connection(1, source=Service(id="a", name="A", aliases=["Alpha"]))]},
        {"zones": [Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE), VOICE]},
        {"connections": [connection(1, protocol=OWN), connection(2, protocol=Protocol(id="own", name="Own"))]},
        {"endpoints": [A, B, Service(id="c", name="C", aliases=["D", "C"])]},
        {"connections": [connection(), connection()]},
        {"views": [OverviewView(id="overview", title="Mine")]},
    ],
)
def test_what_is_equal_or_apart_stands_in_no_way(lists: dict[str, Any]) -> None:
    assert len(resolve(model(**lists)).endpoints) >= 2


def test_a_listed_protocol_takes_the_place_of_a_used_one() -> None:
    mine = Protocol(id="redis", name="RESP", color="#112233")
    graph = resolve(model(protocols=[mine], connections=[connection(1, protocol=REDIS)]))
    assert graph.connections[0].protocol is mine
    assert graph.protocols == (mine,)


def test_the_legend_lists_protocols_as_the_model_does_then_built_in_ones_then_own_ones() -> None:
    early = Protocol(id="aaa", name="AAA")
    used = [connection(number, protocol=p) for number, p in enumerate([OWN, early, REDIS, TCP, HTTP], 1)]
    order = [protocol.id for protocol in resolve(model(protocols=[HTTP], connections=used)).protocols]
    assert order == ["http", "tcp", "redis", "aaa", "own"]


def test_all_built_in_protocols_keep_their_order() -> None:
    used = [connection(number, protocol=p) for number, p in enumerate(reversed(BUILT_IN), 1)]
    assert resolve(model(connections=used)).protocols == BUILT_IN


def test_a_connection_without_a_number_is_warned_about_with_a_free_one() -> None:
    graph = resolve(
        model(
            connections=[connection(), connection(5), connection(source=B, destination=A)],
            retired=[Retired(number=7, since="2", reason="")],
        )
    )
    assert [(warning.message, warning.fix) for warning in find_warnings(graph)] == [
        ("the connection from a to b has no number", "the next free number is 8"),
        ("the connection from b to a has no number", "the next free number is 9"),
    ]


def test_the_first_free_number_of_all_is_1() -> None:
    [warning] = find_warnings(resolve(model(connections=[connection()])))
    assert warning.fix == "the next free number is 1"


@settings(max_examples=30)
@given(architectures())
def test_the_numbers_that_warnings_name_are_free(architecture: Architecture) -> None:
    warnings = find_warnings(resolve(architecture))
    named = {int(warning.fix.removeprefix("the next free number is ")) for warning in warnings}
    taken = {c.number for c in architecture.connections} | {gone.number for gone in architecture.retired}
    assert len(named) == len([c for c in architecture.connections if c.number is None])
    assert not named & taken


def test_only_an_overview_takes_the_place_of_a_standard_picture() -> None:
    views = (MatrixView(id="overview-repeated"), SelectionView(id="overview", title="X"))
    found = [problem.message for problem in find_problems(Architecture(title="T", views=views))]
    assert found == [
        "'overview-repeated' is the id of a standard picture, and this is a matrix",
        "'overview' is the id of a standard picture, and this is a selection",
    ]
    assert list(find_problems(Architecture(title="T", views=(OverviewView(id="overview", title="X"),)))) == []


def test_a_tag_where_there_is_none_has_a_way_out() -> None:
    view = SelectionView(id="v", title="V", include=[Tag(name="none")])
    assert problems(model(views=[view])) == [
        ("nothing carries the tag 'none'", "give it to an endpoint or a connection, or name no tag")
    ]
