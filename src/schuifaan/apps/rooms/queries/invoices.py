"""What can be invoiced, what was, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import BookingStatus, InvoiceKind, InvoiceStatus, TimeState
from schuifaan.apps.rooms.models import Booking, BookingTime, Invoice, InvoiceLine, LettingTerms, Party
from schuifaan.core.timeline.wallclock import from_wall

# Who books once may get the invoice this long before.
SOON: Final = timedelta(days=14)
PAGE: Final = 30
# Without these no invoice says who is to be paid.
PAYEE: Final = ("legal_name", "address", "iban")


@dataclass(frozen=True, slots=True)
class ToInvoice:
    """What would be on one invoice. `booking` None: all of a party together."""

    party: Party
    booking: Booking | None
    times: Sequence[BookingTime]

    @property
    def net_cents(self) -> int:
        return sum(one.price_cents for one in self.times)

    @property
    def lacks_address(self) -> bool:
        return not (self.party.address and self.party.town)


def times_to_invoice(place: Place, *, now: datetime) -> QuerySet[BookingTime]:
    """To be paid, over or soon, and on no invoice that still counts. Also what was cancelled late, or not come to."""
    counted = InvoiceLine.objects.filter(booked_time=OuterRef("pk"), still_counts=True)
    found = BookingTime.objects.filter(
        booking__place=place,
        booking__status__in=[BookingStatus.CONFIRMED, BookingStatus.CANCELLED],
        state__in=[TimeState.PLANNED, TimeState.NO_SHOW, TimeState.CANCELLED],
        price_cents__gt=0,
        starts_at__lte=now + SOON,
    )
    return (
        found.exclude(Exists(counted))
        .select_related("booking__party", "booking__place", "room")
        .order_by("starts_at", "pk")
    )


def ready_to_invoice(place: Place, *, now: datetime) -> list[ToInvoice]:
    """Now: who has one invoice a month pays for what is over, others also for what is soon."""
    over = Q(ends_at__lte=now) | ~Q(state=TimeState.PLANNED)
    return grouped(times_to_invoice(place, now=now).filter(over | Q(booking__party__monthly_invoice=False)))


def of_month(place: Place, *, year: int, month: int, now: datetime) -> list[ToInvoice]:
    """What took place in a month."""
    first = date(year, month, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    begin, end = (from_wall(datetime.combine(day, time())) for day in (first, following))
    return grouped(times_to_invoice(place, now=now).filter(starts_at__gte=begin, starts_at__lt=end))


def grouped(times: Iterable[BookingTime]) -> list[ToInvoice]:
    """One invoice for a party that wants one a month, else one for each booking; by name."""
    found: dict[tuple[str, int, int], list[BookingTime]] = {}
    for one in times:
        party = one.booking.party
        key = (party.name.casefold(), party.pk, 0 if party.monthly_invoice else one.booking.number)
        found.setdefault(key, []).append(one)
    return [
        ToInvoice(group[0].booking.party, group[0].booking if key[2] else None, group)
        for key, group in sorted(found.items(), key=lambda pair: pair[0])
    ]


def missing_of_payee(place: Place, *, charges_vat: bool = False) -> list[str]:
    """Names of fields of the terms: without these no invoice may go out."""
    terms = LettingTerms.objects.filter(place=place).first()
    wanted = (*PAYEE, "vat_number") if charges_vat else PAYEE
    return [name for name in wanted if not getattr(terms, name, "")]


# -- What there is --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """`before` is the year and number that one has seen the last of."""

    words: str = ""
    status: str = ""
    before: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class InvoicesPage:
    invoices: Sequence[Invoice]
    next_before: str


def invoices_of(place: Place) -> QuerySet[Invoice]:
    return Invoice.objects.filter(place=place).select_related("party", "credits")


def open_invoices(place: Place) -> QuerySet[Invoice]:
    """What should have been paid longest ago first; then money that goes back."""
    return invoices_of(place).filter(status=InvoiceStatus.OPEN).order_by("-kind", "due_on", "pk")


def invoices_page(place: Place, wanted: Wanted) -> InvoicesPage:
    """Newest first."""
    rows = invoices_of(place).order_by("-year", "-number")
    if wanted.words:
        found = Q(reference__icontains=wanted.words) | Q(party__name__icontains=wanted.words)
        rows = rows.filter(found | Q(party__legal_name__icontains=wanted.words))
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.before:
        year, number = wanted.before
        rows = rows.filter(Q(year__lt=year) | Q(year=year, number__lt=number))
    found_rows = list(rows[: PAGE + 1])
    shown = found_rows[:PAGE]
    more = len(found_rows) > PAGE
    return InvoicesPage(shown, f"{shown[-1].year}-{shown[-1].number}" if more else "")


def invoice_at(place: Place, pk: int) -> Invoice | None:
    return (
        invoices_of(place)
        .filter(pk=pk)
        .select_related("place", "party", "credits", "credited_by")
        .prefetch_related("lines")
        .first()
    )


def invoice_of_party(party: Party, year: int, number: int) -> Invoice | None:
    found = Invoice.objects.filter(party=party, place=party.place, year=year, number=number)
    return found.select_related("place", "credits").prefetch_related("lines").first()


def issued_between(place: Place, first: date, last: date) -> QuerySet[Invoice]:
    """For the books: in the order of their numbers."""
    found = invoices_of(place).filter(issued_on__gte=first, issued_on__lte=last)
    return found.order_by("year", "number")


def is_overdue(invoice: Invoice, today: date) -> bool:
    return (
        invoice.status == InvoiceStatus.OPEN
        and invoice.kind == InvoiceKind.INVOICE
        and invoice.due_on < today
    )


def months_to_invoice(place: Place, *, now: datetime) -> list[date]:
    """The months with something in them that is on no invoice yet, newest first."""
    starts = times_to_invoice(place, now=now).annotate(at=F("starts_at")).values_list("at", flat=True)
    months = {timezone.localdate(at).replace(day=1) for at in starts.order_by("at")}
    return sorted(months, reverse=True)
