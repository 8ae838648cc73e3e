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

from diagramgen.errors import EnvironmentFailure, Location, Problem
from diagramgen.lint import append_python, append_yaml, source_python, source_yaml
from diagramgen.lint.append_python import Elsewhere
from diagramgen.lint.finding import Edit
from diagramgen.lint.model import Model, Subject
from diagramgen.lint.rule import Append, Exchange, Insert, Replace, TakeOut
from diagramgen.lint.source_python import PythonSource
from diagramgen.lint.source_yaml import YamlSource
from diagramgen.lint.span import Span

BOM = "\ufeff"
STEPS = 10
"""Over so many names a list is looked for."""


class Reader(Interface):
    """A parsed file that knows where things stand in it."""

    def replace(self, line: int, kind: str, place: tuple[str, int] | None, change: Replace) -> Span | None:
        """Where the text of a field stands, and what is to stand there."""
        ...

    def insert(self, line: int, kind: str, place: tuple[str, int] | None, change: Insert) -> Span | None:
        """Where a field is to stand that the declaration leaves open, and its text."""
        ...

    def exchange(self, line: int, kind: str, place: tuple[str, int] | None, change: Exchange) -> Span | None:
        """From the first to the last of some fields, and what is to stand there."""
        ...

    def take_out(self, line: int, kind: str, place: tuple[str, int] | None, count: int, change: TakeOut) -> Span | None:
        """What goes with an element of a list of so many."""
        ...

    def obstacle(self, line: int, kind: str) -> str:
        """Why an element can't be taken out, in half a sentence."""
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

    def edit(self, model: Model, subject: Subject, change: Replace | Insert | Exchange | TakeOut) -> Edit | None:
        """The edit that makes the change; None where there is no one place for it."""
        where = subject.where or model.architecture.where
        place = model.index_of(subject)
        kind = "Connection" if place is not None and place[0] == "connections" else type(subject).__name__
        reader = self._reader(where.file)
        told = isinstance(change, TakeOut) and change.number is not None
        if reader is None or (not told and _shared(model, subject, place)):
            return None
        # What is declared elsewhere, as the usual protocols are, is known by its place in the model's list.
        line = subject.where.line if subject.where else 0
        if isinstance(change, Replace):
            span = reader.replace(line, kind, place, change)
        elif isinstance(change, Insert):
            span = reader.insert(line, kind, place, change)
        elif isinstance(change, Exchange):
            span = reader.exchange(line, kind, place, change)
        else:
            count = len(getattr(model.architecture, place[0])) if place else 0
            span = reader.take_out(line, kind, place, count, change)
        if span is None:
            return None
        return self._edit(where.file, span, change.safe, _title(change, span))

    def obstacle(self, model: Model, subject: Subject) -> str:
        """Why there is no one place for a change of an object, in half a sentence."""
        place = model.index_of(subject)
        kind = "Connection" if place is not None and place[0] == "connections" else type(subject).__name__
        where = subject.where or model.architecture.where
        reader = self._reader(where.file)
        return reader.obstacle(where.line, kind) if reader is not None else self.closed(where.file)

    def closed(self, file: str) -> str:
        """Why nothing in a file can be edited, in half a sentence; empty where something can."""
        if self._reader(file) is not None:
            return ""
        outside = not file or self._path(file) is None
        return "its file is not one of the model's" if outside else "its file can't be edited as it is written"

    def append(self, model: Model, change: Append) -> tuple[Edit, ...]:
        """The edits that put an element behind the others of a list, with its import; none where there is no place."""
        own, listed = model.architecture.where, getattr(model.architecture, change.field)
        last = listed[-1].where if listed else own
        reader, file = self._reader(last.file), last.file
        if isinstance(reader, YamlSource):
            return self._edits(file, append_yaml.append(reader, change))
        if listed and isinstance(reader, PythonSource):
            found = append_python.behind(reader, last.line, change)
            if found is not None:
                return self._edits(file, found)
        file, reader = own.file, self._reader(own.file)
        step = append_python.into(reader, own.line, change) if isinstance(reader, PythonSource) else None
        for _ in range(STEPS):
            if not isinstance(step, Elsewhere):
                return self._edits(file, step)
            file = self._module(file, step)
            reader = self._reader(file)
            step = append_python.assigned(reader, step.name, change) if isinstance(reader, PythonSource) else None
        return ()

    def _module(self, file: str, name: Elsewhere) -> str:
        """The file of the module in which a name is to be found; empty if there is none."""
        if not name.module and not name.level:
            return file
        folder = self.base
        for up in range(name.level):
            folder = (self.base / file).parent if up == 0 else folder.parent
        path = folder.joinpath(*name.module.split(".")) if name.module else folder
        for found in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
            if found.is_file() and found.is_relative_to(self.base):
                return found.relative_to(self.base).as_posix()
        return ""

    def _edits(self, file: str, spans: Sequence[Span] | None) -> tuple[Edit, ...]:
        return tuple(self._edit(file, span, False, f"write {span.text.strip()}") for span in spans or ())

    def _edit(self, file: str, span: Span, safe: bool, title: str) -> Edit:
        region = Lines(_text(self.base / file) or "").region(span)
        return Edit(file, span.start, span.end, span.text, safe, region, title)

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

    @contextmanager
    def applied(self, edits: Collection[Edit]) -> Iterator[list[Edit]]:
        """Write edits, of which the block makes sure; if it fails or is interrupted, the files are as they were."""
        paths = {path for edit in edits if (path := self._path(edit.file)) is not None}
        before = {path: path.read_bytes() for path in paths}
        try:
            yield self.apply(edits)
        except BaseException:
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


def _title(change: Replace | Insert | Exchange | TakeOut, span: Span) -> str:
    if isinstance(change, TakeOut):
        return "take it out of its list"
    if isinstance(change, Exchange):
        return f"exchange {' and '.join(change.pairs[0])}"
    return f"write {span.text.strip()}"


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
