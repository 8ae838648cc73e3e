"""Editions: what is not for an audience, or not in a version of the product, is nowhere; the rest is as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagramgen.catalog import PAGES
from diagramgen.catalog import views as all_views
from diagramgen.config import Config
from diagramgen.edition import cut
from diagramgen.errors import ContentError, UsageError
from diagramgen.graph import Graph
from diagramgen.load import load
from diagramgen.pages.build import render
from diagramgen.pipeline import Project
from diagramgen.resolve import resolve
from diagramgen.schema import (
    HTTP,
    TCP,
    Architecture,
    Connection,
    Endpoint,
    FlowView,
    Link,
    MatrixView,
    Protocol,
    ProtocolView,
    Retired,
    SelectionView,
    Service,
    Step,
    Tag,
    Zone,
    ZoneView,
)
from diagramgen.schema.view import ListedView
from diagramgen.site import Site
from diagramgen.views.select import select
from tests.command import Command
from tests.drawing import context
from tests.site import build, change, shop_project
from tests.sitelinks import broken
from tests.strategies import AUDIENCES, VERSIONS, architectures, labelled_architectures

UNTIMED = [HealthCheck.too_slow, HealthCheck.data_too_large]

# The rule once more, as a reader of the documentation would put it.


def allowed(element: Any, audience: str | None, version: str | None) -> bool:
    """Whether an element's own labels let it be shown."""
    if audience and element.audience and audience not in element.audience:
        return False
    if version is None or isinstance(element, Link | Retired):
        return True
    place = VERSIONS.index
    starts, ends = element.since or VERSIONS[0], element.until
    return place(starts) <= place(version) and (ends is None or place(version) < place(ends))


def in_sight(element: Endpoint | Zone | Connection | None, audience: str | None, version: str | None) -> bool:
    """Whether an element and all that it stands in or leads to may be shown."""
    if element is None:
        return True
    fields = ("source", "destination", "zone", "parent")
    around = [getattr(element, field) for field in fields if hasattr(element, field)]
    return allowed(element, audience, version) and all(in_sight(other, audience, version) for other in around)


def edition(whole: Graph, audience: str | None, version: str | None) -> Graph | None:
    """The edition, where there is one."""
    seen = any(in_sight(endpoint, audience, version) for endpoint in whole.endpoints)
    named = {name for element in labelled(whole.architecture) for name in element.audience}
    known = whole.architecture.audiences or named
    if not seen or (audience and known and audience not in known):
        with pytest.raises(UsageError):
            cut(whole, audience, version)
        return None
    return cut(whole, audience, version)


def labelled(model: Architecture) -> Iterator[Any]:
    yield from (*model.zones, *model.endpoints, *model.connections, *model.views, *model.retired, *model.related)
    for endpoint in model.endpoints:
        yield from endpoint.links


def files_of(graph: Graph) -> dict[str, bytes]:
    found = context(graph.architecture)
    site = Site(found, render(PAGES, found))
    site.check_nothing_lost()
    return {artifact.path: artifact.content for artifact in site.artifacts()}


audiences = st.sampled_from([None, *AUDIENCES])
versions = st.sampled_from([None, *VERSIONS])


@settings(max_examples=200, suppress_health_check=UNTIMED)
@given(labelled_architectures(), audiences, versions)
def test_an_edition_shows_what_the_rule_says_and_as_it_was_written(
    model: Architecture, audience: str | None, version: str | None
) -> None:
    whole = resolve(model)
    graph = edition(whole, audience, version)
    if graph is None:
        return
    kept = graph.architecture
    assert [e.id for e in kept.endpoints] == [e.id for e in model.endpoints if in_sight(e, audience, version)]
    assert [z.id for z in kept.zones] == [z.id for z in model.zones if in_sight(z, audience, version)]
    shown = [c for c in model.connections if in_sight(c, audience, version)]
    for got, written in zip(kept.connections, shown, strict=True):
        ends = {"source": graph.endpoint(written.source.id), "destination": graph.endpoint(written.destination.id)}
        assert got == written.model_copy(update=ends)
        assert got.number == written.number
        assert graph.resolved(got).derived == whole.resolved(written).derived
    for got_end in kept.endpoints:
        written_end = whole.endpoint(got_end.id)
        links = tuple(link for link in written_end.links if allowed(link, audience, version))
        assert got_end == written_end.model_copy(update={"links": links})
    assert list(kept.related) == [link for link in model.related if allowed(link, audience, version)]
    assert list(kept.retired) == [gone for gone in model.retired if allowed(gone, audience, version)]
    assert {p.id for p in graph.protocols} >= {c.protocol.id for c in graph.connections}


