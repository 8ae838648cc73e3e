"""What a firewall has to learn: what is opened, closed, moved, planned or to be checked, and where."""

from __future__ import annotations

import json
from typing import Any

import pytest

from diagramgen.diff.changes import Level
from diagramgen.diff.compare import Difference, compare
from diagramgen.diff.explain import boundary, fact
from diagramgen.exporters import changes_json, changes_text
from diagramgen.resolve import resolve
from diagramgen.schema import (
    HTTP,
    HTTPS,
    TCP,
    Architecture,
    Boundary,
    Connection,
    Endpoint,
    ExternalSystem,
    Ignore,
    Ports,
    Protocol,
    Service,
    Status,
    Zone,
)

IN, OUT = Boundary.INSIDE, Boundary.OUTSIDE


def world(*connections: dict[str, Any], ends: dict[str, str] | None = None, **zones: dict[str, Any]) -> Architecture:
    """Office and DMZ, and a cluster with Core and in it the Vault; each has an endpoint of its name."""
    fields: dict[str, dict[str, Any]] = {
        "office": {"name": "Office", "boundary": OUT},
        "dmz": {"name": "DMZ", "boundary": OUT},
        "cluster": {"name": "Cluster", "boundary": IN},
        "core": {"name": "Core", "parent": "cluster"},
        "vault": {"name": "Vault", "parent": "core"},
    }
    made: dict[str, Zone] = {}
    for name, values in fields.items():
        values = {**values, **zones.get(name, {})}
        parent = values.pop("parent", None)
        made[name] = Zone(id=name, parent=made[parent] if parent else None, **values)
    places: dict[str, str] = {**{name: name for name in made}, "home": "", **(ends or {})}
    endpoints: dict[str, Endpoint] = {
        name: Service(id=f"{name}-app", name=f"{name.title()} app", zone=made[zone] if zone else None)
        for name, zone in places.items()
    }
    listed = [
        Connection(
            number=number,
            source=endpoints[values.pop("source")],
            destination=endpoints[values.pop("destination")],
            **{"protocol": TCP, "ports": 443, **values},
        )
        for number, values in enumerate((dict(c) for c in connections), 1)
    ]
    return Architecture(title="T", zones=list(made.values()), endpoints=list(endpoints.values()), connections=listed)


def row(source: str, destination: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "destination": destination, **more}


def difference(old: Architecture, new: Architecture) -> Difference:
    return compare(resolve(old), resolve(new))


def lines(old: Architecture, new: Architecture) -> list[str]:
    """The part about ports."""
    text = changes_text.export(difference(old, new))
    return [line.strip() for line in text.partition("\nports ")[2].splitlines() if line]


NOTHING = world()


@pytest.mark.parametrize(
    ("source", "destination", "named"),
    [
        ("office", "dmz", "Office → DMZ"),
        ("office", "vault", "Office → Vault (across the cluster's boundary; out of Office; into Cluster, Core, Vault)"),
        ("vault", "office", "Vault → Office (across the cluster's boundary; out of Vault, Core, Cluster; into Office)"),
        ("core", "vault", "Core → Vault (into Vault)"),
        ("vault", "cluster", "Vault → Cluster (out of Vault, Core)"),
    ],
)
def test_a_boundary_is_named_by_the_innermost_zones(source: str, destination: str, named: str) -> None:
    found = difference(NOTHING, world(row(source, destination)))
    assert [boundary(b) for b in found.ports.boundaries] == [named]


def test_what_leads_into_the_cluster_comes_first() -> None:
    rows = [row("core", "cluster"), row("core", "office"), row("office", "core")]
    found = difference(NOTHING, world(*rows))
    assert [(b.source, b.destination) for b in found.ports.boundaries] == [
        ("Office", "Core"),
        ("Core", "Office"),
        ("Core", "Cluster"),
    ]
    assert [c.subject.name for c in found.changes] == ["connection 3", "connection 2", "connection 1"]


def test_another_side_of_a_zone_moves_what_is_in_use() -> None:
    rows = [row("office", "dmz", ports=8443), row("dmz", "office", ports=Ports.unknown("lost"))]
    assert lines(world(*rows), world(*rows, dmz={"boundary": IN})) == [
        "Office → DMZ (across the cluster's boundary)",
        "move TCP 8443 from Office app to Dmz app, connection 1 (now into the cluster)",
        "ports DMZ → Office (across the cluster's boundary)",
        "cannot be said: what to move for connection 2: not known: lost; now out of the cluster",
    ]


