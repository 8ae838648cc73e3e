"""Find our fences among the lines of a page, and leave every other code alone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

WORDS = ("diagram", "connections", "section")
"""The words that open a fence of ours."""

_OPEN = re.compile(r"^(?P<before>[ >]*)(?P<marks>`{3,}|~{3,})(?P<info>[^\n]*)$")
_CONTAINER = re.compile(
    r"""[ ]{0,3}(?:
        [-+*][ ] | \d+[.)][ ]         # an item of a list
      | [!?]{3}\+?[ ]? | ==[=!+]+[ ]  # an admonition, details, a tab
      | :[ ] | \[\^[^\]]+\]:          # a definition, a footnote
      | ///                           # a block
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fence of ours as it stands on a page."""

    word: str
    further: str
    """What stands behind the word; nothing should."""
    body: str
    start: int
    """Index of the line that opens it."""
    end: int
    """Index of the line behind it."""
    before: str
    """What stands before it on each line: spaces of what holds it, marks of a quotation."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The fences of a page, and its lines with all code and comments blanked."""

    fences: tuple[Fence, ...]
    prose: tuple[str, ...]
    misspelt: tuple[Fence, ...] = ()
    """Code that is no fence of ours by a letter or two."""

    def near(self, fence: Fence) -> str:
        """The word that a misspelt fence is near to."""
        return _near(fence.word)


def may_open(line: str) -> bool:
    """Whether a line looks as if it opens a fence of ours: a quick look at pages that have none."""
    return ("```" in line or "~~~" in line) and any(word[:4] in line for word in WORDS)


def scan(lines: Sequence[str]) -> Scan:
    """Read a page. A fence that is not closed, or stands in a comment, a code block or another fence, is not ours."""
    fences: list[Fence] = []
    misspelt: list[Fence] = []
    prose = list(lines)
    place = 0
    while place < len(lines):
        line = lines[place]
        end = place + 1
        if line.lstrip().startswith("<!--"):
            end = _comment(lines, place)
        elif (found := _OPEN.match(line)) and "`" not in found["info"]:
            if (closed := _closing(lines, place, found["before"], found["marks"])) is not None:
                end = closed + 1
                fence = _fence(lines, place, closed, found)
                if fence is not None and not _is_code_block(lines, place, found["before"]):
                    (fences if fence.word in WORDS else misspelt).append(fence)
        elif _is_code_block(lines, place, line[: len(line) - len(line.lstrip(" "))]):
            prose[place] = ""
        if end > place + 1 or line.lstrip().startswith("<!--"):
            prose[place:end] = [""] * (end - place)
        place = end
    return Scan(tuple(fences), tuple(prose), tuple(misspelt))


def _fence(lines: Sequence[str], start: int, closed: int, found: re.Match[str]) -> Fence | None:
    info = found["info"].strip()
    word, _, further = info.strip("{}").strip().removeprefix(".").partition(" ")
    if word not in WORDS and not _near(word):
        return None
    before = found["before"]
    body = "\n".join(line[len(before) :] if line.startswith(before) else "" for line in lines[start + 1 : closed])
    return Fence(word, further.strip(), body, start, closed + 1, before)


def _near(word: str) -> str:
    near = difflib.get_close_matches(word.lower(), WORDS, n=1, cutoff=0.8)
    return near[0] if near else ""


def _closing(lines: Sequence[str], start: int, before: str, marks: str) -> int | None:
    """The line that closes a fence: the same marks, and nothing else."""
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if not line.strip():
            continue
        if not line.startswith(before.rstrip(" ")) or (len(before) > 3 and not line.startswith(before)):
            return None  # what holds the fence ends before it
        if line.strip("> ") == marks:
            return place
    return None


def _comment(lines: Sequence[str], start: int) -> int:
    """The line behind a comment; the next one if it is never closed."""
    for place in range(start, len(lines)):
        text = lines[place].partition("<!--")[2] if place == start else lines[place]
        if "-->" in text:
            return place + 1
    return start + 1


def _is_code_block(lines: Sequence[str], place: int, before: str) -> bool:
    """Whether a line is indented as code, and not by a list, an admonition or a tab that holds it."""
    indent = len(before)
    if ">" in before or indent < 4:
        return False
    for above in range(place - 1, -1, -1):
        line = lines[above]
        outer = len(line) - len(line.lstrip(" "))
        if not line.strip() or outer >= indent:
            continue
        if not _CONTAINER.match(line.lstrip(" ")) or indent - outer > 7:
            return True
        if outer < 4:
            return False
        indent = outer
    return True
