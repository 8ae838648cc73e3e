"""Comparing models: random edits are always told, equal models never differ, and the way back mirrors the way there."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diagramgen.diff.changes import Added, Change, Edited, Level, NumberChanged, Removed, Renamed
from diagramgen.diff.compare import Difference, compare
from diagramgen.diff.explain import fact
from diagramgen.diff.ports import Opening, Way
from diagramgen.load.apart import packed, restored
from diagramgen.resolve import resolve
from diagramgen.schema import (
    HTTP,
    HTTPS,
    TCP,
    Architecture,
    Boundary,
    Connection,
    DataStore,
    Endpoint,
    ExternalSystem,
    Service,
    Zone,
)
from tests.strategies import architectures, labelled_architectures


def difference(old: Architecture, new: Architecture) -> Difference:
    return compare(resolve(restored(packed(old))), resolve(restored(packed(new))))


def facts(old: Architecture, new: Architecture) -> list[str]:
    return [fact(change) for change in difference(old, new).changes]


@settings(max_examples=60, deadline=None)
@given(architectures() | labelled_architectures())
def test_equal_models_never_differ(architecture: Architecture) -> None:
    copy = restored(packed(architecture))
    found = compare(resolve(copy), resolve(restored(packed(copy))))
    assert found.changes == ()
    assert found.ports.boundaries == ()


VALUES: dict[str, Any] = {
    "name": "Quite another name",
    "title": "Quite another title",
    "owner": "Quite another team",
    "data": "Quite other data.",
    "ports": "65001",
    "encryption": "Another one",
    "authentication": "Another one",
    "tags": ("another-tag",),
    "metadata": {"another": "fact"},
    "until": "999",
    "audience": ("internal",),
    "trust": 77,
    "reason": "Another reason.",
}


@settings(max_examples=150, deadline=None)
@given(architectures(), st.data())
def test_a_random_edit_of_a_field_is_always_told(architecture: Architecture, data: st.DataObject) -> None:
    base = restored(packed(architecture))
    lists = [name for name in ("zones", "endpoints", "connections", "views", "retired") if getattr(base, name)]
    document = packed(base)
    where = data.draw(st.sampled_from(lists))
    index = data.draw(st.integers(0, len(document["model"][where]) - 1))
    item = document["model"][where][index]
    fields = [name for name in VALUES if name in item]
    field = data.draw(st.sampled_from(fields))
    value = VALUES[field]
    assume(item[field] != value)
    before = item[field]
    item[field] = list(value) if isinstance(value, tuple) else value
    if field == "name" and where == "endpoints":  # a row may print the old name
        item["aliases"] = [*item["aliases"], before]
    found = compare(resolve(base), resolve(restored(document)))
    assert found.changes
    told = {(change.subject.kind, change.field) for change in found.changes if isinstance(change, Edited)}
    assert (where if where == "retired" else where.removesuffix("s"), field) in told


@settings(max_examples=80, deadline=None)
@given(architectures(), st.data())
def test_what_is_taken_out_is_told(architecture: Architecture, data: st.DataObject) -> None:
    document = packed(architecture)
    lists = [name for name in ("connections", "views", "retired") if document["model"][name]]
    assume(lists)
    where = data.draw(st.sampled_from(lists))
    if where == "connections":
        document["model"]["views"] = [view for view in document["model"]["views"] if view["kind"] != "flow"]
        # nothing may choose by a tag that nobody carries
        document["model"]["views"] = [v for v in document["model"]["views"] if "tag:" not in str(v)]
        document["lent"] = []
    base = restored(document)
    document = packed(base)
    items = document["model"][where]
    index = data.draw(st.integers(0, len(items) - 1))
    del items[index]
    shorter = restored({**document, "places": {}})
    found = compare(resolve(base), resolve(shorter))
    back = compare(resolve(shorter), resolve(base))
    assert found.changes
    assert len(found.changes) == len(back.changes)
    if where == "connections":
        assert sum(isinstance(change, Removed) for change in found.changes) == 1
        assert sum(isinstance(change, Added) for change in back.changes) == 1


def ways(openings: tuple[Opening, ...]) -> set[tuple[Way, str]]:
    return {(opening.way, opening.ports) for opening in openings}


@settings(max_examples=80, deadline=None)
@given(architectures(max_connections=5), architectures(max_connections=5))
def test_the_way_back_mirrors_the_way_there(first: Architecture, second: Architecture) -> None:
    a, b = resolve(restored(packed(first))), resolve(restored(packed(second)))
    there, back = compare(a, b), compare(b, a)
    assert [change.order for change in there.changes] == sorted(change.order for change in there.changes)
    for one, other in ((there.ports, back.ports), (back.ports, there.ports)):
        assert ways(other.closed) <= ways(one.opened) <= ways(other.closed) | ways(other.checked)
    assert ways(there.ports.planned) == ways(back.ports.unplanned)
    assert {(o.before, o.way.boundary) for o in there.ports.moved} == {
        (o.way.boundary, o.before) for o in back.ports.moved
    }
    assert {(u.way, u.connection, u.new) for u in there.ports.unsaid if u.before is None} == {
        (u.way, u.connection, not u.new) for u in back.ports.unsaid if u.before is None
    }

    def added(found: Difference) -> list[str]:
        return sorted(change.subject.key for change in found.changes if isinstance(change, Added))

    def removed(found: Difference) -> list[str]:
        return sorted(change.subject.key for change in found.changes if isinstance(change, Removed))

    assert [len(added(there)), len(removed(there))] == [len(removed(back)), len(added(back))]


@settings(max_examples=80, deadline=None)
@given(architectures(max_connections=5), st.data())
def test_nothing_is_opened_or_closed_where_only_zones_change(architecture: Architecture, data: st.DataObject) -> None:
    """Ends, ports and states stay, and who stands in a zone: no line may then say to close what is in use."""
    document = packed(architecture)
    assume(document["model"]["zones"])
    base = restored(document)
    document = packed(base)
    zone = data.draw(st.sampled_from(document["model"]["zones"]))
    zone["boundary"] = data.draw(st.sampled_from([None, "inside", "outside"]))
    zone["parent"] = data.draw(st.sampled_from([zone["parent"], None]))
    found = compare(resolve(base), resolve(restored(document)))
    ports = found.ports
    assert (ports.opened, ports.closed, ports.planned, ports.unplanned) == ((), (), (), ())
    assert all(item.before is not None for item in ports.moved)
    assert all(item.before is not None for item in ports.unsaid)


@settings(max_examples=100, deadline=None)
@given(architectures(max_connections=5), architectures(max_connections=5))
def test_no_port_is_closed_and_opened_for_the_same_ends(first: Architecture, second: Architecture) -> None:
    found = compare(resolve(restored(packed(first))), resolve(restored(packed(second)))).ports

    def flows(openings: tuple[Opening, ...]) -> set[tuple[str, str, str, str]]:
        return {(o.way.source, o.way.destination, o.way.transport, o.ports) for o in openings}

    assert not flows(found.opened) & flows(found.closed)
    assert not flows(found.planned) & flows(found.unplanned)


@settings(max_examples=60, deadline=None)
@given(architectures(max_connections=5), architectures(max_connections=5))
def test_every_change_has_a_key_of_its_own(first: Architecture, second: Architecture) -> None:
    changes = compare(resolve(restored(packed(first))), resolve(restored(packed(second)))).changes
    assert len({change.key for change in changes}) == len(changes)


# Who is who

CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
NET = Zone(id="net", name="Internet", boundary=Boundary.OUTSIDE)


def shop(name: str = "Shop", **more: Any) -> Endpoint:
    return Service(**{"id": "shop", "name": name, "zone": CLUSTER, **more})


def model(endpoints: list[Endpoint], connections: list[Connection], **more: Any) -> Architecture:
    return Architecture(title="T", zones=[CLUSTER, NET], endpoints=endpoints, connections=connections, **more)


def star(hub: Endpoint, count: int = 3) -> Architecture:
    others: list[Endpoint] = [Service(id=f"s{i}", name=f"Service {i}", zone=CLUSTER) for i in range(count)]
    made = [Connection(number=i + 1, source=o, destination=hub, protocol=TCP, ports=80) for i, o in enumerate(others)]
    return model([hub, *others], made)


@pytest.mark.parametrize(
    ("renamed", "expected"),
    [
        (DataStore(id="cache-store", name="Redis"), ["Redis: id redis → cache-store"]),
        (
            DataStore(id="valkey", name="Valkey", aliases=["Redis"]),
            ["Valkey: id redis → valkey", "Valkey: name Redis → Valkey", "Valkey: aliases none → Redis"],
        ),
        (DataStore(id="valkey", name="Valkey"), ["Valkey: id redis → valkey", "Valkey: name Redis → Valkey"]),
    ],
    ids=["by name", "by alias", "by its connections"],
)
def test_a_new_id_is_recognised(renamed: Endpoint, expected: list[str]) -> None:
    assert facts(star(DataStore(id="redis", name="Redis")), star(renamed)) == expected


def test_another_endpoint_with_one_connection_is_no_new_id() -> None:
    found = difference(star(DataStore(id="redis", name="Redis"), 1), star(DataStore(id="bank", name="Bank"), 1))
    assert not [change for change in found.changes if isinstance(change, Renamed)]


def pair(*numbers: int | None, **more: Any) -> Architecture:
    one, two = shop(), shop("Stock", id="stock")
    connections = [
        Connection(number=number, source=one, destination=two, protocol=TCP, ports=80 + place, **more)
        for place, number in enumerate(numbers)
    ]
    return model([one, two], connections)


def three(numbers: tuple[int, int, int]) -> Architecture:
    ends = [shop(f"E{i}", id=f"e{i}") for i in range(4)]
    made = [
        Connection(number=number, source=ends[i], destination=ends[i + 1], protocol=TCP, ports=80 + i)
        for i, number in enumerate(numbers)
    ]
    return model(ends, made)


def test_a_connection_that_gets_a_number_is_the_same_one() -> None:
    assert facts(pair(None), pair(1)) == ["connection 1: was without a number before"]
    assert facts(pair(1), pair(None)) == ["connection without a number, shop to stock: was number 1 before"]


def test_numbers_that_moved_to_other_connections_are_told() -> None:
    assert facts(three((1, 2, 3)), three((1, 3, 2))) == [
        "connection 2: was number 3 before",
        "connection 3: was number 2 before",
    ]
    moved = difference(three((1, 2, 3)), three((1, 2, 4))).changes
    assert [type(change) for change in moved] == [NumberChanged]


def test_a_number_that_is_given_again_says_so() -> None:
    ends = [shop(f"E{i}", id=f"e{i}") for i in range(4)]

    def one(number: int, source: int, destination: int) -> Connection:
        return Connection(number=number, source=ends[source], destination=ends[destination], protocol=TCP, ports=9)

    old = model(ends, [one(1, 0, 1)])
    new = model(ends, [one(1, 2, 3), one(2, 0, 1)])
    before = "the number belonged to another connection, now connection 2"
    assert facts(old, new) == [
        f"connection 1 added: E2 → E3, TCP, 9, Intra-cluster; {before}",
        "connection 2: was number 1 before",
    ]


def test_parallel_connections_keep_their_numbers_when_their_texts_change_places() -> None:
    old = pair(1, 2)
    both = zip(old.connections, old.connections[::-1], strict=True)
    swapped = [connection.model_copy(update={"ports": other.ports}) for connection, other in both]
    new = old.model_copy(update={"connections": tuple(swapped)})
    assert {change.kind for change in difference(old, new).changes} == {"port"}


def to_net(protocol: Any = HTTPS, **more: Any) -> Architecture:
    one, bank = shop(), ExternalSystem(id="bank", name="Bank", zone=NET)
    values = {"number": 1, "source": one, "destination": bank, "protocol": protocol, "ports": 443, **more}
    return model([one, bank], [Connection(**values)])


def test_plain_text_where_there_was_encryption_is_a_downgrade() -> None:
    assert facts(to_net(), to_net(HTTP)) == ["connection 1: protocol HTTPS → HTTP; no longer encrypted by its protocol"]
    assert facts(to_net(HTTP), to_net()) == ["connection 1: protocol HTTP → HTTPS"]


@pytest.mark.parametrize(
    ("was", "now", "lost"),
    [
        ("TLS 1.2", "no TLS", True),
        ("TLS 1.2", "cleartext", True),
        ("TLS 1.2", "unknown", True),
        ("TLS 1.2", "TLS 1.3", False),
        ("TLS 1.2", "no TLS, but a VPN", False),
        ("none", "unencrypted", False),
    ],
)
def test_what_states_no_encryption_is_as_lint_reads_it(was: str, now: str, lost: bool) -> None:
    [fact] = facts(to_net(encryption=was), to_net(encryption=now))
    assert ("no longer stated to be encrypted" in fact) is lost


def test_a_way_across_the_boundary_matters_most() -> None:
    old = to_net(data="a")
    new = to_net(data="b", ports="443, 8443", encryption="none", status="planned")
    levels = [(change.kind, change.level) for change in difference(old, new).changes]
    assert levels == [
        ("port", Level.SECURITY),
        ("encryption", Level.SECURITY),
        ("status", Level.SECURITY),
        ("data", Level.TEXT),
    ]


def test_a_zone_on_the_other_side_takes_inner_zones_along() -> None:
    def with_zone(boundary: Boundary) -> Architecture:
        outer = Zone(id="outer", name="Outer", boundary=boundary)
        inner = Zone(id="inner", name="Inner", parent=outer)
        ends = [shop(), Service(id="far", name="Far", zone=inner)]
        made = [Connection(number=1, source=ends[0], destination=ends[1], protocol=TCP, ports=1)]
        return Architecture(title="T", zones=[CLUSTER, outer, inner], endpoints=ends, connections=made)

    found = difference(with_zone(Boundary.INSIDE), with_zone(Boundary.OUTSIDE))
    assert [fact(change) for change in found.changes] == [
        "zone Outer: boundary inside → outside",
        "zone Inner: inside → outside by the zone around it",
        "connection 1: classification Intra-cluster → Egress",
    ]
    assert (found.ports.opened, found.ports.closed) == ((), ())
    assert [(o.ports, o.note) for o in found.ports.moved] == [("1", "now out of the cluster")]


def test_changes_are_frozen() -> None:
    change: Change = difference(pair(1), pair()).changes[0]
    with pytest.raises(AttributeError):
        change.subject = None  # type: ignore[misc,assignment]
