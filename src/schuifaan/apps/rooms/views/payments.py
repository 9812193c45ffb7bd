"""Paying an invoice online, by its own link; what the provider has to tell; and the key of a place at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import paying as actions
from schuifaan.apps.rooms.enums import PaymentState
from schuifaan.apps.rooms.forms.payments import KeyForm
from schuifaan.apps.rooms.models import Invoice, Payment
from schuifaan.apps.rooms.online_payment import PROVIDER_NAME, NoSuchPayment, ProviderError
from schuifaan.apps.rooms.queries import invoices as invoice_queries
from schuifaan.apps.rooms.queries import payments as queries
from schuifaan.apps.rooms.wording_payments import news_lines, standing, try_lines
from schuifaan.core.letting.payee import spaced
from schuifaan.ui.doorstep import doorstep, too_many

REFUSED, WRONG, BUSY, AWAY = 409, 422, 429, 503

of_place = guard(place_alone, by="slug")


# -- Who pays -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@doorstep
def pay(request: HttpRequest, *, token: str) -> HttpResponse:
    """How the invoice stands, and the button. Coming back from the provider one comes here again."""
    invoice = queries.invoice_to_pay(token)
    if invoice is None:
        return render(request, "rooms/payments/unknown.html", status=404)
    if request.method != "POST":
        is_asked = _look(request, invoice)
        return _page(request, _again(invoice), is_asked=is_asked)
    if too_many(request, "pay"):
        return _page(request, invoice, BUSY, why=_("Je hebt dit vaak geprobeerd. Wacht tien minuten."))
    try:
        payment = actions.start(invoice=invoice, now=timezone.now())
    except actions.NotReached as error:
        return _page(request, _again(invoice), AWAY, why=str(error))
    except PlaceError as error:
        return _page(request, _again(invoice), REFUSED, why=str(error))
    # A page of our own in between: a browser lets no form end at another site.
    context = {"invoice": invoice, "place": invoice.place, "payment": payment, "provider": PROVIDER_NAME}
    return render(request, "rooms/payments/onward.html", context)


@require_POST
@doorstep
def news(request: HttpRequest, *, key: str) -> HttpResponse:
    """The provider says that there is something to ask about. Whatever is sent, the answer tells nothing."""
    payment = queries.payment_with(key)
    sent = request.POST.get("id", "")
    if payment is None or (payment.provider_id and payment.provider_id != sent):
        return HttpResponse(status=200)
    try:
        actions.refresh(payment=payment, provider_id=sent, now=timezone.now())
    except NoSuchPayment:
        return HttpResponse(status=200)
    except ProviderError:
        # It comes back later with the same.
        return HttpResponse(status=AWAY)
    return HttpResponse(status=200)


# -- The desk -------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def payment_key(request: HttpRequest, place: Place) -> HttpResponse:
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            is_checked = actions.set_key(
                place=place, key=form.cleaned_data["key"], by=me(request), now=timezone.now()
            )
        except PlaceError as error:
            form.add_error("key", str(error))
        else:
            messages.success(request, _("De sleutel is bewaard.") if is_checked else _not_checked())
            return redirect("rooms:payment_key", slug=place.slug)
    context = {
        "place": place, "title": _("Online betalen"), "form": form, "key": queries.key_shown(place),
        "provider": PROVIDER_NAME,
    }  # fmt: skip
    return render(request, "rooms/payments/key.html", context, status=WRONG if form.errors else 200)


@require_POST
@of_place("rooms.let_rooms")
def remove_key(request: HttpRequest, place: Place) -> HttpResponse:
    if actions.remove_key(place=place, by=me(request), now=timezone.now()):
        messages.success(request, _("De sleutel is weg. Online betalen kan niet meer."))
    return redirect("rooms:payment_key", slug=place.slug)


@require_POST
@of_place("rooms.let_rooms")
def seen(request: HttpRequest, place: Place, *, pk: int, payment: int) -> HttpResponse:
    invoice = invoice_queries.invoice_at(place, pk)
    found = queries.payment_at(invoice, payment) if invoice else None
    if found is None:
        raise Http404
    actions.seen(payment=found, by=me(request), now=timezone.now())
    return redirect("rooms:invoice", slug=place.slug, pk=pk)


def payments_shown(invoice: Invoice) -> dict[str, Any]:
    """On the page of the invoice at the desk."""
    payments, key = queries.payments_of(invoice), queries.key_shown(invoice.place)
    can_pay = bool(key and key.is_readable and queries.open_cents(invoice))
    return {
        "payment_news": news_lines(payments),
        "tries": try_lines(payments),
        "pay_address": reverse("rooms:pay", args=[invoice.pay_token]) if can_pay else "",
        "is_trial": bool(key and not key.is_live),
    }


# -- How ------------------------------------------------------------------------------------------


def _not_checked() -> str:
    return _("De sleutel is bewaard. Mollie gaf nu geen antwoord, dus we konden hem niet nakijken.")


def _look(request: HttpRequest, invoice: Invoice) -> bool:
    """Asks about what is not decided yet; False when the provider gave no answer."""
    waiting = queries.undecided(queries.payments_of(invoice))
    if not waiting:
        return True
    if too_many(request, "paid"):
        return False
    for payment in waiting:
        try:
            actions.refresh(payment=payment, now=timezone.now())
        except NoSuchPayment:
            continue
        except ProviderError:
            return False
    return True


def _again(invoice: Invoice) -> Invoice:
    return queries.invoice_to_pay(invoice.pay_token) or invoice


def _page(
    request: HttpRequest, invoice: Invoice, status: int = 200, *, why: str = "", is_asked: bool = True
) -> HttpResponse:
    payments: list[Payment] = queries.payments_of(invoice)
    shown = queries.key_shown(invoice.place)
    context = {
        "invoice": invoice,
        "place": invoice.place,
        "why": why,
        "cents": queries.open_cents(invoice),
        "takes_money": bool(shown and shown.is_readable),
        "is_trial": bool(shown and not shown.is_live),
        "standing": standing(invoice, payments, is_asked=is_asked),
        "provider": PROVIDER_NAME,
        "iban": spaced(invoice.seller.get("iban", "")),
        "is_on_its_way": any(one.state == PaymentState.PENDING for one in payments),
    }
    return render(request, "rooms/payments/pay.html", context, status=status)
