"""A diary that is read in as its pages show it: the first rows while columns are chosen, later the lines, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.importing.entry import Diary, Entry, Unread
from schuifaan.apps.rooms.importing.sheet import Sheet
from schuifaan.apps.rooms.queries.diary import DryRun, Line, What
from schuifaan.apps.rooms.queries.diary_clashes import Shown, other_rooms, shown
from schuifaan.apps.rooms.wording import when

PREVIEWED: Final = 5
ON_A_PAGE: Final = 50
# What a page may show of a dry run, as its address says it.
CLASHES: Final = "botst"
UNREAD: Final = "onleesbaar"
_KINDS: Final[dict[str, What]] = {"nieuw": "new", "bekend": "known", "niet-mee": "left"}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it would be understood, or why it is not."""

    number: int
    entry: Entry | None = None
    when: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    rows: tuple[PreviewRow, ...]
    read: int
    unread: int


def preview(sheet: Sheet, diary: Diary, *, today: date) -> Preview:
    """The first rows that are coming, or could not be read."""
    entries = {one.row: one for one in diary.entries}
    refused = {one.row: one for one in diary.unread}
    told = [number for number, _cells in sheet.rows if number in entries or number in refused]
    rows = tuple(_row(number, entries.get(number), refused.get(number), today) for number in told[:PREVIEWED])
    return Preview(rows, read=len(diary.entries) + diary.over, unread=len(diary.unread))


def _row(number: int, entry: Entry | None, refused: Unread | None, today: date) -> PreviewRow:
    if entry is not None:
        return PreviewRow(number, entry, when(*entry.periods[0], today=today))
    return PreviewRow(number, reason=refused.reason if refused else "")


@dataclass(frozen=True, slots=True)
class Part:
    """Something of a dry run that can be looked at: `name` in the address, and how many it is."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DiaryPage:
    """One page of one part. `undecided` counts the clashes in all of it."""

    part: str
    parts: tuple[Part, ...]
    lines: tuple[Shown, ...]
    unread: tuple[Unread, ...]
    number: int
    pages: int
    undecided: int
    new: int

    @property
    def next(self) -> int:
        return self.number + 1 if self.number < self.pages else 0

    @property
    def before(self) -> str:
        return self._address(self.number - 1)

    @property
    def onward(self) -> str:
        return self._address(self.next)

    def _address(self, number: int) -> str:
        return f"?toon={self.part}&pagina={number}" if number else ""


def diary_page(place: Place, found: DryRun, *, shown: str, page: str, today: date) -> DiaryPage:
    """What cannot be shown shows what asks for a choice, else what is new."""
    lines: dict[str, Sequence[Line]] = {
        CLASHES: [one for one in found.lines if _is_clash(one)],
        **{name: found.of(what) for name, what in _KINDS.items()},
    }
    counts = {name: len(some) for name, some in lines.items()} | {UNREAD: len(found.diary.unread)}
    undecided = len(found.of("clash"))
    part = shown if counts.get(shown) else _first_of(counts)
    pages = max(1, -(-counts.get(part, 0) // ON_A_PAGE))
    number = min(int(page), pages) if page.isdecimal() and page.isascii() and 0 < len(page) < 6 else 1  # noqa: PLR2004 - no page has such a number
    number = max(number, 1)
    cut = slice((number - 1) * ON_A_PAGE, number * ON_A_PAGE)
    return DiaryPage(
        part=part, parts=tuple(Part(name, count) for name, count in counts.items() if count),
        lines=_in_words(place, found, lines.get(part, ())[cut], part, today),
        unread=found.diary.unread[cut] if part == UNREAD else (), number=number, pages=pages,
        undecided=undecided, new=counts["nieuw"],
    )  # fmt: skip


def _first_of(counts: dict[str, int]) -> str:
    return next((name for name in (CLASHES, "nieuw", UNREAD, "bekend", "niet-mee") if counts[name]), "nieuw")


def _is_clash(line: Line) -> bool:
    """Or was one, until somebody decided about it."""
    return line.what in {"clash", "out", "later"} or bool(line.decision)


def _in_words(
    place: Place, found: DryRun, lines: Sequence[Line], part: str, today: date
) -> tuple[Shown, ...]:
    others = other_rooms(place, found, lines) if part == CLASHES and lines else None
    return tuple(shown(lines, today=today, others=others))
