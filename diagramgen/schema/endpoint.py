"""Endpoints: what a connection starts from or leads to."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, InstanceOf, model_validator

from diagramgen.icons import check_icon
from diagramgen.schema.base import Element, Many, Markdown, Metadata, Name, Names, Text, check_text
from diagramgen.schema.identifier import Id
from diagramgen.schema.label import Audiences, Until, Version
from diagramgen.schema.zone import Zone


class Kind(StrEnum):
    """What sort of thing an endpoint is."""

    SERVICE = "service"
    DATASTORE = "datastore"
    BROKER = "broker"
    EXTERNAL = "external"
    PERSON = "person"


class Tenancy(StrEnum):
    """How many tenants share one instance of an endpoint."""

    SINGLE = "single"
    MULTI = "multi"
    MIXED = "mixed"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


def check_url(value: str) -> str:
    """Allow http(s), mailto and relative addresses; anything else could run or leave the site."""
    check_text(value)
    if not value or re.search(r"\s", value):
        raise ValueError(f"{value!r} is not an address; take the space out or fill it in")
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.\-]*):", value)
    if (scheme and scheme[1].lower() not in ("http", "https", "mailto")) or re.match(r"\\|/[/\\]", value):
        raise ValueError(f"{value!r} has a scheme that is not allowed; use http, https, mailto or a relative address")
    return value


class Link(Element):
    """A link that a page shows."""

    title: Name
    """What the link says."""
    url: Annotated[str, AfterValidator(check_url)]
    """http, https, mailto, or relative to the root of the documentation."""
    audience: Audiences = ()
    """For whom it is; everybody if nobody is named."""


class Endpoint(Element):
    """Something that connects or is connected to. Use one of its kinds, as Service or DataStore."""

    kind: ClassVar[Kind]

    id: Id
    """The endpoint's identifier: it names its page."""
    name: Name
    """The endpoint's name, as readers know it."""
    aliases: Names = ()
    """Other names of the same thing; a row of the table may print one of them."""
    zone: InstanceOf[Zone] | None = None
    """Where it stands."""
    tenancy: Tenancy = Tenancy.UNKNOWN
    """How many tenants share it."""
    tenancy_basis: Text = ""
    """How the tenancy is known."""
    summary: Markdown = ""
    """What it is for, in a sentence or two of Markdown."""
    owner: Text = ""
    """The team that answers for it."""
    links: Many[Link] = ()
    """Where to read on."""
    tags: Names = ()
    """Words to select by."""
    icon: Annotated[str, AfterValidator(check_icon)] | None = None
    """An icon of the `diagrams` package, as `onprem.inmemory.Redis`."""
    metadata: Metadata = Field(default_factory=dict)
    """Facts of your own; shown on the endpoint's page."""
    audience: Audiences = ()
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it."""
    until: Until | None = None
    """The first version of the product that no longer has it."""

    @model_validator(mode="after")
    def _has_a_kind(self) -> Self:
        if not hasattr(self, "kind"):
            raise ValueError("an endpoint has a kind; use Service, DataStore, Broker, ExternalSystem or Person")
        return self


class Service(Endpoint):
    """A program that your product runs."""

    kind = Kind.SERVICE


class DataStore(Endpoint):
    """A database, a cache, a bucket: it keeps data and answers."""

    kind = Kind.DATASTORE


class Broker(Endpoint):
    """A message broker or event log: it passes messages on."""

    kind = Kind.BROKER


class ExternalSystem(Endpoint):
    """A system that somebody else runs."""

    kind = Kind.EXTERNAL


class Person(Endpoint):
    """A user or operator."""

    kind = Kind.PERSON
