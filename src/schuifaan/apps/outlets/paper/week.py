"""The programme of a week: of a place with its sites, or of all places and spots in a neighbourhood."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from babel.dates import format_date
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.models import Announcement
from schuifaan.apps.agenda.queries.finding import Criteria, matching
from schuifaan.apps.agenda.queries.items import Item, by_day, items
from schuifaan.apps.agenda.queries.scope import Scope, of_area, of_place
from schuifaan.apps.outlets.paper.hours import hours_of_week
from schuifaan.apps.outlets.paper.lines import is_from_the_right, line, plain, said
from schuifaan.apps.outlets.paper.made import Made
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.areas import Area
from schuifaan.ui.paper.printing import qr_drawing
from schuifaan.ui.speech import spoken_day

WEEK: Final = timedelta(days=7)
# Beyond this a sheet is a book; it then says so.
MOST: Final = 600


def of_a_place(place: Place, monday: date, made: Made) -> dict[str, Any]:
    found = _found(Criteria(monday, monday + WEEK, of_place(place.pk)), made)
    return _programme(
        name=place.name,
        found=found,
        since=monday,
        until=monday + WEEK,
        made=made,
        path=reverse("agenda:place", args=[place.slug]),
        own_place=place.pk,
        announcements=announcements(place, monday, monday + WEEK),
        hours=hours_of_week(place, monday, language=made.language),
    )


def of_a_month(place: Place, first: date, until: date, made: Made) -> dict[str, Any]:
    """The days of a month below each other: a calendar has no room for large letters."""
    return _programme(
        name=place.name,
        found=_found(Criteria(first, until, of_place(place.pk)), made),
        since=first,
        until=until,
        made=made,
        path=reverse("agenda:place", args=[place.slug]),
        own_place=place.pk,
        announcements=announcements(place, first, until),
        hours=[],
    )


def of_an_area(area: Area, monday: date, made: Made, *, around: bool = False) -> dict[str, Any]:
    scope: Scope = of_area(area, around=around)
    return _programme(
        name=_("%(area)s en de buurten eromheen") % {"area": area.name} if around else area.name,
        found=_found(Criteria(monday, monday + WEEK, scope), made),
        since=monday,
        until=monday + WEEK,
        made=made,
        path=reverse("agenda:neighbourhood", args=[area.code]),
        own_place=None,
        announcements=[],
        hours=[],
    )


def announcements(place: Place, since: date, until: date) -> list[str]:
    rows = Announcement.objects.filter(place=place, first_on__lt=until, last_on__gte=since)
    return list(rows.order_by("first_on", "id").values_list("text", flat=True)[:5])


def _found(criteria: Criteria, made: Made) -> list[Item]:
    rows = matching(criteria).order_by("starts_at", "pk")
    return items(rows[: MOST + 1], language=made.language)


def _programme(
    *, name: str, found: list[Item], since: date, until: date, made: Made, path: str, own_place: int | None,
    announcements: list[str], hours: list[dict[str, str]],
) -> dict[str, Any]:  # fmt: skip
    when = span_words(since, until - timedelta(days=1), made.language)
    return {
        **furniture(name, kicker=_("Programma van %(when)s") % {"when": when}, made=made, path=path),
        "announcements": [said(text, made.language) for text in announcements],
        "days": [
            {
                "name": _weekday(day.day, made.language),
                "date": _day_of_month(day.day, made.language),
                "items": [line(item, own_place=own_place, language=made.language) for item in day.items],
            }
            for day in by_day(found[:MOST])
        ],
        "empty": _nothing(own_place),
        "more": _("Er is nog meer te doen. Alles staat op internet.") if len(found) > MOST else "",
        "places": _places(found) if own_place is None else [],
        "places_title": _("Waar is het?"),
        "hours": hours,
        "hours_title": _("Wanneer is de deur open?"),
    }


def _places(found: list[Item]) -> list[dict[str, Any]]:
    """Where it all happens, once each."""
    addresses = {item.spot_name or item.place_name: item.address for item in found}
    return [
        {"name": plain(name), "address": plain(addresses[name])}
        for name in sorted(addresses, key=str.casefold)
    ]


def furniture(
    name: str, *, kicker: str, made: Made, path: str, landscape: bool = False, qr_text: str = ""
) -> dict[str, Any]:
    """Title, foot and QR code: what surrounds the content of every sheet."""
    address = settings.BASE_URL + path
    shown = plain(name)
    return {
        "title": f"{shown}: {kicker}",
        "author": shown,
        "about": kicker,
        "running": f"{shown} · {kicker}",
        "name": shown,
        "name_rtl": is_from_the_right(shown),
        "kicker": kicker,
        "language": made.language,
        "paper": made.sheet.size,
        "large": made.sheet.large,
        "landscape": landscape,
        "foot": _("Gemaakt op %(day)s. Op internet staat het steeds bijgewerkt.")
        % {"day": spoken_day(made.today)},
        "page_words": _("bladzijde {page} van {pages}"),
        "qr": qr_drawing(address),
        "qr_alt": _("QR-code naar %(address)s") % {"address": bare(address)},
        "qr_text": qr_text or _("Alles staat ook op internet"),
        "address": bare(address),
    }


def bare(address: str) -> str:
    """As people type it."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")


def span_words(first: date, last: date, language: str) -> str:
    """“23 t/m 29 november 2026”, “28 december 2026 t/m 3 januari 2027”."""
    locale = locale_of(language)
    whole = "d MMMM y"
    start = "d" if first.month == last.month else "d MMMM"
    return _("%(first)s t/m %(last)s") % {
        "first": format_date(first, start if first.year == last.year else whole, locale=locale),
        "last": format_date(last, whole, locale=locale),
    }


def month_words(first: date, language: str) -> str:
    return format_date(first, "MMMM y", locale=locale_of(language))


def _nothing(own_place: int | None) -> list[str]:
    if own_place is None:
        return [
            _("Deze week staat er niets op het programma."),
            _("Loop gerust eens binnen bij een plek in de buurt als die open is."),
        ]
    return [
        _("Deze week staat er niets op het programma."),
        _("Je kunt wel binnenlopen als we open zijn."),
    ]


def _weekday(day: date, language: str) -> str:
    return format_date(day, "EEEE", locale=locale_of(language))


def _day_of_month(day: date, language: str) -> str:
    return format_date(day, "d MMMM", locale=locale_of(language))


def locale_of(language: str) -> str:
    return "en_GB" if language == "en" else language
