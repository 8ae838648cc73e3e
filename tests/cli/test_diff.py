"""`diagramgen diff` as a user calls it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from diagramgen.diff.changes import KINDS
from tests.command import Command, project
from tests.svgread import faults, read

needs_git = pytest.mark.skipif(
    shutil.which("git") is None, reason="THERE IS NO GIT HERE: diff of revisions is not tested"
)


@pytest.fixture
def command(tmp_path: Path, cache_dir: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """A project whose last revision has the shop, and whose working files have another port."""
    folder = project(tmp_path / "shop", cache_dir)
    if shutil.which("git"):
        for arguments in (
            ["init", "-q", "-b", "main"],
            ["add", "-A"],
            ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "one"],
        ):
            subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    shutil.copytree(folder / "model", tmp_path / "before")
    file = folder / "model" / "__init__.py"
    text = file.read_text(encoding="utf-8")
    assert text.count('ports="443"') >= 1 or text.count("ports=443") >= 1
    file.write_text(
        text.replace('ports="443"', 'ports="8443"', 1).replace("ports=443", "ports=8443", 1), encoding="utf-8"
    )
    return Command(folder, capfdbinary)


@needs_git
def test_the_working_files_against_a_revision(command: Command) -> None:
    found = command("diff", "HEAD")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("1 change from HEAD to the working files\n\nsecurity\n  model/__init__.py:")
    assert "port 443 → 8443; adds 8443; drops 443 [port]" in found.out


@needs_git
def test_a_revision_against_itself(command: Command) -> None:
    found = command("diff", "HEAD", "main", "--fail-on", "any")
    assert (found.code, found.out) == (0, "no change from HEAD to main\n")


@needs_git
def test_a_revision_without_a_model_may_be_allowed_and_nothing_else_is(command: Command) -> None:
    for arguments in (
        ["rm", "-rqf", "--cached", "model"],
        ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qmx"],
    ):
        subprocess.run(["git", *arguments], cwd=command.folder, check=True, capture_output=True)
    assert command("diff", "HEAD").code == 1
    found = command("diff", "HEAD", "--allow-no-model", "--fail-on", "any", "-o", "changes.json")
    assert (found.code, found.out) == (0, "")
    assert found.err.startswith("nothing to compare with: HEAD:model: the revision has no model here")
    assert not (command.folder / "changes.json").exists()
    assert command("diff", "HEAD~1", "--allow-no-model", "--fail-on", "any").code == 1
    assert command("diff", "nowhere", "--allow-no-model").code == 2
    assert command("-m", "../before", "diff", "HEAD", "--allow-no-model").code == 2


def test_folders_without_a_repository(command: Command) -> None:
    there, back = command("diff", "../before"), command("diff", "model", "../before")
    assert "port 443 → 8443" in there.out
    assert "port 8443 → 443" in back.out


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("any", 1),
        ("port", 1),
        ("security", 1),
        ("structure", 1),
        ("text", 1),
        ("added", 0),
        ("added,port", 1),
        ("view", 0),
    ],
)
def test_it_fails_on_what_is_asked_for(command: Command, wanted: str, code: int) -> None:
    found = command("diff", "../before", "--fail-on", wanted)
    assert found.code == code
    assert found.err == ("failed on 1 change: port\n" if code else "")
    assert "8443" in found.out, "what changed is told in either case"


def test_every_kind_can_be_asked_for(command: Command) -> None:
    words = [argument for kind in KINDS for argument in ("--fail-on", kind.kind)]
    assert command("diff", "../before", *words).code == 1


def test_an_unknown_kind_is_a_wrong_call(command: Command) -> None:
    found = command("diff", "../before", "--fail-on", "ports")
    assert found.code == 2
    assert "there is no kind of change 'ports'" in found.err
    assert "did you mean 'port'" in found.err


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["port,"], ["--fail-on: 'port,' names no kind of change beside a comma\n    take the comma out"]),
        ([",,port"], ["--fail-on: ',,port' names no kind of change beside a comma\n    take the comma out"]),
        ([""], ["--fail-on: '' names no kind of change\n    leave --fail-on out, or name some; known are: added, "]),
        ([" , "], ["--fail-on: ' , ' names no kind of change\n    leave --fail-on out, or name some; known are: "]),
        (["ports,port,", "vieew"], ["'ports'\n", "take the comma out\n", "'vieew'\n", "did you mean 'view'?"]),
    ],
)
def test_no_word_and_several_unknown_ones_are_a_wrong_call(given: list[str], told: list[str], command: Command) -> None:
    found = command("diff", "../before", *(argument for text in given for argument in ("--fail-on", text)))
    assert (found.code, found.out) == (2, "")
    for text in told:
        assert found.err.count(text) == 1
    assert "Traceback" not in found.err


def test_formats_follow_the_file_name(command: Command) -> None:
    assert json.loads(command("diff", "../before", "--format", "json").out)["changes"][0]["kind"] == "port"
    assert command("-q", "diff", "../before", "-o", "changes.svg").code == 0
    drawing = read((command.folder / "changes.svg").read_text(encoding="utf-8"))
    assert drawing.view == "difference"
    assert faults(drawing) == []
    assert command("diff", "../before", "-o", "changes.md").code == 0
    assert (command.folder / "changes.md").read_text(encoding="utf-8").startswith("### 1 change from")
    found = command("diff", "../before", "--format", "text", "-o", "changes.json")
    assert found.code == 2


def test_both_sides_are_cut_to_one_edition(command: Command) -> None:
    assert command("--product-version", "x", "diff", "../before").code == 2
    assert command("--product-version", "1.0", "diff", "../before").code == 0


def test_a_revision_that_is_none(command: Command) -> None:
    found = command("diff", "nowhere")
    assert found.code == 2
    assert "nowhere" in found.err


def test_the_same_bytes_each_time(command: Command) -> None:
    for form in ("text", "markdown", "json", "svg"):
        arguments = ("-q", "diff", "../before", "--format", form)
        assert command(*arguments).data == command(*arguments).data


EDITIONS = """\
title: Bookshop
audiences: [external, internal]
endpoints:
  - {id: shop, kind: service, name: Shop, AUDIENCE summary: Sells.}
  - {id: mailer, kind: service, name: Mailer, summary: Mails.}
  - {id: vault, kind: datastore, name: Vault, audience: [internal], summary: Keeps keys.}
