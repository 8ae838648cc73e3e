"""The models of versions are read once; what is kept of them is theirs and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diagramgen.cache import Cache
from diagramgen.config import ChangesConfig
from diagramgen.graph import Graph
from diagramgen.load import archive as module
from diagramgen.load.archive import Archive, Read
from diagramgen.load.revision import NoModelError
from diagramgen.load.versions import Version, find_versions
from tests.versions import PAY, STORE, git, needs_git, release, repository, shop, write

pytestmark = needs_git
MODEL = shop([STORE, PAY])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "repository")
    release(folder, "v0", **{"readme.txt": "no model yet"})
    release(folder, "v1", model=MODEL)
    release(folder, "v2", model="title: [")
    release(folder, "v3", model=shop([STORE]))
    return folder


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that are read in a process of their own, and not taken from the cache."""
    seen: list[str] = []

    def noted(name: str) -> None:
        before = getattr(module, name)

        def note(*arguments: Any) -> Any:
            seen.append(str(arguments[2] if name == "read_revision" else arguments[0]))
            return before(*arguments)

        monkeypatch.setattr(module, name, note)

    noted("read_revision")
    noted("read_apart")
    return seen


def read(folder: Path, cache: Path | None, *places: str, tags: str = "v*") -> dict[str, Read]:
    versions = find_versions(ChangesConfig(tags=tags), folder)
    found = Archive(folder, places, Cache(cache), {}).read(versions)
    return {version.name: graph for version, graph in zip(versions, found, strict=True)}


def said(found: Read) -> object:
    return len(found.connections) if isinstance(found, Graph) else str(found)


def test_each_version_is_its_model_or_why_there_is_none(folder: Path) -> None:
    found = read(folder, None)
    assert [said(found[name]) for name in ("v1", "v3")] == [2, 1]
    assert isinstance(found["v0"], NoModelError)
    assert str(found["v2"]).startswith("v2:model.yaml:")
    assert isinstance(found["v1"], Graph)
    assert str(found["v1"].connections[1].where) == "v1:model.yaml:11"


def test_what_was_read_is_not_read_again(folder: Path, tmp_path: Path, runs: list[str]) -> None:
    first = read(folder, tmp_path / "cache")
    assert sorted(runs) == ["v1", "v2", "v3"]
    runs.clear()
    again = read(folder, tmp_path / "cache")
    assert runs == ["v2"], "what failed may succeed another day"
    assert {name: said(graph) for name, graph in again.items()} == {name: said(graph) for name, graph in first.items()}
    assert isinstance(again["v1"], Graph)
    assert str(again["v1"].connections[1].where) == "v1:model.yaml:11"
    assert isinstance(again["v0"], NoModelError)


def test_within_a_process_nothing_is_read_twice(folder: Path, runs: list[str]) -> None:
    known: dict[str, Read] = {}
    versions = find_versions(ChangesConfig(tags="v*"), folder)
    first = Archive(folder, (), Cache(None), known).read(versions)
    again = Archive(folder, (), Cache(None), known).read(versions)
    assert all(a is b for a, b in zip(first, again, strict=True))
    assert len(runs) == 3


def test_a_tag_that_moved_is_read_anew(folder: Path, tmp_path: Path) -> None:
    assert said(read(folder, tmp_path / "cache")["v1"]) == 2
    git(folder, "tag", "-f", "v1", "v3")
    assert said(read(folder, tmp_path / "cache")["v1"]) == 1


@pytest.mark.parametrize("what", ["_code", "_installed"])
def test_another_diagramgen_or_another_package_reads_anew(
    folder: Path, tmp_path: Path, runs: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    read(folder, tmp_path / "cache", tags="v1")
    monkeypatch.setattr(module, what, lambda: ["another"])
    read(folder, tmp_path / "cache", tags="v1")
    assert runs == ["v1", "v1"]


def test_a_cache_that_holds_nonsense_is_only_slow(folder: Path, tmp_path: Path) -> None:
    read(folder, tmp_path / "cache", tags="v1")
    for file in (tmp_path / "cache").rglob("*.json"):
        for nonsense in (
            "[",
            "[1]",
            "{}",
            '{"model": {"title": 3}}',
            '{"model": null, "places": {}, "place": ["", 0]}',
        ):
            file.write_text(nonsense)
            assert said(read(folder, tmp_path / "cache", tags="v1")["v1"]) == 2


def test_a_model_that_moved_is_found_where_it_lay(folder: Path) -> None:
    write(folder, "arch/shop.yaml", MODEL)
    release(folder, "v4")
    (folder / "model.yaml").unlink()
    release(folder, "v5")
    assert isinstance(read(folder, None, tags="v5")["v5"], NoModelError)
    assert said(read(folder, None, "arch/shop.yaml", tags="v5")["v5"]) == 2
    assert said(read(folder, None, "arch/shop.yaml", tags="v1")["v1"]) == 2, "where it usually lies, too"
    [moved] = Archive(folder, (), Cache(None), {}).read([replace(_version(folder, "v5"), inside="arch/shop.yaml")])
    assert said(moved) == 2


def test_a_file_is_read_again_when_it_changed(tmp_path: Path, runs: list[str]) -> None:
    known: dict[str, Read] = {}
    for text, count in ((MODEL, 2), (MODEL, 2), (shop([STORE]), 1)):
        write(tmp_path, "old.yaml", text) if text != MODEL or not known else None
        [found] = Archive(tmp_path, (), Cache(tmp_path / "cache"), known).read([Version("old", "old.yaml")])
        assert said(found) == count
    assert runs == ["old.yaml", "old.yaml"]
    assert not (tmp_path / "cache").exists(), "a file may change, and so is not kept"


def test_no_path_of_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    folder = repository(tmp_path / "repository")
    release(folder, "v1", **{"model/__init__.py": "from pathlib import Path\nPath(__file__, '..', 'x').read_text()\n"})
    found = str(read(folder, None)["v1"])
    assert found.startswith("v1:model/__init__.py:2: ")
    assert "/tmp" not in found
    assert "v1:model/__init__.py/../x" in found


def _version(folder: Path, tag: str) -> Version:
    return find_versions(ChangesConfig(tags=tag), folder)[0]
