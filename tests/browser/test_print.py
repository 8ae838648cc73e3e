"""On paper: light, whole and without controls, whatever a reader has set."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

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
