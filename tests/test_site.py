"""The project's own site, as it is published: complete, whole in its links, and without a call to anywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from diagramgen.graph import Graph
from diagramgen.table import row
from tests.command import ROOT
from tests.htmlread import Tag
from tests.site import build, own_project, said
from tests.sitelinks import Reference, broken, documents, ids_twice, references, tree

pytestmark = pytest.mark.slow

THEME = "https://squidfunk.github.io/mkdocs-material/"
"""The one plain link that the theme puts into its footer."""

ADDRESS = "https://diagramgen.example/"
"""Where the site says that it lies: each page names its own address as the one that search engines should know."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Path:
    """The built site."""
    folder = own_project(tmp_path_factory.mktemp("own"), cache_dir)
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, []), done.stderr
    return folder / "site"


def page(site: Path, name: str) -> Tag:
    return tree(site / name / "index.html")


def generated(site: Path, voice: Graph) -> dict[str, Tag]:
    """The pages that come from the model, by their addresses."""
    names = ["architecture", "services", *(f"services/{endpoint.id}" for endpoint in voice.endpoints)]
    return {name: page(site, name) for name in names}


def article(found: Tag) -> Tag:
    """A page without the theme around it."""
    return found.one("article")


def test_every_reference_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    # Pictures in images/ are shown by <img>, where a browser follows no link.
    assert [problem for problem in broken(site) if not problem.startswith("images/")] == []
    assert len(list(references(site))) > 3000


def test_a_reference_that_leads_nowhere_would_be_seen(site: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "index.html").write_text(
        '<p id="here"><a href="../b/">1</a><a href="../b/#there">2</a><a href="../c/">3</a><a href="#here">4</a>'
        '<a href="#gone">5</a><a href="../../x">6</a><img src="../b">',
        encoding="utf-8",
    )
    (tmp_path / "b" / "index.html").write_text('<p id="there">', encoding="utf-8")
    assert broken(tmp_path) == [
        "a/index.html: <a> ../c/: there is no such file",
        "a/index.html: <a> #gone: there is no such place",
        "a/index.html: <a> ../../x: leaves the site",
        "a/index.html: <img> ../b: a folder without a slash",
    ]


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    sources = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "model").rglob("*.py")]
    written = "\n".join(file.read_text(encoding="utf-8") for file in sources)

    def allowed(reference: Reference) -> bool:
        if reference.address.startswith("data:"):
            return reference.element in ("img", "image", "url()")
        if reference.element == "link":
            return reference.address == ADDRESS + reference.file.removesuffix("index.html")
        plain = reference.element == "a" and reference.address.startswith(("http://", "https://", "mailto:"))
        return plain and (reference.address == THEME or reference.address in written)

    assert [found for found in references(site) if found.elsewhere and not allowed(found)] == []


def test_fonts_lie_in_the_site(site: Path) -> None:
    style = (site / "assets" / "diagramgen" / "diagramgen.css").read_text(encoding="utf-8")
    fonts = re.findall(r'font-family:Roboto;font-weight:(\d+)[^}]*url\("([^"]+)"\)', style)
    assert [weight for weight, _ in fonts] == ["400", "700"]
    for _, name in fonts:
        assert (site / "assets" / "diagramgen" / name).read_bytes()[:4] in (b"\x00\x01\x00\x00", b"wOF2")
    for found in documents(site):
        if found.suffix == ".html":
            linked = [tag.get("href") for tag in tree(found).all("link", rel="stylesheet")]
            assert any(href.endswith("assets/diagramgen/diagramgen.css") for href in linked)


def test_our_pages_bring_no_script_and_no_style_of_their_own(site: Path, voice: Graph) -> None:
    for name, found in generated(site, voice).items():
        for tag in article(found).walk():
            assert tag.name not in ("script", "style", "link", "iframe", "object", "embed", "form", "base", "meta"), (
                name
            )
            assert not [attribute for attribute in tag.attributes if attribute.startswith("on") or attribute == "style"]


def test_an_id_stands_once_on_a_page(site: Path) -> None:
    assert ids_twice(site) == []


def test_the_row_of_a_connection_has_its_plain_id_once_on_the_site(site: Path) -> None:
    found = [
        file.relative_to(site).as_posix()
        for file in documents(site)
        for tag in tree(file).walk()
        if tag.get("id") == "connection-40"
    ]
    assert found == ["architecture/index.html"]


