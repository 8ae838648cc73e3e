"""Zoom, pan, full screen, find, filters and the two forms of the overview; all of it is in the address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.reader import Open, arrived, at_rest, calm, dimmed, in_sight, lit, numbers, query

pytestmark = pytest.mark.browser

SCALE = "document.querySelector('svg.diagram').getBoundingClientRect().width"


def scale(page: Page) -> float:
    return float(page.evaluate(SCALE))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()


# Zoom and pan


def test_buttons_and_keys_zoom(open_page: Open) -> None:
    page = open_page("architecture/")
    first = scale(page)
    press(page, "Zoom in")
    assert scale(page) == pytest.approx(first * 1.25, rel=0.01)
    press(page, "Zoom out")
    assert scale(page) == pytest.approx(first, rel=0.01)
    page.locator(".diagram-scroll").first.focus()
    for key in ("+", "+", "-"):
        page.keyboard.press(key)
    assert scale(page) == pytest.approx(first * 1.25, rel=0.01)
    assert page.locator(".diagram-percent").first.inner_text().endswith("%")
    page.keyboard.press("0")
    assert scale(page) == pytest.approx(first, rel=0.01)
    assert query(page) == ""


def test_the_wheel_zooms_with_a_modifier_only_and_keeps_the_place(open_page: Open) -> None:
    page = open_page("architecture/")
    badge = page.locator("#overview--badge--40")
    badge.scroll_into_view_if_needed()
    box = badge.bounding_box()
    assert box is not None
    first, place = scale(page), (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*place)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.wait_for_function(f"{SCALE} > {first * 1.2}")
    page.keyboard.up("Control")
    after = badge.bounding_box()
    assert after is not None
    assert after["x"] + after["width"] / 2 == pytest.approx(place[0], abs=6)
    zoomed = scale(page)
    page.mouse.wheel(0, 40)
    at_rest(page)
    assert scale(page) == zoomed


def test_two_fingers_zoom(open_page: Open) -> None:
    page = open_page("architecture/", 390, has_touch=True)
    frame = page.locator(".diagram-scroll").first
    frame.scroll_into_view_if_needed()
    first = scale(page)
    frame.evaluate(
        """frame => {
            const box = frame.getBoundingClientRect()
            const touch = (identifier, x) => new Touch({
                identifier, target: frame, clientX: box.left + x, clientY: box.top + 60})
            const send = (name, ...places) => frame.dispatchEvent(new TouchEvent(name, {
                touches: places.map((x, finger) => touch(finger, x)), bubbles: true, cancelable: true}))
            send('touchstart', 100, 200)
            send('touchmove', 50, 250)
            send('touchend')
        }"""
    )
    assert scale(page) == pytest.approx(first * 2, rel=0.02)


def test_the_mouse_drags_and_a_drag_is_no_click(open_page: Open) -> None:
    page = open_page("architecture/?zoom=200-700-500")
    frame = page.locator(".diagram-scroll").first
    frame.evaluate("frame => frame.scrollIntoView({block: 'center'})")
    before = frame.evaluate("frame => [frame.scrollLeft, frame.scrollTop]")
    box = page.locator("#overview--node--voice-sip-cluster-service .outline").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] - 95, box["y"] - 45, steps=5)
    page.mouse.up()
    after = frame.evaluate("frame => [frame.scrollLeft, frame.scrollTop]")
    assert [after[0] - before[0], after[1] - before[1]] == pytest.approx([100, 50], abs=8)
    assert "/architecture/" in page.url


FITS = """() => {
    const shown = [...document.querySelectorAll('.diagram-figure')].find(figure => !figure.hidden)
    const frame = shown.querySelector('.diagram-scroll'), svg = frame.querySelector('svg')
    const header = document.querySelector('.md-header')?.getBoundingClientRect().height ?? 0
    const { width, height } = svg.getBoundingClientRect()
    const room = Math.min(frame.clientWidth / width, (innerHeight - header) / height)
    return frame.scrollWidth <= frame.clientWidth && frame.scrollHeight <= frame.clientHeight
        && width <= frame.clientWidth && height <= innerHeight - header && room < 1.6
}"""
"""Whether the frame shows the whole picture without scrolling, the window has room for it, and no room is wasted."""


@pytest.mark.parametrize("size", [(1440, 900), (1000, 700), (390, 844), (844, 390), (320, 568)])
@pytest.mark.parametrize("hubs", ["shared", "repeated"])
def test_fit_shows_the_whole_picture(open_page: Open, size: tuple[int, int], hubs: str) -> None:
    page = open_page(f"architecture/?hubs={hubs}", *size)
    press(page, "Fit: show the whole picture")
    assert page.evaluate(FITS)
    press(page, "Zoom in")
    press(page, "Zoom out")
    assert "fit" not in query(page)
    press(page, "Zoom out")
    page.locator(".diagram-scroll").locator("visible=true").first.focus()
    page.keyboard.press("9")
    assert page.evaluate(FITS)


def test_fit_stays_fit_in_another_window(open_page: Open) -> None:
    page = open_page("architecture/", 1440)
    press(page, "Fit: show the whole picture")
    assert query(page) == "?zoom=fit"
    page = open_page("architecture/?zoom=fit", 390, 844)
    assert page.evaluate(FITS)
    for width, height in ((844, 390), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        at_rest(page)
        assert page.evaluate(FITS)
    press(page, "Full screen")
    page.wait_for_function("document.fullscreenElement")
    at_rest(page)
    frame = page.locator(".diagram-full .diagram-scroll")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth && frame.scrollHeight <= frame.clientHeight")
    assert frame.evaluate("frame => frame.querySelector('svg').getBoundingClientRect().width > frame.clientWidth / 2")


def test_fit_is_kept_by_the_form_of_the_picture_that_is_not_shown(open_page: Open) -> None:
    page = open_page("architecture/?zoom-overview-repeated=fit", 390, 844)
    page.evaluate("location.hash = 'overview-repeated--badge--40'")
    page.wait_for_selector("svg[data-view=overview-repeated] >> visible=true")
    assert page.evaluate(FITS)


def test_zoom_and_place_are_in_the_address(open_page: Open) -> None:
    page = open_page("architecture/")
    for _ in range(3):
        press(page, "Zoom in")
    page.locator(".diagram-scroll").first.evaluate("frame => frame.scrollTo(500, 300)")
    kept = query(page)
    assert kept.startswith("?zoom=")
    again = open_page(f"architecture/{kept}")
    assert scale(again) == pytest.approx(scale(page), rel=0.01)
    place = again.locator(".diagram-scroll").first.evaluate("frame => [frame.scrollLeft, frame.scrollTop]")
    assert place == pytest.approx([500, 300], abs=4)


@pytest.mark.parametrize(
    "nonsense", ["zoom=x", "zoom=-1", "zoom=150-x-y", "zoom=1e9-1-1", "hide=no-such", "sort=-x", "hubs=?"]
)
def test_nonsense_in_the_address_does_no_harm(open_page: Open, nonsense: str) -> None:
    page = open_page(f"architecture/?{nonsense}#%E0%A4%A")
    assert len(numbers(page)) == 60
    assert 100 < scale(page) < 20000


def test_full_screen(open_page: Open) -> None:
    page = open_page("architecture/")
    press(page, "Full screen")
    page.wait_for_function("document.fullscreenElement?.matches('.diagram-figure')")
    calm(page)
    size = page.evaluate(
        "(({width, height}) => [width, height])(document.querySelector('.diagram-full').getBoundingClientRect())"
    )
    assert size == page.evaluate("[innerWidth, innerHeight]")
    assert query(page) == "?full=overview"
    press(page, "Full screen")
    page.wait_for_function("!document.fullscreenElement && !document.querySelector('.diagram-full')")
    assert query(page) == ""


def test_a_link_fills_the_window_and_escape_leaves(open_page: Open) -> None:
    page = open_page("architecture/?full=overview")
    box = page.locator(".diagram-full").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1440, "height": 900}
    page.keyboard.press("Escape")
    assert page.locator(".diagram-full").count() == 0


def test_a_number_leads_out_of_the_full_screen_to_its_row(open_page: Open) -> None:
    page = open_page("architecture/")
    press(page, "Full screen")
    page.wait_for_function("document.fullscreenElement")
    calm(page)
    page.locator("#overview--badge--40").click()
    page.wait_for_function("!document.fullscreenElement")
    arrived(page, "#connection-40")
    at_rest(page)
    assert in_sight(page.locator("#connection-40"))
    assert query(page) == ""


# Find


def test_find_lights_what_is_found_and_walks_through_it(open_page: Open) -> None:
    page = open_page("architecture/")
    field = page.get_by_role("searchbox", name="Find in the picture").first
    field.fill("registrar")
    assert lit(page)["badges"] == {"32", "36", "52", "53"}
    assert dimmed(page)
    assert page.locator(".diagram-find output").first.inner_text() == "5 found"
    seen = []
    for _ in range(5):
        field.press("Enter")
        assert in_sight(page.locator(".hit-now").first)
        seen.append(page.locator(".hit-now").first.get_attribute("id"))
    assert len(set(seen)) == 5
    assert page.locator(".diagram-find output").first.inner_text() == "5 of 5"
    field.press("Shift+Enter")
    assert page.locator(".hit-now").first.get_attribute("id") == seen[3]
    assert query(page) == "?find=registrar"
    field.press("Escape")
    assert (lit(page)["badges"], dimmed(page), query(page)) == (set(), False, "")


@pytest.mark.parametrize(("words", "found"), [("12100", {"16", "20", "25", "30"}), ("dn registration", {"52"})])
def test_find_knows_ports_and_the_words_of_rows(open_page: Open, words: str, found: set[str]) -> None:
    page = open_page(f"architecture/?find={words}")
    assert lit(page)["badges"] >= found
    assert len(lit(page)["badges"]) < 10


def test_both_forms_of_a_picture_are_looked_through_for_the_same_words(open_page: Open) -> None:
    page = open_page("architecture/?find=12100")
    for form in ("overview-repeated", "overview"):
        page.get_by_role("button", name="Repeat shared endpoints").locator("visible=true").click()
        field = page.get_by_role("searchbox", name="Find in the picture").locator("visible=true")
        assert (field.input_value(), page.locator(".diagram-find output:visible").inner_text()) == ("12100", "4 found")
        assert lit(page)["badges"] == {"16", "20", "25", "30"}, form
    page = open_page("architecture/?find=12100&hubs=repeated")
    field = page.get_by_role("searchbox", name="Find in the picture").locator("visible=true")
    assert field.input_value() == "12100"
    field.press("Escape")
    assert (dimmed(page), query(page)) == (False, "?hubs=repeated")
    page.get_by_role("button", name="Repeat shared endpoints").locator("visible=true").click()
    assert page.get_by_role("searchbox", name="Find in the picture").locator("visible=true").input_value() == ""


# Filters


def test_an_entry_of_the_legend_switches_picture_and_table_together(open_page: Open) -> None:
    page = open_page("architecture/")
    entry = page.get_by_role("switch", name="Show Redis")
    entry.locator("text").click()
    redis = page.locator("svg[data-view=overview] .protocol-redis:is(.line, .badge)")
    assert redis.locator("visible=true").count() == 0
    assert "40" not in numbers(page)
    assert "1" in numbers(page)
    assert entry.get_attribute("aria-checked") == "false"
    assert page.locator(".diagram-table-tools output").inner_text() == "42 of 60 rows"
    assert query(page) == "?hide=redis"
    entry.focus()
    page.keyboard.press("Space")
    assert "40" in numbers(page)
    assert query(page) == ""


def test_protocols_that_share_an_entry_go_together(open_page: Open) -> None:
    page = open_page("architecture/")
    page.get_by_role("switch", name="Show HTTP/HTTPS").locator("text").click()
    protocols = set(page.locator("[data-table] tr:visible td:nth-child(4)").all_inner_texts())
    assert not protocols & {"HTTP", "HTTPS"}


def test_a_tenancy_takes_its_boxes_and_their_lines_away(open_page: Open) -> None:
    page = open_page("architecture/")
    page.get_by_role("switch", name="Show Single tenant").locator("text").click()
    assert page.locator("#overview--node--tenant-service").is_hidden()
    assert "1" not in numbers(page)
    assert query(page) == "?hide-tenancies=single"


def test_zones_have_boxes_to_tick(open_page: Open) -> None:
    page = open_page("architecture/")
    page.get_by_text("Show and hide").first.click()
    external = page.get_by_role("checkbox", name="External")
    external.uncheck()
    assert page.locator("#overview--node--session-border-controller").is_hidden()
    assert "59" not in numbers(page)
    assert query(page) == "?hide-zones=external"
    page.get_by_role("checkbox", name="Kafka").uncheck()
    assert page.get_by_role("switch", name="Show Kafka").get_attribute("aria-checked") == "false"
    press(page, "Show all")
    assert (len(numbers(page)), query(page)) == (60, "")


FADED = """view => [...document.querySelectorAll(`svg[data-view=${view}] .node`)]
    .filter(node => node.getClientRects().length && getComputedStyle(node).opacity < 0.5)
    .map(node => node.dataset.id)"""


def faded(page: Page, view: str = "overview") -> set[str]:
    """The boxes that step back, when nothing moves any more."""
    at_rest(page)
    return set(page.evaluate(FADED, view))


def ends(page: Page) -> set[str]:
    """The endpoints of the lines that are shown."""
    lines = page.locator("svg[data-view=overview] .line:visible")
    return {str(line.get_attribute(f"data-{end}")) for line in lines.all() for end in ("source", "destination")}


@pytest.mark.parametrize(
    "hidden", ["hide=redis", "hide=http,https,redis", "hide-tenancies=single", "hide-zones=external"]
)
def test_boxes_without_a_line_step_back(open_page: Open, hidden: str) -> None:
    page = open_page(f"architecture/?{hidden}")
    shown = {str(node.get_attribute("data-id")) for node in page.locator("svg[data-view=overview] .node:visible").all()}
    assert faded(page) == shown - ends(page)
    assert ends(page)
    page.get_by_text("Show and hide").first.click()
    press(page, "Show all")
    assert (faded(page), len(ends(page))) == (set(), 28)


def test_a_copy_steps_back_by_itself(open_page: Open) -> None:
    page = open_page("architecture/?hubs=repeated&hide=http,https")
    copies = page.locator("svg[data-view=overview-repeated] .node[data-id=config-service]").all()
    assert len(copies) > 2
    assert faded(page, "overview-repeated") >= {"config-service"}
    page = open_page("architecture/?hubs=repeated&hide=redis")
    assert "redis" in faded(page, "overview-repeated")
    assert "kafka" not in faded(page, "overview-repeated")


def test_what_is_pointed_at_comes_forward_again(open_page: Open) -> None:
    page = open_page("architecture/?hide=redis")
    assert "redis" in faded(page)
    page.locator("#overview--node--redis .outline").hover()
    assert "redis" not in faded(page)


def test_only_one_is_shown_and_the_others_come_back(open_page: Open) -> None:
    page = open_page("architecture/")
    page.get_by_text("Show and hide").first.click()
    only = page.get_by_role("button", name="Only Kafka").first
    only.focus()
    page.keyboard.press("Enter")
    protocols = "svg[data-view=overview] .line:visible"
    assert page.locator(protocols).count() == page.locator("svg[data-view=overview] .line.protocol-kafka").count()
    assert set(page.locator("[data-table=connections] tr:visible td:nth-child(4)").all_inner_texts()) == {"Kafka"}
    assert faded(page) >= {"redis", "config-service", "cx-contact"}
    assert not faded(page) & {"kafka", "tenant-service"}
    kept = query(page)
    assert kept == "?hide=tcp,sip-tcp,sip-udp,http,https,redis,postgres"
    page.get_by_role("button", name="Only Redis").first.click()
    assert "kafka" in query(page)
    assert "redis" not in query(page)
    page.get_by_role("button", name="Only Redis").first.click()
    assert (query(page), len(numbers(page)), faded(page)) == ("", 60, set())
    again = open_page(f"architecture/{kept}")
    assert set(again.locator("[data-table=connections] tr:visible td:nth-child(4)").all_inner_texts()) == {"Kafka"}


def test_only_one_zone_shows_its_boxes_also_where_no_line_is_left(open_page: Open) -> None:
    page = open_page("architecture/")
    page.get_by_text("Show and hide").first.click()
    page.get_by_role("button", name="Only External").first.click()
    boxes = page.locator("svg[data-view=overview] .node:visible")
    assert {box.get_attribute("data-zone-name") for box in boxes.all()} == {"External"}
    assert numbers(page) == []


def test_a_double_click_in_the_legend_is_only(open_page: Open) -> None:
    page = open_page("architecture/")
    entry = page.get_by_role("switch", name="Show Kafka").locator("text")
    entry.dblclick()
    assert query(page) == "?hide=tcp,sip-tcp,sip-udp,http,https,redis,postgres"
    assert page.get_by_role("switch", name="Show Redis").get_attribute("aria-checked") == "false"
    entry.dblclick()
    assert query(page) == ""


def test_a_finger_can_do_it_too(open_page: Open) -> None:
    page = open_page("architecture/?tools=all", 390, has_touch=True)
    page.get_by_text("Show and hide").locator("visible=true").tap()
    only = page.get_by_role("button", name="Only Kafka").locator("visible=true")
    box = only.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    only.tap()
    assert "hide=tcp" in query(page)


def test_find_passes_by_what_is_hidden(open_page: Open) -> None:
    page = open_page("architecture/?hide-tenancies=single&find=tenant-service")
    assert page.locator(".diagram-find output").first.inner_text() == "0 found"


def test_filters_are_in_the_address(open_page: Open) -> None:
    page = open_page("architecture/?hide=http,https,redis&hide-zones=external&theirs=stays")
    assert set(page.locator("[data-table] tr:visible td:nth-child(4)").all_inner_texts()) <= {
        "TCP", "Kafka", "SIP/TCP", "SIP/UDP", "Postgres",
    }  # fmt: skip
    assert page.locator("#overview--node--external-customer").is_hidden()
    page.get_by_role("switch", name="Show Redis").locator("text").click()
    assert query(page) == "?hide=http,https&hide-zones=external&theirs=stays"


def test_hiding_the_connection_of_the_address_lets_it_go(open_page: Open) -> None:
    page = open_page("architecture/#connection-40")
    page.get_by_text("Show and hide").first.click()
    page.get_by_role("checkbox", name="Redis").uncheck()
    assert query(page) == "?hide=redis"
    assert page.evaluate("location.hash") == ""


# Hubs


def test_shared_and_repeated_hubs_take_each_others_place(open_page: Open) -> None:
    page = open_page("architecture/")
    shared, repeated = (page.locator(f"svg[data-view={view}]") for view in ("overview", "overview-repeated"))
    assert (shared.is_visible(), repeated.is_visible()) == (True, False)
    button = page.get_by_role("button", name="Repeat shared endpoints").locator("visible=true")
    button.click()
    assert (shared.is_visible(), repeated.is_visible()) == (False, True)
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.matches('[data-hubs=repeated] .diagram-hubs')"), "the focus stays"
    assert query(page) == "?hubs=repeated"
    page = open_page("architecture/?hubs=repeated#connection-40")
    assert in_sight(page.locator("[id='overview-repeated--badge--40']"))
    assert in_sight(page.locator("#connection-40"))


def test_back_and_forward_follow_the_state(open_page: Open, address: str) -> None:
    page = open_page("architecture/?hide=redis")
    page.goto(f"{address}/services/redis/")
    page.go_back()
    page.wait_for_selector(".diagram-sort")
    assert "40" not in numbers(page)


@pytest.mark.parametrize(("connection", "width"), [(29, 1280), (40, 390), (29, 390)])
def test_a_connection_that_an_address_names_can_be_read(open_page: Open, connection: int, width: int) -> None:
    page = open_page(f"architecture/?zoom=fit#connection-{connection}", width, 844)
    assert page.evaluate("document.querySelector('.diagram-docked svg').getScreenCTM().a") * 9.5 >= 10
    assert in_sight(page.locator(f"#overview--badge--{connection}"))


def test_the_overview_opens_as_wide_as_the_window(open_page: Open) -> None:
    page = open_page("architecture/", 1280, 800)
    frame = page.locator(".diagram-scroll").first
    assert frame.evaluate("frame => frame.scrollWidth - frame.clientWidth") == 0
    page = open_page("architecture/", 390, 844)
    assert page.evaluate("document.querySelector('svg.diagram').getScreenCTM().a") * 9.5 >= 9
