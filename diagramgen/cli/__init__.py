"""The command line: parse, call the pipeline, print, exit code. It decides nothing; a command is a module."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand

from diagramgen.cli.build import build
from diagramgen.cli.diff import diff
from diagramgen.cli.draw import draw
from diagramgen.cli.init import init
from diagramgen.cli.lint import lint
from diagramgen.cli.measure import measure
from diagramgen.cli.number import number
from diagramgen.cli.pdf import pdf
from diagramgen.cli.rules import rules
from diagramgen.cli.schema import schema
from diagramgen.cli.shared import Options
from diagramgen.cli.table import table
from diagramgen.cli.views import views
from diagramgen.errors import DiagramgenError

COMMANDS = (init, build, pdf, draw, measure, table, views, lint, rules, number, diff, schema)
"""In the order in which the help lists them."""

GLOBAL = {
    "-m": "-m MODEL",
    "--model": "--model MODEL",
    "-c": "-c FILE",
    "--config": "--config FILE",
    "--no-cache": "--no-cache",
    "-q": "-q",
    "--quiet": "--quiet",
    "--audience": "--audience NAME",
    "--product-version": "--product-version V",
}
"""The options that stand before a command, as they are written."""

app = typer.Typer(
    name="diagramgen",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class _Command(TyperCommand):
    """A command that tells of a wrong value in its own words alone."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Some releases of typer put the name of pydantic's error before the choices."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if isinstance(message := getattr(error, "message", None), str):
                error.message = message.removeprefix("Value error, ")  # type: ignore[attr-defined]
            raise


for command in COMMANDS:
    app.command(cls=_Command)(command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"diagramgen {version('diagramgen')}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    model: Annotated[
        str | None,
        typer.Option(
            "-m", "--model", metavar="MODEL", help="A folder, a .py, .yaml or .json file, or module:attribute."
        ),
    ] = None,
    config: Annotated[
        str | None, typer.Option("-c", "--config", metavar="FILE", help="diagramgen.toml or pyproject.toml.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Lay every picture out again.")] = False,
    version: Annotated[  # noqa: ARG001 - the callback has answered
        bool, typer.Option("--version", is_eager=True, callback=_version, help="Print the version and stop.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print no progress.")] = False,
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="NAME", help="Leave out what is not for these readers.")
    ] = None,
    product_version: Annotated[
        str | None,
        typer.Option("--product-version", metavar="V", help="Leave out what this version of the product lacks."),
    ] = None,
) -> None:
    """Numbered pictures, connection tables and a page for each service, from one typed model.

    The model is found in this order: -m, the configuration's model, ./model/, ./model.yaml.

    Exit codes: 0 fine; 1 the model or the files are wrong; 2 wrong usage; 3 the layout engine failed.
    """
    context.obj = Options(model, config, no_cache, quiet, audience, product_version)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(args=arguments, prog_name="diagramgen")
    except SystemExit as stop:
        # A wrong call has been told by then. What ended the command otherwise stands behind the exit.
        if _behind(stop, KeyboardInterrupt):
            raise SystemExit(130) from None
        if _behind(stop, BrokenPipeError):  # the reader of our output has gone
            raise SystemExit(0) from None
        if (name := _option_behind(stop)) in GLOBAL:
            print(f"{name} belongs before the command: diagramgen {GLOBAL[name]} COMMAND …", file=sys.stderr)
        raise
    except KeyboardInterrupt:
        sys.exit(130)
    except DiagramgenError as error:
        for problem in error.problems:
            print(f"error: {problem}", file=sys.stderr)
        sys.exit(error.exit_code)
    except (BrokenPipeError, OSError) as error:
        if not isinstance(error, BrokenPipeError):
            print(f"error: can't write the output: {error.strerror or error}", file=sys.stderr)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(3)
        # The reader of our output has gone; keep the interpreter from flushing into it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)


def _option_behind(error: BaseException | None) -> str:
    """The option that a command does not know; typer keeps its exceptions to itself, so it is known by its shape."""
    while error is not None:
        if isinstance(name := getattr(error, "option_name", None), str):
            return name
        error = error.__cause__ or error.__context__
    return ""


def _behind(error: BaseException | None, cause: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, cause):
            return True
        error = error.__cause__ or error.__context__
    return False
