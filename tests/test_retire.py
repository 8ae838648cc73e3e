"""A connection that goes leaves its number as retired: the plan, the exact edits, and the command."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from diagramgen.editing import write_retirements
from diagramgen.errors import ContentError, DiagramgenError
from diagramgen.load import load
from diagramgen.pipeline import Project
from diagramgen.retire import entry_of, without
from tests.command import Command
from tests.lint.models import HEAD, project
from tests.load.files import write

IMPORT = "from diagramgen import TCP, Architecture, Connection, Retired, Service\n"
PYTHON = """\
# -*- kept -*-
from diagramgen import TCP, Architecture, Connection, Retired, Service

shop = Service(id="shop", name="Shop")
mailer = Service(id="mailer", name="Ünïcode 😀")
"""
PLAIN = PYTHON.replace("Retired, ", "")
END = """\
architecture = Architecture(title="Shop", endpoints=[shop, mailer], connections=connections)
"""
ENTRY = 'Retired(number=3, since="2.0", reason="Gone.")'
LISTED = END.replace("connections=connections", f"connections=connections, retired=[{ENTRY}]")
ENDS = "source=shop, destination=mailer, protocol=TCP"
SAID = ("--since", "2.0", "--reason", "Gone.")


def row(number: int) -> str:
    return f"Connection(number={number}, {ENDS})"


@pytest.fixture
def diagramgen(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    return Command(tmp_path, capsysbinary)


def retired(folder: Path, files: str | dict[str, str], *numbers: int, since: str = "2.0", reason: str = "Gone.") -> str:
    """The text of the model's main file with numbers retired."""
    model = project(folder, files)
    before = model.lenient.architecture
    entries = [entry_of(number, since, reason) for number in numbers or (3,)]
    write_retirements(model, entries)
    name = "model.yaml" if isinstance(files, str) else "model/__init__.py"
    after = load(name if isinstance(files, str) else "model", folder)
    right = without(before, entries)
    assert list(after.connections) == list(right.connections)
    assert list(after.retired) == list(right.retired)
    assert (after.endpoints, after.zones, after.ignores) == (before.endpoints, before.zones, before.ignores)
    return (folder / name).read_bytes().decode()


