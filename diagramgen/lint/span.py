"""A piece of a text and what is to stand in its place, and how an item comes into a list or out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

COMMENT = re.compile(r"#[^\r\n]*")
BETWEEN = re.compile(r"\s*(,\s*)?")
"""What stands between two items, comments left out; more, such as a bracket, belongs to an item."""
REST = re.compile(r"[ \t]*(#[^\r\n]*)?")
"""The rest of a line on which nothing follows."""
BREAK = re.compile(r"\r\n|\r|\n|\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, in characters; `text` comes in its place."""

    start: int
    end: int
    text: str = ""


def together(text: str, pieces: Sequence[Span]) -> Span:
    """Several pieces that don't overlap as one, with what stands between them."""
    ordered = sorted(pieces, key=lambda piece: piece.start)
    written, at = "", ordered[0].start
    for piece in ordered:
        written += text[at : piece.start] + piece.text
        at = piece.end
    return Span(ordered[0].start, at, written)


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


def without_row(
    text: str, items: Sequence[tuple[int, int]], index: int, inside: tuple[int, int], *, last_comma: bool = True
) -> Span | None:
    """What to take out so that an item goes with its own comments: the lines right above it, and the one behind it.

    None where a comment can't be told to be its own, or more than commas stands around it. `items` are the spans of all
    items, `inside` that of all between the brackets. Without `last_comma` none may be left behind the last item.
    """
    start, end = items[index]
    low = items[index - 1][1] if index else inside[0]
    high = items[index + 1][0] if index + 1 < len(items) else inside[1]
    before, after = _bare(text[low:start]), _bare(text[end:high])
    if not BETWEEN.fullmatch(before) or not BETWEEN.fullmatch(after):
        return None
    behind = end + after.find(",") + 1 if "," in after else end
    if behind == end and index and not last_comma:
        return Span(low, end) if "#" not in text[low:start] else None
    lines = without_lines(text, start, behind, low)
    if lines is not None:
        return lines
    if index + 1 < len(items):
        gone, gap = Span(start, high), text[end:high]
    elif index:
        gone, gap = Span(low, end), text[low:start]
    else:
        gone, gap = Span(start, behind), text[end:behind]
    return gone if "#" not in gap else None


def without_lines(text: str, start: int, end: int, low: int = 0) -> Span | None:
    """The lines of what has them alone, with the comment behind it and those right above it, from `low` on."""
    line, stop = _line_start(text, start), end_of_line(text, end)
    if line < low or text[line:start].strip(" \t") or stop is None:
        return None
    found = BREAK.match(text, stop)
    return Span(_comments_above(text, line, low), found.end() if found else stop)


def behind_row(
    text: str, items: Sequence[tuple[int, int]], index: int, inside: tuple[int, int], new: str
) -> Span | None:
    """What to put behind an item of a list in brackets; on a line of its own if that has one.

    None where more than commas and comments follows the item. See `without_row` for the arguments.
    """
    start, end = items[index]
    high = items[index + 1][0] if index + 1 < len(items) else inside[1]
    after = _bare(text[end:high])
    if not BETWEEN.fullmatch(after):
        return None
    comma = "," in after
    behind = end + after.find(",") + 1 if comma else end
    if text[_line_start(text, start) : start].strip(" \t"):
        return Span(behind, behind, f" {new}," if comma else f", {new}")
    stop = end_of_line(text, behind)
    if stop is None:  # the bracket follows, or another item
        stop = behind
    line = new_line(text, start)
    return Span(behind, stop, ("" if comma else ",") + text[behind:stop] + line + new + ("," if comma else ""))


def end_of_line(text: str, offset: int) -> int | None:
    """Where the line ends, before its break, if nothing but a comment follows on it."""
    rest = REST.match(text, offset)
    return rest.end() if rest is not None and BREAK.match(text, rest.end()) else None


def _bare(gap: str) -> str:
    return COMMENT.sub(lambda found: " " * len(found[0]), gap)


def _comments_above(text: str, line: int, low: int) -> int:
    """Where the comment lines begin that end at a line and are indented as it is; none above `low` is looked at."""
    margin = re.compile(r"[ \t]*").match(text, line)
    while True:
        above = _line_start(text, len(text[:line].removesuffix("\n").removesuffix("\r")))
        comment = re.compile(r"([ \t]*)#").match(text, above)
        if above >= line or above < low or comment is None or margin is None or comment[1] != margin[0]:
            return line
        line = above


def before_first(text: str, starts: Sequence[int], new: str) -> Span:
    """What to put before the first of some items that are separated by commas; on a line of its own if they are.

    `starts` says where the items begin.
    """
    start = starts[0]
    line = _line_start(text, start)
    own_lines = not text[line:start].strip(" \t") and (len(starts) == 1 or _line_start(text, starts[1]) > start)
    return Span(start, start, f"{new},{new_line(text, start) if own_lines else ' '}")


def escaped(text: str) -> str:
    """Text in quotes as JSON has it, with no character in it that ends a line elsewhere or can't be seen."""
    hidden = ((c, ord(c)) for c in text)
    return "".join(c if c.isprintable() else f"\\u{n:04x}" if n < 0x10000 else f"\\U{n:08x}" for c, n in hidden)


def new_line(text: str, offset: int) -> str:
    """A line break as the text has them, and space up to the column of an offset."""
    start = _line_start(text, offset)
    found = re.compile(r"\r\n|\r|\n").search(text, offset) or re.search(r"\r\n|\r|\n", text)
    before = text[start:offset]
    return (found[0] if found else "\n") + (before if not before.strip(" \t") else " " * len(before))


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
