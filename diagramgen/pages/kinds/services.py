"""The index of all endpoints, by kind and name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diagramgen.errors import NOWHERE, Location
from diagramgen.pages.context import Context, Ref, endpoint_ref
from diagramgen.pages.urls import ARCHITECTURE, SERVICES
from diagramgen.schema import Kind

HEADINGS = {
    Kind.SERVICE: "Services",
    Kind.DATASTORE: "Data stores",
    Kind.BROKER: "Message brokers",
    Kind.EXTERNAL: "External systems",
    Kind.PERSON: "People",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One endpoint in the index."""

    endpoint: Ref
    aliases: str
    zone: str
    tenancy: str
    incoming: int
    outgoing: int


@dataclass(frozen=True, slots=True)
class Group:
    """All endpoints of one kind."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ServicesPage:
    """What the page says."""

    template: ClassVar[str] = "services.md.jinja"

    path: str
    title: str
    architecture_title: str
    architecture: str
    count: int
    groups: tuple[Group, ...]
    where: Location = NOWHERE


def build(context: Context) -> tuple[ServicesPage, ...]:
    """The one index of a model."""
    graph = context.graph
    groups = []
    for kind, heading in HEADINGS.items():
        endpoints = sorted((e for e in graph.endpoints if e.kind is kind), key=lambda e: (e.name.casefold(), e.id))
        if endpoints:
            lines = tuple(
                Line(
                    endpoint=endpoint_ref(context, SERVICES, endpoint),
                    aliases=", ".join(endpoint.aliases),
                    zone=endpoint.zone.name if endpoint.zone is not None else "",
                    tenancy=str(endpoint.tenancy).replace("-", " ").capitalize(),
                    incoming=len(graph.incoming(endpoint.id)),
                    outgoing=len(graph.outgoing(endpoint.id)),
                )
                for endpoint in endpoints
            )
            groups.append(Group(heading, lines))
    title, back = graph.architecture.title, f"../{ARCHITECTURE}"
    return (ServicesPage(SERVICES, "Services", title, back, len(graph.endpoints), tuple(groups)),)
