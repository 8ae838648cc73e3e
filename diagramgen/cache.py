"""A cache of layouts by the hash of what they are made from."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import platformdirs


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
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(value, file, separators=(",", ":"))
                Path(name).replace(target)
            finally:
                Path(name).unlink(missing_ok=True)


def default_folder() -> Path:
    """The user's cache folder for layouts."""
    return Path(platformdirs.user_cache_dir("diagramgen", appauthor=False)) / "layouts"
