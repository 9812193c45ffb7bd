"""What belongs together: the agreements, invoices and keys of a party or a booking, and the bookings those are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q
from django.utils import timezone

from schuifaan.apps.rooms.models import Agreement, Booking, BookingTime, Invoice, KeyLoan, Party
from schuifaan.apps.rooms.queries.bookings import bookings_of
from schuifaan.apps.rooms.queries.invoices import times_to_invoice
from schuifaan.apps.rooms.queries.parties_desk import keys_of
from schuifaan.core.timeline.wallclock import from_wall

MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Connected:
    """Newest first, and no more than fit on a page; `can_invoice`: something has to be paid and is on no invoice."""

    agreements: Sequence[Agreement]
    invoices: Sequence[Invoice]
    has_more_invoices: bool
    keys: Sequence[KeyLoan]
    can_invoice: bool


def connected_to_party(party: Party, *, now: datetime) -> Connected:
    invoices = list(Invoice.objects.filter(party=party).order_by("-year", "-number")[: MOST + 1])
    return Connected(
        agreements=_agreements(Q(party=party)),
        invoices=invoices[:MOST],
        has_more_invoices=len(invoices) > MOST,
        keys=keys_of(party),
        can_invoice=bool(times_for_party(party, now=now)),
    )


def connected_to_booking(booking: Booking, *, now: datetime) -> Connected:
    """Agreements: made of this booking, or about this room in these days."""
    about = Q(booking=booking)
    times = list(booking.times.all())
    if times:
        first = timezone.localdate(min(one.starts_at for one in times))
        last = timezone.localdate(max(one.ends_at for one in times))
        running = Q(starts_on__lte=last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=first))
        about |= running & Q(party=booking.party_id, room__in={one.room_id for one in times})
    found = Invoice.objects.filter(lines__booked_time__booking=booking).distinct()
    invoices = list(found.order_by("-year", "-number")[: MOST + 1])
    return Connected(
        agreements=_agreements(about),
        invoices=invoices[:MOST],
        has_more_invoices=len(invoices) > MOST,
        keys=keys_of(booking.party),
        can_invoice=bool(times_for_booking(booking, now=now)),
    )


def bookings_under(agreement: Agreement) -> list[Booking]:
    """The booking it was made of, and those of this party in this room while it runs; the latest first."""
    about = Q(agreements=agreement)
    if agreement.room_id is not None:
        start = from_wall(datetime.combine(agreement.starts_on, datetime.min.time()))
        times = BookingTime.objects.filter(
            booking__party=agreement.party_id, room=agreement.room_id, ends_at__gt=start
        )
        if agreement.ends_on is not None:
            end = from_wall(datetime.combine(agreement.ends_on, datetime.max.time()))
            times = times.filter(starts_at__lte=end)
        about |= Q(pk__in=times.values("booking"))
    return list(bookings_of(agreement.place).filter(about).distinct().order_by("-number")[:MOST])


def bookings_on(invoice: Invoice) -> list[Booking]:
    found = Booking.objects.filter(times__invoice_lines__invoice=invoice).select_related("room")
    return list(found.distinct().order_by("number"))


# -- What can go on a new invoice -------------------------------------------------------------------


def times_for_booking(booking: Booking, *, now: datetime) -> list[BookingTime]:
    return list(times_to_invoice(booking.place, now=now).filter(booking=booking))


def times_for_party(party: Party, *, now: datetime) -> list[BookingTime]:
    return list(times_to_invoice(party.place, now=now).filter(booking__party=party))


def _agreements(about: Q) -> list[Agreement]:
    found = Agreement.objects.filter(about).select_related("party", "room").distinct()
    return list(found.order_by("-starts_on", "-id")[:MOST])
