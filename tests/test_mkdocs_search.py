"""The index of the search, as a built site has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.site import build, change, number_all, own_project, said, shop_project
from tests.sitelinks import tree

pytestmark = pytest.mark.slow


def documents(site: Path) -> dict[str, dict[str, str]]:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    assert len(found) == len(index["docs"]), "no place twice"
    return found


def rows(found: dict[str, dict[str, str]]) -> list[str]:
    return [location for location in found if "#" in location and "connection-" in location.partition("#")[2]]


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    made = shop_project(tmp_path, cache_dir)
    number_all(made)
    return made


def test_every_connection_of_the_voice_site_leads_to_its_row(tmp_path: Path, cache_dir: Path) -> None:
    folder = own_project(tmp_path, cache_dir)
    assert build(folder, "--strict").returncode == 0
    found = documents(folder / "site")
    expected = [f"architecture/#connection-{number}" for number in range(1, 61)]
    assert [place for place in found if place in expected] == expected
    page = tree(folder / "site" / "architecture" / "index.html")
    assert {row.get("id") for row in page.all("tr")} >= {place.partition("#")[2] for place in expected}
    assert "port 12100" in found["services/voice-rq-service/"]["text"]
    assert "Redis 6.x" in found["services/redis/"]["text"]
    assert [place for place in found if place.startswith("services/") and "#" in place] == [], "nothing is told twice"


def test_addresses_of_files_and_the_copy_for_offline_reading(folder: Path) -> None:
    change(folder / "mkdocs.yml", "plugins: [search, ", "plugins: [diagramgen, search, offline] # ")
    assert build(folder).returncode == 0
    found = documents(folder / "site")
    assert "architecture.html#connection-3" in found
    copied = (folder / "site" / "search" / "search_index.js").read_text(encoding="utf-8")
    assert "architecture.html#connection-3" in copied


def test_mkdocs_own_search_gets_the_same_entries_as_plain_text(folder: Path) -> None:
    change(folder / "mkdocs.yml", "theme: {name: material, font: false}", "theme: readthedocs")
    change(folder / "model" / "__init__.py", 'data="Payments."', 'data="Payments <b>&</b>."')
    assert build(folder).returncode == 0
    texts = [entry["text"] for entry in documents(folder / "site").values()]
    assert any(text.endswith("Payments <b>&</b>.") for text in texts), "it escapes by itself"


def test_text_of_a_model_is_text_in_the_list_of_hits(folder: Path) -> None:
    change(folder / "model" / "__init__.py", 'data="Payments."', 'data="Payments <b>&</b>."')
    assert build(folder).returncode == 0
    found = documents(folder / "site")
    assert any("Payments &lt;b&gt;&amp;&lt;/b&gt;." in found[place]["text"] for place in rows(found))


def test_without_a_row_on_the_architecture_page_an_endpoints_row_is_found(folder: Path) -> None:
    (folder / "docs" / "architecture.md").write_text("# Ours\n\nHand-written.\n", encoding="utf-8")
    assert build(folder).returncode == 0
    found = documents(folder / "site")
    places = rows(found)
    assert places
    for place in places:
        path, _, anchor = place.partition("#")
        assert path.startswith("services/")
        assert tree(folder / "site" / path / "index.html").all("tr", id=anchor)


def test_a_page_that_a_writer_keeps_out_of_the_search_stays_out(folder: Path) -> None:
    own = folder / "docs" / "architecture.md"
    own.write_text("---\nsearch: {exclude: true}\n---\n# Ours\n\n```connections\n```\n", encoding="utf-8")
    assert build(folder).returncode == 0
    assert [place for place in documents(folder / "site") if place.startswith("architecture/")] == []


def test_another_search_and_none_at_all_are_left_alone(folder: Path) -> None:
    change(folder / "mkdocs.yml", "[search, diagramgen]", "[diagramgen]")
    done = build(folder, "--strict")
    assert (done.returncode, [line for line in said(done) if "connection-3" not in line]) == (0, [])
    assert not (folder / "site" / "search" / "search_index.json").exists()


def test_the_same_site_has_the_same_index(folder: Path) -> None:
    file = folder / "site" / "search" / "search_index.json"
    assert build(folder).returncode == 0
    before = file.read_bytes()
    assert build(folder).returncode == 0
    assert file.read_bytes() == before
