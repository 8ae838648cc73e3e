"""What every page is made from, and what all pages share: rows, figures and links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from diagramgen.diff.release import Release, Releases
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.lint.finding import Finding
from diagramgen.pages.columns import Column, usual
from diagramgen.pages.urls import ARCHITECTURE, FINDINGS, SERVICES, Urls, service_path, table_path
from diagramgen.picture import Picture
from diagramgen.schema import Endpoint, Link, Rule, View

BROAD = 1.2
"""A picture that is so many times as wide as high gains from a turned sheet."""
WIDE = 800.0
"""A picture that is wider than this gets a page without side bars."""
WIDTH_STEP, WIDTH_MOST = 50, 4000

IN_WORDS = "The tables on this page say the same in words."
"""Stands below a picture whose page has a table of its connections."""


@dataclass(frozen=True)
class Review:
    """What `lint` found, and which rules looked."""

    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]

    @cached_property
    def by_object(self) -> Mapping[str, tuple[str, ...]]:
        """The rules that found something at an object, ignored or not, by name."""
        found: dict[str, set[str]] = {}
        for finding in self.findings:
            found.setdefault(finding.object, set()).add(finding.rule)
        return {name: tuple(sorted(rules)) for name, rules in found.items()}


@dataclass(frozen=True, slots=True)
class Context:
    """The model, its pictures and the way a site addresses its pages."""

    graph: Graph
    views: Sequence[View]
    pictures: Mapping[str, Picture]
    urls: Urls
    review: Review | None = None
    """What `lint` has to say, if the site is to show it."""
    book: str = ""
    """The path of a PDF with all of it; empty if there is none."""
    releases: Releases | None = None
    """What changed from version to version, if the site is to show it."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: what it says and where it leads."""

    text: str
    href: str
    finding: str = ""
    """Of a connection's number: where the site tells what `lint` finds about it; empty if it finds nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a connection table."""

    anchor: str
    connection: str
    cells: tuple[Ref | str, ...]
    finding: str = ""
    """Where the site tells what `lint` finds about the connection; empty if it finds nothing."""


@dataclass(frozen=True, slots=True)
class Table:
    """A connection table."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    footnote: bool
    labelled: bool = False
    """Whether its columns are others than the usual ones: each cell then says its own."""
    name: str = ""
    """What the page's script calls it: `connections`, `in`, `out`."""
    file: str = ""
    """Link to the same rows as CSV."""
    marked: int = 0
    """The place of the cell that carries the mark of a finding."""

    @property
    def doubted(self) -> bool:
        """Whether a row carries that mark."""
        return any(row.finding for row in self.rows)


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
    table: str = ""
    """Link to the table that says the same in words; empty where it is on this page."""
    broad: bool = False
    """Whether paper shows it larger if the sheet is turned."""
    hubs: str = ""
    """`shared` or `repeated`, where the page has the same view in both forms."""


def anchor(connection: str) -> str:
    """The place of a connection's row on the architecture page."""
    return f"connection-{connection}"


def rule_anchor(name: str) -> str:
    """The place of what a rule says."""
    return f"rule-{name}"


def finding_anchor(name: str) -> str:
    """The place of the first finding about an object on the page of findings."""
    return f"findings--{name}"


def rules_on(context: Context, connection: ResolvedConnection) -> tuple[str, ...]:
    """The rules that found something at a connection, if the site tells it."""
    return context.review.by_object.get(anchor(connection.key), ()) if context.review is not None else ()


def finding_href(context: Context, page: str, connection: ResolvedConnection) -> str:
    """A link to what `lint` finds about a connection; empty if that is nothing, or is not told."""
    if not rules_on(context, connection):
        return ""
    return context.urls.href(page, FINDINGS, finding_anchor(anchor(connection.key)))


def badge(view: str, connection: str) -> str:
    """The place of a connection's number on a picture."""
    return f"{view}--badge--{connection}"


def service_anchor(endpoint_id: str, connection: ResolvedConnection) -> str:
    """The place of a connection's row on an endpoint's page; that of the incoming one if it has both."""
    side = "in" if connection.destination.id == endpoint_id else "out"
    return f"{endpoint_id}--{side}--connection-{connection.key}"


def has_row(graph: Graph, connection: str) -> bool:
    """Whether the architecture page has a row for a connection of an earlier version, be it that its number is retired.

    A connection without a number is another one in each version.
    """
    retired = {str(retired.number) for retired in graph.architecture.retired}
    return connection.isdecimal() and (connection in retired or any(c.key == connection for c in graph.connections))


