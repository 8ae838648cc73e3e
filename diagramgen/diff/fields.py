"""Which kind of change it is when a field of an element has another value."""

from __future__ import annotations

from collections.abc import Mapping

from diagramgen.diff.changes import (
    AudienceChanged,
    AuthenticationChanged,
    BoundaryChanged,
    DataChanged,
    DefinitionChanged,
    Edited,
    EncryptionChanged,
    IgnoreChanged,
    KindChanged,
    LinkChanged,
    LookChanged,
    MetadataChanged,
    NameChanged,
    OwnerChanged,
    ProseChanged,
    ProtocolChanged,
    RetiredChanged,
    StatusChanged,
    TagChanged,
    TenancyChanged,
    VersionChanged,
    ViewChanged,
    ZoneChanged,
)

Kinds = Mapping[str, type[Edited]]

LABELS: Kinds = {"audience": AudienceChanged, "since": VersionChanged, "until": VersionChanged}

FIELDS: Mapping[str, Kinds] = {
    "model": {
        "title": NameChanged,
        "version": ProseChanged,
        "date": ProseChanged,
        "summary": ProseChanged,
        "introduction": ProseChanged,
        "related": LinkChanged,
        "audiences": AudienceChanged,
    },
    "zone": {"name": NameChanged, "parent": ZoneChanged, "boundary": BoundaryChanged, "trust": ZoneChanged, **LABELS},
    "endpoint": {
        "kind": KindChanged,
        "name": NameChanged,
        "aliases": NameChanged,
        "zone": ZoneChanged,
        "tenancy": TenancyChanged,
        "tenancy_basis": ProseChanged,
        "summary": ProseChanged,
        "owner": OwnerChanged,
        "links": LinkChanged,
        "tags": TagChanged,
        "icon": LookChanged,
        "metadata": MetadataChanged,
        **LABELS,
    },
    "protocol": {
        "name": NameChanged,
        "application": ProtocolChanged,
        "transport": ProtocolChanged,
        "default_port": DefinitionChanged,
        "legend": LookChanged,
        "color": LookChanged,
        "dash": LookChanged,
    },
    "connection": {
        "source_label": NameChanged,
        "destination_label": NameChanged,
        "encryption": EncryptionChanged,
        "authentication": AuthenticationChanged,
        "status": StatusChanged,
        "data": DataChanged,
        "tags": TagChanged,
        "metadata": MetadataChanged,
        **LABELS,
    },
    "view": {
        "kind": ViewChanged,
        "title": ViewChanged,
        "hubs": ViewChanged,
        "include": ViewChanged,
        "exclude": ViewChanged,
        "steps": ViewChanged,
        **LABELS,
    },
    "retired": {"since": RetiredChanged, "reason": RetiredChanged, "audience": AudienceChanged},
    "ignore": {"reason": IgnoreChanged},
}
"""For each kind of element, its fields; identities and what needs more than one field stand in compare.py."""
