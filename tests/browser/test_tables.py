"""Tables that can be sorted, filtered, copied and downloaded."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.reader import Open, Serve, at_rest, in_sight, numbers, query

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def many(built_site: Path, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Iterator[str]:
    """The address of the architecture page with 3,000 rows."""
    folder = tmp_path_factory.mktemp("many")
    for name in ("assets", "stylesheets", "search"):
        (folder / name).symlink_to(built_site / name)
    html = (built_site / "architecture" / "index.html").read_text(encoding="utf-8")
    row = re.search(r'<tr id="connection-60".*?</tr>', html, re.DOTALL)
    assert row is not None
    more = [row[0].replace("connection-60", f"connection-{n}").replace(">60<", f">{n}<") for n in range(61, 3001)]
    more = [text.replace('data-connection="60"', f'data-connection="{n}"') for n, text in enumerate(more, 61)]
    (folder / "many").mkdir()
    (folder / "many" / "index.html").write_text(html.replace(row[0], "\n".join([row[0], *more])), encoding="utf-8")
    with serve(folder) as address:
        yield f"{address}/many/"


def sort(page: Page, column: str) -> None:
    page.locator(".diagram-connections").first.get_by_role("button", name=column, exact=True).click()


def column(page: Page, place: int) -> list[str]:
    return page.locator(f".diagram-connections tbody tr:visible td:nth-child({place})").all_inner_texts()


def test_every_column_sorts_up_down_and_back(open_page: Open) -> None:
    page = open_page("architecture/")
    heads = page.locator(".diagram-connections th")
    assert heads.count() == 7
    for place in range(7):
        name = heads.nth(place).inner_text().strip()
        sort(page, name)
        assert heads.nth(place).get_attribute("aria-sort") == "ascending", name
        up = column(page, place + 1)
        sort(page, name)
        assert heads.nth(place).get_attribute("aria-sort") == "descending", name
        assert column(page, place + 1) == up[::-1], name
        sort(page, name)
        assert page.locator("[aria-sort]").count() == 0
        assert numbers(page) == [str(number) for number in range(1, 61)], name


SIGN = """head => {
    const style = getComputedStyle(head.querySelector('button'), '::after')
    return [style.content.replace(/[^▲▼]/g, ''), style.color === getComputedStyle(head).color]
}"""
"""What stands behind the words of a head, and whether it is as strong as they are."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_head_shows_that_it_can_be_sorted(open_page: Open, width: int, scheme: str) -> None:
    page = open_page("architecture/?sort=port", width, color_scheme=scheme)
    page.mouse.move(0, 0)
    signs = [head.evaluate(SIGN) for head in page.locator(".diagram-connections th").all()]
    assert signs == [["▲", True] if place == 4 else ["▲▼", False] for place in range(7)]
    sort(page, "Port")
    assert page.locator(".diagram-connections th").nth(4).evaluate(SIGN) == ["▼", True]


@pytest.mark.parametrize("width", [390, 1440])
def test_the_whole_head_sorts(open_page: Open, width: int) -> None:
    page = open_page("architecture/", width)
    heads = page.locator(".diagram-connections th")
    for head in (heads.first, heads.last):
        box = head.bounding_box()
        assert box is not None
        for x, y in ((3, 3), (box["width"] - 3, 3), (3, box["height"] - 3), (box["width"] - 3, box["height"] - 3)):
            before = head.get_attribute("aria-sort")
            head.click(position={"x": x, "y": y})
            assert head.get_attribute("aria-sort") != before, (x, y)


def test_ports_are_sorted_as_numbers_and_words_come_last(open_page: Open) -> None:
    page = open_page("architecture/?sort=port")
    ports = column(page, 5)
    leading = [
        int("".join(c for c in port.split(",")[0].split("/")[0].split("-")[0] if c.isdigit()))
        for port in ports
        if port[:1].isdigit()
    ]
    assert leading == sorted(leading)
    assert leading[0] < 1000 < 10000 < leading[-1], "as text, 12100 would come before 80"
    worded = [place for place, port in enumerate(ports) if not port[:1].isdigit()]
    assert worded == list(range(len(leading), 60))
    assert worded


def test_connections_are_sorted_as_numbers(open_page: Open) -> None:
    page = open_page("architecture/?sort=-connection")
    assert numbers(page) == [str(number) for number in range(60, 0, -1)]


