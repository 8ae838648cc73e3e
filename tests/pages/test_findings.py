"""The page of findings: what it says, and that the site has it only when it is asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diagramgen.config import Config
from diagramgen.pages.context import Ref, Review
from diagramgen.pages.kinds.findings import Line, build
from diagramgen.pipeline import Project
from diagramgen.resolve import resolve
from diagramgen.schema import Ignore, Rule
from diagramgen.site import Site
from tests.drawing import context, model, services


def nothing(_: object) -> list[tuple[object, str]]:
    """Never.

    Not *even* once.
    """
    return []


def test_without_a_review_there_is_no_page() -> None:
    assert build(context(model(services(1)))) == ()


def test_open_and_ignored_findings_lead_to_their_objects() -> None:
    from diagramgen.catalog import RULES
    from diagramgen.lint.engine import run
    from diagramgen.lint.model import Model
    from diagramgen.lint.source import Sources

    own = Rule.of(nothing, RULES[0].severity, default=True)
    ignore = Ignore(rule="missing-port", object="connection-1", reason="A <drawing> has none.")
    architecture = model(services(2), [(0, 1)]).model_copy(update={"ignores": (ignore,), "rules": (own,)})
    graph = resolve(architecture)
    rules = (*(rule for rule in RULES if rule.name in ("missing-port", "missing-summary")), own)
    looked = Model(graph.architecture, graph.endpoints, graph.connections, graph.protocols)
    findings = run(looked, rules, Sources(Path("/none"), Path("/none")))

    [page] = build(replace(context(architecture), review=Review(findings, rules)))

    rule = Ref("missing-summary", "rules/#rule-missing-summary")
    assert page.open == tuple(
        Line(
            Ref(f"endpoint-{name}", f"../services/{name}/"),
            "warning",
            "has no summary",
            "say in a sentence what it is for",
            rule,
            "",
        )
        for name in ("s0", "s1")
    )
    assert [(line.object, line.reason) for line in page.ignored] == [
        (Ref("connection-1", "../architecture/#connection-1"), "A <drawing> has none.")
    ]
    assert page.looked == 3


@pytest.fixture(scope="module")
def reviewed(voice_project: Project) -> Site:
    config = Config(cache_dir=voice_project.config.cache_dir, findings=True)
    return Project("model", config, voice_project.base).site()


def test_the_voice_site_tells_its_ten_findings_and_links_the_page(reviewed: Site) -> None:
    pages = {page.path: page.markdown for page in reviewed.pages}
    assert pages["findings.md"].count("<td>Published so: row ") == 10
    assert "[Findings in this model](findings.md)" in pages["architecture.md"]
    assert "model/" not in pages["findings.md"]


def test_all_else_of_the_site_is_as_without_it(reviewed: Site, voice_site: Site) -> None:
    with_page = {page.path: page.markdown for page in reviewed.pages}
    without = {page.path: page.markdown for page in voice_site.pages}
    assert set(with_page) - set(without) == {"findings.md", "findings/rules.md"}
    link = "- [Findings in this model](findings.md)\n"
    assert with_page["architecture.md"].replace(link, "").split() == without["architecture.md"].split()
    assert [path for path in without if path != "architecture.md" and with_page[path] != without[path]] == []


def test_an_edition_has_no_such_page(voice_project: Project) -> None:
    """A finding, or the reason for which it is ignored, may name what the edition hides."""
    config = Config(cache_dir=voice_project.config.cache_dir, findings=True, audience="customer")
    pages = {page.path: page.markdown for page in Project("model", config, voice_project.base).site().pages}
    assert not {"findings.md", "findings/rules.md"} & set(pages)
    assert "findings.md" not in pages["architecture.md"]


def test_objects_are_sorted_by_number(reviewed: Site) -> None:
    [page] = build(reviewed.context)
    numbers = [int(line.object.text.removeprefix("connection-")) for line in page.ignored]
    assert numbers == sorted(numbers) == [7, 10, 14, 14, 19, 24, 24, 55, 55, 59]