def python(folder: Path, text: str, **more: str) -> str:
    return retired(folder, {"model/__init__.py": text}, **more)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[{row(3)}]", "[]"),
        (f"[{row(3)}, {row(4)}]", f"[{row(4)}]"),
        (f"[{row(2)}, {row(3)}]", f"[{row(2)}]"),
        (f"[{row(2)}, {row(3)},]", f"[{row(2)},]"),
        (f"[{row(2)},\n    {row(3)},\n    {row(4)}]", f"[{row(2)},\n    {row(4)}]"),
        (f"[{row(2)},\n    {row(3)}]", f"[{row(2)}]"),
        (f"[\n    {row(2)},\n    {row(3)}\n]", f"[\n    {row(2)},\n]"),
        (f"[\n    {row(2)},  # two\n    {row(3)}  # three\n]", f"[\n    {row(2)},  # two\n]"),
        (
            f"[\n    # All.\n\n    # Three,\n    # and why.\n    {row(3)},  # more\n    # Four.\n    {row(4)},\n]",
            f"[\n    # All.\n\n    # Four.\n    {row(4)},\n]",
        ),
        (f"[  # all\n    {row(3)},\n]", "[  # all\n]"),
        (
            f"[\n    {row(2)},\n    Connection(  # b\n     number=3,\n     # a\n     {ENDS}),\n    {row(4)},\n]",
            f"[\n    {row(2)},\n    {row(4)},\n]",
        ),
        (f"({row(3)},)", "()"),
        (f"({row(3)}, {row(4)})", f"({row(4)},)"),
        (f"({row(3)}, {row(4)},)", f"({row(4)},)"),
        (f"({row(2)}, {row(3)})", f"({row(2)},)"),
        (f"({row(2)}, {row(3)},)", f"({row(2)},)"),
        (f"(\n    {row(3)},\n    {row(4)}\n)", f"(\n    {row(4)},\n)"),
        (f"(\n    {row(2)},\n    {row(3)}\n)", f"(\n    {row(2)},\n)"),
        (f"({row(2)}, {row(3)}, {row(4)})", f"({row(2)}, {row(4)})"),
        (f"[*[{row(2)},\n], {row(3)}]", f"[*[{row(2)},\n]]"),
        (f"[{row(2)}]\nconnections += [{row(3)}]", f"[{row(2)}]\nconnections += []"),
        (f"[{row(2)}]\n# Three.\nconnections.append({row(3)})  # 3\nx = 1", f"[{row(2)}]\nx = 1"),
        (
            f"[]\nlisted = lambda *rows: list(rows)\nconnections = listed(\n    {row(2)},\n    {row(3)},\n)",
            f"[]\nlisted = lambda *rows: list(rows)\nconnections = listed(\n    {row(2)},\n)",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_python_loses_the_row_and_nothing_else(before: str, after: str, ending: str, tmp_path: Path) -> None:
    text = PYTHON + f"connections = {before}\n" + END
    model = project(tmp_path, {"model/__init__.py": text})
    file = tmp_path / "model" / "__init__.py"
    file.write_bytes(file.read_bytes().decode().replace("\n", ending).encode())
    write_retirements(model, [entry_of(3, "2.0", "Gone.")])
    right = (PYTHON + f"connections = {after}\n" + LISTED).replace("\n", ending)
    assert file.read_bytes().decode().replace("\r\n", "\n") == right.replace("\r\n", "\n")
    assert file.read_bytes().decode() == right


OLD = 'Retired(number=9, since="1", reason="Old.")'
CALL = "architecture = Architecture(\n    title='S',\n    endpoints=[shop, mailer],\n    connections=[]"
LONG = "Nobody reads what it wrote, since the last of its readers was taken out in the spring."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{CALL},\n)\n", f"{CALL},\n    retired=[\n        {ENTRY},\n    ],\n)\n"),
        (f"{CALL}\n)\n", f"{CALL},\n    retired=[\n        {ENTRY},\n    ]\n)\n"),
        (f"{CALL}  # none\n)\n", f"{CALL},  # none\n    retired=[\n        {ENTRY},\n    ]\n)\n"),
        (
            f"{CALL},  # none\n    views=[],\n)\n",
            f"{CALL},  # none\n    retired=[\n        {ENTRY},\n    ],\n    views=[],\n)\n",
        ),
        ("architecture = Architecture(title='S')\n", f"architecture = Architecture(title='S', retired=[{ENTRY}])\n"),
        (f"{CALL}, retired=[])\n", f"{CALL}, retired=[{ENTRY}])\n"),
        (f"{CALL}, retired=())\n", f"{CALL}, retired=({ENTRY},))\n"),
        (f"{CALL}, retired=[{OLD}])\n", f"{CALL}, retired=[{OLD}, {ENTRY}])\n"),
        (f"{CALL}, retired=({OLD},))\n", f"{CALL}, retired=({OLD}, {ENTRY},))\n"),
        (
            f"{CALL}, retired=[\n        # old\n        {OLD},  # 9\n        # end\n    ])\n",
            f"{CALL}, retired=[\n        # old\n        {OLD},  # 9\n        {ENTRY},\n        # end\n    ])\n",
        ),
        (
            f"{CALL}, retired=[\n        {OLD}  # 9\n    ])\n",
            f"{CALL}, retired=[\n        {OLD},  # 9\n        {ENTRY}\n    ])\n",
        ),
        (f"gone = []\n{CALL}, retired=gone)\n", f"gone = [{ENTRY}]\n{CALL}, retired=gone)\n"),
        (
            f"gone: list[Retired] = []\n{CALL}, retired=gone)\n",
            f"gone: list[Retired] = [{ENTRY}]\n{CALL}, retired=gone)\n",
        ),
        (f"gone = [{OLD}]\n{CALL}, retired=gone)\n", f"gone = [{OLD}, {ENTRY}]\n{CALL}, retired=gone)\n"),
        (f"gone = [{OLD}]\n{CALL}, retired=[] + gone)\n", f"gone = [{OLD}, {ENTRY}]\n{CALL}, retired=[] + gone)\n"),
    ],
)
def test_python_gets_the_entry_in_its_own_form(before: str, after: str, tmp_path: Path) -> None:
    assert python(tmp_path, PYTHON + before) == PYTHON + after


