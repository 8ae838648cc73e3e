"""Service: one endpoint in the middle, its callers on the left, what it calls on the right."""

from __future__ import annotations

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.scene import Scene
from diagramgen.schema import ServiceView
from diagramgen.views.assemble import compose, merge, node


def build(graph: Graph, view: ServiceView) -> Scene:
    """The neighbourhood of one endpoint.

    A neighbour on both sides stands there twice; a connection to itself is a loop.
    """
    centre = view.endpoint
    callers = graph.callers(centre.id)
    callees = graph.callees(centre.id)
    both = {endpoint.id for endpoint in callers} & {endpoint.id for endpoint in callees}
    incoming, outgoing = graph.incoming(centre.id), graph.outgoing(centre.id)

    def ends(connection: ResolvedConnection) -> tuple[str, str]:
        source, destination = connection.source.id, connection.destination.id
        if source == centre.id and destination in both:
            return source, f"{destination}--2"
        return source, destination

    own = {connection.key for connection in incoming}
    lines = merge((*incoming, *(c for c in outgoing if c.key not in own)), ends)
    left = [node(endpoint, repeated=endpoint.id in both) for endpoint in callers]
    right = [node(e, 2 if e.id in both else 1, repeated=e.id in both) for e in callees]
    return compose(graph, view.id, view.title, [*left, node(centre), *right], lines)
