"""Ports as data: the grammar, what it refuses with which way out, and what is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.schema import PortItem, Ports
from tests.strategies import port_specifications


@given(port_specifications())
def test_a_specification_is_printed_as_it_was_written(text: str) -> None:
    ports = Ports.parse(text)
    assert str(ports) == text
    assert ", ".join(map(str, ports.items)) == ("" if text == "N/A" else text)
    assert ports.known


@given(st.text("0123456789,-/* N", max_size=12) | st.text(max_size=8))
def test_a_text_is_either_a_specification_or_refused_with_a_way_out(text: str) -> None:
    try:
        ports = Ports.parse(text)
    except ValueError as error:
        fact, separator, way_out = str(error).partition("; ")
        assert fact
        assert separator
        assert way_out
    else:
        assert str(ports) == text
        assert all(1 <= low <= high <= 65535 for item in ports.items for low, high in item.ranges)


UNKNOWN = "or say that it is unknown and why: {unknown: …}, in Python Ports.unknown('…')"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("6379", [PortItem(((6379, 6379),))]),
        ("6379*", [PortItem(((6379, 6379),), configurable=True)]),
        ("5050, 8888", [PortItem(((5050, 5050),)), PortItem(((8888, 8888),))]),
        ("9092/9093*", [PortItem(((9092, 9092), (9093, 9093)), configurable=True)]),
        ("20000-45000", [PortItem(((20000, 45000),))]),
        ("1, 2-3*, 4/5/6", [PortItem(((1, 1),)), PortItem(((2, 3),), True), PortItem(((4, 4), (5, 5), (6, 6)))]),
        ("1", [PortItem(((1, 1),))]),
        ("65535", [PortItem(((65535, 65535),))]),
        ("N/A", []),
    ],
)
def test_what_a_specification_means(text: str, items: list[PortItem]) -> None:
    ports = Ports.parse(text)
    assert ports.items == tuple(items)
    assert ports.configurable == any(item.configurable for item in items)


@pytest.mark.parametrize(
    ("written", "way_out"),
    [
        ("70000", "a port is 1-65535"),
        (70000, "a port is 1-65535"),
        ("0", "a port is 1-65535"),
        (0, "a port is 1-65535"),
        (-1, "a port is 1-65535"),
        ("0080", "write 80"),
        ("80, 0443", "write 443"),
        ("9093-9092", "write 9092-9093"),
        ("9092-9092", "write 9092"),
        ("5050,8888", "write '5050, 8888'"),
        ("5050 , 8888", "write '5050, 8888'"),
        ("5050; 8888", "write '5050, 8888'"),
        ("5050 and 8888", "write '5050, 8888'"),
        (" 6379 ", "write '6379'"),
        ("6379\n", "write '6379'"),
        ("6379 *", "write '6379*'"),
        ("20000 - 45000", "write '20000-45000'"),
        ("9092 / 9093*", "write '9092/9093*'"),
        ("8888,", "write '8888'"),
        ("n/a", "write 'N/A' if the connection has no port"),
        ("NA", "write 'N/A' if the connection has no port"),
        ("-", "write 'N/A' if the connection has no port"),
        ("none", "write 'N/A' if the connection has no port"),
        ("", UNKNOWN),
        ("http", UNKNOWN),
        ("\uff11\uff12", UNKNOWN),
        ("٦٣٧٩", UNKNOWN),
        ("1-2-3", UNKNOWN),
        ("1-2/3", UNKNOWN),
        ("6379**", UNKNOWN),
        ("*", UNKNOWN),
        ("-5", UNKNOWN),
        ("70000,1", UNKNOWN),
        ("123456789012", UNKNOWN),
        ("N/A, 80", UNKNOWN),
        (True, UNKNOWN),
        (6379.0, UNKNOWN),
        ([5050, 8888], UNKNOWN),
        (b"6379", UNKNOWN),
    ],
)
def test_what_is_refused_has_a_way_out(written: object, way_out: str) -> None:
    with pytest.raises(ValueError, match="; ") as caught:
        Ports.of(written)
    assert str(caught.value).partition("; ")[2].endswith(way_out)


@pytest.mark.parametrize("text", ["5050,8888", "5050 , 8888", "6379 *", "20000 - 45000", " 1 ", "9092 / 9093*"])
def test_the_way_out_is_a_specification(text: str) -> None:
    with pytest.raises(ValueError, match="; write ") as caught:
        Ports.parse(text)
    proposed = str(caught.value).partition("; write ")[2].strip("'")
    assert str(Ports.parse(proposed)) == proposed


@pytest.mark.parametrize(
    ("written", "printed"),
    [(6379, "6379"), ("6379", "6379"), (Ports.parse("1/2"), "1/2"), (Ports.unknown("?"), "Unknown (?)")],
)
def test_an_author_writes_a_number_a_text_or_ports(written: object, printed: str) -> None:
    assert str(Ports.of(written)) == printed


def test_ports_that_are_not_stated_stay_unstated() -> None:
    assert Ports.of(None) is None


def test_no_port_is_an_answer() -> None:
    ports = Ports.not_applicable()
    assert ports == Ports.parse("N/A")
    assert (str(ports), ports.items, ports.known, ports.configurable) == ("N/A", (), True, False)


@pytest.mark.parametrize(
    ("ports", "printed", "reason"),
    [
        (Ports.unknown(), "Unknown", ""),
        (Ports.unknown("set in the trunk"), "Unknown (set in the trunk)", "set in the trunk"),
        (Ports.unknown("set in the trunk", text="Not known (trunk)"), "Not known (trunk)", "set in the trunk"),
        (Ports.unknown(text="Ask"), "Ask", ""),
    ],
)
def test_an_unknown_port_says_why(ports: Ports, printed: str, reason: str) -> None:
    assert (str(ports), ports.reason, ports.known, ports.items) == (printed, reason, False, ())


@pytest.mark.parametrize("ports", [Ports.unknown("a\x00b"), Ports.unknown("why", text="a\x1bb")])
def test_the_words_for_an_unknown_port_have_no_control_characters(ports: Ports) -> None:
    with pytest.raises(ValueError, match=r"control character U\+00"):
        Ports.of(ports)
