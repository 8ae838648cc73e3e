"""The whole model: what belongs to an architecture, listed explicitly."""

from __future__ import annotations

from diagramgen.schema.base import Day, Element, Line, Many, Markdown, Name
from diagramgen.schema.connection import Connection, Retired
from diagramgen.schema.endpoint import Endpoint, Link
from diagramgen.schema.label import Audiences
from diagramgen.schema.protocol import Protocol
from diagramgen.schema.rule import Ignore, Rule
from diagramgen.schema.view import ListedView
from diagramgen.schema.zone import Zone


class Architecture(Element):
    """A model: the one object that a model's folder defines."""

    title: Name
    """What the architecture is called."""
    version: Line = ""
    """The version of this documentation; the architecture page and a book say it."""
    date: Day | None = None
    """The day of this version; page and book say it."""
    summary: Markdown = ""
    """The line under the title, in Markdown."""
    introduction: Markdown = ""
    """What a reader should know before the picture, in Markdown; links start at the root of the documentation."""
    related: Many[Link] = ()
    """Documentation to read beside this."""
    zones: Many[Zone] = ()
    """All zones."""
    protocols: Many[Protocol] = ()
    """Protocols in the order of the legend; used ones that are not listed follow."""
    endpoints: Many[Endpoint] = ()
    """All endpoints."""
    connections: Many[Connection] = ()
    """All connections."""
    views: Many[ListedView] = ()
    """Further views; one with the id of a standard view replaces it."""
    retired: Many[Retired] = ()
    """Numbers that are not given again."""
    audiences: Audiences = ()
    """All audiences that labels may name; any if none is listed."""
    rules: Many[Rule] = ()
    """Rules of the architecture's own, made with `diagramgen.lint.rule`."""
    ignores: Many[Ignore] = ()
    """What `diagramgen lint` finds and what stays all the same, each with its reason."""
