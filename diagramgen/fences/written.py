"""A hand-written page while it becomes HTML: what surrounds it, told by whoever builds the site."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from diagramgen.errors import ContentError, Problem
from diagramgen.pages.urls import Urls
from diagramgen.site import Site

_HEAD = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page."""

    path: str
    """From the root of the documentation."""
    file: str
    """As its writer would type it."""
    source: str
    """The text of the file, by which lines are counted."""
    site: Site | None
    """What the model gives; None while that or the settings are broken."""
    urls: Urls
    """How links from this page are written."""
    report: Callable[[Problem], None]
    """Tells the writer what is wrong."""
    announce: Callable[[frozenset[str]], None] = lambda _: None
    """Tells whoever checks links which places this page has."""
    broken: str = ContentError.broken
    """What is to be mended where there is no site."""
    problems: tuple[Problem, ...] = ()
    """Why there is no site, where nobody else says so."""
    xlink: bool = False
    """Whether pictures on this page write their links as `xlink:href`."""

    def lines_before(self, text: str) -> int:
        """How many lines of the file stand before the text that Markdown gets: its head is taken off."""
        source, body = (
            self.source.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").rstrip(),
            text.strip(),
        )
        if body and source.endswith(body):
            at = len(source) - len(body)
        else:  # another extension changed the text
            head = _HEAD.match(source)
            behind = source[head.end() :] if head else source
            at = len(source) - len(behind.lstrip())
        return source.count("\n", 0, at) - text.count("\n", 0, len(text) - len(text.lstrip()))


CURRENT: ContextVar[Written | bool] = ContextVar("diagramgen_written", default=True)
"""The page that a plugin has in hand; False for one that takes nothing, True where no plugin says anything."""
