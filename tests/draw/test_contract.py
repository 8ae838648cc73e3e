"""The contract of a picture's SVG, point by point, on every picture of two models."""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings

from diagramgen.draw.theme import DARK, LIGHT
from diagramgen.graph import Graph
from diagramgen.resolve import resolve
from diagramgen.schema import Architecture, Service
from diagramgen.site import Site
from tests.draw.conftest import changed, everything
from tests.drawing import difference, svgs
from tests.strategies import architectures
from tests.svgread import (
    SVG,
    Drawing,
    DrawnLine,
    Element,
    Rect,
    around,
    flatten,
    line_distance,
    meetings,
    read,
    tag,
    with_class,
)

KINDS = {"service", "datastore", "broker", "external", "person"}
STATES = {"added", "removed", "changed", "same"}
"""What everything on a picture of differences is one of, and nothing on any other picture."""
TENANCIES = {"tenancy-single", "tenancy-multi", "tenancy-mixed", "tenancy-not-applicable", "tenancy-unknown"}
ALLOWED = {"svg", "title", "desc", "style", "defs", "symbol", "image", "use", "g", "a", "path", "rect", "text"}
COLOUR = re.compile(r"#[0-9a-f]{6}")
NUMBER = r"-?\d+(?:\.\d{1,2})?"


@pytest.fixture(params=["voice", "everything", "difference"])
def which(request: pytest.FixtureRequest) -> str:
    """One model after the other."""
    return str(request.param)


@pytest.fixture
def some(which: str, drawings: dict[str, Drawing]) -> list[Drawing]:
    """All pictures of one model."""
    begin = "views/" if which == "voice" else f"{which}: "
    return [drawing for name, drawing in drawings.items() if name.startswith(begin)]


@pytest.fixture
def graph(which: str, voice: Graph) -> Graph:
    """The model of these pictures."""
    if which == "difference":
        return difference(everything(), changed())[1]
    return voice if which == "voice" else resolve(everything())


def elements(drawings: list[Drawing]) -> Iterator[tuple[Drawing, Element]]:
    for drawing in drawings:
        for element in drawing.root.iter():
            yield drawing, element


def test_all_pictures_of_the_models_are_there(drawings: dict[str, Drawing]) -> None:
    assert len([name for name in drawings if name.startswith("views/")]) == 30
    assert len([name for name in drawings if name.startswith("everything")]) == 10


def test_the_root_names_describes_and_measures_the_picture(some: list[Drawing]) -> None:
    for drawing in some:
        root, view = drawing.root, drawing.view
        assert root.tag == f"{SVG}svg"
        assert root.attrib["class"] == "diagram"
        assert root.attrib["role"] == "graphics-document document"
        assert root.attrib["aria-roledescription"] == "diagram"
        title, desc = root[0], root[1]
        assert (tag(title), title.attrib["id"]) == ("title", root.attrib["aria-labelledby"])
        assert (tag(desc), desc.attrib["id"]) == ("desc", root.attrib["aria-describedby"])
        assert title.text
        assert desc.text
        assert desc.text.startswith(title.text)
        width, height = root.attrib["width"], root.attrib["height"]
        assert re.fullmatch(NUMBER, width)
        assert re.fullmatch(NUMBER, height)
        assert root.attrib["viewBox"] == f"0 0 {width} {height}"
        assert re.fullmatch(r"[a-z0-9-]+", view)


def test_ids_begin_with_the_view_and_stand_once(some: list[Drawing]) -> None:
    for drawing in some:
        ids = [element.attrib["id"] for element in drawing.root.iter() if "id" in element.attrib]
        assert [name for name in ids if not name.startswith(f"{drawing.view}--")] == []
        assert len(ids) == len(set(ids))


