"""Links of pages → places in the book, or addresses outside of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from diagramgen.book import markup
from diagramgen.pages.urls import Urls

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
OUTSIDE = ("http", "https", "mailto")


def place(page: str, anchor: str = "") -> str:
    """The name of a place in the book: a page, or something on it."""
    return f"{page}#{anchor}"


@dataclass(frozen=True)
class Places:
    """All places of the book that a link can lead to."""

    anchors: Mapping[str, Collection[str]]
    """The identifiers on each page, by its path."""
    urls: Urls
    moved: Mapping[str, str] = field(default_factory=dict)
    """Pages that stand elsewhere in the documentation, and their paths in the book."""
    online: Mapping[str, str] = field(default_factory=dict)
    """Pages of the site that are not in the book, and their addresses."""

    def target(self, page: str, href: str) -> str | None:
        """The target of a link on a page as Typst code: a label or an address; None if it leads nowhere.

        An anchor that is not there leads to its page, as in a browser.
        """
        if address := self.address(page, href):
            return markup.string(address)
        if SCHEME.match(href):
            return None
        path, _, anchor = href.partition("#")
        found = self._page(page, unquote(path.partition("?")[0]))
        if found is None:
            return None
        for name in (anchor, unquote(anchor)):
            if name in self.anchors[found]:
                return markup.label(place(found, name))
        return markup.label(place(found))

    def address(self, page: str, href: str) -> str:
        """Where a link on a page leads to out of the book; empty if it does not."""
        scheme = SCHEME.match(href)
        if scheme:
            return href if scheme[1].lower() in OUTSIDE else ""
        if href.startswith("//"):
            return f"https:{href}"
        path, hash_, anchor = href.partition("#")
        found = self.online.get(self._page(page, unquote(path.partition("?")[0])) or "", "")
        return found and found + hash_ + anchor

    def _page(self, page: str, path: str) -> str | None:
        if not path:
            return page
        source = _joined(posixpath.dirname(page), path)
        # A link to the address of a page in the site comes from HTML; a writer's leads to the file.
        address = _joined(self.urls.url(page).rpartition("/")[0], path)
        names = [source, f"{source}/index.md", f"{source}/README.md", f"{source}.md", self._by_url.get(address)]
        if path in (".", "./"):
            names.reverse()  # a page that leads to itself
        known = (self.moved.get(name, name) for name in names if name is not None)
        return next((name for name in known if name in self.anchors or name in self.online), None)

    @cached_property
    def _by_url(self) -> dict[str, str]:
        return {self.urls.url(path).rstrip("/") or ".": path for path in (*self.online, *self.anchors)}


def _joined(folder: str, path: str) -> str:
    """A path from the root; one that begins with a slash is taken from there."""
    return posixpath.normpath(path.lstrip("/") or "." if path.startswith("/") else posixpath.join(folder, path))
