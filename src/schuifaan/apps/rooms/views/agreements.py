"""The desk: the agreements of a place, one of them, its text, and that on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.actions.saving import ChangedMeanwhile, PlaceError
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.rooms.actions import agreements as actions
from schuifaan.apps.rooms.forms.agreements import NewAgreementForm, TermsForm
from schuifaan.apps.rooms.models import Agreement, Booking
from schuifaan.apps.rooms.paper.agreement_days import as_calendar
from schuifaan.apps.rooms.queries import agreement_page as pages
from schuifaan.apps.rooms.queries import agreements as queries
from schuifaan.apps.rooms.queries.bookings import booking_at

of_place = guard(place_alone, by="slug")
MOST_DIGITS = 10


@require_GET
@of_place("rooms.let_rooms")
def agreements(request: HttpRequest, place: Place) -> HttpResponse:
    """What asks for somebody comes first, then what runs, then what is over."""
    today = timezone.localdate()
    context = {
        "place": place,
        "title": _("Overeenkomsten"),
        "today": today,
        "lists": pages.agreement_lists(place, today),
    }
    return render(request, "rooms/agreements/list.html", context)


@require_GET
@of_place("rooms.let_rooms")
def agreement_days(request: HttpRequest, place: Place) -> HttpResponse:
    """The coming year as a calendar file."""
    now = timezone.now()
    coming = queries.coming(queries.agreements_of(place), timezone.localdate(now))
    address = request.build_absolute_uri(reverse("rooms:agreements", kwargs={"slug": place.slug}))
    response = HttpResponse(as_calendar(coming, address=address, now=now), content_type="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="overeenkomsten-{place.slug}.ics"'
    return response


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def new_agreement(request: HttpRequest, place: Place) -> HttpResponse:
    """`?huurder=` and `?reservering=` say where one came from; what is asked there is known already."""
    booking = _booking(request, place)
    form = NewAgreementForm(
        request.POST or None, place=place, booking=booking, party=request.GET.get("huurder", "")
    )
    if request.method == "POST" and form.is_valid():
        party, kind, room = form.wanted()
        if booking is not None and booking.party_id != party.pk:
            booking = None
        made = actions.draft_agreement(
            place=place,
            party=party,
            kind=kind,
            room=room,
            booking=booking,
            by=me(request),
            now=timezone.now(),
        )
        messages.success(request, _("Het concept staat klaar. Vul aan wat er nog ontbreekt."))
        return redirect("rooms:change_agreement", slug=place.slug, pk=made.pk)
    context = {"place": place, "title": _("Nieuwe overeenkomst"), "form": form}
    return render(request, "rooms/agreements/new.html", context, status=422 if form.errors else 200)


@require_GET
@of_place("rooms.let_rooms")
def agreement(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    found, today = agreement_or_404(place, pk), timezone.localdate()
    context = {
        "place": place,
        "title": found.party.name,
        "agreement": found,
        "today": today,
        "page": pages.agreement_page(found, today),
    }
    return render(request, "rooms/agreements/agreement.html", context)


@require_http_methods(["GET", "POST"])
@of_place("rooms.let_rooms")
def change_agreement(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """`kijk` looks at what was typed and keeps nothing."""
    found, now = agreement_or_404(place, pk), timezone.now()
    last = queries.last_version(found)
    terms = queries.terms_of_agreement(found)
    form = TermsForm(request.POST or None, agreement=found, terms=terms, number=last.number)
    is_look = "kijk" in request.POST
    if request.method == "POST" and form.is_valid():
        terms = form.wanted()
        if not is_look:
            try:
                actions.change_draft(
                    agreement=found,
                    terms=terms,
                    keys=form.cleaned_data["key_sets"],
                    seen=form.cleaned_data["seen"] or 0,
                    by=me(request),
                    now=now,
                )
            except (PlaceError, ChangedMeanwhile) as error:
                tell(form, error)
            else:
                messages.success(request, _("Bewaard als nieuwe versie."))
                return redirect("rooms:agreement", slug=place.slug, pk=pk)
    context: dict[str, Any] = {
        "place": place,
        "title": _("De tekst van de overeenkomst"),
        "agreement": found,
        "form": form,
        "groups": form.groups(),
        "problems": pages.problem_lines(terms),
        "is_look": is_look,
    }
    status = 422 if form.errors and not is_look else 200
    return render(request, "rooms/agreements/change.html", context, status=status)


@require_GET
@of_place("rooms.let_rooms")
def agreement_file(
    request: HttpRequest,  # noqa: ARG001 - the guard has read it
    place: Place,
    *,
    pk: int,
    number: int,
    extension: str,
) -> HttpResponse:
    found = agreement_or_404(place, pk)
    version = queries.version_of(found, number)
    if version is None or extension not in pages.FILES:
        raise Http404
    content_type, content = pages.agreement_file(version, extension)
    response = HttpResponse(content, content_type=content_type)
    name = f"{slugify(str(found))[:60] or 'overeenkomst'}-{number}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _booking(request: HttpRequest, place: Place) -> Booking | None:
    """Of this place, and nothing else that somebody wrote in the address."""
    number = request.POST.get("booking") or request.GET.get("reservering", "")
    return (
        booking_at(place, int(number))
        if number.isascii() and number.isdigit() and len(number) < MOST_DIGITS
        else None
    )


# -- Shared with the steps ------------------------------------------------------------------------


def agreement_or_404(place: Place, pk: int) -> Agreement:
    found = queries.agreement_at(place, pk)
    if found is None:
        raise Http404
    return found


def tell(form: Any, error: Exception) -> None:
    """Beside its field, where it has one here; also that a colleague was earlier."""
    field = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, str(error))
