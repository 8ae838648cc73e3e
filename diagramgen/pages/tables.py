"""Each table of connections or ports on the pages as a CSV file beside them, to be downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from diagramgen.artifacts import Artifact
from diagramgen.diff.explain import unsaid
from diagramgen.diff.ports import Delta, Way
from diagramgen.exporters import table_csv
from diagramgen.graph import ResolvedConnection
from diagramgen.pages.context import Context
from diagramgen.pages.openings import Crossing, openings
from diagramgen.pages.urls import table_path
from diagramgen.schema import MatrixView, OverviewView, ServiceView, View
from diagramgen.views.select import select

PORTS_TABLE = "ports"
"""The name of the table of ports to open."""
PORT_COLUMNS = (
    "From zone",
    "To zone",
    "Source",
    "Destination",
    "Transport",
    "Port",
    "Protocol",
    "Status",
    "Connections",
)
DELTA_COLUMNS = (
    "From zone",
    "To zone",
    "What to do",
    "Transport",
    "Port",
    "Source",
    "Destination",
    "Connections",
    "Note",
)


def build(context: Context) -> tuple[Artifact, ...]:
    """A file for each table that has rows."""
    files = {path: table_csv.export(rows) for path, rows in tables(context).items()}
    crossings = openings(context.graph).crossings
    if crossings:
        rows = (row for crossing in crossings for row in _ports(crossing))
        files[table_path(PORTS_TABLE)] = table_csv.lines(PORT_COLUMNS, rows)
    for release in context.releases.versions if context.releases is not None else ():
        if release.difference is not None and release.difference.ports.boundaries:
            files[table_path(release.view)] = table_csv.lines(DELTA_COLUMNS, _delta(release.difference.ports))
    return tuple(Artifact(path, text.encode()) for path, text in files.items())


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


def _ports(crossing: Crossing) -> Iterator[tuple[str, ...]]:
    """A line for each source and destination: what a rule of a firewall has."""
    for opening in crossing.openings:
        for source in opening.sources:
            numbers = " ".join(c.badge for c in opening.connections if c.source.id == source.id)
            yield (
                crossing.source.name,
                crossing.destination.name,
                source.name,
                opening.destination.name,
                opening.protocol.transport,
                str(opening.ports),
                opening.protocol.name,
                str(opening.status),
                numbers,
            )


def _delta(ports: Delta) -> Iterator[tuple[str, ...]]:
    """A line for each port to open or to close, and for each connection of which that cannot be said."""
    for crossed in ports.boundaries:
        for action, items in (("open", ports.opened), ("close", ports.closed)):
            for item in items:
                if item.way.boundary == crossed:
                    yield (*_way(item.way, action), item.ports, *_ends(item.way), " ".join(item.connections), item.note)
        for doubt in ports.unsaid:
            if doubt.way.boundary == crossed:
                yield (*_way(doubt.way, "cannot be said"), "", *_ends(doubt.way), doubt.connection, unsaid(doubt))


def _way(way: Way, action: str) -> tuple[str, ...]:
    return way.boundary.source, way.boundary.destination, action, way.transport


def _ends(way: Way) -> tuple[str, ...]:
    return way.source, way.destination


def shown(context: Context, view: View) -> tuple[ResolvedConnection, ...]:
    """The connections of a view, by number."""
    if isinstance(view, MatrixView):
        return select(context.graph, view.include, view.exclude)[1]
    keys = {placed.badge.connection for placed in context.pictures[view.id].badges}
    return tuple(connection for connection in context.graph.connections if connection.key in keys)
