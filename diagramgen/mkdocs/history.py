"""When lines and files were last changed, as git has it.

Only commits count: an edit that is not committed has no date.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

HEAD = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?")
UNCOMMITTED = re.compile("0+")


class NoHistoryError(Exception):
    """Why there are no dates, in words."""


class History:
    """The history of the repository around a folder."""

    def __init__(self, folder: Path) -> None:
        """Raises NoHistoryError where git does not know all commits."""
        self.folder = folder
        if _git(folder, "rev-parse", "--verify", "-q", "HEAD") is None:
            raise NoHistoryError("git has no commits here; commit the site's sources")
        if (_git(folder, "rev-parse", "--is-shallow-repository") or "").strip() != "false":
            raise NoHistoryError("the clone is shallow; fetch all commits (`git fetch --unshallow`, `fetch-depth: 0`)")
        top = (_git(folder, "rev-parse", "--show-toplevel") or "").strip()
        self.top = Path(top).resolve()
        self._lines = cache(self._blame)

    def lines(self, file: Path) -> Mapping[int, int]:
        """When each line of a file was committed, in seconds; lines that are not are left out."""
        return self._lines(file)

    def file(self, file: Path) -> int:
        """When a file was last committed, in seconds; 0 if it never was."""
        return int(_git(file.parent, "log", "-1", "--format=%ct", "--", file.name) or 0)

    def files(self, folder: Path) -> dict[Path, int]:
        """When each file below a folder was last committed, in seconds."""
        arguments = ("log", "--format=%x01%ct", "--name-only", "-z", "--", ".")
        found: dict[Path, int] = {}
        for commit in (_git(folder, *arguments) or "").split("\x01")[1:]:
            date, *names = commit.replace("\n", "\0").split("\0")
            for name in filter(None, names):
                found.setdefault(self.top / name, int(date))
        return found

    def _blame(self, file: Path) -> Mapping[int, int]:
        output = _git(file.parent, "blame", "-w", "--line-porcelain", "--", file.name) or ""
        found: dict[int, int] = {}
        line, known = 0, False
        for text in output.split("\n"):
            if head := HEAD.fullmatch(text):
                line, known = int(head[2]), UNCOMMITTED.fullmatch(head[1]) is None
            elif known and text.startswith("committer-time "):
                found[line] = int(text.split()[1])
        return found


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says; None if it fails or is not installed."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *arguments], cwd=folder, capture_output=True, timeout=60, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")
