"""What a document is made of: headings, texts, lists, tables, boxes and lines to write on, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Heading:
    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """One or more paragraphs; a new line begins the next."""

    kind: ClassVar[str] = "words"
    text: str
    tone: Literal["plain", "lead", "small"] = "plain"


@dataclass(frozen=True, slots=True)
class Bullet:
    """`note` stands below it in small: where it comes from."""

    kind: ClassVar[str] = "bullet"
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    kind: ClassVar[str] = "bullets"
    items: tuple[Bullet, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the page; empty cells stay empty, to write in. `row_height` in millimetres."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    row_height: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """Something that must not be missed: set apart by a thick line."""

    kind: ClassVar[str] = "box"
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on, the question above them."""

    kind: ClassVar[str] = "lines"
    count: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Squares to tick. `columns` of them beside each other."""

    kind: ClassVar[str] = "ticks"
    options: tuple[str, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class NewPage:
    kind: ClassVar[str] = "new_page"


Block = Heading | Words | Bullets | Table | Box | Lines | Ticks | NewPage


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: its title, the line above every page, the words at the foot, and what stands in it.

    `page_words` says which page this is, with {page} and {pages} in it. `large` is for who reads with effort.
    """

    title: str
    blocks: tuple[Block, ...]
    language: str
    author: str
    subtitle: str = ""
    about: str = ""
    foot: str = ""
    page_words: str = "{page} / {pages}"
    large: bool = False
    landscape: bool = False
    right_to_left: bool = False
    extra: Mapping[str, Any] | None = None  # what only this document's own template knows


def as_data(value: object) -> Any:
    """The same as plain JSON values; every block says its kind."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
        kind = getattr(value, "kind", None)
        return plain if kind is None else {"kind": kind, **plain}
    if isinstance(value, Mapping):
        return {str(key): as_data(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_data(one) for one in value]
    return value
