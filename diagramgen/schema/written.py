"""An Architecture as a document: the inverse of `load/build.py`, with every field stated.

An element becomes a mapping of its fields, and a reference to an element becomes that element's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any

from diagramgen.errors import Location
from diagramgen.schema.architecture import Architecture
from diagramgen.schema.base import Element
from diagramgen.schema.connection import Connection
from diagramgen.schema.endpoint import Endpoint, Link, Tenancy
from diagramgen.schema.port import Ports
from diagramgen.schema.protocol import BUILT_IN, Protocol
from diagramgen.schema.view import FlowView, ListedView, ProtocolView, Step, Tag, ZoneView
from diagramgen.schema.zone import Zone

Data = dict[str, Any]
"""Plain data, as a parser of YAML or JSON would return it."""

CODE = ("rules",)
"""Fields of an Architecture that no document has: what stands there is code."""


def written(architecture: Architecture) -> Data:
    """The whole model as a document that `load` would take.

    A protocol that is used and not listed is listed, unless every model knows it. The step of a flow
    names its connection by number.

    Raises:
        ValueError: a step of a flow uses a connection without a number, which no document can say.
    """
    for step in steps_of(architecture):
        if step.connection.number is None:
            ends = f"{step.connection.source.id} to {step.connection.destination.id}"
            raise ValueError(f"a step uses the connection from {ends}, which has no number; give it one")
    data: Data = {}
    for name in Architecture.model_fields:
        if name in CODE:
            continue
        value = getattr(architecture, name)
        elements = isinstance(value, Sequence) and any(isinstance(item, Element) for item in value)
        data[name] = [fields_of(item) for item in value] if elements else _plain(value)
    data["protocols"] = [fields_of(protocol) for protocol in _protocols(architecture)]
    return data


def places(architecture: Architecture) -> dict[str, list[Location]]:
    """Where the elements of each list of the document stand."""
    lists = {name: getattr(architecture, name) for name in Architecture.model_fields if name not in CODE}
    lists["protocols"] = _protocols(architecture)
    return {
        name: [item.where for item in value]
        for name, value in lists.items()
        if isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(i, Element) for i in value)
    }


def steps_of(architecture: Architecture) -> list[Step]:
    """The steps of all flows."""
    return [step for view in architecture.views if isinstance(view, FlowView) for step in view.steps]


def fields_of(element: Element) -> Data:
    """One element as the document states it."""
    data: Data = {}
    for name in type(element).model_fields:
        data[name] = _plain(getattr(element, name))
    if isinstance(element, Endpoint | ListedView):
        data["kind"] = str(element.kind)
    match element:
        case ZoneView():
            del data["zone"]
            data["include"] = [element.zone.id]
        case ProtocolView():
            del data["protocol"]
            data["include"] = [element.protocol.id]
        case FlowView():
            data["steps"] = [_step(step) for step in element.steps]
        case ListedView():
            for name in ("include", "exclude"):
                if name in data:
                    data[name] = [_selector(selector) for selector in getattr(element, name)]
    return data


def _plain(value: object) -> Any:
    match value:
        case Ports():
            return str(value) if value.known else {"unknown": value.reason, "text": value.text}
        case Enum():
            return value.value
        case Endpoint() | Zone() | Protocol():
            return value.id
        case Link():
            return fields_of(value)
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case str() | int() | float() | None:
            return value
        case Iterable():
            return [_plain(item) for item in value]
        case _:
            return str(value)


def _selector(selector: object) -> str:
    match selector:
        case Zone():
            return f"zone:{selector.id}"
        case Protocol():
            return f"protocol:{selector.id}"
        case Tenancy():
            return f"tenancy:{selector}"
        case Tag():
            return f"tag:{selector.name}"
        case Endpoint():
            return selector.id
        case _:
            raise TypeError(f"{selector!r} is nothing that a view can choose by")


def _step(step: Step) -> Data:
    return {"connection": step.connection.number, "text": step.text}


def _protocols(architecture: Architecture) -> list[Protocol]:
    """Listed protocols, then those that are the model's own without being listed."""
    chosen = {protocol.id: protocol for protocol in architecture.protocols}
    known = {protocol.id: protocol for protocol in BUILT_IN}
    used = [connection.protocol for connection in architecture.connections]
    for view in architecture.views:
        used += [view.protocol] if isinstance(view, ProtocolView) else []
        for name in ("include", "exclude"):
            used += [item for item in getattr(view, name, ()) if isinstance(item, Protocol)]
    for protocol in used:
        if protocol.id not in chosen and known.get(protocol.id) != protocol:
            chosen[protocol.id] = protocol
    return list(chosen.values())


def renumbered(architecture: Architecture, numbers: Mapping[int, int | None]) -> Architecture:
    """The same architecture, with connections of other numbers at some places of its list of connections.

    Steps of flows go along.
    """
    if not numbers:
        return architecture
    changed: dict[int, Connection] = {
        id(connection): connection.model_copy(update={"number": numbers[place]})
        for place, connection in enumerate(architecture.connections)
        if place in numbers
    }

    def step(old: Step) -> Step:
        new = changed.get(id(old.connection))
        return old if new is None else old.model_copy(update={"connection": new})

    views = [
        view.model_copy(update={"steps": tuple(map(step, view.steps))}) if isinstance(view, FlowView) else view
        for view in architecture.views
    ]
    connections = [changed.get(id(connection), connection) for connection in architecture.connections]
    return architecture.model_copy(update={"connections": tuple(connections), "views": tuple(views)})
