"""Bookings at the desk: what waits, what is on this week, all of them page by page, and one with its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.people import audit_words
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.rooms.enums import HOLDING, BookingStatus, TimeState, WaitingState
from schuifaan.apps.rooms.models import Booking, BookingTime, LettingTerms, Party, Room, Waiting
from schuifaan.apps.rooms.queries.bookings import bookings_of, open_questions, options_of
from schuifaan.apps.rooms.queries.warnings import Warning as Doubt
from schuifaan.apps.rooms.queries.warnings import warnings_for
from schuifaan.apps.rooms.wording_bookings import deadline, price_of_all, times_in_a_line

PAGE: Final = 25
# Each asks for its own look at the law: more than this nobody answers in one go.
MOST_ASKED: Final = 12
MOST_OPTIONS: Final = 12
DAYS_AHEAD: Final = 7
MOST_NEAR: Final = 40
MOST_TODAY: Final = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One booking in a list. `warnings` is None where nobody looked."""

    booking: Booking
    times: str
    price: str
    deadline: str
    warnings: Sequence[Doubt] | None = None

    @property
    def can_be_told(self) -> bool:
        """Whether an answer reaches them by mail."""
        return bool(self.booking.party.email)


@dataclass(frozen=True, slots=True)
class DayOfTimes:
    day: date
    times: tuple[BookingTime, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    asked: Sequence[Line]
    more_asked: int
    options: Sequence[Line]
    days: Sequence[DayOfTimes]


def desk_of(place: Place, *, now: datetime) -> Desk:
    waiting = open_questions(place)
    shown = list(waiting[: MOST_ASKED + 1])
    more = waiting.count() - MOST_ASKED if len(shown) > MOST_ASKED else 0
    return Desk(
        asked=[line_of(one, now=now, look=True) for one in shown[:MOST_ASKED]],
        more_asked=more,
        options=[line_of(one, now=now) for one in options_of(place)[:MOST_OPTIONS]],
        days=coming_week(place, now=now),
    )


def line_of(booking: Booking, *, now: datetime, look: bool = False) -> Line:
    times, today = list(booking.times.all()), timezone.localdate(now)
    return Line(
        booking=booking,
        times=times_in_a_line(times, today=today),
        price=price_of_all(times),
        deadline=deadline(booking.held_until, now=now),
        warnings=warnings_for(booking) if look else None,
    )


def coming_week(place: Place, *, now: datetime) -> list[DayOfTimes]:
    """Seven days from today; one query."""
    first = timezone.localdate(now)
    rows = planned_between(place, first, first + timedelta(days=DAYS_AHEAD))
    by_day = groupby(rows, key=lambda one: timezone.localdate(one.starts_at))
    return [DayOfTimes(day, tuple(times)) for day, times in by_day]


def planned_between(place: Place, first: date, until: date) -> QuerySet[BookingTime]:
    """What goes on and begins on these days, `until` not included."""
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, until))
    return (
        BookingTime.objects.filter(
            booking__place=place, state=TimeState.PLANNED, starts_at__gte=start, starts_at__lt=end
        )
        .select_related("room", "booking__party", "booking__place")
        .order_by("starts_at", "room__position", "id")
    )


# -- All of them ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one looks for; `before` is the number after which the page goes on."""

    words: str = ""
    status: str = ""
    room: int | None = None
    party: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class BookingsPage:
    lines: Sequence[Line]
    next_before: int | None


def bookings_page(place: Place, wanted: Wanted, *, now: datetime) -> BookingsPage:
    """Newest first, in three queries however many: numbers are given out in the order of asking."""
    rows = bookings_of(place).order_by("-number")
    for words in (wanted.words,) if wanted.words else ():
        found = (
            Q(title__icontains=words)
            | Q(party__name__icontains=words)
            | Q(party__contact_name__icontains=words)
        )
        rows = rows.filter(found | Q(number=int(words)) if _is_number(words) else found)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.room:
        rows = rows.filter(Q(room=wanted.room) | Q(pk__in=_also_in(wanted.room)))
    if wanted.party:
        rows = rows.filter(party=wanted.party)
    if wanted.before:
        rows = rows.filter(number__lt=wanted.before)
    found_rows = list(rows[: PAGE + 1])
    shown = found_rows[:PAGE]
    return BookingsPage(
        lines=[line_of(one, now=now) for one in shown],
        next_before=shown[-1].number if len(found_rows) > PAGE else None,
    )


def _also_in(room: int) -> QuerySet[BookingTime, int]:
    """Moved there for a time."""
    return BookingTime.objects.filter(room=room).values_list("booking", flat=True)


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdecimal() and len(words) < 10  # noqa: PLR2004 - as the database keeps it


