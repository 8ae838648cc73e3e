"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from diagramgen.lint.finding import Finding
from diagramgen.schema.rule import Rule, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def export(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """A command for each finding that is not ignored."""
    del rules
    return "".join(_command(finding) for finding in findings if not finding.ignored)


def _command(finding: Finding) -> str:
    properties = {
        "file": finding.where.file,
        "line": str(finding.where.line or ""),
        "title": f"{finding.rule} ({finding.object})",
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    message = f"{finding.object} {finding.message}" + (f"\n{finding.fix}" if finding.fix else "")
    return f"::{COMMANDS[finding.severity]} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
