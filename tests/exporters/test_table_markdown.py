"""The table as Markdown: what a reader sees is the text of the model, whatever stands in it."""

from __future__ import annotations

import html.parser
from collections.abc import Callable

import markdown
import pytest
from hypothesis import given, settings

from diagramgen.exporters.table_markdown import export
from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Connection, Service
from diagramgen.table import COLUMNS, row
from diagramgen.verbatim import escape
from tests.strategies import graphs, texts


class Reader(html.parser.HTMLParser):
    """The cells of a table as a browser shows them; any element inside of one but a line break is a failure."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        elif self.inside:
            assert tag == "br", f"<{tag}> in a cell"
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def shown(text: str) -> list[list[str]]:
    """The rows of a Markdown table, as a browser shows them."""
    reader = Reader()
    reader.feed(markdown.markdown(text, extensions=["tables"]))
    return [[visible(cell) for cell in found] for found in reader.rows]


def visible(text: str) -> str:
    """Text without the space that HTML does not show; line breaks stay."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def test_the_voice_table(voice: Graph, golden: Callable[[str, str], None]) -> None:
    golden("table.md", export(voice.connections))


@settings(max_examples=40)
@given(graphs(min_connections=1))
def test_a_reader_sees_the_text_of_the_model(graph: Graph) -> None:
    assert shown(export(graph.connections).partition("\n\n")[0]) == [
        list(COLUMNS),
        *([visible(cell) for cell in row(connection)] for connection in graph.connections),
    ]


@settings(max_examples=300)
@given(texts())
def test_any_text_survives(text: str) -> None:
    assert shown(f"| a | b |\n| --- | --- |\n| {escape(text)} | {escape(text)} |") == [["a", "b"], [visible(text)] * 2]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Call-related events (in-memory); 5 + 3 = 8, a: b.", "Call-related events (in-memory); 5 + 3 = 8, a: b."),
        ("6379*", r"6379\*"),
        ("N/A", "N/A"),
        ("a|b", "a&#124;b"),
        ("a & <b>", "a &amp; &lt;b&gt;"),
        ("a\nb", "a<br>b"),
        ("a_b: ~c~", r"a\_b&#58; &#126;c&#126;"),
        ("https://a", "https&#58;//a"),
    ],
)
def test_plain_text_stays_readable(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(("ports", "footnote"), [("6379*", True), ("6379", False), (None, False)])
def test_the_footnote_stands_under_configurable_ports_only(ports: str | None, footnote: bool) -> None:
    a = Service(id="a", name="A")
    connection = Connection(number=1, source=a, destination=a, protocol=TCP, ports=ports)
    graph = resolve(Architecture(title="M", endpoints=[a], connections=[connection]))
    assert export(graph.connections).endswith("\n\n\\* Configurable ports\n") == footnote
