"""What stands in a line: words, emphasis, code, links and small images, as Typst markup."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import unquote
from xml.etree import ElementTree

from diagramgen.book import markup
from diagramgen.book.columns import CODE, soften
from diagramgen.book.html import Node
from diagramgen.book.job import Job
from diagramgen.book.links import SCHEME, place
from diagramgen.book.manuscript import Source
from diagramgen.errors import Problem

SPACE = re.compile(r"[ \t\n\r\f]+")
PIXEL = 0.75
"""Points in a pixel of a page."""

WRAPPED = {
    "strong": "strong",
    "b": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "dfn": "emph",
    "var": "emph",
    "del": "strike",
    "s": "strike",
    "ins": "underline",
    "u": "underline",
    "sup": "super",
    "sub": "sub",
    "mark": "highlight",
    "small": "text(size: 0.85em)",
}
CODE_TAGS = frozenset({"code", "kbd", "samp", "tt"})
SILENT = frozenset({"script", "style", "template", "noscript", "head", "title", "input", "label", "select", "textarea"})
"""Elements that say nothing on paper."""
MEDIA = frozenset({"iframe", "video", "audio", "object", "embed", "canvas"})
"""Elements that paper can't show: the command says so."""
SCREEN = frozenset({"headerlink", "diagram-skip", "diagram-screen", "footnote-backref"})
"""Classes of what leads around on a screen."""
NOTE, NOTE_ROOM = 8.0, 400.0
"""Size of a footnote, and the width of a line in it."""
EMOJI = frozenset({"emojione", "gemoji", "twemoji"})
SIGNATURES = {
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8",),
    ".jpeg": (b"\xff\xd8",),
    ".gif": (b"GIF8",),
    ".webp": (b"RIFF",),
    ".svg": (b"",),
}


