"""Connections and retired numbers."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from diagramgen.schema import TCP, Connection, Ports, Retired, Service, Status

REDIS = Service(id="redis", name="Redis", aliases=["Redis 6.x"])
ORS = Service(id="ors", name="ORS")


def connection(**more: Any) -> Connection:
    return Connection(source=ORS, destination=REDIS, protocol=TCP, **more)


def test_a_connection_needs_two_ends_and_a_protocol() -> None:
    made = connection()
    assert (made.number, made.ports, made.classification, made.data) == (None, None, None, "")
    assert made.status is Status.ACTIVE


def test_an_endpoint_may_connect_to_itself() -> None:
    made = Connection(number=1, source=ORS, destination=ORS, protocol=TCP)
    assert made.source is made.destination is ORS


@pytest.mark.parametrize("label", ["Redis", "Redis 6.x"])
def test_a_label_is_a_name_or_an_alias(label: str) -> None:
    assert connection(destination_label=label).destination_label == label


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"destination_label": "Redis 7.x"},
            "is neither name nor alias of 'redis'; write 'Redis' or 'Redis 6.x', or add it to the aliases of redis",
        ),
        (
            {"source_label": "Redis"},
            "'Redis' is neither name nor alias of 'ors'; write 'ORS', or add it to the aliases of ors",
        ),
        ({"source_label": "ors"}, "'ors' is neither name nor alias of 'ors'"),
    ],
)
def test_another_label_is_refused(wrong: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        connection(**wrong)
    assert message in str(caught.value)


@pytest.mark.parametrize("number", [0, -1, True, "1", 1.0])
def test_a_number_is_a_whole_one_from_1(number: Any) -> None:
    with pytest.raises(ValidationError):
        connection(number=number)
    with pytest.raises(ValidationError):
        Retired(number=number, since="2", reason="")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (None, None),
        (6379, Ports.parse("6379")),
        ("9092/9093*", Ports.parse("9092/9093*")),
        (Ports.unknown("why"), Ports.unknown("why")),
    ],
)
def test_ports_become_data(written: Any, kept: Ports | None) -> None:
    assert connection(ports=written).ports == kept


@pytest.mark.parametrize("ports", ["5050,8888", 70000, True, 1.5, "", Ports.unknown("\x00")])
def test_wrong_ports_are_refused(ports: Any) -> None:
    with pytest.raises(ValidationError):
        connection(ports=ports)


@pytest.mark.parametrize("field", ["source", "destination", "protocol"])
@pytest.mark.parametrize("value", ["redis", None, {"id": "redis", "name": "Redis"}])
def test_a_reference_is_an_object(field: str, value: Any) -> None:
    with pytest.raises(ValidationError, match="is_instance_of"):
        Connection(**({"source": ORS, "destination": ORS, "protocol": TCP} | {field: value}))


def test_a_stated_classification_may_be_any_words() -> None:
    assert connection(classification="Cross-region").classification == "Cross-region"
