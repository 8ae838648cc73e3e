"""Changes as data: a class for each kind, ordered by what matters to security.

`rank` orders: a small one matters more. `level` is what a rank belongs to. Both may depend on the
single change: a new connection across the cluster's boundary matters more than one within it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from diagramgen.errors import NOWHERE, Location


class Level(StrEnum):
    """How much a change matters, from most to least."""

    SECURITY = "security"
    """Who may reach what, how it is protected, and whose data it holds."""
    STRUCTURE = "structure"
    """What there is, what it is called by, and for whom and how long it is meant."""
    TEXT = "text"
    """What is said about it, and how it is shown."""


STRUCTURE_FROM, TEXT_FROM = 200, 300
"""The ranks at which levels begin."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about."""

    kind: str
    """`connection`, `endpoint`, `zone`, `protocol`, `view`, `retired`, `ignore`, `rule` or `model`."""
    id: str
    """An id, a connection's key, or nothing for the model itself."""
    name: str
    """What a reader calls it: `connection 40`, `Redis`."""

    @property
    def key(self) -> str:
        """`connection-40`, `endpoint-redis`, `model`."""
        return f"{self.kind}-{self.id}" if self.id else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two models."""

    kind: ClassVar[str] = ""
    """What `--fail-on` calls it."""
    base: ClassVar[int] = TEXT_FROM
    """The rank of its kind."""

    subject: Subject
    was: Location = NOWHERE
    """Where the older model says it; nowhere for what is new."""
    now: Location = NOWHERE
    """Where the newer model says it; nowhere for what is gone."""

    @property
    def key(self) -> str:
        """Its name among the changes of a difference: `connection-40--port--ports`, `endpoint-redis--removed`."""
        return "--".join(filter(None, (self.subject.key, self.kind, getattr(self, "field", ""))))

    @property
    def rank(self) -> int:
        """Its place in the order."""
        return self.base

    @property
    def level(self) -> Level:
        """How much it matters."""
        if self.rank < STRUCTURE_FROM:
            return Level.SECURITY
        return Level.STRUCTURE if self.rank < TEXT_FROM else Level.TEXT

    @property
    def order(self) -> tuple[Any, ...]:
        """By what changes are sorted: rank, then the subject, 9 before 10."""
        parts = re.split(r"(\d+)", self.subject.id)
        natural = tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
        return self.rank, self.subject.kind, natural, self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Change):
    """An element that only one of the models has."""

    detail: str = ""
    """What it is, in words."""
    crossing: bool = False
    """Whether it is a connection across the cluster's boundary."""
    ingress: bool = False
    """Whether it leads into the cluster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Whole):
    """A connection, an endpoint or a zone is new."""

    kind: ClassVar[str] = "added"

    @property
    def rank(self) -> int:
        """A way across the boundary matters most, above all one into the cluster; a zone is a cause of what follows."""
        connection = 4 if self.ingress else 10 if self.crossing else 110
        return {"connection": connection, "endpoint": 120}.get(self.subject.kind, 33)


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed(Whole):
    """A connection, an endpoint or a zone is gone."""

    kind: ClassVar[str] = "removed"

    @property
    def rank(self) -> int:
        """Closed ways come behind open ones."""
        return {"connection": 142 if self.crossing else 143, "endpoint": 121}.get(self.subject.kind, 33)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Change):
    """A field of an element has another value."""

    field: str
    """The field, as a model in YAML calls it."""
    old: Any
    """The value in the older model, as plain data."""
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionChanged(Edited):
    """A connection is initiated from its other end."""

    kind: ClassVar[str] = "direction"
    base: ClassVar[int] = 20
    old_id: str = ""
    """The endpoint that initiated it."""
    new_id: str = ""
    """The endpoint that initiates it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolChanged(Edited):
    """A connection speaks another protocol, or a protocol is another one below its name."""

    kind: ClassVar[str] = "protocol"
    downgrade: bool = False
    """Whether it was encrypted by its protocol, and is no longer."""
    crossing: bool = False
    """Whether it is of a connection across the cluster's boundary."""

    @property
    def rank(self) -> int:
        """Plain text where there was encryption matters more, above all across the boundary."""
        if self.downgrade:
            return 8 if self.crossing or self.subject.kind == "protocol" else 25
        return 30


