"""What `lint` finds in the model, what the model ignores and why, and which rules looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diagramgen.errors import NOWHERE, Location
from diagramgen.lint.finding import Finding
from diagramgen.pages.context import Context, Ref, anchor
from diagramgen.pages.urls import ARCHITECTURE, FINDINGS, service_path, view_page
from diagramgen.schema import OverviewView, ServiceView


@dataclass(frozen=True, slots=True)
class Line:
    """One finding; its object leads nowhere if it has no place on the site."""

    object: Ref
    severity: str
    message: str
    fix: str
    rule: Ref
    reason: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule that ran."""

    name: str
    severity: str
    summary: str
    rest: str
    """What else the manual page of a rule of the model's own says, in Markdown."""


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """What the page says."""

    template: ClassVar[str] = "findings.md.jinja"

    path: str
    title: str
    architecture_title: str
    architecture: str
    open: tuple[Line, ...]
    ignored: tuple[Line, ...]
    rules: tuple[RuleLine, ...]
    where: Location = NOWHERE


def build(context: Context) -> tuple[FindingsPage, ...]:
    """The one page, if the site is to have it."""
    if context.review is None:
        return ()
    review, model = context.review, context.graph.architecture
    found = sorted(review.findings, key=lambda finding: (_as_counted(finding.object), finding.rule))
    lines = [(_line(context, finding), finding.ignored) for finding in found]
    rules = tuple(
        RuleLine(
            name=rule.name,
            severity=str(rule.severity),
            summary=rule.summary,
            rest=rule.manual.partition("\n\n")[2] if rule in model.rules else "",
        )
        for rule in review.rules
    )
    return (
        FindingsPage(
            path=FINDINGS,
            title="Findings",
            architecture_title=model.title,
            architecture=ARCHITECTURE,
            open=tuple(line for line, ignored in lines if not ignored),
            ignored=tuple(line for line, ignored in lines if ignored),
            rules=rules,
        ),
    )


def _as_counted(name: str) -> tuple[str, int, str]:
    """Sorts `connection-9` before `connection-14`."""
    kind, _, which = name.partition("-")
    return kind, int(which) if which.isdecimal() else 0, which


def _line(context: Context, finding: Finding) -> Line:
    rule = Ref(finding.rule, f"#rule-{finding.rule}")
    about = Ref(finding.object, _href(context, finding.object))
    return Line(about, str(finding.severity), finding.message, finding.fix, rule, finding.reason)


def _href(context: Context, name: str) -> str:
    """Where the site shows an object; empty if nowhere."""
    kind, _, which = name.partition("-")
    if kind == "connection" and which in {connection.key for connection in context.graph.connections}:
        return context.urls.href(FINDINGS, ARCHITECTURE, anchor(which))
    if kind == "endpoint" and which in {endpoint.id for endpoint in context.graph.endpoints}:
        return context.urls.href(FINDINGS, service_path(which))
    own = {view.id for view in context.views if not isinstance(view, OverviewView | ServiceView)}
    if kind == "view" and which in own:
        return context.urls.href(FINDINGS, view_page(which))
    return ""
