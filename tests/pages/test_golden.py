"""A small model as files, compared with those in tests/golden/shop; `pytest --accept` writes them anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command, project
from tests.conftest import GOLDEN

FOLDER = GOLDEN / "shop"
INLINE = re.compile(r'<svg xmlns="[^"]*" class="diagram"[^>]* data-view="([a-z0-9-]+)".*?</svg>', re.DOTALL)
"""A picture in a page: it stands as a file of its own beside it."""


@pytest.fixture
def built(tmp_path: Path, cache_dir: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> dict[str, bytes]:
    """What `build --out` writes for the shop."""
    folder = project(tmp_path, cache_dir)
    assert Command(folder, capsysbinary)("build", "--out", "site").code == 0
    out = folder / "site"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def shown(path: str, content: bytes) -> str:
    """A file as it is kept: icons by their length, and a picture in a page by its view and the links in it."""
    text = re.sub(r"(data:image/png;base64,)([^\"]+)", lambda found: f"{found[1]}[{len(found[2])}]", content.decode())
    if not path.endswith(".md"):
        return text

    def named(found: re.Match[str]) -> str:
        links = dict.fromkeys(re.findall(r'<a [^>]*href="([^"]*)"', found[0]))
        return "\n".join([f"[picture {found[1]}]", *(f"  {link}" for link in links)])

    return INLINE.sub(named, text)


def test_the_files_are_as_they_were_accepted(
    built: dict[str, bytes], golden: Callable[[str, str], None], request: pytest.FixtureRequest
) -> None:
    kept = {path: content for path, content in built.items() if not path.endswith((".ttf", ".txt", ".js"))}
    manifest = json.loads(kept.pop(".diagramgen.json"))
    assert sorted(manifest["files"]) == sorted(set(built) - {".diagramgen.json"})
    if request.config.getoption("--accept"):
        for stale in FOLDER.rglob("*"):
            if stale.is_file() and stale.relative_to(FOLDER).as_posix() not in kept:
                stale.unlink()
    for path, content in sorted(kept.items()):
        golden(f"shop/{path}", shown(path, content))
    assert sorted(kept) == sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file())


def test_every_picture_in_a_page_is_one_of_the_files(built: dict[str, bytes]) -> None:
    views = [
        view for path, content in built.items() if path.endswith(".md") for view in INLINE.findall(content.decode())
    ]
    assert len(views) == 7
    assert {f"views/{view}.svg" for view in views} <= set(built)
