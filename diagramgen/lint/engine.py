"""Rules and a model → findings, those set apart that the model ignores."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from typing import get_args

from diagramgen.errors import ContentError, Location, Problem, UsageError, did_you_mean
from diagramgen.graph import Graph
from diagramgen.lint.finding import Finding
from diagramgen.lint.model import Model, Subject
from diagramgen.lint.names import squeezed
from diagramgen.lint.rule import Found
from diagramgen.lint.source import Sources
from diagramgen.schema import Ignore
from diagramgen.schema.rule import Rule, Severity
from diagramgen.schema.written import renumbered, written

GROUPS = ("default", "all")
"""Words that select several rules."""
LAST = ("dead-ignore", "broken-rule")
"""The rules that look at what became of the others."""


def chosen(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    """The rules that run: those selected, or the default ones, less those ignored.

    Errors run whatever is selected: other commands refuse what they find.

    Raises:
        UsageError: there is no rule of such a name, or it can't be switched off.
    """
    known = [rule.name for rule in rules]
    wanted, unwanted = set(select), set(ignore)
    problems = [
        Problem(f"{key}: there is no rule {name!r}", fix=did_you_mean(name, choices))
        for key, names, choices in (("lint.select", wanted, [*known, *GROUPS]), ("lint.ignore", unwanted, known))
        for name in sorted(names - {*choices})
    ]
    problems += [
        Problem(f"lint.ignore: {rule.name} can't be switched off", fix="take it out, and correct what it finds")
        for rule in rules
        if rule.name in unwanted and rule.always
    ]
    if problems:
        raise UsageError(*problems)

    def runs(rule: Rule) -> bool:
        selected = rule.name in wanted or "all" in wanted or ("default" in wanted and rule.default)
        needed = rule.default and rule.severity is Severity.ERROR
        return rule.always or ((selected or needed) and rule.name not in unwanted)

    return tuple(rule for rule in rules if runs(rule))


def failing(findings: Iterable[Finding], fail_on: str) -> bool:
    """Whether a finding that is not ignored is as bad as `fail_on`, or worse."""
    order = [str(severity) for severity in Severity]
    bad = order[: order.index(fail_on) + 1] if fail_on in order else []
    return any(str(finding.severity) in bad and not finding.ignored for finding in findings)


def check_names(own: Sequence[Rule], ours: Sequence[Rule], sources: Sources) -> None:
    """Refuse a model's rule that has the name of another one.

    Raises:
        ContentError: with all of them.
    """
    taken = {rule.name for rule in ours} | set(GROUPS)
    problems = []
    for rule in own:
        if rule.name in taken:
            where = sources.located(rule.where)
            problems.append(Problem(f"there is another rule {rule.name!r}", where, "give it another name"))
        taken.add(rule.name)
    if problems:
        raise ContentError(*problems)


def check_same(before: Graph, after: Graph) -> None:
    """Refuse edits that were called safe and after which a model says something else.

    Raises:
        ContentError: it does.
    """
    if _said(before) != _said(after):
        raise ContentError(Problem("the model says something else"))


def _said(graph: Graph) -> tuple[object, ...]:
    """What a model says, however a classification is spelled; ignores aside."""
    connections = graph.architecture.connections
    places = {place: place + 1 for place in range(len(connections))}  # a flow's document names numbers
    document = written(renumbered(graph.architecture, places))
    document.pop("ignores", None)
    for row in document["connections"]:
        row["classification"] = squeezed(row.get("classification") or "")
    return document, [connection.number for connection in connections]


def run(model: Model, rules: Sequence[Rule], sources: Sources, *, ignores: bool = True) -> tuple[Finding, ...]:
    """What the rules find, by place; without `ignores`, the model's ignores count for nothing."""
    findings: list[Finding] = []
    broken: list[tuple[Rule, Problem]] = []
    for rule in rules:
        if rule.name in LAST:
            continue
        try:
            findings += _findings(model, rule, sources)
        except ContentError as error:  # a rule of the model's own fails; the others look all the same
            broken += [(replace(rule, where=problem.where), problem) for problem in error.problems]
    model = replace(model, broken=tuple(broken))
    if ignores:
        failed = {rule.name for rule, _ in broken}
        findings, dead = _excused(findings, model, {rule.name for rule in rules} - failed)
        model = replace(model, dead=dead)
    findings += [finding for rule in rules if rule.name in LAST for finding in _findings(model, rule, sources)]
    order = {rule.name: place for place, rule in enumerate(rules)}
    return tuple(sorted(findings, key=lambda f: (f.where.file, f.where.line, order[f.rule], f.object)))


def _excused(findings: list[Finding], model: Model, ran: set[str]) -> tuple[list[Finding], tuple[Ignore, ...]]:
    """The findings with the reasons for which they are ignored, and the ignores that excuse nothing.

    An ignore of a rule that did not run is not judged.
    """
    reasons: dict[tuple[str, str], str] = {}
    there = {(finding.rule, finding.object) for finding in findings if finding.rule not in model.firm}
    dead = []
    for ignore in model.architecture.ignores:
        key = (ignore.rule, ignore.object)
        if key in reasons or (key not in there and (ignore.rule in ran or ignore.rule not in model.rule_names)):
            dead.append(ignore)
        reasons.setdefault(key, ignore.reason)
    excused = [f if f.rule in model.firm else replace(f, reason=reasons.get((f.rule, f.object), "")) for f in findings]
    return excused, tuple(dead)


def _findings(model: Model, rule: Rule, sources: Sources) -> Iterator[Finding]:
    for found in _found(model, rule, sources):
        subject = found.subject
        yield Finding(
            rule.name,
            rule.severity,
            model.name_of(subject),
            subject.where or model.architecture.where,
            " ".join(found.message.split()),
            " ".join(found.fix.split()),
            sources.edit(model, subject, found.change) if found.change is not None else None,
        )


def _found(model: Model, rule: Rule, sources: Sources) -> list[Found]:
    """What a rule yields; a rule of the model's own may fail, and may yield anything."""
    if rule not in model.architecture.rules:
        return [Found(*item) for item in rule.check(model)]
    where = sources.located(rule.where)
    try:
        with redirect_stdout(sys.stderr):  # stdout is for our data
            items = list(rule.check(model))
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a model's code may raise anything
        for frame in traceback.extract_tb(error.__traceback__):
            if frame.filename == rule.where.file:
                where = sources.located(Location(frame.filename, frame.lineno or 0))
        said, _, fix = str(error).partition("; ") if isinstance(error, LookupError) else (str(error), "", "")
        raise ContentError(Problem(f"fails: {type(error).__name__}: {said}", where, fix)) from None
    for item in items:
        if not _is_found(item):
            raise ContentError(
                Problem(f"yields {item!r:.60}", where, "yield an object of the model and a sentence about it")
            )
    return [Found(*item) for item in items]


def _is_found(item: object) -> bool:
    if not isinstance(item, tuple) or not 2 <= len(item) <= 4:
        return False
    return isinstance(item[0], get_args(Subject)) and all(isinstance(text, str) for text in item[1:3])
