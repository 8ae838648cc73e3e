"""Changes as text, Markdown and JSON."""

from __future__ import annotations

import html
import json
import re

import markdown
from hypothesis import given, settings

from diagramgen.diff.changes import KINDS, Level
from diagramgen.diff.compare import Difference, compare
from diagramgen.exporters import changes_json, changes_markdown, changes_text
from diagramgen.resolve import resolve
from diagramgen.schema import TCP, Architecture, Boundary, Connection, ExternalSystem, Ports, Service, Zone
from tests.strategies import architectures

INSIDE = Zone(id="in", name="Cluster | <b>", boundary=Boundary.INSIDE)
OUTSIDE = Zone(id="out", name="Internet", boundary=Boundary.OUTSIDE)


def model(count: int, text: str = "", ports: Ports | str | int | None = 80) -> Architecture:
    ends = [Service(id="shop", name="*Shop* | <i>", zone=INSIDE, owner=text)]
    ends += [ExternalSystem(id=f"e{i}", name=f"Ext {i}", zone=OUTSIDE, owner=text) for i in range(count)]  # type: ignore[misc]
    made = [
        Connection(number=i + 1, source=ends[0], destination=end, protocol=TCP, ports=ports, data=text)
        for i, end in enumerate(ends[1:])
    ]
    return Architecture(title="T", zones=[INSIDE, OUTSIDE], endpoints=ends, connections=made)


def difference(old: Architecture, new: Architecture) -> Difference:
    return compare(resolve(old), resolve(new), "v1", "the working files")


def test_no_change_is_one_line() -> None:
    found = difference(model(2), model(2))
    assert changes_text.export(found) == "no change from v1 to the working files\n"
    assert changes_markdown.export(found) == "### No change from v1 to the working files\n"
    assert json.loads(changes_json.export(found))["changes"] == []


def test_markdown_folds_what_matters_less_and_shows_text_as_it_is() -> None:
    text = changes_markdown.export(difference(model(1), model(2, "*new*\n| text")))
    head, _, folded = text.partition("<details>")
    assert "#### What matters to security" in head
    assert "#### Ports to open and to close" in head
    assert "<summary>Structure (2)</summary>" in folded
    assert "<summary>Text and looks (1)</summary>" in folded
    assert text.count("<details>") == text.count("</details>") == 2
    page = markdown.markdown(text.replace("<details>", "").replace("</details>", ""), extensions=["tables"])
    assert "<i>" not in page
    assert "<em>" not in page
    assert {
        len(row.split("</td>")) for row in re.findall("<tr>(?:(?!</tr>).)*</td>(?:(?!</tr>).)*</tr>", page, re.DOTALL)
    } == {4, 7}


def test_a_comment_calls_nobody_and_refers_to_nothing() -> None:
    """GitHub and GitLab look for names and numbers in the text of the page, whatever was escaped in the source."""
    said = "ask @all, @team/a or (@b); see #12, a/b#13, !14, $15, ~bug, GH-16; a@example.org, 4 % 5 and C# stay"
    text = changes_markdown.export(difference(model(1), model(1, said)))
    text = text.replace("<details>", "").replace("</details>", "")
    page = html.unescape(re.sub("<[^>]*>", "", markdown.markdown(text, extensions=["tables"])))
    assert not re.search(r"(?<!\w)@\w|#\d|(?<!\w)[!$]\d|(?<!\w)~\w", page)
    assert "a@example.org, 4 % 5 and C# stay" in page
    assert said in page.replace("\u200b", "")


def test_a_comment_is_never_too_long_and_says_what_is_left_out() -> None:
    found = difference(model(1), model(600, "text"))
    text = changes_markdown.export(found)
    assert len(text) <= 65_536
    shown = len(re.findall(r"^\| .*\| added \|", text, re.MULTILINE))
    left = re.search(r"(\d+) of (\d+) changes of security", text)
    assert left is not None
    assert shown + int(left[1]) == int(left[2]) == sum(c.level is Level.SECURITY for c in found.changes)
    assert re.search(r"600 of 600|599 of 599", text)
    assert "tells all" in text
    for limit in range(500, 9000, 700):
        assert len(changes_markdown.export(found, limit)) <= max(limit, 500)


def test_ports_that_nobody_can_name_are_never_opened() -> None:
    unnamed: tuple[Ports | str | None, ...] = (Ports.unknown("lost"), "N/A", None)
    for unsaid in unnamed:
        found = difference(model(0), model(1, ports=unsaid))
        data = json.loads(changes_json.export(found))["ports"]
        assert data["open"] == []
        assert [(item["connections"], item["what"]) for item in data["cannot_be_said"]] == [(["1"], "open")]
        assert "cannot be said: what to open for connection 1: " in changes_text.export(found)
        assert "cannot be said" in changes_markdown.export(found)


def test_what_to_know_before_a_port_is_opened() -> None:
    found = difference(model(0), model(1, ports="9092/9093*, 8000-8010"))
    lines = [line.strip() for line in changes_text.export(found).splitlines() if line.startswith("  open")]
    assert lines == [
        "open TCP 8000-8010 from *Shop* | <i> to Ext 0, connection 1",
        "open TCP 9092 from *Shop* | <i> to Ext 0, connection 1 (one of 9092/9093; configurable)",
        "open TCP 9093 from *Shop* | <i> to Ext 0, connection 1 (one of 9092/9093; configurable)",
    ]


def test_only_what_is_left_of_a_range_is_opened_and_closed() -> None:
    found = difference(model(1, ports="8000-8010"), model(1, ports="8005-8020, 8002"))
    assert [opening.ports for opening in found.ports.opened] == ["8011-8020"]
    assert [opening.ports for opening in found.ports.closed] == ["8000-8001", "8003-8004"]


@settings(max_examples=40, deadline=None)
@given(architectures(max_connections=4), architectures(max_connections=4))
def test_any_two_models_can_be_told_in_any_format(old: Architecture, new: Architecture) -> None:
    found = difference(old, new)
    text = changes_text.export(found)
    data = json.loads(changes_json.export(found))
    assert len(data["changes"]) == len(found.changes)
    told = [line for line in text.splitlines() if re.search(r" \[[a-z]+\]$", line)]
    assert len(told) == len(found.changes), "a line for each, whatever stands in the text"
    assert {change["kind"] for change in data["changes"]} <= {kind.kind for kind in KINDS}
    assert changes_markdown.export(found).count("\n| ") >= len(found.changes)
