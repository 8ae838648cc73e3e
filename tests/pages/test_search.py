"""What the search is told of connections and endpoints."""

from __future__ import annotations

from diagramgen.graph import Graph
from diagramgen.pages.search import Entry, entries, reached_on


def entry(graph: Graph, number: int) -> Entry:
    return next(found for found in entries(graph) if found.title.startswith(f"Connection {number}:"))


def test_each_connection_is_one_entry_by_number(voice: Graph) -> None:
    found = [(e.title.partition(":")[0], e.places[0].path, e.places[0].anchor) for e in entries(voice)]
    assert found == [(f"Connection {n}", "architecture.md", f"connection-{n}") for n in range(1, 61)]


def test_an_entry_says_what_the_row_says(voice: Graph) -> None:
    found = entry(voice, 40)
    assert found.title == "Connection 40: Voice SIP Cluster Service → Redis"
    assert found.text == "Redis 6379*: port 6379, configurable. Egress. Streaming of Voice Microservices events."
    assert [(place.path, place.anchor) for place in found.places[1:]] == [
        ("services/redis.md", "redis--in--connection-40"),
        ("services/voice-sip-cluster-service.md", "voice-sip-cluster-service--out--connection-40"),
    ]


def test_each_port_of_a_choice_is_a_word_of_its_own(voice: Graph) -> None:
    assert entry(voice, 11).text.startswith("Kafka 9092/9093*: port 9092 or 9093, configurable.")


def test_a_transport_within_a_name_is_a_word_of_its_own(voice: Graph) -> None:
    assert entry(voice, 51).text.startswith("SIP/TCP (SIP over TCP), port 5080.")
    assert entry(voice, 13).text.startswith("Postgres, port 5432.")


def test_an_alias_and_its_endpoint_are_both_said(voice: Graph) -> None:
    found = entry(voice, 14)
    assert "Redis 6.x → Tenant Service" in found.title
    assert found.text.endswith("Redis 6.x is Redis.")


def test_an_endpoint_says_each_way_in_once(voice: Graph) -> None:
    assert reached_on(voice, "redis") == "Reached on: Redis 6379*: port 6379, configurable; Redis, port 6379."
    assert reached_on(voice, "cx-contact") == ""
