"""Exact edits: what `--fix` writes, and all that it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagramgen.editing import UndoneError, fix
from diagramgen.errors import ContentError, EnvironmentFailure
from diagramgen.lint.finding import Edit
from diagramgen.lint.source import Sources
from diagramgen.pipeline import Project
from tests.command import Command
from tests.lint.models import MODEL, project

HEAD = """\
# -*- kept -*-
from diagramgen import HTTPS, TCP, UDP, Architecture, Boundary, Connection, Ignore, Protocol, Service, Zone

cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
shop = Service(id="shop", name="Shop", summary="Ünïcode 😀 first.", zone=cluster)
mailer = Service(id="mailer", name="Mailer", summary="Sends.", zone=cluster)
"""
ONE = """\
one = Connection(
    number=1, source=shop, destination=mailer, protocol=TCP, ports=80,  # the port
    data="é😀", classification='intra cluster',  # told so
)
"""
WORD = "classification='intra cluster'"
CALL = f"Connection(number=1, source=shop, destination=mailer, protocol=TCP, ports=80, {WORD})"
MAIN = """\
architecture = Architecture(
    title="Shop", zones=[cluster], endpoints=[shop, mailer], connections=[one],
)
"""


def fixed(folder: Path, model: str | dict[str, str], **lint: object) -> tuple[str, list[str]]:
    """The text of the model's main file after `--fix`, and what was fixed."""
    given = project(folder, model, **lint)
    _, done = fix(given)
    file = folder / ("model.yaml" if isinstance(model, str) else "model/__init__.py")
    return file.read_bytes().decode(), [f"{finding.rule} {finding.object}" for finding in done]


def python(folder: Path, text: str) -> tuple[str, list[str]]:
    return fixed(folder, {"model/__init__.py": text})


def test_only_the_word_changes(tmp_path: Path) -> None:
    text, done = python(tmp_path, HEAD + ONE + MAIN)
    assert text == HEAD + ONE.replace("'intra cluster'", "'Intra-cluster'") + MAIN
    assert done == ["contradicting-classification connection-1"]


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_the_byte_order_mark_stay(tmp_path: Path, ending: str, mark: str) -> None:
    text = mark + (HEAD + ONE + MAIN).replace("\n", ending)
    given = project(tmp_path, {"model/__init__.py": HEAD + ONE + MAIN})
    file = tmp_path / "model" / "__init__.py"
    file.write_bytes(text.encode())
    fix(given)
    assert file.read_bytes().decode() == text.replace("intra cluster", "Intra-cluster")


@pytest.mark.parametrize(
    "one",
    [
        f"def make():\n    return {CALL}\n\n\none = make()\n",
        f"for _ in (1,):\n    one = {CALL}\n",
        f"[one] = [{CALL} for _ in (1,)]\n",
        f"make = lambda: {CALL}\none = make()\n",
        f"word = 'intra cluster'\none = {CALL.replace(WORD, 'classification=word')}\n",
        f"one = {CALL.replace(WORD, WORD + ' if shop else None')}\n",
        f"facts = dict({WORD})\none = {CALL.replace(WORD, '**facts')}\n",
    ],
    ids=["helper", "loop", "comprehension", "lambda", "variable", "expression", "mapping"],
)
def test_what_has_no_place_of_its_own_is_left_alone(one: str, tmp_path: Path) -> None:
    assert python(tmp_path, HEAD + one + MAIN) == (HEAD + one + MAIN, [])


def test_two_on_one_line_are_left_alone(tmp_path: Path) -> None:
    text = ignores(f"    ignores=[{DEAD}, {LIVE}],\n")
    assert python(tmp_path / "ignores", text) == (text, [])
    line = (
        "Connection(number={}, source=shop, destination=mailer, protocol=TCP, ports={}, classification='intracluster')"
    )
    both = f"one, two = {line.format(1, 80)}, {line.format(2, 81)}\n".replace("intracluster", "intra cluster")
    text = HEAD + both + MAIN.replace("[one]", "[one, two]")
    assert python(tmp_path, text) == (text, [])


def ignores(text: str) -> str:
    return HEAD + ONE.replace("intra cluster", "Intra-cluster") + MAIN.replace("[one],\n", f"[one],\n{text}")


