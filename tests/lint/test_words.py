"""Sentences and ports in a text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagramgen.lint.words import counted, includes, ports_in, sentences, without_version
from diagramgen.schema import Ports


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("One", ["One"]),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Redis 6.x is old. It goes.", ["Redis 6.x is old.", "It goes."]),
        ("Stores, e.g. Redis, and Mr. X. Then more.", ["Stores, e.g. Redis, and Mr.", "X. Then more."]),
        ("Says (so.) Then more.", ["Says (so.", "Then more."]),
        ("One\n\ntwo", ["One", "two"]),
        ("One line\nand another", ["One line\nand another"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


@settings(deadline=None)
@given(st.text(alphabet="aA1.!? \n()'\"", max_size=60))
def test_no_letter_of_a_text_is_lost_between_sentences(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(character for character in of if character.isalnum())

    assert letters("".join(sentences(text))) == letters(text)


@pytest.mark.parametrize(
    ("text", "ports"),
    [
        ("port 80", (80,)),
        ("Port: 8080, ports 1, 2 and 3", (8080, 1, 2, 3)),
        ("ports 20000-45000", (20000, 45000)),
        ("port number 5060", (5060,)),
        ("redis:6379 or TCP/6380", (6379, 6380)),
        ("at 12:30, 70000 or port 99999", ()),
        ("on 6379", (6379,)),
        ("on 6378, for 6379 ms.", (6379,)),
        ("6379%, 6379x, 1,6379, 6379.5, v6379", ()),
        ("20 ports", ()),
    ],
)
def test_ports(text: str, ports: tuple[int, ...]) -> None:
    assert ports_in(text, frozenset({6379})) == ports


@settings(deadline=None)
@given(st.integers(1, 65535), st.sampled_from(["port {}", "(using port {})", "on port {}.", "tcp/{}", "host:{}"]))
def test_every_port_is_read_back(port: int, form: str) -> None:
    assert ports_in(form.format(port), frozenset()) == (port,)


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for sentence in sentences(text):
        ports_in(sentence, frozenset({6379}))


def test_a_port_of_a_connection() -> None:
    assert includes(Ports.parse("80/81, 90-95"), 93)
    assert not includes(Ports.parse("80/81, 90-95"), 96)
    assert not includes(Ports.unknown("why"), 80)
    assert not includes(None, 80)


@pytest.mark.parametrize(
    ("name", "short"),
    [("Redis 6.x", "Redis"), ("Kafka v3", "Kafka"), ("A 10.2.1", "A"), ("Shop 2", "Shop 2"), ("S3", "S3")],
)
def test_a_version_at_the_end(name: str, short: str) -> None:
    assert without_version(name) == short


def test_counts() -> None:
    assert counted({"error": 0, "note": 0}) == ""
    assert counted({"error": 1, "warning": 2, "note": 0}) == "1 error and 2 warnings"
    assert counted({"error": 1, "warning": 2, "note": 1}) == "1 error, 2 warnings and 1 note"
