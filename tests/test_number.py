"""Numbers are given once and stay: the plan, the exact edits, and the command."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagramgen.editing import numbering, write_numbers
from diagramgen.errors import ContentError, UsageError
from diagramgen.pipeline import Project
from tests.command import Command
from tests.lint.models import HEAD, project
from tests.load.files import write

Numbers = list[int | None]

PYTHON = """\
# -*- kept -*-
from diagramgen import TCP, Architecture, Connection, Retired, Service

shop = Service(id="shop", name="Shop")
mailer = Service(id="mailer", name="Ünïcode 😀")
"""
END = """\
architecture = Architecture(title="Shop", endpoints=[shop, mailer], connections=connections)
"""
ENDS = "source=shop, destination=mailer, protocol=TCP"


@pytest.fixture
def diagramgen(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    return Command(tmp_path, capsysbinary)


def numbers(model: Project) -> Numbers:
    """The numbers of a model's connections, as it lists them."""
    return [c.number for c in model.lenient.architecture.connections]


def again(model: Project) -> Project:
    """The project with nothing read yet."""
    return Project(model.source, model.config, model.base)


def written(folder: Path, files: str | dict[str, str], *, new: bool = True, double: bool = True, **more: Any) -> str:
    """The text of the model's main file with all numbers written that can be."""
    model = project(folder, files)
    found = numbering(model, **more)
    write_numbers(model, [a for a in found.assignments if a.edit is not None and (new if a.new else double)])
    return (folder / ("model.yaml" if isinstance(files, str) else "model/__init__.py")).read_bytes().decode()


def python(folder: Path, text: str) -> str:
    return written(folder, {"model/__init__.py": text})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"[Connection({ENDS})]", f"[Connection(number=1, {ENDS})]"),
        (f"[Connection(number=None, {ENDS})]", f"[Connection(number=1, {ENDS})]"),
        (f"[Connection({ENDS}, number=None)]", f"[Connection({ENDS}, number=1)]"),
        (
            "[\n  Connection(\n    source=shop,\n    destination=mailer,  # to\n    protocol=TCP\n  )]",
            "[\n  Connection(\n    number=1,\n    source=shop,\n    destination=mailer,  # to\n    protocol=TCP\n  )]",
        ),
        (
            f"[\n    Connection(  # why\n        # before\n        {ENDS}\n    )\n]",
            f"[\n    Connection(  # why\n        # before\n        number=1, {ENDS}\n    )\n]",
        ),
        (
            f"[Connection(number=3, {ENDS}),\n Connection(number=3, {ENDS})]",
            f"[Connection(number=3, {ENDS}),\n Connection(number=4, {ENDS})]",
        ),
        (
            f"[Connection(number=3, {ENDS}),\n Connection(number=0x3, {ENDS}),\n Connection({ENDS})]",
            f"[Connection(number=3, {ENDS}),\n Connection(number=5, {ENDS}),\n Connection(number=4, {ENDS})]",
        ),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_python_keeps_all_but_the_number(before: str, after: str, ending: str, tmp_path: Path) -> None:
    model = project(tmp_path, {"model/__init__.py": PYTHON + f"connections = {before}\n" + END})
    file = tmp_path / "model" / "__init__.py"
    file.write_bytes(file.read_bytes().decode().replace("\r\n", "\n").replace("\n", ending).encode())
    found = numbering(model)
    write_numbers(model, found.assignments)
    right = (PYTHON + f"connections = {after}\n" + END).replace("\n", ending)
    assert file.read_bytes().decode() == right


