"""Documents become the same elements that Python makes, or all their problems with the lines of the values."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from diagramgen.errors import ContentError
from diagramgen.graph import Graph
from diagramgen.load import load
from diagramgen.resolve import resolve
from diagramgen.schema import (
    Architecture,
    Connection,
    Endpoint,
    Ports,
    Protocol,
    ProtocolView,
    Tag,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.schema.base import Element
from diagramgen.schema.view import ListedView
from tests.load.files import problems, way_out, write
from tests.schema.test_document import refusals
from tests.strategies import architectures


def as_document(model: Architecture) -> dict[str, Any]:
    """A model as a person would write it in YAML: ids in place of objects, and only what is stated."""

    def element(found: Element) -> dict[str, Any]:
        fields = type(found).model_fields
        said = {name: getattr(found, name) for name in fields if getattr(found, name) != fields[name].get_default()}
        document = {name: plain(value, name) for name, value in said.items()}
        match found:
            case ZoneView():
                document["include"] = [document.pop("zone")]
            case ProtocolView():
                document["include"] = [document.pop("protocol")]
        return document | ({"kind": str(found.kind)} if isinstance(found, Endpoint | ListedView) else {})

    def plain(value: Any, field: str) -> Any:
        match value:
            case tuple():
                return [plain(item, field) for item in value]
            case Zone() | Protocol() | Tenancy() if field in ("include", "exclude"):
                return f"{type(value).__name__.lower()}:{getattr(value, 'id', value)}"
            case Tag():
                return f"tag:{value.name}"
            case Connection() if field == "connection":
                return value.number
            case Endpoint() | Zone() | Protocol() if field not in ("endpoints", "zones", "protocols"):
                return value.id
            case Ports():
                return str(value) if value.known else {"unknown": value.reason, "text": value.text}
            case Element():
                return element(value)
            case str():
                return str(value)
            case date():
                return value.isoformat()
            case _:
                return value

    return element(model)


@pytest.mark.parametrize("name", ["model.yaml", "model.yml", "model.json"])
def test_the_voice_model_survives_as_a_document(tmp_path: Path, voice: Graph, name: str) -> None:
    document = as_document(voice.architecture)
    assert refusals(json.loads(json.dumps(document))) == []
    dumped = json.dumps(document) if name.endswith(".json") else yaml.safe_dump(document, allow_unicode=True)
    (tmp_path / name).write_text(dumped, encoding="utf-8")
    loaded = load(name, tmp_path)
    assert resolve(loaded).connections == voice.connections
    assert loaded == voice.architecture


@settings(max_examples=40)
@given(architectures())
def test_every_model_survives_as_a_document(tmp_path_factory: pytest.TempPathFactory, model: Architecture) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.json").write_text(json.dumps(as_document(model), ensure_ascii=False), encoding="utf-8")
    assert load("any.json", folder) == model
    assert refusals(json.loads((folder / "any.json").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("value", ['"model.schema.json"', '"https://schemas.invalid/a"', "5"])
@pytest.mark.parametrize("name", ["model.json", "model.yaml"])
def test_the_key_that_editors_look_for_says_nothing(tmp_path: Path, name: str, value: str) -> None:
    text = '{"title": "Shop"}'
    write(tmp_path, {name: text.replace("{", f'{{"$schema": {value}, '), f"no-{name}": text})
    assert load(name, tmp_path) == load(f"no-{name}", tmp_path)


def test_the_key_that_editors_look_for_stands_at_the_top_only(tmp_path: Path) -> None:
    write(tmp_path, {"model.yaml": "title: Shop\nzones: [{id: a, name: A, $schema: x}]\n"})
    assert problems("model.yaml", tmp_path) == ["model.yaml:2: Zone 'a': there is no field '$schema'"]


def test_all_problems_of_a_document_are_told_with_the_lines_of_their_values(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model.yaml": """
                title: Voice
                conections: []
                zones:
                  - id: inner
                    name: Inner
                    parent: outr
                  - id: outer
                    name: Outer
                    trust: high
                endpoints:
                  - id: Tenant
                    kind: servce
                    name: Tenant
                  - id: redis
                    kind: datastore
                    name: Redis
                    zone: outre
                    links:
                      - title: Manual
                        url: javascript:alert(1)
                  - id: con
                    kind: service
                    name: 5
                  - just a text with an id
                connections:
                  - number: 1
                    source: redis
                    destination: rediss
                    protocol: tcpp
                    ports: 70000
                  - number: 2
                    source: redis
                    source_label: Redis 6
                    destination: redis
                    protocol: tcp
                  - number: 2
                    source: redis
                    destination: redis
                    protocol: tcp
                    ports:
                      unknwon: why
                  - number: 2
                    source: redis
                    destination: redis
                    protocol: tcp
                  - number: two
                    source: redis
                    protocol: tcp
                retired:
                  - number: 2
                    since: 1.5
                    reason: gone
                """
        },
    )
    assert problems("model.yaml", tmp_path) == [
        "model.yaml:2: Architecture 'Voice': there is no field 'conections'",
        "model.yaml:6: parent 'outr' is not a zone",
        "model.yaml:9: Zone 'outer': trust must be a whole number, not 'high'",
        "model.yaml:12: Endpoint 'Tenant': kind: 'servce' is not one of its values",
        "model.yaml:17: zone 'outre' is not a zone",
        "model.yaml:20: Link 'Manual': url: 'javascript:alert(1)' has a scheme that is not allowed",
        "model.yaml:23: Endpoint 'con': name must be text, not 5",
        "model.yaml:24: endpoints[3] is not an endpoint",
        "model.yaml:28: destination 'rediss' is not an endpoint",
        "model.yaml:29: protocol 'tcpp' is not a protocol",
        "model.yaml:30: Connection 1: ports: 70000 is not a port",
        "model.yaml:33: Connection 2: source_label: 'Redis 6' is neither name nor alias of 'redis'",
        "model.yaml:40: Connection 2: ports: unknown is missing",
        "model.yaml:41: Connection 2: ports: there is no field 'unknwon'",
        "model.yaml:46: Connection 'two': number must be a whole number, not 'two'",
        "model.yaml:46: Connection 'two': destination is missing",
        "model.yaml:51: Retired 2: since must be text, not 1.5",
    ]


MODEL = """
title: A
endpoints:
  - {{id: a, kind: service, name: A}}
  - {{id: b, kind: service, name: B}}