def test_a_node_says_its_kind_its_tenancy_and_its_endpoint(some: list[Drawing]) -> None:
    for drawing in some:
        copies: dict[str, list[str]] = {}
        for node in drawing.nodes:
            element = node.element
            classes = set(element.attrib["class"].split())
            assert tag(element) == "g"
            assert len(classes & KINDS) == 1
            assert len(classes & TENANCIES) == 1
            assert classes <= {"node", "repeated"} | KINDS | TENANCIES | STATES
            assert len(classes & STATES) == (drawing.view == "difference")
            assert element.attrib["id"] == f"{drawing.view}--node--{node.key}"
            copies.setdefault(node.endpoint, []).append(node.key)
        for endpoint, keys in copies.items():
            assert keys == [endpoint, *(f"{endpoint}--{copy}" for copy in range(2, len(keys) + 1))]
            marked = ["repeated" in drawing.node(key).element.attrib["class"].split() for key in keys]
            assert marked == [len(keys) > 1] * len(keys)


def test_a_node_is_one_link_that_begins_with_its_outline(some: list[Drawing]) -> None:
    for drawing in some:
        for node in drawing.nodes:
            (link,) = node.element
            assert tag(link) == "a"
            assert link.attrib["href"]
            assert link[0].attrib["class"] == "outline"
            for shape in link.iter(f"{SVG}path"):
                assert node.box.holds(around(flatten(shape.attrib["d"]))), f"{node.key}: the outline is the whole shape"


def test_a_name_stands_in_its_node_in_lines(some: list[Drawing], graph: Graph) -> None:
    for drawing in some:
        for node in drawing.nodes:
            assert " ".join(text.text for text in node.texts) == graph.endpoint(node.endpoint).name


def test_a_line_is_a_halo_a_spine_and_a_head(some: list[Drawing]) -> None:
    spine = re.compile(rf"M{NUMBER},{NUMBER}(?:[LC]{NUMBER},{NUMBER}(?: {NUMBER},{NUMBER})*)+")
    for drawing in some:
        for line in drawing.lines:
            assert tag(line.element) == "g"
            parts = list(line.element)
            assert [(tag(part), part.attrib["class"]) for part in parts] == [
                ("path", "halo"),
                ("path", "spine"),
                ("path", "head"),
            ]
            halo, visible, head = parts
            assert spine.fullmatch(visible.attrib["d"]), "one subpath of M, L and C"
            assert "stroke-dasharray" not in halo.attrib
            assert float(halo.attrib["stroke-width"]) > float(visible.attrib["stroke-width"])
            assert head.attrib["fill"] == visible.attrib["stroke"]


def pieces(line: DrawnLine) -> list[list[tuple[float, float]]]:
    """The parts of a line that bridge others."""
    halo = next(part for part in line.element if part.attrib["class"] == "halo").attrib["d"]
    found = [[tuple(map(float, point.split(","))) for point in part.split("L")] for part in halo.split("M")[1:]]
    return [[(x, y) for x, y in piece] for piece in found if len(piece) > 1]


def test_a_line_bridges_the_lines_before_it_where_they_cross(some: list[Drawing]) -> None:
    """Away from all ends, where a gap would hide an arrow head or the start of a line, each crossing has its bridge."""
    for drawing in some:
        ends = [end for line in drawing.lines for end in (line.spine[0], line.spine[-1])]
        for index, upper in enumerate(drawing.lines):
            for lower in drawing.lines[:index]:
                for crossing in meetings(lower.spine, upper.spine):
                    if min(math.dist(crossing, end) for end in ends) > 17:
                        assert any(line_distance(crossing, piece) < 1 for piece in pieces(upper)), crossing
            for piece in pieces(upper):
                assert all(line_distance(point, upper.spine) < 0.5 for point in piece)
                assert min(math.dist(point, end) for point in piece for end in ends) > 9


def test_a_line_says_what_it_joins_and_which_connections_it_is(some: list[Drawing], graph: Graph) -> None:
    connections = {connection.key: connection for connection in graph.connections}
    for drawing in some:
        for line in drawing.lines:
            element = line.element
            source, destination = drawing.node(line.source), drawing.node(line.destination)
            _, protocol, *state = element.attrib["class"].split()
            assert len(STATES.intersection(state)) == len(state) == (drawing.view == "difference")
            assert (element.attrib["data-source"], element.attrib["data-destination"]) == (
                source.endpoint,
                destination.endpoint,
            )
            assert element.attrib["id"] == (
                f"{drawing.view}--line--{source.key}--{destination.key}--{protocol.removeprefix('protocol-')}"
            )
            assert {connections[key].line for key in line.connections} == {
                (source.endpoint, destination.endpoint, protocol.removeprefix("protocol-"))
            }


