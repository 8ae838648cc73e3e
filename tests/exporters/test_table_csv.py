"""The table as CSV: other programs read back what stands in the model."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from diagramgen.exporters.table_csv import export
from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Connection, Service
from diagramgen.table import COLUMNS, row
from tests.strategies import graphs


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_voice_table(voice: Graph, golden: Callable[[str, str], None]) -> None:
    golden("table.csv", export(voice.connections))


def test_without_connections_there_is_the_head() -> None:
    assert cells(export([])) == [list(COLUMNS)]


@settings(max_examples=25)
@given(graphs())
def test_every_cell_is_read_back(graph: Graph) -> None:
    head, *rows = cells(export(graph.connections))
    assert head == list(COLUMNS)
    assert [[cell.removeprefix("'") for cell in found] for found in rows] == [
        [cell.removeprefix("'") for cell in row(connection)] for connection in graph.connections
    ]


@settings(max_examples=25)
@given(graphs())
def test_no_cell_is_a_formula(graph: Graph) -> None:
    starts = {cell[:1] for found in cells(export(graph.connections)) for cell in found}
    assert not starts & set("=+-@\t\r\n")


@pytest.mark.parametrize(
    ("data", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("a=1", "a=1"),
        ("6379*", "6379*"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_made_text(data: str, cell: str) -> None:
    a = Service(id="a", name="A")
    connection = Connection(number=1, source=a, destination=a, protocol=TCP, data=data)
    graph = resolve(Architecture(title="M", endpoints=[a], connections=[connection]))
    assert cells(export(graph.connections))[1][-1] == cell


def test_the_text_is_the_same_bytes_everywhere(voice: Graph) -> None:
    assert "\r" not in export(voice.connections)
