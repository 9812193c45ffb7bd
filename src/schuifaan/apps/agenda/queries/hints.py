"""What the offer lacks: times and days without anything. Only the programme is looked at, never who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from schuifaan.apps.agenda.enums import SHOWN_STATES, ActivityStatus, OccurrenceState
from schuifaan.apps.agenda.models import Occurrence
from schuifaan.apps.agenda.queries.scope import family_of
from schuifaan.apps.places.models import Place
from schuifaan.core.timeline.wallclock import from_wall, to_wall

DAYS_LOOKED_AT: Final = 31
_NOON: Final = 12
_AFTER_SCHOOL: Final = 15
_EVENING: Final = 18
_SATURDAY: Final = 5


class Lack(StrEnum):
    EVENING = "evening"
    WEEKEND = "weekend"
    AFTERNOON = "afternoon"
    FREE = "free"
    WALK_IN = "walk_in"


@dataclass(frozen=True, slots=True)
class Hint:
    lack: Lack
    text: str
    # Of the idea library; "" when nothing in it fits.
    idea: str = ""


@dataclass(frozen=True, slots=True)
class OfferedTime:
    starts: datetime
    ends: datetime
    cost_cents: int | None
    sign_up: bool


def hints_for(place: Place, *, today: date) -> list[Hint]:
    """At most three: a list of everything that is not there helps nobody."""
    return hints(offered(place, today=today))[:3]


def offered(place: Place, *, today: date) -> list[OfferedTime]:
    """A month of what residents can see here and at the sites of this house."""
    start = from_wall(datetime.combine(today, time.min))
    rows = (
        Occurrence.objects.filter(
            place__in=family_of(place.pk),
            activity__status=ActivityStatus.PUBLISHED,
            state__in=SHOWN_STATES,
            starts_at__gte=start,
            starts_at__lt=start + timedelta(days=DAYS_LOOKED_AT),
        )
        .exclude(state=OccurrenceState.CANCELLED)
        .values_list("starts_at", "ends_at", "activity__cost_cents", "activity__sign_up")
        .order_by("starts_at")
    )
    return [
        OfferedTime(to_wall(starts), to_wall(ends), cents, sign_up) for starts, ends, cents, sign_up in rows
    ]


def hints(times: Sequence[OfferedTime]) -> list[Hint]:
    """Nothing at all gives no hints: an empty agenda speaks for itself."""
    if not times:
        return []
    found = []
    if not any(_in_the_evening(one) for one in times):
        found.append(
            Hint(
                Lack.EVENING,
                _("De komende maand is er niets na 18.00 uur: niets voor wie overdag werkt."),
                "cook",
            )
        )
    if not any(one.starts.weekday() >= _SATURDAY for one in times):
        found.append(
            Hint(
                Lack.WEEKEND,
                _("De komende maand is er niets in het weekend. Juist dan kan een dag lang zijn."),
                "sunday_soup",
            )
        )
    if not any(_NOON <= one.starts.hour < _EVENING and one.ends.hour >= _AFTER_SCHOOL for one in times):
        found.append(
            Hint(
                Lack.AFTERNOON,
                _("De komende maand is er ’s middags niets: niets voor wie uit school komt."),
                "homework",
            )
        )
    if all(one.cost_cents for one in times):
        found.append(Hint(Lack.FREE, _("Alles kost iets. Is er ook iets dat niets kost?"), "coffee"))
    if all(one.sign_up for one in times):
        found.append(
            Hint(
                Lack.WALK_IN,
                _("Voor alles moeten mensen zich aanmelden. Is er ook iets om zo binnen te lopen?"),
                "coffee",
            )
        )
    return found


def _in_the_evening(one: OfferedTime) -> bool:
    """It counts when there is still something to join after six."""
    return one.starts.hour >= _EVENING or (one.ends.date() == one.starts.date() and one.ends.hour > _EVENING)
