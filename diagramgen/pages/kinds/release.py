"""A version's page: what changed in it, as a picture and in words, and which ports to open and to close."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from diagramgen.diff.changes import Added, Change, Level, Removed
from diagramgen.diff.compare import Difference
from diagramgen.diff.explain import boundary, parts, unsaid
from diagramgen.diff.ports import Boundary, Delta, Opening
from diagramgen.diff.release import UNRELEASED, Release
from diagramgen.errors import NOWHERE, Location
from diagramgen.exporters.changes_markdown import TITLES
from diagramgen.pages.context import (
    Context,
    Figure,
    Ref,
    anchor,
    change_anchor,
    figure,
    has_endpoint,
    has_row,
    ways,
)
from diagramgen.pages.urls import ARCHITECTURE, CHANGES, release_path, service_path, table_path, view_page
from diagramgen.scene import State
from diagramgen.schema import OverviewView, ServiceView

UNSAID = "cannot be said"
ACTIONS = {"open": State.ADDED, "close": State.REMOVED}
"""What is shown as new and as gone; all else changes."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change; what changed leads nowhere if today's site does not show it."""

    anchor: str
    """The place of a connection's first change; empty for another one."""
    connection: str
    """Its number; empty where it has none, or is about something else."""
    state: State
    about: Ref
    fact: str
    """What is different, behind what changed."""
    kind: str


@dataclass(frozen=True, slots=True)
class Section:
    """Changes that matter alike."""

    anchor: str
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class PortLine:
    """A port of which something is to be done, or a connection for which that can't be said."""

    action: str
    state: State | None
    port: str
    source: str
    destination: str
    connections: tuple[Ref, ...]
    note: str


@dataclass(frozen=True, slots=True)
class BoundarySection:
    """What a firewall has to learn at one boundary."""

    anchor: str
    title: str
    lines: tuple[PortLine, ...]


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """What the page says."""

    template: ClassVar[str] = "release.md.jinja"

    path: str
    title: str
    heading: str
    date: str
    since: Ref
    """The version before; it leads nowhere if that has no page."""
    later: Ref | None
    """The version behind it, if there is one."""
    index: str
    ways: tuple[Ref, ...]
    count: int
    """How many changes there are."""
    figure: Figure | None
    security: tuple[Section, ...]
    """One section, or none."""
    others: tuple[Section, ...]
    ports: tuple[BoundarySection, ...]
    file: str
    """The ports as a file; empty where there are none."""
    where: Location = NOWHERE

    @property
    def wide(self) -> bool:
        """Whether the picture needs the window's width."""
        return self.figure is not None and self.figure.wide


def build(context: Context) -> tuple[ReleasePage, ...]:
    """A page for each version that is compared with another one."""
    if context.releases is None:
        return ()
    told = [release for release in context.releases.versions if release.difference is not None]
    return tuple(_page(context, release, told, place) for place, release in enumerate(told))


def _page(context: Context, release: Release, told: list[Release], place: int) -> ReleasePage:
    found = release.difference
    assert found is not None, "only versions with a difference have a page"
    path = release_path(release.slug)
    older = next((other for other in told[place + 1 :] if other.name == found.old), None)
    now = release.id == UNRELEASED
    sections = tuple(_sections(context, path, release, found))
    return ReleasePage(
        path=path,
        title=release.name,
        heading=f"Not yet released: changes since {found.old}" if now else f"Changes in {release.name}",
        date=release.date,
        since=Ref(found.old, context.urls.source(path, release_path(older.slug)) if older is not None else ""),
        later=_ref(context, path, told[place - 1]) if place else None,
        index=context.urls.source(path, CHANGES),
        ways=ways(context, path),
        count=len(found.changes),
        figure=_figure(context, path, release.view) if release.drawn else None,
        security=tuple(section for section in sections if section.anchor == Level.SECURITY),
        others=tuple(section for section in sections if section.anchor != Level.SECURITY),
        ports=tuple(
            _boundary(context, path, found.ports, crossed, f"ports-{place}")
            for place, crossed in enumerate(found.ports.boundaries, 1)
        ),
        file=context.urls.href(path, table_path(release.view)) if found.ports.boundaries else "",
    )


def _ref(context: Context, path: str, release: Release) -> Ref:
    return Ref(release.name, context.urls.source(path, release_path(release.slug)))


def _figure(context: Context, path: str, view: str) -> Figure:
    numbers = "A number leads to its row in the table of today, if it is still there, else to its change;"
    return replace(figure(context, path, view), numbers=numbers)


def _sections(context: Context, path: str, release: Release, found: Difference) -> Iterator[Section]:
    taken: set[str] = set()
    for level in Level:
        changes = [change for change in found.changes if change.level is level]
        if changes:
            lines = tuple(_change(context, path, release, change, taken) for change in changes)
            yield Section(str(level), TITLES[level], lines)


def _change(context: Context, path: str, release: Release, change: Change, taken: set[str]) -> ChangeLine:
    name, fact = parts(change)
    subject = change.subject
    number = subject.id if subject.kind == "connection" and subject.id.isdecimal() else ""
    place = change_anchor(release, number) if number and number not in taken else ""
    taken.add(number)
    about = Ref(name, _href(context, path, subject.kind, subject.id))
    return ChangeLine(place, number, _state(change), about, fact, change.kind)


def _state(change: Change) -> State:
    if isinstance(change, Added):
        return State.ADDED
    return State.REMOVED if isinstance(change, Removed) else State.CHANGED


def _href(context: Context, path: str, kind: str, id_: str) -> str:
    """Where the site of today shows what changed; empty if nowhere."""
    if kind in ("connection", "retired") and has_row(context.graph, id_):
        return context.urls.href(path, ARCHITECTURE, anchor(id_))
    if kind == "endpoint" and has_endpoint(context.graph, id_):
        return context.urls.href(path, service_path(id_))
    own = {view.id for view in context.views if not isinstance(view, OverviewView | ServiceView)}
    return context.urls.href(path, view_page(id_)) if kind == "view" and id_ in own else ""


def _boundary(context: Context, path: str, ports: Delta, crossed: Boundary, place: str) -> BoundarySection:
    def lines(action: str, state: State, openings: tuple[Opening, ...]) -> Iterator[PortLine]:
        for item in openings:
            if item.way.boundary == crossed:
                way, port = item.way, f"{item.way.transport} {item.ports}"
                rows = tuple(_number(context, path, number) for number in item.connections)
                yield PortLine(action, state, port, way.source, way.destination, rows, item.note)

    doubts = (
        PortLine(UNSAID, None, "", way.source, way.destination, (_number(context, path, doubt.connection),), said)
        for doubt in ports.unsaid
        for way, said in [(doubt.way, unsaid(doubt))]
        if way.boundary == crossed
    )
    said = (
        line for action, items in ports.actions for line in lines(action, ACTIONS.get(action, State.CHANGED), items)
    )
    return BoundarySection(place, boundary(crossed), (*said, *doubts))


def _number(context: Context, path: str, number: str) -> Ref:
    return Ref(number, context.urls.href(path, ARCHITECTURE, anchor(number)) if has_row(context.graph, number) else "")