def test_a_long_entry_has_lines_of_its_own(tmp_path: Path) -> None:
    several = f'Retired(\n@            number=3,\n@            since="2.0",\n@            reason="{LONG}",\n@        )'
    inline = several.replace("@", "")
    assert python(tmp_path / "a", PYTHON + f"{CALL},\n)\n", reason=LONG) == (
        PYTHON + f"{CALL},\n    retired=[\n        {inline},\n    ],\n)\n"
    )
    assert python(tmp_path / "b", PYTHON + f"{CALL}, retired=[])\n", reason=LONG) == (
        PYTHON + f"{CALL}, retired=[\n        {inline},\n    ])\n"
    )
    out = inline.replace("\n        ", "\n")
    assert python(tmp_path / "c", PYTHON + f"gone = [\n    {OLD},\n]\n{CALL}, retired=gone)\n", reason=LONG) == (
        PYTHON + f"gone = [\n    {OLD},\n    {inline.replace(chr(10) + '    ', chr(10))},\n]\n{CALL}, retired=gone)\n"
    ), out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "from diagramgen import TCP, Architecture, Service",
            "from diagramgen import TCP, Architecture, Retired, Service",
        ),
        ("from diagramgen import Architecture", "from diagramgen import Architecture, Retired"),
        (
            "from diagramgen import (\n    Architecture,\n    Service,\n)",
            "from diagramgen import (\n    Architecture,\n    Retired,\n    Service,\n)",
        ),
        (
            "from diagramgen import (\n    Architecture\n)",
            "from diagramgen import (\n    Architecture,\n    Retired\n)",
        ),
        ("from diagramgen import Architecture  # all", "from diagramgen import Architecture, Retired  # all"),
        (
            "from diagramgen import Architecture, Retired as Gone",
            "from diagramgen import Architecture, Retired as Gone",
        ),
        ("from diagramgen import *", "from diagramgen import *"),
    ],
)
def test_the_import_comes_along(before: str, after: str, tmp_path: Path) -> None:
    name = "Gone" if "Gone" in before else "Retired"
    text = python(tmp_path, f"{before}\narchitecture = Architecture(title='S')\n")
    assert text == f"{after}\narchitecture = Architecture(title='S', retired=[{ENTRY.replace('Retired', name)}])\n"


def test_a_whole_module_needs_no_import(tmp_path: Path) -> None:
    text = "import diagramgen as d\narchitecture = d.Architecture(title='S'{})\n"
    assert python(tmp_path, text.format("")) == text.format(f", retired=[d.{ENTRY}]")


@pytest.mark.parametrize(
    ("listed", "after"),
    [
        (f'"""Gone."""\n\nfrom diagramgen import Retired\n\ngone = [\n    {OLD},\n]\n', None),
        ('"""Gone."""\n\ngone = []\n', f'"""Gone."""\n\nfrom diagramgen import Retired\n\ngone = [{ENTRY}]\n'),
        ("import os\n\ngone = ()\n", f"from diagramgen import Retired\nimport os\n\ngone = ({ENTRY},)\n"),
    ],
)
@pytest.mark.parametrize("way", ["from .old import gone", "from .old import gone as g", "from shop.old import gone"])
def test_a_list_of_another_module(
    listed: str, after: str | None, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "shop"]:
        monkeypatch.delitem(sys.modules, name)
    name = "g" if way.endswith(" g") else "gone"
    main = f"from diagramgen import Architecture\n{way}\narchitecture = Architecture(title='S', retired={name})\n"
    write(tmp_path, {"shop/__init__.py": main, "shop/old.py": listed})
    model = Project("shop", project(tmp_path, HEAD).config, tmp_path)
    write_retirements(model, [entry_of(3, "2.0", "Gone.")])
    assert (tmp_path / "shop" / "__init__.py").read_text(encoding="utf-8") == main
    right = after or listed.replace(f"    {OLD},\n", f"    {OLD},\n    {ENTRY},\n")
    assert (tmp_path / "shop" / "old.py").read_text(encoding="utf-8") == right


YAML_ENDS = "source: shop, destination: mailer, protocol: https"
BLOCK = "  - number: {}\n    source: shop  # from\n    destination: mailer\n    protocol: https\n"
YAML_ENTRY = '{number: 3, since: "2.0", reason: Gone for good.}'


