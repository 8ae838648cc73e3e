"""The navigation: lines that stand for generated pages, a site without any, and many pages in groups."""

from __future__ import annotations

from typing import Any

import pytest

from diagramgen.pages.navigation import (
    FLAT_AT_MOST,
    GROUP_AT_MOST,
    Grouping,
    expanded,
    groups_of,
    title_in,
    title_of_folder,
    whole,
)
from diagramgen.resolve import resolve
from diagramgen.schema import Architecture, DataStore, Service, Zone

TITLES = {
    "index.md": "index.md",
    "guide.md": "guide.md",
    "architecture.md": "Shop",
    "services/index.md": "Services",
    "services/a.md": "Zulu",
    "services/b.md": "alpha",
    "services/c.md": "Mike",
    "views/who.md": "Who",
}
FOLDERS = ("services/", "views/")
SECTION = ["services/index.md", "services/b.md", "services/c.md", "services/a.md"]


@pytest.mark.parametrize(
    ("nav", "right"),
    [
        ([{"Services": "services/"}], [{"Services": SECTION}]),
        ([{"All": "./services/"}, {"More": "views/"}], [{"All": SECTION}, {"More": ["views/who.md"]}]),
        (["index.md", "services/"], ["index.md", {"Services": SECTION}]),
        ([{"Shop": ["architecture.md", {"Parts": "services/"}]}], [{"Shop": ["architecture.md", {"Parts": SECTION}]}]),
        ([{"Shop": [{"Deep": [{"Parts": "services/"}]}]}], [{"Shop": [{"Deep": [{"Parts": SECTION}]}]}]),
        ([{"Shop": ["services/"]}], [{"Shop": [{"Services": SECTION}]}]),
        ([{"Guides": "guides/"}, {"Out": "a.invalid/"}], [{"Guides": "guides/"}, {"Out": "a.invalid/"}]),
        ({"Services": "services/"}, {"Services": SECTION}),
        (
            [{"One": "services/c.md"}, {"Rest": "services/"}],
            [{"One": "services/c.md"}, {"Rest": [path for path in SECTION if path != "services/c.md"]}],
        ),
        ([None, {"Odd": None}, 5], [None, {"Odd": None}, 5]),
    ],
)
def test_a_line_stands_for_the_pages_of_its_folder(nav: Any, right: Any) -> None:
    assert expanded(nav, TITLES, FOLDERS, {}) == right


def test_a_writers_own_pages_in_the_folder_join() -> None:
    titles = TITLES | {
        "services/zz.md": "Baking",
        "services/guides/two.md": "Two",
        "services/guides/README.md": "Zero",
        "services/guides/deep/one.md": "One",
    }
    [section] = expanded([{"Services": "services/"}], titles, FOLDERS, {})
    assert section["Services"] == [
        *("services/index.md", "services/b.md", "services/zz.md", "services/c.md", "services/a.md"),
        {"Guides": ["services/guides/README.md", "services/guides/two.md", {"Deep": ["services/guides/deep/one.md"]}]},
    ]


def test_a_site_without_a_navigation_lists_all_pages_index_first_and_ours_by_title() -> None:
    titles = TITLES | {"zoo/how-to.md": "zoo/how-to.md", "blog/a.md": "A", "blog/index.md": "I"}
    assert whole(titles, FOLDERS, {}) == [
        "index.md",
        "architecture.md",
        "guide.md",
        {"Blog": ["blog/index.md", "blog/a.md"]},
        {"Services": SECTION},
        {"Views": ["views/who.md"]},
        {"Zoo": ["zoo/how-to.md"]},
    ]


def test_generated_pages_in_a_deeper_folder_are_found_without_a_navigation() -> None:
    titles = {"index.md": "", "a/services/index.md": "S", "a/services/x.md": "X"}
    assert whole(titles, ["a/services/"], {}) == [
        "index.md",
        {"A": [{"Services": ["a/services/index.md", "a/services/x.md"]}]},
    ]


def test_groups_come_in_their_order_behind_what_stands_in_none() -> None:
    groups = {"services/c.md": "Second", "services/a.md": "First", "services/gone.md": "Third"}
    [section] = expanded([{"Services": "services/"}], TITLES, FOLDERS, groups)
    assert section["Services"] == [
        "services/index.md",
        "services/b.md",
        {"Second": ["services/c.md"]},
        {"First": ["services/a.md"]},
    ]


def test_a_large_group_is_cut_into_parts_of_about_one_length() -> None:
    count = 2 * GROUP_AT_MOST + 1
    titles = {f"services/s{n}.md": f"Service {n:03}" for n in range(count)}
    [section] = expanded([{"Services": "services/"}], titles, FOLDERS, dict.fromkeys(titles, "All"))
    [group] = section["Services"]
    parts = [(title, len(pages)) for part in group["All"] for title, pages in part.items()]
    assert parts == [
        ("Service 000 – Service 032", 33),
        ("Service 033 – Service 066", 34),
        ("Service 067 – Service 100", 34),
    ]


CLUSTER = Zone(id="cluster", name="Cluster")
SHOP = Zone(id="shop", name="Team", parent=CLUSTER)
OTHER = Zone(id="other", name="Team")
FEW = [
    Service(id="a", name="A", zone=OTHER),
    DataStore(id="b", name="B", zone=SHOP),
    Service(id="c", name="C"),
    DataStore(id="d", name="D", zone=CLUSTER),
]


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        (None, []),
        ("none", []),
        ("zone", [("d", "Cluster"), ("b", "Cluster › Team"), ("a", "Team"), ("c", "Without a zone")]),
        ("kind", [("a", "Services"), ("c", "Services"), ("b", "Data stores"), ("d", "Data stores")]),
    ],
)
def test_groups_as_a_writer_wants_them(wanted: Grouping | None, right: list[tuple[str, str]]) -> None:
    graph = resolve(Architecture(title="Shop", zones=[CLUSTER, SHOP, OTHER], endpoints=FEW))
    assert list(groups_of(graph, wanted).items()) == [(f"services/{name}.md", heading) for name, heading in right]


@pytest.mark.parametrize("zoned", [True, False])
def test_many_endpoints_are_grouped_unless_the_writer_wants_none(zoned: bool) -> None:
    many = [
        Service(id=f"s{n}", name=f"S {n}", zone=CLUSTER if zoned and n % 2 else None) for n in range(FLAT_AT_MOST + 1)
    ]
    graph = resolve(Architecture(title="Shop", zones=[CLUSTER], endpoints=many))
    assert set(groups_of(graph, None).values()) == ({"Cluster", "Without a zone"} if zoned else {"Services"})
    assert len(groups_of(graph, None)) == len(many)
    assert groups_of(graph, "none") == {}


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("# Our bank\n\nText.", "Our bank"),
        ("---\ntitle: 'The bank'\ntags: [a]\n---\n# Other\n", "The bank"),
        ("---\ntags: [a]\n---\n\n# Bank #\n", "Bank"),
        ("Text without a heading.", "bank"),
        ("", "bank"),
    ],
)
def test_the_title_of_a_writers_page(markdown: str, title: str) -> None:
    assert title_in(markdown, "services/bank.md") == title


@pytest.mark.parametrize(("folder", "title"), [("how-to/", "How to"), ("a/my_guides", "My guides"), ("API", "API")])
def test_what_a_folder_is_called(folder: str, title: str) -> None:
    assert title_of_folder(folder) == title
