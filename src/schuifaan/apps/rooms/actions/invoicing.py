"""Asking to be paid: invoices under numbers without gaps, credit notes, what was paid, and reminders."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, plain, require
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.rooms import wording_invoices as wording
from schuifaan.apps.rooms.actions.keeping import hold_place, in_turn
from schuifaan.apps.rooms.actions.writing import address, language_of, write
from schuifaan.apps.rooms.enums import InvoiceKind, InvoiceStatus, Vat
from schuifaan.apps.rooms.models import BookingTime, Invoice, InvoiceCounter, InvoiceLine, LettingTerms, Party
from schuifaan.apps.rooms.queries import invoices as queries
from schuifaan.apps.rooms.queries.letter_facts import contact_of
from schuifaan.apps.rooms.queries.payments import pay_address
from schuifaan.apps.rooms.wording_letters import Words
from schuifaan.core.letting.invoices import Line, Totals, credited, totals
from schuifaan.core.letting.vat import percentage

BETWEEN_REMINDERS: Final = timedelta(days=7)
NO_VAT: Final = Decimal(0)
Telling = Callable[[Invoice, Party, ContactPerson | None, str, str], Words]


class PayeeMissing(PlaceError):  # noqa: N818 - it says what happened
    """The terms do not say yet who is to be paid; `names` are the fields that are empty."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        said = {"what": wording.missing_words(list(names))}
        super().__init__(_("Vul eerst bij de afspraken over verhuur in: %(what)s.") % said)


class NothingToInvoice(PlaceError):  # noqa: N818 - it says what happened
    """Some or all of it is on an invoice already, is free, or was never agreed."""

    def __init__(self) -> None:
        super().__init__(_("Hiervan staat al iets op een factuur, of het hoeft niet betaald te worden."))


class NotNow(PlaceError):  # noqa: N818 - it says what happened
    """What was asked does not go with how the invoice stands."""


class DayCannotBe(PlaceError):  # noqa: N818 - it says what happened
    """The day on which it was paid has yet to come."""


@dataclass(frozen=True, slots=True)
class _Draft:
    text: str
    line: Line
    time: BookingTime | None


# -- Making ---------------------------------------------------------------------------------------


def invoice_times(*, party: Party, times: Collection[BookingTime], by: User, now: datetime) -> Invoice:
    """All of these on one invoice. A time that is on one already is refused, and then nothing is made."""
    place = party.place
    require(by, "rooms.let_rooms", place)

    def work() -> Invoice:
        hold_place(place)
        wanted = {one.pk for one in times}
        found = list(queries.times_to_invoice(place, now=now).filter(pk__in=wanted, booking__party=party))
        if not found or len(found) != len(wanted):
            raise NothingToInvoice
        return _invoice(party, found, by=by, now=now)

    return in_turn(work)


def invoice_parties(*, place: Place, parties: Collection[int], by: User, now: datetime) -> list[Invoice]:
    """What these have to pay by now; nothing more of who has been invoiced meanwhile."""
    return _invoice_all(
        place,
        lambda: [one for one in queries.ready_to_invoice(place, now=now) if one.party.pk in parties],
        by=by,
        now=now,
    )


def monthly_invoices(*, place: Place, year: int, month: int, by: User, now: datetime) -> list[Invoice]:
    """What took place in a month: one for each party that wants that, for others one for each booking."""
    return _invoice_all(
        place, lambda: queries.of_month(place, year=year, month=month, now=now), by=by, now=now
    )


def credit(*, invoice: Invoice, by: User, now: datetime, reason: str) -> Invoice:
    """The whole invoice taken back, under a number of its own. Its times can be invoiced again."""
    require(by, "rooms.let_rooms", invoice.place)
    reason = " ".join(reason.split())
    if not reason:
        raise NotNow(_("Schrijf op waarom je deze factuur intrekt."), field="reason")

    def work() -> Invoice:
        current = _held(invoice)
        if current.kind != InvoiceKind.INVOICE or current.status == InvoiceStatus.CREDITED:
            raise NotNow(_("Deze factuur is al ingetrokken."))
        was_paid, rows = current.status == InvoiceStatus.PAID, list(current.lines.order_by("position"))
        lines = credited(_line_of(row, current) for row in rows)
        drafts = [_Draft(row.text, line, row.booked_time) for row, line in zip(rows, lines, strict=True)]
        note = _issue(
            current.place, current.party, drafts, seller={**current.seller, "reason": reason}, buyer=current.buyer,
            now=now, days=_terms(current.place).payment_days, credits=current,
            # Nothing is owed either way, unless there was money.
            status=InvoiceStatus.OPEN if was_paid else InvoiceStatus.CREDITED,
        )  # fmt: skip
        current.lines.update(still_counts=False)
        changes = {"credit": [None, note.reference], "reason": [None, reason]}
        _change(
            current,
            "invoice.credited",
            by=by,
            now=now,
            status=InvoiceStatus.CREDITED,
            paid_on=None,
            told=changes,
        )
        _tell(f"credit:{note.pk}", wording.credit_made, note, now)
        return note

    return in_turn(work)