def test_an_arrow_leads_from_the_border_of_its_source_to_that_of_its_destination(some: list[Drawing]) -> None:
    for drawing in some:
        for line in drawing.lines:
            source, destination = drawing.node(line.source), drawing.node(line.destination)
            assert line_distance(line.spine[0], source.outline) <= 2, f"{drawing.view}: {line.key} leaves elsewhere"
            assert line_distance(line.spine[-1], destination.outline) <= 2, f"{drawing.view}: {line.key} ends elsewhere"
            assert line.head[0] == line.spine[-1], "the head's tip is the end"


def test_a_zone_has_a_box_around_its_nodes_and_around_no_other(drawings: dict[str, Drawing]) -> None:
    drawing = drawings["everything: zone--core"]
    (group,) = with_class(drawing.root, "group")
    assert group.attrib["id"] == "zone--core--group--core"
    (rect,) = group.iter(f"{SVG}rect")
    x, y, width, height = (float(rect.attrib[name]) for name in ("x", "y", "width", "height"))
    box = Rect(x, y, x + width, y + height)
    assert {node.endpoint for node in drawing.nodes if box.holds(node.box)} == {"shop-api", "cache"}
    assert {node.endpoint for node in drawing.nodes if box.overlaps(node.box)} == {"shop-api", "cache"}
    assert "".join(group.itertext()).split() == ["Core", "&", "<more>"]
    assert not [element for name in ("line", "node", "badge") for element in with_class(group, name)]


def test_a_connection_to_itself_leaves_and_returns(drawings: dict[str, Drawing]) -> None:
    loops = [
        (line, drawing.node(line.source))
        for drawing in drawings.values()
        for line in drawing.lines
        if line.source == line.destination
    ]
    assert loops
    for line, node in loops:
        away = max(
            max(x - node.box.right, node.box.left - x, node.box.top - y, y - node.box.bottom) for x, y in line.spine
        )
        assert away > 5


def test_lines_come_first_then_nodes_then_the_legend_then_badges_by_number(some: list[Drawing]) -> None:
    for drawing in some:
        order = [
            next((name for name in ("line", "node", "legend", "badge") if name in element.get("class", "").split()), "")
            for element in drawing.root.iter()
        ]
        places = {name: [place for place, found in enumerate(order) if found == name] for name in set(order)}
        for before, after in pairwise([name for name in ("line", "node", "legend", "badge") if places.get(name)]):
            assert max(places[before]) < min(places[after])
        keys = [badge.connection.removeprefix("old-") for badge in drawing.badges]
        numbers = [int(key) for key in keys if key.isdigit()]
        assert numbers == sorted(numbers)
        assert keys[len(numbers) :] == [f"unnumbered-{place + 1}" for place in range(len(keys) - len(numbers))]


def test_a_badge_is_a_link_with_a_number_and_a_sentence(some: list[Drawing]) -> None:
    for drawing in some:
        assert sorted(badge.connection for badge in drawing.badges) == sorted(
            connection for line in drawing.lines for connection in line.connections
        )
        for badge in drawing.badges:
            element = badge.element
            line = drawing.lines[badge.line]
            assert tag(element) == "a"
            assert element.attrib["id"] == f"{drawing.view}--badge--{badge.connection}"
            classes, of_line = (set(found.attrib["class"].split()) for found in (element, line.element))
            assert classes - STATES == {"badge"} | of_line - STATES - {"line"}
            assert len(classes & STATES) == len(of_line & STATES)
            assert [tag(part) for part in element][:2] == ["rect", "text"]
            key = badge.connection.removeprefix("old-")
            assert badge.text.text == (key if key.isdigit() else "?")
            name = f"Connection {key}" if key.isdigit() else "Connection without a number"
            assert re.match(
                rf"{name}( \(planned\)| \(deprecated\))?: .+ connects to .+ over .+, .+", element.attrib["aria-label"]
            )
            assert badge.element.find(f"{SVG}title") is None or (
                badge.element.findtext(f"{SVG}title") == element.attrib["aria-label"]
            )


