"""What each page says, as data and without markup."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from diagramgen.draw.samples import line_sample, tenancy_sample
from diagramgen.errors import NOWHERE
from diagramgen.pages.context import Context, Figure, Ref, Row, Table
from diagramgen.pages.kinds import architecture, service, services, view
from diagramgen.pages.urls import Urls
from diagramgen.scene import Stroke
from diagramgen.schema import (
    HTTP,
    HTTPS,
    REDIS,
    Architecture,
    Boundary,
    Connection,
    DataStore,
    FlowView,
    Link,
    MatrixView,
    OverviewView,
    Person,
    Ports,
    Retired,
    SelectionView,
    Service,
    Status,
    Step,
    Tenancy,
    Zone,
)
from diagramgen.table import COLUMNS
from tests.drawing import context, model
from tests.drawing import services as some

CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
SHOP = Zone(id="shop", name="Shop", parent=CLUSTER)
OUTSIDE = Zone(id="outside", name="Outside", boundary=Boundary.OUTSIDE)

API = Service(
    id="api",
    name="Shop API",
    aliases=["API"],
    zone=SHOP,
    tenancy=Tenancy.MULTI,
    tenancy_basis="one for all",
    summary="Takes *orders*.",
    owner="Team A",
    links=[Link(title="Runbook", url="https://runbooks.invalid/"), Link(title="Stock", url="services/cache.md")],
    tags=["a", "b"],
    metadata={"open_questions": "Why?", "replicas": 2, "public": True},
)
CACHE = DataStore(id="cache", name="Redis", zone=OUTSIDE, tenancy=Tenancy.SINGLE)
CLERK = Person(id="clerk", name="Clerk")

CONNECTIONS = [
    Connection(number=1, source=CLERK, destination=API, protocol=HTTPS, ports=443, data="Orders."),
    Connection(number=2, source=API, source_label="API", destination=CACHE, protocol=REDIS, ports="6379*"),
    Connection(number=4, source=API, destination=CACHE, protocol=REDIS, ports="6379*", classification="Intra-cluster"),
    Connection(source=API, destination=API, protocol=HTTP, ports=Ports.unknown("why"), data="Leader."),
]
MODEL = Architecture(
    title="Shop",
    summary="A *shop*.",
    introduction="In short.",
    related=[Link(title="More", url="more.md")],
    zones=[CLUSTER, SHOP, OUTSIDE],
    endpoints=[API, CACHE, CLERK],
    connections=CONNECTIONS,
    retired=[Retired(number=9, since="2.0", reason="Gone."), Retired(number=3, since="1.0", reason="Moved.")],
)


@pytest.fixture(scope="module")
def shop() -> Context:
    return context(MODEL)


def same_figure(found: Figure, view: str, title: str, file: str) -> None:
    assert (found.view, found.title, found.file, found.wide) == (view, title, file, False)


def row(anchor: str, key: str, back: str, ends: tuple[Ref, Ref], *cells: str) -> Row:
    return Row(anchor, key, (Ref("?" if key.startswith("un") else key, back), *ends, *cells))


# The architecture page


def test_the_architecture_page_as_a_whole(shop: Context) -> None:
    (page,) = architecture.build(shop)
    clerk = Ref("Clerk", "../services/clerk/")
    api, alias, redis = (
        Ref(name, f"../services/{end}/") for name, end in (("Shop API", "api"), ("API", "api"), ("Redis", "cache"))
    )
    (figure,) = page.figures
    same_figure(figure, "overview", "Overview", "../views/overview.svg")
    assert replace(page, figures=()) == architecture.ArchitecturePage(
        path="architecture.md",
        title="Shop",
        where=NOWHERE,
        summary="A *shop*.",
        issue="",
        introduction="In short.",
        wide=False,
        figures=(),
        shapes=(
            "a box is a service",
            "an upright cylinder is a data store",
            "a box with half-round sides is a person",
        ),
        repeated=False,
        connection_types=(
            architecture.Entry(line_sample(Stroke("HTTP/HTTPS", ("http", "https"), 4)), "HTTP/HTTPS", 2),
            architecture.Entry(line_sample(Stroke("Redis", ("redis",), 8)), "Redis", 2),
        ),
        tenant_types=(
            architecture.Entry(tenancy_sample(Tenancy.MULTI), "Multi-tenant", 1),
            architecture.Entry(tenancy_sample(Tenancy.SINGLE), "Single tenant", 1),
            architecture.Entry(Markup(""), "Not known, or not applicable", 1),
        ),
        table=Table(
            COLUMNS,
            (
                row(
                    "connection-1", "1", "#overview--badge--1", (clerk, api), "HTTPS", "443", "Unclassified", "Orders."
                ),
                row("connection-2", "2", "#overview--badge--2", (alias, redis), "Redis", "6379*", "Egress", ""),
                row("connection-4", "4", "#overview--badge--4", (api, redis), "Redis", "6379*", "Intra-cluster", ""),
                row(
                    "connection-unnumbered-1",
                    "unnumbered-1",
                    "#overview--badge--unnumbered-1",
                    (api, api),
                    "HTTP",
                    "Unknown (why)",
                    "Intra-cluster",
                    "Leader.",
                ),
            ),
            footnote=True,
            name="connections",
            file="../assets/tables/connections.csv",
        ),
        stated=(Ref("4", "#connection-4"),),
        configurable=(
            architecture.Configurable("6379*", "Redis", (Ref("2", "#connection-2"), Ref("4", "#connection-4"))),
        ),
        retired=(MODEL.retired[1], MODEL.retired[0]),
        related=(Ref("More", "more.md"),),
        ways=(Ref("Services", "services/index.md"), Ref("Ports to open", "ports.md")),
        views=(),
    )


def test_the_repeated_overview_is_shown_only_where_something_is_repeated(shop: Context) -> None:
    assert [figure.view for figure in architecture.build(shop)[0].figures] == ["overview"]
    hub = DataStore(id="hub", name="Hub")
    (page,) = architecture.build(context(model([*some(3), hub], [(0, 3), (1, 3), (2, 3)])))
    assert [figure.view for figure in page.figures] == ["overview", "overview-repeated"]
    assert page.table.rows[0].cells[0] == Ref("1", "#overview--badge--1"), "rows lead to the first picture"


def test_an_overview_of_the_models_own_is_shown_too() -> None:
    found = model(some(2), [(0, 1)]).model_copy(update={"views": (OverviewView(id="own", title="Our own"),)})
    (page,) = architecture.build(context(found))
    assert [(figure.view, figure.title) for figure in page.figures] == [("overview", "Overview"), ("own", "Our own")]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"version": "2.1"}, "Version 2.1"),
        ({"date": date(2026, 11, 23)}, "2026-11-23"),
        ({"version": "2.1", "date": date(2026, 11, 23)}, "Version 2.1, 2026-11-23"),
    ],
)
def test_who_holds_a_book_can_compare_it_with_the_page(stated: dict[str, object], said: str) -> None:
    (page,) = architecture.build(context(MODEL.model_copy(update=stated)))
    assert page.issue == said


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"encryption": "TLS"}, "Encryption"),
        ({"authentication": "mTLS"}, "Authentication"),
        ({"status": Status.PLANNED}, "Status"),
    ],
)
def test_a_column_is_there_where_a_connection_fills_it(change: dict[str, object], column: str) -> None:
    connections = [CONNECTIONS[0].model_copy(update=change), *CONNECTIONS[1:]]
    found = context(MODEL.model_copy(update={"connections": connections}))
    (page,) = architecture.build(found)
    assert page.table.columns == (*COLUMNS, column)
    assert [entry.cells[7:] for entry in page.table.rows[:2]] == [
        ({"Encryption": "TLS", "Authentication": "mTLS", "Status": "Planned"}[column],),
        ("",),
    ]
    assert all(p.incoming.columns == p.outgoing.columns == page.table.columns for p in service.build(found))


# Pages of endpoints


def test_the_page_of_an_endpoint_as_a_whole(shop: Context) -> None:
    page = next(page for page in service.build(shop) if page.path == "services/api.md")
    clerk, redis = Ref("Clerk", "../clerk/"), Ref("Redis", "../cache/")
    api, alias = Ref("Shop API", "./"), Ref("API", "./")
    loop = ("HTTP", "Unknown (why)", "Intra-cluster", "Leader.")
    same_figure(page.figure, "service--api", "Connections of Shop API", "../../views/service--api.svg")
    assert page == service.ServicePage(
        path="services/api.md",
        title="Shop API",
        where=NOWHERE,
        summary="Takes *orders*.",
        up="../",
        facts=(
            service.Fact("Kind", "Service"),
            service.Fact("Zone", "Cluster › Shop (inside the cluster)"),
            service.Fact("Tenancy", "Multi-tenant – one for all"),
            service.Fact("Also called", "API"),
            service.Fact("Owner", "Team A"),
            service.Fact("Tags", "a, b"),
            service.Fact("Open questions", "Why?"),
            service.Fact("Replicas", "2"),
            service.Fact("Public", "yes"),
        ),
        links=(Ref("Runbook", "https://runbooks.invalid/"), Ref("Stock", "../services/cache.md")),
        figure=page.figure,
        reached_on=(
            service.Reach("443", "HTTPS", (clerk,), (Ref("1", "#api--in--connection-1"),)),
            service.Reach("Unknown (why)", "HTTP", (api,), (Ref("?", "#api--in--connection-unnumbered-1"),)),
        ),
        reaches=(
            service.Reach(
                "6379*", "Redis", (redis,), (Ref("2", "#api--out--connection-2"), Ref("4", "#api--out--connection-4"))
            ),
            service.Reach("Unknown (why)", "HTTP", (api,), (Ref("?", "#api--out--connection-unnumbered-1"),)),
        ),
        incoming=Table(
            COLUMNS,
            (
                row(
                    "api--in--connection-1",
                    "1",
                    "#service--api--badge--1",
                    (clerk, api),
                    "HTTPS",
                    "443",
                    "Unclassified",
                    "Orders.",
                ),
                row(
                    "api--in--connection-unnumbered-1",
                    "unnumbered-1",
                    "#service--api--badge--unnumbered-1",
                    (api, api),
                    *loop,
                ),
            ),
            footnote=False,
            name="in",
            file="../../assets/tables/api--in.csv",
        ),
        outgoing=Table(
            COLUMNS,
            (
                row(
                    "api--out--connection-2",
                    "2",
                    "#service--api--badge--2",
                    (alias, redis),
                    "Redis",
                    "6379*",
                    "Egress",
                    "",
                ),
                row(
                    "api--out--connection-4",
                    "4",
                    "#service--api--badge--4",
                    (api, redis),
                    "Redis",
                    "6379*",
                    "Intra-cluster",
                    "",
                ),
                row(
                    "api--out--connection-unnumbered-1",
                    "unnumbered-1",
                    "#service--api--badge--unnumbered-1",
                    (api, api),
                    *loop,
                ),
            ),
            footnote=True,
            name="out",
            file="../../assets/tables/api--out.csv",
        ),
        ways=(Ref("Architecture", "../architecture.md"), Ref("Services", "index.md")),
    )


def test_what_is_not_known_is_left_out_or_said(shop: Context) -> None:
    page = next(page for page in service.build(shop) if page.path == "services/clerk.md")
    assert page.facts == (service.Fact("Kind", "Person"), service.Fact("Tenancy", "Unknown"))
    assert (page.summary, page.links, page.reached_on, page.incoming.rows) == ("", (), (), ())


def test_callers_on_the_same_port_and_protocol_stand_in_one_line() -> None:
    connections = [
        Connection(number=number + 1, source=source, destination=CACHE, protocol=protocol, ports="80")
        for number, (source, protocol) in enumerate([(API, HTTP), (CLERK, HTTP), (API, HTTP), (API, HTTPS)])
    ]
    found = context(Architecture(title="S", zones=MODEL.zones, endpoints=MODEL.endpoints, connections=connections))
    page = next(page for page in service.build(found) if page.path == "services/cache.md")
    assert [
        (reach.port, reach.protocol, [ref.text for ref in reach.others], [ref.text for ref in reach.connections])
        for reach in page.reached_on
    ] == [("80", "HTTP", ["Shop API", "Clerk"], ["1", "2", "3"]), ("80", "HTTPS", ["Shop API"], ["4"])]


def test_addresses_follow_the_sites_style() -> None:
    (page,) = architecture.build(context(MODEL, Urls("file")))
    assert page.table.rows[0].cells[1] == Ref("Clerk", "services/clerk.html")
    assert page.figures[0].file == "views/overview.svg"


# The index


def test_the_index_lists_endpoints_by_kind_and_name(shop: Context) -> None:
    (page,) = services.build(shop)
    assert page == services.ServicesPage(
        path="services/index.md",
        title="Services",
        architecture_title="Shop",
        architecture="../architecture.md",
        count=3,
        groups=(
            services.Group("Services", (services.Line(Ref("Shop API", "api/"), "API", "Shop", "Multi", 2, 3),)),
            services.Group("Data stores", (services.Line(Ref("Redis", "cache/"), "", "Outside", "Single", 2, 0),)),
            services.Group("People", (services.Line(Ref("Clerk", "clerk/"), "", "", "Unknown", 0, 1),)),
        ),
    )


def test_names_are_sorted_as_people_read_them() -> None:
    named = [Service(id=f"s{place}", name=name) for place, name in enumerate(["beta", "Alpha", "alpha 2", "Zeta"])]
    (page,) = services.build(context(model(named)))
    assert [line.endpoint.text for line in page.groups[0].lines] == ["Alpha", "alpha 2", "beta", "Zeta"]


# Views that a model lists


def test_a_view_has_a_page_with_its_picture_and_its_rows() -> None:
    found = context(MODEL.model_copy(update={"views": (SelectionView(id="part", title="A part", exclude=[CLERK]),)}))
    (page,) = view.build(found)
    api, alias, redis = (
        Ref("Shop API", "../../services/api/"),
        Ref("API", "../../services/api/"),
        Ref("Redis", "../../services/cache/"),
    )
    assert page.figure is not None
    same_figure(page.figure, "part", "A part", "../part.svg")
    ways = (Ref("Architecture", "../architecture.md"), Ref("Services", "../services/index.md"))
    assert (page.path, page.title, page.ways) == ("views/part.md", "A part", ways)
    assert (page.steps, page.destinations, page.grid) == ((), (), ())
    assert [(entry.anchor, *entry.cells[:3]) for entry in page.table.rows] == [
        ("part--connection-2", Ref("2", "#part--badge--2"), alias, redis),
        ("part--connection-4", Ref("4", "#part--badge--4"), api, redis),
        ("part--connection-unnumbered-1", Ref("?", "#part--badge--unnumbered-1"), api, api),
    ]
    (overall,) = architecture.build(found)
    assert overall.views == (Ref("A part", "views/part.md"),)
    assert [figure.view for figure in overall.figures] == ["overview"]


def test_a_flow_has_its_steps_in_words() -> None:
    steps = [Step(connection=CONNECTIONS[1], text="Asks."), Step(connection=CONNECTIONS[0])]
    found = context(MODEL.model_copy(update={"views": (FlowView(id="walk", title="A walk", steps=steps),)}))
    (page,) = view.build(found)
    assert page.steps == (
        view.Step(
            1,
            "Asks.",
            Ref("API", "../../services/api/"),
            Ref("Redis", "../../services/cache/"),
            Ref("2", "../../architecture/#connection-2"),
        ),
        view.Step(
            2,
            "Orders.",
            Ref("Clerk", "../../services/clerk/"),
            Ref("Shop API", "../../services/api/"),
            Ref("1", "../../architecture/#connection-1"),
        ),
    )
    assert [entry.connection for entry in page.table.rows] == ["1", "2"]


def test_a_matrix_has_sources_down_and_destinations_across() -> None:
    found = context(MODEL.model_copy(update={"views": (MatrixView(id="grid", title="Grid"),)}))
    (page,) = view.build(found)
    clerk, api, redis = (
        Ref(name, f"../../services/{end}/")
        for name, end in (("Clerk", "clerk"), ("Shop API", "api"), ("Redis", "cache"))
    )
    assert (page.figure, page.wide) == (None, False)
    assert page.destinations == (redis, api)
    assert page.grid == (
        view.GridRow(clerk, ((), (Ref("1", "#grid--connection-1"),))),
        view.GridRow(
            api,
            (
                (Ref("2", "#grid--connection-2"), Ref("4", "#grid--connection-4")),
                (Ref("?", "#grid--connection-unnumbered-1"),),
            ),
        ),
    )
    assert page.table.rows[0].cells[0] == Ref("1", "../../architecture/#connection-1"), "there is no badge to lead to"
