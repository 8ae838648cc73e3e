"""The published pages in a browser: light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.reader import arrived, at_rest, in_sight, ready

pytestmark = pytest.mark.browser

PAGES = {"architecture": "architecture/", "service": "services/voice-sip-cluster-service/"}
WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")


@dataclass
class Opened:
    """A page in a window, and what happened on the way."""

    page: Page
    said: list[str] = field(default_factory=list)
    """What the console said that is no information."""
    asked: list[str] = field(default_factory=list)
    """All addresses that were asked for."""


WINDOWS = [(name, width, scheme) for name in PAGES for width in WIDTHS for scheme in SCHEMES]


@pytest.fixture(scope="module", params=WINDOWS, ids=lambda window: "-".join(map(str, window)))
def opened(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Opened]:
    """Each kind of page in each window."""
    name, width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = Opened(context.new_page())

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            found.said.append(message.text)

    found.page.on("console", note)
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("request", lambda asked: found.asked.append(asked.url))
    found.page.goto(f"{address}/{PAGES[name]}", wait_until="networkidle")
    yield found
    context.close()


@pytest.fixture
def wide(browser: Browser, address: str) -> Iterator[Page]:
    """A window of its own for what a reader does."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/{PAGES['architecture']}")
    yield ready(page)
    context.close()


# Each page in each window


def test_nothing_goes_wrong_and_nothing_is_asked_of_another_host(opened: Opened, address: str) -> None:
    assert opened.said == []
    assert [url for url in opened.asked if not url.startswith((address, "data:", "blob:"))] == []


def test_the_document_itself_does_not_scroll_sideways(opened: Opened) -> None:
    wider = opened.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0


def test_names_stay_in_their_boxes(opened: Opened) -> None:
    outside = opened.page.evaluate(
        """() => [...document.querySelectorAll('.diagram .node')].flatMap(node => {
            const box = node.querySelector('.outline').getBBox()
            return [...node.querySelectorAll('text')].filter(text => {
                const own = text.getBBox()
                return own.x < box.x - 0.5 || own.x + own.width > box.x + box.width + 0.5
                    || own.y < box.y - 1 || own.y + own.height > box.y + box.height + 1
            }).map(text => node.id + ': ' + text.textContent)
        })"""
    )
    assert outside == []
    assert opened.page.locator(".diagram .node text").count() > 5


def test_numbers_stay_in_their_badges(opened: Opened) -> None:
    outside = opened.page.evaluate(
        """() => [...document.querySelectorAll('.diagram .badge')].filter(badge => {
            const box = badge.querySelector('rect').getBBox(), own = badge.querySelector('text').getBBox()
            return own.x < box.x || own.x + own.width > box.x + box.width
        }).map(badge => badge.id)"""
    )
    assert outside == []