def test_another_parent_of_a_zone_says_where_to_open_and_where_to_close() -> None:
    rows = [row("office", "vault"), row("core", "vault", ports="80, 81")]
    assert lines(world(*rows), world(*rows, vault={"parent": "dmz"})) == [
        "Core → Vault (across the cluster's boundary; out of Core, Cluster; into DMZ, Vault)",
        (
            "move TCP 80 from Core app to Vault app, connection 2 "
            "(open out of Core, out of Cluster, into DMZ; now out of the cluster)"
        ),
        (
            "move TCP 81 from Core app to Vault app, connection 2 "
            "(open out of Core, out of Cluster, into DMZ; now out of the cluster)"
        ),
        "ports Office → Vault (out of Office; into DMZ, Vault)",
        (
            "move TCP 443 from Office app to Vault app, connection 1 "
            "(open into DMZ; close into Cluster, into Core; no longer across the cluster's boundary)"
        ),
    ]


def test_an_endpoint_in_another_zone_moves_and_may_have_another_address() -> None:
    rows = [row("office", "core")]
    assert lines(world(*rows), world(*rows, ends={"core": "vault"})) == [
        "Office → Vault (across the cluster's boundary; out of Office; into Cluster, Core, Vault)",
        (
            "move TCP 443 from Office app to Core app, connection 1 "
            "(was Office → Core; open into Vault; Core app may have another address there)"
        ),
    ]


def test_a_zone_of_another_name_moves_nothing() -> None:
    rows = [row("office", "vault")]
    assert lines(world(*rows), world(*rows, core={"name": "Data tier"})) == []


def test_only_the_ports_that_stay_are_moved() -> None:
    old, new = world(row("office", "dmz", ports="1-5")), world(row("office", "dmz", ports="4-8"), dmz={"boundary": IN})
    assert lines(old, new) == [
        "Office → DMZ (across the cluster's boundary)",
        "open TCP 6-8 from Office app to Dmz app, connection 1",
        "move TCP 4-5 from Office app to Dmz app, connection 1 (now into the cluster)",
        "ports Office → DMZ",
        "close TCP 1-3 from Office app to Dmz app, connection 1",
    ]


def test_what_no_longer_crosses_a_boundary_says_that_it_stays() -> None:
    rows = [row("office", "core")]
    apart, together = world(*rows), world(*rows, ends={"office": "core"})
    assert lines(apart, together)[1:] == [
        "close TCP 443 from Office app to Core app, connection 1 (connection 1 stays, within Core)"
    ]
    assert lines(together, apart)[1:] == [
        "open TCP 443 from Office app to Core app, connection 1 (connection 1 was within Core)"
    ]


def test_an_endpoint_without_a_zone_cannot_be_said() -> None:
    assert lines(NOTHING, world(row("core", "home"))) == [
        "Core → (no zone)",
        "cannot be said: what to open for connection 1: Home app has no zone",
    ]
    assert lines(world(row("core", "home")), world(row("core", "home"), ends={"home": "dmz"})) == [
        "Core → DMZ (across the cluster's boundary; out of Core, Cluster; into DMZ)",
        "open TCP 443 from Core app to Home app, connection 1 (connection 1 may have had it open)",
        "ports Core → (no zone)",
        "cannot be said: what to close for connection 1: Home app has no zone",
    ]


def test_a_model_without_zones_has_no_boundaries() -> None:
    ends = [Service(id="a", name="A"), Service(id="b", name="B")]
    none = Architecture(title="T", endpoints=ends)
    one = none.model_copy(
        update={"connections": (Connection(number=1, source=ends[0], destination=ends[1], protocol=TCP, ports=1),)}
    )
    assert difference(none, one).ports.boundaries == ()


def to_core(**more: Any) -> Architecture:
    return world(row("office", "core", **more))


PLANNED, DEPRECATED = Status.PLANNED, Status.DEPRECATED


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (None, PLANNED, "plan TCP 443 from Office app to Core app, connection 1"),
        (PLANNED, None, "no longer plan TCP 443 from Office app to Core app, connection 1"),
        (PLANNED, Status.ACTIVE, "open TCP 443 from Office app to Core app, connection 1 (connection 1 was planned)"),
        (
            PLANNED,
            DEPRECATED,
            "open TCP 443 from Office app to Core app, connection 1 (deprecated; connection 1 was planned)",
        ),
        (Status.ACTIVE, PLANNED, "close TCP 443 from Office app to Core app, connection 1 (connection 1 is planned)"),
        (Status.ACTIVE, DEPRECATED, ""),
        (PLANNED, PLANNED, ""),
    ],
)
def test_what_is_planned_is_not_open(old: Status | None, new: Status | None, told: str) -> None:
    before, after = (to_core(status=status) if status else NOTHING for status in (old, new))
    assert lines(before, after)[1:] == [told] * bool(told)
    if old is not new:
        found = difference(before, after).changes
        assert {change.level for change in found} == {Level.SECURITY}


