"""Random models for hypothesis: valid, and as odd as the schema allows.

`architectures()` gives whole models with endpoints of every kind, nested zones, connections of an
endpoint with itself, parallel ones, unnumbered ones, own protocols, and text that means something in
HTML, Markdown, YAML, CSV or a template. `graphs()` gives them resolved; the smaller strategies make
one part each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.schema import (
    Architecture,
    Boundary,
    Broker,
    Classification,
    Connection,
    DataStore,
    Endpoint,
    ExternalSystem,
    FlowView,
    Hubs,
    Link,
    MatrixView,
    OverviewView,
    Person,
    Ports,
    Protocol,
    ProtocolView,
    Retired,
    SelectionView,
    Service,
    Status,
    Step,
    Tag,
    Tenancy,
    Zone,
    ZoneView,
)
from diagramgen.schema.base import Metadata
from diagramgen.schema.identifier import RESERVED
from diagramgen.schema.protocol import BUILT_IN
from diagramgen.schema.view import ListedView, Selector

T = TypeVar("T")

# A busy machine is no defect: nothing is timed, neither a test nor the making of its models.
settings.register_profile("diagramgen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("diagramgen")

ODD = (
    "<b>&amp;</b>",
    "</svg><script>alert(1)</script>",
    "]]> -->",
    "a|b \\| c",
    "`x|y` ``",
    "*a* _b_ ~~c~~ ^d^ ==e== $f$ ++g++ :smile:",
    "[a](javascript:alert) ![b](c) [^1]",
    "# 1. - + * > a",
    "{{ a }} {% b %} {# c #} ${d} %s \\1",
    "=1+1",
    "@SUM(A1)",
    "\"quoted\" 'too', with; commas",
    "a: b #c",
    "12:30",
    "www.example.org https://example.org/?a=1&b=2",
    "日本語の名前",
    "שלום \u202eabc",
    "e\u0301 👩\u200d👩\u200d👧 \u00a0 \ufeff \u2028 é",
    "W" * 60,
)
"""Text that breaks what is careless about escaping, splitting or measuring."""

LINE = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
"""Any character that a name may have."""


@cache
def texts() -> st.SearchStrategy[str]:
    """Plain text, of several lines at times; it may be empty."""
    several = st.lists(st.sampled_from(ODD), max_size=3).map("\n".join)
    return st.sampled_from(("", *ODD)) | several | st.text(LINE | st.sampled_from("\n\t"), max_size=20)


@cache
def names() -> st.SearchStrategy[str]:
    """One line of visible text without space around it."""
    free = st.text(LINE, min_size=1, max_size=12).map(str.strip).filter(bool)
    return st.sampled_from([text.strip() for text in ODD]) | free


@cache
def markdown() -> st.SearchStrategy[str]:
    """Markdown that is whole: what it opens it closes, so that it ends where it ends."""
    pieces = ["", "Some *text* and `code`.", "A [link](https://example.org/).\n\n* a\n* b", "<b>HTML</b> 1 < 2 & 3"]
    return st.sampled_from(pieces)


@cache
def ids() -> st.SearchStrategy[str]:
    """Identifiers."""
    return st.from_regex(r"[abz019]{1,4}(-[abz019]{1,3}){0,2}", fullmatch=True).filter(
        lambda name: name not in RESERVED
    )


@cache
def port_numbers() -> st.SearchStrategy[int]:
    """A port."""
    return st.integers(1, 65535)


@cache
def port_items() -> st.SearchStrategy[str]:
    """One item of a specification: a port, a range or a choice, perhaps configurable."""
    rising = st.lists(port_numbers(), min_size=2, max_size=2, unique=True).map(sorted)
    item = (
        port_numbers().map(str)
        | rising.map(lambda ends: f"{ends[0]}-{ends[1]}")
        | st.lists(port_numbers(), min_size=2, max_size=4).map(lambda ports: "/".join(map(str, ports)))
    )
    return st.builds(str.__add__, item, st.sampled_from(["", "*"]))


@cache
def port_specifications() -> st.SearchStrategy[str]:
    """The whole grammar of ports."""
    return st.just("N/A") | st.lists(port_items(), min_size=1, max_size=4).map(", ".join)


@cache
def ports() -> st.SearchStrategy[Ports | str | int | None]:
    """All that an author may write for ports."""
    unknown = st.builds(Ports.unknown, texts(), st.just("") | names())
    return st.none() | port_numbers() | port_specifications() | unknown


@cache
def metadata() -> st.SearchStrategy[Metadata]:
    """Facts of an author's own."""
    values = texts() | st.integers(-(2**53), 2**53) | st.booleans() | st.floats(-1e6, 1e6)
    return st.just({}) | st.dictionaries(names(), values, min_size=1, max_size=2)


