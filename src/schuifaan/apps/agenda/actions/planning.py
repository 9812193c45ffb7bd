"""When an activity happens: planning it, and changing or calling off one time, the following, or all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.deriving import Derived, derive
from schuifaan.apps.agenda.actions.saving import AgendaError, note, require
from schuifaan.apps.agenda.actions.telling import Was, as_they_are, tell_changes
from schuifaan.apps.agenda.enums import OccurrenceState, PublicHolidays
from schuifaan.apps.agenda.models import LONGEST_MINUTES, Activity, Occurrence, Series, Spot
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import holding as rooms
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Room
from schuifaan.core.timeline.recurrence import RuleNotUnderstood, first_start, last_start, parse_rule
from schuifaan.core.timeline.recurrence import ends_at as ends_at_wall
from schuifaan.core.timeline.wallclock import to_wall

OnClash = Literal["refuse", "leave_out", "without_room"]
# Called off for good: what people may have in their diaries already stays visible as such.
TOLD_AHEAD = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class When:
    """When and where. `rule` is RFC 5545 without its name, "" for once; `extra` are wall times beside it."""

    first_on: date
    at: time
    minutes: int
    place: Place
    rule: str = ""
    all_day: bool = False
    spot: Spot | None = None
    room: Room | None = None
    school_region: str = ""
    public_holidays: str = PublicHolidays.ASK
    extra: tuple[datetime, ...] = ()


class RoomNotFree(AgendaError):  # noqa: N818 - it says what happened
    """The room is taken at these times; nothing was saved. `clashes` are the times it would have been."""

    def __init__(self, room: Room, clashes: Sequence[Occurrence]) -> None:
        self.room = room
        self.clashes = tuple(clashes)
        super().__init__(
            _("%(room)s is op %(number)s van deze dagen al bezet.")
            % {"room": room.name, "number": len(self.clashes)},
            field="room",
        )


@transaction.atomic
def add_series(
    *,
    activity: Activity,
    when: When,
    by: User,
    now: datetime,
    on_clash: OnClash = "refuse",
    agreed: bool = True,
) -> Series:
    """Plan an activity. Raises AgendaError with the field, RoomNotFree when its room is taken."""
    require(by, "agenda.change_agenda", activity.place)
    checked(when)
    series = Series(activity=activity, created_at=now, changed_at=now, agreed=agreed)
    _take_over(series, when)
    series.save()
    _derive(series, on_clash, now)
    note(verb="agenda.planned", activity=activity, by=by, now=now)
    return series


@transaction.atomic
def change_series(
    *, series: Series, when: When, by: User, now: datetime, on_clash: OnClash = "refuse"
) -> Derived:
    """All times from today on; what is over stays as it was, what was changed by hand moves along."""
    require(by, "agenda.change_agenda", series.activity.place)
    checked(when)
    series = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    counted_on = as_they_are(series.occurrences.all(), now=now)
    _take_over(series, when)
    series.sequence += 1
    series.changed_at = now
    series.save()
    done = _derive(series, on_clash, now)
    tell_changes(before=counted_on, now=now)
    note(verb="agenda.replanned", activity=series.activity, by=by, now=now)
    return done


@transaction.atomic
def change_following(
    *, occurrence: Occurrence, when: When, by: User, now: datetime, on_clash: OnClash = "refuse"
) -> tuple[Series, Derived]:
    """From one time on: the series ends before it, and a new one takes over, sign-ups included."""
    old = Series.objects.select_for_update(of=("self",)).get(pk=occurrence.series_id)
    require(by, "agenda.change_agenda", old.activity.place)
    checked(when)
    if not old.occurrences.filter(original_at__lt=occurrence.original_at).exists():
        return old, change_series(series=old, when=when, by=by, now=now, on_clash=on_clash)
    cut = to_wall(occurrence.original_at)
    counted_on = as_they_are(old.occurrences.all(), now=now)
    new = Series(activity=old.activity, created_at=now, changed_at=now, agreed=old.agreed, follows=old)
    _take_over(new, when)
    # Anything but null: the past of the new series is the old one's.
    new.derived_until = timezone.localdate(now)
    new.save()
    old.occurrences.filter(original_at__gte=occurrence.original_at).update(series=new)
    _end_before(old, cut, now)
    derive(series=old, now=now)
    done = _derive(new, on_clash, now)
    tell_changes(before=counted_on, now=now)
    note(verb="agenda.replanned", activity=old.activity, by=by, now=now)
    return new, done


@transaction.atomic
def cancel_occurrence(*, occurrence: Occurrence, reason: str, by: User, now: datetime) -> Occurrence:
    """It stays on the programme, as called off. Hosts may: they stand at the door."""
    occurrence = _held(occurrence)
    require(by, "agenda.run_agenda", occurrence.place)
    counted_on = _counted_on(occurrence, now)
    _release(occurrence)
    _by_hand(occurrence, now, state=OccurrenceState.CANCELLED, note=reason)
    tell_changes(before=counted_on, now=now)
    note(verb="agenda.cancelled", activity=occurrence.activity, by=by, now=now, changes=_day(occurrence))
    return occurrence


@transaction.atomic
def restore_occurrence(*, occurrence: Occurrence, by: User, now: datetime) -> Occurrence:
    """It goes on after all, as the series has it. Raises rooms.RoomTaken when the room has gone meanwhile."""
    occurrence = _held(occurrence)
    require(by, "agenda.run_agenda", occurrence.place)
    series = occurrence.series
    counted_on = _counted_on(occurrence, now)
    _release(occurrence)
    _by_hand(
        occurrence,
        now,
        state=OccurrenceState.ON,
        note="",
        starts_at=occurrence.original_at,
        ends_at=ends_at_wall(to_wall(occurrence.original_at), series.minutes),
        room=series.room,
    )
    occurrence.by_hand = occurrence.because != ""
    occurrence.save(update_fields=["by_hand"])
    _hold(occurrence, now)
    tell_changes(before=counted_on, now=now)
    note(verb="agenda.restored", activity=occurrence.activity, by=by, now=now, changes=_day(occurrence))
    return occurrence


@transaction.atomic
def move_occurrence(
    *,
    occurrence: Occurrence,
    starts_at: datetime,
    ends_at: datetime,
    room: Room | None,
    reason: str,
    by: User,
    now: datetime,
) -> Occurrence:
    """Only this one goes to another time or room. Raises rooms.RoomTaken."""
    occurrence = _held(occurrence)
    require(by, "agenda.change_agenda", occurrence.activity.place)
    if ends_at <= starts_at:
        raise AgendaError(_("Het einde ligt voor het begin. Kijk de tijden na."), field="ends")
    changes = {"starts_at": [occurrence.starts_at.isoformat(), starts_at.isoformat()]}
    counted_on = _counted_on(occurrence, now)
    _release(occurrence)
    _by_hand(
        occurrence,
        now,
        state=OccurrenceState.MOVED,
        note=reason,
        starts_at=starts_at,
        ends_at=ends_at,
        room=room,
    )
    _hold(occurrence, now)
    tell_changes(before=counted_on, now=now)
    note(verb="agenda.moved", activity=occurrence.activity, by=by, now=now, changes=changes)
    return occurrence


@transaction.atomic
def cancel_following(*, occurrence: Occurrence, reason: str, by: User, now: datetime) -> list[Occurrence]:
    """The series ends before this one. The coming weeks stay visible as called off, and what people joined."""
    series = Series.objects.select_for_update(of=("self",)).get(pk=occurrence.series_id)
    require(by, "agenda.change_agenda", series.activity.place)
    following = series.occurrences.filter(original_at__gte=occurrence.original_at, ends_at__gt=now)
    counted_on = as_they_are(following, now=now)
    told = [
        row
        for row in following.select_related("claim", "activity", "series")
        if row.starts_at < now + TOLD_AHEAD or row.sign_ups.exists()
    ]
    for row in told:
        _release(row)
        _by_hand(row, now, state=OccurrenceState.CANCELLED, note=reason)
    _end_before(series, to_wall(occurrence.original_at), now)
    derive(series=series, now=now)
    tell_changes(before=counted_on, now=now)
    note(verb="agenda.ended", activity=series.activity, by=by, now=now, changes=_day(occurrence))
    return told


@transaction.atomic
def decide_holiday(*, occurrence: Occurrence, goes_on: bool, by: User, now: datetime) -> Occurrence:
    """Whether it goes on on that public holiday; until then it is on nobody's programme."""
    occurrence = _held(occurrence)
    require(by, "agenda.run_agenda", occurrence.place)
    if occurrence.state not in {OccurrenceState.ASK, OccurrenceState.SKIPPED, OccurrenceState.ON}:
        return occurrence
    state = OccurrenceState.ON if goes_on else OccurrenceState.SKIPPED
    counted_on = _counted_on(occurrence, now)
    _release(occurrence)
    _by_hand(occurrence, now, state=state)
    if goes_on:
        _hold(occurrence, now)
    tell_changes(before=counted_on, now=now)
    note(
        verb="agenda.holiday_decided", activity=occurrence.activity, by=by, now=now, changes=_day(occurrence)
    )
    return occurrence