def yaml_row(number: int) -> str:
    return f"  - {{number: {number}, {YAML_ENDS}}}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (yaml_row(2) + yaml_row(3), yaml_row(2) + f"retired:\n  - {YAML_ENTRY}\n"),
        (
            yaml_row(2) + "  # Three,\n  # and why.\n" + yaml_row(3)[:-1] + "  # told\n  # Four.\n" + yaml_row(4),
            yaml_row(2) + "  # Four.\n" + yaml_row(4) + f"retired:\n  - {YAML_ENTRY}\n",
        ),
        (
            BLOCK.format(3) + BLOCK.format(4) + "# end\n",
            BLOCK.format(4) + 'retired:\n  - number: 3\n    since: "2.0"\n    reason: Gone for good.\n# end\n',
        ),
        (
            "  -\n    # one\n    number: 3\n" + BLOCK.format(4)[14:] + yaml_row(4),
            yaml_row(4) + f"retired:\n  - {YAML_ENTRY}\n",
        ),
        (
            yaml_row(3) + yaml_row(4) + "retired:\n- {number: 9, since: '1', reason: Old.}  # 9\n# end",
            yaml_row(4) + "retired:\n- {number: 9, since: '1', reason: Old.}  # 9\n- " + YAML_ENTRY + "\n# end",
        ),
        (
            yaml_row(3) + yaml_row(4) + "retired: []  # none\n",
            yaml_row(4) + f"retired: [{YAML_ENTRY}]  # none\n",
        ),
        (
            yaml_row(3) + yaml_row(4) + "retired: [{number: 9, since: '1', reason: Old.}]\nversion: '1'\n",
            yaml_row(4) + f"retired: [{{number: 9, since: '1', reason: Old.}}, {YAML_ENTRY}]\nversion: '1'\n",
        ),
        (
            yaml_row(3)
            + yaml_row(4)
            + "retired:\n  - number: 9\n    since: '1'\n    reason: >\n      Old\n      one.\nignores: []\n",
            yaml_row(4) + "retired:\n  - number: 9\n    since: '1'\n    reason: >\n      Old\n      one.\n"
            '  - number: 3\n    since: "2.0"\n    reason: Gone for good.\nignores: []\n',
        ),
        (yaml_row(4) + yaml_row(3)[:-1], yaml_row(4) + f"retired:\n  - {YAML_ENTRY}"),
        (yaml_row(3) + yaml_row(4)[:-1], yaml_row(4) + f"retired:\n  - {YAML_ENTRY}"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_yaml_loses_the_row_and_gets_the_entry(before: str, after: str, ending: str, tmp_path: Path) -> None:
    model = project(tmp_path, HEAD + before)
    (tmp_path / "model.yaml").write_bytes((HEAD + before).replace("\n", ending).encode())
    write_retirements(model, [entry_of(3, "2.0", "Gone for good.")])
    assert (tmp_path / "model.yaml").read_bytes().decode() == (HEAD + after).replace("\n", ending)


def test_yaml_keeps_the_key_of_a_list_that_is_empty_then(tmp_path: Path) -> None:
    head = HEAD.replace("connections:\n", "connections:  # all\n  # of them\n\n")
    text = retired(tmp_path / "a", head + "  # three\n" + yaml_row(3), reason="Gone for good.")
    assert text == head.replace("connections:", "connections: []") + f"retired:\n  - {YAML_ENTRY}\n"
    text = retired(tmp_path / "b", HEAD.replace("connections:\n", f"connections: [{yaml_row(3)[4:-1]}]\n"))
    assert "\nconnections: []\nretired:\n" in text


@pytest.mark.parametrize("indent", [None, 1, 2, 4, "\t"])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("old", [[], [{"number": 9, "since": "1", "reason": "Old."}], None])
def test_json_stays_as_a_tool_would_write_it(
    indent: int | str | None, place: int, old: list[dict[str, Any]] | None, tmp_path: Path
) -> None:
    rows = [{"number": n, "source": "shop", "destination": "mailer", "protocol": "https"} for n in (5, 6)]
    rows.insert(place, {"number": 3, "source": "shop", "destination": "mailer", "protocol": "https"})
    data = yaml.safe_load(HEAD) | {"connections": rows} | ({"retired": old} if old is not None else {})
    (tmp_path / "model.json").write_text(json.dumps(data, indent=indent), encoding="utf-8")
    model = Project("model.json", project(tmp_path / "x", HEAD).config, tmp_path)
    write_retirements(model, [entry_of(3, "2.0", 'Ünd "so" 😀\nweiter.\u2028')])
    text = (tmp_path / "model.json").read_text(encoding="utf-8")
    entry = {"number": 3, "since": "2.0", "reason": 'Ünd "so" 😀\nweiter.\u2028'}
    right = data | {"connections": [r for r in rows if r["number"] != 3], "retired": [*(old or []), entry]}
    assert json.loads(text) == right
    if old != []:  # an empty list shows no form
        assert text == json.dumps(right, indent=indent)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (
            f"def make(n):\n    return {row(3)}\n\n\nconnections = [make(1)]\n",
            "a loop, a function or a call of another",
        ),
        (f"connections = [{row(3)} for _ in (1,)]\n", "a loop, a function"),
        (f"three = {row(3)}\nconnections = [three]\n", "the name three stands for it, which may be used elsewhere"),
        (f"n = 3\nconnections = [{row(3).replace('3', 'n')}, {row(4)}]\n", "it shares"),
        (f"connections = [({row(3)})]\n", "it is not an element of a plain list"),
        (f"connections = list({{3: {row(3)}}}.values())\n", "it is not an element of a plain list"),
        (f"connections = [\n    {row(3)}, # 3\n    {row(4)}]\n".replace(", # 3\n   ", ""), "syntax"),
    ],
    ids=["helper", "loop", "name", "same line", "brackets", "mapping", "broken"],
)
def test_what_can_not_be_taken_out_is_refused(made: str, why: str, diagramgen: Command) -> None:
    write(diagramgen.folder, {"model/__init__.py": PYTHON + made + END})
    for further in ((), ("--write",)):
        result = diagramgen("number", "--retire", "3", *SAID, *further)
        assert (result.code, result.out) == (1, "")
        assert why in result.err
        if why != "syntax":
            assert re.search(r"error: model/__init__.py:(\d+): 3, shop to mailer over TCP, can't be", result.err)
            assert re.search(r"delete it at model/__init__.py:\d+, then run again: only the entry", result.err)
    assert (diagramgen.folder / "model" / "__init__.py").read_text(encoding="utf-8") == PYTHON + made + END


