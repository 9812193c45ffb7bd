"""What is planned while its place is closed by its own opening hours: a remark, never a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Activity, Occurrence, Series
from schuifaan.apps.places.models import Place
from schuifaan.apps.places.naming import in_a_row, page_language
from schuifaan.apps.places.queries.pages import page_schedule
from schuifaan.core.timeline.opening import Schedule
from schuifaan.core.timeline.wallclock import to_wall
from schuifaan.ui.speech import spoken_day

# Within a year a day needs no year beside it.
AHEAD: Final = timedelta(days=365)
MOST_NAMED: Final = 3


def remarks_on_hours(planned: Activity | Sequence[Series] | Occurrence, *, now: datetime) -> list[str]:
    """One sentence for each place that is closed at some of these times; none when its hours are not known."""
    rows = (
        _rows(planned)
        .filter(
            starts_at__gt=now,
            starts_at__lt=now + AHEAD,
            spot__isnull=True,
            # A public holiday that nobody answered yet is asked about already.
            state__in=[OccurrenceState.ON, OccurrenceState.MOVED],
        )
        .select_related("series", "place")
        .order_by("place", "starts_at", "pk")
    )
    by_place = groupby(rows, key=lambda row: row.place)
    return [said for place, same in by_place if (said := _remark(place, list(same)))]


def _rows(planned: Activity | Sequence[Series] | Occurrence) -> QuerySet[Occurrence]:
    if isinstance(planned, Occurrence):
        return Occurrence.objects.filter(pk=planned.pk)
    if isinstance(planned, Activity):
        return Occurrence.objects.filter(activity=planned)
    return Occurrence.objects.filter(series__in=[series.pk for series in planned])


def _remark(place: Place, rows: Sequence[Occurrence]) -> str:
    schedule = page_schedule(place, page_language())
    closed: list[date] = []
    outside: list[date] = []
    for row, whole_day in _when_closed(schedule, rows):
        (closed if whole_day else outside).append(to_wall(row.starts_at).date())
    words = {"place": place.name, "closed": _named(closed), "outside": _named(outside)}
    if closed and outside:
        return (
            _(
                "Goed om te weten: %(place)s is dicht op %(closed)s, en op %(outside)s valt dit buiten de openingstijden."
            )
            % words
        )
    if closed:
        return _("Goed om te weten: volgens de openingstijden is %(place)s dicht op %(closed)s.") % words
    if outside:
        return _("Goed om te weten: op %(outside)s valt dit buiten de openingstijden van %(place)s.") % words
    return ""


def _when_closed(schedule: Schedule, rows: Iterable[Occurrence]) -> Iterator[tuple[Occurrence, bool]]:
    """The times that are not wholly within the hours, and whether the door stays shut all that day."""
    if not schedule.known and not schedule.exceptions:
        return
    for row in rows:
        day = schedule.week(to_wall(row.starts_at).date())[0]
        if not day.known:
            continue
        opened = schedule.intervals(row.starts_at, row.ends_at)
        if not opened and not day.intervals:
            yield row, True
        elif (
            not row.series.all_day
            and sum((one.end - one.start for one in opened), timedelta()) < row.ends_at - row.starts_at
        ):
            yield row, False


def _named(days: Sequence[date]) -> str:
    """The first few, and how often more."""
    said = [spoken_day(day) for day in days[:MOST_NAMED]]
    more = len(days) - len(said)
    if more:
        said.append(ngettext("nog %(number)s keer", "nog %(number)s keer", more) % {"number": more})
    return in_a_row(said)
