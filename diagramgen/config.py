"""The project's configuration: diagramgen.toml, or [tool.diagramgen] in pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from diagramgen.errors import Location, Problem, UsageError, did_you_mean

FILE = "diagramgen.toml"


class Config(BaseModel):
    """What can be set; every key is optional and an unknown one is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str | None = None
    """The model: a folder, a file, or `module:attribute`."""
    out: str | None = None
    """The folder that `build` writes to."""
    urls: Literal["directory", "file"] = "directory"
    """How the site addresses its pages: `services/redis/` or `services/redis.html`."""
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

    def for_edition(self, audience: str | None, product_version: str | None) -> Config:
        """The same for another edition; what is not named stays as the file says."""
        given = {"audience": audience, "product_version": product_version}
        return self.model_copy(update={key: value for key, value in given.items() if value is not None})


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
        problems = []
        for found in error.errors(include_url=False):
            key = ".".join(map(str, found["loc"]))
            unknown = found["type"] == "extra_forbidden"
            said = f"{found['msg'][:1].lower()}{found['msg'][1:]}" if key else "the settings must be a table"
            fact = f"there is no setting {key!r}" if unknown else f"{key}: {said}".removeprefix(": ")
            quotes = found["type"] == "string_type" and isinstance(found["input"], int | float)
            fix = did_you_mean(key, Config.model_fields) if unknown else "put it in quotes" if quotes else ""
            problems.append(Problem(fact, Location(shown), fix))
        raise UsageError(*problems) from None
