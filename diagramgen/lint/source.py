"""A change of an object → an exact edit of the file that declares it, where there is one place for it.

Only files of the model are ever edited, and only a declaration that stands for one object: what a loop or a helper
makes has no place of its own.
"""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Protocol as Interface

from diagramgen.errors import DiagramgenError, EnvironmentFailure, Location, Problem
from diagramgen.lint import source_python, source_yaml
from diagramgen.lint.finding import Edit
from diagramgen.lint.model import Model, Subject
from diagramgen.lint.rule import Insert, Replace, TakeOut
from diagramgen.lint.span import Span

BOM = "\ufeff"


class Reader(Interface):
    """A parsed file that knows where things stand in it."""

    def replace(self, line: int, kind: str, place: tuple[str, int] | None, change: Replace) -> Span | None:
        """Where the text of a field stands, and what is to stand there."""
        ...

    def insert(self, line: int, kind: str, place: tuple[str, int] | None, change: Insert) -> Span | None:
        """Where a field is to stand that the declaration leaves open, and its text."""
        ...

    def take_out(self, line: int, kind: str, place: tuple[str, int] | None, count: int) -> Span | None:
        """What goes with an element of a list of so many."""
        ...


@dataclass(frozen=True)
class Sources:
    """The files of a model."""

    root: Path
    """The folder or file that is the model."""
    base: Path
    """What locations are relative to."""
    _readers: dict[str, Reader | None] = field(default_factory=dict)

    def located(self, where: Location) -> Location:
        """A location of a Python file as findings print it."""
        path = Path(where.file)
        shown = path.relative_to(self.base) if path.is_relative_to(self.base) else path
        return Location(shown.as_posix(), where.line)

    def edit(self, model: Model, subject: Subject, change: Replace | Insert | TakeOut) -> Edit | None:
        """The edit that makes the change; None where there is no one place for it."""
        where = subject.where or model.architecture.where
        place = model.index_of(subject)
        kind = "Connection" if place is not None and place[0] == "connections" else type(subject).__name__
        reader = self._reader(where.file)
        if reader is None or _shared(model, subject, place):
            return None
        # What is declared elsewhere, as the usual protocols are, is known by its place in the model's list.
        line = subject.where.line if subject.where else 0
        if isinstance(change, Replace):
            span = reader.replace(line, kind, place, change)
        elif isinstance(change, Insert):
            span = reader.insert(line, kind, place, change)
        else:
            span = reader.take_out(line, kind, place, len(getattr(model.architecture, place[0])) if place else 0)
        if span is None:
            return None
        title = "take it out of its list" if isinstance(change, TakeOut) else f"write {span.text.strip()}"
        region = self._region(where.file, span)
        return Edit(where.file, span.start, span.end, span.text, change.safe, region, title)

    def _reader(self, file: str) -> Reader | None:
        if file not in self._readers:
            path = self._path(file)
            text = _text(path) if path is not None else None
            self._readers[file] = None if text is None or path is None else _parse(path, text.removeprefix(BOM))
        return self._readers[file]

    def _path(self, file: str) -> Path | None:
        """The file, if it is one of the model's."""
        if not file:
            return None
        path = (self.base / file).resolve()
        return path if path == self.root or path.is_relative_to(self.root) else None

    def _region(self, file: str, span: Span) -> tuple[int, int, int, int]:
        return Lines(_text(self.base / file) or "").region(span)

    @contextmanager
    def applied(self, edits: Collection[Edit]) -> Iterator[list[Edit]]:
        """Write edits, of which the block makes sure; on a DiagramgenError in it the files are as they were."""
        paths = {path for edit in edits if (path := self._path(edit.file)) is not None}
        before = {path: path.read_bytes() for path in paths}
        written = self.apply(edits)
        try:
            yield written
        except DiagramgenError:
            for path, content in before.items():
                _write(path, content)
            raise

    def apply(self, edits: Iterable[Edit]) -> list[Edit]:
        """Write edits into the files; of those that overlap, the first one. Returns what was written."""
        by_file: dict[str, list[Edit]] = {}
        for edit in edits:
            if self._path(edit.file) is None:
                continue
            kept = by_file.setdefault(edit.file, [])
            if not any((edit.start < k.end and k.start < edit.end) or edit == k for k in kept):
                kept.append(edit)
        for file, kept in by_file.items():
            text = _text(self.base / file) or ""
            mark = BOM if text.startswith(BOM) else ""
            text = text.removeprefix(BOM)
            for edit in sorted(kept, key=lambda e: e.start, reverse=True):
                text = text[: edit.start] + edit.text + text[edit.end :]
            _write((self.base / file).resolve(), (mark + text).encode())
        return [edit for kept in by_file.values() for edit in kept]


@dataclass(frozen=True)
class Lines:
    """A text with the starts of its lines."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """Offsets, without a byte order mark."""
        return [0, *accumulate(map(len, io.StringIO(self.text.removeprefix(BOM), newline="")))]

    def region(self, span: Span) -> tuple[int, int, int, int]:
        """First line and column, last line and column, from 1."""
        return (*self._at(span.start), *self._at(span.end))

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def _text(path: Path) -> str | None:
    """A file's text with every line break as it is; None if it is not UTF-8."""
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


def _write(path: Path, content: bytes) -> None:
    """In place: an edited file keeps its permissions, and stays the same file for those who watch it."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise EnvironmentFailure(Problem(f"can't write {path}: {error.strerror}", fix="make it writable")) from None


def _parse(path: Path, text: str) -> Reader | None:
    if path.suffix == ".py":
        return source_python.parse(text)
    return source_yaml.parse(text, json=path.suffix == ".json")


def _shared(model: Model, subject: Subject, place: tuple[str, int] | None) -> bool:
    """Whether another object has the same declaration."""
    if place is None:
        return True
    listed: Sequence[object] = getattr(model.architecture, place[0])
    element = listed[place[1]]
    where = str(subject.where)
    if not subject.where:
        return False
    same = [e for e in listed if type(e) is type(element) and str(getattr(e, "where", "")) == where]
    return len(same) > 1 and subject.where.file.endswith(".py")
