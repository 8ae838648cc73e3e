"""The rule alias-as-endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.names import forms
from diagramgen.lint.rule import Found, rule
from diagramgen.lint.words import names_of, without_version
from diagramgen.schema import Endpoint


@rule
def alias_as_endpoint(model: Model) -> Iterator[Found]:
    """Another name of an endpoint stands in the model as an endpoint of its own.

    What it finds: Endpoints whose name is an alias of another one, in any case or plural, or the name of another
    one with a version behind it (`Redis 6.x`).

    Why: The same thing is then two boxes and two pages, and each has half of its connections.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, aliases: [Order store], summary: Keeps orders., zone: cluster}
      - {id: order-stores, kind: datastore, name: Order stores, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: shop, destination: order-stores, protocol: postgres, ports: 5432, data: Returns.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, aliases: [Order store], summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: shop, destination: orders, destination_label: Order store, protocol: postgres,
         ports: 5432, data: Returns.}
    ```

    Way out: Keep one endpoint, add the other name to its aliases, and print that name in the rows that need it,
    with `source_label` or `destination_label`.
    """
    endpoints = model.architecture.endpoints
    known: dict[str, list[tuple[str, Endpoint]]] = {}
    for endpoint in endpoints:
        for name in names_of(endpoint):
            for form in forms(name):
                known.setdefault(form, []).append((name, endpoint))
    for endpoint in endpoints:
        short = without_version(endpoint.name)
        same = [pair for form in (*forms(endpoint.name), *forms(short)) for pair in known.get(form, [])]
        for name, other in same:
            # Two names without a version that are alike are what similar-names looks for.
            if other is not endpoint and (short != endpoint.name or name != other.name):
                message = f"is named {endpoint.name!r}, and {name!r} is {other.id}"
                yield Found(endpoint, message, f"make it an alias of {other.id}, and use that endpoint instead")
                break
