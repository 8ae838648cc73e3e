"""Which endpoints a sentence names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagramgen.lint.mentions import Mentions, reached_at
from diagramgen.schema import Service
from tests.lint.models import found, row

REDIS = Service(id="redis", name="Redis", aliases=["Redis 6.x"])
QUEUE = Service(id="queue", name="Redis Queue Service", aliases=["C++ queue", "RQ"])
ORDERS = Service(id="orders", name="Orders")
USERS = Service(id="users", name="users")
MENTIONS = Mentions([REDIS, QUEUE, ORDERS, USERS])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Redis and RQ", ("queue",)),  # the first word may be any word
        ("Asks Redis and RQ", ("redis", "queue")),
        ("the Redis queue service", ("queue",)),
        ("REDIS  6.X", ("redis",)),
        ("Redis's keys", ("redis",)),
        ("Rediscover PRQ", ()),
        ("a C++ queue.", ("queue",)),
    ],
)
def test_mentions(text: str, ids: tuple[str, ...]) -> None:
    assert tuple(mention.endpoint for mention in MENTIONS.find(text)) == ids


@pytest.mark.parametrize(
    "text",
    [
        "Confirms new orders; its health is on port 8081.",
        "The orders of all users, also those that come in on port 8081.",
        "Tells users about orders and listens on 8081.",
        "Keeps a list of orders, which has port 8081.",
        "Orders are confirmed; its health is on port 8081.",
    ],
)
def test_a_common_word_that_stands_apart_from_the_port_is_no_endpoint(text: str) -> None:
    assert reached_at(8081, text, MENTIONS.find(text)) is None


@pytest.mark.parametrize(
    "text", ["See orders port 8081.", "Port 8081 is for orders.", "It reads; orders 8081 answers.", "orders (8081)"]
)
def test_a_small_name_that_stands_with_the_port_is_one(text: str) -> None:
    found = reached_at(8081, text, MENTIONS.find(text))
    assert found is not None
    assert found.endpoint == "orders"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Writes to orders.",
            "Writes to the orders.",
            "Is kept in the local orders.",
            "Calls orders.",
            "Asks the orders.",
        ),
        *("Goes to orders:5432.", "orders:5432", "Uses port 80 of orders.", "Confirms new Orders.", "Tells ORDERS."),
        *("Orders", "The Orders keep it."),
    ],
)
def test_a_name_of_one_word_is_told_by_what_stands_beside_it(text: str) -> None:
    assert [mention.endpoint for mention in MENTIONS.find(text)] == ["orders"]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("The Orders then write to Redis on port 80.", "redis"),
        ("Writes to Redis on port 80, as Orders do.", "redis"),
        ("As RQ and Orders on port 80, Redis is asked.", "orders"),
        ("Puts it by way of RQ, on port 80, into Redis.", "redis"),
        ("Orders are confirmed; port 80.", None),
        ("Writes to orders; the health check is on port 80.", None),
        ("Writes to Orders; it uses port 80.", "orders"),
        ("Nobody on port 80.", None),
    ],
)
def test_the_endpoint_to_which_a_port_belongs(text: str, end: str | None) -> None:
    mention = reached_at(80, text, MENTIONS.find(text))
    assert (mention.endpoint if mention else None) == end


def test_of_no_endpoints_none_is_mentioned() -> None:
    assert Mentions([]).find("Redis") == ()


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    reached_at(80, text, MENTIONS.find(text))


@pytest.mark.parametrize(
    ("data", "end"),
    [
        ("Confirms new money from everybody; the health check is on port 8081.", None),
        ("Counts what a bank may do, with its health check on port 8081.", None),
        ("Bank holidays are sent to the mailer on port 8081.", None),
        ("Money goes to the bank on port 8081.", "bank"),
        ("The Bank then writes to Redis on port 8081.", "cache"),
        ("The Mailer then writes to Redis on port 8081.", "cache"),
        ("The Bank, on port 8081, is told.", "bank"),
        ("Bank and money: port 8081.", "bank"),
    ],
)
def test_the_way_out_names_the_endpoint_of_the_port(data: str, end: str | None, tmp_path: Path) -> None:
    findings = found(tmp_path, row(f"data: '{data}'"), select=["undocumented-connection"])
    ways = [finding.fix for finding in findings if finding.rule == "undocumented-connection"]
    assert ways == ([f"add a connection from shop to {end}, or correct the text"] if end else [])
