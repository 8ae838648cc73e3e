"""The rule ambiguous-name."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.lint.words import names_of
from diagramgen.schema import Endpoint
from diagramgen.schema.rule import Severity


@rule(severity=Severity.ERROR, always=True)
def ambiguous_name(model: Model) -> Iterator[Found]:
    """One name stands for two endpoints.

    What it finds: Endpoints that have a name, letter by letter, that is the name or an alias of another one. It is an
    error of the model, which no other command takes.

    Why: A row that prints this name leads to one of the two, and nobody can tell to which.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: returns, kind: datastore, name: Orders, summary: Keeps what comes back., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: shop, destination: returns, protocol: postgres, ports: 5432, data: Returns.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
      - {id: returns, kind: datastore, name: Returns, summary: Keeps what comes back., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
      - {number: 2, source: shop, destination: returns, protocol: postgres, ports: 5432, data: Returns.}
    ```

    Way out: Make them one endpoint, or give one of them another name.
    """
    owner: dict[str, Endpoint] = {}
    for endpoint in model.architecture.endpoints:
        shared = [name for name in names_of(endpoint) if owner.setdefault(name, endpoint) is not endpoint]
        if shared:
            other = owner[shared[0]].id
            message = f"has the name {shared[0]!r}, which is one of {other}"
            yield Found(endpoint, message, f"make it one endpoint with {other}, or give one of them another name")
