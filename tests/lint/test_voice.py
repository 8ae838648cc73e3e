"""The published table has ten findings, and the Voice model excuses each with its reason."""

from __future__ import annotations

import re

import pytest

from diagramgen.graph import Graph
from diagramgen.pipeline import Project
from tests.lint.models import names

TEN = [
    ("missing-configurable-mark", "connection-7"),
    ("undocumented-connection", "connection-10"),
    ("contradicting-classification", "connection-14"),
    ("initiating-store", "connection-14"),
    ("reversed-description", "connection-19"),
    ("contradicting-classification", "connection-24"),
    ("plain-http-egress", "connection-24"),
    ("contradicting-classification", "connection-55"),
    ("initiating-store", "connection-55"),
    ("contradicting-classification", "connection-59"),
]


def test_ten_findings_and_no_other(voice_project: Project) -> None:
    assert sorted(names(voice_project.lint(ignores=False))) == sorted(TEN)


def test_each_stands_at_the_declaration_of_its_row(voice_project: Project, voice: Graph) -> None:
    places = {f"connection-{c.number}": str(c.where) for c in voice.connections}
    for finding in voice_project.lint(ignores=False):
        assert str(finding.where) == places[finding.object]


def test_all_are_ignored_and_no_ignore_is_dead(voice_project: Project) -> None:
    findings = voice_project.lint()
    assert sorted(names(findings)) == sorted(TEN)
    assert all(finding.ignored for finding in findings)


def test_a_reason_quotes_the_row(voice_project: Project) -> None:
    """A reader can check it in the published table."""
    for finding in voice_project.lint():
        number = finding.object.removeprefix("connection-")
        assert re.search(rf"\brow {number}\b", finding.reason), finding.reason


def test_nothing_is_laid_out_unless_a_rule_looks_at_pictures(
    voice_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a picture was laid out")

    monkeypatch.setattr(Project, "pictures", refuse)
    assert voice_project.lint()


def test_the_edits_are_all_unsafe_and_exact(voice_project: Project) -> None:
    found = [f for f in voice_project.lint(ignores=False) if f.edit is not None]
    exchanged = [f for f in found if f.edit is not None and f.edit.title == "exchange source and destination"]
    assert {(f.rule, f.object) for f in exchanged} == {
        ("initiating-store", "connection-14"),
        ("initiating-store", "connection-55"),
        ("reversed-description", "connection-19"),
    }
    edits = {f.object: (f.edit.text, f.edit.safe) for f in found if f.edit is not None and f not in exchanged}
    assert edits == {
        "connection-7": ('"6379*"', False),
        "connection-14": ('"Ingress"', False),
        "connection-24": ('"Egress"', False),
        "connection-55": ('"Ingress"', False),
        "connection-59": ('"Egress"', False),
    }
