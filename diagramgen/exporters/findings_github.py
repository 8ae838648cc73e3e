"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from diagramgen.errors import Location, Problem
from diagramgen.lint.finding import Finding
from diagramgen.schema.rule import Rule, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def export(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """A command for each finding that is not ignored."""
    del rules
    return "".join(_command(finding) for finding in findings if not finding.ignored)


def errors(problems: Sequence[Problem]) -> str:
    """A command for each problem of a model that no rule could look into."""
    return "".join(_written("error", p.where, "model", p.message, p.fix) for p in problems)


def _command(finding: Finding) -> str:
    title, message = f"{finding.rule} ({finding.object})", f"{finding.object} {finding.message}"
    return _written(COMMANDS[finding.severity], finding.where, title, message, finding.fix)


def _written(command: str, where: Location, title: str, message: str, fix: str) -> str:
    properties = {"file": where.file, "line": str(where.line or ""), "title": title}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    lines = filter(None, (message, where.made, fix))
    return f"::{command} {told}::{_data(chr(10).join(lines))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
