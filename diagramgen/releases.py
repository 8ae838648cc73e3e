"""The versions of a model → what changed from each to the next, and in the model as it lies here."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from diagramgen.cache import Cache
from diagramgen.config import ChangesConfig, Config
from diagramgen.diff.changes import AudienceChanged, Change, IgnoreChanged
from diagramgen.diff.compare import Difference, compare
from diagramgen.diff.match import match
from diagramgen.diff.release import UNRELEASED, Release, Releases
from diagramgen.diff.union import VIEW, scene, unite
from diagramgen.draw.theme import neutral
from diagramgen.edition import cut
from diagramgen.errors import DiagramgenError, Problem, UsageError
from diagramgen.graph import Graph
from diagramgen.load.apart import packed, restored
from diagramgen.load.archive import Archive, Known
from diagramgen.load.revision import NoModelError
from diagramgen.load.versions import Version, find_versions
from diagramgen.resolve import find_audiences, resolve
from diagramgen.scene import Scene
from diagramgen.schema import Architecture, View
from diagramgen.schema.identifier import RESERVED, slug

NOW = "now"
"""What the model as it lies here is called behind the last version."""
NOBODY = "nobody"
"""The audience of what no reader of an edition may see."""


@dataclass
class Memory:
    """What the builds of one process share: versions do not change while it lives."""

    known: Known = field(default_factory=dict)
    editions: dict[tuple[Any, ...], Graph] = field(default_factory=dict)
    differences: dict[tuple[Any, ...], tuple[Difference, Scene]] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """What the pages of changes are made from."""

    releases: Releases
    scenes: tuple[Scene, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Versions that can't be shown, and why."""


class _NotForReadersError(Exception):
    """A version does not say what the readers of an edition may see."""


@dataclass(frozen=True)
class _Side:
    """A version as these readers may see it, or why they can't."""

    version: Version
    id: str
    slug: str
    graph: Graph | None = None
    error: DiagramgenError | None = None

    @property
    def absent(self) -> bool:
        """Whether there was nothing to show yet: no model, or none for these readers."""
        return self.graph is None and (self.error is None or isinstance(self.error, NoModelError))


def history(
    today: Graph, source: str, config: Config, base: Path, cache: Cache, memory: Memory | None = None
) -> History:
    """All versions that the configuration asks for, compared with each other and with the model of today.

    `today` is the whole model, which lies at `source`. All sides are cut down to the edition of the configuration.

    Raises:
        UsageError: a version that is named is not there.
        EnvironmentFailure: git is not there, or did not fetch the tags.
    """
    assert config.changes is not None, "a site without these pages asks for no history"
    if Path(source).is_absolute():  # in a revision, it would be the model of today
        source = Path(os.path.relpath(source, base)).as_posix()
    return _Historian(today, source, config, config.changes, base, cache, memory or Memory()).history()


def difference_scene(old: Graph, new: Graph, difference: Difference, view: str = VIEW) -> Scene:
    """Both models in one scene. Colours say what changed; protocols are told by their dashes."""
    drawn = scene(unite(old, new, difference), difference, view)
    return replace(drawn, legend=replace(drawn.legend, strokes=neutral(drawn.legend.strokes)))


