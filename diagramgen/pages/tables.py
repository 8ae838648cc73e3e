"""Each connection table of the pages as a CSV file beside them, to be downloaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diagramgen.artifacts import Artifact
from diagramgen.exporters import table_csv
from diagramgen.graph import ResolvedConnection
from diagramgen.pages.context import Context
from diagramgen.pages.urls import table_path
from diagramgen.schema import MatrixView, OverviewView, ServiceView, View
from diagramgen.views.select import select


def build(context: Context) -> tuple[Artifact, ...]:
    """A file for each table that has rows."""
    return tuple(Artifact(path, table_csv.export(rows).encode()) for path, rows in tables(context).items())


def tables(context: Context) -> Mapping[str, Sequence[ResolvedConnection]]:
    """The tables that have rows, by the paths of their files."""
    found = {"connections": context.graph.connections}
    for endpoint in context.graph.endpoints:
        found[f"{endpoint.id}--in"] = context.graph.incoming(endpoint.id)
        found[f"{endpoint.id}--out"] = context.graph.outgoing(endpoint.id)
    for view in context.views:
        if not isinstance(view, OverviewView | ServiceView):
            found[f"view--{view.id}"] = shown(context, view)
    return {table_path(name): rows for name, rows in found.items() if rows}


def shown(context: Context, view: View) -> tuple[ResolvedConnection, ...]:
    """The connections of a view, by number."""
    if isinstance(view, MatrixView):
        return select(context.graph, view.include, view.exclude)[1]
    keys = {placed.badge.connection for placed in context.pictures[view.id].badges}
    return tuple(connection for connection in context.graph.connections if connection.key in keys)