# -- What becomes of it ---------------------------------------------------------------------------


def mark_paid(*, invoice: Invoice, paid_on: date, by: User, now: datetime) -> Invoice:
    """Of a credit note: the money went back. A second time changes nothing but the day."""
    require(by, "rooms.let_rooms", invoice.place)
    if paid_on > timezone.localdate(now):
        raise DayCannotBe(_("Deze dag moet nog komen."), field="paid_on")

    def work() -> Invoice:
        current = _held(invoice)
        if current.status == InvoiceStatus.CREDITED:
            raise NotNow(_("Hier hoeft niets meer betaald te worden."))
        return _change(current, "invoice.paid", by=by, now=now, status=InvoiceStatus.PAID, paid_on=paid_on)

    return in_turn(work)


def unmark_paid(*, invoice: Invoice, by: User, now: datetime) -> Invoice:
    """It was a mistake."""
    require(by, "rooms.let_rooms", invoice.place)

    def work() -> Invoice:
        current = _held(invoice)
        if current.status != InvoiceStatus.PAID:
            raise NotNow(_("Deze factuur staat niet op betaald."))
        return _change(current, "invoice.unpaid", by=by, now=now, status=InvoiceStatus.OPEN, paid_on=None)

    return in_turn(work)


def settle_online(*, invoice: Invoice, paid_on: date, reference: str, now: datetime) -> Invoice:
    """The provider says so. Within a transaction that holds the place, on an invoice that stands open."""
    return _change(
        invoice, "invoice.paid_online", by=None, now=now,
        status=InvoiceStatus.PAID, paid_on=paid_on, payment_reference=reference,
    )  # fmt: skip


def reopen_online(*, invoice: Invoice, now: datetime) -> Invoice:
    """The money went back. Within a transaction that holds the place."""
    return _change(
        invoice, "invoice.money_returned", by=None, now=now, status=InvoiceStatus.OPEN, paid_on=None
    )


def remind(*, invoice: Invoice, by: User, now: datetime) -> Invoice:
    """One letter, a week apart at the least."""
    require(by, "rooms.let_rooms", invoice.place)

    def work() -> Invoice:
        current, today = _held(invoice), timezone.localdate(now)
        if not queries.is_overdue(current, today):
            raise NotNow(_("Deze factuur hoeft nog niet betaald te zijn, of is al betaald."))
        if current.party is None or not current.party.email:
            raise NotNow(_("Van deze huurder is geen e-mailadres bekend. Bel, of stuur de PDF per post."))
        if current.reminded_on and today < current.reminded_on + BETWEEN_REMINDERS:
            raise NotNow(_("Je hebt deze week al een herinnering gestuurd. Wacht minstens zeven dagen."))
        reminders = current.reminders + 1
        _change(current, "invoice.reminded", by=by, now=now, reminded_on=today, reminders=reminders)
        _tell(
            f"invoice_reminder:{current.pk}:{reminders}",
            lambda *facts: wording.reminder(*facts, today=today),
            current,
            now,
        )
        return current

    return in_turn(work)


# -- How: making ----------------------------------------------------------------------------------


def _invoice_all(
    place: Place, find: Callable[[], list[queries.ToInvoice]], *, by: User, now: datetime
) -> list[Invoice]:
    require(by, "rooms.let_rooms", place)

    def work() -> list[Invoice]:
        hold_place(place)
        found = find()
        if not found:
            raise NothingToInvoice
        return [_invoice(one.party, one.times, by=by, now=now) for one in found]

    return in_turn(work)


def _invoice(party: Party, times: Iterable[BookingTime], *, by: User, now: datetime) -> Invoice:
    place, terms = party.place, _terms(party.place)
    with translation.override(language_of(party)):
        drafts = [
            _Draft(
                wording.line_text(one),
                Line(one.price_cents, one.vat, percentage(one.vat, timezone.localdate(one.starts_at))),
                one,
            )
            for one in times
        ]
    missing = queries.missing_of_payee(place, charges_vat=any(one.line.vat != Vat.EXEMPT for one in drafts))
    if missing:
        raise PayeeMissing(missing)
    made = _issue(
        place, party, drafts, seller=_seller(terms), buyer=_buyer(party), now=now, days=terms.payment_days
    )
    _note(made, "invoice.made", by=by, now=now, told={"total": [None, made.total_cents]})
    _tell(f"invoice:{made.pk}", wording.invoice_made, made, now)
    return made


