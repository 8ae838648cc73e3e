"""Time whole commands on the Voice model against a floor, turn by turn, and print medians and ratios.

The floor of a build is the bare layout engine on the same graphs; the floor of a site, and of an edit
while it is served, is MkDocs on the same pages and pictures as plain files, without the plugin.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from benchmarks.serve import edits
from diagramgen.artifacts import plan, write
from diagramgen.catalog import scene
from diagramgen.config import Config, load_config
from diagramgen.fences.expand import Expansion
from diagramgen.fences.scan import scan
from diagramgen.fences.written import Written
from diagramgen.layout.engine import find_engine
from diagramgen.layout.order import SPACINGS, Search
from diagramgen.pages.assets import SCRIPT, STYLE
from diagramgen.pages.navigation import expanded, groups_of
from diagramgen.pipeline import Project
from diagramgen.site import Site

ROOT = Path(__file__).parent.parent
RUNS = 5


def command(*arguments: str, folder: Path = ROOT) -> Callable[[], object]:
    """Something that runs a command of this environment to its end."""

    def run() -> None:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        subprocess.run([sys.executable, "-m", *arguments], cwd=folder, env=environment, check=True, capture_output=True)

    return run


def timed(name: str, contenders: dict[str, Callable[[], object]]) -> None:
    """Run contenders in turn; the last one is the floor."""
    seconds: dict[str, list[float]] = {key: [] for key in contenders}
    for run in contenders.values():
        run()  # warm up
    for _ in range(RUNS):
        for key, run in contenders.items():
            start = time.perf_counter()
            run()
            seconds[key].append(time.perf_counter() - start)
    *_, floor = contenders
    print(name)
    for key, found in seconds.items():
        ratios = [a / b for a, b in zip(found, seconds[floor], strict=True)]
        shown = "floor" if key == floor else f"{statistics.median(ratios):.2f} × floor"
        print(f"  {key:44} {statistics.median(found):6.2f} s  ({min(found):.2f}-{max(found):.2f})  {shown}")


def build_against_the_engine(folder: Path) -> None:
    """`diagramgen build` with and without the layout cache, and the bare engine on the same first graphs."""
    project = Project("model", Config(cache_dir=str(folder / "layouts")), ROOT)
    config = folder / "diagramgen.toml"
    config.write_text(f'cache_dir = "{(folder / "layouts").as_posix()}"\n', encoding="utf-8")
    searches = [Search(scene(project.graph, view)) for view in project.drawable]
    graphs = [search.statements(SPACINGS[0]).text() for search in searches]
    options = ("diagramgen", "-q", "-m", str(ROOT / "model"), "-c", str(config))
    cold, warm = ("build", "--out", str(folder / "cold")), ("build", "--out", str(folder / "warm"))
    timed(
        "30 pictures and all pages of the Voice model",
        {
            "build, every picture searched (--no-cache)": command(*options, "--no-cache", *cold),
            "build, layouts from the cache": command(*options, *warm),
            "the bare engine, one layout for each picture": lambda: find_engine().layout(graphs),
        },
    )


def site_against_plain_files(folder: Path) -> None:
    """`mkdocs build` with the plugin and a warm cache, and on the same pages as plain files without it."""
    source, plain = folder / "site", folder / "plain"
    for place in (source, plain):
        shutil.copytree(ROOT / "docs", place / "docs")
    shutil.copytree(ROOT / "model", source / "model")
    stated = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "book: true" in stated
    (source / "with-book.yml").write_text(stated, encoding="utf-8")
    (source / "mkdocs.yml").write_text(stated.replace("book: true", "book: false"), encoding="utf-8")
    shutil.copy(ROOT / "diagramgen.toml", source)
    project = Project("model", load_config(None, ROOT), ROOT)
    site = project.site()
    for page in (plain / "docs").glob("*.md"):
        page.write_text(_without_fences(page.read_text(encoding="utf-8"), page.name, site), encoding="utf-8")
    write(plan(site.artifacts(), plain / "docs", site.engine), plain / "docs")
    settings = yaml_load(stated)
    settings["plugins"] = ["search"]
    settings["extra_css"].append(STYLE)
    settings["extra_javascript"] = [{"path": SCRIPT, "defer": True}]
    titles = {page.path: page.title for page in site.pages}
    settings["nav"] = expanded(settings["nav"], titles, {"services/", "views/"}, groups_of(project.graph, None))
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    timed(
        "the whole Voice site",
        {
            "mkdocs build with the plugin, warm cache": command("mkdocs", "build", "-q", folder=source),
            "the same, and all of it as a book": command("mkdocs", "build", "-q", "-f", "with-book.yml", folder=source),
            "mkdocs build of the same files, no plugin": command("mkdocs", "build", "-q", folder=plain),
        },
    )


def _without_fences(text: str, path: str, site: Site) -> str:
    """A hand-written page with what it takes from the model written out, as if by hand."""
    lines = text.splitlines()
    fences = scan(lines).fences
    written = Written(path, path, text, site, site.context.urls, print)
    for block in reversed(Expansion(written, site).blocks(fences, 0)):
        lines[block.fence.start : block.fence.end] = site.fill(block.text, path).splitlines()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        build_against_the_engine(Path(name))
        site_against_plain_files(Path(name))
        edits(Path(name))
