"""What the rules say that looked at the model: ours and its own, each with its manual page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

from diagramgen.errors import NOWHERE, Location
from diagramgen.pages.context import Context, rule_anchor
from diagramgen.pages.urls import ARCHITECTURE, FINDINGS, RULES, Urls


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that looked, and how often it found something."""

    name: str
    anchor: str
    severity: str
    summary: str
    manual: str
    """Its manual page in Markdown."""
    open: int
    ignored: int


@dataclass(frozen=True, slots=True)
class RulesPage:
    """What the page says."""

    template: ClassVar[str] = "rules.md.jinja"

    path: str
    title: str
    architecture_title: str
    architecture: str
    findings: str
    up: str
    rules: tuple[RuleLine, ...]
    where: Location = NOWHERE


def build(context: Context) -> tuple[RulesPage, ...]:
    """The one page, if the site has one of findings."""
    if context.review is None:
        return ()
    found = Counter((finding.rule, finding.ignored) for finding in context.review.findings)
    return (
        RulesPage(
            path=RULES,
            title="Rules",
            architecture_title=context.graph.architecture.title,
            architecture=Urls.source(RULES, ARCHITECTURE),
            findings=Urls.source(RULES, FINDINGS),
            up=Urls.source(RULES, ".") + "/",
            rules=tuple(
                RuleLine(
                    name=rule.name,
                    anchor=rule_anchor(rule.name),
                    severity=str(rule.severity),
                    summary=rule.summary.replace("`", ""),  # a cell is HTML
                    manual=rule.labelled,
                    open=found[rule.name, False],
                    ignored=found[rule.name, True],
                )
                for rule in context.review.rules
            ),
        ),
    )
