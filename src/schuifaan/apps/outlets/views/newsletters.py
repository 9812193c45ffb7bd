"""Asking for the newsletter of an area, confirming it and leaving it. No account, no cookie, no puzzles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from schuifaan.apps.outlets.actions import newsletters as doing
from schuifaan.apps.outlets.forms import SubscribeForm
from schuifaan.apps.outlets.models import Subscription
from schuifaan.apps.outlets.queries.newsletters import area_of, district_of, subscription_of
from schuifaan.apps.places.queries.areas import Area

View = Callable[..., HttpResponse]

# From one address on the internet, in this time: a class in a library fits in, a machine does not.
_MOST: Final = 30
_WITHIN_SECONDS: Final = 600
_REFUSED, _BUSY = 422, 429


def _without_account(view: View) -> View:
    """Exempt: mail programs press the button too (RFC 8058), and without an account there is nothing to ride on."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def stepped(request: HttpRequest, **kwargs: str) -> HttpResponse:
        response = view(request, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # The address of such a page is all that is needed to open it: it is told to nobody.
        response["Referrer-Policy"] = "no-referrer"
        return response

    return stepped


@_without_account
def newsletter(request: HttpRequest, *, code: str) -> HttpResponse:
    """The same answer whether the address was known or not; the letter tells which."""
    area = area_of(code)
    if area is None:
        raise Http404
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _too_many(request):
            return _form(request, area, form, busy=True)
        said = form.cleaned_data
        doing.subscribe(area=area, email=said["email"], language=said["language"], now=timezone.now())
        context = {"area": area, "email": said["email"]}
        return render(request, "outlets/newsletter/asked.html", context)
    return _form(request, area, form)


@_without_account
def confirm(request: HttpRequest, *, token: str) -> HttpResponse:
    """Looking does nothing: programs that check mail for viruses open every link."""
    if request.method == "POST":
        found = doing.confirm(token=token, now=timezone.now())
        return _about(request, found, "confirmed")
    return _about(request, subscription_of(token), "confirm")


@_without_account
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


def _too_many(request: HttpRequest) -> bool:
    """Counts this one too. Only a hash stands in the cache, for ten minutes."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind a proxy: the last address in the list is the one the proxy saw itself.
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", maxsplit=1)[-1].strip()
    hashed = hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()[:32]
    key = f"newsletter:{hashed}"
    if cache.add(key, 1, _WITHIN_SECONDS):
        return False
    try:
        return int(cache.incr(key)) > _MOST
    except ValueError:
        # It went between the two questions.
        return False
