"""The rule missing-summary."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule


@rule
def missing_summary(model: Model) -> Iterator[Found]:
    """An endpoint does not say what it is for.

    What it finds: Endpoints without a `summary`.

    Why: A reader who meets the name for the first time finds a page that doesn't explain it.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, zone: cluster}
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

    Way out: Say in a sentence or two what it is for.
    """
    for endpoint in model.endpoints:
        if not endpoint.summary.strip():
            yield Found(endpoint, "has no summary", "say in a sentence what it is for")
