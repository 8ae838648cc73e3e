"""The page of findings: what it says, and that the site has it only when it is asked for."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from diagramgen.config import Config
from diagramgen.pages.build import table_block
from diagramgen.pages.columns import known
from diagramgen.pages.context import Ref, Review, table
from diagramgen.pages.kinds.findings import Line, build
from diagramgen.pipeline import Project
from diagramgen.resolve import resolve
from diagramgen.schema import Ignore, Rule
from diagramgen.site import Site
from tests.drawing import context, model, services

EXPLAINED = "† Lint has a finding about this connection; the mark leads to it."
MARK = re.compile(
    rf'&nbsp;<a class="diagram-finding".*?</a>|<p class="diagram-footnote">{EXPLAINED}</p>|\. {EXPLAINED}'
    r"|\*\*†\*\* behind a number:.*?open anything\.",
    re.DOTALL,
)


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
            f"findings--endpoint-{name}",
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
    assert pages["findings.md"].count("<span>Published so: row ") == 10
    assert " · [Findings](findings.md)" in pages["architecture.md"]
    assert "model/" not in pages["findings.md"]


def test_all_else_of_the_site_is_as_without_it(reviewed: Site, voice_site: Site) -> None:
    with_page = {page.path: page.markdown for page in reviewed.pages}
    without = {page.path: page.markdown for page in voice_site.pages}
    assert set(with_page) - set(without) == {"findings.md", "findings/rules.md"}
    link = " · [Findings](findings.md)"
    unmarked = {
        path: re.sub("<td><span>(.*?)</span></td>", r"<td>\1</td>", MARK.sub("", text)).replace(link, "").split()
        for path, text in with_page.items()
    }
    assert [path for path, text in without.items() if unmarked[path] != text.split()] == []


def marks(markdown: str) -> list[tuple[str, str]]:
    """The numbers that carry a mark, and where the mark leads."""
    return re.findall(r'>([^<]*)</a>&nbsp;<a class="diagram-finding" href="([^"]*)"', markdown)


def test_connections_with_a_finding_carry_a_mark_that_leads_to_it(reviewed: Site) -> None:
    pages = {page.path: page.markdown for page in reviewed.pages}
    doubted = ["7", "10", "14", "19", "24", "55", "59"]
    for path, up in (("architecture.md", "../"), ("services/kafka.md", "../../")):
        table = pages[path].partition("data-table=")[2]
        found = marks(table)
        assert found
        assert found == [(n, f"{up}findings/#findings--connection-{n}") for n, _ in found]
        assert EXPLAINED in pages[path]
    assert [n for n, _ in marks(pages["architecture.md"].partition("data-table=")[2])][: len(doubted)] == doubted
    ids = re.findall(r'<tr id="findings--connection-([0-9]+)">', pages["findings.md"])
    assert ids == doubted, "each once, at the first finding about it"


def test_who_opens_ports_is_told_what_is_doubtful(reviewed: Site) -> None:
    [ports] = [page.markdown for page in reviewed.pages if page.path == "ports.md"]
    assert {n for n, _ in marks(ports)} >= {"14", "55"}
    assert "[lint has a finding](findings.md)" in ports
    files = {file.path: file.content.decode() for file in reviewed.beside() if file.path.endswith(".csv")}
    lines = list(csv.DictReader(files["assets/tables/ports.csv"].splitlines()))
    doubts = {line["Connections"]: line["Findings"] for line in lines if line["Findings"]}
    assert doubts["55"] == doubts["14"] == "contradicting-classification initiating-store"
    assert any(not line["Findings"] for line in lines)
    header = files["assets/tables/ports--zone--cluster.csv"].splitlines()[0]
    assert header.startswith("Direction,")
    assert header.endswith(",Findings")
    assert "Findings" not in files["assets/tables/connections.csv"], "the published table has its seven columns"


def test_a_mark_stands_behind_the_number_or_the_classification_or_first(reviewed: Site) -> None:
    known_columns = known(reviewed.context.graph)
    for ids, place in ((["data", "number"], 1), (["data", "classification"], 1), (["source", "data"], 0)):
        columns = [known_columns[name] for name in ids]
        doubted = [c for c in reviewed.context.graph.connections if c.number == 55]
        rows = table(reviewed.context, "architecture.md", doubted, "x--", None, columns)
        assert rows.marked == place
        cells = re.findall(r"<td.*?</td>", table_block(rows, "Some"))
        assert ["diagram-finding" in cell for cell in cells] == [n == place for n in range(2)]
    sound = [c for c in reviewed.context.graph.connections if c.number == 1]
    assert "†" not in table_block(table(reviewed.context, "architecture.md", sound, "x--", None), "Some")


def test_an_edition_has_no_such_page(voice_project: Project) -> None:
    """A finding, or the reason for which it is ignored, may name what the edition hides."""
    config = Config(cache_dir=voice_project.config.cache_dir, findings=True, audience="customer")
    pages = {page.path: page.markdown for page in Project("model", config, voice_project.base).site().pages}
    assert not {"findings.md", "findings/rules.md"} & set(pages)
    assert "findings.md" not in pages["architecture.md"]
    assert [path for path, text in pages.items() if "†" in text] == []


def test_objects_are_sorted_by_number(reviewed: Site) -> None:
    [page] = build(reviewed.context)
    numbers = [int(line.object.text.removeprefix("connection-")) for line in page.ignored]
    assert numbers == sorted(numbers) == [7, 10, 14, 14, 19, 24, 24, 55, 55, 59]
