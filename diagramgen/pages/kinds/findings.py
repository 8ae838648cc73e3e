"""What `lint` finds in the model, and what the model ignores and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diagramgen.errors import NOWHERE, Location
from diagramgen.lint.finding import Finding
from diagramgen.pages.context import Context, Ref, anchor, finding_anchor, rule_anchor
from diagramgen.pages.urls import ARCHITECTURE, FINDINGS, RULES, service_path, view_page
from diagramgen.schema import OverviewView, ServiceView


@dataclass(frozen=True, slots=True)
class Line:
    """One finding; its object leads nowhere if it has no place on the site."""

    anchor: str
    """The place of the first finding about an object; empty for the others."""
    object: Ref
    severity: str
    message: str
    fix: str
    rule: Ref
    reason: str


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
    rules: str
    """Link to what the rules say."""
    looked: int
    """How many of them looked."""
    where: Location = NOWHERE


def build(context: Context) -> tuple[FindingsPage, ...]:
    """The one page, if the site is to have it."""
    if context.review is None:
        return ()
    review = context.review
    # As the page shows them: links lead to the first finding about an object, be it that all are ignored.
    found = sorted(review.findings, key=lambda finding: (finding.ignored, _as_counted(finding.object), finding.rule))
    before: set[str] = set()
    lines = []
    for finding in found:
        lines.append((_line(context, finding, is_first=finding.object not in before), finding.ignored))
        before.add(finding.object)
    return (
        FindingsPage(
            path=FINDINGS,
            title="Findings",
            architecture_title=context.graph.architecture.title,
            architecture=ARCHITECTURE,
            open=tuple(line for line, ignored in lines if not ignored),
            ignored=tuple(line for line, ignored in lines if ignored),
            rules=RULES,
            looked=len(review.rules),
        ),
    )


def _as_counted(name: str) -> tuple[str, int, str]:
    """Sorts `connection-9` before `connection-14`."""
    kind, _, which = name.partition("-")
    return kind, int(which) if which.isdecimal() else 0, which


def _line(context: Context, finding: Finding, *, is_first: bool) -> Line:
    rule = Ref(finding.rule, context.urls.href(FINDINGS, RULES, rule_anchor(finding.rule)))
    about = Ref(finding.object, _href(context, finding.object))
    place = finding_anchor(finding.object) if is_first else ""
    return Line(place, about, str(finding.severity), finding.message, finding.fix, rule, finding.reason)


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