DEAD = 'Ignore(rule="missing-port", object="connection-1", reason="No [one], \'knows\'.")'
LIVE = 'Ignore(rule="missing-owner", object="endpoint-shop", reason="Nobody (yet).")'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"    ignores=[{DEAD}],\n", "    ignores=[],\n"),
        (f"    ignores=[{DEAD},\n             {LIVE}],\n", f"    ignores=[{LIVE}],\n"),
        (f"    ignores=[{LIVE},\n             {DEAD}],\n", f"    ignores=[{LIVE}],\n"),
        (f"    ignores=[{LIVE},\n             {DEAD},],\n", f"    ignores=[{LIVE},],\n"),
        (
            f"    ignores=[\n        # all\n        {DEAD},\n        {LIVE},  # why\n    ],\n",
            f"    ignores=[\n        # all\n        {LIVE},  # why\n    ],\n",
        ),
        (
            f"    ignores=[\n        {LIVE},\n        {DEAD}\n    ],\n",
            f"    ignores=[\n        {LIVE},\n    ],\n",
        ),
        (
            f"    ignores=[\n        {DEAD.replace(' ob', chr(10) + '            ob')},\n        {LIVE},\n    ],\n",
            f"    ignores=[\n        {LIVE},\n    ],\n",
        ),
    ],
)
def test_a_dead_ignore_is_taken_out(before: str, after: str, tmp_path: Path) -> None:
    assert python(tmp_path, ignores(before)) == (ignores(after), ["dead-ignore connection-1"])


def test_a_dead_ignore_with_a_comment_in_it_is_left_alone(tmp_path: Path) -> None:
    text = ignores(f"    ignores=[\n        {DEAD.replace(', object', ',  # told' + chr(10) + ' object')},\n    ],\n")
    assert python(tmp_path, text) == (text, [])


def test_an_ignore_with_a_comment_behind_it_is_left_alone_in_yaml(tmp_path: Path) -> None:
    rows = "\nignores:\n  - {{rule: missing-port, object: connection-91, reason: Old.}}{}\n"
    more = "  - {rule: missing-port, object: connection-92, reason: Old too.}\n"
    text = MODEL + rows.format("  # ticket 4") + more
    assert fixed(tmp_path, text) == (text.replace(more, ""), ["dead-ignore connection-92"])


def test_a_dead_ignore_whose_object_does_not_exist_may_be_a_slip_of_the_pen(tmp_path: Path) -> None:
    text = ignores(f"    ignores=[{DEAD.replace('connection-1', 'connection-11')}],\n")
    assert python(tmp_path, text) == (text, [])


def test_several_dead_ignores_and_rounds(tmp_path: Path) -> None:
    again = DEAD.replace("missing-port", "missing-number")
    assert python(tmp_path, ignores(f"    ignores=[\n{DEAD},\n{again},\n{DEAD},\n],\n")) == (
        ignores("    ignores=[\n],\n"),
        ["dead-ignore connection-1"] * 3,
    )


def test_an_ignore_in_a_list_of_another_file(tmp_path: Path) -> None:
    files = {
        "model/__init__.py": HEAD.replace("Ignore, ", "")
        + "from .ignores import ignores\n"
        + ONE.replace("intra cluster", "Intra-cluster")
        + MAIN.replace("[one],\n", "[one], ignores=ignores\n"),
        "model/ignores.py": f"from diagramgen import Ignore\n\nignores = [\n    {LIVE},\n    {DEAD},\n]\n",
    }
    fix(project(tmp_path, files))
    text = (tmp_path / "model" / "ignores.py").read_text(encoding="utf-8")
    assert text == files["model/ignores.py"].replace(f"    {DEAD},\n", "")


