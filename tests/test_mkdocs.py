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
    assert "the model is broken:" in done.stderr
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


# Hand-written pages that take from the model

GUIDE = """\
---
title: Guide
---

# Guide

[][shop-api] keeps sessions in [our cache][cache] over [][connection-3], as [a row](#ops-guide--connection-3) says.

```diagram
view: overview
```

```connections
service: cache
columns: [number, source, port, data]
```

!!! note

    ```section
    service: bank
    section: reached-on
    ```
"""


def guide(folder: Path, text: str = GUIDE, name: str = "ops/guide.md") -> Path:
    """A hand-written page."""
    page = folder / "docs" / name
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    return page


@pytest.mark.parametrize("addresses", ["true", "false"])
@pytest.mark.parametrize("listed", ["", ", diagramgen.markdown"])
def test_a_page_takes_from_the_model(folder: Path, addresses: str, listed: str) -> None:
    settings = folder / "mkdocs.yml"
    change(settings, "[attr_list, tables]", f"[attr_list, tables, admonition{listed}]")
    change(settings, "strict: false", f"use_directory_urls: {addresses}")
    toml = folder / "diagramgen.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + 'links = "source"\n', encoding="utf-8")  # for another generator
    guide(folder)
    home = folder / "docs" / "index.md"
    home.write_text(
        "# Home\n\n[a row](ops/guide.md#ops-guide--connection-5) [no row](ops/guide.md#x)\n", encoding="utf-8"
    )
    done = build(folder)
    (warning,) = [line for line in said(done) if line.startswith("WARNING")]
    assert "'ops/guide.md#x'" in warning, "rows of tables are places that links can lead to"
    site = folder / "site"
    assert [problem for problem in broken(site) if "guide" not in problem] == []
    assert ids_twice(site) == []
    page = tree(site / ("ops/guide/index.html" if addresses == "true" else "ops/guide.html")).one("article")
    hrefs = {tag.text: tag.get("href") for tag in page.all("a")}
    assert hrefs["Shop API"].endswith("services/shop-api/" if addresses == "true" else "services/shop-api.html")
    assert "#connection-3" in hrefs["connection 3"]
    assert page.one("svg", class_="diagram").one("a", id="overview--badge--3")["href"] == "#ops-guide--connection-3"
    assert page.one("tr", id="ops-guide--connection-3").all("a")[0]["href"] == "#overview--badge--3"
    assert len(page.one("div", class_="admonition").all("tr")) == 2


def test_a_page_in_the_place_of_the_architecture_has_the_rows(folder: Path) -> None:
    guide(folder, "# Ours\n\n```connections\n```\n\n```diagram\nview: overview\n```\n", "architecture.md")
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, []), "links of other pages to its rows are right"
    assert broken(folder / "site") == []
    assert ids_twice(folder / "site") == []
    page = tree(folder / "site" / "architecture" / "index.html").one("article")
    assert page.one("tr", id="connection-3").all("a")[0]["href"] == "#overview--badge--3"
    assert page.one("a", id="overview--badge--3")["href"] == "#connection-3"


def test_what_is_wrong_is_a_warning_with_file_and_line(folder: Path) -> None:
    guide(folder, GUIDE.replace("view: overview", "view: overvew").replace("[][cache]", "[][cash]"))
    guide(folder, "# A\n\nSee [][shop-apy].\n", "a.md")
    done = build(folder)
    assert done.returncode == 0
    assert "WARNING -  diagramgen: docs/ops/guide.md:10: there is no view 'overvew'" in done.stderr
    assert "did you mean 'overview'?" in done.stderr
    assert "WARNING -  diagramgen: docs/a.md:3: there is no service, connection or view 'shop-apy'" in done.stderr
    strict = build(folder, "--strict")
    assert (strict.returncode, "Traceback" in strict.stderr) == (1, False)
    assert "Aborted with 2 warnings in strict mode" in strict.stdout + strict.stderr


# mkdocs serve


def test_broken_settings_stop_the_build_and_are_called_so(folder: Path) -> None:
    (folder / "diagramgen.toml").write_text("timelimit = 5\n", encoding="utf-8")
    done = build(folder)
    assert done.returncode == 1
    assert "the settings are broken:\ndiagramgen.toml: there is no setting 'timelimit'" in done.stderr
    assert "the model is" not in done.stderr
    assert "Traceback" not in done.stderr


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


@pytest.mark.parametrize("strict", ["false", "true"])
def test_a_wrong_fence_is_shown_and_ends_no_server(folder: Path, strict: str) -> None:
    change(folder / "mkdocs.yml", "strict: false", f"strict: {strict}")
    page = guide(folder, GUIDE.replace("view: overview", "view: overvew"))
    with serving(folder) as server:
        wrong = server.until("ops/guide/", lambda found: found.all("div", class_="diagram-problem") != [])
        assert "docs/ops/guide.md:10: there is no view 'overvew'" in wrong.one("div", class_="diagram-problem").text
        assert "docs/ops/guide.md:10: there is no view 'overvew'" in server.log.read_text(encoding="utf-8")
        change(page, "view: overvew", "view: overview")
        server.until("ops/guide/", lambda found: len(found.all("svg", class_="diagram")) == 1)
        change(folder / "model" / "__init__.py", 'data="Sessions."', 'data="Sessions of today."')
        server.until("ops/guide/", lambda found: "Sessions of today." in found.text)


def test_fences_wait_for_a_model_that_is_broken_from_the_start(folder: Path) -> None:
    guide(folder)
    model = folder / "model" / "__init__.py"
    change(model, "ports=443", "ports=70000")
    with serving(folder) as server:
        page = server.until("ops/guide/", lambda found: banner(found) != "")
        assert {tag.text for tag in page.all("div", class_="diagram-problem")} == {
            "The model is broken: there is nothing to show here."
        }
        assert "[][shop-api]" in page.text
        change(model, "ports=70000", "ports=443")
        server.until("ops/guide/", lambda found: len(found.all("svg", class_="diagram")) == 1)
