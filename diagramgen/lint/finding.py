"""Findings and edits as data; formats live elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from diagramgen.errors import Location
from diagramgen.schema.rule import Severity


@dataclass(frozen=True, slots=True)
class Edit:
    """One exact edit of one file."""

    file: str
    """As a location names it."""
    start: int
    """Where it begins, in characters from the file's start."""
    end: int
    text: str
    """What stands there afterwards."""
    safe: bool
    region: tuple[int, int, int, int]
    """First line and column, last line and column (one behind the end), from 1."""
    title: str = ""
    """The edit in a few words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule finds at an object, where that is declared, and the way out."""

    rule: str
    severity: Severity
    object: str
    where: Location
    message: str
    fix: str = ""
    edit: Edit | None = None
    reason: str = ""
    """Why the model ignores it; empty where it does not."""

    @property
    def ignored(self) -> bool:
        """Whether the model excuses it."""
        return bool(self.reason)
