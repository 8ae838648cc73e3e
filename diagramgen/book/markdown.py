"""Markdown → HTML, by the same program and the same extensions as on the site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown import Markdown

from diagramgen.book.html import parse
from diagramgen.book.manuscript import Source
from diagramgen.errors import Problem
from diagramgen.fences.written import CURRENT, Written
from diagramgen.site import Site

OURS = "diagramgen.markdown"
"""The extension that puts pictures and tables of the model into hand-written pages, by its name."""
PER_SITE = frozenset({"material.extensions.preview", "mkdocs-click"})
"""Extensions that need the site around them, and have nothing for paper."""


MERMAID = re.compile(r"^[ \t>]*(?:```+|~~~+)[ \t]*\{?[ \t]*\.?mermaid\b.*$", re.MULTILINE)
DELIMITERS = re.compile(r"^\\[(\[]|\\[)\]]$")
"""What the extension arithmatex puts around a formula, whatever the writer put there."""


class Reader:
    """Reads the pages of a book."""

    def __init__(self, extensions: Mapping[str, Mapping[str, Any]], site: Site) -> None:
        self.site = site
        self.problems: list[Problem] = []
        """What is wrong in fences of hand-written pages."""
        self.warnings: list[Problem] = []
        """Extensions that can't be used, and what is printed as its source."""
        used = {name: dict(options) for name, options in extensions.items() if name not in PER_SITE}
        if "pymdownx.superfences" in used:
            used.pop("fenced_code", None)
        used[OURS] = {}
        self.markdown = Markdown()
        for name, options in used.items():
            try:
                self.markdown.registerExtensions([name], {name: options})
            except Exception as error:  # noqa: BLE001 - code of others, which may fail in any way
                fact = f"the Markdown extension {name} is left out of the book: {error}"
                self.warnings.append(Problem(fact, fix="install it, if the site has it"))

    def html(self, markdown: str, source: Source | None) -> str:
        """The HTML of one page; `source` is the hand-written page, if it is one."""
        self.markdown.reset()
        if source is not None and (drawn := MERMAID.search(markdown)):
            said = "the book prints Mermaid diagrams as their source: only a browser draws them"
            fix = "put an image in their place, or draw them from the model with a fence"
            self.warnings.append(Problem(said, source.line_of(drawn[0]), fix))
        current = False if source is None else self._written(source)
        token = CURRENT.set(current)
        try:
            html: str = self.markdown.convert(markdown)
        finally:
            CURRENT.reset(token)
        if source is not None and (formula := _formula(html)):
            said = "the book prints formulas as their TeX source: only a browser sets them"
            self.warnings.append(Problem(said, source.line_of(formula), "put an image in their place"))
        return html

    def _written(self, source: Source) -> Written:
        urls = self.site.context.urls
        return Written(source.path, source.file, source.whole, self.site, urls, self.problems.append)


def _formula(html: str) -> str:
    """The first formula of a page as its source in TeX; empty if there is none."""
    if "arithmatex" not in html:
        return ""
    found = next((node.text() for node in parse(html).walk() if "arithmatex" in node.classes), "")
    return DELIMITERS.sub("", found.strip()).strip()
