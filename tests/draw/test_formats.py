"""The other formats of a picture: PNG, PDF, DOT and JSON, each the same bytes every time."""

from __future__ import annotations

import json
import re
import struct
import subprocess

import pytest

from diagramgen.catalog import DRAWINGS
from diagramgen.draw.links import Links
from diagramgen.layout.engine import find_engine
from diagramgen.picture import Picture
from tests.draw.conftest import everything
from tests.drawing import model, pictures, services

LINKS = Links(node=lambda endpoint: f"services/{endpoint}/")


def made(form: str, picture: Picture, scale: float = 1.0) -> bytes:
    """A picture in a format, as it would be written."""
    return DRAWINGS[form](picture, LINKS, scale)


@pytest.fixture(scope="module")
def picture() -> Picture:
    return pictures(everything(), ["overview"])["overview"]


@pytest.mark.parametrize("form", DRAWINGS)
def test_a_picture_is_the_same_bytes_each_time(picture: Picture, form: str) -> None:
    assert made(form, picture) == made(form, picture)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_png_has_the_pictures_size_in_pixels(picture: Picture, scale: float) -> None:
    content = made("png", picture, scale)
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", content[16:24]) == (picture.width * scale, picture.height * scale)


def test_a_png_shows_letters() -> None:
    """The packaged font is found: a name makes a difference."""
    named, other = (
        made("png", pictures(model([endpoint]), ["overview"])["overview"])
        for endpoint in (services(1)[0], services(2)[1])
    )
    assert named != other


def test_a_pdf_is_one_page_without_a_date(picture: Picture) -> None:
    content = made("pdf", picture)
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == 1
    assert b"/CreationDate" not in content
    assert b"/FontFile" in content or b"/FontDescriptor" in content, "text is text"


def test_a_dot_file_is_drawn_where_everything_stands(picture: Picture) -> None:
    source = made("dot", picture)
    run = subprocess.run(
        [find_engine().command, "-Kneato", "-n2", "-Tjson0"], input=source, capture_output=True, check=True, timeout=30
    )
    drawn = json.loads(run.stdout)
    places = {node["name"]: node["pos"] for node in drawn["objects"]}
    assert len(places) == len(picture.nodes)
    (left, bottom, _, top) = (float(part) for part in drawn["bb"].split(","))
    for placed in picture.nodes:
        x, y = (float(part) for part in places[placed.node.key].split(","))
        expected = placed.box.centre[0], picture.height - placed.box.centre[1]
        first = picture.nodes[0]
        fx, fy = (float(part) for part in places[first.node.key].split(","))
        # The engine may move the whole drawing to the origin.
        assert x - fx == pytest.approx(expected[0] - first.box.centre[0], abs=0.1)
        assert y - fy == pytest.approx(expected[1] - (picture.height - first.box.centre[1]), abs=0.1)
    assert len(drawn["edges"]) == len(picture.lines)
    assert top > bottom
    assert left >= 0


def test_json_has_every_box_and_number(picture: Picture) -> None:
    data = json.loads(made("json", picture))
    assert (data["view"], data["width"], data["height"]) == ("overview", picture.width, picture.height)
    assert {node["key"]: node["href"] for node in data["nodes"]} == {
        name: f"services/{name}/" for name in ("bank", "cache", "clerk", "shop-api", "stream")
    }
    assert [badge["connection"] for badge in data["badges"]] == [b.badge.connection for b in picture.badges]
    for badge, placed in zip(data["badges"], picture.badges, strict=True):
        assert badge["box"] == [placed.box.x, placed.box.y, placed.box.width, placed.box.height]
        assert badge["href"] == f"#connection-{badge['connection']}"
        assert badge["connection"] in data["lines"][badge["line"]]["connections"]
