"""The rule plain-http-ingress."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.lint.words import is_plain_http, side


@rule
def plain_http_ingress(model: Model) -> Iterator[Found]:
    """Plain HTTP enters the cluster.

    What it finds: Connections over HTTP, not HTTPS, from outside to inside of the cluster's boundary that don't
    say how they are encrypted. A protocol of the model's own with another name for it, such as HTTP/1.1, is HTTP; and
    "none", "cleartext" or "no TLS" say that nothing encrypts it.

    Why: Outside, others can read and change what travels, passwords and session cookies among it.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
      - {id: internet, name: Internet, boundary: outside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: customer, kind: person, name: Customer, summary: Buys books., zone: internet}
    connections:
      - {number: 1, source: customer, destination: shop, protocol: http, ports: 80, data: Orders.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
      - {id: internet, name: Internet, boundary: outside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: customer, kind: person, name: Customer, summary: Buys books., zone: internet}
    connections:
      - {number: 1, source: customer, destination: shop, protocol: https, ports: 443, data: Orders.}
    ```

    Way out: Use HTTPS; or say in `encryption` what encrypts it, a proxy or a tunnel.
    """
    for c in model.connections:
        if is_plain_http(c) and side(c) == "ingress":
            message = f"enters the cluster over plain {c.protocol.name}, from {c.source.id}"
            yield Found(c, message, "use HTTPS, or say in encryption what encrypts it")
