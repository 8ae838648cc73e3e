"""Where the declarations of a model in Python stand."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from dataclasses import dataclass
from itertools import accumulate

from diagramgen.lint.rule import Exchange, Insert, Replace, TakeOut
from diagramgen.lint.span import Span, before_first, together, without_item, without_lines, without_row

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
    around: tuple[ast.AST, ...]
    """What it stands in, from the nearest to the outermost."""


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
        self.tree = ast.parse(text)
        self.lines = _lines(text)
        self.starts = [0, *accumulate(map(len, self.lines))]
        self.calls: dict[tuple[int, str], list[Call]] = {}
        self._visit(self.tree, ())
        tokens = tokenize.generate_tokens(io.StringIO(text, newline="").readline)
        self.comments = [self._at(*token.start) for token in tokens if token.type == tokenize.COMMENT]

    def replace(self, line: int, kind: str, place: tuple[str, int] | None, change: Replace) -> Span | None:
        """The text of a keyword argument, if it is written out and says what it is taken to say."""
        del place
        call = self.only(line, kind)
        if call is None:
            return None
        for keyword in call.node.keywords:
            value = keyword.value
            if keyword.arg == change.field and isinstance(value, ast.Constant) and str(value.value) == change.before:
                start, end = self.span(value)
                written = self.text[start:end]
                if not isinstance(value.value, str | int) or "\n" in written or written[0] not in "'\"0123456789":
                    return None
                bare = isinstance(value.value, int) and change.after.isdecimal()
                return Span(start, end, change.after if bare else _quoted(change.after, written[0]))
        return None

    def insert(self, line: int, kind: str, place: tuple[str, int] | None, change: Insert) -> Span | None:
        """A keyword argument in front of the others, or in place of a `None` that is written out."""
        del place
        call = self.only(line, kind)
        if call is None or not call.node.keywords or call.node.args:
            return None
        for keyword in call.node.keywords:
            if keyword.arg is None:  # what is unpacked may have the field
                return None
            if keyword.arg == change.field:
                left_open = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
                return Span(*self.span(keyword.value), str(change.number)) if left_open else None
        starts = [self._of_bytes(keyword.lineno, keyword.col_offset) for keyword in call.node.keywords]
        return before_first(self.text, starts, f"{change.field}={change.number}")

    def exchange(self, line: int, kind: str, place: tuple[str, int] | None, change: Exchange) -> Span | None:
        """The values of two keyword arguments, or the name of one where the other is not there."""
        del place
        call = self.only(line, kind)
        if call is None or call.node.args or any(keyword.arg is None for keyword in call.node.keywords):
            return None
        given = {keyword.arg: keyword for keyword in call.node.keywords}
        if not all(field in given for field in change.pairs[0]):
            return None
        pieces = []
        for pair in change.pairs:
            for field, other in (pair, pair[::-1]):
                if field in given and other in given:
                    start, end = self.span(given[other].value)
                    pieces.append(Span(*self.span(given[field].value), self.text[start:end]))
                elif field in given:
                    start, _ = self.span(given[field])
                    pieces.append(Span(start, start + len(field), other))
        return together(self.text, pieces)

    def take_out(self, line: int, kind: str, place: tuple[str, int] | None, count: int, change: TakeOut) -> Span | None:
        """An element of a list that is written out; by its own line, or by its place in the architecture's list."""
        if change.comments:
            call = self.only(line, kind) or self._numbered(line, kind, change.number)
            return self._with_comments(call) if call is not None else None
        found = self._in_list(line, kind) if line else self._in_architecture(place, count)
        if found is None:
            return None
        items, index = found
        span = without_item(self.text, [self.span(item) for item in items], index)
        return span if not any(span.start <= comment < span.end for comment in self.comments) else None

    def obstacle(self, line: int, kind: str) -> str:
        """Why a declaration can't be taken out, in half a sentence."""
        calls = self.calls.get((line, kind), [])
        if not calls:
            return "a loop, a function or a call of another name makes it"
        if len(calls) > 1:
            return "it shares its line with another one"
        around = calls[0].around[0]
        if isinstance(around, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            target = around.targets[0] if isinstance(around, ast.Assign) else around.target
            return f"the name {ast.unparse(target)} stands for it, which may be used elsewhere"
        return "it is not an element of a plain list"

    def _in_list(self, line: int, kind: str) -> tuple[list[ast.expr], int] | None:
        call = self.only(line, kind)
        if call is None or not isinstance(call.around[0], ast.List):
            return None
        return call.around[0].elts, call.around[0].elts.index(call.node)

    def _with_comments(self, call: Call) -> Span | None:
        """A declaration with its own comments, where a list, a tuple or a call holds it."""
        around = call.around[0]
        if isinstance(around, ast.Call) and _adds(around):
            return self._statement(call)
        if not isinstance(around, ast.List | ast.Tuple | ast.Call) or (inside := self.inside(around)) is None:
            return None
        nodes: list[ast.expr | ast.keyword] = (
            [*around.args, *around.keywords] if isinstance(around, ast.Call) else [*around.elts]
        )
        if call.node not in nodes:  # it is what is called
            return None
        items = sorted(self.span(node) for node in nodes)
        index = items.index(self.span(call.node))
        span = without_row(self.text, items, index, inside)
        if span is None or not isinstance(around, ast.Tuple) or len(items) > 2:
            return span
        return self._of_a_pair(span, items, index, inside)

    def _of_a_pair(self, span: Span, items: list[tuple[int, int]], index: int, inside: tuple[int, int]) -> Span:
        """The same where the other element is left alone in a tuple and needs a comma."""
        if len(items) == 1 or "," in self._bare(items[1][1], inside[1]):
            return span
        if index == 0:
            return Span(span.start, items[1][1], self.text[span.end : items[1][1]] + ",")
        comma = items[0][1] + self._bare(items[0][1], items[1][0]).index(",") + 1
        return Span(max(span.start, comma), span.end)

    def _bare(self, start: int, end: int) -> str:
        """A text without its comments, each character in its place."""
        return re.sub(r"#[^\r\n]*", lambda found: " " * len(found[0]), self.text[start:end])

    def _statement(self, call: Call) -> Span | None:
        """A whole `rows.append(...)` that is no part of anything else."""
        if len(call.around) != 3 or not isinstance(call.around[1], ast.Expr):
            return None
        return without_lines(self.text, *self.span(call.around[1]))

    def inside(self, node: ast.expr) -> tuple[int, int] | None:
        """Where all between the brackets of a list, a tuple or a call stands; None if a tuple has none."""
        start, end = self.span(node)
        if isinstance(node, ast.Call):
            return self.text.index("(", self.span(node.func)[1]) + 1, end - 1
        if self.text[start] not in "[(" or self.text[end - 1] not in "])":
            return None
        first = self.span(node.elts[0])[0] if isinstance(node, ast.List | ast.Tuple) and node.elts else end
        return (start + 1, end - 1) if start < first else None

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

    def only(self, line: int, kind: str) -> Call | None:
        """The call of this name that begins on a line; None if there are several, or it may run more than once."""
        calls = self.calls.get((line, kind), [])
        return calls[0] if len(calls) == 1 else None

    def _numbered(self, line: int, kind: str, number: int | None) -> Call | None:
        """The one of several calls on a line that states this number."""
        calls = [call for call in self.calls.get((line, kind), []) if _states(call.node, "number", number)]
        return calls[0] if len(calls) == 1 and number is not None else None

    def _visit(self, node: ast.AST, around: tuple[ast.AST, ...]) -> None:
        if isinstance(node, REPEATED):
            return
        if isinstance(node, ast.Call):
            name = str(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            self.calls.setdefault((node.lineno, name), []).append(Call(node, around))
        for child in ast.iter_child_nodes(node):
            self._visit(child, (node, *around))

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.alias) -> tuple[int, int]:
        """Where a node stands."""
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


def _states(node: ast.Call, field: str, value: object) -> bool:
    given = [keyword.value for keyword in node.keywords if keyword.arg == field]
    return bool(given) and isinstance(given[0], ast.Constant) and given[0].value == value


def _adds(node: ast.Call) -> bool:
    """Whether a call puts what it is given into a list."""
    return isinstance(node.func, ast.Attribute) and node.func.attr in ("append", "insert", "add")


def _lines(text: str) -> list[str]:
    """The lines as Python counts them: only CR and LF break one."""
    return list(io.StringIO(text, newline=""))


def _quoted(text: str, quote: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return f"'{text}'" if quote == "'" and not set(text) & {"'", "\\"} and text.isprintable() else written
