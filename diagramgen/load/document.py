"""YAML or JSON → plain data with the line of every value.

YAML's own traps are off: `12:30`, `1_000`, `007` and `yes` are text, and a key that stands twice is an error.
JSON goes the same way, so that it has lines too.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from diagramgen.errors import Location, Problem
from diagramgen.load.conflict import MERGE_ADVICE, UNMERGED, conflict
from diagramgen.schema.base import Collector

Place = tuple[str | int, ...]

JSON_TO_YAML = {0x09: " ", 0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""JSON allows tabs between values, where YAML has its doubts, and takes no line break but a line feed for one."""

FLOW_ADVICE = "close the bracket, put a comma between values, and put text with , ? [ ] { } # in quotes"
LINE_ADVICE = "look at this line and the one before it: text with special characters stands in quotes"
FAST_LOADER = getattr(yaml, "CSafeLoader", None)
"""The parser in C; an installation may lack it."""
DEEPEST = 100
"""No model is nested deeper than this."""
NODES_AT_MOST = 2_000_000
"""A document with more values than this (anchors that multiply, say) is refused."""


@dataclass
class Document:
    """Data as it stands in a file, and where."""

    file: str
    data: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def locate(self, place: Place) -> Location:
        """The location of a value; that of what is around it if it is not there."""
        while place and place not in self.lines:
            place = place[:-1]
        return Location(self.file, self.lines.get(place, 1))


def read(path: Path, collector: Collector) -> Document | None:
    """Read a file; None (and a problem) if it can't be parsed."""
    file = collector.locate(str(path), 0).file
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"can't be read: {error.strerror}"
        collector.problems.append(Problem(reason, Location(file), "save it as UTF-8" if "UTF-8" in reason else ""))
        return None
    return parse(text.translate(JSON_TO_YAML) if path.suffix == ".json" else text, file, collector)


def parse(text: str, file: str, collector: Collector) -> Document | None:
    """Parse the text of a file; None (and a problem) if it can't be parsed."""
    document = Document(file, None)
    try:
        node = _composed(text)
        if node is not None:
            document.data = _Reader(document, collector).value(node, (), ())
    except _Endless as error:
        line, fact = error.args
        fix = "" if "deep" in fact else "write it out without the anchor"
        collector.problems.append(Problem(fact, Location(file, line), fix))
        return None
    except yaml.MarkedYAMLError as error:
        if (line := conflict(text)) is not None:
            collector.problems.append(Problem(UNMERGED, Location(file, line), MERGE_ADVICE))
            return None
        mark = error.problem_mark or error.context_mark
        where = Location(file, mark.line + 1 if mark else 1)
        collector.problems.append(Problem(f"can't be parsed: {error.problem or error.context}", where, _advice(error)))
        return None
    except (yaml.YAMLError, RecursionError) as error:
        collector.problems.append(Problem(f"can't be parsed: {str(error).splitlines()[0]}", Location(file, 1)))
        return None
    return document


def _composed(text: str) -> yaml.Node | None:
    """The document's node; by the fast parser first, for its errors are poorer and it knows fewer escapes.

    Raises:
        _Endless: it is nested so deep that the fast parser would end the process.
    """
    if FAST_LOADER is not None:
        with contextlib.suppress(yaml.YAMLError):
            depth = 0
            for event in yaml.parse(text, Loader=FAST_LOADER):
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > DEEPEST:
                    raise _Endless(_line(event), f"is nested more than {DEEPEST} deep")
            return yaml.compose(text, Loader=FAST_LOADER)
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


class _Endless(Exception):
    """Great depth, or anchors that contain themselves or multiply without measure: (line, fact)."""


class _Reader:
    """Turns the parser's nodes into data and notes their lines."""

    def __init__(self, document: Document, collector: Collector) -> None:
        self.document = document
        self.collector = collector
        self.count = 0

    def value(self, node: yaml.Node, place: Place, around: tuple[yaml.Node, ...]) -> Any:
        self.count += 1
        self.document.lines.setdefault(place, node.start_mark.line + 1)
        if len(around) > DEEPEST:
            raise _Endless(node.start_mark.line + 1, f"is nested more than {DEEPEST} deep")
        if any(outer is node for outer in around):
            raise _Endless(node.start_mark.line + 1, "an anchor contains itself")
        if self.count > NODES_AT_MOST:
            raise _Endless(node.start_mark.line + 1, f"has more than {NODES_AT_MOST} values")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        inside = (*around, node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index), inside) for index, item in enumerate(node.value)]
        return self._mapping(node, place, inside)

    def _mapping(self, node: yaml.Node, place: Place, inside: tuple[yaml.Node, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, item in node.value:
            name = _joined_surrogates(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in found:
                self._problem(f"the key {name!r} stands twice", key, "keep one of them")
                continue
            self.document.lines[(*place, name)] = key.start_mark.line + 1
            found[name] = self.value(item, (*place, name), inside)
        return found

    def _scalar(self, node: yaml.ScalarNode) -> str | int | float | bool | None:
        text: str = node.value
        if node.style:  # in quotes or as a block
            return _joined_surrogates(text)
        if text in ("", "~", "null", "Null", "NULL"):
            return None
        if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text.lower() == "true"
        if re.fullmatch(r"[-+]?(0|[1-9][0-9]{0,17})", text):
            return int(text)
        if re.fullmatch(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
            return float(text)
        return text

    def _problem(self, fact: str, node: yaml.Node, fix: str = "") -> None:
        where = Location(self.document.file, node.start_mark.line + 1)
        self.collector.problems.append(Problem(fact, where, fix))


def _joined_surrogates(text: str) -> str:
    """JSON writes a character beyond U+FFFF as two escapes, which the YAML parser leaves apart."""
    if not any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _advice(error: yaml.MarkedYAMLError) -> str:
    if "alias" in f"{error.context} {error.problem}":
        return "put text that begins with * in quotes"
    if "mapping values are not allowed" in str(error.problem):
        return "put text that contains a colon and a space in quotes"
    if "flow" in str(error.context):
        return FLOW_ADVICE
    if "\\t" in str(error.problem):
        return "indent with spaces, not with a tab"
    return LINE_ADVICE
