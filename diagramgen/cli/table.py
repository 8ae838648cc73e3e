"""`diagramgen table`: the rows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from diagramgen.cli.shared import format_of, project_of, put, warn


class TableFormat(StrEnum):
    """Formats of the table."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


SUFFIXES = {
    ".csv": TableFormat.CSV,
    ".json": TableFormat.JSON,
    ".md": TableFormat.MARKDOWN,
    ".txt": TableFormat.TEXT,
}


def table(
    context: typer.Context,
    service: Annotated[
        str | None, typer.Option("--service", metavar="ID", help="Only the connections of this endpoint.")
    ] = None,
    format: Annotated[  # noqa: A002
        TableFormat | None, typer.Option("--format", help="The format; that of the file's name, else text.")
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Print the connection table, of all or of one endpoint.

    Examples:

      diagramgen table

      diagramgen table --service redis --format csv -o redis.csv
    """
    form = format_of(format, output, SUFFIXES, TableFormat.TEXT)
    project = project_of(context)
    text = project.table(form.value, service)
    warn(project.warnings)
    put(text, output)
