"""Overview: all endpoints and all connections; hubs shared, or repeated beside each caller."""

from __future__ import annotations

from diagramgen.graph import Graph
from diagramgen.scene import Scene
from diagramgen.schema import OverviewView
from diagramgen.views.assemble import compose
from diagramgen.views.hubs import with_hubs


def build(graph: Graph, view: OverviewView) -> Scene:
    """All of the architecture in one picture."""
    return compose(graph, view.id, view.title, *with_hubs(graph, graph.endpoints, graph.connections, view.hubs))
