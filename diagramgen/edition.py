"""Graph of a whole model → Graph of one edition: what an audience may see, as of a version of the product.

An edition is the same model with fewer elements. What is shown is shown as its author wrote it; what
is hidden is gone before anything is drawn or printed, and so can't reach a picture, a page or a file.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from diagramgen.errors import Problem, UsageError
from diagramgen.graph import Graph
from diagramgen.resolve import find_audiences, resolve
from diagramgen.schema import (
    Architecture,
    Connection,
    Endpoint,
    FlowView,
    MatrixView,
    Protocol,
    ProtocolView,
    SelectionView,
    Step,
    Tag,
    View,
    Zone,
    ZoneView,
)
from diagramgen.schema.identifier import check_id
from diagramgen.schema.label import ForAudience, InVersions, version_key
from diagramgen.schema.view import ListedView, Selector
from diagramgen.views.select import select

MISSPELT = 0.8
"""From this likeness on (by difflib) a word is taken for another one, misspelt."""

A = TypeVar("A", bound=ForAudience)


def cut(whole: Graph, audience: str | None = None, product_version: str | None = None) -> Graph:
    """The edition for an audience and a version of the product; the graph itself where neither is named.

    Raises:
        UsageError: the model knows no such audience, the version is none, or nothing would be shown.
    """
    rule = _Rule(_checked_audience(whole.architecture, audience), _checked_version(product_version))
    if rule == _Rule():
        return whole
    shown = _Shown(whole, rule)
    if whole.endpoints and not shown.endpoints:
        named = [f"the audience {audience!r}"] * (audience is not None)
        named += [f"the version {product_version!r}"] * (product_version is not None)
        fix = "name another, or take the label off what they may see"
        raise UsageError(Problem(f"nothing of the model is shown to {' in '.join(named)}", fix=fix))
    architecture = shown.architecture()
    graph = resolve(architecture)
    before = {view.id: view for view in whole.architecture.views if isinstance(view, View)}
    views = tuple(
        view
        for view in architecture.views
        if isinstance(view, View) and (_shows_something(graph, view) or not _shows_something(whole, before[view.id]))
    )
    return graph if len(views) == len(architecture.views) else resolve(architecture.model_copy(update={"views": views}))


def _checked_audience(architecture: Architecture, name: str | None) -> str | None:
    if name is None:
        return None
    try:
        check_id(name)
    except ValueError as error:
        fact, _, fix = str(error).partition("; ")
        raise UsageError(Problem(f"audience: {fact}", fix=fix)) from None
    known = find_audiences(architecture)
    if known and name not in known:
        # A wrong word here publishes what is to stay inside: "internal" is not what "external" was meant to be.
        near = difflib.get_close_matches(name, known, n=1, cutoff=MISSPELT)
        other = f"did you mean {near[0]!r}?" if near else f"name one of {', '.join(sorted(known))}"
        fix = f"add it to the audiences of the architecture, or {other}"
        raise UsageError(Problem(f"the model has no audience {name!r}", fix=fix))
    return name


def _checked_version(version: str | None) -> str | None:
    try:
        if version is not None:
            version_key(version)
        return version
    except ValueError as error:
        fact, _, fix = str(error).partition("; ")
        raise UsageError(Problem(f"product version: {fact}", fix=fix)) from None


@dataclass(frozen=True, slots=True)
class _Rule:
    """Whether an element's own labels let it be shown."""

    audience: str | None = None
    version: str | None = None

    def shows(self, element: ForAudience) -> bool:
        if self.audience is not None and element.audience and self.audience not in element.audience:
            return False
        if self.version is None or not isinstance(element, InVersions):
            return True
        now = version_key(self.version)
        return (element.since is None or version_key(element.since) <= now) and (
            element.until is None or now < version_key(element.until)
        )

    def of(self, elements: Sequence[A]) -> tuple[A, ...]:
        return tuple(element for element in elements if self.shows(element))