@dataclass(frozen=True, slots=True, kw_only=True)
class EndChanged(Edited):
    """A connection starts or leads elsewhere."""

    kind: ClassVar[str] = "end"
    old_id: str = ""
    """The endpoint in the older model."""
    new_id: str = ""
    """The endpoint in the newer model."""
    crossing: bool = False
    """Whether it crosses the cluster's boundary now, and did not before."""

    @property
    def rank(self) -> int:
        """A way across the boundary is what matters most."""
        return 15 if self.crossing else 32


@dataclass(frozen=True, slots=True, kw_only=True)
class PortChanged(Edited):
    """A connection uses other ports."""

    kind: ClassVar[str] = "port"
    opens: str = ""
    """Ports that it did not use; nothing where the older model could not name its ports."""
    closes: str = ""
    """Ports that it no longer uses; nothing where the newer model can't name its ports."""
    crossing: bool = False
    """Whether the connection crosses the cluster's boundary."""

    @property
    def rank(self) -> int:
        """Opened ports matter more than closed ones."""
        if self.opens or not self.closes:
            return 12 if self.crossing else 111
        return 140 if self.crossing else 141


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryChanged(Edited):
    """A zone lies on another side of the cluster's boundary."""

    kind: ClassVar[str] = "boundary"

    @property
    def rank(self) -> int:
        """The zone that says so comes before those within it, which follow."""
        return 37 if self.field == "side" else 34


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationChanged(Edited):
    """A connection is classified otherwise."""

    kind: ClassVar[str] = "classification"

    @property
    def rank(self) -> int:
        """The same word, now stated or now derived, matters little."""
        return 250 if self.old == self.new else 40


@dataclass(frozen=True, slots=True, kw_only=True)
class EncryptionChanged(Edited):
    """A connection is encrypted otherwise."""

    kind: ClassVar[str] = "encryption"
    downgrade: bool = False
    """Whether encryption was stated, and is no longer."""
    crossing: bool = False
    """Whether it is of a connection across the cluster's boundary."""

    @property
    def rank(self) -> int:
        """As with protocols, what is no longer encrypted matters more."""
        if self.downgrade:
            return 9 if self.crossing else 26
        return 45


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationChanged(Edited):
    """The source of a connection proves otherwise who it is."""

    kind: ClassVar[str] = "authentication"
    base: ClassVar[int] = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyChanged(Edited):
    """An endpoint is shared by other tenants than before."""

    kind: ClassVar[str] = "tenancy"
    base: ClassVar[int] = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChanged(Edited):
    """An endpoint stands in another zone, or a zone within another one, or one is trusted otherwise."""

    kind: ClassVar[str] = "zone"

    @property
    def rank(self) -> int:
        """A place is a cause of what follows from it: sides, classifications."""
        return {"parent": 35, "zone": 36}.get(self.field, 130)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberChanged(Edited):
    """A connection has another number."""

    kind: ClassVar[str] = "number"
    base: ClassVar[int] = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredChanged(Edited):
    """A number is retired, is no longer, or for another reason."""

    kind: ClassVar[str] = "retired"
    base: ClassVar[int] = 205


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed(Edited):
    """An endpoint, a zone, a protocol or a view has another id."""

    kind: ClassVar[str] = "renamed"
    base: ClassVar[int] = 210


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Edited):
    """A connection is planned, in use or deprecated."""

    kind: ClassVar[str] = "status"
    live: bool = False
    """Whether it was planned, and is in use now."""
    crosses_zones: bool = False
    """Whether it crosses the boundary of a zone, or may do so."""
    crossing: bool = False
    """Whether it crosses the cluster's boundary."""
    ingress: bool = False
    """Whether it leads into the cluster."""

    @property
    def rank(self) -> int:
        """A connection that goes live is a new one for whoever guards a boundary."""
        if not self.crosses_zones:
            return 215
        if self.live:
            return 5 if self.ingress else 11 if self.crossing else 112
        return 144 if self.crossing else 145


