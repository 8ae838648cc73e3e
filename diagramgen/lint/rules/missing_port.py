"""The rule missing-port."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.security import says_something


@rule
def missing_port(model: Model) -> Iterator[Found]:
    """A port is missing, or unknown without a reason.

    What it finds: Connections that state no ports, and those whose ports are unknown and that don't say why; "TBD" or
    "?" is no reason. `N/A` is an answer: there is no port.

    Why: Whoever opens a firewall needs the port, or at least has to know whom to ask.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, data: Orders.}
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
      - {number: 1, source: shop, destination: orders, protocol: postgres, data: Orders.,
         ports: {unknown: each installation chooses it}}
    ```

    Way out: State the ports; `N/A` if there is none; or that they are unknown, and why.
    """
    for c in model.connections:
        if c.ports is None:
            yield Found(c, "states no port", "state the ports, 'N/A', or that they are unknown and why")
        elif not c.ports.known and not says_something(c.ports.reason):
            yield Found(c, "has an unknown port and does not say why", "say why it is unknown, or whom to ask")
