"""What changed from version to version of a model, as the site tells it."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.diff.changes import Added, Removed
from diagramgen.diff.compare import Difference

UNRELEASED = "unreleased"
"""The id of what has changed since the last version."""
PREFIX = "changes--"
"""Stands before an id in the name of its picture; no view of a model has two hyphens side by side."""


@dataclass(frozen=True)
class Release:
    """A version of a model, and what changed in it."""

    id: str
    """In addresses: `v2-0`."""
    name: str
    """What readers call it: `v2.0`."""
    slug: str = ""
    """The name of its page: `v2.0`."""
    moment: int = 0
    """When it was made, in seconds; 0 where nobody knows."""
    date: str = ""
    """The same as a day."""
    connections: int = 0
    """How many it has."""
    difference: Difference | None = None
    """What changed since the version before; nothing for the first one."""
    drawn: bool = False
    """Whether a picture shows it: not where only words changed."""
    failure: str | None = None
    """Why it can't be shown; empty where readers need not know that. None if it can."""

    @property
    def view(self) -> str:
        """The name of its picture."""
        return f"{PREFIX}{self.id}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many elements of a kind were added, removed and changed otherwise."""

    added: int
    removed: int
    changed: int


def tally(difference: Difference, kind: str) -> Tally:
    """Count the elements of a kind, `connection` or `endpoint`, of which something changed."""
    about = [change for change in difference.changes if change.subject.kind == kind]
    added = sum(isinstance(change, Added) for change in about)
    removed = sum(isinstance(change, Removed) for change in about)
    # What is gone has its old key, which may be another element's in the newer model.
    changed = {change.subject.id for change in about if not isinstance(change, Added | Removed)}
    return Tally(added, removed, len(changed))


@dataclass(frozen=True)
class Releases:
    """The versions of a model that a site shows, the newest first."""

    versions: tuple[Release, ...]
    more: bool = False
    """Whether there are older ones that are not shown."""
    cut: bool = False
    """Whether older ones have no model, or none for these readers."""

    def drawn(self) -> dict[str, Release]:
        """Versions by their pictures."""
        return {release.view: release for release in self.versions if release.drawn}
