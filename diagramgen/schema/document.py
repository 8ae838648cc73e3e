"""The model as YAML or JSON: the same vocabulary, with ids in place of objects.

These types give the JSON Schema of `diagramgen schema`; `load/build.py` turns them into an
Architecture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from diagramgen.schema.base import Day, Scalar, Whole
from diagramgen.schema.connection import Status
from diagramgen.schema.endpoint import Kind, Tenancy
from diagramgen.schema.identifier import PATTERN
from diagramgen.schema.label import VERSION
from diagramgen.schema.port import Ports
from diagramgen.schema.protocol import COLOR, Dash
from diagramgen.schema.view import Hubs
from diagramgen.schema.zone import Boundary

SCHEMA_KEY = "$schema"
"""A key that editors look for in the file itself; it says nothing about the architecture."""

# The pattern is for editors; an element's own check of its id has a better message.
IdField: Any = Field(
    description="Lower-case letters and digits, words joined by single hyphens.",
    json_schema_extra={"pattern": f"^{PATTERN}$"},
)

Audience = Annotated[str, Field(json_schema_extra={"pattern": f"^{PATTERN}$"})]
Version = Annotated[str, Field(json_schema_extra={"pattern": f"^{VERSION}$"})]


def _check_ports(value: object) -> object:
    """Say what is wrong with ports in one sentence: pydantic has one for each arm of a union."""
    if not isinstance(value, Mapping):
        Ports.of(value)
    return value


class Document(BaseModel):
    """Base: no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class LinkDocument(Document):
    """A link that a page shows."""

    title: str
    """What the link says."""
    url: str
    """http, https, mailto, or relative to the root of the documentation."""
    audience: list[Audience] = Field(default_factory=list)
    """For whom it is; everybody if nobody is named."""


class ZoneDocument(Document):
    """A part of the architecture's ground."""

    id: str = IdField
    name: str
    """The zone's name, as readers know it."""
    parent: str | None = None
    """Id of the zone around this one."""
    boundary: Boundary | None = None
    """Inside or outside of the cluster; taken from the parent where it is not stated."""
    trust: Whole | None = None
    """How much the zone is trusted: a higher number is more trusted."""
    audience: list[Audience] = Field(default_factory=list)
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it, in quotes."""
    until: Version | None = None
    """The first version of the product that no longer has it, in quotes."""


class ProtocolDocument(Document):
    """A protocol of the model's own, or a usual one with another look."""

    id: str = IdField
    name: str
    """The name in the table."""
    application: str | None = None
    """The application protocol."""
    transport: str = "TCP"
    """The transport below it."""
    default_port: Whole | None = Field(default=None, ge=1, le=65535)
    """The port that is usual for it."""
    legend: str | None = None
    """The legend entry that it shares with others."""
    color: str | None = Field(default=None, pattern=COLOR, examples=["#1565c0"])
    """The line's colour as #rrggbb."""
    dash: Dash | None = None
    """The line's dash."""


class EndpointDocument(Document):
    """Something that connects or is connected to."""

    id: str = IdField
    kind: Kind
    """What sort of thing it is."""
    name: str
    """The endpoint's name, as readers know it."""
    aliases: list[str] = Field(default_factory=list)
    """Other names of the same thing."""
    zone: str | None = None
    """Id of the zone in which it stands."""
    tenancy: Tenancy = Tenancy.UNKNOWN
    """How many tenants share it."""
    tenancy_basis: str = ""
    """How the tenancy is known."""
    summary: str = ""
    """What it is for, in Markdown."""
    owner: str = ""
    """The team that answers for it."""
    links: list[LinkDocument] = Field(default_factory=list)
    """Where to read on."""
    tags: list[str] = Field(default_factory=list)
    """Words to select by."""
    icon: str | None = None
    """An icon of the diagrams package, as onprem.inmemory.Redis."""
    metadata: dict[str, Scalar] = Field(default_factory=dict)
    """Facts of your own."""
    audience: list[Audience] = Field(default_factory=list)
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it, in quotes."""
    until: Version | None = None
    """The first version of the product that no longer has it, in quotes."""


class UnknownPorts(Document):
    """Ports that nobody could name."""

    unknown: str
    """Why they are unknown."""
    text: str = ""
    """What is printed."""


class ConnectionDocument(Document):
    """One numbered connection."""

    number: Whole | None = Field(default=None, ge=1)
    """Its identity: once given it stays."""
    source: str
    """Id of the endpoint that initiates the connection."""
    source_label: str | None = None
    """The name or alias of the source to print in this row."""
    destination: str
    """Id of the endpoint that accepts it."""
    destination_label: str | None = None
    """The name or alias of the destination to print in this row."""
    protocol: str
    """Id of the protocol."""
    ports: Annotated[int | str | UnknownPorts | None, BeforeValidator(_check_ports)] = None
    """6379, "8888, 8000", "9092/9093*", "20000-45000", "N/A" or {unknown: why}."""
    classification: str | None = None
    """What the table says; derived from the zones if not stated."""
    data: str = ""
    """What travels on it, and what for."""
    encryption: str = ""
    """How it is encrypted."""
    authentication: str = ""
    """How the source proves who it is."""
    status: Status = Status.ACTIVE
    """Whether it is in use."""
    tags: list[str] = Field(default_factory=list)
    """Words to select by."""
    metadata: dict[str, Scalar] = Field(default_factory=dict)
    """Facts of your own."""
    audience: list[Audience] = Field(default_factory=list)
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it, in quotes."""
    until: Version | None = None
    """The first version of the product that no longer has it, in quotes."""


