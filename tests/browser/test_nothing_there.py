"""What a page says where there is nothing to show: a connection that it has not, a filter that leaves no row."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.reader import Open, arrived, calm, in_sight, lit, numbers

pytestmark = pytest.mark.browser

NOTE = "There is no connection 999 on this page."


def note(page: Page) -> str:
    """What the page says of its address, to the eye and to a screen reader."""
    calm(page)
    found = page.locator(".diagram-note")
    assert (found.count(), found.get_attribute("role")) == (1, "status")
    return found.inner_text()


def go(page: Page, fragment: str) -> None:
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    arrived(page, fragment)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["architecture/", "services/redis/"])
def test_a_link_to_no_connection_says_so_until_the_next_one(open_page: Open, path: str, width: int) -> None:
    page = open_page(f"{path}#connection-999", width)
    assert note(page) == NOTE
    assert in_sight(page.locator(".diagram-note"))
    assert page.locator(".diagram-docked, .lit").count() == 0
    go(page, "#connection-40")
    assert note(page) == ""
    assert len(lit(page)["rows"]) == 1
    go(page, "#overview--badge--999")
    assert note(page) == NOTE
    page.go_back()
    arrived(page, "#connection-40")
    assert note(page) == ""


def test_a_place_that_is_no_connection_is_none_that_is_missing(open_page: Open) -> None:
    page = open_page("architecture/#no-such-place")
    assert note(page) == ""
    go(page, "#connection-999")
    assert note(page) == NOTE
    go(page, "#how-to-read")
    assert note(page) == ""


def test_the_note_stays_on_its_page(open_page: Open) -> None:
    page = open_page("architecture/#connection-999")
    page.locator("#overview--node--redis a").click()
    page.wait_for_url("**/services/redis/")
    page.locator("[id='service--redis--node--redis']").wait_for()
    assert note(page) == ""


def test_a_retired_number_keeps_its_place(open_page: Open, shop_address: str) -> None:
    page = open_page(f"{shop_address}/architecture/#connection-4")
    assert note(page) == ""
    assert in_sight(page.locator("tr#connection-4"))
    go(page, "#connection-999")
    assert note(page) == NOTE


def test_a_table_without_a_picture_says_it_above_its_tools(open_page: Open) -> None:
    page = open_page("voice-connectivity/#connection-999")
    assert page.locator(".diagram-figure").count() == 0
    assert note(page) == NOTE
    assert page.locator(".diagram-note + .diagram-table-tools + .diagram-connections").count() == 1


def test_a_connection_that_has_a_number_in_the_picture_and_no_row_is_there(open_page: Open, shop_address: str) -> None:
    page = open_page(f"{shop_address}/half/#connection-1")
    assert page.locator("[data-connection='1']:is(tr)").count() == 0
    assert (note(page), lit(page)["badges"]) == ("", {"1"})
    assert in_sight(page.locator("[id='service--shop-api--badge--1']"))


@pytest.mark.parametrize("width", [390, 1440])
def test_a_filter_that_leaves_no_row_is_named(open_page: Open, width: int) -> None:
    page = open_page("architecture/?filter=xyz", width)
    said = page.locator(".diagram-none")
    assert (numbers(page), said.inner_text()) == ([], "No row contains “xyz”")
    head = page.locator(".diagram-connections thead").bounding_box()
    box = said.bounding_box()
    assert head is not None
    assert box is not None
    assert 0 <= box["y"] - head["y"] - head["height"] < 30, "where rows would be"
    page.get_by_role("searchbox", name="Filter the table").fill("kafka")
    assert (len(numbers(page)) > 0, said.is_visible()) == (True, False)


def test_rows_that_other_filters_hide_are_not_said_to_lack_the_words(open_page: Open) -> None:
    page = open_page("services/redis/?filter=events&hide=redis")
    said = page.locator("[data-table=in] .diagram-none")
    assert (numbers(page, "in"), said.inner_text()) == ([], "Filters hide all rows")