def test_the_sentence_of_connection_40(drawings: dict[str, Drawing]) -> None:
    (badge,) = (b for b in drawings["views/overview.svg"].badges if b.connection == "40")
    assert badge.element.attrib["aria-label"] == (
        "Connection 40: Voice SIP Cluster Service connects to Redis over Redis, port 6379, configurable"
    )


def test_a_planned_connection_says_so(drawings: dict[str, Drawing]) -> None:
    labels = {b.connection: b.element.attrib["aria-label"] for b in drawings["everything: overview"].badges}
    assert labels["20"] == (
        'Connection 20 (planned): Shop API connects to Cache <1 & "2"> over TCP, ports 1 to 2, configurable'
    )
    assert labels["unnumbered-2"] == (
        "Connection without a number: Clerk connects to 銀行 Bank over TCP, ports 1 to 2, configurable"
    )


def test_the_legend_begins_with_a_frame_around_all_of_it(some: list[Drawing]) -> None:
    for drawing in some:
        legend = drawing.legend
        assert legend is not None
        first = legend.element[0]
        assert (tag(first), first.attrib["class"]) == ("rect", "frame")
        assert all(legend.frame.holds(box) for box in (*legend.samples, *(text.box for text in legend.texts)))
        assert [entry.attrib["class"] for entry in legend.element[1:]] == ["entry"] * (len(legend.element) - 1)
        classes = {name for element in legend.element.iter() for name in element.get("class", "").split()}
        assert not classes & {"line", "node", "badge"}


def test_the_legend_has_what_occurs_and_nothing_else(some: list[Drawing]) -> None:
    for drawing in some:
        entries = with_class(drawing.root, "entry")
        shown = [name for entry in entries for name in entry.get("data-protocols", "").split()]
        used = {
            name.removeprefix("protocol-")
            for line in drawing.lines
            for name in line.element.attrib["class"].split()
            if name != "line" and name not in STATES
        }
        assert sorted(shown) == sorted(used)
        fills = [f"tenancy-{entry.attrib['data-tenancy']}" for entry in entries if "data-tenancy" in entry.attrib]
        classes = {name for node in drawing.nodes for name in node.element.attrib["class"].split()}
        assert fills == [name for name in ("tenancy-multi", "tenancy-single", "tenancy-mixed") if name in classes]
        assert sum("data-repeated" in entry.attrib for entry in entries) == ("repeated" in classes)


def test_the_legend_of_the_published_page(drawings: dict[str, Drawing]) -> None:
    legend = drawings["views/overview-repeated.svg"].legend
    assert legend is not None
    assert [text.text for text in legend.texts] == [
        "TCP",
        "SIP/TCP",
        "SIP/UDP",
        "HTTP/HTTPS",
        "Kafka",
        "Redis",
        "Postgres",
        "Multi-tenant",
        "Single tenant",
        "Mixed tenancy",
        "Shown more than once",
    ]


def test_a_line_looks_like_its_sample_and_no_two_samples_look_the_same(some: list[Drawing]) -> None:
    for drawing in some:
        looks: dict[str, tuple[str, str]] = {}
        for entry in with_class(drawing.root, "entry"):
            for protocol in entry.get("data-protocols", "").split():
                looks[protocol] = entry[0].attrib["stroke"], entry[0].get("stroke-dasharray", "")
                assert around(flatten(entry[0].attrib["d"])).right - around(flatten(entry[0].attrib["d"])).left >= 40
        samples = [
            (entry[0].attrib["stroke"], entry[0].get("stroke-dasharray", ""))
            for entry in with_class(drawing.root, "entry")
            if "data-protocols" in entry.attrib
        ]
        assert len(samples) == len(set(samples))
        assert [protocol for protocol, (_, dash) in looks.items() if not dash] in ([], ["tcp"]), "only TCP is solid"
        for line in drawing.lines:
            spine = line.element[1]
            protocol = line.element.attrib["class"].split()[1].removeprefix("protocol-")
            assert (spine.attrib["stroke"], spine.get("stroke-dasharray", "")) == looks[protocol]


