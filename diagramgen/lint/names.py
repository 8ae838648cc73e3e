"""When two names are one to a reader: they differ by case, spaces, hyphens or a plural alone."""

from __future__ import annotations

import re
from itertools import islice, product

from diagramgen.security import SECURE

SEPARATOR = re.compile("[\\s_\u2010-\u2015-]+")
"""Spaces, underscores, hyphens and dashes."""
BETWEEN_DIGITS = re.compile(f"(?<=[0-9]){SEPARATOR.pattern}(?=[0-9])")
"""Where one tells two names apart: 1-2 is not 12."""
WORD = re.compile(r"\w+|[^\w\s]+")
AFTER_HISS = re.compile(r"(?:\w{3}s|\wus|ss|x|z|ch|sh|o)es$")
"""Plurals whose singular may end before the `es`: buses and boxes; but cases are no CAS."""
FORMS = 1000
"""Of a name with ever so many plurals, no more forms are compared."""


def squeezed(name: str) -> str:
    """A name without case, spaces and hyphens."""
    return "".join(_words(name)).casefold()


def forms(name: str) -> tuple[str, ...]:
    """A name, squeezed, and what it may be in the singular: two names that share a form are one to a reader."""
    return tuple(dict.fromkeys(map("".join, islice(product(*map(_singulars, _words(name))), FORMS))))


def _words(name: str) -> list[str]:
    return WORD.findall(SEPARATOR.sub(" ", BETWEEN_DIGITS.sub(".", name)))


def _singulars(word: str) -> tuple[str, ...]:
    """The word itself and all that it may be the plural of; of two letters, their case counts: Ads are no AD."""
    lower = word.casefold()
    found = [lower, word] if len(word) == 2 else [lower]
    short = len(word) < 5
    abbreviation = word[:-1].isupper() and word.endswith("s")
    # Neither CAS nor HTTPS are more than one of a kind.
    if len(word) > 2 and lower.endswith("s") and not (short and word.isupper()) and not SECURE.fullmatch(word):
        if abbreviation or not lower.endswith(("ss", "is", "us") if short else ("ss", "is")):
            found.append(word[:-1] if len(word) == 3 else lower[:-1])
        if AFTER_HISS.search(lower):
            found.append(lower[:-2])
        if not short and lower.endswith("ies"):
            found.append(lower[:-3] + "y")
    return tuple(dict.fromkeys(found))
