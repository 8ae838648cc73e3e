"""A cache of layouts, and of models of commits, by the hash of what they are made from."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import platformdirs

from diagramgen import atomic


class Cache:
    """Small JSON files in a folder. One that can't be read or written is no error: it is only slow."""

    def __init__(self, folder: Path | None) -> None:
        """`folder` is made when it is needed; None keeps nothing."""
        self.folder = folder

    def get(self, key: str) -> Any | None:
        """What was stored under a key."""
        if self.folder is None:
            return None
        try:
            return json.loads((self.folder / key[:2] / f"{key}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Store a JSON value under a key."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            target = self.folder / key[:2] / f"{key}.json"
            atomic.write(target, json.dumps(value, separators=(",", ":")).encode())


def user_folder() -> Path:
    """Where this user's caches of ours lie."""
    return Path(platformdirs.user_cache_dir("diagramgen", appauthor=False))


def default_folder() -> Path:
    """The user's cache folder for layouts."""
    return user_folder() / "layouts"
