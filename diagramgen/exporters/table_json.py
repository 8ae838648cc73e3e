"""The table as JSON: a list of objects with the names of the YAML model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from diagramgen.graph import ResolvedConnection


def export(connections: Sequence[ResolvedConnection]) -> str:
    """All that is known of each connection; ids in place of objects."""
    return json.dumps([_object(connection) for connection in connections], indent=2, ensure_ascii=False) + "\n"


def _object(connection: ResolvedConnection) -> dict[str, Any]:
    ports: Any = connection.port_text or None
    if connection.ports is not None and not connection.ports.known:
        ports = {"unknown": connection.ports.reason, "text": connection.ports.text}
    return {
        "number": connection.number,
        "source": connection.source.id,
        "source_label": connection.source_label,
        "destination": connection.destination.id,
        "destination_label": connection.destination_label,
        "protocol": connection.protocol.id,
        "ports": ports,
        "classification": connection.classification,
        "classification_derived": str(connection.derived),
        "data": connection.data,
        "encryption": connection.encryption,
        "authentication": connection.authentication,
        "status": str(connection.status),
        "tags": list(connection.tags),
        "metadata": dict(connection.metadata),
    }
