"""The rule missing-owner."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.schema.rule import Severity


@rule(severity=Severity.NOTE, default=False)
def missing_owner(model: Model) -> Iterator[Found]:
    """An endpoint does not say who answers for it.

    What it finds: Endpoints without an `owner`. The rule is off unless selected: not every team publishes owners.

    Why: Who reads about a service often wants to ask somebody.

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
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster, owner: Storefront}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster, owner: Data}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
    ```

    Way out: Name the team.
    """
    for endpoint in model.endpoints:
        if not endpoint.owner.strip():
            yield Found(endpoint, "has no owner", "name the team that answers for it")
