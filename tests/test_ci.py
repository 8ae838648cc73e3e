"""The kit for continuous integration: safe by what it says, and each of its steps run here as far as none downloads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from diagramgen.scaffold.project import project
from tests.command import ROOT, environment, run

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
FAKE_PIP = '#!/bin/sh\necho "pip $*" >> pip.log\n'

runs_scripts = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="the services run their scripts in bash"
)


def read(text: str) -> Any:
    """YAML with all values as text, so that `on` stays a word."""
    return yaml.load(text, yaml.BaseLoader)


def workflow(name: str) -> Any:
    return read((ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8"))


def shown(title: str) -> Any:
    """A file that the page shows."""
    found = re.search(rf'^```yaml title="{re.escape(title)}"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return read(found[1])


KIT = {
    **{path.name: read(path.read_text(encoding="utf-8")) for path in WORKFLOWS},
    "the page's": shown(".github/workflows/architecture.yml"),
    "init's": read({file.path: file.content.decode() for file in project("A", "yaml")}[".github/workflows/site.yml"]),
}


@pytest.mark.parametrize("name", KIT)
def test_a_workflow_is_safe_for_forks(name: str) -> None:
    """No event with more rights than a stranger has, a token that reads, no secret, no foreign text in code."""
    found = KIT[name]
    assert set(found["on"]) <= {"push", "pull_request", "workflow_dispatch", "workflow_call"}
    assert found["permissions"] == {"contents": "read"}
    assert "secrets" not in str(found)
    for job in found["jobs"].values():
        if any(right == "write" for right in job.get("permissions", {}).values()):
            assert "github.event_name != 'pull_request'" in job["if"]
            assert not [step for step in job["steps"] if "run" in step]  # what may write runs no code of the model
        for step in job.get("steps", ()):
            assert "${{" not in step.get("run", "")  # it would be put in as code
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_our_site_and_the_page_call_the_workflow_as_it_is() -> None:
    inputs = set(workflow("architecture.yml")["on"]["workflow_call"]["inputs"])
    ours, theirs = workflow("site.yml")["jobs"]["architecture"], KIT["the page's"]["jobs"]["architecture"]
    assert ours["uses"] == "./.github/workflows/architecture.yml"
    assert theirs["uses"].startswith("OWNER/diagramgen/.github/workflows/architecture.yml@")
    assert set(ours["with"]) | set(theirs["with"]) <= inputs
    assert not [name for name in inputs if f"\n| `{name}` | " not in PAGE]


def test_all_workflows_use_an_action_in_one_version() -> None:
    used = {use for found in KIT.values() for job in found["jobs"].values() for use in uses(job)}
    actions = [use.partition("@")[0] for use in used if "/.github/" not in use]
    assert len(set(actions)) == len(actions)


def uses(job: Any) -> list[str]:
    return [step["uses"] for step in job.get("steps", ()) if "uses" in step]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project as `init` makes it, under git."""
    folder = tmp_path / "shop"
    for artifact in project("Ticket shop", "yaml"):
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    (folder / "bin").mkdir()
    (folder / "bin" / "pip").write_text(FAKE_PIP, encoding="utf-8")
    (folder / "bin" / "pip").chmod(0o755)
    for command in ("init -q", "add -A", "-c user.name=a -c user.email=a@example.org commit -qm a"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    return folder


def bash(script: str, folder: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as a service does, with our commands in reach and a pip that only notes what it is told."""
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{environment()['PATH']}"
    top = str(next(above for above in (folder, *folder.parents) if (above / ".git").exists()))
    root = {"GITHUB_WORKSPACE": top, "CI_PROJECT_DIR": top}
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment(
            PATH=path, GITHUB_STEP_SUMMARY="summary.md", GITHUB_OUTPUT="output.txt", **{**root, **variables}
        ),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def step(name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the workflow."""
    (found,) = [s for s in workflow("architecture.yml")["jobs"]["check"]["steps"] if s.get("name") == name]
    assert set(found.get("env", {})) == set(variables)
    return bash(found["run"], folder, variables)


def break_model(folder: Path) -> None:
    """Add a connection that has neither a number nor a port."""
    text = (folder / "model.yaml").read_text(encoding="utf-8")
    more = "  - source: visitor\n    destination: booking\n    protocol: https\n    data: More.\n"
    (folder / "model.yaml").write_text(text.replace("\nconnections:\n", f"\nconnections:\n{more}"), encoding="utf-8")


@runs_scripts
def test_every_step_of_the_workflow_runs(shop: Path) -> None:
    names = [s["name"] for s in workflow("architecture.yml")["jobs"]["check"]["steps"] if "run" in s]
    assert names == [
        *("Install", "Numbers", "Findings", "Generated files", "Site", "Summary"),
        *("Difference", "Summary of the difference", "Changes that need a look"),
    ]
    assert step("Install", shop, INSTALL="", REQUIREMENTS="requirements.txt").returncode == 0
    assert step("Install", shop, INSTALL="pip a\npip b", REQUIREMENTS="none").returncode == 0
    assert step("Install", shop, INSTALL="false\ntrue", REQUIREMENTS="none").returncode == 1
    assert (shop / "pip.log").read_text(encoding="utf-8") == "pip install -r requirements.txt\npip a\npip b\n"
    assert step("Numbers", shop).stdout == "nothing to number\n"
    assert step("Findings", shop).returncode == 0
    assert bash("diagramgen build --out docs/reference", shop, {}).returncode == 0
    assert step("Generated files", shop, FOLDER="docs/reference").returncode == 0
    shutil.rmtree(shop / "docs" / "reference")
    settings = (shop / "mkdocs.yml").read_text(encoding="utf-8")
    given = 'site_url: !ENV [SITE_URL, "https://stated.invalid/"]\n'
    (shop / "mkdocs.yml").write_text(given + settings, encoding="utf-8")
    page = shop / "site" / "architecture" / "index.html"
    for address, used in (("", "https://stated.invalid/"), ("https://given.invalid/x/", "https://given.invalid/x/")):
        built = step("Site", shop, ADDRESS=address)
        assert built.returncode == 0, built.stderr
        assert f'href="{used}architecture/"' in page.read_text(encoding="utf-8")
    assert step("Summary", shop).returncode == 0
    assert (shop / "summary.md").read_text(encoding="utf-8") == (
        "## Architecture\n\n    nothing to number\n    nothing found\n"
    )


@runs_scripts
def test_every_check_of_the_workflow_can_fail(shop: Path) -> None:
    bash("diagramgen build --out docs/reference", shop, {})
    break_model(shop)
    assert "--write gives it" in step("Numbers", shop).stdout
    found = step("Findings", shop)
    assert (found.returncode, found.stdout.count("::warning file=model.yaml,line=")) == (1, 2)
    stale = step("Generated files", shop, FOLDER="docs/reference")
    assert (stale.returncode, "docs/reference/architecture.md: stale" in stale.stdout) == (1, True)
    (shop / "docs" / "index.md").write_text("[away](nowhere.md)\n", encoding="utf-8")
    assert step("Site", shop, ADDRESS="").returncode == 1
    assert step("Summary", shop).returncode == 0
    assert "    model.yaml:" in (shop / "summary.md").read_text(encoding="utf-8")


@runs_scripts
def test_a_summary_is_never_too_long_for_the_service(shop: Path) -> None:
    """More than 1 MiB is refused as a whole."""
    (shop / "bin" / "diagramgen").write_text("#!/bin/sh\nyes 'model.yaml:1: äöü' | head -n 200000\n", encoding="utf-8")
    (shop / "bin" / "diagramgen").chmod(0o755)
    assert step("Summary", shop).returncode == 0
    written = (shop / "summary.md").read_bytes()
    assert 100_000 < len(written) < 900_000
    assert written.endswith("äöü\n\nToo long to be shown in full; the log of the steps has all of it.\n".encode())


@pytest.fixture
def nested(shop: Path) -> Path:
    """The same in a folder of a repository."""
    (shop / "platform").mkdir()
    folder = shop / "platform" / "shop"
    moved = [path for path in shop.iterdir() if path.name not in (".git", "bin", "platform")]
    folder.mkdir()
    for path in moved:
        path.rename(folder / path.name)
    shutil.copytree(shop / "bin", folder / "bin")
    git(shop, "add", "-A")
    git(shop, "commit", "-qm", "move")
    return folder


def test_every_step_runs_in_the_folder_of_the_project() -> None:
    check = workflow("architecture.yml")["jobs"]["check"]
    given = "${{ inputs.working-directory }}"
    assert check["defaults"] == {"run": {"working-directory": given}}
    assert not [s for s in check["steps"] if "working-directory" in s]
    steps = {s["uses"].partition("@")[0]: s["with"] for s in check["steps"] if "uses" in s and "with" in s}
    assert steps["actions/upload-pages-artifact"]["path"] == f"{given}/site"
    assert steps["actions/setup-python"]["cache-dependency-path"] == f"{given}/${{{{ inputs.requirements }}}}"
    assert steps["actions/cache"]["path"].splitlines()[0] == f"{given}/.cache"
    assert workflow("architecture.yml")["on"]["workflow_call"]["inputs"]["working-directory"]["default"] == "."


@runs_scripts
def test_a_project_in_a_folder_is_checked_and_told_by_paths_of_the_repository(nested: Path) -> None:
    root = nested.parent.parent
    assert step("Site", nested, ADDRESS="").returncode == 0
    assert (nested / "site" / "architecture" / "index.html").exists()
    git(root, "branch", "-M", "main")
    git(root, "checkout", "-qb", "feature")
    change(nested, PORT, OPENED)
    clone = checked_out(root)
    project_of_clone = clone / "platform" / "shop"
    assert "port 8443 → 8444" in difference(project_of_clone).stdout
    break_model(nested)
    found = step("Findings", nested)
    assert (found.returncode, found.stdout.count("::warning file=platform/shop/model.yaml,line=")) == (1, 2)
    (nested / "model.yaml").write_text("gibberish: 1\n", encoding="utf-8")
    assert step("Findings", nested).stdout.startswith("::error file=platform/shop/model.yaml,line=")


@runs_scripts
def test_the_jobs_for_gitlab_run_in_a_folder(nested: Path) -> None:
    root = nested.parent.parent
    where = {"DIAGRAMGEN_WORKING_DIRECTORY": "platform/shop"}
    assert job("architecture", root, **where).returncode == 0
    assert (nested / "pip.log").read_text(encoding="utf-8") == "pip install -r requirements.txt\n"
    assert job("pages", root, **where).returncode == 0
    assert (root / "public" / "index.html").exists()
    base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git(root, "rev-parse", "HEAD")}
    change(nested, PORT, OPENED)
    assert "port 8443 → 8444" in job("architecture-difference", root, **where, **base).stdout
    assert (root / "architecture-difference" / "architecture-difference.svg").exists()


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *who, "-c", "protocol.file.allow=always", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def change(folder: Path, before: str, after: str) -> None:
    """Commit a change of the model."""
    text = (folder / "model.yaml").read_text(encoding="utf-8")
    assert before in text
    (folder / "model.yaml").write_text(text.replace(before, after, 1), encoding="utf-8")
    git(folder, "commit", "-qam", "change")


PORT, OPENED = "    ports: 8443\n", "    ports: 8444\n"
THEIRS = "Somebody else was quicker."


def forked(shop: Path) -> Path:
    """The shop with a branch that changes a port, of which the target branch has not heard; it has a new summary."""
    git(shop, "branch", "-M", "main")
    git(shop, "checkout", "-qb", "feature")
    change(shop, PORT, OPENED)
    git(shop, "checkout", "-q", "main")
    text = (shop / "model.yaml").read_text(encoding="utf-8")
    change(shop, "\nconnections:\n", f"\nintroduction: {THEIRS}\nconnections:\n")
    assert "introduction" not in text
    return shop


def checked_out(shop: Path, depth: int = 2) -> Path:
    """What a workflow finds for a pull request from `feature` to `main`: a shallow clone of what merging gives."""
    git(shop, "checkout", "-q", "--detach", "main")
    git(shop, "merge", "-q", "--no-ff", "-m", "merge", "feature")
    git(shop, "update-ref", "refs/pull/1/merge", "HEAD")
    clone = shop.parent / f"clone-{depth}"
    clone.mkdir()
    git(clone, "init", "-q")
    git(clone, "fetch", "-q", "--depth", str(depth), shop.as_uri(), "+refs/pull/1/merge:refs/remotes/pull/1/merge")
    git(clone, "checkout", "-q", "--force", "refs/remotes/pull/1/merge")
    shutil.copytree(shop / "bin", clone / "bin", dirs_exist_ok=True)
    return clone


def difference(folder: Path, ref: str = "refs/pull/1/merge", kinds: str = "") -> subprocess.CompletedProcess[str]:
    return step("Difference", folder, FOLDER="difference", KINDS=kinds, REF=ref, TARGET="main")


def summary_of(folder: Path, **links: str) -> str:
    assert step("Summary of the difference", folder, FOLDER="difference", **links).returncode == 0
    return (folder / "summary.md").read_text(encoding="utf-8")


LINKS = {"PICTURE": "https://example.org/1", "KEPT": "https://example.org/2"}


@runs_scripts
def test_a_pull_request_is_told_how_it_changes_the_architecture(shop: Path) -> None:
    clone = checked_out(forked(shop))
    found = difference(clone)
    assert found.returncode == 0, found.stderr
    assert "port 8443 → 8444; adds 8444; drops 8443 [port]" in found.stdout
    assert THEIRS not in found.stdout  # what others merged meanwhile is not this change
    assert f"1 change from {git(shop, 'rev-parse', '--short', 'main')} to the working files" in found.stdout
    files = {path.name for path in (clone / "difference").iterdir()}
    assert files == {"changes.txt", "changes.md", "changes.json", "architecture-difference.svg"}
    assert (clone / "difference" / "architecture-difference.svg").read_bytes().startswith(b"<svg")
    said = summary_of(clone, **LINKS)
    assert said.startswith("### 1 change from ")
    assert "port 8443 → 8444" in said
    assert said.endswith(
        "\n- [Picture of what changed](https://example.org/1)\n- [All of it as files](https://example.org/2)\n"
    )
    (clone / "summary.md").unlink()
    assert "](" not in summary_of(clone, PICTURE="", KEPT="")  # where nothing could be uploaded
    (base,) = re.findall(r"^base=(\w+)$", (clone / "output.txt").read_text(encoding="utf-8"), re.MULTILINE)
    codes = {kinds: gate(clone, base, kinds) for kinds in ("look,port", "look", "colour")}
    assert codes == {"look,port": 1, "look": 0, "colour": 2}
    assert base == git(shop, "rev-parse", "--short", "main")


def gate(folder: Path, base: str, kinds: str) -> int:
    return step("Changes that need a look", folder, BASE=base, KINDS=kinds).returncode


@runs_scripts
@pytest.mark.parametrize("base", ["none", "broken", "no words"])
def test_a_base_without_a_model_fails_nothing(base: str, shop: Path) -> None:
    good = (shop / "model.yaml").read_text(encoding="utf-8")
    if base == "none":
        git(shop, "rm", "-q", "model.yaml")
    else:
        (shop / "model.yaml").write_text(
            {"broken": good + "gibberish: [\n", "no words": "- 1\n"}[base], encoding="utf-8"
        )
    git(shop, "commit", "-qam", "base")
    git(shop, "branch", "-M", "main")
    git(shop, "checkout", "-qb", "feature")
    (shop / "model.yaml").write_text(good, encoding="utf-8")
    git(shop, "add", "model.yaml")
    git(shop, "commit", "-qm", "head")
    clone = checked_out(shop)
    assert difference(clone).returncode == 0
    assert not (clone / "output.txt").exists()  # so that nothing is uploaded, and `fail-on` is not looked at
    said = summary_of(clone, PICTURE="", KEPT="")
    told = "The branch into which this goes has no model." if base == "none" else "The model of the branch into which"
    assert said.startswith(f"### Nothing to compare with\n\n{told}")
    assert ("\n    error: " in said) is (base != "none")
    # What can't be looked at is not passed over: the kinds that were asked for may be among the changes.
    assert difference(clone, kinds="any").returncode == (0 if base == "none" else 1)


@runs_scripts
def test_a_clone_that_is_too_shallow_fails_nothing(shop: Path) -> None:
    clone = checked_out(forked(shop), depth=1)
    assert difference(clone).returncode == 0
    assert difference(clone, kinds="port").returncode == 3
    assert "This clone has no commit of main; fetch-depth: 0 would fetch it." in summary_of(clone, PICTURE="", KEPT="")


@runs_scripts
def test_where_the_branch_itself_is_checked_out_it_is_compared_with_where_it_parted(shop: Path) -> None:
    git(forked(shop), "checkout", "-q", "main")
    clone = shop.parent / "clone"
    git(shop.parent, "clone", "-q", "--branch", "feature", shop.as_uri(), "clone")
    (clone / "bin").mkdir(exist_ok=True)
    found = difference(clone, "refs/heads/feature")
    assert (found.returncode, "1 change from " in found.stdout) == (0, True)
    assert THEIRS not in found.stdout


@runs_scripts
def test_a_broken_model_of_the_pull_request_fails(shop: Path) -> None:
    git(shop, "branch", "-M", "main")
    git(shop, "checkout", "-qb", "feature")
    change(shop, PORT, PORT + "    gibberish: 1\n")
    clone = checked_out(shop)
    found = difference(clone)
    assert (found.returncode, "gibberish" in found.stderr) == (1, True)
    assert step("Findings", clone).stdout.startswith("::error file=model.yaml,line=")
    assert step("Summary of the difference", clone, FOLDER="difference", PICTURE="", KEPT="").returncode == 0


@runs_scripts
def test_a_long_difference_is_cut_in_the_summary_and_whole_in_the_files(shop: Path) -> None:
    git(shop, "branch", "-M", "main")
    git(shop, "checkout", "-qb", "feature")
    zones = "".join(f"  - {{id: zone-{n}, name: {'Words ' * 20}{n}, boundary: inside}}\n" for n in range(600))
    change(shop, "\nzones:\n", f"\nzones:\n{zones}")
    clone = checked_out(shop)
    found = difference(clone)
    assert found.returncode == 0, found.stderr
    said = summary_of(clone, **LINKS)
    assert len(said.encode()) < 2**20
    assert "**Left out, because it would be too long here:**" in said
    assert (clone / "difference" / "changes.txt").read_text(encoding="utf-8").count("[added]") == 600


def test_what_runs_the_model_may_only_read_and_holds_no_token() -> None:
    for found in KIT["architecture.yml"]["jobs"].values():
        assert found["permissions"] == {"contents": "read"}
    assert "github.token" not in str(KIT["architecture.yml"])
    told = {s.get("name"): s for s in KIT["architecture.yml"]["jobs"]["check"]["steps"]}
    assert "github.event_name == 'pull_request'" in told["Difference"]["if"]
    for name in ("Keep the picture", "Changes that need a look"):
        assert "steps.difference.outputs.base != ''" in told[name]["if"]


def gitlab() -> Any:
    return read((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))


def job(name: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a job of the template: what comes before the script and the script are one."""
    found = gitlab()
    assert found[name]["extends"] == ".diagramgen"
    lines = [*found[".diagramgen"]["before_script"], *found[name]["script"]]
    return bash("\n".join(lines), folder, {**found["variables"], **variables})


@runs_scripts
def test_the_jobs_for_gitlab_run(shop: Path) -> None:
    assert job("architecture", shop).returncode == 0
    assert job("pages", shop).returncode == 0
    assert (shop / "public" / "index.html").exists()
    bash("diagramgen build --out docs/reference", shop, {})
    assert job("architecture", shop, DIAGRAMGEN_CHECK_OUT="docs/reference").returncode == 0
    (shop / "docs" / "broken.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    assert job("architecture", shop).returncode == 1
    (shop / "docs" / "broken.md").unlink()
    break_model(shop)
    result = job("architecture", shop, DIAGRAMGEN_CHECK_OUT="docs/reference")
    assert result.returncode == 1
    assert ["1 to number" in result.stdout, "2 warnings" in result.stdout, ": stale" in result.stdout] == [True] * 3
    assert job("architecture", shop, DIAGRAMGEN_INSTALL="false").returncode == 1


@runs_scripts
def test_a_merge_request_is_told_how_it_changes_the_architecture(shop: Path) -> None:
    forked(shop)
    git(shop, "checkout", "-q", "feature")
    parted = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git(shop, "merge-base", "main", "feature")}
    found = job("architecture-difference", shop, **parted)
    assert (found.returncode, "port 8443 → 8444" in found.stdout) == (0, True), found.stderr
    assert THEIRS not in found.stdout
    assert {path.name for path in (shop / "architecture-difference").iterdir()} == {
        *("changes.txt", "changes.md", "changes.json", "architecture-difference.svg")
    }
    # What merging would give is compared with the target branch, which has more than where they parted.
    merged = {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": git(shop, "rev-parse", "main")}
    git(shop, "merge", "-q", "-m", "merge", "main")
    found = job("architecture-difference", shop, DIAGRAMGEN_FAIL_ON="look,port", **parted, **merged)
    assert (found.returncode, THEIRS in found.stdout, "1 change from" in found.stdout) == (1, False, True)
    assert "failed on 1 change: port" in found.stderr


@runs_scripts
@pytest.mark.parametrize("base", ["none", "unknown"])
def test_a_merge_request_without_a_base_fails_nothing(base: str, shop: Path) -> None:
    git(shop, "rm", "-q", "--cached", "model.yaml")
    git(shop, "commit", "-qm", "without")
    wanted = {"none": git(shop, "rev-parse", "HEAD"), "unknown": "0" * 40}[base]
    found = job("architecture-difference", shop, CI_MERGE_REQUEST_DIFF_BASE_SHA=wanted, DIAGRAMGEN_FAIL_ON="any")
    code, said = {"none": (0, ""), "unknown": (3, "DIAGRAMGEN_FAIL_ON can't be looked at\n")}[base]
    assert (found.returncode, found.stderr) == (code, said)
    told = (shop / "architecture-difference" / "changes.md").read_text(encoding="utf-8")
    assert told.startswith("### Nothing to compare with\n")


def test_a_merge_request_shows_the_difference() -> None:
    found = gitlab()["architecture-difference"]
    assert found["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert found["variables"] == {"GIT_DEPTH": "0"}
    assert found["artifacts"]["paths"] == ["architecture-difference/"]
    assert found["artifacts"]["when"] == "always"


def test_the_template_for_gitlab_is_as_the_page_says() -> None:
    template = gitlab()
    assert [f"\n| `{name}` | " in PAGE for name in template["variables"]] == [True] * 5
    included = shown(".gitlab-ci.yml")
    assert included["include"] == [{"local": "ci/gitlab.yml"}]
    assert set(included["variables"]) <= set(template["variables"])
    default = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    assert template["pages"]["rules"] == [{"if": default}]  # published from nowhere else
    assert template["pages"]["artifacts"]["paths"] == ["public"]


def hooks() -> dict[str, Any]:
    return {hook["id"]: hook for hook in read((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


@runs_scripts
def test_the_hooks_run(shop: Path) -> None:
    bash("diagramgen build --out docs/reference", shop, {})
    settings = (shop / "diagramgen.toml").read_text(encoding="utf-8")
    (shop / "diagramgen.toml").write_text(f'out = "docs/reference"\n{settings}', encoding="utf-8")
    assert {name: bash(hook["entry"], shop, {}).returncode for name, hook in hooks().items()} == dict.fromkeys(
        hooks(), 0
    )
    break_model(shop)
    assert {name: bash(hook["entry"], shop, {}).returncode for name, hook in hooks().items()} == dict.fromkeys(
        hooks(), 1
    )


def test_the_hooks_are_well_formed_and_used_as_they_are(tmp_path: Path) -> None:
    for command, file in (
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ):
        result = run("-m", "pre_commit", command, str(ROOT / file), folder=tmp_path)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert {hook["id"] for hook in shown(".pre-commit-config.yaml")["repos"][0]["hooks"]} == set(hooks())
    assert not [name for name in hooks() if f"\n| `{name}` | `{hooks()[name]['entry']}`" not in PAGE]
    ours = read((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    used = {hook["id"]: hook for hook in ours if hook["id"] in hooks()}
    assert set(used) == {"diagramgen-number", "diagramgen-lint"}  # we commit no generated files
    for name, hook in used.items():
        assert (hook["name"], hook["entry"]) == (hooks()[name]["name"], f".venv/bin/{hooks()[name]['entry']}")
    for file, wanted in {"model/zones.py": True, "model.yaml": True, "diagramgen.toml": True, "a.md": False}.items():
        assert bool(re.search(hooks()["diagramgen-lint"]["files"], file)) is wanted


LOGGING_MAKE = """\
#!/bin/sh
echo "$*" >> "$LOG"
[ "$1" != "$FAILING" ]
"""


@runs_scripts
@pytest.mark.parametrize(("npm", "failing"), [(True, ""), (True, "tsc"), (False, "")])
def test_our_own_run_checks_types_and_goes_on_where_it_cannot(tmp_path: Path, npm: bool, failing: str) -> None:
    """On a machine of fakes, whose make notes what it is told."""
    fakes = {"make": LOGGING_MAKE, "python3": "#!/bin/sh\n", "chromium": "#!/bin/sh\n"}
    if npm:
        fakes["npm"] = "#!/bin/sh\n"
    for name, text in fakes.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    for name in ("bash", "sh", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    log = tmp_path / "log"
    done = subprocess.run(
        [str(tmp_path / "bash"), str(ROOT / ".ci" / "run")],
        env={"PATH": str(tmp_path), "LOG": str(log), "FAILING": failing},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = [line.split()[0] for line in log.read_text(encoding="utf-8").splitlines()]
    assert told == ["tsc"] * npm + ["check", "test", "site"]
    assert ("WARNING: TypeScript" in done.stderr) is (not npm or failing == "tsc")


@runs_scripts
def test_typescript_is_pinned_and_runs_no_script_of_its_own() -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "tsc"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"typescript@\d+\.\d+\.\d+$", shown.strip())
    assert {"--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"} <= set(shown.split())
    assert "\n/.node/\n" in (ROOT / ".gitignore").read_text(encoding="utf-8")


def test_what_is_checked_here_is_checked_everywhere() -> None:
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\n\t$(RUN) diagramgen lint\n" in make
    windows = [s for s in workflow("checks.yml")["jobs"]["check"]["steps"] if s.get("name") == "Check (Windows)"]
    assert ".venv/Scripts/python -m diagramgen lint" in windows[0]["run"]