def has_endpoint(graph: Graph, endpoint_id: str) -> bool:
    """Whether an endpoint of an earlier version has a page."""
    return any(endpoint.id == endpoint_id for endpoint in graph.endpoints)


def told_connections(release: Release) -> frozenset[str]:
    """The numbers of connections of which the page of a version tells a change."""
    changes = release.difference.changes if release.difference is not None else ()
    return frozenset(c.subject.id for c in changes if c.subject.kind == "connection" and c.subject.id.isdecimal())


def change_anchor(release: Release, connection: str) -> str:
    """The place of the first change of a connection on the page of a version."""
    return f"{release.view}--connection-{connection}"


def endpoint_ref(context: Context, page: str, endpoint: Endpoint, label: str = "") -> Ref:
    """A link to an endpoint's page."""
    return Ref(label or endpoint.name, context.urls.href(page, service_path(endpoint.id)))


def row_ref(context: Context, page: str, connection: ResolvedConnection) -> Ref:
    """A link to a connection's row on the architecture page."""
    href = context.urls.href(page, ARCHITECTURE, anchor(connection.key))
    return Ref(connection.badge, href, finding_href(context, page, connection))


def ways(context: Context, page: str) -> tuple[Ref, ...]:
    """The links at the top of a page to the pages around it: a wide picture takes the room of the side bars.

    They are sources, as Markdown has them.
    """
    targets = {ARCHITECTURE: "Architecture", SERVICES: "Services"}
    return tuple(Ref(text, context.urls.source(page, target)) for target, text in targets.items() if target != page)


def numbers(connections: Sequence[ResolvedConnection], prefix: str) -> tuple[Ref, ...]:
    """Links from numbers to rows on the same page."""
    return tuple(Ref(c.badge, f"#{prefix}connection-{c.key}") for c in connections)


def table(
    context: Context,
    page: str,
    connections: Sequence[ResolvedConnection],
    prefix: str,
    view: str | None,
    columns: Sequence[Column] = (),
    views: Mapping[str, str] = MappingProxyType({}),
    file: str = "",
) -> Table:
    """A table whose numbers lead back to the badges of a picture on the same page, if there is one.

    `view` is that picture; `views` names one for each connection, where the page has several.
    `file` is the name of the CSV file with the same rows; without one, there is nothing to download.
    """
    chosen = tuple(columns) or usual(context.graph)

    def cell(column: Column, c: ResolvedConnection) -> Ref | str:
        match column.id:
            case "number":
                shown = view or views.get(c.key)
                return Ref(c.badge, f"#{badge(shown, c.key)}") if shown else row_ref(context, page, c)
            case "source":
                return endpoint_ref(context, page, c.source, c.source_label)
            case "destination":
                return endpoint_ref(context, page, c.destination, c.destination_label)
            case _:
                return column.text(c)

    rows = tuple(
        Row(
            f"{prefix}connection-{c.key}",
            c.key,
            tuple(cell(column, c) for column in chosen),
            finding_href(context, page, c),
        )
        for c in connections
    )
    ids = [column.id for column in chosen]
    return Table(
        tuple(column.heading for column in chosen),
        rows,
        any(column.id == "port" for column in chosen) and any(c.configurable for c in connections),
        name=(file or prefix.rstrip("-")).rpartition("--")[2],
        file=context.urls.href(page, table_path(file)) if file and rows else "",
        labelled=bool(columns),
        marked=next((ids.index(name) for name in ("number", "classification") if name in ids), 0),
    )


def figure(context: Context, page: str, view: str) -> Figure:
    """The place for a view's picture."""
    picture = context.pictures[view]
    step = min(WIDTH_MOST, int(picture.width // WIDTH_STEP) * WIDTH_STEP)
    file = context.urls.href(page, f"views/{view}.svg")
    steps = any(placed.badge.step is not None for placed in picture.badges)
    numbers = (
        "A number is a step and leads to its connection's row;" if steps else "A number leads to its row in the table;"
    )
    wide = picture.width > WIDE
    broad = wide and picture.width > BROAD * picture.height
    return Figure(view, picture.scene.title, f"diagram-w-{step}", wide, file, numbers, broad=broad)


def doc_link(link: Link, up: str = "") -> Ref:
    """A link that a model states, relative to the root of the documentation."""
    outside = ":" in link.url.split("/")[0] or link.url.startswith(("/", "#"))
    return Ref(link.title, link.url if outside else up + link.url)
