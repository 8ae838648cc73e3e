"""Templates: pages as Markdown with places for their pictures."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

from diagramgen.artifacts import MARK
from diagramgen.catalog import PAGES
from diagramgen.diff.release import Releases
from diagramgen.pages.build import Page, fill, render, views_on
from diagramgen.pages.context import Review
from diagramgen.schema import TCP, Architecture, Connection, Link, MatrixView, Service, Zone
from tests.drawing import context, model, services
from tests.htmlread import render as read_markdown

MODEL = model(services(3), [(0, 1), (1, 2), (1, 1)])


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return {page.path: page for page in render(PAGES, context(MODEL))}


def test_there_is_a_page_for_all_one_index_and_one_for_each(pages: dict[str, Page]) -> None:
    assert list(pages) == [
        "architecture.md",
        "services/index.md",
        "services/s0.md",
        "services/s1.md",
        "services/s2.md",
    ]
    assert [page.title for page in pages.values()] == ["Model", "Services", "Service 0", "Service 1", "Service 2"]


def test_every_page_says_in_its_head_that_it_is_generated(pages: dict[str, Page]) -> None:
    for page in pages.values():
        _, head, body = page.markdown.split("---\n", 2)
        assert MARK in head.lower()
        assert yaml.safe_load(head)["title"] == page.title
        assert body.lstrip().startswith("# ")


def test_a_page_is_tidy(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert "\n\n\n" not in page.markdown
        assert page.markdown.endswith("\n")
        assert not page.markdown.endswith("\n\n")
        assert "\r" not in page.markdown
        assert not re.search(r"[ \t]+$", page.markdown, re.MULTILINE)


def test_pictures_have_their_places(pages: dict[str, Page]) -> None:
    assert views_on(pages["architecture.md"].markdown) == ("overview",)
    assert views_on(pages["services/s1.md"].markdown) == ("service--s1",)
    assert views_on(pages["services/index.md"].markdown) == ()


def test_a_picture_comes_into_its_place_and_the_rest_stays(pages: dict[str, Page]) -> None:
    markdown = pages["services/s1.md"].markdown
    filled = fill(markdown, {"service--s1": "<svg>one</svg>\n"})
    assert views_on(filled) == ()
    assert filled.replace("<svg>one</svg>", '<div data-diagram="service--s1"></div>') == markdown


def test_a_place_for_a_view_that_there_is_not_stays() -> None:
    text = 'a <div data-diagram="one"></div> <div data-diagram="two"></div>'
    assert fill(text, {"one": "<svg/>"}) == 'a <svg/> <div data-diagram="two"></div>'


def test_headings_have_the_ids_that_links_use(pages: dict[str, Page]) -> None:
    expected = {
        "architecture.md": {
            "architecture-diagram",
            "how-to-read",
            "connection-types",
            "connections-table",
        },
        "services/s1.md": {"connections", "reached-on", "reaches", "incoming", "outgoing"},
    }
    for path, ids in expected.items():
        page = read_markdown(pages[path].markdown)
        assert ids == {tag["id"] for name in ("h2", "h3") for tag in page.all(name)}
        named = {tag["id"] for tag in page.walk() if "id" in tag.attributes}
        inside = {tag["href"].removeprefix("#") for tag in page.all("a") if tag.get("href").startswith("#")}
        (view,) = views_on(pages[path].markdown)
        assert {name for name in inside if not name.startswith(f"{view}--badge--")} - named == set()


def test_what_there_is_nothing_to_say_about_has_no_heading(pages: dict[str, Page]) -> None:
    text = pages["architecture.md"].markdown
    for heading in ("Introduction", "Tenant types", "Configurable ports", "Retired numbers", "Related documentation"):
        assert heading not in text
    assert "No other endpoint of the model connects to it." in pages["services/s0.md"].markdown
    assert "It connects to no other endpoint of the model." in pages["services/s2.md"].markdown
    assert "## Incoming connections" not in pages["services/s0.md"].markdown
    assert "Configurable ports" not in pages["services/s1.md"].markdown


def test_a_table_has_its_columns_its_caption_and_the_footnote() -> None:
    a, b = services(2)
    connection = Connection(number=1, source=a, destination=b, protocol=TCP, ports="80*")
    found = Architecture(title="Shop", endpoints=[a, b], connections=[connection])
    (page, *_) = render(PAGES, context(found))
    read = read_markdown(page.markdown)
    table = next(table for table in read.all("table") if table.all("caption"))
    assert table.one("caption").text == "All connections, by number"
    assert [th.text for th in table.all("th")] == [
        "Connection",
        "Source",
        "Destination",
        "Protocol",
        "Port",
        "Classification",
        "Data that travels on this connection",
    ]
    assert {th["scope"] for th in table.all("th")} == {"col"}
    assert read.one("p", class_="diagram-footnote").text == "* Configurable ports"


def test_the_ways_on_stand_below_the_summary_and_without_a_script(pages: dict[str, Page]) -> None:
    """A wide picture takes the room of the side bars."""
    first = {path: page.markdown.partition(" .diagram-ways }")[0].splitlines()[-2] for path, page in pages.items()}
    assert first["architecture.md"] == "[Services](services/index.md)"
    assert first["services/s1.md"] == "[Architecture](../architecture.md) · [Services](index.md)"
    for path in ("architecture.md", "services/s1.md"):
        text = pages[path].markdown
        assert text.index(".diagram-ways }") < text.index("## ")


def test_the_architecture_page_names_all_that_there_is() -> None:
    north, south = (Zone(id=name, name=name) for name in ("north", "south"))
    ends = [Service(id="a", name="A", zone=north), Service(id="b", name="B", zone=south)]
    found = Architecture(
        title="Shop",
        zones=[north, south],
        endpoints=ends,
        connections=[Connection(number=1, source=ends[0], destination=ends[1], protocol=TCP, ports=80)],
        views=[MatrixView(id="who", title="Who")],
        related=[Link(title="More", url="more.md")],
    )
    shown = replace(context(found), review=Review((), ()), releases=Releases(()), book="assets/shop.pdf")
    text = next(page.markdown for page in render(PAGES, shown) if page.path == "architecture.md")
    ways = (
        "[Services](services/index.md) · [Ports to open](ports.md) · [Findings](findings.md) · "
        "[Changes](changes/index.md) · [More pictures](#more-pictures) · [Everything as one PDF](assets/shop.pdf)"
    )
    assert f"\n{ways}\n{{ .diagram-screen .diagram-ways }}\n" in text
    assert text.endswith("## Related documentation { #related-documentation }\n\n- [More](more.md)\n")
