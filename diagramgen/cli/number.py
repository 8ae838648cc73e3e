"""`diagramgen number`: a number for each connection that is its own, and none that is given again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from diagramgen.cli.retire import asked_entries, retired
from diagramgen.cli.shared import project_of, put

if TYPE_CHECKING:
    from diagramgen.number import Assignment

SHOWN = 8
"""So many gaps are listed."""


def number(
    context: typer.Context,
    write: Annotated[
        bool, typer.Option("--write", help="Write the numbers of new connections, or what --retire says.")
    ] = False,
    reassign: Annotated[
        bool, typer.Option("--reassign", help="Write another number where two connections have the same.")
    ] = False,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="FILE:LINE", help="The connection here keeps its number; the first one if none."
        ),
    ] = None,
    retire: Annotated[
        list[int] | None,
        typer.Option("--retire", metavar="N", min=1, help="Take the connection out, and list its number as retired."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="VERSION", help="Since when the retired connection is gone.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why the retired connection is gone.")
    ] = None,
) -> None:
    """Give new connections the next free number; fail if there is one to give and nothing was written.

    No number that is in use or retired is ever given, and none is changed without --reassign.
    With --retire, a connection goes and its number stays as retired; nothing else is looked at.

    Examples:

      diagramgen number

      diagramgen number --write

      diagramgen number --reassign --keep model/calls.py:41

      diagramgen number --retire 40 --since 2.0 --reason "The cache is gone." --write
    """
    entries = asked_entries(retire or (), since, reason, alone=not reassign and not keep)
    project = project_of(context)
    if entries:
        put(retired(project, entries, write=write), None)
        if not write:
            raise typer.Exit(1)
        return
    from diagramgen.editing import numbering, write_numbers

    found = numbering(project, keep or (), doubles_first=reassign and not write)
    asked = (*(found.new if write else ()), *(found.double if reassign else ()))
    done = [assignment for assignment in asked if assignment.edit is not None]
    if done:
        write_numbers(project, done)
    lines = [line for assignment in found.assignments for line in _lines(assignment, done)]
    lines += _about_gaps(found.gaps)
    left = len(found.assignments) - len(done)
    lines.append(_last(len(done), left))
    put("".join(f"{line}\n" for line in lines), None)
    if left:
        raise typer.Exit(1)


def _lines(found: Assignment, done: list[Assignment]) -> list[str]:
    from diagramgen.lint.numbers import ends

    place = f"{found.connection.where}: " if found.connection.where else ""
    what = f"{place}{ends(found.connection)}"
    wrong = f": {found.taken}{f' at {found.by}' if found.by else ''}" if found.taken else " has no number"
    if found in done:
        verb = (
            f"now has {found.number}" if found.new else f"now has {found.number} instead of {found.connection.number}"
        )
        lines = [f"{what} {verb}"]
    elif found.edit is None:
        way_out = f"{found.obstacle}, so give it a number there; {found.number} is free"
        made = found.connection.where.made
        lines = [f"{what}{wrong}", *([f"    {made}"] if made else []), f"    {way_out}"]
    else:
        lines = [f"{what}{wrong}", f"    {'--write' if found.new else '--reassign'} gives it {found.number}"]
    if found.named:
        places = ", ".join(map(str, found.named))
        lines.append(f"    see which connection {found.connection.number} is meant at {places}")
    return lines


def _about_gaps(gaps: tuple[tuple[int, int], ...]) -> list[str]:
    if not gaps:
        return []
    shown = ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in gaps[:SHOWN])
    more = f" and {len(gaps) - SHOWN} more gaps" if len(gaps) > SHOWN else ""
    several = len(gaps) > 1 or gaps[0][0] != gaps[0][1]
    subject = "one of them was" if several else "it was"
    return [f"neither in use nor retired: {shown}{more}", f"    if {subject} published, --retire lists it as retired"]


def _last(done: int, left: int) -> str:
    if not done and not left:
        return "nothing to number"
    written = [f"{done} written"] if done else []
    return ", ".join([*written, *([f"{left} to number"] if left else [])])
