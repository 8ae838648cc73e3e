"""Ports as spans, against the same as sets of numbers."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from diagramgen.diff.spans import Span, common, merged, minus, port_delta, text
from diagramgen.schema import Ports

SPANS = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 9)).map(lambda pair: (pair[0], sum(pair))), max_size=5)


def numbers(spans: list[Span]) -> set[int]:
    return {port for low, high in spans for port in range(low, high + 1)}


@given(SPANS, SPANS, SPANS)
def test_spans_are_sets_of_ports(first: list[Span], second: list[Span], third: list[Span]) -> None:
    one, two = merged(first), merged(second)
    assert numbers(one) == numbers(first)
    assert numbers(minus(one, two)) == numbers(first) - numbers(second)
    assert numbers(minus(one, two, third)) == numbers(first) - numbers(second) - numbers(third)
    assert numbers(common(one, two)) == numbers(first) & numbers(second)
    for found in (one, minus(one, two), common(one, two)):
        assert all(a[1] < b[0] for a, b in itertools.pairwise(found))


def test_what_a_change_of_ports_adds_and_drops() -> None:
    assert port_delta(Ports.parse("80, 443"), Ports.parse("443, 8000-8010")) == ("8000-8010", "80")
    assert port_delta(Ports.parse("80"), Ports.parse("N/A")) == ("", "80")
    for unknown in (None, Ports.unknown("lost")):
        assert port_delta(Ports.parse("80"), unknown) == ("", "")
        assert port_delta(unknown, Ports.parse("80")) == ("", "")


def test_as_text() -> None:
    assert text([(80, 80), (8000, 8010)]) == "80, 8000-8010"
