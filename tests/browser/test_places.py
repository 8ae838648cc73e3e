"""The site works wherever it lies: on a disk, in a sub-path, under a strict policy, with instant navigation."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.reader import Open, Serve, arrived, in_sight, lit, numbers, query, ready
from tests.command import ROOT
from tests.site import build, change, own_project

pytestmark = pytest.mark.browser


# On a disk


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Path:
    """The site with addresses that name files, as a disk needs them, and without the search, which needs a server."""
    folder = own_project(tmp_path_factory.mktemp("disk"), cache_dir)
    change(folder / "mkdocs.yml", "strict: true", "strict: true\nuse_directory_urls: false")
    change(folder / "mkdocs.yml", "  - search\n", "")
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_a_page_that_is_opened_from_a_disk(open_page: Open, on_disk: Path) -> None:
    page = open_page(f"{on_disk.as_uri()}/architecture.html#connection-40")
    assert lit(page)["badges"] == {"40"}
    assert in_sight(page.locator("#connection-40"))
    page.keyboard.press("Escape")
    page.get_by_role("switch", name="Show Redis").locator("text").click()
    assert query(page) == "?hide=redis"
    page.reload()
    ready(page)
    assert "40" not in numbers(page)
    page.locator("#overview--node--kafka a").click()
    page.wait_for_url("**/services/kafka.html")
    assert ready(page).locator(".diagram-tools").count() == 1


def test_a_picture_that_is_saved_from_a_disk(open_page: Open, on_disk: Path) -> None:
    page = open_page(f"{on_disk.as_uri()}/architecture.html", color_scheme="dark")
    saved = {}
    for name in ("Save as SVG", "Save as PNG"):
        with page.expect_download() as waited:
            page.get_by_role("button", name=name).locator("visible=true").click()
        saved[waited.value.suggested_filename] = Path(waited.value.path()).read_bytes()
    assert saved["overview-dark.png"].startswith(b"\x89PNG")
    text = saved["overview-dark.svg"].decode()
    assert 'fill="#1e2129"' in text
    assert "href" not in text.replace('href="data:image/', "").replace('href="#overview--icon--', ""), (
        "no folder is told"
    )
    page.get_by_role("link", name="Open as a file").locator("visible=true").click()
    page.wait_for_url("**/views/overview.svg#overview--dark")


def test_links_of_a_site_for_a_server_name_files_on_a_disk(browser: Browser, built_site: Path) -> None:
    page = browser.new_page()
    page.goto((built_site / "architecture" / "index.html").as_uri())
    ready(page)
    page.locator("#overview--node--kafka a").click()
    page.wait_for_url("**/services/kafka/index.html")
    ready(page).locator('.diagram-connections td a[href$="/"]').first.click()
    page.wait_for_url("**/index.html*")
    page.locator("a.md-logo").first.click()
    page.wait_for_url(f"{built_site.as_uri()}/index.html")
    page.close()


# Instant navigation, in a sub-path


@pytest.fixture(scope="module")
def instant_site(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Path:
    """The site with Material's instant navigation."""
    folder = own_project(tmp_path_factory.mktemp("instant"), cache_dir)
    change(folder / "mkdocs.yml", "https://diagramgen.example/", "http://docs.test/sub/")
    change(folder / "mkdocs.yml", "  features:\n", "  features:\n    - navigation.instant\n")
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    return folder / "site"


@pytest.fixture
def instant(browser: Browser, instant_site: Path) -> Iterator[Page]:
    """A window in which the site lies in a sub-path of a host that nobody asks."""

    def answer(route: Route) -> None:
        file = instant_site / urlsplit(route.request.url).path.removeprefix("/sub/")
        file = file / "index.html" if file.is_dir() else file
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if file.is_file():
            route.fulfill(path=file, content_type=kind)
        else:
            route.fulfill(status=404)

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route("http://docs.test/**", answer)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("http://docs.test/sub/architecture/", wait_until="networkidle")
    page.evaluate("window.loadedOnce = true")
    yield page
    assert page.evaluate("window.loadedOnce"), "the page was loaded anew"
    context.close()
    assert errors == []


def arrive(page: Page, path: str) -> None:
    page.wait_for_url(f"http://docs.test/sub/{path}")
    view = path.rstrip("/").rpartition("/")[2]
    page.wait_for_selector(
        f"svg[data-view=service--{view}]" if path.startswith("services/") else "svg[data-view=overview]"
    )
    page.wait_for_selector(".diagram-tools")


