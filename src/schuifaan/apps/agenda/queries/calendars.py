"""What the people of a place see of the calendars they keep elsewhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schuifaan.apps.agenda.models import Calendar
from schuifaan.apps.places.models import Place
from schuifaan.core.calendars.events import REMARKS

MOST_TITLES: Final = 25

REASONS: Final[dict[str, Promise]] = {
    "private": _("Staat als privé in je agenda. Dat laten we daar."),
    "free_time": _("Staat als ‘vrij’ in je agenda. Zet het daar op ‘bezet’, dan komt het mee."),
    "busy_only": _("Je deelt alleen wanneer je bezet bent, niet wat er is. Deel ook de details."),
    "ours": _("Komt van deze site zelf en staat er dus al."),
    "no_title": _("Heeft geen naam."),
    "no_start": _("Er staat niet bij wanneer het begint."),
    "strange_date": _("De datum kan niet kloppen."),
    "ends_before_start": _("Het eindigt voor het begint."),
    "too_long": _("Duurt langer dan een maand. Maak er losse dagen van."),
    "rule_sub_daily": _("Herhaalt zich vaker dan één keer per dag. Dat kennen we niet."),
    "rule_syntax": _("De herhaling is niet te lezen. Stel die opnieuw in."),
    "rule_unsupported": _("De herhaling is te ingewikkeld. Splits die in eenvoudige reeksen."),
    "rule_empty": _("De herhaling is leeg. Stel die opnieuw in."),
    "rule_never": _("Met deze herhaling komt het nooit voor."),
    "too_many": _("Er staan meer dan 2.000 dingen in deze agenda. Dit is er een te veel."),
    "not_understood": _("Dit konden we niet lezen."),
    "double": _("Staat al in een andere agenda die je volgt."),
    "zone_unknown": _("We kennen de tijdzone niet. We lezen de tijd als Nederlandse tijd; kijk die na."),
    "this_and_following": _("‘Deze en alle volgende’ lezen we als alleen deze keer. Kijk de tijden na."),
    "changed_here": _(
        "Je hebt de tijden hier zelf veranderd. Die blijven zo, ook al zegt je agenda iets anders."
    ),
}


@dataclass(slots=True)
class Left:
    """All with one reason together; `more` are not named."""

    reason: Promise
    titles: list[str] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class CalendarRow:
    calendar: Calendar
    brought: int
    left_behind: tuple[Left, ...]
    remarks: tuple[Left, ...]

    @property
    def worked_on(self) -> date | None:
        return timezone.localdate(self.calendar.worked_at) if self.calendar.worked_at else None

    @property
    def problem_on(self) -> date | None:
        return timezone.localdate(self.calendar.problem_since) if self.calendar.problem_since else None

    @property
    def left_count(self) -> int:
        return sum(len(one.titles) + one.more for one in self.left_behind)


def calendars_of(place: Place, *, now: datetime) -> list[CalendarRow]:
    """In one query. What somebody stopped following is not among them."""
    coming = Q(series__occurrences__ends_at__gt=now)
    rows = (
        Calendar.objects.filter(place=place, is_active=True)
        .annotate(brought=Count("series__activity", filter=coming, distinct=True))
        .order_by("name", "pk")
    )
    return [
        CalendarRow(
            calendar=row,
            brought=row.brought,
            left_behind=_grouped(one for one in row.left_behind if one["code"] not in REMARKS),
            remarks=_grouped(one for one in row.left_behind if one["code"] in REMARKS),
        )
        for row in rows
    ]


def calendar_at(place: Place, pk: int) -> Calendar | None:
    return (
        Calendar.objects.select_related("place__organisation")
        .filter(place=place, pk=pk, is_active=True)
        .first()
    )


def _grouped(left: Any) -> tuple[Left, ...]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in left:
        found[one["code"]].append(one["title"])
    return tuple(
        Left(
            reason=REASONS.get(code, REASONS["not_understood"]),
            titles=[title for title in titles if title][:MOST_TITLES],
            more=len(titles) - len([title for title in titles if title][:MOST_TITLES]),
        )
        for code, titles in found.items()
    )
