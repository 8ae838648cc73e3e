"""The rule unconnected-endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule


@rule
def unconnected_endpoint(model: Model) -> Iterator[Found]:
    """An endpoint has no connection.

    What it finds: Endpoints that no connection starts from or leads to.

    Why: It stands alone in the overview and its page is empty: a connection was forgotten, or the endpoint is no
    longer there.

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

    Way out: Add its connections, or remove it.
    """
    for endpoint in model.endpoints:
        if not model.incoming(endpoint) and not model.outgoing(endpoint):
            yield Found(endpoint, "has no connection", "add its connections, or remove it")
