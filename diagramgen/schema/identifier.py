"""Identifiers: they become file names, anchors and element ids."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"

RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "index", "readme", "404", "search", "sitemap", "assets"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
"""Names that a file system (con, nul …) or the site (index, 404 …) keeps for itself."""


def check_id(value: str) -> str:
    """Refuse an id that could not name a file and a page on every system."""
    if not re.fullmatch(PATTERN, value):
        raise ValueError(f"{value!r} is not an identifier; {_advice(value)}")
    if value in RESERVED:
        raise ValueError(f"{value!r} is reserved by file systems or the site; write '{value}-service', say")
    if len(value) > 100:
        raise ValueError("is longer than 100 characters, too long for a file name; shorten it")
    return value


def slug(name: str) -> str:
    """A name as an identifier: lower case, words joined by one hyphen; empty if nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _advice(value: str) -> str:
    suggestion = slug(value)
    rule = "use a-z and 0-9, with single hyphens between words"
    return f"{rule}: {suggestion!r}" if suggestion and suggestion not in RESERVED else rule


Id = Annotated[str, AfterValidator(check_id)]
"""A short name for machines: lower-case letters and digits, words joined by single hyphens."""
