"""The rule duplicate-connection."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.graph import ResolvedConnection
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule


@rule
def duplicate_connection(model: Model) -> Iterator[Found]:
    """Two connections say the same.

    What it finds: Connections with the same source, destination, protocol, ports and data as one before. The
    order of ports, and which of them are configurable, makes no difference.

    Why: Parallel connections are fine where they serve different purposes, and their data says which. Two rows
    that say the same are one row too many, or the purpose of one is missing.

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
      - {number: 2, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
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
      - {number: 2, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Returns.}
    ```

    Way out: Say in the data what each is for; or remove one, and retire its number.
    """
    first: dict[tuple[object, ...], ResolvedConnection] = {}
    for c in model.connections:
        ports = frozenset(item.choices for item in c.ports.items) if c.ports is not None else None
        key = (c.line, ports or c.port_text, " ".join(c.data.split()).casefold().rstrip("."))
        if first.setdefault(key, c) is not c:
            name = model.name_of(first[key])
            fix = "say in the data what each is for, or remove one and retire its number"
            yield Found(c, f"says the same as {name}", fix)
