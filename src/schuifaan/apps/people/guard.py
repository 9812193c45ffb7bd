"""What every view about one thing begins with: sign in, find it, and may this person be here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from schuifaan.apps.people.models import User

View = Callable[..., HttpResponse]
Guard = Callable[[str], Callable[[View], View]]


def me(request: HttpRequest) -> User:
    return cast("User", request.user)


def guard(find: Callable[[Any], Model | None], *, by: str) -> Guard:
    """A decorator that takes a permission; it finds by what the address has under the name `by`."""

    def of(permission: str) -> Callable[[View], View]:
        def decorated(view: View) -> View:
            @login_required
            @never_cache
            @wraps(view)
            def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
                found = find(kwargs.pop(by))
                if found is None:
                    raise Http404
                if not me(request).has_perm(permission, found):
                    raise PermissionDenied
                return view(request, found, **kwargs)

            return guarded

        return decorated

    return of
