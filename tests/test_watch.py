"""`build --watch`: files that follow the model, through mistakes too, until the user ends it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from diagramgen.config import load_config
from diagramgen.errors import EnvironmentFailure, UsageError
from diagramgen.load import find_model
from diagramgen.pipeline import Project
from diagramgen.watch import Sources, Watch
from tests.command import environment, project
from tests.site import change, number_all

MODEL = """\
title: Shop
endpoints:
  - {id: shop, kind: service, name: Web shop}
  - {id: stock, kind: datastore, name: Stock}
connections:
  - {number: 1, source: shop, destination: stock, protocol: redis, ports: 6379, data: Orders.}
"""


FIRST = "architecture.md, assets/diagramgen/Roboto-Bold.ttf, assets/diagramgen/Roboto-LICENSE.txt"
PAGES = "architecture.md, assets/tables/connections.csv, assets/tables/shop--out.csv and 3 more"


class Session:
    """A watch in this process; a look happens when a test wants one."""

    def __init__(self, folder: Path, model: str | None = None, out: str = "out") -> None:
        self.folder = folder
        self.said: list[str] = []
        self.warned: list[str] = []
        self.naps = 0
        self.during: Callable[[], None] = lambda: None

        def prepare() -> Project:
            config = load_config(None, folder)
            return Project(find_model(model, config.model, folder), config, folder)

        self.watch = Watch(
            prepare=prepare,
            out=lambda found: str(folder / (found.config.out or out)),
            sources=Sources(folder, model, None),
            say=lambda text: self.said.append(re.sub(r" \(\d+\.\d\d s\)", " (N s)", text)),
            warn=self.warned.append,
            sleep=self.nap,
        )

    def nap(self, seconds: float) -> None:
        """Time passes: what a test planned for it happens."""
        self.naps += 1
        if self.naps > 100:
            raise KeyboardInterrupt
        planned, self.during = self.during, lambda: None
        planned()

    def begin(self) -> None:
        """The first build; the endless loop behind it is left at once."""
        self.naps = 100
        with pytest.raises(KeyboardInterrupt):
            self.watch.run()
        self.naps = 0

    def look(self) -> tuple[list[str], list[str]]:
        """What is said and warned of by one look."""
        self.said.clear()
        self.warned.clear()
        self.watch.look()
        return self.said.copy(), self.warned.copy()

    def page(self, path: str) -> str:
        return (self.folder / "out" / path).read_text(encoding="utf-8")


@pytest.fixture
def session(tmp_path: Path, cache_dir: Path) -> Session:
    """A watch over a small model in YAML."""
    (tmp_path / "diagramgen.toml").write_text(f"cache_dir = '{cache_dir.as_posix()}'\n", encoding="utf-8")
    (tmp_path / "model.yaml").write_text(MODEL, encoding="utf-8")
    return Session(tmp_path)


def test_it_begins_with_a_build_and_says_what_it_watches(session: Session) -> None:
    session.begin()
    out = session.folder / "out"
    assert session.said == [
        f"wrote {FIRST} and 13 more in {out} (N s)",
        "watching model.yaml, diagramgen.toml; Ctrl-C ends it",
    ]
    assert session.look() == ([], [])


def test_a_change_is_built_and_told_in_one_line(session: Session) -> None:
    session.begin()
    change(session.folder / "model.yaml", "data: Orders.", "data: Orders and stock.")
    said, warned = session.look()
    assert said == [
        f"model.yaml changed: wrote {PAGES} in {session.folder / 'out'} (N s)",
    ]
    assert warned == []
    assert "Orders and stock." in session.page("services/stock.md")
    assert session.look() == ([], [])


def test_a_change_that_changes_nothing_writes_nothing(session: Session) -> None:
    session.begin()
    before = {path: path.stat().st_mtime_ns for path in (session.folder / "out").rglob("*")}
    (session.folder / "model.yaml").write_text(MODEL + "# a remark\n", encoding="utf-8")
    said, _ = session.look()
    assert said == [f"model.yaml changed: nothing to write in {session.folder / 'out'} (N s)"]
    assert {path: path.stat().st_mtime_ns for path in (session.folder / "out").rglob("*")} == before


def test_while_the_model_is_broken_the_good_files_stay(session: Session) -> None:
    session.begin()
    good = session.page("architecture.md")
    model = session.folder / "model.yaml"
    model.write_text(MODEL.replace("6379", "70000").replace("kind: service", "kind: servce"), encoding="utf-8")
    said, warned = session.look()
    assert said == ["model.yaml changed: nothing was written, what is there stays (N s)"]
    assert len(warned) == 2
    assert "model.yaml:3" in warned[0]
    assert "model.yaml:6: Connection 1: ports: 70000 is not a port" in warned[1]
    assert session.page("architecture.md") == good
    assert session.look() == ([], []), "told once"
    model.write_text(MODEL.replace("6379", "6380"), encoding="utf-8")
    said, warned = session.look()
    assert (len(said), warned) == (1, [])
    assert "6380" in session.page("architecture.md")


def test_a_model_that_is_broken_from_the_start_is_waited_for(session: Session) -> None:
    (session.folder / "model.yaml").write_text("title: [", encoding="utf-8")
    session.begin()
    assert "can't be parsed" in session.warned[0]
    assert not (session.folder / "out").exists()
    (session.folder / "model.yaml").write_text(MODEL, encoding="utf-8")
    session.look()
    assert "Orders." in session.page("architecture.md")


def test_a_model_that_is_away_for_a_moment_comes_back(session: Session) -> None:
    session.begin()
    (session.folder / "model.yaml").rename(session.folder / "aside")
    said, warned = session.look()
    assert said == ["model.yaml changed: nothing was written, what is there stays (N s)"]
    assert "there is no model here" in warned[0]
    assert "Orders." in session.page("architecture.md")
    (session.folder / "aside").rename(session.folder / "model.yaml")
    assert session.look()[1] == []


def test_a_model_that_is_named_may_be_away_too(session: Session) -> None:
    named = Session(session.folder, "model.yaml")
    named.begin()
    (session.folder / "model.yaml").rename(session.folder / "aside")
    assert "there is no model 'model.yaml'" in named.look()[1][0]
    (session.folder / "aside").rename(session.folder / "model.yaml")
    assert named.look()[1] == []


def test_endpoints_that_come_and_go_bring_and_take_their_pages(session: Session) -> None:
    session.begin()
    model = session.folder / "model.yaml"
    more = MODEL.replace("connections:", "  - {id: bank, kind: external, name: Bank}\nconnections:")
    model.write_text(more, encoding="utf-8")
    session.look()
    assert "# Bank" in session.page("services/bank.md")
    model.write_text(MODEL, encoding="utf-8")
    said, _ = session.look()
    assert "; removed services/bank.md, views/service--bank.svg in " in said[0]
    assert not (session.folder / "out" / "services" / "bank.md").exists()


def test_a_file_that_was_edited_by_hand_is_named_each_time_until_it_is_gone(session: Session) -> None:
    session.begin()
    edited = session.folder / "out" / "services" / "shop.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "By hand.\n", encoding="utf-8")
    for port in (6380, 6381):
        (session.folder / "model.yaml").write_text(MODEL.replace("6379", str(port)), encoding="utf-8")
        said, warned = session.look()
        assert said == ["model.yaml changed: nothing was written, what is there stays (N s)"]
        assert len(warned) == 1
        assert f"{edited.as_posix()} was edited by hand" in warned[0]
    assert edited.read_text(encoding="utf-8").endswith("By hand.\n")
    assert session.look() == ([], [])
    edited.unlink()
    said, warned = session.look()
    assert (len(said), warned) == (1, [])
    assert "6381" in session.page("services/shop.md")
    assert session.look() == ([], [])


def test_the_configuration_is_read_anew(session: Session) -> None:
    session.begin()
    settings = session.folder / "diagramgen.toml"
    (session.folder / "other.yaml").write_text(MODEL.replace("Web shop", "Other shop"), encoding="utf-8")
    good = settings.read_text(encoding="utf-8")
    settings.write_text(good + "modle = 'other.yaml'\n", encoding="utf-8")
    said, warned = session.look()
    assert said == ["diagramgen.toml changed: nothing was written, what is there stays (N s)"]
    assert "there is no setting 'modle'" in warned[0]
    settings.write_text(good + "model = 'other.yaml'\n", encoding="utf-8")
    assert session.look()[1] == []
    assert "# Other shop" in session.page("services/shop.md")
    change(session.folder / "other.yaml", "Other shop", "Third shop")
    assert session.look()[0][0].startswith("other.yaml changed: wrote ")
    (session.folder / "model.yaml").unlink()
    assert session.look() == ([], []), "that one is no longer meant"


def test_what_is_wrong_with_the_call_ends_it_at_the_start(session: Session) -> None:
    (session.folder / "model.yaml").unlink()
    with pytest.raises(UsageError, match="there is no model here"):
        session.watch.run()


def test_a_missing_engine_ends_it_at_the_start_and_not_later(session: Session) -> None:
    settings = session.folder / "diagramgen.toml"
    good = settings.read_text(encoding="utf-8")
    bad = good + "engine = 'no-such-engine'\n"
    settings.write_text(bad, encoding="utf-8")
    with pytest.raises(EnvironmentFailure):
        session.watch.run()
    settings.write_text(good, encoding="utf-8")
    session.begin()
    settings.write_text(bad, encoding="utf-8")
    assert "no-such-engine" in session.look()[1][0]


def test_several_files_that_are_saved_at_once_are_one_change(tmp_path: Path, cache_dir: Path) -> None:
    number_all(project(tmp_path, cache_dir))
    session = Session(tmp_path)
    session.begin()
    change(tmp_path / "model" / "teams.py", "Team Shop", "Team Orders")
    session.during = lambda: change(tmp_path / "model" / "__init__.py", "Stock Service", "Stock keeper")
    said, _ = session.look()
    assert len(said) == 1
    assert said[0].startswith("model/__init__.py, model/teams.py changed: wrote ")
    assert "Team Orders" in session.page("services/shop-api.md")
    assert "# Stock keeper" in session.page("services/stock.md")
    assert session.look() == ([], [])


def test_a_file_that_never_rests_is_built_all_the_same(session: Session) -> None:
    session.begin()
    model = session.folder / "model.yaml"

    def again() -> None:
        model.write_text(MODEL + f"# {'x' * session.naps}\n", encoding="utf-8")
        session.during = again

    again()
    assert session.look()[0] != []


@pytest.mark.parametrize(
    "name", [".#a.py", "a.py~", ".a.py.swp", "__pycache__/a.pyc", ".cache/a.json", "venv/lib/a.py"]
)
def test_what_an_editor_or_python_puts_there_is_no_change(tmp_path: Path, cache_dir: Path, name: str) -> None:
    number_all(project(tmp_path, cache_dir))
    (tmp_path / "model" / "venv").mkdir()
    (tmp_path / "model" / "venv" / "pyvenv.cfg").touch()
    session = Session(tmp_path)
    session.begin()
    file = tmp_path / "model" / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text("x", encoding="utf-8")
    assert session.look() == ([], [])


def test_data_beside_the_code_is_a_change_and_our_own_output_is_none(tmp_path: Path, cache_dir: Path) -> None:
    number_all(project(tmp_path, cache_dir))
    session = Session(tmp_path, out="model/pages")
    session.begin()
    assert (tmp_path / "model" / "pages" / "architecture.md").exists()
    assert session.look() == ([], [])
    (tmp_path / "model" / "rows.csv").write_text("a,b\n", encoding="utf-8")
    assert session.look()[0][0].startswith("model/rows.csv changed: nothing to write")


# As a user runs it


class Running:
    """A running `diagramgen build --watch`."""

    def __init__(self, process: subprocess.Popen[str], folder: Path, log: Path) -> None:
        self.process = process
        self.folder = folder
        self.log = log

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def until(self, right: Callable[[], bool], seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while not right():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)

    def page(self, path: str) -> str:
        file = self.folder / "docs" / path
        return file.read_text(encoding="utf-8") if file.exists() else ""


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[Running]:
    log = folder / "watch.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "diagramgen", *options, "build", "--out", "docs", "--watch"],
            cwd=folder,
            env=environment(PYTHONDONTWRITEBYTECODE=""),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            # Tests that run in the background of a shell are deaf to an interrupt, and so would this process be.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
        )
        try:
            yield Running(process, folder, log)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt can't be sent to one process there")
def test_a_session_of_a_writer(tmp_path: Path, cache_dir: Path) -> None:
    number_all(project(tmp_path, cache_dir))
    model = tmp_path / "model" / "__init__.py"
    with watching(tmp_path) as running:
        running.until(lambda: "watching model" in running.said())
        assert "# Stock Service" in running.page("services/stock.md")

        change(model, "Stock Service", "Stock keeper!")  # as long as it was: the size tells nothing
        running.until(lambda: "# Stock keeper" in running.page("services/stock.md"))

        change(model, "ports=443", "ports=70000")
        change(tmp_path / "model" / "teams.py", "SHOP_TEAM =", "SHOP_TEAM = TEAM =")
        running.until(lambda: "Connection 1: ports: 70000 is not a port" in running.said())
        assert "# Stock keeper" in running.page("services/stock.md")

        change(model, "ports=70000", "ports=8443")
        running.until(lambda: "8443" in running.page("architecture.md"))

        change(model, "endpoints=[api,", 'endpoints=[Service(id="gift", name="Gifts"), api,')
        running.until(lambda: "# Gifts" in running.page("services/gift.md"))

        change(model, 'endpoints=[Service(id="gift", name="Gifts"), api,', "endpoints=[api,")
        running.until(lambda: running.page("services/gift.md") == "")

        shutil.move(tmp_path / "model", tmp_path / "aside")
        running.until(lambda: "there is no model here" in running.said())
        shutil.move(tmp_path / "aside", tmp_path / "model")
        running.until(lambda: running.said().rstrip().endswith("s)") and "nothing to write" in running.said())

        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(60) == 130
        assert "Traceback" not in running.said()
        assert not list((tmp_path / "model").rglob("*.pyc"))
