"""The body of a fence as options, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diagramgen.errors import Location, Problem, did_you_mean
from diagramgen.fences.scan import Fence
from diagramgen.load.document import Document, parse
from diagramgen.schema.base import Collector

KEYS: Mapping[str, tuple[str, ...]] = {
    "diagram": ("view", "caption"),
    "connections": ("service", "direction", "view", "protocol", "zone", "tag", "columns", "caption"),
    "section": ("page", "service", "section"),
}
"""The keys of each fence."""

DIRECTIONS = ("both", "incoming", "outgoing")

EXAMPLES = {
    "diagram": "write `view: overview`",
    "connections": "write keys and values, as in `service: redis`",
    "section": "write two lines, as in `service: redis` and `section: reached-on`",
}


@dataclass
class Options:
    """Keys and values of a fence, and what was found wrong so far."""

    fence: Fence
    document: Document
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, key: str, fact: str, fix: str = "") -> None:
        """Note that a value is wrong."""
        self.problems.append(Problem(fact, self.document.locate((key,)), fix))

    def text(self, key: str) -> str | None:
        """A value that is text; None if it is not given."""
        value = self.document.data.get(key)
        if value is None:
            if key in self.document.data:
                self.wrong(key, f"{key}: has no value", "write one, or take the line out")
            return None
        if isinstance(value, list | dict):
            self.wrong(key, f"{key}: must be one word or text", "take the brackets away")
            return None
        return str(value)

    def one_of(self, key: str, what: str, known: Iterable[str]) -> str | None:
        """A value that must be known; None if it is not given, or is wrong."""
        value, choices = self.text(key), tuple(known)
        if value is not None and value not in choices:
            self.wrong(key, f"there is no {what} {value!r}", did_you_mean(value, choices))
            return None
        return value

    def any_of(self, key: str, what: str, known: Iterable[str]) -> tuple[str, ...]:
        """One known word or a list of them; empty if nothing is given, or something is wrong."""
        if isinstance(self.document.data.get(key), list):
            return self.words(key, what, known)
        found = self.one_of(key, what, known)
        return () if found is None else (found,)

    def words(self, key: str, what: str, known: Iterable[str]) -> tuple[str, ...]:
        """A list of known words, each of them once; empty if it is not given."""
        value = self.document.data.get(key)
        if key not in self.document.data:
            return ()
        if not isinstance(value, list) or not value:
            fact = f"{key}: the list is empty" if value == [] else f"{key}: must be a list"
            self.wrong(key, fact, f"write `{key}: [{', '.join(list(known)[:2])}]`")
            return ()
        choices, found = tuple(known), []
        for place, item in enumerate(value):
            where = self.document.locate((key, place))
            if not isinstance(item, str) or item not in choices:
                fact = f"there is no {what} {item!r}"
                self.problems.append(Problem(fact, where, did_you_mean(str(item), choices)))
            elif item in found:
                self.problems.append(Problem(f"{key}: {item!r} stands twice", where, "once is enough"))
            else:
                found.append(item)
        return tuple(found)


def read(fence: Fence, file: str, line: int) -> Options:
    """The options of a fence that opens on a line of a file; its problems name the lines of that file."""
    collector = Collector(Path(), Path())
    where = Location(file, line)
    document = parse(fence.body, file, collector) or Document(file, {})
    offset = line if line else 0
    document.lines = {place: (found + offset if line else 0) for place, found in document.lines.items()}
    last = max(1, fence.end - fence.start - 2)  # the parser may complain behind the last line
    problems = [
        Problem(p.message, Location(file, min(p.where.line, last) + offset if line else 0), p.fix)
        for p in collector.problems
    ]
    options = Options(fence, document, problems)
    if fence.further:
        problems.append(
            Problem(f"{fence.further!r} stands behind the word {fence.word}", where, "options go into the body")
        )
    if not isinstance(document.data, dict):
        if not problems:
            given = document.data is None and fence.word == "connections"
            if not given:
                problems.append(Problem(f"the fence {fence.word} has no keys", where, EXAMPLES[fence.word]))
        document.data = {}
    document.lines[()] = line
    keys = KEYS[fence.word]
    for key in _unknown(document.data, keys):
        options.wrong(key, f"a fence {fence.word} has no key {key!r}", did_you_mean(key, keys))
    return options


def misspelt(fence: Fence, meant: str) -> bool:
    """Whether code with nearly a word of ours has a key of it too."""
    return any(line.partition(":")[0].strip() in KEYS[meant] for line in fence.body.split("\n") if ":" in line)


def _unknown(data: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    return [key for key in data if key not in keys]
