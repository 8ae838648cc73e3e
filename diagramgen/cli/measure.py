"""`diagramgen measure`: how legible pictures are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from diagramgen.cli.shared import project_of, put


class MeasureFormat(StrEnum):
    """Formats of figures."""

    TEXT = "text"
    JSON = "json"


def measure(
    context: typer.Context,
    views: Annotated[list[str] | None, typer.Argument(metavar="[VIEW]", help="Ids of views; all if none.")] = None,
    format: Annotated[MeasureFormat, typer.Option("--format", help="The format.")] = MeasureFormat.TEXT,  # noqa: A002
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Count what a reader of the pictures could stumble over; fail if there is any.

    Examples:

      diagramgen measure

      diagramgen measure overview --format json
    """
    import json

    figures = project_of(context).measured(views or [])
    if format is MeasureFormat.JSON:
        text = json.dumps({view: found.as_dict() for view, found in figures.items()}, indent=1) + "\n"
    else:
        width = max(len(view) for view in figures)
        text = "".join(f"{view:{width}}  {found}\n" for view, found in figures.items())
    put(text, output)
    if any(found.missed for found in figures.values()):
        raise typer.Exit(1)
