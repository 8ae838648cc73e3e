"""`diagramgen rules`: what `lint` looks for."""

from __future__ import annotations

from typing import Annotated

import typer

from diagramgen.cli.shared import project_of, put
from diagramgen.errors import Problem, UsageError, did_you_mean


def rules(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[RULE]", help="A rule: print its manual page.")] = None,
) -> None:
    """List the rules, ours and the model's own, or print the manual page of one.

    Examples:

      diagramgen rules

      diagramgen rules missing-port
    """
    project = project_of(context)
    known = {rule.name: rule for rule in project.rules}
    if name is not None:
        if name not in known:
            raise UsageError(Problem(f"there is no rule {name!r}", fix=did_you_mean(name, known)))
        rule = known[name]
        put(f"{rule.name} ({rule.severity}{'' if rule.default else ', off unless selected'})\n\n{rule.manual}\n", None)
        return
    running = {rule.name for rule in project.chosen_rules}
    width = max(map(len, known))
    lines = [
        f"{rule.name:{width}}  {rule.severity:7}  {'on ' if rule.name in running else 'off'}  {rule.summary}\n"
        for rule in known.values()
    ]
    put("".join(lines), None)
