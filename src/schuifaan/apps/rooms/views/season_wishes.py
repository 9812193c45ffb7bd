"""The desk: one wish of a season, and the hour it gets."""

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
from schuifaan.apps.rooms.actions import seasons as actions
from schuifaan.apps.rooms.forms.seasons import AllotForm, DeskWishForm, HourForm, VersionForm
from schuifaan.apps.rooms.models import SeasonWish
from schuifaan.apps.rooms.queries import seasons as queries
from schuifaan.apps.rooms.queries.booking_desk import parties_of
from schuifaan.apps.rooms.queries.holding import rooms_of
from schuifaan.apps.rooms.views.seasons import WRONG, season_or_404, show_board, tell
from schuifaan.apps.rooms.wording_seasons import hour_said

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def add_wish(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found = season_or_404(place, pk)
    form = DeskWishForm(request.POST or None, rooms=rooms_of(place), parties=parties_of(place))
    if request.method == "POST" and form.is_valid():
        party = form.cleaned_data["party"]
        try:
            actions.add_wish(season=found, party=party, hour=form.hour(), by=me(request), now=timezone.now())
        except PlaceError as error:
            tell(form, error)
        else:
            messages.success(request, _("Genoteerd voor %(party)s.") % {"party": party.name})
            return redirect("rooms:season", slug=place.slug, pk=pk)
    context = {"place": place, "title": _("Noteer een wens"), "season": found, "form": form}
    return render(request, "rooms/seasons/wish.html", context, status=WRONG if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def change_wish(request: HttpRequest, place: Place, *, pk: int, wish: int) -> HttpResponse:
    found = wish_or_404(place, pk, wish)
    form = HourForm(request.POST or None, rooms=rooms_of(place), wish=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_wish(wish=found, hour=form.hour(), by=me(request), now=timezone.now())
        except PlaceError as error:
            tell(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("rooms:season", slug=place.slug, pk=pk)
    title = _("Wens van %(party)s") % {"party": found.party.name}
    context = {"place": place, "title": title, "season": found.season, "form": form, "wish": found}
    return render(request, "rooms/seasons/wish.html", context, status=WRONG if form.errors else 200)


@require_POST
@of_place("rooms.let_rooms")
def withdraw(request: HttpRequest, place: Place, *, pk: int, wish: int) -> HttpResponse:
    found = wish_or_404(place, pk, wish)
    try:
        actions.withdraw_wish(wish=found, by=me(request), now=timezone.now())
    except PlaceError as error:
        return show_board(request, found.season, why=str(error), status=WRONG)
    messages.success(request, _("De wens van %(party)s is weg.") % {"party": found.party.name})
    return redirect("rooms:season", slug=place.slug, pk=pk)


@require_POST
@of_place("rooms.let_rooms")
def allot(request: HttpRequest, place: Place, *, pk: int, wish: int) -> HttpResponse:
    """From the form, from one tap on an alternative, or dragged: all say the same."""
    found, form = wish_or_404(place, pk, wish), AllotForm(request.POST, rooms=rooms_of(place))
    if not form.is_valid():
        return show_board(request, found.season, chosen=found.pk, form=form, status=WRONG)
    try:
        again = actions.allot(wish=found, by=me(request), now=timezone.now(), **form.cleaned_data)
    except PlaceError as error:
        return show_board(request, found.season, chosen=found.pk, why=str(error), status=WRONG)
    messages.success(
        request, _("%(party)s krijgt %(hour)s.") % {"party": found.party.name, "hour": _got(again)}
    )
    return redirect("rooms:season", slug=place.slug, pk=pk)


@require_POST
@of_place("rooms.let_rooms")
def take_away(request: HttpRequest, place: Place, *, pk: int, wish: int) -> HttpResponse:
    found, form = wish_or_404(place, pk, wish), VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        actions.take_away(wish=found, by=me(request), now=timezone.now(), version=version)
    except PlaceError as error:
        return show_board(request, found.season, why=str(error), status=WRONG)
    messages.success(request, _("%(party)s heeft nu geen uur.") % {"party": found.party.name})
    return redirect("rooms:season", slug=place.slug, pk=pk)


# -- How --------------------------------------------------------------------------------------------


def wish_or_404(place: Place, pk: int, wish: int) -> SeasonWish:
    found = queries.wish_at(season_or_404(place, pk), wish)
    if found is None:
        raise Http404
    return found


def _got(wish: SeasonWish) -> str:
    slot = queries.slot_of(wish)
    return f"{wish.got_room}, {hour_said(slot.weekday, queries.clock(slot.starts), queries.ends_of(slot))}"