def _issue(
    place: Place,
    party: Party | None,
    drafts: Sequence[_Draft],
    *,
    seller: dict[str, Any],
    buyer: dict[str, Any],
    now: datetime,
    days: int,
    credits: Invoice | None = None,  # noqa: A002 - as the column is called
    status: InvoiceStatus = InvoiceStatus.OPEN,
) -> Invoice:
    """The number and all that stands under it, or neither."""
    today, sums = timezone.localdate(now), totals(one.line for one in drafts)
    number = _next_number(place, today.year)
    made = Invoice.objects.create(
        place=place,
        party=party,
        kind=InvoiceKind.INVOICE if credits is None else InvoiceKind.CREDIT,
        year=today.year,
        number=number,
        reference=f"{_terms(place).invoice_prefix}{today.year}-{number:04d}",
        issued_on=today,
        due_on=today + timedelta(days=days),
        credits=credits,
        seller={**seller, "vat_totals": _kept(sums)},
        buyer=buyer,
        net_cents=sums.net_cents,
        vat_cents=sums.vat_cents,
        status=status,
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=made,
            position=position,
            text=one.text,
            quantity=one.line.quantity,
            unit_cents=one.line.unit_cents,
            net_cents=one.line.net_cents,
            vat=one.line.vat,
            booked_time=one.time,
            still_counts=credits is None,
        )
        for position, one in enumerate(drafts, 1)
    )
    return made


def _next_number(place: Place, year: int) -> int:
    """Whoever holds the place is the only one who counts; what is undone gives its number back."""
    counter, _is_new = InvoiceCounter.objects.select_for_update().get_or_create(place=place, year=year)
    InvoiceCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    counter.refresh_from_db(fields=["last"])
    return counter.last


def _kept(sums: Totals) -> list[dict[str, Any]]:
    """As it was worked out, so that no later percentage changes an old invoice."""
    return [
        {
            "vat": one.vat, "percentage": str(one.percentage), "net_cents": one.net_cents,
            "vat_cents": one.vat_cents, "positions": list(one.positions),
        }
        for one in sums.by_vat
    ]  # fmt: skip


def _line_of(row: InvoiceLine, invoice: Invoice) -> Line:
    kept = next(one for one in invoice.seller["vat_totals"] if row.position in one["positions"])
    return Line(row.unit_cents, row.vat, Decimal(kept["percentage"]), row.quantity)


def _seller(terms: LettingTerms) -> dict[str, Any]:
    names = ("address", "postcode", "town", "iban", "bic", "trade_number", "vat_number", "payment_days")
    return {"name": terms.legal_name, "place": terms.place.name} | {
        name: getattr(terms, name) for name in names
    }


def _buyer(party: Party) -> dict[str, Any]:
    names = ("contact_name", "address", "postcode", "town", "trade_number", "oin", "kind")
    return {
        "name": party.legal_name or party.name,
        "reference": party.buyer_reference,
        "language": language_of(party),
    } | {name: getattr(party, name) for name in names}


# -- How: keeping ---------------------------------------------------------------------------------


def _terms(place: Place) -> LettingTerms:
    return LettingTerms.objects.filter(place=place).first() or LettingTerms(place=place)


def _held(invoice: Invoice) -> Invoice:
    hold_place(invoice.place)
    return Invoice.objects.select_related("place", "party").get(pk=invoice.pk)


def _change(
    invoice: Invoice,
    verb: str,
    *,
    by: User | None,
    now: datetime,
    told: dict[str, list[Any]] | None = None,
    **fields: Any,
) -> Invoice:
    changes = {
        name: [plain(getattr(invoice, name)), plain(value)]
        for name, value in fields.items()
        if getattr(invoice, name) != value
    }
    for name, value in fields.items():
        setattr(invoice, name, value)
    invoice.save(update_fields=list(fields))
    _note(invoice, verb, by=by, now=now, told=changes | (told or {}))
    return invoice


def _note(invoice: Invoice, verb: str, *, by: User | None, now: datetime, told: dict[str, list[Any]]) -> None:
    scope = invoice.place.audit_scope
    record(verb=verb, scope=scope, by=by, now=now, subject=invoice.reference, changes=told)


def _tell(key: str, telling: Telling, invoice: Invoice, now: datetime) -> None:
    party = invoice.party
    if party is None or not party.email:
        return
    with translation.override(language_of(party)):
        url = address("rooms:party", party.token)
        words = telling(invoice, party, contact_of(invoice.place), url, pay_address(invoice))
        write(key=key, place=invoice.place, to=party.email, words=words, now=now, invoice=invoice)
