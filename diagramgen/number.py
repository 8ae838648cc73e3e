"""Connections without a number, or with one that is another's → the numbers that they get, and the exact edits.

A number that was given once stays. The next free one is the one above all that are in use or retired: a gap may have
been published, and its number would then mean two connections.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from diagramgen.errors import Location
from diagramgen.graph import ResolvedConnection
from diagramgen.lint.finding import Edit
from diagramgen.lint.model import Model
from diagramgen.lint.numbers import wanting
from diagramgen.lint.source import Sources
from diagramgen.schema import FlowView


@dataclass(frozen=True, slots=True)
class Assignment:
    """A connection and the number that it gets."""

    place: int
    """Its place in the model's list."""
    connection: ResolvedConnection
    number: int
    edit: Edit | None
    """None where there is no one place for it in the source."""
    taken: str = ""
    """Why it can't keep the number that it has; empty for one that has none."""
    by: Location | None = None
    """Where the connection stands that keeps the number."""
    obstacle: str = ""
    """Why there is no edit, in half a sentence; empty where there is one."""
    named: tuple[Location, ...] = ()
    """Where the model speaks of the number that it had; which connection is meant there, only a writer knows."""

    @property
    def new(self) -> bool:
        """Whether it had no number."""
        return not self.taken


@dataclass(frozen=True, slots=True)
class Numbering:
    """What there is to number in a model."""

    assignments: tuple[Assignment, ...]
    """In the order in which the model lists the connections; each number is free, whichever of them are written."""
    gaps: tuple[tuple[int, int], ...]
    """First and last of each run of numbers that are neither in use nor retired."""

    @property
    def new(self) -> tuple[Assignment, ...]:
        """Connections without a number."""
        return tuple(found for found in self.assignments if found.new)

    @property
    def double(self) -> tuple[Assignment, ...]:
        """Connections whose number is another's, or retired."""
        return tuple(found for found in self.assignments if not found.new)


def numbering(model: Model, sources: Sources, keep: Iterable[str] = (), *, doubles_first: bool = False) -> Numbering:
    """What there is to number in a model that may have numbers twice.

    Args:
        model: The whole model: no edition may give away a number that another one shows.
        sources: Its files.
        keep: Places (`model/calls.py:41`) of connections that keep their number where another one has it too.
            Otherwise the one that the model lists first keeps it.
        doubles_first: Whether those whose number is another's get the lower numbers.
    """
    used = {c.number for c in model.connections if c.number is not None}
    retired = {entry.number for entry in model.architecture.retired}
    found = []
    for item in wanting(model, keep, doubles_first=doubles_first):
        c = item.connection
        named = _named(model, c.number) if c.number is not None else ()
        edit = sources.edit(model, c, item.change)
        why = _obstacle(model, sources, c) if edit is None else ""
        found.append(Assignment(item.place, c, item.number, edit, item.taken, item.by, why, named))
    return Numbering(tuple(found), _gaps(used | retired))


def _obstacle(model: Model, sources: Sources, connection: ResolvedConnection) -> str:
    """Why a connection can't be given a number by an edit."""
    closed = sources.closed(connection.where.file)
    if not closed and connection.where.file.endswith(".py"):
        return "its declaration is not its alone, or made by code"
    return closed or sources.obstacle(model, connection)


def _named(model: Model, number: int | None) -> tuple[Location, ...]:
    """Ignores, and views of a model in YAML; in Python a view holds the connection itself."""
    ignores = [ignore.where for ignore in model.architecture.ignores if ignore.object == f"connection-{number}"]
    flows = [view for view in model.architecture.views if isinstance(view, FlowView)]
    steps = [view.where for view in flows if any(step.connection.number == number for step in view.steps)]
    return tuple(where for where in (*ignores, *(s for s in steps if not s.file.endswith(".py"))) if where)


def _gaps(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    ordered = sorted(numbers)
    return tuple((low + 1, high - 1) for low, high in pairwise(ordered) if high - low > 1)
