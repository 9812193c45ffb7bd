"""A party's own page of a season: what it wishes, as long as it is asked."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.rooms.actions import seasons as actions
from schuifaan.apps.rooms.forms.seasons import HourForm
from schuifaan.apps.rooms.models import Party, Season
from schuifaan.apps.rooms.queries import seasons as queries
from schuifaan.apps.rooms.queries.rentable import rooms_to_let
from schuifaan.apps.rooms.views.parties import REFUSED, WRONG, by_link, done, show
from schuifaan.apps.rooms.views.seasons import tell

DONE: Final = {
    "gewenst": _("Je wens is genoteerd."),
    "wens-weg": _("Je wens is weg."),
}


@require_http_methods(["GET", "POST"])
@by_link
def season_wish(request: HttpRequest, party: Party, *, pk: int) -> HttpResponse:
    season = _season_or_404(party, pk)
    form = HourForm(request.POST or None, rooms=rooms_to_let(party.place))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_wish(season=season, party=party, hour=form.hour(), by=None, now=timezone.now())
        except PlaceError as error:
            tell(form, error)
        else:
            return done("rooms:season_wish", "gewenst", party.token, pk)
    return _page(request, party, season, form, status=WRONG if form.errors else 200)


@require_POST
@by_link
def withdraw(request: HttpRequest, party: Party, *, pk: int, wish: int) -> HttpResponse:
    season = _season_or_404(party, pk)
    found = queries.wish_at(season, wish)
    if found is None or found.party_id != party.pk:
        raise Http404
    try:
        actions.withdraw_wish(wish=found, by=None, now=timezone.now())
    except PlaceError as error:
        form = HourForm(rooms=rooms_to_let(party.place))
        return _page(request, party, season, form, status=REFUSED, why=str(error))
    return done("rooms:season_wish", "wens-weg", party.token, pk)


def _page(
    request: HttpRequest, party: Party, season: Season, form: HourForm, *, status: int = 200, why: str = ""
) -> HttpResponse:
    return show(
        request, party, "season", status, season=season, form=form, why=why,
        wishes=queries.wishes_of_party(season, party), has_room=form.fields["room"].queryset.exists(),  # type: ignore[attr-defined]
        is_open=queries.takes_wishes(season, timezone.localdate()),
        priorities=[line.strip() for line in season.priorities.splitlines() if line.strip()],
        done=DONE.get(request.GET.get("gedaan", "")),
    )  # fmt: skip


def _season_or_404(party: Party, pk: int) -> Season:
    found = queries.season_at(party.place, pk)
    if found is None:
        raise Http404
    return found
