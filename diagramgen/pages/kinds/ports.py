"""Ports to open: for each boundary between zones who reaches whom on which port, and what the model does not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diagramgen.errors import NOWHERE, Location
from diagramgen.graph import classify
from diagramgen.pages.context import Context, Ref, endpoint_ref, row_ref
from diagramgen.pages.openings import Crossing, Opening, Unsaid, openings
from diagramgen.pages.tables import PORTS_TABLE
from diagramgen.pages.urls import ARCHITECTURE, PORTS, table_path
from diagramgen.schema import Classification, Status, Zone

SAID = {
    Classification.EGRESS: "out of the cluster",
    Classification.INGRESS: "into the cluster",
    Classification.INTRA_CLUSTER: "within the cluster",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One port specification of a destination."""

    sources: tuple[Ref, ...]
    destination: Ref
    transport: str
    port: str
    protocol: str
    status: str
    connections: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One boundary, in one direction."""

    anchor: str
    source: str
    destination: str
    side: str
    """How it lies to the cluster's boundary; empty where that is not known."""
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class UnsaidLine:
    """A connection whose port can't be named."""

    connection: Ref
    source: Ref
    destination: Ref
    zones: str
    protocol: str
    why: str


@dataclass(frozen=True, slots=True)
class PortsPage:
    """What the page says."""

    template: ClassVar[str] = "ports.md.jinja"

    path: str
    title: str
    architecture_title: str
    architecture: str
    sections: tuple[Section, ...]
    statuses: bool
    """Whether there is anything that is not in use."""
    configurable: bool
    choices: bool
    unsaid: tuple[UnsaidLine, ...]
    within: int
    file: str
    """The same as a file; empty where there is nothing to open."""
    where: Location = NOWHERE


def build(context: Context) -> tuple[PortsPage, ...]:
    """The one page of a model, if anything crosses a boundary between zones."""
    found = openings(context.graph)
    if not found.any:
        return ()
    specified = [opening for crossing in found.crossings for opening in crossing.openings]
    return (
        PortsPage(
            path=PORTS,
            title="Ports to open",
            architecture_title=context.graph.architecture.title,
            architecture=ARCHITECTURE,
            sections=tuple(_section(context, crossing) for crossing in found.crossings),
            statuses=any(opening.status is not Status.ACTIVE for opening in specified),
            configurable=any(opening.ports.configurable for opening in specified),
            choices=any(len(item.ranges) > 1 for opening in specified for item in opening.ports.items),
            unsaid=tuple(_unsaid(context, unsaid) for unsaid in found.unsaid),
            within=found.within,
            file=context.urls.href(PORTS, table_path(PORTS_TABLE)) if found.crossings else "",
        ),
    )


def _section(context: Context, crossing: Crossing) -> Section:
    first = crossing.openings[0].connections[0]
    return Section(
        anchor=f"from-{crossing.source.id}-to-{crossing.destination.id}",
        source=crossing.source.name,
        destination=crossing.destination.name,
        side=SAID.get(classify(first.source, first.destination), ""),
        lines=tuple(_line(context, opening) for opening in crossing.openings),
    )


def _line(context: Context, opening: Opening) -> Line:
    return Line(
        sources=tuple(endpoint_ref(context, PORTS, source) for source in opening.sources),
        destination=endpoint_ref(context, PORTS, opening.destination),
        transport=opening.protocol.transport,
        port=str(opening.ports),
        protocol=opening.protocol.name,
        status=str(opening.status).capitalize(),
        connections=tuple(row_ref(context, PORTS, c) for c in opening.connections),
    )


def _unsaid(context: Context, unsaid: Unsaid) -> UnsaidLine:
    c = unsaid.connection
    return UnsaidLine(
        connection=row_ref(context, PORTS, c),
        source=endpoint_ref(context, PORTS, c.source),
        destination=endpoint_ref(context, PORTS, c.destination),
        zones=f"{_name(unsaid.source)} → {_name(unsaid.destination)}",
        protocol=c.protocol.name,
        why=unsaid.why,
    )


def _name(zone: Zone | None) -> str:
    return zone.name if zone is not None else "?"
