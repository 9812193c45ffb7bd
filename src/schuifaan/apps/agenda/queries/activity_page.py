"""All that the page of one activity is made of, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext

from schuifaan.apps.agenda.enums import ActivityStatus, OrganiserKind, Professional
from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.agenda.queries.finding import read_cursor, write_cursor
from schuifaan.apps.agenda.queries.items import TEXTS, Item, items, language_of, text_of
from schuifaan.apps.agenda.queries.roadshows import Stop, stops, travels
from schuifaan.apps.agenda.wording import price_words, when_words
from schuifaan.apps.places.enums import PlaceStatus
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import in_a_row, is_right_to_left, language_name, own_language_name
from schuifaan.apps.places.queries.page_model import LanguageChoice
from schuifaan.apps.places.wording import Said
from schuifaan.core.timeline.wallclock import to_wall

NEXT_DATES: Final = 8
ALL_DATES: Final = 100


@dataclass(frozen=True)
class ActivityPage:
    """`items` are the times to come; `when` says in words how often. Of one that travels, `stops` say where.

    `texts` are in the language asked for where somebody wrote them, and else say which language they are in.
    """

    activity: Activity
    place: Place
    language: str
    asked_language: str
    today: date
    texts: Mapping[str, Said]
    text_languages: tuple[LanguageChoice, ...]
    items: tuple[Item, ...]
    when: tuple[str, ...]
    stops: tuple[Stop, ...]
    shows_all: bool
    has_more: bool
    next_cursor: str

    @property
    def title(self) -> Said:
        return self.texts["title"]

    @property
    def price(self) -> str:
        return price_words(self.activity.cost_cents)

    @property
    def fallback_words(self) -> str:
        """Say "Deze tekst is er alleen in het Nederlands", where it is not in the language asked for."""
        if not self.title.is_fallback:
            return ""
        shown = language_name(self.title.language, self.language)
        if len(self.text_languages) <= 1:
            return gettext("Deze tekst is er alleen in het %(language)s.") % {"language": shown}
        return gettext("Deze tekst is er niet in het %(asked)s. Je leest hem in het %(language)s.") % {
            "asked": language_name(self.asked_language, self.language),
            "language": shown,
        }

    @property
    def spoken(self) -> str:
        names = [language_name(code, self.language) for code in self.activity.languages]
        return in_a_row(names)

    @property
    def has_professional(self) -> bool:
        return self.activity.professional == Professional.PRESENT

    @property
    def is_without_professionals(self) -> bool:
        return self.activity.professional == Professional.DELIBERATELY_NOT

    @property
    def organiser(self) -> str:
        if self.activity.organiser_kind == OrganiserKind.PLACE:
            return self.place.name
        return self.activity.organiser_name

    @property
    def is_of_the_place(self) -> bool:
        return self.activity.organiser_kind == OrganiserKind.PLACE

    @property
    def where(self) -> Stop | None:
        """Of one that does not travel."""
        return self.stops[0] if len(self.stops) == 1 else None

    @property
    def is_roadshow(self) -> bool:
        return len(self.stops) > 1


def activity_page(
    slug: str,
    *,
    now: datetime,
    language: str,
    text_language: str = "",
    all_dates: bool = False,
    after: str = "",
) -> ActivityPage | None:
    """Three queries, one more where people must sign up; None for what residents may not see."""
    activity = (
        Activity.objects.filter(slug=slug, status=ActivityStatus.PUBLISHED)
        .filter(place__status=PlaceStatus.PUBLISHED)
        .select_related("place")
        .first()
    )
    if activity is None:
        return None
    today = to_wall(now).date()
    asked = text_language or language
    series = _series_of(activity)
    most = ALL_DATES if all_dates or travels(series) else NEXT_DATES
    found = _coming(activity, now, asked, most=most, after=after if all_dates else "")
    return ActivityPage(
        activity=activity,
        place=activity.place,
        language=language,
        asked_language=asked,
        today=today,
        texts={name: _said(activity, name, asked) for name in TEXTS},
        text_languages=_languages_of(activity, asked),
        items=tuple(found[:most]),
        when=_when(series, today),
        stops=stops(series, found[:most]),
        shows_all=all_dates,
        has_more=len(found) > most,
        next_cursor=write_cursor(found[most - 1].starts_at, found[most - 1].id) if len(found) > most else "",
    )


def stopped_activity(slug: str) -> Activity | None:
    """One that was there and has stopped, so that an old link still leads somewhere."""
    return (
        Activity.objects.filter(slug=slug, status=ActivityStatus.STOPPED)
        .filter(place__status=PlaceStatus.PUBLISHED)
        .select_related("place")
        .first()
    )


def _series_of(activity: Activity) -> list[Series]:
    """Where it is agreed, at places that are themselves to be seen."""
    return list(
        Series.objects.filter(activity=activity, agreed=True, place__status=PlaceStatus.PUBLISHED)
        .select_related("place", "spot")
        .order_by("first_on", "at", "pk")
    )


def _coming(activity: Activity, now: datetime, language: str, *, most: int, after: str) -> list[Item]:
    rows = Occurrence.objects.shown().filter(activity=activity, ends_at__gt=now)
    cursor = read_cursor(after)
    if cursor:
        at, pk = cursor
        rows = rows.filter(starts_at__gte=at).filter(Q(starts_at__gt=at) | Q(pk__gt=pk))
    return items(rows.order_by("starts_at", "pk")[: most + 1], language=language)


def _when(series: Sequence[Series], today: date) -> tuple[str, ...]:
    """How often, of what goes on; a single time stands among the dates."""
    going_on = [one for one in series if one.rule and (one.last_on is None or one.last_on >= today)]
    return tuple(dict.fromkeys(when_words(one) for one in going_on))


def _said(activity: Activity, name: str, asked: str) -> Said:
    text = text_of(activity, name, asked)
    translated = asked != activity.language and bool(activity.translations.get(asked, {}).get(name))
    language = asked if translated else activity.language
    return Said(text.strip(), language, language != asked)


def _languages_of(activity: Activity, asked: str) -> tuple[LanguageChoice, ...]:
    """Nothing to choose where there is one."""
    translated = (code for code, texts in activity.translations.items() if texts.get("title"))
    codes = list(dict.fromkeys((activity.language, *sorted(translated))))
    if len(codes) == 1:
        return ()
    shown = language_of(activity, asked)
    return tuple(
        LanguageChoice(code, own_language_name(code), code == shown, is_right_to_left(code)) for code in codes
    )
