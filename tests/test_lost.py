"""Nothing is lost: every connection of any model is in the table, on a picture and on its endpoints' pages."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from diagramgen.artifacts import Artifact
from diagramgen.catalog import PAGES
from diagramgen.pages.build import render
from diagramgen.resolve import resolve
from diagramgen.schema import Architecture
from diagramgen.site import Site
from tests.drawing import context, model, services
from tests.htmlread import Tag
from tests.htmlread import render as read_markdown
from tests.strategies import architectures
from tests.svgread import with_class


def site_of(architecture: Architecture) -> Site:
    found = context(architecture)
    return Site(found, render(PAGES, found))


def rows(page: Tag) -> dict[str, list[str]]:
    """Keys of the connections that have a row on a page → the ids of their rows."""
    found: dict[str, list[str]] = {}
    for row in page.all("tr"):
        if "data-connection" in row.attributes:
            found.setdefault(row["data-connection"], []).append(row["id"])
    return found


def badges(svg: str) -> set[str]:
    """Keys of the connections that have a badge in a picture."""
    root = ElementTree.fromstring(svg)
    return {badge.attrib["data-connection"] for badge in with_class(root, "badge")}


def text_of(artifacts: tuple[Artifact, ...]) -> dict[str, str]:
    return {a.path: a.content.decode() for a in artifacts if a.path.endswith((".md", ".svg"))}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(architectures(max_endpoints=4, max_connections=6))
def test_every_connection_of_any_model_is_on_pictures_in_the_table_and_on_its_endpoints_pages(
    architecture: Architecture,
) -> None:
    files = text_of(site_of(architecture).artifacts())
    pages = {path: read_markdown(text) for path, text in files.items() if path.endswith(".md")}
    graph = resolve(architecture)
    everything = {connection.key for connection in graph.connections}
    assert len(everything) == len(architecture.connections)
    assert badges(files["views/overview.svg"]) == everything
    assert badges(files["views/overview-repeated.svg"]) == everything
    assert rows(pages["architecture.md"]) == {key: [f"connection-{key}"] for key in everything}
    for endpoint in graph.endpoints:
        incoming = {c.key for c in graph.connections if c.destination.id == endpoint.id}
        outgoing = {c.key for c in graph.connections if c.source.id == endpoint.id}
        expected = {
            key: [f"{endpoint.id}--in--connection-{key}"] * (key in incoming)
            + [f"{endpoint.id}--out--connection-{key}"] * (key in outgoing)
            for key in incoming | outgoing
        }
        assert rows(pages[f"services/{endpoint.id}.md"]) == expected
        assert badges(files[f"views/service--{endpoint.id}.svg"]) == incoming | outgoing


@pytest.fixture(scope="module")
def small_site() -> Site:
    return site_of(model(services(3), [(0, 1), (1, 2)]))


@pytest.mark.parametrize("page", ["architecture.md", "services/s1.md", "services/s2.md"])
def test_a_page_without_the_row_of_a_connection_stops_the_build(small_site: Site, page: str) -> None:
    def without(markdown: str) -> str:
        return markdown.replace('data-connection="2"', 'data-connection="3"')

    broken = replace(
        small_site,
        pages=tuple(replace(p, markdown=without(p.markdown)) if p.path == page else p for p in small_site.pages),
    )
    small_site.check_nothing_lost()
    with pytest.raises(RuntimeError, match="connection 2 was lost"):
        broken.check_nothing_lost()


def test_a_connection_that_is_on_no_picture_stops_the_build(small_site: Site) -> None:
    found = small_site.context
    bare = {
        view: replace(picture, badges=tuple(b for b in picture.badges if b.badge.connection != "1"))
        for view, picture in found.pictures.items()
    }
    with pytest.raises(RuntimeError, match="connection 1 was lost"):
        replace(small_site, context=replace(found, pictures=bare)).check_nothing_lost()
