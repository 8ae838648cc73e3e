"""The rule empty-view."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, TakeOut, rule
from diagramgen.schema import MatrixView
from diagramgen.views.select import select


@rule
def empty_view(model: Model) -> Iterator[Found]:
    """A view shows nothing.

    What it finds: Views of the model that choose no endpoint and no connection.

    Why: It is a page with an empty picture: the model has changed under it, or it never chose what was meant.

    Bad:

    ```yaml
    title: Shop
    zones:
      - {id: cluster, name: Cluster, boundary: inside}
    endpoints:
      - {id: shop, kind: service, name: Shop, summary: Sells books., zone: cluster}
      - {id: orders, kind: datastore, name: Orders, summary: Keeps orders., zone: cluster}
    connections:
      - {number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}
    views:
      - {kind: protocol, include: [kafka]}
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
    views:
      - {kind: protocol, include: [postgres]}
    ```

    Way out: Correct what it includes and excludes, or remove it.
    """
    scenes = model.scenes()
    for view in model.architecture.views:
        if isinstance(view, MatrixView):
            empty = not select(model, view.include, view.exclude)[1]
        else:
            empty = not scenes[getattr(view, "id", "")].nodes
        if empty:
            yield Found(view, "shows nothing", "correct what it includes and excludes, or remove it", TakeOut())