@pytest.mark.parametrize(
    "made",
    [
        f"def make(n):\n    return Connection({ENDS}, ports=n)\n\n\nconnections = [make(1), make(2)]\n",
        f"connections = [Connection({ENDS}, ports=n) for n in (1, 2)]\n",
        f"connections = [Connection({ENDS}, ports=1), Connection({ENDS}, ports=2)]\n",
        f"facts = dict({ENDS})\nconnections = [Connection(**facts)]\n",
        f"one = Connection({ENDS})\nconnections = [one, one]\n",
        f"one = Connection(number=3, {ENDS})\nconnections = [one, one]\n",
        f"n = None\nconnections = [Connection(number=n, {ENDS})]\n",
        f"three = 3\nconnections = [Connection(number=3, {ENDS}),\n Connection(number=three, {ENDS})]\n",
    ],
    ids=["helper", "loop", "same line", "mapping", "listed twice", "number listed twice", "variable", "variable twice"],
)
def test_what_has_no_declaration_of_its_own_is_told(made: str, diagramgen: Command) -> None:
    write(diagramgen.folder, {"model/__init__.py": PYTHON + made + END})
    result = diagramgen("number", "--write", "--reassign")
    assert result.code == 1
    assert re.search(r"^model/__init__.py:\d+: shop to mailer over TCP", result.out)
    assert "give it a number there; " in result.out
    assert [line.partition(":")[0] for line in result.out.splitlines() if "made at" in line] == (
        ["    made at model/__init__.py"] * 2 if made.startswith("def") else []
    )
    assert (diagramgen.folder / "model" / "__init__.py").read_text(encoding="utf-8") == PYTHON + made + END


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("model.json", '"a\u2028b"', "its file can't be edited as it is written"),
        ("model.yaml", '"d"', ""),
    ],
)
def test_why_there_is_no_edit_is_told(name: str, text: str, why: str, diagramgen: Command) -> None:
    ends = '{"source": "shop", "destination": "mailer", "protocol": "https", "data": DATA}'.replace("DATA", text)
    rows = f'"connections": [&row {ends}]' if not why else f'"connections": [{ends}]'
    head = {key: value for key, value in yaml.safe_load(HEAD).items() if key != "connections"}
    (diagramgen.folder / name).write_text(json.dumps(head)[:-1] + f", {rows}}}", encoding="utf-8")
    told = diagramgen("-m", name, "number", "--write").out
    assert f"    {why or 'an anchor, an alias or a form out of the ordinary stands there'}, so give it a number" in told
    assert "made by code" not in told


YAML_ENDS = "source: shop, destination: mailer, protocol: https"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"  - {{{YAML_ENDS}}}  # told\n", f"  - {{number: 1, {YAML_ENDS}}}  # told\n"),
        (f"  - {{ {YAML_ENDS} }}\n", f"  - {{ number: 1, {YAML_ENDS} }}\n"),
        (f"  - {{number: null, {YAML_ENDS}}}\n", f"  - {{number: 1, {YAML_ENDS}}}\n"),
        (f"  - {{{YAML_ENDS}, number: ~}}\n", f"  - {{{YAML_ENDS}, number: 1}}\n"),
        (f"  - {{number: , {YAML_ENDS}}}\n", f"  - {{number: 1 , {YAML_ENDS}}}\n"),
        (
            "  - source: shop  # from\n    destination: mailer\n    protocol: https\n",
            "  - number: 1\n    source: shop  # from\n    destination: mailer\n    protocol: https\n",
        ),
        (
            "  -\n    # one\n    source: shop\n    destination: mailer\n    protocol: https\n",
            "  -\n    # one\n    number: 1\n    source: shop\n    destination: mailer\n    protocol: https\n",
        ),
        (
            "  - source: shop\n    destination: mailer\n    number:  # none\n    protocol: https\n",
            "  - source: shop\n    destination: mailer\n    number: 1  # none\n    protocol: https\n",
        ),
        (
            f"  - {{number: 3, {YAML_ENDS}}}\n  - {{number: 3, {YAML_ENDS}}}\n  - {{{YAML_ENDS}}}\n",
            f"  - {{number: 3, {YAML_ENDS}}}\n  - {{number: 5, {YAML_ENDS}}}\n  - {{number: 4, {YAML_ENDS}}}\n",
        ),
        (
            "  - {\n      source: shop,\n      destination: mailer,\n      protocol: https\n    }\n",
            "  - {\n      number: 1,\n      source: shop,\n      destination: mailer,\n      protocol: https\n    }\n",
        ),
    ],
)
def test_yaml_keeps_all_but_the_number(before: str, after: str, tmp_path: Path) -> None:
    assert written(tmp_path, HEAD + before) == HEAD + after
    text = (HEAD + before).replace("\n", "\r\n")
    (tmp_path / "model.yaml").write_bytes(text.encode())
    model = Project("model.yaml", project(tmp_path / "other", HEAD + before).config, tmp_path)
    write_numbers(model, numbering(model).assignments)
    assert (tmp_path / "model.yaml").read_bytes().decode() == (HEAD + after).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "rows",
    [
        f"  - &a {{{YAML_ENDS}}}\n  - *a\n",
        "  - ? source\n    : shop\n    destination: mailer\n    protocol: https\n",
        f"  - !!map {{{YAML_ENDS}}}\n",
        f"  - {{number: !!null '', {YAML_ENDS}}}\n",
    ],
)
def test_yaml_that_is_out_of_the_ordinary_stays_or_is_right(rows: str, tmp_path: Path) -> None:
    model = project(tmp_path, HEAD + rows)
    try:
        found = numbering(model)
    except ContentError:  # nor does it load
        return
    write_numbers(model, [a for a in found.assignments if a.edit is not None])
    text = (tmp_path / "model.yaml").read_text(encoding="utf-8")
    assert text == HEAD + rows or numbers(again(model)) == [1]


