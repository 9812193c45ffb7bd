"""Ways out of a page, to paper, a calendar or a newsletter, as far as this installation has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from schuifaan.apps.agenda.queries.scope import Of, Scope


@dataclass(frozen=True, slots=True)
class OutletLink:
    icon: str
    label: str
    href: str


def outlet_links(scope: Scope, *, slug: str = "", query: str = "") -> tuple[OutletLink, ...]:
    """`slug`: of a place or an activity. `query`: the filters that hold, which only the widest feed knows.

    Feeds and papers live a storey higher; they are found by their address, never imported.
    """
    match scope.of:
        case Of.PLACE:
            found = [
                OutletLink("file-text", gettext("Weekprogramma op papier"), f"/plek/{slug}/week.pdf"),
                OutletLink("calendar-plus", gettext("In je eigen agenda"), f"/plek/{slug}/agenda.ics"),
            ]
        case Of.NEIGHBOURHOOD:
            found = [
                OutletLink("file-text", gettext("Buurtprogramma op papier"), f"/buurt/{scope.key}/week.pdf"),
                OutletLink("calendar-plus", gettext("In je eigen agenda"), f"/buurt/{scope.key}/agenda.ics"),
                OutletLink("mail", gettext("Elke week in je mail"), f"/nieuwsbrief/{scope.key}/"),
            ]
        case Of.DISTRICT:
            found = [
                OutletLink("calendar-plus", gettext("In je eigen agenda"), f"/wijk/{scope.key}/agenda.ics")
            ]
        case Of.ACTIVITY:
            found = [
                OutletLink("calendar-plus", gettext("In je eigen agenda"), f"/activiteit/{slug}/agenda.ics"),
                OutletLink("file-text", gettext("Flyer om op te hangen"), f"/activiteit/{slug}/flyer.pdf"),
            ]
        case Of.EVERYTHING:
            ending = f"?{query}" if query else ""
            found = [OutletLink("calendar-plus", gettext("In je eigen agenda"), f"/agenda.ics{ending}")]
        case _:
            found = []
    return tuple(link for link in found if _is_there(_pattern(link.href, slug or scope.key)))


def _pattern(href: str, key: str) -> str:
    """The same address for any place: what exists for one exists for all."""
    path = href.partition("?")[0]
    return path.replace(f"/{key}/", "/BU00000000/") if key else path


@cache
def _is_there(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
