"""The rule missing-trust."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule


@rule
def missing_trust(model: Model) -> Iterator[Found]:
    """A zone declares no trust where others do.

    What it finds: Zones with endpoints for which neither they nor a zone around them declares a `trust`, in a model
    that declares it for some zone.

    Why: trust-crossing compares two figures. What comes from a zone without one is never found, and that may be the
    least trusted ground of all.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside, trust: 2}
      - {id: internet, name: Internet, boundary: outside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: payment, kind: external, name: Payment provider, summary: Takes money., zone: internet}
    connections:
      - {number: 1, source: shop, destination: payment, protocol: https, ports: 443, data: Receipts.}
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

    Way out: Declare the trust of the zone; a number that is lower than the others for ground that you don't control.
    """
    zones = model.architecture.zones
    if all(zone.trust is None for zone in zones):
        return
    used = {endpoint.zone.id for endpoint in model.endpoints if endpoint.zone is not None}
    for zone in zones:
        if zone.id in used and zone.effective_trust is None:
            yield Found(zone, "declares no trust, and other zones do", "declare it; lower for ground you don't control")
