"""Text of a model on a page: it shows as it is, whatever stands in it.

Tables and lists of facts are HTML blocks, which Markdown leaves alone; headings and links are
Markdown; a summary is Markdown that an author wrote.
"""

from __future__ import annotations

import html
import json
import re

from markupsafe import Markup

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!])")
_ENTITY = {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
    "|": "&#124;",
    "~": "&#126;",
    "^": "&#94;",
    "=": "&#61;",
    ":": "&#58;",
    "$": "&#36;",
}
_LINK = re.compile(r"(\]\(\s*<?)([^)\s>]+)")
_OPEN_LINK = re.compile(r"\]\((\s*<?[^)\s]*)$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)


def text(value: object) -> Markup:
    """Plain text inside of HTML. Braces are escaped too: other plugins read templates in pages."""
    if isinstance(value, Markup):
        return value
    escaped = html.escape(str(value)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup("<br>".join(escaped.splitlines()))  # noqa: S704


def markdown_text(value: str) -> Markup:
    """Plain text inside of Markdown."""
    entities = "".join(_ENTITY.get(character, character) for character in " ".join(value.split()))
    # The entities' own characters (& # ;) must stay: escape around them.
    parts = re.split(r"(&#?\w+;)", entities)
    return Markup("".join(part if part.startswith("&") else _SPECIAL.sub(r"\\\1", part) for part in parts))  # noqa: S704


def author_markdown(value: str, up: str = "") -> Markup:
    """Markdown that an author wrote: HTML in it is shown, not run, and relative links start at the root.

    `up` leads from the page to the root of the documentation (`../` on an endpoint's page).
    """
    pieces, end = [], 0
    for found in _CODE.finditer(value):
        # A target of a link that goes on in code would be read as one address: there is no such link.
        before = _OPEN_LINK.sub(r"]&#40;\1", value[end : found.start()])
        pieces += [_outside_code(before, up), _code(found[0], found[2])]
        end = found.end()
    return Markup("".join([*pieces, _outside_code(value[end:], up)]))  # noqa: S704


def _code(written: str, content: str) -> str:
    """Code as it is written; as HTML with its text escaped where Markdown might not take it for code."""
    if not re.search(r"[<>&{}\[\]]", content):
        return written
    if written.startswith("```") and "\n" in content:
        lines = html.escape(content.partition("\n")[2].rstrip()).replace("{", "&#123;").replace("}", "&#125;")
        return f"\n\n<pre><code>{lines}</code></pre>\n\n"
    return f"<code>{markdown_text(content)}</code>"


def _outside_code(piece: str, up: str) -> str:
    piece = re.sub(r"<(?!https?://[^\s<>]+>|mailto:[\w.+-]+@[\w.-]+>)", "&lt;", piece)
    # Braces carry attributes, and a link that is defined elsewhere escapes the check of its address.
    piece = piece.replace("{", "&#123;").replace("}", "&#125;").replace("]:", "]&#58;")
    return _LINK.sub(lambda found: found[1] + _safe_link(found[2], up), piece)


def _safe_link(url: str, up: str) -> str:
    # A browser skips control characters, also those that are written as entities.
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.\-]*):", re.sub(r"[\x00-\x20]", "", html.unescape(url)))
    if scheme:
        return url if scheme[1].lower() in ("http", "https", "mailto") else "#"
    return url if url.startswith(("/", "#")) else up + url


def front_matter_text(value: str) -> Markup:
    """A string of the page's head: YAML outside, HTML inside, because themes print it as it is."""
    return Markup(json.dumps(html.escape(" ".join(value.split())), ensure_ascii=False))  # noqa: S704
