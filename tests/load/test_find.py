"""Which model is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagramgen.errors import UsageError
from diagramgen.load import find_model, model_root
from tests.load.files import write


@pytest.mark.parametrize(
    ("given", "configured", "there", "found"),
    [
        ("mine", "theirs", ["model/__init__.py", "model.yaml"], "mine"),
        (None, "theirs", ["model/__init__.py", "model.yaml"], "theirs"),
        (None, None, ["model/__init__.py", "model.yaml"], "model"),
        (None, None, ["model.yaml", "model.json"], "model.yaml"),
        (None, None, ["model.yml"], "model.yml"),
        (None, None, ["model.json"], "model.json"),
    ],
)
def test_the_order_in_which_a_model_is_looked_for(
    tmp_path: Path, given: str | None, configured: str | None, there: list[str], found: str
) -> None:
    write(tmp_path, dict.fromkeys(there, ""))
    assert find_model(given, configured, tmp_path) == found


def test_without_a_model_the_message_says_what_to_make(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no model here\n +make a folder model/ or a file model.yaml"):
        find_model(None, None, tmp_path)


@pytest.mark.parametrize(
    ("source", "root"),
    [
        ("model", "model"),
        ("model.yaml", "model.yaml"),
        ("single.py", "single.py"),
        ("single:architecture", "single.py"),
        ("model:architecture", "model"),
        ("models.voice:architecture", "models"),
        ("models.chat:architecture", "models"),
    ],
)
def test_the_folder_or_file_whose_change_changes_the_model(tmp_path: Path, source: str, root: str) -> None:
    files = ["model/__init__.py", "model.yaml", "single.py", "models/voice.py", "models/chat/__init__.py"]
    write(tmp_path, dict.fromkeys(files, ""))
    assert model_root(source, tmp_path) == tmp_path / root


def test_an_installed_model_is_found_where_it_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write(tmp_path / "site", {"ourmodel/__init__.py": "", "ourfile.py": ""})
    monkeypatch.syspath_prepend(str(site))
    assert model_root("ourmodel.voice:architecture", tmp_path) == site / "ourmodel"
    assert model_root("ourfile:architecture", tmp_path) == site / "ourfile.py"


@pytest.mark.parametrize("source", ["nothing", "nothing:architecture", "sys:path", "nothing.py:x", "a b:c"])
def test_what_is_not_there_is_nowhere(tmp_path: Path, source: str) -> None:
    assert not model_root(source, tmp_path).exists()
