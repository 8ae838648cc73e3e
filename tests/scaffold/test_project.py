"""The files of a new project: whole, well-formed, and the same model in both forms."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import markdown
import pytest
import yaml

from diagramgen import Boundary, Kind, Tenancy
from diagramgen.config import Config
from diagramgen.graph import Graph
from diagramgen.load import load
from diagramgen.resolve import find_warnings, resolve
from diagramgen.scaffold.project import Form, other_models, project, title_of
from diagramgen.table import row
from tests.command import ROOT, environment

FORMS: tuple[Form, ...] = ("python", "yaml")
TITLES = (
    "Ticket shop",
    'Über "x" & co',
    "my.docs",
    "it's <b>bold</b>",
    "back\\slash and `code`",
    "# {{ config }} ${HOME} !ENV @MODEL@",
    "- no: list",
    "_under_ *stars* [link](x) | ~~a~~",
    "日本 🎭",
)
PLACE = re.compile("@[A-Z]+@")


def written(folder: Path, form: Form, title: str = "Ticket shop") -> Path:
    """A project on disk."""
    for artifact in project(title, form):
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return folder


def graph(folder: Path, form: Form) -> Graph:
    return resolve(load("model" if form == "python" else "model.yaml", folder))


def texts(form: Form, title: str = "Ticket shop") -> dict[str, str]:
    return {artifact.path: artifact.content.decode() for artifact in project(title, form)}


def workflow() -> dict[str, Any]:
    return yaml.load(texts("python")[".github/workflows/site.yml"], yaml.BaseLoader)  # type: ignore[no-any-return]


def test_what_there_is() -> None:
    common = {
        ".github/workflows/site.yml",
        ".gitignore",
        "diagramgen.toml",
        "docs/index.md",
        "mkdocs.yml",
        "requirements.txt",
    }
    assert set(texts("yaml")) == common | {"model.yaml"}
    assert set(texts("python")) == common | {"model/__init__.py", "model/connections.py", "model/endpoints.py"}


@pytest.mark.parametrize("form", FORMS)
def test_every_file_is_clean_text(form: Form) -> None:
    for path, text in texts(form).items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert "\r" not in text, path
        assert not re.search(r"[ \t]$", text, re.MULTILINE), path
        assert not PLACE.search(text), path
        assert max(map(len, text.splitlines())) <= 120, path


@pytest.mark.parametrize("form", FORMS)
def test_the_same_title_gives_the_same_bytes(form: Form) -> None:
    assert project("Ticket shop", form) == project("Ticket shop", form)


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("ticket-shop", "Ticket shop"),
        ("my_docs", "My docs"),
        ("docs2", "Docs2"),
        ("my.docs", "my.docs"),
        ("Ticket-Shop", "Ticket-Shop"),
        ('Über "x" & co', 'Über "x" & co'),
        ("a\nb\udcff\u2028c", "a b c"),
        ("--", "--"),
        ("", "Architecture"),
        ("\x00", "Architecture"),
    ],
)
def test_the_title_comes_from_the_folder(folder: str, title: str) -> None:
    assert title_of(folder) == title


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("form", FORMS)
def test_any_title_shows_as_it_is(tmp_path: Path, form: Form, title: str) -> None:
    folder = written(tmp_path, form, title)
    assert graph(folder, form).architecture.title == title
    settings = yaml.load((folder / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    assert html.unescape(settings["site_name"]) == title
    assert not set('<>"') & set(settings["site_name"])
    page = markdown.markdown((folder / "docs" / "index.md").read_text(encoding="utf-8"))
    heading = page.splitlines()[0]
    assert html.unescape(re.sub("^<h1>|</h1>$", "", heading)) == title


@pytest.mark.parametrize("form", FORMS)
def test_the_example_shows_what_a_model_can_say(tmp_path: Path, form: Form) -> None:
    found = graph(written(tmp_path, form), form)
    assert not find_warnings(found)
    assert {endpoint.kind for endpoint in found.endpoints} == set(Kind)
    assert {Tenancy.SINGLE, Tenancy.MULTI} <= {endpoint.tenancy for endpoint in found.endpoints}
    assert {zone.boundary for zone in found.architecture.zones} == set(Boundary)
    assert {known.classification for known in found.connections} == {"Ingress", "Egress", "Intra-cluster"}
    ports = [known.port_text for known in found.connections]
    assert {"443", "5432*", "N/A"} <= set(ports)
    assert any(port.startswith("Unknown (") for port in ports)
    assert [view.kind for view in found.architecture.views] == ["flow"]


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    python, document = (graph(written(tmp_path / form, form), form) for form in FORMS)
    assert python.endpoints == document.endpoints
    assert [row(found) for found in python.connections] == [row(found) for found in document.connections]
    for field in ("title", "summary", "zones", "views"):
        assert getattr(python.architecture, field) == getattr(document.architecture, field), field


@pytest.mark.slow
def test_the_model_passes_mypy_strict(tmp_path: Path) -> None:
    folder = written(tmp_path, "python")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=.cache/mypy", "model"],
        cwd=folder,
        env=environment(MYPYPATH=str(ROOT)),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_settings_are_settings() -> None:
    config = Config.model_validate(tomllib.loads(texts("python")["diagramgen.toml"]))
    assert config.cache_dir == ".cache/diagramgen"


def test_git_takes_all_files_and_nothing_that_commands_make(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("there is no git here")
    folder = written(tmp_path, "python")
    for made in ("site/index.html", ".cache/diagramgen/a", ".venv/bin/python", "model/__pycache__/a.pyc"):
        (folder / made).parent.mkdir(parents=True)
        (folder / made).write_text("", encoding="utf-8")
    (folder / "wheels").mkdir()
    (folder / "wheels" / "diagramgen.whl").write_text("", encoding="utf-8")

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout

    git("init", "--quiet")
    listed = git("ls-files", "--others", "--exclude-standard").splitlines()
    assert set(listed) == {*texts("python"), "wheels/diagramgen.whl"}


def test_the_workflow_builds_always_and_publishes_only_from_main() -> None:
    found = workflow()
    assert set(found["on"]) == {"push", "pull_request", "workflow_dispatch"}
    assert found["on"]["push"] == {"branches": ["main"]}
    assert found["permissions"] == {"contents": "read"}
    build, publish = found["jobs"]["build"], found["jobs"]["publish"]
    only = "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'"
    assert "if" not in build
    assert "permissions" not in build
    assert publish["needs"] == "build"
    assert publish["if"] == only
    (upload,) = (step for step in build["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert (upload["if"], upload["with"]["path"]) == (only, "site")


def test_the_workflow_uses_what_this_project_uses() -> None:
    """The actions that our own site is published with, in the same versions; and a cache for layouts."""
    folder = ROOT / ".github" / "workflows"
    ours = "".join((folder / name).read_text(encoding="utf-8") for name in ("architecture.yml", "site.yml"))
    steps = [step for job in workflow()["jobs"].values() for step in job["steps"]]
    used = {step["uses"] for step in steps if "uses" in step}
    assert used <= set(re.findall(r"uses: (\S+)", ours))
    (cache,) = (action for action in used if action.startswith("actions/cache@"))
    (step,) = (step for step in steps if step.get("uses") == cache)
    assert texts("python")["diagramgen.toml"].splitlines()[-1] == f'cache_dir = "{step["with"]["path"]}/diagramgen"'


def test_the_commands_of_the_workflow_exist(tmp_path: Path) -> None:
    folder = written(tmp_path, "python")
    commands = [step["run"] for step in workflow()["jobs"]["build"]["steps"] if "run" in step]
    assert commands == [
        "pip install -r requirements.txt",
        "diagramgen lint --format github",
        "mkdocs build --strict",
    ]
    assert (folder / "requirements.txt").is_file()
    for command in commands:
        program, verb = command.split()[:2]
        done = subprocess.run([sys.executable, "-m", program, verb, "--help"], capture_output=True, check=False)
        assert done.returncode == 0


def test_requirements_name_the_wheel_of_this_version() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (line,) = (line for line in texts("python")["requirements.txt"].splitlines() if not line.startswith("#"))
    assert line == f"./wheels/{table['name']}-{table['version']}-py3-none-any.whl"


def test_a_model_in_another_form_would_be_in_the_way() -> None:
    assert other_models("python") == ("model.yaml", "model.yml", "model.json")
    assert other_models("yaml") == ("model", "model.yml", "model.json")