def parties_of(place: Place) -> QuerySet[Party]:
    return Party.objects.filter(place=place).order_by("name", "pk")


# -- One ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did with a booking. Without `who` the party did it itself, or its time was over."""

    at: datetime
    who: str
    what: str
    details: tuple[tuple[str, str], ...]


def history_of(booking: Booking) -> list[Event]:
    """From the trail, oldest first. Its room may have had another name then."""
    rows = AuditEvent.objects.filter(
        Q(verb__startswith="booking.") | Q(verb__startswith="waiting."),
        scope=booking.place.audit_scope,
        subject__startswith=f"{booking.number} ",
        at__gte=booking.asked_at,
    )
    return [_event(one) for one in rows.order_by("at", "pk")]


def _event(event: AuditEvent) -> Event:
    details = []
    for name, pair in event.changes.items():
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)  # noqa: PLR2004
        told = [audit_words.value_in_words(event.verb, name, one) for one in (before, after) if one]
        details.append((audit_words.label(event.verb, name), " → ".join(told)))
    # Without an account it was the party by its link; only time itself lets a question run out.
    who = event.actor_name or (_("De klok") if event.verb == "booking.expired" else _("De huurder"))
    return Event(event.at, who, audit_words.sentence(event.verb), tuple(details))


def waiting_behind(times: Iterable[BookingTime]) -> list[Waiting]:
    """Who would like one of these when it comes free, in the order of asking. One query."""
    rows = list(times)
    if not rows:
        return []
    found = Waiting.objects.filter(
        room__in={one.room_id for one in rows},
        state=WaitingState.WAITING,
        starts_at__lt=max(one.ends_at for one in rows),
        ends_at__gt=min(one.starts_at for one in rows),
    )
    return [
        one
        for one in found.select_related("party", "room").order_by("asked_at", "id")
        if any(
            one.room_id == time.room_id and one.starts_at < time.ends_at and one.ends_at > time.starts_at
            for time in rows
        )
    ]


def waiting_at(place: Place, pk: int) -> Waiting | None:
    return Waiting.objects.select_related("party", "room__place").filter(room__place=place, pk=pk).first()


def time_of(booking: Booking, pk: int) -> BookingTime | None:
    rows = BookingTime.objects.select_related(
        "room__place", "booking__place", "booking__party", "booking__room"
    )
    return rows.filter(booking=booking, pk=pk).first()


def times_to_swap(time: BookingTime, *, now: datetime) -> list[BookingTime]:
    """The nearest others that are still to come; one query."""
    rows = BookingTime.objects.filter(
        booking__place=time.booking.place_id,
        booking__status__in=HOLDING,
        state=TimeState.PLANNED,
        starts_at__gt=max(now, time.starts_at - timedelta(days=21)),
        starts_at__lt=max(now, time.starts_at) + timedelta(days=60),
    ).exclude(pk=time.pk)
    return list(
        rows.select_related("room", "booking__party", "booking__place").order_by("starts_at", "id")[
            :MOST_NEAR
        ]
    )


def who_may_overrule(place: Place, *, today: date) -> list[str]:
    """The names of the board, as they stand in the team."""
    rows = TeamMember.objects.filter(place=place, role=PlaceRole.BOARD, since_date__lte=today)
    return [one.name for one in rows.exclude(until_date__lt=today).order_by("name", "pk") if one.name]


# -- On the desk of the place ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InShort:
    """What the front page of the desk says in two lines; nothing where no room is let."""

    today: Sequence[BookingTime]
    asked: int
    is_used: bool


def in_short(place: Place, *, now: datetime) -> InShort:
    """Four queries at most."""
    lets = LettingTerms.objects.filter(place=place).exists()
    if not lets and not Booking.objects.filter(place=place).exists():
        return InShort((), 0, is_used=False)
    today = timezone.localdate(now)
    rows = planned_between(place, today, today + timedelta(days=1))
    return InShort(
        today=list(rows.filter(booking__status=BookingStatus.CONFIRMED)[:MOST_TODAY]),
        asked=Booking.objects.filter(place=place, status=BookingStatus.REQUESTED).count(),
        is_used=True,
    )


def rooms_in_use(place: Place) -> list[Room]:
    return list(Room.objects.filter(place=place, is_active=True).order_by("position", "name"))


def is_series(booking: Booking) -> bool:
    return booking.times.exclude(state=TimeState.CANCELLED).count() > 1


def first_coming(booking: Booking, *, now: datetime) -> BookingTime | None:
    """The first that goes on and has not begun."""
    rows = BookingTime.objects.filter(booking=booking, state=TimeState.PLANNED, starts_at__gt=now)
    return rows.select_related("room", "booking__place", "booking__party").order_by("starts_at", "id").first()
