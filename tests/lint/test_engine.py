"""Which rules run, what is ignored, and rules of a model's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagramgen.catalog import RULES
from diagramgen.errors import ContentError, UsageError
from diagramgen.lint.engine import chosen, failing
from diagramgen.schema import Severity
from tests.lint.models import MODEL, found, names, project, row

ERRORS = {rule.name for rule in RULES if rule.severity is Severity.ERROR}
DEFAULT = {rule.name for rule in RULES if rule.default}
OWN = '''\
from collections.abc import Iterator

from diagramgen import REDIS, HTTPS, Architecture, Boundary, Connection, DataStore, Ignore, Service, Zone
from diagramgen.lint import Found, Model, Severity, rule

cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
shop = Service(id="shop", name="Shop", summary="Sells.", zone=cluster)
mailer = Service(id="mailer", name="Mailer", summary="Sends.", zone=cluster)
cache = DataStore(id="cache", name="Cache", summary="Keeps.", zone=cluster)
one = Connection(number=1, source=shop, destination=cache, protocol=REDIS, ports=6379, data="One.")
two = Connection(number=2, source=mailer, destination=cache, protocol=REDIS, ports=6379, data="Two.")


{decorator}
def only_the_shop_talks_to_the_cache(model: Model) -> Iterator[Found]:
    """Only the shop talks to the cache."""
    {body}


architecture = Architecture(
    title="Shop", zones=[cluster], endpoints=[shop, mailer, cache], connections=[one, two],
    rules=[only_the_shop_talks_to_the_cache], ignores=[],
)
'''
BODY = """for c in model.incoming(cache):
        if c.source != shop:
            yield Found(c, f"comes from {c.source.id}", "go by way of the shop")
