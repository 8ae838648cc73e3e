"""What a protocol and a statement say about encryption and authentication."""

from __future__ import annotations

import pytest

from diagramgen.schema import Protocol
from diagramgen.schema.protocol import BUILT_IN, HTTP
from diagramgen.security import encrypts, is_plain_http, says_something, states_authentication, states_encryption

NOTHING = ["", " ", "-", "–", "…", "?", "no", "None.", "n/a", "TBD!", "(unknown)", "not known yet", "to be decided"]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_said(text: str) -> None:
    assert not says_something(text)
    assert not states_encryption(text)
    assert not states_authentication(text)


@pytest.mark.parametrize(
    "text",
    ["each site chooses it", "no fixed port", "not documented by the vendor", "ask the bank", "none is fixed", "NAT"],
)
def test_something_is_said(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "unencrypted",
            "plain",
            "Plain text",
            "cleartext",
            "clear-text",
            "none (internal network)",
            "no TLS",
            "not yet",
        ),
        *("None: TLS planned", "no TLS; TLS will come later", "unencrypted (TLS in Q3)", "none, TLS is not supported"),
        *(
            "Not encrypted with TLS",
            "not sent over TLS",
            "unencrypted, no VPN",
            "without TLS inside the network",
            "off",
        ),
    ],
)
def test_no_encryption(text: str) -> None:
    assert not states_encryption(text)


@pytest.mark.parametrize(
    "text",
    [
        *("TLS 1.3", "TLS by the proxy", "AES-256", "TLS, not verified", "TLS (no client certificate)", "mutual TLS"),
        *("no TLS, but a WireGuard tunnel", "none: IPsec between the sites", "not TLS but IPsec", "by the proxy"),
        *(
            "No plaintext: TLS 1.3 only",
            "plain text over TLS",
            "Unencrypted inside the VPN",
            "none (the tunnel encrypts)",
        ),
        *("Not needed: mutual TLS in the mesh", "plain HTTP in an IPsec tunnel", "Notary", "anonymous TLS", "STARTTLS"),
    ],
)
def test_encryption(text: str) -> None:
    assert states_encryption(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "anonymous",
            "Anonymous bind",
            "unauthenticated",
            "none (internal network)",
            "no password",
            "not yet",
            "none",
        ),
        *("none, over TLS", "anonymous; token planned", "anonymous sessions", "no token, no password", "disabled"),
    ],
)
def test_no_authentication(text: str) -> None:
    assert not states_authentication(text)


@pytest.mark.parametrize(
    "text",
    [
        *("OIDC", "PLAIN", "plaintext password", "SASL PLAIN over TLS", "public key", "API key", "Notarised tokens"),
        *("anonymous for GET, OIDC otherwise", "No passwords: certificates only", "not by password but by key"),
        *("none for reads, token for writes", "none; mutual TLS instead of a password"),
    ],
)
def test_authentication(text: str) -> None:
    assert states_authentication(text)


@pytest.mark.parametrize(
    "name", ["HTTP/1.1", "HTTP 2", "http2", "h2c", "HTTP/2", "HTTP_API", "REST over HTTP", "REST/HTTP 1.1", "HTTP-FLV"]
)
def test_http_by_another_name(name: str) -> None:
    assert is_plain_http(Protocol(id="rest", name=name))
    assert is_plain_http(Protocol(id="rest", name="REST", application=name))


@pytest.mark.parametrize(
    "name",
    ["HTTPS", "HTTP/3", "HTTP3", "HTTP over TLS", "HTTP/HTTPS", "HTTP (h2)", "httpd", "REST", "WebSocket", "gRPC"],
)
def test_what_is_no_plain_http(name: str) -> None:
    assert not is_plain_http(Protocol(id="rest", name=name))


def test_http_above_tls_is_not_plain() -> None:
    assert not is_plain_http(Protocol(id="rest", name="HTTP/1.1", transport="TLS"))
    assert encrypts(Protocol(id="quic", name="HTTP/3", transport="UDP"))


def test_one_usual_protocol_is_plain_http() -> None:
    assert [protocol for protocol in BUILT_IN if is_plain_http(protocol)] == [HTTP]
