"""What waits for somebody of a place this morning: questions, options, doors, keys, agreements and payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import Access, Booking, BookingTime, DoorDuty, KeyLoan, Letter, Payment
from schuifaan.apps.rooms.queries.agreements import Due, due_agreements
from schuifaan.apps.rooms.queries.bookings import open_questions, options_of
from schuifaan.apps.rooms.queries.keys import overdue_keys
from schuifaan.apps.rooms.queries.letters import Call, calls_to_make
from schuifaan.apps.rooms.queries.payments import payments_to_look_at
from schuifaan.apps.rooms.queries.ways_in import needs_somebody, ways_in

OPTION_DAYS: Final = 3
# When nobody was at work for long, older news is no news.
MOST_BACK: Final = timedelta(days=7)
CHANGES: Final = (
    "booking.said_changed", "booking.shown_changed", "booking.moved", "booking.series_changed",
    "booking.added_back", "booking.times_cancelled", "booking.cancelled",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coming:
    """One time of today or tomorrow; `lacks_opener`: nobody gets in unless somebody opens, and nobody is named."""

    time: BookingTime
    lacks_opener: bool


@dataclass(frozen=True, slots=True)
class Summary:
    questions: Sequence[Booking]
    options: Sequence[Booking]
    by_parties: Sequence[AuditEvent]
    calls: Sequence[Call]
    today: Sequence[Coming]
    tomorrow: Sequence[Coming]
    keys: Sequence[KeyLoan]
    agreements: Sequence[Due]
    payments: Sequence[Payment]

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return any(getattr(self, one.name) for one in fields(self))


def summary_of(place: Place, now: datetime) -> Summary:
    today = timezone.localdate(now)
    tomorrow = today + timedelta(days=1)
    coming = _coming(place, today, tomorrow)
    soon = _start(today + timedelta(days=OPTION_DAYS + 1))
    return Summary(
        questions=list(open_questions(place)),
        options=list(options_of(place).filter(held_until__lte=soon)),
        by_parties=_by_parties(place, now),
        calls=calls_to_make(place, now),
        today=[one for one in coming if timezone.localdate(one.time.starts_at) == today],
        tomorrow=[one for one in coming if timezone.localdate(one.time.starts_at) == tomorrow],
        keys=list(overdue_keys(place, today)),
        # On the days that are for reminding: a letter that says the same every morning is read by nobody.
        agreements=[one for one in due_agreements(place, today) if one.reminds],
        payments=payments_to_look_at(place),
    )


def _by_parties(place: Place, now: datetime) -> list[AuditEvent]:
    """What parties changed through their link since the summary of before, or in the last day; oldest first."""
    told = Letter.objects.filter(key__startswith=f"{place.pk}:summary:", written_at__lt=now)
    last = told.order_by("-written_at").values_list("written_at", flat=True).first()
    since = max(last, now - MOST_BACK) if last else now - timedelta(days=1)
    rows = AuditEvent.objects.filter(
        scope=place.audit_scope,
        verb__in=CHANGES,
        actor__isnull=True,
        actor_name="",
        at__gt=since,
        at__lte=now,
    )
    return list(rows.order_by("at", "pk"))


def _coming(place: Place, today: date, tomorrow: date) -> list[Coming]:
    """Of what is confirmed."""
    times = BookingTime.objects.filter(
        booking__place=place,
        booking__status=BookingStatus.CONFIRMED,
        state=TimeState.PLANNED,
        starts_at__gte=_start(today),
        starts_at__lt=_start(tomorrow + timedelta(days=1)),
    )
    found = list(times.select_related("booking__party", "room").order_by("starts_at", "id"))
    if not found:
        return []
    rows = list(Access.objects.filter(place=place).order_by("id"))
    duties = DoorDuty.objects.filter(place=place, day__in=(today, tomorrow)).exclude(opens="")
    named = set(duties.values_list("day", flat=True))
    return [Coming(one, _lacks_opener(one, rows, named)) for one in found]


def _lacks_opener(one: BookingTime, rows: Sequence[Access], named: set[date]) -> bool:
    if one.opens or timezone.localdate(one.starts_at) in named:
        return False
    return needs_somebody(ways_in(rows, room_id=one.room_id, starts_at=one.starts_at))


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
