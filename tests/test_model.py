"""The Voice model of this repository carries the published table, word for word."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from diagramgen.graph import Graph
from diagramgen.resolve import find_warnings
from diagramgen.schema import Kind, Tenancy
from diagramgen.table import row

PUBLISHED = Path(__file__).parent / "fixtures" / "voice-connections.csv"


def published() -> list[list[str]]:
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_the_60_rows_are_the_published_ones(voice: Graph) -> None:
    assert len(published()) == 60
    assert [list(row(connection)) for connection in voice.connections] == published()


def test_the_numbers_run_from_1_to_60(voice: Graph) -> None:
    assert [connection.number for connection in voice.connections] == list(range(1, 61))
    assert find_warnings(voice) == []


def test_there_are_28_endpoints_and_each_has_a_connection(voice: Graph) -> None:
    assert len(voice.endpoints) == 28
    assert [e.id for e in voice.endpoints if not (voice.incoming(e.id) or voice.outgoing(e.id))] == []


@pytest.mark.parametrize(
    ("number", "end", "printed", "endpoint"),
    [(14, "source", "Redis 6.x", "redis"), (55, "source", "Kafka 2.x", "kafka")],
)
def test_another_name_is_printed_and_is_no_node_of_its_own(
    voice: Graph, number: int, end: str, printed: str, endpoint: str
) -> None:
    connection = voice.connections[number - 1]
    assert getattr(connection, f"{end}_label") == printed
    assert getattr(connection, end) is voice.endpoint(endpoint)
    assert printed not in [found.name for found in voice.endpoints]


def test_all_other_rows_print_the_names_of_their_endpoints(voice: Graph) -> None:
    others = [
        connection.number
        for connection in voice.connections
        if (connection.source_label, connection.destination_label)
        != (connection.source.name, connection.destination.name)
    ]
    assert others == [14, 55]


def test_exactly_4_rows_contradict_the_rule_by_which_we_classify(voice: Graph) -> None:
    found = {c.number: (c.classification, str(c.derived)) for c in voice.connections if c.classification != c.derived}
    assert found == {
        14: ("Egress", "Ingress"),
        24: ("Intra-cluster", "Egress"),
        55: ("Egress", "Ingress"),
        59: ("Intra-cluster", "Egress"),
    }
    assert [c.number for c in voice.connections if c.stated is not None] == list(found)


def test_parallel_connections_keep_their_rows(voice: Graph) -> None:
    assert [c.number for c in voice.between("voice-sip-cluster-service", "redis")] == [40, 41, 49]


def test_the_legend_has_the_order_of_the_published_page(voice: Graph) -> None:
    groups = list(dict.fromkeys(protocol.group for protocol in voice.protocols))
    assert groups == ["TCP", "SIP/TCP", "SIP/UDP", "HTTP/HTTPS", "Kafka", "Redis", "Postgres"]
    assert {connection.protocol.id for connection in voice.connections} == {protocol.id for protocol in voice.protocols}


def test_stores_brokers_and_strangers_stand_outside_and_all_services_inside(voice: Graph) -> None:
    sides = {endpoint.id: endpoint.zone.side for endpoint in voice.endpoints if endpoint.zone}
    outside = {name for name, side in sides.items() if side == "outside"}
    assert len(sides) == 28
    assert outside == {
        *("redis", "kafka", "postgresql", "object-storage"),
        *("session-border-controller", "external-customer"),
    }


def test_what_sort_of_things_the_endpoints_are(voice: Graph) -> None:
    kinds = {endpoint.id: endpoint.kind for endpoint in voice.endpoints}
    assert kinds["kafka"] is Kind.BROKER
    assert {name for name, kind in kinds.items() if kind is Kind.DATASTORE} == {"redis", "postgresql", "object-storage"}
    assert Counter(kinds.values())[Kind.SERVICE] == 22


def test_whoever_states_a_tenancy_says_how_it_is_known(voice: Graph) -> None:
    nothing_to_found = (Tenancy.UNKNOWN, Tenancy.NOT_APPLICABLE)
    assert [e.id for e in voice.endpoints if e.tenancy not in nothing_to_found and not e.tenancy_basis] == []


def test_every_endpoint_says_what_it_is_for(voice: Graph) -> None:
    assert [endpoint.id for endpoint in voice.endpoints if not endpoint.summary] == []


def test_every_element_knows_its_line(voice: Graph) -> None:
    places = [*(endpoint.where for endpoint in voice.endpoints), *(found.where for found in voice.connections)]
    assert [place for place in places if not (place.file.startswith("model/") and place.line)] == []
    assert len({str(connection.where) for connection in voice.connections}) == 60
