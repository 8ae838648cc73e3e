"""What a model says about encryption and authentication: by a protocol's name, and in words."""

from __future__ import annotations

import re

from diagramgen.schema import Protocol

SECURE = re.compile(
    r"\b(D?TLS|STARTTLS|MTLS|SSL|HTTPS|HTTP[ /]?3|H[23]|WSS|SIPS|SRTP|LDAPS|FTPS|SFTP|SSH|SCP|AMQPS|MQTTS|IMAPS|POP3S"
    r"|SMTPS|DOH|DOT|DOQ|QUIC|IPSEC)\b",
    re.IGNORECASE,
)
"""Words in a protocol's name, application or transport that say that it encrypts."""
HTTP = re.compile(r"\bHTTP(?![A-Z])|\bH2C\b", re.IGNORECASE)
"""HTTP, with or without a version."""

NOTHING = frozenset(
    (
        *("", "no", "none", "nil", "null", "n/a", "na", "tbd", "tba", "tbc", "todo", "fixme", "no idea", "don't know"),
        *("unknown", "unknown yet", "not known", "not known yet", "not yet known", "unclear", "undefined"),
        *("unspecified", "not specified", "not defined", "not stated", "to be defined", "to be determined"),
        *("to be decided", "to be clarified", "to be confirmed", "to be done"),
    )
)
"""What people write where there is nothing to say."""

NO = r"none|no|not|never|without|n/?a|unknown|unclear|tb[acd]|todo|unprotected|unsecured|insecure"
OFF = r"(?:off|disabled|false)$"
UNENCRYPTED = re.compile(rf"(?:{NO}|unencrypted|(?:plain|clear)[ -]?text)\b|plain$|{OFF}", re.IGNORECASE)
UNAUTHENTICATED = re.compile(rf"(?:{NO}|unauthenticated|anonymous(?:ly)?)\b|{OFF}", re.IGNORECASE)
"""How a statement begins that denies; what follows is a reason, or what there is instead."""
ENCRYPTS = re.compile(rf"{SECURE.pattern}|\b(?:encrypt\w*|vpns?|tunnel\w*|wireguard|macsec|zrtp)\b", re.IGNORECASE)
AUTHENTICATES = re.compile(
    r"\b(?:mtls|mutual|\w*certificates?|\w*keys?|\w*tokens?|jwt|oauth2?|oidc|openid|saml|sso|kerberos|ntlm|ldaps?|radius"
    r"|\w*passwords?|passphrases?|secrets?|credentials?|hmac|signed|signatures?|basic|digest|scram|psk|iam|spiffe"
    r"|log-?ins?|sessions?|cookies?|allow[ -]?lists?|white-?lists?)\b",
    re.IGNORECASE,
)
"""What there may be instead."""
CLAUSE_END = re.compile(r"[,;:.()\u2013\u2014]|\s-+\s|\bbut\b", re.IGNORECASE)
WITHIN = re.compile(r"\b(?:in|inside|within|through|over|via)\b", re.IGNORECASE)
NOT_SO = re.compile(
    r"\b(?:no|not|never|without|cannot|nor|nothing|planned|plans?|will|later|soon|future|next|until|todo|Q[1-4])\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
"""What is denied, or is not so today."""


def encrypts(protocol: Protocol) -> bool:
    """Whether a protocol says of itself that it encrypts."""
    words = (protocol.id, protocol.name, protocol.application or "", protocol.transport)
    return any(SECURE.search(word) for word in words)


def is_plain_http(protocol: Protocol) -> bool:
    """Whether a protocol is HTTP, of whatever version, and does not say that it encrypts."""
    spoken = (protocol.name, protocol.application or "")
    return any(HTTP.search(word) for word in spoken) and not encrypts(protocol)


def says_something(text: str) -> bool:
    """Whether a text states a fact, and not that nobody knows."""
    return _bare(text) not in NOTHING


def states_encryption(text: str) -> bool:
    """Whether a connection is stated to be encrypted: `TLS 1.3`; not `none`, `unencrypted` or `no TLS`."""
    return _states(text, UNENCRYPTED, ENCRYPTS)


def states_authentication(text: str) -> bool:
    """Whether the source is stated to prove who it is: `OIDC`; not `none` or `anonymous`."""
    return _states(text, UNAUTHENTICATED, AUTHENTICATES)


def _states(text: str, denial: re.Pattern[str], means: re.Pattern[str]) -> bool:
    """A text that begins with a denial states something still if a further clause does: `no TLS, but a VPN`."""
    text = _bare(text)
    if text in NOTHING:
        return False
    if not denial.match(text):
        return True
    first, *others = CLAUSE_END.split(text)
    within = WITHIN.search(first)
    clauses = [first[within.end() :] if within and not NOT_SO.search(first) else "", *others]
    return any(means.search(clause) and not NOT_SO.search(clause) for clause in clauses)


def _bare(text: str) -> str:
    return re.sub(r"^\W+|\W+$", "", " ".join(text.split()).casefold())
