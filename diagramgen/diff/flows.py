"""What one model needs between its zones, by flow.

A flow is what a rule of a firewall is for: two endpoints and a transport. Where it runs is its way, and
follows from the zones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from diagramgen.crossing import ACROSS, NO_ZONE, Route, route, without_port, without_zone
from diagramgen.diff.ports import Boundary, Way
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Classification, Status


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """What a rule of a firewall is for: endpoints by the newer model's ids."""

    source: str
    destination: str
    transport: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A connection of which it can't be said what it needs."""

    connection: ResolvedConnection
    reason: str

    @property
    def planned(self) -> bool:
        """Whether it is not in use yet."""
        return self.connection.status is Status.PLANNED

    @property
    def any_port(self) -> bool:
        """Whether it may need any port at all."""
        return self.connection.ports is None or not self.connection.ports.known or bool(self.connection.ports.items)


class Side:
    """What one model needs between its zones, by flow."""

    def __init__(
        self,
        graph: Graph,
        endpoints: Mapping[str, str],
        zones: Mapping[str, str],
        endpoint_labels: Mapping[str, str],
        zone_labels: Mapping[str, str],
        with_zones: bool,
    ) -> None:
        self.uses: dict[Flow, list[ResolvedConnection]] = defaultdict(list)
        self.plans: dict[Flow, list[ResolvedConnection]] = defaultdict(list)
        self.inner: dict[Flow, list[ResolvedConnection]] = defaultdict(list)
        """What stays within one zone."""
        self.doubts: dict[Flow, list[Doubt]] = defaultdict(list)
        self.ways: dict[Flow, Way] = {}
        self.tracks: dict[Flow, Track] = {}
        for connection in graph.connections if with_zones else ():
            source, destination = connection.source, connection.destination
            first, second = (endpoints.get(end.id, end.id) for end in (source, destination))
            flow = Flow(first, second, connection.protocol.transport)
            found, unnamed = route(connection), without_zone(connection)
            if not unnamed and (found is None or found.inner):
                self.inner[flow].append(connection)
                continue
            names = [zone_labels[end.zone.id] if end.zone is not None else NO_ZONE for end in (source, destination)]
            boundary = _boundary(names[0], names[1], found, zone_labels)
            way = Way(boundary, endpoint_labels[source.id], endpoint_labels[destination.id], flow.transport)
            self.ways.setdefault(flow, way)
            if found is not None:
                self.tracks.setdefault(flow, Track.of(found, zones, zone_labels))
            reason = unnamed or without_port(connection.ports)
            if reason:
                self.doubts[flow].append(Doubt(connection, reason))
            elif connection.status is Status.PLANNED:
                self.plans[flow].append(connection)
            else:
                self.uses[flow].append(connection)


def _boundary(source: str, destination: str, found: Route | None, names: Mapping[str, str]) -> Boundary:
    if found is None:
        return Boundary(source, destination, crossing=False)
    return Boundary(
        source,
        destination,
        crossing=found.classification in ACROSS,
        ingress=found.classification is Classification.INGRESS,
        leaves=tuple(names[zone.id] for zone in found.leaves),
        enters=tuple(names[zone.id] for zone in found.enters),
    )


@dataclass(frozen=True, slots=True)
class Track:
    """A way in the newer model's ids, to be compared."""

    zones: tuple[str, str]
    """Where its ends stand."""
    steps: Mapping[tuple[str, str], str]
    """The boundaries that it crosses, in their order: the direction and the zone, and both in words."""
    classification: Classification | None
    """How it crosses the cluster's boundary, if it does."""

    @classmethod
    def of(cls, found: Route, ids: Mapping[str, str], names: Mapping[str, str]) -> Track:
        """The zones of a route; an id that is not listed is one of the newer model's."""
        steps = [("out of", zone) for zone in found.leaves] + [("into", zone) for zone in found.enters]
        across = found.classification in ACROSS
        return cls(
            zones=(ids.get(found.source.id, found.source.id), ids.get(found.destination.id, found.destination.id)),
            steps={(word, ids.get(zone.id, zone.id)): f"{word} {names[zone.id]}" for word, zone in steps},
            classification=found.classification if across else None,
        )

    def differs(self, other: Track) -> bool:
        """Whether the way through the zones is another one, whatever they are called."""
        return (self.zones, list(self.steps), self.classification) != (
            other.zones,
            list(other.steps),
            other.classification,
        )

    def notes(self, before: Track, way: Way, was: Boundary) -> Iterator[str]:
        """What is to be done about a flow that took another way before."""
        if self.zones != before.zones:
            yield f"was {was.source} → {was.destination}"
        gone = [said for step, said in before.steps.items() if step not in self.steps]
        fresh = [said for step, said in self.steps.items() if step not in before.steps]
        if fresh:
            yield f"open {', '.join(fresh)}"
        if gone:
            yield f"close {', '.join(gone)}"
        if self.classification is not before.classification:
            if self.classification is None:
                yield "no longer across the cluster's boundary"
            else:
                yield f"now {'into' if self.classification is Classification.INGRESS else 'out of'} the cluster"
        for name, here, there in zip((way.source, way.destination), self.zones, before.zones, strict=True):
            if here != there:
                yield f"{name} may have another address there"