@pytest.mark.parametrize("indent", [None, 1, "\t"])
def test_json(indent: int | str | None, tmp_path: Path) -> None:
    rows = [{"source": "shop", "destination": "mailer", "protocol": "https"}] * 2
    text = json.dumps(yaml.safe_load(HEAD) | {"connections": rows}, indent=indent)
    (tmp_path / "model.json").write_text(text, encoding="utf-8")
    model = Project("model.json", project(tmp_path / "x", HEAD).config, tmp_path)
    write_numbers(model, numbering(model).assignments)
    right = json.dumps(
        yaml.safe_load(HEAD) | {"connections": [{"number": n, **row} for n, row in enumerate(rows, 1)]}, indent=indent
    )
    assert (tmp_path / "model.json").read_text(encoding="utf-8") == right


def rows_of(given_numbers: Numbers, forms: list[bool]) -> str:
    """Connections with these numbers, in flow or in block style."""
    lines = []
    for place, (number, flow) in enumerate(zip(given_numbers, forms, strict=True)):
        facts = [f"number: {number}"] if number is not None else []
        facts += ["source: shop", "destination: mailer", "protocol: https", f"data: Row {place}."]
        lines.append(f"  - {{{', '.join(facts)}}}\n" if flow else "  - " + "\n    ".join(facts) + "\n")
    return "".join(lines)


NUMBERS = st.lists(st.none() | st.integers(1, 12), min_size=1, max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_numbers_stay_and_new_ones_are_free(tmp_path: Path, data: st.DataObject) -> None:
    before = data.draw(NUMBERS)
    forms = data.draw(st.lists(st.booleans(), min_size=len(before), max_size=len(before)))
    retired = data.draw(st.sets(st.integers(1, 20), max_size=3))
    gone = "".join(f"  - {{number: {n}, since: '1', reason: Gone.}}\n" for n in sorted(retired))
    text = HEAD + rows_of(before, forms) + (f"retired:\n{gone}" if gone else "")
    after_text = written(tmp_path, text, double=False)
    model = again(project(tmp_path, after_text))
    after = numbers(model)

    new = [n for b, n in zip(before, after, strict=True) if b is None]
    assert [a for b, a in zip(before, after, strict=True) if b is not None] == [b for b in before if b is not None]
    assert None not in after
    highest = max([n for n in before if n is not None] + list(retired), default=0)
    assert new == list(range(highest + 1, highest + 1 + len(new)))
    assert not numbering(model).new  # nothing left to do

    kept = re.sub(r"number: \d+(, |\n    )", "", after_text)
    assert kept == re.sub(r"number: \d+(, |\n    )", "", text)

    # Those that are double get another number, the first of each keeps its own, and then there is nothing to do.
    write_numbers(model, numbering(model).double)
    last = again(model)
    assert not numbering(last).assignments
    final = numbers(last)
    assert len(set(final)) == len(final)
    assert not set(final) & retired
    seen: set[int | None] = set()
    for was, now in zip(after, final, strict=True):
        assert (now == was) == (was not in seen and was not in retired)
        seen.add(was)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.lists(st.integers(1, 30), min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False), st.data())
def test_to_sort_or_insert_changes_no_number(tmp_path: Path, there: list[int], order: Any, data: st.DataObject) -> None:
    rows = rows_of(list(there), [True] * len(there)).splitlines(keepends=True)
    order.shuffle(rows)
    place = data.draw(st.integers(0, len(rows)))
    more = "  - {source: mailer, destination: bank, protocol: https, data: New.}\n"
    text = HEAD + "".join([*rows[:place], more, *rows[place:]])
    after = written(tmp_path, text)
    assert after == text.replace("{source: mailer", f"{{number: {max(there) + 1}, source: mailer")


def test_an_edition_hides_no_number(diagramgen: Command) -> None:
    hidden = f"  - {{number: 9, {YAML_ENDS}, audience: [staff]}}\n  - {{{YAML_ENDS}}}\n"
    write(diagramgen.folder, {"model.yaml": HEAD + hidden})
    result = diagramgen("--audience", "staff", "number", "--write")
    assert (result.code, "now has 10" in result.out) == (0, True)
    write(diagramgen.folder, {"model.yaml": HEAD + hidden})
    assert "gives it 10" in diagramgen("--product-version", "1", "number").out


