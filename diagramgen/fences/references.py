"""Names in the text of a page: `[][redis]`, `[our cache][redis]`, `[][connection-40]`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from diagramgen.errors import did_you_mean
from diagramgen.pages.context import Context, anchor
from diagramgen.pages.urls import ARCHITECTURE, service_path, view_page
from diagramgen.schema import OverviewView, ServiceView

_REFERENCE = re.compile(r"(?<!\\)\[(?:[^\[\]\\`]|\\.|`[^`]*`)*\]\s?\[([^\]\[\\]+)\]")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_CONNECTION = re.compile(r"connection-\S*")
NEAR = 0.8
"""How alike an id and a known one are where a link was surely meant."""


@dataclass(frozen=True, slots=True)
class Name:
    """What an id stands for: the text of its link, a hint, and where it leads."""

    text: str
    hint: str
    path: str
    anchor: str = ""


def names(context: Context) -> Mapping[str, Name]:
    """Everything that can be named. An endpoint comes before a view, and a connection before both."""
    found: dict[str, Name] = {}
    overviews = [view.id for view in context.views if isinstance(view, OverviewView)]
    for view in context.views:
        if isinstance(view, OverviewView):
            place = "" if view.id == overviews[0] or not _repeats(context, view) else f"view-{view.id}"
            found[view.id] = Name(view.title, "", ARCHITECTURE, place)
        elif isinstance(view, ServiceView):
            found[view.id] = Name(view.title, "", service_path(view.endpoint.id), "connections")
        else:
            found[view.id] = Name(view.title, "", view_page(view.id))
    for endpoint in context.graph.endpoints:
        found[endpoint.id] = Name(endpoint.name, "", service_path(endpoint.id))
    for retired in context.graph.architecture.retired:
        row = anchor(str(retired.number))
        hint = f"Retired since {retired.since}: {retired.reason}"
        found[row] = Name(f"connection {retired.number}", hint, ARCHITECTURE, row)
    for connection in context.graph.connections:
        row = anchor(connection.key)
        text = f"connection {connection.badge}" if connection.number is not None else "connection without a number"
        found[row] = Name(text, connection.sentence, ARCHITECTURE, row)
    return found


def _repeats(context: Context, view: OverviewView) -> bool:
    """Whether the architecture page has a place of its own for an overview."""
    return view.id != "overview-repeated" or context.pictures[view.id].scene.legend.repeated


def complaint(name: str, text: str, known: Mapping[str, Name]) -> tuple[str, str] | None:
    """What is wrong with an id that nobody knows, and a way out; None where no link to us was meant."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=NEAR)
    if text.strip() and not near and not _CONNECTION.fullmatch(name):
        return None
    what = "connection" if _CONNECTION.fullmatch(name) else "service, connection or view"
    return f"there is no {what} {name!r}", did_you_mean(name, known)


def places(prose: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """For each id that is referred to, the indexes of the lines on which that happens."""
    text = _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), "\n".join(prose))
    found: dict[str, list[int]] = {}
    for match in _REFERENCE.finditer(text):
        name = " ".join(match[1].lower().split())
        found.setdefault(name, []).append(text.count("\n", 0, match.start()))
    return {name: tuple(lines) for name, lines in found.items()}
