"""What every view of the desk begins with: which place, and may this person be here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import find_place

View = Callable[..., HttpResponse]


def me(request: HttpRequest) -> User:
    return cast("User", request.user)


def of_place(permission: str) -> Callable[[View], View]:
    """Sign in first; then hand the place to the view, if this person may be here."""

    def decorated(view: View) -> View:
        @login_required
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
            return view(request, may_see(request, slug, permission), **kwargs)

        return guarded

    return decorated


def may_see(request: HttpRequest, slug: str, permission: str) -> Place:
    place = find_place(slug)
    if place is None:
        raise Http404
    if not me(request).has_perm(permission, place):
        raise PermissionDenied
    return place
