"""Writing: only what changed, nothing half-written, nothing of anyone else's touched."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diagramgen.artifacts import MANIFEST, MARK, Artifact, Plan, create, plan, write, write_file
from diagramgen.errors import ContentError, EnvironmentFailure

SITE = {
    "architecture.md": f"<!-- {MARK} -->\n# Architecture\n",
    "services/redis.md": f"<!-- {MARK} -->\n# Redis\n",
    "services/kafka.md": f"<!-- {MARK} -->\n# Kafka\n",
    "views/overview.svg": "<svg/>\n",
}


def artifacts(files: dict[str, str]) -> list[Artifact]:
    return [Artifact(path, content.encode()) for path, content in files.items()]


def build(out: Path, files: dict[str, str] = SITE, engine: str = "engine 1") -> Plan:
    """What `build --out` does."""
    chosen = plan(artifacts(files), out, engine)
    write(chosen, out)
    return chosen


def content(out: Path) -> dict[str, str]:
    """All files of a folder but the manifest."""
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def manifest(out: Path) -> dict[str, Any]:
    return json.loads((out / MANIFEST).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def snapshot(out: Path) -> dict[str, tuple[int, bytes]]:
    """Each file with the time at which it was written."""
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in out.rglob("*") if path.is_file()}


def age(out: Path) -> None:
    """Make all files look old, so that a write shows whatever the clock's steps."""
    for path in out.rglob("*"):
        os.utime(path, ns=(10**9, 10**9))


def paths(found: tuple[Artifact, ...]) -> list[str]:
    return [artifact.path for artifact in found]


def test_a_first_build_writes_everything_and_lists_it(tmp_path: Path) -> None:
    chosen = build(tmp_path / "new" / "out")
    assert paths(chosen.write) == sorted(SITE)
    assert content(tmp_path / "new" / "out") == dict(sorted(SITE.items()))
    found = manifest(tmp_path / "new" / "out")
    assert found["engine"] == "engine 1"
    assert found["files"] == {artifact.path: artifact.digest for artifact in artifacts(SITE)}


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    build(tmp_path)
    age(tmp_path)
    before = snapshot(tmp_path)
    chosen = build(tmp_path)
    assert (chosen.write, chosen.remove, chosen.stale) == ((), (), ())
    assert snapshot(tmp_path) == before


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    build(tmp_path)
    age(tmp_path)
    build(tmp_path, SITE | {"services/redis.md": f"{MARK} new"})
    written = {path.name for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_mtime_ns != 10**9}
    assert written == {"redis.md", MANIFEST}
    assert content(tmp_path)["services/redis.md"] == f"{MARK} new"


def test_the_manifest_is_the_same_bytes_for_the_same_site(tmp_path: Path) -> None:
    build(tmp_path / "a")
    build(tmp_path / "b", dict(reversed(SITE.items())))
    assert (tmp_path / "a" / MANIFEST).read_bytes() == (tmp_path / "b" / MANIFEST).read_bytes()
    assert b"\r" not in (tmp_path / "a" / MANIFEST).read_bytes()


def test_what_is_no_longer_wanted_is_removed_with_its_empty_folder(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "services" / "note.txt").write_text("mine")
    chosen = build(tmp_path, {"architecture.md": SITE["architecture.md"]})
    assert chosen.remove == ("services/kafka.md", "services/redis.md", "views/overview.svg")
    assert set(content(tmp_path)) == {"architecture.md", "services/note.txt"}
    assert not (tmp_path / "views").exists()
    assert list(manifest(tmp_path)["files"]) == ["architecture.md"]


def test_the_output_folder_itself_stays(tmp_path: Path) -> None:
    build(tmp_path / "out")
    build(tmp_path / "out", {})
    assert content(tmp_path / "out") == {}
    assert manifest(tmp_path / "out")["files"] == {}


def test_nothing_is_removed_that_an_earlier_build_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "mine.md").write_text("mine")
    build(tmp_path)
    build(tmp_path, {})
    assert content(tmp_path) == {"services/mine.md": "mine"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda out: (out / "services/redis.md").write_text("by hand"), "services/redis.md was edited by hand"),
        (lambda out: (out / "views/overview.svg").write_text("by hand"), "views/overview.svg was edited by hand"),
        (lambda out: (out / "views/overview.svg").write_text(""), "views/overview.svg was edited by hand"),
    ],
)
def test_a_file_that_was_edited_by_hand_is_named_and_nothing_is_written(
    tmp_path: Path, change: Callable[[Path], object], message: str
) -> None:
    build(tmp_path)
    change(tmp_path)
    age(tmp_path)
    before = snapshot(tmp_path)
    for wanted in (SITE | {"architecture.md": "new"}, {"architecture.md": "new"}, SITE):
        with pytest.raises(ContentError) as caught:
            build(tmp_path, wanted)
        [problem] = caught.value.problems
        assert problem.message == f"{tmp_path.as_posix()}/{message}"
        assert problem.fix.startswith("delete it to have it generated again")
    assert snapshot(tmp_path) == before


