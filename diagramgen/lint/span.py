"""A piece of a text and what is to stand in its place, and how to take an item out of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, in characters; `text` comes in its place."""

    start: int
    end: int
    text: str = ""


def without_item(text: str, items: list[tuple[int, int]], index: int) -> Span:
    """What to take out of a list in brackets so that an item goes, with its comma and the lines that it had alone.

    `items` are the spans of all items.
    """
    start, end = items[index]
    comma = re.compile(r"\s*,").match(text, end)
    behind = comma.end() if comma else end
    line = _line_start(text, start)
    rest = re.compile(r"[ \t]*(\r\n|\r|\n)").match(text, behind)
    if not text[line:start].strip(" \t") and rest:
        return Span(line, rest.end())
    if index + 1 < len(items):
        return Span(start, items[index + 1][0])
    if index > 0:
        return Span(items[index - 1][1], end)
    return Span(start, behind)


def before_first(text: str, starts: Sequence[int], new: str) -> Span:
    """What to put before the first of some items that are separated by commas; on a line of its own if they are.

    `starts` says where the items begin.
    """
    start = starts[0]
    line = _line_start(text, start)
    own_lines = not text[line:start].strip(" \t") and (len(starts) == 1 or _line_start(text, starts[1]) > start)
    return Span(start, start, f"{new},{new_line(text, start) if own_lines else ' '}")


def new_line(text: str, offset: int) -> str:
    """A line break as the text has them, and space up to the column of an offset."""
    start = _line_start(text, offset)
    found = re.compile(r"\r\n|\r|\n").search(text, offset) or re.search(r"\r\n|\r|\n", text)
    before = text[start:offset]
    return (found[0] if found else "\n") + (before if not before.strip(" \t") else " " * len(before))


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
