"""Selection: a part of the architecture, chosen by id, zone, tenancy, tag or protocol."""

from __future__ import annotations

from diagramgen.graph import Graph
from diagramgen.scene import Scene
from diagramgen.schema import SelectionView
from diagramgen.views.assemble import compose
from diagramgen.views.hubs import with_hubs
from diagramgen.views.select import select


def build(graph: Graph, view: SelectionView) -> Scene:
    """What is included and not excluded."""
    endpoints, connections = select(graph, view.include, view.exclude)
    return compose(graph, view.id, view.title, *with_hubs(graph, endpoints, connections, view.hubs))
