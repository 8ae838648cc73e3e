"""The rule missing-configurable-mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from diagramgen.graph import ResolvedConnection
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, Replace, rule
from diagramgen.schema.port import PortItem

Port = tuple[str, str, int, int]
"""A destination, a protocol, and the first and last port of a range."""


@rule
def missing_configurable_mark(model: Model) -> Iterator[Found]:
    """A port lacks the mark `*` that its siblings have.

    What it finds: Connections with a port that lacks the mark "configurable" where at least half of those to the same
    destination, over the same protocol and with this port have it. Each port or range counts by itself.

    Why: A port is configured at the destination, so it can be configured for all its callers or for none.

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
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: "5432*", data: Orders.}
      - {number: 2, source: mailer, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
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
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: "5432*", data: Orders.}
      - {number: 2, source: mailer, destination: orders, protocol: postgres, ports: "5432*", data: Orders.}
    ```

    Way out: Add the mark, or take it from the others.
    """
    siblings: dict[Port, dict[str, PortItem]] = {}  # what the connections to a port say of it, by key
    badges = {c.key: c.badge for c in model.connections}
    for c in model.connections:
        for item in _items(c):
            for port in _ports(c, item):
                said = siblings.setdefault(port, {})
                said[c.key] = item if item.configurable else said.get(c.key, item)
    for c in model.connections:
        lacking = {item: [siblings[port] for port in _ports(c, item)] for item in _items(c)}
        lacking = {item: [said for said in each if _lacks(c, said)] for item, each in lacking.items()}
        marked = [pair for each in lacking.values() for said in each for pair in said.items() if pair[1].configurable]
        if marked:
            names = list(dict.fromkeys(badges[key] for key, _ in marked))
            others = ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
            theirs = ", ".join(dict.fromkeys(str(item) for _, item in marked))
            wanted = ", ".join(
                str(replace(item, configurable=item.configurable or bool(lacking[item]))) for item in _items(c)
            )
            message = f"says {c.port_text}; others to {c.destination.name} say {theirs} ({others})"
            yield Found(c, message, f"write {wanted}, or correct the others", Replace("ports", c.port_text, wanted))


def _items(connection: ResolvedConnection) -> tuple[PortItem, ...]:
    return connection.ports.items if connection.ports is not None else ()


def _ports(connection: ResolvedConnection, item: PortItem) -> list[Port]:
    return [(connection.destination.id, connection.protocol.id, *span) for span in item.ranges]


def _lacks(connection: ResolvedConnection, said: Mapping[str, PortItem]) -> bool:
    """Whether a connection is without the mark, and at least half of all have it."""
    return not said[connection.key].configurable and 2 * sum(item.configurable for item in said.values()) >= len(said)