def test_the_smallest_text_of_a_picture_can_be_read(opened: Opened) -> None:
    smallest = opened.page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('figure:not([hidden]) svg.diagram text')].map(text => {
            const svg = text.ownerSVGElement
            const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
            return parseFloat(getComputedStyle(text).fontSize) * scale
        }))"""
    )
    assert smallest >= 9


LOADED = """() => document.fonts.ready.then(() => [...document.fonts]
    .filter(font => font.family.includes('Roboto') && font.status === 'loaded').length)"""


def test_the_pictures_font_is_the_sites_own(opened: Opened, address: str) -> None:
    loaded = opened.page.evaluate(LOADED)
    assert loaded >= 1
    fonts = [url for url in opened.asked if "Roboto" in url]
    assert fonts
    assert all(url.startswith(f"{address}/assets/diagramgen/Roboto-") for url in fonts)
    family = opened.page.evaluate("getComputedStyle(document.querySelector('.diagram .node text')).fontFamily")
    assert family.startswith("Roboto")


CONTRAST = """() => {
    const rgb = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number)
    const light = parts => parts.map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0)
    const ratio = (one, other) => {
        const [low, high] = [light(rgb(one)), light(rgb(other))].sort((a, b) => a - b)
        return (high + 0.05) / (low + 0.05)
    }
    const ground = getComputedStyle(document.body).backgroundColor
    const look = element => getComputedStyle(element)
    const found = []
    for (const badge of document.querySelectorAll('.diagram .badge')) {
        const [text, rect] = ['text', 'rect'].map(name => look(badge.querySelector(name)).fill)
        found.push(['badge', ratio(text, rect) / 4.5])
    }
    for (const node of document.querySelectorAll('.diagram .node'))
        for (const text of node.querySelectorAll('text'))
            found.push(['name', ratio(look(text).fill, look(node.querySelector('.outline')).fill) / 4.5])
    for (const spine of document.querySelectorAll('.diagram .spine'))
        found.push(['line', ratio(look(spine).stroke, ground) / 3])
    for (const text of document.querySelectorAll('.diagram .legend text'))
        found.push(['legend', ratio(look(text).fill, look(text.closest('.legend').querySelector('.frame')).fill) / 4.5])
    return found
}"""


def test_contrast_is_enough_as_it_is_shown(opened: Opened) -> None:
    found = opened.page.evaluate(CONTRAST)
    assert {name for name, _ in found} == {"badge", "name", "line", "legend"}
    assert [entry for entry in found if entry[1] < 1] == []


# What a reader does


def test_a_badge_leads_to_its_row_and_the_row_back(wide: Page) -> None:
    wide.locator("#overview--badge--40").click()
    arrived(wide, "#connection-40")
    row = wide.locator("tr#connection-40:target")
    assert in_sight(row)
    assert row.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"
    row.get_by_role("link", name="40", exact=True).click()
    arrived(wide, "#overview--badge--40")
    assert in_sight(wide.locator("#overview--badge--40:target"))


def test_a_badge_on_an_endpoints_page_leads_to_that_pages_row(wide: Page, address: str) -> None:
    wide.goto(f"{address}/services/redis/")
    ready(wide)
    wide.locator("#service--redis--badge--40").click()
    arrived(wide, "#redis--in--connection-40")
    assert in_sight(wide.locator("tr#redis--in--connection-40:target"))


def test_a_box_leads_to_its_page(wide: Page, address: str) -> None:
    wide.locator("#overview--node--redis a").click()
    wide.wait_for_url(f"{address}/services/redis/")
    assert wide.locator("h1").inner_text().startswith("Redis")


def test_the_keyboard_skips_a_picture(wide: Page) -> None:
    skip = wide.locator("a.diagram-skip").first
    skip.focus()
    assert in_sight(skip), "it shows itself when it has the focus"
    wide.keyboard.press("Enter")
    arrived(wide, "#after-overview")
    wide.keyboard.press("Tab")
    focused = wide.evaluate("document.activeElement.closest('figcaption')?.id ?? document.activeElement.className")
    assert focused == "after-overview"


def test_the_keyboard_walks_through_numbers_in_their_order(wide: Page) -> None:
    wide.locator("#overview--badge--1").focus()
    seen = []
    for _ in range(5):
        seen.append(wide.evaluate("document.activeElement.dataset.connection"))
        wide.keyboard.press("Tab")
    assert seen == ["1", "2", "3", "4", "5"]


def test_the_sites_switch_turns_the_pictures_dark(wide: Page) -> None:
    ground = "getComputedStyle(document.querySelector('.diagram .halo')).stroke"
    before = wide.evaluate(ground)
    wide.locator("label[for=__palette_1]").first.click()
    wide.wait_for_function(f"{ground} !== '{before}'")
    assert wide.evaluate(ground) == "rgb(30, 33, 41)"


def test_the_search_finds_a_port_on_a_service_page(wide: Page) -> None:
    wide.keyboard.press("/")
    wide.get_by_role("textbox", name="Search").press_sequentially("12100")
    result = wide.locator(".md-search-result__link[href*='services/']").first
    result.wait_for()
    assert "services/" in (result.get_attribute("href") or "")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_picture_in_a_window_of_its_own_follows_the_readers_system(
    browser: Browser, address: str, scheme: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{address}/views/overview.svg")
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    halo = page.evaluate("getComputedStyle(document.querySelector('.halo')).stroke")
    assert ground == halo == ("rgb(30, 33, 41)" if scheme == "dark" else "rgb(255, 255, 255)")
    page.locator("[id='overview--badge--40']").click()
    page.wait_for_url(f"{address}/architecture/#connection-40")
    context.close()


# No flash

WATCH = """() => {
    const seen = window.seen = []
    const look = element => element && getComputedStyle(element)
    const note = () => {
        seen.push({
            frame: seen.length,
            body: look(document.body)?.backgroundColor,
            picture: look(document.querySelector('.diagram .node .outline'))?.fill,
        })
        requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
}"""
"""Notes the colours of a page, frame by frame, from before its first one is painted."""

NIGHT = {"rgb(30, 33, 41)"}
FILLS = {"rgb(34, 56, 77)", "rgb(84, 58, 18)", "rgb(60, 47, 82)", "rgb(30, 33, 41)"}
"""The dark grounds of pages and of boxes."""


@pytest.mark.parametrize("chosen", ["system", "switch"])
@pytest.mark.parametrize("name", PAGES)
def test_a_dark_page_is_never_light_while_it_loads(browser: Browser, address: str, name: str, chosen: str) -> None:
    """As the system says, or as the reader has said with the switch, where the system is light.

    The first page of a first visit is not looked at: the theme shows it in its first palette until its script has run.
    """
    context = browser.new_context(color_scheme="dark" if chosen == "system" else "light")
    page = context.new_page()
    page.goto(f"{address}/")
    if chosen == "switch":
        page.locator("label[for=__palette_1]").first.click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    at_rest(page)
    page.add_init_script(f"({WATCH})()")
    page.goto(f"{address}/{PAGES[name]}")
    ready(page)
    seen = page.evaluate("window.seen")
    context.close()
    assert len(seen) > 2
    assert {frame["body"] for frame in seen if frame.get("body")} == NIGHT
    assert {frame["picture"] for frame in seen if frame.get("picture")} < FILLS
