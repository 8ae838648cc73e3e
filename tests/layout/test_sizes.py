"""Boxes that fit what stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.layout.sizes import badge_widths, icon_box, node_size, node_text
from diagramgen.layout.text import width
from diagramgen.picture import Box
from diagramgen.scene import Badge, Line, Node
from diagramgen.schema import Kind, Tenancy
from tests.strategies import names


def node(name: str, kind: Kind = Kind.SERVICE, *, repeated: bool = False, icon: str | None = None) -> Node:
    return Node("key", "key", name, kind, Tenancy.MULTI, repeated, icon)


@given(names(), st.sampled_from(Kind), st.booleans(), st.sampled_from([None, "onprem.inmemory.Redis"]))
def test_name_icon_and_marks_fit_into_the_box(name: str, kind: Kind, repeated: bool, icon: str | None) -> None:
    found = node(name, kind, repeated=repeated, icon=icon)
    size = node_size(found)
    assert size.width == int(size.width)
    assert size.height == int(size.height)
    box = Box(0, 0, size.width, size.height)
    text = node_text(found, size, box)
    lid = 5 if kind is Kind.DATASTORE else 0
    for line in text:
        assert line.x - line.width / 2 >= 7, "room for the dots of the tenancy"
        assert line.x + line.width / 2 <= size.width - (12 if repeated else 7) - (10 if kind is Kind.BROKER else 0)
        assert line.y - 0.74 * 11 >= lid
        assert line.y + 0.22 * 11 <= size.height
    place = icon_box(found, text)
    assert (place is None) == (icon is None)
    if place is not None:
        assert place.x >= 7
        assert place.right <= min(line.x - line.width / 2 for line in text) + 0.02
        assert 0 <= place.y <= place.bottom <= size.height


def test_short_names_have_boxes_of_one_size() -> None:
    assert [(node_size(node(name)).width, node_size(node(name)).height) for name in "AI"] == [(52, 28), (52, 28)]


def test_lines_of_a_name_stand_around_the_middle() -> None:
    found = node("Voice SIP Cluster Service")
    size = node_size(found)
    first, second = node_text(found, size, Box(100, 50, size.width, size.height))
    assert first.x == second.x == 100 + size.width / 2
    assert second.y - first.y == 13
    assert (first.y + second.y) / 2 - 0.36 * 11 == pytest.approx(50 + size.height / 2, abs=0.01)


def test_a_badge_is_as_wide_as_its_number() -> None:
    badges = tuple(Badge(text, text, "") for text in ("1", "40", "1000", "?"))
    widths = badge_widths(Line("a", "b", "a", "b", "tcp", "TCP", badges))
    assert widths[0] == widths[3] == 15
    assert widths[0] <= widths[1] < widths[2]
    assert all(found >= width(badge.text, 9.5, "bold") + 4 for found, badge in zip(widths, badges, strict=True))
