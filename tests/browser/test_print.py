"""On paper: light, whole and without controls, whatever a reader has set."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.book.pdfread import Pdf
from tests.browser.reader import Open

pytestmark = pytest.mark.browser

LOOK = """selector => {
    const look = getComputedStyle(document.querySelector(selector))
    return [look.color, look.backgroundColor, look.fill]
}"""


@pytest.fixture
def paper(open_page: Open) -> Page:
    """A dark page that was zoomed and has a picture beside its row, about to be printed."""
    page = open_page("architecture/?zoom=200-600-400#connection-40", color_scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    return page


def test_it_is_light(paper: Page) -> None:
    assert paper.evaluate(LOOK, "body")[1] in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert paper.evaluate(LOOK, ".diagram .halo") is not None
    assert paper.evaluate("getComputedStyle(document.querySelector('.diagram .halo')).stroke") == "rgb(255, 255, 255)"
    assert paper.evaluate(LOOK, ".diagram .node text")[2] == "rgb(27, 39, 51)"
    assert paper.evaluate(LOOK, "td")[0].startswith("rgba(0, 0, 0")
    assert paper.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_nothing_is_cut_off(paper: Page) -> None:
    cut = paper.evaluate(
        """() => [...document.querySelectorAll('.diagram-scroll, .diagram-table')].filter(box => box.checkVisibility())
            .filter(box => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
            .map(box => [box.className, box.scrollWidth, box.clientWidth, box.scrollHeight, box.clientHeight])"""
    )
    assert cut == []
    assert paper.locator("tr[data-connection]").count() == 60
    faded = "[...document.querySelectorAll('.node, .line, tr')].filter(e => getComputedStyle(e).opacity !== '1').length"
    assert paper.evaluate(faded) == 0


def test_controls_stay_on_the_screen(paper: Page) -> None:
    for control in (".diagram-tools", ".diagram-table-tools", ".diagram-skip", ".diagram-copy"):
        assert paper.locator(control).locator("visible=true").count() == 0


def printed(page: Page, size: str = "A4", lying: bool = False) -> Pdf:
    """What the browser makes of a page for paper."""
    page.emulate_media(media=None)
    return Pdf(page.pdf(format=size, landscape=lying))


@pytest.mark.parametrize("lying", [False, True], ids=["upright", "lying"])
@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("path", ["architecture/", "services/redis/", "ports/", "findings/", "services/"])
def test_no_sheet_is_empty(open_page: Open, path: str, size: str, lying: bool) -> None:
    page = open_page("architecture/", color_scheme="dark")
    page.goto(page.url.replace("architecture/", path))
    pages = printed(page, size, lying).pages
    assert all(len(page) > 60 for page in pages), pages


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("path", "heading", "caption"),
    [
        ("architecture/", "Architecture diagram: connections", "Overview. A number leads"),
        ("services/tenant-service/", "Connections ", "Connections of Tenant Service. A number leads"),
        ("services/redis/", "Connections ", "Connections of Redis. A number leads"),
    ],
)
def test_a_picture_on_a_lying_sheet_has_its_heading_and_its_caption_there(
    open_page: Open, path: str, heading: str, caption: str, size: str
) -> None:
    (sheet,) = [text for text in printed(open_page(path), size, lying=True).pages if text.startswith(heading)]
    assert "Redis" in sheet
    assert caption in sheet
    assert "Open as a" not in sheet


@pytest.mark.parametrize("lying", [False, True], ids=["upright", "lying"])
def test_a_list_is_not_torn_from_its_heading(open_page: Open, lying: bool) -> None:
    pages = printed(open_page("architecture/"), lying=lying).pages
    (sheet,) = [text for text in pages if "Related documentation Voice connectivity" in text]
    assert "High availability and disaster recovery" in sheet


def test_the_header_of_a_table_comes_again_on_each_sheet(open_page: Open) -> None:
    pages = printed(open_page("architecture/")).pages
    held = [page for page in pages if "Intra-cluster Fetches" in page or "In-memory cache" in page]
    assert len(held) > 1
    assert all("Data that travels on this connection" in page for page in held)
    assert not any(page.endswith("Data that travels on this connection") for page in pages), "it is alone"
    assert not any(sign in page for page in pages for sign in "▲▼"), "nobody sorts paper"


def test_a_broad_picture_is_turned_on_an_upright_sheet(paper: Page) -> None:
    box = paper.locator(".diagram-figure:visible .diagram").first.bounding_box()
    assert box is not None
    assert box["height"] > 1.2 * box["width"]
    assert box["x"] >= 0
    paper.set_viewport_size({"width": 1000, "height": 720})
    box = paper.locator(".diagram-figure:visible .diagram").first.bounding_box()
    assert box is not None
    assert box["width"] > 1.2 * box["height"]


def test_what_is_filtered_is_filtered_on_paper_which_says_so(open_page: Open) -> None:
    page = open_page("architecture/?hide=redis&filter=kafka")
    text = " ".join(printed(page).pages)
    assert "Filtered: 42 of 60 connections" in text
    assert "Filtered: 7 of 60 rows, with “kafka”" in text, re.findall("Filtered.{40}", text)
    assert "In-memory cache for voicemail data" not in text
    assert "Filtered" not in " ".join(printed(open_page("architecture/")).pages)
