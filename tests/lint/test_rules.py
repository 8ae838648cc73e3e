"""Every rule is what its manual page says: its bad example gives its one finding, and its good one none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import diagramgen
from diagramgen.catalog import RULES
from diagramgen.schema import Rule, Severity
from scripts.rules_page import PAGE, page
from tests.lint.models import found, names

FILES = Path(diagramgen.__file__).parent / "lint" / "rules"
HEADINGS = ["What it finds", "Why", "Bad", "Good", "Way out"]
BY_NAME = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


def examples(rule: Rule) -> list[tuple[str, str]]:
    """(language, text) of the bad and of the good example."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", rule.manual, re.MULTILINE | re.DOTALL)


def files(example: tuple[str, str]) -> dict[str, str]:
    language, text = example
    return {"model.yaml": text} if language == "yaml" else {"model/__init__.py": text}


@BY_NAME
def test_the_bad_example_gives_this_finding_and_the_good_one_none(rule: Rule, tmp_path: Path) -> None:
    bad, good = examples(rule)
    selected = {"select": ["default", rule.name]}
    findings = found(tmp_path / "bad", files(bad), **selected)
    assert {finding.rule for finding in findings} == {rule.name}
    objects = [finding.object for finding in findings]
    assert len(objects) == 1 or rule.name in ("missing-owner", "crowded-picture"), objects
    assert names(found(tmp_path / "good", files(good), **selected)) == []


@BY_NAME
def test_a_finding_has_a_place_a_fact_and_a_way_out(rule: Rule, tmp_path: Path) -> None:
    bad, _ = examples(rule)
    for finding in found(tmp_path, files(bad), select=[rule.name]):
        assert finding.where.file in ("model.yaml", "model/__init__.py")
        assert finding.where.line > 0
        assert finding.message[0].islower()
        assert finding.fix
        assert finding.severity is rule.severity


@BY_NAME
def test_the_manual_has_its_parts_in_their_order(rule: Rule) -> None:
    assert re.findall(r"^([A-Z][a-z ]+):", rule.manual, re.MULTILINE) == HEADINGS
    assert rule.summary.endswith(".")
    assert len(rule.summary) < 100


@BY_NAME
def test_a_rule_is_a_file(rule: Rule) -> None:
    assert rule.where.file == str(FILES / f"{rule.name.replace('-', '_')}.py")


def test_every_file_is_a_rule_of_the_catalog_once() -> None:
    written = sorted(path.stem.replace("_", "-") for path in FILES.glob("[!_]*.py"))
    assert sorted(rule.name for rule in RULES) == written


def test_owner_port_and_size_are_off_and_all_others_on() -> None:
    assert {rule.name for rule in RULES if not rule.default} == {"missing-owner", "unusual-port", "crowded-picture"}
    assert {rule.severity for rule in RULES if not rule.default} == {Severity.NOTE}


def test_a_name_is_a_thing_and_reads_after_ignore() -> None:
    """No instruction, no "no-…": "ignore missing-port" is English."""
    for rule in RULES:
        assert not re.match(r"(no|dont|avoid|check|require|use|ban|has|is)-", rule.name)


def test_the_page_of_the_docs_is_made_of_the_docstrings(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == page()
