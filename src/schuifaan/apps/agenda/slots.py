"""What the agenda adds to the pages of the directory: what is on today, this week, and what asks at the desk."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from schuifaan.apps.agenda.queries.desk_today import asked_of, today_at
from schuifaan.apps.agenda.queries.finding import Found, find, today_only, week_of
from schuifaan.apps.agenda.queries.items import by_day
from schuifaan.apps.agenda.queries.scope import Scope, everything, of_area, of_place
from schuifaan.apps.agenda.queries.version import agenda_number, quarter_of
from schuifaan.apps.people.models import User
from schuifaan.apps.places import slots
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import page_language
from schuifaan.apps.places.queries.areas import Area
from schuifaan.apps.places.queries.start import StartPage
from schuifaan.core.timeline.wallclock import to_wall

MOST_LINES: Final = 8


def connect() -> None:
    slots.fill("start", on_start)
    slots.fill("area", on_area)
    slots.fill("place", on_place)
    slots.fill("place_desk", on_place_desk)
    slots.fill("desk", on_desk)
    slots.add_version(agenda_state)


def agenda_state(now: datetime) -> str:
    return f"{agenda_number()}@{quarter_of(now)}"


def on_start(request: HttpRequest, *, about: StartPage, now: datetime) -> SafeString:
    """Today, by the hour, in the municipality that was chosen; with one municipality, everywhere."""
    chosen = about.municipality if len(about.municipalities) > 1 else None
    scope = of_area(chosen) if chosen else everything()
    found = _today(scope, now)
    address = reverse("agenda:municipality", args=[chosen.code]) if chosen else reverse("agenda:list")
    return _rendered(request, "start", found, now, {"address": f"{address}?dag=vandaag", "week": address})


def on_area(request: HttpRequest, *, about: Area, now: datetime) -> SafeString:
    address = reverse(f"agenda:{about.level.value}", args=[about.code])
    return _rendered(request, "area", _this_week(of_area(about), now), now, {"address": address})


def on_place(request: HttpRequest, *, about: Place, now: datetime) -> SafeString:
    context = {
        "address": reverse("agenda:place", args=[about.slug]),
        "idea_address": reverse("agenda:suggest", args=[about.slug]),
        "place": about,
    }
    return _rendered(request, "place", _this_week(of_place(about.pk), now), now, context)


def on_place_desk(request: HttpRequest, *, about: Place, now: datetime) -> SafeString:
    if not request.user.has_perm("agenda.run_agenda", about):
        return SafeString("")
    today = to_wall(now).date()
    context = {
        "place": about,
        "today": today,
        "items": today_at(about.pk, today=today, language=page_language()),
        "asked": asked_of(about.pk, now=now),
        "may_change": request.user.has_perm("agenda.change_agenda", about),
        "agenda_address": reverse("agenda:desk", args=[about.slug]),
        "suggestions_address": reverse("agenda:suggestions", args=[about.slug]),
    }
    return render_to_string("agenda/finding/slots/place_desk.html", context, request=request)


def on_desk(request: HttpRequest, *, about: User, now: datetime) -> SafeString:
    """What somebody keeps for all places together."""
    del now
    if not about.has_perm("agenda.enter_school_holidays"):
        return SafeString("")
    return render_to_string("agenda/finding/slots/desk.html", request=request)


def _today(scope: Scope, now: datetime) -> Found:
    criteria = today_only(to_wall(now).date(), scope)
    return find(criteria, language=page_language(), not_over_at=now, page_size=MOST_LINES)


def _this_week(scope: Scope, now: datetime) -> Found:
    criteria = week_of(to_wall(now).date(), scope)
    return find(criteria, language=page_language(), not_over_at=now, page_size=MOST_LINES)


def _rendered(
    request: HttpRequest, name: str, found: Found, now: datetime, context: dict[str, Any]
) -> SafeString:
    today = to_wall(now).date()
    shown = {
        **context,
        "items": found.items,
        "days": by_day(found.items),
        "has_more": bool(found.next_cursor),
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "now": now,
    }
    return render_to_string(f"agenda/finding/slots/{name}.html", shown, request=request)
