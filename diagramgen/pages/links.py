"""Where the nodes and badges of a picture lead to."""

from __future__ import annotations

from typing import Literal

from diagramgen.draw.links import Links
from diagramgen.pages.context import Context, anchor, service_anchor
from diagramgen.pages.urls import ARCHITECTURE, Urls, service_path
from diagramgen.schema.endpoint import check_url


def links_on(context: Context, view: str, start: str) -> Links:
    """The links of a picture that stands on the page (or in the file) `start`.

    On an endpoint's page a badge leads to that page's row, elsewhere to the architecture page's.
    """
    urls = context.urls
    own = view.removeprefix("service--")
    by_key = {connection.key: connection for connection in context.graph.connections}

    def badge(connection: str) -> str:
        if start == service_path(own):
            return urls.href(start, start, service_anchor(own, by_key[connection]))
        return urls.href(start, ARCHITECTURE, anchor(connection))

    return Links(node=lambda endpoint: urls.href(start, service_path(endpoint)), badge=badge)


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
