"""The index of ports: which port leads where, and on which pages of the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from diagramgen.book.html import Node
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.pages.context import anchor
from diagramgen.pages.urls import ARCHITECTURE, service_path

PATH = "index-of-ports"
"""The page's path in the book; no file of a site has it."""
TITLE = "Index of ports"

Key = tuple[int, int, str, str, str]
"""Lowest and highest port, as it is printed, protocol, and the endpoint that is reached."""


def index(graph: Graph) -> list[Node]:
    """The index as elements of a page: ports by number, then connections for which no number can be named."""
    numbered: defaultdict[Key, list[ResolvedConnection]] = defaultdict(list)
    without: defaultdict[tuple[str, str, str], list[ResolvedConnection]] = defaultdict(list)
    for connection in graph.connections:
        end = connection.destination
        if connection.ports is None or not connection.ports.items:
            without[connection.port_text or "not stated", connection.protocol.name, end.id].append(connection)
            continue
        for item in connection.ports.items:
            for low, high in item.ranges:
                shown = (str(low) if low == high else f"{low}–{high}") + ("*" if item.configurable else "")
                numbered[low, high, shown, connection.protocol.name, end.id].append(connection)
    found: list[Node] = []
    if numbered:
        # Ports by number; for one port the protocols and endpoints by name, not by id.
        order = sorted(numbered, key=lambda key: (*key[:4], graph.endpoint(key[4]).name.casefold(), key[4]))
        rows = [_row(graph, key[2], key[3], key[4], numbered[key]) for key in order]
        found.append(_table(("Port", *HEADINGS), rows))
        if any("*" in key[2] for key in numbered):
            found.append(Node("p", {}, ["* can be configured; the number is the default."]))
    if without:
        found.append(Node("h2", {"id": "without-a-number"}, ["Without a number"]))
        order_ = sorted(without, key=lambda key: (key[0].casefold(), key[1], graph.endpoint(key[2]).name.casefold()))
        rows = [_row(graph, shown, protocol, end, without[shown, protocol, end]) for shown, protocol, end in order_]
        found.append(_table(("Stated", *HEADINGS), rows))
    return found or [Node("p", {}, ["No connection names a port."])]


HEADINGS = ("Protocol", "Reached on it", "Connections", "Pages")


def _row(graph: Graph, port: str, protocol: str, end: str, found: Sequence[ResolvedConnection]) -> Node:
    path = service_path(end)
    unique = {connection.key: connection for connection in found}.values()
    rows = [(c.badge, f"{ARCHITECTURE}#{anchor(c.key)}") for c in unique]
    name = Node("a", {"href": path}, [graph.endpoint(end).name])
    pages = Node("span", {"data-pages": " ".join([*(href for _, href in rows), f"{path}#"])})
    cells = ([port], [protocol], [name], [*_links(rows)], [pages])
    return Node("tr", {}, [Node("td", {}, list(cell)) for cell in cells])


def _links(rows: Iterable[tuple[str, str]]) -> Iterable[Node | str]:
    for place, (text, href) in enumerate(rows):
        if place:
            yield ", "
        yield Node("a", {"href": href}, [text])


def _table(headings: Sequence[str], rows: list[Node]) -> Node:
    head = Node("tr", {}, [Node("th", {}, [heading]) for heading in headings])
    return Node("table", {}, [Node("thead", {}, [head]), Node("tbody", {}, [*rows])])
