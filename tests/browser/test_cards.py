"""On a phone, a row of a table is a card."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.reader import Open, cards

pytestmark = pytest.mark.browser

COVERED = """row => {
    const button = row.querySelector('.diagram-copy').getBoundingClientRect()
    const texts = document.createTreeWalker(row, NodeFilter.SHOW_TEXT), range = document.createRange(), found = []
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (text.parentElement.closest('.diagram-copy')) continue
        range.selectNodeContents(text)
        for (const box of range.getClientRects()) {
            const beside = box.right <= button.left || box.left >= button.right
            if (!beside && box.bottom > button.top && box.top < button.bottom) found.push(text.textContent)
        }
    }
    return found
}"""
"""The texts of a row that lie behind its button."""


def copy_buttons(page: Page) -> list[tuple[float, float]]:
    boxes = [button.bounding_box() for button in page.get_by_role("button", name="Copy this row").all()]
    return [(box["width"], box["height"]) for box in boxes if box is not None]


@pytest.mark.parametrize("path", ["architecture/", "services/redis/"])
def test_each_card_has_a_button_that_copies_it(open_page: Open, path: str) -> None:
    phone = {"has_touch": True, "is_mobile": True, "permissions": ["clipboard-read", "clipboard-write"]}
    page = open_page(path, 390, 844, **phone)
    rows = page.locator(".diagram-connections tbody tr")
    sizes = copy_buttons(page)
    assert len(sizes) == rows.count()
    assert min(min(size) for size in sizes) >= 44
    assert [row.evaluate(COVERED) for row in rows.all()] == [[]] * rows.count()
    rows.nth(1).get_by_role("button").tap()
    rows.nth(1).get_by_role("button", name="Copied this row").wait_for()
    cells = page.evaluate("navigator.clipboard.readText()").split("\t")
    assert (len(cells), cells[0]) == (7, rows.nth(1).locator("td").first.inner_text().replace("\xa0", " "))
    rows.nth(0).get_by_role("button").tap()
    assert rows.nth(1).get_by_role("button", name="Copy this row").inner_text() == "Copy"


def test_on_a_broad_screen_the_row_that_a_finger_touched_has_its_button(open_page: Open) -> None:
    """Not every browser takes a finger for a pointer that stays where it was."""
    page = open_page("architecture/", 1024, 768, has_touch=True)
    cell = page.locator("#connection-40 td").nth(5)
    cell.tap()
    page.mouse.move(0, 0)
    assert len(copy_buttons(page)) == 1
    assert page.locator("#connection-40").get_by_role("button", name="Copy this row").is_visible()
    page.locator("#connection-41 td").nth(5).tap()
    page.mouse.move(0, 0)
    assert page.locator("#connection-40").get_by_role("button", name="Copy this row").count() == 0


def test_a_card_shows_no_empty_cell_for_its_button(open_page: Open) -> None:
    page = open_page("architecture/?filter=kafka", 390)
    page.locator("#connection-40 td").last.evaluate("cell => (cell.textContent = '')")
    page.get_by_role("searchbox", name="Filter the table").fill("")
    row = page.locator("#connection-40")
    assert row.get_by_role("button", name="Copy this row").is_visible()
    assert row.locator("td").last.is_hidden()


@pytest.mark.parametrize("scripted", [True, False])
def test_what_is_to_be_opened_stands_on_cards(
    browser: Browser, address: str, shop_address: str, *, scripted: bool
) -> None:
    """Zones, what crosses them, and what cannot be said; with and without a status and a script."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=scripted)
    for site in (address, shop_address):
        page.goto(f"{site}/ports/")
        rows = page.locator(".diagram-table tbody tr").count()
        assert cards(page) == rows > 10
        assert page.locator(".diagram-table thead:visible").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


@pytest.mark.parametrize("path", ["services/", "findings/", "findings/rules/"])
def test_so_do_lists_of_services_findings_and_rules(browser: Browser, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/{path}")
    assert cards(page) == page.locator(".diagram-table tbody tr").count() > 9
    boxes = page.locator(".diagram-table")
    assert {box.evaluate("box => box.scrollWidth - box.clientWidth") for box in boxes.all()} == {0}
    page.close()


def test_a_list_in_a_card_is_read_as_a_list(browser: Browser, address: str) -> None:
    """Its words follow each other in lines, as in a table; they are not set apart."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/ports/")
    lists = page.locator("td[data-label=Connections]:has(a:nth-of-type(2))")
    assert lists.count() > 1
    tops = "cell => [...cell.querySelectorAll('a')].slice(0, 2).map(link => link.getBoundingClientRect().top)"
    for found in lists.all():
        first, second = found.evaluate(tops)
        assert first == second
    page.close()


def test_on_a_wide_screen_a_row_is_a_row(open_page: Open, address: str) -> None:
    page = open_page("architecture/")
    page.goto(f"{address}/ports/")
    cells = page.locator(".diagram-cards tbody tr").first.locator("td")
    assert {cell.evaluate("cell => getComputedStyle(cell, '::before').content") for cell in cells.all()} == {"none"}
    assert len({cell.evaluate("cell => cell.getBoundingClientRect().top") for cell in cells.all()}) == 1
