"""Pages of changes in a built site: with the plugin, with `build`, in an edition, and while someone writes."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest

from tests.command import Command
from tests.site import build, said
from tests.sitelinks import broken, ids_twice, tree
from tests.versions import PAY, PAY_MORE, REFUND, STORE, git, needs_git, release, repository, shop, write

pytestmark = needs_git

SETTINGS = """\
site_name: Shop
site_url: https://shop.invalid/
theme: {name: material, font: false}
plugins: [search, diagramgen: {changes: "v*", feed: true}]
validation: {links: {anchors: warn}}
nav: [Home: index.md, Architecture: architecture.md, Services: services/, Ports: ports.md, Changes: changes/]
"""
SECRET = "{id: fraud, kind: service, name: Fraud check, zone: cluster%s}"
ASK = "{number: 9, source: shop, destination: fraud, protocol: http, ports: 81, data: Who pays.%s}"


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    """A site in a repository with three versions, the first of which has no model, and an edit."""
    folder = repository(tmp_path / "shop")
    write(
        folder, "docs/index.md", "# Shop\n\n[What changed](changes/index.md#changes), [v1.1](changes/v1.1.md#ports).\n"
    )
    write(folder, "mkdocs.yml", SETTINGS)
    write(folder, "diagramgen.toml", f"cache_dir = '{cache_dir.as_posix()}'\n")
    write(folder, ".gitignore", "/site/\n/out/\n")
    release(folder, "v0.1", "2026-01-01")
    release(folder, "v1.0", "2026-02-02", model=shop([STORE, PAY]))
    release(folder, "v1.1", "2026-03-03", model=shop([STORE, PAY_MORE, REFUND]))
    write(folder, "model.yaml", shop([STORE, REFUND], further="retired: [{number: 2, since: '2', reason: Gone.}]\n"))
    return folder


@pytest.fixture
def command(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    write(folder, "diagramgen.toml", f"{(folder / 'diagramgen.toml').read_text()}changes = 'v*'\nout = 'out'\n")
    return Command(folder, capsysbinary)


@pytest.mark.slow
def test_a_site_has_its_pages_of_changes(folder: Path) -> None:
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, []), done.stderr
    site = folder / "site"

    page = tree(site / "changes" / "v1.1" / "index.html")
    [picture] = page.all("svg", **{"class": "diagram"})
    assert picture.get("data-view") == "changes--v1-1"
    assert [row.get("id") for row in page.all("tr") if row.get("id")] == [
        "changes--v1-1--connection-3",
        "changes--v1-1--connection-2",
    ]
    navigation = [" ".join(link.text.split()) for link in page.all("a") if "md-nav__link" in link.classes]
    place = navigation.index("Not yet released")
    assert navigation[place - 1 : place + 2] == ["Changes", "Not yet released", "v1.1"]
    assert "v1.0" not in navigation, "the first version has nothing to tell"

    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    found = {entry["location"]: entry for entry in index if entry["location"].startswith("changes/")}
    assert found["changes/v1.1/"]["boost"] == 0.5
    assert "adds 8443" in found["changes/v1.1/#security"]["text"]
    assert not [entry for entry in found.values() if "Legend" in entry["text"] or "Multi-tenant" in entry["text"]]

    feed = feedparser.parse((site / "feed.xml").read_bytes())
    items = {entry.title: (entry.published, entry.get("summary", "")) for entry in feed.entries}
    assert items["v1.1"] == ("Wed, 04 Mar 2026 04:30:00 +0000", "2 changes from v1.0 to v1.1.")
    assert "Not yet released" not in items


@pytest.mark.slow
def test_every_page_of_changes_leads_to_places_that_are_there(folder: Path) -> None:
    assert build(folder).returncode == 0
    assert (broken(folder / "site"), ids_twice(folder / "site")) == ([], [])


@pytest.mark.slow
def test_a_version_that_is_broken_fails_strict_until_it_is_left_out(folder: Path) -> None:
    release(folder, "v1.2", model="title: [")
    write(folder, "model.yaml", shop([STORE, PAY]))
    done = build(folder)
    assert done.returncode == 0
    assert "the version v1.2 could not be read" in done.stderr
    assert "could not be read: v1.2:model.yaml:1:" in (folder / "site" / "changes" / "index.html").read_text("utf-8")
    assert build(folder, "--strict").returncode == 1
    write(folder, "mkdocs.yml", SETTINGS.replace('"v*"', '["v*", "!v1.2"]'))
    assert build(folder, "--strict").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["v*", "other*"])
def test_what_is_in_the_way_ends_a_build_without_a_traceback(folder: Path, tmp_path: Path, setting: str) -> None:
    git(folder, "commit", "-qam", "more")
    write(folder, "mkdocs.yml", SETTINGS.replace('"v*"', f'"{setting}"'))
    git(folder, "commit", "-qam", "settings", "--allow-empty")
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "clone")
    done = build(tmp_path / "clone")
    assert done.returncode == 1
    assert "git fetch --unshallow --tags" in done.stderr
    assert "Traceback" not in done.stderr


def test_build_writes_the_same_twice_and_checks_it(command: Command) -> None:
    done = command("build")
    assert (done.code, done.err.count("warning")) == (0, 0), done.err
    out = command.folder / "out"
    listed = json.loads((out / ".diagramgen.json").read_text(encoding="utf-8"))["files"]
    assert {path for path in listed if "changes" in path} == {
        "changes/index.md",
        "changes/unreleased.md",
        "changes/v1.1.md",
        "views/changes--unreleased.svg",
        "views/changes--v1-1.svg",
        "assets/tables/changes--unreleased.csv",
        "assets/tables/changes--v1-1.csv",
    }
    before = {path: (out / path).read_bytes() for path in listed}
    assert str(command.folder) not in "".join(text.decode("utf-8", "replace") for text in before.values())
    assert command("build", "--check").code == 0
    assert command("--no-cache", "build").code == 0
    assert {path: (out / path).read_bytes() for path in listed} == before


def test_a_broken_version_fails_the_check_and_not_the_build(command: Command) -> None:
    release(command.folder, "v1.2", model="title: [")
    write(command.folder, "model.yaml", shop([STORE]))
    done = command("build")
    assert done.code == 0
    assert "warning: v1.2:model.yaml:1: the version v1.2 could not be read: " in done.err
    assert "\n    leave it out: add '!v1.2' to tags\n" in done.err
    assert command("build", "--check").code == 1
    write(command.folder, "diagramgen.toml", "changes = ['v*', '!v1.2']\nout = 'out'\n")
    assert command("build").code == 0
    assert command("build", "--check").code == 0


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ("'w*'", 2, "error: changes: no tag matches 'w*'"),
        ("{versions = ['v9', 'v8']}", 2, "error: 'v8' is neither a file, a folder nor a revision"),
        ("{tag = 'v*'}", 2, "error: diagramgen.toml: there is no setting 'changes.tag'"),
    ],
)
def test_a_mistake_in_the_settings_is_one_of_usage(command: Command, changes: str, code: int, told: str) -> None:
    write(command.folder, "diagramgen.toml", f"changes = {changes}\nout = 'out'\n")
    done = command("build")
    assert (done.code, told in done.err) == (code, True), done.err


def test_an_edition_has_nothing_of_what_it_hides_in_any_file(command: Command) -> None:
    """Neither in a page, nor in a picture, a table or a count."""
    audiences, label = "audiences: [internal, customers]\n", ", audience: [internal]"
    folder = command.folder
    release(folder, "v2.0", model=shop([STORE, PAY], further=audiences))
    release(folder, "v2.1", model=shop([STORE, PAY, ASK % ""], endpoints=[SECRET % ""], further=audiences))
    release(folder, "v2.2", model=shop([STORE, PAY, ASK % ""], endpoints=[SECRET % label], further=audiences))
    write(folder, "model.yaml", shop([STORE, PAY_MORE, ASK % ""], endpoints=[SECRET % label], further=audiences))

    assert command("--audience", "customers", "build").code == 0

    out = folder / "out"
    texts = {
        path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.suffix in (".md", ".svg", ".csv")
    }
    assert "changes/v2.1.md" in texts
    for name, path in texts.items():
        text = path.read_text(encoding="utf-8")
        assert "raud" not in text, name
        assert "Who pays" not in text, name
    index = texts["changes/index.md"].read_text(encoding="utf-8")
    rows = index.partition("v2.2</a>")[2]
    assert rows.count(">–</td>") == 6, "v2.2 and v2.1 change nothing for these readers"
    assert "v1.1" not in index, "nobody said what these readers may see of it"


def test_other_commands_do_without_versions(command: Command) -> None:
    write(command.folder, "diagramgen.toml", "changes = 'w*'\n")
    assert command("table").code == 0
    assert command("draw", "overview").code == 0
    assert command("lint").code in (0, 1)