class _Shown:
    """What of a model an edition shows. An element that depends on a hidden one is hidden with it."""

    def __init__(self, whole: Graph, rule: _Rule) -> None:
        model = whole.architecture
        self.whole = whole
        self.rule = rule
        self.zones = tuple(zone for zone in model.zones if self._shows_zone(zone))
        self.endpoints = {end.id: self._endpoint(end) for end in rule.of(model.endpoints) if self._shows_zone(end.zone)}
        self.connections = {
            whole.resolved(connection).key: self._connection(connection)
            for connection in rule.of(model.connections)
            if connection.source.id in self.endpoints and connection.destination.id in self.endpoints
        }
        spoken = {connection.protocol.id for connection in self.connections.values()}
        self.silent = {connection.protocol.id for connection in model.connections} - spoken
        """Protocols that only hidden connections speak."""
        self.tags = {tag for endpoint in self.endpoints.values() for tag in endpoint.tags}
        self.tags |= {tag for connection in self.connections.values() for tag in connection.tags}

    def architecture(self) -> Architecture:
        """The model without what is hidden."""
        model = self.whole.architecture
        return model.model_copy(
            update={
                "related": self.rule.of(model.related),
                "zones": self.zones,
                "protocols": tuple(protocol for protocol in model.protocols if protocol.id not in self.silent),
                "endpoints": tuple(self.endpoints.values()),
                "connections": tuple(self.connections.values()),
                "views": tuple(cut for view in self.rule.of(model.views) for cut in self._view(view)),
                "retired": self.rule.of(model.retired),
            }
        )

    def _shows_zone(self, zone: Zone | None) -> bool:
        """A zone is shown if those around it are."""
        return zone is None or all(map(self.rule.shows, zone.path))

    def _endpoint(self, endpoint: Endpoint) -> Endpoint:
        links = self.rule.of(endpoint.links)
        return endpoint if len(links) == len(endpoint.links) else endpoint.model_copy(update={"links": links})

    def _connection(self, connection: Connection) -> Connection:
        ends = {
            "source": self.endpoints[connection.source.id],
            "destination": self.endpoints[connection.destination.id],
        }
        return connection.model_copy(update=ends)

    def _view(self, view: ListedView) -> Iterator[ListedView]:
        """The view without what is hidden; nothing if it is about that."""
        match view:
            case ZoneView():
                if self._shows_zone(view.zone):
                    yield view
            case ProtocolView():
                if view.protocol.id not in self.silent:
                    yield view
            case SelectionView() | MatrixView():
                include, exclude = self._selectors(view.include), self._selectors(view.exclude)
                # To choose by nothing is to choose all: a choice that is hidden must not become that.
                if _sorts(include) == _sorts(view.include):
                    yield view.model_copy(update={"include": include, "exclude": exclude})
            case FlowView():
                steps = tuple(cut for step in view.steps for cut in self._step(step))
                yield view.model_copy(update={"steps": steps})
            case _:
                yield view

    def _step(self, step: Step) -> Iterator[Step]:
        connection = self.connections.get(self.whole.resolved(step.connection).key)
        if connection is not None:
            yield step.model_copy(update={"connection": connection})

    def _selectors(self, selectors: Sequence[Selector]) -> tuple[Selector, ...]:
        return tuple(cut for selector in selectors for cut in self._selector(selector))

    def _selector(self, selector: Selector) -> Iterator[Selector]:
        match selector:
            case Endpoint():
                if selector.id in self.endpoints:
                    yield self.endpoints[selector.id]
            case Zone() if not self._shows_zone(selector):
                pass
            case Protocol() if selector.id in self.silent:
                pass
            case Tag() if selector.name not in self.tags:
                pass
            case _:
                yield selector


def _sorts(selectors: Sequence[Selector]) -> set[bool]:
    """The sorts of things that are chosen: connections by protocol (True), endpoints by all else (False)."""
    return {isinstance(selector, Protocol) for selector in selectors}


def _shows_something(graph: Graph, view: View) -> bool:
    """Whether there is anything to see."""
    match view:
        case ZoneView():
            return bool(select(graph, (view.zone,), ())[0])
        case ProtocolView():
            return bool(select(graph, (view.protocol,), ())[1])
        case SelectionView():
            return bool(select(graph, view.include, view.exclude)[0])
        case MatrixView():
            return bool(select(graph, view.include, view.exclude)[1])
        case FlowView():
            return bool(view.steps)
        case _:
            return True
