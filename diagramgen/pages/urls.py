"""Addresses between the pages of a site, as links relative to the page on which they stand."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

ARCHITECTURE = "architecture.md"
SERVICES = "services/index.md"
FINDINGS = "findings.md"
RULES = "findings/rules.md"
PORTS = "ports.md"
CHANGES = "changes/index.md"


def service_path(endpoint_id: str) -> str:
    """The path of an endpoint's page."""
    return f"services/{endpoint_id}.md"


def view_page(view: str) -> str:
    """The path of the page of a view that a model lists."""
    return f"views/{view}.md"


def release_path(slug: str) -> str:
    """The path of the page of a version."""
    return f"changes/{slug}.md"


def view_path(view: str) -> str:
    """The path of a picture's file."""
    return f"views/{view}.svg"


def table_path(name: str) -> str:
    """The path of a table's CSV file."""
    return f"assets/tables/{name}.csv"


def book_path(title: str) -> str:
    """The path of the book of an architecture with this title."""
    words = re.findall("[a-z0-9]+", unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower())
    return f"assets/diagramgen/{'-'.join(words)[:60].strip('-') or 'book'}.pdf"


@dataclass(frozen=True, slots=True)
class Urls:
    """How the site addresses its pages: `services/redis/` or `services/redis.html`."""

    style: Literal["directory", "file"] = "directory"
    links: Literal["address", "source"] = "address"
    """Whether a link in the HTML of a page names the address of another page, or its source `redis.md`."""
    root: str = ""
    """The folder of the generated pages, seen from the root of the site."""

    def url(self, path: str) -> str:
        """The address of a file from the root of the site."""
        if not path.endswith(".md"):
            return path
        stem = path.removesuffix(".md")
        if self.style == "file":
            return f"{stem}.html"
        if stem == "index":
            return ""
        return f"{stem.removesuffix('/index')}/"

    def href(self, start: str, target: str, anchor: str = "") -> str:
        """A link from a file of the site to a generated one (or to a place in it)."""
        fragment = f"#{anchor}" if anchor else ""
        target = posixpath.join(self.root, target)
        if start == target and anchor:
            return fragment
        if self.links == "source" and start.endswith(".md"):
            return self.source(start, target) + fragment
        here, there = self.url(start), self.url(target)
        folder = here.rpartition("/")[0] or "."
        relative = posixpath.relpath(there or ".", folder)
        if (there.endswith("/") or not there) and not relative.endswith("/"):
            relative += "/"
        return relative + fragment

    @staticmethod
    def source(start: str, target: str) -> str:
        """A link from one source to another, as Markdown has it."""
        return posixpath.relpath(target, posixpath.dirname(start) or ".")
