"""Sites for tests: the project's own, and small ones around the shop."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.command import ROOT, SHOP, run

SETTINGS = """\
site_name: Shop
strict: false
theme: {name: material, font: false}
plugins: [search, diagramgen]
markdown_extensions: [attr_list, tables]
validation: {links: {anchors: warn}}
nav:
  - Home: index.md
  - Architecture: architecture.md
  - Services: services/
  - Ports to open: ports.md
"""

HOME = """\
# Shop

See the [architecture](architecture.md), its [row 3](architecture.md#connection-3) and the [stock](services/stock.md).
"""


def own_project(folder: Path, cache: Path) -> Path:
    """A copy of what the project's own site is made from, with a layout cache that is not the user's."""
    for name in ("docs", "model"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (*ROOT.glob("*.md"), ROOT / "mkdocs.yml"):
        shutil.copy(file, folder)
    settings = ROOT / "diagramgen.toml"
    before = settings.read_text(encoding="utf-8") if settings.exists() else ""
    (folder / "diagramgen.toml").write_text(f"cache_dir = '{cache.as_posix()}'\n{before}", encoding="utf-8")
    return folder


def shop_project(folder: Path, cache: Path, further: str = "") -> Path:
    """A small site around the shop; `further` goes into its mkdocs.yml."""
    shutil.copytree(SHOP, folder / "model", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS + further, encoding="utf-8")
    (folder / "diagramgen.toml").write_text(f"cache_dir = '{cache.as_posix()}'\n", encoding="utf-8")
    return folder


def number_all(folder: Path) -> None:
    """Give the shop's one connection without a number the next free one."""
    change(folder / "model" / "__init__.py", "Connection(source=bank", "Connection(number=9, source=bank")


def change(file: Path, before: str, after: str) -> None:
    """Replace some text that must be there."""
    text = file.read_text(encoding="utf-8")
    assert before in text, f"{before} is not in {file.name}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Build a site into `site` of a folder, in a process of its own."""
    return run("-m", "mkdocs", "build", "--site-dir", str(folder / "site"), *arguments, folder=folder)


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What MkDocs said that was no information."""
    return [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
