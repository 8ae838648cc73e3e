"""The order of a book: hand-written and generated pages as the site's navigation has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diagramgen.pages import navigation
from diagramgen.pages.urls import SERVICES

INDEX = ("index.md", "README.md")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the book, or a heading above several."""

    level: int
    """From 1."""
    title: str
    """As the navigation says; empty where the page itself says it."""
    path: str
    """The page; empty for a heading."""


def order(
    nav: Any, generated: Mapping[str, str], written: Mapping[str, str], groups: Mapping[str, str]
) -> tuple[Entry, ...]:
    """All pages in their order.

    With a navigation the book has the hand-written pages that it lists; generated ones that it leaves
    out follow at the end, because nothing of the model may be lost.

    Args:
        nav: The navigation as a writer wrote it, if there is one.
        generated: Path and title of the generated pages.
        written: Path and title of the hand-written ones.
        groups: Path and heading of the pages that stand in groups.
    """
    titles = {**generated, **written}
    folders = {path.rpartition("/")[0] + "/" for path in generated if "/" in path}
    if nav:
        listed = list(_entries(navigation.expanded(nav, titles, folders, groups), titles, 1))
        have = {entry.path for entry in listed}
        left = {path: title for path, title in generated.items() if path not in have}
        listed += _entries(navigation.whole(left, folders, groups), left, 1) if left else ()
    else:
        listed = list(_entries(navigation.whole(titles, folders, groups), titles, 1))
    return _raised(tuple(_once(listed)))


def _raised(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Without a heading above everything: the title of the book is one."""
    if entries and not entries[0].path and all(entry.level > 1 for entry in entries[1:]):
        return _raised(tuple(replace(entry, level=entry.level - 1) for entry in entries[1:]))
    return entries


def _once(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Each page where it comes first; no heading above nothing."""
    seen: set[str] = set()
    kept = []
    for entry in entries:
        if entry.path and entry.path in seen:
            continue
        seen.add(entry.path)
        kept.append(entry)
    for place, entry in enumerate(kept):
        after = kept[place + 1 :]
        if entry.path or (after and after[0].level > entry.level):
            yield entry


def _entries(nav: Any, titles: Mapping[str, str], level: int, title: str = "") -> Iterator[Entry]:
    if isinstance(nav, str):
        path = nav.removeprefix("./")
        if path in titles:  # else an address, or a page that is not there
            yield Entry(level, title, path)
    elif isinstance(nav, dict):
        for name, inside in nav.items():
            yield from _section(str(name), inside, titles, level)
    elif isinstance(nav, list):
        for item in nav:
            yield from _entries(item, titles, level)


def _section(name: str, inside: Any, titles: Mapping[str, str], level: int) -> Iterator[Entry]:
    if not isinstance(inside, list):
        yield from _entries(inside, titles, level, name)
        return
    first = inside[0] if inside and isinstance(inside[0], str) else ""
    if first in titles and (first == SERVICES or first.rpartition("/")[2] in INDEX) and "/" in first:
        # The index of a folder is the page of the section itself.
        yield Entry(level, name, first)
        yield from _entries(inside[1:], titles, level + 1)
        return
    yield Entry(level, name, "")
    yield from _entries(inside, titles, level + 1)
