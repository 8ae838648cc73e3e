"""Findings for a terminal: place, severity, rule, object and fact; below that the caller, the way out and the edit."""

from __future__ import annotations

from collections.abc import Sequence

from diagramgen.lint.finding import Finding
from diagramgen.lint.words import counted
from diagramgen.schema.rule import Rule, Severity


def export(findings: Sequence[Finding], rules: Sequence[Rule]) -> str:
    """The findings that are not ignored, and a last line that counts them."""
    del rules
    told = [finding for finding in findings if not finding.ignored]
    count = {str(severity): sum(f.severity is severity for f in told) for severity in Severity}
    ignored = len(findings) - len(told)
    last = (counted(count) or "nothing found") + (f", {ignored} ignored" if ignored else "")
    return "".join([*(_lines(finding) for finding in told), f"{last}\n"])


def _lines(finding: Finding) -> str:
    place = f"{finding.where}: " if finding.where else ""
    lines = [f"{place}{finding.severity}: {finding.rule}: {finding.object} {finding.message}"]
    lines += [f"    {told}" for told in (finding.where.made, finding.fix) if told]
    if finding.edit is not None:
        how = "safe edit, --fix applies it" if finding.edit.safe else "unsafe edit, yours to make"
        lines.append(f"    {how}: {finding.edit.title}")
    return "\n".join(lines) + "\n"
