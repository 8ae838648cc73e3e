"""`mkdocs serve` survives everything that a writer can break, tells it on the page, and heals by itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serving import Server, banner, rows, serving
from tests.site import change, number_all, shop_project

pytestmark = pytest.mark.slow

MODEL = "model/__init__.py"
API = '    id="shop-api",\n'
FIRST = 'Connection(number=1, source=customer, destination=api, protocol=HTTPS, ports=443, data="Orders & questions.")'


@dataclass(frozen=True)
class Break:
    """Something that a writer does to one file, and a part of what the page then says."""

    name: str
    told: str
    edit: Callable[[Path], None]
    file: str = MODEL


def text(before: str, after: str) -> Callable[[Path], None]:
    return lambda path: change(path, before, after)


def whole(content: str | bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def imports_of_each_other(path: Path) -> None:
    (path.parent / "teams.py").write_text("from . import api\nSHOP_TEAM = api\n", encoding="utf-8")


BREAKS = [
    Break("a syntax error", "syntax error", text("architecture = Architecture(", "architecture = Architecture((")),
    Break("an indentation error", "unexpected indent", text("shop = Zone(", "   shop = Zone(")),
    Break("an unknown name", "NameError: name 'clustre' is not defined", text("parent=cluster", "parent=clustre")),
    Break("an unknown import", "No module named", text("from .teams import", "from .team import")),
    Break(
        "a package that is not installed", "No module named 'notthere'", text("\nfrom .t", "\nimport notthere\nfrom .t")
    ),
    Break("modules that import each other", "cannot import name 'api'", imports_of_each_other),
    Break("an exception", "ZeroDivisionError", text("\ncluster = ", "\n1 / 0\ncluster = ")),
    Break("an exit", "stops the program", text("\ncluster = ", "\nraise SystemExit(1)\ncluster = ")),
    Break("endless recursion", "RecursionError", text("\ncluster = ", "\ndef f(): f()\nf()\ncluster = ")),
    Break("a number twice", "the number 3 is used twice", text("number=5,", "number=3,")),
    Break("a retired number", "4", text("number=5,", "number=4,")),
    Break("no such port", "70000 is not a port", text("ports=443", "ports=70000")),
    Break("a port in words", "ports", text('ports="8080"', 'ports="eighty"')),
    Break("an endpoint that is not listed", "shop-api", text("endpoints=[api, stock", "endpoints=[stock")),
    Break("an id twice", "stock", text('id="cache"', 'id="stock"')),
    Break("an id that is none", "Shop API!", text(API, '    id="Shop API!",\n')),
    Break("a reserved id", "index", text(API, '    id="index",\n')),
    Break("text for an object", "source", text("source=customer", 'source="customer"')),
    Break("a field too few", "name", text('id="events", name="Kafka"', 'id="events"')),
    Break("a field too many", "colour", text('id="events", ', 'id="events", colour="red", ')),
    Break("an icon that there is not", "onprem.inmemory", text("onprem.inmemory.Redis", "onprem.inmemory.Reddis")),
    Break("no architecture", "defines no Architecture", text("\narchitecture = Architecture(", "\ndict(")),
    Break("an empty file", "defines no Architecture", whole("")),
    Break("a file that is not text", "", whole(b"\xff\xfe\x00architecture")),
    Break("null bytes", "null bytes", whole("architecture = 1\0")),
    Break("a deleted module", "teams", lambda path: path.unlink(), "model/teams.py"),
    Break("a deleted file of the model", "", lambda path: path.unlink()),
    Break("a deleted folder", "", lambda path: shutil.rmtree(path.parent)),
    Break("a broken setting", "timelimit", whole("timelimit = 5\n"), "diagramgen.toml"),
    Break("a setting that is no TOML", "diagramgen.toml", whole("model = [\n"), "diagramgen.toml"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Path:
    made = shop_project(tmp_path_factory.mktemp("broken"), cache_dir)
    number_all(made)
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as running:
        running.until("architecture/", lambda page: len(rows(page)) == 8, 120)
        yield running


@pytest.fixture
def heal(folder: Path, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Puts everything back as it was."""
    kept = ("model", "docs", "diagramgen.toml")
    for name in kept:
        source = folder / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)

    def restore() -> None:
        for path in sorted(path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            target = folder / path.relative_to(tmp_path)
            target.parent.mkdir(exist_ok=True)
            if not target.exists() or target.read_bytes() != path.read_bytes():  # only this may set it off
                shutil.copyfile(path, target)

    yield restore
    restore()


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_the_last_good_site_stays_up_says_what_is_wrong_and_heals(
    broken: Break, folder: Path, server: Server, heal: Callable[[], None]
) -> None:
    server.until("architecture/", lambda page: banner(page) == "")
    broken.edit(folder / broken.file)
    page = server.until("architecture/", lambda page: banner(page) != "")
    assert broken.told in banner(page)
    assert ("The settings are broken. " if broken.file == "diagramgen.toml" else "The model is broken. ") in banner(
        page
    )
    assert "Traceback" not in banner(page)
    assert len(rows(page)) == 8, "the last good state"
    assert banner(server.until("", lambda page: banner(page) != "")), "on the writer's pages too"
    heal()
    assert len(rows(server.until("architecture/", lambda page: banner(page) == ""))) == 8


MISTAKES = (
    "[x](nowhere.md)",
    "[x](services/stock.md#nowhere)",
    "```diagram\nview: nowhere\n```",
    "```connections\n: :\n```",
    "[][nowhere]",
)


def test_strict_mode_leaves_a_server_running(tmp_path: Path, cache_dir: Path) -> None:
    folder = shop_project(tmp_path, cache_dir)
    number_all(folder)
    change(folder / "mkdocs.yml", "strict: false", "strict: true")
    home = folder / "docs" / "index.md"
    with serving(folder) as server:
        server.until("architecture/", lambda page: len(rows(page)) == 8, 120)
        for number, wrong in enumerate(MISTAKES):
            home.write_text(f"# Shop\n\nMistake {number}.\n\n{wrong}\n", encoding="utf-8")
            shown = f"Mistake {number}."
            server.until("", lambda page, shown=shown: shown in page.text)  # type: ignore[misc]
        change(folder / "mkdocs.yml", "  - Services: services/\n", "  - Services: services/\n  - Gone: gone.md\n")
        home.write_text("# Shop\n\nStill here.\n", encoding="utf-8")
        server.until("", lambda page: "Still here." in page.text)


def test_at_least_25_kinds_of_breakage_are_tried() -> None:
    assert len({broken.name for broken in BREAKS}) >= 25
