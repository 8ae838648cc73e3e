"""What every element of a model has in common: frozen, closed, and knows where it was declared."""

from __future__ import annotations

import datetime
import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FiniteFloat,
    InstanceOf,
    PrivateAttr,
    StrictInt,
    ValidationError,
)

from diagramgen.errors import NOWHERE, Location, Problem
from diagramgen.schema.explain import Place, explain

T = TypeVar("T")
CALLERS = 3
"""So many calls are told that led to an object."""
COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")


class Collector:
    """Gathers the problems and the places of all elements that are built while a model loads.

    pydantic stops at the first constructor that fails; a writer wants all errors at once. Inside
    `collecting(...)` a failing constructor notes its problems here and goes on with what it was
    given.
    """

    def __init__(self, root: Path, base: Path) -> None:
        """`root` is the folder of the model; places are printed relative to `base`."""
        self.root = str(root)
        self.base = base
        self.problems: list[Problem] = []
        self.broken: dict[int, Element] = {}
        self.at: Callable[[Place], Location] | None = None

    def places(self) -> Callable[[Place], Location]:
        """Where the fields of an element stand: told by a parser, or the nearest line of the model's code.

        The nearest, not the immediate caller: helpers of ours and of pydantic lie in between.
        """
        if self.at is not None:
            return self.at
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and not self.holds(frame.f_code.co_filename):
            frame = frame.f_back
        if frame is None:
            return lambda _: NOWHERE
        where = self.locate(frame.f_code.co_filename, frame.f_lineno)
        where = Location(where.file, where.line, self._callers(frame))
        return lambda _: where

    def _callers(self, frame: FrameType) -> tuple[Location, ...]:
        """Where the functions of the model were called that lead to a frame, the nearest first; the last few of them.

        A module and the body of a class end the way. A comprehension stands where it is called.
        """
        found: dict[str, Location] = {}
        while frame.f_code.co_flags & inspect.CO_OPTIMIZED and frame.f_back is not None and len(found) < CALLERS:
            back = frame.f_back
            if not self.holds(back.f_code.co_filename):
                break
            if frame.f_code.co_name not in COMPREHENSIONS:
                where = self.locate(back.f_code.co_filename, back.f_lineno)
                found[str(where)] = where
            frame = back
        return tuple(found.values())

    def holds(self, file: str) -> bool:
        """Whether a file belongs to the model."""
        return file == self.root or file.startswith((self.root + "/", self.root + "\\"))

    def locate(self, file: str, line: int) -> Location:
        """A location as the user would type it: relative to the working folder where it can be."""
        path = Path(file)
        try:
            shown = path.relative_to(self.base)
        except ValueError:
            shown = path
        return Location(shown.as_posix(), line)


_collector: ContextVar[Collector | None] = ContextVar("diagramgen_collector", default=None)


@contextmanager
def collecting(collector: Collector) -> Iterator[Collector]:
    """While this is open, elements note their places and problems in the collector."""
    token = _collector.set(collector)
    try:
        yield collector
    finally:
        _collector.reset(token)


class Element(BaseModel):
    """Base of everything that an author writes: immutable, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    _where: Location = PrivateAttr(default=NOWHERE)

    if not TYPE_CHECKING:  # the type checker sees the fields instead

        def __init__(self, **data: Any) -> None:
            collector = _collector.get()
            if collector is None:
                super().__init__(**data)
                return
            places = collector.places()
            try:
                super().__init__(**data)
            except ValidationError as error:
                collector.problems += explain(error, type(self), data, places)
                known = {name: value for name, value in data.items() if name in type(self).model_fields}
                built = type(self).model_construct(**known)
                for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
                    object.__setattr__(self, name, getattr(built, name))
                collector.broken[id(self)] = self
            object.__setattr__(self, "_where", places(()))

    @property
    def where(self) -> Location:
        """The file and line that declare this element; empty outside of a loaded model."""
        return self._where

    def __hash__(self) -> int:
        # Equal elements have equal ids; the mappings inside are not hashable themselves.
        data = self.__dict__
        return hash((type(self), data.get("id"), data.get("number"), data.get("title")))


def is_sound(element: Element) -> bool:
    """Whether an element can be looked into: while a model loads, one with a problem may hold anything."""
    collector = _collector.get()
    return collector is None or id(element) not in collector.broken


def check_text(value: str) -> str:
    """Refuse what no page and no picture can hold: control characters and half characters."""
    for character in value:
        code = ord(character)
        if (code < 32 and character not in "\n\t") or 0xD800 <= code <= 0xDFFF or code in (0x7F, 0xFFFE, 0xFFFF):
            raise ValueError(f"contains the control character U+{code:04X}; take it out")
    return value


def check_name(value: str) -> str:
    """A name is one line of visible text without space around it."""
    check_text(value)
    if not value.strip():
        raise ValueError("is empty; write a name")
    if value != value.strip() or any(character in "\n\t" for character in value):
        raise ValueError(f"has space around it or a line break in it; write {' '.join(value.split())!r}")
    return value


def check_line(value: str) -> str:
    """One line of text, or none."""
    return check_name(value) if value else value


def check_day(value: object) -> object:
    """A day, or its text as 2026-11-23; no moment and no count of seconds, which pydantic would take."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not in the calendar; write a day that exists") from None
    shown = repr(value) if isinstance(value, str | int | float) else f"a {type(value).__name__}"
    raise ValueError(f"must be a day, not {shown}; write it as 2026-11-23")


def unique(values: Sequence[str]) -> tuple[str, ...]:
    """Refuse a list that names something twice."""
    twice = sorted({value for value in values if list(values).count(value) > 1})
    if twice:
        raise ValueError(f"names {twice[0]!r} twice; once is enough")
    return tuple(values)


Text = Annotated[str, AfterValidator(check_text)]
"""Plain text of any length; printed as it stands."""

Markdown = Annotated[str, AfterValidator(check_text)]
"""Text with Markdown in it: emphasis, code, links, lists. HTML in it is shown, not run."""

Name = Annotated[str, AfterValidator(check_name)]
"""One line of text."""

Line = Annotated[str, AfterValidator(check_line)]
"""One line of text, or nothing."""

Day = Annotated[datetime.date, BeforeValidator(check_day)]
"""A day of the calendar."""

Names = Annotated[Sequence[Name], AfterValidator(unique)]
"""A list of names, each of them once."""

Whole = StrictInt
"""A whole number; neither text that looks like one nor a yes."""

Many = Annotated[Sequence[InstanceOf[T]], AfterValidator(tuple)]
"""A list of elements."""

Scalar = Text | int | FiniteFloat | bool

Metadata = Mapping[Name, Scalar]
"""Facts of your own: key → value."""
