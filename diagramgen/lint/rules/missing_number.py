"""The rule missing-number."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule


@rule
def missing_number(model: Model) -> Iterator[Found]:
    """A connection has no number.

    What it finds: Connections without a `number`.

    Why: The number is a connection's name in the picture, in the table and in conversations. Without one it is a
    question mark.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
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

    Way out: Give it the next free number: `diagramgen number --write` does.
    """
    taken = {c.number or 0 for c in model.connections} | {retired.number for retired in model.architecture.retired}
    free = max(taken, default=0)
    for c in model.connections:
        if c.number is None:
            free += 1
            message = f"has no number: {c.source.id} to {c.destination.id} over {c.protocol.name}"
            yield Found(c, message, f"the next free number is {free}")
