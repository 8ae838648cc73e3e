"""The rule missing-configurable-mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from diagramgen.graph import ResolvedConnection
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, Replace, rule


@rule
def missing_configurable_mark(model: Model) -> Iterator[Found]:
    """A port lacks the mark `*` that its siblings have.

    What it finds: Connections without the mark "configurable" where at least half of those to the same
    destination, over the same protocol and with the same ports have it.

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
    siblings: dict[tuple[str, str, str], list[ResolvedConnection]] = {}
    for c in model.connections:
        if c.ports is not None and c.ports.items:
            key = (c.destination.id, c.protocol.id, c.port_text.replace("*", ""))
            siblings.setdefault(key, []).append(c)
    for group in siblings.values():
        marked = [c for c in group if c.configurable]
        bare = [c for c in group if not c.configurable]
        if bare and len(marked) >= len(bare):
            wanted = Counter(c.port_text for c in marked).most_common(1)[0][0]
            for c in bare:
                others = ", ".join(found.badge for found in marked[:4]) + (", …" if len(marked) > 4 else "")
                message = f"says {c.port_text}; others to {c.destination.name} say {wanted} ({others})"
                yield Found(c, message, f"write {wanted}, or correct the others", Replace("ports", c.port_text, wanted))
