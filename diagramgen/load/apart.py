"""Load a model in a process of its own: its code may differ from that of a model that is loaded here.

What comes back is data: the model as a document, where its elements stand, and what is wrong with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import diagramgen
from diagramgen.errors import ContentError, DiagramgenError, Location, Problem, UsageError
from diagramgen.load.build import build
from diagramgen.load.document import Document, Place
from diagramgen.load.model import load
from diagramgen.resolve import find_problems
from diagramgen.schema import Architecture
from diagramgen.schema.base import Collector, collecting
from diagramgen.schema.written import places, renumbered, steps_of, written

CHILD = "import sys; sys.path.insert(0, {package!r}); from diagramgen.load.apart import main; main(sys.argv[1:])"


def load_apart(source: str, base: Path, shown: str = "") -> Architecture:
    """Load a model as `load` does, but in another process; `shown` stands before the file of each place.

    Raises:
        UsageError: there is no such model.
        ContentError: the model is wrong, or its code ends the process.
    """
    return restored(read_apart(source, base, shown), shown)


def read_apart(source: str, base: Path, shown: str = "") -> dict[str, Any]:
    """The same as data, which `restored` makes a model of.

    Raises:
        UsageError: there is no such model.
        ContentError: the model is wrong, or its code ends the process.
    """
    package = str(Path(diagramgen.__file__).parent.parent)
    with tempfile.TemporaryDirectory(prefix="diagramgen-") as folder:
        answer = Path(folder) / "model.json"
        # -P: the folder of an old model may hold an old diagramgen, which is not to be imported.
        command = [sys.executable, "-P", "-c", CHILD.format(package=package), source, str(answer)]
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        # A model may print; what it says must not mix with our data on stdout.
        code = subprocess.run(command, cwd=base, env=environment, stdout=sys.__stderr__, check=False).returncode
        if not answer.exists():
            fact = f"the model's code ends the process (exit code {code})"
            raise ContentError(Problem(fact, Location(f"{shown}{source}"), "take the call out, or run it by itself"))
        data: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    if "problems" in data:
        problems = [
            Problem(message, Location(f"{shown}{file}", line) if file else Location(f"{shown}{source}"), fix)
            for message, file, line, fix in data["problems"]
        ]
        raise UsageError(*problems) if data["code"] == UsageError.exit_code else ContentError(*problems)
    return data


def main(arguments: Sequence[str]) -> None:
    """The other process: load a model, and write what is known of it into a file."""
    source, answer = arguments
    data: dict[str, Any]
    try:
        data = packed(load(source))
    except DiagramgenError as error:
        told = [[p.message, p.where.file, p.where.line, p.fix] for p in error.problems]
        data = {"problems": told, "code": error.exit_code}
    Path(answer).write_text(json.dumps(data), encoding="utf-8")


def packed(architecture: Architecture) -> dict[str, Any]:
    """A model as plain data, from which `restored` makes an equal one."""
    used = {id(step.connection) for step in steps_of(architecture)}
    free = max((c.number or 0 for c in architecture.connections), default=0) + 1
    # A document's flow names a connection by number; one without gets a number for the journey.
    lent = [i for i, c in enumerate(architecture.connections) if c.number is None and id(c) in used]
    numbers: dict[int, int | None] = {place: free + index for index, place in enumerate(lent)}
    travelling = renumbered(architecture, numbers)
    found = {name: [[w.file, w.line] for w in where] for name, where in places(travelling).items()}
    own = architecture.where
    return {
        "model": written(travelling),
        "lent": lent,
        "places": found,
        "place": [own.file, own.line],
        "rules": [
            {"name": rule.name, "manual": rule.manual, "severity": str(rule.severity), "default": rule.default}
            for rule in getattr(architecture, "rules", ())
        ],
    }


def restored(data: dict[str, Any], shown: str = "") -> Architecture:
    """The model that was packed. Raises ContentError where a document can't say what its code says."""
    collector = Collector(Path(), Path())
    with collecting(collector):
        architecture = build(_Packed(data, shown), collector)
        problems = list(collector.problems)
        if architecture is not None:
            problems += find_problems(architecture, collector.broken)
    if problems or architecture is None:
        raise ContentError(*problems)
    architecture = renumbered(architecture, dict.fromkeys(data["lent"]))
    rules = tuple(ToldRule(**rule) for rule in data["rules"])
    return architecture.model_copy(update={"rules": rules}) if rules else architecture


@dataclass(frozen=True, slots=True)
class ToldRule:
    """What a rule of a model's own says about itself; its code stays in its process."""

    name: str
    manual: str
    severity: str
    default: bool


class _Packed(Document):
    """Data from another process, and where its elements stood there."""

    def __init__(self, data: dict[str, Any], shown: str) -> None:
        super().__init__("", data["model"])
        self.places: dict[str, list[tuple[str, int]]] = data["places"]
        self.own: tuple[str, int] = data["place"]
        self.shown = shown

    def locate(self, place: Place) -> Location:
        """The element at a place, or the one around it."""
        found = self.own
        if len(place) > 1 and isinstance(place[1], int):
            listed = self.places.get(str(place[0]), [])
            found = listed[place[1]] if place[1] < len(listed) else found
        file, line = found
        return Location(f"{self.shown}{file}" if file else "", line)
