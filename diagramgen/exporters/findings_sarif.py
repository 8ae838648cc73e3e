"""Findings as SARIF 2.1.0, which code scanning services read: with the rules' manual, reasons and exact edits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from diagramgen.errors import Location
from diagramgen.lint.finding import Edit, Finding
from diagramgen.schema.rule import Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def export(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """One run; what the model ignores is in it as suppressed."""
    index = {rule.name: place for place, rule in enumerate(rules)}
    driver = {
        "name": "diagramgen",
        "semanticVersion": version("diagramgen"),
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index[finding.rule]) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.manual, "markdown": rule.manual},
        "defaultConfiguration": {"enabled": rule.default, "level": str(rule.severity)},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"logicalLocations": [{"name": finding.object, "kind": "object"}]}
    if finding.where:
        location = {**_physical(finding.where), **location}
    message = "\n".join(filter(None, (f"{finding.object} {finding.message}", finding.where.made, finding.fix)))
    result = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {"ruleAndObject/v1": f"{finding.rule}:{finding.object}"},
    }
    if finding.where.callers:
        result["relatedLocations"] = [
            {"id": place, **_physical(where), "message": {"text": f"{finding.object} is made by this call"}}
            for place, where in enumerate(finding.where.callers, 1)
        ]
    if finding.edit is not None:
        result["fixes"] = [_fix(finding.edit)]
    if finding.ignored:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.reason}]
    return result


def _physical(where: Location) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(where.file)}}
    if where.line:
        physical["region"] = {"startLine": where.line}
    return {"physicalLocation": physical}


def _fix(edit: Edit) -> dict[str, Any]:
    first, column, last, behind = edit.region
    replacement = {
        "deletedRegion": {"startLine": first, "startColumn": column, "endLine": last, "endColumn": behind},
        "insertedContent": {"text": edit.text},
    }
    changes = [{"artifactLocation": {"uri": _uri(edit.file)}, "replacements": [replacement]}]
    kind = "Safe" if edit.safe else "Unsafe"
    return {"description": {"text": f"{kind} edit: {edit.title}"}, "artifactChanges": changes}


def _uri(file: str) -> str:
    """Relative as it is; a model elsewhere by its address."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
