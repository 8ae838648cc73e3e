"""`diagramgen views`: what can be drawn."""

from __future__ import annotations

import typer

from diagramgen.cli.shared import project_of, put


def views(context: typer.Context) -> None:
    """List the views: id, kind and title. All but a matrix can be drawn.

    Example:

      diagramgen views
    """
    project = project_of(context)
    width = max(len(name) for name in project.views)
    put("".join(f"{name:{width}}  {view.kind:8}  {view.title}\n" for name, view in project.views.items()), None)
