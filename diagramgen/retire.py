"""A connection that leaves the model → its number as retired, the exact edits, and what speaks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from diagramgen.errors import ContentError, Location, Problem, UsageError
from diagramgen.graph import ResolvedConnection
from diagramgen.lint.finding import Edit
from diagramgen.lint.model import Model
from diagramgen.lint.numbers import ends
from diagramgen.lint.rule import Append, TakeOut
from diagramgen.lint.source import Sources
from diagramgen.resolve import find_problems
from diagramgen.schema import Architecture, Ignore, Retired
from diagramgen.schema.explain import explain


@dataclass(frozen=True, slots=True)
class Retirement:
    """A number, and what is to be written so that it is retired."""

    entry: Retired
    connection: ResolvedConnection | None
    """The connection that has the number; None if it is gone already."""
    gone: Edit | None
    """What takes the connection out; None if it is gone already."""
    added: tuple[Edit, ...]
    """What writes the entry: it, and an import where one is needed."""


def entry_of(number: int, since: str, reason: str) -> Retired:
    """What the model says of a retired number. Raises UsageError for a version or a reason that it can't hold."""
    blank = [option for option, text in (("--since", since), ("--reason", reason)) if not text.strip()]
    if blank:
        fix = "say since which version or date it is gone, and why"
        raise UsageError(*(Problem(f"{option} is empty", fix=fix) for option in blank))
    data = {"number": number, "since": since, "reason": reason}
    try:
        return Retired(number=number, since=since, reason=reason)
    except ValidationError as error:
        found = explain(error, Retired, data, lambda _: Location())
        raise UsageError(*(Problem(f"--{p.message.partition(': ')[2]}", fix=p.fix) for p in found)) from None


def retirements(model: Model, sources: Sources, entries: Sequence[Retired]) -> tuple[Retirement, ...]:
    """What there is to write, in the order of the entries.

    Args:
        model: The whole model: no edition may hide who has a number.
        sources: Its files.
        entries: What the model is to say. One whose connection is for some readers only is for these too.

    Raises:
        UsageError: a number is retired already, or named twice.
        ContentError: a number can't be retired as the model stands; with all problems.
    """
    _check_numbers(model, entries)
    rows = {entry.number: [c for c in model.connections if c.number == entry.number] for entry in entries}
    problems = [*_twice(model, rows), *_missed(model, rows)]
    found = []
    for entry in entries:
        connection = rows[entry.number][0] if rows[entry.number] else None
        labelled = labels(model.architecture, entry)
        added = sources.append(model, Append("retired", "Retired", values(labelled)))
        if not added:
            fact = f"there is no place to list {entry.number} as retired: `retired` is not a list that is written out"
            fix = f"add it by hand, with the number {entry.number}, since {entry.since!r} and reason {entry.reason!r}"
            problems.append(Problem(fact, model.architecture.where, fix))
        gone = taken_out(model, sources, entry.number)
        if connection is not None and gone is None and len(rows[entry.number]) == 1:
            fact = f"{entry.number}, {ends(connection)}, can't be taken out: {sources.obstacle(model, connection)}"
            place = f"delete it at {connection.where}" if connection.where else "delete it"
            problems.append(Problem(fact, connection.where, f"{place}, then run again: only the entry is then added"))
        found.append(Retirement(labelled, connection, gone, added))
    if problems:
        raise ContentError(*problems)
    return tuple(found)


def taken_out(model: Model, sources: Sources, number: int) -> Edit | None:
    """What takes a connection out of its list; None if there is none of this number, or no one place for it."""
    for connection in model.connections:
        if connection.number == number:
            return sources.edit(model, connection, TakeOut(comments=True, number=number))
    return None


def without(architecture: Architecture, entries: Sequence[Retired]) -> Architecture:
    """The model as it is to be."""
    numbers = {entry.number for entry in entries}
    left = tuple(c for c in architecture.connections if c.number not in numbers)
    retired = (*architecture.retired, *(labels(architecture, entry) for entry in entries))
    return architecture.model_copy(update={"connections": left, "retired": retired})


def labels(architecture: Architecture, entry: Retired) -> Retired:
    """The entry for those readers only for whom the connection was: an edition must not tell the others."""
    for connection in architecture.connections:
        if connection.number == entry.number and connection.audience:
            return entry.model_copy(update={"audience": tuple(connection.audience)})
    return entry


def ignores_of(architecture: Architecture, number: int) -> tuple[Ignore, ...]:
    """The ignores that speak of a connection; without it they excuse nothing, which `lint` calls an error."""
    return tuple(ignore for ignore in architecture.ignores if ignore.object == f"connection-{number}")


def values(entry: Retired) -> Mapping[str, int | str | Sequence[str]]:
    """What a declaration of the entry says, by field."""
    told: dict[str, int | str | Sequence[str]] = {
        "number": entry.number,
        "since": entry.since,
        "reason": entry.reason,
    }
    return told | ({"audience": tuple(entry.audience)} if entry.audience else {})


def _check_numbers(model: Model, entries: Sequence[Retired]) -> None:
    numbers = [entry.number for entry in entries]
    problems = [
        Problem(f"--retire: {number} is named twice", fix="name it once")
        for number in sorted({n for n in numbers if numbers.count(n) > 1})
    ]
    used = {c.number: c for c in model.connections}
    problems += [
        Problem(f"--retire: {old.number} is retired already, since {old.since}", old.where, "leave it out")
        for old in model.architecture.retired
        if old.number in numbers and old.number not in used
    ]
    if problems:
        raise UsageError(*problems)


def _twice(model: Model, rows: Mapping[int, Sequence[ResolvedConnection]]) -> list[Problem]:
    """Numbers that stand for more than one thing."""
    problems = []
    for number, connections in rows.items():
        for c in connections[1:]:
            fact = f"{number} is the number of {ends(c)} and of {ends(connections[0])} at {connections[0].where}"
            problems.append(Problem(fact, c.where, "`diagramgen number --reassign` gives one of them another"))
    for old in model.architecture.retired:
        for c in rows.get(old.number, ())[:1]:
            fact = f"{old.number} is retired since {old.since}, and is the number of {ends(c)} at {c.where}"
            fix = "delete the connection, or `diagramgen number --reassign` gives it another"
            problems.append(Problem(fact, old.where, fix))
    return problems


def _missed(model: Model, rows: Mapping[int, Sequence[ResolvedConnection]]) -> list[Problem]:
    """What refers to the connections and can't be without them: steps of a flow, and tags that they alone carry."""
    old = model.architecture
    numbers = {number for number, connections in rows.items() if connections}
    left = tuple(c for c in old.connections if c.number not in numbers)
    shown = ", ".join(map(str, sorted(numbers)))
    return [
        Problem(f"without {shown}, {problem.message}", problem.where, "change this first")
        for problem in find_problems(old.model_copy(update={"connections": left}), strict=False)
    ]
