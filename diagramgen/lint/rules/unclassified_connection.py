"""The rule unclassified-connection."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.schema import Classification

FIX = "give it a zone, and the zone a boundary"


@rule
def unclassified_connection(model: Model) -> Iterator[Found]:
    """A connection is neither intra-cluster nor egress nor ingress.

    What it finds: Connections without a stated classification whose zones give none: an end has no zone, a zone
    lies on no side of the boundary, or both ends lie outside.

    Why: The table prints Unclassified, which answers no question. Most often a zone was forgotten.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books.}
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

    Way out: Give both ends a zone, and each zone a boundary; or state the classification in your own words.
    """
    for c in model.connections:
        if c.stated is not None or c.derived is not Classification.UNCLASSIFIED:
            continue
        ends = dict.fromkeys((c.source, c.destination))
        missing = [end.id for end in ends if end.zone is None or end.zone.side is None]
        if missing:
            yield Found(c, f"is unclassified: no side of the boundary is known for {' and '.join(missing)}", FIX)
        else:
            yield Found(c, "is unclassified: both ends stand outside", "state its classification, or leave it out")
