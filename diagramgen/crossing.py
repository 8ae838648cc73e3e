"""Which boundaries of zones a connection crosses, and what can't be said about that.

Pages and differences ask here, so that both name the same zones for the same connection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from diagramgen.graph import Graph, ResolvedConnection, classify
from diagramgen.schema import Classification, Ports, Zone

NO_ZONE = "(no zone)"
"""Stands for the zone of an endpoint that has none."""

ACROSS = (Classification.INGRESS, Classification.EGRESS)
"""Into the cluster and out of it: what crosses its boundary."""


@dataclass(frozen=True, slots=True)
class Route:
    """From the zone in which the source stands to the zone in which the destination stands."""

    source: Zone
    destination: Zone
    leaves: tuple[Zone, ...]
    """The zones out of whose boundaries it leads, the innermost first."""
    enters: tuple[Zone, ...]
    """The zones into which it leads, the outermost first."""
    classification: Classification
    """How it lies to the cluster's boundary."""

    @property
    def inner(self) -> bool:
        """Whether it stays within one zone, and crosses nothing."""
        return not self.leaves and not self.enters


class Named(Protocol):
    """What has an id and a name."""

    @property
    def id(self) -> str:
        """The identifier."""

    @property
    def name(self) -> str:
        """What readers call it."""


def zoned(graph: Graph) -> bool:
    """Whether there is a zone with something in it. Where there is none, nothing crosses a boundary."""
    return any(end.zone is not None for end in graph.endpoints)


def route(connection: ResolvedConnection) -> Route | None:
    """The way of a connection through zones; nothing where one of its ends has no zone."""
    source, destination = connection.source.zone, connection.destination.zone
    if source is None or destination is None:
        return None
    pairs = zip(source.path, destination.path, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0].id == pair[1].id, pairs))
    classification = classify(connection.source, connection.destination)
    return Route(source, destination, source.path[shared:][::-1], destination.path[shared:], classification)


def crosses_cluster(connection: ResolvedConnection) -> bool:
    """Whether a connection leads from one side of the cluster's boundary to the other."""
    return connection.derived in ACROSS


def crosses_zones(connection: ResolvedConnection) -> bool:
    """Whether a connection crosses the boundary of a zone, as far as is known."""
    found = route(connection)
    return found is not None and not found.inner


def without_zone(connection: ResolvedConnection) -> str:
    """Which of its ends have no zone, as a reason; nothing where both have one, or both are the same endpoint."""
    ends = [end.name for end in (connection.source, connection.destination) if end.zone is None]
    if not ends or connection.source.id == connection.destination.id:
        return ""
    return f"{' and '.join(ends)} {'has' if len(ends) == 1 else 'have'} no zone"


def without_port(ports: Ports | None) -> str:
    """Why no port can be named; nothing where one can."""
    if ports is None:
        return "the model states no port"
    if ports.items:
        return ""
    if ports.known:
        return "the model says N/A: no port"
    return f"not known: {ports.reason}" if ports.reason else "not known, and the model does not say why"


def labels(elements: Iterable[Named]) -> dict[str, str]:
    """What each is called, by id; with the id behind a name that stands twice."""
    listed = tuple(elements)
    times = Counter(element.name for element in listed)
    return {e.id: e.name if times[e.name] == 1 else with_id(e) for e in listed}


def with_id(element: Named) -> str:
    """A name that does not say enough, with the id behind it."""
    return f"{element.name} ({element.id})"
