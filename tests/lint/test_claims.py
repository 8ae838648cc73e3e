"""What a text claims, and what it denies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagramgen.lint.claims import GAP, claims
from diagramgen.lint.words import sentences
from tests.lint.models import found, row

PLAIN = st.lists(
    st.sampled_from(
        ["the shop", "keeps", "an entry", "in Redis on port", "6379,", "and", "(at the bank)", "which", "mail."]
    ),
    min_size=1,
).map(" ".join)
"""Text without a negation."""
DENIALS = ["never", "does not", "doesn't", "no longer", "cannot", "will not", "did not yet", "can’t", "is\nnot"]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Asks Redis, not the bank.", f"Asks Redis{GAP}"),
        ("Asks Redis instead of the bank.", f"Asks Redis {GAP}"),
        ("Instead of the bank, Redis is asked.", f"{GAP}, Redis is asked."),
        ("Asks Redis rather than the bank, and waits.", f"Asks Redis {GAP}, and waits."),
        ("Asks Redis and does not pay.", f"Asks Redis {GAP}"),
        ("The bank on port 80 is not asked, but Redis.", f"{GAP}, but Redis."),
        ("If the bank does not answer, Redis is asked.", f"{GAP}, Redis is asked."),
        ("If it isn't there, Redis or the bank is asked.", f"{GAP}, Redis or the bank is asked."),
        ("Asks Redis if the bank does not answer.", f"Asks Redis {GAP}"),
        ("Never asks the bank, Redis, or the mailer.", GAP),
        ("Asks Redis (not the bank) on port 6379.", f"Asks Redis ({GAP}) on port 6379."),
        ("Never asks (at night) the bank.", GAP),
        ("Never asks the bank, which is slow.", GAP * 2),
        ("Asks Redis, which never pays.", f"Asks Redis{GAP}"),
        ("Has no password on Redis.", f"Has {GAP}"),
        ("Neither Redis nor the bank is asked; the mailer is.", f"{GAP}; the mailer is."),
        ("Keeps it in Redis without asking the bank.", f"Keeps it in Redis {GAP}"),
        ("Asks Redis in order not to pay.", f"Asks Redis in order {GAP}"),
        ("Nothing goes to Redis.", GAP),
    ],
)
def test_what_is_denied_is_not_claimed(text: str, claimed: str) -> None:
    assert list(claims(text)) == [claimed]


@pytest.mark.parametrize(
    "text",
    [
        "Asks not only Redis on port 6379.",
        "Asks Redis no later than noon.",
        "Asks Redis, connection no. 5.",
        "Asks Redis with no password, without TLS.",
        "A knot of notes.",
    ],
)
def test_what_only_looks_like_a_denial(text: str) -> None:
    assert list(claims(text)) == [text]


@settings(deadline=None)
@given(PLAIN)
def test_a_text_that_denies_nothing_is_claimed_as_it_stands(text: str) -> None:
    assert list(claims(text)) == list(sentences(text))


@settings(deadline=None)
@given(PLAIN, st.text(st.characters(exclude_characters=GAP)))
def test_a_claim_adds_nothing_to_its_sentence(text: str, more: str) -> None:
    for written in (text + more, f"{text} not {more}", more):
        for sentence, claim in zip(sentences(written), claims(written), strict=True):
            rest = sentence
            for piece in filter(None, claim.split(GAP)):
                assert piece in rest
                rest = rest.partition(piece)[2]


@settings(deadline=None, max_examples=50)
@given(st.sampled_from(DENIALS), st.sampled_from(["call", "go to", "connect (by night) to", "read from"]))
def test_no_form_of_denial_claims_what_follows(denial: str, verb: str) -> None:
    assert "Redis" not in "".join(claims(f"The shop {denial} {verb} Redis on port 6379. It waits."))


@pytest.mark.parametrize(
    "data",
    [
        "The shop never goes to Redis on 6379.",
        "Does not call Redis on port 6379.",
        "No longer keeps its entries in Redis (port 6379).",
        "Keeps receipts at the mailer instead of Redis on port 6379.",
        "Pays at the bank instead of port 6379.",
        "There is no traffic to Redis on port 6379.",
        "Port 6379 of Redis is not used.",
        "Never talks to the bank, Redis, or anything else on port 6379.",
        "Mailer uses mail instead of Web Shop.",
        "Mailer uses nothing of the Web Shop.",
        "Mailer no longer reads from the Web Shop.",
        "Mailer doesn't call WS.",
        "Mailer reads mail and never addresses from WS.",
    ],
)
def test_the_rules_that_read_text_find_nothing_in_what_is_denied(data: str, tmp_path: Path) -> None:
    assert _found(data, tmp_path) == set()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        ("Does not call the bank, but Redis on port 6379.", "undocumented-connection"),
        ("If it is not there, it is put in Redis on port 6379.", "undocumented-connection"),
        ("Keeps it in Redis on port 6379 and does not pay.", "undocumented-connection"),
        ("Keeps it in Redis (using port 6379), rather than asking the mailer.", "undocumented-connection"),
        ("Uses port 6379 of Redis, not 6380.", "undocumented-connection"),
        ("Mailer reads addresses from WS, not from the bank.", "reversed-description"),
        ("Mailer uses WS instead of the bank.", "reversed-description"),
    ],
)
def test_what_is_claimed_beside_a_denial_is_found(data: str, rule: str, tmp_path: Path) -> None:
    assert _found(data, tmp_path) == {rule}


def _found(data: str, folder: Path) -> set[str]:
    rules = ["undocumented-connection", "reversed-description"]
    findings = found(folder, row(f'data: "{data}"'), select=rules)
    return {finding.rule for finding in findings if finding.rule in rules}
