"""A page of a dossier with the path beside it, and what cannot be done to a dossier that was put away."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.dossiers.queries.desk import frame
from schuifaan.apps.dossiers.views.access import me

View = Callable[..., HttpResponse]
REFUSED = 422


def language_now() -> str:
    return get_language() or "nl"


def desk_frame(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """What the page of a dossier shows around its own content; see `queries.desk.frame`."""
    return frame(dossier, me(request), language=language_now())


def desk_page(
    request: HttpRequest, template: str, framed: dict[str, Any], *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, f"dossiers/sharing/{template}.html", {**framed, **context}, status=status)


def while_open(view: View) -> View:
    """Below `of_dossier`: whoever would change a dossier that was put away is told so."""

    @wraps(view)
    def guarded(request: HttpRequest, dossier: Dossier, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and dossier.archived_at is not None:
            messages.warning(request, _("Dit dossier is weggezet. Haal het eerst terug."))
            return redirect("dossiers:dossier", key=dossier.key)
        return view(request, dossier, **kwargs)

    return guarded
