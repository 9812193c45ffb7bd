"""The register of keys: what is late, what is out, what is in; and which keys there are."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import keys as acting
from schuifaan.apps.rooms.forms.keys import FindKeyForm, KeyForm
from schuifaan.apps.rooms.models import KeySet
from schuifaan.apps.rooms.queries import keys as queries
from schuifaan.apps.rooms.queries.parties_desk import party_at

# Fewer one sees at a glance.
WORTH_SEARCHING = 12
LARGEST = 2_000_000_000
MOST_DIGITS = 9

of_place = guard(place_alone, by="slug")


@require_GET
@of_place("rooms.run_rooms")
def keys(request: HttpRequest, place: Place) -> HttpResponse:
    today, find = timezone.localdate(), FindKeyForm(request.GET)
    register = queries.register_of(place, today, find.words)
    back = queries.loan_at(place, asked) if (asked := _number(request, "terug")) else None
    receiver = party_at(place, asked) if (asked := _number(request, "huurder")) else None
    context = {
        "place": place,
        "title": _("Sleutels"),
        "today": today,
        "register": register,
        "find": find if find.words or len(register.all) > WORTH_SEARCHING else None,
        "words": find.words,
        "back": back if back and back.in_at else None,
        "receiver": receiver,
        "for_whom": f"?huurder={receiver.pk}" if receiver else "",
        "may_change": me(request).has_perm("rooms.let_rooms", place),
    }
    return render(request, "rooms/keys/list.html", context)


def _number(request: HttpRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None


@require_GET
@of_place("rooms.run_rooms")
def key(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    return _page(request, place, key_or_404(place, pk))


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def new_key(request: HttpRequest, place: Place) -> HttpResponse:
    form = KeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            added = acting.add_key(place=place, by=me(request), now=timezone.now(), **form.cleaned_data)
        except PlaceError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Sleutel %(key)s staat erbij.") % {"key": added.number})
            # Whoever puts a bunch in, mostly has more of them lying there.
            return redirect("rooms:new_key" if "more" in request.POST else "rooms:keys", slug=place.slug)
    context = {"place": place, "title": _("Nieuwe sleutel"), "form": form}
    return render(request, "rooms/keys/change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def change_key(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    key_set = key_or_404(place, pk)
    form = KeyForm(request.POST if request.method == "POST" else None, key_set=key_set)
    if request.method == "POST" and form.is_valid():
        try:
            acting.change_key(key_set=key_set, by=me(request), now=timezone.now(), **form.cleaned_data)
        except PlaceError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return redirect("rooms:key", slug=place.slug, pk=pk)
    context = {"place": place, "title": _("Sleutel wijzigen"), "form": form, "key_set": key_set}
    return render(request, "rooms/keys/change.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("rooms.let_rooms")
def retire_key(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    key_set = key_or_404(place, pk)
    try:
        acting.retire_key(key_set=key_set, by=me(request), now=timezone.now())
    except acting.KeyIsOut as error:
        return _page(request, place, key_set, why_not=str(error))
    messages.success(request, _("Sleutel %(key)s is niet meer in gebruik.") % {"key": key_set.number})
    return redirect("rooms:key", slug=place.slug, pk=pk)


@require_POST
@of_place("rooms.let_rooms")
def use_key_again(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    key_set = key_or_404(place, pk)
    acting.use_key_again(key_set=key_set, by=me(request), now=timezone.now())
    messages.success(request, _("Sleutel %(key)s is weer in gebruik.") % {"key": key_set.number})
    return redirect("rooms:key", slug=place.slug, pk=pk)


@require_POST
@of_place("rooms.run_rooms")
def lose_key(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    key_set = key_or_404(place, pk)
    acting.note_lost(key_set=key_set, on=timezone.localdate(), by=me(request), now=timezone.now())
    messages.success(request, _("Genoteerd: sleutel %(key)s is kwijt.") % {"key": key_set.number})
    return redirect("rooms:key", slug=place.slug, pk=pk)


@require_POST
@of_place("rooms.run_rooms")
def find_key(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    key_set = key_or_404(place, pk)
    acting.note_found(key_set=key_set, by=me(request), now=timezone.now())
    messages.success(request, _("Genoteerd: sleutel %(key)s is er weer.") % {"key": key_set.number})
    return redirect("rooms:key", slug=place.slug, pk=pk)


def key_or_404(place: Place, pk: int) -> KeySet:
    found = queries.key_at(place, pk) if pk < LARGEST else None
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, place: Place, key_set: KeySet, *, why_not: str = "") -> HttpResponse:
    history = queries.history_of(key_set)
    context = {
        "place": place,
        "title": key_set.number,
        "today": timezone.localdate(),
        "key_set": key_set,
        "history": [(one, queries.strokes_of(one.signature)) for one in history],
        "loan": next((one for one in history if one.in_at is None), None),
        "why_not": why_not,
        "may_change": me(request).has_perm("rooms.let_rooms", place),
    }
    return render(request, "rooms/keys/key.html", context, status=422 if why_not else 200)
