"""What pages of the agenda say to machines: the activity as data, and where its calendar is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.queries.scope import Of
from schuifaan.apps.outlets.event_json import event_json_ld
from schuifaan.apps.outlets.queries.calendars import places_of, series_of
from schuifaan.apps.places import slots

_NAMES = {
    Of.EVERYTHING: "agenda",
    Of.NEIGHBOURHOOD: "neighbourhood",
    Of.DISTRICT: "district",
    Of.MUNICIPALITY: "municipality",
    Of.PLACE: "place",
}


def connect() -> None:
    slots.fill("activity", on_activity)
    slots.fill("agenda", on_programme)


def on_activity(request: HttpRequest, *, about: Any, now: datetime) -> SafeString:
    """`about`: an ActivityPage."""
    del request, now
    activity = about.activity
    data = event_json_ld(
        activity, items=about.items, series=series_of(activity), places=places_of(about.items)
    )
    return alternates("activity", activity.slug) + data


def on_programme(request: HttpRequest, *, about: Any, now: datetime) -> SafeString:
    """`about`: a Programme."""
    del request, now
    scope = about.whose.scope
    name = _NAMES.get(scope.of)
    if name is None:
        return SafeString("")
    return alternates(name, about.whose.slug if scope.of is Of.PLACE else scope.key)


def alternates(name: str, key: str) -> SafeString:
    """Programs that read calendars or news find theirs from the page itself."""
    args = [key] if key else []
    return format_html(
        '<link rel="alternate" type="text/calendar" title="{}" href="{}">'
        '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">',
        _("Agenda om op te abonneren"),
        reverse(f"outlets:{name}_ics", args=args),
        _("Nieuws uit de agenda"),
        reverse(f"outlets:{name}_atom", args=args),
    )
