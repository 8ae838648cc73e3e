"""The navigation of a site: which lines stand for generated pages, and in which order they come."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, Literal

from diagramgen.diff.release import Releases
from diagramgen.graph import Graph
from diagramgen.pages.kinds.services import HEADINGS
from diagramgen.pages.urls import release_path, service_path
from diagramgen.schema import Endpoint

Grouping = Literal["zone", "kind", "none"]

FLAT_AT_MOST = 100
"""More endpoints than this are grouped unless the writer says otherwise.

Each page of a site holds the whole navigation, so one long list costs the square of its length.
"""
GROUP_AT_MOST = 50
"""A group with more pages is cut into parts."""

INDEX = ("index.md", "README.md")
NO_RANKS: Mapping[str, int] = MappingProxyType({})
NO_ZONE = "Without a zone"


def expanded(
    nav: Any,
    titles: Mapping[str, str],
    folders: Collection[str],
    groups: Mapping[str, str],
    ranks: Mapping[str, int] = NO_RANKS,
) -> Any:
    """A navigation with each line `Title: services/` as a section of the pages in that folder.

    Args:
        nav: As a writer wrote it.
        titles: Path and title of every page that may stand in the navigation.
        folders: Those that hold generated pages, each with a slash at its end; others are left alone.
        groups: Path and heading of the pages that stand in groups.
        ranks: Path and place of the pages that do not stand by title.
    """
    listed = set(_paths(nav))

    def section(item: Any) -> list[Any] | None:
        if not isinstance(item, str) or item.removeprefix("./") not in folders:
            return None
        folder = item.removeprefix("./")
        return _section(folder, [path for path in titles if path.startswith(folder)], titles, groups, listed, ranks)

    def walk(item: Any) -> Any:
        if isinstance(item, list):
            return [
                {title_of_folder(found): pages} if (pages := section(found)) is not None else walk(found)
                for found in item
            ]
        if isinstance(item, dict):
            return {
                title: pages if (pages := section(found)) is not None else walk(found) for title, found in item.items()
            }
        return item

    return walk(nav)


def whole(
    titles: Mapping[str, str],
    folders: Collection[str],
    groups: Mapping[str, str],
    ranks: Mapping[str, int] = NO_RANKS,
) -> list[Any]:
    """The navigation of a site that states none: all pages by folder and file name, generated ones by title."""

    def level(folder: str) -> list[Any]:
        here = {path[len(folder) :]: path for path in titles if path.startswith(folder)}
        files = sorted((name for name in here if "/" not in name), key=lambda name: (name not in INDEX, name))
        below = sorted({name.partition("/")[0] for name in here if "/" in name})
        return [
            *(here[name] for name in files),
            *(
                {
                    title_of_folder(name): f"{folder}{name}/"
                    if f"{folder}{name}/" in folders
                    else level(f"{folder}{name}/")
                }
                for name in below
            ),
        ]

    return expanded(level(""), titles, folders, groups, ranks)  # type: ignore[no-any-return]


def groups_of(graph: Graph, wanted: Grouping | None) -> dict[str, str]:
    """Path and heading of each endpoint's page, group by group; empty where they are not grouped.

    Without a wish, many endpoints are grouped by their zone, or by their kind where no two zones hold them.
    """
    if wanted == "none" or (wanted is None and len(graph.endpoints) <= FLAT_AT_MOST):
        return {}
    if wanted is None:
        wanted = "zone" if len({e.zone.id if e.zone else "" for e in graph.endpoints}) > 1 else "kind"
    found = _by_zone(graph) if wanted == "zone" else _by_kind(graph)
    return {service_path(endpoint.id): heading for endpoint, heading in found}


def ranks_of(releases: Releases | None) -> dict[str, int]:
    """Path and place of the pages of versions: the newest comes first, behind what a writer put there."""
    found = releases.versions if releases is not None else ()
    return {release_path(release.slug): place for place, release in enumerate(found, 1)}


def title_in(markdown: str, path: str) -> str:
    """The title by which a writer's page is put in order: that of its head, its first heading, or its name."""
    head = re.match(r"---\n(.*?)\n---\n", markdown, re.DOTALL)
    stated = re.search(r"^title:[ \t]*(.+)$", head[1], re.MULTILINE) if head else None
    stated = stated or re.search(r"^#[ \t]+(.+)$", markdown, re.MULTILINE)
    return stated[1].strip("\"' #") if stated else PurePosixPath(path).stem


def title_of_folder(folder: str) -> str:
    """What a folder is called in the navigation, as MkDocs does it."""
    title = re.sub("[-_]", " ", folder.rstrip("/").rpartition("/")[2])
    return title.capitalize() if title.lower() == title else title


def _section(
    folder: str,
    pages: Sequence[str],
    titles: Mapping[str, str],
    groups: Mapping[str, str],
    listed: Collection[str],
    ranks: Mapping[str, int],
) -> list[Any]:
    """The index first, then pages by rank and title, groups, folders; what is listed elsewhere is left out."""
    here = sorted(
        (path for path in pages if path not in listed and "/" not in path.removeprefix(folder)),
        key=lambda path: (path.removeprefix(folder) not in INDEX, ranks.get(path, 0), titles[path].casefold(), path),
    )
    section: list[Any] = [path for path in here if path not in groups]
    for heading in dict.fromkeys(groups.values()):
        members = [path for path in here if groups.get(path) == heading]
        if members:
            section.append({heading: _parts(members, titles)})
    deeper = sorted(path for path in pages if "/" in path.removeprefix(folder))
    for name, below in groupby(deeper, key=lambda path: path.removeprefix(folder).partition("/")[0]):
        inner = _section(f"{folder}{name}/", list(below), titles, groups, listed, ranks)
        if inner:
            section.append({title_of_folder(name): inner})
    return section


def _parts(members: list[str], titles: Mapping[str, str]) -> list[Any]:
    """A group as it is, or cut into parts of about one length, each called by its first and last page."""
    if len(members) <= GROUP_AT_MOST:
        return members
    count = -(-len(members) // GROUP_AT_MOST)
    bounds = [len(members) * part // count for part in range(count + 1)]
    cut = [members[start:end] for start, end in pairwise(bounds)]
    return [{f"{titles[part[0]]} – {titles[part[-1]]}": part} for part in cut]


def _by_zone(graph: Graph) -> list[tuple[Endpoint, str]]:
    """In the order in which the model lists the zones."""
    names = [zone.name for zone in graph.architecture.zones]
    headings = {
        zone.id: zone.name if names.count(zone.name) == 1 else " › ".join(around.name for around in zone.path)
        for zone in graph.architecture.zones
    }
    order = {heading: place for place, heading in enumerate(dict.fromkeys(headings.values()))}
    found = [(e, headings[e.zone.id] if e.zone is not None else NO_ZONE) for e in graph.endpoints]
    return sorted(found, key=lambda one: order.get(one[1], len(order)))


def _by_kind(graph: Graph) -> list[tuple[Endpoint, str]]:
    return [(e, heading) for kind, heading in HEADINGS.items() for e in graph.endpoints if e.kind is kind]


def _paths(nav: Any) -> Iterable[str]:
    """Every path that a navigation names."""
    if isinstance(nav, str):
        yield nav.removeprefix("./")
    elif isinstance(nav, list):
        for item in nav:
            yield from _paths(item)
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _paths(item)
