"""Real edits of the Voice model, made in its files, and the exact lines that `diff` prints for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from diagramgen.comparison import Comparison
from diagramgen.config import Config
from diagramgen.diff.changes import KINDS
from diagramgen.exporters import changes_text

ROOT = Path(__file__).parent.parent.parent
MODEL = "model/"
CALLS, TENANT, ROUTING = "connections_calls.py", "connections_tenant.py", "connections_routing.py"
REPORTING, IGNORES = "connections_reporting.py", "ignores.py"
BACKING, EXTERNAL, ZONES = "endpoints_backing.py", "endpoints_external.py", "zones.py"
ALL = "__init__.py"

Edit = tuple[str, str, str]
"""A file, the text in it that is replaced (it stands there once), and the new text."""

ADDED = """connections = [
    Connection(
        number=61,
        source=frontend_service,
        destination=session_border_controller,
        protocol=HTTP,
        ports="8080",
        data="Health of the trunks.",
    ),
"""
REMOVED_3 = """    Connection(
        number=3,
        source=billing_data_service,
        destination=tenant_service,
        protocol=TCP,
        ports="8888",
        data="BDS reads the Tenant resource inventory.",
    ),
"""
TURNED = """        source=webrtc_media_service,
        destination=voice_sip_proxy_service,
        protocol=SIP_UDP,"""
STRAIGHT = """        source=voice_sip_proxy_service,
        destination=webrtc_media_service,
        protocol=SIP_UDP,"""
UNKNOWN = """        ports=Ports.unknown(
            "configured as trunk DN level in customer CME",
            text="Not known (configured as trunk DN level in customer CME)",
        ),
        classification="Intra-cluster",
"""
CONFIGURED_59 = UNKNOWN + '        data="Exchange of SIP signals.",'
FROM_11 = """        source=tenant_service,
        destination=kafka,
        protocol=KAFKA,
        ports="9092/9093*",
"""
IGNORED = """ignores = [
    Ignore(rule="plain-http-egress", object="connection-44", reason="Inside a tunnel."),
"""
CRM = """
crm = ExternalSystem(id="crm", name="CRM", zone=external)
"""
VIEW = """    views=[SelectionView(id="stores", title="Stores", include=[Tag(name="backing-services")])],
    connections=["""
FLOW = """    views=[FlowView(id="call", title="A call", steps=[Step(connection=calls[4]), Step(connection=calls[5])])],
    connections=["""
IMPORT = "from diagramgen import HTTP, HTTPS,"

EDITS: dict[str, tuple[Edit, ...]] = {
    "a new connection out of the cluster": ((CALLS, "connections = [\n", ADDED),),
    "a connection is gone": ((TENANT, REMOVED_3, ""),),
    "a connection is gone and its number is retired": (
        (TENANT, REMOVED_3, ""),
        (ALL, IMPORT, "from diagramgen import Retired, HTTP, HTTPS,"),
        (
            ALL,
            "    connections=[",
            '    retired=[Retired(number=3, since="9.1", reason="Read from Kafka.")],\n    connections=[',
        ),
    ),
    "one more port": ((TENANT, 'ports="8888, 2060"', 'ports="8888, 2060, 2061"'),),
    "one port less": ((TENANT, 'ports="8888, 8000, 2060"', 'ports="8888, 8000"'),),
    "a port across the boundary": ((ROUTING, 'ports="443"', 'ports="443, 8443"'),),
    "a port becomes configurable": ((CALLS, 'ports="8800"', 'ports="8800*"'),),
    "an unknown port is found": ((CALLS, CONFIGURED_59, CONFIGURED_59.replace(UNKNOWN, '        ports="5061",\n')),),
    "HTTPS becomes HTTP": ((ROUTING, "protocol=HTTPS", "protocol=HTTP"),),
    "a connection is initiated from the other end": ((CALLS, STRAIGHT, TURNED),),
    "a connection leads elsewhere": (
        (CALLS, "        destination=dial_plan_service,\n", "        destination=voice_sip_proxy_service,\n"),
    ),
    "a stated classification is corrected": ((CALLS, UNKNOWN, UNKNOWN.replace("Intra-cluster", "Egress")),),
    "encryption and authentication are stated": (
        (ROUTING, 'ports="443",', 'ports="443",\n        encryption="TLS 1.2",\n        authentication="API key",'),
    ),
    "a connection is planned": ((CALLS, 'ports="8800",', 'ports="8800",\n        status="planned",'),),
    "a text is corrected": ((CALLS, "Provides routing instructions.", "Provides routing instructions for dialling."),),
    "a connection has another number": ((TENANT, "number=13", "number=62"),),
    "two connections change their numbers": (
        (CALLS, "number=27", "number=0"),
        (CALLS, "number=31", "number=27"),
        (CALLS, "number=0", "number=31"),
    ),
    "a store moves into the cluster": (
        (BACKING, "from .zones import backing_services", "from .zones import backing_services, platform_services"),
        (
            BACKING,
            'aliases=["Postgres", "DB Server"],\n    zone=backing_services',
            'aliases=["Postgres", "DB Server"],\n    zone=platform_services',
        ),
    ),
    "a zone changes its side": (
        (ZONES, 'name="External", boundary=Boundary.OUTSIDE', 'name="External", boundary=Boundary.INSIDE'),
    ),
    "a store is shared": ((BACKING, "tenancy=Tenancy.SINGLE", "tenancy=Tenancy.MULTI"),),
    "a new endpoint": (
        (EXTERNAL, "\nexternal_customer", f"{CRM}\nexternal_customer"),
        (ALL, "import external_customer,", "import crm, external_customer,"),
        (ALL, "        external_customer,\n    ]", "        external_customer,\n        crm,\n    ]"),
    ),
    "a new id": ((BACKING, 'id="redis"', 'id="cache"'),),
    "a new name": (
        (BACKING, 'name="Kafka",\n    aliases=["Kafka 2.x"]', 'name="Event log",\n    aliases=["Kafka", "Kafka 2.x"]'),
    ),
    "a service becomes an external system": (
        (EXTERNAL, "ExternalSystem, Tenancy", "ExternalSystem, Person, Tenancy"),
        (EXTERNAL, "external_customer = ExternalSystem(", "external_customer = Person("),
    ),
    "an owner, an icon, a tag and a fact": (
        (BACKING, 'name="Redis",', 'name="Redis",\n    owner="Data team",'),
        (BACKING, 'icon="onprem.inmemory.Redis"', 'icon="onprem.inmemory.Memcached"'),
        (BACKING, 'tags=["backing-services", "voicemail"]', 'tags=["backing-services"]'),
        (BACKING, '"storage": "Persistent",', '"storage": "Persistent, 10 Gi",'),
    ),
    "an audience": (
        (
            EXTERNAL,
            'name="Session Border Controller",',
            'name="Session Border Controller",\n    audience=["internal"],',
        ),
    ),
    "a version": ((CALLS, 'ports="8800",', 'ports="8800",\n        since="9.1",'),),
    "a view": (
        (ALL, IMPORT, "from diagramgen import SelectionView, Tag, HTTP, HTTPS,"),
        (ALL, "    connections=[", VIEW),
    ),
    "a flow": (
        (ALL, IMPORT, "from diagramgen import FlowView, Step, HTTP, HTTPS,"),
        (ALL, "    connections=[", FLOW),
    ),
    "the order of the legend": ((ALL, "protocols=[TCP, SIP_TCP,", "protocols=[SIP_TCP, TCP,"),),
    "a link and the introduction": (
        (ALL, '        Link(title="Voice connectivity", url="voice-connectivity.md"),\n', ""),
        (ALL, "handle the calls of", "handle all calls of"),
    ),
    "a port across the boundary becomes unknown": (
        (ROUTING, 'ports="443"', 'ports=Ports.unknown("each customer has another one")'),
        (ROUTING, "from diagramgen import HTTP, HTTPS,", "from diagramgen import HTTP, HTTPS, Ports,"),
    ),
    "a choice of ports becomes both of them": ((REPORTING, FROM_11, FROM_11.replace("9092/9093*", "9092, 9093")),),
    "a planned connection out of the cluster": (
        (CALLS, "connections = [\n", ADDED.replace('ports="8080",', 'ports="8080",\n        status="planned",')),
    ),
    "a connection across the boundary is planned": (
        (ROUTING, 'ports="443",', 'ports="443",\n        status="planned",'),
    ),
    "a connection across the boundary is deprecated": (
        (ROUTING, 'ports="443",', 'ports="443",\n        status="deprecated",'),
    ),
    "plain text and another port": (
        (ROUTING, 'protocol=HTTPS,\n        ports="443"', 'protocol=HTTP,\n        ports="80"'),
    ),
    "a zone moves out of the cluster": (
        (
            ZONES,
            'name="Other services of the platform", parent=cluster',
            'name="Other services of the platform", boundary=Boundary.OUTSIDE',
        ),
    ),
    "another party under the same id": ((EXTERNAL, 'name="External/customer"', 'name="Reseller"'),),
    "a finding is ignored": ((IGNORES, "ignores = [\n", IGNORED),),
    "a zone is trusted": (
        (ZONES, 'name="Cluster", boundary=Boundary.INSIDE', 'name="Cluster", boundary=Boundary.INSIDE, trust=2'),
    ),
}


def made(folder: Path, edits: tuple[Edit, ...]) -> None:
    shutil.copytree(ROOT / "model", folder / "model", ignore=shutil.ignore_patterns("__pycache__"))
    for name, old, new in edits:
        file = folder / "model" / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} has {old!r} once"
        file.write_text(text.replace(old, new), encoding="utf-8")


def test_there_are_enough_edits_of_many_kinds() -> None:
    assert len(EDITS) >= 25


def test_each_edit_has_its_lines(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    made(tmp_path / "before", ())
    (tmp_path / "before" / "model").rename(tmp_path / "before" / "old")
    before = Comparison("before/old", None, None, Config(), tmp_path).before
    told, kinds = [], set()
    for number, (title, edits) in enumerate(EDITS.items()):
        folder = tmp_path / str(number)
        made(folder, edits)
        comparison = Comparison("v1", None, None, Config(), folder)
        comparison.__dict__["before"] = before  # loaded once
        found = comparison.difference
        assert found.changes, title
        kinds |= {change.kind for change in found.changes}
        told.append(f"## {title}\n{changes_text.export(found)}")
    golden("diff/voice-edits.txt", "\n".join(told))
    assert {kind.kind for kind in KINDS} - kinds <= {"definition", "ignore"}


@pytest.mark.parametrize("title", ["a new connection out of the cluster", "a new id"])
def test_the_way_back_has_as_many_lines(tmp_path: Path, title: str) -> None:
    made(tmp_path / "a", ())
    made(tmp_path / "b", EDITS[title])
    there = Comparison("a/model", "b/model", None, Config(), tmp_path).difference
    back = Comparison("b/model", "a/model", None, Config(), tmp_path).difference
    assert len(there.changes) == len(back.changes)
