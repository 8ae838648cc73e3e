"""A small shop: every kind of endpoint, and one of everything that a connection can have."""

from diagramgen import (
    HTTP,
    HTTPS,
    KAFKA,
    REDIS,
    TCP,
    Architecture,
    Boundary,
    Broker,
    Connection,
    DataStore,
    ExternalSystem,
    Link,
    Person,
    Ports,
    Retired,
    Service,
    Status,
    Tenancy,
    Zone,
)

from .teams import SHOP_TEAM

cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
shop = Zone(id="shop", name="Shop", parent=cluster)
outside = Zone(id="outside", name="Outside", boundary=Boundary.OUTSIDE)

api = Service(
    id="shop-api",
    name="Shop API",
    aliases=["API", "shop-api-node"],
    zone=shop,
    tenancy=Tenancy.MULTI,
    tenancy_basis="one deployment serves all shops",
    summary="Takes *orders*. See the [stock](services/stock.md) and `GET /orders/<id>`.",
    owner=SHOP_TEAM,
    links=[Link(title="Runbook", url="https://runbooks.invalid/shop-api")],
    tags=["shop", "orders"],
    metadata={"replicas": 3, "open_questions": "Metrics port?", "public": True},
)
stock = Service(id="stock", name="Stock Service", zone=shop, tenancy=Tenancy.MIXED)
cache = DataStore(id="cache", name="Redis", zone=outside, tenancy=Tenancy.SINGLE, icon="onprem.inmemory.Redis")
events = Broker(id="events", name="Kafka", zone=outside, tenancy=Tenancy.MULTI)
bank = ExternalSystem(id="bank", name="Bank", zone=outside, tenancy=Tenancy.NOT_APPLICABLE)
customer = Person(id="customer", name="Customer", zone=outside)

architecture = Architecture(
    title="Shop",
    summary="Who talks to whom in the shop, and what about.",
    introduction="The shop is *small*: see [Bank](services/bank.md).",
    related=[Link(title="Bank interface", url="services/bank.md#reached-on")],
    zones=[cluster, shop, outside],
    endpoints=[api, stock, cache, events, bank, customer],
    connections=[
        Connection(number=1, source=customer, destination=api, protocol=HTTPS, ports=443, data="Orders & questions."),
        Connection(
            number=2,
            source=api,
            source_label="API",
            destination=stock,
            protocol=HTTP,
            ports="8080",
            data="Reserves what is ordered.",
        ),
        Connection(number=3, source=api, destination=cache, protocol=REDIS, ports="6379*", data="Sessions."),
        Connection(number=5, source=api, destination=cache, protocol=REDIS, ports="6379*", data="Prices | rebates."),
        Connection(
            number=6,
            source=stock,
            destination=events,
            protocol=KAFKA,
            ports="9092/9093*",
            data="Stock levels.",
            encryption="TLS",
            status=Status.PLANNED,
        ),
        Connection(
            number=7,
            source=api,
            destination=bank,
            protocol=TCP,
            ports=Ports.unknown("agreed with each bank", text="Not known (agreed with each bank)"),
            classification="Intra-cluster",
            data="Payments.",
        ),
        Connection(number=8, source=stock, destination=stock, protocol=TCP, ports="N/A", data="Elects a leader."),
        Connection(source=bank, destination=api, protocol=HTTPS, data="Confirms payments."),
    ],
    retired=[Retired(number=4, since="2.0", reason="Prices came from a <database>.")],
)
