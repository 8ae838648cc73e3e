"""Ports to open: what crosses the boundary of each zone, who reaches whom on which port, and what nobody can say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from diagramgen.crossing import NO_ZONE, labels
from diagramgen.errors import NOWHERE, Location
from diagramgen.pages.context import Context, Ref, endpoint_ref, row_ref, rules_on
from diagramgen.pages.openings import Crossing, Opening, Passage, Unsaid, ZoneBoundary, openings
from diagramgen.pages.tables import PORTS_TABLE, zone_table
from diagramgen.pages.urls import ARCHITECTURE, FINDINGS, PORTS, table_path
from diagramgen.schema import Classification, Status, Zone

SAID = {
    Classification.EGRESS: "out of the cluster",
    Classification.INGRESS: "into the cluster",
    Classification.INTRA_CLUSTER: "within the cluster",
}


FEW = 6
"""More sections than that are not to be visited one by one: what crosses a zone's boundary is then gathered."""

Names = Mapping[str, str]
"""What zones are called, by id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One port specification of a destination."""

    sources: tuple[Ref, ...]
    source_zones: str
    """Where the sources stand."""
    destination: Ref
    destination_zone: str
    transport: str
    port: str
    protocol: str
    status: str
    connections: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """From one zone to another one."""

    anchor: str
    source: str
    destination: str
    side: str
    """How it lies to the cluster's boundary; empty where that is not known."""
    through: str
    """The boundaries that it crosses, as a sentence."""
    caption: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """What crosses the boundary of a zone in one direction."""

    anchor: str
    title: str
    """As `Into Vault`."""
    sections: tuple[Ref, ...]
    """Where it is listed: sections, or where it is gathered."""
    lines: tuple[Line, ...]
    """All of it, where it is gathered."""
    unsaid: tuple[Ref, ...]
    """Numbers of connections whose ports can't be named."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A zone, for who guards its boundary."""

    anchor: str
    """Where all that crosses it is gathered; empty where a few sections name it."""
    name: str
    around: str
    """The zones around it, as `Cluster › Core`."""
    ways: tuple[Way, Way]
    """In, and out."""
    file: str


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
    zones: tuple[Guarded, ...]
    sections: tuple[Section, ...]
    statuses: bool
    """Whether there is anything that is not in use."""
    planned: bool
    deprecated: bool
    configurable: bool
    choices: bool
    unsaid: tuple[UnsaidLine, ...]
    within: int
    file: str
    """The same as a file; empty where there is nothing to open."""
    doubted: bool = False
    """Whether a connection here carries the mark of a finding."""
    findings: str = ""
    """The page of findings, if there is one."""
    where: Location = NOWHERE


def build(context: Context) -> tuple[PortsPage, ...]:
    """The one page of a model, if anything crosses a boundary between zones."""
    found = openings(context.graph)
    if not found.any:
        return ()
    names = labels(context.graph.architecture.zones)
    specified = [opening for crossing in found.crossings for opening in crossing.openings]
    statuses = {opening.status for opening in specified}
    named = [*(c for opening in specified for c in opening.connections), *(x.connection for x in found.unsaid)]
    return (
        PortsPage(
            path=PORTS,
            title="Ports to open",
            architecture_title=context.graph.architecture.title,
            architecture=ARCHITECTURE,
            zones=tuple(_guarded(context, names, boundary) for boundary in found.boundaries),
            sections=tuple(_section(context, names, crossing) for crossing in found.crossings),
            statuses=statuses - {Status.ACTIVE} != set(),
            planned=Status.PLANNED in statuses,
            deprecated=Status.DEPRECATED in statuses,
            configurable=any(opening.ports.configurable for opening in specified),
            choices=any(len(item.ranges) > 1 for opening in specified for item in opening.ports.items),
            unsaid=tuple(_unsaid(context, names, unsaid) for unsaid in found.unsaid),
            within=found.within,
            file=context.urls.href(PORTS, table_path(PORTS_TABLE)) if found.crossings else "",
            doubted=any(rules_on(context, c) for c in named),
            findings=FINDINGS if context.review is not None else "",
        ),
    )


