"""What there is to choose from: every kind has its one line, and each line works."""

from __future__ import annotations

from pathlib import Path
from types import UnionType
from typing import get_args

import pytest

import diagramgen
from diagramgen.catalog import DRAWINGS, PAGES, TABLES, views
from diagramgen.cli.draw import PictureFormat
from diagramgen.cli.table import TableFormat
from diagramgen.resolve import resolve
from diagramgen.schema import Hubs, OverviewView
from diagramgen.schema.view import PictureView
from tests.drawing import context, model, services

PACKAGE = Path(diagramgen.__file__).parent


def test_the_standard_views_come_first_and_the_endpoints_last() -> None:
    own = OverviewView(id="own", title="Own")
    graph = resolve(model(services(2), [(0, 1)]).model_copy(update={"views": (own,)}))
    assert [view.id for view in views(graph)] == ["overview", "overview-repeated", "own", "service--s0", "service--s1"]


def test_a_view_with_a_standard_id_takes_that_ones_place() -> None:
    mine = OverviewView(id="overview", title="Mine", hubs=Hubs.AUTO)
    graph = resolve(model(services(1)).model_copy(update={"views": (mine,)}))
    assert [view.id for view in views(graph)] == ["overview", "overview-repeated", "service--s0"]
    assert views(graph)[0] == mine


def test_the_command_line_offers_the_formats_of_the_catalog() -> None:
    assert [choice.value for choice in TableFormat] == list(TABLES)
    assert [choice.value for choice in PictureFormat] == list(DRAWINGS)


def test_every_format_of_the_table_prints_every_connection() -> None:
    graph = resolve(model(services(3), [(0, 1), (1, 2), (2, 2)]))
    for export in TABLES.values():
        text = export(graph.connections)
        assert text.endswith("\n")
        assert all(name in text for name in ("Service 0", "Service 1", "Service 2"))


def test_every_kind_of_page_has_a_template_and_a_line() -> None:
    kinds = {path.stem for path in (PACKAGE / "pages" / "kinds").glob("*.py")} - {"__init__"}
    templates = {path.name for path in (PACKAGE / "pages" / "templates").glob("*.md.jinja")}
    assert templates == {f"{kind}.md.jinja" for kind in kinds}
    assert {builder.__module__.rpartition(".")[2] for builder in PAGES} == kinds


def test_every_kind_of_page_makes_pages_at_paths_of_their_own() -> None:
    found = context(model(services(2), [(0, 1)]))
    paths = [page.path for builder in PAGES for page in builder(found)]
    assert len(paths) == len(set(paths))
    assert all(path.endswith(".md") for path in paths)


def test_every_kind_of_view_has_a_builder() -> None:
    assert isinstance(PictureView, UnionType)
    builders = {path.stem for path in (PACKAGE / "views").glob("*.py")}
    assert {kind.kind for kind in get_args(PictureView)} <= builders


@pytest.mark.parametrize("folder", ["exporters", "lint/rules", "pages/kinds", "views"])
def test_every_module_of_a_plug_in_has_its_word_of_explanation(folder: str) -> None:
    for path in (PACKAGE / folder).glob("*.py"):
        if path.name != "__init__.py":
            assert path.read_text(encoding="utf-8").startswith('"""'), path.name