def content(graph: Graph, view: ListedView) -> tuple[set[str], list[str]]:
    """What a view shows: ids of endpoints, and connections by the mark that they carry (steps in their order)."""
    if isinstance(view, FlowView):
        return set(), ["".join(step.connection.tags) for step in view.steps]
    include: Any = getattr(view, "include", ())
    if isinstance(view, ZoneView | ProtocolView):
        include = (view.zone if isinstance(view, ZoneView) else view.protocol,)
    ends, connections = select(graph, include, getattr(view, "exclude", ()))
    return {end.id for end in ends}, ["".join(c.tags) for c in connections]


@settings(max_examples=200, suppress_health_check=UNTIMED)
@given(labelled_architectures(), audiences, versions)
def test_a_view_of_an_edition_is_the_view_less_what_is_hidden(
    model: Architecture, audience: str | None, version: str | None
) -> None:
    whole = resolve(model)
    graph = edition(whole, audience, version)
    if graph is None:
        return
    ends = {endpoint.id for endpoint in graph.endpoints}
    carried = {"".join(connection.tags) for connection in graph.connections}
    kept = {view.__dict__["id"]: view for view in graph.architecture.views}
    for view in model.views:
        before = content(whole, view)
        after = before[0] & ends, [mark for mark in before[1] if mark in carried]
        name = view.__dict__["id"]
        if name in kept:
            assert allowed(view, audience, version)
            assert (type(kept[name]), kept[name].__dict__["title"]) == (type(view), view.__dict__["title"])
            shown, marks = content(graph, kept[name])
            assert (shown - after[0], marks) == (set(), after[1])
            # Who was there only for what he speaks, and speaks it with nobody any more, is not there.
            used = {end.id for c in graph.connections if "".join(c.tags) in marks for end in (c.source, c.destination)}
            assert not (after[0] - shown) & used
            assert shown == after[0] or not isinstance(view, ZoneView)
        elif allowed(view, audience, version):
            what_counts = after[0] if isinstance(view, ZoneView) else after[1]
            assert not what_counts, "only a view without anything to show is left out"


@settings(max_examples=12, suppress_health_check=UNTIMED)
@given(labelled_architectures(), st.sampled_from(AUDIENCES), versions)
def test_nothing_of_what_is_hidden_is_in_any_file(model: Architecture, audience: str, version: str | None) -> None:
    whole = resolve(model)
    graph = edition(whole, audience, version)
    if graph is None:
        return
    files = files_of(graph)
    text = "\n".join(files).lower() + b"\n".join(files.values()).decode("utf-8", "replace").lower()

    hidden = {mark_of(e) for e in model.endpoints if not in_sight(e, audience, version)}
    hidden |= {mark_of(z) for z in model.zones if not in_sight(z, audience, version)}
    hidden |= {mark_of(c) for c in model.connections if not in_sight(c, audience, version)}
    hidden |= {mark_of(e) for e in labelled(model) if not allowed(e, audience, version)}
    hidden |= {mark_of(v) for v in model.views} - {mark_of(v) for v in graph.architecture.views}
    spoken = {c.protocol.id for c in graph.connections}
    hidden |= {c.protocol.id for c in model.connections if c.protocol.id.startswith("zq")} - spoken
    assert [mark for mark in sorted(hidden) if mark in text] == []

    shown = {mark_of(e) for e in (*graph.endpoints, *graph.architecture.connections, *graph.architecture.retired)}
    assert [mark for mark in sorted(shown) if mark not in text] == []