def _guarded(context: Context, names: Names, boundary: ZoneBoundary) -> Guarded:
    zone = boundary.zone
    gathered = boundary.nested or any(len(x.crossings) > FEW for x in (boundary.inbound, boundary.outbound))
    into = _way(context, names, zone, boundary.inbound, "into", gathered=gathered)
    out = _way(context, names, zone, boundary.outbound, "out-of", gathered=gathered)
    file = context.urls.href(PORTS, table_path(zone_table(zone))) if into.sections or out.sections else ""
    return Guarded(
        anchor=f"through-{zone.id}" if into.lines or out.lines else "",
        name=names[zone.id],
        around=" › ".join(names[other.id] for other in zone.path[:-1]),
        ways=(into, out),
        file=file,
    )


def _way(context: Context, names: Names, zone: Zone, passage: Passage, word: str, *, gathered: bool) -> Way:
    anchor = f"{word}-{zone.id}"
    found = passage.openings
    if gathered:
        count = sum(len(opening.connections) for opening in found)
        said = "1 connection" if count == 1 else f"{count} connections"
        sections = [Ref(said, f"#{anchor}")] * bool(found)
    else:
        ends = ((x, x.route.source if word == "into" else x.route.destination) for x in passage.crossings)
        preposition = "from" if word == "into" else "to"
        sections = [Ref(f"{preposition} {names[end.id]}", f"#{_anchor(x)}") for x, end in ends]
    return Way(
        anchor=anchor,
        title=f"{word.replace('-', ' ').capitalize()} {names[zone.id]}",
        sections=tuple(sections),
        lines=tuple(_line(context, names, opening) for opening in found) if gathered else (),
        unsaid=tuple(row_ref(context, PORTS, unsaid.connection) for unsaid in passage.unsaid),
    )


def _section(context: Context, names: Names, crossing: Crossing) -> Section:
    route, side = crossing.route, SAID.get(crossing.route.classification, "")
    source, destination = names[route.source.id], names[route.destination.id]
    steps = (("out of", route.leaves), ("into", route.enters))
    through = "; ".join(f"{word} {', '.join(names[zone.id] for zone in zones)}" for word, zones in steps if zones)
    return Section(
        anchor=_anchor(crossing),
        source=source,
        destination=destination,
        side=side,
        through=f"Boundaries that it crosses: {through}.",
        caption=f"From {source} to {destination}{', ' * bool(side)}{side}",
        lines=tuple(_line(context, names, opening) for opening in crossing.openings),
    )


def _anchor(crossing: Crossing) -> str:
    return f"from-{crossing.route.source.id}-to-{crossing.route.destination.id}"


def _line(context: Context, names: Names, opening: Opening) -> Line:
    return Line(
        sources=tuple(endpoint_ref(context, PORTS, source) for source in opening.sources),
        source_zones=_zones(names, (source.zone for source in opening.sources)),
        destination=endpoint_ref(context, PORTS, opening.destination),
        destination_zone=_zones(names, [opening.destination.zone]),
        transport=opening.protocol.transport,
        port=str(opening.ports),
        protocol=opening.protocol.name,
        status=str(opening.status).capitalize(),
        connections=tuple(row_ref(context, PORTS, c) for c in opening.connections),
    )


def _unsaid(context: Context, names: Names, unsaid: Unsaid) -> UnsaidLine:
    c = unsaid.connection
    return UnsaidLine(
        connection=row_ref(context, PORTS, c),
        source=endpoint_ref(context, PORTS, c.source),
        destination=endpoint_ref(context, PORTS, c.destination),
        zones=f"{_zones(names, [unsaid.source])} → {_zones(names, [unsaid.destination])}",
        protocol=c.protocol.name,
        why=unsaid.why,
    )


def _zones(names: Names, zones: Iterable[Zone | None]) -> str:
    found = dict.fromkeys(names[zone.id] if zone is not None else NO_ZONE for zone in zones)
    return ", ".join(found)
