"""axe finds nothing serious on any kind of page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = ("", "architecture/", "services/", "services/redis/", "services/tenant-service/", "reading-a-page/")

NOT_OURS = {"aria-dialog-name": "the theme's search box has no name"}
"""Rules that the theme itself breaks."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, address: str, page: str, scheme: str) -> None:
    opened = browser.new_page(
        viewport={"width": 1440, "height": 1000}, color_scheme="dark" if scheme == "dark" else "light"
    )
    try:
        opened.goto(f"{address}/{page}")
        found = Axe().run(opened).response["violations"]
    finally:
        opened.close()
    serious = [
        (violation["id"], [node["html"][:200] for node in violation["nodes"]])
        for violation in found
        if violation["impact"] in ("serious", "critical") and violation["id"] not in NOT_OURS
    ]
    assert serious == []
