"""How an item is taken out of a list in brackets."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from diagramgen.lint.span import without_item

GAPS = st.sampled_from(["", " ", "\n", "\n    ", "\r\n  "])


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["a", "bb", "'c'"]), min_size=1, max_size=5),
    st.data(),
    GAPS,
    GAPS,
    st.booleans(),
)
def test_what_is_left_is_the_list_without_the_item(
    items: list[str], data: st.DataObject, before: str, between: str, last_comma: bool
) -> None:
    text, spans = "[" + before, []
    for place, item in enumerate(items):
        spans.append((len(text), len(text) + len(item)))
        text += item + ("," + between if place < len(items) - 1 else "," * last_comma)
    text += before + "]"
    index = data.draw(st.integers(0, len(items) - 1))

    span = without_item(text, spans, index)

    left = text[: span.start] + span.text + text[span.end :]
    namespace = {"a": "a", "bb": "bb"}
    words = [item.strip("'") for item in items]
    assert eval(left, namespace) == words[:index] + words[index + 1 :]
