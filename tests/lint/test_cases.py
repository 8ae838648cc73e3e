"""What each rule takes for a finding, and what it lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagramgen.errors import ContentError
from tests.lint.models import HEAD, MODEL, ROWS, found, names, project, row


def of(rule: str, folder: Path, model: str) -> list[str]:
    """The objects at which one rule finds something."""
    return [finding.object for finding in found(folder, model, select=[rule]) if finding.rule == rule]


def said(rule: str, folder: Path, model: str) -> str:
    """Fact and way out of the one finding of a rule."""
    [finding] = found(folder, model, select=[rule])
    return f"{finding.message}; {finding.fix}"


@pytest.mark.parametrize(
    "data",
    [
        "The shop stores an entry in Redis (using port 6379) and goes on.",
        "Goes on. To begin, an entry is kept in redis on port 6379.",
        "An entry is kept in Redis 6.x, ports 6379 and 6380.",
        "An entry is kept at redis:6379.",
        "An entry is kept in Redis over TCP/6379.",
        "Keeps an entry in Redis on 6379.",
        "Receipts go to the bank at port 8443, later.",
        "Uses port 443 of the mailer, and port 6379 of Redis.",
    ],
)
def test_a_sentence_with_a_foreign_port_and_a_foreign_endpoint(data: str, tmp_path: Path) -> None:
    assert of("undocumented-connection", tmp_path, row(f"data: '{data}'")) == ["connection-1"]


@pytest.mark.parametrize(
    "data",
    [
        "Stores an entry in Redis.",  # no port
        "Stores an entry on port 6379.",  # no endpoint
        "Asks the mailer on port 443, as Redis does.",  # the port of the row
        "Asks the mailer on port 6379.",  # the endpoint of the row
        "The Web Shop itself listens on port 8080.",  # the source
        "Keeps an entry in Redis. Uses port 6379.",  # two sentences
        "Redis keeps 2 ports free.",  # a count of ports
        "Redis holds 1200 entries of version 6.3.79.",  # numbers that are no ports
        "The Redisson client answers on port 6379.",  # another word
        "Redis keeps it for 6379%.",
    ],
)
def test_a_sentence_that_documents_nothing_else(data: str, tmp_path: Path) -> None:
    assert of("undocumented-connection", tmp_path, row(f"data: '{data}'")) == []


def test_a_port_within_a_range_of_the_row_is_not_foreign(tmp_path: Path) -> None:
    text = "source: shop, destination: mailer, protocol: tcp, ports: 6000-7000, data: Keeps it in Redis on port 6379."
    assert of("undocumented-connection", tmp_path, row(text)) == []


def test_one_finding_a_row_of_two_such_sentences(tmp_path: Path) -> None:
    data = "data: 'Keeps it in Redis on port 6379. Pays at the bank on port 8443.'"
    assert said("undocumented-connection", tmp_path, row(data)) == (
        "speaks of port 6379 and cache, to which shop has no connection; "
        "add a connection from shop to cache, or correct the text"
    )


@pytest.mark.parametrize(
    "data",
    [
        "Mailer uses WS for addresses.",
        "The mail service reads the addresses from the Web Shop.",
        "Sends mail. Mailer calls the web shop.",
        "Mailer also regularly fetches new addresses from the Web\n      Shop.",
        "Mailer service uses the API of Web Shop.",
        "Mailer subscribes to Web Shop.",
        "Mailer pulls addresses from WS.",
    ],
)
def test_a_sentence_the_other_way(data: str, tmp_path: Path) -> None:
    assert of("reversed-description", tmp_path, row(f'data: "{data}"')) == ["connection-1"]


@pytest.mark.parametrize(
    "data",
    [
        "Web Shop uses Mailer.",
        "Uses WS.",
        "Mailer sends WS a receipt.",
        "Mailer reads mail and sends it to the Web Shop.",
        "Mailers use WS.",
        "Mailer uses WSDL.",
        "The template of Mailer uses WS.",
        "Mailer uses templates. WS sends them.",
        "Mailer is used by WS.",
        "Mailer gets the addresses from WS.",
    ],
)
def test_a_sentence_that_is_not_the_other_way(data: str, tmp_path: Path) -> None:
    assert of("reversed-description", tmp_path, row(f'data: "{data}"')) == []


@pytest.mark.parametrize("stated", ["egress", "EGRESS"])
def test_a_classification_that_is_only_spelled_otherwise_has_a_safe_edit(stated: str, tmp_path: Path) -> None:
    text = f"source: shop, destination: bank, protocol: https, ports: 443, classification: {stated}"
    [finding] = found(tmp_path, row(text), select=["contradicting-classification"])
    assert finding.edit is not None
    assert (finding.edit.text, finding.edit.safe) == ("Egress", True)


def test_own_words_for_what_no_zone_says_contradict_nothing(tmp_path: Path) -> None:
    text = row("classification: By proxy").replace("summary: Sends mail., zone: cluster", "summary: Sends mail.")
    assert of("contradicting-classification", tmp_path, text) == []
    assert of("unclassified-connection", tmp_path, text) == ["connection-91", "connection-92"]


def test_both_ends_outside_is_unclassified(tmp_path: Path) -> None:
    text = row("source: bank, destination: bank, protocol: https, ports: 443")
    assert said("unclassified-connection", tmp_path, text).startswith("is unclassified: both ends stand outside")


@pytest.mark.parametrize(
    ("stated", "count"), [("Intra-cluster", 1), ("egress", 1), ("Ingress", 1), ("By proxy", 0), ("Unclassified", 0)]
)
def test_a_word_of_the_boundary_between_two_ends_outside_is_untrue(stated: str, count: int, tmp_path: Path) -> None:
    text = row(f"source: bank, destination: bank, protocol: https, ports: 443, classification: {stated}")
    assert of("contradicting-classification", tmp_path, text) == ["connection-1"] * count


@pytest.mark.parametrize("rule", ["plain-http-egress", "plain-http-ingress"])
@pytest.mark.parametrize(
    ("more", "count"),
    [
        *(("", 1), (", encryption: '-'", 1), (", encryption: none", 1), (", encryption: TLS by a proxy", 0)),
        *((", encryption: cleartext", 1), (", encryption: no TLS", 1), (", encryption: 'no TLS, but a VPN'", 0)),
    ],
)
def test_plain_http_across_the_boundary(rule: str, more: str, count: int, tmp_path: Path) -> None:
    ends = "source: shop, destination: bank" if rule.endswith("egress") else "source: bank, destination: shop"
    assert of(rule, tmp_path, row(f"{ends}, protocol: http, ports: 80{more}")) == ["connection-1"] * count


TRUSTED = MODEL.replace("boundary: inside", "boundary: inside, trust: 2")


@pytest.mark.parametrize(
    ("more", "count"),
    [
        *(("", 1), (", authentication: OIDC", 0), (", authentication: none", 1), (", authentication: anonymous", 1)),
        *((", authentication: PLAIN", 0), (", authentication: 'none, over TLS'", 1)),
    ],
)
def test_a_crossing_says_how_the_source_proves_who_it_is(more: str, count: int, tmp_path: Path) -> None:
    text = TRUSTED.replace("boundary: outside", "boundary: outside, trust: 1")
    text += f"  - {{number: 1, source: bank, destination: shop, protocol: https, ports: 443{more}}}\n"
    assert of("trust-crossing", tmp_path, text) == ["connection-1"] * count


@pytest.mark.parametrize(
    ("model", "zones"),
    [
        (MODEL, []),
        (TRUSTED, ["zone-internet"]),
        (TRUSTED.replace("boundary: outside", "boundary: outside, parent: cluster"), []),
        (TRUSTED.replace("boundary: outside", "boundary: outside, trust: 0"), []),
    ],
    ids=["none", "forgotten", "around", "zero"],
)
def test_a_zone_without_trust_beside_one_with_it(model: str, zones: list[str], tmp_path: Path) -> None:
    assert of("missing-trust", tmp_path, model) == zones


@pytest.mark.parametrize(
    ("ports", "count"),
    [
        (["6379", "6379", "6397"], 1),
        (["6379", "6379", "6379*"], 0),
        (["6379", "6397"], 0),
        (["6379, 6380", "6379", "6379-6381"], 0),
        (["6379", "6380", "6381"], 0),
        (["6379", "6379, 7000", "7001", "6379"], 1),
        (["6379", "6379", "N/A"], 0),
    ],
)
def test_a_port_that_differs_from_all_others(ports: list[str], count: int, tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{number: {number}, source: shop, destination: cache, protocol: redis, ports: '{text}'}}\n"
        for number, text in enumerate(ports, 1)
    )
    assert len(of("differing-port", tmp_path, HEAD + rows)) == count


@pytest.mark.parametrize("name", ["Web Shop", "WS", "Redis 6.x"])
def test_a_name_of_two_is_an_error_here_as_elsewhere(name: str, tmp_path: Path) -> None:
    further = f"  - {{id: further, kind: service, name: {name}, summary: Keeps., zone: cluster}}\nconnections:\n"
    given = project(tmp_path, MODEL.replace("connections:\n", further))
    assert ("ambiguous-name", "endpoint-further") in names(given.lint())
    with pytest.raises(ContentError, match="also names the endpoint"):
        _ = given.whole


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("Redis 6.x", 1),  # exactly the alias: ambiguous-name tells it too
        ("redis 6.X", 1),
        ("Redis v7", 1),
        ("Redis 7.2", 1),
        ("Mail services", 1),
        ("Mail-Service", 1),
        ("Redis 2", 0),  # a second one
        ("Redis for sessions", 0),
    ],
)
def test_an_alias_as_an_endpoint(name: str, count: int, tmp_path: Path) -> None:
    further = f"  - {{id: further, kind: datastore, name: {name}, summary: Keeps., zone: cluster}}\nconnections:\n"
    assert of("alias-as-endpoint", tmp_path, MODEL.replace("connections:\n", further)) == ["endpoint-further"] * count


@pytest.mark.parametrize(
    ("name", "count"), [("web shop", 1), ("Web-Shops", 1), ("Webshop", 1), ("Webshop 2", 0), ("Mailing", 0)]
)
def test_similar_names(name: str, count: int, tmp_path: Path) -> None:
    further = f"  - {{id: further, kind: service, name: {name}, summary: Sells., zone: cluster}}\nconnections:\n"
    assert of("similar-names", tmp_path, MODEL.replace("connections:\n", further)) == ["endpoint-further"] * count


def rows(*ports: str) -> str:
    """Rows from the shop to the mailer with these ports."""
    return MODEL + "".join(
        f"  - {{number: {n}, source: shop, destination: mailer, protocol: http, ports: '{port}', data: For {n}.}}\n"
        for n, port in enumerate(ports, 1)
    )


@pytest.mark.parametrize(
    ("ports", "lacking"),
    [
        (["80*", "80*", "80"], ["connection-3"]),
        (["80*", "80"], ["connection-2"]),
        (["80*", "80", "80"], []),  # then the mark is the odd one out
        (["80*", "81"], []),
        (["80/81*", "80/81"], ["connection-2"]),
        (["N/A", "80*"], []),
        (["80*, 81*", "80*, 81"], ["connection-2"]),
        (["80*, 81", "80"], ["connection-2"]),
        (["81*, 80*", "80, 81"], ["connection-2"]),
        (["80*, 81", "80, 81*"], ["connection-1", "connection-2"]),
        (["80/81*", "81/80"], ["connection-2"]),
        (["80/81*", "80*, 81"], ["connection-2"]),
        (["80/81*", "82"], []),
        (["80-90*", "80"], []),
        (["80*, 81", "80*, 82"], []),
        (["80, 80*"], []),
        (["80, 81", "80*", "80, 82"], []),
    ],
)
def test_a_mark_that_the_siblings_have(ports: list[str], lacking: list[str], tmp_path: Path) -> None:
    assert of("missing-configurable-mark", tmp_path, rows(*ports)) == lacking


def test_the_edit_marks_the_port_that_lacks_it_and_no_other(tmp_path: Path) -> None:
    [finding] = found(tmp_path, rows("80*, 81, 7000-7010", "81, 80"), select=["missing-configurable-mark"])
    assert (finding.message, finding.fix) == (
        "says 81, 80; others to Mailer say 80* (1)",
        "write 81, 80*, or correct the others",
    )
    assert finding.edit is not None
    assert (finding.edit.text, finding.edit.safe) == ("'81, 80*'", False)


def test_all_marks_that_a_row_lacks_are_told_at_once(tmp_path: Path) -> None:
    [finding] = found(tmp_path, rows("80*, 81*", "80, 81"), select=["missing-configurable-mark"])
    assert finding.message == "says 80, 81; others to Mailer say 80*, 81* (1)"


def test_what_the_others_say_is_told_as_they_say_it(tmp_path: Path) -> None:
    [finding] = found(tmp_path, rows("9092/9093*", "9092*, 9093", "9092/9093*"), select=["missing-configurable-mark"])
    assert finding.message == "says 9092*, 9093; others to Mailer say 9092/9093* (1, 3)"
    assert finding.edit is not None
    assert finding.edit.text == "'9092*, 9093*'"


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        *(("80, 81", "81, 80", 1), ("80*", "80", 1), ("80/81", "81/80*", 1), ("80-90, 7", "7, 80-90", 1)),
        *(("80/81", "80, 81", 0), ("80-81", "80, 81", 0), ("80, 81", "80", 0), ("N/A", "N/A", 1), ("N/A", "80", 0)),
    ],
)
def test_the_same_ports_in_another_order_are_the_same(one: str, other: str, count: int, tmp_path: Path) -> None:
    text = rows(one, other).replace("For 2", "For 1")
    assert of("duplicate-connection", tmp_path, text) == ["connection-2"] * count


def test_the_same_data_but_for_case_and_full_stop_is_the_same(tmp_path: Path) -> None:
    text = row("data: New mail.") + row("data: new  mail").removeprefix(MODEL).replace("number: 1", "number: 2")
    assert said("duplicate-connection", tmp_path, text).startswith("says the same as connection-1; ")
    assert of("duplicate-connection", tmp_path, text.replace("ports: 443, data: new", "ports: 444, data: new")) == []


@pytest.mark.parametrize(
    ("ports", "count"),
    [
        *(("N/A", 0), ("443", 0), ("{unknown: ask the bank}", 0), ("{unknown: '', text: Not known}", 1), ("null", 1)),
        *(("{unknown: '?'}", 1), ("{unknown: TBD}", 1), ("{unknown: n/a}", 1), ("{unknown: no fixed one}", 0)),
    ],
)
def test_a_port_that_is_missing(ports: str, count: int, tmp_path: Path) -> None:
    text = row(f"source: shop, destination: mailer, protocol: https, ports: {ports}, data: Mails.")
    assert of("missing-port", tmp_path, text) == ["connection-1"] * count


@pytest.mark.parametrize(
    ("protocol", "encryption", "count"),
    [("http", "", 1), ("http", "none", 1), ("http", "TLS by the proxy", 0), ("https", "", 0), ("tcp", "", 0)],
)
def test_plain_http_that_leaves(protocol: str, encryption: str, count: int, tmp_path: Path) -> None:
    text = row(f"source: shop, destination: bank, protocol: {protocol}, ports: 443, encryption: '{encryption}'")
    assert of("plain-http-egress", tmp_path, text) == ["connection-1"] * count


@pytest.mark.parametrize(("name", "count"), [("HTTP/1.1", 1), ("HTTP 2", 1), ("h2c", 1), ("HTTP/3", 0), ("REST", 0)])
def test_plain_http_by_another_name_leaves_too(name: str, count: int, tmp_path: Path) -> None:
    text = row("source: shop, destination: bank, protocol: rest, ports: 80").replace(
        "connections:", f"protocols:\n  - {{id: rest, name: {name}}}\nconnections:"
    )
    assert of("plain-http-egress", tmp_path, text) == ["connection-1"] * count


def test_plain_http_that_is_said_to_leave(tmp_path: Path) -> None:
    text = row("source: bank, destination: bank, protocol: http, ports: 80, classification: Egress")
    assert of("plain-http-egress", tmp_path, text) == ["connection-1"]


def test_plain_http_within_the_cluster_may_be(tmp_path: Path) -> None:
    text = row("source: shop, destination: mailer, protocol: http, ports: 80")
    assert of("plain-http-egress", tmp_path, text) == []


@pytest.mark.parametrize(
    ("cluster", "internet", "crossing"),
    [("2", "1", ["connection-1"]), ("1", "2", ["connection-92"]), ("1", "1", []), ("2", "null", [])],
)
def test_trust(cluster: str, internet: str, crossing: list[str], tmp_path: Path) -> None:
    text = row("source: bank, destination: shop, protocol: https, ports: 443")
    text = text.replace("boundary: inside", f"boundary: inside, trust: {cluster}")
    text = text.replace("boundary: outside", f"boundary: outside, trust: {internet}")
    assert of("trust-crossing", tmp_path, text) == crossing


def test_trust_is_that_of_the_nearest_zone_that_declares_one(tmp_path: Path) -> None:
    text = row("source: bank, destination: shop, protocol: https, ports: 443")
    text = text.replace("boundary: outside}", "boundary: outside, trust: 1}\n  - {id: bay, name: Bay, parent: cluster}")
    text = text.replace("boundary: inside", "boundary: inside, trust: 2").replace(
        "Sells books., zone: cluster", "Sells books., zone: bay"
    )
    assert of("trust-crossing", tmp_path, text) == ["connection-1"]


@pytest.mark.parametrize(
    ("view", "empty"),
    [
        ("{kind: protocol, include: [kafka]}", ["view-protocol--kafka"]),
        ("{kind: zone, include: [internet]}", []),
        ("{id: v, kind: selection, include: [cache], exclude: [cache]}", ["view-v"]),
        ("{id: v, kind: matrix, include: [shop]}", ["view-v"]),
        ("{id: v, kind: matrix}", []),
    ],
)
def test_views_that_show_nothing(view: str, empty: list[str], tmp_path: Path) -> None:
    assert of("empty-view", tmp_path, MODEL + f"views:\n  - {view}\n") == empty


@pytest.mark.parametrize(("port", "count"), [("6379", 0), ("6380", 1), ("6379/6380", 0), ("6000-7000", 0), ("N/A", 0)])
def test_a_port_that_is_not_the_usual_one(port: str, count: int, tmp_path: Path) -> None:
    text = row(f"source: shop, destination: cache, protocol: redis, ports: {port}")
    assert of("unusual-port", tmp_path, text) == ["connection-1"] * count


def test_numbers_that_stand_twice_and_retired_ones_are_got_past(tmp_path: Path) -> None:
    retired = 'retired:\n  - {number: 92, since: "1", reason: Gone.}\n  - {number: 92, since: "2", reason: Gone.}\n'
    text = row("data: One.") + row("data: Two.").removeprefix(MODEL) + retired
    assert names(found(tmp_path, text)) == [
        ("retired-number", "connection-92"),
        ("duplicate-number", "connection-1"),
        ("retired-number", "retired-92"),
    ]


def test_other_problems_of_the_model_are_told_as_ever(tmp_path: Path) -> None:
    from diagramgen.errors import ContentError

    broken = project(tmp_path, row("data: x").replace("destination: mailer", "destination: mailre"))
    with pytest.raises(ContentError, match="'mailre' is not an endpoint"):
        broken.lint()


def test_an_alias_of_two_endpoints_is_an_error_of_the_model_here_too(tmp_path: Path) -> None:
    from diagramgen.errors import ContentError

    with pytest.raises(ContentError, match="'WS' also names the endpoint 'mailer'"):
        found(tmp_path, MODEL.replace("[Mail Service]", "[WS]"))


def test_rows_without_a_number_are_counted_from_the_next_free_one(tmp_path: Path) -> None:
    text = HEAD + ROWS + "".join(row(f"data: {d}").removeprefix(MODEL).replace("number: 1, ", "") for d in "ab")
    text += 'retired:\n  - {number: 95, since: "1", reason: Gone.}\n'
    findings = found(tmp_path, text, select=["missing-number"])
    assert [(f.object, f.fix) for f in findings] == [
        ("connection-unnumbered-1", "the next free number is 96"),
        ("connection-unnumbered-2", "the next free number is 97"),
    ]
