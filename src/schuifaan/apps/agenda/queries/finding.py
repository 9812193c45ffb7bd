"""What is on: within a scope and a stretch of days, by kind, price, language, part of the day and access."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.core.cache import cache
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from schuifaan.apps.agenda.enums import LOW_PRICE_CENTS, Professional
from schuifaan.apps.agenda.models import LONGEST_MINUTES, Occurrence, Series
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.apps.agenda.queries.scope import Scope, everything, within
from schuifaan.apps.agenda.queries.version import agenda_number
from schuifaan.apps.places.queries.bits import indexes_of
from schuifaan.apps.places.queries.snapshot import snapshot_at
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.core.timeline.wallclock import from_wall

PAGE_SIZE: Final = 100
NOON: Final = 12
EVENING: Final = 18
SUNDAY: Final = 6
A_NIGHT: Final = timedelta(hours=12)
LONGEST: Final = timedelta(minutes=LONGEST_MINUTES)


class Price(StrEnum):
    FREE = "free"
    LOW = "low"


class DayPart(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Days are of Amsterdam, `until` not included. Several options of one kind widen, different kinds narrow."""

    since: date
    until: date
    scope: Scope = field(default_factory=everything)
    kinds: tuple[str, ...] = ()
    price: Price | None = None
    languages: tuple[str, ...] = ()
    day_parts: tuple[DayPart, ...] = ()
    step_free: bool = False
    without_professionals: bool = False
    after: str = ""

    @property
    def has_filters(self) -> bool:
        return bool(
            self.kinds
            or self.price
            or self.languages
            or self.day_parts
            or self.step_free
            or self.without_professionals
        )


@dataclass(frozen=True, slots=True)
class Found:
    """`next_cursor` is "" on the last page."""

    items: list[Item]
    next_cursor: str


def today_only(today: date, scope: Scope) -> Criteria:
    return Criteria(today, today + timedelta(days=1), scope)


def week_of(today: date, scope: Scope) -> Criteria:
    """Seven days from today: on a Sunday "this week" would otherwise be over."""
    return Criteria(today, today + timedelta(days=7), scope)


def weekend_of(today: date, scope: Scope) -> Criteria:
    """The weekend that is on, or the next one."""
    on_sunday = today.weekday() == SUNDAY
    saturday = (
        today - timedelta(days=1) if on_sunday else today + timedelta(days=SUNDAY - 1 - today.weekday())
    )
    return Criteria(max(saturday, today), saturday + timedelta(days=2), scope)


def find(
    criteria: Criteria, *, language: str, not_over_at: datetime | None = None, page_size: int = PAGE_SIZE
) -> Found:
    """A page in order of time. `not_over_at` leaves out what is over by then."""
    rows = matching(criteria)
    if not_over_at is not None:
        rows = rows.filter(ends_at__gt=not_over_at)
    after = read_cursor(criteria.after)
    if after:
        at, pk = after
        rows = rows.filter(starts_at__gte=at).filter(Q(starts_at__gt=at) | Q(pk__gt=pk))
    found = items(rows.order_by("starts_at", "pk")[: page_size + 1], language=language)
    more = len(found) > page_size
    page = [replace(item, shown_on=max(item.day, criteria.since)) for item in found[:page_size]]
    return Found(page, write_cursor(page[-1].starts_at, page[-1].id) if more else "")


def matching(criteria: Criteria) -> QuerySet[Occurrence]:
    """The condition only: no order, no limit. What began before the first day and is still on counts too."""
    since = from_wall(datetime.combine(criteria.since, time.min))
    rows: QuerySet[Occurrence] = Occurrence.objects.shown().filter(
        within(criteria.scope),
        # Hardly anything lasts longer than a day: looking back further would read a month for nothing.
        starts_at__gte=since - (LONGEST if _something_lasts() else A_NIGHT),
        starts_at__lt=from_wall(datetime.combine(criteria.until, time.min)),
        ends_at__gt=since,
    )
    if criteria.kinds:
        rows = rows.filter(activity__kind__in=criteria.kinds)
    if criteria.price is Price.FREE:
        rows = rows.filter(activity__cost_cents=0)
    elif criteria.price is Price.LOW:
        rows = rows.filter(activity__cost_cents__lte=LOW_PRICE_CENTS)
    if criteria.without_professionals:
        rows = rows.exclude(activity__professional=Professional.PRESENT)
    if criteria.languages:
        rows = _in_languages(rows, criteria.languages)
    if criteria.day_parts:
        rows = rows.filter(_in_parts(criteria.day_parts))
    if criteria.step_free:
        rows = rows.filter(place__in=_step_free_places())
    return rows


def write_cursor(at: datetime, pk: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([at.timestamp(), pk]).encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[datetime, int] | None:
    """None at the start, and for a cursor that is not ours: then the list begins anew."""
    if not cursor:
        return None
    try:
        at, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return datetime.fromtimestamp(float(at), tz=from_wall(datetime(2026, 1, 1)).tzinfo), int(pk)  # noqa: DTZ001 a wall time
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def next_page(criteria: Criteria, found: Found) -> Criteria:
    return replace(criteria, after=found.next_cursor)


def _something_lasts() -> bool:
    """Whether anything is longer than a night; looked up once for every state of the agenda."""
    key = f"agenda-lasts:{agenda_number()}"
    found: bool | None = cache.get(key)
    if found is None:
        found = Series.objects.filter(minutes__gt=A_NIGHT // timedelta(minutes=1)).exists()
        cache.set(key, found)
    return found


def _in_languages(rows: QuerySet[Occurrence], languages: tuple[str, ...]) -> QuerySet[Occurrence]:
    said = Q()
    for code in languages:
        said |= Q(languages_told__contains=json.dumps(code))
    return rows.annotate(languages_told=Cast("activity__languages", TextField())).filter(said)


def _in_parts(parts: tuple[DayPart, ...]) -> Q:
    found = Q()
    if DayPart.MORNING in parts:
        found |= Q(starts_at__hour__lt=NOON)
    if DayPart.AFTERNOON in parts:
        found |= Q(starts_at__hour__gte=NOON, starts_at__hour__lt=EVENING)
    if DayPart.EVENING in parts:
        found |= Q(starts_at__hour__gte=EVENING)
    return found


def _step_free_places() -> list[int]:
    snapshot = snapshot_at(directory_version())
    return [snapshot.places[index].id for index in indexes_of(snapshot.option("step_free", "yes"))]
