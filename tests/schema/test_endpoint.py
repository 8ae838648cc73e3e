"""Endpoints and their links."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from diagramgen.schema import Broker, DataStore, Endpoint, ExternalSystem, Kind, Link, Person, Service, Tenancy


@pytest.mark.parametrize(
    ("endpoint", "kind"),
    [
        (Service, Kind.SERVICE),
        (DataStore, Kind.DATASTORE),
        (Broker, Kind.BROKER),
        (ExternalSystem, Kind.EXTERNAL),
        (Person, Kind.PERSON),
    ],
)
def test_every_endpoint_has_a_kind(endpoint: type[Endpoint], kind: Kind) -> None:
    made = endpoint(id="a", name="A")
    assert made.kind is kind
    assert made.tenancy is Tenancy.UNKNOWN


def test_an_endpoint_without_a_kind_is_refused() -> None:
    with pytest.raises(ValidationError, match="use Service, DataStore, Broker, ExternalSystem or Person"):
        Endpoint(id="a", name="A")


def test_an_own_endpoint_takes_the_kind_of_its_base() -> None:
    class Gateway(Service):
        """A service of one's own."""

    class Thing(Endpoint):
        """An endpoint of no kind."""

    assert Gateway(id="a", name="A").kind is Kind.SERVICE
    with pytest.raises(ValidationError, match="an endpoint has a kind"):
        Thing(id="a", name="A")


@pytest.mark.parametrize("name", ["con", "a--b", "Redis", "", "a" * 101])
def test_an_endpoint_has_an_identifier(name: str) -> None:
    with pytest.raises(ValidationError, match=r"identifier|reserved|shorten"):
        Service(id=name, name="A")


@pytest.mark.parametrize("icon", ["redis", "onprem.Redis", "onprem.inmemory.Rediss", "../a.b.C", "os.path.join"])
def test_an_icon_is_one_of_those_that_we_can_draw(icon: str) -> None:
    with pytest.raises(ValidationError, match=r"not an icon; .*onprem\.inmemory\.Redis"):
        Service(id="a", name="A", icon=icon)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c&d=e#f",
        "HTTP://example.org",
        "mailto:team@example.org",
        "voice-connectivity.md",
        "../index.md#part",
        "/index.html",
        "#part",
        "a/b:c",
        "?a=1",
    ],
)
def test_addresses_that_may_stand_on_a_page(url: str) -> None:
    assert Link(title="A", url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,a",
        "vbscript:a",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "/\\example.org",
        "\\\\example.org",
        "\\example.org",
    ],
)
def test_addresses_that_could_run_or_leave_the_site_are_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="scheme that is not allowed; use http, https, mailto or a relative"):
        Link(title="A", url=url)


@pytest.mark.parametrize(
    "url", ["", " javascript:alert(1)", "java\nscript:alert(1)", "java\tscript:alert(1)", "a b", "\u00a0a"]
)
def test_an_address_has_no_space(url: str) -> None:
    with pytest.raises(ValidationError, match="is not an address"):
        Link(title="A", url=url)


def test_an_address_has_no_control_character() -> None:
    with pytest.raises(ValidationError, match=r"control character U\+0001"):
        Link(title="A", url="\x01javascript:alert(1)")
