"""Without a script, everything but the moving parts is there, and nothing is dead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.reader import Open
from tests.htmlread import Tag, read
from tests.sitelinks import tree

pytestmark = pytest.mark.browser

WINDOWS = [(width, scheme) for width in (1440, 390) for scheme in ("light", "dark")]


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_pictures_tables_and_links_are_there(open_page: Open, width: int, scheme: str) -> None:
    page = open_page("architecture/", width, java_script_enabled=False, color_scheme=scheme)
    assert page.locator("svg.diagram").count() == 2
    assert page.locator("svg.diagram").first.is_visible()
    assert page.locator("svg.diagram").last.is_visible()
    assert page.locator("[data-table=connections] tbody tr").count() == 60
    page.locator("#overview--badge--40").click()
    page.wait_for_url("**#connection-40")
    page.locator("#connection-40 a").first.click()
    page.wait_for_url("**#overview--badge--40")
    page.locator("#overview--node--redis a").click()
    page.wait_for_url("**/services/redis/")
    assert page.locator("[data-table=in] tbody tr").count() > 10


def test_nothing_is_there_that_only_a_script_would_bring_to_life(open_page: Open) -> None:
    for path in ("architecture/", "services/redis/"):
        page = open_page(path, java_script_enabled=False)
        assert page.locator("article :is(button, input, select, details, [tabindex], [role=switch])").count() == 0


def test_the_table_can_be_downloaded(open_page: Open) -> None:
    page = open_page("architecture/", java_script_enabled=False)
    with page.expect_download() as waited:
        page.get_by_role("link", name="Download as CSV").click()
    assert waited.value.suggested_filename == "connections.csv"
    assert len(Path(waited.value.path()).read_text(encoding="utf-8").splitlines()) >= 61


def test_a_phone_shows_rows_as_cards_and_hides_the_heads(open_page: Open) -> None:
    page = open_page("architecture/#connection-40", 390, java_script_enabled=False)
    assert page.locator(".diagram-connections thead").is_hidden()
    box = page.locator("#connection-40").bounding_box()
    assert box is not None
    assert box["width"] <= 390


def test_no_page_of_ours_has_an_inline_script_handler_or_style(built_site: Path) -> None:
    """The theme's own parts stand outside of articles."""
    found = {}
    for file in sorted(built_site.rglob("index.html")):
        ours = [tag for tag in tree(file).one("article").walk() if executed(tag)]
        found[file.parent.relative_to(built_site).as_posix()] = [tag.name for tag in ours]
    assert len(found) > 50
    assert {name: tags for name, tags in found.items() if tags} == {}


def test_no_picture_in_a_file_has_a_script_a_handler_or_an_attribute_of_style(built_site: Path) -> None:
    """Each has one style sheet of its own, as an element."""
    found = {}
    for file in sorted(built_site.rglob("*.svg")):
        ours = [tag for tag in tree(file).walk() if tag.name != "style" and executed(tag)]
        found[file.relative_to(built_site).as_posix()] = [tag.name for tag in ours]
    assert len(found) > 25
    assert {name: tags for name, tags in found.items() if tags} == {}


@pytest.mark.parametrize(
    "written",
    [
        *("<script></script>", "<style></style>", '<a onclick="x()"></a>', '<p style="color:red"></p>'),
        *('<a href=" JavaScript:x()"></a>', '<svg><a xlink:href="javascript:x()"></a></svg>'),
    ],
)
def test_what_a_policy_refuses_would_be_seen(written: str) -> None:
    assert any(executed(tag) for tag in read(written).walk())


def executed(tag: Tag) -> bool:
    """Whether an element is, or has, what a content security policy calls inline."""
    names = [name.lower() for name in tag.attributes]
    links = [value for name, value in tag.attributes.items() if name.lower().endswith(("href", "src", "action"))]
    return (
        tag.name.lower() in ("script", "style")
        or any(name.startswith("on") or name == "style" for name in names)
        or any((link or "").strip().lower().startswith("javascript:") for link in links)
    )
