"""The rule similar-names."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.names import forms
from diagramgen.lint.rule import Found, rule


@rule
def similar_names(model: Model) -> Iterator[Found]:
    """The names of two endpoints differ by case or plural.

    What it finds: Endpoints whose name is that of another one but for upper and lower case, spaces, hyphens or a
    plural: Datastore and Data store, Cache and Caches, VM and VMs.

    Why: A reader takes them for one and the same, and whoever edits the model picks the wrong one.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: order, kind: datastore, name: order, summary: Keeps one order., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: shop, destination: order, protocol: postgres, ports: 5432, data: Orders.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: order, kind: datastore, name: Current order, summary: Keeps one order., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: shop, destination: order, protocol: postgres, ports: 5432, data: Orders.}
    ```

    Way out: Make them one endpoint, or give them names that say how they differ.
    """
    first: dict[str, int] = {}
    endpoints = model.architecture.endpoints
    for place, endpoint in enumerate(endpoints):
        other = endpoints[min(first.setdefault(form, place) for form in forms(endpoint.name))]
        # The same name, letter by letter, is what ambiguous-name looks for.
        if other is not endpoint and other.name != endpoint.name:
            message = f"is named {endpoint.name!r}, and {other.id} is named {other.name!r}"
            yield Found(endpoint, message, "make them one endpoint, or say in the names how they differ")
