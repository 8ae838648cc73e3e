"""Which endpoints a sentence names, and which of them a port in it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from diagramgen.lint.words import either, names_of
from diagramgen.schema import Endpoint

ARTICLE = r"(?:(?:the|an?|its|our|their)\s+(?:[\w-]+\s+)?)?"
LEADS_TO = re.compile(
    rf"(?:\b(?:to|into|onto|in|at|from|via|through|against)|\d\s+of)\s+{ARTICLE}$",
    re.IGNORECASE,
)
"""What stands before an endpoint at which something arrives: "into the", "port 80 of"."""
CALLS = re.compile(
    r"\b(?:(?:call|ask|contact|poll|reach)(?:s|es|ed|ing)?|(?:us|invok)(?:es?|ed|ing)|quer(?:y|ies|ied|ying))"
    rf"\s+{ARTICLE}$",
    re.IGNORECASE,
)
PORT = r"(?:\b(?:on|at|over|using|via)\s+)?(?:\bports?\s+)?(?<!\d){}(?!\d)"
"""A port with the words that lead to it."""
CLAUSE = re.compile(r"[;,]|\b(?:and|but|or|that|which|while|whose|with)\b", re.IGNORECASE)
"""Where another part of a sentence begins."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a sentence in which an endpoint is named."""

    endpoint: str
    """Its id."""
    start: int
    end: int
    led_to: bool
    """Whether a preposition stands before it."""
    common: bool
    """Whether it might be a word like any other, as `Orders` is where a sentence begins with it."""
    small: bool
    """Whether it is in small letters, as `orders` is, and nothing goes to it."""

    def between(self, start: int, end: int) -> tuple[int, int]:
        """What lies between it and another place of the sentence."""
        return (self.end, start) if self.end <= start else (end, self.start)


class Mentions:
    """Finds the endpoints that a sentence names; within a longer name, a shorter one does not count.

    A name of one word may be a common one as well: as the first word of a sentence, it counts only if no other endpoint
    is named. In small letters it has to stand with the port, see `reached_at`, unless something goes there: behind a
    preposition or a verb such as "calls", or before a colon and a port.
    """

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self._owner = {_folded(name): endpoint.id for endpoint in endpoints for name in names_of(endpoint)}
        self._any = re.compile(either(self._owner))

    def find(self, sentence: str) -> tuple[Mention, ...]:
        """All mentions, in the order of the sentence."""
        found = [mention for match in self._any.finditer(sentence) if (mention := self._mention(sentence, match))]
        return tuple(m for m in found if len(found) == 1 or not m.common or m.led_to or not _opens(sentence, m.start))

    def _mention(self, sentence: str, match: re.Match[str]) -> Mention | None:
        word, before = match[0], sentence[: match.start()]
        if _folded(word) not in self._owner:
            return None
        led_to = LEADS_TO.search(before) is not None
        met = led_to or CALLS.search(before) or re.match(r":\d", sentence[match.end() :])
        small = word.isalpha() and word.islower()
        first = word.isalpha() and word.istitle() and _opens(sentence, match.start())
        owner = self._owner[_folded(word)]
        return Mention(owner, match.start(), match.end(), led_to, small or first, small and not met)


def reached_at(port: int, sentence: str, mentions: Iterable[Mention]) -> Mention | None:
    """Of the endpoints of a sentence, the one to which a port in it belongs: behind a preposition, or the nearest."""
    found = re.search(PORT.format(port), sentence, re.IGNORECASE)
    place = found.span() if found else (0, 0)
    between = {mention: slice(*mention.between(*place)) for mention in mentions}
    possible = [mention for mention in between if not _parted(mention, sentence[between[mention]])]
    return min(possible, key=lambda m: (not m.led_to, len(sentence[between[m]])), default=None)


def _parted(mention: Mention, between: str) -> bool:
    """Whether what might be a common word stands in another part of the sentence than the port."""
    return bool(mention.small and CLAUSE.search(between)) or (mention.common and ";" in between)


def _opens(sentence: str, place: int) -> bool:
    return not re.search(r"\w", sentence[:place])


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
