"""What went wrong, as data: a fact, its place and a way out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True, eq=False)
class Location:
    """Where something is declared: a file as the user would type it, and a line from 1.

    Two locations always compare equal, so that two equal elements declared on different lines
    stay equal. Compare `str(location)` where the place itself matters.
    """

    file: str = ""
    line: int = 0
    callers: tuple[Location, ...] = ()
    """Where the functions were called that led there, the nearest first: of many objects, a function declares one."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Location)

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return bool(self.file)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def made(self) -> str:
        """`made at a.py:7, from a.py:20`; empty where no function of the model declares it."""
        return f"made at {', from '.join(map(str, self.callers))}" if self.callers else ""


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the fact, where it stands and how to put it right."""

    message: str
    where: Location = field(default=NOWHERE)
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return "\n    ".join(filter(None, (f"{place}{self.message}", self.where.made, self.fix)))


class DiagramgenError(Exception):
    """Base of every error that a user can cause; `exit_code` is what the command line returns.

    DiagramgenError
    ├── ContentError          1: the model or the files are wrong
    ├── UsageError            2: the command was called wrongly
    └── EnvironmentFailure    3: the layout engine is missing, failed or ran out of time
    """

    exit_code: ClassVar[int] = 1
    broken: ClassVar[str] = "the site can't be built"
    """What is to be mended, where nobody called a command: while a site is built."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class ContentError(DiagramgenError):
    """The model, or a file made from it, is wrong."""

    exit_code = 1
    broken = "the model is broken"


class UsageError(DiagramgenError):
    """The command or its configuration was written wrongly."""

    exit_code = 2
    broken = "the settings are broken"


class EnvironmentFailure(DiagramgenError):
    """The machine lacks something, or a tool on it failed."""

    exit_code = 3


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A way out for a word that is not among the known ones.

    Names the nearest known words; where none is near, lists a few of those that exist.
    """
    choices = sorted(set(known))
    near = difflib.get_close_matches(word, choices, n=2, cutoff=0.6)
    if near:
        return "did you mean " + " or ".join(repr(name) for name in near) + "?"
    if not choices:
        return ""
    listed = ", ".join(choices[:8]) + (", …" if len(choices) > 8 else "")
    return f"known are: {listed}"