"""
NAME = "only-the-shop-talks-to-the-cache"


def test_the_errors_are_those_of_the_model() -> None:
    assert {"ambiguous-name", "duplicate-number", "retired-number", "dead-ignore", "broken-rule"} == ERRORS
    assert {rule.name for rule in RULES if rule.always} == ERRORS


def own(body: str = BODY, decorator: str = "@rule") -> dict[str, str]:
    return {"model/__init__.py": OWN.replace("{decorator}", decorator).replace("{body}", body)}


@pytest.mark.parametrize(
    ("select", "ignore", "names"),
    [
        (["default"], [], DEFAULT),
        (["all"], [], {rule.name for rule in RULES}),
        (["missing-owner"], [], {"missing-owner", *ERRORS}),
        (["default", "missing-owner"], ["missing-port"], DEFAULT - {"missing-port"} | {"missing-owner"}),
        ([], [], ERRORS),
    ],
)
def test_what_runs(select: list[str], ignore: list[str], names: set[str]) -> None:
    assert {rule.name for rule in chosen(RULES, select, ignore)} == names


def test_a_rule_that_does_not_exist_is_refused_with_what_was_meant() -> None:
    with pytest.raises(UsageError) as caught:
        chosen(RULES, ["defualt", "empty-veiw"], ["missing-owners"])
    assert [str(problem) for problem in caught.value.problems] == [
        "lint.select: there is no rule 'defualt'\n    did you mean 'default'?",
        "lint.select: there is no rule 'empty-veiw'\n    did you mean 'empty-view'?",
        "lint.ignore: there is no rule 'missing-owners'\n    did you mean 'missing-owner' or 'missing-number'?",
    ]


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_what_stops_other_commands_is_neither_switched_off_nor_ignored(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"lint.ignore: {name} can't be switched off"):
        chosen(RULES, ["default"], [name])
    double = row("data: One.") + row("data: Two.").removeprefix(MODEL)
    ignore = f"ignores:\n  - {{rule: {name}, object: connection-1, reason: Agreed.}}\n"
    findings = [(f.rule, f.ignored) for f in found(tmp_path, double + ignore)]
    assert findings == [("duplicate-number", False), ("dead-ignore", False)]


@pytest.mark.parametrize(
    ("fail_on", "failed"),
    [
        ("error", [Severity.ERROR]),
        ("warning", [Severity.ERROR, Severity.WARNING]),
        ("note", list(Severity)),
        ("never", []),
    ],
)
def test_what_makes_it_fail(fail_on: str, failed: list[Severity], tmp_path: Path) -> None:
    from dataclasses import replace

    [finding] = found(tmp_path, row("data: x").replace("ports: 443, data: x", "data: x"))
    for severity in Severity:
        assert failing([replace(finding, severity=severity)], fail_on) is (severity in failed)
        assert not failing([replace(finding, severity=severity, reason="told")], fail_on)


def test_findings_stand_in_the_order_of_the_source(tmp_path: Path) -> None:
    text = row("source: shop, destination: bank, protocol: http, classification: Ingress, data: x")
    lines = [finding.where.line for finding in found(tmp_path, text.replace("summary: Keeps things., ", ""))]
    assert lines == sorted(lines)
    assert len(lines) == 4


IGNORE = "ignores:\n  - {rule: missing-port, object: connection-1, reason: Nobody knows.}\n"
PORTLESS = row("data: x").replace("ports: 443, data: x", "data: x")


def test_an_ignored_finding_carries_the_reason(tmp_path: Path) -> None:
    [finding] = found(tmp_path, PORTLESS + IGNORE)
    assert (finding.rule, finding.reason) == ("missing-port", "Nobody knows.")
    [finding] = project(tmp_path, PORTLESS + IGNORE).lint(ignores=False)
    assert not finding.ignored


def test_a_dead_ignore_is_an_error_at_its_line(tmp_path: Path) -> None:
    [finding] = found(tmp_path, row("data: x") + IGNORE)
    assert (finding.rule, finding.object, finding.severity) == ("dead-ignore", "connection-1", Severity.ERROR)
    assert finding.where.line == MODEL.count("\n") + 3
    assert project(tmp_path, row("data: x") + IGNORE).lint(ignores=False) == ()


@pytest.mark.parametrize(
    ("wrong", "fix"),
    [
        (("missing-port", "missing-prot"), "did you mean 'missing-port'"),
        (("connection-1", "conection-1"), "did you mean 'connection-1'"),
    ],
)
def test_an_ignore_that_names_nothing_is_told_what_was_meant(wrong: tuple[str, str], fix: str, tmp_path: Path) -> None:
    dead, *_ = found(tmp_path, PORTLESS + IGNORE.replace(*wrong), select=["missing-port"])[::-1]
    assert dead.rule == "dead-ignore"
    assert dead.fix.startswith(fix)


def test_an_ignore_that_stands_twice_is_dead_once(tmp_path: Path) -> None:
    findings = found(tmp_path, PORTLESS + IGNORE + IGNORE.partition("\n")[2])
    assert [(f.rule, f.ignored) for f in findings] == [("missing-port", True), ("dead-ignore", False)]
    assert findings[1].message == "is ignored for missing-port once already"
    assert findings[1].edit is not None
    assert not findings[1].edit.safe


def test_an_ignore_of_a_rule_that_does_not_run_is_not_judged(tmp_path: Path) -> None:
    assert found(tmp_path, row("data: x") + IGNORE, ignore=["missing-port"]) == ()
    assert found(tmp_path, row("data: x") + IGNORE, select=["missing-number"]) == ()


def test_a_dead_ignore_cannot_be_ignored(tmp_path: Path) -> None:
    more = "  - {rule: dead-ignore, object: connection-1, reason: Why not.}\n"
    findings = found(tmp_path, row("data: x") + IGNORE + more)
    assert [(f.rule, f.ignored) for f in findings] == [("dead-ignore", False), ("dead-ignore", False)]


# rules of a model's own


def test_an_own_rule_is_found_documented_and_reported_like_ours(tmp_path: Path) -> None:
    given = project(tmp_path, own())
    [finding] = given.lint()
    assert (finding.rule, finding.object, finding.message) == (NAME, "connection-2", "comes from mailer")
    assert str(finding.where) == "model/__init__.py:11"
    assert given.rules[-1].summary == "Only the shop talks to the cache."
    assert found(tmp_path, own(), ignore=[NAME]) == ()
    ignored = own()
    ignore = f'ignores=[Ignore(rule="{NAME}", object="connection-2", reason="So be it.")]'
    ignored["model/__init__.py"] = ignored["model/__init__.py"].replace("ignores=[]", ignore)
    assert [finding.reason for finding in found(tmp_path, ignored)] == ["So be it."]


def test_an_own_rule_has_a_severity_and_can_be_off(tmp_path: Path) -> None:
    files = own(decorator="@rule(severity=Severity.ERROR, default=False)")
    assert found(tmp_path, files) == ()
    assert [finding.severity for finding in found(tmp_path, files, select=["all"], ignore=["missing-owner"])] == [
        Severity.ERROR
    ]


@pytest.mark.parametrize(
    "body",
    [
        'yield two, "comes from mailer"',
        'yield two, "comes from mailer", "go by way of the shop"',
        'return [(two, "comes from mailer")]',
    ],
)
def test_a_plain_tuple_will_do_and_an_object_as_the_author_has_it(body: str, tmp_path: Path) -> None:
    assert names(found(tmp_path, own(body))) == [(NAME, "connection-2")]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            'yield from model.incoming("cahce")',
            "model/__init__.py:17 fails: LookupError: there is no endpoint 'cahce'; did you mean 'cache'?",
        ),
        ("yield 1 / 0", "model/__init__.py:17 fails: ZeroDivisionError: division by zero; correct it, or"),
        ("return 7", "model/__init__.py:14 fails: TypeError: 'int' object is not iterable; "),
        ('yield "wrong"', "model/__init__.py:14 yields 'wrong'; yield an object of the model and a sentence"),
        ("yield two, 7", "; yield an object of the model and a sentence about it"),
        ("raise SystemExit(0)", "model/__init__.py:17 fails: SystemExit: 0"),
    ],
)
def test_an_own_rule_that_fails_is_told_at_its_line_and_hides_nothing(body: str, told: str, tmp_path: Path) -> None:
    files = {name: text.replace('ports=6379, data="One."', 'data="One."') for name, text in own(body).items()}
    portless, broken = sorted(found(tmp_path, files), key=lambda finding: finding.severity != Severity.WARNING)
    assert portless.rule == "missing-port"
    assert (broken.rule, broken.object, broken.severity) == ("broken-rule", f"rule-{NAME}", Severity.ERROR)
    assert told in f"{broken.where} {broken.message}; {broken.fix}"


def test_an_own_rule_that_prints_leaves_stdout_to_the_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert names(found(tmp_path, own('print("told"); yield two, "comes from mailer"'))) == [(NAME, "connection-2")]
    told = capsys.readouterr()
    assert (told.out, "told\n" in told.err) == ("", True)


def test_what_a_broken_rule_is_excused_for_is_not_judged(tmp_path: Path) -> None:
    ignore = f'ignores=[Ignore(rule="{NAME}", object="connection-2", reason="So be it.")]'
    files = {name: text.replace("ignores=[]", ignore) for name, text in own("yield 1 / 0").items()}
    assert [finding.rule for finding in found(tmp_path, files)] == ["broken-rule"]


def test_a_message_is_one_line(tmp_path: Path) -> None:
    [finding] = found(tmp_path, own('yield two, "comes\\n  from mailer", "go\\nround"'))
    assert (finding.message, finding.fix) == ("comes from mailer", "go round")


def test_a_function_in_the_place_of_a_rule_is_told_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="must be a rule, not a plain function\n    write @rule above"):
        found(tmp_path, own(decorator=""))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('    """Only the shop talks to the cache."""\n', "", f"the rule {NAME!r} has no docstring"),
        ("only_the_shop_talks_to_the_cache", "missing_port", "there is another rule 'missing-port'"),
        ("only_the_shop_talks_to_the_cache", "default", "there is another rule 'default'"),
        ("@rule", '@rule(severity="bad")', "'bad' is no severity; use one of 'error', 'warning', 'note'"),
        ("only_the_shop_talks_to_the_cache", "onlyTheShop", "'onlyTheShop' is not the name of a rule"),
    ],
)
def test_an_own_rule_without_manual_or_name_of_its_own(old: str, new: str, told: str, tmp_path: Path) -> None:
    files = {name: text.replace(old, new) for name, text in own().items()}
    with pytest.raises(ContentError) as caught:
        found(tmp_path, files)
    assert told in str(caught.value)
    assert all(problem.where.line for problem in caught.value.problems)


@pytest.mark.parametrize("question", ["incoming", "outgoing", "callers", "callees", "endpoint"])
def test_a_question_about_nothing_is_refused(question: str, tmp_path: Path) -> None:
    [finding] = found(tmp_path, own(f'yield from model.{question}("shpo")'))
    assert "did you mean 'shop'" in finding.fix


def test_the_questions_take_objects_and_ids(tmp_path: Path) -> None:
    body = """
    assert model.incoming(cache) == model.incoming("cache") == (*model.outgoing(shop), *model.outgoing("mailer"))
    assert model.between(cache, "shop") == model.outgoing("shop")
    assert model.callers(cache) == model.callers("cache") == (mailer, shop)
    assert model.callees(shop) == model.callees("shop") == (cache,)
    assert model.endpoint("shop") == shop
    yield shop, "asks well"
    """
    assert names(found(tmp_path, own(body))) == [(NAME, "endpoint-shop")]


def test_findings_of_a_function_tell_apart_who_called_it(tmp_path: Path) -> None:
    model = """
        from diagramgen import *

        cluster = Zone(id="cluster", name="Cluster", boundary="inside")
        shop = Service(id="shop", name="Shop", summary="Sells.", zone=cluster)
        mailer = Service(id="mailer", name="Mailer", summary="Mails.", zone=cluster)

        def talks(number, source, destination):
            return Connection(number=number, source=source, destination=destination, protocol=HTTPS)

        architecture = Architecture(title="A", zones=[cluster], endpoints=[shop, mailer], connections=[
            talks(1, shop, mailer),
            talks(2, mailer, shop),
        ])
        """
    findings = found(tmp_path, {"model/__init__.py": model}, select=["missing-port"])
    assert [(f.object, str(f.where), f.where.made, f.edit) for f in findings] == [
        ("connection-1", "model/__init__.py:8", "made at model/__init__.py:11", None),
        ("connection-2", "model/__init__.py:8", "made at model/__init__.py:12", None),
    ]
