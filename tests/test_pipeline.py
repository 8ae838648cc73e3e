"""The whole program, stage by stage, without a command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from diagramgen.catalog import PAGES
from diagramgen.config import Config
from diagramgen.errors import ContentError, EnvironmentFailure, UsageError
from diagramgen.pages.build import render
from diagramgen.pipeline import Project
from diagramgen.schema import Architecture
from diagramgen.site import Site, layout_warnings
from tests.command import ROOT, SHOP
from tests.drawing import context, model, pictures, services
from tests.strategies import architectures
from tests.svgread import read


@pytest.fixture(scope="module")
def shop(cache_dir: Path) -> Project:
    return Project(str(SHOP.relative_to(ROOT)), Config(cache_dir=str(cache_dir)), ROOT)


def test_warnings_are_the_connections_without_a_number(shop: Project) -> None:
    (warning,) = shop.warnings
    assert warning.message == "the connection from bank to shop-api has no number"
    assert warning.where.file == "tests/assets/shop/__init__.py"
    assert warning.fix == "the next free number is 9"


def test_views_by_id(shop: Project) -> None:
    assert list(shop.views)[:2] == ["overview", "overview-repeated"]
    assert shop.view("service--bank").id == "service--bank"
    with pytest.raises(UsageError, match="did you mean 'service--bank'"):
        shop.view("service--bnak")


def test_tables_of_all_and_of_one(shop: Project) -> None:
    assert [row["number"] for row in json.loads(shop.table("json"))] == [1, 2, 3, 5, 6, 7, 8, None]
    assert [row["number"] for row in json.loads(shop.table("json", "cache"))] == [3, 5]
    with pytest.raises(UsageError, match="did you mean 'cache'"):
        shop.table("json", "cashe")


@pytest.mark.parametrize(
    ("name", "hubs", "expected"),
    [
        ("overview", None, "overview"),
        ("overview", "shared", "overview"),
        ("overview", "repeated", "overview-repeated"),
        ("overview-repeated", "shared", "overview"),
        ("overview", "auto", "overview"),
    ],
)
def test_hubs_choose_between_the_standard_overviews(shop: Project, name: str, hubs: str | None, expected: str) -> None:
    (view,) = shop.chosen([name], hubs)
    assert view.id == expected


def test_a_picture_of_one_endpoint_has_no_hubs(shop: Project) -> None:
    with pytest.raises(UsageError, match="--hubs has no meaning for the view 'service--bank'"):
        shop.chosen(["service--bank"], "repeated")


def test_a_site_is_complete(voice_site: Site) -> None:
    paths = [artifact.path for artifact in voice_site.artifacts()]
    assert len(paths) == len(set(paths))
    assert {"architecture.md", "services/index.md", "views/overview.svg", "assets/diagramgen/diagramgen.css"} <= set(
        paths
    )
    assert len([path for path in paths if path.startswith("services/")]) == 29
    assert all(".." not in path and not path.startswith("/") for path in paths)
    assert voice_site.engine.startswith("graphviz-pure ")
    assert voice_site.warnings == []


def test_pictures_stand_in_the_pages_and_beside_them(voice_site: Site) -> None:
    files = {
        artifact.path: artifact.content.decode()
        for artifact in voice_site.artifacts()
        if artifact.path.endswith((".md", ".svg"))
    }
    assert files["architecture.md"].count('<svg xmlns="http://www.w3.org/2000/svg" class="diagram"') == 2
    assert "data-diagram=" not in files["architecture.md"]
    assert read(files["views/overview.svg"]).view == "overview"
    badge = 'id="service--redis--badge--40" data-connection="40" href="{}"'
    assert badge.format("#redis--in--connection-40") in files["services/redis.md"]
    assert badge.format("../architecture/#connection-40") in files["views/service--redis.svg"]


def test_a_broken_model_and_a_missing_engine_are_told_when_they_matter(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text("title: A\nendpoints: [{id: a, kind: service}]\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"model\.yaml:2: Endpoint 'a': name is missing"):
        Project("model.yaml", Config(), tmp_path).graph  # noqa: B018
    (tmp_path / "model.yaml").write_text("title: A\nendpoints: [{id: a, kind: service, name: A}]\n", encoding="utf-8")
    project = Project("model.yaml", Config(engine="no-such-engine"), tmp_path)
    assert project.table("csv").startswith("Connection,")
    with pytest.raises(EnvironmentFailure, match="no-such-engine"):
        project.site()


def test_layouts_are_cached_where_the_configuration_says(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text("title: A\nendpoints: [{id: a, kind: service, name: A}]\n", encoding="utf-8")
    Project("model.yaml", Config(cache_dir="kept"), tmp_path, use_cache=False).site()
    assert not (tmp_path / "kept").exists()
    first = Project("model.yaml", Config(cache_dir="kept"), tmp_path).site()
    assert list((tmp_path / "kept").rglob("*.json"))
    again = Project("model.yaml", Config(cache_dir="kept"), tmp_path).site()
    assert again.artifacts() == first.artifacts()


def test_an_architecture_without_anything_is_a_site_too() -> None:
    found = context(Architecture(title="Nothing"))
    site = Site(found, render(PAGES, found))
    site.check_nothing_lost()
    assert [page.path for page in site.pages] == ["architecture.md", "services/index.md"]
    assert {artifact.path for artifact in site.artifacts()} >= {"views/overview.svg"}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(architectures(max_endpoints=3, max_connections=4))
def test_any_model_is_the_same_site_each_time(architecture: Architecture) -> None:
    first, second = (Site(found, render(PAGES, found)) for found in (context(architecture), context(architecture)))
    first.check_nothing_lost()
    assert first.artifacts() == second.artifacts()


def test_what_a_layout_could_not_do_is_told() -> None:
    (picture,) = pictures(model(services(2), [(0, 1)]), ["overview"]).values()
    assert layout_warnings([picture]) == []
    (crowded,) = layout_warnings([replace(picture, crowded=("1", "2"))])
    assert crowded.message == "the picture overview has no free place for the numbers 1, 2"
    assert crowded.fix
