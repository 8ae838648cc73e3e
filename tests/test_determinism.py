"""The same model gives the same bytes: in another folder, under another order of hashes, with or without a cache."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import ROOT, SHOP, run

pytestmark = pytest.mark.slow


def built(folder: Path, model: Path, seed: str, cache: Path | None = None) -> dict[str, bytes]:
    """All files of a build in a process of its own, laid out anew or with a cache."""
    folder.mkdir(parents=True)
    shutil.copytree(model, folder / "model", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "diagramgen.toml").write_text(f"cache_dir = '{(cache or folder).as_posix()}'\n", encoding="utf-8")
    options = () if cache else ("--no-cache",)
    done = run("-m", "diagramgen", *options, "build", "--out", "site", folder=folder, PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr
    out = folder / "site"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("model", [ROOT / "model", SHOP], ids=["voice", "shop"])
def test_two_builds_in_different_folders_give_the_same_bytes(tmp_path: Path, model: Path) -> None:
    first = built(tmp_path / "here", model, "1")
    second = built(tmp_path / "some where" / "else", model, "4242")
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_a_cache_changes_nothing(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    without = built(tmp_path / "without", SHOP, "1")
    assert built(tmp_path / "filling", SHOP, "2", cache) == without
    kept = sorted(cache.rglob("*.json"))
    assert kept
    assert built(tmp_path / "filled", SHOP, "3", cache) == without
    assert sorted(cache.rglob("*.json")) == kept


def test_no_file_knows_where_it_was_built(tmp_path: Path) -> None:
    files = built(tmp_path / "a-place-of-its-own", SHOP, "1")
    for path, content in files.items():
        assert b"a-place-of-its-own" not in content, path
