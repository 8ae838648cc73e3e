"""Text of a model on a page: after Markdown, a reader sees what the model says, and nothing that it did not say."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings

from diagramgen.catalog import PAGES, views
from diagramgen.pages.build import render
from diagramgen.resolve import resolve
from diagramgen.schema import (
    TCP,
    Architecture,
    Connection,
    DataStore,
    FlowView,
    Link,
    MatrixView,
    OverviewView,
    Retired,
    SelectionView,
    Service,
    Step,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.table import row
from tests.drawing import context
from tests.htmlread import GREEDY, Tag
from tests.htmlread import render as read_markdown
from tests.strategies import architectures

OURS = {"h1", "h2", "h3", "p", "br", "strong", "em", "code", "pre", "hr", "ul", "ol", "li", "a", "span", "div"}
OURS |= {"blockquote", "figure", "figcaption", "dl", "dt", "dd", "svg", "path", "rect"}
OURS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
"""The elements that our templates, and an author's Markdown, make."""

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a|b \\| c",
    "{{ x }} {% y %} {# z #}",
    "[a](javascript:x) ![b](c) [^1] [1]: javascript:x",
    "`a` ``b`` ```",
    ":smile: :material-alert: ++ctrl+c++",
    '--8<-- "README.md"',
    "*x* _x_ **x** ~~x~~ ==x== ^x^ ~x~ $x$",
    "<!-- gone --> -->",
    "&lt; &amp;amp; &#60; &copy",
    '"quoted" \'too\' } onclick="alert(1)" {',
    "{: .a #b onclick=c }",
    "https://example.org/ www.example.org a@example.org",
    "1. a",
    "+ a",
    "# a #",
    "> a",
    "(c) (tm) --> 1/2",
    "*[HTML]: Hyper",
    "</td></tr></table><h1>out</h1>",
    "[ ] todo",
    "=== a",
    "!!! note",
    "\\*a\\* \\<b> \\",
)


def seen(tag: Tag) -> str:
    """What a reader sees of an element, its spaces made single; a heading without its own link."""
    hidden = "".join(child.text for child in tag.all("a", class_="headerlink"))
    return " ".join(tag.text.removesuffix(hidden).split())


def plain(text: str) -> str:
    return " ".join(text.split())


def foreign(page: Tag) -> list[str]:
    """Elements, handlers and addresses on a page that neither our templates nor an author's Markdown make."""
    found = []
    for tag in page.walk():
        if tag.name and tag.name not in OURS:
            found.append(f"<{tag.name}>")
        found += [f"{tag.name} {name}" for name in tag.attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "xlink:href"):
            address = re.sub(r"[\x00-\x20]", "", tag.get(name)).lower()
            scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
            if scheme and scheme[1] not in ("http", "https", "mailto"):
                found.append(f"{name}={address}")
    return found


def pages_of(architecture: Architecture, extensions: tuple[str, ...] = ()) -> dict[str, Tag]:
    found = render(PAGES, context(architecture))
    return {page.path: read_markdown(page.markdown, extensions) for page in found}


def table_rows(page: Tag) -> dict[str, list[str]]:
    """The rows of the connection tables by their ids."""
    return {tr["id"]: [seen(td) for td in tr.all("td")] for tr in page.all("tr") if "data-connection" in tr.attributes}


