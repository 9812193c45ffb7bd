"""One's own account: the groups whose bookings one looks after, as with their private link."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from schuifaan.apps.people.guard import me
from schuifaan.apps.rooms.queries.own_parties import confirmed_address, parties_of_account, party_of_account


@require_GET
@login_required
@never_cache
def own_parties(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Mijn groepen"),
        "parties": parties_of_account(me(request)),
        "address": confirmed_address(me(request)),
    }
    return render(request, "rooms/parties/own.html", context)


@require_GET
@login_required
@never_cache
def own_party(request: HttpRequest, *, pk: int) -> HttpResponse:
    """On to the page of the group. The link itself stands nowhere before this: it is looked up each time."""
    party = party_of_account(me(request), pk)
    if party is None:
        raise Http404
    return redirect("rooms:party", party.token)