BRANCHES = (
    f"  - {{number: 60, {YAML_ENDS}}}\n  - {{number: 61, {YAML_ENDS}, ports: 1}}\n"
    f"  - {{number: 61, {YAML_ENDS}, ports: 2}}\n"
)


def test_two_branches_that_took_the_same_number(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": HEAD + BRANCHES})
    assert "model.yaml:13" in diagramgen("table").err
    result = diagramgen("number", "--write")
    assert (result.code, result.out) == (
        1,
        """\
model.yaml:13: shop to mailer over HTTPS: 61 is the number of shop to mailer over HTTPS at model.yaml:12
    --reassign gives it 62
1 to number
""",
    )
    result = diagramgen("number", "--reassign")
    assert (result.code, result.out) == (
        0,
        "model.yaml:13: shop to mailer over HTTPS now has 62 instead of 61\n1 written\n",
    )
    assert diagramgen("table").code == 0
    assert diagramgen("number").out == "nothing to number\n"


def test_keep_says_which_one_was_published(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": HEAD + BRANCHES})
    assert diagramgen("number", "--reassign", "--keep", "model.yaml:13").code == 0
    text = (diagramgen.folder / "model.yaml").read_text(encoding="utf-8")
    assert re.findall(r"number: (\d+).*ports: (\d)", text) == [("62", "1"), ("61", "2")]


def test_keep_of_no_connection(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"--keep: there is no connection at model.yaml:1\n.*did you mean"):
        numbering(project(tmp_path, HEAD + BRANCHES), ["model.yaml:1"])


def test_a_retired_number_in_use_is_given_back(diagramgen: Command) -> None:
    gone = "retired:\n  - {number: 60, since: '2.0', reason: Gone.}\n  - {number: 70, since: '2.0', reason: Gone.}\n"
    write(diagramgen.folder, {"model.yaml": HEAD + BRANCHES.splitlines(keepends=True)[0] + gone})
    result = diagramgen("number")
    assert "60 is retired since 2.0\n    --reassign gives it 71\nneither in use nor retired: 61-69\n" in result.out
    assert diagramgen("number", "--reassign").code == 0


def test_what_speaks_of_a_number_that_changes_is_named(diagramgen: Command) -> None:
    more = (
        "views:\n  - {id: walk, kind: flow, title: Walk, steps: [{connection: 61, text: a}]}\n"
        "ignores:\n  - {rule: missing-port, object: connection-61, reason: x}\n"
    )
    write(diagramgen.folder, {"model.yaml": HEAD + BRANCHES + more})
    assert "\n    see which connection 61 is meant at model.yaml:17, model.yaml:15\n" in (
        diagramgen("number", "--reassign").out
    )


def test_gaps_are_told_and_never_filled(diagramgen: Command) -> None:
    rows = rows_of([2, 4, *range(10, 40, 3), None], [True] * 13)
    write(diagramgen.folder, {"model.yaml": HEAD + rows})
    result = diagramgen("number", "--write")
    assert "now has 38\nneither in use nor retired: 3, 5-9, 11-12, " in result.out
    assert "and 3 more gaps\n    if one of them was published, --retire lists it as retired" in result.out


def test_nothing_is_written_if_the_model_then_says_something_else(tmp_path: Path) -> None:
    """A model may look at its own text; then the edit was wrong, whatever it was."""
    look = "from pathlib import Path\nport = 2 if 'number' + '=' in Path(__file__).read_text(encoding='utf-8') else 1\n"
    text = PYTHON + look + f"connections = [Connection({ENDS}, ports=port)]\n" + END
    with pytest.raises(ContentError, match="says something else"):
        python(tmp_path, text)
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == text
    text = PYTHON + look + f"assert port == 1\nconnections = [Connection({ENDS})]\n" + END
    with pytest.raises(ContentError, match="AssertionError"):
        python(tmp_path, text)
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == text


def test_a_broken_model_is_told_as_ever(diagramgen: Command) -> None:
    write(diagramgen.folder, {"model.yaml": HEAD + "  - {source: nobody, destination: shop, protocol: https}\n"})
    result = diagramgen("number", "--write")
    assert (result.code, result.out) == (1, "")
    assert "nobody" in result.err
