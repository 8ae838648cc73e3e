"""Picture and table light up together, and lead to each other; the address says where one is."""

from __future__ import annotations

import pytest

from tests.browser.reader import Open, arrived, at_rest, dimmed, in_sight, lit, query

pytestmark = pytest.mark.browser

FORTY = {
    "badges": {"40"},
    "nodes": {"voice-sip-cluster-service", "redis"},
    "lines": {"40 41 49"},
    "rows": {"connection-40"},
}
NOTHING: dict[str, set[str]] = {name: set() for name in FORTY}


def test_the_pointer_on_a_badge_lights_its_line_its_ends_and_its_row(open_page: Open) -> None:
    page = open_page("architecture/")
    assert (lit(page), dimmed(page)) == (NOTHING, False)
    page.locator("#overview--badge--40").hover()
    assert (lit(page), dimmed(page)) == (FORTY, True)
    faded = "element => getComputedStyle(element).opacity"
    at_rest(page)
    assert float(page.locator("#overview--badge--41").evaluate(faded)) < 0.5
    assert float(page.locator("#overview--badge--40").evaluate(faded)) == 1
    page.mouse.move(1, 1)
    assert (lit(page), dimmed(page)) == (NOTHING, False)


def test_the_pointer_on_a_row_lights_it_and_its_connection(open_page: Open) -> None:
    page = open_page("architecture/")
    page.locator("#connection-40 td").nth(6).hover()
    assert lit(page) == FORTY


def test_the_pointer_on_a_line_lights_all_its_connections(open_page: Open) -> None:
    page = open_page("architecture/")
    line = page.locator("[id='overview--line--voice-sip-cluster-service--redis--redis']")
    line.locator(".spine").dispatch_event("pointerover")
    assert lit(page) == FORTY | {
        "badges": {"40", "41", "49"},
        "rows": {"connection-40", "connection-41", "connection-49"},
    }


def test_a_line_is_as_wide_as_a_finger_can_hit_and_a_click_on_it_leads_to_a_row(open_page: Open) -> None:
    page = open_page("architecture/")
    place = page.evaluate(
        """() => {
            const path = document.querySelector('.line[data-connections="25"] .spine')
            path.scrollIntoView({block: 'center'})
            const at = path.getPointAtLength(path.getTotalLength() * 0.3).matrixTransform(path.getScreenCTM())
            return [at.x + 4, at.y]
        }"""
    )
    page.mouse.click(*place)
    arrived(page, "#connection-25")
    assert in_sight(page.locator("#connection-25"))


def test_the_pointer_on_a_box_lights_everything_that_it_talks_to(open_page: Open) -> None:
    page = open_page("architecture/")
    page.locator("#overview--node--voice-sip-cluster-service a").hover()
    found = lit(page)
    assert found["badges"] == {"25", "27", "28", "39", "40", "41", "49", "50", "51"}
    assert found["rows"] == {f"connection-{number}" for number in found["badges"]}
    assert found["nodes"] >= {"redis", "kafka", "frontend-service", "voice-sip-cluster-service"}
    assert "tenant-service" not in found["nodes"]


def test_of_a_repeated_endpoint_only_the_box_at_the_line_lights_up(open_page: Open) -> None:
    page = open_page("architecture/?hubs=repeated")
    page.locator("[id='overview-repeated--badge--40']").hover()
    boxes = page.locator("svg[data-view=overview-repeated] .node.lit")
    assert boxes.count() == 2
    assert page.locator("svg[data-view=overview-repeated] .node[data-id=redis]").count() > 2


def test_the_keyboard_reaches_all_of_it(open_page: Open) -> None:
    page = open_page("architecture/")
    page.locator("#overview--badge--40").focus()
    assert lit(page) == FORTY
    page.keyboard.press("Enter")
    arrived(page, "#connection-40")
    assert page.evaluate("document.activeElement.closest('tr')?.id") == "connection-40"
    page.keyboard.press("Enter")
    arrived(page, "#overview--badge--40")
    assert page.evaluate("document.activeElement.id") == "overview--badge--40"
    page.locator("#connection-41 a").first.focus()
    assert lit(page)["badges"] == {"41"}, "a row lights up as soon as the keyboard is in it"


def test_the_keyboard_comes_to_a_line_of_several_connections(open_page: Open) -> None:
    page = open_page("architecture/")
    line = page.get_by_role("link", name="Connections 40, 41, 49").locator("visible=true")
    line.focus()
    assert lit(page) == FORTY | {
        "badges": {"40", "41", "49"},
        "rows": {"connection-40", "connection-41", "connection-49"},
    }
    page.keyboard.press("Enter")
    arrived(page, "#connection-40")
    stops = page.locator("svg[data-view=overview] .line [tabindex]").count()
    several = page.locator("svg[data-view=overview] .line[data-connections*=' ']").count()
    assert stops == several == 4, "a line of one connection has its badge"


