"""Models in Python: run by path, without a trace, and with all their problems at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from diagramgen.errors import ContentError
from diagramgen.load import load
from tests.load.files import problems, way_out, write


def test_all_problems_are_told_with_their_lines_in_helpers_and_loops_too(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model/__init__.py": """
                from diagramgen import TCP, Architecture, Connection, Service

                from .helpers import store

                names = ["Redis", 5, "Kafka"]
                services = [
                    Service(
                        id=f"s{number}",
                        name=name,
                    )
                    for number, name in enumerate(names)
                ]
                for number in (1, 2):
                    services.append(
                        Service(id=f"t{number}", name=f"T {number}", colour="red")
                    )
                redis = store("Redis")
                line = Connection(
                    number=1,
                    source=services[0],
                    destination=redis,
                    protocol=TCP,
                    ports=70000,
                )
                architecture = Architecture(title="A", endpoints=[*services, redis], connections=[line])
                """,
            "model/helpers.py": """
                from diagramgen import DataStore


                def store(name):
                    return DataStore(id=name, name=name)
                """,
        },
    )
    assert problems("model", tmp_path) == [
        "model/__init__.py:7: Service 's1': name must be text, not 5",
        "model/__init__.py:15: Service 't1': there is no field 'colour'",
        "model/__init__.py:15: Service 't2': there is no field 'colour'",
        "model/__init__.py:18: Connection 1: ports: 70000 is not a port",
        "model/helpers.py:5: DataStore 'Redis': id: 'Redis' is not an identifier",
    ]


def test_an_object_of_a_function_knows_who_called_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model/__init__.py": """
                from diagramgen import Architecture, Zone

                from .helpers import both, zone

                zones = [zone("a"), *both("b", "c")]
                zones += [
                    zone(name)
                    for name in ("d", "e")
                ]
                zones += map(zone, ["f"])
                zones += [
                    Zone(id=name, name=name, boundary="inside")
                    for name in ("g", "h")
                ]
                class Zones:
                    one = zone("i")
                zones.append(Zones.one)
                def deep(many):
                    return deep(many - 1) if many else zone("j")
                zones.append(deep(9))
                architecture = Architecture(title="A", zones=zones)
                """,
            "model/helpers.py": """
                from diagramgen import Zone


                def zone(name):
                    return Zone(id=name, name=name, boundary="inside")


                def both(first, second):
                    return [
                        zone(first),
                        zone(second),
                    ]
                """,
        },
    )
    architecture = load("model", tmp_path)
    assert {zone.id: (str(zone.where), zone.where.made) for zone in architecture.zones} == {
        "a": ("model/helpers.py:5", "made at model/__init__.py:5"),
        "b": ("model/helpers.py:5", "made at model/helpers.py:10, from model/__init__.py:5"),
        "c": ("model/helpers.py:5", "made at model/helpers.py:11, from model/__init__.py:5"),
        "d": ("model/helpers.py:5", "made at model/__init__.py:7"),
        "e": ("model/helpers.py:5", "made at model/__init__.py:7"),
        "f": ("model/helpers.py:5", "made at model/__init__.py:10"),
        "g": ("model/__init__.py:12", ""),
        "h": ("model/__init__.py:12", ""),
        "i": ("model/helpers.py:5", "made at model/__init__.py:16"),
        "j": ("model/helpers.py:5", "made at model/__init__.py:19, from model/__init__.py:20"),
    }
    assert architecture.where.made == ""


def test_a_problem_in_a_function_tells_who_called_it(tmp_path: Path) -> None:
    text = """
        from diagramgen import *

        def zone(name):
            return Zone(id=name, name=name)

        architecture = Architecture(title="A", zones=[zone("b"), zone("C")])
        """
    write(tmp_path, {"model.py": text})
    with pytest.raises(ContentError) as caught:
        load("model.py", tmp_path)
    [problem] = [str(problem).splitlines() for problem in caught.value.problems]
    assert problem[:2] == ["model.py:4: Zone 'C': id: 'C' is not an identifier", "    made at model.py:6"]


def test_a_helper_outside_of_the_model_points_at_its_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    helper = "import diagramgen\n\ndef make(name): return diagramgen.Service(id=name, name=name)\n"
    main = "from diagramgen import *\nfrom ourhelpers import make\n\na = make('A')\nb = Architecture(title='A')\n"
    write(tmp_path, {"site/ourhelpers.py": helper, "model.py": main})
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert problems("model.py", tmp_path) == ["model.py:4: Service 'A': id: 'A' is not an identifier"]


def test_what_is_wrong_between_elements_is_told_beside_what_is_wrong_in_one(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model.py": """
                from diagramgen import *

                a = Service(id="a", name="A", aliases=5)
                b = Service(id=["b"], name="B", zone=Zone(id=["z"], name="Z"))
                c = Service(id="c", name="C")
                architecture = Architecture(
                    title="A",
                    endpoints=[a, b],
                    connections=[
                        Connection(number=1, source=a, destination=b, protocol=TCP, source_label="A"),
                        Connection(number=1, source=b, destination=a, protocol=TCP, destination_label="X"),
                        Connection(source=c, destination=c, protocol=TCP, source_label="X", destination_label="Y"),
                        Connection(number=2, source=a, destination=c, protocol=TCP),
                        Connection(number=3, source="a", destination=b, protocol="tcp"),
                    ],
                )
                """
        },
    )
    assert problems("model.py", tmp_path) == [
        "model.py:3: Service 'a': aliases must be a list, not 5",
        "model.py:4: Zone: id must be text, not a list",
        "model.py:4: Service: id must be text, not a list",
        "model.py:11: the number 1 is used twice",
        "model.py:12: Connection: source_label: 'X' is neither name nor alias of 'c'",
        "model.py:12: Connection: destination_label: 'Y' is neither name nor alias of 'c'",
        "model.py:13: the endpoint 'c' is used but not listed",
        "model.py:14: Connection 3: source must be an Endpoint, not 'a'",
        "model.py:14: Connection 3: protocol must be a Protocol, not 'tcp'",
    ]


def test_what_is_wrong_in_a_view_is_told_beside_the_rest(tmp_path: Path) -> None:
    code = """
        from diagramgen import *

        a = Service(id="a", name="A")
        line = Connection(number=1, source=a, destination=a, protocol=TCP)
        views = [
            FlowView(id="f", title="F", steps=[Step(), Step(connection="line"), Step(connection=line)]),
            ZoneView(),
            ZoneView(zone="z"),
            SelectionView(id="s", title="S", include=[a, "b"]),
        ]
        model = Architecture(title="A", endpoints=[a], connections=[], views=views)
        """
    assert problems("model.py", write(tmp_path, {"model.py": code})) == [
        "model.py:6: Step: connection is missing",
        "model.py:6: Step: connection must be a Connection, not 'line'",
        "model.py:6: step 3 uses a connection that is not listed",
        "model.py:7: ZoneView: zone is missing",
        "model.py:8: ZoneView: zone must be a Zone, not 'z'",
        "model.py:9: SelectionView 's': include holds 'b'",
    ]


@pytest.mark.parametrize("value", ["5", "None", "'redis'", "{}", "[5]", "[None, a]"])
def test_an_architecture_may_hold_anything_and_is_still_read(tmp_path: Path, value: str) -> None:
    for field in ("endpoints", "zones", "protocols", "connections", "views", "retired", "related"):
        write(
            tmp_path, {"model.py": f"from diagramgen import *\na = TCP\nm = Architecture(title='A', {field}={value})\n"}
        )
        assert problems("model.py", tmp_path)[0].startswith(f"model.py:3: Architecture 'A': {field}")


@pytest.mark.parametrize(
    ("code", "problem", "fix"),
    [
        ("a = (\n", "model/__init__.py:1: syntax error: '(' was never closed", "a = ("),
        ("if True:\na = 1\n", "model/__init__.py:2: syntax error: expected an indented block", "a = 1"),
        (
            "a = 1\n\na = Servce\n",
            "model/__init__.py:3: NameError: name 'Servce' is not defined",
            "did you mean 'Service' or",
        ),
        (
            "a = Service(id='a', name='A')",
            "model/__init__.py:1: NameError: name 'Service' is not defined",
            "add it to the imports: from diagramgen import Service",
        ),
        ("a = zzz", "model/__init__.py:1: NameError: name 'zzz' is not defined", ""),
        (
            "from diagramgen import Servce",
            "model/__init__.py:1: ImportError: cannot import name 'Servce' from 'diagramgen'",
            "did you mean 'Service' or",
        ),
        (
            "from .zones import clustr",
            "model/__init__.py:1: ImportError: cannot import name 'clustr' from 'model.zones'",
            "did you mean 'cluster'?",
        ),
        (
            "import zones",
            "model/__init__.py:1: ModuleNotFoundError: No module named 'zones'",
            "import a neighbour of the model's folder with a dot: from .zones import …",
        ),
        (
            "from zones import cluster",
            "model/__init__.py:1: ModuleNotFoundError: No module named 'zones'",
            "import a neighbour of the model's folder with a dot: from .zones import …",
        ),
        (
            "from .zonse import cluster",
            "model/__init__.py:1: ModuleNotFoundError: No module named 'model.zonse'",
            "did you mean 'zones'?",
        ),
        (
            "import nosuchpackage",
            "model/__init__.py:1: ModuleNotFoundError: No module named 'nosuchpackage'",
            "install nosuchpackage, or correct its name",
        ),
        ("a = 1\nb = a / 0", "model/__init__.py:2: ZeroDivisionError: division by zero", ""),
        ("open('model/x.csv')", "model/__init__.py:1: FileNotFoundError: [Errno 2]", ""),
        (
            "import sys\nsys.exit(0)",
            "model/__init__.py:2: the model's code stops the program",
            "take the call of exit out",
        ),
        ("raise SystemExit", "model/__init__.py:1: the model's code stops the program", "take the call of exit out"),
        ("def f(): f()\nf()", "model/__init__.py:1: RecursionError: ", "refer to each other without end"),
        (
            "a = 1",
            "model/__init__.py: defines no Architecture",
            "add architecture = Architecture(title=…, endpoints=[…], connections=[…])",
        ),
        (
            "from diagramgen import *\na = Architecture(title='A')\nb = Architecture(title='B')",
            "model/__init__.py: defines several models: a, b",
            "call one of them architecture, or name one as module:attribute",
        ),
    ],
)
def test_broken_code(tmp_path: Path, code: str, problem: str, fix: str) -> None:
    write(tmp_path, {"model/__init__.py": code, "model/zones.py": "cluster = None"})
    [found] = problems("model", tmp_path)
    assert found.startswith(problem)
    assert fix in way_out("model", tmp_path)


def test_an_interrupt_is_nothing_to_catch(tmp_path: Path) -> None:
    write(tmp_path, {"model.py": "raise KeyboardInterrupt"})
    with pytest.raises(KeyboardInterrupt):
        load("model.py", tmp_path)


def test_an_error_is_told_at_the_innermost_line_of_the_model(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "model/__init__.py": "from .a import a\n",
            "model/a.py": "import json\n\na = json.loads('{')\n",
            "model2/a.py": "",
        },
    )
    [found] = problems("model", tmp_path)
    assert found.startswith("model/a.py:3: JSONDecodeError: ")


def test_what_was_wrong_before_the_code_stopped_is_told_too(tmp_path: Path) -> None:
    write(tmp_path, {"model.py": "from diagramgen import *\na = Service(id='A', name='A')\nb = c\n"})
    assert problems("model.py", tmp_path) == [
        "model.py:2: Service 'A': id: 'A' is not an identifier",
        "model.py:3: NameError: name 'c' is not defined",
    ]


def test_no_message_shows_the_private_name_or_the_path_of_a_module(tmp_path: Path) -> None:
    write(tmp_path, {"model/__init__.py": "from .zones import cluster", "model/zones.py": ""})
    [found] = problems("model", tmp_path)
    assert found == "model/__init__.py:1: ImportError: cannot import name 'cluster' from 'model.zones'"


def test_a_folder_without_an_init_file_says_what_to_make(tmp_path: Path) -> None:
    write(tmp_path, {"model/zones.py": ""})
    assert problems("model", tmp_path) == ["model: the folder model has no __init__.py"]
    assert way_out("model", tmp_path) == "make one that defines the Architecture"


def test_one_of_several_models_may_be_called_architecture(tmp_path: Path) -> None:
    code = "from diagramgen import *\na = Architecture(title='A')\narchitecture = Architecture(title='B')\n"
    assert load("model.py", write(tmp_path, {"model.py": code})).title == "B"


def test_two_names_of_one_model_are_one_model(tmp_path: Path) -> None:
    code = "from diagramgen import *\na = b = Architecture(title='A')\n"
    assert load("model.py", write(tmp_path, {"model.py": code})).title == "A"


@pytest.mark.parametrize(
    ("attribute", "fact", "fix"),
    [
        ("voise", "model.py: there is no voise", "did you mean 'voice'?"),
        ("number", "model.py: number is a int, not an Architecture", "known are: voice"),
    ],
)
def test_an_attribute_that_is_no_model(tmp_path: Path, attribute: str, fact: str, fix: str) -> None:
    write(tmp_path, {"model.py": "from diagramgen import *\nvoice = Architecture(title='A')\nnumber = 5\n"})
    assert problems(f"model:{attribute}", tmp_path) == [fact]
    assert way_out(f"model:{attribute}", tmp_path) == fix


TITLED = "from diagramgen import *\nfrom .parts import title\na = Architecture(title=title)\n"


def test_two_models_of_the_same_name_do_not_mix(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name, {"model/__init__.py": TITLED, "model/parts.py": f"title = {name!r}\n"})
    assert [load("model", tmp_path / name).title for name in ("one", "two", "one")] == ["one", "two", "one"]


@pytest.fixture
def caching(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python as users run it: with byte code, whatever this run's own setting is."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.mark.usefixtures("caching")
def test_edits_in_quick_succession_are_seen(tmp_path: Path) -> None:
    for number in range(5):
        write(tmp_path, {"model/__init__.py": TITLED, "model/parts.py": f"title = 'edit {number}'\n"})
        assert load("model", tmp_path).title == f"edit {number}"


def test_parts_that_are_imported_by_their_public_name_are_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    main = "from diagramgen import Architecture\nfrom shop_of_test.parts import title\na = Architecture(title=title)\n"
    for number in range(3):
        write(tmp_path, {"shop_of_test/__init__.py": main, "shop_of_test/parts.py": f"title = 'edit {number}'\n"})
        assert load("shop_of_test", tmp_path).title == f"edit {number}"


@pytest.mark.usefixtures("caching")
def test_a_load_leaves_nothing_behind_but_the_model(tmp_path: Path) -> None:
    files = {
        "model/__init__.py": TITLED,
        "model/parts.py": "title = 'A'\n",
        "wrong.py": "a = b",
    }
    write(tmp_path, files)
    path = sys.path.copy()
    load("model", tmp_path)
    with pytest.raises(ContentError):
        load("wrong.py", tmp_path)
    assert sys.path == path
    assert not sys.dont_write_bytecode
    assert {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*")} == {*files, "model"}
    assert "model" not in sys.modules


def test_a_folder_is_not_taken_for_another_that_begins_like_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main = "from diagramgen import *\nfrom modelparts import make\na = make()\nb = Architecture(title='A')\n"
    parts = "import diagramgen\ndef make(): return diagramgen.Service(id='A', name='A')\n"
    write(tmp_path, {"model/__init__.py": main, "modelparts.py": parts})
    monkeypatch.syspath_prepend(str(tmp_path))
    assert problems("model", tmp_path) == ["model/__init__.py:3: Service 'A': id: 'A' is not an identifier"]
