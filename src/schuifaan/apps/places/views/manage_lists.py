"""The sections that are lists: other hours, photos. One row added, changed or taken away at a time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.places.actions import hours, photos
from schuifaan.apps.places.actions.saving import PlaceError
from schuifaan.apps.places.forms.hours import ExceptionForm
from schuifaan.apps.places.forms.photos import PhotoForm, PhotoWordsForm
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries import desk as reading
from schuifaan.apps.places.queries.sections import SECTION_TITLES, section_summary, spoken_dates
from schuifaan.apps.places.views.manage_access import me, of_place


@require_http_methods(["GET", "POST"])
@of_place("places.change_place")
def exceptions(request: HttpRequest, place: Place) -> HttpResponse:
    form = ExceptionForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            hours.add_exception(place=place, by=me(request), now=now, **form.wanted())
        except PlaceError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Bewaard. Bezoekers zien deze dagen op je pagina."))
            return redirect("places:edit_exceptions", slug=place.slug)
    today = timezone.localdate(now)
    coming = [one for one in place.exceptions.all() if one.date_until >= today]
    rows = section_summary("exceptions", place, today).rows
    context = {
        "place": place,
        "title": SECTION_TITLES["exceptions"][1],
        "form": form,
        "coming": list(zip(coming, rows, strict=True)),
    }
    return render(request, "places/manage/exceptions.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("places.change_place")
def remove_exception(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """Undo is to hand: the form comes back filled in with what was taken away."""
    exception = reading.exception_at(place, pk)
    if exception is None:
        raise Http404
    now = timezone.now()
    days = spoken_dates(exception.date_from, exception.date_until, timezone.localdate(now))
    again = ExceptionForm(
        initial={
            "date_from": exception.date_from,
            "date_until": exception.date_until,
            "hours": exception.hours,
            "reason": (exception.reason or {}).get("nl", ""),
        }
    )
    hours.remove_exception(exception=exception, by=me(request), now=now)
    context = {
        "place": place,
        "title": SECTION_TITLES["exceptions"][1],
        "form": again,
        "removed": days,
        "coming": [],
    }
    return render(request, "places/manage/exceptions.html", context)


@require_http_methods(["GET", "POST"])
@of_place("places.change_place")
def photo_list(request: HttpRequest, place: Place) -> HttpResponse:
    sent = request.method == "POST"
    form = PhotoForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        try:
            photos.add_photo(place=place, by=me(request), now=timezone.now(), **form.cleaned_data)
        except PlaceError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("De foto staat op je pagina."))
            return redirect("places:edit_photos", slug=place.slug)
    context = {
        "place": place,
        "title": SECTION_TITLES["photos"][1],
        "form": form,
        "photos": place.photos.all(),
    }
    return render(request, "places/manage/photos.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_place("places.change_place")
def photo(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    """One photo: its words, its place in the row, and the button that removes it for good."""
    shown = reading.photo_at(place, pk)
    if shown is None:
        raise Http404
    form = PhotoWordsForm(
        request.POST or None, initial={"alternative_text": shown.alternative_text, "credit": shown.credit}
    )
    if request.method == "POST" and form.is_valid():
        photos.describe_photo(photo=shown, by=me(request), now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("places:edit_photos", slug=place.slug)
    context = {"place": place, "title": _("Foto"), "form": form, "photo": shown}
    return render(request, "places/manage/photo.html", context, status=422 if form.errors else 200)


@require_POST
@of_place("places.change_place")
def photo_first(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    shown = reading.photo_at(place, pk)
    if shown is None:
        raise Http404
    photos.put_photo_first(photo=shown, by=me(request), now=timezone.now())
    messages.success(request, _("Deze foto staat nu vooraan."))
    return redirect("places:edit_photos", slug=place.slug)


@require_POST
@of_place("places.change_place")
def remove_photo(request: HttpRequest, place: Place, *, pk: int) -> HttpResponse:
    shown = reading.photo_at(place, pk)
    if shown is None:
        raise Http404
    photos.remove_photo(photo=shown, by=me(request), now=timezone.now())
    messages.success(request, _("De foto is verwijderd."))
    return redirect("places:edit_photos", slug=place.slug)
