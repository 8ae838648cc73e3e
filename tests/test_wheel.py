"""The wheel: what is in it, and that it works away from this tree, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from diagramgen.scaffold.project import project
from tests.command import ROOT, SHOP

pytestmark = pytest.mark.slow

SOURCES = ("diagramgen", "pyproject.toml", "README.md", "LICENSE")
"""What a build reads."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources among which lie other things as well."""
    folder = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    for name in ("tests", "model", "site", "docs"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "made", "."],
        cwd=folder,
        env={**os.environ, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = (folder / "made").glob("*.whl")
    return found


def test_the_wheel_has_all_of_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    (metadata,) = {name.partition("/")[0] for name in names if ".dist-info/" in name}
    package = {name for name in names if name.startswith("diagramgen/")}
    assert {name for name in names if not name.startswith((f"{metadata}/", "diagramgen/"))} == set()
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "diagramgen").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package == sources
    assert {
        "diagramgen/py.typed",
        "diagramgen/layout/widths.json",
        "diagramgen/icons.json",
        "diagramgen/scaffold/files/common/.gitignore",
        "diagramgen/scaffold/files/common/.github/workflows/site.yml",
        "diagramgen/pages/assets/diagramgen.css",
        "diagramgen/pages/templates/architecture.md.jinja",
    } <= package
    assert {f"{metadata}/licenses/LICENSE", f"{metadata}/entry_points.txt"} <= set(names)


def test_the_wheel_names_its_commands_its_plug_in_and_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        (about,) = (name for name in archive.namelist() if name.endswith("METADATA"))
        entry, metadata = archive.read(points).decode(), archive.read(about).decode()
    assert "diagramgen = diagramgen.cli:main" in entry
    assert "diagramgen = diagramgen.mkdocs:DiagramgenPlugin" in entry
    assert "License-Expression: MIT" in metadata
    for dependency in ("diagrams", "graphviz-pure", "mkdocs", "pydantic", "typer"):
        assert f"Requires-Dist: {dependency}" in metadata


def test_the_installed_wheel_works_away_from_the_tree(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copytree(SHOP, elsewhere / "model", ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", installed, wheel],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def use(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=elsewhere,
            env={**kept, "PYTHONPATH": str(installed)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    where = use("-c", "import diagramgen; print(diagramgen.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed), where.stdout + where.stderr
    table = use("-m", "diagramgen", "-m", "model", "table", "--format", "csv")
    assert (table.returncode, len(table.stdout.splitlines())) == (0, 9), table.stderr
    built = use("-m", "diagramgen", "--no-cache", "build", "--out", "site")
    assert built.returncode == 0, built.stderr
    assert (elsewhere / "site" / "views" / "overview.svg").is_file()
    assert (elsewhere / "site" / "assets" / "diagramgen" / "diagramgen.css").is_file()
    begun = use("-m", "diagramgen", "init", "own")
    assert begun.returncode == 0, begun.stderr
    made = [path.relative_to(elsewhere / "own").as_posix() for path in (elsewhere / "own").rglob("*") if path.is_file()]
    assert sorted(made) == sorted(artifact.path for artifact in project("Own", "python"))
    assert f"./wheels/{wheel.name}" in (elsewhere / "own" / "requirements.txt").read_text(encoding="utf-8")
