"""Labels: for whom an element is meant, and in which versions of the product it exists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Protocol, runtime_checkable

from pydantic import AfterValidator, ValidationInfo

from diagramgen.errors import Location
from diagramgen.schema.base import unique
from diagramgen.schema.identifier import Id

VERSION = r"[0-9]+(\.[0-9]+)*([.-]?[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*)?"

EARLY = ("dev", "snapshot", "alpha", "beta", "milestone", "pre", "preview", "rc")
"""Words behind a version that stand before the version itself, in their order; any other word stands behind it."""

VersionKey = tuple[tuple[int, ...], int, tuple[tuple[int, str], ...]]


def version_key(value: str) -> VersionKey:
    """By what versions are compared: 9.9 < 9.10-beta < 9.10-rc1 < 9.10 = 9.10.0 < 9.10-hotfix.

    The order is ours: products do not number themselves as Python packages do, so that PEP 440
    refuses `9.0-hotfix2` and takes `2024-10` for a post-release.

    Raises:
        ValueError: the text is not a version.
    """
    if not re.fullmatch(VERSION, value):
        raise ValueError(f"{value!r} is not a version; write numbers with dots between them, as 9.10 or 2.0-rc1")
    found = re.match(r"[0-9.]*[0-9]", value)
    assert found is not None, "a version begins with a number"
    numbers = [int(number) for number in found[0].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    words = re.findall(r"[a-z]+|[0-9]+", value[found.end() :].lower())
    if not words:
        return tuple(numbers), 0, ()
    early = words[0] in EARLY
    ranked = [(EARLY.index(words[0]), "")] if early else [(-1, words[0])]
    ranked += [(int(word), "") if word.isdigit() else (-1, word) for word in words[1:]]
    return tuple(numbers), -1 if early else 1, tuple(ranked)


def _check_version(value: str) -> str:
    version_key(value)
    return value


def _check_until(until: str, info: ValidationInfo) -> str:
    since = info.data.get("since")
    if since is not None and version_key(since) >= version_key(until):
        raise ValueError(f"{until!r} is not behind since {since!r}; until is the first version that lacks it")
    return until


Audiences = Annotated[Sequence[Id], AfterValidator(unique)]
"""Names of groups of readers, each of them once."""

Version = Annotated[str, AfterValidator(_check_version)]
"""A version of the product that the model describes: numbers with dots between them, and perhaps a word."""

Until = Annotated[Version, AfterValidator(_check_until)]
"""A version that stands behind the version in `since`."""


class ForAudience(Protocol):
    """What may be meant for some readers only."""

    @property
    def audience(self) -> Sequence[str]:
        """For whom it is; everybody if nobody is named."""

    @property
    def where(self) -> Location:
        """The place that declares it."""


@runtime_checkable
class InVersions(ForAudience, Protocol):
    """What may exist in some versions of the product only."""

    @property
    def since(self) -> str | None:
        """The first version of the product that has it."""

    @property
    def until(self) -> str | None:
        """The first version of the product that no longer has it."""
