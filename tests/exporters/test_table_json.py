"""The table as JSON: the names of the YAML model, and the classification that we derive."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import given, settings

from diagramgen.exporters.table_json import export
from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Connection, Ports, Service
from diagramgen.schema.document import ConnectionDocument
from tests.strategies import graphs

A = Service(id="a", name="A", aliases=["Alpha"])


def test_the_voice_table(voice: Graph, golden: Callable[[str, str], None]) -> None:
    golden("table.json", export(voice.connections))


def test_without_connections_there_is_an_empty_list() -> None:
    assert json.loads(export([])) == []


def test_the_keys_are_those_of_the_yaml_model() -> None:
    connection = Connection(
        number=1,
        source=A,
        source_label="Alpha",
        destination=A,
        protocol=TCP,
        ports="1/2*",
        classification="Own",
        data="é <b>",
        tags=["t"],
        metadata={"k": 1.5},
    )
    graph = resolve(Architecture(title="M", endpoints=[A], connections=[connection]))
    [found] = json.loads(export(graph.connections))
    assert found == {
        "number": 1,
        "source": "a",
        "source_label": "Alpha",
        "destination": "a",
        "destination_label": "A",
        "protocol": "tcp",
        "ports": "1/2*",
        "classification": "Own",
        "classification_derived": "Unclassified",
        "data": "é <b>",
        "encryption": "",
        "authentication": "",
        "status": "active",
        "tags": ["t"],
        "metadata": {"k": 1.5},
    }
    labels = {"audience", "since", "until"}  # for whom a row is meant is for no reader of it
    assert set(found) == {*ConnectionDocument.model_fields, "classification_derived"} - labels


def test_ports_that_are_not_known_say_why() -> None:
    written = [None, Ports.not_applicable(), Ports.unknown("why"), Ports.unknown("why", text="Ask")]
    connections = [
        Connection(number=n, source=A, destination=A, protocol=TCP, ports=ports) for n, ports in enumerate(written, 1)
    ]
    graph = resolve(Architecture(title="M", endpoints=[A], connections=connections))
    assert [found["ports"] for found in json.loads(export(graph.connections))] == [
        None,
        "N/A",
        {"unknown": "why", "text": "Unknown (why)"},
        {"unknown": "why", "text": "Ask"},
    ]


@settings(max_examples=25)
@given(graphs())
def test_every_connection_says_what_the_graph_says(graph: Graph) -> None:
    objects = json.loads(export(graph.connections))
    for found, connection in zip(objects, graph.connections, strict=True):
        assert (found["number"], found["data"], found["tags"]) == (
            *(connection.number, connection.data),
            list(connection.tags),
        )
        assert (found["source"], found["destination"], found["protocol"]) == connection.line
        assert (found["source_label"], found["destination_label"]) == (
            connection.source_label,
            connection.destination_label,
        )
        assert (found["classification"], found["classification_derived"]) == (
            connection.classification,
            connection.derived,
        )
        assert found["metadata"] == connection.metadata
        assert found["status"] == connection.status


@settings(max_examples=25)
@given(graphs())
def test_every_object_is_a_connection_of_a_document(graph: Graph) -> None:
    for found in json.loads(export(graph.connections)):
        del found["classification_derived"]
        document = ConnectionDocument.model_validate(found)
        assert document.number == found["number"]
