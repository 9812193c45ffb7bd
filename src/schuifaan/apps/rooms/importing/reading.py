"""One door for every diary: what is this file, and who has which room when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.columns import missing
from schuifaan.apps.rooms.importing.diary_ics import read_ics_diary
from schuifaan.apps.rooms.importing.diary_sheet import diary_of
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.apps.rooms.importing.guessing import guess
from schuifaan.apps.rooms.importing.sheet import Sheet, read_csv_sheet
from schuifaan.apps.rooms.importing.workbook import ZIPPED, read_workbook
from schuifaan.core.calendars.components import begins_like_a_calendar

LARGEST: Final = 5 * 1024 * 1024
_NOT_TEXT: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class DiaryFile:
    """What a file says, and for rows and columns also what they are and which we think is what."""

    diary: Diary
    sheet: Sheet | None = None
    columns: dict[int, str] = field(default_factory=dict)

    @property
    def is_doubtful(self) -> bool:
        """Somebody had better say which column is what: one is missing, or most rows say nothing that way."""
        read = len(self.diary.entries) + self.diary.over
        return self.sheet is not None and (bool(missing(self.columns)) or len(self.diary.unread) > read)


def read_file(content: bytes, *, now: datetime) -> DiaryFile:
    """Raises FileRefused, in words: too large, empty, or no diary at all."""
    if len(content) > LARGEST:
        raise FileRefused(_("Dit bestand is groter dan 5 MB. Deel het op, bijvoorbeeld per jaar."))
    if not content.strip():
        raise FileRefused(_("Dit bestand is leeg."))
    if content.startswith(_OLD_OFFICE):
        raise FileRefused(
            _("Dit is een oud Excel-bestand, of het heeft een wachtwoord. Bewaar het als .xlsx of als CSV.")
        )
    if content.startswith(ZIPPED):
        return _with_columns(read_workbook(content), now)
    if content.startswith(_NOT_TEXT) or (b"\0" in content and not content.startswith(_WIDE)):
        raise FileRefused(
            _("Dit is geen agenda. We lezen .ics-bestanden, en Excel (.xlsx) of CSV uit een rekenblad.")
        )
    if begins_like_a_calendar(content[:200]):
        return DiaryFile(read_ics_diary(content, now=now))
    return _with_columns(read_csv_sheet(content), now)


def read_diary(content: bytes, *, now: datetime) -> Diary:
    """As we understand it by ourselves."""
    return read_file(content, now=now).diary


def _with_columns(sheet: Sheet, now: datetime) -> DiaryFile:
    columns = guess(sheet)
    return DiaryFile(diary_of(sheet, columns, now=now), sheet, columns)
