"""What hangs on the screen in the hall: what is on now, later today and this week, and what else people ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from babel.dates import format_date

from schuifaan.apps.agenda.models import Announcement
from schuifaan.apps.agenda.queries.finding import Criteria, matching
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.apps.agenda.queries.scope import Of, Scope, of_place
from schuifaan.apps.outlets.paper.hours import hours_of_week
from schuifaan.apps.outlets.queries.directory import published_place
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.wording import Said, said
from schuifaan.apps.rooms.models import Room
from schuifaan.core.timeline.wallclock import to_wall

WEEK: Final = timedelta(days=7)
# A screen without network goes on with what it has: a second week in reserve.
AHEAD: Final = timedelta(days=14)
# What began this long ago may still be going on.
LONGEST: Final = timedelta(days=31)
# More than this nobody sees pass by.
MOST: Final = 200
MOST_PRICES: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """`where` is "" in the house itself; `day` names the day without the word "morgen", which grows old."""

    item: Item
    where: str
    day: str
    is_in_reserve: bool = False

    @property
    def starts(self) -> int:
        return int(self.item.starts_at.timestamp())

    @property
    def ends(self) -> int:
        return int(self.item.ends_at.timestamp())


@dataclass(frozen=True, slots=True)
class News:
    """An announcement; not shown yet when its first day is still to come."""

    text: str
    first_on: date
    last_on: date
    is_today: bool


@dataclass(frozen=True, slots=True)
class PriceSaid:
    what: Said
    cents: int
    per: Said


@dataclass(frozen=True, slots=True)
class Screen:
    place: Place
    room: Room | None
    now: datetime
    current: Sequence[Line]
    later: Sequence[Line]
    week: Sequence[Line]
    news: Sequence[News]
    prices: Sequence[PriceSaid]
    hours: Sequence[dict[str, str]]

    @property
    def is_empty_today(self) -> bool:
        return not self.current and not self.later

    @property
    def has_week(self) -> bool:
        return any(not line.is_in_reserve for line in self.week)


def screen_of(slug: str, *, room: int | None, now: datetime, language: str) -> Screen | None:
    """None when there is no such place to see. A room of another place means the whole place."""
    place = published_place(slug)
    if place is None:
        return None
    hall = next((one for one in rooms_of(place) if one.pk == room), None)
    today = to_wall(now).date()
    scope = Scope(Of.ROOM, str(hall.pk)) if hall else of_place(place.pk)
    lines = [_line(item, place, today, language) for item in _coming(scope, now, language)]
    todays = [line for line in lines if line.item.day <= today]
    return Screen(
        place=place,
        room=hall,
        now=now,
        current=[line for line in todays if _is_on(line.item, now)],
        later=[line for line in todays if not _is_on(line.item, now)],
        week=[line for line in lines if line.item.day > today],
        news=_news(place, today),
        prices=_prices(place, language),
        hours=hours_of_week(place, today - timedelta(days=today.weekday()), language=language),
    )


def rooms_of(place: Place) -> list[Room]:
    return list(Room.objects.filter(place=place, is_active=True))


def _coming(scope: Scope, now: datetime, language: str) -> list[Item]:
    today = to_wall(now).date()
    rows = matching(Criteria(today - LONGEST, today + AHEAD, scope)).filter(ends_at__gt=now)
    return items(rows.order_by("starts_at", "pk")[:MOST], language=language)


def _is_on(item: Item, now: datetime) -> bool:
    return item.starts_at <= now and not item.is_cancelled


def _line(item: Item, place: Place, today: date, language: str) -> Line:
    return Line(item, where_in(item, place), short_day(item.day, language), item.day >= today + WEEK)


def where_in(item: Item, place: Place) -> str:
    """For people who stand in this place already: the room, the spot outside, or the other house."""
    if item.spot_name or item.place_id != place.pk:
        return item.where
    return item.room_name


def short_day(day: date, language: str) -> str:
    """“maandag 23 nov”."""
    return format_date(day, "EEEE d MMM", locale="en_GB" if language == "en" else language)


def _news(place: Place, today: date) -> list[News]:
    rows = Announcement.objects.filter(place=place, last_on__gte=today, first_on__lt=today + AHEAD)
    return [News(row.text, row.first_on, row.last_on, row.first_on <= today) for row in rows]


def _prices(place: Place, language: str) -> list[PriceSaid]:
    """Only what is known: a screen cannot be asked."""
    return [
        PriceSaid(said(row.what or {}, language), row.amount_cents, said(row.per or {}, language))
        for row in place.prices.all()
        if row.amount_cents is not None
    ][:MOST_PRICES]