def test_an_edited_file_that_is_deleted_is_generated_again(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "services/redis.md").unlink()
    assert plan(artifacts(SITE), tmp_path, "engine 1").stale == ("services/redis.md",)
    build(tmp_path)
    assert content(tmp_path) == dict(sorted(SITE.items()))


def test_what_the_message_for_an_edited_file_proposes_works(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "services/redis.md").write_text("# Mine\n")
    listed = manifest(tmp_path)
    del listed["files"]["services/redis.md"]
    (tmp_path / MANIFEST).write_text(json.dumps(listed))
    assert build(tmp_path).own == ("services/redis.md",)
    assert content(tmp_path)["services/redis.md"] == "# Mine\n"


def test_a_generated_page_that_no_manifest_lists_is_not_overwritten(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / MANIFEST).unlink()
    with pytest.raises(ContentError, match=r"redis\.md was edited by hand"):
        build(tmp_path, SITE | {"services/redis.md": f"{MARK} new"})


def test_a_lost_manifest_is_made_again_where_all_is_as_it_would_be(tmp_path: Path) -> None:
    build(tmp_path)
    before = manifest(tmp_path)
    (tmp_path / MANIFEST).unlink()
    assert build(tmp_path).write == ()
    assert manifest(tmp_path) == before


def test_a_page_that_a_writer_put_in_our_place_wins_and_stays(tmp_path: Path) -> None:
    (tmp_path / "services").mkdir()
    (tmp_path / "services" / "redis.md").write_text("# Mine\n")
    chosen = build(tmp_path)
    assert chosen.own == ("services/redis.md",)
    assert chosen.stale == tuple(sorted(set(SITE) - {"services/redis.md"}))
    assert content(tmp_path)["services/redis.md"] == "# Mine\n"
    assert "services/redis.md" not in manifest(tmp_path)["files"]
    assert build(tmp_path, {}).remove == ("architecture.md", "services/kafka.md", "views/overview.svg")
    assert content(tmp_path) == {"services/redis.md": "# Mine\n"}


def test_a_file_of_somebody_else_that_is_no_page_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "views").mkdir()
    (tmp_path / "views" / "overview.svg").write_text("<svg>mine</svg>")
    with pytest.raises(ContentError) as caught:
        build(tmp_path)
    [problem] = caught.value.problems
    assert problem.message == f"{tmp_path.as_posix()}/views/overview.svg is in the way and was not made by diagramgen"
    assert content(tmp_path) == {"views/overview.svg": "<svg>mine</svg>"}
    assert not (tmp_path / MANIFEST).exists()


def test_all_files_in_the_way_are_named(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "architecture.md").write_text("by hand")
    (tmp_path / "services" / "redis.md").write_text("by hand")
    (tmp_path / "new.css").write_text("mine")
    with pytest.raises(ContentError) as caught:
        build(tmp_path, SITE | {"new.css": "ours"})
    assert [problem.message.rpartition("/")[2].split(" ")[0] for problem in caught.value.problems] == [
        *("architecture.md", "redis.md", "new.css"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "5", "null", "{}", '{"files": []}', '{"files": {}}', '{"files": {}, "engine": 5}', "\udcff"],
)
def test_a_manifest_that_is_none_is_refused_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(ContentError, match=r"\.diagramgen\.json is not a list of generated files\n +restore it, or"):
        build(tmp_path)
    assert content(tmp_path) == {}


@pytest.mark.parametrize("path", ["../precious.txt", "services/../../precious.txt", "..\\precious.txt", "ABSOLUTE"])
def test_no_manifest_leads_out_of_the_output_folder(tmp_path: Path, path: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    path = path.replace("ABSOLUTE", str(precious))
    digest = Artifact("", b"precious").digest
    (out / MANIFEST).write_text(json.dumps({"engine": "", "files": {path: digest}}))
    chosen = build(out)
    assert chosen.remove == chosen.edited == ()
    assert precious.read_text() == "precious"
    assert list(manifest(out)["files"]) == sorted(SITE)


def test_a_manifest_with_values_that_are_no_hashes_removes_nothing(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    (tmp_path / MANIFEST).write_text(json.dumps({"engine": "", "files": {"note.txt": 5}}))
    with pytest.raises(ContentError, match=r"note\.txt was edited by hand"):
        build(tmp_path)
    assert content(tmp_path) == {"note.txt": "mine"}


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    build(tmp_path)
    build(tmp_path, SITE | {"architecture.md": "new"})
    assert {path.name for path in tmp_path.rglob(".*")} == {MANIFEST}


def test_a_write_that_fails_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path)

    def fail(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(EnvironmentFailure, match=r"can't write .*architecture\.md: Permission denied"):
            build(tmp_path, SITE | {"architecture.md": "new"})
    assert content(tmp_path) == dict(sorted(SITE.items()))
    build(tmp_path, SITE | {"architecture.md": "new"})
    assert content(tmp_path)["architecture.md"] == "new"


def test_a_build_that_stopped_half_way_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace
    done: list[Path] = []

    def fail(self: Path, target: Path) -> Path:
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        done.append(target)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(EnvironmentFailure, match="No space left on device"):
            build(tmp_path)
    assert len(content(tmp_path)) == 2
    build(tmp_path)
    assert content(tmp_path) == dict(sorted(SITE.items()))


def test_a_folder_in_the_way_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "architecture.md").mkdir()
    with pytest.raises(EnvironmentFailure) as caught:
        build(tmp_path)
    assert caught.value.problems[0].message.startswith("can't ")


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "services").write_text("mine")
    with pytest.raises(EnvironmentFailure) as caught:
        build(tmp_path)
    assert caught.value.problems[0].message.startswith("can't write ")
    assert (tmp_path / "services").read_text() == "mine"


