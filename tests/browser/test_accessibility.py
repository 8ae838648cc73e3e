"""axe finds nothing serious on any kind of page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.reader import ready

pytestmark = pytest.mark.browser

PAGES = (
    *("", "architecture/", "services/", "services/redis/", "services/tenant-service/", "reading-a-page/"),
    *("ports/", "findings/", "findings/rules/"),
)
STATES = (
    ("architecture/#connection-40", 1440),
    ("architecture/#connection-40", 390),
    ("architecture/?hubs=repeated&hide=redis&zoom=150-400-300", 1440),
    ("architecture/?find=redis&sort=-port&filter=voice&tools=all", 390),
    ("services/tenant-service/?full=service--tenant-service", 1440),
    ("services/redis/", 390),
    ("services/cx-contact/?tools=all", 1440),
    ("architecture/?filter=xyz#connection-999", 390),
)
"""Pages as a reader may have set them."""

OPTIONS = {"rules": {"label-content-name-mismatch": {"enabled": True}}}
"""Rules that axe leaves out unless it is asked: who speaks to a browser says what is written on a button."""

NOT_OURS = {"aria-dialog-name": "the theme's search box has no name"}
"""Rules that the theme itself breaks."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, address: str, page: str, scheme: str) -> None:
    assert serious(browser, f"{address}/{page}", 1440, scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("page", "width"), STATES)
def test_nor_where_the_script_has_been_used(browser: Browser, address: str, page: str, width: int, scheme: str) -> None:
    assert serious(browser, f"{address}/{page}", width, scheme, "Show and hide") == []


def test_nor_on_cards(browser: Browser, address: str) -> None:
    assert serious(browser, f"{address}/ports/", 390, "dark") == []


def copy_a_row(page: Page) -> None:
    page.locator("#connection-3").hover()
    page.get_by_role("button", name="Copy this row").locator("visible=true").first.click()
    page.get_by_text("Copied", exact=True).wait_for()


@pytest.mark.parametrize("width", [390, 1440])
def test_nor_when_a_row_is_copied(browser: Browser, address: str, width: int) -> None:
    assert serious(browser, f"{address}/architecture/", width, "light", act=copy_a_row) == []


def test_a_name_that_hides_what_is_written_is_found(browser: Browser, address: str) -> None:
    def rename(page: Page) -> None:
        page.get_by_role("button", name="Fit").first.evaluate("button => button.setAttribute('aria-label', 'Whole')")

    found = serious(browser, f"{address}/services/redis/", 1440, "light", act=rename)
    assert [rule for rule, _ in found] == ["label-content-name-mismatch"]


def serious(
    browser: Browser,
    url: str,
    width: int,
    scheme: str,
    opened_panel: str = "",
    act: Callable[[Page], None] | None = None,
) -> list[tuple[str, list[str]]]:
    """What axe finds on a page, after a panel of it was opened and something was done."""
    opened = browser.new_page(
        viewport={"width": width, "height": 1000}, color_scheme="dark" if scheme == "dark" else "light"
    )
    try:
        opened.goto(url)
        if opened_panel:
            ready(opened)
            panel = opened.get_by_text(opened_panel).locator("visible=true")
            if panel.count():
                panel.first.click()
        if act:
            act(ready(opened))
        found = Axe().run(opened, options=OPTIONS).response["violations"]
    finally:
        opened.close()
    return [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in found
        if violation["impact"] in ("serious", "critical") and violation["id"] not in NOT_OURS
    ]