def test_the_lines_of_the_published_page_differ_in_their_dash_alone(drawings: dict[str, Drawing]) -> None:
    samples = [
        entry[0]
        for entry in with_class(drawings["views/overview.svg"].root, "entry")
        if "data-protocols" in entry.attrib
    ]
    assert len(samples) == 7
    assert len({sample.get("stroke-dasharray", "") for sample in samples}) == 7


def test_fill_says_tenancy_and_nothing_else(some: list[Drawing]) -> None:
    fills: dict[str, set[str]] = {}
    for drawing in some:
        for node in drawing.nodes:
            (tenancy,) = set(node.element.attrib["class"].split()) & TENANCIES
            fills.setdefault(tenancy, set()).add(node.element[0][0].attrib["fill"])
    assert {tenancy: len(found) for tenancy, found in fills.items()} == dict.fromkeys(fills, 1)
    no_fill = {"tenancy-not-applicable", "tenancy-unknown"} & fills.keys()
    assert {fill for tenancy in no_fill for fill in fills[tenancy]} <= {LIGHT.background}
    told = [fill for tenancy, found in fills.items() if tenancy not in no_fill for fill in found]
    assert len(set(told)) == len(told)
    assert LIGHT.background not in told


def test_nothing_is_moved_but_by_translate(some: list[Drawing]) -> None:
    for _, element in elements(some):
        assert re.fullmatch(r"(translate\([^()]*\)\s*)*", element.get("transform", ""))


def test_a_picture_is_self_contained(some: list[Drawing]) -> None:
    for drawing, element in elements(some):
        assert tag(element) in ALLOWED, drawing.view
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert "url(" not in value
            if not name.endswith("href"):
                continue
            assert name == "href"
            if tag(element) == "image":
                assert re.fullmatch(r"data:image/png;base64,[A-Za-z0-9+/]+=*", value)
            elif tag(element) == "use":
                assert value.startswith(f"#{drawing.view}--icon--")
            else:
                assert tag(element) == "a"
                assert re.match(r"[.#a-z0-9]", value), "an address is relative"
                assert ":" not in value


def test_no_file_says_a_word_of_elsewhere(texts: dict[str, str]) -> None:
    for text in texts.values():
        rest = text.replace('xmlns="http://www.w3.org/2000/svg"', "", 1)
        for forbidden in ("xmlns", "://", "<script", "@import", "url(", "var(", "xlink", "<!", "<foreignObject"):
            assert forbidden not in rest


def test_an_icon_is_embedded_once_and_stands_in_its_nodes(drawings: dict[str, Drawing]) -> None:
    drawing = drawings["everything: service--shop-api"]
    name = "service--shop-api--icon--onprem-inmemory-Redis"
    assert [symbol.attrib["id"] for symbol in drawing.root.iter(f"{SVG}symbol")] == [name]
    (image,) = (element.attrib["href"] for element in drawing.root.iter(f"{SVG}image"))
    assert base64.b64decode(image.partition(",")[2]).startswith(b"\x89PNG")
    used = [(node.key, use.attrib["href"]) for node in drawing.nodes for use in node.element.iter(f"{SVG}use")]
    assert used == [("cache", f"#{name}"), ("cache--2", f"#{name}")]
    for node in drawing.nodes:
        for shape in (*node.element.iter(f"{SVG}use"), *node.element.iter(f"{SVG}rect")):
            x, y, width, height = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
            box = Rect(x, y, x + width, y + height)
            assert node.box.holds(box)
            assert not any(box.overlaps(text.box) for text in node.texts)


