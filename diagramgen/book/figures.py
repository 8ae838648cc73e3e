"""Pictures as vectors, with links laid over their boxes and numbers: Typst knows none in an SVG."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.book import markup
from diagramgen.book.links import Places, place
from diagramgen.draw.links import Links
from diagramgen.picture import Box, Picture


def badge_anchor(view: str, connection: str) -> str:
    """Where a row's number leads back to."""
    return f"{view}--badge--{connection}"


def anchors(picture: Picture) -> Iterator[str]:
    """The places in a picture that a link can lead to."""
    for placed in picture.badges:
        yield badge_anchor(picture.scene.view, placed.badge.connection)


def figure(picture: Picture, file: str, scale: float, page: str, links: Links, places: Places, known: set[str]) -> str:
    """A picture as markup. `known` are the places that have been made; each can be only once."""
    width, height = markup.points(picture.width * scale), markup.points(picture.height * scale)
    alt = markup.string(picture.scene.description)
    parts = [
        f"#place(top + left, image({markup.string(file)}, width: {width}, height: {height}, alt: {alt}))",
    ]
    for node in picture.nodes:
        href = links.node(node.node.endpoint)
        target = places.target(page, href) if href is not None else None
        if target is not None:
            parts.append(_over(node.box, scale, target))
    for placed in picture.badges:
        connection = placed.badge.connection
        name = place(page, badge_anchor(picture.scene.view, connection))
        made = ""
        if name not in known:
            known.add(name)
            made = markup.mark(name)
        target = places.target(page, links.badge(connection))
        parts.append(_over(placed.box, scale, target, made))
    return f"#box(width: {width}, height: {height})[{''.join(parts)}]"


def _over(box: Box, scale: float, target: str | None, made: str = "") -> str:
    size = f"width: {markup.points(box.width * scale)}, height: {markup.points(box.height * scale)}"
    at = f"dx: {markup.points(box.x * scale)}, dy: {markup.points(box.y * scale)}"
    inner = f"box({size})"
    link = f"#link({target}, {inner})" if target is not None else f"#{inner}"
    return f"#place(top + left, {at})[{made}{link}]"