def test_an_unknown_port_goes_live_too() -> None:
    before, after = (to_core(ports=Ports.unknown("lost"), status=status) for status in (PLANNED, Status.ACTIVE))
    assert lines(before, after)[1:] == ["cannot be said: what to open for connection 1: not known: lost"]
    assert lines(NOTHING, before)[1:] == ["cannot be said: what to plan for connection 1: not known: lost"]
    assert lines(before, before) == []


def test_a_status_matters_to_security_where_a_boundary_is_crossed() -> None:
    def change(source: str, destination: str, new: Status) -> tuple[str, Level]:
        old = PLANNED if new is Status.ACTIVE else Status.ACTIVE
        before, after = (world(row(source, destination, status=status)) for status in (old, new))
        (found,) = difference(before, after).changes
        return fact(found).partition(": status ")[2], found.level

    assert change("office", "core", Status.ACTIVE) == (
        "planned → active; it goes live, into the cluster",
        Level.SECURITY,
    )
    assert change("core", "office", Status.ACTIVE) == (
        "planned → active; it goes live, out of the cluster",
        Level.SECURITY,
    )
    assert change("core", "vault", Status.ACTIVE) == ("planned → active; it goes live", Level.SECURITY)
    assert change("core", "home", Status.ACTIVE) == ("planned → active; it goes live", Level.SECURITY)
    assert change("core", "core", Status.ACTIVE) == ("planned → active", Level.STRUCTURE)
    assert change("office", "core", DEPRECATED) == ("active → deprecated; what it needs stays open", Level.SECURITY)
    assert change("office", "core", PLANNED) == ("active → planned; it is no longer in use", Level.SECURITY)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("6379*", "6379", ["check TCP 6379", "was 6379*: perhaps another port is open"]),
        ("6379", "6379*", ["check TCP 6379", "now 6379*: it may be another port"]),
        ("9092/9093", "9092, 9093", ["check TCP 9092, 9093", "was 9092/9093: perhaps only one of them is open"]),
        ("9092, 9093", "9092/9093", ["check TCP 9092, 9093", "now 9092/9093: one of them may be enough"]),
        (
            "9092/9093*",
            "9092, 9093",
            ["check TCP 9092, 9093", "was 9092/9093*: perhaps only one of them or another port is open"],
        ),
        (
            "6379*",
            "6379/6380*",
            ["check TCP 6379", "was 6379*, now 6379/6380*: an installation may have opened something else"],
        ),
        ("1-9*", "3-4, 1-9*", ["check TCP 3-4", "was 1-9*: perhaps another port is open"]),
        ("80, 443", "443, 80", []),
    ],
)
def test_a_default_or_a_choice_asks_to_check(old: str, new: str, told: list[str]) -> None:
    found = [line for line in lines(to_core(ports=old), to_core(ports=new)) if line.startswith("check")]
    expected = [f"{told[0]} from Office app to Core app, connection 1 ({told[1]})"] if told else []
    assert found == expected


def test_nothing_is_to_be_closed_for_what_no_longer_says_its_port() -> None:
    old, new = to_core(), to_core(ports=Ports.unknown("each site differs"))
    assert lines(old, new)[1:] == [
        "check TCP 443 from Office app to Core app, connection 1 (connection 1 may need it)",
        "cannot be said: what to open for connection 1: not known: each site differs",
    ]
    (change,) = difference(old, new).changes
    assert fact(change) == "connection 1: port 443 → unknown (each site differs)"


# The order, and who is who


def facts(old: Architecture, new: Architecture) -> list[str]:
    return [fact(change) for change in difference(old, new).changes]


def test_the_loss_of_encryption_comes_first() -> None:
    old = to_core(protocol=HTTPS, encryption="TLS 1.2")
    assert facts(old, to_core(protocol=HTTP, ports=80)) == [
        "connection 1: protocol HTTPS → HTTP; no longer encrypted by its protocol",
        "connection 1: encryption TLS 1.2 → not stated; no longer stated to be encrypted",
        "connection 1: port 443 → 80; adds 80; drops 443",
    ]


def test_an_own_protocol_that_is_no_longer_encrypted_comes_first() -> None:
    before, after = (Protocol(id="own", name="Own", application=text) for text in ("TLS", "plain"))
    found = facts(to_core(protocol=before), to_core(protocol=after, ports=80))
    assert found[0] == "protocol Own: application TLS → plain; no longer encrypted by its protocol"


