"""Environments of other site generators: `make test-interop` makes one for each list of pins in this folder."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command import ROOT, environment

BIN = "Scripts" if os.name == "nt" else "bin"


@dataclass(frozen=True)
class Tool:
    """The Python of an environment, and all that is installed in it."""

    python: Path

    def run(self, *arguments: str, folder: Path, timeout: float = 180) -> subprocess.CompletedProcess[str]:
        """Run a module in a folder: `run("zensical", "build", folder=folder)`."""
        return subprocess.run(
            self.command(*arguments),
            cwd=folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    def command(self, *arguments: str) -> list[str]:
        """The command line of a module."""
        return [str(self.python), "-m", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        """Without colours, and without settings of ours."""
        return environment(NO_COLOR="1")


def tool(name: str) -> Tool:
    """The environment of a combination; the test is skipped where it was not set up."""
    python = ROOT / ".venv-interop" / name / BIN / ("python.exe" if os.name == "nt" else "python")
    if not python.exists():
        pytest.skip(f"there is no environment {name}: `make test-interop` sets it up")
    return Tool(python)


@pytest.fixture(scope="session")
def zensical() -> Tool:
    """Zensical, as tests/interop/zensical.txt pins it."""
    return tool("zensical")
