"""What every page is made from, and what all pages share: rows, figures and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.pages.urls import ARCHITECTURE, Urls, service_path
from diagramgen.picture import Picture
from diagramgen.schema import Endpoint, Link, Status, View
from diagramgen.table import COLUMNS, row

WIDE = 800.0
"""A picture that is wider than this gets a page without side bars."""
WIDTH_STEP, WIDTH_MOST = 50, 4000


@dataclass(frozen=True, slots=True)
class Context:
    """The model, its pictures and the way a site addresses its pages."""

    graph: Graph
    views: Sequence[View]
    pictures: Mapping[str, Picture]
    urls: Urls


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: what it says and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a connection table."""

    anchor: str
    connection: str
    number: Ref
    source: Ref
    destination: Ref
    cells: tuple[str, ...]
    """Protocol, port, classification, data, and what further columns there are."""


@dataclass(frozen=True, slots=True)
class Table:
    """A connection table."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    footnote: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A place for a picture on a page."""

    view: str
    title: str
    width_class: str
    wide: bool
    file: str
    """Link to the picture as a file of its own."""
    numbers: str
    """Where a number leads to."""


FURTHER: Mapping[str, Callable[[ResolvedConnection], str]] = {
    "Encryption": lambda c: c.encryption,
    "Authentication": lambda c: c.authentication,
    "Status": lambda c: "" if c.status is Status.ACTIVE else str(c.status).capitalize(),
}
"""Columns that a table gets where the model says something for them."""


def anchor(connection: str) -> str:
    """The place of a connection's row on the architecture page."""
    return f"connection-{connection}"


def service_anchor(endpoint_id: str, connection: ResolvedConnection) -> str:
    """The place of a connection's row on an endpoint's page; that of the incoming one if it has both."""
    side = "in" if connection.destination.id == endpoint_id else "out"
    return f"{endpoint_id}--{side}--connection-{connection.key}"


def endpoint_ref(context: Context, page: str, endpoint: Endpoint, label: str = "") -> Ref:
    """A link to an endpoint's page."""
    return Ref(label or endpoint.name, context.urls.href(page, service_path(endpoint.id)))


def row_ref(context: Context, page: str, connection: ResolvedConnection) -> Ref:
    """A link to a connection's row on the architecture page."""
    return Ref(connection.badge, context.urls.href(page, ARCHITECTURE, anchor(connection.key)))


def numbers(connections: Sequence[ResolvedConnection], prefix: str) -> tuple[Ref, ...]:
    """Links from numbers to rows on the same page."""
    return tuple(Ref(c.badge, f"#{prefix}connection-{c.key}") for c in connections)


def table(
    context: Context, page: str, connections: Sequence[ResolvedConnection], prefix: str, view: str | None
) -> Table:
    """A table whose numbers lead back to the badges of a picture on the same page, if there is one."""
    further = [name for name, value in FURTHER.items() if any(value(c) for c in context.graph.connections)]
    rows = tuple(
        Row(
            anchor=f"{prefix}connection-{c.key}",
            connection=c.key,
            number=Ref(c.badge, f"#{view}--badge--{c.key}") if view is not None else row_ref(context, page, c),
            source=endpoint_ref(context, page, c.source, c.source_label),
            destination=endpoint_ref(context, page, c.destination, c.destination_label),
            cells=(*row(c)[3:], *(FURTHER[name](c) for name in further)),
        )
        for c in connections
    )
    return Table((*COLUMNS, *further), rows, any(c.configurable for c in connections))


def figure(context: Context, page: str, view: str) -> Figure:
    """The place for a view's picture."""
    picture = context.pictures[view]
    step = min(WIDTH_MOST, int(picture.width // WIDTH_STEP) * WIDTH_STEP)
    file = context.urls.href(page, f"views/{view}.svg")
    steps = any(placed.badge.step is not None for placed in picture.badges)
    numbers = (
        "A number is a step and leads to its connection's row;" if steps else "A number leads to its row in the table;"
    )
    return Figure(view, picture.scene.title, f"diagram-w-{step}", picture.width > WIDE, file, numbers)


def doc_link(link: Link, up: str = "") -> Ref:
    """A link that a model states, relative to the root of the documentation."""
    outside = ":" in link.url.split("/")[0] or link.url.startswith(("/", "#"))
    return Ref(link.title, link.url if outside else up + link.url)
