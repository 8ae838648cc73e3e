"""The rule duplicate-number."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.graph import ResolvedConnection
from diagramgen.lint.model import Model
from diagramgen.lint.numbers import free_numbers
from diagramgen.lint.rule import Found, rule
from diagramgen.schema.rule import Severity


@rule(severity=Severity.ERROR, always=True)
def duplicate_number(model: Model) -> Iterator[Found]:
    """Two connections have the same number.

    What it finds: Connections with the number of one before. It is an error of the model, which no other
    command takes.

    Why: A number is a connection's identity: badges, rows and links are found by it.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 1, source: shop, destination: mailer, protocol: https, ports: 443, data: Mails.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: shop, destination: mailer, protocol: https, ports: 443, data: Mails.}
    ```

    Way out: Give the newer one the next free number: `diagramgen number --reassign` does.
    """
    free = free_numbers(model)
    first: dict[int, ResolvedConnection] = {}
    for c in model.connections:
        if c.number is not None and first.setdefault(c.number, c) is not c:
            place = f" at {first[c.number].where}" if first[c.number].where else ""
            message = f"has the number of another one{place}: {c.source.id} to {c.destination.id}"
            fix = f"give the newer one another; the next free number is {free[c.key].number}"
            yield Found(c, message, fix, free[c.key].change)
