"""The columns that a connection table can have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Status
from diagramgen.table import COLUMNS, row

METADATA = "metadata."
"""Begins the id of a column that shows a fact of the author's own."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how it is asked for, its heading, and what stands in it."""

    id: str
    heading: str
    text: Callable[[ResolvedConnection], str]


def _published(place: int, name: str) -> Column:
    return Column(name, COLUMNS[place], lambda c: row(c)[place])


PUBLISHED = tuple(
    _published(place, name)
    for place, name in enumerate(("number", "source", "destination", "protocol", "port", "classification", "data"))
)
"""The columns of a published table."""

FURTHER = (
    Column("encryption", "Encryption", lambda c: c.encryption),
    Column("authentication", "Authentication", lambda c: c.authentication),
    Column("status", "Status", lambda c: "" if c.status is Status.ACTIVE else str(c.status).capitalize()),
)
"""Columns that a table gets by itself where the model says something for them."""

TAGS = Column("tags", "Tags", lambda c: ", ".join(c.tags))


def usual(graph: Graph) -> Sequence[Column]:
    """The columns of a table for which none are asked."""
    return *PUBLISHED, *(column for column in FURTHER if any(column.text(c) for c in graph.connections))


def known(graph: Graph) -> Mapping[str, Column]:
    """All columns that can be asked for, by id: those of the author's own facts are the model's."""
    keys = sorted({key for c in graph.connections for key in c.metadata})
    return {column.id: column for column in (*PUBLISHED, *FURTHER, TAGS, *map(_fact, keys))}


def _fact(key: str) -> Column:
    words = key.replace("_", " ")
    return Column(METADATA + key, words[:1].upper() + words[1:], lambda c: fact(c.metadata.get(key, "")))


def fact(value: object) -> str:
    """A fact of the author's own as text."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
