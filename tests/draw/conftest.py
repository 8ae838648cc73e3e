"""The pictures that the tests of drawing look at: all of Voice, and a model that has everything in it once."""

from __future__ import annotations

import pytest

from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.schema import (
    HTTP,
    HTTPS,
    KAFKA,
    REDIS,
    SIP_UDP,
    TCP,
    Architecture,
    Boundary,
    Broker,
    Connection,
    DataStore,
    Endpoint,
    ExternalSystem,
    Person,
    Ports,
    Protocol,
    ProtocolView,
    SelectionView,
    Service,
    Status,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.site import Site
from tests.drawing import difference, svgs
from tests.svgread import Drawing, read


def everything() -> Architecture:
    """Every kind, every tenancy; a loop, both directions, parallel connections, and some without a number."""
    core = Zone(id="core", name="Core & <more>", boundary=Boundary.INSIDE)
    service = Service(id="shop-api", name="Shop API", tenancy=Tenancy.MULTI, zone=core)
    store = DataStore(
        id="cache", name='Cache <1 & "2">', tenancy=Tenancy.SINGLE, zone=core, icon="onprem.inmemory.Redis"
    )
    broker = Broker(id="stream", name="Event stream of the whole company", tenancy=Tenancy.MIXED)
    external = ExternalSystem(id="bank", name="銀行 Bank", tenancy=Tenancy.NOT_APPLICABLE)
    person = Person(id="clerk", name="Clerk")
    own = Protocol(id="fix", name="FIX", color="#ffee00", dash="long-dot")
    ends: list[tuple[int | None, Endpoint, Endpoint, Protocol, Status]] = [
        (3, service, store, REDIS, Status.ACTIVE),
        (1, service, store, REDIS, Status.ACTIVE),
        (20, service, store, TCP, Status.PLANNED),
        (4, store, service, TCP, Status.ACTIVE),
        (5, service, service, HTTP, Status.ACTIVE),
        (6, service, broker, KAFKA, Status.ACTIVE),
        (7, broker, broker, KAFKA, Status.DEPRECATED),
        (8, service, external, HTTPS, Status.ACTIVE),
        (9, external, broker, own, Status.ACTIVE),
        (10, person, service, SIP_UDP, Status.ACTIVE),
        (None, person, external, TCP, Status.ACTIVE),
        (None, person, external, TCP, Status.ACTIVE),
    ]
    connections = [
        Connection(
            number=number, source=source, destination=destination, protocol=protocol, status=status, ports="1-2*"
        )
        for number, source, destination, protocol, status in ends
    ]
    return Architecture(
        title="Everything",
        zones=[core],
        endpoints=[service, store, broker, external, person],
        connections=connections,
        views=[
            ZoneView(zone=core),
            ProtocolView(protocol=TCP),
            SelectionView(id="some", title="Some of it", exclude=[store]),
        ],
    )


def changed() -> Architecture:
    """The same with something new, gone and changed of each sort; lines move, and a number is given again."""
    before = everything()
    shop, cache, stream, bank, clerk = before.endpoints
    crm = ExternalSystem(id="crm", name="CRM", tenancy=Tenancy.NOT_APPLICABLE)
    audit = DataStore(id="audit", name="Audit log", tenancy=Tenancy.SINGLE)
    other = bank.model_copy(update={"name": "Bank", "aliases": ("銀行 Bank",)})
    of = {connection.number: connection for connection in before.connections}
    connections = [
        of[3],
        of[1].model_copy(update={"ports": Ports.parse("2-3")}),
        of[20].model_copy(update={"protocol": HTTPS}),
        of[4].model_copy(update={"source": shop, "destination": cache}),
        of[5],
        of[8].model_copy(update={"destination": other, "number": 11}),
        Connection(number=8, source=shop, destination=audit, protocol=REDIS, ports=6379),
        of[10],
        Connection(number=12, source=crm, destination=shop, protocol=HTTP, ports=80),
        Connection(source=clerk, destination=shop, protocol=TCP),
        Connection(source=clerk, destination=other, protocol=TCP, ports="1-2*"),
    ]
    assert stream not in (end for c in connections for end in (c.source, c.destination))
    views = [view for view in before.views if isinstance(view, ProtocolView)]
    ends = (shop, cache, other, clerk, crm, audit)
    return before.model_copy(update={"endpoints": ends, "connections": tuple(connections), "views": tuple(views)})


@pytest.fixture(scope="session")
def texts(voice_site: Site) -> dict[str, str]:
    """Pictures as files, by a name of their own."""
    voice = {a.path: a.content.decode() for a in voice_site.beside() if a.path.endswith(".svg")}
    all_of = {f"everything: {view}": text for view, text in svgs(everything()).items()}
    return voice | all_of | {"difference: difference": draw(difference(everything(), changed())[0], Links())}


@pytest.fixture(scope="session")
def drawings(texts: dict[str, str]) -> dict[str, Drawing]:
    """The same pictures, read back."""
    return {name: read(text) for name, text in texts.items()}
