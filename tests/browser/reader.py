"""What a reader sees and does on a page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Locator, Page

Open = Callable[..., Page]
"""Opens a page of the site: its path, the window's width and height, and what else the browser is to be."""
Serve = Callable[..., AbstractContextManager[str]]
"""Serves a folder, with the content security policy for each path, and says where."""

LIT = """() => ({
    badges: [...document.querySelectorAll('.diagram .badge.lit')].map(found => found.dataset.connection),
    nodes: [...document.querySelectorAll('.diagram .node.lit')].map(found => found.dataset.id),
    lines: [...document.querySelectorAll('.diagram .line.lit')].map(found => found.dataset.connections),
    rows: [...document.querySelectorAll('tr.lit')].map(found => found.id),
    dim: document.querySelectorAll('.diagram.dim').length > 0,
})"""

ANSWERED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"

IN_SIGHT = """element => {
    const box = element.getBoundingClientRect()
    const docked = document.querySelector('.diagram-docked')
    const above = docked && !docked.contains(element) ? docked : document.querySelector('.md-header')
    const top = above?.getBoundingClientRect().bottom ?? 0
    return box.height > 0 && box.top >= top - 1 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
}"""
"""Whether an element lies in the window, and nothing that stays at its top covers it."""


def calm(page: Page) -> None:
    """Wait until the page has answered what was done to it.

    An address changes before the page is told so, and a window before it is laid out anew: on a slow machine a reader
    that looks at once sees the page of before. Two frames and a turn of the page's own clock come after all of that.
    """
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
    )


def at_rest(page: Page) -> None:
    """Wait until nothing moves: what the page puts off, and what it fades, takes at most a quarter of a second.

    The page's own clock runs what was put off earlier before this, however slow the machine is.
    """
    page.evaluate("() => new Promise(done => setTimeout(done, 350))")
    calm(page)


def arrived(page: Page, fragment: str) -> None:
    """Wait until the address names a place, and the page shows it."""
    page.wait_for_function("fragment => location.hash === fragment", arg=fragment)
    calm(page)


def lit(page: Page) -> dict[str, set[str]]:
    """What is lit, in pictures that are shown and in tables."""
    calm(page)
    found = page.evaluate(LIT)
    return {name: set(found[name]) for name in ("badges", "nodes", "lines", "rows")}


def dimmed(page: Page) -> bool:
    """Whether a picture fades what is not lit."""
    calm(page)
    return bool(page.evaluate(LIT)["dim"])


def ready(page: Page) -> Page:
    """The page, when the script has done its work."""
    page.wait_for_function("document.readyState === 'complete' && document.querySelector('.diagram-sort')")
    page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 60)))")
    calm(page)
    return page


def in_sight(element: Locator) -> bool:
    """Whether a reader sees the whole element, at the latest when scrolling has come to its end."""
    for _ in range(40):
        if element.evaluate(IN_SIGHT):
            return True
        at_rest(element.page)
    return False


def numbers(page: Page, table: str = "connections") -> list[str]:
    """The first column of the rows that a table shows."""
    calm(page)
    rows = page.locator(f"[data-table={table}] tbody tr:visible td:first-child a:not(.diagram-finding)")
    return [text.strip() for text in rows.all_inner_texts()]


def query(page: Page) -> str:
    """The query of the address, when the last change has come there."""
    at_rest(page)
    return str(page.evaluate("location.search"))


CARDS = """() => [...document.querySelectorAll('.diagram-cards')].map(box => {
    const heads = [...box.querySelectorAll('th')].map(head => head.textContent.trim())
    const labels = [...box.querySelectorAll('tbody tr')].map(row => [...row.cells].map(
        cell => cell.colSpan > 1 ? 'said' : getComputedStyle(cell, '::before').content.slice(1, -1)))
    const tops = [...box.querySelectorAll('tbody tr')].map(row => [...row.cells]
        .filter(cell => cell.checkVisibility()).map(cell => cell.getBoundingClientRect().top))
    return {
        wrong: labels.flatMap(row => row.filter((label, place) => label !== 'said' && label !== heads[place])),
        beside: tops.filter(row => row.some((top, place) => top <= row[place - 1])).length,
        wider: Math.max(box.scrollWidth, box.querySelector('table').offsetWidth) - box.clientWidth,
        cards: labels.length,
    }
})"""


def cards(page: Page) -> int:
    """How many rows are cards: each cell below the one before, with the name of its column, and none too wide."""
    found = page.evaluate(CARDS)
    assert [(box["wrong"], box["beside"]) for box in found] == [([], 0)] * len(found)
    assert all(box["wider"] <= 1 for box in found)
    return sum(box["cards"] for box in found)
