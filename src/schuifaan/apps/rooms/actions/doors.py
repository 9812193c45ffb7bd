"""Who opens and who closes: on a day, and at one booking where that is otherwise."""

from __future__ import annotations

from datetime import date, datetime

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions.keeping import change, hold_booking, hold_place, in_turn, note
from schuifaan.apps.rooms.enums import TimeState
from schuifaan.apps.rooms.models import Booking, BookingTime, DoorDuty


def set_door(
    *, booking: Booking, door_code: str, opens: str, closes: str, by: User, now: datetime
) -> Booking:
    """For all times that are still to come. Codes and names stay out of the trail."""
    require(by, "rooms.run_rooms", booking.place)

    def work() -> Booking:
        current = hold_booking(booking)
        coming = BookingTime.objects.filter(booking=current, state=TimeState.PLANNED, ends_at__gt=now)
        same = current.door_code == door_code and not coming.exclude(opens=opens, closes=closes).exists()
        if same:
            return current
        coming.update(opens=opens, closes=closes, changed_at=now)
        change(current, door_code=door_code)
        note(current, "booking.door_set", by=by, now=now)
        return current

    return in_turn(work)


def set_duty(*, place: Place, day: date, opens: str, closes: str, by: User, now: datetime) -> DoorDuty | None:
    """None when nobody is named any more."""
    require(by, "rooms.run_rooms", place)

    def work() -> DoorDuty | None:
        hold_place(place)
        duty = DoorDuty.objects.filter(place=place, day=day).first()
        if (duty.opens, duty.closes) == (opens, closes) if duty else not (opens or closes):
            return duty
        record(verb="duty.set", scope=place.audit_scope, by=by, now=now, subject=day.isoformat())
        if not (opens or closes):
            DoorDuty.objects.filter(place=place, day=day).delete()
            return None
        return DoorDuty.objects.update_or_create(
            place=place, day=day, defaults={"opens": opens, "closes": closes}
        )[0]

    return in_turn(work)
