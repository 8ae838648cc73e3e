"""`diagramgen init`: the files that a new team begins with."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from diagramgen.cli.shared import say


def init(
    context: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder; made if it is not there.")] = ".",
    yaml: Annotated[bool, typer.Option("--yaml", help="Write the model in YAML instead of Python.")] = False,
) -> None:
    """Begin a site of your own: a model, pages, mkdocs.yml, and a workflow that publishes them.

    Nothing that exists is overwritten.

    Examples:

      diagramgen init my-docs

      diagramgen init --yaml
    """
    from diagramgen import artifacts
    from diagramgen.scaffold.project import Form, other_models, project, title_of

    target = Path(folder)
    form: Form = "yaml" if yaml else "python"
    made = project(title_of(target.resolve().name), form)
    artifacts.create(made, target, rivals=other_models(form))
    for artifact in made:
        say(context, (target / artifact.path).as_posix())
    say(context, f"{len(made)} files made. Now type:")
    here = target.resolve() == Path.cwd()
    commands = ("mkdocs serve", "mkdocs build --strict") if here else (f"cd {_word(folder)}", "mkdocs serve")
    for command in commands:
        say(context, f"    {command}")


def _word(text: str) -> str:
    """One word of a command, as the reader's shell takes it."""
    return subprocess.list2cmdline([text]) if os.name == "nt" else shlex.quote(text)
