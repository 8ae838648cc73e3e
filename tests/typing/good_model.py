"""A model that uses all that an author may write: mypy has nothing to say about it."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen import (
    KAFKA,
    REDIS,
    TCP,
    Architecture,
    Boundary,
    Broker,
    Classification,
    Connection,
    DataStore,
    Endpoint,
    ExternalSystem,
    Hubs,
    Ignore,
    Link,
    OverviewView,
    Person,
    Ports,
    Protocol,
    Retired,
    Service,
    Status,
    Tenancy,
    Zone,
)
from diagramgen.lint import Found, Model, Severity, rule

cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE, trust=3)
voice = Zone(id="voice", name="Voice", parent=cluster)
rtp = Protocol(
    id="rtp",
    name="RTP",
    application="RTP",
    transport="UDP",
    default_port=5004,
    legend="Media",
    color="#1565c0",
    dash="short",
)

tenant = Service(
    id="tenant-service",
    name="Tenant Service",
    aliases=["Tenant"],
    zone=voice,
    tenancy=Tenancy.SINGLE,
    tenancy_basis="A deployment per tenant.",
    summary="Keeps *tenants*.",
    owner="Team Voice",
    links=[Link(title="Manual", url="https://example.org/")],
    tags=("core",),
    icon="onprem.compute.Server",
    metadata={"replicas": 2, "critical": True, "share": 0.5, "language": "Go"},
)
redis = DataStore(id="redis", name="Redis", aliases=("Redis 6.x",))
kafka = Broker(id="kafka", name="Kafka")
carrier = ExternalSystem(id="carrier", name="Carrier")
agent = Person(id="agent", name="Agent")

connections = [
    Connection(
        number=1, source=tenant, destination=redis, destination_label="Redis 6.x", protocol=REDIS, ports="6379*"
    ),
    Connection(number=2, source=tenant, destination=kafka, protocol=KAFKA, ports=9092, status=Status.PLANNED),
    Connection(number=3, source=carrier, destination=tenant, protocol=rtp, ports=Ports.unknown("set in the trunk")),
    Connection(source=agent, destination=tenant, protocol=TCP, classification=Classification.INGRESS, tags=["ui"]),
    Connection(number=5, source=tenant, destination=tenant, protocol=TCP, ports=None, classification="Loop", data="x"),
]


@rule
def foreign_carrier(model: Model) -> Iterator[Found]:
    """Only the tenant service is called by carriers."""
    for c in model.outgoing(carrier):
        if c.destination != tenant:
            yield Found(c, f"leads to {c.destination.name}", "go by way of the tenant service")


@rule(severity=Severity.NOTE, default=False)
def plain_tuples(model: Model) -> list[tuple[Endpoint, str]]:
    """Plain tuples do as well."""
    return [(endpoint, "is there") for endpoint in model.endpoints]


architecture = Architecture(
    title="Voice",
    summary="A model of everything.",
    zones=[cluster, voice],
    protocols=(TCP, rtp),
    endpoints=[tenant, redis, kafka, carrier, agent],
    connections=connections,
    views=[OverviewView(id="calm", title="Calm", hubs=Hubs.REPEATED)],
    retired=[Retired(number=4, since="2.0", reason="The queue is gone.")],
    rules=[foreign_carrier, plain_tuples],
    ignores=[Ignore(rule="foreign-carrier", object="connection-3", reason="The trunk says so.")],
)
