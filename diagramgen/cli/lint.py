"""`diagramgen lint`: what is doubtful in a model."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from diagramgen.cli.shared import format_of, project_of, put
from diagramgen.errors import ContentError, Problem, UsageError


class FindingsFormat(StrEnum):
    """Formats of findings."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


SUFFIXES = {".txt": FindingsFormat.TEXT, ".json": FindingsFormat.JSON, ".sarif": FindingsFormat.SARIF}


def lint(
    context: typer.Context,
    format: Annotated[  # noqa: A002
        FindingsFormat | None, typer.Option("--format", help="The format; that of the file's name, else text.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe edits to the model's files first.")] = False,
    no_ignores: Annotated[bool, typer.Option("--no-ignores", help="Report what the model ignores, too.")] = False,
    relative_to: Annotated[
        Path | None, typer.Option("--relative-to", metavar="DIR", help="Name files as they lie from this folder.")
    ] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Report what is doubtful in the model; fail if there is any that the model does not ignore.

    Examples:

      diagramgen lint

      diagramgen lint --fix

      diagramgen lint -o findings.sarif

      diagramgen lint --format github --relative-to ../..
    """
    from diagramgen.catalog import FINDINGS
    from diagramgen.exporters.findings_github import errors
    from diagramgen.lint.engine import failing
    from diagramgen.lint.finding import Place

    form = format_of(format, output, SUFFIXES, FindingsFormat.TEXT)
    if relative_to is not None and not relative_to.is_dir():
        raise UsageError(Problem(f"--relative-to: there is no folder {relative_to}", fix="name one, such as ../.."))
    place = Place(Path.cwd(), (relative_to or Path.cwd()).resolve())
    project = project_of(context)
    undone: ContentError | None = None
    try:
        if fix:
            from diagramgen.editing import UndoneError
            from diagramgen.editing import fix as fix_model

            try:
                project, applied = fix_model(project)
            except UndoneError as error:  # what else there is to find is told all the same
                project, applied, undone = project_of(context), list(error.done), error
            for finding in applied:
                print(f"fixed: {finding.where}: {finding.rule}: {finding.object} {finding.message}", file=sys.stderr)
        findings = project.lint(ignores=not no_ignores)
    except ContentError as error:
        if form is FindingsFormat.GITHUB:  # a model that does not load is told beside its lines, too
            put(errors([place.problem(problem) for problem in error.problems]), output)
        raise
    named = findings if relative_to is None else [place.finding(finding) for finding in findings]
    put(FINDINGS[form.value](named, project.chosen_rules), output)
    if undone is not None:
        raise undone
    if failing(findings, project.config.lint.fail_on):
        raise typer.Exit(1)
