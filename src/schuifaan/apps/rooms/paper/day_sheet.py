"""The day sheet on paper: one A4, to hang beside the door."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.places.naming import is_right_to_left, page_language
from schuifaan.apps.rooms.queries.day_sheet import DaySheet, KeyOut, SheetLine
from schuifaan.ui.paper.printing import compile_pdf
from schuifaan.ui.speech import spoken_day, spoken_period

TEMPLATE: Final = Path(__file__).with_name("day_sheet.typ")


def printed_day(sheet: DaySheet, *, now: datetime) -> bytes:
    return compile_pdf(TEMPLATE, sheet_data(sheet), at=now)


def sheet_data(sheet: DaySheet) -> dict[str, Any]:
    """What stands on it, in words."""
    language, day = page_language(), spoken_day(sheet.day)
    return {
        "title": _("%(place)s op %(day)s %(year)s")
        % {"place": sheet.place.name, "day": day, "year": sheet.day.year},
        "author": sheet.place.name,
        "about": _("Wie er komt, wat er klaarstaat en wie er opendoet."),
        "language": language,
        "right_to_left": is_right_to_left(language),
        "large": False,
        "landscape": False,
        "foot": _("Op dit blad staan telefoonnummers. Gooi het na vandaag in de papiervernietiger."),
        "page_words": _("bladzijde {page} van {pages}"),
        "place": sheet.place.name,
        "day": f"{day[:1].upper()}{day[1:]} {sheet.day.year}",
        "duty": [
            {"label": _("Open"), "name": sheet.opens},
            {"label": _("Dicht"), "name": sheet.closes},
        ],
        "head": [_("Tijd en ruimte"), _("Wie"), _("Klaarzetten"), _("Deur")],
        "lines": [_line(one) for one in sheet.lines],
        "empty": "" if sheet.lines else _("Vandaag is er niets in huis."),
        "keys_title": ngettext("Sleutel die weg is", "Sleutels die weg zijn", len(sheet.keys)),
        "keys": [_key(one) for one in sheet.keys],
    }


def _line(line: SheetLine) -> dict[str, Any]:
    ready = [
        line.set_up,
        _("koffie en thee") if line.coffee else "",
        *line.equipment,
        line.note,
    ]
    door = [
        _("nog iemand nodig die opent") if line.needs_opener else "",
        _("open: %(name)s") % {"name": line.opens} if line.opens else "",
        _("dicht: %(name)s") % {"name": line.closes} if line.closes else "",
        _("code %(code)s") % {"code": line.door_code} if line.door_code else "",
        *((_("heeft sleutel %(number)s") % {"number": number}) for number in line.keys),
        *line.ways,
    ]
    return {
        "hours": spoken_period(line.starts_at, line.ends_at).removesuffix(" uur"),
        "room": line.room,
        "who": line.who,
        "what": "" if line.what == line.who else line.what,
        "maybe": "" if line.is_sure else _("nog niet zeker"),
        "phone": line.phone,
        "ready": [one for one in ready if one],
        "door": [one for one in door if one],
        "needs": line.needs_opener,
    }


def _key(key: KeyOut) -> dict[str, Any]:
    said = {"number": key.number, "holder": key.holder}
    return {
        "words": _("%(number)s: %(holder)s") % said,
        "when": _("terug op %(day)s") % {"day": spoken_day(key.due_on)} if key.due_on else "",
        "late": _("te laat") if key.is_overdue else "",
    }
