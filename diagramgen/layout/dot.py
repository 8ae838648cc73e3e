"""Scene → DOT. The one module that uses `diagrams`.

No labels and fixed sizes: text is measured by us, and numbers are placed by us, because labels in
DOT are slow and land on the wrong line. Node names are indices, so that no text of a model reaches
the DOT language.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from diagrams import Diagram, Edge, Node, setdiagram

from diagramgen.layout.sizes import POINTS, NodeSize
from diagramgen.scene import Scene


@dataclass(frozen=True, slots=True)
class Spacing:
    """Room between nodes of one rank and between ranks, in inches."""

    node: float
    rank: float


@dataclass(frozen=True, slots=True)
class Order:
    """In which order the nodes and the lines of a scene, by index, go into the graph."""

    nodes: tuple[int, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """The parts of a DOT graph, so that the same graph can be written in another order."""

    head: tuple[str, ...]
    nodes: tuple[str, ...]
    edges: tuple[str, ...]
    groups: tuple[str, ...] = ()

    def text(self, seed: int = 0) -> str:
        """The graph as DOT, nodes and edges in the order that belongs to a seed (0: as they come)."""
        return self.text_in(self.order(seed))

    def order(self, seed: int) -> Order:
        """The order that belongs to a seed."""
        return Order(_shuffled(self.nodes, seed), _shuffled(self.edges, seed))

    def text_in(self, order: Order) -> str:
        """The graph as DOT in an order."""
        nodes, edges = [self.nodes[index] for index in order.nodes], [self.edges[index] for index in order.lines]
        return "".join([*self.head, *nodes, *self.groups, *edges, "}\n"])


def _shuffled(items: tuple[str, ...], seed: int) -> tuple[int, ...]:
    """An order that is the same on every machine and in every version of Python."""
    every = range(len(items))
    if seed == 0:
        return tuple(every)
    return tuple(sorted(every, key=lambda index: hashlib.sha256(f"{seed}:{items[index]}".encode()).digest()))


def statements(scene: Scene, sizes: Mapping[str, NodeSize], spacing: Spacing) -> Statements:
    """The scene as a DOT graph: nodes and edges are named by their index in the scene."""
    diagram = Diagram(
        "",
        filename="unused",
        show=False,
        direction="LR",
        graph_attr={
            "splines": "spline",
            "newrank": "true",
            "nodesep": f"{spacing.node:g}",
            "ranksep": f"{spacing.rank:g}",
            "fontname": "Arial",
            "label": "",
        },
        node_attr={"shape": "box", "style": "solid", "fontname": "Arial", "fixedsize": "true"},
    )
    setdiagram(diagram)
    try:
        nodes = {}
        for index, node in enumerate(scene.nodes):
            size = sizes[node.key]
            nodes[node.key] = Node(
                "",
                nodeid=f"n{index}",
                width=f"{size.width / POINTS:.5f}",
                height=f"{size.height / POINTS:.5f}",
            )
        for index, line in enumerate(scene.lines):
            source = nodes[line.source]
            edge = Edge(source, forward=True, id=f"e{index}", arrowsize="0.7", fontname="Arial")
            source.connect(nodes[line.destination], edge)
    finally:
        setdiagram(None)
    body = diagram.dot.body
    head = tuple(f"{line}\n" for line in diagram.dot.source.splitlines() if f"{line}\n" not in body and line != "}")
    return Statements(
        head,
        tuple(line for line in body if "->" not in line),
        tuple(line for line in body if "->" in line),
        tuple(_group(scene, index) for index in range(len(scene.groups))),
    )


def _group(scene: Scene, index: int) -> str:
    """A box around nodes; the blank label keeps room for the name."""
    places = {node.key: place for place, node in enumerate(scene.nodes)}
    members = " ".join(f"n{places[key]};" for key in scene.groups[index].nodes)
    return f'\tsubgraph cluster_{index} {{ label=" " fontsize=12 margin=14 {members} }}\n'
