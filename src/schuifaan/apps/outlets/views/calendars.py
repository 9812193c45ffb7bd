"""Calendars and news feeds to subscribe to: one reply kept for everybody, until something in it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from typing import Final, NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schuifaan.apps.agenda.forms.finding import filter_parameters, read
from schuifaan.apps.agenda.queries.feed import feed, since_of, window_of
from schuifaan.apps.agenda.queries.finding import Criteria, find
from schuifaan.apps.agenda.queries.scope import Of, Scope
from schuifaan.apps.agenda.queries.version import agenda_version
from schuifaan.apps.outlets import atom, icalendar
from schuifaan.apps.outlets.queries.calendars import claims_on, held_otherwise, room_of, subject
from schuifaan.apps.rooms.models import Room
from schuifaan.apps.rooms.queries.week import Holding, state_of
from schuifaan.ui.kept import accepts_gzip, compressed, handed_out, store

_KEPT_SECONDS: Final = 24 * 3600
_MAX_AGE: Final = 300
_NEWS_AHEAD: Final = timedelta(days=31)


class _Kept(NamedTuple):
    etag: str
    modified: int
    compressed: bytes


@require_safe
def ics(request: HttpRequest, of: Of, key: str = "") -> HttpResponseBase:
    today = timezone.localdate()
    since, until = window_of(today)
    asked = replace(_asked(request, of, key, today), since=since, until=until)
    return answer(
        request,
        icalendar.CONTENT_TYPE,
        f"{since_of(today)}?{_query(asked)}",
        lambda: _calendar(request, asked, of, key),
    )


@require_safe
def atom_feed(request: HttpRequest, of: Of, key: str = "") -> HttpResponseBase:
    today = timezone.localdate()
    asked = replace(_asked(request, of, key, today), since=today, until=today + _NEWS_AHEAD)
    return answer(
        request, atom.CONTENT_TYPE, f"{today}?{_query(asked)}", lambda: _news(request, asked, of, key)
    )


@require_safe
def room_ics(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Rooms are held and let go of without the agenda hearing of it: what holds this one names its own state."""
    room = room_of(slug, pk)
    if room is None:
        raise Http404
    today = timezone.localdate()
    since, until = window_of(today)
    claims = claims_on(room, since, until)
    return answer(
        request,
        icalendar.CONTENT_TYPE,
        f"{since_of(today)}",
        lambda: _room_calendar(request, room, claims, today),
        state=state_of(claims),
    )


def _asked(request: HttpRequest, of: Of, key: str, today: date) -> Criteria:
    """Only what narrows the programme: a calendar has all days."""
    return replace(read(request.GET, scope=Scope(of, key), today=today).criteria, after="")


def _query(asked: Criteria) -> str:
    return urlencode(list(filter_parameters(asked)))


def _calendar(request: HttpRequest, asked: Criteria, of: Of, key: str) -> bytes:
    about, asked = _about(request, asked, of, key)
    found = feed(asked, language=get_language() or "nl")
    if found.is_cut:
        said = _("Dit is niet alles: zoveel past niet in één agenda. Kies een buurt of een plek.")
        about = replace(about, description=f"{about.description} {said}")
    return icalendar.calendar(about, found.patterns)


def _news(request: HttpRequest, asked: Criteria, of: Of, key: str) -> bytes:
    about, asked = _about(request, asked, of, key)
    return atom.atom(atom.NewsFeed(about, find(asked, language=get_language() or "nl").items))


def _about(request: HttpRequest, asked: Criteria, of: Of, key: str) -> tuple[icalendar.About, Criteria]:
    """The calendar's own name and address, and the same question within its scope."""
    found = subject(of, key)
    if found is None:
        raise Http404
    query = _query(asked)
    tail = f"?{query}" if query else ""
    about = icalendar.About(
        name=found.name,
        description=_("Wat er te doen is. Kom gerust langs."),
        source=f"{settings.BASE_URL}{request.path}{tail}",
        page=f"{settings.BASE_URL}{found.page}{tail}",
    )
    return about, replace(asked, scope=replace(found.scope, around=asked.scope.around))


def _room_calendar(request: HttpRequest, room: Room, claims: Sequence[Holding], today: date) -> bytes:
    since, until = window_of(today)
    found = feed(
        Criteria(since, until, Scope(Of.ROOM, str(room.pk))), language=get_language() or "nl", in_room=True
    )
    about = icalendar.About(
        name=f"{room.place.name}, {room.name}",
        description=_("Wanneer deze ruimte bezet is, en waarvoor."),
        source=f"{settings.BASE_URL}{request.path}",
        page=f"{settings.BASE_URL}{reverse('places:place', args=[room.place.slug])}",
    )
    return icalendar.calendar(about, found.patterns, held_otherwise(room, claims))


def answer(
    request: HttpRequest,
    content_type: str,
    asked: str,
    make: Callable[[], bytes],
    *,
    state: str = "",
    is_private: bool = False,
) -> HttpResponseBase:
    """Two small queries when nothing changed: what names the state of the agenda. `state`: of what else is told.

    `is_private`: whoever has the address may read it, and nobody between keeps it.
    """
    kept = _kept(f"{get_language()}|{request.path}|{asked}", make, timezone.now(), state)
    etag = f'"{kept.etag}-gzip"' if accepts_gzip(request) else f'"{kept.etag}"'
    response = get_conditional_response(request, etag=etag, last_modified=kept.modified)
    if response is None:
        response = handed_out(request, kept.compressed, content_type)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(kept.modified)
    response.headers["Vary"] = "Accept-Encoding, Accept-Language"
    if is_private:
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
    response.headers["Cache-Control"] = f"public, max-age={_MAX_AGE}"
    # A feed is for other programs, on other sites too.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _kept(name: str, make: Callable[[], bytes], now: datetime, state: str) -> _Kept:
    digest = blake2b(name.encode(), digest_size=16).hexdigest()
    key = f"feed:{agenda_version()}:{state}:{digest}"
    found: _Kept | None = store().get(key)
    # A state may come back: what was kept of it is older then than what was handed out since.
    if found is not None and state and store().get(f"feed-seen:{digest}") != (found.etag, found.modified):
        found = None
    if found is None:
        body = make()
        etag = blake2b(body, digest_size=12).hexdigest()
        # Of two states within one second the later one gets the next: a date alone must tell them apart.
        before: tuple[str, int] | None = store().get(f"feed-seen:{digest}")
        if before is None:
            modified = int(now.timestamp())
        elif before[0] == etag:
            modified = before[1]
        else:
            modified = max(int(now.timestamp()), before[1] + 1)
        found = _Kept(etag, modified, compressed(body))
        store().set(key, found, _KEPT_SECONDS)
        store().set(f"feed-seen:{digest}", (etag, modified), _KEPT_SECONDS)
    return found
