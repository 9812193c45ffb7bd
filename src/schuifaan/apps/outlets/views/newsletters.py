"""Asking for the newsletter of an area, confirming it and leaving it. No account, no cookie, no puzzles."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schuifaan.apps.outlets.actions import newsletters as doing
from schuifaan.apps.outlets.forms import SubscribeForm
from schuifaan.apps.outlets.models import Subscription
from schuifaan.apps.outlets.queries.newsletters import area_of, district_of, subscription_of
from schuifaan.apps.places.queries.areas import Area
from schuifaan.ui.doorstep import doorstep, too_many

_REFUSED, _BUSY = 422, 429


@doorstep
@require_http_methods(["GET", "POST"])
def newsletter(request: HttpRequest, *, code: str) -> HttpResponse:
    """The same answer whether the address was known or not; the letter tells which."""
    area = area_of(code)
    if area is None:
        raise Http404
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_many(request, "newsletter"):
            return _form(request, area, form, busy=True)
        said = form.cleaned_data
        doing.subscribe(area=area, email=said["email"], language=said["language"], now=timezone.now())
        context = {"area": area, "email": said["email"]}
        return render(request, "outlets/newsletter/asked.html", context)
    return _form(request, area, form)


@doorstep
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, *, token: str) -> HttpResponse:
    """Looking does nothing: programs that check mail for viruses open every link."""
    if request.method == "POST":
        found = doing.confirm(token=token, now=timezone.now())
        return _about(request, found, "confirmed")
    return _about(request, subscription_of(token), "confirm")


@doorstep
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, *, token: str) -> HttpResponse:
    """A press always ends well: who is gone already is gone."""
    if request.method == "POST":
        found = subscription_of(token)
        doing.unsubscribe(token=token)
        area = area_of(found.area_code) if found else None
        return render(request, "outlets/newsletter/left.html", {"area": area})
    return _about(request, subscription_of(token), "leave")


def _form(request: HttpRequest, area: Area, form: SubscribeForm, *, busy: bool = False) -> HttpResponse:
    status = _BUSY if busy else _REFUSED if form.errors else 200
    context = {
        "area": area,
        "district": district_of(area),
        "form": form,
        "busy": busy,
        "trail": [(area.name, reverse(f"places:{area.level.value}", args=[area.code]))],
    }
    return render(request, "outlets/newsletter/subscribe.html", context, status=status)


def _about(request: HttpRequest, found: Subscription | None, page: str) -> HttpResponse:
    area = area_of(found.area_code) if found else None
    if found is None or area is None:
        return render(request, "outlets/newsletter/unknown.html", status=404)
    context = {"area": area, "subscription": found}
    return render(request, f"outlets/newsletter/{page}.html", context)
