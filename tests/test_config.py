"""The project's configuration: where it is found, and what it may say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from diagramgen.config import (
    ChangesConfig,
    Config,
    PluginOptions,
    checked_option,
    config_schema,
    load_config,
    plugin_schema,
)
from diagramgen.errors import UsageError


def problems(folder: Path, given: str | None = None) -> list[str]:
    with pytest.raises(UsageError) as caught:
        load_config(given, folder)
    return [str(problem) for problem in caught.value.problems]


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load_config(None, tmp_path) == Config()
    assert Config().model_dump() == {
        "model": None,
        "out": None,
        "urls": "directory",
        "links": "address",
        "engine": None,
        "time_limit": 60.0,
        "cache_dir": None,
        "audience": None,
        "product_version": None,
        "findings": False,
        "lint": {"select": ("default",), "ignore": (), "fail_on": "warning"},
        "book": False,
        "not_in_book": (),
        "changes": None,
    }


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ('model = "voice.yaml"', "model", "voice.yaml"),
        ('out = "docs/reference"', "out", "docs/reference"),
        ('urls = "file"', "urls", "file"),
        ('links = "source"', "links", "source"),
        ('not_in_book = "guide/"', "not_in_book", ("guide/",)),
        ('not_in_book = ["guide/", "!guide/a.md"]', "not_in_book", ("guide/", "!guide/a.md")),
        ('not_in_book = """\nguide/\n!guide/a.md\n"""', "not_in_book", ("guide/", "!guide/a.md")),
        ('engine = "dot"', "engine", "dot"),
        ("time_limit = 5", "time_limit", 5.0),
        ("time_limit = 0.5", "time_limit", 0.5),
        ('cache_dir = ".cache"', "cache_dir", ".cache"),
        ('audience = "external"', "audience", "external"),
        ('product_version = "9.10"', "product_version", "9.10"),
    ],
)
def test_every_key(tmp_path: Path, line: str, key: str, value: Any) -> None:
    (tmp_path / "diagramgen.toml").write_text(line)
    assert load_config(None, tmp_path) == Config(**{key: value})


def test_the_table_of_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.diagramgen]\nmodel = "mine"\n')
    assert load_config(None, tmp_path) == Config(model="mine")


@pytest.mark.parametrize("text", ["", "[project]\nname = 'x'\n", "[tool.ruff]\nmodel = 1\n"])
def test_a_pyproject_without_our_table_says_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert load_config(None, tmp_path) == Config()


def test_the_order_in_which_a_configuration_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.diagramgen]\nmodel = "in-pyproject"\n')
    assert load_config(None, tmp_path).model == "in-pyproject"
    (tmp_path / "diagramgen.toml").write_text('model = "in-own-file"')
    assert load_config(None, tmp_path).model == "in-own-file"
    (tmp_path / "other.toml").write_text('model = "named"')
    assert load_config("other.toml", tmp_path).model == "named"
    assert load_config(str(tmp_path / "other.toml"), tmp_path / "elsewhere").model == "named"
    assert load_config("pyproject.toml", tmp_path).model == "in-pyproject"


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    assert problems(tmp_path, "nothing.toml") == [
        "there is no configuration file nothing.toml\n    correct the name behind -c"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("modl = 'x'", "there is no setting 'modl'\n    did you mean 'model'?"),
        ("cache-dir = 'x'", "there is no setting 'cache-dir'\n    did you mean 'cache_dir'?"),
        ("qq = 'x'", "there is no setting 'qq'\n    known are: audience, book, cache_dir, changes, "),
        ("model = 5", "model: input should be a valid string"),
        ("changes = true", "changes: should be a pattern of tags, or a table"),
        ("changes = ['v*', 5]", "changes.tags.1: input should be a valid string\n    put it in quotes"),
        ("changes = {tag = 'v*'}", "there is no setting 'changes.tag'\n    did you mean 'tags'?"),
        ("changes = {limit = 0, tags = 'v*'}", "changes.limit: input should be greater than or equal to 1"),
        ("changes = {versions = 'a'}", "changes.versions: should be a list"),
        ("changes = {limit = 3}", 'changes: names no versions\n    set tags = "v*", say, or list them in versions'),
        ("changes = '!v1'", "changes: names no versions\n"),
        ("changes = {versions = ['a', 'a']}", "changes: versions has 'a' twice\n    give one of them another name"),
        ("[[changes.versions]]\nname = ''\nsource = 'a'", "changes.versions.0.name: string should have at least 1"),
        ("product_version = 9.10", "product_version: input should be a valid string\n    put it in quotes"),
        ("not_in_book = ['a', '!']", "not_in_book: '!' is no pattern\n    write it as in a .gitignore"),
        ("not_in_book = true", "not_in_book: should be a list"),
        ("urls = 'dir'", "urls: input should be 'directory' or 'file'"),
        ("time_limit = 0", "time_limit: input should be greater than 0"),
        ("time_limit = -1", "time_limit: input should be greater than 0"),
        ("time_limit = inf", "time_limit: input should be a finite number"),
        ("time_limit = nan", "time_limit: input should be"),
        ("time_limit = 'long'", "time_limit: input should be a valid number"),
        ("model = ", "can't be read: Invalid value"),
        ("[model", "can't be read: "),
    ],
)
def test_what_is_wrong_is_told_with_its_file(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "diagramgen.toml").write_text(text)
    [found] = problems(tmp_path)
    assert found.startswith(f"diagramgen.toml: {problem}")


def test_all_wrong_settings_are_told(tmp_path: Path) -> None:
    (tmp_path / "diagramgen.toml").write_text("modl = 'x'\nurls = 'x'\nout = 1\n")
    assert sorted(found.split("\n")[0] for found in problems(tmp_path)) == [
        "diagramgen.toml: out: input should be a valid string",
        "diagramgen.toml: there is no setting 'modl'",
        "diagramgen.toml: urls: input should be 'directory' or 'file'",
    ]


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool]\ndiagramgen = 5\n")
    assert problems(tmp_path) == ["pyproject.toml: the settings must be a table"]


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "diagramgen.toml").write_bytes(b"model = '\xff'")
    [found] = problems(tmp_path)
    assert found.startswith("diagramgen.toml: can't be read: ")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "diagramgen.toml").write_bytes(b"\xef\xbb\xbfmodel = 'x'")
    assert load_config(None, tmp_path).model == "x"


# What editors get


def messages(schema: dict[str, Any], document: Any) -> list[str]:
    Draft202012Validator.check_schema(schema)
    return sorted(error.message for error in Draft202012Validator(schema).iter_errors(document))


@pytest.mark.parametrize(
    "schema", [config_schema()["properties"], plugin_schema()["$defs"]["PluginOptions"]["properties"]]
)
def test_every_key_is_described_and_none_is_null(schema: dict[str, Any]) -> None:
    assert schema
    for key, found in schema.items():
        assert found["description"], key
        assert "null" not in str(found), key


@pytest.mark.parametrize("document", [{}, {"model": "x", "time_limit": 5, "urls": "file", "cache_dir": ".cache"}])
def test_what_the_settings_take_their_schema_takes(document: Any) -> None:
    Config.model_validate(document)
    assert messages(config_schema(), document) == []


@pytest.mark.parametrize("document", [{"modl": "x"}, {"model": 5}, {"urls": "dir"}, {"time_limit": 0}, {"out": []}])
def test_what_the_settings_refuse_their_schema_refuses(document: Any) -> None:
    with pytest.raises(ValidationError):
        Config.model_validate(document)
    assert len(messages(config_schema(), document)) == 1


@pytest.mark.parametrize(
    "plugins",
    [
        ["search", "diagramgen"],
        ["search", {"diagramgen": None}, {"tags": {"any": "thing"}}],
        [{"diagramgen": {"model": "architecture", "config": "other.toml", "group": "zone", "on_disk": True}}],
        {"search": {}, "diagramgen": {"group": "none"}},
        {"diagramgen": None},
    ],
)
def test_the_schema_of_mkdocs_yml_takes_the_plugins_options(plugins: Any) -> None:
    assert messages(plugin_schema(), {"site_name": "Shop", "plugins": plugins, "theme": {"name": "material"}}) == []
    assert messages(plugin_schema(), {"site_name": "Shop"}) == []


@pytest.mark.parametrize("options", [{"modle": "x"}, {"model": 5}, {"group": "team"}, {"on_disk": "maybe"}, "model"])
def test_the_schema_of_mkdocs_yml_refuses_other_options(options: Any) -> None:
    assert len(messages(plugin_schema(), {"plugins": ["search", {"diagramgen": options}]})) == 1
    assert len(messages(plugin_schema(), {"plugins": {"diagramgen": options}})) == 1


@pytest.mark.parametrize(("name", "value"), [("model", "x"), ("group", "kind"), ("group", None), ("on_disk", True)])
def test_an_option_is_checked_alone(name: str, value: object) -> None:
    assert checked_option(name, value) == value
    assert getattr(PluginOptions(), name) == PluginOptions.model_fields[name].default


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("model", 5, "Input should be a valid string"),
        ("group", "team", "Input should be 'zone', 'kind' or 'none'"),
        ("on_disk", "perhaps", "Input should be a valid boolean"),
    ],
)
def test_an_option_that_is_wrong_is_told(name: str, value: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        checked_option(name, value)


@pytest.mark.parametrize(
    "text", ["changes = 'v*'", "changes = ['v*']", "[changes]\ntags = 'v*'", "changes.tags = ['v*']"]
)
def test_a_pattern_of_tags_alone_is_enough(tmp_path: Path, text: str) -> None:
    (tmp_path / "diagramgen.toml").write_text(text)
    assert load_config(None, tmp_path).changes == ChangesConfig(tags=("v*",), limit=10)


def test_a_version_is_called_as_its_source_unless_it_has_a_name(tmp_path: Path) -> None:
    (tmp_path / "diagramgen.toml").write_text("changes.versions = ['old.yaml', {name = '1.0', source = 'r1'}]")
    found = load_config(None, tmp_path).changes
    assert found is not None
    assert [(version.name, version.source) for version in found.versions] == [("old.yaml", "old.yaml"), ("1.0", "r1")]


def test_a_key_that_a_version_does_not_have_is_told_with_those_it_has(tmp_path: Path) -> None:
    (tmp_path / "diagramgen.toml").write_text("[[changes.versions]]\nname = 'a'\nsource = 'b'\nnam = 'c'\n")
    assert problems(tmp_path) == [
        "diagramgen.toml: there is no setting 'changes.versions.0.nam'\n    did you mean 'name'?"
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"tag": "v*"}, "There is no setting 'changes.tag'; did you mean 'tags'?"),
        ({"tags": "v*", "limit": 0}, "changes.limit: input should be greater than or equal to 1"),
        (True, "Should be a pattern of tags, or a table"),
        ({}, 'Names no versions; set tags = "v*", say, or list them in versions'),
    ],
)
def test_what_is_wrong_in_the_plugins_option_is_told_alike(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        checked_option("changes", value)


def test_the_plugin_can_switch_the_changes_off() -> None:
    assert checked_option("changes", False) is False
    assert checked_option("changes", "v*") == ChangesConfig(tags=("v*",))


@pytest.mark.parametrize(
    ("changes", "right"),
    [
        ("v*", True),
        (["v*"], True),
        ({"versions": ["a", {"name": "b", "source": "c"}]}, True),
        (3, False),
        ({"tag": "v*"}, False),
    ],
)
def test_the_schemas_know_the_changes(changes: object, right: bool) -> None:
    assert Draft202012Validator(config_schema()).is_valid({"changes": changes}) is right
    assert Draft202012Validator(plugin_schema()).is_valid({"plugins": [{"diagramgen": {"changes": changes}}]}) is right
    assert Draft202012Validator(plugin_schema()).is_valid({"plugins": {"diagramgen": {"changes": False}}})
