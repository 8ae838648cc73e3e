"""The command line: parse, call the pipeline, print, exit code. It decides nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from diagramgen.errors import DiagramgenError, Problem, UsageError

if TYPE_CHECKING:
    from diagramgen.artifacts import Plan
    from diagramgen.pipeline import Project

F = TypeVar("F", bound=StrEnum)

app = typer.Typer(
    name="diagramgen",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class HubsChoice(StrEnum):
    """How endpoints that many others call are drawn."""

    SHARED = "shared"
    REPEATED = "repeated"
    AUTO = "auto"


class TableFormat(StrEnum):
    """Formats of the table."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


class PictureFormat(StrEnum):
    """Formats of a picture."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"
    DOT = "dot"
    JSON = "json"


class MeasureFormat(StrEnum):
    """Formats of figures."""

    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the command."""

    model: str | None
    config: str | None
    no_cache: bool
    quiet: bool


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
) -> None:
    """Numbered pictures, connection tables and a page for each service, from one typed model.

    The model is found in this order: -m, the configuration's model, ./model/, ./model.yaml.

    Exit codes: 0 fine; 1 the model or the files are wrong; 2 wrong usage; 3 the layout engine failed.
    """
    context.obj = Options(model, config, no_cache, quiet)


@app.command()
def build(
    context: typer.Context,
    out: Annotated[str | None, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file is not as it would be.")
    ] = False,
) -> None:
    """Write the site's pages, pictures and assets into a folder.

    Only files that changed are written, and only files that an earlier build made are removed.

    Examples:

      diagramgen build --out docs/reference

      diagramgen build --out docs/reference --check
    """
    from diagramgen import artifacts

    project = _project(context)
    folder = out or project.config.out
    if folder is None:
        raise UsageError(Problem("no output folder", fix="name one with --out, or set out in diagramgen.toml"))
    _warn(project.warnings)
    _say(context, f"building {len(project.views)} pictures …")
    site = project.site()
    _warn(site.warnings)
    target = Path(folder)
    plan = artifacts.plan(site.artifacts(), target, site.engine)
    for path in plan.own:
        _say(context, f"{folder}/{path} is yours and stays")
    if check:
        _report_stale(plan, folder)
        if plan.stale or project.warnings:
            raise typer.Exit(1)
        _say(context, f"{folder} is up to date")
        return
    artifacts.write(plan, target)
    _say(
        context,
        f"{len(plan.write)} files written, {len(plan.remove)} removed, {len(plan.manifest['files'])} in {folder}",
    )


@app.command()
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
    from diagramgen.pipeline import layout_warnings

    form = _format(format, output, {f".{known}": known for known in PictureFormat}, PictureFormat.SVG)
    project = _project(context)
    chosen = project.chosen(views, hubs.value if hubs else None)
    several = len({view.id for view in chosen}) > 1
    if several and output is None:
        raise UsageError(Problem("several pictures can't go to stdout", fix="name a folder with -o"))
    if form in (PictureFormat.PNG, PictureFormat.PDF) and output is None and sys.stdout.isatty():
        raise UsageError(Problem(f"a {form} can't be shown in a terminal", fix="name a file with -o"))
    _say(context, f"drawing {len(chosen)} pictures …" if several else f"drawing {chosen[0].id} …")
    pictures = project.pictures(chosen)
    _warn([*project.warnings, *layout_warnings(pictures.values())])
    for view, content in project.drawn(pictures, form.value, base, scale).items():
        target = str(Path(output) / f"{view}.{form}") if several and output is not None else output
        _print(content, target)


@app.command()
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

    figures = _project(context).measured(views or [])
    if format is MeasureFormat.JSON:
        text = json.dumps({view: found.as_dict() for view, found in figures.items()}, indent=1) + "\n"
    else:
        width = max(len(view) for view in figures)
        text = "".join(f"{view:{width}}  {found}\n" for view, found in figures.items())
    _print(text, output)
    if any(found.missed for found in figures.values()):
        raise typer.Exit(1)


@app.command()
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
    suffixes = {".csv": TableFormat.CSV, ".json": TableFormat.JSON, ".md": TableFormat.MARKDOWN}
    form = _format(format, output, suffixes, TableFormat.TEXT)
    project = _project(context)
    text = project.table(form.value, service)
    _warn(project.warnings)
    _print(text, output)


@app.command()
def views(context: typer.Context) -> None:
    """List the views: id, kind and title. All but a matrix can be drawn.

    Example:

      diagramgen views
    """
    project = _project(context)
    width = max(len(name) for name in project.views)
    _print("".join(f"{name:{width}}  {view.kind:8}  {view.title}\n" for name, view in project.views.items()), None)


@app.command()
def schema(
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Print the JSON Schema of a model in YAML or JSON, for editors.

    Example:

      diagramgen schema -o model.schema.json
    """
    import json

    from diagramgen.schema.document import json_schema

    _print(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output)


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


def _behind(error: BaseException | None, cause: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, cause):
            return True
        error = error.__cause__ or error.__context__
    return False


def _format(given: F | None, output: str | None, suffixes: Mapping[str, F], default: F) -> F:
    """The format that is asked for, else that of the file's name. Raises UsageError where they contradict."""
    meant = suffixes.get(Path(output).suffix.lower()) if output is not None else None
    if given is not None and meant is not None and given is not meant:
        fix = f"leave --format out, or write to a file of another name than {output}"
        raise UsageError(Problem(f"--format {given} and the file name {output} contradict each other", fix=fix))
    return given or meant or default


def _project(context: typer.Context) -> Project:
    from diagramgen.config import load_config
    from diagramgen.load import find_model
    from diagramgen.pipeline import Project

    given: Options = context.obj
    base = Path.cwd()
    config = load_config(given.config, base)
    return Project(find_model(given.model, config.model, base), config, base, use_cache=not given.no_cache)


def _report_stale(plan: Plan, folder: str) -> None:
    made = plan.manifest["engine"]
    if plan.stale and plan.engine_before and plan.engine_before != made:
        print(f"{folder} was drawn by another engine: {plan.engine_before}, now {made}", file=sys.stderr)
    for path in plan.stale:
        state = "no longer generated" if path in plan.remove else "edited by hand" if path in plan.edited else "stale"
        print(f"{folder}/{path}: {state}")


def _warn(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"warning: {problem}", file=sys.stderr)


def _say(context: typer.Context, text: str) -> None:
    if not context.obj.quiet:
        print(text, file=sys.stderr)


def _print(content: str | bytes, output: str | None) -> None:
    """To stdout, or whole into a file."""
    from diagramgen import artifacts

    data = content.encode() if isinstance(content, str) else content
    if output is not None:
        artifacts.write_file(Path(output), data)
        return
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)  # a program that took stdout for itself may have given it none
    if binary is not None:
        binary.write(data)
        binary.flush()
    else:
        sys.stdout.write(data.decode())
