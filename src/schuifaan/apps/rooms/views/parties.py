"""A party's own pages, by its private link: what it has, its data, the waiting list."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.domain_errors import Refused
from schuifaan.apps.rooms.actions.party_self import correct_details
from schuifaan.apps.rooms.actions.waiting import accept_offer, give_up
from schuifaan.apps.rooms.enums import WaitingState
from schuifaan.apps.rooms.forms.parties import DetailsForm
from schuifaan.apps.rooms.models import Party
from schuifaan.apps.rooms.online_payment import PROVIDER_NAME
from schuifaan.apps.rooms.queries import parties as reading
from schuifaan.apps.rooms.queries.asking import let_room
from schuifaan.apps.rooms.queries.bookings import bookings_of_party, party_with
from schuifaan.apps.rooms.queries.party_calendar import calendar_key
from schuifaan.apps.rooms.queries.payments import bills_of
from schuifaan.apps.rooms.queries.rentable import rooms_to_let
from schuifaan.apps.rooms.queries.seasons import open_seasons
from schuifaan.apps.rooms.views.asking import begin, found_again, step
from schuifaan.ui.doorstep import doorstep

WRONG, REFUSED = 422, 409
# Without an account nothing is kept between two pages: what was done stands in the address.
DONE: Final = {
    "gevraagd": gettext_lazy("Je vraag is verstuurd. We houden de ruimte voor je vast."),
    "geannuleerd": gettext_lazy("Het is geannuleerd."),
    "verzet": gettext_lazy("Het is verzet."),
    "terug": gettext_lazy("Het gaat weer door."),
    "gewijzigd": gettext_lazy("Het is veranderd."),
    "gegevens": gettext_lazy("Je gegevens zijn bewaard."),
    "aangenomen": gettext_lazy("De ruimte is voor jullie gevraagd. Kijk hieronder of alles klopt."),
    "van-de-lijst": gettext_lazy("Je staat niet meer op de wachtlijst."),
}

PartyView = Callable[..., HttpResponse]


def by_link(view: PartyView) -> Callable[..., HttpResponse]:
    """Whoever has the link speaks for the party."""

    @doorstep
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        party = party_with(kwargs.pop("token"))
        if party is None:
            return render(request, "rooms/parties/unknown.html", status=404)
        return view(request, party, **kwargs)

    return opened


def show(
    request: HttpRequest, party: Party, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    told = {
        "party": party, "place": party.place, "today": timezone.localdate(),
        "done": DONE.get(request.GET.get("gedaan", "")), **context,
    }  # fmt: skip
    return render(request, f"rooms/parties/{template}.html", told, status=status)


@require_GET
@by_link
def party(request: HttpRequest, party: Party) -> HttpResponse:
    now = timezone.now()
    mine = bookings_of_party(party, now)
    offered = [one for one in mine.waiting if one.state == WaitingState.OFFERED]
    # What is held for an offer stands with the offer, and nowhere else.
    held = {one.booking_id for one in offered}
    coming = [one for one in mine.coming if one.pk not in held]
    return show(
        request, party, "party", mine=mine, coming=reading.coming_lines(coming, now), offered=offered,
        waiting=[one for one in mine.waiting if one.state == WaitingState.WAITING],
        keys=reading.keys_with(party),
        bills=bills_of(party), provider=PROVIDER_NAME,
        rooms=rooms_to_let(party.place),
        seasons=open_seasons(party, timezone.localdate(now)),
        address=request.build_absolute_uri(request.path),
        calendar=request.build_absolute_uri(f"/huur/agenda/{calendar_key(party)}/agenda.ics"),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@by_link
def details(request: HttpRequest, party: Party) -> HttpResponse:
    form = DetailsForm(request.POST or None, party=party)
    if request.method == "POST" and form.is_valid():
        correct_details(party=party, now=timezone.now(), **form.cleaned_data)
        return done("rooms:party", "gegevens", party.token)
    return show(request, party, "details", WRONG if form.errors else 200, form=form)


@require_http_methods(["GET", "POST"])
@found_again
@by_link
def ask_again(request: HttpRequest, party: Party, *, pk: int) -> HttpResponse:
    """`?zoals=` a booking of theirs: prefilled with what was asked then."""
    room = let_room(party.place, pk)
    if room is None:
        raise Http404
    number = request.GET.get("zoals", "")
    before = reading.booking_of(party, int(number)) if number.isdecimal() and len(number) < 10 else None  # noqa: PLR2004 - more digits than any number has
    return step(begin(request, room, party), initial=dict(reading.as_before(before)) if before else None)


@require_POST
@by_link
def waiting(request: HttpRequest, party: Party, *, pk: int) -> HttpResponse:
    """What came free is taken or passed on; or one need not wait any longer."""
    found = reading.waiting_at(party, pk)
    if found is None:
        raise Http404
    now = timezone.now()
    if request.POST.get("do") != "accept":
        give_up(waiting=found, now=now)
        return done("rooms:party", "van-de-lijst", party.token)
    try:
        booking = accept_offer(waiting=found, now=now)
    except Refused as error:
        return show(request, party, "refused", REFUSED, why=str(error), title=_("Dit kan niet meer"))
    return done("rooms:party_booking", "aangenomen", party.token, booking.number)


def done(name: str, code: str, *args: Any) -> HttpResponse:
    response = redirect(name, *args)
    response["Location"] += f"?gedaan={code}"
    return response
