"""Follow every reference of a built site, as a browser would resolve it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.htmlread import Tag, read

REFERENCES = ("href", "src", "xlink:href", "data", "poster", "action", "srcset")


@dataclass(frozen=True)
class Reference:
    """An address that stands somewhere in a site."""

    file: str
    """The file in which it stands, from the root of the site."""
    element: str
    address: str

    @property
    def elsewhere(self) -> bool:
        """Whether it leads to another host, or is no address of a file."""
        return bool(urlsplit(self.address).scheme or urlsplit(self.address).netloc)


@cache
def tree(file: Path) -> Tag:
    """A page or a picture, read."""
    return read(file.read_text(encoding="utf-8"))


def documents(site: Path) -> list[Path]:
    """All pages and pictures."""
    return sorted([*site.rglob("*.html"), *site.rglob("*.svg")])


def references(site: Path) -> Iterator[Reference]:
    """All addresses in pages, pictures and style sheets."""
    for file in documents(site):
        name = file.relative_to(site).as_posix()
        for tag in tree(file).walk():
            for attribute in REFERENCES:
                if attribute in tag.attributes:
                    yield Reference(name, tag.name, tag[attribute])
    for file in sorted(site.rglob("*.css")):
        name = file.relative_to(site).as_posix()
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", file.read_text(encoding="utf-8")):
            yield Reference(name, "url()", address)


def broken(site: Path) -> list[str]:
    """References that lead to no file of the site, or to no place in it."""
    found = []
    for reference in references(site):
        if not reference.elsewhere:
            problem = _problem(site, reference)
            if problem:
                found.append(f"{reference.file}: <{reference.element}> {reference.address}: {problem}")
    return found


def _problem(site: Path, reference: Reference) -> str:
    parts = urlsplit(reference.address)
    path = unquote(parts.path)
    if path.startswith("/"):
        target = path.lstrip("/")
    elif path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(reference.file), path))
    else:
        target = reference.file
    if target.startswith(".."):
        return "leaves the site"
    file = site / target
    if file.is_dir():
        if not path.endswith(("/", ".", "..")) and path:
            return "a folder without a slash"
        file = file / "index.html"
    if not file.is_file():
        return "there is no such file"
    if parts.fragment and file.suffix in (".html", ".svg"):
        ids = {tag.get("id") for tag in tree(file).walk()} | {tag.get("name") for tag in tree(file).all("a")}
        if unquote(parts.fragment) not in ids:
            return "there is no such place"
    return ""


def ids_twice(site: Path) -> list[str]:
    """Ids that stand more than once on a page."""
    found = []
    for file in documents(site):
        ids = [tag["id"] for tag in tree(file).walk() if "id" in tag.attributes]
        found += [
            f"{file.relative_to(site).as_posix()}: {name}" for name in sorted({i for i in ids if ids.count(i) > 1})
        ]
    return found
