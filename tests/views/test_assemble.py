"""Legends: what occurs, in the published order, and a protocol looks the same everywhere."""

from __future__ import annotations

from diagramgen.resolve import resolve
from diagramgen.scene import Scene, Stroke
from diagramgen.schema import (
    HTTP,
    HTTPS,
    KAFKA,
    POSTGRES,
    REDIS,
    SIP_UDP,
    TCP,
    Architecture,
    Connection,
    OverviewView,
    Protocol,
    Service,
    ServiceView,
    Tenancy,
)
from diagramgen.views import overview, service
from diagramgen.views.assemble import strokes
from tests.drawing import model, services

OWN = Protocol(id="fix", name="FIX", color="#123456", dash="long")
OTHER = Protocol(id="ftp", name="FTP")


def legend(architecture: Architecture) -> Scene:
    return overview.build(resolve(architecture), OverviewView(id="overview"))


def test_connection_types_stand_in_the_published_order_whatever_the_order_of_the_rows() -> None:
    protocols = [POSTGRES, REDIS, KAFKA, HTTPS, HTTP, SIP_UDP, TCP]
    found = legend(model(services(2), [(0, 1)] * 7, protocols))
    assert [stroke.group for stroke in found.legend.strokes] == [
        "TCP",
        "SIP/UDP",
        "HTTP/HTTPS",
        "Kafka",
        "Redis",
        "Postgres",
    ]
    assert found.legend.strokes[2].protocols == ("http", "https")


def test_the_models_own_order_of_protocols_wins() -> None:
    a, b = services(2)
    connections = [Connection(number=1, source=a, destination=b, protocol=TCP)]
    connections += [Connection(number=2, source=a, destination=b, protocol=OWN)]
    architecture = Architecture(title="M", endpoints=[a, b], protocols=[OWN, TCP, REDIS], connections=connections)
    assert [stroke.group for stroke in legend(architecture).legend.strokes] == ["FIX", "TCP"], (
        "and Redis occurs nowhere"
    )


def test_only_what_occurs_in_the_picture_is_explained() -> None:
    graph = resolve(model(services(3), [(0, 1), (1, 2)], [HTTP, HTTPS]))
    found = service.build(graph, ServiceView(endpoint=graph.endpoint("s2")))
    assert found.legend.strokes == (Stroke("HTTP/HTTPS", ("https",), 4),)
    assert found.legend.tenancies == ()


def test_tenancies_stand_as_multi_single_mixed_and_only_where_there_is_a_fill() -> None:
    endpoints = [Service(id=f"s{n}", name=f"S{n}", tenancy=tenancy) for n, tenancy in enumerate(Tenancy)]
    assert len(endpoints) == 5
    assert legend(model(endpoints)).legend.tenancies == (Tenancy.MULTI, Tenancy.SINGLE, Tenancy.MIXED)
    assert legend(model(endpoints[3:])).legend.tenancies == ()


def test_a_usual_protocol_has_the_same_slot_in_every_model() -> None:
    few = {stroke.group: stroke.slot for stroke in strokes(resolve(model(services(2), [(0, 1)], [REDIS])))}
    many = strokes(resolve(model(services(2), [(0, 1)] * 4, [OWN, KAFKA, REDIS, TCP])))
    assert few["Redis"] == {stroke.group: stroke.slot for stroke in many}["Redis"]


def test_protocols_of_a_models_own_take_the_slots_behind_the_usual_ones() -> None:
    found = {s.group: s for s in strokes(resolve(model(services(2), [(0, 1)] * 3, [OWN, OTHER, TCP])))}
    usual = 14
    assert (found["TCP"].slot, found["FIX"].slot, found["FTP"].slot) == (0, usual, usual + 1)
    assert (found["FIX"].color, found["FIX"].dash) == ("#123456", "long")
    assert (found["FTP"].color, found["FTP"].dash) == (None, None)
