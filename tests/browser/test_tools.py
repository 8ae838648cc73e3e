"""The tools above a picture: one line on every screen, and the rest behind a button."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.reader import Open, query

pytestmark = pytest.mark.browser

SMALL = "services/cx-contact/"
"""A page whose picture has two boxes."""


def tools(page: Page) -> Locator:
    return page.locator(".diagram-tools:visible").first


def names(page: Page) -> list[str]:
    """What stands in the line, as it is read to somebody who does not see it."""
    shown = tools(page).locator("button:visible, summary:visible, input[type=search]:visible")
    return [found.get_attribute("aria-label") or found.inner_text() for found in shown.all()]


FIRST = ["Zoom out", "Zoom in", "Fit: show the whole picture", "Full screen"]
REST = ["Reset: show the picture as at first", "Show and hide", "Find in the picture"]
HUBS = "Repeat shared endpoints beside each caller"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1280, 768, 390])
@pytest.mark.parametrize("path", ["architecture/", "services/redis/", SMALL])
def test_they_take_one_line(open_page: Open, path: str, width: int, scheme: str) -> None:
    page = open_page(path, width, color_scheme=scheme)
    bar, figure = tools(page).bounding_box(), page.locator("figure:visible").first.bounding_box()
    assert bar is not None
    assert figure is not None
    assert bar["height"] <= 44
    assert bar["width"] <= figure["width"]


@pytest.mark.parametrize("width", [1440, 1280])
def test_a_wide_page_has_all_of_them(open_page: Open, width: int) -> None:
    assert names(open_page("services/redis/", width)) == FIRST + REST
    assert names(open_page("architecture/", width)) == [*FIRST, REST[0], HUBS, *REST[1:]]


@pytest.mark.parametrize("width", [768, 390])
def test_a_narrow_page_has_the_rest_behind_a_button(open_page: Open, width: int) -> None:
    page = open_page("architecture/", width)
    assert names(page) == [*FIRST, "More tools"]
    more = page.get_by_role("button", name="More tools").locator("visible=true")
    more.focus()
    page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    assert names(page) == [*FIRST, "More tools", REST[0], HUBS, *REST[1:]]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.title") == REST[0], "the keyboard comes to them next"
    assert query(page) == "?tools=all"
    page.reload()
    page.wait_for_selector(".diagram-sort")
    assert REST[1] in names(page)
    page.get_by_role("button", name=HUBS).locator("visible=true").click()
    assert REST[1] in names(page), "the other form of the picture has them open too"
    page.get_by_role("button", name="More tools").locator("visible=true").click()
    assert (names(page), query(page)) == ([*FIRST, "More tools"], "?hubs=repeated")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_picture_of_few_boxes_has_few(open_page: Open, width: int) -> None:
    page = open_page(SMALL, width)
    assert names(page) == ["Full screen", "More tools"]
    page.get_by_role("button", name="More tools").click()
    assert names(page) == [*FIRST, "More tools", *REST]
    page = open_page(f"{SMALL}?full=service--cx-contact", width)
    assert names(page) == [*FIRST, "More tools"], "who fills the window with it wants to look closely"


def test_the_button_says_that_something_behind_it_is_at_work(open_page: Open) -> None:
    mark = "button => getComputedStyle(button).boxShadow"
    looks = [
        page.get_by_role("button", name="More tools").locator("visible=true").evaluate(mark)
        for page in (open_page(f"architecture/{end}", 390) for end in ("", "?hide=redis", "?find=redis"))
    ]
    assert looks[0] == "none"
    assert "rgb(217, 72, 15)" in looks[1]
    assert looks[2] == looks[1]


def test_a_phone_that_follows_a_number_keeps_the_line_short(open_page: Open) -> None:
    page = open_page("architecture/?tools=all#connection-40", 390)
    assert names(page) == [*FIRST[:3], "Put the picture back"]


def test_without_a_script_there_are_none(open_page: Open) -> None:
    assert open_page("architecture/", 390, java_script_enabled=False).locator(".diagram-tools").count() == 0
