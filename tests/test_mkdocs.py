"""The MkDocs plugin: pages of the model among those of a writer, in a build and live."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.serving import banner, rows, serving
from tests.site import build, change, number_all, said, shop_project
from tests.sitelinks import broken, ids_twice, tree

pytestmark = pytest.mark.slow

UNNUMBERED = "the connection from bank to shop-api has no number"
SERVICES = ["bank", "cache", "customer", "events", "shop-api", "stock"]


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    """A site around the shop, with all of its connections numbered."""
    made = shop_project(tmp_path, cache_dir)
    number_all(made)
    return made


# mkdocs build


def test_pages_of_the_model_join_the_writers(folder: Path) -> None:
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    site = folder / "site"
    assert sorted(path.parent.name for path in (site / "services").glob("*/index.html")) == SERVICES
    assert broken(site) == []
    assert ids_twice(site) == []
    assert not (folder / "docs" / "architecture.md").exists(), "nothing is written among the sources"
    navigation = tree(site / "index.html").one("nav", class_="md-nav--primary")
    names = [link.text.strip() for link in navigation.all("a") if link.get("href").startswith("services/")]
    assert names == ["Services", "Bank", "Customer", "Kafka", "Redis", "Shop API", "Stock Service"]


def test_addresses_of_files_work_too(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text(
        (folder / "mkdocs.yml").read_text(encoding="utf-8") + "use_directory_urls: false\n", encoding="utf-8"
    )
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    site = folder / "site"
    assert broken(site) == []
    assert sorted(path.stem for path in (site / "services").glob("*.html")) == sorted([*SERVICES, "index"])
    links = {tag.get("href") for tag in tree(site / "services" / "stock.html").all("a")}
    assert {"shop-api.html", "events.html", "index.html"} <= links
    picture = tree(site / "views" / "service--stock.svg")
    assert "../services/events.html" in {tag.get("href") for tag in picture.all("a")}
    assert "../architecture.html#connection-6" in {tag.get("href") for tag in picture.all("a")}


def test_a_writers_own_page_wins(folder: Path) -> None:
    own = folder / "docs" / "services" / "bank.md"
    own.parent.mkdir()
    own.write_text("# Our bank\n\nHand-written.\n", encoding="utf-8")
    done = build(folder)
    assert done.returncode == 0
    assert "services/bank.md is hand-written and stays" in done.stderr
    article = tree(folder / "site" / "services" / "bank" / "index.html").one("article")
    assert "Hand-written." in article.text
    assert article.all("svg", class_="diagram") == []


def test_a_writers_page_may_have_a_place_for_a_picture(folder: Path) -> None:
    home = folder / "docs" / "index.md"
    home.write_text(
        '# Shop\n\n<div data-diagram="overview"></div>\n\n<div data-diagram="gone"></div>\n', encoding="utf-8"
    )
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    article = tree(folder / "site" / "index.html").one("article")
    assert article.one("svg", class_="diagram")["data-view"] == "overview"
    assert broken(folder / "site") == []


def test_a_connection_without_a_number_is_a_warning(tmp_path: Path, cache_dir: Path) -> None:
    folder = shop_project(tmp_path, cache_dir)
    done = build(folder)
    assert done.returncode == 0
    assert UNNUMBERED in done.stderr
    article = tree(folder / "site" / "architecture" / "index.html").one("article")
    assert article.one("tr", id="connection-unnumbered-1").all("td")[0].text == "?"
    strict = build(folder, "--strict")
    assert strict.returncode == 1
    assert UNNUMBERED in strict.stderr
    assert "Traceback" not in strict.stderr


def test_a_broken_model_stops_the_build_with_all_its_problems(folder: Path) -> None:
    model = folder / "model" / "__init__.py"
    change(model, "ports=443", "ports=70000")
    change(model, 'data="Payments."', "dta=1")
    done = build(folder)
    assert done.returncode == 1
    assert "the model can't be built" in done.stderr
    assert "Connection 1: ports: 70000 is not a port" in done.stderr
    assert "Connection 7: there is no field 'dta'" in done.stderr
    assert "model/__init__.py:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_no_model_and_no_engine_stop_the_build_without_a_traceback(folder: Path) -> None:
    (folder / "diagramgen.toml").write_text('engine = "no-such-engine"\n', encoding="utf-8")
    done = build(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "the configured engine 'no-such-engine' is not there" in done.stderr
    shutil.rmtree(folder / "model")
    done = build(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "there is no model here" in done.stderr


def test_the_model_may_be_named_in_the_plugins_options(folder: Path) -> None:
    (folder / "model").rename(folder / "architecture")
    change(
        folder / "mkdocs.yml", "plugins: [search, diagramgen]", "plugins: [search, diagramgen: {model: architecture}]"
    )
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])


def test_an_option_that_there_is_not_is_told(folder: Path) -> None:
    change(folder / "mkdocs.yml", "plugins: [search, diagramgen]", "plugins: [search, diagramgen: {modle: x}]")
    done = build(folder, "--strict")
    assert done.returncode == 1
    assert "modle" in done.stderr


def test_a_site_without_navigation_has_all_pages(folder: Path) -> None:
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").partition("nav:")[0], encoding="utf-8")
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    assert broken(folder / "site") == []


# mkdocs serve


@pytest.mark.parametrize("strict", ["false", "true"])
def test_while_the_model_is_broken_the_last_good_pages_stay_with_a_banner(folder: Path, strict: str) -> None:
    change(folder / "mkdocs.yml", "strict: false", f"strict: {strict}")
    model = folder / "model" / "__init__.py"
    with serving(folder) as server:
        good = server.until("architecture/", lambda page: len(rows(page)) == 8)
        assert banner(good) == ""
        line = next(
            n for n, text in enumerate(model.read_text(encoding="utf-8").splitlines(), 1) if "number=1," in text
        )

        change(model, "ports=443", "ports=70000")
        broken_ = server.until("architecture/", lambda page: banner(page) != "")
        assert f"model/__init__.py:{line}: Connection 1: ports: 70000 is not a port" in banner(broken_)
        assert rows(broken_) == rows(good)
        assert [tag["id"] for tag in broken_.all("a", class_="badge")] == [
            tag["id"] for tag in good.all("a", class_="badge")
        ]
        assert banner(server.until("", lambda page: banner(page) != "")), "on every page"

        change(model, "ports=70000", "ports=8443")
        fixed = server.until("architecture/", lambda page: banner(page) == "")
        assert [td.text for td in fixed.one("tr", id="connection-1").all("td")][4] == "8443"


@pytest.mark.parametrize("strict", ["false", "true"])
def test_a_model_that_is_broken_from_the_start_is_told_on_the_writers_pages(folder: Path, strict: str) -> None:
    change(folder / "mkdocs.yml", "strict: false", f"strict: {strict}")
    model = folder / "model" / "teams.py"
    change(model, 'SHOP_TEAM = "Team Shop"', "SHOP_TEAM = TEAM")
    with serving(folder) as server:
        first = server.until("", lambda page: banner(page) != "")
        assert "model/teams.py:3: NameError: name 'TEAM' is not defined" in banner(first)
        assert "last good state" not in banner(first)
        assert server.get("architecture/") is None
        change(model, "SHOP_TEAM = TEAM", 'SHOP_TEAM = "Team Shop"')
        server.until("architecture/", lambda page: len(rows(page)) == 8)
        assert banner(server.until("", lambda page: banner(page) == "")) == ""
