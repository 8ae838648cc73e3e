"""The pages of changes: what they say, where they lead to, and in which order they stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diagramgen.config import ChangesConfig, Config
from diagramgen.pages import navigation
from diagramgen.pages.context import Ref
from diagramgen.pages.kinds import changes, release
from diagramgen.pages.kinds.changes import Line
from diagramgen.pages.kinds.release import BoundarySection, ChangeLine, PortLine, ReleasePage
from diagramgen.pages.tables import build as tables
from diagramgen.pipeline import Project
from diagramgen.scene import State
from diagramgen.site import Site
from tests.drawing import context, model, services
from tests.pages.test_golden import shown
from tests.svgread import faults, read
from tests.versions import PAY, PAY_MORE, REFUND, STORE, shop, write

OTHER = "{id: news, kind: service, name: 'News </td> {{ x }} | *y*', zone: cluster}"
MAIL = "{number: 4, source: news, destination: bank, protocol: http, data: Letters.}"
RETIRED = "retired: [{number: 3, since: '2.0', reason: Not needed.}]\n"
VIEW = "views: [{id: money, kind: selection, title: Money, include: [bank]}]\n"
VERSIONS = {
    "1.0": shop([STORE, PAY, REFUND]),
    "1.1": shop([STORE, PAY_MORE, REFUND, MAIL], endpoints=[OTHER], further=VIEW),
    "2.0": "title: [",
    "3.0": shop([STORE, PAY, MAIL], endpoints=[OTHER.replace("news", "letters")], further=RETIRED).replace(
        "source: news", "source: letters"
    ),
}
TODAY = VERSIONS["3.0"].replace("Orders.", "All orders.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("versions")
    for name, text in VERSIONS.items():
        write(folder, f"{name}.yaml", text)
    write(folder, "model.yaml", TODAY)
    wanted = ChangesConfig.model_validate({"versions": [{"name": name, "source": f"{name}.yaml"} for name in VERSIONS]})
    return Project("model.yaml", Config(changes=wanted, cache_dir="cache"), folder).site()


@pytest.fixture
def pages(site: Site) -> dict[str, ReleasePage]:
    return {page.title: page for page in release.build(site.context)}


def told(page: ReleasePage) -> Iterator[ChangeLine]:
    for section in (*page.security, *page.others):
        yield from section.lines


def test_a_site_has_them_when_it_is_asked_for_them() -> None:
    without = context(model(services(1)))
    assert changes.build(without) == ()
    assert release.build(without) == ()


def test_the_index_lists_the_newest_version_first(site: Site) -> None:
    [page] = changes.build(site.context)
    unread = "could not be read: 2.0.yaml:1: "
    assert [line if not line.said.startswith(unread) else line.version for line in page.lines] == [
        Line(Ref("Not yet released", "unreleased/"), "", "3.0", "1 changed", "–", "–"),
        Line(Ref("3.0", "3.0/"), "", "1.1", "1 removed, 1 changed", "1 changed", "2 to close"),
        Ref("2.0", ""),
        Line(Ref("1.1", "1.1/"), "", "1.0", "1 added, 1 changed", "1 added", "1 to open, 1 cannot be said"),
        Line(Ref("1.0", ""), "", "", "", "", "", "the first version, with 3 connections"),
    ]


def test_a_page_leads_to_the_version_before_and_the_one_behind(pages: dict[str, ReleasePage]) -> None:
    around = {title: (page.heading, page.since, page.later) for title, page in pages.items()}
    assert around == {
        "Not yet released": ("Not yet released: changes since 3.0", Ref("3.0", "3.0.md"), None),
        "3.0": ("Changes in 3.0", Ref("1.1", "1.1.md"), Ref("Not yet released", "unreleased.md")),
        "1.1": ("Changes in 1.1", Ref("1.0", ""), Ref("3.0", "3.0.md")),
    }


def test_changes_stand_in_the_order_of_what_matters_and_lead_to_the_site_of_today(
    pages: dict[str, ReleasePage],
) -> None:
    view = "changes--1-1--connection-"
    first = "../../architecture/#connection-"
    assert [section.title for section in (*pages["1.1"].security, *pages["1.1"].others)] == [
        "What matters to security",
        "Text and looks",
    ]
    name = "News </td> {{ x }} | *y*"
    assert list(told(pages["1.1"])) == [
        ChangeLine(
            f"{view}4",
            "4",
            State.ADDED,
            Ref("connection 4", f"{first}4"),
            f" added: {name} → Bank, HTTP, ports not stated, Egress",
            "added",
        ),
        ChangeLine(
            f"{view}2",
            "2",
            State.CHANGED,
            Ref("connection 2", f"{first}2"),
            ": port 443 → 443, 8443; adds 8443",
            "port",
        ),
        ChangeLine("", "", State.ADDED, Ref(name, ""), " added: service, Cluster, tenancy unknown", "added"),
        ChangeLine("", "", State.CHANGED, Ref("view Money", ""), " added", "view"),
    ]


def test_a_number_that_is_retired_today_leads_to_where_it_says_so(pages: dict[str, ReleasePage]) -> None:
    [line] = [line for line in told(pages["3.0"]) if line.state is State.REMOVED and line.connection == "3"]
    assert line.about == Ref("connection 3", "../../architecture/#connection-3")


def test_ports_stand_by_boundary_with_what_cannot_be_said(pages: dict[str, ReleasePage]) -> None:
    name = "News </td> {{ x }} | *y*"
    two, four = (Ref(number, f"../../architecture/#connection-{number}") for number in "24")
    assert pages["1.1"].ports == (
        BoundarySection(
            "ports-1",
            "Cluster → Internet (across the cluster's boundary)",
            (
                PortLine("open", State.ADDED, "TCP 8443", "Web shop", "Bank", (two,), ""),
                PortLine(
                    "cannot be said",
                    None,
                    "",
                    name,
                    "Bank",
                    (four,),
                    "what to open for connection 4: the model states no port",
                ),
            ),
        ),
    )
    assert pages["1.1"].file == "../../assets/tables/changes--1-1.csv"
    assert (pages["Not yet released"].ports, pages["Not yet released"].file) == ((), "")


def test_the_ports_are_a_file_too(site: Site) -> None:
    files = {file.path: file.content.decode() for file in tables(site.context)}
    why = "what to open for connection 4: the model states no port"
    assert files["assets/tables/changes--1-1.csv"].splitlines() == [
        "From zone,To zone,What to do,Transport,Port,Source,Destination,Connections,Note",
        "Cluster,Internet,open,TCP,8443,Web shop,Bank,2,",
        f"Cluster,Internet,cannot be said,TCP,,News </td> {{{{ x }}}} | *y*,Bank,4,{why}",
    ]
    assert "assets/tables/changes--unreleased.csv" not in files


def test_the_pages_are_as_they_were_accepted(site: Site, golden: Callable[[str, str], None]) -> None:
    for page in site.pages:
        if page.path.startswith("changes/"):
            golden(page.path, shown(page.path, site.filled(page).encode()))


def test_what_a_model_says_stays_text(site: Site) -> None:
    texts = {page.path: page.markdown for page in site.pages if page.path.startswith("changes/")}
    assert "News &lt;/td&gt; &#123;&#123; x &#125;&#125; | *y* → Bank" in texts["changes/1.1.md"]
    for text in texts.values():
        assert "</td> {{" not in text
        assert "{{ x" not in text


def test_every_picture_keeps_the_contract(site: Site) -> None:
    assert site.context.releases is not None
    drawn = site.context.releases.drawn()
    assert sorted(drawn) == ["changes--1-1", "changes--3-0", "changes--unreleased"]
    for view in drawn:
        assert faults(read(site.inline(view, drawn[view].view))) == []


def test_boxes_and_numbers_lead_to_what_is_still_there(site: Site) -> None:
    root = read(site.inline("changes--1-1", "changes/1.1.md"))
    links = {badge.connection: badge.element.attrib["href"] for badge in root.badges}
    assert links == {number: f"../../architecture/#connection-{number}" for number in "1234"}
    nodes = {node.get("data-id"): node.find(".//{*}a").get("href") for node in root.root.iter() if node.get("data-id")}  # type: ignore[union-attr]
    assert nodes == {
        "bank": "../../services/bank/",
        "news": "#changes--1-1--node--news",
        "orders": "../../services/orders/",
        "shop": "../../services/shop/",
    }
    own = read(site.inline("changes--1-1", "views/changes--1-1.svg"))
    assert own.badges[0].element.attrib["href"] == "../architecture/#connection-1"


def test_every_link_on_the_pages_leads_somewhere(site: Site) -> None:
    ids = {page.path: _ids(site.filled(page)) for page in site.pages}
    known = {site.context.urls.url(path): path for path in ids}
    for page in site.pages:
        if page.path.startswith("changes/"):
            for href in _hrefs(site.filled(page)):
                path, _, place = href.partition("#")
                if path.endswith((".csv", ".svg")):
                    continue
                folder = Path("/", site.context.urls.url(page.path))
                target = known.get(_joined(folder, path)) if path else page.path
                assert target is not None, href
                assert not place or place in ids[target], href


def test_dark_pictures_have_colours_of_their_own(site: Site) -> None:
    [sheet] = [file.content.decode() for file in site.beside() if file.path.endswith(".css")]
    scope = '[data-md-color-scheme="slate"] .diagram[data-view^="changes--"]'
    for rule in (".band.added", ".band.removed", ".band.changed", ".gutter", ".protocol-https .spine"):
        assert f"{scope} {rule}" in sheet
    assert len([line for line in sheet.splitlines() if f"{scope} .gutter" in line]) == 1


def test_pages_stand_by_version_in_the_navigation(site: Site) -> None:
    titles = {page.path: page.title for page in site.pages} | {"changes/how.md": "How we release"}
    ranks = navigation.ranks_of(site.context.releases)
    nav = navigation.expanded([{"Changes": "changes/"}], titles, {"changes/"}, {}, ranks)
    listed = ["changes/index.md", "changes/how.md", "changes/unreleased.md", "changes/3.0.md", "changes/1.1.md"]
    assert nav == [{"Changes": listed}]


def _ids(text: str) -> set[str]:
    return {*re.findall(r'\bid="([^"]+)"', text), *re.findall(r"\{ #([^ }]+) \}", text)}


def _hrefs(text: str) -> list[str]:
    return re.findall(r'\bhref="([^"]+)"', text)


def _joined(folder: Path, path: str) -> str:
    found = posixpath.normpath(posixpath.join(folder.as_posix(), path)).lstrip("/")
    return f"{found}/" if found else ""
