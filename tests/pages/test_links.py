"""Where nodes and badges of a picture lead to, by the page on which it stands."""

from __future__ import annotations

import pytest

from diagramgen.pages.context import Context
from diagramgen.pages.links import links_on, links_to
from diagramgen.pages.urls import Urls
from tests.drawing import context, model, services

MODEL = model(services(3), [(0, 1), (1, 2), (1, 1)])


@pytest.fixture(scope="module")
def directory() -> Context:
    return context(MODEL)


@pytest.fixture(scope="module")
def file() -> Context:
    return context(MODEL, Urls("file"))


def test_on_the_architecture_page_a_badge_leads_to_its_row_there(directory: Context) -> None:
    links = links_on(directory, "overview", "architecture.md")
    assert links.badge("2") == "#connection-2"
    assert links.node("s1") == "../services/s1/"


def test_on_an_endpoints_page_a_badge_leads_to_that_pages_row(directory: Context) -> None:
    links = links_on(directory, "service--s1", "services/s1.md")
    assert links.badge("1") == "#s1--in--connection-1"
    assert links.badge("2") == "#s1--out--connection-2"
    assert links.badge("3") == "#s1--in--connection-3", "a connection to itself: the row of the incoming ones"
    assert links.node("s2") == "../s2/"
    assert links.node("s1") == "./"


def test_in_a_file_of_its_own_a_badge_leads_to_the_architecture_page(directory: Context, file: Context) -> None:
    links = links_on(directory, "service--s1", "views/service--s1.svg")
    assert (links.badge("1"), links.node("s2")) == ("../architecture/#connection-1", "../services/s2/")
    links = links_on(file, "service--s1", "views/service--s1.svg")
    assert (links.badge("1"), links.node("s2")) == ("../architecture.html#connection-1", "../services/s2.html")


@pytest.mark.parametrize("base", ["https://docs.invalid/shop", "https://docs.invalid/shop/"])
def test_a_picture_that_stands_anywhere_leads_to_a_site(base: str) -> None:
    links = links_to(base, "directory")
    assert links.node("s1") == "https://docs.invalid/shop/services/s1/"
    assert links.badge("2") == "https://docs.invalid/shop/architecture/#connection-2"
    assert links_to(base, "file").badge("2") == "https://docs.invalid/shop/architecture.html#connection-2"
