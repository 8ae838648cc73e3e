"""The plugin in the forks of MkDocs and Material, and beside plugins that look at pages: `make test-interop`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.interop.overlay import installed
from tests.site import change, number_all, shop_project
from tests.sitelinks import broken, ids_twice, tree

pytestmark = [pytest.mark.interop, pytest.mark.slow]


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    made = shop_project(tmp_path, cache_dir)
    number_all(made)
    return made


def fine(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def is_whole(site: Path) -> None:
    """The generated pages are there, with pictures, and every link leads somewhere."""
    article = tree(site / "services" / "bank" / "index.html").one("article")
    assert article.one("svg", class_="diagram")["data-view"] == "service--bank"
    assert broken(site) == []
    assert [told for told in ids_twice(site) if ": __" not in told] == [], "but for the theme's own"


@pytest.mark.parametrize(
    ("packages", "program", "theme"),
    [
        ("properdocs", "properdocs", "material"),
        ("properdocs", "mkdocs", "material"),
        ("materialx", "properdocs", "materialx"),
        ("materialx", "mkdocs", "materialx"),
    ],
)
def test_a_fork_builds_the_site(folder: Path, packages: str, program: str, theme: str) -> None:
    change(folder / "mkdocs.yml", "name: material", f"name: {theme}")
    fine(installed(packages).module("-m", program, "build", "--strict", "-f", "mkdocs.yml", folder=folder))
    is_whole(folder / "site")


@pytest.mark.parametrize("plugins", ["redirects: {maps}, search, diagramgen", "diagramgen, search, redirects: {maps}"])
def test_redirects_to_and_from_generated_pages(folder: Path, plugins: str) -> None:
    maps = "{redirect_maps: {old/bank.md: services/bank.md, all.md: services/index.md, here.md: index.md}}"
    change(folder / "mkdocs.yml", "search, diagramgen", plugins.replace("{maps}", maps))
    fine(installed("plugins").module("-m", "mkdocs", "build", "--strict", folder=folder))
    assert 'href="../../services/bank/"' in (folder / "site" / "old" / "bank" / "index.html").read_text(
        encoding="utf-8"
    )
    assert 'href="../services/"' in (folder / "site" / "all" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("plugins", ["section-index, search, diagramgen", "search, diagramgen, section-index"])
def test_the_index_is_the_page_of_its_section(folder: Path, plugins: str) -> None:
    change(folder / "mkdocs.yml", "search, diagramgen", plugins)
    fine(installed("plugins").module("-m", "mkdocs", "build", "--strict", folder=folder))
    is_whole(folder / "site")
    menu = (folder / "site" / "index.html").read_text(encoding="utf-8").partition('class="md-nav md-nav--primary"')[2]
    section = re.search(r'<div class="md-nav__link md-nav__container">\s*<a href="([^"]*)"', menu)
    assert section is not None
    assert section[1] == "services/"


def test_rss_reads_pages_that_have_files(folder: Path) -> None:
    change(folder / "mkdocs.yml", "search, diagramgen", "search, rss: {use_git: false}, diagramgen: {on_disk: true}")
    change(folder / "mkdocs.yml", "site_name: Shop", "site_name: Shop\nsite_url: https://shop.invalid/")
    fine(installed("plugins").module("-m", "mkdocs", "build", "--strict", folder=folder))
    assert "https://shop.invalid/services/bank/" in (folder / "site" / "feed_rss_updated.xml").read_text(
        encoding="utf-8"
    )
    is_whole(folder / "site")


def test_mike_publishes_versions_with_their_pages(folder: Path) -> None:
    for command in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "-qm", "1"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True)
    mike = ("-c", "from mike.driver import main; main()", "deploy")
    fine(installed("plugins").module(*mike, "1.0", "latest", folder=folder))
    change(folder / "model" / "__init__.py", "Stock Service", "Stock keeper")
    fine(installed("plugins").module(*mike, "2.0", folder=folder))

    def published(path: str) -> str:
        shown = subprocess.run(["git", "show", f"gh-pages:{path}"], cwd=folder, capture_output=True, check=True)
        return shown.stdout.decode()

    assert '<h1 id="stock-service">Stock Service' in published("1.0/services/stock/index.html")
    assert "Stock keeper</h1>" in published("2.0/services/stock/index.html")
