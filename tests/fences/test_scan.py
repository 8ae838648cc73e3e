"""Which fences are ours, and where they stand."""

from __future__ import annotations

from textwrap import dedent

import pytest

from diagramgen.fences.scan import scan


def found(text: str) -> list[tuple[str, str, int, int, str]]:
    scanned = scan(text.splitlines())
    return [(fence.word, fence.body, fence.start, fence.end, fence.before) for fence in scanned.fences]


def test_a_fence_of_ours_has_its_body_and_its_lines() -> None:
    text = """\
        # Title

        ```diagram
        view: overview
        ```
        ~~~ connections
        ~~~
        ```{.section}
        service: redis

        section: reaches
        ```
        """
    assert found(dedent(text)) == [
        ("diagram", "view: overview", 2, 5, ""),
        ("connections", "", 5, 7, ""),
        ("section", "service: redis\n\nsection: reaches", 7, 12, ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "````\n```diagram\n```\n````\n",
        "~~~text\n```diagram\n```\n~~~\n",
        "<!--\n```diagram\n```\n-->\n",
        "Text.\n\n    ```diagram\n    ```\n",
        "    ```diagram\n    ```\n",
        "- item\n\n            ```diagram\n            ```\n",
        "```diagram\nview: overview\n",
        "```diagrams\n```\n",
        "```python\n```\n",
        "`diagram`\n",
        "```diagram``` is a word\n```\n",
        "- item\n\n    ```diagram\nview: overview\n    ```\n",
    ],
    ids=[
        "fence", "tildes", "comment", "code", "code-first", "code-in-list", "open", "other-word", "other-language",
        "inline", "inline-three", "left",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("above", "before"),
    [
        ("- item\n\n", "    "),
        ("1. item\n\n", "   "),
        ("10. item\n\n", "    "),
        ("!!! note\n", "    "),
        ('??? note "Title"\n    Text.\n\n', "    "),
        ('=== "Tab"\n\n', "    "),
        ('=== "Tab"\n\n    !!! note\n\n', "        "),
        ("/// note\n", "    "),
        ("[^1]:\n", "    "),
        ("Term\n\n:   Words.\n\n", "    "),
        ("Text.\n\n", "> "),
        ("Text.\n\n", "   "),
    ],
)
def test_what_holds_a_fence_may_indent_it(above: str, before: str) -> None:
    ((word, body, *_, got),) = found(f"{above}{before}```diagram\n{before}view: overview\n{before}```\n")
    assert (word, body, got) == ("diagram", "view: overview", before)


def test_a_comment_that_is_never_closed_is_text() -> None:
    assert len(found("<!-- open\n\n```diagram\n```\n")) == 1


def test_code_is_not_prose() -> None:
    lines = ["a", "```", "b", "```", "<!-- c -->", "", "    d", "", "- e", "", "    f"]
    assert scan(lines).prose == ("a", "", "", "", "", "", "", "", "- e", "", "    f")