@dataclass(frozen=True, slots=True, kw_only=True)
class KindChanged(Edited):
    """An endpoint is a thing of another kind."""

    kind: ClassVar[str] = "kind"
    base: ClassVar[int] = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionChanged(Edited):
    """A protocol of the model's own is new, gone, or has another usual port."""

    kind: ClassVar[str] = "definition"
    base: ClassVar[int] = 225


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceChanged(Edited):
    """An element is shown to other readers."""

    kind: ClassVar[str] = "audience"
    base: ClassVar[int] = 230


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChanged(Edited):
    """An element exists in other versions of the product."""

    kind: ClassVar[str] = "version"
    base: ClassVar[int] = 235


@dataclass(frozen=True, slots=True, kw_only=True)
class IgnoreChanged(Edited):
    """A finding of lint is excused, is no longer, or for another reason; or a rule of the model's own changed."""

    kind: ClassVar[str] = "ignore"

    @property
    def rank(self) -> int:
        """What lint no longer says was said for a reason: less is looked at, and somebody should know."""
        excused = self.subject.kind == "ignore" and self.field == "" and self.new is not None
        less = self.subject.kind == "rule" and self.old is not None
        return 138 if excused or less else 240


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChanged(Edited):
    """Another team answers for an endpoint."""

    kind: ClassVar[str] = "owner"
    base: ClassVar[int] = 245


@dataclass(frozen=True, slots=True, kw_only=True)
class DataChanged(Edited):
    """The text about what travels on a connection."""

    kind: ClassVar[str] = "data"
    base: ClassVar[int] = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChanged(Edited):
    """A name, an alias, a title, or the label of a row."""

    kind: ClassVar[str] = "name"
    outside: bool = False
    """Whether it is the name of a zone or an endpoint that is not inside of the cluster."""

    @property
    def rank(self) -> int:
        """Another name out there may be another party."""
        return 126 if self.outside and self.field == "name" else 310


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseChanged(Edited):
    """A summary, an introduction, how a tenancy is known, or the version and the day of the documentation."""

    kind: ClassVar[str] = "text"
    base: ClassVar[int] = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewChanged(Edited):
    """A view is new, gone, or shows something else."""

    kind: ClassVar[str] = "view"
    base: ClassVar[int] = 330


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChanged(Edited):
    """A list whose order shows has another order."""

    kind: ClassVar[str] = "order"
    base: ClassVar[int] = 340


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChanged(Edited):
    """Words to select by."""

    kind: ClassVar[str] = "tag"
    base: ClassVar[int] = 350


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged(Edited):
    """Where to read on."""

    kind: ClassVar[str] = "link"
    base: ClassVar[int] = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataChanged(Edited):
    """A fact of the model's own."""

    kind: ClassVar[str] = "metadata"
    base: ClassVar[int] = 370


@dataclass(frozen=True, slots=True, kw_only=True)
class LookChanged(Edited):
    """An icon, a colour, a dash, an entry of the legend."""

    kind: ClassVar[str] = "look"
    base: ClassVar[int] = 380


KINDS: tuple[type[Change], ...] = (
    Added,
    DirectionChanged,
    ProtocolChanged,
    EndChanged,
    PortChanged,
    BoundaryChanged,
    ClassificationChanged,
    EncryptionChanged,
    AuthenticationChanged,
    TenancyChanged,
    ZoneChanged,
    Removed,
    NumberChanged,
    RetiredChanged,
    Renamed,
    StatusChanged,
    KindChanged,
    DefinitionChanged,
    AudienceChanged,
    VersionChanged,
    IgnoreChanged,
    OwnerChanged,
    DataChanged,
    NameChanged,
    ProseChanged,
    ViewChanged,
    OrderChanged,
    TagChanged,
    LinkChanged,
    MetadataChanged,
    LookChanged,
)
"""All kinds, about in the order in which they matter."""
