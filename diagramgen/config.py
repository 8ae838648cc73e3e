"""The project's configuration: diagramgen.toml, or [tool.diagramgen] in pyproject.toml; and the plugin's options.

Each key is declared once, here: the checks and the JSON Schemas for editors follow from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from diagramgen.errors import Location, Problem, UsageError, did_you_mean

FILE = "diagramgen.toml"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


class LintConfig(BaseModel):
    """What `lint` looks for, and what makes it fail."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    select: Sequence[str] = ("default",)
    """The rules that run: names, `default` and `all`; the default ones if not set."""
    ignore: Sequence[str] = ()
    """Rules that do not run."""
    fail_on: Literal["error", "warning", "note", "never"] = "warning"
    """The mildest finding that makes it fail."""


class VersionConfig(BaseModel):
    """A version of the model that the pages of changes show."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    name: str = Field(min_length=1)
    """What readers call it."""
    source: str = Field(min_length=1)
    """What `diagramgen diff` takes: a git revision, or a folder or file with a model."""


def _by_source(value: object) -> object:
    """A version that is called as its source is."""
    return {"name": value, "source": value} if isinstance(value, str) else value


def _several(value: object) -> object:
    """One text may stand for a list of one."""
    return (value,) if isinstance(value, str) else value


Texts = Annotated[
    Sequence[str],
    BeforeValidator(_several, json_schema_input_type=str | Sequence[str]),
    AfterValidator(tuple),
]


def _checked_patterns(value: Sequence[str]) -> tuple[str, ...]:
    """Lines as in a .gitignore."""
    from pathspec import GitIgnoreSpec  # most commands need none

    lines = tuple(line for text in value for line in text.splitlines())
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            raise ValueError(f"{line!r} is no pattern; write it as in a .gitignore") from None
    return lines


Patterns = Annotated[Texts, AfterValidator(_checked_patterns)]


NamedVersion = Annotated[VersionConfig, BeforeValidator(_by_source, json_schema_input_type=str | VersionConfig)]


class ChangesConfig(BaseModel):
    """Which versions the pages of changes show."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    tags: Texts = ()
    """The tags of git that are versions: a pattern as `v*`, or several; one as `!*-rc*` leaves tags out."""
    versions: Sequence[NamedVersion] = ()
    """Versions by hand, the oldest first; they are older than all tags."""
    moved_from: Texts = ()
    """Where the model lay in earlier versions, if that was elsewhere."""
    limit: int = Field(default=10, ge=1)
    """How many versions are shown, the newest ones."""

    @model_validator(mode="after")
    def _names_versions(self) -> ChangesConfig:
        if not self.versions and all(pattern.startswith("!") for pattern in self.tags):
            raise ValueError('names no versions; set tags = "v*", say, or list them in versions')
        names = [version.name for version in self.versions]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"versions has {twice[0]!r} twice; give one of them another name")
        return self


def _by_tags(value: object) -> object:
    """A pattern alone, or several, says which tags are versions."""
    return {"tags": value} if isinstance(value, str | list | tuple) else value


Changes = Annotated[
    ChangesConfig, BeforeValidator(_by_tags, json_schema_input_type=str | Sequence[str] | ChangesConfig)
]


class Config(BaseModel):
    """What can be set; every key is optional and an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    model: str | None = None
    """The model: a folder, a file, or `module:attribute`."""
    out: str | None = None
    """The folder that `build` writes to."""
    urls: Literal["directory", "file"] = "directory"
    """How the site addresses its pages: `services/redis/` or `services/redis.html`."""
    links: Literal["address", "source"] = "address"
    """How the HTML of a page names another page: by its address on the site, or by its source `redis.md`."""
    engine: str | None = None
    """The layout engine: a program that speaks Graphviz's command line."""
    time_limit: float = Field(default=60.0, gt=0, allow_inf_nan=False)
    """Seconds for one call of the layout engine."""
    cache_dir: str | None = None
    """The folder of the layout cache; the user's cache folder if not set."""
    audience: str | None = None
    """The readers for whom it is built; the full edition if not set."""
    product_version: str | None = None
    """The version of the product that is shown; all that the model has if not set."""
    findings: bool = False
    """Whether the site has a page of what `lint` finds and what the model ignores, and one of the rules."""
    lint: LintConfig = LintConfig()
    """Which rules of `lint` run, and what makes it fail."""
    book: bool = False
    """Whether a site gets everything as one PDF too, and a link to it."""
    not_in_book: Patterns = ()
    """Pages that the site alone has, and not that PDF: patterns as in a .gitignore."""
    changes: Changes | None = None
    """The versions whose changes the site shows: a pattern of tags, or a table; no such pages if not set."""

    def for_edition(self, audience: str | None, product_version: str | None) -> Config:
        """The same for another edition; what is not named stays as the file says."""
        given = {"audience": audience, "product_version": product_version}
        return self.model_copy(update={key: value for key, value in given.items() if value is not None})


