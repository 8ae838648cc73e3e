"""Books that are made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diagramgen.book.build import bind
from diagramgen.config import Config
from diagramgen.pipeline import Project
from diagramgen.site import Book, Site
from tests.book.pdfread import Pdf

MODEL = """\
title: 'Shop "#1" $x$'
version: "2.1"
date: 2026-11-23
zones: [{id: in, name: Inside, boundary: inside}]
endpoints:
  - {id: shop, kind: service, name: 'Web *shop* #shop', zone: in, summary: 'A [link](index.md) and `code`.'}
  - {id: orders, kind: datastore, name: 'Ärger _ #let x = 1', zone: in}
  - {id: bank, kind: external, name: Bank}
connections:
  - {number: 1, source: shop, destination: orders, protocol: postgres, ports: '5432, 6000-6010*', data: '#data <b>'}
  - {number: 2, source: shop, destination: bank, protocol: https, ports: 443, data: LONG}
  - {number: 3, source: bank, destination: shop, protocol: https, ports: N/A}
  - {number: 4, source: bank, destination: shop, protocol: tcp, ports: {unknown: nobody knows}}
  - {number: 5, source: orders, destination: shop, protocol: tcp}
views:
  - {id: who, kind: matrix, title: Who and whom}
""".replace("LONG", "very" * 40)

Write = Callable[..., Project]


@pytest.fixture
def written(tmp_path: Path, cache_dir: Path) -> Write:
    """A project with this model and these files."""

    def write(files: dict[str, str | bytes], model: str = MODEL, **settings: object) -> Project:
        for path, content in {"model.yaml": model, **files}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        config = Config.model_validate({"cache_dir": str(cache_dir), **settings})
        return Project("model.yaml", config, tmp_path)

    return write


def made(project: Project, **options: str) -> Book:
    """Its book."""
    return bind(project, project.site(), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def voice_book(voice_project: Project, voice_site: Site) -> Book:
    """This project's own book."""
    return bind(voice_project, voice_site)


@pytest.fixture(scope="session")
def voice_pdf(voice_book: Book) -> Pdf:
    """The same, read back."""
    return Pdf(voice_book.content)
