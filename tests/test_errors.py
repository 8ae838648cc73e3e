"""What went wrong, as data."""

from __future__ import annotations

import pytest

from diagramgen.errors import (
    NOWHERE,
    ContentError,
    DiagramgenError,
    EnvironmentFailure,
    Location,
    Problem,
    UsageError,
    did_you_mean,
)


@pytest.mark.parametrize(
    ("location", "text"),
    [(Location("model/a.py", 41), "model/a.py:41"), (Location("model"), "model"), (NOWHERE, "")],
)
def test_a_location_as_a_user_would_type_it(location: Location, text: str) -> None:
    assert str(location) == text
    assert bool(location) == bool(text)


def test_locations_are_always_equal_so_that_equal_elements_are() -> None:
    assert Location("a", 1) == Location("b", 2)
    assert len({Location("a", 1), Location("b", 2)}) == 1
    assert Location("a", 1) != "a:1"


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("is wrong"), "is wrong"),
        (Problem("is wrong", Location("a.py", 1)), "a.py:1: is wrong"),
        (Problem("is wrong", fix="mend it"), "is wrong\n    mend it"),
        (Problem("is wrong", Location("a.py", 1), "mend it"), "a.py:1: is wrong\n    mend it"),
    ],
)
def test_a_problem_reads_place_fact_and_way_out(problem: Problem, text: str) -> None:
    assert str(problem) == text


@pytest.mark.parametrize(("kind", "code"), [(ContentError, 1), (UsageError, 2), (EnvironmentFailure, 3)])
def test_an_error_has_its_exit_code_and_all_its_problems(kind: type[DiagramgenError], code: int) -> None:
    first, second = Problem("a", fix="b"), Problem("c")
    error = kind(first, second)
    assert error.exit_code == code
    assert error.problems == (first, second)
    assert str(error) == "a\n    b\nc"


@pytest.mark.parametrize(
    ("word", "known", "advice"),
    [
        ("tenat", ["tenant", "redis"], "did you mean 'tenant'?"),
        ("tcp", ["sip-tcp", "tcp4", "udp"], "did you mean 'tcp4' or 'sip-tcp'?"),
        ("xyz", ["b", "a", "a"], "known are: a, b"),
        ("xyz", "abcdefghi", "known are: a, b, c, d, e, f, g, h, …"),
        ("xyz", [], ""),
    ],
)
def test_a_word_that_is_not_known_gets_the_nearest_ones_or_some(word: str, known: list[str], advice: str) -> None:
    assert did_you_mean(word, known) == advice
