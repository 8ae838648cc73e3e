"""What every element has in common: frozen, closed, compared by what it says, and text that can be shown."""

from __future__ import annotations

import ast
import datetime
import inspect
import itertools
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from diagramgen.errors import NOWHERE
from diagramgen.schema import (
    TCP,
    Architecture,
    Connection,
    Link,
    OverviewView,
    Protocol,
    Retired,
    Service,
    ServiceView,
    Zone,
)
from diagramgen.schema.base import Collector, Element, check_day, check_name, check_text, collecting
from tests.strategies import architectures, names, texts

REDIS = Service(id="redis", name="Redis")

REQUIRED: dict[type[Element], dict[str, Any]] = {
    Architecture: {"title": "A"},
    Connection: {"source": REDIS, "destination": REDIS, "protocol": TCP},
    Link: {"title": "A", "url": "a.md"},
    OverviewView: {"id": "a"},
    Protocol: {"id": "a", "name": "A"},
    Retired: {"number": 1, "since": "2", "reason": ""},
    Service: {"id": "a", "name": "A"},
    ServiceView: {"endpoint": REDIS},
    Zone: {"id": "a", "name": "A"},
}
"""Each kind of element, with no more than it needs."""


@pytest.mark.parametrize("kind", REQUIRED)
def test_an_element_is_frozen(kind: type[Element]) -> None:
    element = kind(**REQUIRED[kind])
    for name in kind.model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(element, name, getattr(element, name))


@pytest.mark.parametrize("kind", REQUIRED)
def test_an_element_has_no_field_that_is_not_declared(kind: type[Element]) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        kind(**(REQUIRED[kind] | {"nmae": "x"}))


@pytest.mark.parametrize("kind", REQUIRED)
def test_every_field_says_what_it_is_for(kind: type[Element]) -> None:
    said: set[str] = set()
    for base in kind.__mro__:
        if issubclass(base, Element):
            body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
            assert isinstance(body, ast.ClassDef)
            for field, text in itertools.pairwise(body.body):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and _is_text(text):
                    said.add(field.target.id)
    assert kind.model_fields.keys() <= said


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and bool(statement.value.value)


@pytest.mark.parametrize("kind", REQUIRED)
def test_equal_elements_have_equal_hashes(kind: type[Element]) -> None:
    first, second = kind(**REQUIRED[kind]), kind(**REQUIRED[kind])
    assert first == second
    assert hash(first) == hash(second)
    assert len({first, second}) == 1


@settings(max_examples=25)
@given(architectures(max_endpoints=3, max_connections=3))
def test_whole_models_compare_and_hash(model: Architecture) -> None:
    same = Architecture(**model.__dict__)
    assert same == model
    assert {same, *model.endpoints, *model.connections} == {model, *model.endpoints, *model.connections}


def test_elements_that_differ_are_not_equal() -> None:
    assert Service(id="a", name="A") != Service(id="a", name="B")
    assert len({Service(id="a", name="A"), Zone(id="a", name="A")}) == 2


def test_a_list_and_a_tuple_of_the_same_are_equal() -> None:
    link = Link(title="A", url="a.md")
    assert Service(id="a", name="A", aliases=["B"], links=[link]) == Service(
        id="a", name="A", aliases=("B",), links=(link,)
    )


def test_what_an_element_lists_does_not_change_with_the_list_it_was_made_from() -> None:
    endpoints = [REDIS]
    model = Architecture(title="A", endpoints=endpoints)
    endpoints.clear()
    assert model.endpoints == (REDIS,)


def test_equality_ignores_where_an_element_stands() -> None:
    with collecting(Collector(Path(__file__), Path(__file__).parent)):
        first = Service(id="a", name="A")
        second = Service(id="a", name="A")
    assert str(first.where) != str(second.where)
    assert first == second == Service(id="a", name="A")


def test_an_element_knows_its_line_only_while_a_model_loads() -> None:
    assert REDIS.where == NOWHERE
    assert not REDIS.where
    with collecting(Collector(Path(__file__), Path(__file__).parent)):
        element = Service(id="a", name="A")
    assert element.where.file == "test_base.py"


