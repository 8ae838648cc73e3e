"""`diagramgen number --retire`: what is asked for, and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diagramgen.errors import Problem, UsageError

if TYPE_CHECKING:
    from diagramgen.lint.finding import Edit
    from diagramgen.pipeline import Project
    from diagramgen.retire import Retirement
    from diagramgen.schema import Architecture, Retired


def asked_entries(numbers: Sequence[int], since: str | None, reason: str | None, *, alone: bool) -> list[Retired]:
    """What is to be retired; nothing if no number is named.

    Raises:
        UsageError: options lack each other or, where --retire is not `alone`, contradict each other.
    """
    stated = {"--since": since, "--reason": reason}
    if not numbers:
        fix = "name the number that is retired: --retire N"
        problems = [
            Problem(f"{option} has no meaning without --retire", fix=fix)
            for option, text in stated.items()
            if text is not None
        ]
    elif not alone:
        fix = "call the command twice, with --reassign first"
        problems = [Problem("--retire contradicts --reassign and --keep", fix=fix)]
    else:
        ways_out = {
            "--since": "say since which version or date the connection is gone: --since 2.0",
            "--reason": 'say why the connection is gone: --reason "The cache is gone."',
        }
        problems = [
            Problem(f"--retire needs {option}", fix=ways_out[option]) for option, text in stated.items() if text is None
        ]
    if problems:
        raise UsageError(*problems)
    from diagramgen.retire import entry_of

    return [entry_of(number, since or "", reason or "") for number in numbers]


def retired(project: Project, entries: Sequence[Retired], *, write: bool) -> str:
    """Write it or not, and say what was or would be written. Raises as `editing.write_retirements` does."""
    from diagramgen.editing import emptied, retirements, write_retirements

    found = retirements(project, entries)
    empty = [getattr(view, "id", "") for view in emptied(project, entries)]
    old = project.lenient.architecture
    if write:
        now = write_retirements(project, entries).lenient.architecture
        lines = [line for one in found for line in (*_written(one, now), *_dead(one, now))]
    else:
        now = old
        lines = [line for one in found for line in (*_to_write(one, old), *_dead(one, old))]
    for view in now.views:
        if getattr(view, "id", "") in empty:
            word = "shows" if write else "would show"
            lines.append(f"the view at {view.where} {word} nothing any more: correct what it includes, or remove it")
    lines.append(f"{len(found)} {'retired' if write else 'to retire'}")
    return "".join(f"{line}\n" for line in lines)


def _to_write(found: Retirement, model: Architecture) -> list[str]:
    from diagramgen.lint.numbers import ends

    number, file = found.entry.number, found.added[0].file
    listed = f"lists {number} as retired in {file}{_readers(found.entry)}"
    if found.connection is None or found.gone is None:
        return [f"no connection has {number}{_above(number, model)}", f"    --write {listed}"]
    return [
        f"{found.connection.where}: {ends(found.connection)} has {number}",
        f"    --write takes {_lines(found.gone)} out, and {listed}",
    ]


def _written(found: Retirement, model: Architecture) -> list[str]:
    from diagramgen.lint.numbers import ends

    number = found.entry.number
    (where,) = [entry.where for entry in model.retired if entry.number == number]
    now = f"{where}: {number} is retired since {found.entry.since}{_readers(found.entry)}"
    if found.connection is None:
        return [f"{now}; no connection had it{_above(number, model)}"]
    return [f"{found.connection.where}: {ends(found.connection)} had {number} and is taken out", now]


def _dead(found: Retirement, model: Architecture) -> list[str]:
    from diagramgen.retire import ignores_of

    places = [str(ignore.where) for ignore in ignores_of(model, found.entry.number)]
    what = f"ignore{'s' if len(places) > 1 else ''} at {', '.join(places)}"
    return [f"    `diagramgen lint --fix` then takes out the {what}"] if places else []


def _above(number: int, model: Architecture) -> str:
    """That a number may be a slip of the pen: whether it was ever given, nobody can know."""
    known = [c.number or 0 for c in model.connections] + [e.number for e in model.retired if e.number != number]
    highest = max(known, default=0)
    if number <= highest:
        return ""
    return f", and the highest number is {highest}; the next connection gets {number + 1}"


def _readers(entry: Retired) -> str:
    return f", for {', '.join(entry.audience)}" if entry.audience else ""


def _lines(edit: Edit) -> str:
    """The lines that go, where whole lines do."""
    first, column, last, behind = edit.region
    if column > 1 or behind > 1:
        return "it"
    return f"line {first}" if last - first <= 1 else f"lines {first}-{last - 1}"
