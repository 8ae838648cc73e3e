"""View models + templates → pages: the Markdown of a site, with places for its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from diagramgen.artifacts import MARK
from diagramgen.errors import NOWHERE, Location
from diagramgen.pages.context import IN_WORDS, Context, Figure, Table
from diagramgen.pages.escape import author_markdown, front_matter_text, markdown_text, text
from diagramgen.schema.endpoint import check_url
from diagramgen.table import FOOTNOTE

if TYPE_CHECKING:
    from jinja2 import Environment

SLOT = re.compile(r'<div data-diagram="([a-z0-9-]+)"></div>')
"""Where a picture goes: into the Markdown for files, behind Markdown for a site in memory."""


class PageModel(Protocol):
    """What a page says, without markup."""

    @property
    def template(self) -> str:
        """The file in templates/ that shows it."""

    @property
    def path(self) -> str:
        """Path of the page, with forward slashes."""

    @property
    def title(self) -> str:
        """The page's title."""

    @property
    def where(self) -> Location:
        """Where the model declares what the page shows; empty for a page about many things."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as Markdown."""

    path: str
    title: str
    markdown: str
    where: Location = NOWHERE
    """Where the model declares what the page shows."""


Builder = Callable[[Context], Sequence[PageModel]]


Rendered = dict[str, tuple[PageModel, Page]]
"""Pages by path, with what they were rendered from."""


def render(builders: Sequence[Builder], context: Context, known: Rendered | None = None) -> tuple[Page, ...]:
    """All pages of all kinds; one that says what it said before is taken from `known`, which learns the others."""
    known = {} if known is None else known
    environment = _environment()
    pages = []
    for build in builders:
        for model in build(context):
            before, page = known.get(model.path, (None, None))
            if page is None or before != model:
                markdown = environment.get_template(model.template).render(page=model, mark=MARK[:1].upper() + MARK[1:])
                page = Page(model.path, model.title, _tidy(markdown))
            page = replace(page, where=model.where)  # a page that says the same may have moved to another line
            known[model.path] = model, page
            pages.append(page)
    return tuple(pages)


def figure_block(figure: Figure) -> str:
    """A figure as a block of HTML, with the place for its picture."""
    return _macro("picture")(figure)


def table_block(table: Table, caption: str) -> str:
    """A connection table as blocks of HTML."""
    return _macro("connections")(table, caption)


def _macro(name: str) -> Callable[..., str]:
    macro = getattr(_environment().get_template("_macros.jinja").module, name)
    return lambda *values: _tidy(str(macro(*values)))


def fill(text: str, pictures: Mapping[str, str]) -> str:
    """Put drawn pictures (by view) into their places; the place of another view stays as it is."""
    return SLOT.sub(lambda found: pictures[found[1]].strip() if found[1] in pictures else found[0], text)


def views_on(text: str) -> tuple[str, ...]:
    """The views that have a place in a text."""
    return tuple(SLOT.findall(text))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # a table needs none of it

    environment = Environment(
        loader=PackageLoader("diagramgen.pages"),
        autoescape=True,
        finalize=text,  # every value is escaped as text of an HTML block, unless a filter says otherwise
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals["footnote"] = FOOTNOTE
    environment.globals["in_words"] = IN_WORDS
    environment.filters["md"] = markdown_text
    environment.filters["author"] = author_markdown
    environment.filters["front_matter"] = front_matter_text
    environment.filters["url"] = lambda value: Markup(check_url(value).replace(")", "%29").replace("(", "%28"))  # noqa: S704
    return environment


def _tidy(markdown: str) -> str:
    """One blank line where a template leaves several, none at the end."""
    return re.sub(r"\n{3,}", "\n\n", markdown).strip() + "\n"