def test_text_filters_rows_and_all_words_count(open_page: Open) -> None:
    page = open_page("architecture/")
    field = page.get_by_role("searchbox", name="Filter the table")
    field.fill("REGISTRAR  kafka")
    assert numbers(page) == ["53"]
    assert page.locator(".diagram-table-tools output").inner_text() == "1 of 60 rows"
    assert query(page) == "?filter=REGISTRAR++kafka"
    field.fill("")
    assert (len(numbers(page)), query(page)) == (60, "")


def test_sorting_and_filter_are_in_the_address_of_each_table(open_page: Open) -> None:
    page = open_page("services/tenant-service/?sort=-connection&filter-out=redis&sort-out=-connection")
    incoming, outgoing = numbers(page, "in"), numbers(page, "out")
    assert incoming == sorted(incoming, key=int, reverse=True)
    assert outgoing == sorted(outgoing, key=int, reverse=True)
    assert len(incoming) > 3
    assert set(page.locator("[data-table=out] tr:visible td:nth-child(4)").all_inner_texts()) == {"Redis"}


def test_a_row_is_copied(open_page: Open) -> None:
    page = open_page("architecture/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#connection-40 td").nth(6).hover()
    button = page.get_by_role("button", name="Copy this row")
    button.click()
    page.get_by_role("button", name="Copied this row").get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "\t".join(
        [
            "40",
            "Voice SIP Cluster Service",
            "Redis",
            "Redis",
            "6379*",
            "Egress",
            "Streaming of Voice Microservices events.",
        ]
    )
    page.locator("#connection-41 a").first.focus()
    page.locator("#connection-40").hover()
    assert button.all_inner_texts() == ["Copy", "Copy"], "where the keyboard is, and where the pointer is"


def test_the_button_is_no_part_of_what_a_row_says(open_page: Open) -> None:
    page = open_page("architecture/")
    page.locator("#connection-40 td").nth(6).hover()
    page.get_by_role("searchbox", name="Filter the table").fill("events copy")
    assert numbers(page) == []


def test_the_keyboard_copies_a_row(open_page: Open) -> None:
    page = open_page("architecture/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#connection-8 a").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Copy this row"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied this row").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("8\tGenesys Engagement Service\t")
    assert page.evaluate("document.activeElement.closest('tr').id") == "connection-8"


def test_the_table_is_downloaded_as_it_was_built(open_page: Open, tmp_path: Path) -> None:
    page = open_page("services/redis/")
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download as CSV").first.click()
    waited.value.save_as(tmp_path / "table.csv")
    assert waited.value.suggested_filename == "redis--in.csv"
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == numbers(page, "in")
    assert rows[0][6] == "Data that travels on this connection"


def test_the_header_stays_in_sight(open_page: Open) -> None:
    page = open_page("architecture/")
    page.locator("#connection-45").evaluate("row => row.scrollIntoView({block: 'end'})")
    assert in_sight(page.locator(".diagram-connections th").first)
    page = open_page("architecture/#connection-45")
    head, dock = page.locator(".diagram-connections th").first, page.locator(".diagram-docked")
    page.mouse.wheel(0, 200)
    at_rest(page)
    top, bottom = head.bounding_box(), dock.bounding_box()
    assert top is not None
    assert bottom is not None
    assert top["y"] == pytest.approx(bottom["y"] + bottom["height"], abs=2)


@pytest.mark.parametrize("fragment", ["", "#connection-45"])
def test_the_header_of_a_table_that_is_broader_than_the_page_stays_in_sight_too(open_page: Open, fragment: str) -> None:
    page = open_page(f"architecture/{fragment}", 800, 1000)
    box = page.locator(".diagram-connections")
    assert box.evaluate("box => [box.scrollWidth > box.clientWidth, box.scrollHeight > box.clientHeight]") == [
        True,
        True,
    ]
    if not fragment:
        page.locator("#connection-45").evaluate("row => row.scrollIntoView({block: 'end'})")
    head, row = box.locator("th").first, page.locator("#connection-45 td").first
    assert in_sight(head)
    assert in_sight(row)
    above, below = head.bounding_box(), row.bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] >= above["y"] + above["height"] - 1
    page.emulate_media(media="print")
    assert box.evaluate("box => box.scrollHeight <= box.clientHeight + 1"), "paper has all of it"


