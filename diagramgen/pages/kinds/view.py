"""A page for each view that a model lists: its picture, or its grid, and the rows that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diagramgen.errors import Location
from diagramgen.graph import ResolvedConnection
from diagramgen.pages.context import Context, Figure, Ref, Table, endpoint_ref, figure, numbers, row_ref, table, ways
from diagramgen.pages.tables import shown
from diagramgen.pages.urls import view_page
from diagramgen.schema import FlowView, MatrixView, OverviewView, ServiceView, View

MANY_COLUMNS = 10
"""A matrix with more columns gets the room of the side bars."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a flow."""

    number: int
    text: str
    source: Ref
    destination: Ref
    connection: Ref


@dataclass(frozen=True, slots=True)
class GridRow:
    """One source of a matrix, and for each destination the numbers of its connections."""

    source: Ref
    cells: tuple[tuple[Ref, ...], ...]


@dataclass(frozen=True, slots=True)
class ViewPage:
    """What the page says."""

    template: ClassVar[str] = "view.md.jinja"

    path: str
    title: str
    where: Location
    wide: bool
    figure: Figure | None
    steps: tuple[Step, ...]
    destinations: tuple[Ref, ...]
    grid: tuple[GridRow, ...]
    table: Table
    ways: tuple[Ref, ...]


def build(context: Context) -> tuple[ViewPage, ...]:
    """A page for each view that is neither an overview (on the architecture page) nor an endpoint's."""
    return tuple(_page(context, view) for view in context.views if not isinstance(view, OverviewView | ServiceView))


def _page(context: Context, view: View) -> ViewPage:
    path = view_page(view.id)
    picture = None if isinstance(view, MatrixView) else figure(context, path, view.id)
    connections = shown(context, view)
    destinations, grid = _grid(context, path, view, connections) if isinstance(view, MatrixView) else ((), ())
    return ViewPage(
        path=path,
        title=view.title,
        where=view.where,
        wide=len(destinations) > MANY_COLUMNS if picture is None else picture.wide,
        figure=picture,
        steps=_steps(context, path, view) if isinstance(view, FlowView) else (),
        destinations=destinations,
        grid=grid,
        table=table(
            context,
            path,
            connections,
            f"{view.id}--",
            view.id if picture is not None else None,
            file=f"view--{view.id}",
        ),
        ways=ways(context, path),
    )


def _steps(context: Context, path: str, view: FlowView) -> tuple[Step, ...]:
    found = []
    for number, step in enumerate(view.steps, 1):
        connection = context.graph.resolved(step.connection)
        found.append(
            Step(
                number=number,
                text=step.text or connection.data,
                source=endpoint_ref(context, path, connection.source, connection.source_label),
                destination=endpoint_ref(context, path, connection.destination, connection.destination_label),
                connection=row_ref(context, path, connection),
            )
        )
    return tuple(found)


def _grid(
    context: Context, path: str, view: MatrixView, connections: tuple[ResolvedConnection, ...]
) -> tuple[tuple[Ref, ...], tuple[GridRow, ...]]:
    """Sources down, destinations across, both by name; empty rows and columns are left out."""
    sources = sorted({c.source.id: c.source for c in connections}.values(), key=lambda e: (e.name.casefold(), e.id))
    ends = sorted(
        {c.destination.id: c.destination for c in connections}.values(), key=lambda e: (e.name.casefold(), e.id)
    )
    cells: dict[tuple[str, str], list[ResolvedConnection]] = {}
    for connection in connections:
        cells.setdefault((connection.source.id, connection.destination.id), []).append(connection)
    rows = tuple(
        GridRow(
            endpoint_ref(context, path, source),
            tuple(numbers(cells.get((source.id, end.id), []), f"{view.id}--") for end in ends),
        )
        for source in sources
    )
    return tuple(endpoint_ref(context, path, end) for end in ends), rows
