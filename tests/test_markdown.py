"""The Markdown extension: fences and names in pages, what can be wrong with them, and that it never raises."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension

import diagramgen.markdown as own
from diagramgen.config import Config
from diagramgen.errors import Problem
from diagramgen.fences import model
from diagramgen.fences.written import CURRENT, Written
from diagramgen.pages.urls import Urls
from diagramgen.pipeline import Project
from diagramgen.site import Site
from tests.htmlread import GREEDY, Tag, read
from tests.site import change, shop_project

USUAL = ("attr_list", "tables", "admonition", "pymdownx.superfences", "pymdownx.details", "pymdownx.tabbed", "toc")
OURS = "diagramgen.markdown"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Site:
    folder = shop_project(tmp_path_factory.mktemp("shop"), cache_dir)
    change(folder / "model" / "__init__.py", 'data="Sessions."', 'data="Sessions.", metadata={"ticket_id": "A-1"}')
    change(folder / "model" / "__init__.py", 'data="Stock levels."', 'data="Stock levels.", tags=["nightly"]')
    return Project("model", Config(cache_dir=str(cache_dir)), folder).site()


@dataclass
class Result:
    """What became of a page, and what its writer was told."""

    html: str = ""
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    @property
    def page(self) -> Tag:
        return read(self.html)

    @property
    def told(self) -> list[str]:
        return [str(problem).replace("\n    ", " | ") for problem in self.problems]


Convert = Callable[..., Result]


@pytest.fixture
def convert(shop: Site) -> Convert:
    """Convert a page as the plugin would have it done."""

    def run(text: str, path: str = "guide.md", further: tuple[str, ...] = (), **changes: object) -> Result:
        result = Result()
        written = Written(path, f"docs/{path}", text, shop, Urls(), result.problems.append, result.ids.update)
        body = text.split("\n---\n", 1)[1].lstrip("\n") if text.startswith("---\n") else text
        token = CURRENT.set(replace(written, **changes))  # type: ignore[arg-type]
        try:
            result.html = markdown.markdown(body, extensions=[*USUAL, *further, OURS])
        finally:
            CURRENT.reset(token)
        return result

    return run


def fence(word: str, *lines: str) -> str:
    return "\n".join([f"```{word}", *lines, "```", ""])


def rows(page: Tag) -> dict[str, str]:
    return {tr["id"]: tr["data-connection"] for tr in page.all("tr") if "data-connection" in tr.attributes}


def headings(page: Tag) -> list[str]:
    return [th.text for th in page.all("th")]


# Pictures


def test_a_diagram_is_a_figure_with_its_picture(convert: Convert) -> None:
    done = convert(fence("diagram", "view: service--cache", "caption: Our cache."))
    assert done.told == []
    figure = done.page.one("figure", class_="diagram-figure")
    assert figure.one("svg", class_="diagram")["data-view"] == "service--cache"
    assert figure.one("figcaption").text.startswith("Our cache. A number leads")
    hrefs = {tag["data-connection"]: tag["href"] for tag in figure.all("a", class_="badge")}
    assert hrefs == {"3": "../architecture/#connection-3", "5": "../architecture/#connection-5"}
    assert "../services/shop-api/" in {tag.get("href") for tag in figure.all("a")}
    assert figure.one("figcaption").all("a")[0]["href"] == "../architecture/"


def test_pictures_and_tables_of_a_page_lead_to_each_other(convert: Convert) -> None:
    table = fence("connections", "service: cache")
    done = convert(f"{table}\n{fence('diagram', 'view: service--cache')}")
    badges = {tag["data-connection"]: tag["href"] for tag in done.page.all("a", class_="badge")}
    assert badges == {"3": "#guide--connection-3", "5": "#guide--connection-5"}
    row = done.page.one("tr", id="guide--connection-3")
    assert row.all("a")[0]["href"] == "#service--cache--badge--3"
    assert "The tables on this page" in done.page.one("figcaption").text
    assert done.ids == {"guide--connection-3", "guide--connection-5"}


def test_a_picture_stands_once_on_a_page(convert: Convert) -> None:
    done = convert(2 * fence("diagram", "view: overview") + fence("section", "service: bank", "section: connections"))
    (told,) = done.told
    assert told == (
        "docs/guide.md:4: the picture 'overview' is on this page already (docs/guide.md:1)"
        " | show it once; the text can lead to it"
    )
    ids = [tag["id"] for tag in done.page.walk() if "id" in tag.attributes]
    assert len(ids) == len(set(ids))


# Tables


def test_a_table_of_all_connections(convert: Convert, shop: Site) -> None:
    done = convert(fence("connections"))
    assert list(rows(done.page).values()) == [c.key for c in shop.context.graph.connections]
    assert next(iter(rows(done.page))) == "guide--connection-1"


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        (["service: shop-api"], ["1", "2", "3", "5", "7", "unnumbered-1"]),
        (["service: shop-api", "direction: incoming"], ["1", "unnumbered-1"]),
        (["service: shop-api", "direction: outgoing"], ["2", "3", "5", "7"]),
        (["service: stock", "direction: both"], ["2", "6", "8"]),
        (["protocol: redis"], ["3", "5"]),
        (["protocol: [redis, kafka]"], ["3", "5", "6"]),
        (["zone: outside", "service: stock"], ["6"]),
        (["zone: cluster", "protocol: tcp"], ["7", "8"]),
        (["tag: nightly"], ["6"]),
        (["view: service--events"], ["6"]),
        (["view: overview", "service: customer"], ["1"]),
    ],
)
def test_rows_can_be_chosen(convert: Convert, keys: list[str], numbers: list[str]) -> None:
    done = convert(fence("connections", *keys))
    assert done.told == []
    assert list(rows(done.page).values()) == numbers


def test_columns_can_be_chosen(convert: Convert) -> None:
    columns = "columns: [number, data, status, tags, metadata.ticket_id, source]"
    done = convert(fence("connections", "service: cache", columns, "caption: Ours"))
    assert headings(done.page) == [
        "Connection",
        "Data that travels on this connection",
        "Status",
        "Tags",
        "Ticket id",
        "Source",
    ]
    cells = [[td.text for td in tr.all("td")] for tr in done.page.all("tr") if tr.all("td")]
    assert cells == [["3", "Sessions.", "", "", "A-1", "Shop API"], ["5", "Prices | rebates.", "", "", "", "Shop API"]]
    assert done.page.one("caption").text == "Ours"
    assert done.page.all("p", class_="diagram-footnote") == [], "there is no column with ports"


def test_no_connection_is_said_in_words(convert: Convert) -> None:
    done = convert(fence("connections", "service: customer", "direction: incoming"))
    assert (done.told, done.page.all("table")) == ([], [])
    assert "No connection" in done.page.text


def test_rows_have_the_plain_ids_on_a_page_in_the_place_of_the_architecture(convert: Convert) -> None:
    tables = fence("connections", "service: cache"), fence("connections", "protocol: kafka")
    done = convert("\n".join((*tables, tables[0])), path="architecture.md")
    assert list(rows(done.page)) == [
        "connection-3",
        "connection-5",
        "connection-6",
        "architecture--connection-3",
        "architecture--connection-5",
    ]
    done = convert(fence("connections", "service: cache"), path="architecture.md", urls=Urls(root="reference"))
    assert next(iter(rows(done.page))) == "architecture--connection-3", "the generated one lies elsewhere"


# Parts of generated pages


def test_a_section_comes_without_its_heading_and_with_right_links(convert: Convert) -> None:
    done = convert(fence("section", "service: bank", "section: reached-on"), path="ops/guide.md")
    assert done.told == []
    assert headings(done.page) == ["Port", "Protocol", "From", "Connections"]
    links = [tag["href"] for tag in done.page.all("a")]
    assert links == ["../../services/shop-api/", "../../architecture/#connection-7"]
    assert done.page.all("h2") == []


def test_a_section_with_a_picture_and_one_with_rows(convert: Convert) -> None:
    text = fence("section", "page: services/cache.md", "section: connections") + "\n"
    done = convert(text + fence("section", "service: cache", "section: incoming"))
    assert done.told == []
    assert {tag["href"] for tag in done.page.all("a", class_="badge")} == {
        "#guide--cache--in--connection-3",
        "#guide--cache--in--connection-5",
    }
    row = done.page.one("tr", id="guide--cache--in--connection-3")
    assert row.all("a")[0]["href"] == "#service--cache--badge--3"


def test_a_section_on_the_page_that_replaces_its_own_keeps_its_ids(convert: Convert) -> None:
    part = fence("section", "service: cache", "section: incoming")
    done = convert(f"{part}\n{part}", path="services/cache.md")
    assert list(rows(done.page))[::2] == ["cache--in--connection-3", "services-cache--cache--in--connection-3"]


def test_the_summary_is_markdown(convert: Convert) -> None:
    done = convert(fence("section", "service: shop-api", "section: summary"), path="a/b/guide.md")
    assert "orders" in [tag.text for tag in done.page.all("em")]
    assert done.page.all("a")[0]["href"] == "../../services/stock.md", "Markdown's own way, from this page"
    assert "Team Shop" in done.page.one("dl").text


# Inside of others


@pytest.mark.parametrize(
    ("above", "indent"),
    [
        ("!!! note\n\n", "    "),
        ('??? note "More"\n\n', "    "),
        ('=== "One"\n\n', "    "),
        ('=== "One"\n\n    !!! note\n\n        Words.\n\n', "        "),
        ("- item\n\n", "    "),
        ("> Said.\n>\n", "> "),
    ],
)
@pytest.mark.parametrize("word", ["diagram", "connections", "section"])
def test_a_fence_may_stand_in_a_tab_an_admonition_a_list_a_quotation(
    convert: Convert, above: str, indent: str, word: str
) -> None:
    keys = {
        "diagram": ["view: overview"],
        "connections": [],
        "section": ["page: architecture.md", "section: how-to-read"],
    }[word]
    lines = "".join(f"{indent}{line}\n" for line in fence(word, *keys).splitlines())
    done = convert(f"Before.\n\n{above}{lines}\nBehind.\n")
    assert done.told == []
    assert done.page.all("pre") == []
    assert "\x02" not in done.html
    paragraphs = [tag for tag in done.page.children if isinstance(tag, Tag)]
    assert [paragraphs[0].text, paragraphs[-1].text] == ["Before.", "Behind."]
    inner = paragraphs[1]
    assert len(paragraphs) == 3
    assert inner.all("svg", class_="diagram") if word == "diagram" else inner.all("table")


def test_fences_need_no_superfences(convert: Convert, shop: Site) -> None:
    token = CURRENT.set(Written("a.md", "a.md", "", shop, Urls(), lambda _: None))
    try:
        html = markdown.markdown(fence("diagram", "view: overview"), extensions=[OURS, "fenced_code"])
    finally:
        CURRENT.reset(token)
    assert read(html).one("svg")["data-view"] == "overview"


# Names


def test_names_become_links(convert: Convert) -> None:
    text = (
        "[][shop-api], [our *cache*][cache], [][connection-3], [][overview], [stock][], [][Bank],\n[][service--cache]"
    )
    done = convert(text, path="ops/guide.md")
    assert done.told == []
    assert [(tag.text, tag["href"]) for tag in done.page.all("a")] == [
        ("Shop API", "../services/shop-api.md"),
        ("our cache", "../services/cache.md"),
        ("connection 3", "../architecture.md#connection-3"),
        ("Overview", "../architecture.md"),
        ("stock", "../services/stock.md"),
        ("Bank", "../services/bank.md"),
        ("Connections of Redis", "../services/cache.md#connections"),
    ]
    hint = done.page.all("a")[2]["title"]
    assert hint.startswith("Connection 3: Shop API connects to Redis")


def test_a_retired_number_leads_to_its_row(convert: Convert, tmp_path: Path, cache_dir: Path) -> None:
    folder = shop_project(tmp_path, cache_dir)
    with (folder / "model" / "__init__.py").open("a", encoding="utf-8") as file:
        file.write("\nfrom diagramgen import Retired\n")
        file.write('gone = [Retired(number=77, since="2.0", reason="A <b> less."),\n')
        file.write('    Retired(number=78, since="3", reason="Gone.")]\n')
        file.write('architecture = architecture.model_copy(update={"retired": gone})\n')
    site = Project("model", Config(cache_dir=str(cache_dir)), folder).site()
    done = convert("[][connection-77], [as it was][connection-78]", path="ops/a.md", site=site)
    assert done.told == []
    assert [(tag.text, tag["href"], tag["title"]) for tag in done.page.all("a")] == [
        ("connection 77", "../architecture.md#connection-77", "Retired since 2.0: A <b> less."),
        ("as it was", "../architecture.md#connection-78", "Retired since 3: Gone."),
    ]


def test_a_name_in_the_model_is_no_markdown(convert: Convert, tmp_path: Path, cache_dir: Path) -> None:
    folder = shop_project(tmp_path, cache_dir)
    change(folder / "model" / "__init__.py", 'name="Bank"', 'name="A *b* `c` [d](e.md) <i>"')
    site = Project("model", Config(cache_dir=str(cache_dir)), folder).site()
    link = convert("See [][bank].", site=site).page.one("a")
    assert (link.text, link["href"]) == ("A *b* `c` [d](e.md) <i>", "services/bank.md")
    assert link.all("em") == []


def test_a_definition_of_the_page_wins(convert: Convert) -> None:
    done = convert("[Redis][cache], [][cache]\n\n[cache]: https://example.invalid/\n")
    assert {tag["href"] for tag in done.page.all("a")} == {"https://example.invalid/"}


def test_code_holds_no_names(convert: Convert) -> None:
    done = convert("`[][cache]` \\[][cache]\n\n    [][nope]\n\n```\n[][nope]\n```\n")
    assert done.page.all("a") == []
    assert done.told == []


def test_unknown_names_are_told_with_their_lines(convert: Convert) -> None:
    text = "---\ntitle: X\n---\n\n`[][cach]`\n[][cach]\n\n"
    text += "[x][connection-99], a[i][j], [text][cachee], [][cach]\n\n- [][zzz]\n"
    done = convert(text)
    assert done.told == [
        "docs/guide.md:6: there is no service, connection or view 'cach' | did you mean 'cache'?",
        "docs/guide.md:8: there is no connection 'connection-99' | did you mean 'connection-8' or 'connection-7'?",
        "docs/guide.md:8: there is no service, connection or view 'cachee' | did you mean 'cache'?",
        "docs/guide.md:8: there is no service, connection or view 'cach' | did you mean 'cache'?",
        done.told[4],
    ]
    assert done.told[4].startswith("docs/guide.md:10: there is no service, connection or view 'zzz' | known are: bank,")
    assert "a[i][j]" in done.page.text


class _Autorefs(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(md.inlinePatterns["reference"], "mkdocs-autorefs", 168)


def test_autorefs_may_know_what_we_do_not(shop: Site) -> None:
    told: list[Problem] = []
    token = CURRENT.set(Written("a.md", "a.md", "", shop, Urls(), told.append))
    try:
        html = markdown.markdown("[][pathlib.Path] [][cache]", extensions=[_Autorefs(), OURS])
    finally:
        CURRENT.reset(token)
    assert told == []
    assert [tag["href"] for tag in read(html).all("a")] == ["services/cache.md"]


# What is wrong


SECTION = fence("section", "service: cache", "section: reachd-on")
BEHIND = fence("diagram width=3", "view: overview")
LISTED = fence("connections", "columns:", "  - port", "  - prot")
WRONG = {
    fence("diagram", "vew: overview"): "2: a fence diagram has no key 'vew' | did you mean 'view'?",
    fence("diagram", "view: overvew"): "2: there is no view 'overvew' | did you mean 'overview'?",
    fence("diagram"): "1: the fence diagram has no keys | write `view: overview`",
    fence("diagram", "overview"): "1: the fence diagram has no keys | write `view: overview`",
    fence("diagram", "caption: x"): "1: a fence diagram needs a view | write `view: overview`",
    fence("diagram", "view:"): "2: view: has no value | write one, or take the line out",
    fence("diagram", "", "view: [a]"): "3: view: must be one word or text | take the brackets away",
    BEHIND: "1: 'width=3' stands behind the word diagram | options go into the body",
    fence("diagram", "view: overview", "view: overview"): "3: the key 'view' stands twice | keep one of them",
    fence("connections", "direction: incoming"): "2: a direction needs a service | write `service: ID` as well",
    fence(
        "connections", "service: cache", "direction: in"
    ): "3: there is no direction 'in' | known are: both, incoming, outgoing",
    fence("connections", "zone: clustr"): "2: there is no zone 'clustr' | did you mean 'cluster'?",
    fence("connections", "protocol: redi"): "2: there is no protocol 'redi' | did you mean 'redis'?",
    fence("connections", "tag: nightl"): "2: there is no tag 'nightl' | did you mean 'nightly'?",
    fence("connections", "columns: port"): "2: columns: must be a list | write `columns: [number, source]`",
    LISTED: "4: there is no column 'prot' | did you mean 'port' or 'protocol'?",
    fence(
        "connections", "columns: [metadata.ticket]"
    ): "2: there is no column 'metadata.ticket' | did you mean 'metadata.ticket_id'?",
    fence("connections", "columns: []"): "2: columns: the list is empty | write `columns: [number, source]`",
    fence("connections", "columns: [port, port]"): "2: columns: 'port' stands twice | once is enough",
    fence("connections", "protocol: [redis, redi]"): "2: there is no protocol 'redi' | did you mean 'redis'?",
    fence("connections", "columns: [1]"): "2: there is no column 1 | ",
    fence("connections", "- a"): "1: the fence connections has no keys | write keys and values, as in `service: redis`",
    fence("section", "service: cache"): "1: a fence section needs a section | one of: summary, connections, ",
    SECTION: "3: there is no section 'reachd-on' in services/cache.md | did you mean 'reached-on'? known are: ",
    fence("section", "section: reaches"): "1: a fence section needs a page or a service | write one of them",
    fence(
        "section", "page: services/cache.md", "service: cache", "section: reaches"
    ): "2: a fence section has both a page and a service | take one of the lines out",
    fence(
        "section", "page: services/cach.md", "section: x"
    ): "2: there is no generated page 'services/cach.md' | did you mean 'services/cache.md'",
    fence("diagram", "view: [1"): "2: can't be parsed: ",
    fence("diagram", "a: b: c"): "2: can't be parsed: mapping values are not allowed here | put text that contains",
    fence("diagram", "a: &a [*a]"): "2: an anchor contains itself | write it out",
}
"""What stands on a page, and what is told: line within the fence, fact and way out."""


@pytest.mark.parametrize(("text", "told"), WRONG.items())
def test_what_is_wrong_is_told_with_its_line_and_shown(convert: Convert, text: str, told: str) -> None:
    done = convert(f"---\ntitle: Title\n---\n\nText.\n\n{text}")
    line, _, fact = told.partition(": ")
    assert done.told[0].startswith(f"docs/guide.md:{int(line) + 6}: {fact}"), done.told
    box = done.page.one("div", class_="diagram-problem")
    assert "admonition failure" in box["class"]
    assert all(problem.message in box.text for problem in done.problems)


def test_a_word_that_is_nearly_ours_is_told_and_stays_code(convert: Convert) -> None:
    done = convert(f"Text.\n\n{fence('diagrams', 'view: overview')}\n{fence('diagram', 'view: overview')}")
    assert done.told == ["docs/guide.md:3: a fence 'diagrams' is only code | did you mean 'diagram'?"]
    assert len(done.page.all("svg")) == 1
    assert convert(fence("connection", "protocol: redis")).told[0].endswith("did you mean 'connections'?")


@pytest.mark.parametrize("code", [("diagrams", "a -> b"), ("python", "view: overview"), ("selections", "a: b")])
def test_other_code_is_not_told(convert: Convert, code: tuple[str, str]) -> None:
    assert convert(fence(*code)).told == []


def test_all_that_is_wrong_is_told_at_once_and_the_rest_stands(convert: Convert) -> None:
    wrong = fence("connections", "service: <b>", "columns: [numbr, sourc]", "typo: 1")
    done = convert(f"{wrong}\n{fence('connections', 'service: cache')}")
    assert [problem.where.line for problem in done.problems] == [4]
    done = convert(fence("connections", "service: <b>", "columns: [numbr, sourc]"))
    assert [problem.where.line for problem in done.problems] == [2, 3, 3]
    assert done.page.all("b") == []


def test_a_matrix_is_no_picture(convert: Convert, shop: Site) -> None:
    from diagramgen.schema import MatrixView

    context = replace(shop.context, views=(*shop.context.views, MatrixView(id="grid", title="Grid")))
    done = convert(fence("diagram", "view: grid"), site=replace(shop, context=context))
    (told,) = done.told
    assert told == (
        "docs/guide.md:2: the view 'grid' is a table and not a picture"
        " | take it in with a fence section: `page: views/grid.md` and `section: summary`"
    )


def test_a_broken_model_shows_a_box_and_says_no_more(convert: Convert) -> None:
    done = convert(fence("diagram", "view: nope") + "\n[][nope] [][cache]\n", site=None)
    assert done.told == []
    assert "The model is broken" in done.page.one("div", class_="diagram-problem").text
    assert "[][nope] [][cache]" in done.page.text


def test_a_box_tells_whether_the_model_or_the_settings_are_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for file, text, told in (
        ("model.yaml", "gibberish: 1\n", "The model is broken: there"),
        ("diagramgen.toml", "timelimit = 5\n", "The settings are broken: there"),
    ):
        (tmp_path / file).write_text(text, encoding="utf-8")
        html = markdown.markdown(fence("diagram", "view: overview"), extensions=["diagramgen.markdown"])
        assert told in html


def test_lines_are_those_of_the_file(convert: Convert) -> None:
    for head in ("", "---\ntitle: A\n---\n", "---\na: 1\nb: |\n  x\n\n---\n\n\n", "---\n---\n"):
        text = f"{head}# T\n\n{fence('diagram', 'view: nope')}"
        right = next(n for n, line in enumerate(text.splitlines(), 1) if line == "view: nope")
        (problem,) = convert(text).problems
        assert problem.where.line == right, head
        (problem,) = convert(text, source=text.replace("# T", "# Title").replace("\n", "\r\n")).problems
        assert problem.where.line == right, "another plugin changed the text, but not its lines"


def test_a_defect_of_ours_is_told_and_ends_nothing(convert: Convert, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr("diagramgen.fences.expand.Expansion.blocks", fail)
    monkeypatch.setattr(own, "names", fail)
    done = convert(f"{fence('diagram', 'view: overview')}\n[][cache]\n")
    assert done.told == 2 * ["a defect of diagramgen: RuntimeError: oh | please report it, with this page"]
    assert "[][cache]" in done.html


# Text of any kind

PIECES = [
    *("```diagram\n", "```connections\n", "```section\n", "```\n", "````\n", "~~~\n"),
    *("view: overview\n", "service: cache\n", "section: reaches\n", "columns: [port]\n"),
    *("[][cache]", "[][nope]", "[a][b]", "[", "]", "][", "`", "\n", "\n\n", "    ", "> ", "- ", "!!! note\n"),
    *("<!--", "-->", "<div>", "</div>", "\\", "{", "}", ": ", "&", "*", "\x02", "\x03", "\t", "é", "|"),
]


@settings(max_examples=150, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join))
def test_text_of_any_kind_never_raises(shop: Site, text: str) -> None:
    told: list[Problem] = []
    token = CURRENT.set(Written("a.md", "a.md", text, shop, Urls(), told.append))
    try:
        markdown.markdown(text, extensions=[*USUAL, OURS])
    finally:
        CURRENT.reset(token)
    assert not [problem for problem in told if "defect" in problem.message]


@settings(max_examples=150, deadline=None)
@given(
    text=st.lists(st.sampled_from([p for p in PIECES if "cache" not in p]) | st.text(max_size=8), max_size=30).map(
        "".join
    )
)
def test_a_page_without_anything_of_ours_is_unchanged(shop: Site, text: str) -> None:
    text = text.replace("```diagram", "```python").replace("```connections", "```c").replace("```section", "```s")
    extensions = [*USUAL, *GREEDY]
    logging.getLogger("MARKDOWN").setLevel(logging.ERROR)
    token = CURRENT.set(Written("a.md", "a.md", text, shop, Urls(), lambda _: None))
    try:
        with_ours = markdown.markdown(text, extensions=[*extensions, OURS])
    finally:
        CURRENT.reset(token)
    assert with_ours == markdown.markdown(text, extensions=extensions)


# On its own, as in Zensical


class _Page:
    def __init__(self, path: str) -> None:
        self.path = path


class _Context(Extension):
    """Puts a page among the preprocessors as Zensical does."""

    def __init__(self, path: str, **settings: object) -> None:
        self.page, self.settings = _Page(path), settings

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        from markdown.preprocessors import Preprocessor

        class Context(Preprocessor):
            def run(self, lines: list[str]) -> list[str]:
                return lines

        processor = Context(md)
        processor.page, processor.config = self.page, self.settings  # type: ignore[attr-defined]
        md.preprocessors.register(processor, "rendering_context", 0)


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    return shop_project(tmp_path, cache_dir)


def alone(folder: Path, name: str, text: str, **settings: object) -> Tag:
    file = folder / "docs" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    context = _Context(name, root_dir=str(folder), docs_dir="docs", use_directory_urls=True, **settings)
    return read(markdown.markdown(text, extensions=[context, *USUAL, OURS]))


def test_without_the_plugin_the_model_is_loaded_once_and_when_it_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    build = Project.site

    def counted(project: Project) -> Site:
        built.append(project)
        return build(project)

    monkeypatch.setattr(Project, "site", counted)
    text = f"{fence('connections', 'service: cache')}\n[][cache]\n"
    alone(folder, "a.md", text)
    page = alone(folder, "b.md", text)
    assert len(built) == 1
    links = [tag["href"] for tag in page.all("a")]
    assert links[0] == "architecture.md#connection-3", "the generator turns sources into addresses"
    assert links[-1] == "services/cache.md"
    change(folder / "model" / "__init__.py", 'data="Sessions."', 'data="Sessions, and more."')
    assert "Sessions, and more." in alone(folder, "a.md", text).text
    assert len(built) == 2


def test_the_generated_pages_may_lie_in_a_folder(folder: Path) -> None:
    settings = folder / "diagramgen.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'out = "docs/reference"\n', encoding="utf-8")
    page = alone(folder, "ops/a.md", f"[][cache]\n\n{fence('section', 'service: bank', 'section: reached-on')}")
    assert [tag["href"] for tag in page.all("a")] == [
        "../reference/services/cache.md",
        "../reference/services/shop-api.md",
        "../reference/architecture.md#connection-7",
    ]


def test_problems_go_to_stderr(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone(folder, "a.md", f"---\na: 1\n---\n{fence('diagram', 'view: overvew')}".split("---\n")[-1])
    assert capsys.readouterr().err == (
        "diagramgen: docs/a.md:2: there is no view 'overvew'\n    did you mean 'overview'?\n"
    )


def test_a_broken_model_is_told_once_and_mended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "model" / "__init__.py", "ports=443", "ports=70000")
    for name in ("a.md", "b.md"):
        box = alone(folder, name, fence("diagram", "view: overview")).one("div", class_="diagram-problem")
        assert "70000 is not a port" in box.text
    assert capsys.readouterr().err.count("70000 is not a port") == 1
    change(folder / "model" / "__init__.py", "ports=70000", "ports=443")
    assert alone(folder, "a.md", fence("diagram", "view: overview")).one("svg")["data-view"] == "overview"


def test_a_generated_page_takes_nothing(folder: Path) -> None:
    page = alone(folder, "a.md", "---\n# Generated by diagramgen from the model\n---\n[][cache]\n")
    assert "[][cache]" in page.text


def test_options_name_the_model(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "model").rename(folder / "shop")
    options = {OURS: {"model": "shop", "modle": "x"}}
    html = markdown.markdown(fence("diagram", "view: overview"), extensions=[OURS], extension_configs=options)
    assert read(html).one("svg")["data-view"] == "overview"
    assert "diagramgen.markdown has no option 'modle'\n    did you mean 'model'?" in capsys.readouterr().err
    assert len(model._loaded) >= 1
