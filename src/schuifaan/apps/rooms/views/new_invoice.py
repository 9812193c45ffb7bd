"""The desk: an invoice for one booking, or for all that one party has to pay."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions.invoicing import invoice_times
from schuifaan.apps.rooms.forms.new_invoice import TimesForm
from schuifaan.apps.rooms.models import Booking, Party
from schuifaan.apps.rooms.queries.bookings import booking_at
from schuifaan.apps.rooms.queries.connected import times_for_booking, times_for_party
from schuifaan.apps.rooms.queries.invoices import missing_of_payee
from schuifaan.apps.rooms.queries.parties_desk import party_at
from schuifaan.apps.rooms.wording_invoices import missing_words

of_place = guard(place_alone, by="slug")
MOST_DIGITS = 10


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def new_invoice(request: HttpRequest, place: Place) -> HttpResponse:
    """`?reservering=` or `?huurder=` says for what; all of it is ticked."""
    now = timezone.now()
    booking, party = _asked(request, place)
    times = times_for_booking(booking, now=now) if booking else times_for_party(party, now=now)
    form = TimesForm(request.POST if request.method == "POST" else None, times=times)
    if form.is_valid():
        try:
            made = invoice_times(party=party, times=form.wanted(), by=me(request), now=now)
        except PlaceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("De factuur is gemaakt."))
            return redirect("rooms:invoice", slug=place.slug, pk=made.pk)
    context = {
        "place": place,
        "title": _("Nieuwe factuur"),
        "form": form,
        "party": party,
        "booking": booking,
        "times": times,
        "net_cents": sum(one.price_cents for one in times),
        "missing": missing_words(missing_of_payee(place)),
    }
    return render(request, "rooms/invoices/new.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, place: Place) -> tuple[Booking | None, Party]:
    """Of this place, and nothing else that somebody wrote in the address."""
    number, pk = _number(request, "reservering"), _number(request, "huurder")
    booking = booking_at(place, number) if number else None
    party = booking.party if booking else party_at(place, pk)
    if party is None:
        raise Http404
    # The place as it was found for the guard.
    party.place = place
    return booking, party


def _number(request: HttpRequest, name: str) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < MOST_DIGITS else 0
