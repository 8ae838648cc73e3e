"""A merge that is not done is told as such, in every kind of file."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagramgen.errors import ContentError
from diagramgen.load import load
from diagramgen.load.conflict import MERGE_ADVICE, UNMERGED, conflict

MARKS = "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n" + MARKS.format("b", "c"), 2),
        (("a\n" + MARKS.format("b", "c")).replace("\n", "\r\n"), 2),
        ("<<<<<<<\na\n=======\nb\n>>>>>>>\n", 1),
        ("a\n=======\n", None),
        (">>>>>>> a\n=======\n<<<<<<< b\n", None),
        ("", None),
    ],
)
def test_where_the_marks_begin(text: str, line: int | None) -> None:
    assert conflict(text) == line


@pytest.mark.parametrize("name", ["model.yaml", "model.json", "model.py"])
def test_a_model_with_marks_is_told_with_the_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("title = 1\n\n" + MARKS.format("a: 1", "b: 2"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load(name, tmp_path)
    assert str(caught.value) == f"{name}:3: {UNMERGED}\n    {MERGE_ADVICE}"