def test_the_place_of_an_element_is_the_nearest_line_of_the_model() -> None:
    with collecting(Collector(Path(__file__).parent / "elsewhere", Path(__file__).parent)):
        assert not Service(id="a", name="A").where


def test_outside_of_a_load_a_wrong_element_raises() -> None:
    with pytest.raises(ValidationError):
        Service(id="a", name=5)  # type: ignore[arg-type]


def test_inside_of_a_load_a_wrong_element_is_noted_and_the_load_goes_on() -> None:
    with collecting(Collector(Path(__file__), Path(__file__).parent)) as collector:
        broken = Service(id="a", name=5)  # type: ignore[arg-type]
        sound = Service(id="b", name="B")
    assert [problem.message for problem in collector.problems] == ["Service 'a': name must be text, not 5"]
    assert list(collector.broken.values()) == [broken]
    assert sound.name == "B"


def test_collecting_ends_even_if_the_model_fails() -> None:
    with pytest.raises(KeyError), collecting(Collector(Path(), Path())):
        raise KeyError
    with pytest.raises(ValidationError):
        Service(id="A", name="A")


@given(texts())
def test_all_text_without_control_characters_is_taken(text: str) -> None:
    assert check_text(text) == text


@given(names())
def test_all_names_are_taken_as_they_are(name: str) -> None:
    assert Service(id="a", name=name).name == name


CONTROL = ["\x00", "\x08", "\x0b", "\r", "\x1b", "\x1f", "\x7f", "\ud800", "\udfff", "\ufffe", "\uffff"]


@pytest.mark.parametrize("character", CONTROL)
def test_characters_that_no_page_can_hold_are_refused(character: str) -> None:
    with pytest.raises(ValueError, match=rf"control character U\+{ord(character):04X}; take it out"):
        check_text(f"a{character}b")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "a\x00"},
        {"aliases": ["a\x00"]},
        {"tenancy_basis": "a\x00"},
        {"summary": "a\x00"},
        {"owner": "a\x00"},
        {"tags": ["a\x00"]},
        {"metadata": {"a": "a\x00"}},
        {"metadata": {"a\x00": "a"}},
    ],
    ids=str,
)
def test_no_field_of_an_endpoint_takes_control_characters(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"control character U\+0000"):
        Service(**({"id": "a", "name": "A"} | wrong))


@pytest.mark.parametrize("field", ["data", "encryption", "authentication", "classification", "source_label"])
def test_no_field_of_a_connection_takes_control_characters(field: str) -> None:
    with pytest.raises(ValidationError, match=r"control character U\+0000"):
        Connection(**(REQUIRED[Connection] | {field: "a\x00"}))


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("", "write a name"),
        (" \t", "write a name"),
        (" A", "write 'A'"),
        ("A\u00a0", "write 'A'"),
        ("A\nB", "write 'A B'"),
        ("A\tB", "write 'A B'"),
    ],
)
def test_a_name_is_one_line_of_visible_text(name: str, way_out: str) -> None:
    with pytest.raises(ValueError, match="; ") as caught:
        check_name(name)
    assert str(caught.value).endswith(way_out)


def test_a_name_stands_once_in_a_list_of_names() -> None:
    with pytest.raises(ValidationError, match="names 'B' twice; once is enough"):
        Service(id="a", name="A", aliases=["B", "C", "B"])


@pytest.mark.parametrize("value", ["text", 1, 1.5, True, False])
def test_metadata_keeps_what_it_is_given(value: str | float | bool) -> None:
    kept = Service(id="a", name="A", metadata={"key": value}).metadata["key"]
    assert (kept, type(kept)) == (value, type(value))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, ["a"], {"a": "b"}])
def test_metadata_is_text_a_number_or_a_yes(value: Any) -> None:
    with pytest.raises(ValidationError):
        Service(id="a", name="A", metadata={"key": value})


def test_a_day_is_a_day_and_nothing_that_could_be_taken_for_one() -> None:
    day = datetime.date(2026, 11, 23)
    assert check_day(day) == check_day("2026-11-23") == day
    for wrong in ("2026-02-30", "23.11.2026", 20261123, datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC), None):
        with pytest.raises(ValueError, match="write"):
            check_day(wrong)
