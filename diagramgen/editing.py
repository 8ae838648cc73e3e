"""What changes the files of a model: safe edits of `lint`, numbers, and retired ones.

Each edit is made sure of by loading the model again; if it says something else than it should, its files are put back.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from diagramgen import number, retire
from diagramgen.errors import ContentError, Problem, UsageError, did_you_mean
from diagramgen.lint.engine import check_same
from diagramgen.lint.finding import Finding
from diagramgen.lint.rules.empty_view import empty_view
from diagramgen.number import Assignment, Numbering
from diagramgen.pipeline import Project
from diagramgen.resolve import resolve
from diagramgen.retire import Retirement
from diagramgen.schema import Architecture, Retired, View

ROUNDS = 10
"""An edit may make room for another one, but not for ever."""


class UndoneError(ContentError):
    """With the safe edits of a rule, the model does not load or says something else; they are taken back."""

    def __init__(self, done: Sequence[Finding], *problems: Problem) -> None:
        """`done` are the findings whose edits stay, because those were made before."""
        self.done = tuple(done)
        super().__init__(*problems)


def fix(project: Project) -> tuple[Project, list[Finding]]:
    """Apply safe edits to the model's files until there is none; the project as it is then, and what was fixed.

    Raises:
        ContentError: the model does not load as it is.
        UndoneError: it does not load after an edit, or says something else; its files are as they were before that.
    """
    now = project
    done: list[Finding] = []
    for _ in range(ROUNDS):
        wanted = {f.edit: f for f in now.lint() if f.edit is not None and f.edit.safe and not f.ignored}
        with now.sources.applied(wanted) as written:
            if not written:
                break
            fixed = [wanted[edit] for edit in written]
            before, now = now.lenient, replace(project)  # nothing read yet
            try:
                check_same(before, now.lenient)
                now.lint()
            except ContentError as error:
                raise UndoneError(done, _undone(fixed, error)) from None
        done += fixed
    return now, done


def _undone(fixed: Sequence[Finding], error: ContentError) -> Problem:
    """That edits were called safe and are not."""
    rules = ", ".join(dict.fromkeys(finding.rule for finding in fixed))
    found = "; ".join(f"{p.where}: {p.message}" if p.where else p.message for p in error.problems)
    fix = "a rule calls an edit safe that is not; correct it: these edits are undone"
    return Problem(f"with the safe edits of {rules}, {found}", fixed[0].where, fix)


def numbering(project: Project, keep: Sequence[str] = (), *, doubles_first: bool = False) -> Numbering:
    """What there is to number; see `number.numbering`. Raises UsageError for a wrong place in `keep`."""
    graph = project.lenient
    places = [str(connection.where) for connection in graph.connections]
    unknown = [place for place in keep if place not in places]
    if unknown:
        fixes = [(place, did_you_mean(place, places)) for place in unknown]
        raise UsageError(*(Problem(f"--keep: there is no connection at {place}", fix=fix) for place, fix in fixes))
    return number.numbering(project.as_rules_see(graph), project.sources, keep, doubles_first=doubles_first)


def write_numbers(project: Project, assignments: Sequence[Assignment]) -> None:
    """Write numbers into the model's files.

    Raises:
        ContentError: the model does not load afterwards, or says something else; its files are as they were.
    """
    before = project.lenient.architecture
    edits = [found.edit for found in assignments if found.edit is not None]
    given = {found.place: found.number for found in assignments if found.edit is not None}
    right = [c.model_copy(update={"number": given.get(place, c.number)}) for place, c in enumerate(before.connections)]
    with project.sources.applied(edits):
        if list(replace(project).lenient.architecture.connections) != right:  # nothing of it is read yet
            way_out = "write the numbers that `diagramgen number` shows by hand"
            raise ContentError(
                Problem("with the numbers written, the model says something else", before.where, way_out)
            )


def retirements(project: Project, entries: Sequence[Retired]) -> tuple[Retirement, ...]:
    """What is to be written so that numbers are retired. Raises as `retire.retirements` does."""
    return retire.retirements(project.as_rules_see(project.lenient), project.sources, entries)


def emptied(project: Project, entries: Sequence[Retired]) -> list[View]:
    """The views that show nothing any more once numbers are retired."""
    then = resolve(retire.without(project.lenient.architecture, entries), strict=False)
    before, behind = (
        [found[0] for found in empty_view.check(project.as_rules_see(graph))] for graph in (project.lenient, then)
    )
    return [view for view in behind if view not in before]


def write_retirements(project: Project, entries: Sequence[Retired]) -> Project:
    """Retire numbers in the model's files, all of them or none; the project as it is then.

    Raises:
        ContentError: the model does not load afterwards, or says something else; its files are as they were.
    """
    right = retire.without(project.lenient.architecture, entries)
    now = project
    with ExitStack() as undone:
        for entry in entries:
            (found,) = retirements(now, [entry])
            undone.enter_context(now.sources.applied(found.added))
            now = replace(project)  # the places behind the entry are others now
            gone = retire.taken_out(now.as_rules_see(now.lenient), now.sources, entry.number)
            if gone is not None:
                undone.enter_context(now.sources.applied([gone]))
                now = replace(project)
        if _said(now.lenient.architecture) != _said(right):
            where, way_out = now.lenient.architecture.where, "take the connection out and list its number by hand"
            raise ContentError(Problem("with this written, the model says something else", where, way_out))
    return now


def _said(architecture: Architecture) -> Architecture:
    """A model as two loads of it can be compared: a rule of its own is another function each time."""
    lists = ("connections", "retired")
    same = {name: tuple(getattr(architecture, name)) for name in lists}
    return architecture.model_copy(update={**same, "rules": tuple(rule.name for rule in architecture.rules)})
