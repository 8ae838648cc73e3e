"""Model files for a test, and what is said about them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from diagramgen.errors import ContentError
from diagramgen.load import load


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files, each text without the indentation that it has in the test."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).removeprefix("\n"), encoding="utf-8", newline="\n")
    return folder


def problems(source: str, folder: Path) -> list[str]:
    """What is wrong with a model: place and fact of each problem."""
    with pytest.raises(ContentError) as caught:
        load(source, folder)
    return [f"{problem.where}: {problem.message}" for problem in caught.value.problems]


def way_out(source: str, folder: Path) -> str:
    """The way out of the only problem that a model has."""
    with pytest.raises(ContentError) as caught:
        load(source, folder)
    [problem] = caught.value.problems
    return problem.fix
