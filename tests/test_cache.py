"""The cache of layouts: what was put is there again, and no trouble with it is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from diagramgen.cache import Cache, default_folder

KEY = "abcdef"


@pytest.mark.parametrize("value", [{"a": [1, 2.5, None, "é"]}, [], "text", 0])
def test_what_was_put_is_there_again(tmp_path: Path, value: Any) -> None:
    Cache(tmp_path / "made").put(KEY, value)
    assert Cache(tmp_path / "made").get(KEY) == value


def test_another_key_has_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, 1)
    assert cache.get("abcdee") is None


def test_the_last_value_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, 1)
    cache.put(KEY, 2)
    assert cache.get(KEY) == 2
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["abcdef.json"]


def test_no_folder_keeps_nothing() -> None:
    cache = Cache(None)
    cache.put(KEY, 1)
    assert cache.get(KEY) is None


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"a": '])
def test_a_damaged_entry_is_none(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, 1)
    [file] = tmp_path.rglob("*.json")
    file.write_bytes(content)
    assert cache.get(KEY) is None
    cache.put(KEY, 2)
    assert cache.get(KEY) == 2


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file")
    cache.put(KEY, 1)
    assert cache.get(KEY) is None


def test_an_entry_that_cannot_be_moved_into_place_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "ab" / "abcdef.json").mkdir(parents=True)
    cache = Cache(tmp_path)
    cache.put(KEY, 1)
    assert cache.get(KEY) is None
    assert [path.name for path in tmp_path.rglob("*.tmp")] == []


def test_layouts_are_kept_in_the_users_cache() -> None:
    assert default_folder().name == "layouts"
    assert "diagramgen" in default_folder().parts
