"""What people filled in, as the engine reads it: question, item, field, all in plain JSON values.

Shape: ``{question id: {item: {field id: value}}}``. The item is "" for a single answer, the row's own key for
rows, and the item's id for questions asked of each item. Values: texts, lists of texts, whole numbers (euros in
cents), decimals as text ("4.5"), dates as ISO text, and "yes", "no" or "unknown".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
Plain = Mapping[str, Mapping[str, Row]]
EMPTY: Row = {}


@dataclass(frozen=True)
class Answers:
    """Read-only answers of one dossier."""

    plain: Plain = field(default_factory=dict)

    def one(self, question: str, item: str = "") -> Row:
        """The fields of one answer; empty when nobody answered."""
        return self.plain.get(question, {}).get(item, EMPTY)

    def value(self, question: str, field_id: str = "answer", item: str = "") -> Any:
        """One value, or None."""
        return self.one(question, item).get(field_id)

    def text(self, question: str, field_id: str = "answer", item: str = "") -> str:
        value = self.value(question, field_id, item)
        return value if isinstance(value, str) else ""

    def many(self, question: str, field_id: str = "answer", item: str = "") -> tuple[str, ...]:
        """The texts of a list value; of a single text, just that one."""
        value = self.value(question, field_id, item)
        if isinstance(value, str):
            return (value,) if value else ()
        return tuple(value) if isinstance(value, (list, tuple)) else ()

    def rows(self, question: str) -> Mapping[str, Row]:
        """The rows of a question by their key, in the order they were added."""
        return self.plain.get(question, {})

    def has(self, question: str) -> bool:
        return any(any(is_filled(value) for value in row.values()) for row in self.rows(question).values())

    def __iter__(self) -> Iterator[tuple[str, str, Row]]:
        """(question, item, row) of everything that is there."""
        for question, items in self.plain.items():
            for item, row in items.items():
                yield question, item, row

    def with_row(self, question: str, item: str, row: Row) -> "Answers":
        """The same with one answer set; for trying out what would change."""
        return Answers({**self.plain, question: {**self.rows(question), item: row}})

    def without_row(self, question: str, item: str) -> "Answers":
        rows = {key: row for key, row in self.rows(question).items() if key != item}
        return Answers({**self.plain, question: rows})


def is_filled(value: object) -> bool:
    return value not in (None, "", [], ())


def as_date(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def as_number(value: object) -> Decimal:
    """A number from its plain form; zero when there is none."""
    return Decimal(str(value)) if isinstance(value, (int, str)) and value != "" else Decimal(0)
