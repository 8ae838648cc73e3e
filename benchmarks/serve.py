"""From saving a file to seeing the change: `mkdocs serve` with a browser open.

The floor is the same change made by hand in the generated page, on the same pages and pictures as
plain files, without the plugin. Both servers run at the same time and are asked in turn.
"""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.models import write as write_model
from diagramgen.artifacts import plan, write
from diagramgen.config import Config
from diagramgen.pages.assets import STYLE
from diagramgen.pages.navigation import groups_of, whole
from diagramgen.pipeline import Project
from tests.serving import Server, serving

ROUNDS = 7
PATIENCE = 120_000
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIKEC4 = {28: "0.84-0.93 s", 200: "1.5-1.9 s"}
"""What LikeC4 1.58 needs for the same on a machine like this, by a study before this project began."""

SETTINGS = {
    "site_name": "Bench",
    "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
    "markdown_extensions": ["admonition", "attr_list"],
}


def edits(folder: Path) -> None:
    """Two kinds of edit, at the project's own model and at one of 200 services."""
    found = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if found is None:
        print("an edit in mkdocs serve: NOT MEASURED, there is no Chromium here")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for services in LIKEC4:
            _compare(browser, folder / f"serve-{services}", services)
        browser.close()


def _compare(browser: Browser, folder: Path, services: int) -> None:
    ours, plain = folder / "ours", folder / "plain"
    (ours / "docs").mkdir(parents=True)
    model = ours / "model.json"
    write_model(services, model)
    config = Config(cache_dir=str(folder / "layouts"))
    (ours / "diagramgen.toml").write_text(f'cache_dir = "{(folder / "layouts").as_posix()}"\n', encoding="utf-8")
    (ours / "docs" / "index.md").write_text("# Bench\n", encoding="utf-8")
    project = Project("model.json", config, ours)
    site = project.site()
    write(plan(site.artifacts(), plain / "docs", site.engine), plain / "docs")
    shutil.copy(ours / "docs" / "index.md", plain / "docs")
    titles = {"index.md": "Bench"} | {page.path: page.title for page in site.pages}
    nav = whole(titles, {"services/", "views/"}, groups_of(project.graph, None))
    for place, further in ((ours, {"plugins": ["search", "diagramgen"]}), (plain, {"plugins": ["search"]})):
        settings = SETTINGS | further | {"nav": nav, "extra_css": [STYLE] if place is plain else []}
        (place / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    with ExitStack() as stack:
        sides: dict[str, tuple[Page, _Writer]] = {
            "ours": (stack.enter_context(_open(browser, ours)), _Model(model)),
            "plain": (stack.enter_context(_open(browser, plain)), _Pages(plain / "docs")),
        }
        print(f"an edit seen in the browser, {services} services (LikeC4: {LIKEC4[services]})")
        for kind in ("a port", "a name"):
            seconds: dict[str, list[float]] = {side: [] for side in sides}
            for turn in range(ROUNDS):
                for side, (page, writer) in sides.items():
                    change = writer.port if kind == "a port" else writer.name
                    seconds[side].append(_timed(page, change, turn))
            _report(kind, seconds)


class _Writer(Protocol):
    def port(self, turn: int) -> str:
        """Change a port; what is then to be seen."""

    def name(self, turn: int) -> str:
        """Change a name; what is then to be seen."""


class _Model:
    """A writer who edits the model."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def port(self, turn: int) -> str:
        text = self.file.read_text(encoding="utf-8")
        self._save(text.replace(f'"{_port(turn)}"', f'"{_port(turn + 1)}"', 1))
        return _port(turn + 1)

    def name(self, turn: int) -> str:
        text = self.file.read_text(encoding="utf-8")
        self._save(text.replace(f'"{_name(turn)}"', f'"{_name(turn + 1)}"'))
        return _name(turn + 1)

    def _save(self, text: str) -> None:
        assert text != self.file.read_text(encoding="utf-8"), "there is something to see"
        self.file.write_text(text, encoding="utf-8")


class _Pages:
    """A writer who edits the page by hand."""

    def __init__(self, docs: Path) -> None:
        self.page = docs / "architecture.md"

    def port(self, turn: int) -> str:
        return self._save(_port(turn), _port(turn + 1))

    def name(self, turn: int) -> str:
        return self._save(_name(turn), _name(turn + 1))

    def _save(self, before: str, after: str) -> str:
        text = self.page.read_text(encoding="utf-8")
        assert before in text, "there is something to change"
        self.page.write_text(text.replace(before, after), encoding="utf-8")
        return after


def _port(turn: int) -> str:
    return "8000" if turn == 0 else str(50000 + turn)


def _name(turn: int) -> str:
    return "Order Service 0" if turn == 0 else f"Order Service 0 No {turn}"


@contextmanager
def _open(browser: Browser, folder: Path) -> Iterator[Page]:
    with serving(folder) as server:
        _wait(server)
        page = browser.new_page()
        page.goto(f"{server.address}/architecture/")
        yield page


def _wait(server: Server) -> None:
    server.until("architecture/", lambda _: True, 300)


def _timed(page: Page, change: Callable[[int], str], turn: int) -> float:
    page.wait_for_load_state("load")
    time.sleep(1.5)  # what the round before set off is over
    start = time.perf_counter()
    seen = change(turn)
    page.wait_for_function(
        "seen => document.querySelector('#connection-1')?.innerText.includes(seen)", arg=seen, timeout=PATIENCE
    )
    return time.perf_counter() - start


def _report(kind: str, seconds: dict[str, list[float]]) -> None:
    ours, plain = seconds["ours"], seconds["plain"]
    ratio = statistics.median(a / b for a, b in zip(ours, plain, strict=True))
    for side, found in (("in the model", ours), ("by hand in the generated page", plain)):
        shown = f"{ratio:.2f} × floor" if found is ours else "floor"
        spread = f"({min(found):.2f}-{max(found):.2f})"
        print(f"  {f'{kind}, {side}':44} {statistics.median(found):6.2f} s  {spread}  {shown}", flush=True)