class PluginOptions(BaseModel):
    """The options of the plugin in mkdocs.yml; every one may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    model: str | None = None
    """The model: a folder, a file, or `module:attribute`; found as on the command line if not set."""
    config: str | None = None
    """The configuration file; `diagramgen.toml` beside mkdocs.yml if not set."""
    audience: str | None = None
    """The readers for whom the site is built; as the configuration file says if not set."""
    product_version: str | None = None
    """The version of the product that the site shows; as the configuration file says if not set."""
    group: Literal["zone", "kind", "none"] | None = None
    """How the pages of endpoints are grouped in the navigation; many are grouped by zone if not set."""
    book: bool | None = None
    """Whether the site gets everything as one PDF too; as the configuration file says if not set."""
    changes: Changes | Literal[False] | None = None
    """The versions whose changes the site shows, `false` for none; as the configuration file says if not set."""
    on_disk: bool = False
    """Whether generated pages get files in the cache folder, which some plugins ask for; always so with --dirty."""
    feed: bool | Literal["auto"] = False
    """Whether the site has a feed of changed pages, dated by git; needs `site_url`. `auto`: where it can have one."""


def checked_option(name: str, value: object) -> object:
    """The value of one option of the plugin.

    Raises:
        ValueError: it is not one that the option takes.
    """
    try:
        return getattr(PluginOptions.model_validate({name: value}), name)
    except ValidationError as error:
        found = error.errors(include_url=False)
        # Of an option that may be switched off, what is wrong is what it says, and not that it is not off.
        told = [one for one in found if one["type"] != "literal_error" or len(found) == 1]
        raise ValueError("; ".join(_told(one) for one in told)) from None


def _told(found: ErrorDetails) -> str:
    """Behind the option's name: the fact and the way out."""
    problem = _problem(found, PluginOptions)
    option, name = f"{found['loc'][0]}", problem.message.partition(":")[0]
    fact = problem.message.removeprefix(f"{option}: ") if name == option else problem.message
    fact = fact if fact.startswith(f"{option}.") else f"{fact[:1].upper()}{fact[1:]}"
    return fact + (f"; {problem.fix}" if problem.fix else "")


def config_schema() -> dict[str, Any]:
    """The JSON Schema of diagramgen.toml."""
    return {"$schema": DRAFT, **_without_null(Config.model_json_schema()), "title": FILE}


def plugin_schema() -> dict[str, Any]:
    """The JSON Schema of a mkdocs.yml, as far as the plugin's entry goes: all else is left to other schemas."""
    options = _without_null(PluginOptions.model_json_schema())
    parts = options.pop("$defs", {})
    entry = {"anyOf": [{"$ref": "#/$defs/PluginOptions"}, {"type": "null"}]}
    by_name = {"properties": {"diagramgen": entry}}
    return {
        "$schema": DRAFT,
        "title": "mkdocs.yml with the plugin diagramgen",
        "type": "object",
        "properties": {"plugins": {"description": "The plugins of the site.", **by_name, "items": by_name}},
        "$defs": {"PluginOptions": options, **parts},
    }


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A key that may be left out: TOML has no null, and an editor need not offer one."""
    for found in schema["properties"].values():
        kinds = [kind for kind in found.pop("anyOf", ()) if kind != {"type": "null"}]
        found.update(kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {})
        if found.get("default", 0) is None:
            del found["default"]
    return schema


def load_config(given: str | None, base: Path) -> Config:
    """The configuration file that is named, else the one in the folder, else the defaults.

    Raises:
        UsageError: the file is not there, is not TOML, or has an unknown or wrong key.
    """
    if given is not None:
        path = base / given
        if not path.is_file():
            raise UsageError(Problem(f"there is no configuration file {given}", fix="correct the name behind -c"))
        table = _read(path, given)
        return _checked(_project_table(table) if path.name == "pyproject.toml" else table, given)
    if (base / FILE).is_file():
        return _checked(_read(base / FILE, FILE), FILE)
    if (base / "pyproject.toml").is_file():
        return _checked(_project_table(_read(base / "pyproject.toml", "pyproject.toml")), "pyproject.toml")
    return Config()


def _read(path: Path, shown: str) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise UsageError(Problem(f"can't be read: {error}", Location(shown))) from None


def _project_table(table: dict[str, object]) -> object:
    tool = table.get("tool", {})
    return tool.get("diagramgen", {}) if isinstance(tool, dict) else {}


def _checked(table: object, shown: str) -> Config:
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        found = (_problem(found, Config) for found in error.errors(include_url=False))
        raise UsageError(*(replace(problem, where=Location(shown)) for problem in found)) from None


def _problem(found: ErrorDetails, model: type[BaseModel]) -> Problem:
    """What pydantic finds wrong, in our words."""
    # Where an option may be one of several things, pydantic names the one that it looked at.
    place = tuple(part for part in found["loc"] if "[" not in str(part))
    key = ".".join(map(str, place))
    said = found["msg"].removeprefix("Value error, ")
    said = f"{said[:1].lower()}{said[1:]}" if key else "the settings must be a table"
    if found["type"] == "extra_forbidden":
        return Problem(f"there is no setting {key!r}", fix=did_you_mean(str(place[-1]), _settings_at(place, model)))
    quotes = found["type"] == "string_type" and isinstance(found["input"], int | float)
    if found["type"] == "model_type" and key == "changes":
        said = "should be a pattern of tags, or a table"
    elif found["type"] in ("sequence_str", "is_instance_of"):  # one of a sequence
        said = "should be a list"
    said, _, way = said.partition("; ")
    return Problem(f"{key}: {said}".removeprefix(": "), fix="put it in quotes" if quotes else way)


def _settings_at(place: tuple[str | int, ...], model: type[BaseModel]) -> Iterable[str]:
    """The settings that there are where one stands that is none."""
    if len(place) == 1:
        return model.model_fields
    inner: type[BaseModel] = LintConfig if place[0] == "lint" else ChangesConfig
    return (VersionConfig if "versions" in place else inner).model_fields
