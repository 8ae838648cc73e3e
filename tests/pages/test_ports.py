"""The page of ports to open: nothing that the model does not say, and nothing left out."""

from __future__ import annotations

from hypothesis import given, settings

from diagramgen.graph import Graph
from diagramgen.pages.context import Ref
from diagramgen.pages.kinds.ports import PortsPage, build
from diagramgen.pages.openings import openings
from diagramgen.pages.tables import build as tables
from diagramgen.resolve import resolve
from diagramgen.schema import (
    HTTPS,
    REDIS,
    SIP_UDP,
    Architecture,
    Boundary,
    Connection,
    DataStore,
    Person,
    Ports,
    Service,
    Status,
    Zone,
)
from diagramgen.site import Site
from tests.drawing import context, model, services
from tests.strategies import graphs

CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
SHOP = Zone(id="shop", name="Shop <b>", parent=CLUSTER)
BACK = Zone(id="back", name="Back", parent=CLUSTER)
NET = Zone(id="net", name="Net", boundary=Boundary.OUTSIDE)

API = Service(id="api", name="API", zone=SHOP)
WEB = Service(id="web", name="Web", zone=SHOP)
JOBS = Service(id="jobs", name="Jobs", zone=BACK)
CORE = Service(id="core", name="Core", zone=CLUSTER)
CACHE = DataStore(id="cache", name="Cache", zone=NET)
CLERK = Person(id="clerk", name="Clerk")
ENDS = [API, WEB, JOBS, CORE, CACHE, CLERK]


def architecture(*connections: Connection) -> Architecture:
    return Architecture(title="Shop", zones=[CLUSTER, SHOP, BACK, NET], endpoints=ENDS, connections=connections)


def page(*connections: Connection) -> PortsPage:
    (found,) = build(context(architecture(*connections)))
    return found


def test_a_boundary_is_where_the_outermost_zones_differ() -> None:
    found = page(
        Connection(number=1, source=CACHE, destination=API, protocol=REDIS, ports=1),
        Connection(number=2, source=API, destination=JOBS, protocol=HTTPS, ports=2),
        Connection(number=3, source=JOBS, destination=CACHE, protocol=REDIS, ports=3),
        Connection(number=4, source=CORE, destination=JOBS, protocol=HTTPS, ports=4),
        Connection(number=5, source=API, destination=CORE, protocol=HTTPS, ports=5),
        Connection(number=6, source=API, destination=WEB, protocol=HTTPS, ports=6),
        Connection(number=7, source=API, destination=API, protocol=HTTPS),
        Connection(number=8, source=CLERK, destination=CLERK, protocol=HTTPS),
    )
    said = [(s.source, s.destination, s.side, [line.port for line in s.lines]) for s in found.sections]
    assert said == [
        ("Cluster", "Net", "out of the cluster", ["3"]),
        ("Net", "Cluster", "into the cluster", ["1"]),
        ("Cluster", "Back", "within the cluster", ["4"]),
        ("Shop <b>", "Cluster", "within the cluster", ["5"]),
        ("Shop <b>", "Back", "within the cluster", ["2"]),
    ]
    assert (found.within, found.unsaid) == (3, ())


def test_one_line_for_each_specification_of_a_destination() -> None:
    found = page(
        Connection(number=1, source=WEB, destination=CACHE, protocol=REDIS, ports="6379*"),
        Connection(number=2, source=API, destination=CACHE, protocol=REDIS, ports="6379*"),
        Connection(number=3, source=WEB, destination=CACHE, protocol=REDIS, ports="6379*"),
        Connection(number=4, source=WEB, destination=CACHE, protocol=SIP_UDP, ports="20000-45000, 5060/5070"),
        Connection(number=5, source=API, destination=CACHE, protocol=REDIS, ports="6379*", status=Status.PLANNED),
    )
    ((section),) = found.sections
    shown = [(line.transport, line.port, line.protocol, line.status) for line in section.lines]
    assert shown == [
        ("TCP", "6379*", "Redis", "Active"),
        ("TCP", "6379*", "Redis", "Planned"),
        ("UDP", "20000-45000, 5060/5070", "SIP/UDP", "Active"),
    ]
    assert section.lines[0].sources == (Ref("API", "../services/api/"), Ref("Web", "../services/web/"))
    assert section.lines[0].connections == tuple(Ref(n, f"../architecture/#connection-{n}") for n in ("1", "2", "3"))
    assert (found.statuses, found.configurable, found.choices) == (True, True, True)


