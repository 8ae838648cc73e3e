"""Edit links: from a generated page to the line of the model that declares what it shows."""

from __future__ import annotations

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from diagramgen.catalog import PAGES
from diagramgen.load import load
from diagramgen.pages.build import Rendered, render
from diagramgen.pages.edit import edit_url, repository, source_uri
from tests.command import SHOP
from tests.drawing import context

POSIX, WINDOWS = PurePosixPath, PureWindowsPath


@pytest.mark.parametrize(
    ("file", "docs", "root", "uri"),
    [
        (POSIX("/w/model/services.py"), POSIX("/w/docs"), POSIX("/w"), "../model/services.py"),
        (POSIX("/w/model.yaml"), POSIX("/w/docs"), POSIX("/w"), "../model.yaml"),
        (POSIX("/w/docs/model/a.py"), POSIX("/w/docs"), POSIX("/w"), "model/a.py"),
        (POSIX("/w/docs/a.yaml"), POSIX("/w/docs"), POSIX("/w"), "a.yaml"),
        (POSIX("/w/model/a.py"), POSIX("/w/sites/shop/docs"), POSIX("/w"), "../../../model/a.py"),
        (POSIX("/w/sites/model/a.py"), POSIX("/w/sites/shop/docs"), POSIX("/w"), "../../model/a.py"),
        (POSIX("/w/docs"), POSIX("/w/docs/en"), POSIX("/w"), "../../docs"),
        (POSIX("/other/model/a.py"), POSIX("/w/docs"), POSIX("/w"), None),
        (POSIX("/w/model/a.py"), POSIX("/elsewhere/docs"), POSIX("/w"), None),
        (POSIX("/w/.venv/lib/python3.11/site-packages/shop/a.py"), POSIX("/w/docs"), POSIX("/w"), None),
        (WINDOWS(r"C:\w\model\services.py"), WINDOWS(r"C:\w\docs"), WINDOWS(r"C:\w"), "../model/services.py"),
        (WINDOWS("c:/w/Model/a.py"), WINDOWS(r"C:\W\docs"), WINDOWS(r"C:\w"), "../Model/a.py"),
        (WINDOWS(r"D:\w\model\a.py"), WINDOWS(r"C:\w\docs"), WINDOWS(r"C:\w"), None),
    ],
)
def test_a_file_seen_from_the_docs(file: PurePath, docs: PurePath, root: PurePath, uri: str | None) -> None:
    assert source_uri(file, docs, root) == uri


HUB = "https://github.com/a/b"


@pytest.mark.parametrize(
    ("url", "line", "link"),
    [
        (f"{HUB}/edit/main/docs/../model/a.py", 12, f"{HUB}/edit/main/model/a.py#L12"),
        (f"{HUB}/edit/main/sites/shop/docs/../../../model/a.py", 1, f"{HUB}/edit/main/model/a.py#L1"),
        (f"{HUB}/edit/main/docs/model/a.py", 0, f"{HUB}/edit/main/docs/model/a.py"),
        (f"{HUB}/edit/main/model/a.py", 3, f"{HUB}/edit/main/model/a.py#L3"),
        ("https://bitbucket.org/a/b/src/default/docs/../m.py", 3, "https://bitbucket.org/a/b/src/default/m.py#lines-3"),
        ("https://bitbucket.org/a/b/src/docs/../m.py?x=y", 3, "https://bitbucket.org/a/b/src/m.py?x=y#lines-3"),
        ("https://git.invalid/?query=root/docs/../m.py", 3, "https://git.invalid/?query=root/m.py#L3"),
        ("https://git.invalid/?query=docs/../m.py", 3, None),
        ("https://git.invalid/#root/docs/../m.py", 3, "https://git.invalid/#root/m.py"),
        ("https://git.invalid/../m.py", 3, None),
        ("https://git.invalid/a/../../m.py", 3, None),
        ("../m.py", 3, None),
        ("edit/docs/../m.py", 3, "edit/m.py#L3"),
        ("", 3, "#L3"),
    ],
)
def test_the_link_of_a_line(url: str, line: int, link: str | None) -> None:
    assert edit_url(url, line) == link


@pytest.mark.parametrize("mark", [".git", ".hg", ".svn"])
def test_the_repository_is_the_nearest_folder_under_version_control(tmp_path: Path, mark: str) -> None:
    site = tmp_path / "outer" / "inner" / "site"
    site.mkdir(parents=True)
    (tmp_path / mark).mkdir()
    assert repository(site) == tmp_path
    (tmp_path / "outer" / "inner" / ".git").write_text("gitdir: ../../.git/worktrees/inner\n", encoding="utf-8")
    assert repository(site) == tmp_path / "outer" / "inner"


def test_pages_know_where_the_model_declares_what_they_show() -> None:
    pages = render(PAGES, context(load(str(SHOP))))
    lines = (SHOP / "__init__.py").read_text(encoding="utf-8").splitlines()
    shown = {page.path: lines[page.where.line - 1] for page in pages if page.where}
    assert shown["architecture.md"] == "architecture = Architecture("
    assert shown["services/bank.md"].startswith("bank = ExternalSystem(")
    assert [page.path for page in pages if not page.where] == ["services/index.md", "ports.md"]
    assert {page.where.file.rpartition("/")[2] for page in pages if page.where} == {"__init__.py"}


def test_a_page_that_says_the_same_may_have_moved(tmp_path: Path) -> None:
    text = "title: Shop\nendpoints:\n  - {id: a, kind: service, name: A}\n"
    known: Rendered = {}
    lines = []
    for remark in ("", "# a remark\n# and another\n"):
        (tmp_path / "model.yaml").write_text(remark + text, encoding="utf-8")
        pages = {page.path: page for page in render(PAGES, context(load("model.yaml", tmp_path)), known)}
        lines.append(str(pages["services/a.md"].where))
    assert lines == ["model.yaml:3", "model.yaml:5"]