@pytest.mark.parametrize(
    ("protocols", "left"),
    [
        ("protocols=[UDP, TCP]", "protocols=[TCP]"),
        ("protocols=[TCP, UDP]", "protocols=[TCP]"),
        ("protocols=[TCP, UDP, HTTPS]", "protocols=[TCP, UDP]"),
        ("protocols=[*[UDP], TCP]", "protocols=[*[UDP], TCP]"),
        ('protocols=[TCP, Protocol(id="udp", name="U")]', "protocols=[TCP]"),
    ],
)
def test_a_usual_protocol_that_nobody_speaks(protocols: str, left: str, tmp_path: Path) -> None:
    """That is a change of the model, and its import is left: the edit is offered, and not made."""
    text = ignores(f"    {protocols},\n")
    given = project(tmp_path, {"model/__init__.py": text})
    assert fix(given)[1] == []
    offered = [f for f in given.lint() if f.rule == "unused-protocol"]
    assert {f.fix for f in offered} == {"remove it from the list, and by hand its import, if nothing else needs that"}
    edits = [f.edit for f in offered if f.edit is not None]
    assert not any(edit.safe for edit in edits)
    given.sources.apply(edits[:1])
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == ignores(f"    {left},\n")


YAML = MODEL.replace("data: Receipts.}", 'data: "Réceipts.", classification: egress}  # told')


def test_yaml_keeps_all_but_the_word(tmp_path: Path) -> None:
    assert fixed(tmp_path, YAML) == (
        YAML.replace("classification: egress", "classification: Egress"),
        ["contradicting-classification connection-92"],
    )


@pytest.mark.parametrize(("quoted", "after"), [("'egress'", "'Egress'"), ('"egress"', '"Egress"')])
def test_yaml_keeps_its_quotes(quoted: str, after: str, tmp_path: Path) -> None:
    before = YAML.replace("classification: egress", f"classification: {quoted}")
    assert fixed(tmp_path, before)[0] == YAML.replace("classification: egress", f"classification: {after}")


DEAD_ITEM = "{rule: missing-port, object: connection-91, reason: None.}"
LIVE_ITEM = "{rule: missing-owner, object: connection-91, reason: None.}"
BLOCK = "rule: missing-port\n    object: connection-91\n    reason: >\n      Nobody\n      knows.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"ignores: [{DEAD_ITEM}]\n", "ignores: []\n"),
        (f"ignores: [{DEAD_ITEM}, {LIVE_ITEM}]\n", f"ignores: [{LIVE_ITEM}]\n"),
        (f"ignores:\n  - {DEAD_ITEM}\n", "ignores: []\n"),
        (
            f"ignores:\n  # one\n  - {LIVE_ITEM}\n\n  - {DEAD_ITEM}\n# end\n",
            f"ignores:\n  # one\n  - {LIVE_ITEM}\n\n# end\n",
        ),
        (f"ignores:\n  - {BLOCK}  - {LIVE_ITEM}\n", f"ignores:\n  - {LIVE_ITEM}\n"),
        (f"ignores:\n  - {LIVE_ITEM}\n  - {BLOCK}\n\n# end\n", f"ignores:\n  - {LIVE_ITEM}\n\n\n# end\n"),
        (f"ignores:\n  # one\n  - {DEAD_ITEM}\n", f"ignores:\n  # one\n  - {DEAD_ITEM}\n"),
        (f"ignores:\n  - &a {DEAD_ITEM}\n  - *a\n", f"ignores:\n  - &a {DEAD_ITEM}\n  - *a\n"),
    ],
)
def test_a_dead_ignore_in_yaml(before: str, after: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, MODEL + before)[0] == MODEL + after


def test_json(tmp_path: Path) -> None:
    import json

    import yaml

    model = yaml.safe_load(YAML)
    file = tmp_path / "model.json"
    file.write_text(json.dumps(model, indent=1), encoding="utf-8")
    fix(Project("model.json", project(tmp_path / "x", MODEL).config, tmp_path))
    model["connections"][1]["classification"] = "Egress"
    assert file.read_text(encoding="utf-8") == json.dumps(model, indent=1)


def test_a_file_outside_of_the_model_is_never_written(tmp_path: Path) -> None:
    (tmp_path / "else.py").write_text("kept", encoding="utf-8")
    (tmp_path / "model").mkdir()
    sources = Sources((tmp_path / "model").resolve(), tmp_path.resolve())
    edits = [Edit(file, 0, 4, "lost", True, (1, 1, 1, 5)) for file in ("else.py", "model/../else.py", "")]
    assert sources.apply(edits) == []
    assert (tmp_path / "else.py").read_text(encoding="utf-8") == "kept"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.sampled_from(["", "x", "yy"])), max_size=6))
