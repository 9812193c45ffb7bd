"""What of an invoice can be paid online, how each try stands, and at which payments somebody should look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import F, QuerySet, Sum
from django.urls import reverse

from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import UNDECIDED, InvoiceKind, InvoiceStatus, PaymentState
from schuifaan.apps.rooms.models import Invoice, Party, Payment, PaymentKey
from schuifaan.apps.rooms.online_payment import KEY
from schuifaan.apps.rooms.sealed import Unreadable, unseal

TOKEN_LENGTH: Final = 40
# The slowest way to pay, a transfer, is over by then.
ASKED_FOR: Final = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class KeyShown:
    """All that a page ever says of a key."""

    ending: str
    is_live: bool
    is_readable: bool


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice as its party sees it; `pay_cents` is 0 where there is nothing to pay online."""

    invoice: Invoice
    pay_cents: int


# -- The key --------------------------------------------------------------------------------------


def key_of(place: Place) -> str:
    """The key itself; "" when there is none that can be used. Only for who is about to ask the provider."""
    kept = PaymentKey.objects.filter(place=place).first()
    if kept is None or settings.DEMO:
        return ""
    try:
        key = unseal(kept.sealed)
    except Unreadable:
        return ""
    return key if KEY.fullmatch(key) else ""


def key_shown(place: Place) -> KeyShown | None:
    kept = PaymentKey.objects.filter(place=place).first()
    return KeyShown(kept.ending, kept.is_live, is_readable=bool(key_of(place))) if kept else None


def takes_money(place: Place) -> bool:
    """With a key that only tries things out nobody is asked to pay."""
    return bool((shown := key_shown(place)) and shown.is_live and shown.is_readable)


# -- Paying ---------------------------------------------------------------------------------------


def invoice_to_pay(token: str) -> Invoice | None:
    if len(token) > TOKEN_LENGTH:
        return None
    return Invoice.objects.select_related("place", "party").filter(pay_token=token).first()


def received_cents(invoice: Invoice) -> int:
    """Online, as far as it did not go back; pretended money does not count."""
    return sum(one.kept_cents for one in invoice.payments.filter(state=PaymentState.PAID, is_live=True))


def open_cents(invoice: Invoice) -> int:
    """What is still to be paid. Nothing of what was credited, or goes the other way."""
    if invoice.status != InvoiceStatus.OPEN or invoice.kind != InvoiceKind.INVOICE:
        return 0
    return max(invoice.total_cents - received_cents(invoice), 0)


def pay_online_cents(invoice: Invoice) -> int:
    """What the button asks for; 0 where there is none."""
    return open_cents(invoice) if takes_money(invoice.place) else 0


def pay_address(invoice: Invoice) -> str:
    """A whole address for letters and paper; "" when there is nothing to pay online."""
    path = reverse("rooms:pay", args=[invoice.pay_token])
    return f"{settings.BASE_URL}{path}" if pay_online_cents(invoice) else ""


def bills_of(party: Party, *, most: int = 24) -> list[Bill]:
    """Newest first."""
    invoices = list(party.invoices.order_by("-year", "-number")[:most])
    if not takes_money(party.place):
        return [Bill(one, 0) for one in invoices]
    paid = {
        row["invoice"]: row["kept"]
        for row in Payment.objects.filter(invoice__in=invoices, state=PaymentState.PAID, is_live=True)
        .filter(returned_cents__lte=F("paid_cents"))
        .values("invoice")
        .annotate(kept=Sum(F("paid_cents") - F("returned_cents")))
        .order_by()
    }
    return [Bill(one, _left(one, paid.get(one.pk, 0))) for one in invoices]


def _left(invoice: Invoice, received: int) -> int:
    is_open = invoice.status == InvoiceStatus.OPEN and invoice.kind == InvoiceKind.INVOICE
    return max(invoice.total_cents - received, 0) if is_open else 0


def payments_of(invoice: Invoice) -> list[Payment]:
    """Oldest first; the last is the one somebody comes back from."""
    return list(invoice.payments.order_by("started_at", "pk"))


def payment_with(key: str) -> Payment | None:
    if len(key) > TOKEN_LENGTH:
        return None
    return Payment.objects.select_related("invoice__place", "invoice__party").filter(key=key).first()


def undecided(payments: Iterable[Payment]) -> list[Payment]:
    """Those the provider can tell more of."""
    return [one for one in payments if one.state in UNDECIDED and one.provider_id]


def undecided_since(now: datetime) -> QuerySet[Payment]:
    """The longest waiting first."""
    found = Payment.objects.filter(state__in=UNDECIDED, started_at__gte=now - ASKED_FOR)
    return found.exclude(provider_id="").select_related("invoice__place").order_by("started_at", "pk")


# -- For the desk ---------------------------------------------------------------------------------


def payments_to_look_at(place: Place) -> Sequence[Payment]:
    """Money that was not expected, was less, or went back; until somebody says it is seen."""
    found = Payment.objects.filter(invoice__place=place).exclude(news="")
    return list(found.select_related("invoice__party").order_by("invoice", "pk"))


def payment_at(invoice: Invoice, pk: int) -> Payment | None:
    return invoice.payments.filter(pk=pk).first()