def mark_of(element: Any) -> str:
    """What all text of an element holds and no other element does."""
    for field in ("url", "reason", "data", "id"):
        if isinstance(found := getattr(element, field, None), str):
            return next(word.rstrip(".") for word in found.removesuffix(".md").split() if word.startswith("zq"))
    raise AssertionError(element)


@settings(max_examples=50, suppress_health_check=UNTIMED)
@given(architectures(), audiences, versions)
def test_without_labels_every_edition_is_the_full_one(
    model: Architecture, audience: str | None, version: str | None
) -> None:
    whole = resolve(model)
    assert cut(whole, audience, version) == whole
    assert cut(whole) is whole


@settings(max_examples=5, suppress_health_check=UNTIMED)
@given(architectures(max_endpoints=3, max_connections=4))
def test_without_labels_every_edition_has_the_same_bytes(model: Architecture) -> None:
    whole = resolve(model)
    assert files_of(cut(whole, "external", "2.0")) == files_of(whole)


# One model, by hand

INTERNAL = Zone(id="internal", name="Staff only", audience=["internal"])
INNER = Zone(id="inner", name="Inner", parent=INTERNAL)
A = Service(
    id="a",
    name="A",
    links=[Link(title="Manual", url="a.md"), Link(title="Runbook", url="run.md", audience=["internal"])],
)
B = Service(id="b", name="B", tags=["core"], since="2.0")
SECRET = Service(id="secret", name="Secret", tags=["hush"], zone=INNER)
OWN = Protocol(id="own", name="Own")
AB = Connection(number=1, source=A, destination=B, protocol=TCP)
AS = Connection(number=2, source=A, destination=SECRET, protocol=OWN)
BA = Connection(number=3, source=B, destination=A, protocol=HTTP, audience=["internal", "partners"])


def model(**more: Any) -> Architecture:
    fields: dict[str, Any] = {
        "title": "Model",
        "audiences": ["external", "internal", "partners"],
        "zones": [INTERNAL, INNER],
        "protocols": [OWN],
        "endpoints": [A, B, SECRET],
        "connections": [AB, AS, BA],
    }
    return Architecture(**(fields | more))


def numbers(graph: Graph) -> list[int | None]:
    return [connection.number for connection in graph.connections]


@pytest.mark.parametrize(
    ("audience", "version", "expected"),
    [
        (None, None, [1, 2, 3]),
        ("internal", None, [1, 2, 3]),
        ("partners", None, [1, 3]),
        ("external", None, [1]),
        (None, "1.9", [2]),
        (None, "2.0-rc1", [2]),
        (None, "2.0", [1, 2, 3]),
        ("external", "1.9", []),
        ("external", "2", [1]),
    ],
)
def test_numbers_stay(audience: str | None, version: str | None, expected: list[int]) -> None:
    assert numbers(cut(resolve(model()), audience, version)) == expected


def test_links_of_what_is_shown_are_cut_too() -> None:
    graph = cut(resolve(model()), "external")
    assert [link.title for link in graph.endpoint("a").links] == ["Manual"]
    assert [link.title for c in graph.connections for link in c.source.links] == ["Manual"]
    assert graph.protocols == (TCP,)


@pytest.mark.parametrize(
    "view",
    [
        SelectionView(id="v", title="V", include=[SECRET]),
        SelectionView(id="v", title="V", include=[INTERNAL]),
        SelectionView(id="v", title="V", include=[INNER]),
        SelectionView(id="v", title="V", include=[Tag(name="hush")]),
        SelectionView(id="v", title="V", include=[SECRET, TCP]),
        SelectionView(id="v", title="V", include=[OWN]),
        SelectionView(id="v", title="V", audience=["internal"]),
        SelectionView(id="v", title="V", audience=["external"], until="2.0"),
        MatrixView(id="v", include=[A, SECRET]),
        ZoneView(id="v", zone=INTERNAL),
        ZoneView(id="v", zone=INNER),
        ProtocolView(id="v", protocol=OWN),
        ProtocolView(id="v", protocol=HTTP),
        FlowView(id="v", title="V", steps=[Step(connection=AS), Step(connection=BA)]),
    ],
)
def test_a_view_of_what_is_hidden_does_not_become_one_of_everything(view: ListedView) -> None:
    assert [view.id for view in all_views(cut(resolve(model(views=[view])), "external", "2.0"))] == [
        *("overview", "overview-repeated", "service--a", "service--b"),
    ]


