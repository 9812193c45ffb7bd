"""What every page about one poll begins with: sign in, its place, may this person be here, and the poll."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from schuifaan.apps.people.guard import guard
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.desk import place_alone
from schuifaan.apps.voice.enums import PollState
from schuifaan.apps.voice.queries.polls import poll_at

View = Callable[..., HttpResponse]

of_place = guard(place_alone, by="slug")
REFUSED = 422


def of_poll(permission: str) -> Callable[[View], View]:
    """A draft is only for who makes polls."""

    def decorated(view: View) -> View:
        @of_place(permission)
        @wraps(view)
        def found(request: HttpRequest, place: Place, *, pk: int, **kwargs: Any) -> HttpResponse:
            poll = poll_at(place, pk)
            may_see = poll is not None and (
                poll.state != PollState.DRAFT or request.user.has_perm("voice.ask_wishes", place)
            )
            if not may_see:
                raise Http404
            return view(request, poll, **kwargs)

        return found

    return decorated
