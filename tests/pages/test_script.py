"""The script of the pages as it is built: what is in it, and that its types are sound."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from diagramgen.pages.assets import MODULES, script
from tests.command import ROOT

SOURCES = Path(str(files("diagramgen.pages"))) / "assets"


def test_all_parts_are_joined() -> None:
    assert sorted(MODULES) == sorted(path.stem for path in SOURCES.glob("*.js"))
    text = script()
    for name in re.findall(
        r"^function (\w+)", "".join(p.read_text("utf-8") for p in SOURCES.glob("*.js")), re.MULTILINE
    ):
        assert f"function {name}(" in text


def test_it_is_small() -> None:
    assert len(script().encode()) <= 40_000
    assert all(len(path.read_text("utf-8").splitlines()) < 200 for path in SOURCES.glob("*.js"))


def test_comments_and_margins_stay_behind() -> None:
    text = script()
    assert "/*" not in text
    assert not re.search(r"^\s|(?:^|\s)//|\n\n", text, re.MULTILINE)


def test_no_template_stands_within_another_one() -> None:
    """What makes the script small reads no such text: it would take its spaces out."""
    for path in SOURCES.glob("*.js"):
        assert not re.search(r"\$\{[^{}]*`", path.read_text("utf-8")), path.name


def test_it_asks_nobody_and_runs_no_text() -> None:
    """The policy that docs/mkdocs.md names allows neither."""
    for forbidden in (
        "eval(",
        "new Function",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "fetch(",
    ):
        assert forbidden not in script()
    assert re.findall(r"https?://[^\"]*", script()) == ["http://www.w3.org/2000/svg"]
    assert 'setAttribute("style"' not in script()


def test_it_takes_no_name_on_the_page() -> None:
    assert script().startswith('(()=>{"use strict";')
    assert script().endswith("})();\n")
    assert not re.search(r"(?:window|globalThis|self)\.\w+ ?=[^=]", script())


def test_it_is_the_same_each_time() -> None:
    assert script() == script()


def test_node_can_read_it(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("NO NODE: the script was not read")
    (tmp_path / "diagramgen.js").write_text(script(), encoding="utf-8")
    done = subprocess.run([node, "--check", "diagramgen.js"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_its_types_are_sound() -> None:
    """With TypeScript's checker where it is installed: in the folder of `make tsc`, else on this machine."""
    checker = shutil.which("tsc", path=str(ROOT / ".node" / "node_modules" / ".bin")) or shutil.which("tsc")
    if checker is None:
        pytest.skip("NO TSC: the types of the script were not checked; `make tsc` installs it, with npm")
    done = subprocess.run([checker, "--project", str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
