"""The rule trust-crossing."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.schema import Endpoint
from diagramgen.security import states_authentication

FIX = "say in authentication how the source proves who it is, let the trusted side connect, or ignore it with a reason"


@rule
def trust_crossing(model: Model) -> Iterator[Found]:
    """A connection leads into a more trusted zone.

    What it finds: Connections from a zone to one with a higher `trust` that don't state their `authentication`, or
    state "none" or "anonymous". A zone that declares no trust has that of the zone around it; where one of the two has
    none, nothing is found.

    Why: Who opens connections into trusted ground can attack it. Each of these should be there on purpose, and
    say how the source proves who it is.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside, trust: 2}
      - {id: internet, name: Internet, boundary: outside, trust: 1}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: payment, kind: external, name: Payment provider, summary: Takes money., zone: internet}
    connections:
      - {number: 1, source: payment, destination: shop, protocol: https, ports: 443, data: Receipts.}
    ```

    Good:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside, trust: 2}
      - {id: internet, name: Internet, boundary: outside, trust: 1}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: payment, kind: external, name: Payment provider, summary: Takes money., zone: internet}
    connections:
      - {number: 1, source: shop, destination: payment, protocol: https, ports: 443, data: Receipts.}
    ```

    Way out: Say in `authentication` how the source proves who it is; let the trusted side open the connection; or
    ignore it with what guards it as the reason.
    """
    for c in model.connections:
        low, high = _trust(c.source), _trust(c.destination)
        if low is not None and high is not None and low < high and not states_authentication(c.authentication):
            message = f"leads from trust {low} ({c.source.id}) to trust {high} ({c.destination.id})"
            yield Found(c, message, FIX)


def _trust(endpoint: Endpoint) -> int | None:
    return endpoint.zone.effective_trust if endpoint.zone is not None else None
