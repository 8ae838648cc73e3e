"""The docstrings of the rules → docs/rules.md.

A test compares the page with the rules; `pytest --accept tests/lint` or `python -m scripts.rules_page` writes it anew.
"""

from __future__ import annotations

from pathlib import Path

from diagramgen.catalog import RULES
from diagramgen.schema import Rule

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
HEAD = """\
# Rules

What `diagramgen lint` looks for. How to select rules, excuse a finding and write rules of your own is on the page
[Lint](lint.md). `diagramgen rules NAME` prints what stands here about a rule.

| Rule | Severity | Default | What it says |
|---|---|---|---|
"""


def page() -> str:
    """The whole page, made from the docstrings."""
    rows = (
        f"| [`{rule.name}`](#{rule.name}) | {rule.severity} | {'on' if rule.default else 'off'} | {rule.summary} |\n"
        for rule in RULES
    )
    return HEAD + "".join(rows) + "".join(map(_section, RULES))


def _section(rule: Rule) -> str:
    return f"\n## {rule.name}\n\n{rule.labelled}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
