"""Text of a model in Markdown of any flavour, outside of a site: it shows as it is."""

from __future__ import annotations

import re

UNHEARD = "\u200b"
"""A space without width."""
HEARD = re.compile(r"(?<!\w)@(?=\w)|#(?=\d)|(?<!\w)(?:[!$%&](?=\d)|~(?=\w))")
"""The signs by which GitHub and GitLab know a person, a ticket and the like; they look when Markdown is read."""


def unheard(text: str) -> str:
    """Text that names nobody and nothing to the service that shows it: `@all` in a comment would call everybody."""
    return HEARD.sub(lambda sign: sign[0] + UNHEARD, text)


def escape(text: str) -> str:
    """Text that shows as it is in a cell of a Markdown table."""
    special = _special(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if special:
        # A backslash where every Markdown takes one; an entity for what only some of them read as a mark.
        text = re.sub(r"([\\`*_{}\[\]()#+!-])", r"\\\1", text)
        text = re.sub(r"[~^=$:]", lambda mark: f"&#{ord(mark[0])};", text)
    return "<br>".join(text.replace("|", "&#124;").split("\n"))


def _special(text: str) -> bool:
    """Whether Markdown would read anything in it; plain sentences stay as they are."""
    return re.search(r"[\\`*_{}\[\]#!~^$]|==|\+\+|--|::|:\w+:|^\s*[-+]|://|www\.", text) is not None
