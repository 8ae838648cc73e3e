"""What a rule looks into: the graph, and what the views show of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from diagramgen.errors import Problem, did_you_mean
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.picture import Picture
from diagramgen.scene import Scene
from diagramgen.schema import (
    Architecture,
    Connection,
    Endpoint,
    Ignore,
    Protocol,
    Retired,
    Rule,
    ServiceView,
    View,
    Zone,
)
from diagramgen.schema.view import ListedView

Subject = (
    ResolvedConnection
    | Connection
    | Endpoint
    | Zone
    | Protocol
    | ListedView
    | ServiceView
    | Retired
    | Ignore
    | Rule
    | Architecture
)
"""What a finding can be about."""


@dataclass(frozen=True)
class Model(Graph):
    """A graph whose questions take an endpoint or its id, and refuse an id that does not exist."""

    views: Mapping[str, View] = field(default_factory=dict)
    """All views, the standard ones too, by id."""
    scenes: Callable[[], Mapping[str, Scene]] = field(default=dict, compare=False)
    """The pictures that the model lists, decided, by view; made when a rule asks."""
    pictures: Callable[[], Mapping[str, Picture]] = field(default=dict, compare=False)
    """All pictures, placed, by view. To ask is slow: they are laid out."""
    rule_names: tuple[str, ...] = ()
    """The rules that there are."""
    firm: tuple[str, ...] = ()
    """Those of them that can't be ignored."""
    dead: tuple[Ignore, ...] = ()
    """The ignores that excuse nothing."""
    broken: tuple[tuple[Rule, Problem], ...] = ()
    """The model's own rules that failed, each with what is wrong."""

    def endpoint(self, endpoint_id: str) -> Endpoint:
        """The endpoint with this id; LookupError if there is none."""
        return super().endpoint(self._known(endpoint_id))

    def incoming(self, endpoint: Endpoint | str) -> tuple[ResolvedConnection, ...]:
        """Connections that the endpoint accepts; LookupError if there is none of that id."""
        return super().incoming(self._known(endpoint))

    def outgoing(self, endpoint: Endpoint | str) -> tuple[ResolvedConnection, ...]:
        """Connections that the endpoint initiates; LookupError if there is none of that id."""
        return super().outgoing(self._known(endpoint))

    def between(self, first: Endpoint | str, second: Endpoint | str) -> tuple[ResolvedConnection, ...]:
        """Connections of these two endpoints, in either direction; LookupError if there is none of an id."""
        return super().between(self._known(first), self._known(second))

    def callers(self, endpoint: Endpoint | str) -> tuple[Endpoint, ...]:
        """Who connects to the endpoint, by id; LookupError if there is none of that id."""
        return super().callers(self._known(endpoint))

    def callees(self, endpoint: Endpoint | str) -> tuple[Endpoint, ...]:
        """Whom the endpoint connects to, by id; LookupError if there is none of that id."""
        return super().callees(self._known(endpoint))

    def _known(self, endpoint: Endpoint | str) -> str:
        """The id; a question about an endpoint that is not there would be answered with silence."""
        name = endpoint.id if isinstance(endpoint, Endpoint) else endpoint
        if name not in self._by_id:
            raise LookupError(f"there is no endpoint {name!r}; {did_you_mean(name, self._by_id)}")
        return name

    @cached_property
    def objects(self) -> frozenset[str]:
        """What an ignore can name."""
        listed = self.architecture
        elements = (
            *self.connections,
            *self.endpoints,
            *listed.zones,
            *self.protocols,
            *self.views.values(),
            *listed.retired,
        )
        return frozenset(self.name_of(element) for element in (*elements, listed))

    def name_of(self, subject: Subject) -> str:
        """What findings and ignores call an object: `connection-14`, `endpoint-redis`, `model`."""
        match subject:
            case Connection():
                return self.name_of(self.resolved(subject))
            case ResolvedConnection():
                return f"connection-{subject.key if subject.number is None else subject.number}"
            case Endpoint():
                return f"endpoint-{subject.id}"
            case Zone():
                return f"zone-{subject.id}"
            case Protocol():
                return f"protocol-{subject.id}"
            case ListedView() | ServiceView():
                return f"view-{getattr(subject, 'id', '')}"
            case Retired():
                return f"retired-{subject.number}"
            case Ignore():
                return subject.object
            case Rule():
                return f"rule-{subject.name}"
            case Architecture():
                return "model"

    def index_of(self, subject: Subject) -> tuple[str, int] | None:
        """The list of the architecture in which an object stands, and its place there; None for one that is in none."""
        listed = self.architecture
        if isinstance(subject, ResolvedConnection):
            keys = [self._key_of[id(connection)] for connection in listed.connections]
            return ("connections", keys.index(subject.key)) if subject.key in keys else None
        for key in ("connections", "endpoints", "zones", "protocols", "views", "retired", "ignores"):
            for place, element in enumerate(getattr(listed, key)):
                if element is subject:
                    return key, place
        return None