class _Historian:
    def __init__(
        self,
        today: Graph,
        source: str,
        config: Config,
        changes: ChangesConfig,
        base: Path,
        cache: Cache,
        memory: Memory,
    ) -> None:
        self.config, self.changes, self.memory = config, changes, memory
        self.archive = Archive(base, (source, *changes.moved_from), cache, memory.known)
        self.versions = find_versions(changes, base)
        self.today = resolve(restored(packed(today.architecture)))  # said as the older ones say it
        self.hidden = _hidden(self.today, config.audience)
        self.readers = (config.audience, config.product_version, self.hidden)

    def history(self) -> History:
        sides, more = self._sides()
        unsaid = any(side.absent and side.error is None for side in sides)
        while sides and sides[-1].absent:  # newest first: there was no model yet
            sides.pop()
        older = not more and len(sides) < len(self.versions)
        shown = sides[:-1] if more else sides
        found = []
        before = sides[-1] if more else None
        for side in reversed(shown):
            found.append(self._release(side, before))
            before = side if side.graph is not None else before
        if before is not None:
            found.append(self._unreleased(before))
        found.reverse()
        releases = Releases(tuple(release for release, _ in found), more, older)
        problems = [_unread(side) for side in shown if side.graph is None]
        if self.versions and not sides:
            problems.append(self._nothing(unsaid))
        return History(releases, tuple(scene for _, scene in found if scene is not None), tuple(problems))

    def _sides(self) -> tuple[list[_Side], bool]:
        """As many versions as are shown and one before them, the newest first; whether there is one before."""
        wanted, sides = self.changes.limit + 1, []
        named = list(zip(self.versions, _names(self.versions), strict=True))[::-1]
        while named and wanted:
            batch, named = named[:wanted], named[wanted:]
            models = self.archive.read([version for version, _ in batch])
            for (version, (id_, name)), read in zip(batch, models, strict=True):
                sides.append(self._side(_Side(version, id_, name), read))
                wanted -= sides[-1].graph is not None
        return sides, not wanted

    def _side(self, side: _Side, read: Graph | DiagramgenError) -> _Side:
        if isinstance(read, DiagramgenError):
            return replace(side, error=read)
        known = (self.archive.key(side.version), side.version.name, *self.readers)
        try:
            if known not in self.memory.editions:
                self.memory.editions[known] = self._edition(read)
            return replace(side, graph=self.memory.editions[known])
        except _NotForReadersError:
            return side
        except DiagramgenError as error:
            return replace(side, error=error)

    def _edition(self, whole: Graph) -> Graph:
        """What the readers may see: nothing that the model of that time or that of today hides from them."""
        audience = self.config.audience
        if audience is not None and find_audiences(self.today.architecture):
            if audience not in find_audiences(whole.architecture):
                raise _NotForReadersError
            whole = _veiled(whole, self.today, self.hidden)
        try:
            return cut(whole, audience, self.config.product_version)
        except UsageError:  # nothing of it is shown
            raise _NotForReadersError from None

    def _release(self, side: _Side, before: _Side | None) -> tuple[Release, Scene | None]:
        version = side.version
        release = Release(side.id, version.name, side.slug, version.moment, version.date)
        if side.graph is None:
            return replace(release, failure=self._failure(side)), None
        stated = side.graph.architecture.date
        release = replace(
            release,
            date=version.date or (stated.isoformat() if stated is not None else ""),
            connections=len(side.graph.connections),
        )
        if before is None:
            return release, None
        return self._compared(release, before, side.graph, self.archive.key(version))

    def _unreleased(self, last: _Side) -> tuple[Release, Scene | None]:
        now = cut(self.today, self.config.audience, self.config.product_version)
        release = Release(UNRELEASED, "Not yet released", UNRELEASED, connections=len(now.connections))
        return self._compared(release, last, now, None)

    def _compared(self, release: Release, before: _Side, now: Graph, key: str | None) -> tuple[Release, Scene | None]:
        """A release with what changed in it; remembered under a key if it has one."""
        assert before.graph is not None, "only versions that can be read are compared with"
        known = (self.archive.key(before.version), key, before.version.name, release, *self.readers)
        if key is None or known not in self.memory.differences:
            new = NOW if key is None else release.name
            difference = for_readers(compare(before.graph, now, before.version.name, new), self.config)
            drawn = difference_scene(before.graph, now, difference, release.view)
            if key is None:
                return self._drawn(release, difference, drawn)
            self.memory.differences[known] = difference, drawn
        return self._drawn(release, *self.memory.differences[known])

    def _drawn(self, release: Release, difference: Difference, drawn: Scene) -> tuple[Release, Scene | None]:
        marked = bool(drawn.legend.states)
        return replace(release, difference=difference, drawn=marked), drawn if marked else None

    def _failure(self, side: _Side) -> str:
        """Why a version can't be read; the reason may name what an edition hides."""
        if side.error is None or self.config.audience is not None or self.config.product_version is not None:
            return ""
        problem = side.error.problems[0]
        where = f"{problem.where}: " if problem.where else ""
        return " ".join(f"{where}{problem.message}".split())

    def _nothing(self, unsaid: bool) -> Problem:
        """The warning where nothing at all can be shown."""
        if unsaid:
            return Problem(f"changes: no version says what the audience {self.config.audience!r} may see")
        fact = f"changes: no version has a model; it is looked for in {', '.join(self.archive.places)}"
        return Problem(fact, fix="name where it lay in changes.moved_from")


