"""The rule broken-rule."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.schema.rule import Severity


@rule(severity=Severity.ERROR, always=True)
def broken_rule(model: Model) -> Iterator[Found]:
    '''A rule of the model's own fails.

    What it finds: Rules in the model's folder that raise an exception, end the program, or yield something that is no
    finding. The other rules look all the same.

    Why: A rule that fails finds nothing, and nobody would know.

    Bad:

    ```python
    from diagramgen import REDIS, Architecture, Boundary, Connection, DataStore, Service, Zone
    from diagramgen.lint import Found, rule

    cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
    shop = Service(id="shop", name="Shop", summary="Sells books.", zone=cluster)
    cache = DataStore(id="cache", name="Cache", summary="Keeps searches.", zone=cluster)


    @rule
    def foreign_access(model):
        """Only the shop talks to the cache."""
        for c in model.incoming("cahce"):
            if c.source.id != "shop":
                yield Found(c, f"comes from {c.source.name}")


    architecture = Architecture(
        title="Shop",
        zones=[cluster],
        endpoints=[shop, cache],
        rules=[foreign_access],
        connections=[Connection(number=1, source=shop, destination=cache, protocol=REDIS, ports=6379)],
    )
    ```

    Good:

    ```python
    from diagramgen import REDIS, Architecture, Boundary, Connection, DataStore, Service, Zone
    from diagramgen.lint import Found, rule

    cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
    shop = Service(id="shop", name="Shop", summary="Sells books.", zone=cluster)
    cache = DataStore(id="cache", name="Cache", summary="Keeps searches.", zone=cluster)


    @rule
    def foreign_access(model):
        """Only the shop talks to the cache."""
        for c in model.incoming("cache"):
            if c.source.id != "shop":
                yield Found(c, f"comes from {c.source.name}")


    architecture = Architecture(
        title="Shop",
        zones=[cluster],
        endpoints=[shop, cache],
        rules=[foreign_access],
        connections=[Connection(number=1, source=shop, destination=cache, protocol=REDIS, ports=6379)],
    )
    ```

    Way out: Correct the rule at the line that is told, or take it out of the architecture's `rules`.
    '''
    for failed, problem in model.broken:
        yield Found(failed, problem.message, problem.fix or "correct it, or take it out of the rules")
