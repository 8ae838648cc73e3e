"""What an editor and mypy refuse in a model: a typo is seen before anything runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from diagramgen.load import load

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

HEAD = """\
from diagramgen import *
from diagramgen import Endpoint

cluster = Zone(id="cluster", name="Cluster")
redis = DataStore(id="redis", name="Redis")
line = Connection(number=1, source=redis, destination=redis, protocol=REDIS)
"""

WRONG = {
    'Service(id="a", nmae="A")': "call-arg",
    'Service(id="a", name="A", colour="red")': "call-arg",
    'Service(id="a")': "call-arg",
    'Service("a", "A")': "call-arg",
    'Service(id=1, name="A")': "arg-type",
    'Service(id="a", name=None)': "arg-type",
    'Service(id="a", name="A", zone="cluster")': "arg-type",
    'Service(id="a", name="A", tenancy="single")': "arg-type",
    'Service(id="a", name="A", tenancy=Tenancy.SNIGLE)': "attr-defined",
    'Service(id="a", name="A", links=["https://example.org"])': "list-item",
    'Service(id="a", name="A", aliases=[1])': "list-item",
    'Service(id="a", name="A", metadata={"a": ["b"]})': "dict-item",
    'Service(id="a", name="A", metadata={1: "b"})': "dict-item",
    'Zone(id="a", name="A", parent=redis)': "arg-type",
    'Zone(id="a", name="A", boundary="inside")': "arg-type",
    'Zone(id="a", name="A", trust="high")': "arg-type",
    'Connection(source="redis", destination=redis, protocol=REDIS)': "arg-type",
    "Connection(source=redis, destination=cluster, protocol=REDIS)": "arg-type",
    'Connection(source=redis, destination=redis, protocol="redis")': "arg-type",
    "Connection(source=redis, destination=redis)": "call-arg",
    "Connection(source=redis, destination=redis, protocol=REDIS, ports=[6379])": "arg-type",
    "Connection(source=redis, destination=redis, protocol=REDIS, ports=6379.5)": "arg-type",
    'Connection(source=redis, destination=redis, protocol=REDIS, number="1")': "arg-type",
    'Connection(source=redis, destination=redis, protocol=REDIS, status="planned")': "arg-type",
    "Connection(source=redis, destination=redis, protocol=REDIS, data=None)": "arg-type",
    'Protocol(id="a", name="A", dash="wavy")': "arg-type",
    'Protocol(id="a", name="A", default_port="80")': "arg-type",
    'OverviewView(id="a", hubs="shared")': "arg-type",
    'Retired(number=1, reason="gone")': "call-arg",
    'Architecture(title="A", endpoints=["redis"])': "list-item",
    'Architecture(title="A", endpoints=[line])': "list-item",
    'Architecture(title="A", connections=[redis])': "list-item",
    'Architecture(title="A", conections=[line])': "call-arg",
    'Architecture(title="A", rules=[len])': "list-item",
    'Ignore(rule="missing-port", object=line, reason="Because.")': "arg-type",
    'Ignore(rule="missing-port", object="connection-1")': "call-arg",
    'redis.name = "Valkey"': "misc",
    "redis.nmae": "attr-defined",
    "line.ports.items": "union-attr union-attr union-attr",
    "RESDIS": "name-defined",
    "Ports.unkown()": "attr-defined",
}
"""Code that is wrong, and by which of its rules mypy refuses it."""


def mypy(*files: Path) -> dict[int, str]:
    """The codes of the errors in each line of the last file; any error elsewhere fails."""
    command = [sys.executable, "-m", "mypy", "--no-incremental", "--config-file", "pyproject.toml", *map(str, files)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    found: dict[int, str] = {}
    for line in ran.stdout.splitlines():
        error = re.fullmatch(r"(?P<file>.+):(?P<line>\d+): error: .*\[(?P<code>[\w-]+)\]", line)
        if error:
            assert Path(error["file"]).name == files[-1].name, line
            found[int(error["line"])] = f"{found.get(int(error['line']), '')} {error['code']}".strip()
    assert ran.stdout.splitlines()[-1].startswith(f"Found {sum(len(codes.split()) for codes in found.values())} errors")
    return found


def test_mypy_refuses_what_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.py"
    wrong.write_text(HEAD + "".join(f"{code}\n" for code in WRONG), encoding="utf-8")
    found = mypy(HERE / "good_model.py", wrong)
    above = HEAD.count("\n")
    assert {code: found.pop(number, "") for number, code in enumerate(WRONG, above + 1)} == WRONG
    assert found == {}


def test_what_mypy_has_nothing_to_say_about_is_a_model() -> None:
    model = load("good_model.py", HERE)
    assert len(model.connections) == 5
    assert len({endpoint.kind for endpoint in model.endpoints}) == 5
