"""A picture in a file of its own, opened alone or saved: light or dark as the site is, whatever the system says."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
import resvg_py
from playwright.sync_api import Page

from diagramgen.draw.theme import DARK, LIGHT
from tests.browser.reader import Open, Serve
from tests.browser.test_places import policy

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
SWITCHED = [(system, site) for system in ("light", "dark") for site in ("light", "dark")]
GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(30, 33, 41)"}
SHOWN = """() => [document.documentElement, document.querySelector('.halo')]
    .map((found, place) => getComputedStyle(found)[place ? 'stroke' : 'backgroundColor'])"""


def switch(page: Page, site: str) -> None:
    """Put the site's switch to light or dark."""
    wanted = "slate" if site == "dark" else "default"
    if page.evaluate("document.body.dataset.mdColorScheme") != wanted:
        page.locator("label[for^=__palette]").locator("visible=true").first.click()
    page.wait_for_function(f"document.body.dataset.mdColorScheme === '{wanted}'")


def saved(page: Page, name: str) -> tuple[str, bytes]:
    """The name and the content of what a button saves."""
    with page.expect_download() as waited:
        page.get_by_role("button", name=name).locator("visible=true").first.click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def colours(svg: bytes, name: str) -> set[str]:
    return {value for element in ElementTree.fromstring(svg).iter() if (value := element.get(name))}


@pytest.mark.parametrize(("system", "site"), SWITCHED)
def test_a_picture_that_is_opened_alone_follows_the_switch(open_page: Open, system: str, site: str) -> None:
    page = open_page("architecture/", color_scheme=system)
    switch(page, site)
    page.get_by_role("link", name="Open as a file").locator("visible=true").click()
    page.wait_for_url(f"**/views/overview.svg#overview--{site}")
    assert page.evaluate(SHOWN) == [GROUND[site]] * 2
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == [GROUND["light"]] * 2


def test_the_link_follows_the_switch_while_the_page_is_open(open_page: Open) -> None:
    page = open_page("services/redis/")
    for site in ("dark", "light"):
        switch(page, site)
        page.wait_for_function(
            f"document.querySelector('a.diagram-file').href.endsWith('redis.svg#service--redis--{site}')"
        )


@pytest.mark.parametrize("system", ["light", "dark"])
def test_without_a_script_the_file_follows_the_system_as_the_page_does(open_page: Open, system: str) -> None:
    page = open_page("architecture/", java_script_enabled=False, color_scheme=system)
    assert page.locator(".diagram-save").count() == 0
    page.get_by_role("link", name="Open as a file").first.click()
    page.wait_for_url("**/views/overview.svg")
    assert page.evaluate(SHOWN) == [GROUND[system]] * 2


@pytest.mark.parametrize(("system", "site"), SWITCHED)
def test_a_saved_picture_has_its_colours_as_attributes(
    open_page: Open, address: str, tmp_path: Path, system: str, site: str
) -> None:
    page = open_page("architecture/?zoom=200-300-300&find=redis", color_scheme=system)
    switch(page, site)
    page.get_by_role("searchbox", name="Find in the picture").first.press("Enter")
    assert page.locator(".hit-now").count() == 1
    name, svg = saved(page, "Save as SVG")
    assert name == f"overview-{site}.svg"
    ground = DARK if site == "dark" else LIGHT
    root = ElementTree.fromstring(svg)
    assert root[0].attrib == {"width": "100%", "height": "100%", "fill": ground.background}
    assert {halo.attrib["stroke"] for halo in root.iter(f"{SVG}path") if halo.get("class") == "halo"} == {GROUND[site]}
    assert not list(root.iter(f"{SVG}style"))
    for colour in (colours(svg, "fill") | colours(svg, "stroke")) - {ground.background}:
        assert re.fullmatch(r"none|rgba?\([\d, ]+\)", colour), "no variable, and nothing of the page's own"
    links = [link.attrib["href"] for link in root.iter(f"{SVG}a")]
    assert f"{address}/services/redis/" in links
    assert f"{address}/architecture/#connection-40" in links
    assert all(link.startswith(address) for link in links)
    text = svg.decode()
    assert not re.search(r'class="[^"]*\b(?:hit|hit-now)\b|tabindex|role="switch"|style=', text)
    (tmp_path / "a.svg").write_bytes(svg)
    png = bytes(resvg_py.svg_to_bytes(svg_path=str(tmp_path / "a.svg")))
    assert struct.unpack(">II", png[16:24]) == (int(float(root.attrib["width"])), int(float(root.attrib["height"])))


def test_boxes_that_step_back_do_so_in_the_file(open_page: Open) -> None:
    page = open_page("architecture/?hide=redis")
    _, svg = saved(page, "Save as SVG")
    faded = [one.attrib["data-id"] for one in ElementTree.fromstring(svg).iter(f"{SVG}g") if one.get("opacity")]
    assert faded == ["redis"]


def test_what_is_hidden_is_not_saved(open_page: Open) -> None:
    page = open_page("architecture/?hide=redis&hide-zones=external")
    _, svg = saved(page, "Save as SVG")
    text = svg.decode()
    assert 'data-connection="1"' in text
    assert 'data-connection="40"' not in text
    assert "protocol-redis" not in text
    assert 'data-id="external-customer"' not in text
    assert page.locator("#overview--badge--1").count() == 1, "the page keeps its own"


PIXELS = """async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], {type: 'image/png'}))
    const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext('2d')
    pen.drawImage(image, 0, 0)
    return [image.width, image.height, ...pen.getImageData(1, 1, 1, 1).data]
}"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("site", ["light", "dark"])
def test_a_picture_can_be_saved_as_pixels(open_page: Open, width: int, site: str) -> None:
    page = open_page("services/redis/", width)
    switch(page, site)
    name, png = saved(page, "Save as PNG")
    assert name == f"service--redis-{site}.png"
    width_, height = page.evaluate(
        "(({width, height}) => [width, height])(document.querySelector('svg.diagram').viewBox.baseVal)"
    )
    ground = [30, 33, 41] if site == "dark" else [255, 255, 255]
    assert page.evaluate(PIXELS, list(png)) == pytest.approx([2 * width_, 2 * height, *ground, 255], abs=1)
    assert page.locator("#diagram-live").inner_text() == "The picture is saved"


def test_under_the_documented_policy_too(open_page: Open, built_site: Path, serve: Serve) -> None:
    with serve(built_site, policy) as address:
        page = open_page(f"{address}/architecture/")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        assert saved(page, "Save as SVG")[0] == "overview-light.svg"
        assert saved(page, "Save as PNG")[1].startswith(b"\x89PNG")
        assert said == []


def test_on_paper_there_is_no_button(open_page: Open) -> None:
    page = open_page("architecture/")
    page.emulate_media(media="print")
    assert page.locator(".diagram-save:visible").count() == 0
