"""The connection table as data."""

from __future__ import annotations

from hypothesis import given, settings

from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Connection, Service
from diagramgen.table import COLUMNS, FOOTNOTE, connections_of, row
from tests.strategies import graphs

A, B, C = (Service(id=name.lower(), name=name, aliases=[f"{name}+"]) for name in "ABC")


def test_the_columns_are_those_of_a_published_table() -> None:
    published = "Connection, Source, Destination, Protocol, Port, Classification, Data that travels on this connection"
    assert ", ".join(COLUMNS) == published
    assert FOOTNOTE == "* Configurable ports"


def test_a_row_prints_what_the_connection_says() -> None:
    connections = [
        Connection(number=1, source=A, source_label="A+", destination=B, protocol=TCP, ports="1, 2*", data="x\ny"),
        Connection(source=B, destination=A, protocol=TCP, classification="Own"),
    ]
    graph = resolve(Architecture(title="M", endpoints=[A, B], connections=connections))
    assert [row(found) for found in graph.connections] == [
        ("1", "A+", "B", "TCP", "1, 2*", "Unclassified", "x\ny"),
        ("?", "B", "A", "TCP", "", "Own", ""),
    ]


def test_the_rows_of_one_endpoint_are_its_incoming_and_outgoing_ones_each_once() -> None:
    pairs = [(A, B), (B, A), (B, B), (B, C)]
    connections = [Connection(number=n, source=s, destination=d, protocol=TCP) for n, (s, d) in enumerate(pairs, 1)]
    graph = resolve(Architecture(title="M", endpoints=[A, B, C], connections=connections))
    rows = {name: [found.number for found in connections_of(graph, name)] for name in ("a", "b", "c", None)}
    assert rows == {"a": [1, 2], "b": [1, 2, 3, 4], "c": [4], None: [1, 2, 3, 4]}


@settings(max_examples=30)
@given(graphs())
def test_every_connection_has_a_row_of_all_columns(graph: Graph) -> None:
    assert connections_of(graph) == graph.connections
    assert all(len(row(found)) == len(COLUMNS) for found in graph.connections)
    for endpoint in graph.endpoints:
        keys = {found.key for found in (*graph.incoming(endpoint.id), *graph.outgoing(endpoint.id))}
        assert {found.key for found in connections_of(graph, endpoint.id)} == keys