@cache
def links() -> st.SearchStrategy[Link]:
    """Links that are allowed."""
    urls = ['https://example.org/?a=1&b="2"#c\'d', "mailto:team@example.org", "index.md", "#part", "../a(b)"]
    return st.builds(Link, title=names(), url=st.sampled_from(urls))


@st.composite
def zones(draw: st.DrawFn, max_size: int = 3) -> list[Zone]:
    """Zones, some of them inside of others, with or without a side of the boundary."""
    made: list[Zone] = []
    for zone_id in draw(_distinct(ids(), 0, max_size)):
        made.append(
            Zone(
                id=zone_id,
                name=draw(names()),
                parent=draw(st.sampled_from([None, *made])),
                boundary=draw(st.sampled_from([None, *Boundary])),
                trust=draw(st.sampled_from([None, -1, 0, 5])),
            )
        )
    return made


@st.composite
def endpoints(draw: st.DrawFn, among: Sequence[Zone] = (), min_size: int = 1, max_size: int = 5) -> list[Endpoint]:
    """Endpoints of all kinds; no name or alias belongs to two of them."""
    taken: set[str] = set()

    def fresh(name: str) -> str:
        while name in taken:
            name += "'"
        taken.add(name)
        return name

    kinds: list[type[Endpoint]] = [Service, DataStore, Broker, ExternalSystem, Person]
    return [
        draw(st.sampled_from(kinds))(
            id=endpoint_id,
            name=fresh(draw(names())),
            aliases=[fresh(alias) for alias in draw(_few(names()))],
            zone=draw(st.sampled_from([None, *among])),
            tenancy=draw(st.sampled_from(Tenancy)),
            tenancy_basis=draw(texts()),
            summary=draw(markdown()),
            owner=draw(texts()),
            links=draw(_few(links())),
            tags=draw(_few(names())),
            icon=draw(st.sampled_from([None, "onprem.inmemory.Redis", "generic.storage.Storage"])),
            metadata=draw(metadata()),
        )
        for endpoint_id in draw(_distinct(ids(), min_size, max_size))
    ]


@cache
def protocols() -> st.SearchStrategy[list[Protocol]]:
    """Protocols of a model's own; one of them may have the id of a built-in one."""
    own = st.builds(
        Protocol,
        id=ids() | st.sampled_from([protocol.id for protocol in BUILT_IN]),
        name=names(),
        application=st.none() | names(),
        default_port=st.none() | port_numbers(),
        legend=st.none() | names(),
        color=st.sampled_from([None, "#0a0B0c"]),
        dash=st.sampled_from([None, "solid", "dash-dot-dot"]),
    )
    return st.just([]) | st.lists(own, min_size=1, max_size=2, unique_by=lambda protocol: protocol.id)


@st.composite
def connections(
    draw: st.DrawFn,
    ends: Sequence[Endpoint],
    spoken: Sequence[Protocol] = BUILT_IN,
    min_size: int = 0,
    max_size: int = 8,
) -> list[Connection]:
    """Connections between these endpoints: with themselves, parallel, and without a number too."""
    made: list[Connection] = []
    for number in draw(_distinct(st.integers(1, 200), min_size, max_size)):
        if draw(st.booleans()) and made:
            like = draw(st.sampled_from(made))
            source, destination, protocol = like.source, like.destination, like.protocol
        else:
            source, destination = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
            protocol = draw(st.sampled_from(spoken))
        made.append(
            Connection(
                number=draw(st.sampled_from([number, number, None])),
                source=source,
                source_label=draw(st.sampled_from([None, source.name, *source.aliases])),
                destination=destination,
                destination_label=draw(st.sampled_from([None, destination.name, *destination.aliases])),
                protocol=protocol,
                ports=draw(ports()),
                classification=draw(st.sampled_from([None, *map(str, Classification), "Own <word>"])),
                data=draw(texts()),
                encryption=draw(texts()),
                authentication=draw(texts()),
                status=draw(st.sampled_from(Status)),
                tags=draw(_few(names())),
                metadata=draw(metadata()),
            )
        )
    return made


