"""The JSON Schema of a model in YAML or JSON, and how its types match those that authors write."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from diagramgen.schema import (
    Architecture,
    Connection,
    Endpoint,
    Ignore,
    Link,
    Protocol,
    Retired,
    Step,
    Zone,
    document,
)
from diagramgen.schema.document import json_schema

KEYWORDS: dict[str, type | tuple[type, ...]] = {
    "$schema": str,
    "$defs": dict,
    "$ref": str,
    "additionalProperties": (bool, dict),
    "anyOf": list,
    "const": str,
    "default": object,
    "description": str,
    "enum": list,
    "examples": list,
    "items": dict,
    "maximum": (int, float),
    "minimum": (int, float),
    "pattern": str,
    "format": str,
    "properties": dict,
    "required": list,
    "title": str,
    "type": str,
}
"""The keywords of draft 2020-12 that we use, and what stands behind them there."""


GOOD: dict[str, Any] = {
    "$schema": "model.schema.json",
    "title": "Shop",
    "zones": [{"id": "cluster", "name": "Cluster", "boundary": "inside", "trust": 3}],
    "protocols": [{"id": "mqtt", "name": "MQTT", "default_port": 1883, "color": "#00695c", "dash": "short"}],
    "endpoints": [
        {"id": "shop", "kind": "service", "name": "Shop", "zone": "cluster", "metadata": {"replicas": 3, "old": True}},
        {"id": "stock", "kind": "datastore", "name": "Stock", "links": [{"title": "More", "url": "more.md"}]},
    ],
    "connections": [
        {"number": 1, "source": "shop", "destination": "stock", "protocol": "mqtt", "ports": ports}
        for ports in (6379, "8888, 8000*", "N/A", {"unknown": "why", "text": "Not fixed"}, None)
    ],
    "views": [{"id": "buying", "kind": "flow", "title": "Buying", "steps": [{"connection": 1, "text": "Buys."}]}],
    "retired": [{"number": 9, "since": "2.0", "reason": "Gone."}],
}

BROKEN: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "an unknown key at the top": (("titel",), "Shop"),
    "an unknown key of an endpoint": (("endpoints", 0, "nmae"), "Shop"),
    "a kind that there is not": (("endpoints", 0, "kind"), "server"),
    "an id with capitals": (("endpoints", 0, "id"), "Shop"),
    "a number that is text": (("connections", 0, "number"), "1"),
    "a number below 1": (("connections", 0, "number"), 0),
    "ports that are a list": (("connections", 0, "ports"), [6379]),
    "a colour by name": (("protocols", 0, "color"), "red"),
    "a side that there is not": (("zones", 0, "boundary"), "within"),
    "metadata that is nested": (("endpoints", 0, "metadata"), {"a": {"b": 1}}),
    "a view of a kind that there is not": (("views", 0, "kind"), "map"),
    "a step without its connection": (("views", 0, "steps"), [{"text": "Buys."}]),
    "zones that are no list": (("zones",), {"id": "cluster"}),
    "a schema that is a number": (("$schema",), 7),
}


def refusals(document: Any) -> list[str]:
    """What the schema finds wrong with a document."""
    Draft202012Validator.check_schema(json_schema())
    return [error.message for error in Draft202012Validator(json_schema()).iter_errors(document)]


def test_the_schema_takes_a_document_of_everything() -> None:
    assert refusals(GOOD) == []


@pytest.mark.parametrize("case", BROKEN)
def test_the_schema_refuses_what_is_broken(case: str) -> None:
    broken = copy.deepcopy(GOOD)
    place, value = BROKEN[case]
    inner: Any = broken
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert len(refusals(broken)) == 1


@pytest.mark.parametrize("key", ["title"])
def test_the_schema_wants_what_is_required(key: str) -> None:
    assert refusals({name: value for name, value in GOOD.items() if name != key}) == [f"{key!r} is a required property"]


def schemas(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all schemas in it."""
    yield schema
    inner = [*schema.get("$defs", {}).values(), *schema.get("properties", {}).values(), *schema.get("anyOf", [])]
    inner += [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    for found in inner:
        yield from schemas(found)


def test_the_schema_says_which_draft_it_is() -> None:
    assert next(iter(json_schema().items())) == ("$schema", "https://json-schema.org/draft/2020-12/schema")


def test_the_schema_uses_keywords_of_its_draft_as_the_draft_has_them() -> None:
    for schema in schemas(json_schema()):
        assert {key: type(value) for key, value in schema.items() if not isinstance(value, KEYWORDS[key])} == {}
        assert schema.get("type", "object") in ("object", "array", "string", "integer", "number", "boolean", "null")
        assert set(schema.get("required", [])) <= set(schema.get("properties", {}))
        re.compile(schema.get("pattern", ""))


def test_every_reference_of_the_schema_leads_somewhere() -> None:
    whole = json_schema()
    references = {schema["$ref"] for schema in schemas(whole) if "$ref" in schema}
    assert references == {f"#/$defs/{name}" for name in whole["$defs"]}


def test_the_schema_allows_no_unknown_keys_and_describes_the_known_ones() -> None:
    whole = json_schema()
    for schema in schemas(whole):
        if "properties" in schema:
            assert schema["additionalProperties"] is False
            assert schema["description"]
            for name, found in schema["properties"].items():
                kind = whole["$defs"].get(found.get("$ref", "").removeprefix("#/$defs/"), {})
                assert found.get("description") or kind["description"], name


def test_the_schema_has_the_published_keys() -> None:
    whole = json_schema()
    labels = ("audience", "since", "until")
    keys = {name: list(found.get("properties", {})) for name, found in whole["$defs"].items()}
    assert list(whole["properties"]) == [
        *("$schema", "title", "version", "date", "summary", "introduction", "related"),
        *("zones", "protocols", "endpoints", "connections", "views", "retired", "audiences", "ignores"),
    ]
    assert keys["ZoneDocument"] == ["id", "name", "parent", "boundary", "trust", *labels]
    assert keys["ProtocolDocument"] == [
        *("id", "name", "application", "transport", "default_port", "legend", "color", "dash"),
    ]
    assert keys["EndpointDocument"] == [
        *("id", "kind", "name", "aliases", "zone", "tenancy", "tenancy_basis", "summary", "owner", "links", "tags"),
        *("icon", "metadata", *labels),
    ]
    assert keys["ConnectionDocument"] == [
        *("number", "source", "source_label", "destination", "destination_label", "protocol", "ports"),
        *("classification", "data", "encryption", "authentication", "status", "tags", "metadata", *labels),
    ]
    assert keys["ViewDocument"] == ["id", "kind", "title", "include", "exclude", "hubs", "steps", *labels]
    assert keys["RetiredDocument"] == ["number", "since", "reason", "audience"]
    assert keys["IgnoreDocument"] == ["rule", "object", "reason"]


@pytest.mark.parametrize(
    ("written", "authored", "more"),
    [
        (document.ArchitectureDocument, Architecture, set()),
        (document.ZoneDocument, Zone, set()),
        (document.ProtocolDocument, Protocol, set()),
        (document.EndpointDocument, Endpoint, {"kind"}),
        (document.LinkDocument, Link, set()),
        (document.ConnectionDocument, Connection, set()),
        (document.StepDocument, Step, set()),
        (document.RetiredDocument, Retired, set()),
        (document.IgnoreDocument, Ignore, set()),
    ],
)
def test_a_document_can_say_all_that_python_can(
    written: type[BaseModel], authored: type[BaseModel], more: set[str]
) -> None:
    said = set(authored.model_fields) - {"rules"}  # rules are code
    assert set(written.model_fields) == said | more
    for name in said:
        assert written.model_fields[name].is_required() == authored.model_fields[name].is_required(), name


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("Kind", ["service", "datastore", "broker", "external", "person"]),
        ("Tenancy", ["single", "multi", "mixed", "not-applicable", "unknown"]),
        ("Boundary", ["inside", "outside"]),
        ("Status", ["active", "planned", "deprecated"]),
        ("Hubs", ["shared", "repeated", "auto"]),
    ],
)
def test_the_published_words(kind: str, values: list[str]) -> None:
    assert json_schema()["$defs"][kind]["enum"] == values
