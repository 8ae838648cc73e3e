"""Where a picture's nodes and badges lead to: it is drawn once, and linked for each place where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
MARK, END = "\x01", "\x02"
NODE, BADGE, PLAIN = "nbp"
MARKED = re.compile(f'href="{MARK}(.)([^"{END}]*){END}([^"]*)"')
"""A link that is still a mark: of a node, of a badge, or of something within the picture."""
STYLE = re.compile(r'\s*<style>.*?</style>(\s*<g class="(?:light|dark)" id="[^"]*" />)*', re.DOTALL)
"""What only a file of its own needs: its style sheet, and the places that name a palette."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where a picture's nodes and badges lead to."""

    node: Callable[[str], str | None] = lambda _: None
    """Endpoint id → address of its page; None leaves the node as its own target."""
    badge: Callable[[str], str] = lambda connection: f"#connection-{connection}"
    """Connection key → address of its row."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG in which each link is still a mark: where it leads depends on where the picture stands."""

    text: str

    def linked(self, links: Links, *, inline: bool = False, xlink: bool = False) -> str:
        """The SVG document; `inline` leaves out what only a file of its own needs.

        `xlink` writes links as `xlink:href`, for a page whose script stumbles over the `href` of SVG.
        """
        name = "xlink:href" if xlink else "href"

        def link(found: re.Match[str]) -> str:
            mark, key, own = found.groups()
            target = links.badge(key) if mark == BADGE else links.node(key) if mark == NODE else key
            return f'{name}="{escape(target or own)}"'

        text = MARKED.sub(link, self.text)
        if inline:
            text = STYLE.sub("", text, count=1)
        return text.replace(XMLNS, f'{XMLNS} xmlns:xlink="http://www.w3.org/1999/xlink"', 1) if xlink else text


def mark(kind: str, key: str, own: str = "") -> str:
    """Stands for a link; no text of a model can hold the characters that make it one."""
    return f"{MARK}{kind}{key}{END}{own}"
