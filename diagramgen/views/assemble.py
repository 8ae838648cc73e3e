"""What all kinds of view share: connections merged into lines, and the legend of what occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.scene import Badge, Group, Legend, Line, Node, Scene, Stroke
from diagramgen.schema import Endpoint, Tenancy
from diagramgen.schema.protocol import BUILT_IN

LEGEND_TENANCIES = (Tenancy.MULTI, Tenancy.SINGLE, Tenancy.MIXED)
"""The tenancies that have a fill, in the order of a legend."""

NUMBERS = "its numbers are those of the connections table"
"""What the numbers of a picture are, in its description."""

Ends = Callable[[ResolvedConnection], tuple[str, str]]
"""Says between which two nodes, by key, a connection is drawn."""


def merge(connections: Iterable[ResolvedConnection], ends: Ends) -> tuple[Line, ...]:
    """One line for each source, destination and protocol, with a badge for each connection."""
    groups: dict[tuple[str, str, str], list[ResolvedConnection]] = {}
    for connection in connections:
        groups.setdefault((*ends(connection), connection.protocol.id), []).append(connection)
    return tuple(
        Line(
            source=source,
            destination=destination,
            source_endpoint=found[0].source.id,
            destination_endpoint=found[0].destination.id,
            protocol=protocol,
            group=found[0].protocol.group,
            badges=tuple(Badge(c.key, c.badge, c.sentence) for c in found),
        )
        for (source, destination, protocol), found in groups.items()
    )


def strokes(graph: Graph) -> tuple[Stroke, ...]:
    """The legend entries of the whole model: a protocol looks the same on every picture.

    The usual protocols have fixed slots of the theme, so that they also look the same in every
    model; others take the slots behind them in the order of the legend.
    """
    fixed = list(dict.fromkeys(protocol.group for protocol in BUILT_IN))
    own: list[str] = []
    entries: dict[str, Stroke] = {}
    for protocol in graph.protocols:
        group = protocol.group
        if group not in fixed and group not in own:
            own.append(group)
        slot = fixed.index(group) if group in fixed else len(fixed) + own.index(group)
        before = entries.get(group, Stroke(group, (), slot))
        entries[group] = Stroke(
            group,
            (*before.protocols, protocol.id),
            slot,
            before.color or protocol.color,
            before.dash or protocol.dash,
        )
    return tuple(entries.values())


def compose(
    graph: Graph,
    view: str,
    title: str,
    nodes: Iterable[Node],
    lines: tuple[Line, ...],
    groups: tuple[Group, ...] = (),
    numbers: str = NUMBERS,
) -> Scene:
    """A scene with the legend of what occurs in it and a description in words."""
    placed = tuple(nodes)
    spoken = {line.group for line in lines}
    tenancies = {node.tenancy for node in placed}
    used = {line.protocol for line in lines}
    legend = Legend(
        strokes=tuple(
            Stroke(s.group, tuple(p for p in s.protocols if p in used), s.slot, s.color, s.dash)
            for s in strokes(graph)
            if s.group in spoken
        ),
        tenancies=tuple(tenancy for tenancy in LEGEND_TENANCIES if tenancy in tenancies),
        repeated=any(node.repeated for node in placed),
    )
    endpoints = len({node.endpoint for node in placed})
    connections = len({badge.connection for line in lines for badge in line.badges})
    description = (
        f"{title}: {_count(endpoints, 'endpoint')} and {_count(connections, 'connection')}. "
        f"Each arrow leads from the initiator to the destination; {numbers}."
    )
    return Scene(view, title, description, placed, lines, legend, groups)


def node(endpoint: Endpoint, copy: int = 1, *, repeated: bool = False) -> Node:
    """An endpoint as a node; `copy` counts from 1 where it stands on the picture more than once."""
    key = endpoint.id if copy == 1 else f"{endpoint.id}--{copy}"
    return Node(
        key,
        endpoint.id,
        endpoint.name,
        endpoint.kind,
        endpoint.tenancy,
        repeated,
        endpoint.icon,
        zone="" if endpoint.zone is None else endpoint.zone.id,
        zone_name="" if endpoint.zone is None else " › ".join(zone.name for zone in endpoint.zone.path),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
