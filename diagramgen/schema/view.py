"""Views: which part of the architecture a picture shows, and how."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import InstanceOf

from diagramgen.schema.base import Element, Name
from diagramgen.schema.endpoint import Endpoint
from diagramgen.schema.identifier import Id


class Hubs(StrEnum):
    """How an endpoint that many others call is drawn."""

    SHARED = "shared"
    """Once: the true topology."""
    REPEATED = "repeated"
    """Once beside each caller: fewer crossing lines."""
    AUTO = "auto"
    """Repeated where the picture has many lines, shared where it has few."""


class OverviewView(Element):
    """All endpoints and all connections of the architecture in one picture."""

    kind: ClassVar[str] = "overview"

    id: Id
    """The view's identifier: it names the picture's file."""
    title: Name = "Overview"
    """The picture's title."""
    hubs: Hubs = Hubs.SHARED
    """How an endpoint that many others call is drawn."""


class ServiceView(Element):
    """One endpoint in the middle, its callers on the left, what it calls on the right."""

    kind: ClassVar[str] = "service"

    endpoint: InstanceOf[Endpoint]
    """The endpoint in the middle."""

    @property
    def id(self) -> str:
        """`service--` and the endpoint's id."""
        return f"service--{self.endpoint.id}"

    @property
    def title(self) -> str:
        """The picture's title."""
        return f"Connections of {self.endpoint.name}"


View = OverviewView | ServiceView
