"""The rule missing-number."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.numbers import ends, free_numbers
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
    free = free_numbers(model)
    for c in model.connections:
        if c.number is None:
            found = free[c.key]
            yield Found(c, f"has no number: {ends(c)}", f"the next free number is {found.number}", found.change)
