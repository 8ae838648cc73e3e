"""A writer's day: `mkdocs serve` on the project's own site, with a browser open beside the editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serving import Server, serving
from tests.site import change, own_project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SOON = 40_000
"""Milliseconds within which an edit must be seen; a busy machine takes longer than a writer's."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Path:
    return own_project(tmp_path_factory.mktemp("written"), cache_dir)


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as running:
        running.until("architecture/", lambda _: True, 120)
        yield running


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The architecture page, open before the edit: it must reload by itself."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{server.address}/architecture/")
    expect(page.locator("#connection-1")).to_be_attached()
    yield page
    context.close()


def banner(page: Page) -> str:
    return page.locator(".diagram-broken").inner_text()


def test_another_name_of_a_service_is_seen_in_picture_table_and_navigation(page: Page, folder: Path) -> None:
    file = folder / "model" / "endpoints_voice_control.py"
    change(file, 'name="Tenant Service"', 'name="Tenant Directory"')
    node = page.locator('[id="overview--node--tenant-service"]')
    expect(node).to_contain_text("Directory", timeout=SOON)
    expect(page.locator("#connection-1")).to_contain_text("Tenant Directory")
    page.goto(page.url.replace("architecture/", "services/tenant-service/"))
    expect(page.locator("h1")).to_contain_text("Tenant Directory")
    expect(page.locator(".md-nav--primary")).to_contain_text("Tenant Directory")
    change(file, 'name="Tenant Directory"', 'name="Tenant Service"')
    expect(page.locator("h1")).to_contain_text("Tenant Service", timeout=SOON)


def test_another_port_is_seen_in_its_row_and_at_its_number(page: Page, folder: Path) -> None:
    row = page.locator("#connection-40")
    before = row.inner_text()
    file, text = next(
        (path, text)
        for path in sorted((folder / "model").glob("*.py"))
        if "number=40," in (text := path.read_text(encoding="utf-8"))
    )
    found = re.compile(r'(number=40,.*?ports=)("[^"]*"|\d+)', re.DOTALL).search(text)
    assert found
    file.write_text(text[: found.start(2)] + '"12345"' + text[found.end(2) :], encoding="utf-8")
    expect(row).to_contain_text("12345", timeout=SOON)
    expect(page.locator('[id="overview--badge--40"]')).to_have_attribute("aria-label", re.compile("port 12345"))
    file.write_text(text, encoding="utf-8")
    expect(row).not_to_contain_text("12345", timeout=SOON)
    assert row.inner_text() == before


def test_a_broken_model_is_told_on_the_page_and_heals(page: Page, folder: Path) -> None:
    file = folder / "model" / "zones.py"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\nBROKEN = Zone(id=", encoding="utf-8")
    expect(page.locator(".diagram-broken")).to_be_visible(timeout=SOON)
    assert "model/zones.py:" in banner(page)
    assert "syntax error" in banner(page)
    assert page.locator("[id^='overview--badge--']").count() == 60, "the last good state stays"
    file.write_text(text, encoding="utf-8")
    expect(page.locator(".diagram-broken")).to_have_count(0, timeout=SOON)


def test_a_new_service_gets_its_page_and_a_deleted_one_loses_it(page: Page, folder: Path, server: Server) -> None:
    model = folder / "model" / "__init__.py"
    before = model.read_text(encoding="utf-8")
    (folder / "model" / "audit.py").write_text(
        "from diagramgen import HTTPS, Connection, Service\n\n"
        "from .endpoints_backing import redis\n\n"
        'audit = Service(id="audit", name="Audit Service")\n'
        'call = Connection(number=61, source=audit, destination=redis, protocol=HTTPS, ports=8443, data="Deeds.")\n',
        encoding="utf-8",
    )
    change(model, "    endpoints=[\n", "    endpoints=[\n        audit,\n")
    change(model, "    connections=[\n", "    connections=[\n        call,\n")
    change(model, "from .connections_calls", "from .audit import audit, call\nfrom .connections_calls")
    expect(page.locator("#connection-61")).to_contain_text("Audit Service", timeout=SOON)
    expect(page.locator('[id="overview--node--audit"]')).to_be_attached()
    page.goto(f"{server.address}/services/audit/")
    expect(page.locator("h1")).to_contain_text("Audit Service")
    page.goto(f"{server.address}/architecture/")

    model.write_text(before, encoding="utf-8")
    (folder / "model" / "audit.py").unlink()
    expect(page.locator("#connection-61")).to_have_count(0, timeout=SOON)
    expect(page.locator("[id^='overview--badge--']")).to_have_count(60)
    gone = page.goto(f"{server.address}/services/audit/")
    assert gone is not None
    assert gone.status == 404
