"""The rule alias-as-endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.lint.words import alike, without_version
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
    for endpoint in endpoints:
        for other in endpoints:
            if other is not endpoint and (known := _known(endpoint, other)):
                message = f"is named {endpoint.name!r}, and {known!r} is {other.id}"
                fix = f"make it an alias of {other.id}, and use that endpoint in its connections"
                yield Found(endpoint, message, fix)
                break


def _known(endpoint: Endpoint, other: Endpoint) -> str:
    """The name or alias of the other one that the endpoint's name comes to."""
    short = without_version(endpoint.name)
    names = other.aliases if short == endpoint.name else (other.name, *other.aliases)
    return next((name for name in names if alike(name) in (alike(endpoint.name), alike(short))), "")
