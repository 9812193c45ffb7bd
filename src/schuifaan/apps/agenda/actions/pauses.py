"""Days without activities: a place's own pause, and the school holidays that administrators enter."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.deriving import AT_ONCE, derive_many
from schuifaan.apps.agenda.actions.saving import AgendaError, require
from schuifaan.apps.agenda.actions.telling import telling
from schuifaan.apps.agenda.models import Occurrence, Pause, Series
from schuifaan.apps.agenda.queries.ideas import SchoolHoliday, official_school_holidays
from schuifaan.apps.people.audit import record
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place

EVERYWHERE = "agenda"


@transaction.atomic
def add_pause(*, place: Place, name: str, first_on: date, last_on: date, by: User, now: datetime) -> Pause:
    """The place's own series skip these days, both included. What was changed by hand stays."""
    require(by, "agenda.change_agenda", place)
    pause = Pause.objects.create(place=place, **_checked(name, first_on, last_on))
    record(
        verb="agenda.pause_added", scope=place.audit_scope, by=by, now=now, subject=place.name,
        changes={"pause": [None, str(pause)]},
    )  # fmt: skip
    _derive_again(Q(place=place), now)
    return pause


@transaction.atomic
def remove_pause(*, pause: Pause, by: User, now: datetime) -> None:
    """What fell in it comes back."""
    place = pause.place
    if place is None:
        raise TypeError("a school holiday is no place's own")
    require(by, "agenda.change_agenda", place)
    record(
        verb="agenda.pause_removed", scope=place.audit_scope, by=by, now=now, subject=place.name,
        changes={"pause": [str(pause), None]},
    )  # fmt: skip
    pause.delete()
    _derive_again(Q(place=place), now)


@transaction.atomic
def add_school_holiday(
    *, region: str, name: str, first_on: date, last_on: date, by: User, now: datetime
) -> Pause:
    require(by, "agenda.enter_school_holidays")
    pause = Pause.objects.create(region=region, **_checked(name, first_on, last_on))
    _note_everywhere("agenda.pause_added", by, now, [None, f"{region}: {pause}"])
    _derive_again(Q(school_region=region), now)
    return pause


@transaction.atomic
def remove_school_holiday(*, pause: Pause, by: User, now: datetime) -> None:
    require(by, "agenda.enter_school_holidays")
    region, said = pause.region, f"{pause.region}: {pause}"
    pause.delete()
    _note_everywhere("agenda.pause_removed", by, now, [said, None])
    _derive_again(Q(school_region=region), now)


@transaction.atomic
def load_school_holidays(
    *, by: User | None, now: datetime, holidays: Sequence[SchoolHoliday] | None = None
) -> int:
    """The official dates that are not there yet; without `by` for a command. How many were added."""
    if by is not None:
        require(by, "agenda.enter_school_holidays")
    today = timezone.localdate(now)
    there = set(Pause.objects.exclude(region="").values_list("region", "first_on", "last_on"))
    wanted = [one for one in holidays or official_school_holidays() if one.last_on >= today]
    new = [one for one in wanted if (one.region, one.first_on, one.last_on) not in there]
    for one in new:
        # One by one: a saved row tells every cache.
        Pause.objects.create(region=one.region, name=one.name, first_on=one.first_on, last_on=one.last_on)
    if new:
        _note_everywhere("agenda.school_holidays_loaded", by, now, [None, str(len(new))])
        _derive_again(~Q(school_region=""), now)
    return len(new)


def _checked(name: str, first_on: date, last_on: date) -> dict[str, object]:
    if last_on < first_on:
        raise AgendaError(_("De laatste dag ligt voor de eerste dag."), field="last_on")
    if not name.strip():
        raise AgendaError(_("Geef de pauze een naam."), field="name")
    return {"name": name.strip(), "first_on": first_on, "last_on": last_on}


def _derive_again(which: Q, now: datetime) -> None:
    """In portions, so that a whole city fits in memory."""
    today = timezone.localdate(now)
    running = Series.objects.filter(which, agreed=True).filter(
        Q(last_on__isnull=True) | Q(last_on__gte=today)
    )
    found = list(running.select_related("activity").order_by("pk"))
    for start in range(0, len(found), AT_ONCE):
        portion = found[start : start + AT_ONCE]
        with telling(Occurrence.objects.filter(series__in=[one.pk for one in portion]), now=now):
            derive_many(series=portion, now=now)


def _note_everywhere(verb: str, by: User | None, now: datetime, pause: list[str | None]) -> None:
    record(verb=verb, scope=EVERYWHERE, by=by, now=now, changes={"pause": pause})
