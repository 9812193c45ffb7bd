"""How paying online stands, in words: for who pays, and for who keeps the books."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schuifaan.apps.rooms.enums import InvoiceStatus, PaymentNews, PaymentState
from schuifaan.apps.rooms.models import Invoice, Payment
from schuifaan.ui.speech import euros


@dataclass(frozen=True, slots=True)
class Standing:
    """`kind` is that of an alert; "" when nothing happened yet."""

    kind: str
    heading: str
    words: str
    # It came to nothing, and can be tried again.
    is_over: bool = False


def standing(invoice: Invoice, payments: Sequence[Payment], *, is_asked: bool) -> Standing:
    """For who has the link. What the invoice says goes before what a try came to."""
    last = payments[-1] if payments else None
    if invoice.status == InvoiceStatus.CREDITED:
        return Standing("info", _("Deze factuur is ingetrokken"), _("Je hoeft niets te betalen."))
    if invoice.status == InvoiceStatus.PAID:
        return Standing("ok", _("Deze factuur is betaald"), _("Dank je wel. Je hoeft niets meer te doen."))
    if last is None or last.state == PaymentState.STARTED:
        return Standing("", "", "")
    if last.state == PaymentState.PAID and not last.is_live:
        return Standing(
            "ok", _("De proef is gelukt"), _("Er is geen echt geld betaald. De factuur staat nog open.")
        )
    if last.state == PaymentState.PAID:
        return _paid_but_open(last)
    return _not_paid(last, is_asked=is_asked)


def _paid_but_open(payment: Payment) -> Standing:
    if payment.returned_cents:
        return Standing(
            "attention",
            _("Je betaling is teruggegaan"),
            _("Daarom staat de factuur weer open. Klopt dat niet? Bel of mail de plek."),
        )
    said = {"amount": euros(payment.paid_cents)}
    return Standing(
        "info", _("Een deel is betaald"), _("We hebben %(amount)s ontvangen. De rest staat nog open.") % said
    )


def _not_paid(payment: Payment, *, is_asked: bool) -> Standing:
    if payment.state == PaymentState.PENDING:
        return Standing(
            "info",
            _("Je betaling is onderweg"),
            _(
                "Dat kan een paar dagen duren. Betaal niet nog een keer. Op deze pagina zie je wanneer het gelukt is."
            ),
        )
    if payment.state == PaymentState.OPEN:
        words = (
            _("Heb je net betaald? Wacht even en open deze pagina opnieuw. Heb je nog niet betaald? Ga dan verder met de knop.")
            if is_asked
            else _("We kunnen nu niet zien of er betaald is. Heb je betaald? Doe dat niet nog een keer, en open deze pagina straks opnieuw.")
        )  # fmt: skip
        return Standing("info", _("We wachten op je betaling"), words)
    heading = {
        PaymentState.CANCELLED: _("Je hebt de betaling afgebroken"),
        PaymentState.EXPIRED: _("Het duurde te lang"),
    }.get(PaymentState(payment.state), _("De betaling is niet gelukt"))
    return Standing(
        "attention",
        heading,
        _("Er is niets betaald. Probeer het opnieuw, of maak het bedrag over."),
        is_over=True,
    )


# -- For the desk ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    payment: Payment
    words: str


def news_lines(payments: Iterable[Payment]) -> list[Line]:
    return [Line(one, words) for one in payments if (words := news_told(one))]


def try_lines(payments: Iterable[Payment]) -> list[Line]:
    return [Line(one, payment_told(one)) for one in payments]


def payment_told(payment: Payment) -> str:
    """One try, on the page of its invoice."""
    said = {"amount": euros(payment.cents), "state": payment.get_state_display()}
    if payment.state == PaymentState.PAID:
        said["amount"] = euros(payment.paid_cents)
    told = _("%(amount)s, %(state)s") % said
    if payment.returned_cents:
        told = _("%(told)s, %(back)s ging terug") % {"told": told, "back": euros(payment.returned_cents)}
    return told if payment.is_live else _("Proef zonder echt geld: %(told)s") % {"told": told}


def news_told(payment: Payment) -> str:
    """What somebody should look at; "" when nothing."""
    invoice = payment.invoice
    said = {
        "reference": invoice.reference, "paid": euros(payment.paid_cents),
        "back": euros(payment.returned_cents),
    }  # fmt: skip
    if payment.news == PaymentNews.PART:
        return (
            _(
                "Voor factuur %(reference)s is online %(paid)s betaald. Dat is niet alles: de rest staat nog open."
            )
            % said
        )
    if payment.news == PaymentNews.RETURNED and invoice.status == InvoiceStatus.OPEN:
        return (
            _("Van factuur %(reference)s ging %(back)s terug naar wie betaalde. De factuur staat weer open.")
            % said
        )
    if payment.news == PaymentNews.RETURNED:
        return _("Van factuur %(reference)s ging %(back)s terug naar wie betaalde. Kijk of dat klopt.") % said
    if payment.news == PaymentNews.EXTRA and invoice.status == InvoiceStatus.CREDITED:
        return (
            _(
                "Factuur %(reference)s is ingetrokken, en toch is er online %(paid)s betaald. Betaal dat terug."
            )
            % said
        )
    if payment.news == PaymentNews.EXTRA:
        return (
            _(
                "Voor factuur %(reference)s is online %(paid)s betaald, terwijl er al betaald was. Betaal terug wat te veel is."
            )
            % said
        )
    return ""
