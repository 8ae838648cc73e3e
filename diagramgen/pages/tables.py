"""Each table of connections or ports on the pages as a CSV file beside them, to be downloaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from diagramgen.artifacts import Artifact
from diagramgen.crossing import labels
from diagramgen.diff.explain import unsaid
from diagramgen.diff.ports import Delta, Way
from diagramgen.exporters import table_csv
from diagramgen.graph import ResolvedConnection
from diagramgen.pages.context import Context, rules_on
from diagramgen.pages.openings import Crossing, openings
from diagramgen.pages.urls import table_path
from diagramgen.schema import MatrixView, OverviewView, ServiceView, View, Zone
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
    "Leaves",
    "Enters",
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
FINDINGS = "Findings"
"""What the files of ports have besides where the site tells findings: the rules that doubt a connection."""
DIRECTION = "Direction"
"""What the file of one zone's boundary has besides: `in` or `out`."""


def build(context: Context) -> tuple[Artifact, ...]:
    """A file for each table that has rows."""
    files = {path: table_csv.export(rows) for path, rows in tables(context).items()}
    found = openings(context.graph)
    lines = _Lines(context)
    if found.crossings:
        files[table_path(PORTS_TABLE)] = table_csv.lines(lines.columns, lines.of(found.crossings))
    for boundary in found.boundaries:
        ways = (("in", boundary.inbound), ("out", boundary.outbound))
        rows = [(word, *line) for word, passage in ways for line in lines.of(passage.crossings)]
        if rows:
            files[table_path(zone_table(boundary.zone))] = table_csv.lines((DIRECTION, *lines.columns), rows)
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


def zone_table(zone: Zone) -> str:
    """The name of the table of what crosses a zone's boundary."""
    return f"{PORTS_TABLE}--zone--{zone.id}"


class _Lines:
    """Openings as lines: one for each source and destination, as a rule of a firewall has."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.columns = (*PORT_COLUMNS, FINDINGS) if context.review is not None else PORT_COLUMNS
        self.zones = labels(context.graph.architecture.zones)
        self.endpoints = labels(context.graph.endpoints)

    def of(self, crossings: Iterable[Crossing]) -> Iterator[tuple[str, ...]]:
        for crossing in crossings:
            route = crossing.route
            for opening in crossing.openings:
                for source in opening.sources:
                    connections = [c for c in opening.connections if c.source.id == source.id]
                    yield (
                        self.zones[route.source.id],
                        self.zones[route.destination.id],
                        self.endpoints[source.id],
                        self.endpoints[opening.destination.id],
                        opening.protocol.transport,
                        str(opening.ports),
                        opening.protocol.name,
                        str(opening.status),
                        " ".join(c.badge for c in connections),
                        self._named(route.leaves),
                        self._named(route.enters),
                        *self._doubts(connections),
                    )

    def _doubts(self, connections: Sequence[ResolvedConnection]) -> tuple[str, ...]:
        if self.context.review is None:
            return ()
        return (" ".join(sorted({rule for c in connections for rule in rules_on(self.context, c)})),)

    def _named(self, zones: Iterable[Zone]) -> str:
        return "; ".join(self.zones[zone.id] for zone in zones)


def _delta(ports: Delta) -> Iterator[tuple[str, ...]]:
    """A line for each port to open or to close, and for each connection of which that cannot be said."""
    for crossed in ports.boundaries:
        for action, items in ports.actions:
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
