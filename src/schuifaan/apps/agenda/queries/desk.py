"""What the people of a place see of its agenda: the coming weeks, what asks for an answer, what to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from schuifaan.apps.agenda.enums import (
    ActivityStatus,
    ContactBy,
    OccurrenceState,
    SignUpState,
    SuggestionState,
)
from schuifaan.apps.agenda.models import (
    Activity,
    Announcement,
    Calendar,
    Occurrence,
    Pause,
    Series,
    SignUp,
    Spot,
    Suggestion,
)
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import holiday_name, page_language
from schuifaan.apps.rooms.models import Room
from schuifaan.core.timeline.recurrence import parse_rule
from schuifaan.core.timeline.wallclock import from_wall, to_wall

WEEKS_SHOWN: Final = 2
# How far ahead a question is worth asking.
ASKED_AHEAD: Final = timedelta(days=92)
TRIAL_AHEAD: Final = timedelta(days=14)
MOST_SHOWN: Final = 400


@dataclass(frozen=True, slots=True)
class DeskDay:
    day: date
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class HolidayQuestion:
    """One public holiday that several activities may fall on."""

    day: date
    name: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class WhatAsks:
    suggestions: int
    holidays: tuple[HolidayQuestion, ...]
    trials: tuple[Activity, ...]
    without_room: tuple[Occurrence, ...]
    broken_calendars: tuple[Calendar, ...]
    visits: tuple[Series, ...]
    unfinished: tuple[Activity, ...]

    def __bool__(self) -> bool:
        return bool(
            self.suggestions
            or self.holidays
            or self.trials
            or self.without_room
            or self.broken_calendars
            or self.visits
        )


def _ours(place: Place) -> Q:
    """Here, or ours on a visit elsewhere."""
    return Q(place=place) | Q(activity__place=place)


def occurrences_of(place: Place) -> QuerySet[Occurrence]:
    return (
        Occurrence.objects.filter(_ours(place))
        .exclude(activity__status=ActivityStatus.STOPPED)
        .select_related("activity__place", "series", "place", "room", "spot")
        .order_by("starts_at", "pk")
    )


def coming_days(place: Place, *, since: date, until: date) -> list[DeskDay]:
    """By day, concepts and questions included; two queries."""
    rows = _on_the_desk(place, since).filter(starts_at__lt=_begin_of(until))[:MOST_SHOWN]
    return [
        DeskDay(day, tuple(found))
        for day, found in groupby(rows, key=lambda row: to_wall(row.starts_at).date())
    ]


def next_since(place: Place, *, after: date, weeks: int = WEEKS_SHOWN) -> date | None:
    """Where the next weeks begin: right after, or with the first thing that comes when that is further away."""
    first = _on_the_desk(place, after).first()
    if first is None:
        return None
    day = to_wall(first.starts_at).date()
    return after if day < after + timedelta(weeks=weeks) else day


def _on_the_desk(place: Place, since: date) -> QuerySet[Occurrence]:
    return (
        occurrences_of(place).filter(starts_at__gte=_begin_of(since)).exclude(state=OccurrenceState.SKIPPED)
    )


def _begin_of(day: date) -> datetime:
    return from_wall(datetime.combine(day, time.min))


def what_asks(place: Place, *, now: datetime, today: date) -> WhatAsks:
    """Everything only a person can answer, in seven queries."""
    coming = occurrences_of(place).filter(starts_at__gt=now, starts_at__lt=now + ASKED_AHEAD)
    own = Activity.objects.filter(place=place).order_by("title", "pk")
    return WhatAsks(
        suggestions=Suggestion.objects.filter(place=place, state=SuggestionState.NEW).count(),
        holidays=_holidays(coming.filter(place=place, state=OccurrenceState.ASK)),
        trials=tuple(own.filter(pilot_until__lte=today + TRIAL_AHEAD).exclude(status=ActivityStatus.STOPPED)),
        without_room=tuple(
            coming.filter(
                place=place,
                room__isnull=False,
                claim__isnull=True,
                state__in=[OccurrenceState.ON, OccurrenceState.MOVED],
            )[:50]
        ),
        broken_calendars=tuple(Calendar.objects.filter(place=place, is_active=True).exclude(problem="")),
        visits=tuple(
            Series.objects.filter(place=place, agreed=False)
            .exclude(activity__place=place)
            .select_related("activity__place", "place", "room")
        ),
        unfinished=tuple(own.filter(status=ActivityStatus.DRAFT)[:50]),
    )


def _holidays(rows: Iterable[Occurrence]) -> tuple[HolidayQuestion, ...]:
    found = []
    for day, same in groupby(rows, key=lambda row: to_wall(row.original_at).date()):
        name = holiday_name(day, page_language())
        found.append(HolidayQuestion(day, name, tuple(same)))
    return tuple(found)


# -- One thing ------------------------------------------------------------------------------------


def activity_at(place: Place, pk: int) -> Activity | None:
    return Activity.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def activities_of(place: Place) -> list[Activity]:
    return list(Activity.objects.filter(place=place).order_by("status", "title", "pk"))


def series_of(activity: Activity, *, today: date) -> list[Series]:
    """What still goes on, or is still to come."""
    return list(
        Series.objects.filter(activity=activity)
        .filter(Q(last_on__isnull=True) | Q(last_on__gte=today))
        .select_related("activity__place", "place", "spot", "room")
        .order_by("first_on", "at", "pk")
    )


def series_at(activity: Activity, pk: int) -> Series | None:
    return (
        Series.objects.select_related("activity__place__organisation", "place", "spot", "room")
        .filter(activity=activity, pk=pk)
        .first()
    )


def visit_at(place: Place, pk: int) -> Series | None:
    """A roadshow that would like to come here, and waits for an answer."""
    return (
        Series.objects.select_related("activity__place__organisation", "place__organisation")
        .filter(place=place, agreed=False, pk=pk)
        .first()
    )


def occurrence_at(place: Place, activity_pk: int, pk: int) -> Occurrence | None:
    return (
        Occurrence.objects.select_related(
            "activity__place__organisation", "series", "place__organisation", "room", "spot"
        )
        .filter(_ours(place), activity=activity_pk, pk=pk)
        .first()
    )


def coming_of(activity: Activity, *, now: datetime, most: int = 12) -> list[Occurrence]:
    return list(
        Occurrence.objects.filter(activity=activity, ends_at__gt=now)
        .exclude(state=OccurrenceState.SKIPPED)
        .select_related("activity", "series", "place", "room", "spot")
        .order_by("starts_at", "pk")[:most]
    )


def is_ending(coming: Sequence[Occurrence]) -> bool:
    """It came back, it has an end, and all that is still on the programme is called off."""
    return bool(coming) and all(
        one.state == OccurrenceState.CANCELLED and one.series.rule and one.series.last_on for one in coming
    )


# -- Whom a change reaches ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reach:
    """`times` is None when the series has no end: nobody calls off "108 times"."""

    times: int | None
    by_email: int
    by_phone: int


def reach_of_one(occurrence: Occurrence) -> Reach:
    return _reach(SignUp.objects.filter(occurrence=occurrence), 1)


def reach_of_following(occurrence: Occurrence, *, now: datetime) -> Reach:
    return _reach_of_series([occurrence.series], now=now, since=occurrence.original_at)


def reach_of_activity(activity: Activity, *, now: datetime, today: date) -> Reach:
    return _reach_of_series(series_of(activity, today=today), now=now)


def _reach_of_series(series: Sequence[Series], *, now: datetime, since: datetime | None = None) -> Reach:
    rows = Occurrence.objects.filter(series__in=[one.pk for one in series], ends_at__gt=now).exclude(
        state__in=[OccurrenceState.CANCELLED, OccurrenceState.SKIPPED]
    )
    if since is not None:
        rows = rows.filter(original_at__gte=since)
    endless = any(_is_endless(one) for one in series)
    return _reach(SignUp.objects.filter(occurrence__in=rows), None if endless else rows.count())


def _is_endless(series: Series) -> bool:
    if not series.rule:
        return False
    rule = parse_rule(series.rule)
    return rule.count is None and rule.until is None


def _reach(sign_ups: QuerySet[SignUp], times: int | None) -> Reach:
    joined = sign_ups.exclude(state=SignUpState.CANCELLED)
    # Each person once, however often they signed up.
    mail, phone = (
        joined.filter(contact_by=by).order_by().values(who=Lower("contact")).distinct().count()
        for by in (ContactBy.EMAIL, ContactBy.PHONE)
    )
    return Reach(times, mail, phone)


# -- What can be chosen ---------------------------------------------------------------------------


def rooms_to_choose(place: Place) -> dict[int, Room]:
    return {
        room.pk: room
        for room in Room.objects.filter(place=place, is_active=True).order_by("position", "name")
    }


def spots_to_choose(place: Place) -> dict[int, Spot]:
    return {spot.pk: spot for spot in Spot.objects.filter(place=place, is_active=True).order_by("name", "pk")}


def spots_of(place: Place) -> list[Spot]:
    in_use = Series.objects.filter(spot=OuterRef("pk"))
    return list(
        Spot.objects.filter(place=place)
        .annotate(has_series=Exists(in_use))
        .order_by("-is_active", "name", "pk")
    )


def spot_at(place: Place, pk: int) -> Spot | None:
    return Spot.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def coming_at_spot(spot: Spot, *, now: datetime, most: int = 20) -> list[Occurrence]:
    return list(
        Occurrence.objects.filter(spot=spot, ends_at__gt=now)
        .exclude(state__in=[OccurrenceState.SKIPPED, OccurrenceState.ASK])
        .select_related("activity", "series", "place", "spot")
        .order_by("starts_at", "pk")[:most]
    )


def pauses_of(place: Place, *, today: date) -> list[Pause]:
    return list(Pause.objects.filter(place=place, last_on__gte=today).order_by("first_on", "pk"))


def school_holidays(*, today: date) -> list[Pause]:
    return list(
        Pause.objects.exclude(region="").filter(last_on__gte=today).order_by("region", "first_on", "pk")
    )


def pause_at(place: Place, pk: int) -> Pause | None:
    return Pause.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def school_holiday_at(pk: int) -> Pause | None:
    return Pause.objects.exclude(region="").filter(pk=pk).first()


def announcements_of(place: Place, *, today: date) -> list[Announcement]:
    return list(Announcement.objects.filter(place=place, last_on__gte=today).order_by("first_on", "pk"))


def announcement_at(place: Place, pk: int) -> Announcement | None:
    return Announcement.objects.select_related("place__organisation").filter(place=place, pk=pk).first()


def places_to_visit(place: Place) -> list[Place]:
    """Where a roadshow may go: what residents can see, and the place itself."""
    return list(Place.objects.filter(Q(status="published") | Q(pk=place.pk)).order_by("name", "pk"))


def asked_occurrence_at(place: Place, pk: int) -> Occurrence | None:
    """One that falls on a public holiday, whatever was said about it before."""
    return (
        Occurrence.objects.select_related("activity__place__organisation", "series", "place__organisation")
        .filter(place=place, pk=pk)
        .exclude(because="")
        .first()
    )