def test_colours_are_literal(some: list[Drawing]) -> None:
    for drawing, element in elements(some):
        for name in ("fill", "stroke"):
            value = element.get(name, "none")
            assert value == "none" or COLOUR.fullmatch(value), f"{drawing.view}: {value}"
        assert "style" not in element.attrib


# Contrast


def luminance(colour: str) -> float:
    """WCAG 2.2, written down once more."""
    linear = []
    for start in (1, 3, 5):
        part = int(colour[start : start + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def palette_rules(drawing: Drawing, *, dark: bool) -> list[tuple[str, dict[str, str]]]:
    """Selectors and declarations of a picture's own style sheet for one ground."""
    sheet = drawing.root.findtext(f"{SVG}style") or ""
    _, _, both = sheet.partition("@media screen and (prefers-color-scheme){")
    both = re.sub(r"light-dark\(([^,()]+),([^,()]+)\)", r"\2" if dark else r"\1", both)
    rules = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", both):
        declared = dict(part.split(":", 1) for part in body.split(";") if part)
        if "color-scheme" not in declared or "background" in declared:
            rules += [(selector.strip(), declared) for selector in selectors.split(",")]
    return rules


def matches(selector: str, path: list[Element]) -> bool:
    """Whether a selector (descendants, classes, names, `:not(.class)`) matches the last element of a path."""
    *outer, last = selector.split()
    if not _matches_one(last, path[-1]):
        return False
    rest = path[:-1]
    for part in reversed(outer):
        while rest and not _matches_one(part, rest[-1]):
            rest = rest[:-1]
        if not rest:
            return False
        rest = rest[:-1]
    return True


def _matches_one(part: str, element: Element) -> bool:
    classes = element.get("class", "").split()
    unwanted = re.findall(r":not\(\.([\w-]+)\)", part)
    part = re.sub(r":not\([^)]*\)", "", part)
    name = re.match(r"[a-z]*", part)
    assert name is not None
    return (
        name[0] in ("", tag(element))
        and all(wanted in classes for wanted in re.findall(r"\.([\w-]+)", part))
        and not set(unwanted) & set(classes)
    )


def painted(drawing: Drawing, *, dark: bool) -> Iterator[tuple[list[Element], dict[str, str]]]:
    """Every element under its ancestors, and its colours as they are shown."""
    rules = palette_rules(drawing, dark=dark)

    def below(path: list[Element]) -> Iterator[tuple[list[Element], dict[str, str]]]:
        colours: dict[str, str] = {name: value for name, value in path[-1].attrib.items() if name in ("fill", "stroke")}
        for selector, declared in rules:  # all have the same weight or more than those before
            if matches(selector, path):
                colours |= {name: value for name, value in declared.items() if name in ("fill", "stroke", "background")}
        yield path, colours
        for child in path[-1]:
            yield from below([*path, child])

    yield from below([drawing.root])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast_is_enough(some: list[Drawing], dark: bool) -> None:
    for drawing in some:
        ground = DARK.background if dark else LIGHT.background
        shown = list(painted(drawing, dark=dark))
        assert shown[0][1]["background"] == ground
        outline = badge = ""
        counted = {"name": 0, "badge": 0, "line": 0, "legend": 0}
        for path, colours in shown:
            element, classes = path[-1], path[-1].get("class", "").split()
            inside = {name for parent in path[:-1] for name in parent.get("class", "").split()}
            if "outline" in classes:
                outline = colours["fill"]
                assert ratio(colours["stroke"], ground) >= 3
            elif "spine" in classes or "sample" in classes:
                assert ratio(colours["stroke"], ground) >= 3
                counted["line"] += 1
            elif "leader" in classes:
                assert ratio(colours["stroke"], ground) >= 3
            elif "halo" in classes:
                assert colours["stroke"] == ground
            elif "head" in classes:
                assert ratio(colours["fill"], ground) >= 3
            elif "mark" in classes and "node" in inside:
                assert ratio(colours["stroke"], outline) >= 3
            elif tag(element) == "rect" and "badge" in inside:
                badge = colours["fill"]
            elif tag(element) == "text" and "badge" in inside:
                assert ratio(colours["fill"], badge) >= 4.5
                counted["badge"] += 1
            elif tag(element) == "text" and "node" in inside:
                assert ratio(colours["fill"], outline) >= 4.5
                counted["name"] += 1
            elif tag(element) == "text" and "legend" in inside:
                assert ratio(colours["fill"], ground) >= 4.5
                counted["legend"] += 1
        assert all(counted.values()), "every sort of element was looked at"


def test_on_a_light_ground_the_style_sheet_says_what_the_attributes_say(some: list[Drawing]) -> None:
    for drawing in some:
        for path, colours in painted(drawing, dark=False):
            for name in ("fill", "stroke"):
                wanted, shown = path[-1].get(name, "none"), colours.get(name, "none")
                assert shown == wanted or {shown, wanted} == {"none", "transparent"}, drawing.view


def test_a_fragment_of_the_address_can_name_each_palette(some: list[Drawing]) -> None:
    for drawing in some:
        sheet = drawing.root.findtext(f"{SVG}style") or ""
        for palette in ("light", "dark"):
            (place,) = [child for child in drawing.root if child.get("class") == palette]
            assert place.attrib == {"class": palette, "id": f"{drawing.view}--{palette}"}
            assert f".diagram:has(>.{palette}:target){{color-scheme:{palette}}}" in sheet


# Inline


def test_an_inlined_picture_is_the_same_without_a_style_sheet(voice_site: Site, drawings: dict[str, Drawing]) -> None:
    for view in ("overview", "service--redis"):
        page = "architecture.md" if view == "overview" else "services/redis.md"
        inline, file = read(voice_site.inline(view, page)), drawings[f"views/{view}.svg"]
        assert not list(inline.root.iter(f"{SVG}style"))
        assert not [child for child in inline.root if child.get("class") in ("light", "dark")]
        assert (inline.nodes[0].box, len(inline.lines)) == (file.nodes[0].box, len(file.lines))
        assert "\n\n" not in voice_site.inline(view, page).strip(), "a blank line would end an HTML block of Markdown"


# Hostile text


def letters(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=20, deadline=None)
@given(architectures(max_endpoints=3, max_connections=4))
def test_any_text_stays_text(architecture: Architecture) -> None:
    graph = resolve(architecture)
    svg = svgs(architecture, ["overview"])["overview"]
    drawing = read(svg)
    assert {tag(element) for element in drawing.root.iter()} <= ALLOWED
    names = {node.endpoint: letters("".join(text.text for text in node.texts)) for node in drawing.nodes}
    assert names == {endpoint.id: letters(endpoint.name) for endpoint in graph.endpoints}
    assert {b.connection: b.element.attrib["aria-label"] for b in drawing.badges} == {
        c.key: c.sentence for c in graph.connections
    }
    assert "\n\n" not in svg.strip()


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "\"a\" 'b'",
        "]]>",
        "a & b &amp; c",
        "👩‍👩‍👧 🇨🇭",
        "<!-- a -->",
        "</svg>",
        "<?a ?>",
        "&#60;b&#62;",
    ],
)
def test_a_hostile_name_stays_text(name: str) -> None:
    architecture = Architecture(title=name, endpoints=[Service(id="shop", name=name)])
    drawing = read(svgs(architecture, ["service--shop"])["service--shop"])
    assert letters("".join(text.text for text in drawing.nodes[0].texts)) == letters(name)
    assert drawing.root.findtext(f"{SVG}title") == f"Connections of {name}"


def test_a_box_says_its_tenancy_and_its_zone(drawings: dict[str, Drawing], voice: Graph) -> None:
    for node in drawings["views/overview.svg"].nodes:
        endpoint = voice.endpoint(node.element.attrib["data-id"])
        assert node.element.attrib["data-tenancy"] == endpoint.tenancy
        assert endpoint.zone is not None
        assert node.element.attrib["data-zone"] == endpoint.zone.id
        assert node.element.attrib["data-zone-name"] == " › ".join(zone.name for zone in endpoint.zone.path)
