"""Find the layout engine and run it: DOT → JSON. The one place that starts a process."""

from __future__ import annotations

import json
import shutil
import subprocess
import sysconfig
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from diagramgen.errors import EnvironmentFailure, Problem

EMBEDDED = "graphviz-pure"


@dataclass(frozen=True, slots=True)
class Method:
    """A way to lay a graph out: what it is called in a picture, and the engine's options for it."""

    name: str
    options: tuple[str, ...]


DOT = Method("", ("-Kdot",))
FALLBACKS = (
    Method("simplified layers", ("-Kdot", "-Gnslimit=2", "-Gnslimit1=2", "-Gmclimit=0.3")),
    Method("springs instead of layers", ("-Ksfdp", "-Goverlap=prism")),
)
"""What is tried, one after the other, where a graph takes too long."""


class TookTooLong(EnvironmentFailure):
    """A call of the engine reached its time limit."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that speaks Graphviz's command line, and what to call it."""

    command: str
    name: str
    """Name and version: part of every cache key and of the manifest."""
    time_limit: float = 60.0
    """Seconds for one call."""

    def layout(self, graphs: Sequence[str], method: Method = DOT) -> list[dict[str, Any]]:
        """Lay out several DOT graphs in one process; one JSON object each, in their order.

        Raises:
            TookTooLong: the time limit was reached.
            EnvironmentFailure: the engine can't be started, crashed or printed rubbish.
        """
        try:
            run = subprocess.run(
                [self.command, *method.options, "-Tjson0"],
                input="\n".join(graphs) + "\n",  # without a newline between, the second one is lost
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=self.time_limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            fact = f"the layout engine {self.name} took longer than {self.time_limit:g} s"
            raise TookTooLong(Problem(fact, fix="raise time_limit in diagramgen.toml")) from None
        except OSError as error:
            raise self._failure(
                f"can't be started: {error.strerror}", "set engine in diagramgen.toml to a dot program"
            ) from None
        if run.returncode != 0:
            raise self._failure(f"stopped with exit code {run.returncode}: {_last_line(run.stderr)}")
        try:
            placed = list(_objects(run.stdout))
        except ValueError:
            raise self._failure(f"printed something that is not JSON: {_last_line(run.stdout)}") from None
        if len(placed) != len(graphs):
            raise self._failure(f"returned {len(placed)} of {len(graphs)} layouts: {_last_line(run.stderr)}")
        return placed

    def _failure(
        self, fact: str, fix: str = "install another engine and set engine in diagramgen.toml"
    ) -> EnvironmentFailure:
        return EnvironmentFailure(Problem(f"the layout engine {self.name} {fact}", fix=fix))


def find_engine(configured: str | None = None, time_limit: float = 60.0) -> Engine:
    """The configured engine, else the embedded one, else `dot` on the PATH.

    Raises:
        EnvironmentFailure: there is none.
    """
    if configured is not None:
        found = shutil.which(configured)
        if found is None:
            raise EnvironmentFailure(
                Problem(
                    f"the configured engine {configured!r} is not there",
                    fix="correct engine in diagramgen.toml or leave it out",
                )
            )
        return Engine(found, _version(found), time_limit)
    embedded = shutil.which(EMBEDDED, path=sysconfig.get_path("scripts")) or shutil.which(EMBEDDED)
    if embedded is not None:
        return Engine(embedded, _embedded_version(embedded), time_limit)
    found = shutil.which("dot")
    if found is not None:
        return Engine(found, _version(found), time_limit)
    raise EnvironmentFailure(
        Problem(
            "there is no layout engine", fix=f"pip install {EMBEDDED}, or install Graphviz so that dot is on the PATH"
        )
    )


@cache
def _embedded_version(command: str) -> str:
    try:  # the package's own word costs no process
        return f"{EMBEDDED} {metadata.version(EMBEDDED)}"
    except metadata.PackageNotFoundError:
        return _version(command)


@cache
def _version(command: str) -> str:
    try:
        run = subprocess.run([command, "-V"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return Path(command).name
    return _last_line(run.stderr + run.stdout) or Path(command).name


def _objects(text: str) -> list[dict[str, Any]]:
    """The JSON objects that stand one after the other in a text."""
    decoder = json.JSONDecoder()
    objects, position = [], 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        found, position = decoder.raw_decode(text, position)
        objects.append(found)
    return objects


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "(nothing)"
