"""A model as a document, and back: nothing is lost on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from diagramgen.graph import Graph
from diagramgen.load import load
from diagramgen.load.apart import packed, restored
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Connection, FlowView, Protocol, Service, Step
from diagramgen.schema.document import ArchitectureDocument
from diagramgen.schema.written import written
from tests.strategies import architectures, labelled_architectures


@settings(max_examples=60, deadline=None)
@given(architectures() | labelled_architectures())
def test_a_model_survives_the_way_to_another_process(architecture: Architecture) -> None:
    there_and_back = restored(json.loads(json.dumps(packed(architecture))))
    again = restored(packed(there_and_back))
    assert again == there_and_back
    before, after = resolve(architecture), resolve(there_and_back)
    assert before.endpoints == after.endpoints
    assert before.connections == after.connections
    known = {protocol.id: protocol for protocol in after.protocols}
    assert all(known[protocol.id] == protocol for protocol in before.protocols)
    for name in Architecture.model_fields:
        if name != "protocols":
            assert getattr(architecture, name) == getattr(there_and_back, name), name


def test_the_voice_model_is_the_same_as_a_document(voice: Graph, tmp_path: Path) -> None:
    data = written(voice.architecture)
    ArchitectureDocument.model_validate(data)
    file = tmp_path / "model.yaml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert resolve(load("model.yaml", tmp_path)) == voice


def test_places_travel_along(voice: Graph) -> None:
    there_and_back = restored(packed(voice.architecture), "v1:")
    for before, after in zip(voice.architecture.connections, there_and_back.connections, strict=True):
        assert str(after.where) == f"v1:{before.where}"
    assert str(there_and_back.zones[0].where) == f"v1:{voice.architecture.zones[0].where}"
    assert str(there_and_back.where) == f"v1:{voice.architecture.where}"


def flow_along_an_unnumbered_connection() -> Architecture:
    ends = [Service(id="a", name="A"), Service(id="b", name="B")]
    own = Protocol(id="own", name="Own")
    first = Connection(source=ends[0], destination=ends[1], protocol=TCP)
    second = Connection(source=ends[1], destination=ends[0], protocol=own)
    flow = FlowView(id="walk", title="Walk", steps=[Step(connection=c) for c in (second, first, second)])
    return Architecture(title="T", endpoints=ends, connections=[first, second], views=[flow])


def test_a_flow_along_connections_without_a_number_travels_too() -> None:
    architecture = flow_along_an_unnumbered_connection()
    there_and_back = restored(packed(architecture))
    assert [connection.number for connection in there_and_back.connections] == [None, None]
    graph = resolve(there_and_back)
    flow = there_and_back.views[0]
    assert isinstance(flow, FlowView)
    keys = [graph.resolved(step.connection).key for step in flow.steps]
    assert keys == ["unnumbered-2", "unnumbered-1", "unnumbered-2"]


def test_no_document_can_say_such_a_flow() -> None:
    with pytest.raises(ValueError, match="the connection from b to a, which has no number; give it one"):
        written(flow_along_an_unnumbered_connection())
