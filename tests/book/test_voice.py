"""This project's own book: nothing of the model is lost on paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from diagramgen.book.build import bind
from diagramgen.book.ports import TITLE
from diagramgen.config import load_config
from diagramgen.graph import Graph
from diagramgen.pipeline import Project
from diagramgen.site import Book, Site
from diagramgen.table import row
from tests.book.pdfread import Pdf, packed
from tests.conftest import ROOT

A4, A3 = (595, 842), (842, 1191)


def table(pdf: Pdf) -> tuple[int, int]:
    """The pages of the main table: from its heading to the next one."""
    start = pdf.page_of("Connections table")
    return start, pdf.page_of("Configurable ports")


def test_nothing_is_left_out_without_a_word(voice_book: Book) -> None:
    assert voice_book.notes == ()


def test_the_same_bytes_each_time(voice_book: Book, voice_project: Project, voice_site: Site) -> None:
    assert bind(voice_project, voice_site).content == voice_book.content


def test_the_book_has_a_sane_size(voice_pdf: Pdf, voice: Graph) -> None:
    assert len(voice.endpoints) < len(voice_pdf.pages) < 200
    sizes = Counter(voice_pdf.sizes)
    assert set(sizes) == {A4, A3, A3[::-1]}
    assert sizes[A3] + sizes[A3[::-1]] == 2, "the two overviews, and they alone, need larger sheets"
    assert all(page.strip() for page in voice_pdf.pages), "no page is empty"


def test_the_title_page_says_what_it_is(voice_pdf: Pdf, voice: Graph) -> None:
    assert voice.architecture.title in voice_pdf.pages[0]
    assert "Version 1.0 2026-11-23" in voice_pdf.pages[0]
    assert "The online edition is authoritative" in voice_pdf.pages[0]
    assert "Voice Microservices · Version 1.0" in voice_pdf.pages[1], "the margin says it on every other page"
    assert voice_pdf.reader.metadata is not None
    assert voice_pdf.reader.metadata.title == voice.architecture.title
    assert str(voice_pdf.reader.metadata["/CreationDate"]).startswith("D:20261123")


def test_the_book_of_this_projects_site_is_about_voice(voice_project: Project, voice_site: Site) -> None:
    """The manual of diagramgen is on the site alone."""
    config = load_config(None, ROOT).model_copy(update={"cache_dir": voice_project.config.cache_dir})
    book = bind(replace(voice_project, config=config), voice_site)
    assert book.notes == ()
    pdf = Pdf(book.content)
    chapters = [title for depth, title, _ in pdf.outline if depth == 0]
    assert chapters == [
        "Architecture",
        "Services",
        "Ports to open",
        "Voice connectivity",
        "High-level architecture",
        "High availability and disaster recovery",
        TITLE,
    ]
    assert pdf.page_of("Architecture") < 4
    assert "Voice Microservices" in pdf.pages[0].splitlines()[0]


def test_every_page_has_its_number_and_the_notice(voice_pdf: Pdf) -> None:
    count = len(voice_pdf.pages)
    for number, page in enumerate(voice_pdf.pages[1:], 2):
        assert f"{number} / {count}" in page
        assert "online edition is authoritative" in page


def test_bookmarks_for_every_endpoint(voice_pdf: Pdf, voice: Graph) -> None:
    titles = [title for _, title, _ in voice_pdf.outline]
    for endpoint in voice.endpoints:
        assert titles.count(endpoint.name) >= 1
        assert endpoint.name in voice_pdf.pages[voice_pdf.page_of(endpoint.name)]
    assert titles[-2:] == [TITLE, "Without a number"]


def test_the_contents_name_the_pages(voice_pdf: Pdf, voice: Graph) -> None:
    contents = "".join(packed(page) for page in voice_pdf.pages[1 : voice_pdf.outline[0][2]])
    for endpoint in voice.endpoints:
        page = voice_pdf.page_of(endpoint.name) + 1
        assert packed(endpoint.name) in contents
        assert f".{page}" in contents.replace("\u2060", "")


def test_each_row_is_in_the_table_once_with_all_its_columns(voice_pdf: Pdf, voice: Graph) -> None:
    start, end = table(voice_pdf)
    text = "".join(packed(page) for page in voice_pdf.pages[start : end + 1])
    for connection in voice.connections:
        assert text.count(packed("".join(row(connection)))) == 1, connection.key


def test_what_is_for_the_screen_is_not_on_paper(voice_pdf: Pdf) -> None:
    for page in voice_pdf.pages[voice_pdf.page_of("Connections table") :]:
        for said in (
            "Download as CSV",
            "Skip the picture",
            "Open as a file",
            "Architecture · Services",
            "Services · Ports",
        ):
            assert said not in page


def test_contents_and_downloads_of_a_page_are_not_repeated_on_paper(voice_pdf: Pdf) -> None:
    assert "Contents" not in voice_pdf.pages[voice_pdf.page_of("Architecture")]
    boundaries = voice_pdf.pages[voice_pdf.page_of("Zone boundaries")]
    assert "Zone In Out" in boundaries
    assert "File" not in boundaries


def test_the_header_comes_again_on_each_page(voice_pdf: Pdf) -> None:
    start, end = table(voice_pdf)
    header = packed("Connection Source Destination Protocol Port Classification Data that travels on this connection")
    for page in voice_pdf.pages[start + 1 : end]:
        assert header in packed(page)


def test_rows_are_on_the_pages_of_both_ends(voice_pdf: Pdf, voice: Graph) -> None:
    pages = sorted(page for _, _, page in voice_pdf.outline)
    for endpoint in voice.endpoints:
        start = voice_pdf.page_of(endpoint.name)
        titles = {e.name for e in voice.endpoints} - {endpoint.name} | {"Voice connectivity"}
        end = min((page for _, title, page in voice_pdf.outline if title in titles and page > start), default=pages[-1])
        text = "".join(packed(page) for page in voice_pdf.pages[start:end])
        for connection in (*voice.incoming(endpoint.id), *voice.outgoing(endpoint.id)):
            assert packed("".join(row(connection))) in text, (endpoint.id, connection.key)


def test_every_link_leads_to_a_place_on_its_page(voice_pdf: Pdf) -> None:
    inner = [link for link in voice_pdf.links if link.target is not None]
    assert len(inner) > 1000
    for link in inner:
        assert link.target is not None
        assert 0 <= link.height <= voice_pdf.sizes[link.target][1]
    for link in voice_pdf.links:
        width, height = voice_pdf.sizes[link.page]
        left, low, right, high = link.box
        assert 0 <= left < right <= width
        assert 0 <= low < high <= height
    assert {link.url.partition(":")[0] for link in voice_pdf.links if link.target is None} <= {"http", "https"}


def test_numbers_on_the_pictures_lead_to_rows_and_back(voice_pdf: Pdf, voice: Graph) -> None:
    start, end = table(voice_pdf)
    (overview, repeated) = (n for n, size in enumerate(voice_pdf.sizes) if size != A4)
    for picture in (overview, repeated):
        rows = [link for link in voice_pdf.links if link.page == picture and start <= (link.target or 0) <= end]
        assert len(rows) == len(voice.connections)
    back = [link for link in voice_pdf.links if start <= link.page <= end and link.target == overview]
    assert len(back) >= len(voice.connections)
    assert len({link.height for link in back}) > len(voice.connections) // 2, "each to its own number"


def test_text_of_pictures_is_text(voice_pdf: Pdf, voice: Graph) -> None:
    overview = next(page for page, size in zip(voice_pdf.pages, voice_pdf.sizes, strict=True) if size != A4)
    for endpoint in voice.endpoints:
        assert packed(endpoint.name) in packed(overview)


def test_the_index_of_ports_is_sorted_and_leads_to_pages(voice_pdf: Pdf, voice: Graph) -> None:
    page = voice_pdf.page_of(TITLE)
    text = voice_pdf.pages[page]
    config = voice_pdf.page_of("Config Service") + 1
    assert "9100 HTTP Config Service 15, 22, 23, 26, 28, 32, 34, 35" in text
    assert f", {config} 9101 HTTP FrontEnd Service" in text
    order = [
        "80 HTTP",
        "443 HTTPS",
        "2060 TCP",
        "6379* Redis",
        "9092* Kafka",
        "12100 TCP",
        "Without a number",
        "N/A HTTP",
    ]
    places = [text.index(found) for found in order]
    assert places == sorted(places)
    assert "Not known (configured as trunk DN level in customer CME) SIP/TCP" in text
