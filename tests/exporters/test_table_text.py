"""The table for a terminal."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings

from diagramgen.exporters.table_text import export
from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Connection, Service
from tests.strategies import graphs


def test_the_voice_table(voice: Graph, golden: Callable[[str, str], None]) -> None:
    golden("table.txt", export(voice.connections))


def test_without_connections_there_is_the_head() -> None:
    head, rule = export([]).splitlines()
    assert head.split() == ["No.", "Source", "Destination", "Protocol", "Port", "Classification", "Data"]
    assert set(rule) == {"-", " "}


def test_columns_stand_below_each_other_and_long_text_is_wrapped() -> None:
    a = Service(id="a", name="A")
    japanese = Service(id="b", name="日本語")
    connections = [
        Connection(number=1, source=a, destination=japanese, protocol=TCP, ports="6379*", data="word " * 20),
        Connection(number=12, source=japanese, destination=a, protocol=TCP, ports=", ".join(["12345"] * 6)),
    ]
    graph = resolve(Architecture(title="M", endpoints=[a, japanese], connections=connections))
    assert export(graph.connections) == (
        "No.  Source  Destination  Protocol  Port                         Classification  Data\n"
        "---  ------  -----------  --------  ---------------------------  --------------  "
        "-----------------------------------------------------------\n"
        "1    A       日本語       TCP       6379*                        Unclassified    "
        "word word word word word word word word word word word word\n"
        "                                                                                 "
        "word word word word word word word word\n"
        "12   日本語  A            TCP       12345, 12345, 12345, 12345,  Unclassified\n"
        "                                    12345, 12345\n"
        "\n"
        "* Configurable ports\n"
    )


@settings(max_examples=30)
@given(graphs())
def test_every_connection_has_a_line_and_no_line_ends_in_space(graph: Graph) -> None:
    text = export(graph.connections)
    lines = text.split("\n")
    badges = [line.split(" ")[0] for line in lines[2:] if line[:1] not in ("", " ", "*")]
    assert badges == [connection.badge for connection in graph.connections]
    assert all(line == line.rstrip(" ") for line in lines)
    assert text.endswith("\n")
