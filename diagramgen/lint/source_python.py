"""Where the declarations of a model in Python stand."""

from __future__ import annotations

import ast
import io
import json
import tokenize
from dataclasses import dataclass
from itertools import accumulate

from diagramgen.lint.rule import Insert, Replace
from diagramgen.lint.span import Span, before_first, without_item

REPEATED = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
"""What stands in one of these may make more than one object."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that runs once, and the list in which it stands."""

    node: ast.Call
    around: ast.AST | None


def parse(text: str) -> PythonSource | None:
    """The file's calls; None if it is not Python."""
    try:
        return PythonSource(text)
    except (SyntaxError, ValueError, tokenize.TokenError):
        return None


class PythonSource:
    """The calls of one file by line and name, and where its comments are."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        self.starts = [0, *accumulate(map(len, self.lines))]
        self.calls: dict[tuple[int, str], list[Call]] = {}
        self._visit(ast.parse(text), None)
        tokens = tokenize.generate_tokens(io.StringIO(text, newline="").readline)
        self.comments = [self._at(*token.start) for token in tokens if token.type == tokenize.COMMENT]

    def replace(self, line: int, kind: str, place: tuple[str, int] | None, change: Replace) -> Span | None:
        """The text of a keyword argument, if it is written out and says what it is taken to say."""
        del place
        call = self._only(line, kind)
        if call is None:
            return None
        for keyword in call.node.keywords:
            value = keyword.value
            if keyword.arg == change.field and isinstance(value, ast.Constant) and str(value.value) == change.before:
                start, end = self._span(value)
                written = self.text[start:end]
                if not isinstance(value.value, str | int) or "\n" in written or written[0] not in "'\"0123456789":
                    return None
                bare = isinstance(value.value, int) and change.after.isdecimal()
                return Span(start, end, change.after if bare else _quoted(change.after, written[0]))
        return None

    def insert(self, line: int, kind: str, place: tuple[str, int] | None, change: Insert) -> Span | None:
        """A keyword argument in front of the others, or in place of a `None` that is written out."""
        del place
        call = self._only(line, kind)
        if call is None or not call.node.keywords or call.node.args:
            return None
        for keyword in call.node.keywords:
            if keyword.arg is None:  # what is unpacked may have the field
                return None
            if keyword.arg == change.field:
                left_open = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
                return Span(*self._span(keyword.value), str(change.number)) if left_open else None
        starts = [self._of_bytes(keyword.lineno, keyword.col_offset) for keyword in call.node.keywords]
        return before_first(self.text, starts, f"{change.field}={change.number}")

    def take_out(self, line: int, kind: str, place: tuple[str, int] | None, count: int) -> Span | None:
        """An element of a list that is written out; by its own line, or by its place in the architecture's list."""
        found = self._in_list(line, kind) if line else self._in_architecture(place, count)
        if found is None:
            return None
        items, index = found
        span = without_item(self.text, [self._span(item) for item in items], index)
        return span if not any(span.start <= comment < span.end for comment in self.comments) else None

    def _in_list(self, line: int, kind: str) -> tuple[list[ast.expr], int] | None:
        call = self._only(line, kind)
        if call is None or not isinstance(call.around, ast.List):
            return None
        return call.around.elts, call.around.elts.index(call.node)

    def _in_architecture(self, place: tuple[str, int] | None, count: int) -> tuple[list[ast.expr], int] | None:
        models = [call for (_, name), calls in self.calls.items() if name == "Architecture" for call in calls]
        if place is None or len(models) != 1:
            return None
        for keyword in models[0].node.keywords:
            if keyword.arg == place[0] and isinstance(keyword.value, ast.List):
                items = keyword.value.elts
                if len(items) == count and not any(isinstance(item, ast.Starred) for item in items):
                    return items, place[1]
        return None

    def _only(self, line: int, kind: str) -> Call | None:
        calls = self.calls.get((line, kind), [])
        return calls[0] if len(calls) == 1 else None

    def _visit(self, node: ast.AST, around: ast.AST | None) -> None:
        if isinstance(node, REPEATED):
            return
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            self.calls.setdefault((node.lineno, name), []).append(Call(node, around))
        for child in ast.iter_child_nodes(node):
            self._visit(child, node)

    def _span(self, node: ast.expr) -> tuple[int, int]:
        assert node.end_lineno is not None, "the parser knows where an expression ends"
        assert node.end_col_offset is not None, "the parser knows where an expression ends"
        return (
            self._of_bytes(node.lineno, node.col_offset),
            self._of_bytes(node.end_lineno, node.end_col_offset),
        )

    def _of_bytes(self, line: int, column: int) -> int:
        """The parser counts bytes."""
        return self._at(line, len(self.lines[line - 1].encode()[:column].decode()))

    def _at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column


def _lines(text: str) -> list[str]:
    """The lines as Python counts them: only CR and LF break one."""
    return list(io.StringIO(text, newline=""))


def _quoted(text: str, quote: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return f"'{text}'" if quote == "'" and not set(text) & {"'", "\\"} and text.isprintable() else written
