"""Findings in their formats: text, JSON, GitHub's annotations and SARIF."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from diagramgen.catalog import FINDINGS, RULES
from diagramgen.errors import NOWHERE, Location
from diagramgen.lint.finding import Edit, Finding
from diagramgen.pipeline import Project
from diagramgen.schema import Severity

EDIT = Edit("model/a.py", 10, 12, '"80*"', False, (2, 3, 2, 5), 'write "80*"')
PLAIN = Finding("missing-port", Severity.WARNING, "connection-1", Location("model/a.py", 7), "states no port", "say it")
FOUND = [
    PLAIN,
    Finding("missing-owner", Severity.NOTE, "endpoint-a", Location("model/ä b,c:d.py"), "has 100% none", "", EDIT),
    Finding("dead-ignore", Severity.ERROR, "connection-2", NOWHERE, "is\r\nodd", "a: b, c", None, "So <published>."),
]
GRAMMAR = re.compile(
    r"::(error|warning|notice) (?:[a-zA-Z]+=[^,:\r\n]*)(?:,[a-zA-Z]+=[^,:\r\n]*)*::((?:[^%\r\n]|%25|%0D|%0A)*)"
)
"""A workflow command: in a value, the characters that separate are escaped."""


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(FINDINGS["sarif"](findings, RULES))
    Sarif.model_validate(data)
    return data


def test_text() -> None:
    assert FINDINGS["text"](FOUND, RULES) == (
        "model/a.py:7: warning: missing-port: connection-1 states no port\n"
        "    say it\n"
        "model/ä b,c:d.py: note: missing-owner: endpoint-a has 100% none\n"
        '    unsafe edit, yours to make: write "80*"\n'
        "1 warning and 1 note, 1 ignored\n"
    )
    assert FINDINGS["text"]([], RULES) == "nothing found\n"


def test_json() -> None:
    findings = json.loads(FINDINGS["json"](FOUND, RULES))["findings"]
    assert findings[0] == {
        "rule": "missing-port",
        "severity": "warning",
        "object": "connection-1",
        "file": "model/a.py",
        "line": 7,
        "made_at": [],
        "message": "states no port",
        "fix": "say it",
        "ignored": False,
    }
    assert [finding["ignored"] for finding in findings] == [False, False, True]


def test_github_escapes_what_separates() -> None:
    shown = FINDINGS["github"]([*FOUND[:2], Finding("dead-ignore", Severity.ERROR, "o", NOWHERE, "a\r\nb")], RULES)
    assert shown.splitlines() == [
        "::warning file=model/a.py,line=7,title=missing-port (connection-1)::connection-1 states no port%0Asay it",
        "::notice file=model/ä b%2Cc%3Ad.py,title=missing-owner (endpoint-a)::endpoint-a has 100%25 none",
        "::error title=dead-ignore (o)::o a%0D%0Ab",
    ]


def test_a_declaration_in_a_function_tells_who_called_it() -> None:
    callers = (Location("model/ä.py", 12), Location("model/__init__.py", 3))
    made = replace(PLAIN, where=Location("model/a.py", 7, callers))
    told = "made at model/ä.py:12, from model/__init__.py:3"
    assert FINDINGS["text"]([made], RULES).splitlines()[1:3] == [f"    {told}", "    say it"]
    assert FINDINGS["github"]([made], RULES).endswith(f"::connection-1 states no port%0A{told}%0Asay it\n")
    [found] = json.loads(FINDINGS["json"]([made], RULES))["findings"]
    assert found["made_at"] == [{"file": "model/ä.py", "line": 12}, {"file": "model/__init__.py", "line": 3}]
    [result] = sarif([made])["runs"][0]["results"]
    assert result["message"]["text"] == f"connection-1 states no port\n{told}\nsay it"
    assert [place["physicalLocation"] for place in result["relatedLocations"]] == [
        {"artifactLocation": {"uri": "model/%C3%A4.py"}, "region": {"startLine": 12}},
        {"artifactLocation": {"uri": "model/__init__.py"}, "region": {"startLine": 3}},
    ]


@settings(deadline=None)
@given(st.text(), st.text(), st.text(min_size=1))
def test_github_is_one_line_of_the_grammar_and_reads_back(message: str, fix: str, file: str) -> None:
    line = FINDINGS["github"]([replace(PLAIN, message=message, fix=fix, where=Location(file, 1))], RULES)
    assert line.endswith("\n")
    found = GRAMMAR.fullmatch(line[:-1])
    assert found is not None
    read = found[2].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    assert read == f"connection-1 {message}" + (f"\n{fix}" if fix else "")


def test_sarif_passes_its_schema_and_has_all() -> None:
    [run] = sarif(FOUND)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.name for rule in RULES]
    for result, finding in zip(run["results"], FOUND, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["level"] == finding.severity
    first, second, third = run["results"]
    assert first["locations"] == [
        {
            "physicalLocation": {"artifactLocation": {"uri": "model/a.py"}, "region": {"startLine": 7}},
            "logicalLocations": [{"name": "connection-1", "kind": "object"}],
        }
    ]
    assert first["message"]["text"] == "connection-1 states no port\nsay it"
    place = second["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "model/%C3%A4%20b%2Cc%3Ad.py"}}
    [fix] = second["fixes"]
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5},
            "insertedContent": {"text": '"80*"'},
        }
    ]
    assert "physicalLocation" not in third["locations"][0]
    assert third["suppressions"] == [{"kind": "inSource", "justification": "So <published>."}]
    assert "suppressions" not in first


def test_the_schema_would_refuse_what_is_wrong() -> None:
    data = sarif(FOUND)
    data["runs"][0]["results"][0]["levle"] = "error"
    with pytest.raises(ValueError, match="levle"):
        Sarif.model_validate(data)


def test_sarif_names_a_model_elsewhere_by_its_address() -> None:
    [run] = sarif([replace(PLAIN, where=Location("/else where/a.py", 1))])["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "file:///else%20where/a.py"


@settings(deadline=None)
@given(st.lists(st.text(), min_size=3, max_size=3))
def test_any_text_passes(texts: list[str]) -> None:
    message, fix, reason = texts
    found = [Finding("missing-port", Severity.NOTE, "model", NOWHERE, message, fix, EDIT, reason)]
    sarif(found)
    assert json.loads(FINDINGS["json"](found, RULES))["findings"][0]["message"] == message


def test_the_edit_of_sarif_is_the_exact_one(voice_project: Project) -> None:
    """Cutting the region out of the file leaves what `--fix` would have left."""
    findings = [finding for finding in voice_project.lint(ignores=False) if finding.edit is not None]
    results = sarif(findings)["runs"][0]["results"]
    assert len(results) == 8
    for finding, result in zip(findings, results, strict=True):
        edit = finding.edit
        assert edit is not None
        [change] = result["fixes"][0]["artifactChanges"]
        [part] = change["replacements"]
        text = (Path(__file__).parents[2] / change["artifactLocation"]["uri"]).read_bytes().decode()
        lines = text.splitlines(keepends=True)
        region = part["deletedRegion"]
        starts = [sum(map(len, lines[: region[line] - 1])) for line in ("startLine", "endLine")]
        cut = [starts[0] + region["startColumn"] - 1, starts[1] + region["endColumn"] - 1]
        assert cut == [edit.start, edit.end]
        assert part["insertedContent"]["text"] == edit.text


def test_the_command_offers_the_formats_of_the_catalog() -> None:
    from diagramgen.cli.lint import FindingsFormat

    assert [choice.value for choice in FindingsFormat] == list(FINDINGS)
