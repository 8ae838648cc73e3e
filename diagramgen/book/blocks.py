"""What stands on a page, one below the other: headings, paragraphs, lists, code, notes and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diagramgen.book import markup
from diagramgen.book.columns import CODE, MONO, soften
from diagramgen.book.figures import figure
from diagramgen.book.html import Node
from diagramgen.book.inline import SCREEN, Inline
from diagramgen.book.paper import NATURAL, Fit, Sheet, fit, sheets
from diagramgen.book.shape import BLOCKS, FOOTNOTE, HEADINGS, PLAIN, holds_blocks, leads_on, opens, shown_by, titled
from diagramgen.book.tables import Table, read, write
from diagramgen.draw.links import Links
from diagramgen.pages.links import links_on

CODE_SIZES = (8.2, 7.8, 7.4, 7.0, 6.6)
"""Of a block of code, the first in which no line is broken."""
TOGETHER = 14
"""A block of code with no more lines than this stands on one page."""
INDENT = 18.0
"""How far a list stands to the right."""


@dataclass
class Blocks(Inline):
    """Writes the blocks of one page."""

    level: int = 1
    """The level of the page's own heading."""
    outlined: int = 0
    """Headings down to this level stand in the contents."""
    rows: Mapping[str, str] = field(default_factory=dict)
    """The first row of each connection on the page: its key and the row's identifier."""
    nested: bool = False
    """Whether these blocks stand in another one, where no page can begin."""
    above: list[str] = field(default_factory=list)
    """A heading that waits for what it stands above, so that it does not stay behind on another page."""

    def page_body(self, children: Sequence[Node | str]) -> str:
        """All blocks of a page."""
        made = self.flow(children)
        return "\n\n".join([*made, *self._waiting()])

    def flow(self, children: Iterable[Node | str]) -> list[str]:
        """Blocks, with the text between them as paragraphs."""
        found: list[str] = []
        loose: list[Node | str] = []

        def settle() -> None:
            if any(not isinstance(item, str) or item.strip() for item in loose):
                found.extend(self._waiting())
                found.append(self.line(loose))
            loose.clear()

        items = list(children)
        for place, child in enumerate(items):
            if isinstance(child, Node) and (child.tag in BLOCKS or shown_by(child) or holds_blocks(child)):
                settle()
                after = next((item for item in items[place + 1 :] if not isinstance(item, str) or item.strip()), None)
                found += self.block(child) if not leads_on(child, after) else self._leading(child)
            else:
                loose.append(child)
        settle()
        return [block for block in found if block]

    def _leading(self, node: Node) -> list[str]:
        """A paragraph that stays with what follows it."""
        content = self._paragraph(node)
        return [*self._waiting(), *self._anchored(node), markup.call("block", content, "sticky: true")]

    def block(self, node: Node) -> list[str]:
        """One block; several where it only groups others."""
        if node.classes & SCREEN:
            return []
        if node.tag in HEADINGS:
            made = self._waiting()
            self.above.append(self._heading(node))
            return made
        if shown_by(node):
            return self._picture(node)
        if node.tag == "p" and any(shown_by(inner) for inner in node.walk()):
            return [*self._anchored(node), *self.flow(node.children)]
        if node.tag == "figure" and (shown := [inner for inner in node.walk() if shown_by(inner)]):
            return [*self._anchored(node), *self._picture(shown[0])]
        if node.tag == "table" and "highlighttable" not in node.classes:
            return [*self._anchored(node), *self._table(node)]
        if not self.nested and opens(node):
            return [*self._waiting(), *self._anchored(node), *self._opened(node)]
        if (node.tag in PLAIN or node.tag == "body" or node.tag not in BLOCKS) and not self._named(node):
            # It only groups: what is in it may be a picture that needs a page of its own.
            return [*self._anchored(node), *self.flow(node.children)]
        return [*self._waiting(), *self._anchored(node), self._write(node)]

    def _waiting(self) -> list[str]:
        made, self.above = self.above, []
        return made

    def _anchored(self, node: Node) -> list[str]:
        made = self.anchors(node)
        return [made] if made else []

    def _named(self, node: Node) -> bool:
        return bool(node.classes & {"admonition", "highlight", "footnote", "tabbed-set", "toc"})

    def _write(self, node: Node) -> str:
        if node.tag == "p":
            return self._paragraph(node)
        if node.tag == "pre" or node.tag == "table" or "highlight" in node.classes:
            return self._code(node)
        if node.tag == "hr":
            return "#line(length: 100%, stroke: 0.5pt + luma(180))"
        if node.tag == "blockquote":
            return markup.call("quoted", self._inside(node.children))
        if node.tag == "ul":
            return self._list("list", node)
        if node.tag == "ol":
            start = node.attributes.get("start", "1")
            return self._list("enum", node, f"start: {start if start.isdigit() else 1}, ")
        if node.tag == "dl":
            return self._terms(node)
        if node.tag in ("details", "figure") or "admonition" in node.classes:
            return self._framed(node)
        if "tabbed-set" in node.classes:
            return self._tabs(node)
        if "toc" in node.classes:
            return ""  # the book has contents of its own
        return "\n\n".join(self.flow(node.children))

    def _heading(self, node: Node) -> str:
        level = self.level + HEADINGS[node.tag] - 1
        name = node.attributes.pop("id", "")
        content = replace(self, noted=False).line(node.children)
        placed = self.job.mark(self.page, name).removeprefix("#metadata(none)") if name else ""
        outlined = "true" if level <= self.outlined else "false"
        arguments = f"level: {level}, outlined: {outlined}, bookmarked: true"
        return markup.call("heading", content, arguments) + placed if content else ""

    def _paragraph(self, node: Node) -> str:
        images = node.find("img")
        if (
            images
            and not node.text().strip()
            and all(inner.tag in ("img", "a", "picture") for inner in node.find("img", "a"))
        ):
            return "\n\n".join(filter(None, map(self._large_image, node.elements)))
        content = self.line(node.children)
        return markup.call("par", content) if content else ""

    def _large_image(self, node: Node) -> str:
        if node.tag != "img":
            inner = "\n\n".join(filter(None, map(self._large_image, node.elements)))
            target = self.job.places.target(self.page, node.attributes.get("href", "")) if node.tag == "a" else None
            return f"#link({target})[{inner}]" if target is not None and inner else inner
        name = self.image(node)
        alt = node.attributes.get("alt", "")
        if name is None:
            return markup.call("emph", markup.text(alt)) if alt and "#only-dark" not in node.attributes["src"] else ""
        size = self.sized(node, "width: auto")
        return f"#picture(image({markup.string(name)}, {size}, alt: {markup.string(alt)}))"

    def _picture(self, node: Node) -> list[str]:
        view = shown_by(node)
        if view not in self.job.pictures:
            return self._waiting()
        picture, file = self.job.pictures[view], self.job.drawing(view, self.page)
        found = fit(picture.width, picture.height, self.job.paper)
        if self.nested:
            found = Fit(min(NATURAL, self.room / picture.width), None)
        links = self._links(view)
        drawn = figure(picture, file, found.scale, self.page, links, self.job.places, self.job.made)
        made = self.anchors(node) + self.job.mark(self.page, view)
        titled = f"#picture({markup.string(picture.scene.title)})[{made}{drawn}]"
        if found.sheet is None:
            return [*self._waiting(), titled]
        return [self.on_sheet(found.sheet, [titled])]

    def _links(self, view: str) -> Links:
        """A number leads to its row on the page, if there is one, else to that on the architecture page."""
        elsewhere = links_on(self.job.context, view, self.page)
        return replace(elsewhere, badge=lambda key: f"#{self.rows[key]}" if key in self.rows else elsewhere.badge(key))

    def on_sheet(self, sheet: Sheet, blocks: Sequence[str]) -> str:
        """Blocks on a page of their own, below the heading that waits for them."""
        size = f"width: {markup.points(sheet.width)}, height: {markup.points(sheet.height)}"
        return markup.call("page", "\n\n".join([*self._waiting(), *blocks]), size)

    def _table(self, node: Node) -> list[str]:
        table: Table = read(node)
        if not table.rows:
            return self._waiting()
        from_sheet = sheets(self.job.paper)[0].turned
        footnote = node.attributes.get(FOOTNOTE, "")
        widest = self.room if self.nested else from_sheet.inner[0]
        plan, blocks = write(table, self, self.room, widest, footnote)
        if plan.turned and not self.nested:
            return [self.on_sheet(from_sheet, blocks)]
        return [*self._waiting(), *blocks]

    def _code(self, node: Node) -> str:
        title = next((inner.text() for inner in node.find("span", "th") if "filename" in inner.classes), "")
        blocks = [node] if node.tag == "pre" else node.find("pre")
        text = (blocks[-1] if blocks else node).text().strip("\n")
        lines = text.expandtabs(4).split("\n")
        longest, room = max(map(len, lines)), self.room - 16
        size = next((size for size in CODE_SIZES if longest * MONO * size <= room), CODE_SIZES[0])
        wide = int(room / (MONO * size))
        lines = [soften(line, size, wide * MONO * size * CODE) for line in lines]
        arguments = f"{markup.points(size)}, {'true' if len(lines) > TOGETHER else 'false'}"
        return f"#codeblock({markup.string(title)}, {arguments}, {markup.string(chr(10).join(lines))})"

    def inside(self, children: Sequence[Node | str]) -> str:
        """Blocks in another one."""
        inner = replace(self, above=[], nested=True)
        return "\n\n".join([*inner.flow(children), *inner._waiting()])

    def _inside(self, children: Sequence[Node | str]) -> str:
        return self.narrowed(self.room - INDENT).inside(children)

    def _list(self, name: str, node: Node, arguments: str = "") -> str:
        items = [item for item in node.elements if item.tag == "li"]
        tight = "true" if not any(inner.tag == "p" for item in items for inner in item.elements) else "false"
        written = [f"[{self.anchors(item)}{self._inside(item.children)}]" for item in items]
        return f"#{name}({arguments}tight: {tight}, {', '.join(written)})" if written else ""

    def _terms(self, node: Node) -> str:
        facts = "diagram-facts" in node.classes
        pairs: list[tuple[list[str], list[str]]] = []
        for item in node.elements:
            if item.tag == "dt":
                if not pairs or pairs[-1][1]:
                    pairs.append(([], []))
                pairs[-1][0].append(self.anchors(item) + self.line(item.children))
            elif item.tag == "dd" and pairs:
                pairs[-1][1].append(self._inside(item.children))
        written = [f"([{'#linebreak();'.join(terms)}], [{chr(10).join(said)}])" for terms, said in pairs]
        return f"#{'facts' if facts else 'terms_of'}({markup.array(written)})"

    def _framed(self, node: Node) -> str:
        ((title, body),) = titled(node)
        content = self._inside(body)
        return f"#{'captioned' if node.tag == 'figure' else 'note'}([{self.line(title)}])[{content}]"

    def _tabs(self, node: Node) -> str:
        return "\n\n".join(f"#note([{self.line(title)}])[{self._inside(body)}]" for title, body in titled(node))

    def _opened(self, node: Node) -> list[str]:
        """Without a frame, in which a picture could have no page of its own."""
        made = []
        for title, body in titled(node):
            self.above.append(markup.call("block", markup.call("strong", self.line(title)), "sticky: true"))
            made += self.flow(body)
        return made
