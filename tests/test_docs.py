"""The documentation is true: its examples run as they stand, and it leaves nothing out.

Each page tells one story. Its fenced blocks run in their order, in a folder of their own:

* with a title (```python title="model/__init__.py"), whatever the language: written to that file;
* ```diff with a title: changes that file, which must have the lines that it takes out, once;
* ```python: runs; its names stay for the page's later blocks;
* ```yaml: is a model; ```toml: is a configuration;
* ```console: each `$ command` runs and prints what follows it; `$ echo $?` shows the code of one that fails, and
  `$ cd` goes into a folder that is there.

Any other language is only shown. `pytest --accept` writes what the commands printed into the page.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import os
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from mkdocs.commands.build import build
from mkdocs.config import load_config

import diagramgen
import diagramgen.lint
from diagramgen import cli
from diagramgen.cli.schema import SchemaOf, schema_of
from diagramgen.config import ChangesConfig, Config, LintConfig, PluginOptions, VersionConfig
from diagramgen.diff.changes import KINDS, Level
from diagramgen.draw.theme import SLOTS
from diagramgen.errors import DiagramgenError
from diagramgen.fences.options import DIRECTIONS, KEYS
from diagramgen.fences.scan import scan
from diagramgen.graph import Graph
from diagramgen.load import load
from diagramgen.markdown import OPTIONS
from diagramgen.pages.columns import known
from diagramgen.pipeline import Project
from diagramgen.resolve import find_warnings, resolve
from diagramgen.schema import document
from diagramgen.schema.base import Element
from diagramgen.schema.protocol import BUILT_IN, Dash

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(page for page in DOCS.glob("*.md") if page.name != "rules.md"))
"""All but the manual of the rules: its bad examples are meant to fail, and run in tests/lint/test_rules.py."""
NAMES = [page.name for page in PAGES]

FENCE = re.compile(r"^(`{3,})(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
SETUP = ("git ", "python3 -m venv ", ". venv/bin/activate", "pip install ", "pip wheel ")
"""Commands that prepare a machine, or hand over what is ready; they are not run here."""


@dataclass(frozen=True)
class Block:
    """A fenced block and where its text stands on the page."""

    language: str
    title: str | None
    text: str
    start: int
    line: int


def blocks(page: str) -> Iterator[Block]:
    for found in FENCE.finditer(page):
        yield Block(found[2], found[3], found[4], found.start(4), page.count("\n", 0, found.start()) + 1)


class Story:
    """Runs the blocks of one page in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {}
        self.code = 0

    def run(self, block: Block) -> str:
        """The block's text as it should be."""
        if block.title is not None:
            file = self.folder / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            text = block.text if block.language != "diff" else changed(file.read_text(encoding="utf-8"), block.text)
            file.write_text(text, encoding="utf-8")
        if block.language == "toml":
            table = tomllib.loads(block.text)
            Config.model_validate(table.get("tool", {}).get("diagramgen", table))
        elif block.language == "console":
            return self.session(block)
        elif block.title is None and block.language == "python":
            exec(compile(block.text, f"line {block.line}", "exec", dont_inherit=True), self.names)
        elif block.title is None and block.language == "yaml":
            file = self.folder / f"line-{block.line}.yaml"
            file.write_text(block.text, encoding="utf-8")
            assert not find_warnings(resolve(load(str(file), self.folder)))
        return block.text

    def session(self, block: Block) -> str:
        printed = []
        failed = ""
        for line in block.text.splitlines(keepends=True):
            if line.startswith("$ "):
                command = line.removeprefix("$ ").strip()
                if command != "echo $?":
                    assert not failed, f"`{failed}` returned {self.code}"
                printed += [line, self.command(command)]
                failed = command if self.code and command != "echo $?" else ""
        assert not failed, f"`{failed}` returned {self.code}"
        return "".join(printed)

    def command(self, command: str) -> str:
        words = shlex.split(command)
        if command == "echo $?":
            return f"{self.code}\n"
        self.code = 0
        if words[0] == "cd":
            self.folder /= words[1]
            os.chdir(self.folder)
        elif words[0] == "diagramgen":
            with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(printed):
                self.code = _exit_code(lambda: cli.main(words[1:]))
            return printed.getvalue()
        elif words[0] == "mkdocs":
            named = words[words.index("--config-file") + 1] if "--config-file" in words else "mkdocs.yml"
            _site(self.folder / named)
        elif words[0] == "make":
            assert re.search(rf"^{words[1]}:.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        else:
            assert command.startswith(SETUP), f"the tests know no command like `{command}`"
        return ""


def changed(text: str, diff: str) -> str:
    """A text with the lines of a diff put in place of those that it takes out."""
    lines = [line if line.strip() else f" {line}" for line in diff.splitlines(keepends=True)]
    before, after = ("".join(line[1:] for line in lines if line[0] in sides) for sides in (" -", " +"))
    assert text.count(before) == 1, f"these lines do not stand there once:\n{before}"
    return text.replace(before, after)


def _exit_code(run: Callable[[], object]) -> int:
    with pytest.raises(SystemExit) as ended:
        run()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def _site(settings: Path) -> None:
    """`mkdocs build`, and what `mkdocs serve` would show."""
    config = load_config(str(settings), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)


@pytest.fixture
def story(tmp_path: Path, cache_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("diagramgen.pipeline.default_folder", lambda: cache_dir)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    return Story(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_examples_run_as_they_stand(page: Path, story: Story, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    got = {block: story.run(block) for block in blocks(text)}
    if request.config.getoption("--accept"):
        for block in reversed(got):
            text = text[: block.start] + got[block] + text[block.start + len(block.text) :]
        page.write_text(text, encoding="utf-8", newline="\n")
        return
    for block, right in got.items():
        assert block.text == right, f"{page.name}:{block.line}"


def test_picture_of_the_readme_is_up_to_date(voice_project: Project, request: pytest.FixtureRequest) -> None:
    """`diagramgen draw overview --hubs repeated -o docs/images/voice-microservices.svg`."""
    chosen = voice_project.chosen(["overview"], "repeated")
    drawn = voice_project.drawn(voice_project.pictures(chosen))["overview-repeated"]
    file = ROOT / "docs" / "images" / "voice-microservices.svg"
    if request.config.getoption("--accept"):
        file.write_bytes(drawn)
    assert file.read_bytes() == drawn


def test_picture_of_getting_started(story: Story, request: pytest.FixtureRequest) -> None:
    begin = story.folder
    for block in blocks(read("getting-started.md")):
        story.run(block)
    drawn = (begin / "overview.svg").read_bytes()
    file = DOCS / "images" / "getting-started.svg"
    if request.config.getoption("--accept"):
        file.write_bytes(drawn)
    assert file.read_bytes() == drawn


def test_picture_of_what_changed(story: Story, request: pytest.FixtureRequest) -> None:
    begin = story.folder
    for block in blocks((DOCS / "diff.md").read_text(encoding="utf-8")):
        story.run(block)
    drawn = (begin / "difference.svg").read_bytes()
    file = DOCS / "images" / "difference.svg"
    if request.config.getoption("--accept"):
        file.write_bytes(drawn)
    assert file.read_bytes() == drawn


def test_the_index_of_changes_is_as_it_is_shown(story: Story) -> None:
    for block in blocks(read("versions.md")):
        story.run(block)
    index = (story.folder / "docs" / "reference" / "changes" / "index.md").read_text(encoding="utf-8")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", index)
    shown = [re.sub("<[^>]*>", "", cell) for cell in cells]
    table = re.search(r"index then reads:\n\n(.*?)\n\n", read("versions.md"), re.DOTALL)
    assert table is not None
    rows = [row.strip("|").split("|") for row in table[1].splitlines()[2:]]
    assert [cell.strip() for row in rows for cell in row if cell] == shown


def test_every_kind_of_change_is_described() -> None:
    text = section("diff.md", "Kinds of change")
    assert not [kind.kind for kind in KINDS if f"`{kind.kind}`" not in text]
    assert not [level for level in Level if f"`{level}`" not in text]


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def section(page: str, heading: str) -> str:
    """The text under a heading, up to the next one of its level."""
    found = re.search(rf"^(##+) {re.escape(heading)}\n(.*?)(?=^\1 |\Z)", read(page), re.MULTILINE | re.DOTALL)
    assert found is not None, f"{page} has no heading {heading!r}"
    return found[2]


HEADINGS = {
    diagramgen.Architecture: "Architecture",
    diagramgen.Connection: "Connections",
    diagramgen.Endpoint: "Endpoints",
    diagramgen.Link: "Links",
    diagramgen.Ignore: "Ignores",
    diagramgen.FlowView: "Views",
    diagramgen.MatrixView: "Views",
    diagramgen.OverviewView: "Views",
    diagramgen.ProtocolView: "Views",
    diagramgen.SelectionView: "Views",
    diagramgen.Step: "Views",
    diagramgen.Tag: "Views",
    diagramgen.ZoneView: "Views",
    diagramgen.Protocol: "Protocols",
    diagramgen.Retired: "Retired numbers",
    diagramgen.ServiceView: "Views",
    diagramgen.Zone: "Zones",
}
"""Where the fields of each class are described; a kind of endpoint has those of Endpoint."""

EXPORTED: dict[str, object] = {name: getattr(diagramgen, name) for name in diagramgen.__all__}


def elements() -> Iterator[type[Element]]:
    for value in EXPORTED.values():
        if isinstance(value, type) and issubclass(value, Element):
            yield value


def test_every_fence_is_seen() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        rest = FENCE.sub("", text)
        ours = len(scan(rest.splitlines()).fences)  # in a tab or a list
        assert len(re.findall("^ *```", rest, re.MULTILINE)) == 2 * ours, page.name


@pytest.mark.parametrize("name", EXPORTED)
def test_every_public_name_is_described(name: str) -> None:
    assert re.search(rf"`{name}\b", read("model.md"))


def test_every_name_for_rules_is_described() -> None:
    assert not [name for name in diagramgen.lint.__all__ if f"`{name}`" not in section("lint.md", "Rules of your own")]


def test_every_field_is_described() -> None:
    missing = []
    for element in elements():
        inherited = diagramgen.Endpoint if issubclass(element, diagramgen.Endpoint) else element
        text = section("model.md", HEADINGS[inherited])
        fields = [name for name in element.model_fields if element is not diagramgen.ServiceView]
        missing += [f"{element.__name__}.{name}" for name in fields if f"\n| `{name}` | " not in text]
    missing += [name for name in diagramgen.ServiceView.model_fields if f"`{name}`" not in section("model.md", "Views")]
    ports = [field.name for kind in (diagramgen.Ports, diagramgen.PortItem) for field in dataclasses.fields(kind)]
    missing += [name for name in ports if f"`{name}`" not in section("model.md", "Ports")]
    assert not missing


def test_every_word_of_a_choice_is_described() -> None:
    choices = [value for value in EXPORTED.values() if isinstance(value, type) and issubclass(value, StrEnum)]
    words = {str(word) for choice in choices for word in choice if choice is not diagramgen.Classification}
    text = read("model.md")
    assert not [word for word in sorted(words | set(get_args(Dash))) if f"`{word}`" not in text]
    derived = section("model.md", "Classification")
    assert not [
        word for word in diagramgen.Classification if f"| `Classification.{word.name}` | {word} |" not in derived
    ]


def test_every_built_in_protocol_is_described() -> None:
    text = section("model.md", "Protocols")
    groups = list(dict.fromkeys(protocol.group for protocol in BUILT_IN))
    for constant, protocol in EXPORTED.items():
        if isinstance(protocol, diagramgen.Protocol):
            port, dash = protocol.default_port or "–", SLOTS[groups.index(protocol.group)].dash
            assert (
                f"| `{constant}` | `{protocol.id}` | {protocol.name} | {protocol.transport} | {port} | {dash} |" in text
            )


def test_keys_of_yaml_are_the_fields_of_the_classes() -> None:
    fields = {f"{element.__name__}Document": set(element.model_fields) for element in elements()}
    listed = (diagramgen.OverviewView, diagramgen.SelectionView, diagramgen.FlowView)
    fields["ArchitectureDocument"].discard("rules")  # rules are code
    fields["ViewDocument"] = {name for view in listed for name in view.model_fields}
    kinds = [kind for name, kind in vars(document).items() if re.fullmatch(r"\w+Document", name)]
    assert len(kinds) >= 8
    assert not [kind for kind in kinds if set(kind.model_fields) - {"kind"} != fields[kind.__name__]]


def options_of(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name.startswith("-")}


def test_every_command_and_option_is_described() -> None:
    app = typer.main.get_command(cli.app)
    assert isinstance(app, typer.core.TyperGroup)
    text = section("commands.md", "Options before the command")
    assert not [name for name in options_of(app) if not re.search(rf"`{name}\b", text)]
    for name, command in app.commands.items():
        text = section("commands.md", name)
        assert f"`diagramgen {name}" in text
        assert not [option for option in options_of(command) if not re.search(rf"`{option}\b", text)], name


def test_every_exit_code_is_described() -> None:
    text = section("commands.md", "Exit codes")
    assert not [code for code in (0, *{kind.exit_code for kind in errors()}, 130) if f"\n| {code} | " not in text]


def errors(kind: type[DiagramgenError] = DiagramgenError) -> Iterator[type[DiagramgenError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from errors(narrower)


def test_every_setting_is_described() -> None:
    text = section("commands.md", "Configuration")
    assert not [key for key in Config.model_fields if f"\n| `{key}` | " not in text]
    text = section("lint.md", "Settings")
    assert not [key for key in LintConfig.model_fields if f"\n| `{key}` | " not in text]
    text = section("versions.md", "Which versions")
    assert not [key for key in ChangesConfig.model_fields if f"\n| `{key}` | " not in text]
    assert not [key for key in VersionConfig.model_fields if f"`{key}`" not in text]
    text = section("mkdocs.md", "Set up")
    assert not [key for key in PluginOptions.model_fields if f"\n| `{key}` | " not in text]


@pytest.mark.parametrize("of", list(SchemaOf))
def test_schemas_are_published_as_they_are(of: SchemaOf, request: pytest.FixtureRequest) -> None:
    file = DOCS / "schemas" / f"{of}.schema.json"
    text = json.dumps(schema_of(of), indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--accept"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text
    assert f"(schemas/{of}.schema.json)" in read("editor.md")


def test_every_fence_with_its_keys_and_columns_is_described(voice: Graph) -> None:
    for word, keys in KEYS.items():
        text = section("writing.md", word)
        assert not [key for key in keys if f"\n| `{key}` | " not in text], word
    text = section("writing.md", "connections")
    assert not [name for name in (*known(voice), *DIRECTIONS) if f"`{name}`" not in text and "metadata." not in name]
    text = section("zensical.md", "Set up")
    assert not [name for name in OPTIONS if f"`{name}`" not in text]


def test_layout_of_the_package_is_the_real_one() -> None:
    text = section("code.md", "Layout of the package")
    package = ROOT / "diagramgen"
    there = {f"{path.name}/" if path.is_dir() else path.name for path in package.iterdir()}
    there -= {"__init__.py", "__pycache__/", "py.typed", "icons.json"}
    named = set(re.findall(r"^\| `(\w+(?:\.py|/))` \|", text, re.MULTILINE))
    assert named == there
    modules = {path.name for path in package.rglob("*.*")}
    assert not [name for name in re.findall(r"\w+\.(?:py|json)\b", text) if name not in modules]


def test_layers_are_the_real_ones() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    shown = next(blocks(section("code.md", "Who may import whom")))
    assert shown.text.splitlines() == layers