@st.composite
def views(
    draw: st.DrawFn,
    ground: Sequence[Zone],
    ends: Sequence[Endpoint],
    spoken: Sequence[Protocol],
    steps: Sequence[Connection],
    max_size: int = 2,
) -> list[ListedView]:
    """Views of all kinds that a model may list; flows along connections with a number only, as in a document."""
    tags = [Tag(name=tag) for endpoint in ends for tag in endpoint.tags]
    choices: list[Selector] = [*ends, *ground, *spoken, *Tenancy, *tags]
    chosen = _few(st.sampled_from(choices))
    numbered = [connection for connection in steps if connection.number is not None]

    def view(view_id: str) -> ListedView:
        title, hubs = draw(names()), draw(st.sampled_from(Hubs))
        kind = draw(st.sampled_from(["overview", "selection", "matrix", "zone", "protocol", "flow"]))
        if kind == "selection":
            return SelectionView(id=view_id, title=title, include=draw(chosen), exclude=draw(chosen), hubs=hubs)
        if kind == "matrix":
            return MatrixView(id=view_id, title=title, include=draw(chosen), exclude=draw(chosen))
        if kind == "zone" and ground:
            return ZoneView(id=view_id, title=title, zone=draw(st.sampled_from(ground)))
        if kind == "protocol":
            return ProtocolView(id=view_id, title=title, protocol=draw(st.sampled_from(spoken)))
        if kind == "flow" and numbered:
            step = st.builds(Step, connection=st.sampled_from(numbered), text=texts())
            return FlowView(id=view_id, title=title, steps=draw(st.lists(step, min_size=1, max_size=3)))
        return OverviewView(id=view_id, title=title, hubs=hubs)

    return [view(view_id) for view_id in draw(_distinct(ids(), 0, max_size))]


@st.composite
def architectures(
    draw: st.DrawFn,
    min_endpoints: int = 1,
    max_endpoints: int = 5,
    min_connections: int = 0,
    max_connections: int = 8,
) -> Architecture:
    """Whole models that load and resolve."""
    ground = draw(zones())
    ends = draw(endpoints(ground, min_endpoints, max_endpoints))
    own = draw(protocols())
    spoken = [*own, *(protocol for protocol in BUILT_IN if protocol.id not in {listed.id for listed in own})]
    made = draw(connections(ends, spoken, min_connections, max_connections))
    used = {connection.number for connection in made}
    gone = [number for number in draw(_distinct(st.integers(1, 300), 0, 2)) if number not in used]
    return Architecture(
        title=draw(names()),
        summary=draw(markdown()),
        introduction=draw(markdown()),
        related=draw(_few(links())),
        zones=ground,
        protocols=own,
        endpoints=ends,
        connections=made,
        views=draw(views(ground, ends, spoken, made)),
        retired=[Retired(number=number, since=draw(names()), reason=draw(texts())) for number in gone],
    )


AUDIENCES = ("external", "partners", "internal")
VERSIONS = ("1.9", "1.10", "2.0-rc1", "2.0", "3")
"""Versions of a product, rising."""


@cache
def labels() -> st.SearchStrategy[dict[str, Any]]:
    """An audience, and versions that rise; nothing at times."""
    audiences: st.SearchStrategy[list[str]] = st.just([]) | st.lists(
        st.sampled_from(AUDIENCES), min_size=1, max_size=2, unique=True
    )
    span = st.lists(st.sampled_from(VERSIONS), min_size=2, max_size=2, unique=True).map(
        lambda found: sorted(found, key=VERSIONS.index)
    )
    since, until = span.map(lambda found: {"since": found[0]}), span.map(lambda found: {"until": found[1]})
    both = span.map(lambda found: {"since": found[0], "until": found[1]})
    versions: st.SearchStrategy[dict[str, str]] = st.just({}) | since | until | both
    return st.just({}) | st.builds(lambda names, span: {"audience": names, **span}, audiences, versions)


