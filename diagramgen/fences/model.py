"""The model where no plugin brings it: loaded when a page asks for it, and again when it changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from diagramgen.config import FILE, Config, load_config
from diagramgen.errors import DiagramgenError, Problem
from diagramgen.load import find_model, model_root
from diagramgen.pipeline import Project
from diagramgen.site import Site

Stamp = tuple[tuple[str, int, int], ...]
"""Path, time and size of each file that a site depends on."""


@dataclass(frozen=True, slots=True)
class Source:
    """Which model, and for what kind of site."""

    base: Path
    model: str | None = None
    config: str | None = None
    audience: str | None = None
    product_version: str | None = None
    style: Literal["directory", "file"] | None = None
    """How the site addresses its pages; the configuration says it if not set."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site, or why there is none."""

    site: Site | None
    settings: Config = field(default_factory=Config)
    problems: tuple[Problem, ...] = ()
    broken: str = ""
    """What is to be mended."""
    fresh: bool = False
    """Whether this is the first time that it is asked for."""


_lock = threading.Lock()
_loaded: dict[Source, tuple[Stamp, Loaded]] = {}


def loaded(source: Source) -> Loaded:
    """The site of a model as it is on disk now. One process builds it once for each state of the files."""
    with _lock:
        stamp = _stamp(source)
        if source in _loaded and _loaded[source][0] == stamp:
            return _loaded[source][1]
        found = _load(source)
        _loaded[source] = stamp, replace(found, fresh=False)
        return found


def _load(source: Source) -> Loaded:
    settings = Config()
    try:
        settings = load_config(source.config, source.base)
        settings = settings.for_edition(source.audience, source.product_version)
        settings = settings.model_copy(update={"changes": None})  # a page takes nothing from earlier versions
        if source.style is not None:  # a generator that turns sources into addresses, also in HTML
            settings = settings.model_copy(update={"urls": source.style, "links": "source"})
        project = Project(find_model(source.model, settings.model, source.base), settings, source.base)
        return Loaded(project.site(), settings, fresh=True)
    except DiagramgenError as error:
        return Loaded(None, settings, error.problems, error.broken, fresh=True)


def _stamp(source: Source) -> Stamp:
    files = [source.base / name for name in (source.config or FILE, "pyproject.toml")]
    try:
        settings = load_config(source.config, source.base)
        root = model_root(find_model(source.model, settings.model, source.base), source.base)
        inside = root.rglob("*") if root.is_dir() else [root]
        files += [path for path in inside if "__pycache__" not in path.parts]
    except DiagramgenError:
        pass  # told when it is loaded
    found = []
    for path in sorted(files):
        try:
            status = path.stat()
        except OSError:
            continue
        if not path.is_dir():
            found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)
