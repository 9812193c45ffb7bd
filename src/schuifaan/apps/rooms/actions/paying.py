"""Paying an invoice online: the key of a place, a try to pay, and booking what the provider says, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.actions.saving import PlaceError, require
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms import online_payment as online
from schuifaan.apps.rooms.actions.invoicing import reopen_online, settle_online
from schuifaan.apps.rooms.actions.keeping import hold_place, in_turn
from schuifaan.apps.rooms.actions.writing import address
from schuifaan.apps.rooms.enums import InvoiceKind, InvoiceStatus, PaymentNews, PaymentState
from schuifaan.apps.rooms.models import Invoice, Payment, PaymentKey
from schuifaan.apps.rooms.queries import payments as queries
from schuifaan.apps.rooms.sealed import seal
from schuifaan.apps.rooms.wording_letters import one_line

log = structlog.get_logger(__name__)
ENDING: Final = 4
# As long as the provider takes.
DESCRIPTION: Final = 140
MOST_A_ROUND: Final = 50
# A try that is this young may still be on its way to the provider.
YOUNG: Final = timedelta(minutes=1)


class KeyCannotBe(PlaceError):  # noqa: N818 - it says what happened
    def __init__(self, why: str) -> None:
        super().__init__(why, field="key")


class NothingToPay(PlaceError):  # noqa: N818 - it says what happened
    """It is paid, taken back, or this place takes no money online."""


class OnItsWay(PlaceError):  # noqa: N818 - it says what happened
    """There is a payment of which the bank has yet to say how it ends: a second one would be too much."""


class NotReached(PlaceError):  # noqa: N818 - it says what happened
    """The provider could not be asked just now; nothing was paid and nothing is lost."""


# -- The key --------------------------------------------------------------------------------------


def set_key(*, place: Place, key: str, by: User, now: datetime) -> bool:
    """Whether the provider was there to say that the key is good; one that it refuses is not kept."""
    require(by, "rooms.let_rooms", place)
    if settings.DEMO:
        raise KeyCannotBe(_("Dit is een voorbeeld. Hier kun je geen sleutel bewaren."))
    try:
        online.provider_with(key).check()
    except online.KeyRefused:
        raise KeyCannotBe(
            _("Mollie kent deze sleutel niet. Kopieer hem nog eens, helemaal, uit je account bij Mollie.")
        ) from None
    except online.ProviderError:
        is_checked = False
    else:
        is_checked = True
    with transaction.atomic():
        hold_place(place)
        before = PaymentKey.objects.filter(place=place).first()
        ending = key[-ENDING:]
        kept = {
            "sealed": seal(key), "ending": ending, "is_live": key.startswith("live_"), "set_at": now,
        }  # fmt: skip
        PaymentKey.objects.update_or_create(place=place, defaults=kept)
        _note_key(place, "set", [before.ending if before else None, ending], by=by, now=now)
    return is_checked


def remove_key(*, place: Place, by: User, now: datetime) -> bool:
    """False when there was none."""
    require(by, "rooms.let_rooms", place)
    with transaction.atomic():
        hold_place(place)
        before = PaymentKey.objects.filter(place=place).first()
        if before is None:
            return False
        before.delete()
        _note_key(place, "removed", [before.ending, None], by=by, now=now)
    return True


# -- Paying ---------------------------------------------------------------------------------------


def start(*, invoice: Invoice, now: datetime) -> Payment:
    """A try of which `checkout_url` is where the person can pay. One that is still open is used again."""
    key = _key(invoice)
    going = _still_going(invoice, now)
    if going is not None:
        return going
    payment = _begin(invoice, key, now)
    wanted = online.Wanted(
        key=payment.key,
        cents=payment.cents,
        description=_description(invoice),
        back_to=address("rooms:pay", invoice.pay_token),
        tell_at=_tell_at(payment),
        language=get_language() or settings.LANGUAGE_CODE,
    )
    try:
        told = online.provider_with(key).begin(wanted)
    except online.ProviderError as error:
        raise _not_reached(error) from None
    if told.key != payment.key or not told.checkout_url:
        raise _not_reached(online.ProviderAway())
    return book(payment=payment, told=told, now=now)


def refresh(*, payment: Payment, now: datetime, provider_id: str = "") -> Payment:
    """As the provider says it stands. `provider_id` only where we do not have it yet, and then it must be ours."""
    key = queries.key_of(payment.invoice.place)
    wanted = payment.provider_id or provider_id
    if not key or not wanted:
        return payment
    told = online.provider_with(key).ask(wanted)
    if told.key != payment.key or told.provider_id != wanted:
        raise online.NoSuchPayment
    return book(payment=payment, told=told, now=now)


def refresh_undecided(*, now: datetime) -> int:
    """Of who did not come back, and whose news never arrived. How many were decided."""
    decided = 0
    for payment in queries.undecided_since(now).filter(started_at__lte=now - YOUNG)[:MOST_A_ROUND]:
        try:
            after = refresh(payment=payment, now=now)
        except online.ProviderError as error:
            log.warning("payment_not_asked", payment=payment.pk, why=type(error).__name__)
            continue
        decided += after.state != payment.state
    return decided


def seen(*, payment: Payment, by: User, now: datetime) -> None:
    """Somebody of the place has looked at it."""
    place = payment.invoice.place
    require(by, "rooms.let_rooms", place)
    del now
    Payment.objects.filter(pk=payment.pk).update(news=PaymentNews.NONE)


# -- Booking --------------------------------------------------------------------------------------


def book(*, payment: Payment, told: online.Told, now: datetime) -> Payment:
    """What the provider said becomes ours. As often as it is said, and by however many at once: booked once."""

    def work() -> Payment:
        hold_place(payment.invoice.place)
        current = Payment.objects.select_related("invoice__place", "invoice__party").get(pk=payment.pk)
        was_paid, returned_before = current.state == PaymentState.PAID, current.returned_cents
        _take_over(current, told, now)
        if current.state == PaymentState.PAID and current.is_live:
            if not was_paid:
                _came_in(current, now)
            elif current.returned_cents != returned_before:
                _went_back(current, now)
        current.save()
        return current

    return in_turn(work)


def _take_over(payment: Payment, told: online.Told, now: datetime) -> None:
    payment.provider_id = told.provider_id
    payment.checkout_url = told.checkout_url or payment.checkout_url
    # The news of a moment ago may come in after that of now: paid is paid.
    if payment.state != PaymentState.PAID:
        payment.state = told.state
    if payment.state == PaymentState.PAID:
        if payment.paid_at is None:
            payment.paid_cents = told.cents
            payment.paid_at = min(told.paid_at or now, now)
        payment.returned_cents = told.returned_cents


def _came_in(payment: Payment, now: datetime) -> None:
    """For the first time: the invoice is paid with it, or somebody should look."""
    invoice, received = payment.invoice, _received_with(payment)
    is_open = invoice.status == InvoiceStatus.OPEN and invoice.kind == InvoiceKind.INVOICE
    _note_money(payment, now)
    if not is_open:
        payment.news = PaymentNews.EXTRA
    elif received < invoice.total_cents:
        payment.news = PaymentNews.RETURNED if payment.returned_cents else PaymentNews.PART
    else:
        payment.news = PaymentNews.EXTRA if received > invoice.total_cents else PaymentNews.NONE
        _settle(payment, now)


def _went_back(payment: Payment, now: datetime) -> None:
    """Money that was too much goes back quietly; else the invoice opens again when too little is left."""
    invoice, received = payment.invoice, _received_with(payment)
    settling = invoice.payments.filter(settled=True).first()
    _note_money(payment, now)
    payment.news = PaymentNews.RETURNED
    if received >= invoice.total_cents:
        if settling is None and invoice.status == InvoiceStatus.OPEN:
            _settle(payment, now)
        if received == invoice.total_cents or invoice.status == InvoiceStatus.OPEN:
            payment.news = PaymentNews.NONE
        return
    if settling is None:
        if invoice.status != InvoiceStatus.OPEN and not payment.kept_cents:
            payment.news = PaymentNews.NONE
        return
    payment.settled = False
    Payment.objects.filter(pk=settling.pk).update(settled=False)
    if invoice.status == InvoiceStatus.PAID:
        reopen_online(invoice=invoice, now=now)


def _settle(payment: Payment, now: datetime) -> None:
    paid_on = timezone.localdate(payment.paid_at or now)
    # One that settled it before somebody put the invoice on open again by hand.
    Payment.objects.filter(invoice=payment.invoice, settled=True).update(settled=False)
    settle_online(invoice=payment.invoice, paid_on=paid_on, reference=payment.provider_id, now=now)
    payment.settled = True


def _received_with(payment: Payment) -> int:
    """As it will be once this one is saved."""
    others = payment.invoice.payments.filter(state=PaymentState.PAID, is_live=True).exclude(pk=payment.pk)
    return payment.kept_cents + sum(one.kept_cents for one in others)


# -- How ------------------------------------------------------------------------------------------


def _key(invoice: Invoice) -> str:
    key = queries.key_of(invoice.place)
    if not key:
        raise NothingToPay(_("Deze plek neemt nu geen betalingen online aan. Maak het bedrag over."))
    return key


def _still_going(invoice: Invoice, now: datetime) -> Payment | None:
    """A try that can be gone on with. What is under way is asked first: nobody pays twice by pressing twice."""
    for payment in queries.undecided(queries.payments_of(invoice)):
        try:
            after = refresh(payment=payment, now=now)
        except online.NoSuchPayment:
            # Made with a key the place had before.
            continue
        except online.ProviderError as error:
            raise _not_reached(error) from None
        if after.state == PaymentState.PENDING:
            raise OnItsWay(_("Je betaling is al onderweg. Betaal niet nog een keer."))
        current = Invoice.objects.get(pk=invoice.pk)
        is_same = after.is_live == _is_live(invoice) and after.cents == queries.open_cents(current)
        if after.state == PaymentState.OPEN and after.checkout_url and is_same:
            return after
    return None


def _begin(invoice: Invoice, key: str, now: datetime) -> Payment:
    """Written down before the provider hears of it: what it says of this try has a place to go, whenever it comes."""

    def work() -> Payment:
        hold_place(invoice.place)
        current = Invoice.objects.select_related("place", "party").get(pk=invoice.pk)
        cents = queries.open_cents(current)
        if not cents:
            raise NothingToPay(_("Hier hoeft niets meer betaald te worden."))
        return Payment.objects.create(
            invoice=current, cents=cents, is_live=key.startswith("live_"), started_at=now
        )

    return in_turn(work)


def _is_live(invoice: Invoice) -> bool:
    shown = queries.key_shown(invoice.place)
    return bool(shown and shown.is_live)


def _description(invoice: Invoice) -> str:
    """What stands on both bank accounts: which invoice, of whom. Not who pays."""
    said = {"reference": one_line(invoice.reference), "name": one_line(invoice.seller.get("name", ""))}
    return (_("Factuur %(reference)s, %(name)s") % said)[:DESCRIPTION]


def _tell_at(payment: Payment) -> str:
    """A machine on somebody's desk cannot be reached, and the provider refuses such an address."""
    return address("rooms:payment_news", payment.key) if settings.BASE_URL.startswith("https://") else ""


def _not_reached(error: online.ProviderError) -> NotReached:
    log.warning("payment_not_begun", why=type(error).__name__)
    if isinstance(error, online.AskedWrongly):
        return NotReached(
            _("Dit bedrag kan nu niet online betaald worden. Maak het over, zoals op de factuur staat.")
        )
    return NotReached(
        _(
            "Online betalen lukt nu even niet. Er is niets betaald. Probeer het straks nog eens, of maak het bedrag over."
        )
    )


def _note_money(payment: Payment, now: datetime) -> None:
    record(
        verb="invoice.payment_noted",
        scope=payment.invoice.place.audit_scope,
        by=None,
        now=now,
        subject=payment.invoice.reference,
        changes={"received": [None, payment.kept_cents]},
    )


def _note_key(place: Place, done: str, ending: list[str | None], *, by: User, now: datetime) -> None:
    record(
        verb=f"payment_key.{done}", scope=place.audit_scope, by=by, now=now, subject=place.name,
        changes={"ending": ending},
    )  # fmt: skip
