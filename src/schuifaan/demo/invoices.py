"""The invoices of a demo city: month after month, most of them paid, some open, one late and one taken back."""

from datetime import date, datetime, timedelta
from typing import Any

from schuifaan.apps.rooms.actions.invoicing import credit, invoice_times, mark_paid, monthly_invoices, remind
from schuifaan.apps.rooms.models import Booking, Invoice
from schuifaan.apps.rooms.queries.invoices import of_month, times_to_invoice
from schuifaan.demo.here import Here, at_clock

# The second day of a month is when the month before is invoiced, and these days after the last day to pay
# somebody is reminded.
SECOND, PATIENCE = 2, timedelta(days=7)


def add_invoices(row: dict[str, Any], here: Here) -> None:
    """Months first, in their own order: so the numbers follow the days."""
    days = _days(row["months"], here)
    for back, day in reversed(list(enumerate(days))):
        _month(day, back, row, here)
    yesterday = here.now - timedelta(days=1)
    for title in row.get("bookings", ()):
        booking = Booking.objects.select_related("party__place").get(place=here.place, title=title)
        times = times_to_invoice(here.place, now=yesterday).filter(booking=booking)
        invoice_times(party=booking.party, times=list(times), by=here.worker, now=yesterday)


def _days(months: int, here: Here) -> list[date]:
    """On which the months were invoiced, the last one first; never today."""
    latest = here.today - timedelta(days=1)
    first = latest.replace(day=1)
    if latest.day < SECOND:
        first = _month_before(first)
    days = []
    for _number in range(months):
        days.append(first.replace(day=SECOND))
        first = _month_before(first)
    return days


def _month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _month(day: date, back: int, row: dict[str, Any], here: Here) -> None:
    at, month = at_clock(day, "10:00"), _month_before(day.replace(day=1))
    if not of_month(here.place, year=month.year, month=month.month, now=at):
        return
    made = monthly_invoices(place=here.place, year=month.year, month=month.month, by=here.worker, now=at)
    for invoice in made:
        _settle(invoice, at, back, row, here)


def _settle(invoice: Invoice, at: datetime, back: int, row: dict[str, Any], here: Here) -> None:
    """What became of it since."""
    for one in row.get("credited", ()):
        if one["month"] == back and invoice.party == here.parties[one["party"]]:
            credit(invoice=invoice, by=here.worker, now=at + timedelta(days=3), reason=one["reason"])
            return
    for one in row.get("open", ()):
        if one["month"] == back and invoice.party == here.parties[one["party"]]:
            if one.get("is_reminded"):
                late = at_clock(invoice.due_on, "10:00") + PATIENCE
                remind(invoice=invoice, by=here.worker, now=late)
            return
    paid_at = at + timedelta(days=row["paid_after_days"])
    if paid_at <= here.now:
        mark_paid(invoice=invoice, paid_on=paid_at.date(), by=here.worker, now=paid_at)