def test_a_cause_comes_before_what_follows_from_it() -> None:
    rows = [row("core", "vault"), row("office", "core")]
    assert facts(world(*rows), world(*rows, vault={"parent": "dmz"}, ends={"core": "office"})) == [
        "zone Vault: parent core → dmz",
        "Core app: zone core → office",
        "zone Vault: inside → outside by the zone around it",
        "connection 1: classification Intra-cluster → Unclassified",
        "connection 2: classification Ingress → Unclassified",
    ]


def test_a_new_zone_comes_before_what_follows_from_it() -> None:
    old = world(row("core", "cluster"))
    far = Zone(id="far", name="Far", boundary=OUT)
    ends = tuple(end.model_copy(update={"zone": far}) if end.id == "core-app" else end for end in old.endpoints)
    made = Connection(number=1, source=ends[3], destination=ends[2], protocol=TCP, ports=443)
    new = old.model_copy(update={"zones": (*old.zones, far), "endpoints": ends, "connections": (made,)})
    assert facts(old, new) == [
        "zone Far added: outside",
        "Core app: zone core → far",
        "connection 1: classification Intra-cluster → Ingress",
    ]


def carts(*, swapped: bool) -> Architecture:
    zone, net = Zone(id="in", name="In", boundary=IN), Zone(id="net", name="Net", boundary=OUT)
    names = ("Basket", "Cart") if swapped else ("Cart", "Basket")
    ends = [Service(id=f"cart-{i}", name=name, zone=zone) for i, name in enumerate(names)]
    caller = ExternalSystem(id="caller", name="Caller", zone=net)
    to = ends[1] if swapped else ends[0]
    made = [Connection(number=1, source=caller, destination=to, protocol=TCP, ports=80)]
    return Architecture(title="T", zones=[zone, net], endpoints=[*ends, caller], connections=made)


def test_ids_are_shown_where_names_say_too_little() -> None:
    old, new = carts(swapped=False), carts(swapped=True)
    assert "connection 1: destination Cart (cart-0) → Cart (cart-1)" in facts(old, new)
    assert lines(old, new) == [
        "Net → In (across the cluster's boundary)",
        "open TCP 80 from Caller to Cart (cart-1), connection 1",
        "close TCP 80 from Caller to Cart (cart-0), connection 1",
    ]


# What makes a change matter


def test_another_name_out_there_matters_to_security() -> None:
    def party(name: str, zone: Zone | None, aliases: tuple[str, ...] = ()) -> Architecture:
        zones = [zone] if zone is not None else []
        end = ExternalSystem(id="bank", name=name, zone=zone, aliases=aliases)
        return Architecture(title="T", zones=zones, endpoints=[end])

    for zone, level in (
        (Zone(id="net", name="Net", boundary=OUT), Level.SECURITY),
        (None, Level.SECURITY),
        (Zone(id="in", name="In", boundary=IN), Level.TEXT),
    ):
        found = difference(party("Bank", zone), party("Other", zone, ("Bank",))).changes
        assert {change.kind: change.level for change in found if change.kind == "name"}
        assert found[0].level is level
    moved = facts(party("Bank", None), party("Other", None))
    assert moved == ["Other: name Bank → Other; it stands outside, and may be another one"]


def test_what_lint_is_told_to_leave_matters_to_security() -> None:
    ignore = Ignore(rule="plain-http-egress", object="connection-1", reason="In a tunnel.")
    old = to_core()
    new = old.model_copy(update={"ignores": (ignore,)})
    other = old.model_copy(update={"ignores": (ignore.model_copy(update={"reason": "No."}),)})
    levels = [[change.level for change in difference(*pair).changes] for pair in ((old, new), (new, old), (new, other))]
    assert levels == [[Level.SECURITY], [Level.STRUCTURE], [Level.STRUCTURE]]


def test_the_data_has_the_boundaries_of_a_way_and_where_it_went() -> None:
    rows = [row("office", "vault")]
    found = difference(world(*rows), world(*rows, vault={"parent": "dmz"}))
    data = json.loads(changes_json.export(found))
    (moved,) = data["ports"]["move"]
    assert (moved["leaves"], moved["enters"]) == (["Office"], ["DMZ", "Vault"])
    assert moved["before"]["enters"] == ["Cluster", "Core", "Vault"]
    assert sorted(data["ports"]) == ["cannot_be_said", "check", "close", "move", "no_longer_plan", "open", "plan"]
    keys = [change["key"] for change in data["changes"]]
    assert keys[:2] == ["zone-vault--zone--parent", "zone-vault--boundary--side"]
