"""Labels: audiences by name, and versions in their order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from diagramgen.schema import Connection, Link, OverviewView, Retired, Service, Zone
from diagramgen.schema.label import VERSION, InVersions, version_key

RISING = (
    *("0", "0.9", "1", "1.9", "1.10", "2.0-dev", "2.0-snapshot", "2.0-alpha", "2.0-beta", "2.0-beta2", "2.0-beta10"),
    *("2.0-preview", "2.0-rc", "2.0-rc1", "2.0-rc1.5", "2.0", "2.0a", "2.0-hotfix", "2.0-hotfix2", "2.0-hotfix10"),
    *("2.0.0.1-rc1", "2.0.0.1", "2.0.1", "2.1", "10", "2024.2", "2024.10"),
)


def test_versions_rise_as_a_reader_expects() -> None:
    for earlier, later in pairwise(RISING):
        assert version_key(earlier) < version_key(later), (earlier, later)


@pytest.mark.parametrize(
    "same", [("2", "2.0", "2.0.0"), ("2.0-rc1", "2.0rc1", "2.0.RC1", "2-rc.1"), ("9.00.7", "9.0.7"), ("0", "0.0")]
)
def test_one_version_may_be_written_in_several_ways(same: tuple[str, ...]) -> None:
    assert len({version_key(written) for written in same}) == 1


@given(st.from_regex(VERSION, fullmatch=True), st.from_regex(VERSION, fullmatch=True))
def test_any_two_versions_can_be_compared(one: str, other: str) -> None:
    first, second = version_key(one), version_key(other)
    assert (first < second) + (first == second) + (first > second) == 1


@pytest.mark.parametrize("wrong", ["", "v2", "2.", ".2", "2..0", "2.0-", "2 0", "2.0-1", "two", "2.0!", "٢", "2.0\n"])
def test_what_is_no_version_is_told(wrong: str) -> None:
    with pytest.raises(ValidationError, match="is not a version; write numbers with dots between them"):
        Service(id="a", name="A", since=wrong)


@pytest.mark.parametrize(("since", "until"), [("9.10", "9.9"), ("9.9", "9.9"), ("2.0", "2.0-rc1"), ("2", "2.0")])
def test_an_end_stands_behind_its_start(since: str, until: str) -> None:
    with pytest.raises(ValidationError, match="is not behind since"):
        Zone(id="a", name="A", since=since, until=until)
    assert Zone(id="a", name="A", until=until).until == until


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["Extern"], "use a-z and 0-9"),
        (["a", "a"], "names 'a' twice"),
        ("external", "not allowed as a Sequence"),
    ],
)
def test_an_audience_is_a_list_of_identifiers(wrong: list[str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Link(title="A", url="a.md", audience=wrong)


def test_what_can_be_labelled() -> None:
    a = Service(id="a", name="A")
    for element in (a, Zone(id="z", name="Z"), OverviewView(id="v")):
        assert isinstance(element, InVersions)
        assert not element.audience
    gone = Retired(number=1, since="long ago", reason="", audience=["internal"])
    assert gone.audience == ("internal",)
    assert not isinstance(gone, InVersions), "since which version it is gone is no label"
    assert not isinstance(Link(title="A", url="a.md"), InVersions)
    assert "audience" in Connection.model_fields
