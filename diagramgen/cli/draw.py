"""`diagramgen draw`: pictures."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from diagramgen.cli.shared import format_of, project_of, put, say, warn
from diagramgen.errors import Problem, UsageError


class HubsChoice(StrEnum):
    """How endpoints that many others call are drawn."""

    SHARED = "shared"
    REPEATED = "repeated"
    AUTO = "auto"


class PictureFormat(StrEnum):
    """Formats of a picture."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    DOT = "dot"
    JSON = "json"


def draw(
    context: typer.Context,
    views: Annotated[list[str], typer.Argument(metavar="VIEW", help="Ids of views; `diagramgen views` lists them.")],
    hubs: Annotated[
        HubsChoice | None,
        typer.Option("--hubs", help="Draw endpoints that many others call once, or beside each caller."),
    ] = None,
    format: Annotated[  # noqa: A002
        PictureFormat | None, typer.Option("--format", help="The format; that of the file's name, else svg.")
    ] = None,
    scale: Annotated[
        float, typer.Option("--scale", min=0.1, max=10, help="Pixels of a PNG for each unit of the picture.")
    ] = 2.0,
    base: Annotated[
        str | None, typer.Option("--base", metavar="URL", help="Address of the site that numbers and boxes link to.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="PATH", help="A file; for several views a folder.")
    ] = None,
) -> None:
    """Draw one view to stdout or a file, or several into a folder.

    Examples:

      diagramgen draw overview -o overview.svg

      diagramgen draw overview --format png --scale 3 -o overview.png

      diagramgen draw service--redis service--kafka --format pdf -o pictures
    """
    from diagramgen.site import layout_warnings

    endings = {f".{known}": known for known in PictureFormat}
    folder = len(set(views)) > 1 and output is not None and Path(output).suffix.lower() not in endings
    form = format_of(format, None if folder else output, endings, PictureFormat.SVG)
    project = project_of(context)
    chosen = project.chosen(views, hubs.value if hubs else None)
    several = len({view.id for view in chosen}) > 1
    if several and output is None:
        raise UsageError(Problem("several pictures can't go to stdout", fix="name a folder with -o"))
    if form in (PictureFormat.PNG, PictureFormat.PDF) and output is None and sys.stdout.isatty():
        raise UsageError(Problem(f"a {form} can't be shown in a terminal", fix="name a file with -o"))
    say(context, f"drawing {len(chosen)} pictures …" if several else f"drawing {chosen[0].id} …")
    pictures = project.pictures(chosen)
    warn([*project.warnings, *layout_warnings(pictures.values())])
    for view, content in project.drawn(pictures, form.value, base, scale).items():
        target = str(Path(output) / f"{view}.{form}") if several and output is not None else output
        put(content, target)
