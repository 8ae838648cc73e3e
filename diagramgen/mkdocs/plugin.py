"""The hooks of the MkDocs plugin."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import LegacyConfig
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger

from diagramgen.book.build import bind
from diagramgen.config import Config, PluginOptions, load_config
from diagramgen.errors import DiagramgenError, Problem
from diagramgen.fences.written import CURRENT, Written
from diagramgen.load import find_model, model_root
from diagramgen.mkdocs.feed import ChangedPages
from diagramgen.mkdocs.files import Generated
from diagramgen.mkdocs.live import Follower, banner, forgive_warnings
from diagramgen.mkdocs.options import SCHEME
from diagramgen.mkdocs.search import Search
from diagramgen.pages.assets import SCRIPT, STYLE
from diagramgen.pages.edit import edit_url
from diagramgen.pages.urls import Urls
from diagramgen.pipeline import Project, Session
from diagramgen.site import Site
from diagramgen.watch import Sources

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = get_plugin_logger("diagramgen.mkdocs")

MARKDOWN = "diagramgen.markdown"
"""The Markdown extension, by its name: it knows nothing of MkDocs, and this module nothing of it."""


class DiagramgenPlugin(BasePlugin[LegacyConfig]):
    """Generated pages join the site's own; one that a writer put at the same path wins.

    The instance lives through all rebuilds of `mkdocs serve`, and with it the last good site: while
    the model is broken, that one stays up with a banner.
    """

    config_scheme = SCHEME

    def __init__(self) -> None:
        self.serving = False
        self.dirty = False
        self.options = PluginOptions()
        self.settings = Config()
        self.base = Path.cwd()
        self.session: Session | None = None
        self.follower: Follower | None = None
        self.lines: dict[str, int] = {}
        self.site: Site | None = None
        self.problems: tuple[Problem, ...] = ()
        self.broken = ""
        self.places: set[str] = set()
        self.search = Search()
        self.feed: ChangedPages | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether errors end the command or become a banner; that this exists keeps the instance."""
        self.serving, self.dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the site from the model; watch the model; add the style sheet and the script."""
        self.options = PluginOptions.model_validate(dict(self.config))
        self.base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        CURRENT.set(False)
        if self.serving:
            forgive_warnings()
        if self.follower is not None:
            self.follower.built()
        try:
            self._build(config)
        except DiagramgenError as error:
            if not self.serving:
                listed = "\n".join(str(problem) for problem in error.problems)
                raise PluginError(f"{error.broken}:\n{listed}") from None
            self._broken(error.broken, error.problems)
        except Exception as error:  # the server goes on even then
            if not self.serving:
                raise
            log.exception("a defect of diagramgen")
            problem = Problem(f"a defect of diagramgen: {error!r}", fix="please report it, with the model if you may")
            self._broken(DiagramgenError.broken, (problem,))
        self.feed = None if self.serving else ChangedPages.begin(self.options.feed, config, self.base)
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        if SCRIPT not in [str(script) for script in config.extra_javascript]:
            script = ExtraScriptValue(SCRIPT)
            script.defer = True
            config.extra_javascript.insert(0, script)
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")  # headings of our pages carry identifiers for links
        if MARKDOWN not in config.markdown_extensions:
            config.markdown_extensions.append(MARKDOWN)
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Follow what MkDocs does not watch, or loses sight of."""
        sources = Sources(self.base, self.options.model, self.options.config)
        sources.follow(self.settings.model, None)
        self.follower = Follower(server, Path(config.docs_dir), sources)
        self.follower.start()
        return server

    @event_priority(100)  # before plugins that check what pages there are
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated files with their edit links, and order the navigation."""
        if self.site is None:
            return files
        on_disk = self.dirty or self.options.on_disk
        generated = Generated(self.site, config, self.base, self.settings, self.problems, on_disk=on_disk)
        self.lines = generated.add_to(files)
        generated.navigate(files, self.options.group)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002
        """Lead the edit link to the line of the declaration."""
        if page.edit_url and page.file.src_uri in self.lines:
            page.edit_url = edit_url(page.edit_url, self.lines[page.file.src_uri])
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the Markdown extension which page it has in hand, and what the model gives."""
        self.places = set()
        CURRENT.set(self._written(page, config))
        return markdown

    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the pictures into their places, behind Markdown; show the banner."""
        CURRENT.set(False)
        if page.present_anchor_ids is not None:
            page.present_anchor_ids.update(self.places)
        if self.site is not None:
            content = self.site.fill(content, page.file.src_uri, xlink=_instant(config))
        self.search.see(page, content)
        return banner(self.broken, self.problems, self.site is not None) + content if self.problems else content

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Lead readers' programs to the feed."""
        return self.feed.see(page, output) if self.feed is not None else output

    @event_priority(-50)  # after the search wrote its index, before Material's `offline` copies it
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete the index of the search; the Markdown extension is on its own again."""
        CURRENT.set(True)
        if self.site is not None:
            self.search.complete(config, self.site.context.graph)
            if self.feed is not None:
                self.feed.write(config, self.site)

    def on_shutdown(self) -> None:
        """The server has ended."""
        if self.follower is not None:
            self.follower.stop()

    def _build(self, config: MkDocsConfig) -> None:
        settings = load_config(self.options.config, self.base)
        settings = settings.for_edition(self.options.audience, self.options.product_version)
        style: Literal["directory", "file"] = "directory" if config.use_directory_urls else "file"
        # While someone writes, a book would make each rebuild longer.
        book = not self.serving and (settings.book if self.options.book is None else self.options.book)
        changes = settings.changes if self.options.changes is None else self.options.changes or None
        site = {"urls": style, "links": "address", "book": book, "changes": changes}
        settings = settings.model_copy(update=site)
        if self.session is None or settings != self.settings:
            self.session = Session()
        self.settings = settings
        source = find_model(self.options.model, settings.model, self.base)
        root = str(model_root(source, self.base))
        if root not in config.watch:
            config.watch.append(root)
        project = Project(source, settings, self.base, session=self.session if self.serving else None)
        project = replace(project, bind=bind, mkdocs=Path(config.config_file_path or "mkdocs.yml"))
        for warning in project.warnings:
            # Under `strict` a warning ends the command, and a writer gives the number a little later.
            (log.info if self.serving else log.warning)("%s", warning)
        before = self.site.problems if self.site is not None else ()
        self.site = project.site()
        if self.site.problems != before:  # said once while someone writes
            for problem in self.site.problems:
                log.warning("%s", problem)
        for warning in self.site.warnings:
            log.info("%s", warning)
        self.problems = ()

    def _broken(self, what: str, problems: tuple[Problem, ...]) -> None:
        """The last good site stays up, and says what is wrong."""
        self.broken, self.problems = what, problems
        stays = "the last good site stays up" if self.site is not None else "the pages of the model are missing"
        log.error("%s; %s:\n%s", what, stays, "\n".join(str(problem) for problem in problems))

    def _written(self, page: Page, config: MkDocsConfig) -> Written | bool:
        """The page for the Markdown extension; False for one that is not hand-written."""
        file = page.file
        if file.abs_src_path is None or file.generated_by is not None:
            return False
        path = Path(file.abs_src_path)
        shown = (path.relative_to(self.base) if path.is_relative_to(self.base) else path).as_posix()
        urls = Urls("directory" if config.use_directory_urls else "file")
        return Written(
            file.src_uri,
            shown,
            file.content_string,
            self.site,
            urls,
            self._report,
            self.places.update,
            xlink=_instant(config),
            broken=self.broken,
        )

    def _report(self, problem: Problem) -> None:
        """A warning, which `--strict` counts; a server goes on, because a writer is about to mend it."""
        log.warning("%s", problem)


def _instant(config: MkDocsConfig) -> bool:
    """Whether Material's script follows links: it stops at the `href` of SVG, which can't be written."""
    return "navigation.instant" in (config.theme.get("features") or [])
