"""Pages of changes in a browser: light and dark, wide and narrow, with a script and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from diagramgen.draw.theme import BANDS, NEUTRAL, on_dark, on_light
from diagramgen.scene import State
from tests.browser.conftest import served
from tests.browser.reader import arrived, cards, lit
from tests.browser.test_accessibility import serious, window
from tests.command import ROOT
from tests.site import build, said
from tests.versions import PAY, PAY_MORE, REFUND, STORE, shop, write

pytestmark = pytest.mark.browser

SETTINGS = """\
site_name: Shop
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
extra_css: [site.css]
plugins: [search, diagramgen]
"""
NEWS = "{id: news, kind: service, name: News, zone: cluster}"
MAIL = "{number: 4, source: news, destination: bank, protocol: http, data: Letters.}"
VERSIONS = {
    "1.0": shop([STORE, PAY, REFUND]),
    "1.1": "title: [",
    "2.0": shop([STORE, PAY_MORE, MAIL], endpoints=[NEWS]),
}
PAGES = ("changes/", "changes/2.0/", "changes/unreleased/")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Iterator[str]:
    """Where a site with two versions is served."""
    folder = tmp_path_factory.mktemp("versions")
    for name, text in VERSIONS.items():
        write(folder, f"{name}.yaml", text)
    write(folder, "model.yaml", VERSIONS["2.0"])
    listed = ", ".join(f"{{name = '{name}', source = '{name}.yaml'}}" for name in VERSIONS)
    write(folder, "diagramgen.toml", f"cache_dir = '{cache_dir.as_posix()}'\nchanges.versions = [{listed}]\n")
    write(folder, "mkdocs.yml", SETTINGS)
    write(folder, "docs/index.md", "# Shop\n")
    # What the theme itself lacks: underlined links, and a footer that can be read.
    write(folder, "docs/site.css", (ROOT / "docs" / "stylesheets" / "site.css").read_text(encoding="utf-8"))
    done = build(folder)
    assert done.returncode == 0, said(done)
    with served(folder / "site") as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that must see no error."""
    errors: list[str] = []
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, versions: str, path: str, width: int, scheme: str) -> None:
    with window(browser, width, scheme) as page:
        page.goto(f"{versions}/{path}")
        # The search of the plain theme has no name; the project's own site gives it one.
        assert [found for found in serious(page) if found[0] != "aria-dialog-name"] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_page_does_not_scroll_sideways(page: Page, versions: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{versions}/{path}", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scripted", [True, False])
def test_on_a_phone_versions_and_ports_stand_on_cards(browser: Browser, versions: str, *, scripted: bool) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=scripted)
    page.goto(f"{versions}/changes/")
    assert cards(page) == 4, "the one that can't be read as well"
    page.goto(f"{versions}/changes/2.0/")
    assert cards(page) == page.locator("#ports ~ .diagram-cards tbody tr").count() == 3
    border = "row => getComputedStyle(row).borderInlineStartStyle"
    opened, closed = page.locator("tr.added:has-text('open')"), page.locator("tr.removed:has-text('close')")
    assert (opened.evaluate(border), closed.evaluate(border)) == ("solid", "dashed")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_say_what_changed_on_either_ground(browser: Browser, versions: str, scheme: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{versions}/changes/2.0/", wait_until="networkidle")
    ground = on_dark if scheme == "dark" else on_light

    def stroke(selector: str) -> str:
        found = page.locator(selector).first.evaluate("element => getComputedStyle(element).stroke")
        parts = [int(part) for part in found.removeprefix("rgb(").removesuffix(")").split(",")]
        return "#" + "".join(f"{part:02x}" for part in parts)

    for state in (State.ADDED, State.REMOVED, State.CHANGED):
        assert stroke(f".bands .band.{state}") == ground(BANDS[state].color)
    for line in page.locator(".lines .line .spine").all():
        assert line.evaluate("element => getComputedStyle(element).stroke") == page.locator(
            ".lines .spine"
        ).first.evaluate("element => getComputedStyle(element).stroke")
    assert stroke(".lines .spine") == ground(NEUTRAL)
    page.close()


def test_a_change_and_its_number_light_up_together(page: Page, versions: str) -> None:
    page.goto(f"{versions}/changes/2.0/", wait_until="networkidle")
    row = page.locator("tr[data-connection='2']").first
    row.scroll_into_view_if_needed()
    row.hover()
    assert lit(page)["badges"] == {"2"}


def test_without_a_script_a_number_leads_to_its_row_or_its_change(browser: Browser, versions: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page.goto(f"{versions}/changes/2.0/")
    page.locator("[id='changes--2-0--badge--3']").click()
    page.wait_for_url("**/changes/2.0/#changes--2-0--connection-3")
    assert "connection 3 removed" in page.locator("tr:target").inner_text()
    page.locator("[id='changes--2-0--badge--2']").click()
    page.wait_for_url("**/architecture/#connection-2")
    page.go_back()
    page.locator("[id='changes--2-0--node--bank'] a").click()
    page.wait_for_url("**/services/bank/")
    page.close()


def test_with_a_script_too(page: Page, versions: str) -> None:
    page.goto(f"{versions}/changes/2.0/", wait_until="networkidle")
    page.locator("[id='changes--2-0--badge--3']").click()
    arrived(page, "#changes--2-0--connection-3")
    assert lit(page)["rows"] == {"changes--2-0--connection-3"}
