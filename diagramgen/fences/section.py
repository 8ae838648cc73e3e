"""A part of a generated page, moved to another page: its links lead where they led, its ids are the new page's."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from diagramgen.pages.build import Page, views_on
from diagramgen.pages.context import IN_WORDS, anchor
from diagramgen.pages.tables import tables
from diagramgen.pages.urls import ARCHITECTURE, Urls, view_path
from diagramgen.site import Site

SUMMARY = "summary"
"""Names what stands before the first heading."""

_HEADING = re.compile(r"^(#{2,3}) (.+?)(?: \{ #([\w-]+) \})?$", re.MULTILINE)
_TITLE = re.compile(r"\A---\n.*?\n---\n\s*(?:# [^\n]*\n)?", re.DOTALL)
_WAYS = re.compile(r"^.*\n\{ \.diagram-screen \.diagram-ways \}\n", re.MULTILINE)
"""The links to the pages around it: on another page they would lead astray."""
_ID = re.compile(r'(?<=\sid=")[^"]+(?=")|(?<= \{ #)[\w-]+(?= \}$)', re.MULTILINE)
_ROW = re.compile(r'<tr id="([^"]+)" data-connection="([^"]+)">')
_HREF = re.compile(r'(?<=\shref=")[^"]*(?=")')
_LINK = re.compile(r"(?<=\]\()(<?)([^)\s>]+)")
_PLACE_OF_CONNECTION = re.compile(r"(?P<view>.+)--badge--(?P<badge>.+)|.*connection-(?P<row>.+)")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a generated page."""

    page: str
    text: str
    prefix: str = ""
    """Stands before its ids."""

    @property
    def ids(self) -> frozenset[str]:
        """The ids in it."""
        return frozenset(self.prefix + found for found in _ID.findall(self.text))

    @property
    def rows(self) -> Mapping[str, str]:
        """Connections that have a row in it, and the id of the row."""
        return {key: self.prefix + row for row, key in reversed(_ROW.findall(self.text))}

    @property
    def views(self) -> tuple[str, ...]:
        """The pictures in it."""
        return views_on(self.text)


def parts(page: Page) -> Mapping[str, Part]:
    """The parts of a generated page, by the ids of their headings."""
    text = _WAYS.sub("", _TITLE.sub("", page.markdown))
    headings = list(_HEADING.finditer(text))
    found = {}
    before = text[: headings[0].start()] if headings else text
    if before.strip():
        found[SUMMARY] = before
    for place, heading in enumerate(headings):
        after = (other.start() for other in headings[place + 1 :] if len(other[1]) <= len(heading[1]))
        name = heading[3] or re.sub(r"[^a-z0-9]+", "-", heading[2].lower()).strip("-")
        found[name] = text[heading.end() : next(after, len(text))]
    return {name: Part(page.path, body.strip() + "\n") for name, body in found.items()}


def moved(part: Part, site: Site, start: str, urls: Urls, rows: Mapping[str, str], badges: Mapping[str, str]) -> str:
    """The text of a part for the page `start`.

    `rows` and `badges` are what that page has for a connection: the id of its row, and that of its number on a picture.
    """
    here = site.context.urls
    views = (view_path(view) for view in site.context.pictures)
    targets = [*(page.path for page in site.pages), *views, *tables(site.context)]
    known = {here.href(part.page, target): target for target in targets}
    own = set(_ID.findall(part.text))

    def place(name: str, link: Callable[[str, str], str]) -> str:
        """A place on the page from which the part comes."""
        if name in own:
            return f"#{part.prefix}{name}"
        found = _PLACE_OF_CONNECTION.fullmatch(name)
        if found is None:
            return link(part.page, name)
        key = found["badge"] or found["row"]
        on_page = badges if found["badge"] else rows
        return f"#{on_page[key]}" if key in on_page else link(ARCHITECTURE, anchor(key))

    def html(found: re.Match[str]) -> str:
        path, _, name = found[0].partition("#")
        if not path:
            return place(name, lambda page, anchor: urls.href(start, page, anchor))
        return urls.href(start, known[path], name) if path in known else found[0]

    def markdown(found: re.Match[str]) -> str:
        bracket, address = found[1], found[2]
        if ":" in address.split("/")[0] or address.startswith("/"):
            return found[0]
        path, _, name = address.partition("#")
        if not path:
            return bracket + place(name, lambda page, anchor: _source(start, page, anchor, urls))
        return bracket + _source(
            start, posixpath.normpath(posixpath.join(posixpath.dirname(part.page), path)), name, urls
        )

    text = _LINK.sub(markdown, _HREF.sub(html, part.text))
    return _ID.sub(lambda found: part.prefix + found[0], text).replace(
        IN_WORDS, f'The <a href="{urls.href(start, ARCHITECTURE)}">table of all connections</a> says the same in words.'
    )


def _source(start: str, target: str, anchor: str, urls: Urls) -> str:
    target = posixpath.join(urls.root, target)
    fragment = f"#{anchor}" if anchor else ""
    return fragment if target == start and anchor else urls.source(start, target) + fragment


def prefixes(path: str, *, plain: bool) -> Iterator[str]:
    """What may stand before the ids of a part or of a table on a page, the best one first."""
    if plain:
        yield ""
    stem = re.sub(r"[^a-z0-9]+", "-", path.removesuffix(".md").lower()).strip("-") or "page"
    yield f"{stem}--"
    number = 2
    while True:
        yield f"{stem}--{number}--"
        number += 1
