"""Where the declarations of a model in YAML or JSON stand."""

from __future__ import annotations

import json as json_format
import re

import yaml

from diagramgen.lint.rule import Exchange, Insert, Replace, TakeOut
from diagramgen.lint.span import Span, before_first, new_line, together, without_item, without_lines, without_row

PLAIN = re.compile(r"[A-Za-z][A-Za-z -]*[a-z]")
"""Text that needs no quotes and can't be taken for anything else; `yes` and the like are words of one case."""
WHOLE, NULL = "tag:yaml.org,2002:int", "tag:yaml.org,2002:null"
COMMENT = re.compile(r"(^|\s)#", re.MULTILINE)


def parse(text: str, *, json: bool) -> YamlSource | None:
    """The file's nodes; None if it can't be parsed as it stands."""
    if json and re.search("[\x85\u2028\u2029]", text):
        return None  # the loader reads these otherwise than the parser, and would count otherwise
    try:
        # JSON allows tabs between values, where YAML has its doubts; each place stays where it is.
        node = yaml.compose(text.replace("\t", " ") if json else text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return YamlSource(text, node, json=json) if isinstance(node, yaml.MappingNode) else None


class YamlSource:
    """The lists of a document, with the place of each item."""

    def __init__(self, text: str, root: yaml.MappingNode, *, json: bool) -> None:
        self.text = text
        self.json = json
        self.root = root
        self.lists: dict[str, tuple[yaml.Node, yaml.SequenceNode]] = {
            key.value: (key, value) for key, value in root.value if isinstance(value, yaml.SequenceNode)
        }

    def replace(self, line: int, kind: str, place: tuple[str, int] | None, change: Replace) -> Span | None:
        """The text of a key, if no anchor stands behind it."""
        del line, kind
        item = self._item(place)
        if not isinstance(item, yaml.MappingNode) or self._again(item):
            return None
        for key, value in item.value:
            if key.value == change.field and isinstance(value, yaml.ScalarNode) and value.value == change.before:
                start, end = value.start_mark.index, value.end_mark.index
                written = self.text[start:end]
                if "\n" in written or not self._is_plainly(written, value):
                    return None
                bare = value.tag == WHOLE and change.after.isdecimal()
                return Span(start, end, change.after if bare else _quoted(change.after, written[0]))
        return None

    def insert(self, line: int, kind: str, place: tuple[str, int] | None, change: Insert) -> Span | None:
        """A key in front of the others, or the value of one that is there with nothing behind it."""
        del line, kind
        item = self._item(place)
        if not isinstance(item, yaml.MappingNode) or not item.value or self._again(item):
            return None
        for key, value in item.value:
            if key.value == change.field:
                return self._filled(key, value, change.number)
        keys = [key.start_mark.index for key, _ in item.value]
        quote = '"' if self.json or self.text[keys[0]] == '"' else ""
        new = f"{quote}{change.field}{quote}: {change.number}"
        if item.flow_style:
            return before_first(self.text, keys, new)
        if item.start_mark.index != keys[0]:  # a tag, or a key in long form
            return None
        return Span(keys[0], keys[0], new + new_line(self.text, keys[0]))

    def exchange(self, line: int, kind: str, place: tuple[str, int] | None, change: Exchange) -> Span | None:
        """The values of two keys, or the name of one where the other is not there."""
        del line, kind
        item = self._item(place)
        if not isinstance(item, yaml.MappingNode) or self._again(item):
            return None
        given = {key.value: (key, value) for key, value in item.value}
        if not all(field in given for field in change.pairs[0]):
            return None
        pieces = []
        for pair in change.pairs:
            for field, other in (pair, pair[::-1]):
                if field not in given:
                    continue
                key, value = given[field]
                if not self._alone(key) or not self._alone(value):
                    return None
                if other in given:
                    text = self._written(given[other][1])
                    pieces.append(Span(value.start_mark.index, value.end_mark.index, text))
                else:
                    text = self._written(key).replace(field, other)
                    pieces.append(Span(key.start_mark.index, key.end_mark.index, text))
        return together(self.text, pieces)

    def _written(self, node: yaml.Node) -> str:
        return self.text[node.start_mark.index : node.end_mark.index]

    def _alone(self, node: yaml.Node) -> bool:
        """Whether a text stands there on one line and nothing else, neither a tag nor an anchor."""
        written = self._written(node)
        return isinstance(node, yaml.ScalarNode) and "\n" not in written and self._is_plainly(written, node)

    def _filled(self, key: yaml.Node, value: yaml.Node, number: int) -> Span | None:
        if not isinstance(value, yaml.ScalarNode) or value.tag != NULL:
            return None
        start, end = value.start_mark.index, value.end_mark.index
        if start < end:
            return Span(start, end, str(number)) if self.text[start:end] in ("null", "Null", "NULL", "~") else None
        colon = re.compile(r"\s*:").match(self.text, key.end_mark.index)
        return Span(colon.end(), colon.end(), f" {number}") if colon else None

    def take_out(self, line: int, kind: str, place: tuple[str, int] | None, count: int, change: TakeOut) -> Span | None:
        """An item of a list; of a list that would be empty, `[]` is left."""
        del line, kind
        item = self._item(place)
        if place is None or item is None or self._again(item):
            return None
        key, found = self.lists[place[0]]
        if len(found.value) != count:
            return None
        if change.comments:
            return self._with_comments(key, found, place[1])
        span = self._without(key, found, place[1])
        return span if span is not None and not COMMENT.search(self.text[span.start : span.end]) else None

    def obstacle(self, line: int, kind: str) -> str:
        """Why an item can't be taken out, in half a sentence."""
        del line, kind
        return "an anchor, an alias or a form out of the ordinary stands there"

    def _without(self, key: yaml.Node, found: yaml.SequenceNode, index: int) -> Span | None:
        items = [(item.start_mark.index, self.end(item)) for item in found.value]
        if found.flow_style:
            if self.json and 0 < index == len(items) - 1:  # a comma before the bracket is no JSON
                return Span(items[index - 1][1], items[index][1])
            return without_item(self.text, items, index)
        start, end = items[index]
        rest = re.compile(r"[ \t]*(?:\r?\n|\Z)").match(self.text, end)  # a comment behind it is not ours to drop
        if rest is None:
            return None
        if len(items) == 1:
            return Span(key.end_mark.index, end, ": []")
        line = self.text.rfind("\n", 0, start) + 1
        if not re.fullmatch(r"[ ]*-[ \t]+", self.text[line:start]):
            return None
        return Span(line, rest.end())

    def _with_comments(self, key: yaml.Node, found: yaml.SequenceNode, index: int) -> Span | None:
        """An item with its own comments."""
        if found.flow_style:
            items = [(item.start_mark.index, self.end(item)) for item in found.value]
            return without_row(self.text, items, index, self.inside(found), last_comma=not self.json)
        dash = self.dash(key, found, index)
        low = self.end(found.value[index - 1]) if index else key.end_mark.index
        gone = without_lines(self.text, dash, self.end(found.value[index]), low) if dash is not None else None
        if gone is None or len(found.value) > 1:
            return gone
        # The key's own line may have a comment, and so may the lines below it.
        colon = re.compile(r"\s*:").match(self.text, key.end_mark.index)
        return Span(colon.end(), gone.end, " []" + self.text[colon.end() : gone.start]) if colon else None

    def inside(self, node: yaml.CollectionNode) -> tuple[int, int]:
        """Where all between the brackets of a list or a mapping stands."""
        return node.start_mark.index + 1, node.end_mark.index - 1

    def dash(self, key: yaml.Node, found: yaml.SequenceNode, index: int) -> int | None:
        """Where the dash of an item stands, if nothing but a dash leads to it."""
        low = self.end(found.value[index - 1]) if index else key.end_mark.index
        start: int = found.value[index].start_mark.index
        gap = re.sub(r"#[^\r\n]*", lambda comment: " " * len(comment[0]), self.text[low:start])
        return low + gap.index("-") if re.fullmatch(r"\s*:?\s*-\s+", gap) else None

    def _item(self, place: tuple[str, int] | None) -> yaml.Node | None:
        if place is None or place[0] not in self.lists:
            return None
        items = self.lists[place[0]][1].value
        return items[place[1]] if place[1] < len(items) else None

    def _again(self, node: yaml.Node) -> bool:
        """Whether an anchor puts the node into several places."""
        times = sum(item is node for _, found in self.lists.values() for item in found.value)
        return times > 1 or self.text[node.start_mark.index : node.start_mark.index + 1] == "&"

    def _is_plainly(self, written: str, value: yaml.ScalarNode) -> bool:
        """Whether the text stands there and nothing else: no tag, no anchor."""
        return written == value.value or written[:1] in ("'", '"')

    def end(self, node: yaml.Node) -> int:
        """Where a node ends; the parser puts the end of a block behind the space that follows it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        end: int = node.end_mark.index
        return len(self.text[:end].rstrip()) if not self.text[:end].endswith(("'", '"', "]", "}")) else end


def _quoted(text: str, quote: str) -> str:
    if quote == "'" and "'" not in text:
        return f"'{text}'"
    if quote not in "'\"" and PLAIN.fullmatch(text):
        return text
    return json_format.dumps(text, ensure_ascii=False)
