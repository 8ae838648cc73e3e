"""The command line: exit codes, data on stdout, words on stderr, never a traceback."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.command import Command, Result, environment, project, run
from tests.svgread import read

COMMANDS = ("init", "build", "draw", "measure", "table", "views", "lint", "rules", "diff", "schema")
UNNUMBERED = "the connection from bank to shop-api has no number"


@pytest.fixture
def shop(tmp_path: Path, cache_dir: Path) -> Path:
    """A project with the shop as its model."""
    return project(tmp_path, cache_dir)


@pytest.fixture
def diagramgen(shop: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """The command line in that project."""
    return Command(shop, capsysbinary)


def number_all(shop: Path) -> None:
    """Give the one connection that lacks a number the next free one."""
    file = shop / "model" / "__init__.py"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("Connection(source=bank", "Connection(number=9, source=bank")
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def break_model(shop: Path) -> None:
    """Two mistakes at once: a port that is none, and a field that is none."""
    file = shop / "model" / "__init__.py"
    text = file.read_text(encoding="utf-8").replace("ports=443", "ports=70000").replace('data="Payments."', "dta=1")
    file.write_text(text, encoding="utf-8")


def line_of(shop: Path, words: str) -> int:
    """The line of the connection in which these words stand: the one where its constructor begins."""
    lines = (shop / "model" / "__init__.py").read_text(encoding="utf-8").splitlines()
    (place,) = (number for number, line in enumerate(lines, 1) if words in line)
    return max(number for number, line in enumerate(lines[:place], 1) if "Connection(" in line)


def told(result: Result, code: int, *words: str) -> None:
    """A failure: its exit code, nothing on stdout, and what went wrong on stderr without a traceback."""
    assert result.code == code
    assert result.out == ""
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err, result.err


# table


def test_table_prints_only_the_rows(diagramgen: Command) -> None:
    result = diagramgen("table", "--format", "csv")
    assert result.code == 0
    rows = list(csv.reader(io.StringIO(result.out)))
    assert rows[0][0] == "Connection"
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "5", "6", "7", "8", "?"]
    line = line_of(diagramgen.folder, "Connection(source=bank")
    assert result.err.splitlines() == [
        f"warning: model/__init__.py:{line}: {UNNUMBERED}",
        "    the next free number is 9",
    ]


def test_table_of_one_endpoint_as_json(diagramgen: Command) -> None:
    result = diagramgen("table", "--service", "stock", "--format", "json")
    assert result.code == 0
    assert [row["number"] for row in json.loads(result.out)] == [2, 6, 8]


@pytest.mark.parametrize(
    ("command", "file"),
    [("draw", "a.jpg"), ("table", "a.xlsx"), ("diff", "a.png"), ("draw", "a.html"), ("draw", "a.foo")],
)
def test_an_ending_that_promises_another_format_is_refused(
    diagramgen: Command, shop: Path, command: str, file: str
) -> None:
    arguments = {"draw": ["overview"], "table": [], "diff": ["model"]}[command]
    told(diagramgen(command, *arguments, "-o", file), 2, f"there is no format for the file name {file}", ".json")
    assert not (shop / file).exists()


def test_another_ending_is_only_a_name(diagramgen: Command, shop: Path) -> None:
    assert diagramgen("table", "-o", "table.v2").code == 0
    assert (shop / "table.v2").exists()
    assert diagramgen("table", "--format", "csv", "-o", "table.out").code == 0
    assert diagramgen("draw", "overview", "--format", "svg", "-o", "a.drawing").code == 0
    assert diagramgen("draw", "overview", "service--stock", "-o", "made.pictures").code == 0
    assert (shop / "made.pictures" / "overview.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "told_so"),
    [
        (["schema", "--of", "foo"], "'--of': 'foo' is not one of 'model', 'mkdocs', 'config'"),
        (["draw", "overview", "--format", "jpg"], "'--format': 'jpg' is not one of 'svg', 'png', 'pdf', 'dot', 'json'"),
        (["draw", "overview", "--scale", "foo"], "'--scale': "),
        (["pdf", "-o", "a.pdf", "--paper", "a9"], "'--paper': 'a9' is not one of 'a4'"),
    ],
)
def test_a_wrong_value_is_told_with_the_choices(diagramgen: Command, arguments: list[str], told_so: str) -> None:
    result = diagramgen(*arguments)
    assert (result.code, result.out) == (2, "")
    assert told_so in result.err
    assert "Value error" not in result.err


@pytest.mark.parametrize("option", ["-m", "--model", "-c", "--no-cache", "-q", "--audience"])
def test_an_option_behind_the_command_is_told_its_place(diagramgen: Command, option: str) -> None:
    told(diagramgen("table", option, "model"), 2, f"{option} belongs before the command: diagramgen {option}")


def test_every_option_before_a_command_is_known() -> None:
    import inspect

    from diagramgen import cli

    given = [p.annotation for p in inspect.signature(cli.options).parameters.values() if p.name != "context"]
    names = re.findall(r"(?<=')--?[a-z-]+(?=')", str(given)) or re.findall(r'(?<=")--?[a-z-]+(?=")', str(given))
    assert set(cli.GLOBAL) == set(names) - {"--version"}


@pytest.mark.parametrize("form", ["text", "markdown", "csv", "json"])
def test_every_format_of_the_table_can_go_to_a_file(diagramgen: Command, shop: Path, form: str) -> None:
    printed = diagramgen("table", "--format", form)
    written = diagramgen("table", "--format", form, "-o", "made/table.out")
    assert (printed.code, written.code, written.out) == (0, 0, "")
    assert (shop / "made" / "table.out").read_bytes() == printed.data
    assert printed.data.endswith(b"\n")
    assert b"\r" not in printed.data


def test_an_endpoint_that_there_is_not(diagramgen: Command) -> None:
    told(diagramgen("table", "--service", "stok"), 2, "there is no endpoint 'stok'", "did you mean 'stock'?")


# views, schema


def test_views_lists_ids_kinds_and_titles(diagramgen: Command) -> None:
    result = diagramgen("views")
    assert result.code == 0
    lines = [line.split(None, 2) for line in result.out.splitlines()]
    assert lines[0] == ["overview", "overview", "Overview"]
    assert [line[0] for line in lines[:2]] == ["overview", "overview-repeated"]
    services = [f"service--{name}" for name in ("bank", "cache", "customer", "events", "shop-api", "stock")]
    assert [line[0] for line in lines if line[1] == "service"] == services


def test_schema_needs_no_model(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    result = Command(tmp_path, capsysbinary)("schema")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["properties"].keys() >= {"title", "endpoints", "connections"}


# draw


def test_draw_prints_a_picture(diagramgen: Command) -> None:
    result = diagramgen("draw", "service--stock")
    assert result.code == 0
    drawing = read(result.out)
    assert drawing.view == "service--stock"
    assert [badge.connection for badge in drawing.badges] == ["2", "6", "8"]
    assert {badge.element.attrib["href"] for badge in drawing.badges} == {
        "#connection-2",
        "#connection-6",
        "#connection-8",
    }


def test_draw_with_the_address_of_a_site(diagramgen: Command) -> None:
    drawing = read(diagramgen("draw", "service--stock", "--base", "https://docs.invalid/shop/").out)
    assert drawing.badges[0].element.attrib["href"] == "https://docs.invalid/shop/architecture/#connection-2"
    assert drawing.node("stock").element[0].attrib["href"] == "https://docs.invalid/shop/services/stock/"


def test_draw_of_several_views_needs_a_folder(diagramgen: Command, shop: Path) -> None:
    told(diagramgen("draw", "overview", "service--bank"), 2, "several pictures can't go to stdout", "-o")
    result = diagramgen("draw", "overview", "service--bank", "-o", "pictures")
    assert (result.code, result.out) == (0, "")
    assert sorted(path.name for path in (shop / "pictures").iterdir()) == ["overview.svg", "service--bank.svg"]


def test_the_same_view_twice_is_one_picture(diagramgen: Command) -> None:
    assert diagramgen("draw", "overview", "overview").code == 0


def test_draw_of_a_view_that_there_is_not(diagramgen: Command) -> None:
    told(diagramgen("draw", "servce--stock"), 2, "there is no view 'servce--stock'", "did you mean 'service--stock'")


def test_a_matrix_is_a_table_and_not_drawn(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    model = "title: T\nendpoints: [{id: a, kind: service, name: A}]\nviews: [{id: grid, kind: matrix, title: Grid}]\n"
    (tmp_path / "model.yaml").write_text(model, encoding="utf-8")
    diagramgen = Command(tmp_path, capsysbinary)
    assert "grid" in diagramgen("views").out
    told(diagramgen("draw", "grid"), 2, "the view 'grid' is a table")


def test_hubs_repeated_is_the_repeated_overview(diagramgen: Command) -> None:
    repeated = diagramgen("draw", "overview", "--hubs", "repeated")
    assert repeated.code == 0
    assert repeated.data == diagramgen("draw", "overview-repeated").data
    told(diagramgen("draw", "service--stock", "--hubs", "shared"), 2, "--hubs has no meaning for the view")


@pytest.mark.parametrize(
    ("form", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("dot", b"digraph"), ("json", b"{")]
)
def test_every_format_of_a_picture(diagramgen: Command, shop: Path, form: str, start: bytes) -> None:
    printed = diagramgen("draw", "service--bank", "--format", form)
    assert printed.code == 0
    assert printed.data.startswith(start)
    assert diagramgen("draw", "service--bank", "--format", form, "-o", f"bank.{form}").code == 0
    assert (shop / f"bank.{form}").read_bytes() == printed.data


# measure


def test_measure_prints_the_figures_of_each_view(diagramgen: Command) -> None:
    result = diagramgen("measure", "--format", "json")
    assert result.code == 0
    figures = json.loads(result.out)
    assert next(iter(figures)) == "overview"
    assert figures["overview"]["nodes"] == 6
    assert figures["overview"]["numbers"] == 8
    assert list(figures["overview"]) == [
        "nodes",
        "lines",
        "numbers",
        "badges",
        "crossings",
        "shared_run",
        "badge_on_badge",
        "badge_on_node",
        "badge_on_foreign_line",
        "badge_nearer_foreign",
        "badge_off_line",
        "badge_on_leader",
        "line_through_node",
        "node_on_node",
        "text_outside",
        "legend_over",
        "width",
        "height",
    ]
    text = diagramgen("measure", "service--stock")
    assert re.match(r"service--stock  3 nodes, 3 lines, 3 numbers, \d+ × \d+", text.out)


# build


def test_build_writes_a_site_and_says_how_much(diagramgen: Command, shop: Path) -> None:
    result = diagramgen("build", "--out", "docs/reference")
    assert (result.code, result.out) == (0, "")
    written = [path for path in (shop / "docs" / "reference").rglob("*") if path.is_file()]
    assert f"{len(written) - 1} files written, 0 removed" in result.err
    assert "building " in result.err
    again = diagramgen("build", "--out", "docs/reference")
    assert "0 files written, 0 removed" in again.err


def test_build_is_quiet_when_asked(diagramgen: Command, shop: Path) -> None:
    number_all(shop)
    assert diagramgen("-q", "build", "--out", "site") == Result(0, "", "", b"")


def test_build_takes_its_folder_from_the_configuration(
    tmp_path: Path, cache_dir: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    diagramgen = Command(project(tmp_path, cache_dir), capsysbinary)
    told(diagramgen("build"), 2, "no output folder", "--out")
    shutil.rmtree(tmp_path / "model")
    project(tmp_path, cache_dir, 'out = "here"\nurls = "file"\n')
    assert diagramgen("build").code == 0
    assert "../services/bank.html" not in (tmp_path / "here" / "architecture.md").read_text(encoding="utf-8")
    assert 'href="services/bank.html"' in (tmp_path / "here" / "architecture.md").read_text(encoding="utf-8")


def test_check_lists_what_is_stale_on_stdout(diagramgen: Command, shop: Path) -> None:
    number_all(shop)
    assert diagramgen("build", "--out", "site").code == 0
    fine = diagramgen("build", "--out", "site", "--check")
    assert (fine.code, fine.out) == (0, "")
    assert "site is up to date" in fine.err
    (shop / "site" / "services" / "bank.md").unlink()
    (shop / "site" / "views" / "overview.svg").write_text("mine", encoding="utf-8")
    stale = diagramgen("build", "--out", "site", "--check")
    assert stale.code == 1
    assert stale.out.splitlines() == ["site/services/bank.md: missing", "site/views/overview.svg: edited by hand"]
    assert stale.err.splitlines()[-1] == "    run diagramgen build --out site"
    assert (shop / "site" / "views" / "overview.svg").read_text(encoding="utf-8") == "mine", "a check writes nothing"


def test_check_of_nothing_says_so_in_one_line(diagramgen: Command, shop: Path) -> None:
    result = diagramgen("build", "--out", "site", "--check")
    assert result.code == 1
    assert re.fullmatch(r"site: all \d\d files are missing\n", result.out)
    assert not (shop / "site").exists()


def test_check_fails_on_a_connection_without_a_number(diagramgen: Command) -> None:
    built = diagramgen("build", "--out", "site")
    assert (built.code, UNNUMBERED in built.err) == (0, True)
    checked = diagramgen("build", "--out", "site", "--check")
    assert (checked.code, checked.out) == (1, "")
    assert UNNUMBERED in checked.err


def test_build_does_not_overwrite_what_was_edited(diagramgen: Command, shop: Path) -> None:
    diagramgen("build", "--out", "site")
    page = shop / "site" / "architecture.md"
    page.write_text(page.read_text(encoding="utf-8") + "my words\n", encoding="utf-8")
    told(diagramgen("build", "--out", "site"), 1, "site/architecture.md was edited by hand", "delete it")
    assert page.read_text(encoding="utf-8").endswith("my words\n")


def test_a_writers_own_page_stays(diagramgen: Command, shop: Path) -> None:
    page = shop / "docs" / "services" / "bank.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Our bank\n", encoding="utf-8")
    result = diagramgen("build", "--out", "docs")
    assert result.code == 0
    assert "docs/services/bank.md is yours and stays" in result.err
    assert page.read_text(encoding="utf-8") == "# Our bank\n"


# What is wrong with the model, the call or the machine


@pytest.mark.parametrize(
    "arguments",
    [
        ("table",),
        ("views",),
        ("draw", "overview"),
        ("build", "--out", "site"),
        ("measure",),
        ("build", "--out", "x", "--check"),
    ],
)
def test_a_broken_model_is_told_at_once_with_its_lines(
    diagramgen: Command, shop: Path, arguments: tuple[str, ...]
) -> None:
    break_model(shop)
    result = diagramgen(*arguments)
    told(result, 1, "70000 is not a port", "there is no field 'dta'", "did you mean 'data'?")
    for subject, words in (("Connection 1", "ports=70000"), ("Connection 7", "dta=1")):
        assert f"error: model/__init__.py:{line_of(shop, words)}: {subject}: " in result.err
    assert not (shop / "site").exists()


def test_a_model_whose_code_fails_is_told_with_its_line(diagramgen: Command, shop: Path) -> None:
    (shop / "model" / "teams.py").write_text("SHOP_TEAM = 1 / 0\n", encoding="utf-8")
    told(diagramgen("table"), 1, "error: model/teams.py:1: ZeroDivisionError: division by zero")


@pytest.mark.parametrize("arguments", [("table",), ("build", "--out", "site"), ("draw", "overview"), ("views",)])
def test_no_model(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], arguments: tuple[str, ...]) -> None:
    told(Command(tmp_path, capsysbinary)(*arguments), 2, "there is no model here", "make a folder model/")


def test_a_model_that_is_not_there(diagramgen: Command) -> None:
    told(diagramgen("-m", "nowhere", "table"), 2, "'nowhere'")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("table", "--fromat", "csv"), "--fromat"),
        (("table", "--format", "xlsx"), "xlsx"),
        (("draw",), "VIEW"),
        (("draw", "overview", "--hubs", "all"), "all"),
        (("draw", "overview", "--format", "gif"), "gif"),
        (("biuld",), "biuld"),
        (("views", "extra"), "extra"),
        (("--nonsense",), "--nonsense"),
        (("schema", "--format", "json"), "--format"),
    ],
)
def test_a_wrong_call(diagramgen: Command, arguments: tuple[str, ...], words: str) -> None:
    result = diagramgen(*arguments)
    told(result, 2, words, "Usage: diagramgen")


def test_a_wrong_configuration(diagramgen: Command, shop: Path) -> None:
    (shop / "diagramgen.toml").write_text('modle = "here"\n', encoding="utf-8")
    told(diagramgen("table"), 2, "diagramgen.toml: there is no setting 'modle'", "did you mean 'model'?")
    told(diagramgen("-c", "nowhere.toml", "table"), 2, "there is no configuration file nowhere.toml")


def test_an_engine_that_is_not_there(diagramgen: Command, shop: Path) -> None:
    (shop / "diagramgen.toml").write_text('engine = "no-such-engine"\n', encoding="utf-8")
    for arguments in (("draw", "overview"), ("build", "--out", "site"), ("measure",)):
        told(diagramgen(*arguments), 3, "the configured engine 'no-such-engine' is not there", "diagramgen.toml")
    assert not (shop / "site").exists()
    assert diagramgen("table").code == 0, "a table needs no engine"


@pytest.mark.skipif(sys.platform == "win32", reason="the fake engine is a script of a shell")
def test_an_engine_that_crashes(diagramgen: Command, shop: Path) -> None:
    engine = shop / "engine"
    engine.write_text("#!/bin/sh\necho broken >&2\nexit 9\n", encoding="utf-8")
    engine.chmod(0o755)
    (shop / "diagramgen.toml").write_text(f'engine = "{engine.as_posix()}"\n', encoding="utf-8")
    told(diagramgen("draw", "overview"), 3, "stopped with exit code 9: broken", "install another engine")


def test_a_folder_that_can_not_be_written_to(diagramgen: Command, shop: Path) -> None:
    (shop / "taken").write_text("a file", encoding="utf-8")
    told(diagramgen("build", "--out", "taken"), 3, "can't write", "--out")
    told(diagramgen("table", "-o", "taken/table.txt"), 3, "can't write", "-o")


# Where a model may lie


def test_a_model_in_yaml_next_to_nothing_else(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    model = {
        "title": "Two",
        "endpoints": [{"id": name, "kind": "service", "name": name.upper()} for name in ("a", "b")],
        "connections": [{"number": 1, "source": "a", "destination": "b", "protocol": "tcp", "ports": 80}],
    }
    (tmp_path / "model.yaml").write_text(yaml.safe_dump(model), encoding="utf-8")
    diagramgen = Command(tmp_path, capsysbinary)
    assert diagramgen("table", "--format", "csv").out.splitlines()[1] == "1,A,B,TCP,80,Unclassified,"
    (tmp_path / "model.yaml").write_text("title: Two\nendpoints: [{id: a, kind: servce, name: A}]\n", encoding="utf-8")
    told(
        diagramgen("table"),
        1,
        "error: model.yaml:2: Endpoint 'a': kind: 'servce' is not one of its values",
        "did you mean 'service'?",
    )


def test_a_model_as_module_and_attribute(diagramgen: Command) -> None:
    assert diagramgen("-m", "model:architecture", "table").out == diagramgen("table").out
    told(diagramgen("-m", "model:architektur", "table"), 1, "architektur", "did you mean 'architecture'?")


# Help


def test_the_help_names_all_commands(diagramgen: Command) -> None:
    result = diagramgen("--help")
    assert (result.code, result.err) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", result.out, re.MULTILINE)
    assert "Exit codes: 0 fine" in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_has_an_example_that_is_no_wrong_call(diagramgen: Command, command: str) -> None:
    result = diagramgen(command, "--help")
    assert (result.code, result.err) == (0, "")
    examples = re.findall(r"^ +diagramgen (.+)$", result.out, re.MULTILINE)
    assert any(example.split()[0] == command for example in examples)
    for example in examples:
        # The shop has no such endpoint and no revisions; and a watch does not end.
        if not re.search(r"redis|kafka|main|v1|--watch", example):
            assert diagramgen(*example.split()).code in (0, 1)


def test_without_a_command_there_is_help(diagramgen: Command) -> None:
    result = diagramgen()
    assert result.code == 2
    assert "Commands" in result.out + result.err


# Processes of their own


def test_python_m_diagramgen(shop: Path) -> None:
    done = run("-m", "diagramgen", "table", "--format", "csv", folder=shop)
    assert (done.returncode, done.stdout.splitlines()[0].split(",")[0]) == (0, "Connection")
    broken = run("-m", "diagramgen", "draw", "nothing", folder=shop)
    assert (broken.returncode, broken.stdout) == (2, "")
    assert broken.stderr.startswith("error: there is no view 'nothing'")


LOADED = """\
import sys
from diagramgen.cli import main
try:
    main(sys.argv[1:])
