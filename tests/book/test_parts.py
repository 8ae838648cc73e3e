"""The parts of a book for themselves: paper, columns, order, links, the tree of a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.book.columns import BREAK, LONGEST_WORD, NARROWEST, PADDING, Cell, plan, soften, words
from diagramgen.book.html import parse
from diagramgen.book.links import Places
from diagramgen.book.manuscript import find
from diagramgen.book.order import order
from diagramgen.book.paper import SMALLEST_TEXT, fit, sheets
from diagramgen.layout.text import width
from diagramgen.pages.urls import Urls


@pytest.mark.parametrize(
    ("size", "sheet", "turned"),
    [
        ((300, 200), None, False),
        ((700, 500), None, False),
        ((760, 950), "a4", False),
        ((1150, 600), "a4", True),
        ((1369, 927), "a3", True),
        ((3000, 1500), "a1", True),
        ((9000, 9000), "a0", False),
    ],
)
def test_a_picture_gets_the_smallest_sheet_on_which_it_can_be_read(
    size: tuple[float, float], sheet: str | None, turned: bool
) -> None:
    found = fit(*size, "a4")
    assert (found.sheet.name if found.sheet else None) == sheet
    if found.sheet is not None:
        assert (found.sheet.width > found.sheet.height) == turned
        assert size[0] * found.scale <= found.sheet.inner[0] + 0.01
    assert found.smallest >= SMALLEST_TEXT or sheet == "a0"


def test_sheets_grow() -> None:
    assert [sheet.name for sheet in sheets("a3")] == ["a3", "a2", "a1", "a0"]
    assert [sheet.name for sheet in sheets("us-letter")] == ["us-letter", "tabloid", "ansi-c", "ansi-d"]


WORDS = st.text("abcdefghij/.-", min_size=1, max_size=60)
ROWS = st.integers(1, 12).flatmap(
    lambda count: st.lists(
        st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=count, max_size=count), min_size=1, max_size=5
    )
)


@given(ROWS)
def test_columns_fit_the_page_and_their_words_fit_them(rows: list[list[str]]) -> None:
    found = plan([[Cell((words(text, False),)) for text in row] for row in rows], 480, 740)
    room = 740 if found.turned else 480
    seen = set()
    for part in found.parts:
        assert sum(part.widths) <= room + 0.5 or len(part.columns) <= 2
        assert part.columns[0] == 0
        seen |= set(part.columns)
        for column, wide in zip(part.columns, part.widths, strict=True):
            assert wide >= 2 * PADDING
            inner = max(wide - 2 * PADDING, NARROWEST / 2)
            for row in rows:
                for piece in soften(row[column], found.size, inner).replace(BREAK, " ").split():
                    assert width(piece, found.size) <= inner + found.size
    assert seen == set(range(len(rows[0])))


def test_a_long_word_leaves_room_for_others() -> None:
    row = ["x" * 300, "one two three " * 20]
    (part,) = plan([[Cell((words(text, False),)) for text in row]], 480, 740).parts
    assert part.widths[0] >= LONGEST_WORD
    assert part.widths[1] > 100


@given(st.text(), st.floats(20, 400))
def test_breaks_change_nothing_of_a_text(text: str, room: float) -> None:
    assert soften(text, 8.5, room).replace(BREAK, "") == text.replace(BREAK, "")


def test_the_order_of_a_navigation() -> None:
    nav = [
        "index.md",
        {"Guide": [{"One": "one.md"}, "https://x.example", "gone.md"]},
        {"All": "services/"},
        {"Empty": ["no.md"]},
    ]
    generated = {"architecture.md": "Shop", "services/index.md": "Services", "services/b.md": "B", "services/a.md": "A"}
    written = {"index.md": "Home", "one.md": "1", "two.md": "2"}
    assert [(e.level, e.title, e.path) for e in order(nav, generated, written, {})] == [
        (1, "", "index.md"),
        (1, "Guide", ""),
        (2, "One", "one.md"),
        (1, "All", "services/index.md"),
        (2, "", "services/a.md"),
        (2, "", "services/b.md"),
        (1, "", "architecture.md"),
    ]


def test_one_heading_above_all_says_what_the_title_of_the_book_says() -> None:
    titles = {"a.md": "A", "b.md": "B", "c.md": "C"}

    def found(nav: object, generated: dict[str, str]) -> list[tuple[int, str, str]]:
        return [(e.level, e.title, e.path) for e in order(nav, generated, titles, {})]

    nav = [{"Manual": ["gone.md"]}, {"Shop": [{"More": ["a.md", {"Deep": ["b.md"]}]}]}]
    assert found(nav, {}) == [(1, "", "a.md"), (1, "Deep", ""), (2, "", "b.md")]
    assert found(nav, {"c.md": "C"})[0] == (1, "Shop", ""), "something stands beside it"
    assert found([{"Shop": "a.md"}], {}) == [(1, "Shop", "a.md")]
    assert found([], {}) != []


def test_links_to_what_only_the_site_has() -> None:
    places = Places({"index.md": ()}, Urls("directory"), {}, {"a/page.md": "https://x.example/a/page/"})
    for href in ("a/page.md#b", "a/page/#b", "/a/page.md#b"):
        assert places.address("index.md", href) == "https://x.example/a/page/#b"
        assert places.target("index.md", href) == '"https://x.example/a/page/#b"'
    assert places.address("index.md", "a/page.md") == "https://x.example/a/page/"
    for href in ("index.md", "#b", "gone.md", "javascript:alert(1)"):
        assert places.address("index.md", href) == ""


def test_links_by_file_and_by_address() -> None:
    anchors = {"index.md": {"top"}, "a/page.md": {"x"}, "services/redis.md": set[str]()}
    places = Places(anchors, Urls("directory"), {"ref/services/redis.md": "services/redis.md"})
    assert places.target("a/page.md", "#x") == 'label("a/page.md#x")'
    assert places.target("a/page.md", "../index.md#top") == 'label("index.md#top")'
    assert places.target("a/page.md", "../index.md#gone") == 'label("index.md#")'
    assert places.target("a/page.md", "../../services/redis/") == 'label("services/redis.md#")'
    assert places.target("index.md", "ref/services/redis.md") == 'label("services/redis.md#")'
    assert places.target("index.md", "/a/page.md") == 'label("a/page.md#x")'.replace("#x", "#")
    assert places.target("index.md", "a/page/?q=1#x") == 'label("a/page.md#x")'
    assert places.target("index.md", "https://x.example/#a") == '"https://x.example/#a"'
    assert places.target("index.md", "//x.example") == '"https://x.example"'
    assert places.target("index.md", "javascript:alert(1)") is None
    assert places.target("index.md", "gone.md") is None


def test_a_page_of_a_folder_leads_to_itself_and_not_to_the_index_of_its_folder() -> None:
    anchors = {"services/index.md": set[str](), "services/redis.md": {"in"}}
    places = Places(anchors, Urls("directory"))
    assert places.target("services/redis.md", "./") == 'label("services/redis.md#")'
    assert places.target("services/redis.md", "./#in") == 'label("services/redis.md#in")'
    assert places.target("services/redis.md", "../") == 'label("services/index.md#")'
    assert places.target("services/index.md", "./") == 'label("services/index.md#")'


def test_a_page_as_a_tree_whatever_its_author_left_open() -> None:
    tree = parse('<p>a <b>b</i><br>c</p><ul><li>x<svg viewBox="0 0 1 1"><g/><text>&lt;</text></svg></ul>y')
    assert tree.text() == "a b\ncxy"
    (svg,) = tree.find("svg")
    assert svg.raw == '<svg viewBox="0 0 1 1"><g/><text>&lt;</text></svg>'


def test_the_environment_is_asked_as_mkdocs_asks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: !ENV NAME\nsite_url: !ENV [URL, 'https://default.example/']\n")
    monkeypatch.delenv("NAME", raising=False)
    monkeypatch.delenv("URL", raising=False)
    found = find(tmp_path)
    assert (found.site_name, found.site_url) == ("", "https://default.example/")
    monkeypatch.setenv("NAME", "Shop")
    monkeypatch.setenv("URL", "https://shop.example/")
    found = find(tmp_path)
    assert (found.site_name, found.site_url) == ("Shop", "https://shop.example/")


def test_settings_are_read_without_running_what_they_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NAME", raising=False)
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.md").write_bytes("\ufeff---\r\ntitle: T\r\n---\r\n# x\r\n\r\nfind me\r\n".encode())
    (tmp_path / "base.yml").write_text("site_url: https://x.example\nmarkdown_extensions: [footnotes]\n")
    (tmp_path / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nsite_name: !ENV [NAME, x]\ndocs_dir: text\ntheme: {language: de}\n"
        "markdown_extensions:\n  - toc: {slugify: !!python/object/apply:os.abort [], permalink: true}\n  - tables\n"
    )
    found = find(tmp_path)
    assert (found.site_name, found.site_url, found.language) == ("x", "https://x.example", "de")
    assert found.extensions["toc"] == {"permalink": True}
    (page,) = found.pages.values()
    assert (page.title, page.markdown, str(page.line_of("find me"))) == ("T", "# x\n\nfind me\n", "text/a.md:6")
