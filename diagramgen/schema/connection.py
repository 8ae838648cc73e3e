"""Connections: who initiates one to whom, over what, and what for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, InstanceOf, PlainValidator, ValidationInfo, field_validator

from diagramgen.schema.base import Element, Metadata, Name, Names, Text, Whole, is_sound
from diagramgen.schema.endpoint import Endpoint
from diagramgen.schema.label import Audiences, Until, Version
from diagramgen.schema.port import Ports
from diagramgen.schema.protocol import Protocol


class Classification(StrEnum):
    """What a connection is, seen from the cluster's boundary."""

    INTRA_CLUSTER = "Intra-cluster"
    EGRESS = "Egress"
    INGRESS = "Ingress"
    UNCLASSIFIED = "Unclassified"


class Status(StrEnum):
    """Whether a connection is in use."""

    ACTIVE = "active"
    PLANNED = "planned"
    DEPRECATED = "deprecated"


class Connection(Element):
    """One numbered row of the table and one numbered badge of the picture."""

    number: Whole | None = Field(default=None, ge=1)
    """Its identity: once given it stays; without one it is drawn and printed as `?`."""
    source: InstanceOf[Endpoint]
    """Who initiates the connection."""
    destination: InstanceOf[Endpoint]
    """Who accepts it."""
    source_label: Name | None = None
    """The name or alias of the source to print in this row."""
    destination_label: Name | None = None
    """The name or alias of the destination to print in this row."""
    protocol: InstanceOf[Protocol]
    """What is spoken."""
    ports: Annotated[Ports | str | int | None, PlainValidator(Ports.of)] = None
    """The ports that the client uses: `6379`, `"8888, 8000"`, `"9092/9093*"`, `"N/A"`, `Ports.unknown("why")`."""
    classification: Name | None = None
    """What the table says; derived from the zones if not stated."""
    data: Text = ""
    """What travels on it, and what for; plain text."""
    encryption: Text = ""
    """How it is encrypted."""
    authentication: Text = ""
    """How the source proves who it is."""
    status: Status = Status.ACTIVE
    """Whether it is in use."""
    tags: Names = ()
    """Words to select by."""
    metadata: Metadata = Field(default_factory=dict)
    """Facts of your own."""
    audience: Audiences = ()
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it."""
    until: Until | None = None
    """The first version of the product that no longer has it."""

    @field_validator("source_label", "destination_label")
    @classmethod
    def _label_is_a_name(cls, label: str | None, info: ValidationInfo) -> str | None:
        endpoint = info.data.get(str(info.field_name).removesuffix("_label"))
        if label is None or endpoint is None or not is_sound(endpoint):
            return label
        names = (endpoint.name, *endpoint.aliases)
        if label not in names:
            way_out = f"write {' or '.join(map(repr, names))}, or add it to the aliases of {endpoint.id}"
            raise ValueError(f"{label!r} is neither name nor alias of {endpoint.id!r}; {way_out}")
        return label


class Retired(Element):
    """A number that was in use once and is not given again."""

    number: Whole = Field(ge=1)
    """The retired number."""
    since: Name
    """The version or date since which the connection is gone."""
    reason: Text
    """Why it is gone."""
    audience: Audiences = ()
    """For whom it is; everybody if nobody is named."""
