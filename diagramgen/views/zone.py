"""Zone: what stands in one zone, in a box, and the neighbours outside of it."""

from __future__ import annotations

from diagramgen.graph import Graph
from diagramgen.scene import Group, Scene
from diagramgen.schema import ZoneView
from diagramgen.views.assemble import compose, merge, node
from diagramgen.views.select import select


def build(graph: Graph, view: ZoneView) -> Scene:
    """All connections that have an end in the zone or in a zone within it."""
    inside = {endpoint.id for endpoint in select(graph, (view.zone,), ())[0]}
    connections = [c for c in graph.connections if c.source.id in inside or c.destination.id in inside]
    shown = inside | {end.id for c in connections for end in (c.source, c.destination)}
    lines = merge(connections, lambda c: (c.source.id, c.destination.id))
    nodes = [node(endpoint) for endpoint in graph.endpoints if endpoint.id in shown]
    box = Group(view.zone.id, view.zone.name, tuple(n.key for n in nodes if n.endpoint in inside))
    return compose(graph, view.id, view.title, nodes, lines, (box,) if box.nodes else ())