@transaction.atomic
def add_stops(
    *, activity: Activity, stops: Sequence[When], by: User, now: datetime, on_clash: OnClash = "refuse"
) -> list[Series]:
    """A roadshow: several places and dates in one go. A place that is not yours must say yes first."""
    return [
        add_series(
            activity=activity,
            when=stop,
            by=by,
            now=now,
            on_clash=on_clash,
            agreed=by.has_perm("agenda.change_agenda", stop.place),
        )
        for stop in stops
    ]


@transaction.atomic
def answer_stop(*, series: Series, agreed: bool, by: User, now: datetime) -> Derived | None:
    """The place a roadshow would visit says yes, or no: then the visit is taken out."""
    series = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    require(by, "agenda.change_agenda", series.place)
    note(
        verb="agenda.stop_agreed" if agreed else "agenda.stop_refused",
        activity=series.activity,
        by=by,
        now=now,
    )
    if not agreed:
        counted_on = as_they_are(series.occurrences.all(), now=now)
        series.delete()
        tell_changes(before=counted_on, now=now)
        return None
    series.agreed = True
    series.save(update_fields=["agreed"])
    return derive(series=series, now=now)


def checked(when: When) -> None:
    """Raises AgendaError beside the field it is about."""
    if not 0 < when.minutes <= LONGEST_MINUTES:
        raise AgendaError(_("Het einde ligt voor het begin. Kijk de tijden na."), field="ends")
    if when.room and when.room.place_id != when.place.pk:
        raise AgendaError(_("Deze ruimte hoort bij een andere plek. Kies een ruimte van hier."), field="room")
    if not when.rule:
        return
    try:
        rule = parse_rule(when.rule)
    except RuleNotUnderstood as error:
        raise AgendaError(
            _("Deze regel kunnen we niet lezen. Kies hoe vaak het is."), field="rule"
        ) from error
    if first_start(rule, datetime.combine(when.first_on, when.at)) is None:
        raise AgendaError(_("Zo komt deze activiteit nooit voor. Kijk de dagen na."), field="rule")


