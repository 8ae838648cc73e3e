"""The pictures that the tests of drawing look at: all of Voice, and a model that has everything in it once."""

from __future__ import annotations

import pytest

from diagramgen.pipeline import Site
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
    Protocol,
    ProtocolView,
    SelectionView,
    Service,
    Status,
    Tenancy,
    Zone,
    ZoneView,
)
from tests.drawing import svgs
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


@pytest.fixture(scope="session")
def texts(voice_site: Site) -> dict[str, str]:
    """Pictures as files, by a name of their own."""
    voice = {a.path: a.content.decode() for a in voice_site.beside() if a.path.endswith(".svg")}
    return voice | {f"everything: {view}": text for view, text in svgs(everything()).items()}


@pytest.fixture(scope="session")
def drawings(texts: dict[str, str]) -> dict[str, Drawing]:
    """The same pictures, read back."""
    return {name: read(text) for name, text in texts.items()}
