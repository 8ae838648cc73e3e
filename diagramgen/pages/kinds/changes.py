"""The index of changes: the versions of a model, the newest first, and how much changed in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diagramgen.diff.release import Release, Tally, tally
from diagramgen.errors import NOWHERE, Location
from diagramgen.pages.context import Context, Ref
from diagramgen.pages.urls import ARCHITECTURE, CHANGES, release_path

UNREAD = "could not be read"

TO_DO = {"plan": "planned", "no longer plan": "no longer planned"}
"""What there is to do with ports, where it is not `to open`."""


@dataclass(frozen=True, slots=True)
class Line:
    """One version; it leads nowhere if nothing can be told of it."""

    version: Ref
    date: str
    since: str
    """The version with which it is compared."""
    connections: str
    endpoints: str
    ports: str
    said: str = ""
    """In place of all that: why it is compared with nothing."""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """What the page says."""

    template: ClassVar[str] = "changes.md.jinja"

    path: str
    title: str
    architecture_title: str
    architecture: str
    lines: tuple[Line, ...]
    more: bool
    cut: bool
    where: Location = NOWHERE


def build(context: Context) -> tuple[ChangesPage, ...]:
    """The one index, if the site is to have it."""
    if context.releases is None:
        return ()
    return (
        ChangesPage(
            path=CHANGES,
            title="Changes",
            architecture_title=context.graph.architecture.title,
            architecture=context.urls.source(CHANGES, ARCHITECTURE),
            lines=tuple(_line(context, release) for release in context.releases.versions),
            more=context.releases.more,
            cut=context.releases.cut,
        ),
    )


def _line(context: Context, release: Release) -> Line:
    found = release.difference
    if release.failure is not None:
        said = f"{UNREAD}: {release.failure}" if release.failure else UNREAD
        return Line(Ref(release.name, ""), release.date, "", "", "", "", said)
    if found is None:
        count = "one connection" if release.connections == 1 else f"{release.connections} connections"
        return Line(Ref(release.name, ""), release.date, "", "", "", "", f"the first version, with {count}")
    ports = found.ports
    return Line(
        version=Ref(release.name, context.urls.href(CHANGES, release_path(release.slug))),
        date=release.date,
        since=found.old,
        connections=_told(tally(found, "connection")),
        endpoints=_told(tally(found, "endpoint")),
        ports=_listed(
            *((len(items), TO_DO.get(action, f"to {action}")) for action, items in ports.actions),
            (len(ports.unsaid), "cannot be said"),
        ),
    )


def _told(count: Tally) -> str:
    return _listed((count.added, "added"), (count.removed, "removed"), (count.changed, "changed"))


def _listed(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "–"
