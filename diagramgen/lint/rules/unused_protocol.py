"""The rule unused-protocol."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, TakeOut, rule
from diagramgen.schema import ProtocolView
from diagramgen.schema.protocol import BUILT_IN


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

    Way out: Remove it from the list. `--fix` does that for a usual protocol that the list leaves as it is and no
    view names: it can be used without being listed.
    """
    used = {c.protocol.id for c in model.connections}
    named = {view.protocol.id for view in model.architecture.views if isinstance(view, ProtocolView)}
    for protocol in model.architecture.protocols:
        if protocol.id not in used:
            message = f"is spoken by no connection: {protocol.name}"
            as_usual = protocol in BUILT_IN and protocol.id not in named
            yield Found(protocol, message, "remove it from the list", TakeOut(safe=as_usual))
