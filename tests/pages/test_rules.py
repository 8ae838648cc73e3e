"""The page of rules: each that looked, with its manual page and how often it found something."""

from __future__ import annotations

from dataclasses import replace

import markdown

from diagramgen.catalog import RULES
from diagramgen.errors import NOWHERE
from diagramgen.lint.finding import Finding
from diagramgen.pages.build import render
from diagramgen.pages.context import Review
from diagramgen.pages.kinds.rules import RuleLine, build
from diagramgen.schema import Rule, Severity
from tests.drawing import context, model, services
from tests.htmlread import read


def never(_: object) -> list[tuple[object, str]]:
    """Never <b>.

    Why: Not *even* once. See [the numbers](numbers.md).
    """
    return []


OWN = Rule.of(never, Severity.NOTE, default=True)


def test_without_a_review_there_is_no_page() -> None:
    assert build(context(model(services(1)))) == ()


def test_each_rule_says_how_often_it_found_something() -> None:
    found = [Finding("never", Severity.NOTE, "model", NOWHERE, "a", reason=reason) for reason in ("x", "", "y")]
    [page] = build(replace(context(model(services(1))), review=Review(tuple(found), (*RULES, OWN))))
    assert [rule.name for rule in page.rules] == [rule.name for rule in (*RULES, OWN)]
    assert page.rules[-1] == RuleLine(
        "never", "rule-never", "note", "Never <b>.", OWN.manual.replace("Why:", "**Why:**"), 1, 2
    )
    assert {(rule.open, rule.ignored) for rule in page.rules[:-1]} == {(0, 0)}


def test_the_manual_pages_are_there_whole() -> None:
    [page] = render((build,), replace(context(model(services(1))), review=Review((), (*RULES, OWN))))
    html = read(markdown.markdown(page.markdown.partition("\n---\n")[2], extensions=["attr_list", "fenced_code"]))
    assert {heading["id"] for heading in html.all("h2")} == {f"rule-{rule.name}" for rule in (*RULES, OWN)}
    assert len(html.all("pre")) == sum(rule.manual.count("```") // 2 for rule in RULES)
    assert html.all("b") == []
    text = " ".join(html.text.split())
    assert "{number: 1, source: shop, destination: payment, protocol: https, ports: 443," in text
    for rule in (*RULES, OWN):
        assert rule.summary.replace("`", "") in text
    assert "../numbers.md" in [link["href"] for link in html.all("a")]
    assert "exclude: true" in page.markdown
