"""Once in the morning: who decides about the rooms of a place hears what waits, and who comes tomorrow how to get in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.db.models import Min
from django.utils import timezone, translation

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import telling
from schuifaan.apps.rooms.actions.writing import address, write
from schuifaan.apps.rooms.enums import AccessKind, BookingStatus, TimeState
from schuifaan.apps.rooms.models import Access, Booking, BookingTime, Letter, LettingTerms
from schuifaan.apps.rooms.queries.summary import summary_of
from schuifaan.apps.rooms.queries.ways_in import ways_in
from schuifaan.apps.rooms.wording_summary import summary_words

# From seven in the morning; when nobody was at work then, later, but not so late that it is about a day gone by.
FIRST: Final = time(7, 0)
LAST: Final = time(12, 0)


def write_summaries(*, now: datetime) -> int:
    """One for each place that wants it, where there is anything to say. How many; done twice it is still one."""
    if not _is_morning(now):
        return 0
    day = timezone.localdate(now)
    wanted = LettingTerms.objects.exclude(summary_to="").select_related("place").order_by("pk")
    looked_at = set(Letter.objects.filter(key__endswith=_mark(day)).values_list("place_id", flat=True))
    return sum(
        _summary(one.place, one.summary_to, day, now) for one in wanted if one.place_id not in looked_at
    )


def write_reminders(*, now: datetime) -> int:
    """To parties that come tomorrow for the first time and get in by themselves. How many bookings were looked at."""
    if not _is_morning(now):
        return 0
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    found = _first_times_on(tomorrow)
    rows = list(Access.objects.filter(place__in={one.booking.place_id for one in found}).order_by("id"))
    alone = {one.booking for one in found if one.booking.door_code or _gets_in_alone(one, rows)}
    for booking in alone:
        times = [one for one in found if one.booking == booking]
        telling.reminded(booking=booking, times=times, now=now)
    return len(alone)


# -- How ------------------------------------------------------------------------------------------


def _is_morning(now: datetime) -> bool:
    return FIRST <= timezone.localtime(now).time() < LAST


def _mark(day: date) -> str:
    return f":summary:{day}"


def _summary(place: Place, to: str, day: date, now: datetime) -> int:
    key = f"{place.pk}{_mark(day)}"
    summary = summary_of(place, now)
    if not summary:
        # That it was looked at: what comes up later today can wait until tomorrow.
        Letter.objects.get_or_create(
            key=key, defaults={"place": place, "written_at": now, "try_at": now, "done_at": now}
        )
        return 0
    with translation.override(settings.LANGUAGE_CODE):
        words = summary_words(place, summary, now, address("rooms:bookings", place.slug))
        return 1 if write(key=key, place=place, to=to, words=words, now=now) else 0


def _first_times_on(day: date) -> list[BookingTime]:
    """Of bookings confirmed before today: who heard today knows."""
    start = timezone.make_aware(datetime.combine(day, time()))
    today = timezone.make_aware(datetime.combine(day - timedelta(days=1), time()))
    first = (
        Booking.objects.filter(
            status=BookingStatus.CONFIRMED, decided_at__lt=today, times__state=TimeState.PLANNED
        )
        .exclude(party__email="")
        .annotate(first_at=Min("times__starts_at"))
        .filter(first_at__gte=start, first_at__lt=start + timedelta(days=1))
    )
    times = BookingTime.objects.filter(booking__in=first, state=TimeState.PLANNED)
    rows = times.filter(starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    return list(rows.select_related("booking__place", "booking__party", "room").order_by("starts_at", "id"))


def _gets_in_alone(one: BookingTime, rows: Iterable[Access]) -> bool:
    mine = [row for row in rows if row.place_id == one.booking.place_id]
    ways = ways_in(mine, room_id=one.room_id, starts_at=one.starts_at)
    return any(way.kind in (AccessKind.KEY, AccessKind.CODE) for way in ways)
