"""The layout engine: which one is found, and what a user reads when it fails."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path

import pytest

from diagramgen.errors import EnvironmentFailure
from diagramgen.layout.engine import DOT, FALLBACKS, Engine, Method, TookTooLong, find_engine

GRAPH = 'digraph "a" { n0 [width=1 height=1 fixedsize=true label=""] }'

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the fake engines are scripts of a shell")


def engine(folder: Path, script: str, name: str = "fake 1.0") -> str:
    """A fake engine: a script that answers -V and does `script` otherwise."""
    path = folder / "fake-engine"
    path.write_text(f'#!/bin/sh\nif [ "$1" = -V ]; then echo "{name}" >&2; exit 0; fi\n{script}\n')
    path.chmod(0o755)
    return str(path)


def failure(found: Engine, graphs: int = 1) -> tuple[str, str]:
    """What a call of the engine says went wrong, and the way out."""
    with pytest.raises(EnvironmentFailure) as caught:
        found.layout([GRAPH] * graphs)
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    return problem.message, problem.fix


# Finding it


def test_the_embedded_engine_is_found_with_its_version() -> None:
    found = find_engine()
    assert found.name.startswith("graphviz-pure 0.2.")
    assert Path(found.command).name.startswith("graphviz-pure")
    assert found.time_limit == 60


def test_a_configured_engine_wins_and_says_its_own_name(tmp_path: Path) -> None:
    command = engine(tmp_path, "cat")
    assert find_engine(command, 7) == Engine(command, "fake 1.0", 7)


def test_a_configured_engine_that_is_not_there_is_no_reason_to_take_another(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    with pytest.raises(EnvironmentFailure) as caught:
        find_engine(missing)
    assert caught.value.exit_code == 3
    (problem,) = caught.value.problems
    assert missing in problem.message
    assert "diagramgen.toml" in problem.fix


def test_dot_on_the_path_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dot = Path(engine(tmp_path, "cat", "dot - graphviz version 99")).rename(tmp_path / "dot")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / "nothing here"))
    found = find_engine()
    assert (found.command, found.name) == (str(dot), "dot - graphviz version 99")


def test_without_any_engine_the_way_out_is_to_install_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda command, path=None: None)
    with pytest.raises(EnvironmentFailure) as caught:
        find_engine()
    assert str(caught.value.problems[0]) == (
        "there is no layout engine\n    pip install graphviz-pure, or install Graphviz so that dot is on the PATH"
    )


# Running it


def test_several_graphs_go_through_one_process() -> None:
    placed = find_engine().layout([GRAPH, GRAPH.replace('"a"', '"b"')])
    assert [layout["name"] for layout in placed] == ["a", "b"]
    assert placed[0]["objects"][0]["pos"] == "36,36"


@pytest.mark.parametrize("method", [DOT, *FALLBACKS], ids=lambda method: method.name or "usual")
def test_every_method_places_a_graph(method: Method) -> None:
    (placed,) = find_engine().layout(["digraph { a -> b; b -> c; a -> c }"], method)
    assert len(placed["objects"]) == 3
    assert len(placed["edges"]) == 3


def test_an_engine_that_crashes(tmp_path: Path) -> None:
    command = engine(tmp_path, 'cat > /dev/null; echo "some notice" >&2; echo "Error: out of luck" >&2; exit 7')
    fact, fix = failure(find_engine(command))
    assert fact == "the layout engine fake 1.0 stopped with exit code 7: Error: out of luck"
    assert fix == "install another engine and set engine in diagramgen.toml"


def test_an_engine_that_is_killed(tmp_path: Path) -> None:
    fact, _ = failure(find_engine(engine(tmp_path, "kill -9 $$")))
    assert fact == "the layout engine fake 1.0 stopped with exit code -9: (nothing)"


def test_an_engine_that_prints_rubbish(tmp_path: Path) -> None:
    fact, fix = failure(find_engine(engine(tmp_path, "cat > /dev/null; echo '<svg>'; echo 'no JSON here'")))
    assert fact == "the layout engine fake 1.0 printed something that is not JSON: no JSON here"
    assert fix


def test_an_engine_that_returns_too_few_layouts(tmp_path: Path) -> None:
    fact, _ = failure(find_engine(engine(tmp_path, "cat > /dev/null; echo '{}'")), graphs=2)
    assert fact == "the layout engine fake 1.0 returned 1 of 2 layouts: (nothing)"


def test_an_engine_that_takes_too_long(tmp_path: Path) -> None:
    slow = find_engine(engine(tmp_path, "exec sleep 30"), time_limit=0.2)
    with pytest.raises(TookTooLong) as caught:
        slow.layout([GRAPH])
    assert caught.value.exit_code == 3
    assert str(caught.value.problems[0]) == (
        "the layout engine fake 1.0 took longer than 0.2 s\n    raise time_limit in diagramgen.toml"
    )


def test_an_engine_that_can_not_be_started(tmp_path: Path) -> None:
    command = Path(engine(tmp_path, "cat"))
    found = find_engine(str(command))
    command.write_text("#!/no/such/interpreter\n")
    fact, fix = failure(found)
    assert fact.startswith("the layout engine fake 1.0 can't be started: ")
    assert fix == "set engine in diagramgen.toml to a dot program"


def test_notices_of_an_engine_are_no_failure(tmp_path: Path) -> None:
    command = engine(tmp_path, "cat > /dev/null; echo 'Warning: a font' >&2; echo '{\"name\": \"a\"}'")
    assert find_engine(command).layout([GRAPH]) == [{"name": "a"}]