def test_a_pointer_that_rests_takes_nothing_from_the_keyboard(open_page: Open) -> None:
    """Each number that the keyboard comes to may scroll the page, and puts another box under the pointer."""
    page = open_page("architecture/", height=500)
    page.locator("#overview--node--kafka a").hover()
    page.locator("#overview--badge--1").focus()
    for number in range(1, 61):
        assert lit(page)["badges"] == {str(number)}
        page.keyboard.press("Tab")
    page.mouse.move(700, 300)
    page.locator("#overview--node--kafka a").hover()
    assert "kafka" in lit(page)["nodes"], "a pointer that moves is heard again"


def test_a_screen_reader_is_told_which_connection_it_came_to(open_page: Open) -> None:
    page = open_page("architecture/")
    page.locator("#overview--badge--40").press("Enter")
    arrived(page, "#connection-40")
    said = page.locator("#diagram-live")
    assert said.get_attribute("role") == "status"
    assert said.inner_text().startswith("Connection 40: Voice SIP Cluster Service connects to Redis")


@pytest.mark.parametrize("width", [1440, 390])
def test_a_link_to_a_connection_opens_with_picture_and_row_shown(open_page: Open, width: int) -> None:
    page = open_page("architecture/#connection-40", width)
    assert lit(page) == FORTY
    assert in_sight(page.locator("#connection-40"))
    assert in_sight(page.locator("#overview--badge--40"))
    if width > 390:  # a phone has no room for both in a size that can be read
        assert in_sight(page.locator("#overview--node--redis .outline"))


def test_the_way_to_the_row_and_back(open_page: Open) -> None:
    page = open_page("architecture/")
    page.locator("#overview--badge--17").click()
    arrived(page, "#connection-17")
    assert in_sight(page.locator("#connection-17"))
    assert in_sight(page.locator("#overview--badge--17"))
    page.locator("#connection-17 td:first-child a").click()
    arrived(page, "#overview--badge--17")
    assert in_sight(page.locator("#overview--badge--17"))
    assert page.locator(".diagram-docked").count() == 0
    page.go_back()
    arrived(page, "#connection-17")
    assert page.locator(".diagram-docked").count() == 1


def test_escape_lets_go(open_page: Open) -> None:
    page = open_page("architecture/?hide=kafka#connection-40")
    page.keyboard.press("Escape")
    assert (lit(page), page.locator(".diagram-docked").count()) == (NOTHING, 0)
    assert page.evaluate("location.search + location.hash") == "?hide=kafka"


def test_a_tap_lights_up_and_a_second_one_follows(open_page: Open) -> None:
    page = open_page("architecture/", 390, has_touch=True)
    box = page.locator("#overview--node--voicemail a")
    box.tap()
    assert "voicemail" in lit(page)["nodes"]
    assert page.url.endswith("/architecture/")
    box.tap()
    page.wait_for_url("**/services/voicemail/")


def test_a_tap_on_a_row_lights_its_connection(open_page: Open) -> None:
    page = open_page("architecture/", 390, has_touch=True)
    page.locator("#connection-40 td").nth(6).tap()
    assert lit(page) == FORTY
    page.locator("h1").tap()
    assert lit(page) == NOTHING


@pytest.mark.parametrize(("side", "number"), [("in", "39"), ("out", "40")])
def test_both_tables_of_a_service_page(open_page: Open, side: str, number: str) -> None:
    page = open_page("services/voice-sip-cluster-service/")
    row = f"voice-sip-cluster-service--{side}--connection-{number}"
    page.locator(f"#service--voice-sip-cluster-service--badge--{number}").click()
    arrived(page, f"#{row}")
    assert lit(page)["rows"] == {row}
    assert in_sight(page.locator(f"tr[id='{row}']"))
    page.locator(f"tr[id='{row}'] td:first-child a").click()
    arrived(page, f"#service--voice-sip-cluster-service--badge--{number}")


def test_a_service_page_knows_the_plain_address_of_a_connection_too(open_page: Open) -> None:
    page = open_page("services/redis/#connection-40")
    assert lit(page)["rows"] == {"redis--in--connection-40"}
    assert in_sight(page.locator("[id='redis--in--connection-40']"))


def test_a_self_connection(open_page: Open, shop_address: str) -> None:
    page = open_page(f"{shop_address}/services/stock/")
    number = page.locator("svg .line[data-source=stock][data-destination=stock]").get_attribute("data-connections")
    page.locator(f"[id='service--stock--badge--{number}']").hover()
    assert lit(page) == {
        "badges": {number},
        "nodes": {"stock"},
        "lines": {number},
        "rows": {f"stock--in--connection-{number}", f"stock--out--connection-{number}"},
    }
    page.locator(f"[id='stock--out--connection-{number}'] td").nth(6).hover()
    assert lit(page)["badges"] == {number}


def test_a_link_to_something_hidden_shows_it(open_page: Open) -> None:
    page = open_page("architecture/?hide=redis#connection-40")
    assert lit(page) == FORTY
    assert in_sight(page.locator("#connection-40"))
    assert query(page) == ""


def test_a_link_to_the_other_picture_shows_it(open_page: Open) -> None:
    page = open_page("architecture/#view-overview-repeated")
    assert page.locator("svg[data-view=overview-repeated]").is_visible()
    page = open_page("architecture/#overview-repeated--badge--40")
    assert in_sight(page.locator("[id='overview-repeated--badge--40']"))