def test_a_folder_without_any_of_our_files_lacks_all(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    chosen = plan(artifacts(SITE), tmp_path, "engine 1")
    assert (chosen.missing, chosen.nothing_there) == (tuple(sorted(SITE)), True)
    build(tmp_path)
    assert plan(artifacts(SITE), tmp_path, "engine 1").nothing_there is False


def test_what_is_stale_is_what_a_build_would_change(tmp_path: Path) -> None:
    build(tmp_path)
    (tmp_path / "services" / "kafka.md").write_text("by hand")
    (tmp_path / "new.css").write_text("mine")
    wanted = {path: text for path, text in SITE.items() if path != "views/overview.svg"}
    wanted |= {"architecture.md": "new", "new.css": "ours", "new.md": "new"}
    chosen = plan(artifacts(wanted), tmp_path, "engine 2")
    assert paths(chosen.write) == ["architecture.md", "new.md"]
    assert chosen.remove == ("views/overview.svg",)
    assert chosen.edited == ("services/kafka.md",)
    assert chosen.foreign == ("new.css",)
    assert chosen.stale == ("architecture.md", "new.css", "new.md", "services/kafka.md", "views/overview.svg")
    assert (chosen.missing, chosen.nothing_there) == (("new.md",), False)
    assert (chosen.engine_before, chosen.manifest["engine"]) == ("engine 1", "engine 2")


def test_a_plan_writes_nothing(tmp_path: Path) -> None:
    plan(artifacts(SITE), tmp_path / "out", "engine 1")
    assert not (tmp_path / "out").exists()


def test_one_file_is_written_whole_where_the_user_said(tmp_path: Path) -> None:
    write_file(tmp_path / "new" / "a.svg", b"<svg/>\r\n")
    assert (tmp_path / "new" / "a.svg").read_bytes() == b"<svg/>\r\n"
    with pytest.raises(EnvironmentFailure, match="choose another path with -o"):
        write_file(tmp_path / "new", b"")
    assert [path.name for path in tmp_path.rglob("*")] == ["new", "a.svg"]


def test_files_have_the_rights_that_the_user_gives_to_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    build(tmp_path)
    assert stat.S_IMODE((tmp_path / "architecture.md").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "plain").stat().st_mode
    )


# Files that are not there yet


def test_create_makes_the_folder_and_all_files(tmp_path: Path) -> None:
    create(artifacts(SITE), tmp_path / "a" / "b")
    assert content(tmp_path / "a" / "b") == dict(sorted(SITE.items()))


def test_create_names_all_that_is_there_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "services").write_text("mine", encoding="utf-8")
    (tmp_path / "architecture.md").mkdir()
    (tmp_path / "other.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        create(artifacts(SITE), tmp_path, rivals=["other.md", "absent.md"])
    assert str(refused.value).splitlines()[1:-1] == [
        f"    {(tmp_path / name).as_posix()}" for name in ("architecture.md", "other.md", "services")
    ]
    assert content(tmp_path) == {"other.md": "mine", "services": "mine"}


def test_create_that_fails_takes_back_what_it_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "views").mkdir()
    opened = Path.open

    def fail(self: Path, *arguments: Any, **further: Any) -> Any:
        if self.name == "overview.svg":
            raise OSError(28, "No space left on device", str(self))
        return opened(self, *arguments, **further)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", fail)
        with pytest.raises(EnvironmentFailure, match=r"can't write .*overview\.svg: No space left on device"):
            create(artifacts(SITE), tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["views"]


def test_create_never_writes_over_a_file_that_came_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "architecture.md").write_text("mine", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("diagramgen.artifacts.os.path.lexists", lambda path: False)
        with pytest.raises(EnvironmentFailure, match="File exists"):
            create(artifacts(SITE), tmp_path)
    assert content(tmp_path) == {"architecture.md": "mine"}
