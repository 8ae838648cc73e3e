"""Ports as data: what a connection's destination is reached on, printed back as it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diagramgen.schema.base import check_text

LOWEST, HIGHEST = 1, 65535

_PORT = "[0-9]{1,9}"
_ITEM = re.compile(rf"(?P<ports>{_PORT}(?:-{_PORT}|(?:/{_PORT})+)?)(?P<mark>\*?)")


@dataclass(frozen=True, slots=True)
class PortItem:
    """One part of a port specification.

    A single port, a range (`20000-45000`) or a choice (`9092/9093`: one of them), with the mark
    for "can be configured".
    """

    ranges: tuple[tuple[int, int], ...]
    """First and last port of each alternative; both are equal for a single port."""
    configurable: bool = False

    @property
    def choices(self) -> frozenset[tuple[int, int]]:
        """What it stands for: equal for the same ports in another order, with or without the mark."""
        return frozenset(self.ranges)

    def __str__(self) -> str:
        alternatives = "/".join(str(low) if low == high else f"{low}-{high}" for low, high in self.ranges)
        return alternatives + ("*" if self.configurable else "")


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of one connection, as its client sees them.

    `Ports.parse("8888, 8000")`, `Ports.not_applicable()` or `Ports.unknown("why")`; a connection
    also takes the text or a whole number. Grammar::

        spec = item (", " item)*            all of them are used
        item = port | port "-" port | port ("/" port)+      "/" means one of them
               each optionally followed by "*" (configurable)
    """

    text: str
    """What is printed: exactly what was written."""
    items: tuple[PortItem, ...] = ()
    """Empty where no port can be named."""
    reason: str = ""
    """Why the ports are unknown."""
    known: bool = True
    """Whether an answer is given; "not applicable" is one."""

    @classmethod
    def parse(cls, text: str) -> Ports:
        """Read a specification.

        Raises:
            ValueError: not in the grammar, or a port out of 1–65535; the message has a way out.
        """
        if text == "N/A":
            return cls.not_applicable()
        items = []
        for part in text.split(", "):
            found = _ITEM.fullmatch(part)
            if not found:
                raise ValueError(f"{text!r} is not a port specification; {_advice(text)}")
            pieces = re.split(r"[-/]", found["ports"])
            numbers = [_port(piece) for piece in pieces]
            if "-" in found["ports"]:
                low, high = numbers
                if low >= high:
                    way_out = f"write {high}-{low}" if low > high else f"write {low}"
                    raise ValueError(f"the range {found['ports']} does not rise; {way_out}")
                ranges: tuple[tuple[int, int], ...] = ((low, high),)
            else:
                ranges = tuple((number, number) for number in numbers)
            items.append(PortItem(ranges, found["mark"] == "*"))
        return cls(text, tuple(items))

    @classmethod
    def not_applicable(cls) -> Ports:
        """The connection has no port."""
        return cls("N/A")

    @classmethod
    def unknown(cls, reason: str = "", text: str = "") -> Ports:
        """The connection has a port and nobody could say which; `text` is printed as it stands."""
        return cls(text or (f"Unknown ({reason})" if reason else "Unknown"), reason=reason, known=False)

    @classmethod
    def of(cls, value: object) -> Ports | None:
        """What an author may write for ports → Ports; None stays None (not stated).

        Raises:
            ValueError: anything else.
        """
        if value is None:
            return None
        if isinstance(value, Ports):
            check_text(value.text + value.reason)
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return cls.parse(str(_port(str(value))))
        if isinstance(value, str):
            return cls.parse(value)
        raise ValueError(f"must be text or a whole number, not a {type(value).__name__}; {_advice('')}")

    @property
    def configurable(self) -> bool:
        """Whether any of the ports can be configured (marked `*`)."""
        return any(item.configurable for item in self.items)

    def __str__(self) -> str:
        return self.text


def _port(text: str) -> int:
    number = int(text)
    if text != str(number):
        raise ValueError(f"port {text} has leading zeros; write {number}")
    if not LOWEST <= number <= HIGHEST:
        raise ValueError(f"{number} is not a port; a port is {LOWEST}-{HIGHEST}")
    return number


def _is_right(text: str) -> bool:
    try:
        Ports.parse(text)
    except ValueError:
        return False
    return True


def _advice(text: str) -> str:
    """The nearest thing that would be right."""
    parts = [re.sub(r"\s*([-/*])\s*", r"\1", part.strip()) for part in re.split(r"[,;]|\band\b", text)]
    repaired = ", ".join(part for part in parts if part)
    if repaired != text and _is_right(repaired):
        return f"write {repaired!r}"
    if text.strip().lower() in ("na", "n/a", "none", "not applicable", "-"):
        return "write 'N/A' if the connection has no port"
    unknown = "or say that it is unknown and why: {unknown: …}, in Python Ports.unknown('…')"
    return f"write '6379', '8888, 8000', '9092/9093*', '20000-45000' or 'N/A', {unknown}"
