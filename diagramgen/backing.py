"""Files that stand in for pages in memory: for builds of what has changed only, and for plugins that want a path."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from diagramgen import atomic
from diagramgen.cache import user_folder

MANIFEST = "made.json"


class Backing:
    """A folder of ours in a cache: a file in it gets a new date only when what it stands for has changed.

    One that can't be written is no error: the page then stays in memory.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` belongs to one project alone."""
        self.folder = folder
        self.made: dict[str, str] = {}
        self.before = self._read()

    def keep(self, path: str, content: bytes, depends: str = "") -> Path | None:
        """The file of a page; `depends` stands for what else the finished page is made from."""
        target = self.folder / "files" / path
        digest = hashlib.sha256(content + b"\0" + depends.encode()).hexdigest()[:32]
        with contextlib.suppress(OSError):
            if self.before.get(path) != digest or not target.is_file():
                atomic.write(target, content)
            self.made[path] = digest
            return target
        return None

    def finish(self) -> None:
        """Remember what was made, and remove what an earlier build made and this one did not."""
        with contextlib.suppress(OSError):
            for path in sorted(set(self.before) - set(self.made)):
                (self.folder / "files" / path).unlink(missing_ok=True)
            if self.made != self.before:
                atomic.write(self.folder / MANIFEST, json.dumps(self.made, indent=1, sort_keys=True).encode())

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            inside = (self.folder / "files").resolve()
            return {path: digest for path, digest in found.items() if (inside / path).resolve().is_relative_to(inside)}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}


def folder_for(settings: Path, edition: str, cache: Path | None) -> Path:
    """The folder of one edition of the project with this settings file; in the user's cache unless told otherwise."""
    key = hashlib.sha256(f"{settings.resolve()}\0{edition}".encode()).hexdigest()[:16]
    return (cache or user_folder()) / "pages" / key
