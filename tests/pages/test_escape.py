"""Escaping, piece by piece: data is shown as it is, and an author's Markdown runs nothing."""

from __future__ import annotations

import html
import re

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diagramgen.pages.escape import author_markdown, front_matter_text, markdown_text, text
from tests.htmlread import GREEDY, Tag, render
from tests.pages.test_markup import foreign
from tests.strategies import names, texts


def plain(value: str) -> str:
    return " ".join(value.split())


# Data in HTML, in Markdown and in the head of a page


@given(texts())
def test_text_shows_as_it_is_in_html(value: str) -> None:
    page = render(f"<table>\n<tr><td>{text(value)}</td></tr>\n</table>")
    assert plain(page.one("td").text) == plain(value)
    assert foreign(page) == []


def test_text_keeps_line_breaks_and_hides_braces_from_templates() -> None:
    assert text("a\nb") == "a<br>b"
    assert text("{{ a }}") == "&#123;&#123; a &#125;&#125;"
    assert text(3) == "3"


@given(names())
def test_a_name_shows_as_it_is_in_markdown(value: str) -> None:
    page = render(f"A [{markdown_text(value)}](page.md) and {markdown_text(value)}.", GREEDY)
    assert plain(page.one("a").text) == plain(value)
    assert plain(page.text) == plain(f"A {value} and {value}.")
    assert foreign(page) == []


@given(names())
def test_a_title_comes_through_yaml_and_html(value: str) -> None:
    assert "\n" not in front_matter_text(value)
    loaded = yaml.safe_load(f"title: {front_matter_text(value)}")
    assert html.unescape(loaded["title"]) == plain(value)
    assert not re.search("[<>]", loaded["title"]), "themes print it as it is"


# An author's Markdown


def shown(value: str, up: str = "") -> Tag:
    return render(str(author_markdown(value, up)))


def running(page: Tag) -> list[str]:
    """What no Markdown makes: an image and a heading are harmless."""
    return [found for found in foreign(page) if found not in ("<img>", "<h4>", "<h5>", "<h6>")]


def test_emphasis_links_lists_and_code_stay() -> None:
    page = shown("*a* and **b** and `c` and [d](e.md)\n\n* one\n* two\n\n> quoted")
    assert [page.one(name).text for name in ("em", "strong", "code", "a")] == ["a", "b", "c", "d"]
    assert [item.text for item in page.all("li")] == ["one", "two"]
    assert page.one("blockquote").text.strip() == "quoted"


@pytest.mark.parametrize(
    "value",
    [
        "a <b>bold</b> word",
        "<script>alert(1)</script>",
        "<div onclick=alert(1)>",
        "1 < 2 > 0 && 3",
        "</article>",
        "<!-- gone -->",
    ],
)
def test_html_is_shown_and_not_run(value: str) -> None:
    page = shown(value)
    assert plain(page.text) == plain(value)
    assert foreign(page) == []
    assert page.all("b") == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("`<b>`", ["<b>"]),
        ("`a{b}` `[c]`", ["a{b}", "[c]"]),
        ("``a ` <b>``", ["a ` <b>"]),
        ("`GET /orders/<id>`", ["GET /orders/<id>"]),
        ("`*a* & b`", ["*a* & b"]),
        ("```\n<b>\n\n{x}\n```", ["<b>\n\n{x}"]),
    ],
)
def test_code_shows_what_stands_in_it(value: str, expected: list[str]) -> None:
    page = shown(value)
    assert [code.text for code in page.all("code")] == expected
    assert foreign(page) == []


@pytest.mark.parametrize(
    "value",
    [
        "[a](javascript:alert(1))",
        "[a]( javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](java&Tab;script:alert(1))",
        "[a](javascript&colon;alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "![a](javascript:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a](`javascript:alert(1)`)",
        "[a](java`script:x`)",
        "[a][1]\n\n[1]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[a](b){ href=javascript:x }",
        "*a*{ onclick=alert(1) }",
        "a\n{: onclick=alert(1) }",
        "<mailto:x/onmouseover=alert(1)>",
        "` <img src=x onerror=alert(1)> ``",
        "\\` <img src=x onerror=alert(1)> `",
        "`a\n\n<script>alert(1)</script>\n\nb`",
        "~~~\n```\n~~~\n<script>x</script>\n```",
    ],
)
@pytest.mark.parametrize("up", ["", "../"])
def test_no_address_and_no_attribute_runs_anything(value: str, up: str) -> None:
    assert running(shown(value, up)) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("services/redis.md", "../services/redis.md"),
        ("architecture.md#connection-40", "../architecture.md#connection-40"),
        ("#reached-on", "#reached-on"),
        ("/absolute.md", "/absolute.md"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:team@example.org", "mailto:team@example.org"),
    ],
)
def test_links_start_at_the_root_of_the_documentation_on_every_page(url: str, expected: str) -> None:
    assert shown(f"[a]({url})", "../").one("a")["href"] == expected
    assert shown(f"[a]({url})", "").one("a")["href"] == url
    assert shown(f'[a]({url} "title")', "../").one("a")["href"] == expected
    assert shown(f"![a]({url})", "../").one("img")["src"] == expected


def test_an_address_may_stand_for_itself() -> None:
    page = shown("See <https://example.org/a?b=c&d=e> or <mailto:team@example.org>.")
    assert [link["href"] for link in page.all("a")] == ["https://example.org/a?b=c&d=e", "mailto:team@example.org"]


_PIECES = r"""
` `` ``` ~~~ \ { } {: {onclick=alert(1)} < > <script> </script> <img/src=x/onerror=alert(1)> <div> </div> <!-- -->
<? ?> <![CDATA[ ]]> ]( [a] [a]( ) [1]: [1] ! * _ ** - > # | : = ' " & &lt; &#60; &Tab; &#106; javascript: java script:x
<javascript:x> <https://a.b/ <mailto:a@b.c> mailto: onx=1 / a b
"""
BLANKS = [" ", " onerror=alert(1) ", "    ", "\n", "\n\n", "\t"]


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(_PIECES.split()) | st.sampled_from(BLANKS), min_size=2, max_size=14).map("".join),
    st.sampled_from(["", "../"]),
)
@example("[a](java`script:alert(1)`)", "")
def test_whatever_an_author_writes_runs_nothing(value: str, up: str) -> None:
    assert running(shown(value, up)) == []
