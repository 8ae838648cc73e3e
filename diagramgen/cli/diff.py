"""`diagramgen diff`: what changed between two models."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diagramgen.cli.shared import format_of, put, say, warn, words_of

if TYPE_CHECKING:
    from diagramgen.comparison import Comparison
    from diagramgen.diff.changes import Change


class DiffFormat(StrEnum):
    """Formats of a difference."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    SVG = "svg"


SUFFIXES = {
    ".txt": DiffFormat.TEXT,
    ".md": DiffFormat.MARKDOWN,
    ".json": DiffFormat.JSON,
    ".svg": DiffFormat.SVG,
}
ANY = "any"


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A git revision, or a folder or file with a model.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="The same; the model as it lies here if not stated.")
    ] = None,
    format: Annotated[  # noqa: A002
        DiffFormat | None, typer.Option("--format", help="The format; that of the file's name, else text.")
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option("--fail-on", metavar="KIND", help="Return 1 on a change of this kind or level, or any."),
    ] = None,
    allow_no_model: Annotated[
        bool, typer.Option("--allow-no-model", help="Write nothing, and return 0, if the revision OLD has no model.")
    ] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Tell what changed between two models, what matters to security first.

    A model in Python is code: comparing with a revision runs the code of that revision.

    Examples:

      diagramgen diff main

      diagramgen diff v1.0 v1.1 --format markdown --fail-on security

      diagramgen diff main -o changes.svg
    """
    from diagramgen.comparison import Comparison
    from diagramgen.config import load_config
    from diagramgen.site import layout_warnings

    form = format_of(format, output, SUFFIXES, DiffFormat.TEXT)
    wanted = words_of("--fail-on", fail_on or (), "kind of change", _known())
    given = context.obj
    base = Path.cwd()
    config = load_config(given.config, base).for_edition(given.audience, given.product_version)
    comparison = Comparison(old, new, given.model, config, base, use_cache=not given.no_cache)
    if allow_no_model and (missing := _without_model(comparison)):
        print(f"nothing to compare with: {missing}", file=sys.stderr)
        return
    if form is DiffFormat.SVG:
        say(context, "drawing difference …")
        warn(layout_warnings([comparison.picture]))
    put(comparison.exported(form.value), output)
    found = [change for change in comparison.difference.changes if _meets(change, wanted)]
    if found:
        kinds = ", ".join(dict.fromkeys(change.kind for change in found))
        say(context, f"failed on {len(found)} changes: {kinds}" if len(found) > 1 else f"failed on 1 change: {kinds}")
        raise typer.Exit(1)


def _without_model(comparison: Comparison) -> str:
    """That the older side is a revision in which no model lies where it is looked for; empty if there is one."""
    from diagramgen.load.revision import NoModelError

    try:
        _ = comparison.before  # reading it tells
    except NoModelError as error:
        return str(error)
    return ""


def _known() -> set[str]:
    """The words that may stand behind --fail-on."""
    from diagramgen.diff.changes import KINDS, Level

    return {ANY, *map(str, Level), *(kind.kind for kind in KINDS)}


def _meets(change: Change, wanted: set[str]) -> bool:
    """Whether a change is of a wanted kind, or matters at least as much as a wanted level."""
    from diagramgen.diff.changes import Level

    levels = list(Level)
    reached = {str(level) for level in levels[levels.index(change.level) :]}
    return bool(wanted & {ANY, change.kind, *reached})
