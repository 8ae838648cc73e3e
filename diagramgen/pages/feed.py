"""A feed of changed pages, as RSS 2.0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

FEED = "feed.xml"
AT_MOST = 30
ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Item:
    """A page that changed."""

    title: str
    url: str
    changed: int
    """Seconds since 1970, UTC."""
    text: str = ""
    """What of it changed, in plain text."""


def feed(title: str, site: str, description: str, items: Iterable[Item]) -> bytes:
    """The newest items, as a file; `site` is the address of the site and ends with a slash."""
    newest = sorted(items, key=lambda item: (-item.changed, item.url))[:AT_MOST]
    register_namespace("atom", ATOM)
    rss = Element("rss", version="2.0")
    channel = SubElement(rss, "channel")
    _add(channel, "title", title)
    _add(channel, "link", site)
    _add(channel, "description", description or f"Changed pages of {title}")
    itself = {"href": site + FEED, "rel": "self", "type": "application/rss+xml"}
    SubElement(channel, f"{{{ATOM}}}link", itself)
    if newest:
        _add(channel, "lastBuildDate", _date(newest[0].changed))
    for item in newest:
        entry = SubElement(channel, "item")
        _add(entry, "title", item.title)
        _add(entry, "link", item.url)
        if item.text:
            _add(entry, "description", item.text)
        # A page that changes again is a new item, and the same change is one item in every build.
        SubElement(entry, "guid", isPermaLink="false").text = f"{item.url}#{item.changed}"
        _add(entry, "pubDate", _date(item.changed))
    indent(rss)
    return b"<?xml version='1.0' encoding='utf-8'?>\n" + tostring(rss, encoding="unicode").encode() + b"\n"


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = "".join(c for c in text if c in "\t\n" or c >= " ")


def _date(seconds: int) -> str:
    return format_datetime(datetime.fromtimestamp(seconds, UTC))
