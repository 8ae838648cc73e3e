"""`diagramgen build`: the site as files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from diagramgen.cli.shared import project_of, say, warn
from diagramgen.errors import Problem, UsageError

if TYPE_CHECKING:
    from diagramgen.artifacts import Plan
    from diagramgen.pipeline import Project


def build(
    context: typer.Context,
    out: Annotated[str | None, typer.Option("--out", metavar="DIR", help="The folder to write to.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a file is not as it would be.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on, and build again after each change of the model.")
    ] = False,
) -> None:
    """Write the site's pages, pictures and assets into a folder.

    Only files that changed are written, and only files that an earlier build made are removed.

    Examples:

      diagramgen build --out docs/reference

      diagramgen build --out docs/reference --check

      diagramgen build --out docs/reference --watch
    """
    from diagramgen import artifacts

    if watch and check:
        raise UsageError(Problem("--watch and --check contradict each other", fix="leave one of them out"))
    if watch:
        _watch(context, out)
    project = project_of(context)
    folder = _folder(project, out)
    warn(project.warnings)
    say(context, f"building {len(project.views)} pictures …")
    site = project.site()
    warn([*site.problems, *site.warnings])
    target = Path(folder)
    plan = artifacts.plan(site.artifacts(), target, site.engine)
    for path in plan.own:
        say(context, f"{folder}/{path} is yours and stays")
    if check:
        _report_stale(plan, folder, f"diagramgen build --out {out}" if out else "diagramgen build")
        if plan.stale or project.warnings or site.problems:
            raise typer.Exit(1)
        say(context, f"{folder} is up to date")
        return
    artifacts.write(plan, target)
    say(
        context,
        f"{len(plan.write)} files written, {len(plan.remove)} removed, {len(plan.manifest['files'])} in {folder}",
    )


def _folder(project: Project, out: str | None) -> str:
    folder = out or project.config.out
    if folder is None:
        raise UsageError(Problem("no output folder", fix="name one with --out, or set out in diagramgen.toml"))
    return folder


def _watch(context: typer.Context, out: str | None) -> NoReturn:
    from diagramgen.watch import Sources, Watch

    Watch(
        prepare=lambda: project_of(context),
        out=lambda project: _folder(project, out),
        sources=Sources(Path.cwd(), context.obj.model, context.obj.config),
        say=lambda text: say(context, text),
        warn=lambda text: print(text, file=sys.stderr),
    ).run()


def _report_stale(plan: Plan, folder: str, command: str) -> None:
    made = plan.manifest["engine"]
    if plan.stale and plan.engine_before and plan.engine_before != made:
        print(f"{folder} was drawn by another engine: {plan.engine_before}, now {made}", file=sys.stderr)
    states = {
        **dict.fromkeys((artifact.path for artifact in plan.write), "stale"),
        **dict.fromkeys(plan.missing, "missing"),
        **dict.fromkeys(plan.remove, "no longer generated"),
        **dict.fromkeys(plan.edited, "edited by hand"),
        **dict.fromkeys(plan.foreign, "in the way, and not made by diagramgen"),
    }
    if plan.nothing_there:
        print(f"{folder}: all {len(plan.missing)} files are missing")
    else:
        for path in plan.stale:
            print(f"{folder}/{path}: {states[path]}")
    if plan.stale:
        print(f"    run {command}", file=sys.stderr)