connections:
  - {{source: a, destination: b, protocol: tcp}}
{more}
"""


@pytest.mark.parametrize(
    ("more", "problem", "fix"),
    [
        ("  - {source: aa, destination: b, protocol: tcp}", ":7: source 'aa' is not an endpoint", "did you mean 'a'?"),
        ("  - {source: xyz, destination: b, protocol: tcp}", ":7: source 'xyz' is not an endpoint", "known are: a, b"),
        (
            "  - {source: a, destination: b, protocol: htp}",
            ":7: protocol 'htp' is not a protocol",
            "did you mean 'http'",
        ),
        ("  - {source: a, destination: b, protocol: TCP}", ":7: protocol 'TCP' is not a protocol", "known are: amqp"),
        ("  - 5", ":7: connections[1] is not a connection", "write its fields as key: value"),
        ("zones: 5", ":7: Architecture 'A': zones must be a list, not 5", ""),
        ("zones: {id: a}", ":7: Architecture 'A': zones must be a list, not a dict", ""),
        ("views: [{id: v, kind: zne}]", ":7: View 'v': kind: 'zne' is not one of its values", "did you mean 'zone'?"),
        (
            "views: [{id: service--a}]",
            ":7: OverviewView 'service--a': id: 'service--a' is not an identifier",
            "'service-a'",
        ),
        (
            "zones: [{id: z, name: Z, boundary: insde}]",
            ":7: Zone 'z': boundary: 'insde' is not one of its values",
            "'inside'?",
        ),
        ("protocols: [{id: p, name: P, color: red}]", ":7: Protocol 'p': color is 'red', which", "write it like '#"),
        ("related: [{title: T, url: //a}]", ":7: Link 'T': url: '//a' has a scheme that is not allowed", "use http"),
        ("summary: 5", ":7: Architecture 'A': summary must be text, not 5", "put it in quotes"),
    ],
)
def test_a_problem_of_a_document(tmp_path: Path, more: str, problem: str, fix: str) -> None:
    write(tmp_path, {"model.yaml": MODEL.format(more=more)})
    [found] = problems("model.yaml", tmp_path)
    assert found.startswith(f"model.yaml{problem}")
    assert fix in way_out("model.yaml", tmp_path)


def test_zones_in_a_circle_are_told_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model.yaml": """
                title: A
                zones:
                  - {id: a, name: A, parent: b}
                  - {id: b, name: B, parent: c}
                  - {id: c, name: C, parent: a}
                  - {id: d, name: D, parent: b}
                  - {id: e, name: E, parent: e}
                """
        },
    )
    assert problems("model.yaml", tmp_path) == [
        "model.yaml:3: the zones form a circle: a → b → c → a",
        "model.yaml:7: the zones form a circle: e → e",
    ]


def test_a_zone_may_stand_before_the_one_around_it(tmp_path: Path) -> None:
    write(
        tmp_path, {"model.yaml": "title: A\nzones: [{id: a, name: A, parent: b}, {id: b, name: B, boundary: inside}]\n"}
    )
    inner, outer = load("model.yaml", tmp_path).zones
    assert inner.parent is outer
    assert (inner.id, inner.side) == ("a", "inside")


def test_what_refers_to_a_broken_element_is_not_blamed(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model.yaml": """
                title: A
                zones:
                  - {id: z, nme: Z}
                  - {id: y, name: Y, parent: z}
                protocols:
                  - {id: p, name: P, dash: wavy}
                endpoints:
                  - {id: a, kind: service, name: A, zone: z}
                  - {id: b, kind: sevice, name: B}
                connections:
                  - {number: 1, source: a, destination: b, protocol: p}
                """
        },
    )
    assert problems("model.yaml", tmp_path) == [
        "model.yaml:3: Zone 'z': name is missing",
        "model.yaml:3: Zone 'z': there is no field 'nme'",
        "model.yaml:6: Protocol 'p': dash: 'wavy' is not one of its values",
        "model.yaml:9: Endpoint 'b': kind: 'sevice' is not one of its values",
    ]


def test_a_document_without_a_title_is_looked_through_all_the_same(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model.yaml": """
                endpoints:
                  - {id: a, kind: service, name: A}
                  - {id: a, kind: service, name: B}
                """
        },
    )
    assert problems("model.yaml", tmp_path) == [
        "model.yaml:1: Architecture: title is missing",
        "model.yaml:3: the endpoint id 'a' is used twice",
    ]


@pytest.mark.parametrize("text", ["", "# nothing\n", "5", "- a\n- b\n", "just text"])
def test_a_file_that_describes_no_model(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"model.yaml": text})
    assert problems("model.yaml", tmp_path) == ["model.yaml:1: is not a model"]
    assert way_out("model.yaml", tmp_path) == "begin with title: …, then endpoints: and connections:"


def test_an_own_protocol_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    more = "protocols: [{id: tcp, name: Raw TCP}]"
    write(tmp_path, {"model.yaml": MODEL.format(more=more)})
    [connection] = load("model.yaml", tmp_path).connections
    assert connection.protocol.name == "Raw TCP"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("6379", "6379"),
        ("6379*", "6379*"),
        ("5050, 8888", "5050, 8888"),
        ("20000-45000", "20000-45000"),
        ("'6379'", "6379"),
        ("N/A", "N/A"),
        ("{unknown: set in the trunk}", "Unknown (set in the trunk)"),
        ("{unknown: why, text: Ask}", "Ask"),
        ("~", "None"),
    ],
)
def test_ports_as_a_document_writes_them(tmp_path: Path, written: str, printed: str) -> None:
    more = f"  - source: a\n    destination: b\n    protocol: tcp\n    ports: {written}"
    write(tmp_path, {"model.yaml": MODEL.format(more=more)})
    assert str(load("model.yaml", tmp_path).connections[1].ports) == printed


@pytest.mark.parametrize("written", ["12:30", "1_000", "0555", "1.5", "true", "[5050]", "70000", "5050,8888", "''"])
def test_ports_that_yaml_could_take_for_others_are_refused(tmp_path: Path, written: str) -> None:
    more = f"  - source: a\n    destination: b\n    protocol: tcp\n    ports: {written}"
    write(tmp_path, {"model.yaml": MODEL.format(more=more)})
    with pytest.raises(ContentError) as caught:
        load("model.yaml", tmp_path)
    [problem] = caught.value.problems
    assert str(problem).startswith("model.yaml:10: Connection: ports")
    assert problem.fix


def test_a_zone_that_stands_twice_is_told_where_it_stands_again(tmp_path: Path) -> None:
    write(tmp_path, {"model.yaml": "title: A\nzones:\n  - {id: a, name: A}\n  - name: B\n    id: a\n"})
    assert problems("model.yaml", tmp_path) == ["model.yaml:5: the zone id 'a' is used twice"]
    assert way_out("model.yaml", tmp_path) == "give one of them another"
