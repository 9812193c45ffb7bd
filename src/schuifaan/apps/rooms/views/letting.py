"""The desk: on what terms and at what rates a place lets its rooms."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import ChangedMeanwhile, PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import letting as actions
from schuifaan.apps.rooms.forms.letting import DayPartsForm, LettingForm, TryForm
from schuifaan.apps.rooms.forms.rate_card import CardDays, CopyForm, RateCardForm
from schuifaan.apps.rooms.models import RateCard
from schuifaan.apps.rooms.queries import rates as queries
from schuifaan.apps.rooms.wording_prices import PriceTold, price_told

TRY = "proef-day"

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def letting(request: HttpRequest, place: Place) -> HttpResponse:
    form = LettingForm(request.POST or None, terms=queries.terms_of(place))
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.set_terms(
                place=place, terms=form.wanted(), by=me(request), now=timezone.now(), version=version or 0
            )
        except (PlaceError, ChangedMeanwhile) as error:
            _tell(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("rooms:letting", slug=place.slug)
    context = {"place": place, "title": _("Verhuur"), "form": form, "groups": form.groups()}
    return render(request, "rooms/letting/letting.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def day_parts(request: HttpRequest, place: Place) -> HttpResponse:
    form = DayPartsForm(request.POST or None, hours=queries.day_parts(place))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_day_parts(place=place, day_parts=form.wanted(), by=me(request), now=timezone.now())
        except PlaceError as error:
            _tell(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("rooms:rates", slug=place.slug)
    context = {"place": place, "title": _("Dagdelen"), "form": form, "groups": form.groups()}
    return render(request, "rooms/letting/day_parts.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def rates(request: HttpRequest, place: Place) -> HttpResponse:
    """All cards, a new one, and what a time would cost."""
    form = CardDays(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            card = actions.add_rate_card(place=place, by=me(request), now=timezone.now(), **form.cleaned_data)
        except PlaceError as error:
            _tell(form, error)
        else:
            messages.success(request, _("De lijst staat klaar. Vul nu de prijzen in."))
            return redirect("rooms:rate_card", slug=place.slug, pk=card.pk)
    context = _rates_page(request, place) | {"form": form}
    return render(request, "rooms/letting/rates.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def rate_card(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    card, now = _card_or_404(place, pk), timezone.now()
    form = _card_form(request, card, now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_rate_card(card=card, by=me(request), now=now, **form.wanted())
        except (PlaceError, ChangedMeanwhile) as error:
            _tell(form, error)
        else:
            messages.success(request, _("Bewaard: %(card)s.") % {"card": card.name})
            return redirect("rooms:rates", slug=place.slug)
    return _card_page(request, place, card, form, now=now)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def copy_rate_card(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    card, now = _card_or_404(place, pk), timezone.now()
    form = CopyForm(request.POST or None, card=card, today=timezone.localdate(now))
    if request.method == "POST" and form.is_valid():
        try:
            copy = actions.copy_rate_card(card=card, by=me(request), now=now, **form.cleaned_data)
        except PlaceError as error:
            _tell(form, error)
        else:
            messages.success(request, _("De nieuwe lijst staat klaar. Kijk de prijzen nog even na."))
            return redirect("rooms:rate_card", slug=place.slug, pk=copy.pk)
    context = {"place": place, "title": _("Prijzen voor een nieuw jaar"), "card": card, "form": form}
    return render(request, "rooms/letting/copy.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("rooms.let_rooms")
def remove_rate_card(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    card, now = _card_or_404(place, pk), timezone.now()
    name = card.name
    try:
        actions.remove_rate_card(card=card, by=me(request), now=now)
    except PlaceError as error:
        messages.error(request, str(error))
        return redirect("rooms:rate_card", slug=place.slug, pk=pk)
    messages.success(request, _("%(card)s is weg.") % {"card": name})
    return redirect("rooms:rates", slug=place.slug)


# -- How --------------------------------------------------------------------------------------------


def _rates_page(request: HttpRequest, place: Place) -> dict[str, Any]:
    today = timezone.localdate()
    book = queries.rate_book(place)
    trial = TryForm(
        request.GET if TRY in request.GET else None, rooms=queries.rooms_to_price(place), today=today
    )
    return {
        "place": place,
        "title": _("Tarieven"),
        "today": today,
        "cards": book.cards,
        "now_holds": book.card_on(today),
        "day_parts": book.parts,
        "trial": trial,
        "price": _tried(trial, book),
    }


def _tried(trial: TryForm, book: queries.RateBook) -> PriceTold | None:
    """With no lines when the place states no rate for this; None while nothing good was asked."""
    if not trial.is_valid():
        return None
    asked = trial.asked()
    price = book.price_of(**asked)
    return price_told(price, asked["starts_at"], asked["ends_at"])


def _card_or_404(place: Place, pk: int) -> RateCard:
    card = queries.card_at(place, pk)
    if card is None:
        raise Http404
    return card


def _card_form(request: HttpRequest, card: RateCard, now: datetime) -> RateCardForm:
    return RateCardForm(
        request.POST or None,
        card=card,
        rooms=queries.rooms_to_price(card.place, card),
        state=queries.card_state(card),
        needs_knowing=actions.needs_knowing(card, now=now),
    )


def _card_page(
    request: HttpRequest, place: Place, card: RateCard, form: RateCardForm, *, now: datetime
) -> HttpResponse:
    context = {
        "place": place,
        # As it is kept, not as somebody is typing it.
        "title": _card_or_404(place, card.pk).name,
        "card": card,
        "form": form,
        "is_used": queries.is_used(card),
        "today": timezone.localdate(now),
    }
    return render(request, "rooms/letting/rate_card.html", context, status=422 if form.errors else 200)


def _tell(form: forms.Form, error: Exception) -> None:
    """Beside its field, where it has one here; also that a colleague was earlier."""
    field = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, str(error))
