"""Questions to a graph, and its connections as words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from diagramgen.graph import Graph, classify, joined, spoken_ports
from diagramgen.resolve import resolve
from diagramgen.schema import (
    HTTP,
    TCP,
    Architecture,
    Boundary,
    Classification,
    Connection,
    Endpoint,
    Ports,
    Protocol,
    Service,
    Status,
    Zone,
)
from tests.strategies import graphs

A, B, C, D = (Service(id=name.lower(), name=name, aliases=[f"{name} 2.x"]) for name in "ABCD")


@pytest.fixture(scope="module")
def graph() -> Graph:
    """Parallel, opposite and own connections of A, B and C; none of D."""

    def connection(number: int | None, source: Endpoint, destination: Endpoint, protocol: Protocol = TCP) -> Connection:
        return Connection(number=number, source=source, destination=destination, protocol=protocol)

    connections = [
        connection(5, A, B),
        connection(4, B, A),
        connection(3, A, B, HTTP),
        connection(2, A, B),
        connection(1, C, C),
        connection(6, C, A),
        connection(None, B, C),
    ]
    return resolve(Architecture(title="Model", endpoints=[D, C, B, A], connections=connections))


@pytest.mark.parametrize(
    ("endpoint", "incoming", "outgoing", "callers", "callees"),
    [
        ("a", ["4", "6"], ["2", "3", "5"], ["b", "c"], ["b"]),
        ("b", ["2", "3", "5"], ["4", "unnumbered-1"], ["a"], ["a", "c"]),
        ("c", ["1", "unnumbered-1"], ["1", "6"], ["b"], ["a"]),
        ("d", [], [], [], []),
    ],
)
def test_the_connections_and_neighbours_of_an_endpoint(
    graph: Graph, endpoint: str, incoming: list[str], outgoing: list[str], callers: list[str], callees: list[str]
) -> None:
    assert [found.key for found in graph.incoming(endpoint)] == incoming
    assert [found.key for found in graph.outgoing(endpoint)] == outgoing
    assert [found.id for found in graph.callers(endpoint)] == callers
    assert [found.id for found in graph.callees(endpoint)] == callees


@pytest.mark.parametrize(
    ("first", "second", "keys"),
    [
        ("a", "b", ["2", "3", "4", "5"]),
        ("b", "a", ["2", "3", "4", "5"]),
        ("c", "c", ["1"]),
        ("a", "a", []),
        ("a", "d", []),
    ],
)
def test_the_connections_between_two_endpoints(graph: Graph, first: str, second: str, keys: list[str]) -> None:
    assert [found.key for found in graph.between(first, second)] == keys


def test_parallel_connections_of_one_protocol_share_a_line(graph: Graph) -> None:
    lines = {found.key: found.line for found in graph.connections}
    assert lines["2"] == lines["5"] == ("a", "b", "tcp")
    assert lines["3"] == ("a", "b", "http")
    assert lines["4"] == ("b", "a", "tcp")


def test_an_endpoint_is_found_by_its_id(graph: Graph) -> None:
    assert graph.endpoint("a") is A
    with pytest.raises(KeyError):
        graph.endpoint("nothing")


@settings(max_examples=25)
@given(graphs())
def test_every_connection_is_incoming_once_and_outgoing_once(graph: Graph) -> None:
    incoming = [found for endpoint in graph.endpoints for found in graph.incoming(endpoint.id)]
    outgoing = [found for endpoint in graph.endpoints for found in graph.outgoing(endpoint.id)]
    assert sorted(found.key for found in incoming) == sorted(found.key for found in outgoing)
    assert sorted(found.key for found in incoming) == sorted(found.key for found in graph.connections)
    for found in graph.connections:
        assert found in graph.incoming(found.destination.id)
        assert found in graph.outgoing(found.source.id)
        assert found in graph.between(found.source.id, found.destination.id)
        if found.source != found.destination:
            assert found.source in graph.callers(found.destination.id)
            assert found.destination in graph.callees(found.source.id)


INSIDE = Zone(id="inside", name="Inside", boundary=Boundary.INSIDE)
NESTED = Zone(id="nested", name="Nested", parent=INSIDE)
OUTSIDE = Zone(id="outside", name="Outside", boundary=Boundary.OUTSIDE)
UNKNOWN = Zone(id="unknown", name="Unknown")


@pytest.mark.parametrize(
    ("source", "destination", "classification"),
    [
        (INSIDE, INSIDE, Classification.INTRA_CLUSTER),
        (INSIDE, NESTED, Classification.INTRA_CLUSTER),
        (INSIDE, OUTSIDE, Classification.EGRESS),
        (NESTED, OUTSIDE, Classification.EGRESS),
        (OUTSIDE, INSIDE, Classification.INGRESS),
        (OUTSIDE, NESTED, Classification.INGRESS),
        (OUTSIDE, OUTSIDE, Classification.UNCLASSIFIED),
        (INSIDE, UNKNOWN, Classification.UNCLASSIFIED),
        (UNKNOWN, OUTSIDE, Classification.UNCLASSIFIED),
        (UNKNOWN, UNKNOWN, Classification.UNCLASSIFIED),
        (INSIDE, None, Classification.UNCLASSIFIED),
        (None, INSIDE, Classification.UNCLASSIFIED),
        (None, None, Classification.UNCLASSIFIED),
    ],
)
def test_the_zones_decide_what_a_connection_is(
    source: Zone | None, destination: Zone | None, classification: Classification
) -> None:
    first, second = Service(id="a", name="A", zone=source), Service(id="b", name="B", zone=destination)
    assert classify(first, second) is classification


@pytest.mark.parametrize(
    ("stated", "printed"), [(None, "Unclassified"), ("Egress", "Egress"), ("Own words", "Own words")]
)
def test_a_stated_classification_is_printed(stated: str | None, printed: str) -> None:
    connection = Connection(number=1, source=A, destination=B, protocol=TCP, classification=stated)
    [found] = resolve(Architecture(title="M", endpoints=[A, B], connections=[connection])).connections
    assert (found.classification, found.derived, found.stated) == (printed, "Unclassified", stated)


@pytest.mark.parametrize(
    ("connection", "sentence"),
    [
        (
            Connection(number=9, source=A, destination=B, protocol=HTTP, ports=9100),
            "Connection 9: A connects to B over HTTP, port 9100",
        ),
        (
            Connection(number=9, source=A, source_label="A 2.x", destination=A, protocol=HTTP, ports="1, 2"),
            "Connection 9: A 2.x connects to A over HTTP, ports 1 and 2",
        ),
        (
            Connection(source=A, destination=B, protocol=TCP),
            "Connection without a number: A connects to B over TCP, port not stated",
        ),
        (
            Connection(number=1, source=A, destination=B, protocol=TCP, ports="N/A", status=Status.PLANNED),
            "Connection 1 (planned): A connects to B over TCP, without a port",
        ),
    ],
)
def test_a_connection_as_a_sentence(connection: Connection, sentence: str) -> None:
    [found] = resolve(Architecture(title="M", endpoints=[A, B], connections=[connection])).connections
    assert found.sentence == sentence


@pytest.mark.parametrize(
    ("ports", "words"),
    [
        (None, "port not stated"),
        (Ports.not_applicable(), "without a port"),
        (Ports.unknown(), "port not known"),
        (Ports.unknown("set in the trunk"), "port not known: set in the trunk"),
        (Ports.unknown("set in the trunk", text="Ask"), "port not known: set in the trunk"),
        (Ports.parse("6379"), "port 6379"),
        (Ports.parse("6379*"), "port 6379, configurable"),
        (Ports.parse("8888, 8000, 2060"), "ports 8888, 8000 and 2060"),
        (Ports.parse("9092/9093*"), "port 9092 or 9093, configurable"),
        (Ports.parse("1/2/3"), "port 1, 2 or 3"),
        (Ports.parse("20000-45000"), "ports 20000 to 45000"),
    ],
)
def test_ports_as_words(ports: Ports | None, words: str) -> None:
    assert spoken_ports(ports) == words


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_joined_as_a_person_would(words: list[str], text: str) -> None:
    assert joined(words, "and") == text


def test_a_connection_of_the_model_is_found_as_it_was_resolved(graph: Graph) -> None:
    written = graph.architecture.connections
    assert [graph.resolved(connection).key for connection in written] == [*"5432", "1", "6", "unnumbered-1"]
    with pytest.raises(KeyError):
        graph.resolved(written[0].model_copy())
