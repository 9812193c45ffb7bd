"""The calendar of a month on one wide sheet; in large letters the same as a list of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Final

from babel.dates import format_date
from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.queries.finding import Criteria, matching
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.apps.agenda.queries.scope import of_place
from schuifaan.apps.outlets.paper import asked, week
from schuifaan.apps.outlets.paper.lines import Said, said, title
from schuifaan.apps.outlets.paper.made import Made
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import holiday_name
from schuifaan.ui.speech import euros, spoken_time

DAYS: Final = 7
# Before the first and after the last day of the month.
_OUTSIDE: Final[dict[str, Any]] = {"day": "", "holiday": "", "items": []}


def printed_month(place: Place, first: date, made: Made) -> tuple[str, dict[str, Any]]:
    """The template and what goes on it."""
    until = asked.after(first)
    if made.sheet.large:
        return "week.typ", week.of_a_month(place, first, until, made)
    rows = matching(Criteria(first, until, of_place(place.pk))).order_by("starts_at", "pk")
    found = items(rows[: week.MOST], language=made.language)
    path = reverse("agenda:place_month", args=[place.slug, asked.month_name(first)])
    return "month.typ", {
        **week.furniture(
            place.name, kicker=week.month_words(first, made.language), made=made, path=path, landscape=True
        ),
        "weekdays": _weekdays(first, made.language),
        "weeks": list(_weeks(first, until, found, place.pk, made.language)),
        "legend": _("Staat er geen prijs bij? Dan is het gratis.") if found else "",
        "empty": "" if found else _("Deze maand staat er nog niets op het programma."),
        "announcements": [said(text, made.language) for text in week.announcements(place, first, until)],
    }


def _weekdays(day: date, language: str) -> list[str]:
    monday = asked.monday_of(day)
    locale = week.locale_of(language)
    return [format_date(monday + timedelta(days=number), "EEEE", locale=locale) for number in range(DAYS)]


def _weeks(
    first: date, until: date, found: list[Item], own_place: int, language: str
) -> Iterator[list[dict[str, Any]]]:
    by_day = {day: list(rows) for day, rows in groupby(found, key=lambda item: item.day)}
    monday = asked.monday_of(first)
    while monday < until:
        yield [
            _cell(day, by_day.get(day, []), own_place, language) if first <= day < until else _OUTSIDE
            for day in (monday + timedelta(days=number) for number in range(DAYS))
        ]
        monday += timedelta(days=DAYS)


def _cell(day: date, rows: list[Item], own_place: int, language: str) -> dict[str, Any]:
    return {
        "day": str(day.day),
        "holiday": holiday_name(day, language),
        "items": [_line(item, own_place, language) for item in rows],
    }


def _line(item: Item, own_place: int, language: str) -> dict[str, Any]:
    return {
        "time": "" if item.all_day else spoken_time(item.starts_at).removesuffix(" uur"),
        "title": title(item, language),
        "status": _status(item),
        "cancelled": item.is_cancelled,
        "more": _behind(item, own_place, language),
    }


def _status(item: Item) -> str:
    if item.is_cancelled:
        return _("gaat niet door")
    return _("verplaatst") if item.is_moved else ""


def _behind(item: Item, own_place: int, language: str) -> Said:
    """What it costs when it costs something, and where when that is elsewhere."""
    where = item.spot_name or (item.place_name if item.place_id != own_place else "")
    price = euros(item.cost_cents) if item.cost_cents and not item.is_cancelled else ""
    return said(", ".join(part for part in (price, where) if part), language)
