"""The rule initiating-store."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import ENDS, Found, rule
from diagramgen.schema import Kind

KINDS = {Kind.DATASTORE: "a data store", Kind.BROKER: "a broker"}


@rule
def initiating_store(model: Model) -> Iterator[Found]:
    """A data store or broker initiates a connection.

    What it finds: Connections whose source is a data store or a broker.

    Why: Stores and brokers answer; clients connect to them. A row that has it the other way usually follows the
    data instead of the connection, and a firewall that is opened by it stays shut.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: orders, destination: shop, protocol: postgres, ports: 5432, data: Orders.}
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

    Way out: Exchange source and destination. A store that does connect, to replicate or to notify, is ignored
    with the reason.
    """
    for c in model.connections:
        if c.source.kind in KINDS:
            what = KINDS[c.source.kind]
            fix = f"if {c.destination_label} opens the connection, exchange source and destination"
            message = f"has {what} as its initiator: {c.source_label} connects to {c.destination_label}"
            yield Found(c, message, fix, ENDS)
