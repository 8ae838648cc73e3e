"""The model with its references resolved: sorted, indexed, ready for questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from diagramgen.errors import Location
from diagramgen.schema import Architecture, Boundary, Classification, Connection, Endpoint, Ports, Protocol, Status
from diagramgen.schema.base import Scalar


@dataclass(frozen=True, slots=True)
class ResolvedConnection:
    """A connection as every picture, table and page shows it."""

    key: str
    """`40`, or `unnumbered-1` for the first one without a number."""
    number: int | None
    source: Endpoint
    destination: Endpoint
    source_label: str
    destination_label: str
    protocol: Protocol
    ports: Ports | None
    stated: str | None
    """The classification that the author states."""
    derived: Classification
    """The classification that follows from the zones."""
    data: str
    encryption: str
    authentication: str
    status: Status
    tags: tuple[str, ...]
    metadata: Mapping[str, Scalar]
    where: Location

    @property
    def badge(self) -> str:
        """What stands in the picture's badge and in the table's first column."""
        return "?" if self.number is None else str(self.number)

    @property
    def classification(self) -> str:
        """What is printed: the stated word, else the derived one."""
        return self.stated or str(self.derived)

    @property
    def port_text(self) -> str:
        """What is printed for the ports; empty where they are not stated."""
        return "" if self.ports is None else str(self.ports)

    @property
    def configurable(self) -> bool:
        """Whether a port of it can be configured."""
        return self.ports is not None and self.ports.configurable

    @property
    def line(self) -> tuple[str, str, str]:
        """Connections with an equal source, destination and protocol share one drawn line."""
        return self.source.id, self.destination.id, self.protocol.id

    @property
    def sentence(self) -> str:
        """The connection as one sentence, for those who hear the picture."""
        name = f"Connection {self.badge}" if self.number is not None else "Connection without a number"
        status = "" if self.status is Status.ACTIVE else f" ({self.status})"
        over = f"{self.source_label} connects to {self.destination_label} over {self.protocol.name}"
        return f"{name}{status}: {over}, {spoken_ports(self.ports)}"


@dataclass(frozen=True)
class Graph:
    """An architecture, resolved. Everything that is drawn, printed or exported comes from here."""

    architecture: Architecture
    endpoints: tuple[Endpoint, ...]
    """By id."""
    connections: tuple[ResolvedConnection, ...]
    """By number; those without one last, as the model lists them."""
    protocols: tuple[Protocol, ...]
    """Those that the model lists or uses, in the order of the legend."""

    def endpoint(self, endpoint_id: str) -> Endpoint:
        """The endpoint with this id; KeyError if there is none."""
        return self._by_id[endpoint_id]

    def resolved(self, connection: Connection) -> ResolvedConnection:
        """A connection of the model as it was resolved; KeyError if the model does not list it."""
        return self._by_key[self._key_of[id(connection)]]

    def incoming(self, endpoint_id: str) -> tuple[ResolvedConnection, ...]:
        """Connections that the endpoint accepts."""
        return self._incoming[endpoint_id]

    def outgoing(self, endpoint_id: str) -> tuple[ResolvedConnection, ...]:
        """Connections that the endpoint initiates."""
        return self._outgoing[endpoint_id]

    def between(self, first: str, second: str) -> tuple[ResolvedConnection, ...]:
        """Connections of these two endpoints, in either direction."""
        pair = {first, second}
        return tuple(found for found in self.connections if {found.source.id, found.destination.id} == pair)

    def callers(self, endpoint_id: str) -> tuple[Endpoint, ...]:
        """Who connects to the endpoint, by id; itself left out."""
        return self._others({found.source.id for found in self.incoming(endpoint_id)} - {endpoint_id})

    def callees(self, endpoint_id: str) -> tuple[Endpoint, ...]:
        """Whom the endpoint connects to, by id; itself left out."""
        return self._others({found.destination.id for found in self.outgoing(endpoint_id)} - {endpoint_id})

    def _others(self, ids: set[str]) -> tuple[Endpoint, ...]:
        return tuple(self._by_id[endpoint_id] for endpoint_id in sorted(ids))

    @cached_property
    def _by_id(self) -> dict[str, Endpoint]:
        return {endpoint.id: endpoint for endpoint in self.endpoints}

    @cached_property
    def _by_key(self) -> dict[str, ResolvedConnection]:
        return {connection.key: connection for connection in self.connections}

    @cached_property
    def _key_of(self) -> dict[int, str]:
        listed = self.architecture.connections
        return {id(connection): key for connection, key in zip(listed, keys_of(listed), strict=True)}

    @cached_property
    def _incoming(self) -> defaultdict[str, tuple[ResolvedConnection, ...]]:
        return _grouped((found.destination.id, found) for found in self.connections)

    @cached_property
    def _outgoing(self) -> defaultdict[str, tuple[ResolvedConnection, ...]]:
        return _grouped((found.source.id, found) for found in self.connections)


def _grouped(pairs: Iterable[tuple[str, ResolvedConnection]]) -> defaultdict[str, tuple[ResolvedConnection, ...]]:
    groups: defaultdict[str, tuple[ResolvedConnection, ...]] = defaultdict(tuple)
    lists: defaultdict[str, list[ResolvedConnection]] = defaultdict(list)
    for key, connection in pairs:
        lists[key].append(connection)
    groups.update({key: tuple(found) for key, found in lists.items()})
    return groups


def keys_of(connections: Iterable[Connection]) -> list[str]:
    """The key of each connection of a model: its number, or its place among those without one.

    A number that stands twice is an error of the model; for those who look into such a model all the same, the second
    one is `40--2`.
    """
    times: Counter[int | None] = Counter()
    keys = []
    for connection in connections:
        times[connection.number] += 1
        count = times[connection.number]
        again = f"--{count}" if count > 1 else ""
        keys.append(f"unnumbered-{count}" if connection.number is None else f"{connection.number}{again}")
    return keys


def classify(source: Endpoint, destination: Endpoint) -> Classification:
    """What a connection is, from the sides of the cluster's boundary on which its ends stand."""
    sides = tuple(end.zone.side if end.zone is not None else None for end in (source, destination))
    return _CLASSIFICATION.get(sides, Classification.UNCLASSIFIED)


_CLASSIFICATION: Mapping[tuple[Boundary | None, ...], Classification] = {
    (Boundary.INSIDE, Boundary.INSIDE): Classification.INTRA_CLUSTER,
    (Boundary.INSIDE, Boundary.OUTSIDE): Classification.EGRESS,
    (Boundary.OUTSIDE, Boundary.INSIDE): Classification.INGRESS,
}


def spoken_ports(ports: Ports | None) -> str:
    """Ports as words: `ports 8888 and 8000`, `port 9092 or 9093, configurable`, `without a port`."""
    if ports is None:
        return "port not stated"
    if not ports.items:
        return "without a port" if ports.known else f"port not known{f': {ports.reason}' if ports.reason else ''}"
    words = []
    for item in ports.items:
        choices = [str(low) if low == high else f"{low} to {high}" for low, high in item.ranges]
        words.append(joined(choices, "or") + (", configurable" if item.configurable else ""))
    several = len(words) > 1 or "-" in ports.text
    return ("ports " if several else "port ") + joined(words, "and")


def joined(words: list[str], last: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"
