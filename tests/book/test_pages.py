"""Hand-written pages on paper, and what a book says when something is wrong."""

from __future__ import annotations

import pytest

from diagramgen.errors import ContentError, UsageError
from tests.book.conftest import MODEL, Write, made
from tests.book.pdfread import Pdf, packed

MKDOCS = """\
site_name: Books
site_url: https://example.com/docs/
markdown_extensions:
  - admonition
  - def_list
  - footnotes
  - pymdownx.details
  - pymdownx.superfences:
      custom_fences: [{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }]
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist
plugins: [diagramgen]
nav:
  - Start: index.md
  - More:
      - sub/page.md
      - The model: architecture.md
"""
INDEX = """\
---
title: "Home #1"
---
# Home { #top }

**bold** *it* `co #de` [sub](sub/page.md#there), [broken](nowhere.md), [out](https://example.org/?a=1&b=2),
a #hash $dollar$ [brackets] back\\slash @at <x@example.org> and [][orders].

Footnote[^1].

[^1]: The words of the note.

!!! note "A #title"
    With a paragraph.

    - a list
        1. nested

??? warning
    Details

=== "Tab A"
    ```yaml title="x.yaml"
    a:   1
      b: "x"
    ```

=== "Tab B"
    ```diagram
    view: overview
    ```

- [x] done

Term
:   Definition

| a | b |
|:--|--:|
| 1 | **2** |

> quote

![a picture](img/a.svg){ width=100 } inline

<table><tr><th colspan=2>both</th></tr><tr><td rowspan="2">r</td><td>x</td></tr><tr><td>y</td></tr></table>

<iframe src="x">no</iframe><script>alert(1)</script>

```connections
service: shop
direction: outgoing
```
"""
PAGE = """\
# Sub page

## There { #there }

[home](../index.md) [absolute](/index.md) [row](../architecture.md#connection-2) [shop](../services/shop.md)

![The whole](../views/overview.svg)
"""
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2" width="4" height="2"><rect width="4" height="2"/></svg>'
)
FILES: dict[str, str | bytes] = {
    "mkdocs.yml": MKDOCS,
    "docs/index.md": INDEX,
    "docs/sub/page.md": PAGE,
    "docs/left-out.md": "# Not in the navigation",
    "docs/img/a.svg": SVG,
}


def test_a_page_with_everything(written: Write) -> None:
    book = made(written(FILES))
    pdf = Pdf(book.content)
    assert [str(note).splitlines()[0] for note in book.notes] == [
        "docs/index.md:48: the book leaves out <iframe>: paper can't show it"
    ]
    home = packed("".join(pdf.pages[pdf.page_of("Home") : pdf.page_of("More")]))
    for said in (
        "bold it co #de sub, broken, outa, a #hash $dollar$ [brackets] back\\slash",
        "@at x@example.org and Ärger _ #let x = 1.",
        "Footnote1.",
        "The words of the note.",
        "A #title With a paragraph. • a list 1. nested",
        "Warning Details",
        'Tab A x.yaml a: 1 b: "x"',
        "Tab B",
        "Term Definition",
        "a b 1 2 quote",
        "both",
        "1 Web *shop* #shop Ärger _ #let x = 1 Postgres 5432, 6000-6010* Intra-cluster #data <b>",
        "very" * 40,
    ):
        assert packed(said) in home, said
    assert "alert" not in home
    assert "Notinthenavigation" not in packed("".join(pdf.pages))
    titles = [(depth, title) for depth, title, _ in pdf.outline]
    assert (0, "Home") in titles
    assert titles[titles.index((0, "More")) :][:3] == [(0, "More"), (1, "Sub page"), (2, "There")]
    assert {"https://example.org/?a=1&b=2", "mailto:x@example.org"} <= {link.url for link in pdf.links}
    sub = pdf.page_of("Sub page")
    targets = {link.target for link in pdf.links if link.page == sub}
    table = range(pdf.page_of("Connections table"), len(pdf.pages))
    row = next(number for number in table if "very" * 40 in packed(pdf.pages[number]))
    assert {pdf.page_of("Home"), pdf.page_of("Web *shop* #shop"), row} <= targets
    assert "WhoandWhom".lower() in packed("".join(pdf.pages)).lower(), "generated pages that nav leaves out follow"


