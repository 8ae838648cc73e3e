"""The feed of changed pages, read as a reader's program does."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import feedparser
import pytest

from diagramgen.pages.feed import AT_MOST, Item, feed
from tests.site import build, change, number_all, own_project, said, shop_project
from tests.sitelinks import broken, tree

SITE = "https://shop.invalid/docs/"
FIRST, SECOND, THIRD = 1_700_000_000, 1_710_000_000, 1_720_000_000


def git(folder: Path, *arguments: str, date: int = FIRST) -> None:
    dates = {"GIT_AUTHOR_DATE": f"{date} +0000", "GIT_COMMITTER_DATE": f"{date} +0000"}
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.invalid")
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, env={**os.environ, **dates}, capture_output=True
    )


def commit(folder: Path, date: int) -> None:
    git(folder, "add", "-A", ".", ":!site")
    git(folder, "commit", "-qm", "more", date=date)


def read(folder: Path) -> Any:
    found = feedparser.parse((folder / "site" / "feed.xml").read_bytes())
    assert not found.bozo
    assert found.version == "rss20"
    return found


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    (tmp_path / "shop").mkdir()
    made = shop_project(tmp_path / "shop", cache_dir)
    number_all(made)
    change(made / "mkdocs.yml", "diagramgen]", "diagramgen: {feed: true}]")
    change(made / "mkdocs.yml", "site_name: Shop", f"site_name: Shop\nsite_url: {SITE}")
    return made


def test_a_feed_has_the_newest_items_and_any_text() -> None:
    items = [Item(f"Page <{n}> & \x01", f"{SITE}{n}/", FIRST + n, "a & b") for n in range(40)]
    written = feed("Shop <&>", SITE, "", items)
    found = feedparser.parse(written)
    assert (found.bozo, found.feed.title, len(found.entries)) == (False, "Shop <&>", AT_MOST)
    assert [entry.link for entry in found.entries] == [f"{SITE}{n}/" for n in range(39, 9, -1)]
    assert written == feed("Shop <&>", SITE, "", reversed(items))


@pytest.mark.slow
def test_a_page_is_as_new_as_what_it_is_made_from(folder: Path) -> None:
    git(folder, "init", "-q")
    commit(folder, FIRST)
    change(folder / "model" / "__init__.py", 'data="Payments."', 'data="All payments."')
    commit(folder, SECOND)
    (folder / "docs" / "index.md").write_text("# Home\n\nOther words.\n", encoding="utf-8")
    commit(folder, THIRD)
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, []), done.stderr
    before = (folder / "site" / "feed.xml").read_bytes()
    entries = read(folder).entries
    dated = {entry.link.removeprefix(SITE): int(entry.id.rpartition("#")[2]) for entry in entries}
    assert dated[""] == THIRD
    assert dated["architecture/"] == dated["services/bank/"] == dated["services/shop-api/"] == SECOND
    assert dated["services/events/"] == dated["services/customer/"] == FIRST
    assert entries[0].published == "Wed, 03 Jul 2024 09:46:40 +0000"
    (bank,) = [entry for entry in entries if entry.link.endswith("services/bank/")]
    assert bank.summary.startswith("Changed: connection ")
    for page, address in (("index.html", "feed.xml"), ("services/bank/index.html", "../../feed.xml")):
        assert tree(folder / "site" / page).one("link", rel="alternate")["href"] == address
    change(folder / "model" / "__init__.py", 'data="All payments."', 'data="Not committed."')
    assert build(folder, "--strict").returncode == 0
    assert "services/bank/" in {entry.link.removeprefix(SITE) for entry in read(folder).entries}
    change(folder / "model" / "__init__.py", 'data="Not committed."', 'data="All payments."')
    assert build(folder, "--strict").returncode == 0
    assert (folder / "site" / "feed.xml").read_bytes() == before


@pytest.mark.slow
def test_what_was_removed_dates_the_architecture(folder: Path) -> None:
    git(folder, "init", "-q")
    commit(folder, FIRST)
    model = folder / "model" / "__init__.py"
    text = model.read_text(encoding="utf-8")
    start = text.index("Connection(number=9, source=bank")
    end = text.index("),\n", start) + 2
    model.write_text(text[:start] + text[end + 1 :].lstrip(), encoding="utf-8")
    commit(folder, SECOND)
    assert build(folder, "--strict").returncode == 0
    dated = {entry.link.removeprefix(SITE): int(entry.id.rpartition("#")[2]) for entry in read(folder).entries}
    assert [path for path, date in dated.items() if date == SECOND] == ["architecture/"]


@pytest.mark.slow
def test_without_a_whole_history_there_is_no_feed_and_a_warning(folder: Path, tmp_path: Path) -> None:
    done = build(folder)
    assert done.returncode == 0
    assert "no feed: git has no commits here" in done.stderr
    git(folder, "init", "-q")
    commit(folder, FIRST)
    (folder / "docs" / "more.md").write_text("# More\n", encoding="utf-8")
    commit(folder, SECOND)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), str(shallow))
    done = build(shallow)
    assert "the clone is shallow; fetch all commits" in done.stderr
    assert not (shallow / "site" / "feed.xml").exists()
    assert "rss+xml" not in (shallow / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_without_an_address_there_is_no_feed(folder: Path) -> None:
    change(folder / "mkdocs.yml", f"site_url: {SITE}\n", "")
    assert "set site_url in mkdocs.yml" in build(folder).stderr


@pytest.mark.slow
def test_a_feed_where_there_can_be_one_is_missing_without_a_warning(folder: Path) -> None:
    change(folder / "mkdocs.yml", "feed: true", "feed: auto")
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, [])
    assert "INFO    -  diagramgen: no feed: git has no commits here" in done.stderr
    assert not (folder / "site" / "feed.xml").exists()
    git(folder, "init", "-q")
    commit(folder, FIRST)
    assert build(folder, "--strict").returncode == 0
    assert "services/bank/" in {entry.link.removeprefix(SITE) for entry in read(folder).entries}


@pytest.mark.slow
def test_the_projects_own_site_has_a_feed_to_which_each_page_links(
    tmp_path: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own_project(tmp_path, cache_dir)
    git(folder, "init", "-q")
    commit(folder, FIRST)
    monkeypatch.setenv("SITE_URL", SITE)
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, []), done.stderr
    site = folder / "site"
    pages = {file.relative_to(site).as_posix().removesuffix("index.html") for file in site.rglob("index.html")}
    for page in pages:
        assert tree(site / page / "index.html").one("link", rel="alternate")["type"] == "application/rss+xml"
    assert [problem for problem in broken(site) if "feed.xml" in problem] == []
    links = {entry.link.removeprefix(SITE) for entry in read(folder).entries}
    assert len(links) == AT_MOST
    assert links <= pages
    mapped = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert {address.removeprefix(SITE) for address in mapped} == pages