connections:
  - {number: 1, source: shop, destination: mailer, protocol: https, ports: PORT}
  - {number: 2, source: shop, destination: vault, protocol: https, ports: 443}
"""
IGNORES = "ignores: [{rule: unclassified-connection, object: connection-2, reason: The vault stands nowhere.}]\n"


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        ([], {"port", "ignore", "audience"}),
        (["--audience", "external"], {"port"}),
        (["--product-version", "1.0"], {"port", "audience"}),
    ],
)
def test_an_edition_tells_nothing_of_what_lint_ignores_and_of_other_readers(
    options: list[str], kinds: set[str], command: Command
) -> None:
    before = EDITIONS.replace("AUDIENCE ", "").replace("PORT", "443")
    after = EDITIONS.replace("AUDIENCE", "audience: [external, internal],").replace("PORT", "8443") + IGNORES
    for name, text in (("before.yaml", before), ("after.yaml", after)):
        (command.folder / name).write_text(text, encoding="utf-8")
    found = command(*options, "diff", "before.yaml", "after.yaml", "--format", "json", "--fail-on", "any")
    assert found.code == 1
    assert {change["kind"] for change in json.loads(found.out)["changes"]} == kinds
    assert ("vault" in found.out.lower()) is ("ignore" in kinds)
    for form in ("text", "markdown"):
        told = command(*options, "diff", "before.yaml", "after.yaml", "--format", form).out
        assert ("ignore" in told) is ("ignore" in kinds)
    only = command(*options, "diff", "before.yaml", "after.yaml", "--fail-on", "ignore")
    assert only.code == int("ignore" in kinds)
