"""The legend: rows of samples in a frame, connection types before tenancies."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.layout.legend import place_legend
from diagramgen.layout.text import width
from diagramgen.picture import Box, PlacedLegend
from diagramgen.scene import Legend, Stroke
from diagramgen.schema import Tenancy
from tests.strategies import names

STROKES = tuple(Stroke(name, (name.lower(),), slot) for slot, name in enumerate(("TCP", "HTTP", "Redis", "Kafka")))
TENANCIES = (Tenancy.MULTI, Tenancy.SINGLE, Tenancy.MIXED)


def placed(legend: Legend, limit: float) -> PlacedLegend:
    found = place_legend(legend, limit)
    assert found is not None
    return found


def rows(legend: PlacedLegend) -> list[list[str]]:
    """The names in each row."""
    found: dict[float, list[str]] = {}
    for entry in legend.entries:
        found.setdefault(entry.sample.y, []).append(entry.text.text)
    return list(found.values())


def test_where_nothing_needs_a_word_there_is_no_legend() -> None:
    assert place_legend(Legend((), ()), 500) is None


def test_connection_types_come_first_and_tenancies_start_a_row() -> None:
    legend = placed(Legend(STROKES, TENANCIES, repeated=True), 1000)
    assert rows(legend) == [
        ["TCP", "HTTP", "Redis", "Kafka"],
        ["Multi-tenant", "Single tenant", "Mixed tenancy", "Shown more than once"],
    ]
    assert [entry.stroke for entry in legend.entries[:4]] == list(STROKES)
    assert [entry.tenancy for entry in legend.entries[4:]] == [*TENANCIES, None]
    assert (legend.frame.x, legend.frame.y) == (0, 0)


def test_a_narrow_legend_has_more_rows_of_about_the_same_length() -> None:
    assert rows(placed(Legend(STROKES, ()), 280)) == [["TCP", "HTTP"], ["Redis", "Kafka"]]


def test_a_sample_is_long_enough_to_tell_its_dash() -> None:
    legend = placed(Legend(STROKES, TENANCIES), 400)
    assert all(entry.sample.width >= 40 for entry in legend.entries if entry.stroke is not None)


@given(
    st.lists(names(), max_size=8, unique=True),
    st.lists(st.sampled_from(TENANCIES), max_size=3, unique=True),
    st.booleans(),
    st.integers(60, 900),
)
def test_entries_stand_apart_inside_of_the_frame(
    groups: list[str], tenancies: list[Tenancy], repeated: bool, limit: int
) -> None:
    strokes = tuple(Stroke(group, ("any",), 0) for group in groups)
    legend = place_legend(Legend(strokes, tuple(tenancies), repeated), limit)
    if legend is None:
        assert not groups
        assert not tenancies
        assert not repeated
        return
    assert [entry.text.text for entry in legend.entries][: len(groups)] == groups
    assert len(legend.entries) == len(groups) + len(tenancies) + repeated
    boxes = []
    for entry in legend.entries:
        text = Box(entry.text.x - entry.text.width / 2, entry.text.y - 8, entry.text.width, 10)
        boxes += [entry.sample, text]
        assert entry.text.width == pytest.approx(width(entry.text.text, 10), abs=0.01)
    for box in boxes:
        assert box.x >= -0.01
        assert box.right <= legend.frame.right + 0.01
        assert legend.frame.y <= box.y <= box.bottom <= legend.frame.bottom
    assert not any(a.grown(-0.02).overlaps(b) for a, b in combinations(boxes, 2) if min(a.width, b.width) > 0.1)
    widest = max(60 + width(entry.text.text, 10) for entry in legend.entries) + 40
    assert legend.frame.width <= max(limit, widest)
