"""The rule unusual-port."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.lint.words import includes
from diagramgen.schema.rule import Severity


@rule(severity=Severity.NOTE, default=False)
def unusual_port(model: Model) -> Iterator[Found]:
    """A port is not the usual one of its protocol.

    What it finds: Connections whose ports leave out the usual port of their protocol, where it has one and ports
    are known. The rule is off unless selected: inside a cluster other ports are common.

    Why: Mostly it is right and worth a second look; sometimes it is a slip of the pen, or the protocol is another
    one.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5423, data: Orders.}
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

    Way out: Correct the port or the protocol, or ignore it with where it is configured as the reason.
    """
    for c in model.connections:
        usual = c.protocol.default_port
        if usual is not None and c.ports is not None and c.ports.items and not includes(c.ports, usual):
            message = f"uses {c.port_text}; {c.protocol.name} usually has {usual}"
            yield Found(c, message, "correct the port or the protocol, or say in an ignore where it is configured")
