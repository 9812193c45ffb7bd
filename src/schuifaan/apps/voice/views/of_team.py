"""What every view of the self-check begins with: the team of the place, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from schuifaan.apps.people.guard import me
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.voice.rules import sees_welcome

View = Callable[..., HttpResponse]


def of_team(view: View) -> View:
    """Not the guard of other desks: what that asks of Django, an administrator always may."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        place = place_alone(kwargs.pop("slug"))
        if place is None:
            raise Http404
        if not sees_welcome(me(request), place):
            raise PermissionDenied
        return view(request, place, **kwargs)

    return guarded
