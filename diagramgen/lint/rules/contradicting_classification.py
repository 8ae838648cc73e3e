"""The rule contradicting-classification."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.names import squeezed
from diagramgen.lint.rule import Found, Replace, rule
from diagramgen.schema import Boundary, Classification, Endpoint

WORDS = frozenset(squeezed(word) for word in Classification if word is not Classification.UNCLASSIFIED)


@rule
def contradicting_classification(model: Model) -> Iterator[Found]:
    """A stated classification is not the one that follows from the zones.

    What it finds: Connections whose `classification` differs from the word that their zones give: intra-cluster,
    egress or ingress; and those between two ends outside of the boundary that state one of these words.

    Why: A reader opens firewalls by this word. Either the word is wrong, or an endpoint stands in the wrong zone.

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
      - {number: 1, source: shop, destination: payment, protocol: https, ports: 443,
         classification: Intra-cluster, data: Amounts.}
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

    Way out: Write the word that the zones give, or take the stated one out and let the zones decide. If it is a zone
    that is wrong, put the endpoint where it stands. A text that
    is published as it is can be ignored, with the place where it is published as the reason. A word that differs
    in spelling only is corrected by `--fix`: it says the same.
    """
    for c in model.connections:
        if c.stated is None or c.stated == c.derived:
            continue
        if c.derived is Classification.UNCLASSIFIED:
            if squeezed(c.stated) in WORDS and _outside(c.source) and _outside(c.destination):
                fix = "take the stated word out, say it in your own words, or correct the zone of one of its ends"
                yield Found(c, f"states {c.stated!r}, and both ends stand outside", fix)
            continue
        spelling = squeezed(c.stated) == squeezed(c.derived)
        if spelling:
            message, fix = f"states {c.stated!r}, which is spelled {str(c.derived)!r}", f"write {c.derived}"
        else:
            message = f"states {c.stated!r}, and its zones say {str(c.derived)!r}"
            fix = f"write {c.derived}, take the stated word out, or correct the zone of one of its ends"
        yield Found(c, message, fix, Replace("classification", c.stated, str(c.derived), safe=spelling))


def _outside(endpoint: Endpoint) -> bool:
    return endpoint.zone is not None and endpoint.zone.side is Boundary.OUTSIDE
