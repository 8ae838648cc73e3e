"""Tables as files: the same rows as on the pages, and a file behind each link."""

from __future__ import annotations

import csv
import io
import re

from diagramgen.catalog import PAGES
from diagramgen.pages.build import render
from diagramgen.pages.kinds import architecture, service
from diagramgen.pages.tables import build
from diagramgen.schema import FlowView, MatrixView, SelectionView, Step
from tests.drawing import context, model, services

MODEL = model(services(3), [(0, 1), (1, 2), (2, 2)])
VIEWS = (
    SelectionView(id="some", title="Some", include=MODEL.endpoints[:2]),
    SelectionView(id="none", title="None", include=MODEL.endpoints[:1]),
    FlowView(id="way", title="Way", steps=(Step(connection=MODEL.connections[1], text="x"),)),
    MatrixView(id="grid", title="Grid"),
)


def rows(content: bytes) -> list[str]:
    return [row[0] for row in csv.reader(io.StringIO(content.decode()))][1:]


def test_each_table_with_rows_is_a_file() -> None:
    found = {artifact.path: rows(artifact.content) for artifact in build(context(MODEL))}
    assert found == {
        "assets/tables/connections.csv": ["1", "2", "3"],
        "assets/tables/s0--out.csv": ["1"],
        "assets/tables/s1--in.csv": ["1"],
        "assets/tables/s1--out.csv": ["2"],
        "assets/tables/s2--in.csv": ["2", "3"],
        "assets/tables/s2--out.csv": ["3"],
    }


def test_views_have_theirs() -> None:
    found = {a.path: rows(a.content) for a in build(context(MODEL.model_copy(update={"views": VIEWS})))}
    assert found["assets/tables/view--some.csv"] == ["1"]
    assert found["assets/tables/view--way.csv"] == ["2"]
    assert found["assets/tables/view--grid.csv"] == ["1", "2", "3"]
    assert "assets/tables/view--none.csv" not in found


def test_pages_link_to_the_files_and_to_no_others() -> None:
    shown = context(MODEL.model_copy(update={"views": VIEWS}))
    text = "".join(page.markdown for page in render(PAGES, shown))
    linked = {name.rpartition("../")[2] for name in re.findall(r'href="([^"]+\.csv)" download', text)}
    assert linked == {artifact.path for artifact in build(shown)}


def test_a_table_has_a_name_for_the_address() -> None:
    shown = context(MODEL)
    (page,) = architecture.build(shown)
    assert page.table.name == "connections"
    assert {(p.incoming.name, p.outgoing.name) for p in service.build(shown)} == {("in", "out")}