class StepDocument(Document):
    """One step of a flow."""

    connection: Whole
    """Number of the connection that is used."""
    text: str = ""
    """What happens."""


class ViewDocument(Document):
    """A further picture, or a matrix."""

    id: str | None = None
    """The view's identifier; a zone's or protocol's view has one without being told."""
    kind: Literal["overview", "zone", "protocol", "selection", "flow", "matrix"] = "overview"
    """What the picture shows."""
    title: str | None = None
    """The picture's title."""
    include: list[str] = Field(default_factory=list)
    """Ids of endpoints, zone:ID, protocol:ID, tag:WORD, tenancy:WORD; the one zone or protocol of such a view."""
    exclude: list[str] = Field(default_factory=list)
    """The same, left out."""
    hubs: Hubs = Hubs.SHARED
    """How an endpoint that many others call is drawn."""
    steps: list[StepDocument] = Field(default_factory=list)
    """The steps of a flow."""
    audience: list[Audience] = Field(default_factory=list)
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it, in quotes."""
    until: Version | None = None
    """The first version of the product that no longer has it, in quotes."""


class RetiredDocument(Document):
    """A number that is not given again."""

    number: Whole = Field(ge=1)
    """The retired number."""
    since: str
    """The version or date since which the connection is gone."""
    reason: str
    """Why it is gone."""
    audience: list[Audience] = Field(default_factory=list)
    """For whom it is; everybody if nobody is named."""


class IgnoreDocument(Document):
    """Excuses what one rule finds at one object."""

    rule: str
    """The rule's name."""
    object: str
    """What it is found at: connection-14, endpoint-redis, view-poster, model, as a finding prints it."""
    reason: str
    """Why it stays as it is, so that a reader can check it."""


class ArchitectureDocument(Document):
    """A whole model."""

    title: str
    """What the architecture is called."""
    version: str = ""
    """The version of this documentation, in quotes; the architecture page and a book say it."""
    date: Day | None = None
    """The day of this version, as 2026-11-23; page and book say it."""
    summary: str = ""
    """The line under the title, in Markdown."""
    introduction: str = ""
    """What a reader should know before the picture, in Markdown."""
    related: list[LinkDocument] = Field(default_factory=list)
    """Documentation to read beside this."""
    zones: list[ZoneDocument] = Field(default_factory=list)
    """All zones."""
    protocols: list[ProtocolDocument] = Field(default_factory=list)
    """Protocols of the model's own, and the order of the legend."""
    endpoints: list[EndpointDocument] = Field(default_factory=list)
    """All endpoints."""
    connections: list[ConnectionDocument] = Field(default_factory=list)
    """All connections."""
    views: list[ViewDocument] = Field(default_factory=list)
    """Further views."""
    retired: list[RetiredDocument] = Field(default_factory=list)
    """Numbers that are not given again."""
    audiences: list[Audience] = Field(default_factory=list)
    """All audiences that labels may name; any if none is listed."""
    ignores: list[IgnoreDocument] = Field(default_factory=list)
    """What lint finds and what stays all the same, each with its reason."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a model in YAML or JSON."""
    schema = ArchitectureDocument.model_json_schema()
    own = {SCHEMA_KEY: {"description": "The schema by which an editor checks this file.", "type": "string"}}
    properties = {"properties": own | schema["properties"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, **properties}