def test_of_edits_that_overlap_the_first_is_written(tmp_path: Path, spans: list[tuple[int, int, str]]) -> None:
    text = "äbcdefghijklmnopqrst\r\n😀123456"
    (tmp_path / "model.yaml").write_bytes(text.encode())
    sources = Sources((tmp_path / "model.yaml").resolve(), tmp_path.resolve())
    edits = [Edit("model.yaml", start, start + size, new, True, (1, 1, 1, 1)) for start, size, new in spans]
    written = sources.apply(edits)
    assert written[:1] == edits[:1]
    for place, edit in enumerate(written):
        assert not any(edit.start < o.end and o.start < edit.end for o in written[place + 1 :])
    got = (tmp_path / "model.yaml").read_bytes().decode()
    assert len(got) == len(text) + sum(len(edit.text) - (edit.end - edit.start) for edit in written)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    given = project(tmp_path, YAML)
    given.lint()
    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(EnvironmentFailure, match="make it writable"):
        fix(given)


def test_an_edit_after_which_the_model_does_not_load_is_taken_back(tmp_path: Path) -> None:
    """A model may look at its own text; then the edit was wrong, whatever it was."""
    check = "from pathlib import Path\nassert 'intra ' + 'cluster' in Path(__file__).read_text(encoding='utf-8')\n"
    text = HEAD + check + ONE + MAIN
    with pytest.raises(ContentError, match="AssertionError"):
        python(tmp_path, text)
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == text


def edited(folder: Path, model: str | dict[str, str], rule: str) -> str:
    """The text of the model's main file after the unsafe edit of the one finding of a rule."""
    given = project(folder, model)
    [finding] = [f for f in given.lint() if f.rule == rule]
    assert finding.edit is not None
    assert not finding.edit.safe
    given.sources.apply([finding.edit])
    file = folder / ("model.yaml" if isinstance(model, str) else "model/__init__.py")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("source=store, destination=shop,", "source=shop, destination=store,"),
        (
            "source=(\n  store  # why\n ), # é\n destination=shop,",
            "source=(\n  shop  # why\n ), # é\n destination=store,",
        ),
        (
            'source_label="S", destination=shop, data="d", source=store,',
            'destination_label="S", destination=store, data="d", source=shop,',
        ),
        (
            'source=store, destination=shop, source_label="é", destination_label="Shop",',
            'source=shop, destination=store, source_label="Shop", destination_label="é",',
        ),
    ],
)
def test_the_ends_of_a_connection_are_exchanged(before: str, after: str, tmp_path: Path) -> None:
    store = 'store = DataStore(id="store", name="Store", aliases=["S", "é"], summary="Keeps.", zone=cluster)\n'
    text = HEAD.replace("Connection, ", "Connection, DataStore, ") + store
    text += "one = Connection(number=1, {} protocol=TCP, ports=80)\n"
    text += MAIN.replace("mailer]", "mailer, store]")
    got = edited(tmp_path, {"model/__init__.py": text.replace("{}", before)}, "initiating-store")
    assert got == text.replace("{}", after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("source: cache, destination: 'shop',", "source: 'shop', destination: cache,"),
        (
            '"source_label": Redis 6.x, source: cache, destination: shop,',
            '"destination_label": Redis 6.x, source: shop, destination: cache,',
        ),
    ],
)
def test_the_ends_of_a_connection_are_exchanged_in_yaml(before: str, after: str, tmp_path: Path) -> None:
    text = MODEL + "  - {number: 1, BOTH protocol: redis, ports: 6379}  # told\n"
    assert edited(tmp_path, text.replace("BOTH", before), "initiating-store") == text.replace("BOTH", after)


def test_ends_that_are_not_written_out_are_left_to_the_writer(tmp_path: Path) -> None:
    text = MODEL + "  - {number: 1, source: &a cache, destination: shop, protocol: redis, ports: 6379}\n"
    [finding] = [f for f in project(tmp_path, text).lint() if f.rule == "initiating-store"]
    assert finding.edit is None


ROW = "  - {{{}source: shop, destination: mailer, protocol: https, ports: 443, data: {}}}\n"