def test_the_title_page_has_the_version_and_the_date_of_the_model(written: Write) -> None:
    pdf = Pdf(made(written(FILES)).content)
    assert pdf.pages[0].startswith('Books Shop "#1" $x$ Version 2.1 2026-11-23 ')
    assert "https://example.com/docs/" in packed(pdf.pages[0])
    assert 'Shop "#1" $x$ · Version 2.1' in pdf.pages[3]
    metadata = pdf.reader.metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date().isoformat() == "2026-11-23"


def test_without_a_date_the_builder_states_one_or_nobody_does(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    project = written({}, MODEL.replace("date: 2026-11-23\n", "").replace('version: "2.1"\n', ""))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    pdf = Pdf(made(project).content)
    assert pdf.reader.metadata is not None
    assert pdf.reader.metadata.creation_date is None
    assert "Version" not in pdf.pages[0]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    metadata = Pdf(made(project).content).reader.metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date().isoformat() == "2001-09-09"


def test_without_hand_written_pages_the_book_holds_the_generated_ones(written: Write) -> None:
    pdf = Pdf(made(written({}), paper="us-letter").content)
    assert [title for depth, title, _ in pdf.outline if depth == 0] == [
        'Shop "#1" $x$',
        "Ports to open",
        "Services",
        "Views",
        "Index of ports",
    ]
    assert set(pdf.sizes) == {(612, 792)}


def test_a_folder_without_mkdocs_is_read_by_path(written: Write) -> None:
    files: dict[str, str | bytes] = {
        "text/b.md": "# B",
        "text/a/index.md": "# A",
        "text/index.md": "# First\n\n!!! note\n    x",
    }
    pdf = Pdf(made(written(files), docs="text").content)
    titles = [title for depth, title, _ in pdf.outline if depth == 0]
    assert titles == ["First", 'Shop "#1" $x$', "B", "Ports to open", "A", "Services", "Views", "Index of ports"]


HIDDEN: dict[str, str | bytes] = {
    "docs/index.md": "# First\n\n[kept](more/kept.md) [away](more/away.md) [bank](services/bank.md)",
    "docs/README.md": "# Hidden by the index",
    "docs/templates/x.md": "# A template",
    "docs/more/away.md": "# Excluded\n\n![no](no.png)",
    "docs/more/kept.md": "# Kept",
    "docs/sketch.md": "# Sketch",
    "docs/aside.md": "# Aside",
    "docs/draft.md": "---\ndraft: true\n---\n# Draft",
}
PATTERNS = """\
site_name: x
exclude_docs: |
  /more/*
  !kept.md
  services/bank.md
draft_docs: sketch.md
not_in_nav: |
  /aside.md
"""


def test_what_the_site_does_not_publish_is_not_in_the_book(written: Write) -> None:
    book = made(written({"mkdocs.yml": PATTERNS, **HIDDEN}))
    pdf = Pdf(book.content)
    titles = [title for depth, title, _ in pdf.outline]
    assert {"First", "Kept", "Web *shop* #shop"} <= set(titles)
    assert not set(titles) & {"Hidden by the index", "A template", "Excluded", "Sketch", "Aside", "Draft", "Bank"}
    assert [str(note) for note in book.notes] == ["docs/draft.md: is left out of the book: it is a draft"]


def test_a_navigation_may_list_what_is_in_no_other(written: Write) -> None:
    nav = "nav: [index.md, aside.md, sketch.md, more/away.md, draft.md]\n"
    pdf = Pdf(made(written({"mkdocs.yml": PATTERNS + nav, **HIDDEN})).content)
    titles = [title for _, title, _ in pdf.outline]
    assert "Aside" in titles
    assert not set(titles) & {"Excluded", "Sketch", "Draft"}


GUIDE: dict[str, str | bytes] = {
    "docs/index.md": "# Home\n\n[guide](guide/how.md#b) [again](guide/how.md#b) [folder](guide/) "
    "[kept](guide/kept.md) [x](x.md)",
    "docs/guide/README.md": "# The guide",
    "docs/guide/how.md": "# How",
    "docs/guide/kept.md": "# Kept\n\n[bank](../services/bank.md) [how](how.md)",
}
OUT_OF_BOOK = ["guide/*", "!kept.md", "services/bank.md"]


def test_a_site_has_pages_that_its_book_has_not(written: Write) -> None:
    site = "site_name: Handbook\nsite_url: https://docs.example/shop\n"
    book = made(written({"mkdocs.yml": site, **GUIDE}, not_in_book=OUT_OF_BOOK))
    pdf = Pdf(book.content)
    titles = {title for _, title, _ in pdf.outline}
    assert {"Home", "Kept", "Web *shop* #shop", "Index of ports"} <= titles
    assert not titles & {"The guide", "How", "Bank"}
    assert book.notes == ()
    home = "https://docs.example/shop/"
    addresses = {link.url for link in pdf.links if link.url}
    assert addresses >= {f"{home}guide/how/#b", f"{home}guide/how/", f"{home}guide/", f"{home}services/bank/"}
    start = pdf.page_of("Home")
    assert pdf.pages[start].count("docs.example/shop/guide/how/#b") == 1, "paper can't be clicked"
    assert not any("x/" in address.removeprefix(home) for address in addresses), "there is no such page"
    assert "a copy for paper of a part of the site Handbook." in pdf.pages[0]
    assert not pdf.pages[0].startswith("Handbook")


def test_a_link_to_what_is_not_in_the_book_is_text_where_the_site_has_no_address(written: Write) -> None:
    pdf = Pdf(made(written({"mkdocs.yml": "site_name: Handbook\n", **GUIDE}, not_in_book=OUT_OF_BOOK)).content)
    assert [link.url for link in pdf.links if link.url] == []
    assert "guide again folder kept" in " ".join(pdf.pages[pdf.page_of("Home")].split())


def test_a_pattern_that_names_nothing_is_told(written: Write) -> None:
    patterns = ["gude/how.md", "", "# guide", "!guide/kep.md", "guide/*", "findings.md"]
    book = made(written({"mkdocs.yml": "site_name: x\n", **GUIDE}, not_in_book=patterns))
    assert [(note.message, note.fix) for note in book.notes] == [
        ("not_in_book: no page is named by 'gude/how.md'", "did you mean 'guide/how.md' or 'guide/kept.md'?"),
        ("not_in_book: no page is named by '!guide/kep.md'", "did you mean 'guide/kept.md' or 'guide/how.md'?"),
    ]


def test_a_page_of_a_writer_that_is_left_out_leaves_no_generated_one(written: Write) -> None:
    files: dict[str, str | bytes] = {"mkdocs.yml": "site_name: x\n", "docs/services/shop.md": "# My own shop"}
    titles = {title for _, title, _ in Pdf(made(written(files, not_in_book="services/shop.md")).content).outline}
    assert not titles & {"My own shop", "Web *shop* #shop"}


def test_patterns_that_only_the_environment_knows_hide_nothing_by_chance(written: Write) -> None:
    with pytest.raises(UsageError, match="exclude_docs can't be read"):
        made(written({"mkdocs.yml": "site_name: x\nexclude_docs: !ENV HIDE\n", "docs/index.md": "# X"}))


def test_a_page_that_a_writer_put_in_the_place_of_a_generated_one_wins(written: Write) -> None:
    pdf = Pdf(
        made(written({"mkdocs.yml": "site_name: x\n", "docs/services/shop.md": "# My own shop\n\nMine."})).content
    )
    titles = [title for _, title, _ in pdf.outline]
    assert "My own shop" in titles
    assert "Web *shop* #shop" not in titles


def test_all_that_is_wrong_is_told_at_once(written: Write) -> None:
    wrong = "# X\n\n![a](no.png)\n\n![b](../../out.svg) ![c](x.bmp) ![d](bad.png)\n\n[][shopp]\n"
    project = written({"mkdocs.yml": "site_name: x\n", "docs/a.md": wrong, "docs/bad.png": "text"})
    with pytest.raises(ContentError) as told:
        made(project)
    assert [str(problem).partition("\n")[0] for problem in told.value.problems] == [
        "docs/a.md:7: there is no service, connection or view 'shopp'",
        "docs/a.md:3: there is no image no.png",
        "docs/a.md:5: the image ../../out.svg lies outside of the documentation",
        "docs/a.md:5: the image x.bmp has a format that a book can't hold",
        "docs/a.md:5: the image bad.png can't be read: it is no png",
    ]


def test_an_image_that_only_begins_well_is_told_too(written: Write) -> None:
    project = written(
        {"mkdocs.yml": "site_name: x\n", "docs/a.md": "# X\n\n![a](a.png)", "docs/a.png": b"\x89PNG broken"}
    )
    with pytest.raises(ContentError, match=r"docs/a.md:3: an image can't be read"):
        made(project)


def test_what_is_not_there_is_wrong_usage(written: Write) -> None:
    with pytest.raises(UsageError, match="there is no folder pages"):
        made(written({}), docs="pages")
    with pytest.raises(UsageError, match=r"mkdocs.yml: can't be read"):
        made(written({"mkdocs.yml": "a: [", "docs/a.md": ""}))


def test_letters_without_a_font_are_told(written: Write) -> None:
    lost = "\U00013000"  # a hieroglyph: no machine of ours has a font for it
    book = made(written({}, MODEL.replace("Inside", f"In {lost}")))
    assert [note.message for note in book.notes] == [
        f"no font of this machine has the characters {lost} (U+13000): the book shows boxes in their place"
    ]


def test_a_wide_matrix_loses_no_column(written: Write) -> None:
    count = 40
    ends = "".join(f"  - {{id: s{n}, kind: service, name: Serviceendpoint{n}}}\n" for n in range(count))
    lines = "".join(
        f"  - {{number: {n + 1}, source: s{n}, destination: s{(n + 1) % count}, protocol: tcp}}\n" for n in range(count)
    )
    model = f"title: Wide\nendpoints:\n{ends}connections:\n{lines}views: [{{id: who, kind: matrix, title: Matrix}}]\n"
    pdf = Pdf(made(written({}, model)).content)
    start = pdf.page_of("Matrix")
    grid = [n for n, size in enumerate(pdf.sizes) if n >= start and size[0] > size[1]]
    text = packed("".join(pdf.pages[n] for n in grid))
    for number in range(count):
        assert f"Serviceendpoint{number}" in text
    heads = [packed(pdf.pages[n]) for n in grid]
    assert sum(page.count("Source") for page in heads) > 1, "columns that find no room follow in further parts"
    width = pdf.sizes[grid[0]][0]
    assert all(link.box[2] <= width for link in pdf.links if link.page in grid)


def filled(lines: int, end: str) -> dict[str, str | bytes]:
    """A page of so many lines, and an end."""
    return {"mkdocs.yml": "site_name: x\n", "docs/a.md": "# A\n\n" + "line\n\n" * lines + end}


CODE = "```\n" + "\n".join(f"code-{number}" for number in range(12)) + "\n```\n"
SHORT_TABLE = "| a | b |\n|---|---|\n" + "".join(f"| row-{number} | x |\n" for number in range(5))


@pytest.mark.parametrize("lines", range(16, 34, 4))
@pytest.mark.parametrize(
    ("end", "first", "last"),
    [
        (f"This is how:\n\n{CODE}", "This is how", "code-11"),
        (f"## Heading\n\nA word on it.\n\n{SHORT_TABLE}", "A word on it", "row-4"),
        (f"**Bold**\n\nTold.\n\n{SHORT_TABLE}", "Bold", "row-4"),
    ],
)
def test_what_belongs_together_stands_on_one_page(written: Write, lines: int, end: str, first: str, last: str) -> None:
    pages = [packed(page) for page in Pdf(made(written(filled(lines, end))).content).pages]
    (begun,) = [number for number, page in enumerate(pages) if packed(first) in page]
    assert packed(last) in pages[begun]


def test_long_code_goes_on_and_broad_code_shrinks_before_a_line_is_broken(written: Write) -> None:
    broad = "x" * 60 + " " + "y" * 58
    end = f"```\n{broad}\n```\n\n```\n" + "\n".join(f"code-{number}." for number in range(150)) + "\n```\n"
    pdf = Pdf(made(written(filled(3, end))).content)
    assert any(broad.replace(" ", "") in packed(page) for page in pdf.pages)
    lines = pdf.reader.pages[pdf.page_of("A")].extract_text().splitlines()
    assert any("x" * 60 in line and "y" * 58 in line for line in lines)
    assert sum("code-" in page for page in pdf.pages) == 3


def test_addresses_outside_are_printed_once_on_a_page(written: Write) -> None:
    text = (
        "# A [head](https://head.example)\n\n"
        "[one](https://example.org/one?a=1&b=2), [again](https://example.org/one?a=1&b=2), "
        "<https://plain.example/> [mail](mailto:x@example.org) [in](b.md)\n\n"
        "| [h](https://th.example) | b |\n|---|---|\n| [cell](//cell.example/x) | y |\n"
    )
    files: dict[str, str | bytes] = {"mkdocs.yml": "site_name: x\n", "docs/a.md": text}
    files["docs/b.md"] = "# B\n\n[one](https://example.org/one?a=1&b=2)"
    pdf = Pdf(made(written(files)).content)
    page = packed(pdf.pages[pdf.page_of("A head")])
    assert "onea,againa,https://plain.example/mailbin" in page
    assert page.count("https://example.org/one?a=1&b=2") == 1
    assert page.count("https://plain.example/") == 1
    assert "bx@example.org" in page
    assert "cellc" in page
    assert "chttps://cell.example/x" in page
    assert "head.example" not in page
    assert "th.example" not in page
    assert "ahttps://example.org/one?a=1&b=2" in packed(pdf.pages[pdf.page_of("B")])


def test_what_only_a_browser_draws_is_told(written: Write) -> None:
    text = "# A\n\n```mermaid\ngraph TD\n  A --> B\n```\n\n![far](https://example.org/far.png)\n"
    files: dict[str, str | bytes] = {"mkdocs.yml": MKDOCS.partition("nav:")[0], "docs/a.md": text}
    book = made(written(files))
    assert [str(note).partition("\n")[0] for note in book.notes] == [
        "docs/a.md:3: the book prints Mermaid diagrams as their source: only a browser draws them",
        "docs/a.md:8: the book leaves out the image https://example.org/far.png: it lies elsewhere",
    ]
    assert packed("graph TD A --> B") in packed("".join(Pdf(book.content).pages))


def test_formulas_are_told_once_for_each_page(written: Write) -> None:
    site = "site_name: x\nmarkdown_extensions: [{pymdownx.arithmatex: {generic: GENERIC}}]\n"
    files: dict[str, str | bytes] = {
        "docs/a.md": "# A\n\nText: $a_1^2$ and $b$.\n\n$$\nc\n$$\n",
        "docs/b.md": "# B\n\n$$\nE = m\n$$\n",
        "docs/c.md": "# C\n\nNo formula for $5.\n",
    }
    said = "the book prints formulas as their TeX source: only a browser sets them"
    book = made(written({"mkdocs.yml": site.replace("GENERIC", "true"), **files}))
    assert [str(note).partition("\n")[0] for note in book.notes] == [f"docs/a.md:3: {said}", f"docs/b.md:4: {said}"]
    assert "a_1^2" in "".join(Pdf(book.content).pages)
    book = made(written({"mkdocs.yml": site.replace("GENERIC", "false"), **files}))
    assert [str(note).partition(":")[0] for note in book.notes] == ["docs/a.md", "docs/b.md"]


def test_a_column_of_downloads_is_not_on_paper_and_an_empty_one_is(written: Write) -> None:
    table = (
        "<table><tr><th>Zone</th><th>File</th><th>Signed</th></tr>"
        "<tr><td>Inner</td><td><a href='x.csv' download>CSV</a></td><td></td></tr>"
        "<tr><td>Outer</td><td></td><td> </td></tr></table>"
    )
    files: dict[str, str | bytes] = {"mkdocs.yml": "site_name: x\n", "docs/a.md": f"# A\n\n{table}\n"}
    pdf = Pdf(made(written(files)).content)
    page = pdf.pages[pdf.page_of("A")]
    assert "Zone Signed Inner Outer" in page
    assert "File" not in page
    assert "CSV" not in page


def test_contents_take_the_page_before_they_take_two_columns(written: Write) -> None:
    def lines(count: int) -> tuple[float, list[float]]:
        listed = "".join(f"\n## Heading {n} with some more words to it\n" for n in range(count))
        files: dict[str, str | bytes] = {"mkdocs.yml": "site_name: x\n", "docs/a.md": f"# A\n{listed}"}
        pdf = Pdf(made(written(files)).content)
        boxes = [link.box for link in pdf.links if link.page == 1]
        return pdf.sizes[1][0], [right for _, _, right, _ in boxes]

    for count in (5, 30):
        width, ends = lines(count)
        assert min(ends) > width * 0.8, count
    width, ends = lines(120)
    assert min(ends) < width / 2 < max(ends)


def test_the_title_page_tells_the_address_of_the_site(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOOK_ADDRESS", "https://env.example/shop/")
    for address, shown in (
        ("https://a.example/", "https://a.example/"),
        ("!ENV BOOK_ADDRESS", "https://env.example/shop/"),
    ):
        files: dict[str, str | bytes] = {"mkdocs.yml": f"site_name: x\nsite_url: {address}\n", "docs/a.md": "# A"}
        pdf = Pdf(made(written(files)).content)
        assert shown in pdf.pages[0]
        assert [link.url for link in pdf.links if link.page == 0] == [shown]


def test_a_heading_of_one_long_word_stays_on_its_page(written: Write) -> None:
    word = "Endless" * 20
    files: dict[str, str | bytes] = {"mkdocs.yml": "site_name: x\n", "docs/a.md": f"# {word}\n\nText."}
    pdf = Pdf(made(written(files)).content)
    lines = pdf.reader.pages[2].extract_text().splitlines()
    assert word in packed(pdf.pages[2])
    assert max(len(line) for line in lines if "Endless" in line and not line.endswith("…")) < 70
    assert any(line.endswith("…") for line in lines)


LABELLED = MODEL.replace("kind: external, name: Bank}", "kind: external, name: Secretbank, audience: [staff]}")
LABELLED += "audiences: [staff, public]\n"


def test_a_book_for_an_audience_says_nothing_of_what_is_hidden(written: Write) -> None:
    whole = Pdf(made(written({}, LABELLED)).content)
    assert any("Secretbank" in page for page in whole.pages)
    content = made(written({}, LABELLED, audience="public")).content
    public = Pdf(content)
    assert not any("Secretbank" in page or "https" in page.lower().replace("https://", "") for page in public.pages)
    assert not any("bank" in title.lower() for _, title, _ in public.outline)
    assert not any("bank" in name for name in public.reader.named_destinations)
    assert "Edition for public" in public.pages[0]


def test_each_page_names_the_page_of_the_site_above(written: Write) -> None:
    pdf = Pdf(made(written(FILES)).content)
    assert pdf.pages[pdf.page_of("Sub page")].startswith('Shop "#1" $x$ · Version 2.1 Sub page')
    assert pdf.pages[pdf.page_of("Bank")].startswith('Shop "#1" $x$ · Version 2.1 Bank')
