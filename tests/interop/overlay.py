"""Packages that stand in front of the development environment: one folder for each list of requirements."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.command import ROOT, run

REQUIREMENTS = Path(__file__).parent / "requirements"


@dataclass(frozen=True)
class Overlay:
    """A folder of packages, and ways to run them with this very tree behind."""

    folder: Path

    def module(self, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Run a Python module with these packages."""
        return run(
            *arguments,
            folder=folder,
            timeout=300,
            PYTHONPATH=os.pathsep.join([str(self.folder), str(ROOT)]),
            PATH=os.pathsep.join([str(self.folder / "bin"), os.environ["PATH"]]),
            DISABLE_MKDOCS_2_WARNING="true",
            GIT_CONFIG_GLOBAL=os.devnull,
            **{
                f"GIT_{who}_{what}": "tests@example.invalid"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        )


def installed(name: str) -> Overlay:
    """The packages of requirements/NAME.txt, installed once for each state of that file."""
    file = REQUIREMENTS / f"{name}.txt"
    folder = ROOT / ".interop" / f"{name}-{hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
    if not folder.exists():
        making = folder.with_name(f"{folder.name}.{os.getpid()}")
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
        subprocess.run([*pip, "--target", str(making), "--requirement", str(file)], check=True)
        try:
            making.rename(folder)
        except OSError:  # another process of the tests was faster
            shutil.rmtree(making)
    return Overlay(folder)
