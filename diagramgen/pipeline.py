"""The way from a model to files. All its stages meet here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diagramgen.cache import Cache, default_folder
from diagramgen.config import Config
from diagramgen.edition import cut
from diagramgen.errors import EnvironmentFailure, Problem, UsageError, did_you_mean
from diagramgen.load import load, model_root
from diagramgen.resolve import find_warnings, resolve
from diagramgen.site import Book, Drawings, Site

if TYPE_CHECKING:
    from diagramgen.graph import Graph
    from diagramgen.layout.measure import Figures
    from diagramgen.layout.memory import Memory
    from diagramgen.lint.finding import Finding
    from diagramgen.lint.model import Model
    from diagramgen.lint.source import Sources
    from diagramgen.pages.build import Rendered
    from diagramgen.picture import Picture
    from diagramgen.releases import History
    from diagramgen.scene import Scene
    from diagramgen.schema import Rule, View
    from diagramgen.schema.view import PictureView

# Stages are imported where they are used: a table needs no renderer, and a help text needs nothing.


class Session:
    """What the builds of one process share, so that each pays for what has changed since the one before.

    Its projects have the same settings. A picture that changed is laid out much as it was; a build
    without a session searches for the best layout.
    """

    def __init__(self) -> None:
        from diagramgen.layout.memory import Memory
        from diagramgen.releases import Memory as Versions

        self.memory = Memory()
        self.versions = Versions()
        self.pages: Rendered = {}
        self.drawings: Drawings = {}


@dataclass(frozen=True)
class Project:
    """A model and the settings under which it is built."""

    source: str
    config: Config
    base: Path
    use_cache: bool = True
    session: Session | None = None
    """What earlier builds of this process made."""
    mkdocs: Path | None = None
    """The mkdocs.yml of the site; the one in the folder if not named."""
    bind: Callable[[Project, Site], Book] | None = None
    """Makes the book of a site; a project without it has none, whatever its settings say."""

    @cached_property
    def whole(self) -> Graph:
        """The whole model, loaded and resolved. Raises ContentError with all of its problems."""
        return resolve(load(self.source, self.base))

    @cached_property
    def graph(self) -> Graph:
        """The edition of the model that is built. Raises ContentError, or UsageError if there is no such edition."""
        return cut(self.whole, self.config.audience, self.config.product_version)

    @cached_property
    def warnings(self) -> list[Problem]:
        """What a build says and `build --check` fails on; numbers are free if they are so in the whole model."""
        return find_warnings(self.whole)

    @cached_property
    def history(self) -> History | None:
        """What changed from version to version, if the site shows it.

        Raises:
            UsageError: a version that the configuration names is not there.
            EnvironmentFailure: git is not there, or did not fetch the tags.
        """
        if self.config.changes is None:
            return None
        from diagramgen.diff.release import Releases
        from diagramgen.releases import History, history

        cache = _cache(self.config, self.base, self.use_cache)
        memory = self.session.versions if self.session is not None else None
        try:
            return history(self.whole, self.source, self.config, self.base, cache, memory)
        except (UsageError, EnvironmentFailure) as error:
            if memory is None:
                raise
            return History(Releases(()), problems=error.problems)  # a writer goes on without these pages

    @cached_property
    def views(self) -> dict[str, View]:
        """All views of the model, by id."""
        from diagramgen.catalog import views

        return {view.id: view for view in views(self.graph)}

    def view(self, name: str) -> View:
        """The view with this id. Raises UsageError if there is none."""
        if name not in self.views:
            raise UsageError(Problem(f"there is no view {name!r}", fix=did_you_mean(name, self.views)))
        return self.views[name]

    def pictures(
        self, views: Sequence[PictureView], graph: Graph | None = None, more: Sequence[Scene] = ()
    ) -> dict[str, Picture]:
        """The views, placed, of another graph if one is given; and more scenes, by their views.

        Raises:
            EnvironmentFailure: the layout engine fails.
        """
        from diagramgen.catalog import scene

        scenes = [*(scene(graph or self.graph, view) for view in views), *more]
        memory = self.session.memory if self.session is not None else None
        return placed(scenes, self.config, self.base, self.use_cache, memory)

    def table(self, form: str, endpoint: str | None = None) -> str:
        """The connection table, of all or of one endpoint. Raises UsageError if there is no such endpoint."""
        from diagramgen.catalog import TABLES
        from diagramgen.table import connections_of

        known = [found.id for found in self.graph.endpoints]
        if endpoint is not None and endpoint not in known:
            raise UsageError(Problem(f"there is no endpoint {endpoint!r}", fix=did_you_mean(endpoint, known)))
        return TABLES[form](connections_of(self.graph, endpoint))

    @property
    def drawable(self) -> list[PictureView]:
        """The views that are pictures."""
        from diagramgen.schema import MatrixView

        return [view for view in self.views.values() if not isinstance(view, MatrixView)]

    def chosen(self, names: Sequence[str], hubs: str | None = None) -> list[PictureView]:
        """The views with these ids, their hubs drawn as wanted. Raises UsageError for what can't be drawn."""
        return [self._with_hubs(self.view(name), hubs) for name in names]

    def drawn(
        self, pictures: Mapping[str, Picture], form: str = "svg", base: str | None = None, scale: float = 2.0
    ) -> dict[str, bytes]:
        """Pictures in a format, by view; links lead to a site at `base`, or to anchors."""
        from diagramgen.catalog import DRAWINGS
        from diagramgen.draw.links import Links

        links = Links()
        if base is not None:
            from diagramgen.pages.links import links_to

            try:
                links = links_to(base, self.config.urls)
            except ValueError as error:
                fact, _, fix = str(error).partition("; ")
                raise UsageError(Problem(f"--base: {fact}", fix=fix)) from None
        return {view: DRAWINGS[form](picture, links, scale) for view, picture in pictures.items()}

    def measured(self, names: Sequence[str]) -> dict[str, Figures]:
        """The legibility of views, by view; of all of them if none is named."""
        from diagramgen.layout.measure import measure

        chosen = self.chosen(names) if names else self.drawable
        return {view: measure(picture) for view, picture in self.pictures(chosen).items()}

    def _with_hubs(self, view: View, hubs: str | None) -> PictureView:
        """A view with its hubs drawn otherwise; the standard one that is drawn so, if there is one."""
        from diagramgen.schema import Hubs, MatrixView, OverviewView, SelectionView

        if isinstance(view, MatrixView):
            raise UsageError(
                Problem(f"the view {view.id!r} is a table", fix="draw makes pictures; read it on the site")
            )
        if hubs is None:
            return view
        if not isinstance(view, OverviewView | SelectionView):
            raise UsageError(Problem(f"--hubs has no meaning for the view {view.id!r}", fix="use it with an overview"))
        wanted = Hubs(hubs)
        standard = self.views["overview-repeated" if wanted is Hubs.REPEATED else "overview"]
        assert isinstance(standard, OverviewView), "a standard view is replaced by one of its kind"
        if view.id in ("overview", "overview-repeated") and wanted is not Hubs.AUTO:
            return standard
        return view.model_copy(update={"hubs": wanted})

    @cached_property
    def lenient(self) -> Graph:
        """The model as `lint` reads it: numbers and names are left to its rules. Raises ContentError for the rest."""
        if "whole" in self.__dict__:
            return self.whole  # it has no such problem
        return resolve(load(self.source, self.base, strict=False), strict=False)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules: ours, and those of the model. Raises ContentError where two have one name."""
        from diagramgen.catalog import RULES
        from diagramgen.lint.engine import check_names

        own = tuple(self.lenient.architecture.rules)
        check_names(own, RULES, self.sources)
        return (*RULES, *own)

    @cached_property
    def chosen_rules(self) -> tuple[Rule, ...]:
        """The rules that run. Raises UsageError if the configuration names one that does not exist."""
        from diagramgen.lint.engine import chosen

        return chosen(self.rules, self.config.lint.select, self.config.lint.ignore)

    @property
    def sources(self) -> Sources:
        """The files of the model."""
        from diagramgen.lint.source import Sources

        base = self.base.resolve()
        return Sources(model_root(self.source, base).resolve(), base)

    def lint(self, *, ignores: bool = True) -> tuple[Finding, ...]:
        """What the rules find, by place; without `ignores`, the model's ignores count for nothing."""
        from diagramgen.lint.engine import run

        model = replace(
            self.as_rules_see(self.lenient),
            rule_names=tuple(rule.name for rule in self.rules),
            firm=tuple(rule.name for rule in self.rules if rule.always),
        )
        return run(model, self.chosen_rules, self.sources, ignores=ignores)

    def as_rules_see(self, graph: Graph) -> Model:
        """A graph with what its views show."""
        from diagramgen.catalog import scene, views
        from diagramgen.lint.model import Model
        from diagramgen.schema import MatrixView

        found = {view.id: view for view in views(graph)}
        drawable = [view for view in found.values() if not isinstance(view, MatrixView)]
        return Model(
            architecture=graph.architecture,
            endpoints=graph.endpoints,
            connections=graph.connections,
            protocols=graph.protocols,
            views=found,
            scenes=lambda: {view.id: scene(graph, view) for view in drawable},
            pictures=lambda: self.pictures(drawable, graph),
        )

    def site(self) -> Site:
        """Everything that a site consists of."""
        from diagramgen.catalog import PAGES
        from diagramgen.pages.build import render
        from diagramgen.pages.context import Context, Review
        from diagramgen.pages.urls import Urls, book_path

        history = self.history
        pictures = self.pictures(self.drawable, more=history.scenes if history is not None else ())
        # A finding may name what an edition hides, so only the whole model's site tells them.
        told = self.config.findings and self.graph is self.whole
        review = Review(self.lint(), self.chosen_rules) if told else None
        bind = self.bind if self.config.book else None
        path = book_path(self.graph.architecture.title) if bind is not None else ""
        urls = Urls(self.config.urls, self.config.links)
        releases = history.releases if history is not None else None
        context = Context(self.graph, tuple(self.views.values()), pictures, urls, review, path, releases)
        session = self.session or Session()
        problems = history.problems if history is not None else ()
        site = Site(context, render(PAGES, context, session.pages), session.drawings, problems=problems)
        site.check_nothing_lost()
        return replace(site, book=bind(self, site)) if bind is not None else site


def placed(
    scenes: Sequence[Scene], config: Config, base: Path, use_cache: bool, memory: Memory | None = None
) -> dict[str, Picture]:
    """Scenes with geometry, by their views, as the settings say. Raises EnvironmentFailure if the engine fails."""
    from diagramgen.layout.engine import find_engine
    from diagramgen.layout.run import lay_out

    return lay_out(scenes, find_engine(config.engine, config.time_limit), _cache(config, base, use_cache), memory)


def _cache(config: Config, base: Path, wanted: bool) -> Cache:
    """The cache that the settings name; one that keeps nothing if none is wanted."""
    return Cache((base / config.cache_dir if config.cache_dir else default_folder()) if wanted else None)