def check(architecture: Architecture, extensions: tuple[str, ...] = ()) -> None:
    """Everything that the pages print stands there as the model has it."""
    graph, pages = resolve(architecture), pages_of(architecture, extensions)
    assert {path: foreign(page) for path, page in pages.items()} == {path: [] for path in pages}
    overall = pages["architecture.md"]
    assert seen(overall.one("h1")) == plain(architecture.title)
    expected = {f"connection-{c.key}": [plain(cell) for cell in row(c)] for c in graph.connections}
    assert {key: cells[:7] for key, cells in table_rows(overall).items()} == expected
    for retired in architecture.retired:
        cells = [seen(td) for td in overall.one("tr", id=f"connection-{retired.number}").all("td")]
        assert cells == [str(retired.number), plain(retired.since), plain(retired.reason)]
    related = [seen(item) for item in overall.all("ul")[-1].all("li")] if architecture.related else []
    assert related == [plain(link.title) for link in architecture.related]
    assert ("Ports to open" in seen(overall.one("p", class_="diagram-ways"))) == ("ports.md" in pages)
    for view in views(graph):
        page = pages.get(f"views/{view.id}.md")
        if page is not None:
            assert seen(page.one("h1")) == plain(view.title)
        if page is not None and isinstance(view, FlowView):
            steps = [seen(item) for item in page.one("ol", class_="diagram-steps").all("li")]
            assert all(said.startswith(plain(step.text)) for said, step in zip(steps, view.steps, strict=True))
    listed = {seen(tr.all("a")[0]): tr for tr in pages["services/index.md"].all("tr") if tr.all("td")}
    for endpoint in graph.endpoints:
        page = pages[f"services/{endpoint.id}.md"]
        assert seen(page.one("h1")) == plain(endpoint.name)
        facts = {seen(dt): seen(dd) for dt, dd in zip(page.all("dt"), page.all("dd"), strict=True)}
        if endpoint.zone is not None:
            assert facts["Zone"].startswith(plain(" › ".join(zone.name for zone in endpoint.zone.path)))
        assert endpoint.tenancy_basis == "" or facts["Tenancy"].endswith(plain(endpoint.tenancy_basis))
        assert facts.get("Also called", "") == plain(", ".join(endpoint.aliases))
        assert facts.get("Owner", "") == plain(endpoint.owner)
        rows = table_rows(page)
        assert {key: cells[:7] for key, cells in rows.items()} == {
            f"{endpoint.id}--{side}--connection-{c.key}": [plain(cell) for cell in row(c)]
            for side, connections in (("in", graph.incoming(endpoint.id)), ("out", graph.outgoing(endpoint.id)))
            for c in connections
        }
        assert [seen(caption) for caption in page.all("caption")] == [
            plain(f"Connections that {endpoint.name} {verb}")
            for verb, connections in (
                ("accepts", graph.incoming(endpoint.id)),
                ("initiates", graph.outgoing(endpoint.id)),
            )
            if connections
        ]
        cells = [seen(td) for td in listed[plain(endpoint.name)].all("td")]
        assert cells[1] == plain(", ".join(endpoint.aliases))


def hostile(text: str) -> Architecture:
    """A model that says the same hostile thing wherever it can."""
    zone = Zone(id="zone", name=text)
    first = Service(
        id="first",
        name=text,
        aliases=[f"{text} as an alias"],
        zone=zone,
        tenancy=Tenancy.SINGLE,
        tenancy_basis=text,
        owner=text,
        tags=[text],
        links=[Link(title=text, url="index.md")],
        metadata={text: text},
    )
    second = DataStore(id="second", name=f"{text} again")
    connections = [
        Connection(
            number=1,
            source=first,
            source_label=f"{text} as an alias",
            destination=second,
            protocol=TCP,
            classification=text,
            data=text,
            encryption=text,
            authentication=text,
        ),
        Connection(source=second, destination=second, protocol=TCP, data=f"{text}\n{text}\n\n{text}"),
    ]
    return Architecture(
        title=text,
        related=[Link(title=text, url="index.md")],
        zones=[zone],
        endpoints=[first, second],
        connections=connections,
        views=[
            OverviewView(id="own", title=text),
            SelectionView(id="part", title=text),
            MatrixView(id="grid", title=text),
            FlowView(id="walk", title=text, steps=[Step(connection=connections[0], text=text)]),
            ZoneView(zone=zone),
        ],
        retired=[Retired(number=7, since=text, reason=text)],
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    check(hostile(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_where_a_site_has_many_extensions(text: str) -> None:
    check(hostile(text), GREEDY)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(architectures(max_endpoints=3, max_connections=4))
def test_any_text_of_a_model_is_shown_as_it_is(architecture: Architecture) -> None:
    check(architecture)
