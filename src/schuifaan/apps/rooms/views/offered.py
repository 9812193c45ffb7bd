"""The rooms one can ask for at a place, and the week of one of them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schuifaan.apps.places.models import Place
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.places.trails import trail
from schuifaan.apps.rooms.models import LettingTerms
from schuifaan.apps.rooms.queries import rentable
from schuifaan.apps.rooms.queries.rates import day_parts, rates_shown
from schuifaan.apps.rooms.queries.week import (
    WEEK,
    RoomWeek,
    often_free,
    state_of_weeks,
    weeks_of,
)
from schuifaan.ui.page_cache import public_page


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page is about, read before it is known whether it is kept already."""

    place: Place
    terms: LettingTerms | None
    weeks: list[RoomWeek]
    first: date
    now: datetime
    version: int

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def state(self) -> str:
        """The name under which it is kept. What is held is looked at itself: nothing can forget to say it changed."""
        return f"{self.version}@{self.now:%Y%m%dT%H}:{state_of_weeks(self.weeks)}"


@require_GET
def offered(request: HttpRequest, slug: str) -> HttpResponseBase:
    shown = _shown(request, slug)
    return public_page(version=lambda: shown.state, vary_on_minute=False)(_offered)(request, shown)


@require_GET
def offered_room(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    shown = _shown(request, slug, pk)
    if not shown.weeks:
        raise Http404
    return public_page(version=lambda: shown.state, vary_on_minute=False)(_offered_room)(request, shown)


def _shown(request: HttpRequest, slug: str, pk: int | None = None) -> Shown:
    # First, so that what changes while we read is never kept under a later name.
    version, now = directory_version(), timezone.now()
    place = rentable.shown_place(slug)
    if place is None:
        raise Http404
    terms = rentable.terms_of(place)
    rooms = rentable.rooms_to_let(place)
    first = _asked_day(request, timezone.localdate(now), terms)
    weeks = weeks_of(list(rooms.filter(pk=pk) if pk else rooms), first, terms=terms, now=now)
    return Shown(place, terms, weeks, first, now, version)


def _offered(request: HttpRequest, shown: Shown) -> HttpResponse:
    rooms = [week.room for week in shown.weeks]
    offers = shown.terms is not None and shown.terms.offers_empty
    context = _context(shown) | {
        "often": often_free(rooms, day_parts(shown.place), today=shown.today) if offers else (),
        "rates": rates_shown(shown.place, shown.today) if rooms else None,
        "trail": _trail(shown.place),
    }
    return render(request, "rooms/offered/list.html", context)


def _offered_room(request: HttpRequest, shown: Shown) -> HttpResponse:
    [week] = shown.weeks
    page = rentable.room_page(shown.place, week.room)
    context = _context(shown) | {
        "page": page,
        "room": week.room,
        "week": week,
        "windows": rentable.window_lines(page.windows),
        "trail": [*_trail(shown.place), (_("Ruimtes"), reverse("rooms:offered", args=[shown.place.slug]))],
    }
    return render(request, "rooms/offered/room.html", context)


def _context(shown: Shown) -> dict[str, object]:
    furthest = _furthest(shown.today, shown.terms)
    return {
        "place": shown.place,
        "weeks": shown.weeks,
        "first": shown.first,
        "last": shown.first + timedelta(days=6),
        "today": shown.today,
        "furthest": furthest,
        "previous": max(shown.first - WEEK, shown.today) if shown.first > shown.today else None,
        "next": shown.first + WEEK if shown.first + WEEK <= furthest else None,
        "can_ask": shown.terms is not None and shown.terms.is_open,
        "house_terms": shown.terms.house_terms if shown.terms else "",
    }


def _asked_day(request: HttpRequest, today: date, terms: LettingTerms | None) -> date:
    """`?week=` is the first of the seven days; what is over, too far away or no day at all is the nearest there is."""
    try:
        asked = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = today
    return min(max(asked, today), _furthest(today, terms))


def _furthest(today: date, terms: LettingTerms | None) -> date:
    return today + timedelta(days=terms.ahead_days if terms else 0)


def _trail(place: Place) -> list[tuple[str, str]]:
    return [*trail(), (place.name, reverse("places:place", args=[place.slug]))]
