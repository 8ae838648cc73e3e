"""The graphs of versions, each read once: a commit never changes, so what it says is kept.

It is kept under a hash of all that it depends on: the commit, where the model is looked for, the Python
and the packages that are installed, and our own code.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from diagramgen.cache import Cache
from diagramgen.errors import DiagramgenError, Location, Problem
from diagramgen.graph import Graph
from diagramgen.load.apart import read_apart, restored
from diagramgen.load.find import MODULE
from diagramgen.load.repository import Repository
from diagramgen.load.revision import NoModelError, model_at, read_revision, usual_places
from diagramgen.load.versions import Version
from diagramgen.resolve import resolve

AT_ONCE = 4
"""So many models are read at a time, each in a process of its own."""
NONE = "none"
"""Stands in the cache for a commit that has no model."""

Data = dict[str, Any]
Read = Graph | DiagramgenError
"""A model, or why it could not be read."""
Known = dict[str, Read]
"""What was read, for as long as a process lives."""


class Archive:
    """Reads versions."""

    def __init__(self, base: Path, places: Sequence[str | None], kept: Cache, known: Known) -> None:
        """`places` are where models are looked for, before the usual ones; `known` learns what is read."""
        self.base, self.kept, self.known = base, kept, known
        self.places = list(dict.fromkeys(usual_places(*places)))

    @cached_property
    def repository(self) -> Repository:
        """The repository of the versions that are commits."""
        return Repository(self.base, "HEAD")

    def key(self, version: Version) -> str:
        """A hash of all that the model of a version depends on, as far as it can be known."""
        state = _stamps(self.base, version.source) if not version.commit else [self.repository.prefix, version.commit]
        known = [state, self._places(version), _code(), sys.version, _installed()]
        return hashlib.sha256(json.dumps(known).encode()).hexdigest()

    def read(self, versions: Sequence[Version]) -> list[Read]:
        """Each version's model, or why there is none."""
        keys = [f"{version.name}\0{self.key(version)}" for version in versions]
        wanted = {key: version for key, version in zip(keys, versions, strict=True) if key not in self.known}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            fetched = list(pool.map(self._fetched, wanted.values()))
        for (key, version), data in zip(wanted.items(), fetched, strict=True):
            self.known[key] = data if isinstance(data, DiagramgenError) else self._graph(version, data)
        return [self.known[key] for key in keys]

    def _fetched(self, version: Version) -> Data | DiagramgenError:
        """A version's model as data, from the cache if it has it."""
        if not version.commit:
            return self._taken(version)
        key = self.key(version)
        stored = self.kept.get(key)
        if isinstance(stored, dict):
            return stored
        data = self._taken(version)
        if isinstance(data, NoModelError):
            self.kept.put(key, {NONE: True})
        elif not isinstance(data, DiagramgenError):  # another day, what failed may be there
            self.kept.put(key, data)
        return data

    def _taken(self, version: Version) -> Data | DiagramgenError:
        """A version's model as data, read anew."""
        try:
            if not version.commit:
                return read_apart(model_at(version.source, self.base / version.source), self.base)
            places = self._places(version)
            if not any(MODULE.fullmatch(place) or self.repository.has(version.commit, place) for place in places):
                return self._no_model(version)
            return read_revision(self.repository, version.commit, version.source, places)
        except DiagramgenError as error:
            return error

    def _graph(self, version: Version, data: Data) -> Read:
        try:
            return self._restored(version, data)
        except (DiagramgenError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            pass  # the cache may hold anything
        anew = self._taken(version)
        try:
            return anew if isinstance(anew, DiagramgenError) else self._restored(version, anew)
        except DiagramgenError as error:
            return error

    def _restored(self, version: Version, data: Data) -> Read:
        if NONE in data:
            return self._no_model(version)
        shown = f"{version.source}:" if version.commit else ""
        return resolve(restored(data, shown))

    def _no_model(self, version: Version) -> NoModelError:
        place = self._places(version)[0]
        where = Location(f"{version.source}:{self.repository.inside(place) or place}")
        return NoModelError(Problem("there is no model here", where, "name where it lay then in changes.moved_from"))

    def _places(self, version: Version) -> Sequence[str]:
        return [version.inside] if version.inside else self.places


def _stamps(base: Path, source: str) -> list[tuple[str, int, int]]:
    """Name, date and size of each file of a model that lies here."""
    root = base / source
    found = sorted(root.rglob("*")) if root.is_dir() else [root]
    states = [(path, path.stat()) for path in found if path.is_file()]
    return [(str(path), state.st_mtime_ns, state.st_size) for path, state in states]


@cache
def _code() -> str:
    """A hash of our code that makes data of a model."""
    folders = [files(f"diagramgen.{name}") for name in ("load", "schema")]
    sources = [item for folder in folders for item in folder.iterdir() if item.name.endswith(".py")]
    found = sorted((item.name, item.read_bytes().replace(b"\r\n", b"\n")) for item in sources)
    return hashlib.sha256(repr(found).encode()).hexdigest()


@cache
def _installed() -> list[str]:
    """All packages that are installed, with their versions: a model may import them."""
    return sorted({found.name for folder in sys.path if folder for found in Path(folder).glob("*.dist-info")})
