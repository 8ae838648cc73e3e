"""Flow: a walk along connections; each badge carries the number of its step."""

from __future__ import annotations

from dataclasses import replace

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.scene import Badge, Line, Scene
from diagramgen.schema import FlowView
from diagramgen.views.assemble import compose, merge, node

NUMBERS = "its numbers are the steps, in their order"


def build(graph: Graph, view: FlowView) -> Scene:
    """The connections of the steps, and their ends."""
    steps = [(number, graph.resolved(step.connection), step.text) for number, step in enumerate(view.steps, 1)]
    used = list({connection.key: connection for _, connection, _ in steps}.values())
    lines = merge(used, lambda c: (c.source.id, c.destination.id))
    ends = {end.id for c in used for end in (c.source, c.destination)}
    nodes = [node(endpoint) for endpoint in graph.endpoints if endpoint.id in ends]
    return compose(graph, view.id, view.title, nodes, tuple(_stepped(line, steps) for line in lines), numbers=NUMBERS)


def _stepped(line: Line, steps: list[tuple[int, ResolvedConnection, str]]) -> Line:
    """The line with a badge for each step that uses it, in place of its connections' numbers."""
    own = {badge.connection for badge in line.badges}
    badges = tuple(
        Badge(connection.key, str(number), _label(number, connection, text), step=number)
        for number, connection, text in steps
        if connection.key in own
    )
    return replace(line, badges=badges)


def _label(number: int, connection: ResolvedConnection, text: str) -> str:
    said = f": {text.rstrip('.')}" if text else ""
    return f"Step {number}{said}. {connection.sentence}"
