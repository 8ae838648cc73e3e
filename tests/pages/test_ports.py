"""The page of ports to open: nothing that the model does not say, and nothing left out."""

from __future__ import annotations

from hypothesis import given, settings

from diagramgen.diff.compare import compare
from diagramgen.graph import Graph
from diagramgen.pages.context import Ref
from diagramgen.pages.kinds.ports import FEW, PortsPage, build
from diagramgen.pages.openings import Passage, openings
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
    Endpoint,
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


def nested() -> PortsPage:
    return page(
        Connection(number=1, source=CACHE, destination=API, protocol=REDIS, ports=1),
        Connection(number=2, source=API, destination=JOBS, protocol=HTTPS, ports=2),
        Connection(number=3, source=JOBS, destination=CACHE, protocol=REDIS, ports=3),
        Connection(number=4, source=CORE, destination=JOBS, protocol=HTTPS, ports=4),
        Connection(number=5, source=API, destination=CORE, protocol=HTTPS, ports=5),
        Connection(number=6, source=API, destination=WEB, protocol=HTTPS, ports=6),
        Connection(number=7, source=API, destination=API, protocol=HTTPS),
        Connection(number=8, source=CLERK, destination=CLERK, protocol=HTTPS),
        Connection(number=9, source=CORE, destination=CACHE, protocol=REDIS, ports=3),
        Connection(number=10, source=CACHE, destination=JOBS, protocol=REDIS),
        Connection(number=11, source=CLERK, destination=JOBS, protocol=HTTPS, ports=443),
    )


def test_a_section_is_named_by_the_innermost_zones_and_says_what_it_crosses() -> None:
    found = nested()
    said = [(s.source, s.destination, s.side, s.through, [line.port for line in s.lines]) for s in found.sections]
    crossed = "Boundaries that it crosses: "
    assert said == [
        ("Net", "Shop <b>", "into the cluster", f"{crossed}out of Net; into Cluster, Shop <b>.", ["1"]),
        ("Cluster", "Net", "out of the cluster", f"{crossed}out of Cluster; into Net.", ["3"]),
        ("Back", "Net", "out of the cluster", f"{crossed}out of Back, Cluster; into Net.", ["3"]),
        ("Cluster", "Back", "within the cluster", f"{crossed}into Back.", ["4"]),
        ("Shop <b>", "Cluster", "within the cluster", f"{crossed}out of Shop <b>.", ["5"]),
        ("Shop <b>", "Back", "within the cluster", f"{crossed}out of Shop <b>; into Back.", ["2"]),
    ]
    assert found.within == 3
    assert [(line.connection.text, line.zones) for line in found.unsaid] == [
        ("10", "Net → Back"),
        ("11", "(no zone) → Back"),
    ]


def test_the_boundary_of_each_zone_is_complete() -> None:
    found = nested()
    said = {
        zone.name: [([ref.text for ref in way.sections], [ref.text for ref in way.unsaid]) for way in zone.ways]
        for zone in found.zones
    }
    assert said == {
        "Cluster": [(["1 connection"], ["10", "11"]), (["2 connections"], [])],
        "Shop <b>": [(["from Net"], []), (["to Cluster", "to Back"], [])],
        "Back": [(["from Cluster", "from Shop <b>"], ["10", "11"]), (["to Net"], [])],
        "Net": [(["from Cluster", "from Back"], []), (["to Shop <b>"], ["10"])],
    }
    assert [(zone.name, zone.around, zone.anchor) for zone in found.zones] == [
        ("Cluster", "", "through-cluster"),
        ("Shop <b>", "Cluster", ""),
        ("Back", "Cluster", ""),
        ("Net", "", ""),
    ]


def test_a_zone_with_zones_in_it_has_all_that_crosses_it_in_one_place() -> None:
    into, out = nested().zones[0].ways
    assert (into.title, out.title) == ("Into Cluster", "Out of Cluster")
    lines = [
        (line.source_zones, [ref.text for ref in line.sources], line.destination_zone, line.destination.text, line.port)
        for line in (*into.lines, *out.lines)
    ]
    assert lines == [
        ("Net", ["Cache"], "Shop <b>", "API", "1"),
        ("Cluster, Back", ["Core", "Jobs"], "Net", "Cache", "3"),
    ]


def test_a_zone_with_many_neighbours_has_it_in_one_place_too() -> None:
    def build_with(count: int) -> PortsPage:
        zones = [Zone(id=f"z{i}", name=f"Z{i}") for i in range(count)]
        ends = [Service(id=f"s{i}", name=f"S{i}", zone=zone) for i, zone in enumerate(zones)]
        made = [
            Connection(number=i + 1, source=end, destination=CACHE, protocol=REDIS, ports=1)
            for i, end in enumerate(ends)
        ]
        model_ = Architecture(title="T", zones=[*zones, NET], endpoints=[*ends, CACHE], connections=made)
        return build(context(model_))[0]

    few, many = build_with(FEW), build_with(FEW + 1)
    assert (few.zones[-1].anchor, few.zones[-1].ways[0].lines) == ("", ())
    assert [ref.text for ref in few.zones[-1].ways[0].sections] == [f"from Z{i}" for i in range(FEW)]
    into, out = many.zones[-1].ways
    assert [ref.text for ref in into.sections] == [f"{FEW + 1} connections"]
    assert [line.source_zones for line in into.lines] == [", ".join(f"Z{i}" for i in range(FEW + 1))]
    assert (out.sections, out.lines) == ((), ())
    assert {zone.anchor for zone in many.zones[:-1]} == {""}


