"""The neighbourhood of an endpoint: callers, itself, and what it calls."""

from __future__ import annotations

from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.scene import Scene
from diagramgen.schema import TCP, Architecture, Connection, Service, ServiceView
from diagramgen.views.service import build
from tests.drawing import model, services

FOUR = services(4)


def scene(architecture: Architecture, endpoint: str) -> Scene:
    graph = resolve(architecture)
    return build(graph, ServiceView(endpoint=graph.endpoint(endpoint)))


def keys(found: Scene) -> list[str]:
    return [node.key for node in found.nodes]


def joins(found: Scene) -> list[tuple[str, str, list[str]]]:
    return [(line.source, line.destination, [badge.text for badge in line.badges]) for line in found.lines]


def test_callers_come_first_then_the_endpoint_then_what_it_calls() -> None:
    found = scene(model(FOUR, [(3, 1), (0, 1), (1, 2), (2, 3)]), "s1")
    assert keys(found) == ["s0", "s3", "s1", "s2"]
    assert joins(found) == [("s3", "s1", ["1"]), ("s0", "s1", ["2"]), ("s1", "s2", ["3"])]
    assert (found.view, found.title) == ("service--s1", "Connections of Service 1")
    assert found.description.startswith("Connections of Service 1: 4 endpoints and 3 connections.")


def test_a_neighbour_on_both_sides_stands_on_both_sides() -> None:
    found = scene(model(FOUR, [(0, 1), (1, 0), (1, 2)]), "s1")
    assert keys(found) == ["s0", "s1", "s0--2", "s2"]
    assert joins(found) == [("s0", "s1", ["1"]), ("s1", "s0--2", ["2"]), ("s1", "s2", ["3"])]
    assert [node.key for node in found.nodes if node.repeated] == ["s0", "s0--2"]
    assert found.legend.repeated
    assert found.description.startswith("Connections of Service 1: 3 endpoints and 3 connections.")


def test_a_connection_to_itself_is_one_loop() -> None:
    found = scene(model(FOUR, [(1, 1), (0, 1), (1, 1)]), "s1")
    assert keys(found) == ["s0", "s1"]
    assert sorted(joins(found)) == [("s0", "s1", ["2"]), ("s1", "s1", ["1", "3"])]
    assert not found.legend.repeated


def test_connections_between_neighbours_are_left_out() -> None:
    found = scene(model(FOUR, [(0, 1), (1, 2), (0, 2), (2, 0)]), "s1")
    assert [numbers for _, _, numbers in joins(found)] == [["1"], ["2"]]


def test_an_endpoint_without_connections_stands_alone() -> None:
    found = scene(model(FOUR), "s1")
    assert keys(found) == ["s1"]
    assert found.lines == ()
    assert found.description.startswith("Connections of Service 1: 1 endpoint and 0 connections.")


def test_a_line_names_the_endpoints_behind_its_nodes() -> None:
    line = scene(model(FOUR, [(0, 1), (1, 0)]), "s1").lines[1]
    assert (line.source, line.destination) == ("s1", "s0--2")
    assert (line.source_endpoint, line.destination_endpoint) == ("s1", "s0")


def test_three_connections_of_one_pair_share_a_line_on_either_side() -> None:
    a, b = Service(id="a", name="A"), Service(id="b", name="B")
    connections = [
        Connection(number=number, source=source, destination=destination, protocol=TCP)
        for number, source, destination in ((1, a, b), (2, b, a), (3, a, b), (4, b, a), (5, a, b))
    ]
    architecture = Architecture(title="Two", endpoints=[a, b], connections=connections)
    assert joins(scene(architecture, "a")) == [("b", "a", ["2", "4"]), ("a", "b--2", ["1", "3", "5"])]
    assert joins(scene(architecture, "b")) == [("a", "b", ["1", "3", "5"]), ("b", "a--2", ["2", "4"])]


def test_every_connection_of_voice_is_on_the_pictures_of_its_endpoints(voice: Graph) -> None:
    for endpoint in voice.endpoints:
        found = build(voice, ServiceView(endpoint=endpoint))
        expected = {c.key for c in voice.connections if endpoint.id in (c.source.id, c.destination.id)}
        numbers = [badge.connection for line in found.lines for badge in line.badges]
        assert sorted(numbers) == sorted(expected)
