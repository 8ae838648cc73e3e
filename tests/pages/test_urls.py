"""Addresses between pages, as a browser resolves them."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.pages.urls import ARCHITECTURE, SERVICES, Urls, service_path, view_page, view_path
from tests.strategies import ids

DIRECTORY, FILE = Urls("directory"), Urls("file")


def test_paths_are_those_of_the_contract() -> None:
    assert (ARCHITECTURE, SERVICES) == ("architecture.md", "services/index.md")
    assert service_path("redis") == "services/redis.md"
    assert view_path("overview") == "views/overview.svg"
    assert view_page("calls") == "views/calls.md"


@pytest.mark.parametrize(
    ("path", "directory", "file"),
    [
        ("index.md", "", "index.html"),
        ("architecture.md", "architecture/", "architecture.html"),
        ("services/index.md", "services/", "services/index.html"),
        ("services/redis.md", "services/redis/", "services/redis.html"),
        ("views/overview.svg", "views/overview.svg", "views/overview.svg"),
    ],
)
def test_the_address_of_a_file(path: str, directory: str, file: str) -> None:
    assert (DIRECTORY.url(path), FILE.url(path)) == (directory, file)


@pytest.mark.parametrize(
    ("start", "target", "anchor", "directory", "file"),
    [
        ("architecture.md", "services/redis.md", "", "../services/redis/", "services/redis.html"),
        ("services/redis.md", "services/kafka.md", "", "../kafka/", "kafka.html"),
        ("services/redis.md", "services/redis.md", "", "./", "redis.html"),
        ("services/redis.md", "services/index.md", "", "../", "index.html"),
        ("services/index.md", "services/redis.md", "", "redis/", "redis.html"),
        ("services/redis.md", "architecture.md", "row", "../../architecture/#row", "../architecture.html#row"),
        ("architecture.md", "architecture.md", "row", "#row", "#row"),
        ("views/a.svg", "architecture.md", "row", "../architecture/#row", "../architecture.html#row"),
        ("views/a.svg", "services/redis.md", "", "../services/redis/", "../services/redis.html"),
        ("architecture.md", "index.md", "", "../", "index.html"),
        ("index.md", "services/redis.md", "", "services/redis/", "services/redis.html"),
        ("services/redis.md", "index.md", "", "../../", "../index.html"),
        ("architecture.md", "views/a.svg", "", "../views/a.svg", "views/a.svg"),
    ],
)
def test_a_link_from_page_to_page(start: str, target: str, anchor: str, directory: str, file: str) -> None:
    assert DIRECTORY.href(start, target, anchor) == directory
    assert FILE.href(start, target, anchor) == file


PATHS = (
    st.sampled_from([ARCHITECTURE, SERVICES, "index.md", "assets/x.css"])
    | ids().map(service_path)
    | ids().map(view_path)
)


@given(PATHS, PATHS, st.sampled_from(["", "a-place"]), st.sampled_from([DIRECTORY, FILE]))
def test_a_browser_ends_up_where_the_link_means(start: str, target: str, anchor: str, urls: Urls) -> None:
    root = "https://docs.invalid/some/where/"
    landed = urljoin(root + urls.url(start), urls.href(start, target, anchor))
    assert landed == root + urls.url(target) + (f"#{anchor}" if anchor else "")


@pytest.mark.parametrize(
    ("start", "target", "anchor", "right"),
    [
        ("architecture.md", "services/redis.md", "", "services/redis.md"),
        ("services/redis.md", "architecture.md", "connection-1", "../architecture.md#connection-1"),
        ("services/redis.md", "services/redis.md", "x", "#x"),
        ("services/redis.md", "services/redis.md", "", "redis.md"),
        ("services/redis.md", "views/overview.svg", "", "../views/overview.svg"),
        ("views/overview.svg", "services/redis.md", "", "../services/redis/"),
    ],
)
def test_pages_may_name_sources(start: str, target: str, anchor: str, right: str) -> None:
    assert Urls(links="source").href(start, target, anchor) == right


def test_a_page_elsewhere_leads_into_the_folder_of_the_generated_ones() -> None:
    found = Urls(root="reference")
    assert found.href("ops/guide.md", "services/redis.md") == "../../reference/services/redis/"
    assert found.href("reference/architecture.md", "architecture.md", "x") == "#x"
