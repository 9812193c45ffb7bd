"""Somebody goes off with a key and signs for it, and brings it back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import is_right_to_left, page_language
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import keys as acting
from schuifaan.apps.rooms.forms.keys import HandOutForm
from schuifaan.apps.rooms.models import KeyLoan
from schuifaan.apps.rooms.queries import keys as queries
from schuifaan.apps.rooms.queries.letter_facts import contact_of
from schuifaan.apps.rooms.views.keys import LARGEST, key_or_404

of_place = guard(place_alone, by="slug")


@require_http_methods(["GET", "POST"])
@of_place("rooms.run_rooms")
def hand_out(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    key_set, today = key_or_404(place, pk), timezone.localdate()
    sent = request.POST if request.method == "POST" else None
    form = HandOutForm(sent, place=place, today=today, initial={"party": request.GET.get("huurder", "")})
    if sent is not None and form.is_valid():
        try:
            loan = acting.hand_out(
                key_set=key_set, by=me(request), now=timezone.now(), today=today, **form.cleaned_data
            )
        except PlaceError as error:
            error.say_on(form)
        else:
            said = {"key": key_set.number, "holder": loan.holder}
            messages.success(request, _("Sleutel %(key)s is nu bij %(holder)s.") % said)
            if loan.on_paper:
                return redirect("rooms:key_receipt", slug=place.slug, loan=loan.pk)
            return redirect("rooms:keys", slug=place.slug)
    context = {
        "place": place,
        "title": _("Sleutel %(key)s meegeven") % {"key": key_set.number},
        "key_set": key_set,
        "form": form,
        "most": queries.MOST_SIGNED,
    }
    return render(request, "rooms/keys/hand_out.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("rooms.run_rooms")
def take_back(request: HttpRequest, place: Place, *, loan: int) -> HttpResponse:
    found = _loan_or_404(place, loan)
    acting.take_back(loan=found, by=me(request), now=timezone.now())
    # The register says so, with the way to undo it.
    return redirect(f"{reverse('rooms:keys', args=[place.slug])}?terug={found.pk}")


@require_POST
@of_place("rooms.run_rooms")
def undo_take_back(request: HttpRequest, place: Place, *, loan: int) -> HttpResponse:
    found = _loan_or_404(place, loan)
    said = {"key": found.key_set.number, "holder": found.holder}
    try:
        acting.undo_take_back(loan=found, by=me(request), now=timezone.now())
    except PlaceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sleutel %(key)s is nog bij %(holder)s.") % said)
    return redirect("rooms:keys", slug=place.slug)


@require_GET
@of_place("rooms.run_rooms")
def receipt(request: HttpRequest, place: Place, *, loan: int) -> HttpResponse:
    """In the language of whoever has the key, and in each other one that is asked for."""
    found = _loan_or_404(place, loan)
    spoken = [code for code, _name in settings.LANGUAGES]
    wished = [request.GET.get("taal", ""), found.party.language if found.party else "", page_language()]
    language = next(one for one in [*wished, spoken[0]] if one in spoken)
    context = {
        "place": place,
        "title": _("Bewijs van sleutel %(key)s") % {"key": found.key_set.number},
        "loan": found,
        "strokes": queries.strokes_of(found.signature),
        "contact": contact_of(place),
        "paper_language": language,
        "direction": "rtl" if is_right_to_left(language) else "ltr",
        "paper_languages": settings.LANGUAGES,
    }
    return render(request, "rooms/keys/receipt.html", context)


def _loan_or_404(place: Place, pk: int) -> KeyLoan:
    found = queries.loan_at(place, pk) if pk < LARGEST else None
    if found is None:
        raise Http404
    return found
