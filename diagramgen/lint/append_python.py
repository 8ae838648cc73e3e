"""Where a new element of a list of the architecture is to stand in a model in Python, and what it imports."""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from dataclasses import dataclass

from diagramgen.lint.rule import Append
from diagramgen.lint.source_python import PythonSource
from diagramgen.lint.span import Span, before_first, behind_row, escaped, new_line

WIDTH = 88
"""Longer lines are broken."""
STEP = "    "


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A name by which a list goes, and the module that it is imported from; the same one if none is named."""

    name: str
    module: str = ""
    level: int = 0


def behind(source: PythonSource, line: int, change: Append) -> list[Span] | None:
    """Behind the element that is declared at a line, if a plain list holds it."""
    call = source.only(line, change.kind)
    if call is None or not isinstance(call.around[0], ast.List | ast.Tuple):
        return None
    return _in_list(source, call.around[0], change, call.around[0].elts.index(call.node))


def into(source: PythonSource, line: int, change: Append) -> list[Span] | Elsewhere | None:
    """Into the list of the architecture at a line, or as a list if it has none."""
    call = source.only(line, "Architecture")
    if call is None or any(keyword.arg is None for keyword in call.node.keywords):
        return None
    keywords = {keyword.arg: keyword for keyword in call.node.keywords}
    if change.field in keywords:
        return _in_value(source, keywords[change.field].value, change)
    inside = source.inside(call.node)
    if not keywords or call.node.args or inside is None:
        return None
    items = [source.span(keyword) for keyword in call.node.keywords]
    index = list(keywords).index("connections") if "connections" in keywords else len(items) - 1
    name, more = _imported(source, change.kind)
    margin = _margin(source.text, items[index][0])
    broken = new_line(source.text, items[index][0]).rstrip(" \t") + margin
    element = _element(name, change, margin + STEP, broken + STEP)
    one = f"{change.field}=[{element}]"
    own_line = source.text[: items[index][0]].endswith(broken)
    if own_line or broken[:1] in element or len(margin) + len(one) > WIDTH:
        one = f"{change.field}=[{broken}{STEP}{element},{broken}]"
    span = behind_row(source.text, items, index, inside, one)
    return [span, *more] if span is not None else None


def assigned(source: PythonSource, name: str, change: Append) -> list[Span] | Elsewhere | None:
    """Into the list that a name of the module stands for, if it is given once."""
    values: list[ast.expr] = []
    for node in source.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                values.append(value)
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == name:
                values.append(value)
            case ast.ImportFrom():
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        return Elsewhere(alias.name, node.module or "", node.level)
    return _in_value(source, values[0], change) if len(values) == 1 else None


def _in_value(source: PythonSource, value: ast.expr, change: Append) -> list[Span] | Elsewhere | None:
    if isinstance(value, ast.Name):
        return Elsewhere(value.id)
    if not isinstance(value, ast.List | ast.Tuple):
        return None
    return _in_list(source, value, change, len(value.elts) - 1)


def _in_list(source: PythonSource, found: ast.List | ast.Tuple, change: Append, index: int) -> list[Span] | None:
    inside = source.inside(found)
    if inside is None:
        return None
    name, more = _imported(source, change.kind, found.elts[index] if found.elts else None)
    if found.elts:
        items = [source.span(item) for item in found.elts]
        start = items[index][0]
        new = _element(name, change, _margin(source.text, start), new_line(source.text, start))
        span = behind_row(source.text, items, index, inside, new)
        return [span, *more] if span is not None else None
    if source.text[slice(*inside)].strip():  # a comment
        return None
    margin = _margin(source.text, inside[0])
    line = new_line(source.text, inside[0]).rstrip(" \t") + margin
    comma = "," if isinstance(found, ast.Tuple) else ""
    new = _element(name, change, margin + STEP, line + STEP)
    if "\n" in new or "\r" in new or len(margin) + len(new) + len("retired = []") > WIDTH:
        return [Span(*inside, f"{line}{STEP}{new},{line}"), *more]
    return [Span(*inside, new + comma), *more]


def _element(name: str, change: Append, margin: str, line: str) -> str:
    """The call that makes it, on several lines if it is long; `line` is a break and the margin."""
    arguments = [f"{field}={_literal(value)}" for field, value in change.values.items()]
    one = f"{name}({', '.join(arguments)})"
    if len(margin) + len(one) + 1 <= WIDTH:
        return one
    return f"{name}({line}{STEP}" + f",{line}{STEP}".join(arguments) + f",{line})"


def _literal(value: int | str | Sequence[str]) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return escaped(json.dumps(value, ensure_ascii=False))
    return f"[{', '.join(map(_literal, value))}]"


def _margin(text: str, offset: int) -> str:
    """The space at the beginning of the line."""
    line = text[max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1 : offset]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _imported(source: PythonSource, kind: str, like: ast.expr | None = None) -> tuple[str, list[Span]]:
    """What a class of ours is called in a file, and the import that is to be added."""
    if isinstance(like, ast.Call) and _last(like.func) == kind:
        return ast.unparse(like.func), []
    ours = [n for n in source.tree.body if isinstance(n, ast.ImportFrom) and n.module == "diagramgen" and not n.level]
    names = {alias.name: alias.asname or alias.name for node in ours for alias in node.names}
    if kind in names or "*" in names:
        return names.get(kind, kind), []
    whole = [alias for n in source.tree.body if isinstance(n, ast.Import) for alias in n.names]
    for alias in whole if not ours else ():
        if alias.name == "diagramgen":
            return f"{alias.asname or alias.name}.{kind}", []
    return kind, [_added(source, ours[0], kind) if ours else _new_import(source, kind)]


def _last(node: ast.expr) -> str:
    return str(getattr(node, "id", "") or getattr(node, "attr", ""))


def _added(source: PythonSource, node: ast.ImportFrom, kind: str) -> Span:
    """A name more in an import, where the alphabet puts it."""
    items = [source.span(alias) for alias in node.names]
    for place, alias in enumerate(node.names):
        if _order(alias.name) > _order(kind):
            return before_first(source.text, [start for start, _ in items[place:]], kind)
    end = source.span(node)[1]
    in_brackets = source.text[end - 1] == ")"
    found = behind_row(source.text, items, len(items) - 1, (items[0][0], end - in_brackets), kind)
    return found or Span(items[-1][1], items[-1][1], f", {kind}")


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as the usual tools sort an import."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2), name


def _new_import(source: PythonSource, kind: str) -> Span:
    body = source.tree.body
    skipped = [n for n in body[:1] if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    future = [n for n in body if isinstance(n, ast.ImportFrom) and n.module == "__future__"]
    after = [node for node in body if node not in skipped and node not in future]
    start = source.span(after[0])[0] if after else len(source.text)
    line = new_line(source.text, start).rstrip(" \t")
    gap = line if after and isinstance(after[0], ast.Import | ast.ImportFrom) else line * 2
    return Span(start, start, f"from diagramgen import {kind}{gap}")
