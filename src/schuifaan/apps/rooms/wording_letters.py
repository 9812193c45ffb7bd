"""What a letter is made of, in words: the same on screen, in plain text and on paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# They turn the reading direction of whatever follows.
_TURNERS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
# Around a name that reads from right to left, so that the words beside it stay where they are.
_APART: Final = "\u2068{}\u2069"


@dataclass(frozen=True, slots=True)
class Block:
    """One of: a paragraph, a list, rows of a name and what belongs to it, or a link."""

    words: str = ""
    dots: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    # Under the rows, and weighing more.
    total: tuple[str, str] | None = None
    # What stands behind the names are amounts, one below the other.
    is_money: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A whole letter. Sections with nothing in them are left out."""

    subject: str
    greeting: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]


def section(heading: str, blocks: Sequence[Block]) -> Section | None:
    return Section(heading, tuple(blocks)) if blocks else None


def one_line(text: str) -> str:
    """What somebody typed, fit to stand in a line or a subject: nothing in it breaks or turns what is around it."""
    said = " ".join("".join(char for char in text if _is_said(char)).split())
    turned = any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in said)
    return _APART.format(said) if turned else said


def several_lines(text: str) -> str:
    lines = [one_line(line) for line in text.strip().splitlines()]
    return "\n".join(lines)


def _is_said(char: str) -> bool:
    return char.isspace() or (char not in _TURNERS and unicodedata.category(char) not in ("Cc", "Cs"))
