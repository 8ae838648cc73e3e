"""Where the nodes and badges of a picture lead to."""

from __future__ import annotations

from typing import Literal

from diagramgen.diff.release import Release
from diagramgen.diff.union import BEFORE
from diagramgen.draw.links import Links
from diagramgen.pages.context import (
    Context,
    anchor,
    change_anchor,
    has_endpoint,
    has_row,
    service_anchor,
    told_connections,
)
from diagramgen.pages.context import badge as badge_anchor
from diagramgen.pages.urls import ARCHITECTURE, Urls, release_path, service_path
from diagramgen.schema.endpoint import check_url


def links_on(context: Context, view: str, start: str) -> Links:
    """The links of a picture that stands on the page (or in the file) `start`.

    On an endpoint's page a badge leads to that page's row, elsewhere to the architecture page's.
    """
    urls = context.urls
    if context.releases is not None and (release := context.releases.drawn().get(view)) is not None:
        return _links_of(context, view, release, start)
    own = view.removeprefix("service--")
    by_key = {connection.key: connection for connection in context.graph.connections}

    def badge(connection: str) -> str:
        if start == service_path(own):
            return urls.href(start, start, service_anchor(own, by_key[connection]))
        return urls.href(start, ARCHITECTURE, anchor(connection))

    return Links(node=lambda endpoint: urls.href(start, service_path(endpoint)), badge=badge)


def _links_of(context: Context, view: str, release: Release, start: str) -> Links:
    """The links of a picture of what changed: into the site of today where it has the same, else to the change."""
    page, told = release_path(release.slug), told_connections(release)

    def node(endpoint: str) -> str | None:
        there = has_endpoint(context.graph, endpoint)
        return context.urls.href(start, service_path(endpoint)) if there else None

    def badge(key: str) -> str:
        number = key.removeprefix(BEFORE)
        if has_row(context.graph, number):
            return context.urls.href(start, ARCHITECTURE, anchor(number))
        own = change_anchor(release, number) if number in told else badge_anchor(view, key)
        return context.urls.href(start, page, own)

    return Links(node=node, badge=badge)


def links_to(base: str, style: Literal["directory", "file"]) -> Links:
    """The links of a picture that stands anywhere and leads to a site.

    Raises:
        ValueError: the address has a scheme that could run code.
    """
    urls, root = Urls(style), check_url(base).rstrip("/")
    return Links(
        node=lambda endpoint: f"{root}/{urls.url(service_path(endpoint))}",
        badge=lambda connection: f"{root}/{urls.url(ARCHITECTURE)}#{anchor(connection)}",
    )