def for_readers(difference: Difference, config: Config) -> Difference:
    """A difference as the readers of an edition may see it; the same for the full edition.

    What lint is told to leave may name what an edition hides, and who else may see something is not for its readers.
    """
    left_out: tuple[type[Change], ...] = (IgnoreChanged,) if config.product_version is not None else ()
    if config.audience is not None:
        left_out = AudienceChanged, IgnoreChanged
    return replace(difference, changes=tuple(c for c in difference.changes if not isinstance(c, left_out)))


def _names(versions: Sequence[Version]) -> Iterator[tuple[str, str]]:
    """An id and the name of a page for each: no two of them the same, on any file system."""
    taken = {UNRELEASED, "", *RESERVED}
    for version in versions:
        id_ = stem = slug(version.name)
        page = "".join(c if c in "0123456789abcdefghijklmnopqrstuvwxyz._-" else "-" for c in version.name.lower())
        page = page.strip("-._") or "version"
        count = 1
        while id_ in taken:
            count += 1
            id_ = f"{stem or 'version'}-{count}"
        taken.add(id_)
        yield id_, page if count == 1 else f"{page}-{count}"


def _unread(side: _Side) -> Problem:
    """The warning about a version that can't be shown."""
    version = side.version
    out = (
        f"leave it out: add {'!' + version.name!r} to tags"
        if version.tagged
        else "correct it, or take it out of changes.versions"
    )
    if side.error is None:
        return Problem(f"the version {version.name} does not say what the audience may see", fix=out)
    first, *others = side.error.problems
    more = f" (and {len(others)} more)" if others else ""
    fix = f"{first.fix}; {out}" if isinstance(side.error, NoModelError) else out
    return Problem(f"the version {version.name} could not be read: {first.message}{more}", first.where, fix)


Hidden = tuple[tuple[str, frozenset[str]], ...]
"""Ids of what an audience may not see, by the lists of a model."""


def _hidden(today: Graph, audience: str | None) -> Hidden:
    """What the model of today hides from an audience; what it hides by versions of the product is not meant."""
    if audience is None:
        return ()
    before, after = (dict(_ids(graph)) for graph in (today, cut(today, audience)))
    return tuple((name, frozenset(ids) - frozenset(after[name])) for name, ids in before.items())


def _ids(graph: Graph) -> Iterator[tuple[str, list[str]]]:
    model = graph.architecture
    yield "zones", [zone.id for zone in model.zones]
    yield "endpoints", [endpoint.id for endpoint in graph.endpoints]
    yield "connections", [connection.key for connection in graph.connections]
    yield "views", _views(model)
    yield "retired", [str(retired.number) for retired in model.retired]
    yield "related", [link.url for link in model.related]
    yield "links", [f"{endpoint.id} {link.url}" for endpoint in graph.endpoints for link in endpoint.links]


def _views(model: Architecture) -> list[str]:
    return [view.id for view in model.views if isinstance(view, View)]


def _veiled(old: Graph, today: Graph, hidden: Hidden) -> Graph:
    """An old model in which nobody sees what today's hides: whoever read it then may not be who reads it now."""
    secret = dict(hidden)
    if not any(secret.values()):
        return old
    matches = match(old, today)

    def mark(items: list[dict[str, Any]], names: Sequence[str], kind: str, same: dict[str, str]) -> None:
        for item, name in zip(items, names, strict=True):
            if same.get(name, name) in secret[kind]:
                item["audience"] = [NOBODY]

    model, data = old.architecture, packed(old.architecture)
    document = data["model"]
    keys = [old.resolved(connection).key for connection in model.connections]
    mark(document["zones"], [zone.id for zone in model.zones], "zones", dict(matches.zones))
    mark(document["endpoints"], [end.id for end in model.endpoints], "endpoints", dict(matches.endpoints))
    mark(document["connections"], keys, "connections", dict(matches.connections))
    mark(document["views"], _views(model), "views", dict(matches.views))
    mark(document["retired"], [str(retired.number) for retired in model.retired], "retired", {})
    mark(document["related"], [link.url for link in model.related], "related", {})
    for endpoint, item in zip(model.endpoints, document["endpoints"], strict=True):
        end = matches.endpoints.get(endpoint.id, endpoint.id)
        mark(item["links"], [f"{end} {link.url}" for link in endpoint.links], "links", {})
    if document["audiences"]:
        document["audiences"] = [*document["audiences"], NOBODY]
    return resolve(restored(data))
