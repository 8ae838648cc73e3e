"""YAML and JSON as they are read: text stays text, every value has its line, and no file brings the reader down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.errors import Problem
from diagramgen.load import document
from diagramgen.load.document import FLOW_ADVICE, LINE_ADVICE, Document, read
from diagramgen.schema.base import Collector
from tests.strategies import texts


def parsed(folder: Path, text: str | bytes, name: str = "model.yaml") -> tuple[Document | None, list[Problem]]:
    """A file as it is read, and its problems."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    collector = Collector(file, folder)
    return read(file, collector), collector.problems


def data(folder: Path, text: str | bytes, name: str = "model.yaml") -> Any:
    """What stands in a file that has no problem."""
    found, problems = parsed(folder, text, name)
    assert problems == []
    assert found is not None
    return found.data


def problem(folder: Path, text: str | bytes, name: str = "model.yaml") -> Problem:
    """The only problem of a file."""
    _, [found] = parsed(folder, text, name)
    return found


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("0o10", "0o10"),
        ("007", "007"),
        ("08", "08"),
        ("2024-01-31", "2024-01-31"),
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("y", "y"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("6379", 6379),
        ("-1", -1),
        ("+5", 5),
        ("0", 0),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("'6379'", "6379"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">\n  a\n  b\n", "a b\n"),
        ("!!python/object/apply:os.system [id]", ["id"]),
    ],
)
def test_the_traps_of_yaml_are_off(tmp_path: Path, written: str, read_as: Any) -> None:
    found = data(tmp_path, f"key: {written}\n")["key"]
    assert (found, type(found)) == (read_as, type(read_as))


def test_anchors_repeat_what_they_name(tmp_path: Path) -> None:
    assert data(tmp_path, "a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}


@pytest.mark.parametrize("text", ["&a [*a]", "a: &a {b: *a}", "a: &a [[[[*a]]]]"])
def test_an_anchor_that_contains_itself_is_refused(tmp_path: Path, text: str) -> None:
    found = problem(tmp_path, f"\n{text}\n")
    assert str(found) == "model.yaml:2: an anchor contains itself\n    write it out without the anchor"


def test_anchors_that_multiply_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "NODES_AT_MOST", 1000)
    lines = ["a0: &a0 [1, 2, 3]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30)]
    assert problem(tmp_path, "\n".join(lines)).message == "has more than 1000 values"


@pytest.mark.parametrize("name", ["model.yaml", "model.json"])
@pytest.mark.parametrize("text", ["[" * 1500, "[" * 1500 + "]" * 1500, '{"a":' * 1500 + "1" + "}" * 1500])
def test_endless_nesting_is_a_problem_and_no_crash(tmp_path: Path, name: str, text: str) -> None:
    assert problem(tmp_path, text, name).message == "is nested more than 100 deep"


def test_a_document_nested_deeper_than_any_model_is_refused(tmp_path: Path) -> None:
    assert problem(tmp_path, "[" * 102 + "]" * 102).message == "is nested more than 100 deep"


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, '{"a":' * 100_000])
def test_no_depth_ends_the_process(tmp_path: Path, text: str) -> None:
    assert problem(tmp_path, text).message == "is nested more than 100 deep"


def test_endless_nesting_is_no_crash_without_the_fast_parser_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "FAST_LOADER", None)
    assert problem(tmp_path, "[" * 1500).message.startswith("can't be parsed")


