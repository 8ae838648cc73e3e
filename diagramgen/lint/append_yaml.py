"""Where a new element of a list of the architecture is to stand in a model in YAML or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import yaml

from diagramgen.lint.rule import Append
from diagramgen.lint.source_yaml import YamlSource
from diagramgen.lint.span import Span, behind_row, end_of_line, escaped

WIDTH = 120
"""A longer element in brackets is written as lines, where it may be."""
STEP = "  "
PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9()/'-]*( [A-Za-z0-9()/'-]+)+\.?")
"""Several words that need no quotes."""


def append(source: YamlSource, change: Append) -> list[Span] | None:
    """Behind the last item of the list, or as a list if there is none."""
    keys = {key.value: (key, value) for key, value in source.root.value}
    if change.field not in keys:
        return _as_list(source, change)
    key, found = keys[change.field]
    if not isinstance(found, yaml.SequenceNode) or source.text[found.start_mark.index] in "&!":
        return None
    if not found.value:
        inside = source.inside(found)
        empty = found.flow_style and not source.text[slice(*inside)].strip()
        return [Span(*inside, _in_brackets(source, change, None))] if empty else None
    last = found.value[-1]
    if found.flow_style:
        items = [(item.start_mark.index, source.end(item)) for item in found.value]
        new = _in_brackets(source, change, last)
        span = behind_row(source.text, items, len(items) - 1, source.inside(found), new)
        return [span] if span is not None else None
    dash, stop = source.dash(key, found, len(found.value) - 1), end_of_line(source.text, source.end(last))
    if dash is None or stop is None:
        return None
    margin = _before(source.text, dash)
    return [Span(stop, stop, _row(source, change, last, margin))] if not margin.strip(" ") else None


def _as_list(source: YamlSource, change: Append) -> list[Span] | None:
    """A key more, behind the others; its items look like the connections."""
    text, root = source.text, source.root
    items = [(key.start_mark.index, source.end(value)) for key, value in root.value]
    key, rows = source.lists.get("connections", (None, None))
    like = rows.value[-1] if rows is not None and rows.value else None
    if root.flow_style:
        column = _column(text, items[0][0])
        broken = column + _step(source, like) if "\n" in text[root.start_mark.index : items[0][0]] else None
        quote = '"' if source.json or text[items[0][0]] == '"' else ""
        new = _in_brackets(source, change, like)
        if broken is not None and "\n" in new:
            line = _line(text)
            new = f"{line}{_margin(text, broken)}{new}{line}{_margin(text, column)}"
        span = behind_row(text, items, len(items) - 1, source.inside(root), f"{quote}{change.field}{quote}: [{new}]")
        return [span] if span is not None else None
    stop = end_of_line(text, items[-1][1])
    margin = _before(text, items[0][0])
    if stop is None or margin.strip(" "):
        return None
    # Comments that are indented below the last key belong to it.
    more = re.compile(rf"(?:(?:\r?\n[ \t]*)*\r?\n{margin}[ ]+#[^\r\n]*)*").match(text, stop)
    stop = more.end() if more else stop
    step = STEP
    if key is not None and rows is not None and rows.value and not rows.flow_style:
        dash = source.dash(key, rows, len(rows.value) - 1)
        step = _before(text, dash).removeprefix(margin) if dash is not None else STEP
    line = _line(text)
    return [Span(stop, stop, f"{line}{margin}{change.field}:" + _row(source, change, like, margin + step))]


def _row(source: YamlSource, change: Append, like: yaml.Node | None, margin: str) -> str:
    """An item with a dash, on lines of its own; in the form of another one, if it then has room."""
    line = _line(source.text)
    one = f"{margin}- {_in_brackets(source, change, None)}"
    flow = not isinstance(like, yaml.MappingNode) or bool(like.flow_style)
    if flow and len(one) <= WIDTH:
        return line + one
    lines = [f"{field}: {_value(value)}" for field, value in change.values.items()]
    return f"{line}{margin}- " + f"{line}{margin}  ".join(lines)


def _in_brackets(source: YamlSource, change: Append, like: yaml.Node | None) -> str:
    """An item in braces; on several lines if another one is."""
    quoted = source.json or (isinstance(like, yaml.MappingNode) and _is_quoted(source.text, like))
    quote = '"' if quoted else ""
    pairs = [f"{quote}{field}{quote}: {_value(v, quoted=quoted)}" for field, v in change.values.items()]
    if isinstance(like, yaml.MappingNode) and like.flow_style and like.value:
        start, first = like.start_mark.index, like.value[0][0].start_mark.index
        if "\n" in source.text[start:first]:
            line = _line(source.text)
            inner, outer = (
                line + _margin(source.text, _column(source.text, first)),
                line + _margin(source.text, _column(source.text, like.end_mark.index - 1)),
            )
            return "{" + inner + f",{inner}".join(pairs) + outer + "}"
    return "{" + ", ".join(pairs) + "}"


def _is_quoted(text: str, node: yaml.MappingNode) -> bool:
    return bool(node.value) and text[node.value[0][0].start_mark.index] == '"'


def _value(value: int | str | Sequence[str], *, quoted: bool = False) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        if not quoted:
            return value if PLAIN.fullmatch(value) else escaped(json.dumps(value, ensure_ascii=False))
        return json.dumps(value, ensure_ascii=not value.isprintable())
    return f"[{', '.join(_value(item, quoted=quoted) for item in value)}]"


def _step(source: YamlSource, like: yaml.Node | None) -> int:
    """How far a list is indented below its key."""
    if isinstance(like, yaml.MappingNode) and like.flow_style and like.value:
        keys = _column(source.text, like.value[0][0].start_mark.index)
        return max(keys - _column(source.text, like.start_mark.index), 1)
    return len(STEP)


def _line(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _margin(text: str, columns: int) -> str:
    """Space as the text has it before its lines; JSON may have tabs there."""
    return ("\t" if "\n\t" in text else " ") * columns


def _before(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 : offset]


def _column(text: str, offset: int) -> int:
    return len(_before(text, offset))
