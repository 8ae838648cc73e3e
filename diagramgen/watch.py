"""Build again whenever the model or the configuration changes: `diagramgen build --watch`.

Dates and sizes are looked at a few times a second. Programs that ask the operating system to be
told lose a file that an editor replaces, a folder that a checkout takes away for a moment, and
network drives; a model has few files, and looking at them costs next to nothing.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from diagramgen import artifacts
from diagramgen.config import FILE
from diagramgen.errors import ContentError, DiagramgenError
from diagramgen.load import model_places
from diagramgen.pipeline import Project

INTERVAL = 0.3
"""Seconds between two looks."""
SETTLED = 0.1
"""Seconds without a further change after which a change is over: several files are saved at once."""
PATIENCE = 20
"""How many times to wait for that; a file that never rests is built all the same."""
NAMED = 3
"""How many files a line names."""

Stamp = tuple[int, int]


@dataclass
class Sources:
    """All files whose change may change a page: the settings, and the model wherever it may stand."""

    base: Path
    model: str | None
    """The model that was named before the configuration is read."""
    config: str | None
    """The configuration file that was named."""
    skipped: Path | None = None
    """A folder of our own making within."""
    places: tuple[Path, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.places = model_places(self.model, None, self.base)

    def follow(self, configured: str | None, skipped: Path | None) -> bool:
        """Look where this configuration says, from now on; whether that is elsewhere."""
        before = self.places, self.skipped
        self.places, self.skipped = model_places(self.model, configured, self.base), skipped
        return (self.places, self.skipped) != before

    def stamps(self) -> dict[Path, Stamp]:
        """Date and size of each file that is there."""
        return _stamps([*self.settings(), *self._model_files()])

    def settings(self) -> list[Path]:
        """The files that may hold the configuration."""
        return [self.base / name for name in ([self.config] if self.config is not None else [FILE, "pyproject.toml"])]

    def _model_files(self) -> Iterator[Path]:
        for place in self.places:
            if place.is_file():
                yield place
            for folder, names, files in os.walk(place):
                names[:] = [name for name in names if self._belongs(Path(folder, name))]
                yield from (Path(folder, name) for name in files if _matters(name))

    def _belongs(self, folder: Path) -> bool:
        """Whether a folder of the model may hold a part of it: not byte code, not an environment, not our output."""
        if folder.name.startswith(".") or folder.name == "__pycache__" or (folder / "pyvenv.cfg").exists():
            return False
        return self.skipped is None or folder.resolve() != self.skipped


@dataclass
class Watch:
    """A folder of generated files that follows its model, until it is interrupted."""

    prepare: Callable[[], Project]
    """Reads the configuration and finds the model; raises UsageError."""
    out: Callable[[Project], str]
    """The folder to write to; raises UsageError."""
    sources: Sources
    say: Callable[[str], None]
    """Progress."""
    warn: Callable[[str], None]
    """What has to be heard."""
    sleep: Callable[[float], None] = time.sleep
    _refused: dict[Path, Stamp] = field(default_factory=dict, init=False)
    """What was in the way of the last build: taking it away heals it."""
    _seen: dict[Path, Stamp] = field(default_factory=dict, init=False)

    def run(self) -> NoReturn:
        """Build, then build again after each change.

        Raises:
            UsageError: at the first build only; later ones are told, and may be mended.
            EnvironmentFailure: the same.
        """
        self._build(first=True)
        places = [place for place in (*self.sources.places, *self.sources.settings()) if place.exists()]
        self.say(f"watching {', '.join(map(self._shown, places)) or 'for a model'}; Ctrl-C ends it")
        while True:
            self.sleep(INTERVAL)
            self.look()

    def look(self) -> None:
        """Build if something has changed since the last look."""
        before, now = self._seen | self._refused, self._now()
        if now == before:
            return
        for _ in range(PATIENCE):
            self.sleep(SETTLED)
            earlier, now = now, self._now()
            if now == earlier:
                break
        changed = [path for path in sorted(before.keys() | now.keys()) if before.get(path) != now.get(path)]
        cause = f"{_listed([self._shown(path) for path in changed])} changed: " if changed else ""
        self._build(cause)

    def _build(self, cause: str = "", first: bool = False) -> None:
        start = time.perf_counter()
        self._seen = self.sources.stamps()
        try:
            project = self.prepare()
            folder = self.out(project)
            self._follow(project, folder)
            told = self._write(project, folder)
        except DiagramgenError as error:
            if first and not isinstance(error, ContentError):
                raise
            for problem in error.problems:
                self.warn(f"error: {problem}")
            told = "nothing was written, what is there stays"
        self.say(f"{cause}{told} ({time.perf_counter() - start:.2f} s)")

    def _write(self, project: Project, folder: str) -> str:
        """Build once; what was done."""
        warnings = [*project.warnings]
        site = project.site()
        for problem in [*warnings, *site.problems, *site.warnings]:
            self.warn(f"warning: {problem}")
        target = Path(folder)
        plan = artifacts.plan(site.artifacts(), target, site.engine)
        self._refused = _stamps(target / path for path in (*plan.edited, *plan.foreign))
        artifacts.write(plan, target)
        written = [artifact.path for artifact in plan.write]
        done = [f"wrote {_listed(written)}"] if written else []
        done += [f"removed {_listed(plan.remove)}"] if plan.remove else []
        return f"{'; '.join(done) or 'nothing to write'} in {folder}"

    def _follow(self, project: Project, folder: str) -> None:
        """Look where this configuration and this model stand, from now on."""
        if self.sources.follow(project.config.model, (self.sources.base / folder).resolve()):
            self._seen = self.sources.stamps()

    def _now(self) -> dict[Path, Stamp]:
        return self.sources.stamps() | _stamps(self._refused)

    def _shown(self, path: Path) -> str:
        base = self.sources.base
        return path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """Date and size of each file that is there."""
    found = {}
    for path in paths:
        with contextlib.suppress(OSError):
            stat = path.stat()
            found[path] = (stat.st_mtime_ns, stat.st_size)
    return found


def _matters(name: str) -> bool:
    """Not what an editor puts beside a file while it is open."""
    return not (name.startswith((".", "#")) or name.endswith(("~", ".pyc", ".swp", ".tmp")) or name == "4913")


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    if more <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} and {more} more"
