"""Any text comes out as it went in."""

from __future__ import annotations

import io
import unicodedata

import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from diagramgen.book import markup
from diagramgen.draw.fonts import font_folder
from diagramgen.layout.text import measurable
from tests.book.pdfread import packed

SPECIAL = st.sampled_from(
    [*list("\\\"'#$*_`@<>[](){}~-=+/&%^|.,;:! \n\t"), "#let", "//", "/*", "*/", "---", "https://x"]
)
TEXTS = st.lists(st.one_of(SPECIAL, st.text(max_size=5)), max_size=12).map("".join)


def compiled(body: str) -> bytes:
    source = f'#set page(width: 2000pt, height: auto)\n#set text(font: "Roboto")\n[{body}]'
    compiler = typst.Compiler(font_paths=[font_folder()], ignore_system_fonts=True)
    made = compiler.compile(source.encode(), format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text_compiles_and_is_read_back(text: str) -> None:
    # Marks that join another character, and what shows only where a line breaks, are read back in other ways.
    seen = "".join(character for character in text if unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf"))
    known = "".join(character for character in seen if measurable(character) or character in " \t\r\n")
    made = PdfReader(io.BytesIO(compiled(f"#[{markup.text(known)}]"))).pages[0].extract_text()
    assert packed(made) == packed(f"[{known}]")
    assert compiled(f"#[{markup.text(text)}]"), "whatever characters there are"


@given(TEXTS)
@settings(max_examples=20, deadline=None)
def test_any_name_is_a_label(name: str) -> None:
    body = f"{markup.mark('x' + name)}#link({markup.label('x' + name)})[go]"
    assert len(PdfReader(io.BytesIO(compiled(body))).pages[0]["/Annots"]) == 1  # type: ignore[arg-type]


def test_an_array_of_one_is_one() -> None:
    assert markup.array(["1"]) == "(1, )"
    assert markup.array([]) == "()"