def test_free_numbers_are_offered_as_edits(tmp_path: Path) -> None:
    text = MODEL + ROW.format("number: 92, ", "A") + ROW.format("number: 95, ", "B") + ROW.format("", "C")
    text += 'retired:\n  - {number: 95, since: "1", reason: Gone.}\n'
    given = project(tmp_path, text)
    found = [f for f in given.lint() if "number" in f.rule]
    assert [(f.rule, f.edit and (f.edit.safe, f.edit.title)) for f in found] == [
        ("duplicate-number", (False, "write 97")),
        ("retired-number", (False, "write 98")),
        ("missing-number", (False, "write number: 96,")),
    ]
    given.sources.apply([f.edit for f in found if f.edit is not None])
    assert not [f for f in project(tmp_path, (tmp_path / "model.yaml").read_text()).lint() if "number" in f.rule]


def test_the_advice_about_a_classification_names_what_its_edit_writes(tmp_path: Path) -> None:
    text = MODEL.replace("data: Receipts.", "data: Receipts., classification: Ingress")
    assert edited(tmp_path, text, "contradicting-classification") == text.replace("Ingress", "Egress")
    [finding] = [f for f in project(tmp_path, text).lint() if f.rule == "contradicting-classification"]
    assert finding.fix.startswith("write Egress, ")


def test_what_is_ignored_is_not_fixed(tmp_path: Path) -> None:
    told = "ignores:\n  - {rule: contradicting-classification, object: connection-92, reason: So published.}\n"
    assert fixed(tmp_path, YAML + told) == (YAML + told, [])


ROW_OF_ITS_OWN = """
        Connection(number=1, source=shop, destination=mailer, protocol=TCP, ports="80"),
        Connection(number=2, source=mailer, destination=shop, protocol=TCP, ports="81"),
    """
UNSAFE = """\
from diagramgen.lint import Found, Replace, TakeOut, rule


@rule
def secure_port(model):
    '''Everything goes to 443.'''
    for c in model.connections:
        if c.port_text == "80":
            yield Found(c, "goes to 80", "go to 443", {change})


"""


@pytest.mark.parametrize("change", ['Replace("ports", "80", "443", safe=True)', "TakeOut(safe=True)"])
def test_an_edit_that_is_called_safe_and_is_not_is_undone(change: str, tmp_path: Path) -> None:
    text = UNSAFE.replace("{change}", change) + HEAD + ONE.replace("ports=80", 'ports="80"')
    text += MAIN.replace("connections=[one],", "connections=[one], rules=[secure_port],")
    text = text.replace(
        "connections=[one]", f"connections=[{ROW_OF_ITS_OWN}]" if "Take" in change else "connections=[one]"
    )
    given = project(tmp_path, {"model/__init__.py": text})
    with pytest.raises(ContentError, match=r"with the safe edits of .*secure-port.*, the model says something else"):
        fix(given)
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == text


def test_an_edit_that_breaks_the_model_is_the_rules_fault_and_not_the_models(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    change = 'Replace("name", "Shop", "Shop ", safe=True)'
    text = UNSAFE.replace("for c in model.connections", "for c in [model.endpoint('shop')]")
    text = text.replace('c.port_text == "80"', 'c.name == "Shop"').replace("{change}", change) + HEAD + ONE
    text = text.replace("'intra cluster'", "'Intra-cluster'")
    text += MAIN.replace("connections=[one],", "connections=[one], rules=[secure_port],")
    given = project(tmp_path, {"model/__init__.py": text})
    with pytest.raises(UndoneError) as error:
        fix(given)
    [problem] = error.value.problems
    assert problem.message.startswith("with the safe edits of secure-port, model/__init__.py:")
    assert "Service 'shop': name" in problem.message
    assert problem.fix == "a rule calls an edit safe that is not; correct it: these edits are undone"
    assert (tmp_path / "model" / "__init__.py").read_text(encoding="utf-8") == text
    command = Command(tmp_path, capsysbinary)
    told = command("lint", "--fix")
    assert (told.code, "secure-port: endpoint-shop goes to 80" in told.out, "error: model/" in told.err) == (
        1,
        True,
        True,
    )
