"""Everything that diagramgen can do, one line for each plug-in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from diagramgen.diff.compare import Difference
from diagramgen.draw.links import Links
from diagramgen.draw.pdf import pdf
from diagramgen.draw.placed_dot import dot
from diagramgen.draw.placed_json import placed_json
from diagramgen.draw.png import png
from diagramgen.draw.svg import draw
from diagramgen.exporters import (
    changes_json,
    changes_markdown,
    changes_text,
    findings_github,
    findings_json,
    findings_sarif,
    findings_text,
    table_csv,
    table_json,
    table_markdown,
    table_text,
)
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.lint.finding import Finding
from diagramgen.lint.rules import (
    alias_as_endpoint,
    ambiguous_name,
    broken_rule,
    contradicting_classification,
    crowded_picture,
    dead_ignore,
    differing_port,
    duplicate_connection,
    duplicate_number,
    empty_view,
    initiating_store,
    missing_configurable_mark,
    missing_number,
    missing_owner,
    missing_port,
    missing_summary,
    missing_trust,
    plain_http_egress,
    plain_http_ingress,
    retired_number,
    reversed_description,
    similar_names,
    trust_crossing,
    unclassified_connection,
    unconnected_endpoint,
    undocumented_connection,
    unused_protocol,
    unusual_port,
)
from diagramgen.pages.build import Builder
from diagramgen.pages.kinds import architecture, changes, findings, ports, release, rules, service, services, view
from diagramgen.picture import Picture
from diagramgen.scene import Scene
from diagramgen.schema import (
    FlowView,
    Hubs,
    OverviewView,
    ProtocolView,
    Rule,
    SelectionView,
    ServiceView,
    View,
    ZoneView,
)
from diagramgen.schema.view import PictureView
from diagramgen.views import flow, overview, protocol, selection, zone
from diagramgen.views import service as service_view

TABLES: Mapping[str, Callable[[Sequence[ResolvedConnection]], str]] = {
    "text": table_text.export,
    "markdown": table_markdown.export,
    "csv": table_csv.export,
    "json": table_json.export,
}
"""Formats of `diagramgen table`."""

DRAWINGS: Mapping[str, Callable[[Picture, Links, float], bytes]] = {
    "svg": lambda picture, links, _: draw(picture, links).encode(),
    "png": png,
    "pdf": pdf,
    "dot": dot,
    "json": placed_json,
}
"""Formats of `diagramgen draw`; the number is pixels for each unit, where a format has pixels."""

RULES: tuple[Rule, ...] = (
    contradicting_classification.contradicting_classification,
    unclassified_connection.unclassified_connection,
    initiating_store.initiating_store,
    alias_as_endpoint.alias_as_endpoint,
    similar_names.similar_names,
    ambiguous_name.ambiguous_name,
    missing_configurable_mark.missing_configurable_mark,
    differing_port.differing_port,
    duplicate_connection.duplicate_connection,
    missing_port.missing_port,
    undocumented_connection.undocumented_connection,
    reversed_description.reversed_description,
    unconnected_endpoint.unconnected_endpoint,
    missing_summary.missing_summary,
    missing_owner.missing_owner,
    missing_number.missing_number,
    duplicate_number.duplicate_number,
    retired_number.retired_number,
    plain_http_egress.plain_http_egress,
    plain_http_ingress.plain_http_ingress,
    trust_crossing.trust_crossing,
    missing_trust.missing_trust,
    unusual_port.unusual_port,
    unused_protocol.unused_protocol,
    empty_view.empty_view,
    crowded_picture.crowded_picture,
    dead_ignore.dead_ignore,
    broken_rule.broken_rule,
)
"""What `diagramgen lint` looks for, in the order of the manual."""

FINDINGS: Mapping[str, Callable[[Sequence[Finding], Sequence[Rule]], str]] = {
    "text": findings_text.export,
    "json": findings_json.export,
    "github": findings_github.export,
    "sarif": findings_sarif.export,
}
"""Formats of `diagramgen lint`: what was found by which rules."""

CHANGES: Mapping[str, Callable[[Difference], str]] = {
    "text": changes_text.export,
    "markdown": changes_markdown.export,
    "json": changes_json.export,
}
"""Formats of `diagramgen diff` that are not pictures."""

PAGES: tuple[Builder, ...] = (
    architecture.build,
    services.build,
    service.build,
    view.build,
    ports.build,
    findings.build,
    rules.build,
    changes.build,
    release.build,
)
"""Kinds of page of a site."""

STANDARD_VIEWS = (
    OverviewView(id="overview", title="Overview"),
    OverviewView(id="overview-repeated", title="Overview with shared endpoints repeated", hubs=Hubs.REPEATED),
)
"""The pictures that every model gets beside one for each endpoint."""


def scene(graph: Graph, view: PictureView) -> Scene:
    """A view of a graph, decided."""
    match view:
        case OverviewView():
            return overview.build(graph, view)
        case ServiceView():
            return service_view.build(graph, view)
        case ZoneView():
            return zone.build(graph, view)
        case ProtocolView():
            return protocol.build(graph, view)
        case SelectionView():
            return selection.build(graph, view)
        case FlowView():
            return flow.build(graph, view)
        case _:
            assert_never(view)


def views(graph: Graph) -> tuple[View, ...]:
    """The standard views, the model's own (one with a standard id in its place), and the endpoints'."""
    chosen: dict[str, View] = {view.id: view for view in STANDARD_VIEWS}
    for listed in graph.architecture.views:
        assert isinstance(listed, View), "every kind of view that a model can list is one of View"
        chosen[listed.id] = listed
    return (*chosen.values(), *(ServiceView(endpoint=endpoint) for endpoint in graph.endpoints))
