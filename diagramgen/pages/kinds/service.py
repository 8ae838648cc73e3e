"""A page for each endpoint: what it is, who reaches it on what, and whom it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diagramgen.errors import Location
from diagramgen.graph import ResolvedConnection
from diagramgen.pages.columns import fact
from diagramgen.pages.context import (
    Context,
    Figure,
    Ref,
    Table,
    doc_link,
    endpoint_ref,
    figure,
    finding_href,
    table,
    ways,
)
from diagramgen.pages.urls import service_path
from diagramgen.schema import Boundary, Endpoint, Kind, Tenancy

UP = "../"
"""From the page to the root of the documentation."""

KIND_NAMES = {
    Kind.SERVICE: "Service",
    Kind.DATASTORE: "Data store",
    Kind.BROKER: "Message broker",
    Kind.EXTERNAL: "External system",
    Kind.PERSON: "Person",
}
TENANCY_NAMES = {
    Tenancy.MULTI: "Multi-tenant",
    Tenancy.SINGLE: "Single tenant",
    Tenancy.MIXED: "Mixed",
    Tenancy.NOT_APPLICABLE: "Not applicable",
    Tenancy.UNKNOWN: "Unknown",
}
SIDES = {Boundary.INSIDE: "inside the cluster", Boundary.OUTSIDE: "outside the cluster"}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known of the endpoint."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Reach:
    """One way in or out: a port and a protocol, and who is at the other end."""

    port: str
    protocol: str
    others: tuple[Ref, ...]
    connections: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class ServicePage:
    """What the page says."""

    template: ClassVar[str] = "service.md.jinja"

    path: str
    title: str
    where: Location
    summary: str
    up: str
    facts: tuple[Fact, ...]
    links: tuple[Ref, ...]
    figure: Figure
    reached_on: tuple[Reach, ...]
    reaches: tuple[Reach, ...]
    incoming: Table
    outgoing: Table
    ways: tuple[Ref, ...]


def build(context: Context) -> tuple[ServicePage, ...]:
    """A page for each endpoint of the model."""
    return tuple(_page(context, endpoint) for endpoint in context.graph.endpoints)


def _page(context: Context, endpoint: Endpoint) -> ServicePage:
    path, view = service_path(endpoint.id), f"service--{endpoint.id}"
    incoming, outgoing = context.graph.incoming(endpoint.id), context.graph.outgoing(endpoint.id)
    return ServicePage(
        path=path,
        title=endpoint.name,
        where=endpoint.where,
        summary=endpoint.summary,
        up=UP,
        facts=tuple(_facts(endpoint)),
        links=tuple(doc_link(link, UP) for link in endpoint.links),
        figure=figure(context, path, view),
        reached_on=_reached_on(context, path, endpoint.id, incoming),
        reaches=_reaches(context, path, endpoint.id, outgoing),
        incoming=table(context, path, incoming, f"{endpoint.id}--in--", view, file=f"{endpoint.id}--in"),
        outgoing=table(context, path, outgoing, f"{endpoint.id}--out--", view, file=f"{endpoint.id}--out"),
        ways=ways(context, path),
    )


def _facts(endpoint: Endpoint) -> list[Fact]:
    """What is known, in a fixed order; the author's own facts come last."""
    facts = [Fact("Kind", KIND_NAMES[endpoint.kind])]
    if endpoint.zone is not None:
        side = f" ({SIDES[endpoint.zone.side]})" if endpoint.zone.side is not None else ""
        facts.append(Fact("Zone", " › ".join(zone.name for zone in endpoint.zone.path) + side))
    basis = f" – {endpoint.tenancy_basis}" if endpoint.tenancy_basis else ""
    facts.append(Fact("Tenancy", TENANCY_NAMES[endpoint.tenancy] + basis))
    if endpoint.aliases:
        facts.append(Fact("Also called", ", ".join(endpoint.aliases)))
    if endpoint.owner:
        facts.append(Fact("Owner", endpoint.owner))
    if endpoint.tags:
        facts.append(Fact("Tags", ", ".join(endpoint.tags)))
    facts += [Fact(_heading(name), fact(value)) for name, value in endpoint.metadata.items()]
    return facts


def _heading(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _reached_on(context: Context, path: str, own: str, incoming: tuple[ResolvedConnection, ...]) -> tuple[Reach, ...]:
    """By port and protocol, as the callers see it."""
    groups: dict[tuple[str, str], list[ResolvedConnection]] = {}
    for connection in incoming:
        groups.setdefault((connection.port_text, connection.protocol.name), []).append(connection)
    return tuple(_reach(context, path, own, found, "in") for found in groups.values())


def _reaches(context: Context, path: str, own: str, outgoing: tuple[ResolvedConnection, ...]) -> tuple[Reach, ...]:
    """By destination, protocol and port."""
    groups: dict[tuple[str, str, str], list[ResolvedConnection]] = {}
    for connection in outgoing:
        key = connection.destination.id, connection.protocol.name, connection.port_text
        groups.setdefault(key, []).append(connection)
    return tuple(_reach(context, path, own, found, "out") for found in groups.values())


def _reach(context: Context, path: str, own: str, found: list[ResolvedConnection], side: str) -> Reach:
    others = {(c.source if side == "in" else c.destination).id: c for c in found}
    ends = [c.source if side == "in" else c.destination for c in others.values()]
    return Reach(
        port=found[0].port_text,
        protocol=found[0].protocol.name,
        others=tuple(endpoint_ref(context, path, endpoint) for endpoint in ends),
        connections=tuple(
            Ref(c.badge, f"#{own}--{side}--connection-{c.key}", finding_href(context, path, c)) for c in found
        ),
    )
