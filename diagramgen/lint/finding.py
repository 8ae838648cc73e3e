"""Findings and edits as data; formats live elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from diagramgen.errors import Location, Problem
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


@dataclass(frozen=True, slots=True)
class Place:
    """Another folder from which files are named, as the root of a repository."""

    base: Path
    """What locations are relative to."""
    folder: Path
    """What they are to be relative to; a file outside of it is named in full."""

    def finding(self, finding: Finding) -> Finding:
        """The finding with its files named from the folder."""
        edit = replace(finding.edit, file=self._file(finding.edit.file)) if finding.edit is not None else None
        return replace(finding, where=self._where(finding.where), edit=edit)

    def problem(self, problem: Problem) -> Problem:
        """The problem with its file named from the folder."""
        return replace(problem, where=self._where(problem.where))

    def _where(self, where: Location) -> Location:
        return Location(self._file(where.file), where.line, tuple(map(self._where, where.callers)))

    def _file(self, file: str) -> str:
        if not file:
            return file
        path = Path(os.path.normpath(self.base / file))
        return (path.relative_to(self.folder) if path.is_relative_to(self.folder) else path).as_posix()