@st.composite
def labelled_architectures(draw: st.DrawFn) -> Architecture:
    """Whole models with labels on anything. All text of an element holds its mark, which stands nowhere else."""
    count = iter(range(1000))

    def mark() -> str:
        return f"zq{next(count)}x"

    def some_links() -> list[Link]:
        marks = [mark() for _ in range(draw(st.integers(0, 2)))]
        return [Link(title=m, url=f"{m}.md", audience=draw(labels()).get("audience", ())) for m in marks]

    ground: list[Zone] = []
    for _ in range(draw(st.integers(0, 3))):
        m = mark()
        ground.append(Zone(id=m, name=m.upper(), parent=draw(st.sampled_from([None, *ground])), **draw(labels())))
    ends: list[Endpoint] = []
    for _ in range(draw(st.integers(1, 5))):
        m = mark()
        kind = draw(st.sampled_from([Service, DataStore, Broker, ExternalSystem, Person]))
        common: dict[str, Any] = dict.fromkeys(("tenancy_basis", "summary", "owner"), f"Text {m}.")
        lists: dict[str, Any] = {"aliases": [f"also {m}"], "tags": [f"tag {m}"], "metadata": {f"key_{m}": m}}
        place: dict[str, Any] = {"zone": draw(st.sampled_from([None, *ground])), "links": some_links()}
        ends.append(kind(id=m, name=f"Name {m}", **common, **lists, **place, **draw(labels())))
    own = [Protocol(id=m, name=f"Name {m}", legend=draw(st.sampled_from([None, m]))) for m in (mark(), mark())]
    spoken = [*own, *BUILT_IN[:2]]
    made: list[Connection] = []
    for number in draw(_distinct(st.integers(1, 200), 0, 8)):
        m = mark()
        texts: dict[str, Any] = dict.fromkeys(("data", "encryption", "authentication", "classification"), f"Text {m}.")
        made.append(
            Connection(
                number=draw(st.sampled_from([number, number, number, None])),
                source=draw(st.sampled_from(ends)),
                destination=draw(st.sampled_from(ends)),
                protocol=draw(st.sampled_from(spoken)),
                **texts,
                tags=[f"tag {m}"],
                metadata={f"key_{m}": m},
                **draw(labels()),
            )
        )
    tags = [Tag(name=tag) for end in ends for tag in end.tags] + [Tag(name=tag) for c in made for tag in c.tags]
    choices: list[Selector] = [*ends, *ground, *{c.protocol.id: c.protocol for c in made}.values(), *tags]
    chosen = _few(st.sampled_from(choices))
    listed: list[ListedView] = []
    for _ in range(draw(st.integers(0, 3))):
        m, label = mark(), draw(labels())
        named: dict[str, Any] = {"id": m, "title": f"Title {m}", **label}
        kinds: list[ListedView] = [
            OverviewView(**named),
            SelectionView(include=draw(chosen), exclude=draw(chosen), **named),
            MatrixView(include=draw(chosen), exclude=draw(chosen), **named),
            ProtocolView(protocol=draw(st.sampled_from(spoken)), **named),
            *(ZoneView(zone=zone, **named) for zone in ground),
        ]
        if made:
            walk = draw(st.lists(st.sampled_from(made), min_size=1, max_size=3))
            told = [Step(connection=c, text=f"Step of {''.join(c.tags)}") for c in walk]
            kinds += [FlowView(steps=told, **named)] * 2
        listed.append(draw(st.sampled_from(kinds)))
    gone = [
        Retired(number=number, since="1", reason=f"Reason {mark()}", audience=draw(labels()).get("audience", ()))
        for number in draw(_distinct(st.integers(201, 300), 0, 2))
    ]
    return Architecture(
        title="Model",
        audiences=draw(st.sampled_from([(), AUDIENCES])),
        related=some_links(),
        zones=ground,
        protocols=draw(st.sampled_from([[], own, own[:1]])),
        endpoints=ends,
        connections=made,
        views=listed,
        retired=gone,
    )


def graphs(
    min_endpoints: int = 1, max_endpoints: int = 5, min_connections: int = 0, max_connections: int = 8
) -> st.SearchStrategy[Graph]:
    """Whole models, resolved."""
    return architectures(min_endpoints, max_endpoints, min_connections, max_connections).map(resolve)


def _few(values: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    """None mostly, or one."""
    return st.just([]) | st.lists(values, min_size=1, max_size=1)


def _distinct(values: st.SearchStrategy[T], min_size: int, max_size: int) -> st.SearchStrategy[list[T]]:
    return st.lists(values, min_size=min_size, max_size=max_size, unique=True)
