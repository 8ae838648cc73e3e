"""`diagramgen pdf`, and the book beside a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.pdfread import Pdf
from tests.command import Command, project
from tests.site import build, said, shop_project


@pytest.fixture
def diagramgen(tmp_path: Path, cache_dir: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    return Command(project(tmp_path, cache_dir), capsysbinary)


def test_the_command_writes_a_book_and_says_so(diagramgen: Command) -> None:
    done = diagramgen("pdf", "-o", "shop.pdf")
    assert (done.code, done.out) == (0, "")
    assert "shop.pdf is written" in done.err
    assert "Index of ports" in Pdf((diagramgen.folder / "shop.pdf").read_bytes()).pages[-1]


def test_a_book_is_named_after_the_model_and_replaces_itself_and_nothing_else(diagramgen: Command) -> None:
    done = diagramgen("pdf")
    (book,) = diagramgen.folder.glob("*.pdf")
    assert (done.code, book.name) == (0, "shop.pdf")
    assert "shop.pdf is written" in done.err
    first = book.read_bytes()
    assert diagramgen("pdf", "--paper", "a3").code == 0
    assert book.read_bytes() != first
    book.write_bytes(b"%PDF-1.7 of somebody else")
    done = diagramgen("pdf")
    assert done.code == 1
    assert "error: shop.pdf is in the way and was not made by diagramgen" in done.err
    assert "move it, or name another file with -o" in done.err
    assert book.read_bytes() == b"%PDF-1.7 of somebody else"
    assert diagramgen("pdf", "-o", "shop.pdf").code == 0, "the user named it"
    assert Pdf(book.read_bytes()).page_of("Index of ports") > 0


def test_wrong_calls(diagramgen: Command) -> None:
    assert diagramgen("pdf", "-o", "x.pdf", "--paper", "a9").code == 2
    done = diagramgen("pdf", "-o", "x.pdf", "--docs", "gone")
    assert (done.code, done.err.splitlines()[-2]) == (2, "error: there is no folder gone")


def test_wrong_pages_are_told_with_their_lines(diagramgen: Command) -> None:
    (diagramgen.folder / "docs").mkdir()
    (diagramgen.folder / "docs" / "a.md").write_text("# A\n\n![x](no.png)\n", encoding="utf-8")
    done = diagramgen("pdf", "-o", "x.pdf", "--docs", "docs")
    assert done.code == 1
    assert "error: docs/a.md:3: there is no image no.png" in done.err
    assert not (diagramgen.folder / "x.pdf").exists()


def test_build_puts_the_book_beside_the_pages(diagramgen: Command) -> None:
    with (diagramgen.folder / "diagramgen.toml").open("a") as file:
        file.write("book = true\n")
    assert diagramgen("build", "--out", "out").code == 0
    (book,) = (diagramgen.folder / "out").rglob("*.pdf")
    link = book.relative_to(diagramgen.folder / "out").as_posix()
    assert f"[Everything as one PDF]({link})" in (diagramgen.folder / "out" / "architecture.md").read_text(
        encoding="utf-8"
    )
    assert "Everything as one PDF" not in "".join(Pdf(book.read_bytes()).pages), "a book has no link to itself"
    assert book.name == "shop.pdf", "the name that `pdf` chooses too"
    again = diagramgen("build", "--out", "out")
    assert "0 files written" in again.err


@pytest.mark.slow
def test_a_site_has_the_book_and_a_link_that_leads_to_it(tmp_path: Path, cache_dir: Path) -> None:
    folder = shop_project(tmp_path, cache_dir)
    file = folder / "mkdocs.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("diagramgen]", "diagramgen: {book: true}]"), encoding="utf-8"
    )
    done = build(folder)
    assert done.returncode == 0, done.stderr
    assert [line for line in said(done) if "pdf" in line.lower()] == []
    (book,) = (folder / "site").rglob("*.pdf")
    page = (folder / "site" / "architecture" / "index.html").read_text(encoding="utf-8")
    assert f'href="../{book.relative_to(folder / "site").as_posix()}"' in page
    assert Pdf(book.read_bytes()).page_of("Stock Service") > 0