def test_the_architecture_page_has_all_rows_as_published(site: Path, voice: Graph) -> None:
    table = article(page(site, "architecture"))
    rows = {tr["id"]: tr for tr in table.all("tr") if "data-connection" in tr.attributes}
    assert list(rows) == [f"connection-{number}" for number in range(1, 61)]
    for connection in voice.connections:
        tr = rows[f"connection-{connection.key}"]
        assert tr["data-connection"] == connection.key
        number, *others = (td.text for td in tr.all("td"))
        assert (number.removesuffix("\xa0†"), *others[:6]) == row(connection)


def test_badges_and_rows_lead_to_each_other(site: Path, voice: Graph) -> None:
    overall = article(page(site, "architecture"))
    badges = {tag["id"]: tag for tag in overall.all("a", class_="badge")}
    for connection in voice.connections:
        assert badges[f"overview--badge--{connection.key}"]["href"] == f"#connection-{connection.key}"
        number = overall.one("tr", id=f"connection-{connection.key}").all("a")[0]
        assert number["href"] == f"#overview--badge--{connection.key}"
    for endpoint in voice.endpoints:
        own = article(page(site, f"services/{endpoint.id}"))
        for badge in own.all("a", class_="badge"):
            target = own.one("tr", id=badge["href"].removeprefix("#"))
            assert target["data-connection"] == badge["data-connection"]
            assert target.all("a")[0]["href"] == f"#{badge['id']}"


def test_a_service_page_has_its_own_picture_tables_and_neighbours(site: Path, voice: Graph) -> None:
    for endpoint in voice.endpoints:
        own = article(page(site, f"services/{endpoint.id}"))
        assert own.one("svg", class_="diagram")["data-view"] == f"service--{endpoint.id}"
        ids = [tr["id"] for tr in own.all("tr") if "data-connection" in tr.attributes]
        incoming = [f"{endpoint.id}--in--connection-{c.key}" for c in voice.incoming(endpoint.id)]
        outgoing = [f"{endpoint.id}--out--connection-{c.key}" for c in voice.outgoing(endpoint.id)]
        assert ids == incoming + outgoing
        neighbours = {other.id for other in (*voice.callers(endpoint.id), *voice.callees(endpoint.id))}
        linked = {tag.get("href") for tag in own.all("a")}
        assert {f"../{name}/" for name in neighbours} <= linked


def test_the_search_finds_a_port_on_service_pages_and_a_word_of_the_data_column_in_a_row(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    for words, wanted in (("12100", "services/voice-rq-service/"), ("voicemail IVR", "architecture/#connection-18")):
        places = {entry["location"] for entry in index["docs"] if words in entry["text"]}
        assert wanted in places, f"{words} is only on {places}"


def test_the_navigation_lists_every_service_by_name(site: Path, voice: Graph) -> None:
    navigation = tree(site / "index.html").one("nav", class_="md-nav--primary")
    links = [tag.get("href") for tag in navigation.all("a")]
    services = [href for href in links if href.startswith("services/")]
    ordered = sorted(voice.endpoints, key=lambda endpoint: (endpoint.name.casefold(), endpoint.id))
    assert services == ["services/", *(f"services/{endpoint.id}/" for endpoint in ordered)]


def test_the_pictures_lie_beside_the_pages(site: Path, voice: Graph) -> None:
    views = {file.stem for file in (site / "views").glob("*.svg")}
    assert views >= {"overview", "overview-repeated", *(f"service--{endpoint.id}" for endpoint in voice.endpoints)}
    for name, found in generated(site, voice).items():
        for figure in article(found).all("figure", class_="diagram-figure"):
            (picture,) = figure.all("svg", class_="diagram")
            opened = figure.one("figcaption").all("a")[-1]["href"]
            assert opened.endswith(f"views/{picture['data-view']}.svg"), name


def test_a_skip_link_leads_past_each_picture(site: Path, voice: Graph) -> None:
    for found in generated(site, voice).values():
        for figure in article(found).all("figure", class_="diagram-figure"):
            skip = figure.all("a")[0]
            assert "diagram-skip" in skip.classes
            assert figure.one("figcaption")["id"] == skip["href"].removeprefix("#")