def _take_over(series: Series, when: When) -> None:
    series.place, series.spot, series.room = when.place, when.spot, when.room
    series.first_on, series.at, series.minutes = when.first_on, when.at, when.minutes
    if when.rule:
        # The day somebody began on need not be one the rule has; calendars elsewhere would add it.
        first = first_start(parse_rule(when.rule), datetime.combine(when.first_on, when.at))
        series.first_on = first.date() if first else when.first_on
    series.all_day, series.rule = when.all_day, when.rule
    series.school_region, series.public_holidays = when.school_region, when.public_holidays
    series.extra = sorted(wall.isoformat() for wall in when.extra)
    series.last_on = _last_day(series)


def _last_day(series: Series) -> date | None:
    extra = [datetime.fromisoformat(wall).date() for wall in series.extra]
    if not series.rule:
        return max([series.first_on, *extra])
    last = last_start(parse_rule(series.rule), datetime.combine(series.first_on, series.at))
    return max([last.date(), *extra]) if last else None


def _end_before(series: Series, cut: datetime, now: datetime) -> None:
    """By its rule when it has one, so that calendars elsewhere hear the same."""
    if series.rule:
        rule = replace(parse_rule(series.rule), count=None, until=cut - timedelta(seconds=1))
        series.rule = rule.text
    else:
        series.left_out = sorted({*series.left_out, cut.isoformat()})
    series.extra = [wall for wall in series.extra if datetime.fromisoformat(wall) < cut]
    series.last_on = (cut - timedelta(days=1)).date() if series.rule else series.last_on
    series.sequence += 1
    series.changed_at = now
    series.save()


def _derive(series: Series, on_clash: OnClash, now: datetime) -> Derived:
    """With the room. A refusal undoes everything: the caller's transaction is this one."""
    done = derive(series=series, now=now)
    if not done.without_room or on_clash == "without_room" or series.room is None:
        return done
    if on_clash == "refuse":
        raise RoomNotFree(series.room, done.without_room)
    walls = {to_wall(row.original_at).isoformat() for row in done.without_room}
    series.left_out = sorted({*series.left_out, *walls})
    series.save(update_fields=["left_out"])
    again = derive(series=series, now=now)
    return replace(done, without_room=again.without_room)


def _held(occurrence: Occurrence) -> Occurrence:
    """Locked, and as it is now."""
    return (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("activity__place", "series__room", "place", "claim")
        .get(pk=occurrence.pk)
    )


def _counted_on(occurrence: Occurrence, now: datetime) -> tuple[Was, ...]:
    return as_they_are(Occurrence.objects.filter(pk=occurrence.pk), now=now)


def _by_hand(occurrence: Occurrence, now: datetime, **values: object) -> None:
    for name, value in values.items():
        setattr(occurrence, name, value)
    occurrence.by_hand, occurrence.changed_at = True, now
    occurrence.sequence += 1
    occurrence.save()


def _release(occurrence: Occurrence) -> None:
    claim, occurrence.claim = occurrence.claim, None
    if claim is not None:
        occurrence.save(update_fields=["claim"])
        rooms.release(claims=[claim])


def _hold(occurrence: Occurrence, now: datetime) -> None:
    if occurrence.room is not None:
        occurrence.claim = rooms.hold_room(
            room=occurrence.room,
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
            kind=ClaimKind.ACTIVITY,
            label=occurrence.activity.title,
            now=now,
        )
        occurrence.save(update_fields=["claim"])


def _day(occurrence: Occurrence) -> dict[str, list[object]]:
    return {"day": [None, f"{to_wall(occurrence.starts_at):%Y-%m-%d}"]}
