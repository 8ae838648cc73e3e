"""`diagramgen pdf`: everything as one book."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from diagramgen.cli.shared import project_of, put, say, warn


class Paper(StrEnum):
    """The paper of a book."""

    A4 = "a4"
    US_LETTER = "us-letter"
    A3 = "a3"


def pdf(
    context: typer.Context,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="The file; named after the model's title if not stated."),
    ] = None,
    docs: Annotated[
        str | None,
        typer.Option("--docs", metavar="DIR", help="The hand-written pages; those of mkdocs.yml if not named."),
    ] = None,
    paper: Annotated[Paper, typer.Option("--paper", help="The paper; large pictures get larger sheets.")] = Paper.A4,
) -> None:
    """Make one book of all pages: a PDF with contents, bookmarks, links and an index of ports.

    Examples:

      diagramgen pdf

      diagramgen pdf -o architecture.pdf

      diagramgen --audience external pdf --paper us-letter -o architecture.pdf
    """
    from diagramgen.artifacts import refuse_foreign
    from diagramgen.book.build import bind
    from diagramgen.pages.urls import book_path

    project = project_of(context)
    # A book is about the model as it is: it leaves the pages of changes out.
    project = replace(project, bind=None, config=project.config.model_copy(update={"changes": None}))
    warn(project.warnings)
    if output is None:
        # As on the site. Nobody named this file, so it may be somebody's own.
        output = Path(book_path(project.graph.architecture.title)).name
        refuse_foreign(Path(output))
    say(context, f"building {len(project.views)} pictures …")
    site = project.site()
    say(context, "setting the book …")
    book = bind(project, site, docs, paper.value)
    warn([*site.warnings, *book.notes])
    put(book.content, output)
    say(context, f"{output} is written")
