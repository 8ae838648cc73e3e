"""The search as a reader uses it: words in, and the row or the service out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.reader import at_rest, in_sight, lit

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    found = context.new_page()
    found.goto(f"{address}/")
    yield found
    context.close()


def ask(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    page.locator(".md-search-result__item").first.wait_for()


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("connection 40", "connection-40"),
        ("Redis 6.x", "connection-14"),
        ("keep-alive", "connection-34"),
    ],
)
def test_the_first_row_that_is_found_is_the_right_one(page: Page, address: str, words: str, row: str) -> None:
    ask(page, words)
    first = page.locator(".md-search-result__item").first
    first.locator("a[href*='#connection-']").first.click()
    page.wait_for_url(f"{address}/architecture/**#{row}")
    expect(page.locator(f"tr#{row}")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("words", "service"),
    [
        ("Kafka", "kafka"),
        ("12100", "voice-rq-service"),
        ("9093", "kafka"),
        ("6379*", "redis"),
        ("sip/tcp", "voice-sip-proxy-service"),
    ],
)
def test_the_first_page_that_is_found_is_the_service(page: Page, address: str, words: str, service: str) -> None:
    ask(page, words)
    page.locator(".md-search-result__item").first.locator("a").first.click()
    page.wait_for_url(f"{address}/services/{service}/**")
    expect(page.locator("h1")).to_be_visible()


def test_a_port_finds_each_of_its_connections(page: Page) -> None:
    ask(page, "12100")
    links = page.locator(".md-search-result__link[href*='architecture/'][href*='#connection-']")
    found = {(link.get_attribute("href") or "").partition("#")[2] for link in links.all()}
    assert found == {"connection-16", "connection-20", "connection-25", "connection-30"}


def test_from_a_folder_the_page_reads_well_though_the_search_finds_nothing(browser: Browser, built_site: Path) -> None:
    page = browser.new_page()
    page.goto((built_site / "architecture" / "index.html").as_uri())
    expect(page.locator("#connection-40")).to_be_attached()
    expect(page.locator("svg.diagram").first).to_be_visible()
    assert page.locator(".md-search-result__item").count() == 0, "browsers start no worker and load no index there"
    page.close()


def test_a_marked_word_leaves_the_head_of_the_table_as_high_as_it_is(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}/")
    ask(page, "connection 40")
    page.locator(".md-search-result__item a[href*='#connection-40']").first.click()
    page.wait_for_url(f"{address}/architecture/**#connection-40")
    page.locator("thead mark").first.wait_for()
    at_rest(page)
    head = page.locator("[data-table=connections] thead th").first.bounding_box()
    row = page.locator("tr#connection-40").bounding_box()
    assert head is not None
    assert row is not None
    assert head["height"] < 50
    assert head["y"] + head["height"] <= row["y"] + 1
    page.close()


def test_on_a_phone_a_search_from_the_page_itself_leads_to_the_row(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(f"{address}/architecture/", wait_until="networkidle")
    page.locator("label[for=__search]").locator("visible=true").first.click()
    page.wait_for_function("document.body.hasAttribute('data-md-scrolllock')")
    page.get_by_role("textbox", name="Search").press_sequentially("connection 40")
    page.locator(".md-search-result__item a[href*='#connection-40']").first.click()
    page.locator("tr#connection-40.lit").wait_for()
    assert in_sight(page.locator("tr#connection-40"))
    assert lit(page)["rows"] == {"connection-40"}
    page.close()