def test_an_anchor_is_refused(diagramgen: Command) -> None:
    text = HEAD + f"  - &a {{number: 3, {YAML_ENDS}}}\n"
    write(diagramgen.folder, {"model.yaml": text})
    result = diagramgen("number", "--retire", "3", *SAID, "--write")
    assert (result.code, "an anchor, an alias or" in result.err) == (1, True)


def test_where_no_list_is_written_out_the_entry_is_told(diagramgen: Command) -> None:
    text = f"{PYTHON}connections = []\nmore = dict(retired=[])\n" + END.replace("connections)", "connections, **more)")
    write(diagramgen.folder, {"model/__init__.py": text})
    result = diagramgen("number", "--retire", "3", *SAID, "--write")
    assert (result.code, "there is no place to list 3 as retired" in result.err) == (1, True)
    assert "add it by hand, with the number 3, since '2.0' and reason 'Gone.'" in result.err


ROWS = yaml_row(2) + yaml_row(3) + yaml_row(5)


def test_the_command_shows_and_then_writes(diagramgen: Command) -> None:
    more = "ignores:\n  - {rule: missing-port, object: connection-3, reason: x}\n"
    write(diagramgen.folder, {"model.yaml": HEAD + "  # Two.\n" + ROWS + more})
    result = diagramgen("number", "--retire", "3", *SAID)
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "model.yaml:13: shop to mailer over HTTPS has 3\n"
        "    --write takes line 13 out, and lists 3 as retired in model.yaml\n"
        "    `diagramgen lint --fix` then takes out the ignore at model.yaml:16\n"
        "1 to retire\n"
    )
    assert (diagramgen.folder / "model.yaml").read_text(encoding="utf-8") == HEAD + "  # Two.\n" + ROWS + more
    result = diagramgen("number", "--retire", "3", *SAID, "--write")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "model.yaml:13: shop to mailer over HTTPS had 3 and is taken out\n"
        "model.yaml:17: 3 is retired since 2.0\n"
        "    `diagramgen lint --fix` then takes out the ignore at model.yaml:15\n"
        "1 retired\n"
    )
    assert diagramgen("number").out.endswith("nothing to number\n")
    assert "connection-3 is ignored for missing-port and is gone, its number retired" in diagramgen("lint").out
    assert "fixed: model.yaml:15: dead-ignore: connection-3" in diagramgen("lint", "--fix").err
    assert "connection-3" not in (diagramgen.folder / "model.yaml").read_text(encoding="utf-8")


