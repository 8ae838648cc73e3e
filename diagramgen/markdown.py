"""The Markdown extension: fences of ours and names of the model, in MkDocs, in Zensical, or wherever Markdown is used.

It never raises, whatever a page holds: an exception would end `zensical serve`. What is wrong shows as a box on the
page and is told with file and line.
"""

from __future__ import annotations

import html
import posixpath
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ReferenceInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from diagramgen.artifacts import MARK
from diagramgen.errors import Location, Problem, did_you_mean
from diagramgen.fences.expand import Block, Expansion
from diagramgen.fences.model import Loaded, Source, loaded
from diagramgen.fences.options import misspelt
from diagramgen.fences.references import Name, complaint, names, places
from diagramgen.fences.scan import Scan, may_open, scan
from diagramgen.fences.written import CURRENT, Written
from diagramgen.pages.build import SLOT
from diagramgen.pages.urls import Urls

RAW, FENCES, REFERENCES = 1000, 28, 169
"""Before everything; between the clean-up of white space and other fences; between definitions and autorefs."""

OPTIONS = ("model", "config", "audience", "product_version")


@dataclass
class Conversion:
    """One page on its way through Markdown."""

    raw: str = ""
    started: bool = False
    written: Written | None = None
    lines: list[str] = field(default_factory=list)
    lines_before: int = 0
    names: Mapping[str, Name] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)


class DiagramgenExtension(Extension):
    """Pictures, tables, parts of generated pages and names in hand-written pages.

    Its options say where the model is and which edition, as those of the plugin; the plugin itself brings it along.
    """

    def __init__(self, **options: Any) -> None:
        self.options = options
        self.now = Conversion()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Take our places among the processors."""
        md.registerExtension(self)
        md.preprocessors.register(_Raw(md, self), "diagramgen-raw", RAW)
        md.preprocessors.register(_Fences(md, self), "diagramgen", FENCES)
        md.inlinePatterns.register(_References(md, self), "diagramgen", REFERENCES)

    def reset(self) -> None:
        """Forget the page before."""
        self.now = Conversion()

    def start(self, md: Markdown) -> Written | None:
        """The page in hand, found out where it is first needed; None if it takes nothing from a model."""
        if not self.now.started:
            self.now.started = True
            current = CURRENT.get()
            written = _alone(md, self.options) if current is True else current or None
            self.now.written = written if isinstance(written, Written) else None
            if self.now.written is not None:
                self.now.lines_before = self.now.written.lines_before(self.now.raw)
        return self.now.written


class _Raw(Preprocessor):
    """Keeps the text as it comes, because lines are counted in it."""

    def __init__(self, md: Markdown, extension: DiagramgenExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        self.extension.now = Conversion("\n".join(lines))
        return lines


class _Fences(Preprocessor):
    """Puts what a fence asks for into its place, with HTML stashed away from Markdown."""

    def __init__(self, md: Markdown, extension: DiagramgenExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        self.extension.now.lines = lines
        if not any(may_open(line) for line in lines) or self.extension.start(self.md) is None:
            return lines
        found = scan(lines)
        self._tell_misspelt(found)
        if not found.fences:
            return lines
        stashed = self.md.htmlStash.html_counter
        try:
            return self._expanded(lines, found)
        except Exception as error:  # noqa: BLE001 - an exception would end `zensical serve`
            del self.md.htmlStash.rawHtmlBlocks[stashed:]
            self.md.htmlStash.html_counter = stashed
            _tell_defect(self.extension.now.written, error)
            return lines

    def _tell_misspelt(self, found: Scan) -> None:
        """What stays code, but was surely not meant to."""
        written = self.extension.start(self.md)
        for fence in found.misspelt:
            meant = found.near(fence)
            if written is not None and misspelt(fence, meant):
                where = Location(written.file, fence.start + 1 + self.extension.now.lines_before)
                written.report(Problem(f"a fence {fence.word!r} is only code", where, f"did you mean {meant!r}?"))

    def _expanded(self, lines: list[str], found: Scan) -> list[str]:
        written = self.extension.start(self.md)
        if written is None:
            return lines
        if written.site is None:
            blocks = [Block(fence) for fence in found.fences]
            expansion = None
        else:
            expansion = Expansion(written, written.site)
            blocks = expansion.blocks(found.fences, self.extension.now.lines_before)
            written.announce(frozenset(expansion.ids))
        result: list[str] = []
        end = 0
        for block in blocks:
            result += lines[end : block.fence.start]
            end = block.fence.end
            for problem in block.problems:
                written.report(problem)
            body = self._stashed(block, expansion, written)
            before = block.fence.before
            result += [f"{before}{line}".rstrip() for line in ("", *body, "")]
        return result + lines[end:]

    def _stashed(self, block: Block, expansion: Expansion | None, written: Written) -> list[str]:
        """A block as lines of Markdown, in which HTML is only marked."""
        stash = self.md.htmlStash
        if expansion is None:
            what = written.broken[:1].upper() + written.broken[1:]
            return [stash.store(_box(f"{what}: there is nothing to show here.", written.problems))]
        if block.problems:
            return [stash.store(_box(f"The fence {block.fence.word} can't be shown.", block.problems))]
        first = stash.html_counter
        lines = block.text.split("\n")
        if "html_block" in self.md.preprocessors:
            lines = self.md.preprocessors["html_block"].run(lines)
        for place in range(first, stash.html_counter):
            piece = stash.rawHtmlBlocks[place]
            if isinstance(piece, str):
                stash.rawHtmlBlocks[place] = SLOT.sub(lambda slot: expansion.picture(slot[1]), piece)
        return lines


class _References(ReferenceInlineProcessor):
    """`[][redis]`, `[our cache][redis]` and `[redis][]`, where Markdown itself has no definition."""

    def __init__(self, md: Markdown, extension: DiagramgenExtension) -> None:
        super().__init__(r"\[", md)
        self.extension = extension

    def handleMatch(self, m: Any, data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override] # noqa: N802
        nothing = None, None, None
        text, index, handled = self.getText(data, m.end(0))
        if not handled:
            return nothing
        name, end, handled = self.evalId(data, index, text)
        if not handled or not name or name in self.md.references:
            return nothing
        try:
            link = self._link(" ".join(name.lower().split()), text, explicit=data[index:end].strip() != "[]")
        except Exception as error:  # noqa: BLE001 - an exception would end `zensical serve`
            _tell_defect(self.extension.now.written, error)
            return nothing
        return nothing if link is None else (link, m.start(0), end)

    def _link(self, name: str, text: str, *, explicit: bool) -> Element | None:
        written = self.extension.start(self.md)
        if written is None or written.site is None:
            return None
        now = self.extension.now
        if not now.names:
            now.names = names(written.site.context)
            now.places = {found: list(lines) for found, lines in places(scan(now.lines).prose).items()}
        lines = now.places.get(name, [])
        if name not in now.names:
            if lines and explicit and not self._has_autorefs():
                self._complain(written, name, text, lines.pop(0))
            return None
        if lines:
            lines.pop(0)
        known = now.names[name]
        element = Element("a")
        element.text = text if text.strip() else AtomicString(known.text)
        path = posixpath.join(written.urls.root, known.path)
        fragment = f"#{known.anchor}" if known.anchor else ""
        here = path == written.path and fragment
        element.set("href", fragment if here else written.urls.source(written.path, path) + fragment)
        if known.hint:
            element.set("title", known.hint)
        return element

    def _has_autorefs(self) -> bool:
        """Whether another extension will look the name up."""
        return "mkdocs-autorefs" in self.md.inlinePatterns

    def _complain(self, written: Written, name: str, text: str, place: int) -> None:
        found = complaint(name, text, self.extension.now.names)
        if found is not None:
            where = Location(written.file, place + 1 + self.extension.now.lines_before)
            written.report(Problem(found[0], where, found[1]))


def _alone(md: Markdown, options: Mapping[str, Any]) -> Written | None:
    """The page in hand where no plugin tells of it: Zensical's context, or a text of which nothing is known."""
    page, settings = _zensical(md)
    base = Path(str(settings.get("root_dir") or Path.cwd()))
    path = str(page.path) if page is not None else "index.md"
    docs = base / str(settings.get("docs_dir") or "docs")
    source = _text_of(docs / path) if page is not None else ""
    if MARK in source[:400].lower():
        return None  # generated: it has taken what it needs
    style: Any = None
    if page is not None:
        style = "directory" if settings.get("use_directory_urls", True) else "file"
    values = {name: str(options[name]) for name in OPTIONS if options.get(name)}
    found = loaded(Source(base, style=style, **values))
    file = _shown(docs / path, base) if page is not None else "text"
    if found.fresh:
        for name in sorted(set(options) - set(OPTIONS)):
            _say(Problem(f"diagramgen.markdown has no option {name!r}", fix=did_you_mean(name, OPTIONS)))
        for problem in found.problems:
            _say(problem)
    root = _root(found, base, docs) if page is not None else ""
    urls = Urls(found.settings.urls, "source" if style else found.settings.links, root)
    return Written(path, file, source, found.site, urls, _say, broken=found.broken, problems=found.problems)