def test_every_link_to_a_section_has_its_target() -> None:
    found = nested()
    targets = {f"#{section.anchor}" for section in found.sections}
    targets |= {f"#{way.anchor}" for zone in found.zones if zone.anchor for way in zone.ways}
    links = [ref.href for zone in found.zones for way in zone.ways for ref in way.sections]
    assert links
    assert set(links) <= targets


def test_zones_of_one_name_are_told_apart() -> None:
    other = Zone(id="net-2", name="Net", boundary=Boundary.OUTSIDE)
    there = Service(id="there", name="There", zone=other)
    made = Connection(number=1, source=CACHE, destination=there, protocol=REDIS, ports=1)
    model_ = Architecture(title="T", zones=[NET, other], endpoints=[CACHE, there], connections=[made])
    (found,) = build(context(model_))
    assert [(s.source, s.destination) for s in found.sections] == [("Net (net)", "Net (net-2)")]


def test_the_page_and_a_difference_name_the_same_zones() -> None:
    made = architecture(
        Connection(number=1, source=CACHE, destination=API, protocol=REDIS, ports=1),
        Connection(number=2, source=CORE, destination=JOBS, protocol=HTTPS, ports=2),
        Connection(number=3, source=CLERK, destination=JOBS, protocol=HTTPS, ports=3),
    )
    (found,) = build(context(made))
    told = compare(resolve(architecture()), resolve(made)).ports
    assert {(s.source, s.destination) for s in found.sections} == {
        (o.way.boundary.source, o.way.boundary.destination) for o in told.opened
    }
    assert [line.zones for line in found.unsaid] == [
        f"{u.way.boundary.source} → {u.way.boundary.destination}" for u in told.unsaid
    ]
    assert [line.why for line in found.unsaid] == [u.reason for u in told.unsaid]


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
        ("1", "Shop <b> → Net", "the model states no port"),
        ("2", "Shop <b> → Net", "the model says N/A: no port"),
        ("3", "Shop <b> → Net", "not known: each site differs"),
        ("4", "Shop <b> → Net", "not known, and the model does not say why"),
        ("5", "(no zone) → Shop <b>", "Clerk has no zone"),
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
    files = {file.path: file.content.decode() for file in tables(given)}
    head = "From zone,To zone,Source,Destination,Transport,Port,Protocol,Status,Connections,Leaves,Enters\n"
    rows = [
        'Shop <b>,Net,API,Cache,TCP,"8888, 8000",Redis,active,2,Shop <b>; Cluster,Net\n',
        'Shop <b>,Net,Web,Cache,TCP,"8888, 8000",Redis,active,1 3,Shop <b>; Cluster,Net\n',
    ]
    assert files["assets/tables/ports.csv"] == head + "".join(rows)
    for zone, way in (("shop", "out"), ("cluster", "out"), ("net", "in")):
        assert files[f"assets/tables/ports--zone--{zone}.csv"] == f"Direction,{head}" + "".join(
            f"{way},{row}" for row in rows
        )
    assert "assets/tables/ports--zone--back.csv" not in files


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
        assert crossing.route.source.id != crossing.route.destination.id
        for opening in crossing.openings:
            assert opening.ports.items
            for c in opening.connections:
                assert crossing.route.source is c.source.zone
                assert crossing.route.destination is c.destination.zone
                assert (c.destination, c.ports) == (opening.destination, opening.ports)


@settings(max_examples=60)
@given(graphs())
def test_each_boundary_has_all_that_crosses_it_and_nothing_else(graph: Graph) -> None:
    def around(end: Endpoint) -> set[str]:
        return {zone.id for zone in end.zone.path} if end.zone is not None else set()

    def keys(passage: Passage) -> list[str]:
        return sorted(c.key for opening in passage.openings for c in opening.connections)

    found = {boundary.zone.id: boundary for boundary in openings(graph).boundaries}
    for zone in graph.architecture.zones:
        expected: dict[bool, list[str]] = {True: [], False: []}
        for c in graph.connections:
            if c.source.zone is None or c.destination.zone is None or c.ports is None or not c.ports.items:
                continue
            inside, outside = zone.id in around(c.destination), zone.id in around(c.source)
            if inside != outside:
                expected[inside].append(c.key)
        boundary = found.get(zone.id)
        assert (keys(boundary.inbound) if boundary else []) == sorted(expected[True])
        assert (keys(boundary.outbound) if boundary else []) == sorted(expected[False])


def test_voice_opens_what_its_table_says(voice_site: Site) -> None:
    (markdown,) = [page.markdown for page in voice_site.pages if page.path == "ports.md"]
    assert (
        "## Voice Microservices → Third\\-party backing services { #from-voice-microservices-to-backing-services }"
        in markdown
    )
    assert "not known: configured as trunk DN level" in markdown
    assert "the model says N/A: no port" in markdown
    found = openings(resolve(voice_site.context.graph.architecture))
    assert sum(len(o.connections) for x in found.crossings for o in x.openings) + len(found.unsaid) + found.within == 60
