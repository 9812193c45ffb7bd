"""The parties of a place at its desk: who they are, their private link, and two that are one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions.parties import add_party, change_party, renew_link
from schuifaan.apps.rooms.actions.party_desk import merge_parties, send_link
from schuifaan.apps.rooms.actions.writing import address
from schuifaan.apps.rooms.forms.parties_desk import MergeForm, PartyForm
from schuifaan.apps.rooms.models import Party
from schuifaan.apps.rooms.queries import parties_desk as queries
from schuifaan.apps.rooms.queries.booking_desk import Wanted, bookings_page
from schuifaan.apps.rooms.queries.connected import connected_to_party
from schuifaan.apps.rooms.views.connected import shown_with

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def parties(request: HttpRequest, place: Place) -> HttpResponse:
    """All of them, found by a piece of a name; and a new one."""
    may_let = me(request).has_perm("rooms.let_rooms", place)
    data = request.POST if request.method == "POST" else None
    form = PartyForm(data, may_trust=may_let)
    if form.is_valid():
        facts = form.facts()
        party = add_party(place=place, details=form.details(), by=me(request), now=timezone.now(), **facts)
        messages.success(request, _("%(party)s staat in de lijst.") % {"party": party.name})
        return redirect("rooms:party_card", slug=place.slug, party=party.pk)
    words, after = " ".join(request.GET.get("zoek", "").split())[:120], request.GET.get("na", "")
    is_number = after.isascii() and after.isdecimal()
    page = queries.parties_page(place, words=words.replace("\0", ""), after=int(after) if is_number else None)
    onward = request.GET.copy()
    onward["na"] = str(page.next_after)
    context = {"place": place, "title": _("Huurders"), "form": form, "groups": form.groups(), "page": page}
    context |= {"words": words, "onward": f"?{onward.urlencode()}" if page.next_after else ""}
    return render(request, "rooms/bookings/parties.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def party_card(request: HttpRequest, place: Place, *, party: int) -> HttpResponse:
    found = _party_or_404(place, party)
    if request.method == "GET":
        return _page(request, place, found)
    form = PartyForm(request.POST, party=found, may_trust=me(request).has_perm("rooms.let_rooms", place))
    if not form.is_valid():
        return _page(request, place, found, form=form)
    change_party(party=found, by=me(request), now=timezone.now(), **form.facts())
    messages.success(request, _("Bewaard."))
    return redirect("rooms:party_card", slug=place.slug, party=party)


@require_POST
@of_place("rooms.let_rooms")
def send_party_link(request: HttpRequest, place: Place, *, party: int) -> HttpResponse:
    found = _party_or_404(place, party)
    try:
        send_link(party=found, by=me(request), now=timezone.now())
    except PlaceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("De link gaat naar %(email)s.") % {"email": found.email})
    return redirect("rooms:party_card", slug=place.slug, party=party)


@require_POST
@of_place("rooms.let_rooms")
def renew_party_link(request: HttpRequest, place: Place, *, party: int) -> HttpResponse:
    found = _party_or_404(place, party)
    renew_link(party=found, by=me(request), now=timezone.now())
    messages.success(request, _("Er is een nieuwe link. De oude werkt niet meer."))
    return redirect("rooms:party_card", slug=place.slug, party=party)


@require_POST
@of_place("rooms.let_rooms")
def merge_party(request: HttpRequest, place: Place, *, party: int) -> HttpResponse:
    found = _party_or_404(place, party)
    form = MergeForm(request.POST, place=place, party=found)
    if not form.is_valid():
        return _page(request, place, found, merge=form)
    other: Party = form.cleaned_data["other"]
    name = other.name
    merge_parties(keep=found, other=other, by=me(request), now=timezone.now())
    messages.success(
        request, _("Alles van %(other)s hoort nu bij %(party)s.") % {"other": name, "party": found.name}
    )
    return redirect("rooms:party_card", slug=place.slug, party=party)


def _party_or_404(place: Place, pk: int) -> Party:
    found = queries.party_at(place, pk)
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    place: Place,
    party: Party,
    *,
    form: PartyForm | None = None,
    merge: forms.Form | None = None,
) -> HttpResponse:
    may_let, now = me(request).has_perm("rooms.let_rooms", place), timezone.now()
    shown = form or PartyForm(party=party, may_trust=may_let)
    context: dict[str, Any] = {
        "place": place,
        "title": party.name,
        "party": party,
        "party_pk": str(party.pk),
        "form": shown,
        "groups": shown.groups(),
        "merge_form": merge or MergeForm(place=place, party=party),
        "alike": queries.same_as(party),
        "bookings": bookings_page(place, Wanted(party=party.pk), now=now),
        "today": timezone.localdate(now),
        **shown_with(place, connected_to_party(party, now=now), asked=f"?huurder={party.pk}", party=party.pk),
        "may_let": may_let,
        # Whoever has the link speaks for the party.
        "link": address("rooms:party", party.token) if may_let else "",
    }
    return render(request, "rooms/bookings/party.html", context, status=422 if form or merge else 200)
