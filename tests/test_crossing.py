"""Which boundaries a connection crosses, and what can't be said about that."""

from __future__ import annotations

from diagramgen.crossing import crosses_cluster, crosses_zones, labels, route, without_port, without_zone, zoned
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Boundary, Classification, Connection, Ports, Service, Zone

CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
CORE = Zone(id="core", name="Core", parent=CLUSTER)
VAULT = Zone(id="vault", name="Vault", parent=CORE)
NET = Zone(id="net", name="Net", boundary=Boundary.OUTSIDE)
NOWHERE = Zone(id="nowhere", name="Nowhere")


def graph(source: Zone | None, destination: Zone | None) -> Graph:
    ends = [Service(id="a", name="A", zone=source), Service(id="b", name="B", zone=destination)]
    made = Connection(number=1, source=ends[0], destination=ends[1], protocol=TCP, ports=1)
    zones = [CLUSTER, CORE, VAULT, NET, NOWHERE]
    return resolve(Architecture(title="T", zones=zones, endpoints=ends, connections=[made]))


def connection(source: Zone | None, destination: Zone | None) -> ResolvedConnection:
    return graph(source, destination).connections[0]


def crossed(source: Zone, destination: Zone) -> tuple[list[str], list[str], Classification]:
    found = route(connection(source, destination))
    assert found is not None
    return [z.id for z in found.leaves], [z.id for z in found.enters], found.classification


def test_a_route_crosses_what_lies_around_one_end_only() -> None:
    assert crossed(NET, VAULT) == (["net"], ["cluster", "core", "vault"], Classification.INGRESS)
    assert crossed(VAULT, NET) == (["vault", "core", "cluster"], ["net"], Classification.EGRESS)
    assert crossed(CORE, VAULT) == ([], ["vault"], Classification.INTRA_CLUSTER)
    assert crossed(VAULT, CLUSTER) == (["vault", "core"], [], Classification.INTRA_CLUSTER)
    assert crossed(CORE, CORE) == ([], [], Classification.INTRA_CLUSTER)
    assert crossed(NET, NOWHERE) == (["net"], ["nowhere"], Classification.UNCLASSIFIED)


def test_what_crosses_a_zone_need_not_cross_the_cluster() -> None:
    for source, destination, zones, cluster in (
        (NET, CORE, True, True),
        (CORE, VAULT, True, False),
        (CORE, CORE, False, False),
        (NET, None, False, False),
    ):
        found = connection(source, destination)
        assert (crosses_zones(found), crosses_cluster(found)) == (zones, cluster)


def test_an_end_without_a_zone_is_named() -> None:
    assert without_zone(connection(NET, CORE)) == ""
    assert without_zone(connection(None, CORE)) == "A has no zone"
    assert without_zone(connection(None, None)) == "A and B have no zone"
    assert route(connection(None, CORE)) is None
    assert (zoned(graph(None, CORE)), zoned(graph(None, None))) == (True, False)


def test_why_a_port_cannot_be_named() -> None:
    assert without_port(Ports.parse("80")) == ""
    assert without_port(None) == "the model states no port"
    assert without_port(Ports.parse("N/A")) == "the model says N/A: no port"
    assert without_port(Ports.unknown("lost")) == "not known: lost"
    assert without_port(Ports.unknown()) == "not known, and the model does not say why"


def test_a_name_that_stands_twice_has_its_id() -> None:
    assert labels([CORE, NET, Zone(id="net-2", name="Net")]) == {
        "core": "Core",
        "net": "Net (net)",
        "net-2": "Net (net-2)",
    }
