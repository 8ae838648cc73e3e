"""Parts of generated pages, and how they move."""

from __future__ import annotations

import re
from itertools import islice

from diagramgen.fences.section import moved, parts, prefixes
from diagramgen.pages.urls import Urls
from diagramgen.site import Site


def test_every_heading_of_every_page_is_a_part(voice_site: Site) -> None:
    found = {page.path: parts(page) for page in voice_site.pages}
    assert list(found["services/redis.md"]) == [
        "summary",
        "connections",
        "reached-on",
        "reaches",
        "incoming",
        "outgoing",
    ]
    assert {"summary", "how-to-read", "connection-types", "connections-table"} <= set(found["architecture.md"])
    for path, sections in found.items():
        for name, part in sections.items():
            assert part.text.strip(), (path, name)
            assert not part.text.startswith(("#", "---")), (path, name)
            assert "diagram-ways" not in part.text


def test_a_part_ends_where_the_next_heading_of_its_level_is(voice_site: Site) -> None:
    page = next(page for page in voice_site.pages if page.path == "architecture.md")
    sections = parts(page)
    assert "Connection types" in sections["how-to-read"].text
    assert "Tenant types" not in sections["connection-types"].text
    assert len(sections["connections-table"].rows) == 60


def test_links_of_a_part_lead_from_its_new_page(voice_site: Site) -> None:
    page = next(page for page in voice_site.pages if page.path == "services/redis.md")
    part = parts(page)["reached-on"]
    known = {"9": "own--connection-9"}
    text = moved(part, voice_site, "a/b/guide.md", Urls("file"), known, {})
    links = set(re.findall(r'href="([^"]+)"', text))
    assert "#own--connection-9" in links
    assert "../../architecture.html#connection-12" in links
    assert "../../services/tenant-service.html" in links
    assert all(link.startswith(("../../services/", "../../architecture.html#", "#own--")) for link in links)
    source = moved(part, voice_site, "guide.md", Urls("directory", "source", "reference"), {}, {})
    assert "reference/architecture.md#connection-9" in source


def test_markdown_links_of_a_part_name_sources(voice_site: Site) -> None:
    page = next(page for page in voice_site.pages if page.path == "services/index.md")
    text = moved(parts(page)["summary"], voice_site, "a/guide.md", Urls(), {}, {})
    assert "](../architecture.md)" in text


def test_ids_of_a_part_are_the_new_pages(voice_site: Site) -> None:
    page = next(page for page in voice_site.pages if page.path == "architecture.md")
    part = parts(page)["how-to-read"]
    assert {"connection-types", "tenant-types"} <= part.ids
    text = moved(type(part)(part.page, part.text, "guide--"), voice_site, "guide.md", Urls(), {}, {})
    assert "{ #guide--connection-types }" in text


def test_prefixes_come_from_the_path() -> None:
    assert list(islice(prefixes("ops/My guide.md", plain=False), 3)) == [
        "ops-my-guide--",
        "ops-my-guide--2--",
        "ops-my-guide--3--",
    ]
    assert next(prefixes("architecture.md", plain=True)) == ""
    assert next(prefixes("ü.md", plain=False)) == "page--"
