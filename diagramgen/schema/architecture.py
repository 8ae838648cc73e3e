"""The whole model: what belongs to an architecture, listed explicitly."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field, InstanceOf

from diagramgen.schema.base import Element, Markdown, Name
from diagramgen.schema.connection import Connection, Retired
from diagramgen.schema.endpoint import Endpoint, Link
from diagramgen.schema.protocol import Protocol
from diagramgen.schema.view import OverviewView
from diagramgen.schema.zone import Zone


class Architecture(Element):
    """A model: the one object that a model's folder defines."""

    title: Name
    """What the architecture is called."""
    summary: Markdown = ""
    """The line under the title, in Markdown."""
    introduction: Markdown = ""
    """What a reader should know before the picture, in Markdown; links start at the root of the documentation."""
    related: Sequence[InstanceOf[Link]] = Field(default=())
    """Documentation to read beside this."""
    zones: Sequence[InstanceOf[Zone]] = Field(default=())
    """All zones."""
    protocols: Sequence[InstanceOf[Protocol]] = Field(default=())
    """Protocols in the order of the legend; used ones that are not listed follow."""
    endpoints: Sequence[InstanceOf[Endpoint]] = Field(default=())
    """All endpoints."""
    connections: Sequence[InstanceOf[Connection]] = Field(default=())
    """All connections."""
    views: Sequence[InstanceOf[OverviewView]] = Field(default=())
    """Further views; one with the id of a standard view replaces it."""
    retired: Sequence[InstanceOf[Retired]] = Field(default=())
    """Numbers that are not given again."""
