"""Files behind generated pages: a new date only where something changed, and nothing of anyone else's touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diagramgen.backing import MANIFEST, Backing, folder_for


def made(folder: Path, pages: dict[str, bytes], depends: str = "") -> dict[str, Path | None]:
    """One build: the files that it keeps; an old date on each, so that a new one is seen."""
    backing = Backing(folder)
    kept = {path: backing.keep(path, content, depends) for path, content in pages.items()}
    backing.finish()
    return kept


def age(folder: Path) -> None:
    for file in folder.rglob("*.md"):
        os.utime(file, (1, 1))


def fresh(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*.md") if file.stat().st_mtime > 1)


def test_a_file_holds_what_it_stands_for(tmp_path: Path) -> None:
    kept = made(tmp_path, {"services/a.md": b"A", "views/a.svg": b"<svg/>"})
    assert {path: file.read_bytes() for path, file in kept.items() if file} == {
        "services/a.md": b"A",
        "views/a.svg": b"<svg/>",
    }


def test_only_what_changed_gets_a_new_date(tmp_path: Path) -> None:
    made(tmp_path, {"a.md": b"A", "b.md": b"B"})
    age(tmp_path)
    made(tmp_path, {"a.md": b"A", "b.md": b"B"})
    assert fresh(tmp_path) == []
    made(tmp_path, {"a.md": b"A", "b.md": b"B2", "c.md": b"C"})
    assert fresh(tmp_path) == ["b.md", "c.md"]


def test_what_a_page_depends_on_counts_too(tmp_path: Path) -> None:
    made(tmp_path, {"a.md": b"A"}, "picture 1")
    age(tmp_path)
    made(tmp_path, {"a.md": b"A"}, "picture 1")
    assert fresh(tmp_path) == []
    made(tmp_path, {"a.md": b"A"}, "picture 2")
    assert fresh(tmp_path) == ["a.md"]


def test_what_is_no_longer_made_goes_and_what_others_put_there_stays(tmp_path: Path) -> None:
    made(tmp_path, {"a.md": b"A", "b.md": b"B"})
    (tmp_path / "files" / "mine.md").write_bytes(b"mine")
    made(tmp_path, {"a.md": b"A"})
    assert sorted(file.name for file in (tmp_path / "files").iterdir()) == ["a.md", "mine.md"]


def test_a_file_that_was_taken_away_is_made_again(tmp_path: Path) -> None:
    made(tmp_path, {"a.md": b"A"})
    (tmp_path / "files" / "a.md").unlink()
    assert made(tmp_path, {"a.md": b"A"})["a.md"] == tmp_path / "files" / "a.md"
    assert (tmp_path / "files" / "a.md").read_bytes() == b"A"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a.md": "x"}', '{"../../outside.md": "x"}', '{"/outside.md": "x"}'])
def test_a_list_that_is_none_does_no_harm(tmp_path: Path, text: str) -> None:
    folder, outside = tmp_path / "cache" / "project", tmp_path / "outside.md"
    folder.mkdir(parents=True)
    outside.write_bytes(b"not ours")
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    assert made(folder, {"b.md": b"B"})["b.md"]
    assert outside.read_bytes() == b"not ours"


def test_a_folder_that_can_not_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"a file")
    assert made(tmp_path / "taken" / "project", {"a.md": b"A"}) == {"a.md": None}
    assert (tmp_path / "taken").read_bytes() == b"a file"


def test_each_project_has_a_folder_of_its_own(tmp_path: Path) -> None:
    one, two = (folder_for(tmp_path / name / "mkdocs.yml", "", tmp_path / "cache") for name in ("one", "two"))
    assert one != two
    assert one == folder_for(tmp_path / "one" / "mkdocs.yml", "", tmp_path / "cache")
    assert one != folder_for(tmp_path / "one" / "mkdocs.yml", "public", tmp_path / "cache")
    assert one.parent == tmp_path / "cache" / "pages"
    assert folder_for(tmp_path / "one" / "mkdocs.yml", "", None).name == one.name
