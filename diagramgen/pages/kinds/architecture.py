"""The architecture page: pictures, how to read them, and the table of all connections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from diagramgen.draw.samples import line_sample, tenancy_sample
from diagramgen.errors import Location
from diagramgen.graph import Graph
from diagramgen.layout.legend import TENANCY_NAMES
from diagramgen.pages.context import Context, Figure, Ref, Table, doc_link, figure, row_ref, table, ways
from diagramgen.pages.openings import openings
from diagramgen.pages.urls import ARCHITECTURE, CHANGES, FINDINGS, PORTS, view_page
from diagramgen.schema import Architecture, Kind, OverviewView, Retired, ServiceView
from diagramgen.views.assemble import LEGEND_TENANCIES, strokes

SHAPES = {
    Kind.SERVICE: "a box is a service",
    Kind.DATASTORE: "an upright cylinder is a data store",
    Kind.BROKER: "a lying cylinder is a message broker",
    Kind.EXTERNAL: "a dashed box is an external system",
    Kind.PERSON: "a box with half-round sides is a person",
}

HUBS = {"overview": "shared", "overview-repeated": "repeated"}
"""The two pictures between which a reader can switch."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A connection type or a tenant type: its sample, its name and how often it occurs."""

    sample: Markup
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Configurable:
    """A port that can be configured, and the connections that use it."""

    port: str
    protocol: str
    connections: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ArchitecturePage:
    """What the page says."""

    template: ClassVar[str] = "architecture.md.jinja"

    path: str
    title: str
    where: Location
    summary: str
    issue: str
    """The version and the day of it, to be compared with those of a book."""
    introduction: str
    wide: bool
    """Whether a picture needs the room of the side bars."""
    figures: tuple[Figure, ...]
    shapes: tuple[str, ...]
    """What the shapes that occur mean."""
    repeated: bool
    """Whether a picture shows an endpoint more than once."""
    connection_types: tuple[Entry, ...]
    tenant_types: tuple[Entry, ...]
    table: Table
    stated: tuple[Ref, ...]
    """Rows whose stated classification differs from the computed one."""
    configurable: tuple[Configurable, ...]
    retired: tuple[Retired, ...]
    related: tuple[Ref, ...]
    ways: tuple[Ref, ...]
    """The pages around it, more pictures, and all of it as a PDF."""
    views: tuple[Ref, ...]


def build(context: Context) -> tuple[ArchitecturePage, ...]:
    """The one architecture page of a model."""
    graph, model, path = context.graph, context.graph.architecture, ARCHITECTURE
    views = [view.id for view in context.views if isinstance(view, OverviewView)]
    if not context.pictures["overview-repeated"].scene.legend.repeated:
        views.remove("overview-repeated")  # nothing is repeated: it is the overview once more
    both = "overview-repeated" in views
    figures = tuple(replace(figure(context, path, view), hubs=HUBS.get(view, "") if both else "") for view in views)
    listed = tuple(
        Ref(view.title, view_page(view.id))
        for view in context.views
        if not isinstance(view, OverviewView | ServiceView)
    )
    return (
        ArchitecturePage(
            path=path,
            title=model.title,
            where=model.where,
            summary=model.summary,
            issue=_issue(model),
            introduction=model.introduction,
            wide=any(found.wide for found in figures),
            figures=figures,
            shapes=tuple(said for kind, said in SHAPES.items() if any(e.kind is kind for e in graph.endpoints)),
            repeated=any(picture.scene.legend.repeated for picture in context.pictures.values()),
            connection_types=_connection_types(graph),
            tenant_types=_tenant_types(graph),
            table=table(context, path, graph.connections, "", views[0], file="connections"),
            stated=tuple(
                row_ref(context, path, c) for c in graph.connections if c.stated and c.stated != str(c.derived)
            ),
            configurable=_configurable(context),
            retired=tuple(sorted(model.retired, key=lambda element: element.number)),
            related=tuple(doc_link(link) for link in model.related),
            ways=_ways(context, more=bool(listed)),
            views=listed,
        ),
    )


def _ways(context: Context, *, more: bool) -> tuple[Ref, ...]:
    """Where a reader goes from here; `more` pictures are further down on the page."""
    found = [
        *ways(context, ARCHITECTURE),
        Ref("Ports to open", PORTS if openings(context.graph).any else ""),
        Ref("Findings", FINDINGS if context.review is not None else ""),
        Ref("Changes", CHANGES if context.releases is not None else ""),
        Ref("More pictures", "#more-pictures" if more else ""),
        Ref("Everything as one PDF", context.book),
    ]
    return tuple(ref for ref in found if ref.href)


def _issue(model: Architecture) -> str:
    version = f"Version {model.version}" if model.version else ""
    return ", ".join(filter(None, (version, model.date.isoformat() if model.date is not None else "")))


def _connection_types(graph: Graph) -> tuple[Entry, ...]:
    found = []
    for stroke in strokes(graph):
        count = sum(c.protocol.group == stroke.group for c in graph.connections)
        if count:
            found.append(Entry(line_sample(stroke), stroke.group, count))
    return tuple(found)


def _tenant_types(graph: Graph) -> tuple[Entry, ...]:
    found = []
    for tenancy in LEGEND_TENANCIES:
        count = sum(endpoint.tenancy is tenancy for endpoint in graph.endpoints)
        if count:
            found.append(Entry(tenancy_sample(tenancy), TENANCY_NAMES[tenancy], count))
    others = len(graph.endpoints) - sum(entry.count for entry in found)
    if found and others:
        found.append(Entry(Markup(""), "Not known, or not applicable", others))
    return tuple(found)


def _configurable(context: Context) -> tuple[Configurable, ...]:
    groups: dict[tuple[str, str], list[Ref]] = {}
    for connection in context.graph.connections:
        if connection.configurable:
            key = connection.port_text, connection.protocol.name
            groups.setdefault(key, []).append(row_ref(context, ARCHITECTURE, connection))
    return tuple(Configurable(port, protocol, tuple(refs)) for (port, protocol), refs in groups.items())