def test_links_in_pictures_and_tables_navigate_instantly(instant: Page) -> None:
    instant.locator("#overview--node--redis a").click()
    arrive(instant, "services/redis/")
    instant.locator("#service--redis--badge--40").click()
    arrived(instant, "#redis--in--connection-40")
    assert lit(instant)["rows"] == {"redis--in--connection-40"}
    instant.locator("[data-table=in] td:nth-child(2) a", has_text="Tenant Service").first.click()
    arrive(instant, "services/tenant-service/")
    assert instant.locator(".diagram-tools").count() == 1


def test_the_state_survives_instant_navigation(instant: Page) -> None:
    instant.get_by_role("switch", name="Show Redis").locator("text").click()
    instant.get_by_role("searchbox", name="Filter the table").fill("kafka")
    assert query(instant) == "?hide=redis&filter=kafka"
    shown = numbers(instant)
    instant.locator("#overview--node--kafka a").click()
    arrive(instant, "services/kafka/")
    assert instant.locator(".off").count() == 0, "another page has a state of its own"
    instant.go_back()
    arrive(instant, "architecture/?hide=redis&filter=kafka")
    assert numbers(instant) == shown
    assert instant.locator(".diagram-tools").count() == 2
    assert instant.get_by_role("switch", name="Show Redis").get_attribute("aria-checked") == "false"


def test_pictures_are_those_of_the_contract_but_for_the_name_of_links(instant_site: Path, built_site: Path) -> None:
    picture = re.compile(r'<svg [^>]*class="diagram".*?</svg>', re.DOTALL)
    page = Path("services") / "redis" / "index.html"
    (plain,), (other,) = (picture.findall((site / page).read_text("utf-8")) for site in (built_site, instant_site))
    assert " href=" not in other
    assert other.replace(" xlink:href=", " href=").replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "") == plain


# Under a policy


def documented_policies() -> list[str]:
    """The headers of docs/mkdocs.md, as they stand there: that of pages, and that of pictures in files of their own."""
    text = (ROOT / "docs" / "mkdocs.md").read_text(encoding="utf-8")
    found = re.findall(r"```http\nContent-Security-Policy:(.*?)```", text, re.DOTALL)
    assert len(found) == 2
    return [" ".join(one.split()) for one in found]


def policy(path: str) -> str:
    """As a server is told to choose."""
    pages, pictures = documented_policies()
    return pictures if urlsplit(path).path.endswith(".svg") else pages


def test_the_documented_policy_names_the_themes_scripts_and_nothing_more(built_site: Path) -> None:
    found = set()
    for page in built_site.rglob("*.html"):
        for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", page.read_text("utf-8"), re.DOTALL):
            if "src=" not in attributes and "application/json" not in attributes:
                found.add(f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'")
    assert set(re.findall(r"'sha256-[^']+'", documented_policies()[0])) == found


def test_the_site_works_under_the_documented_policy(open_page: Open, built_site: Path, serve: Serve) -> None:
    with serve(built_site, policy) as address:
        page = open_page(f"{address}/architecture/")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(f"{address}/architecture/#connection-40")
        page.reload(wait_until="networkidle")
        assert in_sight(ready(page).locator("#connection-40"))
        page.get_by_role("button", name="Zoom in").first.click()
        page.get_by_role("searchbox", name="Find in the picture").first.fill("redis")
        page.locator("label[for=__palette_1]").first.click()
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        page.locator(".md-search__input").press_sequentially("12100")
        page.locator(".md-search-result__link[href*='services/']").first.wait_for()
        assert said == []


def test_a_picture_opened_alone_is_dark_under_the_documented_policy(
    browser: Browser, built_site: Path, serve: Serve
) -> None:
    said: list[str] = []
    with serve(built_site, policy) as address:
        page = browser.new_page(color_scheme="light")
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(f"{address}/architecture/")
        ready(page).locator("label[for=__palette_1]").first.click()
        page.get_by_role("link", name="Open as a file").locator("visible=true").click()
        page.wait_for_url("**/views/overview.svg#overview--dark")
        look = "getComputedStyle(document.documentElement).backgroundColor"
        assert page.evaluate(look) == "rgb(30, 33, 41)"
        assert page.evaluate("[...document.images].every(image => image.complete)")
        pictures = page.evaluate(
            """() => Promise.all([...document.querySelectorAll('image')].map(image => image.decode().then(() => 1)))"""
        )
        assert len(pictures) > 3
        page.close()
    assert said == []
