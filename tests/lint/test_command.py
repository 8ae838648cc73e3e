"""`diagramgen lint` and `diagramgen rules` as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diagramgen.catalog import RULES
from diagramgen.errors import NOWHERE, Location, Problem
from diagramgen.lint.finding import Edit, Finding, Place
from diagramgen.schema import Severity
from tests.command import Command
from tests.lint.models import MODEL, row
from tests.load.files import write

PORTLESS = row("data: x").replace("ports: 443, data: x", "data: x")
DOUBLE = row("data: One.") + row("data: Two.").removeprefix(MODEL)


@pytest.fixture
def diagramgen(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    return Command(tmp_path, capsysbinary)


def test_nothing_found_is_fine(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": row("data: Mails.")})
    result = diagramgen("lint")
    assert (result.code, result.out, result.err) == (0, "nothing found\n", "")


def test_github_shows_what_is_broken_beside_its_line(diagramgen: Command) -> None:
    write(
        diagramgen.folder,
        {"model.yaml": PORTLESS.replace("destination: mailer, protocol", "destination: mialer, protocol")},
    )
    result = diagramgen("lint", "--format", "github")
    assert (result.code, "error: model.yaml:13: destination 'mialer' is not an endpoint\n" in result.err) == (1, True)
    assert result.out == (
        "::error file=model.yaml,line=13,title=model::destination 'mialer' is not an endpoint"
        "%0Adid you mean 'mailer'?\n"
    )
    assert diagramgen("lint", "--format", "json").out == ""


def test_a_finding_is_told_on_stdout_and_fails(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": PORTLESS})
    result = diagramgen("lint")
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "model.yaml:13: warning: missing-port: connection-1 states no port\n"
        "    state the ports, 'N/A', or that they are unknown and why\n"
        "1 warning\n"
    )


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on(diagramgen: Command, fail_on: str, code: int) -> None:
    write(diagramgen.folder, {"model.yaml": PORTLESS, "diagramgen.toml": f'[lint]\nfail_on = "{fail_on}"\n'})
    assert diagramgen("lint").code == code


def test_select_and_ignore(diagramgen: Command) -> None:
    settings = '[tool.diagramgen.lint]\nselect = ["default", "missing-owner"]\nignore = ["missing-port"]\n'
    write(diagramgen.folder, {"model.yaml": PORTLESS, "pyproject.toml": settings})
    result = diagramgen("lint", "--format", "json")
    assert {finding["rule"] for finding in json.loads(result.out)["findings"]} == {"missing-owner"}
    assert result.code == 0  # owners are notes


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('select = ["missing-prot"]', "lint.select: there is no rule 'missing-prot'\n    did you mean 'missing-port'"),
        ("selct = []", "there is no setting 'lint.selct'\n    did you mean 'select'?"),
        ('fail_on = "info"', "lint.fail_on: "),
    ],
)
def test_a_wrong_setting_is_wrong_usage(diagramgen: Command, settings: str, told: str) -> None:
    write(diagramgen.folder, {"model.yaml": MODEL, "diagramgen.toml": f"[lint]\n{settings}\n"})
    result = diagramgen("lint")
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_ignores_can_be_left_out(diagramgen: Command) -> None:
    ignore = "ignores:\n  - {rule: missing-port, object: connection-1, reason: Nobody knows.}\n"
    write(diagramgen.folder, {"model.yaml": PORTLESS + ignore})
    result = diagramgen("lint")
    assert (result.code, result.out) == (0, "nothing found, 1 ignored\n")
    assert diagramgen("lint", "--no-ignores").code == 1
    [finding] = json.loads(diagramgen("lint", "--format", "json").out)["findings"]
    assert finding["ignored"] is True


def test_a_number_that_stands_twice_is_told_here_and_stops_all_others(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": DOUBLE})
    result = diagramgen("lint", "--format", "json")
    assert result.code == 1
    [finding] = json.loads(result.out)["findings"]
    assert (finding["rule"], finding["severity"], finding["object"], finding["line"]) == (
        *("duplicate-number", "error", "connection-1"),
        14,
    )
    table = diagramgen("table")
    assert table.code == 1
    assert "the number 1 is used twice" in table.err


def test_a_broken_model_is_told_as_ever(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": PORTLESS.replace("protocol: https", "protocol: htps")})
    result = diagramgen("lint")
    assert (result.code, result.out) == (1, "")
    assert "'htps' is not a protocol" in result.err


def test_pictures_of_a_model_with_a_number_that_stands_twice_can_be_looked_at(diagramgen: Command) -> None:
    settings = 'cache_dir = "cache"\n[lint]\nselect = ["crowded-picture", "duplicate-number"]\n'
    write(diagramgen.folder, {"model.yaml": DOUBLE, "diagramgen.toml": settings})
    assert diagramgen("lint").out.endswith("1 error\n")


def test_fix_says_what_it_did_and_reports_the_rest(diagramgen: Command) -> None:
    text = PORTLESS.replace("data: Receipts.", "classification: egress, data: Receipts.")
    write(diagramgen.folder, {"model.yaml": text})
    result = diagramgen("lint", "--fix")
    assert result.code == 1
    assert result.err == (
        "fixed: model.yaml:12: contradicting-classification: connection-92 states 'egress', which is spelled 'Egress'\n"
    )
    assert result.out.endswith("1 warning\n")
    assert (diagramgen.folder / "model.yaml").read_text(encoding="utf-8") == text.replace(": egress", ": Egress")
    assert diagramgen("lint", "--fix").err == ""


def test_to_a_file(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": PORTLESS})
    result = diagramgen("lint", "-o", "findings.sarif")
    assert (result.code, result.out) == (1, "")
    assert json.loads((diagramgen.folder / "findings.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_a_model_in_another_folder(diagramgen: Command) -> None:
    write(diagramgen.folder, {"here/x": "", "there/model.yaml": PORTLESS.replace("Receipts.", "Receipts.")})
    elsewhere = Command(diagramgen.folder / "here", diagramgen.capture)
    result = elsewhere("-m", "../there/model.yaml", "lint", "--format", "sarif")
    assert result.code == 1
    assert '"uri": "file:///' in result.out


def test_rules_are_listed_with_and_without_a_model(diagramgen: Command) -> None:
    lines = diagramgen("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.name for rule in RULES]
    write(diagramgen.folder, {"model.yaml": MODEL, "diagramgen.toml": '[lint]\nselect = ["missing-port"]\n'})
    on = [line.split()[0] for line in diagramgen("rules").out.splitlines() if line.split()[2] == "on"]
    assert on == [
        *("ambiguous-name", "missing-port", "duplicate-number", "retired-number", "dead-ignore", "broken-rule"),
    ]


def test_the_manual_page_of_a_rule(diagramgen: Command) -> None:
    result = diagramgen("rules", "missing-owner")
    assert result.out.startswith("missing-owner (note, off unless selected)\n\nAn endpoint does not say who")
    assert "Way out: " in result.out
    wrong = diagramgen("rules", "missing-ownr")
    assert (wrong.code, wrong.out) == (2, "")
    assert "did you mean 'missing-owner'" in wrong.err


def test_a_wrong_model_is_told_by_rules_too(diagramgen: Command) -> None:
    result = diagramgen("-m", "modle", "rules")
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_files_are_named_from_a_folder(form: str, diagramgen: Command) -> None:
    inner = Command(diagramgen.folder / "a" / "b", diagramgen.capture)
    other = diagramgen.folder / "model.yaml"
    write(diagramgen.folder, {"a/b/model.yaml": PORTLESS, "model.yaml": PORTLESS})
    above = inner("lint", "--format", form, "--relative-to", "../..").out
    assert "a/b/model.yaml" in above
    assert above.replace("a/b/model.yaml", "model.yaml") == inner("lint", "--format", form).out
    assert "a/b" not in inner("-m", str(other), "lint", "--format", form, "--relative-to", str(other.parent)).out
    assert other.as_posix() in inner("-m", str(other), "lint", "--format", form, "--relative-to", ".").out


def test_a_folder_that_is_none_names_nothing(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": PORTLESS})
    result = diagramgen("lint", "--relative-to", "nowhere")
    assert (result.code, result.out) == (2, "")
    assert "--relative-to: there is no folder nowhere" in result.err


def test_a_caller_and_an_edit_are_named_from_a_folder_too() -> None:
    edit = Edit("model/a.py", 1, 2, "", False, (1, 1, 1, 2))
    where = Location("model/a.py", 3, (Location("model/b.py", 4),))
    found = Finding("rule", Severity.NOTE, "model", where, "is odd", "", edit)
    moved = Place(Path("/repository/shop"), Path("/repository")).finding(found)
    assert (str(moved.where), moved.where.made) == ("shop/model/a.py:3", "made at shop/model/b.py:4")
    assert moved.edit is not None
    assert moved.edit.file == "shop/model/a.py"
    assert str(Place(Path("/a"), Path("/b")).problem(Problem("x", NOWHERE))) == "x"
