"""Shared fixtures: the Voice model, built once; golden files that `pytest --accept` rewrites."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diagramgen.config import Config
from diagramgen.graph import Graph
from diagramgen.pipeline import Project
from diagramgen.site import Site

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept` writes what the tests got over what they expected; read the diff before you commit it."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files with what was got")


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A layout cache of this run's own: tests neither use nor fill the user's."""
    return tmp_path_factory.mktemp("layouts")


@pytest.fixture(scope="session")
def voice_project(cache_dir: Path) -> Project:
    """The Voice Microservices model of this repository."""
    return Project("model", Config(cache_dir=str(cache_dir)), ROOT)


@pytest.fixture(scope="session")
def voice(voice_project: Project) -> Graph:
    """The Voice Microservices model, resolved."""
    return voice_project.graph


@pytest.fixture(scope="session")
def voice_site(voice_project: Project) -> Site:
    """The whole site of the Voice Microservices model."""
    return voice_project.site()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME; with --accept write it there instead."""

    def compare(name: str, got: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--accept"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(got, encoding="utf-8", newline="\n")
        assert file.exists(), f"there is no {file.name} yet; run pytest --accept and read it"
        assert got == file.read_text(encoding="utf-8")

    return compare
