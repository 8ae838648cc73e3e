"""The command line as a user calls it: in this process for speed, or in one of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from diagramgen.cli import main

ROOT = Path(__file__).parent.parent
SHOP = Path(__file__).parent / "assets" / "shop"


@dataclass(frozen=True)
class Result:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str
    data: bytes = b""


@dataclass(frozen=True)
class Command:
    """Runs commands in a folder."""

    folder: Path
    capture: pytest.CaptureFixture[bytes]

    def __call__(self, *arguments: str) -> Result:
        """Run a command in this process."""
        self.capture.readouterr()
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            with pytest.raises(SystemExit) as ended:
                main([str(argument) for argument in arguments])
        finally:
            os.chdir(before)
        told = self.capture.readouterr()
        assert isinstance(ended.value.code, int)
        return Result(ended.value.code, told.out.decode("utf-8", "replace"), told.err.decode(), told.out)


def environment(**further: str) -> dict[str, str]:
    """The environment of a process that uses this very tree, and no settings of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DIAGRAMGEN"))}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1", **further}


def run(*arguments: str, folder: Path, timeout: float = 120, **further: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a process of its own."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(**further),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def project(folder: Path, cache: Path, settings: str = "") -> Path:
    """A folder with the shop as its model and a layout cache that is not the user's."""
    shutil.copytree(SHOP, folder / "model", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "diagramgen.toml").write_text(f"cache_dir = '{cache.as_posix()}'\n{settings}", encoding="utf-8")
    return folder
