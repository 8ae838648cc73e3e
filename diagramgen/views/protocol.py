"""Protocol: all connections that speak one protocol, and their ends."""

from __future__ import annotations

from diagramgen.graph import Graph
from diagramgen.scene import Scene
from diagramgen.schema import ProtocolView
from diagramgen.views.assemble import compose, merge, node
from diagramgen.views.select import select


def build(graph: Graph, view: ProtocolView) -> Scene:
    """The protocol's part of the architecture."""
    endpoints, connections = select(graph, (view.protocol,), ())
    lines = merge(connections, lambda c: (c.source.id, c.destination.id))
    return compose(graph, view.id, view.title, (node(endpoint) for endpoint in endpoints), lines)
