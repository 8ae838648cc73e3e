"""Zensical: the pages that `diagramgen build` writes, and hand-written ones that take from the model."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from diagramgen.graph import Graph
from diagramgen.table import row
from tests.command import ROOT, environment, run
from tests.htmlread import Tag, read
from tests.interop.overlay import Overlay, installed
from tests.site import change, number_all, shop_project
from tests.sitelinks import broken, ids_twice, references, tree
from tests.test_docs import blocks

pytestmark = pytest.mark.interop

SETTINGS = """\
site_name: Shop
theme: {name: material, font: false}
markdown_extensions:
  - attr_list
  - tables
  - admonition
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - diagramgen.markdown
extra_css: [assets/diagramgen/diagramgen.css]
watch: [model]
"""
GUIDE = """\
---
title: Guide
---

# Guide

[][shop-api] keeps sessions in [our cache][cache] over [][connection-3].

```diagram
view: overview
```

=== "Connections of the cache"

    ```connections
    service: cache
    columns: [number, source, port, data]
    ```

!!! note

    ```section
    service: bank
    section: reached-on
    ```

```section
page: architecture.md
section: how-to-read
```

[A row of this page](#ops-guide--connection-3)
"""


@pytest.fixture(scope="module")
def zensical() -> Overlay:
    """Zensical, as its list of requirements pins it."""
    return installed("zensical")


def written(folder: Path, *arguments: str) -> None:
    """Have the generated pages written."""
    done = run("-m", "diagramgen", "build", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    """A site around the shop, its generated pages on disk and a page of our own among them."""
    made = shop_project(tmp_path, cache_dir)
    number_all(made)
    (made / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    settings = made / "diagramgen.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'links = "source"\nout = "docs"\n', encoding="utf-8")
    (made / "docs" / "ops").mkdir()
    (made / "docs" / "ops" / "guide.md").write_text(GUIDE, encoding="utf-8")
    written(made)
    return made


@pytest.mark.parametrize("addresses", ["true", "false"])
def test_fences_names_and_generated_pages(folder: Path, zensical: Overlay, addresses: str) -> None:
    settings = folder / "mkdocs.yml"
    settings.write_text(f"{SETTINGS}use_directory_urls: {addresses}\n", encoding="utf-8")
    if addresses == "false":
        toml = folder / "diagramgen.toml"
        toml.write_text(toml.read_text(encoding="utf-8") + 'urls = "file"\n', encoding="utf-8")
        written(folder)
    done = zensical.module("-m", "zensical", "build", "--strict", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "diagramgen" not in done.stdout + done.stderr, "nothing was told"
    site = folder / "site"
    assert broken(site) == []
    assert ids_twice(site) == []
    assert len(list(references(site))) > 300
    guide = tree(site / ("ops/guide/index.html" if addresses == "true" else "ops/guide.html")).one("article")
    assert [tag["data-view"] for tag in guide.all("svg", class_="diagram")] == ["overview"]
    links = {tag.text: tag.get("href") for tag in guide.all("a")}
    assert links["our cache"] == ("../../services/cache/" if addresses == "true" else "../services/cache.html")
    badges = {tag["data-connection"]: tag["href"] for tag in guide.all("a", class_="badge")}
    assert badges["3"] == "#ops-guide--connection-3"
    assert badges["1"].endswith(("architecture/#connection-1", "architecture.html#connection-1"))
    assert guide.one("tr", id="ops-guide--connection-3").all("a")[0]["href"] == "#overview--badge--3"
    assert "Connection types" in guide.text


def test_the_generated_pages_may_lie_in_a_folder_of_their_own(folder: Path, zensical: Overlay) -> None:
    change(folder / "diagramgen.toml", 'out = "docs"', 'out = "docs/reference"')
    for name in ("services", "views", "assets", "architecture.md", "ports.md", ".diagramgen.json"):
        path = folder / "docs" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (folder / "docs" / "index.md").write_text("# Home\n\n[][cache]\n", encoding="utf-8")
    written(folder)
    change(folder / "mkdocs.yml", "assets/diagramgen", "reference/assets/diagramgen")
    done = zensical.module("-m", "zensical", "build", "--strict", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert broken(folder / "site") == []
    links = {tag.text: tag.get("href") for tag in tree(folder / "site" / "index.html").one("article").all("a")}
    assert links["Redis"] == "reference/services/cache/"


def test_what_is_wrong_is_told_with_file_and_line_and_the_site_is_built(folder: Path, zensical: Overlay) -> None:
    guide = folder / "docs" / "ops" / "guide.md"
    change(guide, "view: overview", "view: overvew")
    change(guide, "[][shop-api]", "[][shop-apy]")
    done = zensical.module("-m", "zensical", "build", folder=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "diagramgen: docs/ops/guide.md:10: there is no view 'overvew'\n    did you mean 'overview'?" in done.stderr
    assert "diagramgen: docs/ops/guide.md:7: there is no service, connection or view 'shop-apy'" in done.stderr
    box = tree(folder / "site" / "ops" / "guide" / "index.html").one("div", class_="diagram-problem")
    assert "there is no view 'overvew'" in box.text


def test_the_site_of_the_voice_microservices(tmp_path: Path, cache_dir: Path, voice: Graph, zensical: Overlay) -> None:
    shutil.copytree(ROOT / "model", tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "docs").mkdir()
    for name in ("voice-connectivity.md", "high-level-architecture.md", "high-availability.md"):
        shutil.copy(ROOT / "docs" / name, tmp_path / "docs")
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[][redis]\n", encoding="utf-8")
    settings = f"cache_dir = '{cache_dir.as_posix()}'\nlinks = 'source'\nout = 'docs'\n"
    (tmp_path / "diagramgen.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    written(tmp_path)
    done = zensical.module("-m", "zensical", "build", "--strict", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    assert broken(site) == []
    assert ids_twice(site) == []
    overall = tree(site / "architecture" / "index.html").one("article")
    rows = {tr["id"]: tr for tr in overall.all("tr") if "data-connection" in tr.attributes}
    assert list(rows) == [f"connection-{number}" for number in range(1, 61)]
    for connection in voice.connections:
        assert tuple(td.text for td in rows[f"connection-{connection.key}"].all("td")[:7]) == row(connection)
    assert {svg["data-view"] for svg in overall.all("svg", class_="diagram")} == {"overview", "overview-repeated"}
    for endpoint in voice.endpoints:
        own = tree(site / "services" / endpoint.id / "index.html").one("article")
        assert own.one("svg", class_="diagram")["data-view"] == f"service--{endpoint.id}"
        for badge in own.all("a", class_="badge"):
            target = own.one("tr", id=badge["href"].removeprefix("#"))
            assert target["data-connection"] == badge["data-connection"]


def test_the_example_of_the_documentation(tmp_path: Path, zensical: Overlay) -> None:
    for block in blocks((ROOT / "docs" / "zensical.md").read_text(encoding="utf-8")):
        if block.title is not None:
            file = tmp_path / block.title
            file.parent.mkdir(exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
    written(tmp_path)
    done = zensical.module("-m", "zensical", "build", "--strict", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert broken(tmp_path / "site") == []
    home = tree(tmp_path / "site" / "index.html").one("article")
    assert home.one("svg", class_="diagram")["data-view"] == "overview"


@contextmanager
def serving(zensical: Overlay, folder: Path) -> Iterator[str]:
    """`zensical serve` on a free port, ended in any case."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    with (folder / "serve.log").open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "zensical", "serve", "--dev-addr", address],
            cwd=folder,
            env=environment(PYTHONPATH=os.pathsep.join([str(zensical.folder), str(ROOT)])),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://{address}/ops/guide/"
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def until(address: str, said: str, log: Path, seconds: float = 60) -> Tag:
    """The page as soon as it says something."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                page = read(response.read().decode())
            if re.search(said, page.text):
                return page
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    raise AssertionError(f"{said!r} did not come within {seconds} s\n{log.read_text(encoding='utf-8')}")


def edit(file: Path, before: str, after: str) -> None:
    """Change a file a second after the change before: Zensical tells states of watched files apart by seconds."""
    time.sleep(1.1)
    change(file, before, after)


def test_serve_follows_the_model_and_outlives_what_is_wrong(folder: Path, zensical: Overlay) -> None:
    model, guide, log = folder / "model" / "__init__.py", folder / "docs" / "ops" / "guide.md", folder / "serve.log"
    with serving(zensical, folder) as address:
        until(address, "Sessions", log)
        edit(model, 'data="Sessions."', 'data="Sessions of today."')
        until(address, "Sessions of today", log)
        edit(model, "ports=443", "ports=70000")
        page = until(address, "70000 is not a port", log)
        assert len(page.all("div", class_="diagram-problem")) == 4
        edit(model, "ports=70000", "ports=443")
        until(address, "Sessions of today", log)
        edit(guide, "view: overview", "view: overvew")
        until(address, "there is no view .overvew", log)
        edit(guide, "view: overvew", "view: overview")
        page = until(address, "Overview. A number leads", log)
        assert page.all("div", class_="diagram-problem") == []
