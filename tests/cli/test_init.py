"""`diagramgen init`: a site at once, and nothing that was there is touched."""

from __future__ import annotations

import html
import os
import shlex
from pathlib import Path
from typing import Any

import pytest

from diagramgen.scaffold.project import project
from tests import site
from tests.command import Command
from tests.htmlread import read

PATHS = [artifact.path for artifact in project("x", "python")]


@pytest.fixture
def diagramgen(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """The command line in an empty folder."""
    return Command(tmp_path, capsysbinary)


def content(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder: files with their bytes, other things without."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def heading(page: Path) -> str:
    """The first heading of a page, without the sign that links to it."""
    return read(page.read_text(encoding="utf-8")).one("h1").text.removesuffix("¶")


def files(folder: Path) -> list[str]:
    return [path for path, data in content(folder).items() if data is not None]


def test_it_tells_each_file_and_what_to_type(diagramgen: Command) -> None:
    result = diagramgen("init", "my-docs")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == [
        *(f"my-docs/{path}" for path in PATHS),
        f"{len(PATHS)} files made. Now type:",
        "    cd my-docs",
        "    mkdocs serve",
    ]
    assert files(diagramgen.folder) == sorted(f"my-docs/{path}" for path in PATHS)


def test_the_default_is_the_current_folder(diagramgen: Command) -> None:
    result = diagramgen("init")
    assert result.code == 0
    assert result.err.splitlines()[-2:] == ["    mkdocs serve", "    mkdocs build --strict"]
    assert files(diagramgen.folder) == sorted(PATHS)


def test_a_folder_in_folders_is_made(diagramgen: Command) -> None:
    assert diagramgen("init", "a/b/c").code == 0
    assert (diagramgen.folder / "a" / "b" / "c" / "mkdocs.yml").is_file()


def test_quiet_says_nothing(diagramgen: Command) -> None:
    result = diagramgen("-q", "init")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_other_files_stay_and_do_not_matter(diagramgen: Command) -> None:
    (diagramgen.folder / "README.md").write_text("mine", encoding="utf-8")
    (diagramgen.folder / "docs").mkdir()
    (diagramgen.folder / "docs" / "notes.md").write_text("mine", encoding="utf-8")
    assert diagramgen("init").code == 0
    assert content(diagramgen.folder)["README.md"] == b"mine"
    assert content(diagramgen.folder)["docs/notes.md"] == b"mine"


def test_all_that_is_in_the_way_is_told_and_nothing_is_written(diagramgen: Command) -> None:
    for path in ("mkdocs.yml", "docs/index.md", "model.yaml"):
        (diagramgen.folder / path).parent.mkdir(exist_ok=True)
        (diagramgen.folder / path).write_text("mine", encoding="utf-8")
    before = content(diagramgen.folder)
    result = diagramgen("init")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        "error: nothing was written, because this exists already:",
        "    docs/index.md",
        "    mkdocs.yml",
        "    model.yaml",
        "    move what you see here out of the way, or name another folder",
    ]
    assert content(diagramgen.folder) == before


@pytest.mark.parametrize("yaml", [[], ["--yaml"]])
def test_a_second_time_is_refused(diagramgen: Command, yaml: list[str]) -> None:
    diagramgen("init", *yaml)
    before = content(diagramgen.folder)
    result = diagramgen("init")
    assert result.code == 1
    assert "    .gitignore\n" in result.err
    assert content(diagramgen.folder) == before


@pytest.mark.parametrize("place", ["there", "docs", ".github/workflows", "model"])
def test_a_file_where_a_folder_is_to_be_is_in_the_way(diagramgen: Command, place: str) -> None:
    file = diagramgen.folder / "there" / place if place != "there" else diagramgen.folder / "there"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    result = diagramgen("init", "there")
    assert result.code == 1
    assert result.err.splitlines()[1:-1] == [f"    {file.relative_to(diagramgen.folder).as_posix()}"]
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_in_the_way(diagramgen: Command) -> None:
    try:
        (diagramgen.folder / "mkdocs.yml").symlink_to("nowhere")
    except OSError:
        pytest.skip("this system makes no links")
    result = diagramgen("init")
    assert result.code == 1
    assert result.err.splitlines()[1:-1] == ["    mkdocs.yml"]
    assert not (diagramgen.folder / "nowhere").exists()


def test_a_folder_that_takes_no_file_ends_with_3(diagramgen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, *arguments: Any, **further: Any) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", fail)
        result = diagramgen("init", "there")
    assert (result.code, result.out) == (3, "")
    assert result.err.splitlines() == [
        "error: can't write there: Permission denied",
        "    name a folder in which you may write",
    ]
    assert content(diagramgen.folder) == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_folder_with_spaces_is_typed_in_quotes(diagramgen: Command) -> None:
    name = "Ann's docs"
    assert diagramgen("init", name).err.splitlines()[-2] == f"    cd {shlex.quote(name)}"


@pytest.mark.slow
@pytest.mark.parametrize("yaml", [[], ["--yaml"]], ids=["python", "yaml"])
def test_the_site_builds_strictly_at_once(diagramgen: Command, yaml: list[str]) -> None:
    folder = diagramgen.folder / "my-docs"
    assert diagramgen("init", *yaml, str(folder)).code == 0
    done = site.build(folder, "--strict")
    assert (done.returncode, site.said(done)) == (0, []), done.stderr
    assert heading(folder / "site" / "index.html") == "My docs"
    assert (folder / "site" / "architecture" / "index.html").is_file()
    assert (folder / "site" / "services" / "ticket-files" / "index.html").is_file()
    assert (folder / ".cache" / "diagramgen").is_dir()


def test_a_second_build_has_nothing_to_do(diagramgen: Command) -> None:
    assert diagramgen("init").code == 0
    assert diagramgen("build", "--out", "x").code == 0
    result = diagramgen("build", "--out", "x", "--check")
    assert (result.code, result.out, result.err.splitlines()[-1]) == (0, "", "x is up to date")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "my.docs",
        "{{ config }}",
        pytest.param('Über "x" & co', marks=pytest.mark.skipif(os.name == "nt", reason="not a name there")),
        pytest.param("<b>|", marks=pytest.mark.skipif(os.name == "nt", reason="not a name there")),
    ],
)
def test_a_folder_may_be_called_anything(diagramgen: Command, name: str) -> None:
    folder = diagramgen.folder / name
    assert diagramgen("init", "--yaml", str(folder)).code == 0
    done = site.build(folder, "--strict")
    assert (done.returncode, site.said(done)) == (0, []), done.stderr
    page = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert f"<title>{html.escape(name)}</title>" in page
    for path in ("index.html", "architecture/index.html"):
        assert heading(folder / "site" / path) == name
