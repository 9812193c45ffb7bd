"""Whose bookings a private calendar holds, and what names the state they are in."""

from __future__ import annotations

from datetime import date, datetime, time
from hashlib import blake2b

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.urls import reverse

from schuifaan.apps.agenda.queries.feed import window_of
from schuifaan.apps.outlets.booking_calendar import Bookings, Time, Told
from schuifaan.apps.outlets.models import CalendarKey
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, TimeState
from schuifaan.apps.rooms.models import Booking, BookingTime, Party, Room
from schuifaan.core.timeline.wallclock import from_wall


def key_with(token: str) -> CalendarKey | None:
    """None too when whose it is does not work there any more."""
    found = CalendarKey.objects.select_related("user", "place__organisation").filter(token=token).first()
    if found is None or not found.user.is_active:
        return None
    return found if found.user.has_perm("rooms.run_rooms", found.place) else None


def key_of(user: User, place: Place) -> CalendarKey | None:
    return CalendarKey.objects.filter(user=user, place=place).first()


def state_of(whose: Party | Place) -> str:
    """Another one after each change: whatever is done with a booking raises its version. Three small queries."""
    told = [
        _bookings(whose).aggregate(count=Count("pk"), versions=Sum("version"), last=Max("pk")),
        list(_rooms(whose).values_list("pk", "name")),
        (whose.name, _place(whose).name, _place(whose).address_line, _place(whose).slug),
    ]
    return blake2b(repr(told).encode(), digest_size=12).hexdigest()


def bookings_of(whose: Party | Place, today: date) -> Bookings:
    """Three queries, however many. A party reads its door codes, and who works here finds the page at the desk."""
    since, until = (from_wall(datetime.combine(day, time.min)) for day in window_of(today))
    is_party = isinstance(whose, Party)
    place = _place(whose)
    shown = _bookings(whose)
    if not is_party:
        # Nobody needs to see where the answer was no.
        shown = shown.exclude(status__in=[BookingStatus.DECLINED, BookingStatus.EXPIRED])
    columns = ("pk", "status", "title", "version", "asked_at", "decided_at", "door_code", "number")
    bookings = {
        pk: Told(
            status,
            title,
            version,
            asked_at,
            decided_at,
            code=code if is_party else "",
            path="" if is_party else _page(place, number),
        )
        for pk, status, title, version, asked_at, decided_at, code, number in shown.values_list(*columns)
    }
    times = BookingTime.objects.filter(
        booking__in=shown.order_by().values("pk"), starts_at__gte=since, starts_at__lt=until
    ).exclude(state=TimeState.SKIPPED)
    of_time = ("pk", "booking_id", "room_id", "starts_at", "ends_at", "state", "changed_at")
    where = f"{place.name}, {place.address_line}" if is_party and place.address_line else place.name
    return Bookings(
        bookings=bookings,
        rooms={pk: f"{name}, {where}" for pk, name in _rooms(whose).values_list("pk", "name")},
        times=[Time(*row) for row in times.order_by("starts_at", "pk").values_list(*of_time)],
    )


# -- How ------------------------------------------------------------------------------------------


def _place(whose: Party | Place) -> Place:
    return whose.place if isinstance(whose, Party) else whose


def _page(place: Place, number: int) -> str:
    return reverse("rooms:booking", args=[place.slug, number])


def _bookings(whose: Party | Place) -> QuerySet[Booking]:
    return Booking.objects.filter(Q(party=whose) if isinstance(whose, Party) else Q(place=whose)).order_by()


def _rooms(whose: Party | Place) -> QuerySet[Room]:
    return Room.objects.filter(place=_place(whose)).order_by("pk")
