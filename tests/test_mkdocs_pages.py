"""Generated pages in a MkDocs site: edit links, their place in the navigation, files behind them, other plugins."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from diagramgen.load import load
from tests.load.test_build import as_document
from tests.site import build, change, number_all, said, shop_project
from tests.sitelinks import broken, tree

pytestmark = pytest.mark.slow

HUB = "repo_url: https://github.com/team/shop\n"
EDIT = "features: [content.action.edit]"


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    """A site around the shop, in a repository, with all connections numbered and edit buttons."""
    site = tmp_path / "repository"
    site.mkdir()
    (site / ".git").mkdir()
    made = shop_project(site, cache_dir)
    number_all(made)
    change(made / "mkdocs.yml", "font: false}", f"font: false, {EDIT}}}")
    return made


def settings(folder: Path, more: str) -> None:
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(more)


def edit_link(folder: Path, page: str) -> str | None:
    """Where the button "Edit this page" leads."""
    article = (folder / "site" / page / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<a href="([^"]*)" title="Edit this page"', article)
    return found[1] if found else None


def line_of(file: Path, words: str) -> int:
    return next(n for n, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if words in text)


def navigation(folder: Path) -> list[str]:
    """The pages of the navigation in their order, by address."""
    menu = tree(folder / "site" / "index.html").one("nav", class_="md-nav--primary")
    return [link.get("href") for link in menu.all("a") if not link.get("href").startswith(("http", "."))]


# Edit links


def test_edit_links_lead_to_the_lines_of_the_model(folder: Path) -> None:
    change(
        folder / "model" / "__init__.py",
        'title="Shop",',
        'title="Shop", views=[\n        MatrixView(id="who"),\n    ],',
    )
    change(folder / "model" / "__init__.py", "    Link,", "    Link,\n    MatrixView,")
    settings(folder, HUB + "edit_uri: edit/main/docs/\n")
    done = build(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    model, base = folder / "model" / "__init__.py", "https://github.com/team/shop/edit/main"
    for page, words in (
        ("architecture", "architecture = Architecture("),
        ("services/bank", "bank = ExternalSystem("),
        ("services/shop-api", "api = Service("),
        ("views/who", "MatrixView(id="),
    ):
        assert edit_link(folder, page) == f"{base}/model/__init__.py#L{line_of(model, words)}"
    assert edit_link(folder, "services") is None
    assert edit_link(folder, "") == f"{base}/docs/index.md"


def test_edit_links_to_a_model_in_yaml(folder: Path) -> None:
    document = as_document(load(str(folder / "model")))
    (folder / "the model.yaml").write_text(yaml.safe_dump(json.loads(json.dumps(document))), encoding="utf-8")
    change(folder / "mkdocs.yml", "diagramgen]", "diagramgen: {model: the model.yaml}]")
    settings(folder, HUB)
    assert build(folder, "--strict").returncode == 0
    link = edit_link(folder, "services/bank")
    assert link is not None
    address, line = link.split("#L")
    assert address == "https://github.com/team/shop/edit/master/the%20model.yaml"
    around = (folder / "the model.yaml").read_text(encoding="utf-8").splitlines()[int(line) - 1 : int(line) + 3]
    assert any("id: bank" in text for text in around)


@pytest.mark.parametrize(
    ("template", "link"),
    [
        ("https://git.invalid/e?file=docs/{path}", None),
        ("https://git.invalid/e?file=r/docs/{path}", "https://git.invalid/e?file=r/model/__init__.py#L{line}"),
        ("https://git.invalid/e/docs/{path}", "https://git.invalid/e/model/__init__.py#L{line}"),
        ("https://git.invalid/e/docs/{path_noext}", "https://git.invalid/e/model/__init__#L{line}"),
    ],
)
def test_edit_links_by_a_template(folder: Path, template: str, link: str | None) -> None:
    settings(folder, f"{HUB}edit_uri_template: '{template}'\n")
    assert build(folder, "--strict").returncode == 0
    line = line_of(folder / "model" / "__init__.py", "bank = ExternalSystem(")
    assert edit_link(folder, "services/bank") == (link.format(line=line) if link else None)


def test_without_a_repository_there_is_no_edit_link(folder: Path) -> None:
    assert build(folder, "--strict").returncode == 0
    assert edit_link(folder, "services/bank") is None
    assert edit_link(folder, "") is None


def test_a_site_in_a_folder_of_its_repository(folder: Path) -> None:
    inner = folder / "sites" / "shop"
    inner.mkdir(parents=True)
    for name in ("docs", "mkdocs.yml", "diagramgen.toml"):
        (folder / name).rename(inner / name)
    change(inner / "mkdocs.yml", "diagramgen]", "diagramgen: {model: ../../model}]")
    settings(inner, HUB + "edit_uri: edit/main/sites/shop/docs/\n")
    assert build(inner, "--strict").returncode == 0
    line = line_of(folder / "model" / "__init__.py", "bank = ExternalSystem(")
    assert edit_link(inner, "services/bank") == (f"https://github.com/team/shop/edit/main/model/__init__.py#L{line}")


def test_a_model_outside_of_the_repository_has_no_edit_links(folder: Path) -> None:
    (folder / "model").rename(folder.parent / "elsewhere")
    change(folder / "mkdocs.yml", "diagramgen]", "diagramgen: {model: ../elsewhere}]")
    settings(folder, HUB)
    assert build(folder, "--strict").returncode == 0
    assert edit_link(folder, "services/bank") is None


def test_a_page_that_a_writer_put_in_place_keeps_its_own_edit_link(folder: Path) -> None:
    (folder / "docs" / "services").mkdir()
    (folder / "docs" / "services" / "bank.md").write_text("# Our bank\n", encoding="utf-8")
    settings(folder, HUB)
    assert build(folder).returncode == 0
    assert edit_link(folder, "services/bank") == "https://github.com/team/shop/edit/master/docs/services/bank.md"


def test_a_page_at_the_address_of_a_generated_one_is_not_lost_without_a_word(folder: Path) -> None:
    """MkDocs writes both to one file."""
    (folder / "docs" / "services.md").write_text("# Our services\n", encoding="utf-8")
    (folder / "docs" / "ports").mkdir()
    (folder / "docs" / "ports" / "index.md").write_text("# Not published\n", encoding="utf-8")
    settings(folder, "exclude_docs: /ports/\n")
    done = build(folder)
    fact = (
        "docs/services.md: has the same address on the site as the generated page services/index.md, which is left out"
    )
    assert f"{fact}: services/\n    rename it, or move it to services/index.md to replace that one" in done.stderr
    assert "Our services" in (folder / "site" / "services" / "index.html").read_text(encoding="utf-8")
    assert "Ports to open" in (folder / "site" / "ports" / "index.html").read_text(encoding="utf-8")
    assert build(folder, "--strict").returncode == 1
    settings(folder, "use_directory_urls: false\n")
    assert "has the same address" not in build(folder).stderr


# Navigation

BY_TITLE = ["bank", "customer", "events", "cache", "shop-api", "stock"]
SERVICES = ["services/", *(f"services/{name}/" for name in BY_TITLE)]


def test_a_site_without_a_navigation_lists_our_pages_by_title(folder: Path) -> None:
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:")[0]
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    (folder / "docs" / "zoo").mkdir()
    (folder / "docs" / "zoo" / "how-to.md").write_text("# How to\n", encoding="utf-8")
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    assert navigation(folder) == ["architecture/", "ports/", *SERVICES, "zoo/how-to/"]


def test_a_writers_page_in_the_folder_joins(folder: Path) -> None:
    (folder / "docs" / "services").mkdir()
    (folder / "docs" / "services" / "aaa.md").write_text("# Kettle\n", encoding="utf-8")
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    place = SERVICES.index("services/cache/")
    assert navigation(folder) == ["architecture/", *SERVICES[:place], "services/aaa/", *SERVICES[place:], "ports/"]


def test_a_writers_index_by_the_name_of_readme_stays(folder: Path) -> None:
    (folder / "docs" / "services").mkdir()
    (folder / "docs" / "services" / "README.md").write_text("# Our services\n", encoding="utf-8")
    change(folder / "docs" / "index.md", "services/stock.md", "services/README.md")
    done = build(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert "services/README.md is hand-written and stays" in done.stderr
    assert "Our services" in (folder / "site" / "services" / "index.html").read_text(encoding="utf-8")
    assert navigation(folder) == ["architecture/", *SERVICES, "ports/"]


def test_pages_that_shall_not_stand_in_the_navigation_do_not(folder: Path) -> None:
    settings(folder, "not_in_nav: |\n  /services/b*.md\nexclude_docs: |\n  /services/cache.md\n")
    done = build(folder)
    assert done.returncode == 0
    assert navigation(folder) == [
        "architecture/",
        *(page for page in SERVICES if page not in ("services/bank/", "services/cache/")),
        "ports/",
    ]


@pytest.mark.parametrize(
    ("group", "titles"),
    [("zone", ["Shop", "Outside"]), ("kind", ["Data stores", "Message brokers", "External systems"])],
)
def test_groups_in_the_navigation(folder: Path, group: str, titles: list[str]) -> None:
    change(folder / "mkdocs.yml", "diagramgen]", f"diagramgen: {{group: {group}}}]")
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    assert sorted(navigation(folder)) == sorted(["architecture/", *SERVICES, "ports/"])
    menu = tree(folder / "site" / "index.html").one("nav", class_="md-nav--primary")
    sections = [label.text.strip() for label in menu.all("label") if "md-nav__link" in label.get("class").split()]
    assert [title for title in sections if title in titles] == titles


def test_a_group_that_there_is_not_is_told(folder: Path) -> None:
    change(folder / "mkdocs.yml", "diagramgen]", "diagramgen: {group: team}]")
    done = build(folder)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "Plugin 'diagramgen' option 'group': Input should be 'zone', 'kind' or 'none'" in done.stderr


# Files behind the pages


def pages_of(folder: Path) -> dict[str, int]:
    """When each page of the site was written."""
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*.html")}


def test_a_dirty_build_renders_only_what_changed(folder: Path) -> None:
    assert build(folder, "--dirty").returncode == 0
    before = pages_of(folder)
    assert build(folder, "--dirty").returncode == 0
    same = {path for path, written in pages_of(folder).items() if written == before[path]}
    assert {"architecture/index.html", "services/bank/index.html", "services/index.html"} <= same

    change(folder / "model" / "__init__.py", 'data="Payments."', 'data="Payments and refunds."')
    assert build(folder, "--dirty").returncode == 0
    written = {path for path, at in pages_of(folder).items() if at != before[path]} - {"404.html"}
    assert "architecture/index.html" in written
    assert "services/bank/index.html" in written
    assert not written & {"services/cache/index.html", "services/customer/index.html", "services/index.html"}
    assert "Payments and refunds." in (folder / "site" / "services" / "bank" / "index.html").read_text("utf-8")


def test_a_picture_that_changed_renders_its_page(folder: Path) -> None:
    """The Markdown of a page may stay as it was while its picture does not."""
    assert build(folder, "--dirty").returncode == 0
    page = folder / "site" / "services" / "cache" / "index.html"
    before = page.read_text(encoding="utf-8")
    change(folder / "model" / "__init__.py", "onprem.inmemory.Redis", "generic.storage.Storage")
    assert build(folder, "--dirty").returncode == 0
    assert page.read_text(encoding="utf-8") != before


def test_files_behind_pages_lie_in_the_cache_and_nowhere_else(folder: Path, tmp_path: Path) -> None:
    (folder / "diagramgen.toml").write_text(f"cache_dir = '{(tmp_path / 'own').as_posix()}'\n", encoding="utf-8")
    change(folder / "mkdocs.yml", "diagramgen]", "diagramgen: {on_disk: true}]")
    sources = sorted(path for path in folder.rglob("*"))
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    assert sorted(path for path in folder.rglob("*") if "site" not in path.parts) == sources
    [kept] = (tmp_path / "own" / "pages").iterdir()
    assert (kept / "files" / "services" / "bank.md").is_file()
    assert (kept / "files" / "views" / "overview.svg").is_file()
    assert broken(folder / "site") == []
    assert navigation(folder) == ["architecture/", *SERVICES, "ports/"]


def test_a_cache_among_the_sources_is_not_used_for_pages(folder: Path) -> None:
    (folder / "diagramgen.toml").write_text("cache_dir = 'docs/cache'\n", encoding="utf-8")
    change(folder / "mkdocs.yml", "diagramgen]", "diagramgen: {on_disk: true}]")
    done = build(folder)
    assert done.returncode == 0
    assert "generated pages stay in memory" in done.stderr
    assert not (folder / "docs" / "cache" / "pages").exists()
    assert navigation(folder)[-1] == "ports/"


# Beside other plugins


def test_the_index_of_tags_and_generated_pages_go_together(folder: Path) -> None:
    change(folder / "mkdocs.yml", "[search, diagramgen]", "[search, tags, diagramgen]")
    (folder / "docs" / "tagged.md").write_text("---\ntags: [orders]\n---\n# Tagged\n", encoding="utf-8")
    (folder / "docs" / "tags.md").write_text("# Tags\n\n<!-- material/tags -->\n", encoding="utf-8")
    settings(folder, "  - Tags: tags.md\n  - Tagged: tagged.md\n")
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    assert "../tagged/" in (folder / "site" / "tags" / "index.html").read_text(encoding="utf-8")
    assert broken(folder / "site") == []


def test_the_search_finds_generated_pages_wherever_the_plugin_stands(folder: Path) -> None:
    change(folder / "mkdocs.yml", "[search, diagramgen]", "[diagramgen, search]")
    assert build(folder, "--strict").returncode == 0
    index = json.loads((folder / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert {"services/bank/", "architecture/"} <= {entry["location"] for entry in index["docs"]}