except SystemExit as stop:
    assert stop.code == 0, stop.code
heavy = ("numpy", "diagrams", "graphviz", "mkdocs", "jinja2", "resvg_py", "typst", "markdown", "font_roboto")
print("loaded:", *(name for name in heavy if name in sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [("--help",), ("table",), ("views",), ("schema",), ("draw", "--help")])
def test_what_needs_no_renderer_loads_none(shop: Path, arguments: tuple[str, ...]) -> None:
    done = run("-c", LOADED, *arguments, folder=shop)
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "loaded:"


def test_the_vocabulary_of_a_model_loads_no_renderer(shop: Path) -> None:
    done = run(
        "-c",
        "import sys, diagramgen; print([m for m in ('numpy', 'typer', 'jinja2', 'mkdocs') if m in sys.modules])",
        folder=shop,
    )
    assert done.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that closes is a thing of POSIX")
@pytest.mark.parametrize("command", ["table --format json", "draw overview --format json"])
def test_a_reader_that_goes_away_is_no_error(shop: Path, command: str) -> None:
    script = f'("{sys.executable}" -m diagramgen {command} 2> errors; echo "code $?" >&2) | true'
    done = subprocess.run(
        ["sh", "-c", script], cwd=shop, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == "code 0\n"
    assert "Traceback" not in (shop / "errors").read_text(encoding="utf-8")


# build --watch (more in test_watch.py)


def test_a_build_that_goes_on_and_one_that_writes_nothing_contradict_each_other(diagramgen: Command) -> None:
    told(diagramgen("build", "--out", "out", "--watch", "--check"), 2, "--watch and --check contradict each other")


def test_a_watch_wants_a_folder_and_a_model(diagramgen: Command) -> None:
    told(diagramgen("build", "--watch"), 2, "no output folder")
    shutil.rmtree(diagramgen.folder / "model")
    told(diagramgen("build", "--out", "out", "--watch"), 2, "there is no model here")
