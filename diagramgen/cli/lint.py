"""`diagramgen lint`: what is doubtful in a model."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from diagramgen.cli.shared import project_of, put
from diagramgen.errors import ContentError


class FindingsFormat(StrEnum):
    """Formats of findings."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def lint(
    context: typer.Context,
    format: Annotated[FindingsFormat, typer.Option("--format", help="The format.")] = FindingsFormat.TEXT,  # noqa: A002
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe edits to the model's files first.")] = False,
    no_ignores: Annotated[bool, typer.Option("--no-ignores", help="Report what the model ignores, too.")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Report what is doubtful in the model; fail if there is any that the model does not ignore.

    Examples:

      diagramgen lint

      diagramgen lint --fix

      diagramgen lint --format sarif -o findings.sarif
    """
    from diagramgen.catalog import FINDINGS
    from diagramgen.exporters.findings_github import errors
    from diagramgen.lint.engine import failing

    project = project_of(context)
    try:
        if fix:
            from diagramgen.editing import fix as fix_model

            project, applied = fix_model(project)
            for finding in applied:
                print(f"fixed: {finding.where}: {finding.rule}: {finding.object} {finding.message}", file=sys.stderr)
        findings = project.lint(ignores=not no_ignores)
    except ContentError as error:
        if format is FindingsFormat.GITHUB:  # a model that does not load is told beside its lines, too
            put(errors(error.problems), output)
        raise
    put(FINDINGS[format.value](findings, project.chosen_rules), output)
    if failing(findings, project.config.lint.fail_on):
        raise typer.Exit(1)