def _zensical(md: Markdown) -> tuple[Any, Mapping[str, Any]]:
    """The page and the settings that Zensical puts among the preprocessors, known by their shape."""
    for processor in md.preprocessors:
        page, settings = getattr(processor, "page", None), getattr(processor, "config", None)
        if isinstance(getattr(page, "path", None), str) and isinstance(settings, Mapping):
            return page, settings
    return None, {}


def _root(found: Loaded, base: Path, docs: Path) -> str:
    """The folder of the generated pages within the documentation: `out` says it."""
    out = base / found.settings.out if found.settings.out else docs
    try:
        return out.resolve().relative_to(docs.resolve()).as_posix().removeprefix(".")
    except ValueError:
        return ""


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""


def _shown(file: Path, base: Path) -> str:
    try:
        return file.relative_to(base).as_posix()
    except ValueError:
        return file.as_posix()


def _say(problem: Problem) -> None:
    print(f"diagramgen: {problem}", file=sys.stderr)


def _tell_defect(written: Written | None, error: Exception) -> None:
    problem = Problem(
        f"a defect of diagramgen: {type(error).__name__}: {error}", fix="please report it, with this page"
    )
    (written.report if written is not None else _say)(problem)


def _box(title: str, problems: Sequence[Problem]) -> str:
    """An error on the page, where what was asked for would stand."""
    items = "".join(f"<li>{html.escape(str(problem)).replace(chr(10), '<br>')}</li>" for problem in problems)
    listed = f"<ul>{items}</ul>" if items else ""
    head = f'<p class="admonition-title">{html.escape(title)}</p>'
    return f'<div class="admonition failure diagram-problem">{head}{listed}</div>'


def makeExtension(**options: Any) -> DiagramgenExtension:  # noqa: N802
    """Called by Python-Markdown."""
    return DiagramgenExtension(**options)
