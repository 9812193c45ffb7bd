"""What the use of its rooms says about a place that fell silent: facts and a question, for who may see them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.dossiers.models import Dossier
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.enums import DayPartKind
from schuifaan.apps.rooms.models import LettingTerms
from schuifaan.apps.rooms.queries.usage import RoomUse, Usage, began, usage
from schuifaan.core.letting.occupancy import (
    LEAST_WEEKS,
    WEEK,
    Key,
    Period,
    half_years,
    never_used,
    no_longer_used,
)

EVERY_DAY = 7


@dataclass(frozen=True, slots=True)
class UseHint:
    """What was seen, and what only people can tell."""

    text: str
    question: str


@dataclass(frozen=True, slots=True)
class UseHints:
    """Over the last half year; `usage_url` shows the same days."""

    place: str
    period: Period
    hints: tuple[UseHint, ...]
    usage_url: str
    letting_url: str


def use_hints(dossier: Dossier, *, by: User, today: date) -> UseHints | None:
    """None without a place, for who may not see it, and while rooms are used too short. At most 19 queries."""
    place = dossier.place
    if place is None or not by.has_perm("rooms.let_rooms", place):
        return None
    before, now = half_years(today)
    since = began(place).use
    if since is None or since > now.last - LEAST_WEEKS * WEEK:
        return None
    now = Period(max(since, now.first), now.last)
    recently = usage(place, first=now.first, last=now.last)
    earlier = usage(place, first=before.first, last=before.last) if since < now.first else None
    found = tuple(_hints(place, earlier, recently))
    slug = {"slug": place.slug}
    address = reverse("rooms:usage", kwargs=slug)
    return UseHints(
        place.name,
        now,
        found,
        f"{address}?van={now.first.isoformat()}&tot={now.last.isoformat()}",
        reverse("rooms:letting", kwargs=slug),
    )


def _hints(place: Place, earlier: Usage | None, recently: Usage) -> Iterator[UseHint]:
    before = {one.room: one for one in earlier.rooms} if earlier else {}
    for one in recently.rooms:
        stopped = no_longer_used(before[one.room].cells, one.cells) if one.room in before else ()
        if stopped:
            yield UseHint(
                _("%(room)s werd in het half jaar daarvoor vaak gebruikt op %(times)s. Nu niet meer.")
                % {"room": one.room.name, "times": times_said(stopped)},
                _("Wie kwam er toen, en waarom stopte het?"),
            )
        yield from _empty(one, stopped)
    if not recently.let_hours and _is_open(place, recently.rooms):
        yield UseHint(
            _("Ruimtes zijn te vragen, en er is niets verhuurd."),
            _("Weten groepen in de buurt dat het kan, en passen de prijs en de tijden bij hen?"),
        )
    if recently.no_shows:
        yield UseHint(
            ngettext(
                "Eén keer kwam een huurder niet, zonder bericht.",
                "%(number)d keer kwam een huurder niet, zonder bericht.",
                recently.no_shows,
            )
            % {"number": recently.no_shows},
            _("Is afzeggen makkelijk genoeg, en weten huurders hoe het moet?"),
        )


def _empty(one: RoomUse, stopped: Sequence[Key]) -> Iterator[UseHint]:
    """A room nobody used at all is one fact, not twenty-one."""
    keys = [key for key in never_used(one.cells) if key not in stopped]
    if not keys:
        return
    if not one.total.used and not stopped:
        yield UseHint(
            _("%(room)s is niet gebruikt.") % {"room": one.room.name},
            _("Is de ruimte nog in orde, en weet de buurt dat ze er is?"),
        )
        return
    used = sorted(key for key, cell in one.cells.items() if cell.used)
    if used and len(keys) > len(used):
        yield UseHint(
            _("%(room)s werd alleen gebruikt op %(times)s.")
            % {"room": one.room.name, "times": times_said(used)},
            _("Wie zou er op de andere tijden terechtkunnen?"),
        )
        return
    yield UseHint(
        _("%(room)s stond steeds leeg op %(times)s.") % {"room": one.room.name, "times": times_said(keys)},
        _("Wie zou er dan terechtkunnen?"),
    )


def _is_open(place: Place, rooms: Iterable[RoomUse]) -> bool:
    """Two sizes of yes: the place lets, and there is a room to ask for."""
    return (
        any(one.room.is_let for one in rooms)
        and LettingTerms.objects.filter(place=place, is_open=True).exists()
    )


def times_said(keys: Iterable[Key]) -> str:
    """“dinsdag en donderdag (avond); elke dag (ochtend)”, in the order of the day."""
    days: dict[str, list[int]] = {}
    for day, name in keys:
        days.setdefault(name, []).append(day)
    order = [str(one) for one in DayPartKind]
    return "; ".join(
        _("%(days)s (%(part)s)") % {"days": _days(sorted(days[name])), "part": DayPartKind(name).label}
        for name in sorted(days, key=order.index)
    )


def _days(days: list[int]) -> str:
    if len(days) == EVERY_DAY:
        return _("elke dag")
    return get_text_list([str(WEEKDAYS[day - 1]) for day in days], _("en"))
