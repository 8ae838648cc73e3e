"""`diagramgen rules`: what `lint` looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from diagramgen.cli.shared import project_of, put
from diagramgen.errors import Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diagramgen.schema import Rule


def rules(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[RULE]", help="A rule: print its manual page.")] = None,
) -> None:
    """List the rules, ours and the model's own, or print the manual page of one.

    Examples:

      diagramgen rules

      diagramgen rules missing-port
    """
    everything, running = _rules(context)
    known = {rule.name: rule for rule in everything}
    if name is not None:
        if name not in known:
            raise UsageError(Problem(f"there is no rule {name!r}", fix=did_you_mean(name, known)))
        rule = known[name]
        put(f"{rule.name} ({rule.severity}{'' if rule.default else ', off unless selected'})\n\n{rule.manual}\n", None)
        return
    width = max(map(len, known))
    lines = [
        f"{rule.name:{width}}  {rule.severity:7}  {'on ' if rule in running else 'off'}  {rule.summary}\n"
        for rule in known.values()
    ]
    put("".join(lines), None)


def _rules(context: typer.Context) -> tuple[Sequence[Rule], Sequence[Rule]]:
    """All rules, and those that run; where there is no model, ours."""
    try:
        project = project_of(context)
    except UsageError:
        if context.obj.model is not None or context.obj.config is not None:
            raise
        from diagramgen.catalog import RULES

        return RULES, [rule for rule in RULES if rule.default]
    return project.rules, project.chosen_rules
