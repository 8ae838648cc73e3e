"""Which connections need a number, or another one, and which number is free for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diagramgen.errors import Location
from diagramgen.graph import ResolvedConnection, keys_of
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Insert, Replace


@dataclass(frozen=True, slots=True)
class Wanting:
    """A connection without a number of its own."""

    place: int
    """Its place in the model's list."""
    connection: ResolvedConnection
    number: int
    """One that is neither in use, nor retired, nor another's here."""
    taken: str = ""
    """Why it can't keep the number that it has; empty for one that has none."""
    by: Location | None = None
    """Where the connection stands that keeps the number."""

    @property
    def change(self) -> Insert | Replace:
        """What gives it the number."""
        before = self.connection.number
        return Insert("number", self.number) if before is None else Replace("number", str(before), str(self.number))


def wanting(model: Model, keep: Iterable[str] = (), *, doubles_first: bool = False) -> tuple[Wanting, ...]:
    """The connections that need a number, as the model lists them.

    Args:
        model: The whole model: no edition may give away a number that another one shows.
        keep: Places (`model/calls.py:41`) of connections that keep their number where another one has it too.
            Otherwise the one that the model lists first keeps it.
        doubles_first: Whether those whose number is another's get the lower numbers.
    """
    by_key = {c.key: c for c in model.connections}
    connections = [by_key[key] for key in keys_of(model.architecture.connections)]
    retired = {entry.number: entry for entry in model.architecture.retired}
    free = max({c.number or 0 for c in connections} | set(retired), default=0) + 1
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
    order = sorted(taken, key=lambda p: bool(taken[p][0]) != doubles_first)
    found = [Wanting(place, connections[place], number, *taken[place]) for number, place in enumerate(order, free)]
    return tuple(sorted(found, key=lambda item: item.place))


def free_numbers(model: Model) -> dict[str, Wanting]:
    """The same by the connection's key."""
    return {item.connection.key: item for item in wanting(model)}


def ends(connection: ResolvedConnection) -> str:
    """A connection in a few words."""
    return f"{connection.source.id} to {connection.destination.id} over {connection.protocol.name}"
