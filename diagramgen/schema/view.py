"""Views: which part of the architecture a picture shows, and how."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import InstanceOf, PlainValidator, field_validator, model_validator

from diagramgen.schema.base import Element, Many, Name, Text
from diagramgen.schema.connection import Connection
from diagramgen.schema.endpoint import Endpoint, Tenancy
from diagramgen.schema.identifier import Id, check_id
from diagramgen.schema.label import Audiences, Until, Version
from diagramgen.schema.protocol import Protocol
from diagramgen.schema.zone import Zone


class Hubs(StrEnum):
    """How an endpoint that many others call is drawn."""

    SHARED = "shared"
    """Once: the true topology."""
    REPEATED = "repeated"
    """Once beside each caller: fewer crossing lines."""
    AUTO = "auto"
    """Repeated where the picture has many lines, shared where it has few."""


class Tag(Element):
    """Selects what carries a tag."""

    name: Name
    """The tag."""


Selector = Endpoint | Zone | Protocol | Tenancy | Tag
"""What a view can be told to include or to exclude."""


def _check_selectors(values: object) -> tuple[Selector, ...]:
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise ValueError("must be a list of endpoints, zones, protocols, tenancies and tags; put it in [ ]")
    for value in values:
        if not isinstance(value, Endpoint | Zone | Protocol | Tenancy | Tag):
            raise ValueError(f"holds {value!r}; pass an endpoint, a zone, a protocol, a Tenancy or a Tag itself")
    return tuple(values)


Selectors = Annotated[Sequence[Selector], PlainValidator(_check_selectors)]
"""A list of what to choose by."""


class ListedView(Element):
    """A view that a model may list; each endpoint has its own view without being asked."""

    kind: ClassVar[str]

    audience: Audiences = ()
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it."""
    until: Until | None = None
    """The first version of the product that no longer has it."""


class OverviewView(ListedView):
    """All endpoints and all connections of the architecture in one picture."""

    kind: ClassVar[str] = "overview"

    id: Id
    """The view's identifier: it names the picture's file."""
    title: Name = "Overview"
    """The picture's title."""
    hubs: Hubs = Hubs.SHARED
    """How an endpoint that many others call is drawn."""


class SelectionView(ListedView):
    """A part of the architecture: what is included, less what is excluded."""

    kind: ClassVar[str] = "selection"

    id: Id
    """The view's identifier: it names the picture's file."""
    title: Name
    """The picture's title."""
    include: Selectors = ()
    """Endpoints, zones, tenancies and tags say which endpoints, protocols which connections; all if nothing is said."""
    exclude: Selectors = ()
    """The same, left out."""
    hubs: Hubs = Hubs.SHARED
    """How an endpoint that many others call is drawn."""


class MatrixView(ListedView):
    """A grid of who connects to whom: a table, not a picture."""

    kind: ClassVar[str] = "matrix"

    id: Id
    """The view's identifier."""
    title: Name = "Who connects to whom"
    """The table's title."""
    include: Selectors = ()
    """As for a selection."""
    exclude: Selectors = ()
    """The same, left out."""


class _NamedByItsSubject(Element):
    """A view whose id and title follow from what it shows, unless they are stated."""

    id: str = ""
    """The view's identifier; made of its kind and its subject if it is not stated."""
    title: Name = ""
    """The picture's title; made of its subject if it is not stated."""

    kind: ClassVar[str]
    _subject: ClassVar[str]
    _phrase: ClassVar[str]

    @field_validator("id")
    @classmethod
    def _is_an_id_or_one_behind_its_kind(cls, value: str) -> str:
        check_id(value.removeprefix(f"{cls.kind}--"))
        return value

    @model_validator(mode="before")
    @classmethod
    def _name_by_subject(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        subject = data.get(cls._subject)
        known = getattr(subject, "__dict__", {})
        stated = {key: value for key, value in data.items() if value is not None or key not in ("id", "title")}
        named = {"id": f"{cls.kind}--{known.get('id')}", "title": cls._phrase.format(known.get("name"))}
        return named | stated if "id" in known else {"id": "unnamed", "title": "?"} | stated


class ServiceView(_NamedByItsSubject):
    """One endpoint in the middle, its callers on the left, what it calls on the right."""

    kind: ClassVar[str] = "service"
    _subject = "endpoint"
    _phrase = "Connections of {}"

    endpoint: InstanceOf[Endpoint]
    """The endpoint in the middle."""


class ZoneView(_NamedByItsSubject, ListedView):
    """One zone in a box, with all that it connects to around it."""

    kind: ClassVar[str] = "zone"
    _subject = "zone"
    _phrase = "Zone {}"

    zone: InstanceOf[Zone]
    """The zone in the box."""


class ProtocolView(_NamedByItsSubject, ListedView):
    """All connections that speak one protocol."""

    kind: ClassVar[str] = "protocol"
    _subject = "protocol"
    _phrase = "Connections over {}"

    protocol: InstanceOf[Protocol]
    """The protocol."""


class Step(Element):
    """One step of a flow."""

    connection: InstanceOf[Connection]
    """The connection that is used."""
    text: Text = ""
    """What happens."""


class FlowView(ListedView):
    """A walk along connections, step by step."""

    kind: ClassVar[str] = "flow"

    id: Id
    """The view's identifier: it names the picture's file."""
    title: Name
    """The picture's title."""
    steps: Many[Step]
    """The steps in their order; a connection may be used more than once."""


STANDARD_IDS = ("overview", "overview-repeated")
"""Ids of the pictures that every model gets; one that a model lists in their place is an overview too."""

PictureView = OverviewView | ServiceView | ZoneView | ProtocolView | SelectionView | FlowView
"""The kinds of view that are pictures."""

View = PictureView | MatrixView
"""All kinds of view."""
