"""Findings as JSON, those that are ignored among them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from diagramgen.lint.finding import Finding
from diagramgen.schema.rule import Rule


def export(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """`{"findings": […]}`."""
    del rules
    return json.dumps({"findings": [_object(finding) for finding in findings]}, indent=2, ensure_ascii=False) + "\n"


def _object(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "object": finding.object,
        "file": finding.where.file,
        "line": finding.where.line,
        "made_at": [{"file": where.file, "line": where.line} for where in finding.where.callers],
        "message": finding.message,
        "fix": finding.fix,
        "ignored": finding.ignored,
    }