def test_lines_that_go_are_told_with_their_comments(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": HEAD + "  # Two,\n  # and why.\n" + ROWS})
    assert "--write takes lines 11-13 out" in diagramgen("number", "--retire", "2", *SAID).out
    write(diagramgen.folder, {"model.yaml": HEAD[:-1] + f" [{yaml_row(2)[4:-1]}]\n"})
    assert "--write takes it out" in diagramgen("number", "--retire", "2", *SAID).out


def test_a_connection_that_is_gone_already(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": HEAD + ROWS})
    result = diagramgen("number", "--retire", "4", "--retire", "6", *SAID)
    assert result.out == (
        "no connection has 4\n    --write lists 4 as retired in model.yaml\n"
        "no connection has 6, and the highest number is 5; the next connection gets 7\n"
        "    --write lists 6 as retired in model.yaml\n2 to retire\n"
    )
    result = diagramgen("number", "--retire", "4", "--retire", "6", *SAID, "--write")
    assert result.code == 0
    assert result.out == (
        "model.yaml:15: 4 is retired since 2.0; no connection had it\n"
        "model.yaml:16: 6 is retired since 2.0; no connection had it, and the highest number is 5; "
        "the next connection gets 7\n2 retired\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--retire", "3"), ("--retire needs --since", "--retire needs --reason")),
        (("--retire", "3", "--since", "2.0"), ("--retire needs --reason",)),
        (("--since", "2.0", "--reason", "x"), ("--since has no meaning without", "--reason has no meaning without")),
        (("--retire", "3", *SAID, "--reassign"), ("--retire contradicts --reassign and --keep",)),
        (("--retire", "3", *SAID, "--keep", "model.yaml:11"), ("--retire contradicts",)),
        (("--retire", "0", *SAID), ("--retire",)),
        (("--retire", "3", "--since", " ", "--reason", ""), ("--since is empty", "--reason is empty")),
        (("--retire", "3", "--since", " 2", "--reason", "x"), ("--since has space around it", "write '2'")),
        (("--retire", "3", "--since", "2", "--reason", "\x07"), ("--reason contains the control character",)),
        (("--retire", "3", "--retire", "3", *SAID), ("--retire: 3 is named twice",)),
        (("--retire", "9", *SAID), ("model.yaml:15: --retire: 9 is retired already, since 1",)),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(
    options: tuple[str, ...], said: tuple[str, ...], diagramgen: Command
) -> None:
    text = HEAD + ROWS + "retired:\n  - {number: 9, since: '1', reason: Old.}\n"
    write(diagramgen.folder, {"model.yaml": text})
    result = diagramgen("number", *options, "--write")
    assert (result.code, result.out) == (2, "")
    assert not [word for word in said if word not in result.err]
    assert (diagramgen.folder / "model.yaml").read_text(encoding="utf-8") == text


def test_a_number_that_stands_for_two_things(diagramgen: Command) -> None:
    text = HEAD + ROWS + yaml_row(3) + "retired:\n  - {number: 2, since: '1', reason: Old.}\n"
    write(diagramgen.folder, {"model.yaml": text})
    result = diagramgen("number", "--retire", "3", "--retire", "2", *SAID, "--write")
    assert (result.code, result.out) == (1, "")
    assert "model.yaml:14: 3 is the number of shop to mailer over HTTPS and of shop to mailer over HTTPS" in result.err
    assert "model.yaml:16: 2 is retired since 1, and is the number of" in result.err
    assert (diagramgen.folder / "model.yaml").read_text(encoding="utf-8") == text


def test_what_can_not_be_without_the_connection_stops_it(diagramgen: Command) -> None:
    text = (
        HEAD + yaml_row(2) + yaml_row(3).replace("}", ", tags: [rare]}") + "views:\n"
        "  - {id: walk, kind: flow, title: Walk, steps: [{connection: 3, text: a}]}\n"
        "  - {id: rare, kind: selection, title: Rare, include: ['tag:rare']}\n"
    )
    write(diagramgen.folder, {"model.yaml": text})
    result = diagramgen("number", "--retire", "3", *SAID, "--write")
    assert (result.code, result.out) == (1, "")
    assert "model.yaml:14: without 3, step 1 uses a connection that is not listed\n    change this first" in result.err
    assert "model.yaml:15: without 3, nothing carries the tag 'rare'" in result.err
    assert (diagramgen.folder / "model.yaml").read_text(encoding="utf-8") == text


def test_a_view_that_shows_nothing_then_is_told(diagramgen: Command) -> None:
    views = "views:\n  - {id: web, kind: protocol, include: [redis]}\n  - {id: all, kind: overview}\n"
    text = HEAD + yaml_row(2) + yaml_row(3).replace("https", "redis") + views
    write(diagramgen.folder, {"model.yaml": text})
    assert "\nthe view at model.yaml:14 would show nothing any more: " in (
        diagramgen("number", "--retire", "3", *SAID).out
    )
    assert "\nthe view at model.yaml:13 shows nothing any more: " in (
        diagramgen("number", "--retire", "3", *SAID, "--write").out
    )


def test_who_may_not_know_of_the_connection_does_not_learn_of_its_number(diagramgen: Command) -> None:
    text = HEAD + yaml_row(2) + yaml_row(3).replace("}", ", audience: [staff, board]}")
    write(diagramgen.folder, {"model.yaml": text})
    result = diagramgen("--audience", "public", "number", "--retire", "3", *SAID, "--write")
    assert "3 is retired since 2.0, for staff, board\n" in result.out
    (entry,) = load("model.yaml", diagramgen.folder).retired
    assert list(entry.audience) == ["staff", "board"]
    made = PYTHON + f"connections = [{row(3)[:-1]}, audience=['staff'])]\n" + END
    assert 'reason="Gone.", audience=["staff"])]' in python(diagramgen.folder / "other", made)


def test_all_or_none(tmp_path: Path) -> None:
    """The second number's edit turns out wrong, so that of the first is undone too."""
    look = "from pathlib import Path\nassert 'number=4' in Path(__file__).read_text(encoding='utf-8')\n"
    text = PYTHON + look + f"connections = [\n    {row(3)},\n    {row(5)},\n    {row(4)},\n]\n" + END
    text = text.replace("assert 'number=4'", "assert 'number=4, ' + 'source'")
    model = project(tmp_path, {"model/__init__.py": text})
    with pytest.raises(ContentError, match="AssertionError"):
        write_retirements(
            model, [entry_of(3, "2.0", "Gone."), entry_of(5, "2.0", "Gone."), entry_of(4, "2.0", "Gone.")]
        )
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == text


def test_nothing_is_written_if_the_model_then_says_something_else(tmp_path: Path) -> None:
    look = (
        "from pathlib import Path\nname = 'Then' if 'number=3, source' not in Path(__file__).read_text() else 'Now'\n"
    )
    look = look.replace("'number=3, source'", "'number=3,' + ' source'").replace("read_text()", "read_text('utf-8')")
    text = PYTHON + look + f"connections = [{row(3)}]\n" + END.replace('"Shop"', "name")
    model = project(tmp_path, {"model/__init__.py": text})
    with pytest.raises(ContentError, match="says something else"):
        write_retirements(model, [entry_of(3, "2.0", "Gone.")])
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == text


def test_a_model_with_rules_of_its_own(tmp_path: Path) -> None:
    files = {
        "model/rules.py": """
            from diagramgen.lint import rule


            @rule
            def own(model):
                "Own."
                return []
        """,
        "model/__init__.py": PYTHON
        + f"from .rules import own\nconnections = [{row(3)}]\n"
        + END[:-2]
        + ", rules=[own])\n",
    }
    assert f"connections=connections, retired=[{ENTRY}], rules=[own])" in retired(tmp_path, files)


def test_a_difference_tells_it(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": HEAD + ROWS})
    write(diagramgen.folder, {"before.yaml": HEAD + ROWS})
    assert diagramgen("number", "--retire", "3", *SAID, "--write").code == 0
    result = diagramgen("diff", "before.yaml")
    assert [line.partition(": ")[2] for line in result.out.splitlines() if ": " in line] == [
        "connection 3 removed: Web Shop → Mailer, HTTPS, ports not stated, Intra-cluster [removed]",
        "number 3 retired since 2.0: Gone. [retired]",
    ]


NUMBERS = st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True)
REASONS = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(NUMBERS, st.data(), REASONS.filter(str.strip))
def test_all_other_lines_of_a_document_stay(tmp_path: Path, numbers: list[int], data: st.DataObject, why: str) -> None:
    blocks = {n: yaml_row(n) if data.draw(st.booleans()) else BLOCK.format(n) for n in numbers}
    for n in numbers:
        blocks[n] = data.draw(st.sampled_from(["", "\n", "  # Own.\n", "  # About all.\n\n"])) + blocks[n]
    gone = data.draw(st.lists(st.sampled_from(numbers), min_size=1, unique=True))
    old = data.draw(st.sampled_from(["", "retired:\n  - {number: 99, since: '1', reason: Old.}\n"]))
    text = HEAD + "".join(blocks.values()) + old + "ignores: []  # none\n"
    after = retired(tmp_path, text, *gone, reason=why)
    entries = [entry.reason for entry in load("model.yaml", tmp_path).retired if entry.number != 99]
    assert entries == [why] * len(gone)
    # Without what was added, it is the text without the rows, their lines of comment and nothing else.
    kept = "".join(re.sub(r"  # Own.\n|  - (.|\n)*", "", b) if n in gone else b for n, b in blocks.items())
    head = HEAD.replace("connections:", "connections: []") if len(gone) == len(numbers) else HEAD
    right = (head + kept + old + "ignores: []  # none\n").split("\n")
    left = iter(after.split("\n"))
    assert all(line in left for line in right)  # in this order
    added = len(after.split("\n")) - len(right)
    assert added in ([len(gone), 3 * len(gone)] if old else [1 + len(gone), 1 + 3 * len(gone)])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(NUMBERS, st.data(), REASONS.filter(str.strip))
def test_all_other_lines_of_python_stay(tmp_path: Path, numbers: list[int], data: st.DataObject, why: str) -> None:
    rows = {}
    for n in numbers:
        above = data.draw(st.sampled_from(["", "\n", "    # Own.\n", "    # About all.\n\n"]))
        behind = data.draw(st.sampled_from([",", ",  # Own, too.", " , "]))
        rows[n] = f"{above}    {row(n)}{behind}\n"
    brackets = data.draw(st.sampled_from(["[]", "()"]))
    gone = data.draw(st.lists(st.sampled_from(numbers), min_size=1, unique=True))
    ends = "".join(END.replace("connections=connections)", "connections=connections,\n)"))
    text = PYTHON + f"connections = {brackets[0]}\n{''.join(rows.values())}{brackets[1]}\n" + ends
    after = python_many(tmp_path, text, gone, why)
    entries = [(entry.number, entry.reason) for entry in load("model", tmp_path).retired]
    assert entries == [(n, why) for n in gone]
    kept = "".join(re.sub(r"    # Own.\n|    Connection.*\n", "", b) if n in gone else b for n, b in rows.items())
    right = (PYTHON + f"connections = {brackets[0]}\n{kept}{brackets[1]}\n").split("\n")[:-1]
    assert after.split("\n")[: len(right)] == right


def python_many(folder: Path, text: str, gone: list[int], why: str) -> str:
    return retired(folder, {"model/__init__.py": text}, *gone, reason=why)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.data())