def test_without_the_fast_parser_everything_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 1\nb: 'two'\nc: [3, \"fo\\u00fcr\"]\nd:\n  - {e: 12:30}\n  - |\n    f\n"
    fast = parsed(tmp_path, text)
    monkeypatch.setattr(document, "FAST_LOADER", None)
    assert parsed(tmp_path, text) == fast


def test_a_key_that_stands_twice_is_refused_where_it_stands_again(tmp_path: Path) -> None:
    _, problems = parsed(tmp_path, "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n")
    assert [str(found) for found in problems] == [
        "model.yaml:5: the key 'c' stands twice\n    keep one of them",
        "model.yaml:6: the key 'a' stands twice\n    keep one of them",
    ]


def test_a_key_that_stands_twice_in_json_is_refused(tmp_path: Path) -> None:
    assert str(problem(tmp_path, '{"a": 1,\n "\\u0061": 2}', "model.json")).startswith("model.json:2: the key 'a'")


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3, FLOW_ADVICE),
        ("a: 1\n\tb: 2\n", 2, "indent with spaces, not with a tab"),
        ("a: 1\nb: x: y\n", 2, "put text that contains a colon and a space in quotes"),
        ("a: 1\nb: *\n", 2, "put text that begins with * in quotes"),
        ("a: *very* important\n", 1, "put text that begins with * in quotes"),
        ("a: *b\n", 1, "put text that begins with * in quotes"),
        ("a: 'x\n", 2, LINE_ADVICE),
        ("a: 1\n---\nb: 2\n", 2, LINE_ADVICE),
        ("a: 1\n}\n", 2, LINE_ADVICE),
        ("a: \x01\n", 1, ""),
    ],
)
def test_what_cannot_be_parsed_is_told_with_its_line(tmp_path: Path, text: str, line: int, fix: str) -> None:
    found = problem(tmp_path, text)
    assert found.message.startswith("can't be parsed: ")
    assert found.where.line == line
    assert found.fix == fix


def test_what_the_parser_expected_is_told(tmp_path: Path) -> None:
    assert problem(tmp_path, "a: 'x").message == "can't be parsed: found unexpected end of stream"


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    assert (
        str(problem(tmp_path, "title: Über".encode("latin-1"))) == "model.yaml: is not UTF-8 text\n    save it as UTF-8"
    )


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert data(tmp_path, b"\xef\xbb\xbftitle: A\r\n") == {"title": "A"}


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_file_is_empty(tmp_path: Path, text: str) -> None:
    assert data(tmp_path, text) is None


def test_every_value_has_its_line(tmp_path: Path) -> None:
    found, _ = parsed(tmp_path, "title: A\n\nzones:\n  - id: a\n    name: A\n  - {id: b,\n     name: B}\n")
    assert found is not None
    lines = {place: found.locate(place).line for place in found.lines}
    assert lines == {
        (): 1,
        ("title",): 1,
        ("zones",): 3,
        ("zones", 0): 4,
        ("zones", 0, "id"): 4,
        ("zones", 0, "name"): 5,
        ("zones", 1): 6,
        ("zones", 1, "id"): 6,
        ("zones", 1, "name"): 7,
    }
    assert str(found.locate(("zones", 1, "parent"))) == "model.yaml:6"
    assert str(found.locate(("endpoints", 7, "id"))) == "model.yaml:1"


def test_json_has_lines_too(tmp_path: Path) -> None:
    found, _ = parsed(tmp_path, '{\n\t"title":"A",\n\t"zones":[\n\t\t{"id":"a"}]}', "model.json")
    assert found is not None
    assert [found.locate(place).line for place in (("title",), ("zones",), ("zones", 0, "id"))] == [2, 3, 4]


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**17), 10**17)
        | st.floats(allow_nan=False, allow_infinity=False)
        | texts(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3),
        max_leaves=8,
    ),
    st.booleans(),
    st.sampled_from([None, 2, "\t"]),
)
def test_all_json_is_read_as_json_is_read(
    tmp_path_factory: pytest.TempPathFactory, value: Any, escaped: bool, indent: Any
) -> None:
    text = json.dumps(value, ensure_ascii=escaped, indent=indent)
    assert data(tmp_path_factory.getbasetemp(), text, "model.json") == json.loads(text)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"\u00e9"', "é"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\/\b\f\n\r\t\"\\"', '/\b\f\n\r\t"\\'),
        (r'"\u2028"', "\u2028"),
        ('" \u2028 \u2029 \x85 "', " \u2028 \u2029 \x85 "),
        (r'"\ud83d"', "\ufffd"),
        (r'"\ud800 \udfff"', "\ufffd \ufffd"),
        ('"12:30"', "12:30"),
    ],
)
def test_escapes_of_json(tmp_path: Path, written: str, text: str) -> None:
    assert data(tmp_path, f'{{"a":{written}}}', "model.json") == {"a": text}
