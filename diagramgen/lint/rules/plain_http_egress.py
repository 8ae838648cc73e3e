"""The rule plain-http-egress."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.lint.words import is_plain_http, side


@rule
def plain_http_egress(model: Model) -> Iterator[Found]:
    """Plain HTTP leaves the cluster.

    What it finds: Connections over HTTP, not HTTPS, from inside to outside of the cluster's boundary that don't
    say how they are encrypted. A protocol of the model's own with another name for it, such as HTTP/1.1, is HTTP; and
    "none", "cleartext" or "no TLS" say that nothing encrypts it.

    Why: Outside, others can read and change what travels.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
      - {id: internet, name: Internet, boundary: outside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: payment, kind: external, name: Payment provider, summary: Takes money., zone: internet}
    connections:
      - {number: 1, source: shop, destination: payment, protocol: http, ports: 80, data: Amounts.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
      - {id: internet, name: Internet, boundary: outside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: payment, kind: external, name: Payment provider, summary: Takes money., zone: internet}
    connections:
      - {number: 1, source: shop, destination: payment, protocol: https, ports: 443, data: Amounts.}
    ```

    Way out: Use HTTPS; or say in `encryption` what encrypts it, a proxy or a tunnel.
    """
    for c in model.connections:
        if is_plain_http(c) and side(c) == "egress":
            message = f"leaves the cluster over plain {c.protocol.name}, to {c.destination.id}"
            yield Found(c, message, "use HTTPS, or say in encryption what encrypts it")
