"""The rule dead-ignore."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.errors import did_you_mean
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, TakeOut, rule
from diagramgen.schema.rule import Severity


@rule(severity=Severity.ERROR, always=True)
def dead_ignore(model: Model) -> Iterator[Found]:
    """An ignore excuses nothing.

    What it finds: Ignores of the model whose rule ran and found nothing at that object, that stand twice, that name a
    rule that does not exist, or one that can't be ignored: what it finds stops every other command. What other rules
    find is not looked at with `--no-ignores`, and neither is this.

    Why: It would silently excuse the finding when it comes back.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
    ignores:
      - {rule: missing-port, object: connection-1, reason: Each installation chooses the port.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
    ```

    Way out: Take it out; `--fix` does where rule and object exist and there is no finding any more, and where the
    number of the connection is retired. Of two ignores with
    different reasons, you choose.
    """
    earlier: list[tuple[str, str]] = []
    twice = []
    for ignore in model.architecture.ignores:
        key = (ignore.rule, ignore.object)
        twice += [id(ignore)] if key in earlier else []
        earlier.append(key)
    retired = {f"connection-{entry.number}" for entry in model.architecture.retired}
    for ignore in model.dead:
        if ignore.rule in model.firm:
            message = f"is ignored for {ignore.rule}, which can't be ignored: other commands refuse the model"
            yield Found(ignore, message, "correct what it finds, and take the ignore out", TakeOut())
        elif ignore.rule not in model.rule_names:
            message = f"is ignored for a rule that does not exist: {ignore.rule!r}"
            yield Found(ignore, message, did_you_mean(ignore.rule, model.rule_names))
        elif ignore.object in retired - model.objects:
            message = f"is ignored for {ignore.rule} and is gone, its number retired"
            yield Found(ignore, message, "take the ignore out", TakeOut(safe=True))
        elif ignore.object not in model.objects:
            fix = did_you_mean(ignore.object, model.objects)
            yield Found(ignore, f"is ignored for {ignore.rule} and does not exist", fix, TakeOut())
        elif id(ignore) in twice:
            yield Found(ignore, f"is ignored for {ignore.rule} once already", "keep the better reason", TakeOut())
        else:
            message = f"is ignored for {ignore.rule}, which does not find it"
            yield Found(ignore, message, "take the ignore out", TakeOut(safe=True))
