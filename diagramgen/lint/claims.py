"""What a text claims: its sentences without the clauses that say what is not so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diagramgen.lint.words import sentences

DEPENDENT = r"if|when|whenever|unless|until|because|since|while|whereas|although|though|where"
"""Words that begin a clause which ends at the next comma."""
RELATIVE = r"that|which|who"
"""Words that go on with what is denied."""
BOUNDARY = re.compile(
    rf"(?:,\s*)?\b(?P<word>{DEPENDENT}|{RELATIVE}|but|otherwise|so)\b|[;,](?=\s)|\s[-–—]+(?=\s)|—",
    re.IGNORECASE,
)
WORD = r"[\w./:'’-]+"
LISTED = re.compile(rf"\s+(?:(?:{WORD},?\s+){{1,4}}?(?:and|or|nor)|or|nor)\b", re.IGNORECASE)
"""What follows a comma within a list."""
IN_BRACKETS = re.compile(r"\(([^()]*)\)")
NO_VERB = r"(?!\s+(?:only|just|merely|least|necessarily)\b)"
"""Behind a "not" that denies nothing."""
HELPERS = r"do|does|did|is|are|was|were|has|have|had|can|could|will|would|shall|should|may|might|must"
DENIAL = rf"(?:(?:{HELPERS})\s+)?(?:not{NO_VERB}|never|no\s+(?:longer|more(?!\s+than)))\b|cannot\b|\w+n['’]t\b"
""""Does not", "isn't", "never"."""
NEGATION = re.compile(
    # From here on: "…, and does not", "instead of", "no password".
    rf"\b(?P<rest>(?:and|or)\s+(?:(?:it|they|this|these)\s+)?(?:{DENIAL})"
    r"|(?:instead|in\s+place)\s+of\b|rather\s+than\b|as\s+opposed\s+to\b|except\b|not\s+to\b|without\s+\w+ing\b|nor\b"
    r"|(?<!with\s)no\b(?!\.|\s+(?:\d|later|earlier|less|sooner|matter|doubt|longer|more|one)))"
    # All of the clause, what stands before as well: "port 5432 of Redis is not used".
    rf"|\b(?:{DENIAL}|(?:neither|nothing|none|nobody|no\s+one)\b)",
    re.IGNORECASE,
)
GAP = "…"
"""Stands where a clause was, so that what stood around it does not read as one."""


def claims(text: str) -> Iterator[str]:
    """The sentences of a text, each without the clauses that deny something.

    "Asks Redis, not the bank" claims something about Redis and nothing about the bank. A clause ends where the next
    one begins with a comma or with a word such as "but" or "if"; "and", "or" and "which" go on with what is denied.
    """
    for sentence in sentences(text):
        yield _without_denials(IN_BRACKETS.sub(lambda found: f"({_without_denials(found[1])})", sentence))


def _without_denials(text: str) -> str:
    kept: list[str] = []
    for word, clause in _clauses(text):
        found = list(NEGATION.finditer(clause))
        denied = kept[-1:] == [GAP] and re.fullmatch(RELATIVE, word, re.IGNORECASE)
        if not found and not denied:
            kept.append(clause)
            continue
        kept.append("" if denied or not all(one["rest"] for one in found) else clause[: found[0].start()])
        kept.append(GAP)
    return "".join(kept)


def _clauses(text: str) -> Iterator[tuple[str, str]]:
    """The clauses of a sentence, each with the word that begins it, if any; a list is not taken apart."""
    start = behind = 0
    word = ""
    for mark in BOUNDARY.finditer(text):
        if mark[0] == "," and mark.start() < behind:
            continue
        dependent = re.fullmatch(DEPENDENT, word, re.IGNORECASE)
        listed = LISTED.match(text, mark.end()) if mark[0] == "," and not dependent else None
        if listed:
            behind = listed.end()
            continue
        yield word, text[start : mark.start()]
        start, word = mark.start(), mark["word"] or ""
    yield word, text[start:]