@dataclass
class Inline:
    """Writes what stands in a line of one page."""

    job: Job
    page: str
    source: Source | None
    size: float
    """Of the text, in points."""
    room: float
    """Width of a line, in points: longer words get places for a break."""
    noted: bool = True
    """Whether a footnote can begin here."""
    fresh: bool = True
    """Whether a line begins here, so that space says nothing."""

    def narrowed(self, room: float, size: float | None = None, *, noted: bool = True) -> Self:
        """The same in a narrower place; not `noted` where no footnote can begin."""
        return replace(self, room=room, size=size or self.size, noted=self.noted and noted)

    def line(self, children: Sequence[Node | str]) -> str:
        """The content of a paragraph."""
        self.fresh = True
        items = list(children)
        while items and isinstance(items[-1], str) and not items[-1].strip():
            items.pop()
        if items and isinstance(items[-1], str):
            items[-1] = items[-1].rstrip()
        return self.run(items)

    def run(self, children: Sequence[Node | str]) -> str:
        """Text and elements, one behind the other."""
        return "".join(self._text(child) if isinstance(child, str) else self.element(child) for child in children)

    def element(self, node: Node) -> str:
        """One element in a line."""
        made = self.anchors(node)
        if node.tag in SILENT or node.classes & SCREEN:
            return made + self._ticked(node)
        if "download" in node.attributes:
            return made  # nothing of paper can be downloaded
        if node.tag in MEDIA:
            self.job.note(self.source, f"<{node.tag}", f"the book leaves out <{node.tag}>: paper can't show it")
            return made
        if node.tag in WRAPPED:
            return made + markup.call(WRAPPED[node.tag], self.run(node.children))
        if node.tag in CODE_TAGS:
            text = soften(SPACE.sub(" ", node.text()), self.size * CODE * 1.15, self.room)
            self.fresh = False
            return made + f"#code({markup.string(text)});"
        if node.tag == "br":
            self.fresh = True
            return made + "#linebreak();"
        if node.tag == "a" and node.attributes.get("href"):
            return made + self._link(node)
        if node.tag == "img":
            return made + self._small_image(node)
        if node.tag == "svg":
            return made + self._drawn(node)
        if "data-pages" in node.attributes:
            return made + self._page_numbers(node.attributes["data-pages"].split())
        return made + self.run(node.children)

    def anchors(self, node: Node) -> str:
        """The places that an element makes."""
        names = [node.attributes.get("id", ""), node.attributes.get("name", "") if node.tag == "a" else ""]
        return "".join(self.job.mark(self.page, name) for name in names if name)

    def image(self, node: Node) -> str | None:
        """The file of an image; None where there is none to show."""
        written = node.attributes.get("src", "")
        path, _, part = written.partition("#")
        if part == "only-dark":
            return None
        scheme = SCHEME.match(path)
        if scheme or path.startswith("//") or not path:
            if not node.classes & EMOJI:  # their alternative text is the emoji itself
                self.job.note(self.source, written, f"the book leaves out the image {written[:80]}: it lies elsewhere")
            return None
        folder = self.job.manuscript.folder
        joined = posixpath.join(posixpath.dirname(self.page), unquote(path.partition("?")[0]))
        inside = posixpath.normpath(joined.lstrip("/"))
        suffix = posixpath.splitext(inside)[1].lower()
        where = self.source.line_of(written) if self.source is not None else None
        problem: Problem | None = None
        if folder is None or inside.startswith(".."):
            problem = Problem(f"the image {written} lies outside of the documentation")
        elif suffix not in SIGNATURES:
            known = ", ".join(sorted(SIGNATURES))
            problem = Problem(f"the image {written} has a format that a book can't hold", fix=f"known are: {known}")
        elif not (folder / inside).is_file():
            problem = Problem(f"there is no image {written}", fix="correct its path, or add the file")
        else:
            content = (folder / inside).read_bytes()
            if content.startswith(SIGNATURES[suffix]) and (suffix != ".svg" or _is_xml(content)):
                return self.job.keep(content, suffix) if where is None else self.job.keep(content, suffix, where)
            problem = Problem(f"the image {written} can't be read: it is no {suffix[1:]}", fix="save it anew")
        self.job.problems.append(replace(problem, where=where) if where is not None else problem)
        return None

    def sized(self, node: Node, default: str) -> str:
        """The size of an image, as the page states it."""
        stated = re.fullmatch(r"([0-9.]+)(px|%)?", node.attributes.get("width", "").strip())
        if not stated or not float(stated[1]):
            return default
        wide = float(stated[1])
        return f"width: {min(wide, 100):g}%" if stated[2] == "%" else f"width: {min(wide * PIXEL, self.room):g}pt"

    def _text(self, value: str) -> str:
        value = SPACE.sub(" ", value)
        if self.fresh:
            value = value.lstrip(" ")
        if value:
            self.fresh = False
        return markup.text(soften(value, self.size, self.room))

    def _link(self, node: Node) -> str:
        content = self.run(node.children)
        href = node.attributes["href"].strip()
        target = self.job.places.target(self.page, href)
        if target is None or not content:
            return content
        return f"#link({target})[{content}];{self._address(self.job.places.address(self.page, href), node.text())}"

    def _address(self, outside: str, said: str) -> str:
        """The address of a link out of the book as a footnote, if its words do not say it: paper can't be clicked."""
        address = outside.removeprefix("mailto:")
        if not self.noted or not outside or address.rstrip("/") in said:
            return ""
        name = markup.label(f"note:{place(self.page, address)}")
        if name in self.job.noted:
            return f"#footnote({name});"
        self.job.noted.add(name)
        return (
            f"#[#footnote(link({markup.string(outside)}, {markup.string(soften(address, NOTE, NOTE_ROOM))}))#{name}];"
        )

    def _small_image(self, node: Node) -> str:
        name = self.image(node)
        alt = node.attributes.get("alt", "")
        if name is None:
            return self._text(alt) if not node.attributes.get("src", "").endswith("#only-dark") else ""
        size = self.sized(node, "height: 1.2em")
        self.fresh = False
        return f"#box(baseline: 20%, image({markup.string(name)}, {size}, alt: {markup.string(alt)}));"

    def _drawn(self, node: Node) -> str:
        source = (
            node.raw if "xmlns=" in node.raw else node.raw.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        )
        if not _is_xml(source.encode()):
            return ""
        high = re.fullmatch(r"([0-9.]+)(px)?", node.attributes.get("height", ""))
        size = f"height: {float(high[1]) * PIXEL:g}pt" if high else "height: 1.2em"
        name = self.job.keep(source.encode(), ".svg")
        self.fresh = False
        return f"#box(baseline: 20%, image({markup.string(name)}, {size}));"

    def _ticked(self, node: Node) -> str:
        """A box of a list of tasks."""
        if node.tag == "label":
            return self.run([child for child in node.children if isinstance(child, Node) and child.tag == "input"])
        if node.tag != "input" or node.attributes.get("type") != "checkbox":
            return ""
        return f"#task({'true' if 'checked' in node.attributes else 'false'}) "

    def _page_numbers(self, hrefs: Sequence[str]) -> str:
        places = (place(*href.partition("#")[::2]) for href in hrefs)
        found = [name for name in places if name in self.job.made]  # the index comes behind all places
        return f"#pages({markup.array(map(markup.string, found))})"


def says_nothing(node: Node) -> bool:
    """Whether paper shows nothing of an element."""
    if node.tag in ("img", "svg", "input") or "data-pages" in node.attributes:
        return False
    if node.tag in SILENT | MEDIA or node.classes & SCREEN or "download" in node.attributes:
        return True
    return all(not child.strip() if isinstance(child, str) else says_nothing(child) for child in node.children)


def _is_xml(content: bytes) -> bool:
    try:
        return ElementTree.fromstring(content).tag.endswith("svg")
    except ElementTree.ParseError:
        return False
