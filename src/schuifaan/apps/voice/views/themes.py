"""The themes of a municipality: the fourteen everybody has, and its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schuifaan.apps.geography.models import Municipality
from schuifaan.apps.people.guard import me
from schuifaan.apps.voice.actions import themes as doing
from schuifaan.apps.voice.forms.burden import ThemeForm
from schuifaan.apps.voice.models import OwnTheme
from schuifaan.apps.voice.queries import themes as reading
from schuifaan.apps.voice.views.round_access import FormPage, data_of, form_page, of_municipality


@require_http_methods(["GET", "POST"])
@of_municipality("voice.hear_municipality")
def themes(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    form = ThemeForm(data_of(request))
    if form.is_valid():
        try:
            doing.add_theme(
                municipality=municipality, name=form.cleaned_data["name"], by=me(request), now=timezone.now()
            )
        except doing.ThemeError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Het thema staat erbij."))
            return redirect("voice:themes", code=municipality.code)
    context = {
        "municipality": municipality,
        "title": _("Thema’s"),
        "shared": reading.shared_themes(),
        "own": reading.own_theme_rows(municipality),
        "form": form,
    }
    return render(request, "voice/rounds/themes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@of_municipality("voice.hear_municipality")
def theme(request: HttpRequest, municipality: Municipality, *, pk: int) -> HttpResponse:
    found = _found(municipality, pk)
    form = ThemeForm(data_of(request), initial={"name": found.name})
    back = reverse("voice:themes", args=[municipality.code])
    if form.is_valid():
        try:
            doing.rename_theme(
                theme=found, name=form.cleaned_data["name"], by=me(request), now=timezone.now()
            )
        except doing.ThemeError as error:
            error.say_on(form)
        else:
            messages.success(request, _("Bewaard."))
            return redirect(back)
    page = FormPage(_("Een thema anders noemen"), _("Bewaar"), back)
    return form_page(request, page, form, municipality=municipality)


@require_POST
@of_municipality("voice.hear_municipality")
def remove_theme(request: HttpRequest, municipality: Municipality, *, pk: int) -> HttpResponse:
    try:
        doing.remove_theme(theme=_found(municipality, pk), by=me(request), now=timezone.now())
    except doing.ThemeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Het thema is weg."))
    return redirect("voice:themes", code=municipality.code)


def _found(municipality: Municipality, pk: int) -> OwnTheme:
    found = reading.own_theme(municipality, pk)
    if found is None:
        raise Http404
    return found
