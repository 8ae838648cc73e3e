"""The rule retired-number."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.numbers import free_numbers
from diagramgen.lint.rule import Found, rule
from diagramgen.schema import Retired
from diagramgen.schema.rule import Severity


@rule(severity=Severity.ERROR, always=True)
def retired_number(model: Model) -> Iterator[Found]:
    """A retired number is used again, or retired twice.

    What it finds: Connections with a number that the model lists as retired, and numbers that it lists so twice.
    It is an error of the model, which no other command takes.

    Why: Tickets, reviews and old tables cite the number. Given to another connection, it makes all of them wrong.

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
    retired:
      - {number: 1, since: "2024.2", reason: The shop no longer has a cache.}
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
      - {number: 2, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
    retired:
      - {number: 1, since: "2024.2", reason: The shop no longer has a cache.}
    ```

    Way out: Give the connection a number that was never used: `diagramgen number --reassign` does. If it is the
    connection that is to go, delete it. `diagramgen number --retire` does both in one: it takes a connection out and
    lists its number as retired.
    """
    retired: dict[int, Retired] = {}
    for entry in model.architecture.retired:
        if retired.setdefault(entry.number, entry) is not entry:
            yield Found(entry, "stands twice among the retired numbers", "keep one of them")
    free = free_numbers(model)
    for c in model.connections:
        if c.number in retired:
            message = f"has a number that is retired since {retired[c.number].since}"
            fix = f"give it one that was never used; the next free number is {free[c.key].number}; or delete it"
            yield Found(c, message, fix, free[c.key].change)
