"""axe finds nothing serious on any page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.reader import calm, ready

pytestmark = pytest.mark.browser

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

SCHEMES = {"light": "default", "dark": "slate"}
"""What Material calls them."""

PARTS = 8
"""Into so many parts the pages are divided, so that workers share them."""

QUICK = {"resultTypes": ["violations"], "preload": False}
"""What passed is not described."""
NAMES = {"rules": {"label-content-name-mismatch": {"enabled": True}}}
"""Rules that axe leaves out unless it is asked: who speaks to a browser says what is written on a button."""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""All that another scheme can change."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_serious_on_any_page(
    browser: Browser, address: str, built_site: Path, part: int, scheme: str
) -> None:
    paths = sorted(file.relative_to(built_site).as_posix() for file in built_site.rglob("*.html"))[part::PARTS]
    assert len(paths) > 3
    found = {}
    with window(browser, 1440, scheme) as page:
        for path in paths:
            page.goto(f"{address}/{path}")
            calm(page)
            found[path] = serious(page, NAMES if scheme == "light" else COLOURS)
            assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "width"), STATES)
def test_nor_where_the_script_has_been_used(browser: Browser, address: str, path: str, width: int, scheme: str) -> None:
    with window(browser, width, scheme) as page:
        page.goto(f"{address}/{path}")
        panel = ready(page).get_by_text("Show and hide").locator("visible=true")
        if panel.count():
            panel.first.click()
        assert serious(page) == []


def test_nor_on_cards(browser: Browser, address: str) -> None:
    with window(browser, 390, "dark") as page:
        page.goto(f"{address}/ports/")
        assert serious(page) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_nor_when_a_row_is_copied(browser: Browser, address: str, width: int) -> None:
    with window(browser, width, "light") as page:
        page.goto(f"{address}/architecture/")
        ready(page).locator("#connection-3").hover()
        page.get_by_role("button", name="Copy this row").locator("visible=true").first.click()
        page.get_by_text("Copied", exact=True).wait_for()
        assert serious(page) == []


def test_a_name_that_hides_what_is_written_is_found(browser: Browser, address: str) -> None:
    with window(browser, 1440, "light") as page:
        page.goto(f"{address}/services/redis/")
        fit = ready(page).get_by_role("button", name="Fit").first
        fit.evaluate("button => button.setAttribute('aria-label', 'Whole')")
        assert [rule for rule, _ in serious(page)] == ["label-content-name-mismatch"]


@contextmanager
def window(browser: Browser, width: int, scheme: str) -> Iterator[Page]:
    """A window for a reader whose system is light or dark."""
    page = browser.new_page(
        viewport={"width": width, "height": 1000}, color_scheme="dark" if scheme == "dark" else "light"
    )
    try:
        yield page
    finally:
        page.close()


def serious(page: Page, options: Mapping[str, object] = NAMES) -> list[tuple[str, list[str]]]:
    """What axe finds on a page."""
    return [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in Axe().run(page, options={**QUICK, **options}).response["violations"]
        if violation["impact"] in ("serious", "critical")
    ]
