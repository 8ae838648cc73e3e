"""Connections without a number, or with one that is another's → the numbers that they get, and the exact edits.

A number that was given once stays. The next free one is the one above all that are in use or retired: a gap may have
been published, and its number would then mean two connections.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from diagramgen.errors import Location
from diagramgen.graph import ResolvedConnection, keys_of
from diagramgen.lint.finding import Edit
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Insert, Replace
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
    """None where its declaration stands for more than this connection, or is made by code."""
    taken: str = ""
    """Why it can't keep the number that it has; empty for one that has none."""
    by: Location | None = None
    """Where the connection stands that keeps the number."""
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
    by_key = {c.key: c for c in model.connections}
    connections = [by_key[key] for key in keys_of(model.architecture.connections)]
    retired = {entry.number: entry for entry in model.architecture.retired}
    used = {c.number for c in connections if c.number is not None}
    free = max(used | set(retired), default=0) + 1
    wanted = set(keep)
    first: dict[int, ResolvedConnection] = {}
    for c in sorted(connections, key=lambda c: str(c.where) not in wanted):  # sorting keeps the order of the others
        if c.number is not None:
            first.setdefault(c.number, c)
    taken: dict[int, tuple[str, Location | None]] = {}
    for place, c in enumerate(connections):
        if c.number is None:
            taken[place] = "", None
        elif c.number in retired:
            taken[place] = f"{c.number} is retired since {retired[c.number].since}", None
        elif first[c.number] is not c:
            taken[place] = f"{c.number} is the number of {ends(first[c.number])}", first[c.number].where
    found = []
    for number, place in enumerate(sorted(taken, key=lambda p: bool(taken[p][0]) != doubles_first), free):
        c, (why, by) = connections[place], taken[place]
        change = Insert("number", number) if c.number is None else Replace("number", str(c.number), str(number))
        named = _named(model, c.number) if c.number is not None else ()
        found.append(Assignment(place, c, number, sources.edit(model, c, change), why, by, named))
    return Numbering(tuple(sorted(found, key=lambda a: a.place)), _gaps(used | set(retired)))


def ends(connection: ResolvedConnection) -> str:
    """A connection in a few words."""
    return f"{connection.source.id} to {connection.destination.id} over {connection.protocol.name}"


def _named(model: Model, number: int | None) -> tuple[Location, ...]:
    """Ignores, and views of a model in YAML; in Python a view holds the connection itself."""
    ignores = [ignore.where for ignore in model.architecture.ignores if ignore.object == f"connection-{number}"]
    flows = [view for view in model.architecture.views if isinstance(view, FlowView)]
    steps = [view.where for view in flows if any(step.connection.number == number for step in view.steps)]
    return tuple(where for where in (*ignores, *(s for s in steps if not s.file.endswith(".py"))) if where)


def _gaps(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    ordered = sorted(numbers)
    return tuple((low + 1, high - 1) for low, high in pairwise(ordered) if high - low > 1)
