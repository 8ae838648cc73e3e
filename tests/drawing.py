"""From a model in a test to its pictures, with no cache and no files between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diagramgen.cache import Cache
from diagramgen.catalog import scene, views
from diagramgen.diff.compare import compare
from diagramgen.diff.union import scene as union_scene
from diagramgen.diff.union import unite
from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.draw.theme import neutral
from diagramgen.graph import Graph
from diagramgen.layout.engine import find_engine
from diagramgen.layout.run import lay_out
from diagramgen.pages.context import Context
from diagramgen.pages.urls import Urls
from diagramgen.picture import Picture
from diagramgen.resolve import resolve
from diagramgen.scene import Scene
from diagramgen.schema import TCP, Architecture, Connection, Endpoint, MatrixView, Protocol, Service


def model(
    endpoints: Sequence[Endpoint],
    pairs: Iterable[tuple[int, int]] = (),
    protocols: Sequence[Protocol] = (TCP,),
    title: str = "Model",
) -> Architecture:
    """An architecture whose connections lead between these places in the list of endpoints.

    Numbers count from 1; protocols take turns.
    """
    connections = [
        Connection(
            number=number + 1,
            source=endpoints[source],
            destination=endpoints[destination],
            protocol=protocols[number % len(protocols)],
        )
        for number, (source, destination) in enumerate(pairs)
    ]
    return Architecture(title=title, endpoints=endpoints, connections=connections)


def services(count: int) -> list[Endpoint]:
    """So many services."""
    return [Service(id=f"s{number}", name=f"Service {number}") for number in range(count)]


def scenes(architecture: Architecture, names: Sequence[str] = ()) -> list[Scene]:
    """The scenes of a model: those named, or all."""
    graph = resolve(architecture)
    drawn = [view for view in views(graph) if not isinstance(view, MatrixView)]
    return [scene(graph, view) for view in drawn if not names or view.id in names]


def pictures(architecture: Architecture, names: Sequence[str] = ()) -> dict[str, Picture]:
    """The same, placed."""
    return lay_out(scenes(architecture, names), find_engine(), Cache(None))


def svgs(architecture: Architecture, names: Sequence[str] = ()) -> dict[str, str]:
    """The same, drawn, without links to a site."""
    return {view: draw(picture, Links()) for view, picture in pictures(architecture, names).items()}


def difference(old: Architecture, new: Architecture) -> tuple[Picture, Graph]:
    """Both models in one picture, and in one graph."""
    before, after = (resolve(architecture) for architecture in (old, new))
    found = compare(before, after)
    union = unite(before, after, found)
    drawn = union_scene(union, found)
    drawn = replace(drawn, legend=replace(drawn.legend, strokes=neutral(drawn.legend.strokes)))
    return lay_out([drawn], find_engine(), Cache(None))[drawn.view], union.graph


def context(architecture: Architecture, urls: Urls = Urls()) -> Context:  # noqa: B008 - it is frozen
    """What pages are made from."""
    graph = resolve(architecture)
    return Context(graph, views(graph), pictures(architecture), urls)
