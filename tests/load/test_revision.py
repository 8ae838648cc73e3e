"""Models from git revisions, folders and files: each in a process of its own, and nothing here is touched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from diagramgen.errors import ContentError, DiagramgenError, EnvironmentFailure, UsageError
from diagramgen.load.revision import load_side
from diagramgen.schema import Architecture
from tests.versions import git, needs_git, write

PYTHON = """\
from pathlib import Path
from diagramgen import Architecture, Service
from .names import NAME
print("a model may print")
architecture = Architecture(title=Path(__file__).parent.parent.joinpath("title.txt").read_text(), endpoints=[
    Service(id="shop", name=NAME),
])
"""


def model(folder: Path, name: str) -> None:
    write(folder, "model/__init__.py", PYTHON)
    write(folder, "model/names.py", f"NAME = {name!r}\n")
    write(folder, "title.txt", f"Title of {name}")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Three revisions: a model in YAML, one in Python, and another one; the work tree has a fourth."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    write(folder, "model.yaml", "title: First\nendpoints: [{id: shop, kind: service, name: One}]\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    git(folder, "tag", "v1")
    (folder / "model.yaml").unlink()
    model(folder, "Two")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "two")
    git(folder, "tag", "-a", "v2", "-m", "two")
    model(folder, "Three")
    git(folder, "commit", "-qam", "three")
    model(folder, "Four")
    return folder


def name_of(architecture: Architecture) -> str:
    return architecture.endpoints[0].name


def refused(name: str, base: Path, source: str | None = None) -> tuple[int, str]:
    with pytest.raises(DiagramgenError) as error:
        load_side(name, source, None, base)
    return error.value.exit_code, str(error.value)


@needs_git
def test_a_revision_is_named_as_git_names_it(repository: Path) -> None:
    named = {"v1": "One", "v2": "Two", "main": "Three", "HEAD~1": "Two", git(repository, "rev-parse", "HEAD"): "Three"}
    for revision, name in named.items():
        assert name_of(load_side(revision, None, None, repository)) == name


@needs_git
def test_the_work_tree_is_neither_read_nor_changed(repository: Path) -> None:
    write(repository, "model/broken.py", "syntax error(")
    before = git(repository, "status", "--porcelain"), git(repository, "stash", "list")
    found = load_side("v2", None, None, repository)
    assert found.title == "Title of Two", "a model reads its neighbours of that revision"
    assert (git(repository, "status", "--porcelain"), git(repository, "stash", "list")) == before
    assert not list(repository.rglob("*.pyc"))
    assert not [name for name in sys.modules if name.startswith("_diagramgen_model_") and "names" in name]


@needs_git
def test_places_name_the_revision(repository: Path) -> None:
    assert str(load_side("v2", None, None, repository).endpoints[0].where) == "v2:model/__init__.py:6"
    assert str(load_side("v1", None, None, repository).endpoints[0].where) == "v1:model.yaml:2"


@needs_git
def test_a_folder_of_the_repository_is_searched_in_the_revision(repository: Path) -> None:
    model(repository / "docs", "Inner")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "inner")
    found = load_side("HEAD", None, None, repository / "docs")
    assert name_of(found) == "Inner"
    assert str(found.endpoints[0].where) == "HEAD:docs/model/__init__.py:6"


@needs_git
def test_another_model_of_a_revision_is_named_behind_a_colon(repository: Path) -> None:
    assert name_of(load_side("v1:model.yaml", "model", None, repository)) == "One"
    assert name_of(load_side("v2", None, "model:architecture", repository)) == "Two"


@needs_git
def test_what_lies_here_comes_before_a_revision(repository: Path) -> None:
    git(repository, "branch", "old")
    write(repository, "old/model.yaml", "title: Old\nendpoints: [{id: shop, kind: service, name: Folder}]\n")
    assert name_of(load_side("old", None, None, repository)) == "Folder"
    assert name_of(load_side("heads/old", None, None, repository)) == "Three"
    assert name_of(load_side("old/model.yaml", None, None, repository)) == "Folder"
    assert name_of(load_side("model", None, None, repository)) == "Four"
    (repository / "old/model.yaml").unlink()
    code, said = refused("old", repository)
    assert code == 2
    assert "there is no model in old" in said
    assert "heads/old" in said


@needs_git
def test_an_unknown_revision_has_a_way_out(repository: Path) -> None:
    code, said = refused("mian", repository)
    assert code == 2
    assert "'mian' is neither a file, a folder nor a revision" in said
    assert "did you mean 'main'?" in said
    assert refused("-v1", repository)[0] == 2
    assert refused("", repository)[0] == 2


@needs_git
def test_a_shallow_clone_says_so(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "clone")
    code, said = refused("HEAD~1", tmp_path / "clone")
    assert code == 2
    assert "git fetch --unshallow" in said


@needs_git
def test_a_revision_without_a_model_says_where_it_looked(repository: Path) -> None:
    code, said = refused("v1", repository, "architecture")
    assert code == 1
    assert "v1:architecture: the revision has no model here" in said
    git(repository, "rm", "-rqf", "model")
    git(repository, "commit", "-qm", "none")
    assert refused("HEAD", repository)[0] == 1


@needs_git
def test_a_model_in_a_submodule_says_so(repository: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    git(outer, "submodule", "add", "-q", str(repository), "model")
    git(outer, "commit", "-qm", "with a submodule")
    code, said = refused("HEAD", outer)
    assert code == 1
    assert "HEAD:model: is a submodule" in said


@needs_git
def test_a_wrong_model_of_a_revision_tells_all_its_problems_with_places(repository: Path) -> None:
    write(repository, "model/names.py", "NAME = ''\n")
    git(repository, "commit", "-qam", "wrong")
    code, said = refused("HEAD", repository)
    assert code == 1
    assert "HEAD:model/__init__.py:6: Service 'shop': name is empty" in said


@needs_git
def test_a_model_that_ends_the_process_is_wrong(repository: Path) -> None:
    write(repository, "model/names.py", "import os\nos._exit(7)\n")
    git(repository, "commit", "-qam", "ends")
    code, said = refused("HEAD", repository)
    assert code == 1
    assert "the model's code ends the process (exit code 7)" in said


@needs_git
def test_an_old_package_of_ours_in_the_revision_is_not_run(repository: Path) -> None:
    write(repository, "diagramgen/__init__.py", "raise RuntimeError('the old one')\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "ours")
    assert name_of(load_side("HEAD", None, None, repository)) == "Four"


@needs_git
def test_links_out_of_the_repository_are_left_behind(repository: Path) -> None:
    (repository / "away").symlink_to("/etc")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "link")
    assert name_of(load_side("HEAD", None, None, repository)) == "Four"


@needs_git
def test_outside_of_a_repository_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, said = refused("v1", tmp_path)
    assert code == 2
    assert "'v1' is neither a file nor a folder, and this folder is in no git repository" in said


def test_without_git_there_are_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    model(tmp_path, "Here")
    assert name_of(load_side("model", None, None, tmp_path)) == "Here"
    with pytest.raises(EnvironmentFailure, match="no git to look for a revision"):
        load_side("v1", None, None, tmp_path)


@needs_git
def test_what_git_archive_can_not_do_is_told(repository: Path) -> None:
    commit = git(repository, "rev-parse", "v1")
    tree = git(repository, "rev-parse", "v1^{tree}")
    (repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(EnvironmentFailure, match="git archive of v1 failed"):
        load_side("v1", None, None, repository)
    assert commit


def test_a_model_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    write(tmp_path, "notes.txt", "no model")
    with pytest.raises(UsageError, match="is not a model"):
        load_side("notes.txt", None, None, tmp_path)


def test_a_wrong_file_tells_its_own_place(tmp_path: Path) -> None:
    write(tmp_path, "old.yaml", "title: T\nendpoints: [{id: shop, kind: service}]\n")
    with pytest.raises(ContentError, match=r"old.yaml:2: name is missing|old.yaml:2"):
        load_side("old.yaml", None, None, tmp_path)


@needs_git
@pytest.mark.parametrize("form", ["model", "./model", "notes/../model", "{top}/model", "{link}/model"])
def test_a_revision_has_the_model_however_its_path_is_written(form: str, repository: Path) -> None:
    link = repository.parent / "link"
    link.symlink_to(repository)
    named = form.format(top=repository, link=link)
    for source, configured in ((named, None), (None, named)):
        found = load_side("v2", source, configured, repository)
        assert (name_of(found), str(found.endpoints[0].where)) == ("Two", "v2:model/__init__.py:6")


@needs_git
def test_a_model_beside_the_working_folder_is_found_also_if_that_folder_is_new(repository: Path) -> None:
    below = repository / "new" / "project"
    below.mkdir(parents=True)
    found = load_side("v2", None, "../../model", below)
    assert (name_of(found), str(found.endpoints[0].where)) == ("Two", "v2:model/__init__.py:6")
    write(repository, "model/names.py", "NAME = ''\n")
    git(repository, "commit", "-qam", "wrong")
    assert "HEAD:model/__init__.py:6: Service 'shop': name is empty" in refused("HEAD", below, "../../model")[1]
    code, told = refused("v1", below, "../../model")
    assert (code, "v1:model: the revision has no model here" in told) == (1, True)


@needs_git
@pytest.mark.parametrize("form", ["../model", "model/../../model", "{outside}/model"])
def test_a_path_that_leaves_the_repository_is_in_no_revision(form: str, repository: Path) -> None:
    named = form.format(outside=repository.parent)
    code, told = refused("v2", repository, named)
    assert code == 2
    assert told == (
        f"the model {named} lies outside of the repository, so no revision has it\n"
        "    name where it lies in v2, as v2:PATH"
    )
