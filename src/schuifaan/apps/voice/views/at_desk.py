"""What every page of a desk begins with: whose desk it is, and which matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.places.queries.tier_names import municipality_with
from schuifaan.apps.places.rules import works_for_municipality
from schuifaan.apps.voice.actions.at_the_desk import MatterError
from schuifaan.apps.voice.models import Matter
from schuifaan.apps.voice.queries.matters import AtDesk, at_desk, matter_at

View = Callable[..., HttpResponse]


def of_desk(permission: str = "voice.handle_signals") -> Callable[[View], View]:
    """With `slug` in the address the desk of a place, with `code` that of a municipality."""

    def decorated(view: View) -> View:
        @login_required
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if "slug" in kwargs:
                desk = AtDesk(place=place_alone(kwargs.pop("slug")))
                may = me(request).has_perm(permission, desk.place)
            else:
                desk = AtDesk(municipality=municipality_with(kwargs.pop("code")))
                # Not `has_perm`: that says yes to an administrator before any rule is asked.
                may = bool(works_for_municipality(me(request), desk.municipality))
            if desk.place is None and desk.municipality is None:
                raise Http404
            if not may:
                raise PermissionDenied
            return view(request, desk, **kwargs)

        return guarded

    return decorated


def matter_or_404(request: HttpRequest, desk: AtDesk, pk: int) -> Matter:
    """Also for who may not know of it: then there is nothing here."""
    found = matter_at(at_desk(me(request), desk), pk)
    if found is None:
        raise Http404
    return found


def address(desk: AtDesk, name: str, *numbers: int) -> str:
    if desk.place is not None:
        return reverse(f"voice:{name}", args=[desk.place.slug, *numbers])
    return reverse(f"voice:city_{name}", args=[desk.of.pk, *numbers])


def to(desk: AtDesk, name: str, *numbers: int) -> HttpResponse:
    return redirect(address(desk, name, *numbers))


def refused(request: HttpRequest, error: MatterError) -> None:
    messages.error(request, str(error))
