"""Tables: the header comes again on each page, no word is cut, no column is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

from diagramgen.book import markup
from diagramgen.book.columns import PADDING, SLACK, Cell, Part, Plan, plan
from diagramgen.book.html import Node
from diagramgen.book.inline import CODE_TAGS, says_nothing

TALL = 1200
"""A cell with more characters than this may go on on the next page."""
FEW, LITTLE = 6, 1500
"""A table with no more rows and characters than these stands on one page."""
MOST = 100
"""No cell covers more columns or rows."""


class Writer(Protocol):
    """Writes what stands in cells."""

    def narrowed(self, room: float, size: float | None = None, *, noted: bool = True) -> Self:
        """The same in a narrower place; not `noted` where no footnote can begin."""

    def anchors(self, node: Node) -> str:
        """The places that an element makes."""

    def line(self, children: Sequence[Node | str]) -> str:
        """The content of a paragraph."""

    def inside(self, children: Sequence[Node | str]) -> str:
        """Blocks."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell, and how many columns and rows it covers."""

    cell: Node
    wide: int
    high: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table; those of its header come first."""

    caption: Node | None
    header: int
    """How many rows are the header."""
    rows: tuple[Node, ...]


def read(node: Node) -> Table:
    """The rows of a table, wherever its source has them."""
    rows = [row for row in node.find("tr") if any(cell.tag in ("td", "th") for cell in row.elements)]
    heads = [row for part in node.find("thead") for row in part.find("tr")]
    if not heads and rows and all(cell.tag == "th" for cell in rows[0].elements):
        heads = rows[:1]
    first = [row for row in rows if any(row is head for head in heads)]
    rest = [row for row in rows if not any(row is head for head in heads)]
    captions = node.find("caption")
    return _without_screen(Table(captions[0] if captions else None, len(first), (*first, *rest)))


def _without_screen(table: Table) -> Table:
    """The table without columns that only a screen has a use for: of downloads, and of nothing else.

    A column that is empty on a screen too stays: somebody may want to write in it.
    """
    grid = _grid(table)
    gone: set[int] = set()
    for column in grid[0] if grid else ():
        slots = [row.get(column) for row in grid]
        cells = [slot.cell for slot in slots if slot is not None and (slot.wide, slot.high) == (1, 1)]
        body = cells[table.header :]
        if len(cells) == len(grid) and all(map(says_nothing, body)) and any(cell.text().strip() for cell in body):
            gone |= set(map(id, cells))
    if not gone:
        return table
    rows = [replace(row, children=[child for child in row.children if id(child) not in gone]) for row in table.rows]
    return replace(table, rows=tuple(rows))


def write(table: Table, blocks: Writer, upright: float, turned: float, footnote: str = "") -> tuple[Plan, list[str]]:
    """A table as blocks: one, or several where its columns do not fit beside each other.

    Its footnote stands above it, where it is on the page of the first rows.
    """
    grid = _grid(table)
    count = max((column + slot.wide for row in grid for column, slot in row.items()), default=0)
    needs: list[dict[int, Cell]] = [
        {column + more: _measured(slot) for column, slot in row.items() for more in range(slot.wide)} for row in grid
    ]
    found_plan = plan([[row.get(column, Cell(())) for column in range(count)] for row in needs], upright, turned)
    made = [_part(table, grid, part, found_plan.size, blocks) for part in found_plan.parts]
    said = [blocks.line(table.caption.children)] if table.caption is not None else []
    said += [markup.text(footnote)] if footnote else []
    if said:
        made.insert(0, f"#caption[{'#h(1fr);'.join(said)}]")
    return found_plan, made


def _grid(table: Table) -> list[dict[int, _Slot]]:
    """The cells of each row by their column, where cells may cover several columns and rows."""
    grid: list[dict[int, _Slot]] = []
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        end = table.header if number < table.header else len(table.rows)
        found: dict[int, _Slot] = {}
        column = 0
        for cell in row.elements:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in covered:
                column += 1
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), end - number)
            while any((number, column + place) in covered for place in range(wide)):
                wide -= 1  # something from above is in the way
            found[column] = _Slot(cell, wide, high)
            covered |= {(number + down, column + place) for down in range(high) for place in range(wide)}
            column += wide
        grid.append(found)
    return grid


def _part(table: Table, grid: Sequence[Mapping[int, _Slot]], part: Part, size: float, blocks: Writer) -> str:
    written = []
    covered: set[tuple[int, int]] = set()
    for number, (row, slots) in enumerate(zip(table.rows, grid, strict=True)):
        before = blocks.anchors(row)
        line = []
        for place, column in enumerate(part.columns):
            if (number, place) in covered:
                continue
            if column not in slots:
                line.append(f"[{before}]")
            else:
                slot = slots[column]
                wide = min(slot.wide, len(part.columns) - place)
                covered |= {(number + down, place + more) for down in range(slot.high) for more in range(wide)}
                inner = sum(part.widths[place : place + wide]) - 2 * PADDING - SLACK / 2
                slot = _Slot(slot.cell, wide, slot.high)
                line.append(
                    _cell(
                        slot,
                        blocks.narrowed(inner, size, noted=number >= table.header),
                        before,
                        is_head=number < table.header,
                    )
                )
            before = ""
        written.append(", ".join(line))
    head = f"table.header(repeat: true, {', '.join(filter(None, written[: table.header]))}), " if table.header else ""
    body = ",\n".join(filter(None, written[table.header :]))
    widths = ", ".join(map(markup.points, part.widths))
    headed = "true" if table.header else "false"
    little = len(table.rows) - table.header <= FEW and sum(len(row.text()) for row in table.rows) <= LITTLE
    breakable = "false" if little else "true"
    return f"#grid_table(({widths},), {markup.points(size)}, {headed}, {breakable}, {head}\n{body})"


def _cell(slot: _Slot, blocks: Writer, before: str, *, is_head: bool) -> str:
    cell = slot.cell
    content = before + blocks.anchors(cell) + blocks.inside(cell.children)
    if is_head or cell.tag == "th":
        content = markup.call("strong", content)
    arguments = [f"colspan: {slot.wide}"] if slot.wide > 1 else []
    arguments += [f"rowspan: {slot.high}"] if slot.high > 1 else []
    aligned = re.search(r"text-align:\s*(left|right|center)", cell.attributes.get("style", ""))
    stated = aligned[1] if aligned else cell.attributes.get("align", "")
    if stated in ("left", "right", "center"):
        arguments.append(f"align: {stated}")
    if len(cell.text()) < TALL:
        arguments.append("breakable: false")
    return f"table.cell({', '.join(arguments)})[{content}]" if arguments else f"[{content}]"


def _span(cell: Node, name: str) -> int:
    stated = cell.attributes.get(name, "")
    return max(1, min(int(stated), MOST)) if re.fullmatch("[0-9]{1,6}", stated) else 1


def _measured(slot: _Slot) -> Cell:
    cell = slot.cell
    lines: list[list[tuple[str, bool]]] = [[]]
    joined = False  # whether the next text continues the last word

    def walk(node: Node, code: bool) -> None:
        nonlocal joined
        for child in node.children:
            if isinstance(child, str):
                found = child.split()
                if not found:
                    joined = joined and not child
                    continue
                if joined and not child[:1].isspace() and lines[-1]:
                    last, was = lines[-1].pop()
                    found[0] = last + found[0]
                    code_ = was or code
                    lines[-1].append((found[0], code_))
                    found = found[1:]
                lines[-1].extend((word, code) for word in found)
                joined = not child[-1:].isspace()
            elif child.tag in ("br", "p", "li", "div", "pre"):
                lines.append([])
                joined = False
                walk(child, code)
            elif child.tag in ("svg", "img"):
                wide = child.attributes.get("width", "")
                lines[-1].append(("m" * max(1, round(float(wide) / 12)) if wide.isdigit() else "mm", False))
            elif "data-pages" in child.attributes:
                lines[-1].extend([("888,", False)] * min(5, len(child.attributes["data-pages"].split())))
            else:
                walk(child, code or child.tag in CODE_TAGS)

    walk(cell, False)
    return Cell(tuple(map(tuple, lines)), cell.tag == "th", slot.wide)
