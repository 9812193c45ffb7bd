"""One door for every diary: what is this file, and who has which room when."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from schuifaan.apps.places.importing.table import FileRefused
from schuifaan.apps.rooms.importing.diary_csv import read_csv_diary
from schuifaan.apps.rooms.importing.diary_ics import read_ics_diary
from schuifaan.apps.rooms.importing.entry import Diary
from schuifaan.core.calendars.components import begins_like_a_calendar

LARGEST: Final = 2 * 1024 * 1024
_NOT_TEXT: Final = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def read_diary(content: bytes, *, now: datetime) -> Diary:
    """Raises FileRefused, in words: too large, empty, or no diary at all."""
    if len(content) > LARGEST:
        raise FileRefused(_("Dit bestand is groter dan 2 MB. Deel het op, bijvoorbeeld per jaar."))
    if not content.strip():
        raise FileRefused(_("Dit bestand is leeg."))
    if content.startswith(_NOT_TEXT) or (b"\0" in content and not _is_known(content)):
        raise FileRefused(_("Dit is geen agenda. We lezen .ics-bestanden, en CSV uit een rekenblad."))
    if begins_like_a_calendar(content[:200]):
        return read_ics_diary(content, now=now)
    return read_csv_diary(content, now=now)


def _is_known(content: bytes) -> bool:
    """A spreadsheet or wide text: its own reader says what to do."""
    return content.startswith((*_WIDE, b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
