"""A rule, as its author writes it: a function that yields what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

from diagramgen.lint.model import Model, Subject
from diagramgen.schema.rule import Rule, Severity


@dataclass(frozen=True, slots=True)
class Replace:
    """Writes another text for a field of the object's declaration."""

    field: str
    before: str
    """What the field says now; a declaration that says it in other words is left alone."""
    after: str
    safe: bool = False
    """Whether the model says the same afterwards: only such an edit is applied without asking."""


@dataclass(frozen=True, slots=True)
class Insert:
    """Writes a whole number for a field that the object's declaration leaves open, before its other fields."""

    field: str
    number: int
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """Exchanges what two fields of the object's declaration say, for each of some pairs."""

    pairs: Sequence[tuple[str, str]]
    """The first pair is stated; of the others, a field may be left open, which the other one is afterwards."""
    safe: bool = False


ENDS = Exchange((("source", "destination"), ("source_label", "destination_label")))
"""Turns a connection round."""


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Takes the object out of the list in which it is declared."""

    safe: bool = False
    """Whether the model says the same afterwards."""
    comments: bool = False
    """Whether its own comments go with it; without, an object that has some is left alone."""
    number: int | None = None
    """Tells a connection from others on its line."""


@dataclass(frozen=True, slots=True)
class Append:
    """Writes an element behind the others of a list of the architecture."""

    field: str
    """The list."""
    kind: str
    """The class of its elements."""
    values: Mapping[str, int | str | Sequence[str]]
    """What the element says, by field."""


class Found(NamedTuple):
    """One thing that a rule finds. A plain tuple of the first two or three does as well."""

    subject: Subject
    """What it is about: a connection, an endpoint, a zone, a protocol, a view, the architecture."""
    message: str
    """The fact: half a sentence that goes on from the object's name."""
    fix: str = ""
    """The way out."""
    change: Replace | Insert | Exchange | TakeOut | None = None
    """How the declaration could be edited."""


Check = Callable[[Model], Iterable[Found | tuple[Subject, str] | tuple[Subject, str, str]]]


@overload
def rule(check: Check, /) -> Rule: ...


@overload
def rule(
    *, severity: Severity = Severity.WARNING, default: bool = True, always: bool = False
) -> Callable[[Check], Rule]: ...


def rule(
    check: Check | None = None,
    /,
    *,
    severity: Severity = Severity.WARNING,
    default: bool = True,
    always: bool = False,
) -> Rule | Callable[[Check], Rule]:
    """Make a rule of a function: it is called as the function is, and its docstring is its manual page.

    Args:
        check: The function.
        severity: How bad a finding is.
        default: Whether it runs without being selected.
        always: Whether it can neither be switched off nor ignored.

    Raises:
        ValueError: the function has no docstring, or no name that an ignore could use.
    """
    if check is not None:
        return Rule.of(check, severity, default=default, always=always)
    return lambda function: Rule.of(function, severity, default=default, always=always)