def test_what_cannot_be_said_is_listed_and_opened_nowhere() -> None:
    found = page(
        Connection(number=1, source=WEB, destination=CACHE, protocol=REDIS),
        Connection(number=2, source=WEB, destination=CACHE, protocol=REDIS, ports="N/A"),
        Connection(number=3, source=WEB, destination=CACHE, protocol=REDIS, ports=Ports.unknown("each site differs")),
        Connection(number=4, source=WEB, destination=CACHE, protocol=REDIS, ports=Ports.unknown()),
        Connection(number=5, source=CLERK, destination=WEB, protocol=HTTPS, ports=443),
    )
    assert (found.sections, found.file) == ((), "")
    assert [(line.connection.text, line.zones, line.why) for line in found.unsaid] == [
        ("1", "Cluster → Net", "the model states no port"),
        ("2", "Cluster → Net", "the model says N/A: no port"),
        ("3", "Cluster → Net", "not known: each site differs"),
        ("4", "Cluster → Net", "not known, and the model does not say why"),
        ("5", "? → Shop <b>", "Clerk has no zone"),
    ]


def test_there_is_no_page_without_a_boundary() -> None:
    assert build(context(model(services(2), [(0, 1)]))) == ()
    one = architecture(Connection(number=1, source=WEB, destination=API, protocol=HTTPS, ports=1))
    assert build(context(one)) == ()


def test_the_file_has_a_line_for_each_pair() -> None:
    given = context(
        architecture(
            Connection(number=1, source=WEB, destination=CACHE, protocol=REDIS, ports="8888, 8000"),
            Connection(number=2, source=API, destination=CACHE, protocol=REDIS, ports="8888, 8000"),
            Connection(number=3, source=WEB, destination=CACHE, protocol=REDIS, ports="8888, 8000"),
            Connection(number=4, source=WEB, destination=CACHE, protocol=HTTPS),
        )
    )
    (text,) = [file.content.decode() for file in tables(given) if file.path == "assets/tables/ports.csv"]
    assert text == (
        "From zone,To zone,Source,Destination,Transport,Port,Protocol,Status,Connections\n"
        'Cluster,Net,API,Cache,TCP,"8888, 8000",Redis,active,2\n'
        'Cluster,Net,Web,Cache,TCP,"8888, 8000",Redis,active,1 3\n'
    )


@settings(max_examples=60)
@given(graphs())
def test_every_connection_is_opened_or_told_or_stays_within(graph: Graph) -> None:
    found = openings(graph)
    opened = [c.key for x in found.crossings for opening in x.openings for c in opening.connections]
    told = [unsaid.connection.key for unsaid in found.unsaid]
    assert len(set(opened + told)) == len(opened + told)
    if any(end.zone for end in graph.endpoints):
        assert len(opened) + len(told) + found.within == len(graph.connections)
    for crossing in found.crossings:
        assert crossing.source.id != crossing.destination.id
        for opening in crossing.openings:
            assert opening.ports.items
            for c in opening.connections:
                assert c.source.zone is not None
                assert c.destination.zone is not None
                assert crossing.source in c.source.zone.path
                assert crossing.destination in c.destination.zone.path
                assert (c.destination, c.ports) == (opening.destination, opening.ports)


def test_voice_opens_what_its_table_says(voice_site: Site) -> None:
    (markdown,) = [page.markdown for page in voice_site.pages if page.path == "ports.md"]
    assert "## Cluster → Third\\-party backing services { #from-cluster-to-backing-services }" in markdown
    assert "not known: configured as trunk DN level" in markdown
    assert "the model says N/A: no port" in markdown
    found = openings(resolve(voice_site.context.graph.architecture))
    assert sum(len(o.connections) for x in found.crossings for o in x.openings) + len(found.unsaid) + found.within == 60
