"""The rule differing-port."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.graph import ResolvedConnection
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule

FEWEST = 2
"""So many others have to agree before one that differs is told."""


@rule
def differing_port(model: Model) -> Iterator[Found]:
    """A port is none of those that all others use for the same thing.

    What it finds: Connections to an endpoint over a protocol where two or more others to it, over the same protocol,
    have ports in common, and this one has none of these.

    Why: 5423 beside 5432 is a slip of the hand, and somebody opens it in a firewall.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
      - {id: billing, kind: service, name: Billing, summary: Writes bills., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: mailer, destination: orders, protocol: postgres, ports: 5432, data: Addresses.}
      - {number: 3, source: billing, destination: orders, protocol: postgres, ports: 5423, data: Amounts.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: mailer, kind: service, name: Mailer, summary: Sends mail., zone: cluster}
      - {id: billing, kind: service, name: Billing, summary: Writes bills., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: mailer, destination: orders, protocol: postgres, ports: 5432, data: Addresses.}
      - {number: 3, source: billing, destination: orders, protocol: postgres, ports: 5432, data: Amounts.}
    ```

    Way out: Correct the port; or ignore it with what listens there as the reason.
    """
    siblings: dict[tuple[str, str], list[ResolvedConnection]] = {}
    for c in model.connections:
        if c.ports is not None and c.ports.items:
            siblings.setdefault((c.destination.id, c.protocol.id), []).append(c)
    for group in siblings.values():
        for c in group:
            others = [other for other in group if other is not c]
            shared = set.intersection(*map(_ranges, others)) if len(others) >= FEWEST else set()
            if shared and not any(_meet(one, other) for one in _ranges(c) for other in shared):
                wanted = others[0].port_text
                badges = ", ".join(other.badge for other in others[:4]) + (", …" if len(others) > 4 else "")
                message = f"says {c.port_text}; others to {c.destination.name} say {wanted} ({badges})"
                yield Found(c, message, f"write {wanted}, or ignore it with what listens on {c.port_text}")


def _ranges(connection: ResolvedConnection) -> set[tuple[int, int]]:
    items = connection.ports.items if connection.ports is not None else ()
    return {(low, high) for item in items for low, high in item.ranges}


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
