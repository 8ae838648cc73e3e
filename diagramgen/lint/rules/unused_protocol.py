"""The rule unused-protocol."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, TakeOut, rule


@rule
def unused_protocol(model: Model) -> Iterator[Found]:
    """A listed protocol is spoken by no connection.

    What it finds: Protocols that the model lists and no connection uses.

    Why: A legend shows only what occurs, so the entry does nothing; often it is what is left of connections that
    went.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    protocols:
      - {id: mqtt, name: MQTT, application: MQTT}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
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

    Way out: Remove it from the list, and in Python its import. A usual protocol can be used without being listed.
    """
    used = {c.protocol.id for c in model.connections}
    fix = "remove it from the list"
    if model.architecture.where.file.endswith(".py"):
        fix += ", and by hand its import, if nothing else needs that"
    for protocol in model.architecture.protocols:
        if protocol.id not in used:
            message = f"is spoken by no connection: {protocol.name}"
            yield Found(protocol, message, fix, TakeOut())