@pytest.mark.parametrize("width", [390, 800, 1000, 1440])
def test_no_width_cuts_a_table_off(open_page: Open, width: int) -> None:
    for path in ("architecture/", "services/redis/"):
        page = open_page(path, width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        box = "box => [box.scrollWidth - box.clientWidth, getComputedStyle(box).overflowX]"
        wider, overflow = page.locator(".diagram-connections").first.evaluate(box)
        assert wider <= 1 or overflow == "auto", path


def test_on_a_phone_a_row_is_a_card_that_names_its_columns(open_page: Open) -> None:
    page = open_page("architecture/", 390)
    row = page.locator("#connection-40")
    cells = row.locator("td")
    labels = [
        cells.nth(place).evaluate("cell => getComputedStyle(cell, '::before').content.slice(1, -1)")
        for place in range(7)
    ]
    assert labels == page.locator(".diagram-connections th").all_text_contents()
    tops = [cells.nth(place).evaluate("cell => cell.getBoundingClientRect().top") for place in range(7)]
    assert tops == sorted(set(tops)), "one below the other"
    assert row.evaluate("row => row.scrollWidth <= row.clientWidth + 1")


def test_a_page_of_a_writers_own(open_page: Open, shop_address: str) -> None:
    page = open_page(f"{shop_address}/own/?sort=-connection&sort-in=-connection", 390)
    boxes = page.locator(".diagram-connections")
    assert boxes.count() == 2
    cells = boxes.first.locator("tbody tr").first.locator("td")
    label = "cell => getComputedStyle(cell, '::before').content.slice(1, -1)"
    found = [cells.nth(place).evaluate(label) for place in range(3)]
    assert found == ["Port", "Connection", "Data that travels on this connection"]
    for box in boxes.all():
        shown = box.locator("td a[href*='badge--']").all_inner_texts()
        assert shown == sorted(shown, key=lambda text: (text == "?", -int(text) if text.isdigit() else 0))
        assert len(shown) > 1
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download as CSV").click()
    assert waited.value.suggested_filename == "shop-api--in.csv"
    boxes.first.locator("tbody tr").first.hover()
    assert page.locator("svg .badge.lit").count() == 1


def test_controls_on_a_phone_are_as_large_as_a_finger(open_page: Open) -> None:
    page = open_page("architecture/?tools=all", 390)
    page.get_by_text("Show and hide").first.click()
    controls = (
        ".diagram-tools :is(button, input[type=search], summary, label), .diagram-sort, .diagram-table-tools input"
    )
    small = page.evaluate(
        """controls => [...document.querySelectorAll(controls)].filter(found => found.checkVisibility())
            .map(found => [found.textContent, found.getBoundingClientRect()])
            .filter(([, box]) => box.width < 44 || box.height < 44)
            .map(([text, box]) => [text, box.width, box.height])""",
        controls,
    )
    assert small == []


def test_three_thousand_rows_come_as_the_reader_gets_to_them(open_page: Open, many: str) -> None:
    """How long it takes is no matter of a test; here, that all of them can be reached."""
    page = open_page(many)
    assert page.locator(".diagram-table-tools output").inner_text() == "3000 rows"
    assert numbers(page) == [str(number) for number in range(1, 201)]
    page.locator(".diagram-more").scroll_into_view_if_needed()
    page.wait_for_function(
        "document.querySelectorAll('.diagram-connections tbody tr:not(.diagram-later)').length === 400"
    )
    sort(page, "Connection")
    sort(page, "Connection")
    assert numbers(page)[:3] == ["3000", "2999", "2998"]
    page.get_by_role("searchbox", name="Filter the table").fill("2950")
    assert numbers(page) == ["2950"]


def test_a_link_to_a_row_far_down_shows_it(open_page: Open, many: str) -> None:
    page = open_page(f"{many}#connection-2950")
    assert page.locator("#connection-2950").is_visible()


def test_paper_has_all_rows(open_page: Open, many: str) -> None:
    page = open_page(many)
    page.emulate_media(media="print")
    assert page.locator("#connection-3000").is_visible()
    assert page.locator(".diagram-more").is_hidden()


def test_nothing_is_said_twice(open_page: Open) -> None:
    page = open_page("architecture/")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(found => found.id)")
    assert len(ids) == len(set(ids))
