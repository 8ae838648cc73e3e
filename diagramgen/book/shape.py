"""What an element of a page is for a book: whether it is a block, what its title is, and what it stays with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diagramgen.book.html import Node
from diagramgen.book.inline import MEDIA, SILENT

FOOTNOTE = "data-footnote"
"""On a table: what stands below it on a screen, and above it in a book, where its end may be pages away."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset({"ul", "ol", "dl"})
PLAIN = frozenset(
    {"div", "section", "article", "main", "header", "footer", "aside", "center", "address", "hgroup", "form", "nav"}
)
BLOCKS = frozenset({*HEADINGS, *LISTS, *PLAIN, "p", "pre", "table", "blockquote", "hr", "figure", "details", "body"})
SHORT = 160
"""A paragraph with no more characters than this belongs to the table, the code or the picture below it."""


def leads_on(node: Node, after: Node | str | None) -> bool:
    """Whether a paragraph must not be left on another page than what follows it."""
    if node.tag != "p" or not isinstance(after, Node) or node.find("img", "svg") or shown_by(node):
        return False
    said = node.text().strip()
    return bool(said) and (said.endswith(":") or (len(said) <= SHORT and _is_shown(after)) or _is_heading(node))


def _is_heading(node: Node) -> bool:
    """Whether a paragraph is all bold, as what some write for a heading."""
    parts = [child for child in node.children if isinstance(child, Node) or child.strip()]
    return len(parts) == 1 and isinstance(parts[0], Node) and parts[0].tag in ("strong", "b")


def _is_shown(node: Node) -> bool:
    if node.tag in ("table", "pre", "figure") or shown_by(node) or "highlight" in node.classes:
        return True
    return node.tag == "div" and any(map(_is_shown, node.elements[:1]))


def titled(node: Node) -> list[tuple[list[Node | str], list[Node | str]]]:
    """What stands in a note, in a figure, or in each of several tabs, below its title."""
    if "tabbed-set" in node.classes:
        labels = [inner for inner in node.find("label") if inner.attributes.get("for")]
        blocks = [inner for inner in node.find("div") if inner.classes & {"tabbed-block", "tabbed-content"}]
        blocks = [inner for inner in blocks if not inner.classes & {"tabbed-content"} or not _has_block(inner)]
        return [(label.children, block.children) for label, block in zip(labels, blocks, strict=False)]
    heads = [c for c in node.elements if c.tag in ("summary", "figcaption") or "admonition-title" in c.classes]
    return [
        (
            heads[0].children if heads else [],
            [child for child in node.children if all(child is not head for head in heads)],
        )
    ]


def _has_block(node: Node) -> bool:
    return any("tabbed-block" in inner.classes for inner in node.walk())


def opens(node: Node) -> bool:
    """Whether a block with a title holds what may need a page of its own."""
    framed = node.tag == "details" or bool(node.classes & {"admonition", "tabbed-set"})
    return framed and any(shown_by(inner) or inner.tag == "table" for inner in node.walk())


def shown_by(node: Node) -> str:
    """The view whose picture stands here: in its place on a generated page, or drawn on a hand-written one."""
    return node.attributes.get("data-diagram", "") or (
        node.attributes.get("data-view", "") if node.tag == "svg" else ""
    )


def rows_on(children: Iterable[Node | str]) -> dict[str, str]:
    """The first row of each connection on a page."""
    found: dict[str, str] = {}
    for child in children:
        for node in child.walk() if isinstance(child, Node) else ():
            if node.tag == "tr" and "data-connection" in node.attributes and "id" in node.attributes:
                found.setdefault(node.attributes["data-connection"], node.attributes["id"])
    return found


def move_footnotes(children: Sequence[Node | str]) -> list[Node | str]:
    """The same, with the footnote of each table on the table itself."""
    kept: list[Node | str] = []
    table: Node | None = None
    for child in children:
        if isinstance(child, Node):
            if table is not None and "diagram-footnote" in child.classes:
                table.attributes[FOOTNOTE] = child.text()
                continue
            table = child if child.tag == "table" else next(iter(child.find("table")), None)
        kept.append(child)
    return kept


def holds_blocks(node: Node) -> bool:
    """Whether an element that is none of ours has blocks in it."""
    if node.tag in SILENT | MEDIA | {"svg", "img", "br"}:
        return False
    return any(inner.tag in BLOCKS for inner in node.walk())