def test_a_view_loses_what_is_hidden_and_keeps_the_rest() -> None:
    views = [
        SelectionView(id="some", title="Some", include=[A, SECRET, Tag(name="hush"), OWN, TCP], exclude=[INTERNAL]),
        FlowView(id="walk", title="Walk", steps=[Step(connection=AS), Step(connection=AB, text="Then.")]),
    ]
    some, walk = cut(resolve(model(views=views)), "external").architecture.views
    assert isinstance(some, SelectionView)
    assert isinstance(walk, FlowView)
    assert (some.include, some.exclude) == ((A.model_copy(update={"links": A.links[:1]}), TCP), ())
    assert [(step.connection.number, step.text) for step in walk.steps] == [(1, "Then.")]


@pytest.mark.parametrize(
    ("audience", "version", "message"),
    [
        (
            "extrenal",
            None,
            "the model has no audience 'extrenal'\n    add it to the audiences of the architecture, or did you mean",
        ),
        ("", None, "audience: '' is not an identifier"),
        ("External", None, "audience: 'External' is not an identifier\n    use a-z and 0-9"),
        (None, "v2", "product version: 'v2' is not a version\n    write numbers with dots"),
        (None, "", "product version: '' is not a version"),
    ],
)
def test_a_setting_that_is_wrong_stops_the_build(audience: str | None, version: str | None, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        cut(resolve(model()), audience, version)
    assert str(caught.value).startswith(message)


def test_without_a_list_the_audiences_are_those_that_labels_name() -> None:
    whole = resolve(model(audiences=[]))
    assert numbers(cut(whole, "partners")) == [1, 3]
    with pytest.raises(UsageError, match="the model has no audience 'external'"):
        cut(whole, "external")


def test_an_edition_that_shows_nothing_is_refused() -> None:
    for_staff = [end.model_copy(update={"audience": ("internal",)}) for end in (A, B)]
    whole = resolve(model(zones=[], endpoints=for_staff, connections=[]))
    with pytest.raises(UsageError, match="nothing of the model is shown to the audience 'external' in the version '2'"):
        cut(whole, "external", "2")


def test_a_label_that_names_no_listed_audience_is_an_error() -> None:
    odd = A.model_copy(update={"links": [Link(title="M", url="m.md", audience=["inernal"])], "audience": ("extern",)})
    gone = Retired(number=9, since="1", reason="", audience=["staff"])
    with pytest.raises(ContentError) as caught:
        resolve(model(endpoints=[odd, B, SECRET], connections=[], retired=[gone], related=[odd.links[0]]))
    assert [problem.message for problem in caught.value.problems] == [
        "'extern' is not an audience of the architecture",
        "'staff' is not an audience of the architecture",
        "'inernal' is not an audience of the architecture",
        "'inernal' is not an audience of the architecture",
    ]
    assert "did you mean 'internal'" in caught.value.problems[-1].fix


# From a file to a folder

YAML = """\
title: Bookshop
audiences: [external, internal]
related:
  - {title: Runbooks, url: runbooks.md, audience: [internal]}
zones:
  - {id: staff, name: Staff, audience: [internal]}
endpoints:
  - {id: shop, kind: service, name: Web shop, links: [{title: Pager, url: pager.md, audience: [internal]}]}
  - {id: orders, kind: datastore, name: Orders, until: "9.10"}
  - {id: fraud, kind: service, name: Fraud check, zone: staff}
connections:
  - {number: 1, source: shop, destination: orders, protocol: postgres, data: Orders.}
  - {number: 2, source: shop, destination: fraud, protocol: https, data: Suspicions.}
  - {source: shop, destination: shop, protocol: tcp, data: Cluster, since: "9.10"}
views:
  - {id: caught, kind: flow, title: Caught, steps: [{connection: 2}], audience: [internal]}
  - {id: all, kind: matrix, since: "9.9"}
retired:
  - {number: 3, since: "1", reason: Spied., audience: [internal]}
"""


@pytest.fixture
def folder(tmp_path: Path, cache_dir: Path) -> Path:
    (tmp_path / "model.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "diagramgen.toml").write_text(f"cache_dir = '{cache_dir.as_posix()}'\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def command(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    return Command(folder, capfdbinary)


def test_labels_of_a_document(folder: Path) -> None:
    loaded = load("model.yaml", folder)
    shop, orders, _ = loaded.endpoints
    assert (shop.links[0].audience, orders.until, loaded.connections[2].since) == (("internal",), "9.10", "9.10")
    assert [(view.audience, view.since) for view in loaded.views] == [(("internal",), None), ((), "9.9")]
    assert (loaded.zones[0].audience, loaded.retired[0].audience) == (("internal",), ("internal",))
    assert (loaded.related[0].audience, loaded.audiences) == (("internal",), ("external", "internal"))


def test_places_survive_the_cut(folder: Path) -> None:
    found = Project("model.yaml", Config(audience="external"), folder)
    for element in (*found.graph.endpoints, *found.graph.architecture.connections, *found.graph.architecture.views):
        line = YAML.splitlines()[element.where.line - 1]
        assert element.where.file == "model.yaml"
        assert any(f"{key}: {value}" in line for key in ("id", "source") for value in _names(element))
    assert [c.where.line for c in found.graph.connections] == [12, 14]


def _names(element: Any) -> list[str]:
    return [getattr(element, "id", None) or element.source.id]


def test_a_free_number_is_free_in_the_whole_model(folder: Path) -> None:
    [warning] = Project("model.yaml", Config(audience="external", product_version="9.9"), folder).warnings
    assert warning.fix == "the next free number is 4"


def test_every_command_follows(command: Command) -> None:
    external = ("-q", "--audience", "external")
    assert [row["data"] for row in json.loads(command(*external, "table", "--format", "json").out)] == [
        *("Orders.", "Cluster"),
    ]
    assert command(*external, "--product-version", "9.9", "table", "--format", "csv").out.count("\n") == 2
    listed = command(*external, "views").out
    assert "fraud" not in listed
    assert "caught" not in listed
    assert "all  " in listed
    drawn = command(*external, "draw", "overview").out
    assert "Orders" in drawn
    assert "Fraud" not in drawn
    assert "fraud" not in command(*external, "measure").out
    refused = command(*external, "draw", "service--fraud")
    assert (refused.code, "there is no view 'service--fraud'" in refused.err) == (2, True)
    refused = command(*external, "table", "--service", "fraud")
    assert (refused.code, "there is no endpoint 'fraud'" in refused.err) == (2, True)


def test_the_command_line_wins_over_the_file(command: Command) -> None:
    with (command.folder / "diagramgen.toml").open("a", encoding="utf-8") as file:
        file.write('audience = "external"\nproduct_version = "9.9"\n')
    assert "Suspicions" not in command("-q", "table").out
    assert "Suspicions" in command("-q", "--audience", "internal", "table").out
    assert "Cluster" not in command("-q", "table").out
    assert "Cluster" in command("-q", "--product-version", "9.10", "table").out
    wrong = command("-q", "--audience", "interal", "table")
    assert (wrong.code, wrong.out) == (2, "")
    assert "did you mean 'internal'" in wrong.err
    assert command("-q", "--audience", "", "table").code == 2, "an empty variable must not publish everything"


def test_a_model_that_is_broken_out_of_sight_is_told_all_the_same(command: Command) -> None:
    change(command.folder / "model.yaml", "destination: fraud", "destination: fruad")
    failed = command("-q", "--audience", "external", "table")
    assert failed.code == 1
    assert "model.yaml:13: destination 'fruad' is not an endpoint" in failed.err


def test_an_edition_takes_the_place_of_another_in_a_folder(command: Command) -> None:
    change(command.folder / "model.yaml", "{source: shop,", "{number: 4, source: shop,")
    assert command("build", "--out", "out").code == 0
    out = command.folder / "out"
    assert (out / "services" / "fraud.md").exists()
    stale = command("-q", "--audience", "external", "build", "--out", "out", "--check")
    assert stale.code == 1
    assert "out/services/fraud.md: no longer generated" in stale.out
    assert command("-q", "--audience", "external", "build", "--out", "out").code == 0
    assert command("-q", "--audience", "external", "build", "--out", "out", "--check").code == 0
    for file in out.rglob("*"):
        text = file.relative_to(out).as_posix() + (file.read_text("utf-8", "replace") if file.is_file() else "")
        assert not [w for w in ("fraud", "Fraud", "Suspicions", "Staff", "Spied", "Pager", "Runbooks") if w in text]
    assert command("build", "--out", "out").code == 0
    assert (out / "services" / "fraud.md").exists()


# A whole site

WORDS = ("kafka", "stock levels", "sessions", "runbook", "events")


def internal(folder: Path) -> None:
    """Hide Kafka, one connection and a link of the shop."""
    file = folder / "model" / "__init__.py"
    hide = 'audience=["internal"]'
    change(file, 'events = Broker(id="events",', f'events = Broker({hide}, id="events",')
    change(file, 'Link(title="Runbook",', f'Link({hide}, title="Runbook",')
    change(file, "Connection(number=3,", f"Connection({hide}, number=3,")
    change(file, "Connection(source=bank", "Connection(number=9, source=bank")
    change(file, 'title="Shop",', 'title="Shop", audiences=["external", "internal"],')


@pytest.mark.slow
def test_a_site_says_nothing_of_what_is_hidden(tmp_path: Path, cache_dir: Path) -> None:
    folder = shop_project(tmp_path, cache_dir)
    internal(folder)
    mkdocs = folder / "mkdocs.yml"
    full = mkdocs.read_text(encoding="utf-8")
    change(folder / "docs" / "index.md", ", its [row 3](architecture.md#connection-3)", "")

    def texts() -> dict[str, str]:
        site = folder / "site"
        kinds = (".html", ".json", ".xml", ".svg", ".csv", "diagramgen.css")
        files = [file for file in site.rglob("*") if file.name.endswith(kinds)]
        read = {f.relative_to(site).as_posix(): f.read_text(encoding="utf-8").lower() for f in files}
        return {path: text.replace("pointer-events:", "") for path, text in read.items()}  # a word of CSS

    def found(words: tuple[str, ...]) -> set[tuple[str, str]]:
        return {(path, word) for path, text in texts().items() for word in words if word in path + text}

    assert build(folder, "--strict").returncode == 0
    assert {word for path, word in found(WORDS) if path == "search/search_index.json"} == set(WORDS)

    mkdocs.write_text(full.replace("diagramgen]", "diagramgen: {audience: external}]"), encoding="utf-8")
    done = build(folder, "--strict")
    assert done.returncode == 0, done.stderr
    assert found(WORDS) == set()
    assert broken(folder / "site") == []
    index = texts()["search/search_index.json"]
    assert "reserves what is ordered." in index

    mkdocs.write_text(full.replace("diagramgen]", "diagramgen: {audience: exernal}]"), encoding="utf-8")
    wrong = build(folder)
    assert wrong.returncode == 1
    assert "did you mean 'external'" in wrong.stderr


@pytest.mark.slow
def test_pages_that_a_full_build_left_behind_stay_out_of_the_site(
    tmp_path: Path, cache_dir: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    folder = shop_project(tmp_path, cache_dir, "")
    internal(folder)
    assert Command(folder, capfdbinary)("-q", "build", "--out", "docs").code == 0
    change(folder / "mkdocs.yml", "diagramgen]", "diagramgen: {audience: external}]")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert not (folder / "site" / "services" / "events").exists()
    assert not (folder / "site" / "views" / "service--events.svg").exists()
    assert (folder / "docs" / "services" / "events.md").exists(), "nothing is removed from a writer's folder"
    index = (folder / "site" / "search" / "search_index.json").read_text(encoding="utf-8").lower()
    assert [word for word in WORDS if word in index] == []
