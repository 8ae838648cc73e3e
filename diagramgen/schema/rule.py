"""Rules and ignores: what a model's own checks are, and which findings it excuses."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator

from diagramgen.errors import NOWHERE, Location
from diagramgen.schema.base import Element, Name, check_text
from diagramgen.schema.identifier import PATTERN


class Severity(StrEnum):
    """How bad a finding is, from worst to mildest."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


PARTS = ("What it finds", "Why", "Bad", "Good", "Way out")
"""The parts of a manual page behind its first line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of the architecture. `diagramgen.lint.rule` makes one from a function."""

    name: str
    """What an ignore and the configuration call it: words joined by hyphens."""
    manual: str
    """Its manual page in Markdown; the first line says what it finds."""
    check: Callable[[Any], Iterable[Any]]
    """A resolved model → what it finds."""
    severity: Severity = Severity.WARNING
    default: bool = True
    """Whether it runs without being selected."""
    where: Location = NOWHERE
    """Where its function stands."""
    always: bool = False
    """Whether it runs whatever is selected, and what it finds can't be ignored."""

    def __post_init__(self) -> None:
        if self.severity not in list(Severity):
            raise ValueError(f"{self.severity!r} is no severity; use one of {', '.join(map(repr, map(str, Severity)))}")
        object.__setattr__(self, "severity", Severity(self.severity))
        if not re.fullmatch(PATTERN, self.name):
            raise ValueError(f"{self.name!r} is not the name of a rule; use a-z and 0-9, with single hyphens")
        if not self.manual:
            raise ValueError(f"the rule {self.name!r} has no docstring; say in one sentence what it finds")

    @property
    def summary(self) -> str:
        """What it finds, in one line."""
        return " ".join(self.manual.partition("\n\n")[0].split())

    @property
    def labelled(self) -> str:
        """Its manual page, with the words that begin its parts set off."""
        return re.sub(rf"^({'|'.join(PARTS)}):", r"**\1:**", self.manual, flags=re.MULTILINE)

    @classmethod
    def of(
        cls, check: Callable[[Any], Iterable[Any]], severity: Severity, *, default: bool, always: bool = False
    ) -> Rule:
        """The rule that a function is: named after it, its docstring the manual page."""
        code = getattr(check, "__code__", None)
        where = Location(code.co_filename, code.co_firstlineno) if code is not None else NOWHERE
        name = getattr(check, "__name__", "").strip("_").replace("_", "-")
        return cls(name, inspect.cleandoc(check.__doc__ or ""), check, severity, default, where, always)


def _one_line(text: str) -> str:
    """A reason may be folded over lines; it has to say something."""
    check_text(text)
    if not text.strip():
        raise ValueError("is empty; say why it stays as it is")
    return " ".join(text.split())


class Ignore(Element):
    """Excuses what one rule finds at one object."""

    rule: Name
    """The rule's name."""
    object: Name
    """What it is found at: `connection-14`, `endpoint-redis`, `view-poster`, `model`, as a finding prints it."""
    reason: Annotated[str, AfterValidator(_one_line)]
    """Why it stays as it is, so that a reader can check it."""
