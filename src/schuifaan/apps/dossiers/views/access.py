"""What every view of a dossier begins with: which one, and may this person be here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.finding import find_dossier
from schuifaan.apps.people.models import User

View = Callable[..., HttpResponse]


def me(request: HttpRequest) -> User:
    return cast("User", request.user)


def of_dossier(permission: str) -> Callable[[View], View]:
    """Sign in first; then hand the dossier to the view, if this person may be here."""

    def decorated(view: View) -> View:
        @login_required
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, key: UUID, **kwargs: Any) -> HttpResponse:
            return view(request, may_see(request, key, permission), **kwargs)

        return guarded

    return decorated


def may_see(request: HttpRequest, key: UUID, permission: str) -> Dossier:
    dossier = find_dossier(key)
    if dossier is None:
        raise Http404
    if not me(request).has_perm(permission, dossier):
        raise PermissionDenied
    return dossier