def test_it_is_done_or_refused_and_never_half_done(tmp_path: Path, data: st.DataObject) -> None:
    """Odd lists: whatever is written, the model says what it should, and what is refused is as it was."""
    text = row(3)
    for _ in range(data.draw(st.integers(1, 3))):
        front = data.draw(
            st.sampled_from(["", " ", "\n", f"{row(4)}, ", f"{row(4)},  # c\n", "# c\n", "*(), ", "*[],\n"])
        )
        end = data.draw(
            st.sampled_from(["", ",", "  # c\n", ",  # c\n", "\n,", f", {row(5)}", f"\n  # c\n, {row(5)},\n"])
        )
        form = data.draw(st.sampled_from(["*[{}]", "*({})", "*list([{}])", "*({},)", "({})", "*[{}] + []", "[{}][0]"]))
        text = form.replace("{}", front + text + end)
    files = {"model/__init__.py": PYTHON + f"connections = [{text}]\n" + END}
    try:
        model = project(tmp_path, files)
        before = model.lenient.architecture
    except DiagramgenError:
        event("does not load")
        return
    source = (tmp_path / "model" / "__init__.py").read_bytes()
    try:
        write_retirements(model, [entry_of(3, "2.0", "Gone.")])
    except DiagramgenError:
        assert (tmp_path / "model" / "__init__.py").read_bytes() == source
        event("refused")
        return
    after = load("model", tmp_path, strict=False)
    assert list(after.connections) == [c for c in before.connections if c.number != 3]
    assert [entry.number for entry in after.retired] == [3]
