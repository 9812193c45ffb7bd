"""Whom one calls with a worry: for everybody to see, and for the place to keep. Nothing is written down here."""

from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schuifaan.apps.people.guard import guard, me
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.places.trails import trail
from schuifaan.apps.voice.actions import care as acting
from schuifaan.apps.voice.forms.care import CareContactForm
from schuifaan.apps.voice.models import CareContact
from schuifaan.apps.voice.paper.care import printed_card
from schuifaan.apps.voice.queries import care as queries

of_place = guard(place_alone, by="slug")
LARGEST: Final = 2_000_000_000
# Whoever was taken off the list by mistake is put back within an hour.
_REMOVED: Final = "voice.care_removed"
_AN_HOUR: Final = 3600


@require_GET
def care(request: HttpRequest, slug: str) -> HttpResponse:
    place = _shown(slug)
    way_back = [*trail(), (place.name, reverse("places:place", args=[slug]))]
    context = {"place": place, "care": queries.care_of(place), "trail": way_back}
    return render(request, "voice/care/page.html", context)


@require_GET
def care_pdf(request: HttpRequest, slug: str, size: str = "a4") -> HttpResponse:
    del request
    pdf = printed_card(queries.care_of(_shown(slug)), size=size, now=timezone.now())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="zorgen-{slug}-{size}.pdf"'
    return response


@require_GET
@of_place("places.see_place_desk")
def care_contacts(request: HttpRequest, place: Place) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "place": place,
        "title": _("Wie je belt bij zorgen"),
        "today": today,
        "contacts": [(one, queries.is_stale(one, today)) for one in queries.care_contacts(place)],
        "removed": request.session.pop(_REMOVED, ""),
        "may_change": me(request).has_perm("voice.name_care_contacts", place),
    }
    return render(request, "voice/care/list.html", context)


@require_http_methods(["GET", "POST"])
@of_place("voice.name_care_contacts")
def new_care_contact(request: HttpRequest, place: Place) -> HttpResponse:
    form = CareContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        acting.name_contact(
            place=place, said=form.said(), by=me(request), now=now, today=timezone.localdate(now)
        )
        messages.success(request, _("%(name)s staat erbij.") % {"name": form.said().name})
        return redirect("voice:care_contacts", slug=place.slug)
    return _form(request, place, form, _("Iemand erbij zetten"))


@require_http_methods(["GET", "POST"])
@of_place("voice.name_care_contacts")
def change_care_contact(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    contact = _contact_or_404(place, pk)
    form = CareContactForm(request.POST if request.method == "POST" else None, contact=contact)
    if request.method == "POST" and form.is_valid():
        now, today = timezone.now(), timezone.localdate()
        acting.change_contact(contact=contact, said=form.said(), by=me(request), now=now, today=today)
        messages.success(request, _("Bewaard."))
        return redirect("voice:care_contacts", slug=place.slug)
    return _form(request, place, form, _("Wijzigen wie je belt"), contact=contact)


@require_POST
@of_place("voice.name_care_contacts")
def check_care_contact(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    now, contact = timezone.now(), _contact_or_404(place, pk)
    acting.check_contact(contact=contact, by=me(request), now=now, today=timezone.localdate(now))
    messages.success(request, _("Genoteerd: %(name)s klopt nog.") % {"name": contact.name})
    return redirect("voice:care_contacts", slug=place.slug)


@require_POST
@of_place("voice.name_care_contacts")
def move_care_contact(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    acting.move_up(contact=_contact_or_404(place, pk), by=me(request), now=timezone.now())
    return redirect("voice:care_contacts", slug=place.slug)


@require_POST
@of_place("voice.name_care_contacts")
def remove_care_contact(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    contact = _contact_or_404(place, pk)
    acting.remove_contact(contact=contact, by=me(request), now=timezone.now())
    kept = {name: getattr(contact, name) for name in ("name", "when", "phone", "email", "reachable")}
    told = {"place": place.pk, "position": contact.position, "said": kept}
    request.session[_REMOVED] = signing.dumps(told, salt=_REMOVED)
    messages.success(request, _("%(name)s staat er niet meer bij.") % {"name": contact.name})
    return redirect("voice:care_contacts", slug=place.slug)


@require_POST
@of_place("voice.name_care_contacts")
def put_back_care_contact(request: HttpRequest, place: Place) -> HttpResponse:
    told = _read(request.POST.get("removed", ""))
    if told is None or told["place"] != place.pk:
        raise Http404
    now, said = timezone.now(), acting.CareSaid(**told["said"])
    today, position = timezone.localdate(now), told["position"]
    acting.name_contact(place=place, said=said, by=me(request), now=now, today=today, position=position)
    messages.success(request, _("%(name)s staat er weer bij.") % {"name": said.name})
    return redirect("voice:care_contacts", slug=place.slug)


def _read(removed: str) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = signing.loads(removed, salt=_REMOVED, max_age=_AN_HOUR)
    except signing.BadSignature:
        return None
    return told


def _shown(slug: str) -> Place:
    place = queries.shown_place(slug)
    if place is None:
        raise Http404
    return place


def _contact_or_404(place: Place, pk: int) -> CareContact:
    found = queries.care_contact_at(place, pk) if pk < LARGEST else None
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest,
    place: Place,
    form: CareContactForm,
    title: str,
    *,
    contact: CareContact | None = None,
) -> HttpResponse:
    context = {"place": place, "title": title, "form": form, "contact": contact}
    return render(request, "voice/care/change.html", context, status=422 if form.errors else 200)
