"""A page read back from its HTML: a tree of elements, and what a reader sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown
from mkdocs.utils.yaml import yaml_load

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
ROOT = Path(__file__).parent.parent


@dataclass
class Tag:
    """An element: its name, its attributes, and what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Tag | str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    @property
    def classes(self) -> list[str]:
        return self.get("class").split()

    def walk(self) -> Iterator[Tag]:
        """This element and all below it, in the order of the document."""
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.walk()

    def all(self, name: str = "", **attributes: str) -> list[Tag]:
        """All elements below with a name and attributes (`class_` finds one class of several)."""
        wanted = attributes.pop("class_", "")
        return [
            tag
            for tag in self.walk()
            if tag is not self
            and name in ("", tag.name)
            and (not wanted or wanted in tag.classes)
            and all(tag.attributes.get(key.replace("_", "-")) == value for key, value in attributes.items())
        ]

    def one(self, name: str = "", **attributes: str) -> Tag:
        """The only such element."""
        found = self.all(name, **attributes)
        assert len(found) == 1, f"{len(found)} × {name} {attributes}"
        return found[0]

    @property
    def text(self) -> str:
        """The text in it; a break is a new line."""
        return "".join(
            child if isinstance(child, str) else "\n" if child.name == "br" else child.text for child in self.children
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Tag("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(found)
        if tag not in VOID:
            self.open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].name == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Tag:
    """Read a page, or a part of one."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


@cache
def site_extensions() -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    """The extensions that mkdocs.yml names, and those that MkDocs always has."""
    settings = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names = ["toc", "tables", "fenced_code"]
    options: dict[str, dict[str, Any]] = {}
    for item in settings["markdown_extensions"]:
        if isinstance(item, dict):
            options.update(item)
            item = next(iter(item))
        names.append(item)
    if "pymdownx.superfences" in names:
        names.remove("fenced_code")
    return tuple(dict.fromkeys(names)), options


GREEDY = (
    "abbr",
    "footnotes",
    "md_in_html",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.emoji",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.snippets",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
"""What other sites switch on: extensions that find something in many texts."""


def render(source: str, further: tuple[str, ...] = ()) -> Tag:
    """Markdown as this project's site shows it (its head taken off)."""
    names, options = site_extensions()
    head, end, body = source.partition("\n---\n")
    if head.startswith("---") and end:
        source = body
    return read(markdown.markdown(source, extensions=[*names, *further], extension_configs=options))
