"""HTML → a tree of elements: what Markdown makes of a page."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


@dataclass(slots=True)
class Node:
    """An element, with its text and the elements in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    raw: str = ""
    """The source of an `svg`, whose attributes care about upper case."""

    @property
    def classes(self) -> set[str]:
        """The classes of the element."""
        return set(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Node]:
        """The elements right in it."""
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """The element and all in it, in their order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def find(self, *tags: str) -> list[Node]:
        """All elements in it with one of these tags."""
        return [node for node in self.walk() if node.tag in tags and node is not self]

    def text(self) -> str:
        """All text in it, as written; a line break is one."""
        if self.tag == "br":
            return "\n"
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(source: str) -> Node:
    """The tree of a page; what is not closed ends with what is around it."""
    parser = _Parser()
    parser.feed(source)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("body")
        self.stack = [self.root]
        self.drawing: Node | None = None
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.drawing is not None:
            self.drawing.raw += self.get_starttag_text() or ""
            self.depth += tag == "svg"
            return
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag == "svg":
            self.drawing, self.depth, node.raw = node, 1, self.get_starttag_text() or ""
        elif tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.drawing is not None:
            self.drawing.raw += self.get_starttag_text() or ""
            return
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.drawing is not None:
            self.drawing.raw += f"</{tag}>"
            self.depth -= tag == "svg"
            if not self.depth:
                self.drawing = None
            return
        if any(node.tag == tag for node in self.stack[1:]):
            while self.stack.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.drawing is not None:
            self.drawing.raw += html.escape(data, quote=False)
        else:
            self.stack[-1].children.append(data)
