"""Which versions there are: by tags in the order of versions, by hand, and what stands in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from diagramgen.config import ChangesConfig
from diagramgen.errors import DiagramgenError
from diagramgen.load.versions import find_versions
from tests.versions import STORE, git, needs_git, release, repository, shop, write

pytestmark = needs_git
MODEL = shop([STORE])


def named(folder: Path, **changes: Any) -> list[str]:
    return [version.name for version in find_versions(ChangesConfig(**changes), folder)]


def refused(folder: Path, **changes: Any) -> tuple[int, str]:
    with pytest.raises(DiagramgenError) as error:
        find_versions(ChangesConfig(**changes), folder)
    return error.value.exit_code, str(error.value)


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    folder = repository(tmp_path / "repository")
    release(folder, "v1.9", model=MODEL)
    for tag in ("v1.10", "v1.10-rc2", "v1.10-rc1", "v1.10-beta", "v1.10-hotfix1", "v1.10.dev3", "v1.10-SNAPSHOT"):
        git(folder, "tag", tag)
    git(folder, "tag", "other")
    return folder


def test_tags_stand_in_the_order_of_versions(tagged: Path) -> None:
    assert named(tagged, tags="v*") == [
        "v1.9",
        "v1.10.dev3",
        "v1.10-SNAPSHOT",
        "v1.10-beta",
        "v1.10-rc1",
        "v1.10-rc2",
        "v1.10",
        "v1.10-hotfix1",
    ]


def test_a_pattern_leaves_out(tagged: Path) -> None:
    assert named(tagged, tags=["v*", "o*", "!*-*", "!*.dev*"]) == ["other", "v1.9", "v1.10"]


def test_a_tag_has_the_day_on_which_it_was_made_where_it_was_made(tmp_path: Path) -> None:
    folder = repository(tmp_path / "repository")
    release(folder, "v1", "2026-02-03", model=MODEL)
    git(folder, "tag", "-a", "v2", "-m", "two", date="2026-03-04")
    found = find_versions(ChangesConfig(tags="v*"), folder)
    assert [(v.date, v.moment) for v in found] == [("2026-02-03", 1770179400), ("2026-03-04", 1772685000)]
    assert found[0].commit == found[1].commit == git(folder, "rev-parse", "HEAD")


def test_a_tag_of_something_that_is_no_commit_is_none(tagged: Path) -> None:
    git(tagged, "tag", "v0", git(tagged, "rev-parse", "HEAD:model.yaml"))
    git(tagged, "tag", "-a", "v0.1", "-m", "a tree", git(tagged, "rev-parse", "HEAD^{tree}"))
    assert named(tagged, tags="v[01]*")[0] == "v1.9"


def test_versions_by_hand_are_older_than_tags(tagged: Path) -> None:
    write(tagged, "older.yaml", MODEL)
    versions: Any = ["older.yaml", {"name": "one", "source": "other:model.yaml"}]
    first, second, *_ = find_versions(ChangesConfig(tags="v1.9", versions=versions), tagged)
    assert (first.name, first.source, first.commit, first.date) == ("older.yaml", "older.yaml", "", "")
    assert (second.name, second.source, second.inside, second.date) == ("one", "other", "model.yaml", "2026-01-01")


def test_all_that_is_wrong_is_told_at_once(tagged: Path) -> None:
    code, told = refused(tagged, tags="w*", versions=["v1.99", "nowhere.yaml"])
    assert code == 2
    assert told == (
        "'v1.99' is neither a file, a folder nor a revision\n    did you mean 'v1.9' or 'v1.10'?\n"
        "'nowhere.yaml' is neither a file, a folder nor a revision\n"
        "    known are: main, other, v1.10, v1.10-SNAPSHOT, v1.10-beta, v1.10-hotfix1, v1.10-rc1, v1.10-rc2, …\n"
        "changes: no tag matches 'w*'\n"
        "    known are: other, v1.10, v1.10-SNAPSHOT, v1.10-beta, v1.10-hotfix1, v1.10-rc1, v1.10-rc2, v1.10.dev3, …"
    )


def test_one_name_is_one_version(tagged: Path) -> None:
    code, told = refused(tagged, tags="v1.9", versions=[{"name": "v1.9", "source": "other"}])
    assert (code, told) == (2, "changes: 'v1.9' is a tag and in versions\n    give the one in versions another name")


def test_a_repository_without_any_tag_has_no_versions_yet(tmp_path: Path) -> None:
    assert named(repository(tmp_path / "repository"), tags="v*") == []


@pytest.mark.parametrize("tags", [False, True], ids=["without tags", "with the tag that is built"])
def test_a_shallow_clone_says_how_to_get_the_tags(tagged: Path, tmp_path: Path, tags: bool) -> None:
    release(tagged, "v2", model=MODEL)
    git(tmp_path, "clone", "-q", "--depth", "1", *(() if tags else ("--no-tags",)), tagged.as_uri(), "clone")
    code, told = refused(tmp_path / "clone", tags="v*")
    assert code == 3
    assert told.splitlines() == [
        "the tags 'v*' of earlier commits are not here, because this clone is shallow",
        "    fetch them: git fetch --unshallow --tags (fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab)",
    ]
    git(tmp_path / "clone", "fetch", "-q", "--unshallow", "--tags")
    assert named(tmp_path / "clone", tags="v*")[-1] == "v2"


def test_a_shallow_clone_that_fetched_the_tags_will_do(tagged: Path, tmp_path: Path) -> None:
    release(tagged, "v2", model=MODEL)
    git(tmp_path, "clone", "-q", "--depth", "1", tagged.as_uri(), "clone")
    git(tmp_path / "clone", "fetch", "-q", "--depth", "1", "--tags")
    assert named(tmp_path / "clone", tags="v1.9") == ["v1.9"]


def test_without_a_repository_there_are_no_tags(tmp_path: Path) -> None:
    code, told = refused(tmp_path, tags="v*")
    assert code == 2
    assert told.startswith("this folder is in no git repository, so there are no tags 'v*'\n    work in a clone, or ")


def test_without_git_there_are_no_tags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, told = refused(tmp_path, tags="v*")
    assert code == 3
    assert told.startswith("there is no git to look for the tags 'v*'\n    install git, or ")


def test_files_need_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "old.yaml", MODEL)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert named(tmp_path, versions=["old.yaml"]) == ["old.yaml"]
