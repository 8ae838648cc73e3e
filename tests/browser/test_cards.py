"""On a phone, a row of a table is a card."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.reader import Open

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


def test_a_card_shows_no_empty_cell_for_its_button(open_page: Open) -> None:
    page = open_page("architecture/?filter=kafka", 390)
    page.locator("#connection-40 td").last.evaluate("cell => (cell.textContent = '')")
    page.get_by_role("searchbox", name="Filter the table").fill("")
    row = page.locator("#connection-40")
    assert row.get_by_role("button", name="Copy this row").is_visible()
    assert row.locator("td").last.is_hidden()
