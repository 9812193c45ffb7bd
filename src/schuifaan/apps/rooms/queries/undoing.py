"""Which answers can still be taken back, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus
from schuifaan.apps.rooms.models import Booking

# So long no letter about it leaves.
UNDO_FOR: Final = timedelta(minutes=10)
ANSWERS: Final = (BookingStatus.CONFIRMED, BookingStatus.DECLINED)


def undo_until(booking: Booking, now: datetime) -> datetime | None:
    """None when it cannot, or not any more."""
    if booking.before is None or booking.decided_at is None or booking.status not in ANSWERS:
        return None
    until = booking.decided_at + UNDO_FOR
    return until if now < until else None


def just_answered(place: Place, now: datetime) -> list[tuple[Booking, datetime]]:
    """Newest first, each with until when it can be taken back."""
    rows = Booking.objects.filter(
        place=place, status__in=ANSWERS, decided_at__gt=now - UNDO_FOR, before__isnull=False
    ).select_related("place", "party", "room")
    found = [(one, undo_until(one, now)) for one in rows.order_by("-decided_at", "-id")]
    return [(one, until) for one, until in found if until is not None]
