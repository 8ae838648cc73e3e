"""Identifiers become file names, anchors and element ids."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagramgen.schema.identifier import PATTERN, RESERVED, check_id, slug
from tests.strategies import ids


@given(ids())
def test_an_identifier_is_taken_as_it_is(name: str) -> None:
    assert check_id(name) == name


@pytest.mark.parametrize("name", ["a", "0", "redis", "tenant-service", "a-b-c", "404-page", "com10", "a" * 100])
def test_right_identifiers(name: str) -> None:
    assert check_id(name) == name


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("Redis", "'redis'"),
        ("Tenant Service", "'tenant-service'"),
        ("tenant_service", "'tenant-service'"),
        ("tenant--service", "'tenant-service'"),
        ("-redis", "'redis'"),
        ("redis-", "'redis'"),
        ("redis\n", "'redis'"),
        ("services/redis", "'services-redis'"),
        ("..", "use a-z and 0-9, with single hyphens between words"),
        ("", "use a-z and 0-9, with single hyphens between words"),
        ("名前", "use a-z and 0-9, with single hyphens between words"),
        ("CON", "use a-z and 0-9, with single hyphens between words"),
        ("٣", "use a-z and 0-9, with single hyphens between words"),
        ("a" * 101, "shorten it"),
    ],
)
def test_what_is_refused_has_a_way_out(name: str, way_out: str) -> None:
    with pytest.raises(ValueError, match="; ") as caught:
        check_id(name)
    assert str(caught.value).endswith(way_out)


@pytest.mark.parametrize(
    "name", ["con", "prn", "aux", "nul", "com1", "lpt9", "index", "readme", "404", "search", "assets"]
)
def test_names_that_a_file_system_or_the_site_keeps_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"'{name}' is reserved by file systems or the site; write '{name}-service'"):
        check_id(name)


@given(st.text(max_size=20))
def test_a_slug_is_an_identifier_or_nothing(text: str) -> None:
    assert slug(text) == "" or re.fullmatch(PATTERN, slug(text))


@given(st.text(max_size=20))
def test_the_identifier_that_a_message_proposes_is_right(text: str) -> None:
    try:
        check_id(text)
    except ValueError as error:
        proposed = re.search(r": '([^']*)'$", str(error))
        assert proposed is None or check_id(proposed[1]) not in RESERVED
