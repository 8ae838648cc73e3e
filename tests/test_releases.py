"""What changed from version to version: which are compared, what can't be, and what an edition must not show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diagramgen.cache import Cache
from diagramgen.config import ChangesConfig, Config
from diagramgen.diff.changes import Change
from diagramgen.diff.compare import Difference, compare
from diagramgen.diff.explain import fact
from diagramgen.diff.release import Release, Tally, tally
from diagramgen.errors import UsageError
from diagramgen.graph import Graph
from diagramgen.load import load
from diagramgen.load.find import DEFAULT_PLACES
from diagramgen.pipeline import Project, Session
from diagramgen.releases import History, Memory, history
from diagramgen.resolve import resolve
from tests.versions import PAY, PAY_MORE, REFUND, STORE, git, needs_git, release, repository, shop, write

pytestmark = needs_git


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return repository(tmp_path / "repository")


def told(folder: Path, *, memory: Memory | None = None, config: Config | None = None, **changes: Any) -> History:
    """What changed, by the tags `v*` if nothing else is said."""
    config = config or Config()
    wanted = ChangesConfig(**(changes if "versions" in changes else {"tags": "v*", **changes}))
    today = resolve(load("model.yaml", folder))
    return history(today, "model.yaml", config.model_copy(update={"changes": wanted}), folder, Cache(None), memory)


def facts(found: Release) -> list[str]:
    assert found.difference is not None
    return [fact(change) for change in found.difference.changes]


def since(found: History) -> dict[str, str]:
    """Each version and the one with which it is compared."""
    return {r.name: r.difference.old if r.difference is not None else "" for r in found.releases.versions}


def test_each_version_is_compared_with_the_one_before(folder: Path) -> None:
    release(folder, "v1", "2026-01-02", model=shop([STORE]))
    release(folder, "v2", "2026-03-04", model=shop([STORE, PAY]))
    write(folder, "model.yaml", shop([STORE, PAY_MORE]))

    found = told(folder)

    now, second, first = found.releases.versions
    assert (now.id, now.name, now.date) == ("unreleased", "Not yet released", "")
    assert facts(now) == ["connection 2: port 443 → 443, 8443; adds 8443"]
    assert facts(second) == ["connection 2 added: Web shop → Bank, HTTPS, 443, Egress"]
    assert (second.date, second.connections, second.drawn) == ("2026-03-04", 2, True)
    assert (first.name, first.difference, first.connections) == ("v1", None, 1)
    assert since(found) == {"Not yet released": "v2", "v2": "v1", "v1": ""}
    assert [scene.view for scene in found.scenes] == ["changes--unreleased", "changes--v2"]
    assert found.problems == ()
    assert (found.releases.more, found.releases.cut) == (False, False)


def test_only_the_newest_are_shown_and_one_more_is_read(folder: Path) -> None:
    for number in range(1, 6):
        release(folder, f"v{number}", model=shop([STORE], further=f"summary: State {number}.\n"))
    found = told(folder, limit=2)
    assert since(found) == {"Not yet released": "v5", "v5": "v4", "v4": "v3"}
    assert found.releases.more
    assert since(told(folder, limit=5)) == {
        "Not yet released": "v5",
        "v5": "v4",
        "v4": "v3",
        "v3": "v2",
        "v2": "v1",
        "v1": "",
    }
    assert not told(folder, limit=5).releases.more


def test_a_version_that_cant_be_read_is_told_and_passed_over(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE]))
    release(folder, "v2", model=shop([STORE.replace("orders", "ordesr")]))
    release(folder, "v3", model=shop([STORE, PAY]))

    found = told(folder)

    assert since(found) == {"Not yet released": "v3", "v3": "v1", "v2": "", "v1": ""}
    failure = found.releases.versions[2].failure
    assert failure is not None
    assert failure.startswith("v2:model.yaml:10: ")
    assert "ordesr" in failure
    [problem] = found.problems
    assert str(problem).startswith("v2:model.yaml:10: the version v2 could not be read: ")
    assert problem.fix == "leave it out: add '!v2' to tags"
    left_out = told(folder, tags=["v*", "!v2"])
    assert (left_out.problems, since(left_out)) == ((), {"Not yet released": "v3", "v3": "v1", "v1": ""})


def test_versions_before_there_was_a_model_are_no_mistake(folder: Path) -> None:
    for tag in ("v0.1", "v0.2"):
        release(folder, tag, **{"readme.txt": tag})
    release(folder, "v1", model=shop([STORE]))
    found = told(folder)
    assert (since(found), found.problems) == ({"Not yet released": "v1", "v1": ""}, ())
    assert found.releases.cut


def test_a_version_without_a_model_between_others_is_one(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE]))
    git(folder, "mv", "model.yaml", "elsewhere.yaml")
    release(folder, "v2")
    git(folder, "mv", "elsewhere.yaml", "model.yaml")
    release(folder, "v3")
    found = told(folder)
    assert since(found) == {"Not yet released": "v3", "v3": "v1", "v2": "", "v1": ""}
    [problem] = found.problems
    assert str(problem.where) == "v2:model.yaml"
    assert problem.message == "the version v2 could not be read: there is no model here"
    assert problem.fix == "name where it lay then in changes.moved_from; leave it out: add '!v2' to tags"
    assert since(told(folder, moved_from="elsewhere.yaml"))["v2"] == "v1"


def test_where_no_version_has_a_model_it_lay_elsewhere(folder: Path) -> None:
    release(folder, "v1", **{"old.yaml": shop([STORE])})
    write(folder, "model.yaml", shop([STORE]))
    found = told(folder)
    assert found.releases.versions == ()
    [problem] = found.problems
    places = ", ".join(dict.fromkeys(["model.yaml", *DEFAULT_PLACES]))
    assert problem.message == f"changes: no version has a model; it is looked for in {places}"
    assert problem.fix == "name where it lay in changes.moved_from"
    assert since(told(folder, moved_from="old.yaml")) == {"Not yet released": "v1", "v1": ""}


def test_without_a_version_there_is_nothing(folder: Path) -> None:
    write(folder, "model.yaml", shop([STORE]))
    assert told(folder).releases.versions == ()
    assert told(folder).problems == ()


def test_files_are_versions_too_with_the_date_that_they_state(tmp_path: Path) -> None:
    write(tmp_path, "old.yaml", shop([STORE], further="date: 2025-12-24\n"))
    write(tmp_path, "model.yaml", shop([STORE, PAY]))
    found = told(tmp_path, versions=[{"name": "1.0", "source": "old.yaml"}])
    assert since(found) == {"Not yet released": "1.0", "1.0": ""}
    assert found.releases.versions[1].date == "2025-12-24"


def test_where_only_words_changed_there_is_no_picture(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE]))
    write(folder, "model.yaml", shop([STORE], further="summary: New words.\n"))
    found = told(folder)
    assert (len(facts(found.releases.versions[0])), found.releases.versions[0].drawn, found.scenes) == (1, False, ())


def test_names_become_addresses_that_differ_on_any_file_system(folder: Path) -> None:
    names = ["v1.0", "V1.0", "v1-0", "rel/1.0", "index", "unreleased", "con", "é", "1+a"]
    for number in range(len(names)):
        write(folder, f"{number}.yaml", shop([STORE]))
    write(folder, "model.yaml", shop([STORE]))
    versions = [{"name": name, "source": f"{number}.yaml"} for number, name in enumerate(names)]
    found = {r.name: (r.id, r.slug) for r in told(folder, versions=versions).releases.versions[1:]}
    assert found == {
        "v1.0": ("v1-0", "v1.0"),
        "V1.0": ("v1-0-2", "v1.0-2"),
        "v1-0": ("v1-0-3", "v1-0-3"),
        "rel/1.0": ("rel-1-0", "rel-1.0"),
        "index": ("index-2", "index-2"),
        "unreleased": ("unreleased-2", "unreleased-2"),
        "con": ("con-2", "con-2"),
        "é": ("version-2", "version-2"),
        "1+a": ("1-a", "1-a"),
    }


def test_elements_are_counted_once(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE, PAY]))
    changed = STORE.replace("5432", "5433").replace("Orders.", "All orders.")
    write(folder, "model.yaml", shop([changed, REFUND]))
    found = told(folder).releases.versions[0].difference
    assert found is not None
    assert tally(found, "connection") == Tally(added=1, removed=1, changed=1)
    assert tally(found, "endpoint") == Tally(0, 0, 0)


def test_a_session_compares_versions_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(folder, "v1", model=shop([STORE]))
    release(folder, "v2", model=shop([STORE, PAY]))
    compared: list[str] = []

    def noted(old: Graph, new: Graph, old_name: str, new_name: str) -> Difference:
        compared.append(f"{old_name} {new_name}")
        return compare(old, new, old_name, new_name)

    monkeypatch.setattr("diagramgen.releases.compare", noted)
    memory = Memory()
    first = told(folder, memory=memory)
    write(folder, "model.yaml", shop([STORE]))
    second = told(folder, memory=memory)
    assert compared == ["v1 v2", "v2 now", "v2 now"]
    assert first.releases.versions[1] == second.releases.versions[1]
    assert first.releases.versions[0] != second.releases.versions[0]


SECRET = "{id: fraud, kind: service, name: Fraud check, zone: cluster%s}"
ASK = "{number: 9, source: shop, destination: fraud, protocol: http, ports: 81, data: Who pays.%s}"
INTERNAL = ", audience: [internal]"
AUDIENCES = "audiences: [internal, customers]\n"
CUSTOMERS = Config(audience="customers")


def shown(found: History) -> str:
    """All that could reach a reader."""
    return repr(replace(found, problems=()))


def test_an_edition_shows_what_both_models_show_to_its_readers(folder: Path) -> None:
    hidden: Any = {"endpoints": [SECRET % INTERNAL], "further": AUDIENCES}
    release(folder, "v1", model=shop([STORE], further=AUDIENCES))
    release(folder, "v2", model=shop([STORE, PAY, ASK % ""], **hidden))
    write(folder, "model.yaml", shop([STORE, PAY], **hidden))
    found = told(folder, config=CUSTOMERS)
    assert facts(found.releases.versions[1]) == ["connection 2 added: Web shop → Bank, HTTPS, 443, Egress"]
    assert facts(found.releases.versions[0]) == []
    assert [r.connections for r in found.releases.versions] == [2, 2, 1]
    assert "raud" not in shown(found)
    assert "Fraud check" in shown(told(folder))


def test_what_today_is_hidden_was_hidden_always(folder: Path) -> None:
    """A label that was forgotten in a version is in the model of today."""
    view = "views:\n  - {id: risk, kind: selection, title: Risks, include: [fraud]%s}\n"
    linked = (
        "related: [{title: Fraud manual, url: fraud.md%s}]\nretired: [{number: 30, since: '1', reason: Fraud.%s}]\n"
    )
    open_ = AUDIENCES + view % "" + linked % ("", "")
    closed = AUDIENCES + view % INTERNAL + linked % (INTERNAL, INTERNAL)
    release(folder, "v1", model=shop([STORE], further=AUDIENCES))
    release(folder, "v2", model=shop([STORE, ASK % ""], endpoints=[SECRET % ""], further=open_))
    release(folder, "v3", model=shop([STORE], further=AUDIENCES))
    write(folder, "model.yaml", shop([STORE, ASK % ""], endpoints=[SECRET % INTERNAL], further=closed))
    found = told(folder, config=CUSTOMERS)
    assert since(found) == {"Not yet released": "v3", "v3": "v2", "v2": "v1", "v1": ""}
    assert "raud" not in shown(found)


def test_what_has_another_id_today_is_hidden_too(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE], further=AUDIENCES))
    release(folder, "v2", model=shop([STORE, ASK % ""], endpoints=[SECRET % ""], further=AUDIENCES))
    renamed = SECRET.replace("id: fraud", "id: scoring") % INTERNAL
    write(folder, "model.yaml", shop([STORE], endpoints=[renamed], further=AUDIENCES))
    assert "raud" in shown(told(folder))
    assert "raud" not in shown(told(folder, config=CUSTOMERS))


def test_what_stands_in_a_zone_that_is_hidden_today_is_hidden_too(folder: Path) -> None:
    zone = "  - {id: vault, name: Fraud vault, boundary: inside%s}\nendpoints:"
    inside = SECRET.replace("zone: cluster", "zone: vault") % ""

    def model(label: str) -> str:
        return shop([STORE, ASK % ""], endpoints=[inside], further=AUDIENCES).replace("endpoints:", zone % label, 1)

    release(folder, "v1", model=shop([STORE], further=AUDIENCES))
    release(folder, "v2", model=model(""))
    write(folder, "model.yaml", model(INTERNAL))
    assert "raud" in shown(told(folder))
    assert "raud" not in shown(told(folder, config=CUSTOMERS))


def test_where_no_version_is_for_the_readers_the_writer_is_told(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE]))
    write(folder, "model.yaml", shop([STORE], further=AUDIENCES))
    found = told(folder, config=CUSTOMERS)
    assert found.releases.versions == ()
    assert [str(p) for p in found.problems] == ["changes: no version says what the audience 'customers' may see"]


def test_a_version_that_knows_no_readers_is_for_none(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE, ASK % ""], endpoints=[SECRET % ""]))
    release(folder, "v2", model=shop([STORE], further=AUDIENCES))
    release(folder, "v3", model=shop([STORE, PAY], further=AUDIENCES))
    write(folder, "model.yaml", shop([STORE, PAY], further=AUDIENCES))
    found = told(folder, config=CUSTOMERS)
    assert since(found) == {"Not yet released": "v3", "v3": "v2", "v2": ""}
    assert (found.problems, found.releases.cut) == ((), True)
    assert "raud" not in shown(found)


def test_an_edition_does_not_tell_why_a_version_cant_be_read(folder: Path) -> None:
    release(folder, "v1", model=shop([STORE], further=AUDIENCES))
    release(folder, "v2", model=shop([STORE.replace("orders", "fraud")], further=AUDIENCES))
    release(folder, "v3", model=shop([STORE], further=AUDIENCES))
    found = told(folder, config=CUSTOMERS)
    assert found.releases.versions[2].failure == ""
    assert "raud" not in shown(found)
    assert "fraud" in str(found.problems[0]), "the writer is told"


def test_readers_are_not_told_for_whom_else_something_is(folder: Path) -> None:
    ignore = "ignores: [{rule: missing-port, object: connection-1, reason: The auditors know.}]\n"
    release(folder, "v1", model=shop([STORE], further=AUDIENCES))
    more = AUDIENCES.replace("customers]", "customers, auditors]") + ignore
    write(folder, "model.yaml", shop([STORE.replace("data:", "audience: [customers, auditors], data:")], further=more))
    found = told(folder, config=CUSTOMERS)
    assert facts(found.releases.versions[0]) == []
    assert "auditors" not in str(_texts(found))
    assert len(facts(told(folder).releases.versions[0])) == 3


def test_a_version_of_the_product_cuts_all_sides(folder: Path) -> None:
    planned = PAY.replace("data:", "since: '3.0', data:")
    release(folder, "v1", model=shop([STORE]))
    write(folder, "model.yaml", shop([STORE, planned]))
    assert facts(told(folder, config=Config(product_version="2.0")).releases.versions[0]) == []
    assert len(facts(told(folder, config=Config(product_version="3.0")).releases.versions[0])) == 1


def _texts(found: History) -> list[str]:
    differences = [r.difference for r in found.releases.versions if r.difference is not None]
    changes: list[Change] = [change for difference in differences for change in difference.changes]
    return [fact(change) for change in changes]


@pytest.mark.parametrize("absolute", [False, True])
def test_a_version_is_searched_for_the_model_that_is_built(folder: Path, absolute: bool) -> None:
    """And never for what lies here today, however its path is written."""
    release(folder, "v1", **{"arch/shop.yaml": shop([STORE])})
    write(folder, "arch/shop.yaml", shop([STORE, PAY]))
    source = str(folder / "arch" / "shop.yaml") if absolute else "arch/shop.yaml"
    config = Config(changes=ChangesConfig(tags="v*"), cache_dir="cache")
    found = Project(source, config, folder).history
    assert found is not None
    assert facts(found.releases.versions[0]) == ["connection 2 added: Web shop → Bank, HTTPS, 443, Egress"]


def test_while_someone_writes_what_is_in_the_way_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, "model.yaml", shop([STORE]))
    config = Config(changes=ChangesConfig(tags="v*"), cache_dir="cache")
    with pytest.raises(UsageError, match="this folder is in no git repository"):
        Project("model.yaml", config, tmp_path).site()
    site = Project("model.yaml", config, tmp_path, session=Session()).site()
    assert [problem.message for problem in site.problems] == [
        "this folder is in no git repository, so there are no tags 'v*'"
    ]
    [index] = [page.markdown for page in site.pages if page.path.startswith("changes/")]
    assert "There is no version to show." in index


def test_a_book_is_about_the_model_as_it_is(tmp_path: Path) -> None:
    from diagramgen.book.build import bind
    from tests.book.pdfread import Pdf

    write(tmp_path, "old.yaml", shop([STORE]))
    write(tmp_path, "model.yaml", shop([STORE, PAY]))
    write(tmp_path, "docs/index.md", "# Home\n\nSee [the changes](changes/index.md).\n")
    versions: Any = [{"name": "v1.0", "source": "old.yaml"}]
    config = Config(changes=ChangesConfig(versions=versions), cache_dir="cache", book=True)
    site = Project("model.yaml", config, tmp_path, bind=bind).site()
    assert any(page.path == "changes/unreleased.md" for page in site.pages)
    assert site.book is not None
    text = " ".join(Pdf(site.book.content).pages)
    assert "Payments." in text
    assert "Not yet released" not in text
