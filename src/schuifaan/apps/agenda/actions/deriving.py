"""Writing series out as single times, up to a horizon, without losing what people changed or joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from schuifaan.apps.agenda.actions.version import raise_agenda_version
from schuifaan.apps.agenda.enums import OccurrenceState, SignUpState
from schuifaan.apps.agenda.models import Occurrence, Pause, Series, SignUp
from schuifaan.apps.rooms.actions import holding as rooms
from schuifaan.apps.rooms.enums import ClaimKind
from schuifaan.apps.rooms.models import Room
from schuifaan.core.timeline.pauses import Break, HolidayPolicy, Moment, with_pauses
from schuifaan.core.timeline.recurrence import begins_at, ends_at, parse_rule, starts
from schuifaan.core.timeline.rewriting import Written, rewrite
from schuifaan.core.timeline.wallclock import to_wall

# Two years and a month: whoever subscribes to a calendar finds the same there as on the page.
HORIZON_DAYS = 760
# A calendar brought in from elsewhere may have begun long ago; what is over need not come along.
DAYS_BACK = 31
# Series written out in one go by the nightly job: what fits in memory and in one short transaction.
AT_ONCE = 200
_LONG_AGO = timedelta(days=400 * 365)
_STATES = {"on": OccurrenceState.ON, "ask": OccurrenceState.ASK}
_CHANGED = ("original_at", "starts_at", "ends_at", "state", "because", "place_id", "spot_id", "room_id")


@dataclass(slots=True)
class Derived:
    """What came of it. `stranded` had been touched and is now cancelled; `without_room` found it taken."""

    added: int = 0
    moved: list[Occurrence] = field(default_factory=list)
    stranded: list[Occurrence] = field(default_factory=list)
    without_room: list[Occurrence] = field(default_factory=list)


@dataclass(slots=True)
class _Work:
    add: list[Occurrence] = field(default_factory=list)
    change: list[Occurrence] = field(default_factory=list)
    renumber: list[Occurrence] = field(default_factory=list)
    drop: list[Occurrence] = field(default_factory=list)
    # Of these the room must be claimed, anew or at another time.
    claim: list[Occurrence] = field(default_factory=list)


def moments(series: Series, since: datetime, before: datetime, breaks: Sequence[Break]) -> list[Moment]:
    """The times of a series in a window of wall time, pauses and public holidays taken into account."""
    rule = parse_rule(series.rule) if series.rule else None
    first = datetime.combine(series.first_on, series.at)
    last = datetime.combine(series.last_on, time.max) if series.last_on else before
    by_rule = starts(rule, first, since, min(before, last + timedelta(microseconds=1)))
    left_out = {datetime.fromisoformat(wall) for wall in series.left_out}
    found = with_pauses(
        (wall for wall in by_rule if wall not in left_out),
        breaks=breaks,
        public_holidays=HolidayPolicy(series.public_holidays),
    )
    extra = {datetime.fromisoformat(wall) for wall in series.extra} - left_out
    taken = {moment.wall for moment in found}
    found += [Moment(wall, "on", "") for wall in extra if since <= wall < before and wall not in taken]
    return sorted((moment for moment in found if moment.state != "skipped"), key=lambda moment: moment.wall)


def derive(*, series: Series, now: datetime) -> Derived:
    """Write out one series from today on, and take along what was changed by hand."""
    return derive_many(series=[series], now=now)


@transaction.atomic
def derive_many(
    *, series: Sequence[Series], now: datetime, until: date | None = None, since: date | None = None
) -> Derived:
    """The same for many, in about ten queries for all of them together.

    `since` leaves alone what was written out before that day; today, unless said otherwise.
    """
    since = since or timezone.localdate(now)
    until = until or since + timedelta(days=HORIZON_DAYS)
    work, done = _Work(), Derived()
    breaks = _breaks_of(series)
    written = _written(series, since)
    for one in series:
        if one.agreed:
            _plan(one, written[one.pk], breaks[one.pk], since, until, now, work, done)
        else:
            work.drop += written[one.pk]
    _write(work)
    _claim_rooms(work.claim, done, now)
    Series.objects.filter(pk__in=[one.pk for one in series]).update(derived_until=until)
    for one in series:
        one.derived_until = until
    raise_agenda_version()
    return done


def extend_horizon(*, now: datetime) -> int:
    """Nightly: write out the days that have come within the horizon. How many series needed it."""
    until = timezone.localdate(now) + timedelta(days=HORIZON_DAYS)
    count = 0
    while True:
        due = list(_due(until).order_by("derived_until", "pk")[:AT_ONCE])
        if not due:
            return count
        # Those of one night together: of them only the new days need be looked at.
        written = due[0].derived_until
        due = [one for one in due if one.derived_until == written]
        derive_many(series=due, now=now, until=until, since=written + timedelta(days=1) if written else None)
        count += len(due)


def _due(until: date) -> QuerySet[Series]:
    never = Q(derived_until__isnull=True)
    goes_on = Q(last_on__isnull=True) | Q(last_on__gt=F("derived_until"))
    return Series.objects.filter(never | Q(derived_until__lt=until), never | goes_on, agreed=True)


def _breaks_of(series: Sequence[Series]) -> dict[int, list[Break]]:
    regions = {one.school_region for one in series} - {""}
    places = {one.place_id for one in series}
    found: dict[object, list[Break]] = defaultdict(list)
    for pause in Pause.objects.filter(Q(region__in=regions) | Q(place__in=places)):
        found[pause.region or pause.place_id].append(Break(pause.first_on, pause.last_on, pause.name))
    return {one.pk: [*found.get(one.school_region, ()), *found.get(one.place_id, ())] for one in series}


def _written(series: Sequence[Series], since: date) -> dict[int, list[Occurrence]]:
    """What stands in the books from that day on, with whether anybody joined."""
    joined = SignUp.objects.filter(occurrence=OuterRef("pk")).exclude(state=SignUpState.CANCELLED)
    rows = (
        Occurrence.objects.filter(
            series__in=[one.pk for one in series],
            original_at__gte=begins_at(datetime.combine(since, time.min)),
        )
        .annotate(joined=Exists(joined))
        .select_related("claim")
    )
    found: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in rows:
        found[occurrence.series_id].append(occurrence)
    return found


def _plan(  # noqa: PLR0917 - one series with all it needs
    series: Series,
    written: list[Occurrence],
    breaks: Sequence[Break],
    since: date,
    until: date,
    now: datetime,
    work: _Work,
    done: Derived,
) -> None:
    # The first time, what is just over comes along; later on the past is left as it was.
    if series.derived_until is None:
        since -= timedelta(days=DAYS_BACK)
    wanted = moments(
        series,
        datetime.combine(since, time.min),
        datetime.combine(until + timedelta(days=1), time.min),
        breaks,
    )
    # A time in the hour that is skipped and the one an hour later are one moment.
    by_wall = {to_wall(begins_at(moment.wall)): moment for moment in wanted}
    rows = {row.pk: row for row in written}
    plan = rewrite(
        [Written(row.pk, to_wall(row.original_at), touched=row.by_hand or row.joined) for row in written],  # type: ignore[attr-defined]
        list(by_wall),
    )
    for pk in plan.keep:
        _bring_up_to_date(rows[pk], series, by_wall[to_wall(rows[pk].original_at)], now, work)
    for pk, wall in plan.move.items():
        row = rows[pk]
        _bring_up_to_date(row, series, by_wall[wall], now, work)
        work.renumber.append(row)
        if row.joined:  # type: ignore[attr-defined]
            done.moved.append(row)
    for wall in plan.add:
        row = _new(series, by_wall[wall], now)
        work.add.append(row)
        if row.room_id and row.state == OccurrenceState.ON:
            work.claim.append(row)
    done.added += len(plan.add)
    work.drop += [rows[pk] for pk in plan.drop]
    for pk in plan.strand:
        _strand(rows[pk], now, work, done)


def _new(series: Series, moment: Moment, now: datetime) -> Occurrence:
    return Occurrence(
        series=series, activity_id=series.activity_id, changed_at=now, **_by_rule(series, moment)
    )


def _by_rule(series: Series, moment: Moment) -> dict[str, Any]:
    """What the series has for this time, under the names of `_CHANGED`."""
    at = begins_at(moment.wall)
    return {
        "original_at": at,
        "starts_at": at,
        "ends_at": ends_at(moment.wall, series.minutes),
        "state": _STATES[moment.state],
        "because": moment.because if moment.state == "ask" else "",
        "place_id": series.place_id,
        "spot_id": series.spot_id,
        "room_id": series.room_id,
    }


def _bring_up_to_date(row: Occurrence, series: Series, moment: Moment, now: datetime, work: _Work) -> None:
    ours: tuple[str, ...] = ()
    # Whoever moved one to another time or room meant that one.
    if row.state == OccurrenceState.MOVED:
        ours += ("starts_at", "ends_at", "place_id", "spot_id", "room_id")
    if row.by_hand:
        ours += ("state", "because")
    changed = {
        name: value
        for name, value in _by_rule(series, moment).items()
        if name not in ours and getattr(row, name) != value
    }
    if not changed:
        if row.room_id and row.claim_id is None and row.state in {OccurrenceState.ON, OccurrenceState.MOVED}:
            work.claim.append(row)
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.sequence += 1
    row.changed_at = now
    work.change.append(row)
    work.claim.append(row)


def _strand(row: Occurrence, now: datetime, work: _Work, done: Derived) -> None:
    """The series has no time for it any more: whoever counted on it is told that it is off."""
    if row.state in {OccurrenceState.MOVED, OccurrenceState.CANCELLED}:
        return
    if row.state in {OccurrenceState.ASK, OccurrenceState.SKIPPED}:
        work.drop.append(row)
        return
    row.state, row.by_hand, row.changed_at = OccurrenceState.CANCELLED, True, now
    row.sequence += 1
    work.change.append(row)
    work.claim.append(row)
    done.stranded.append(row)


def _write(work: _Work) -> None:
    rooms.release(claims=[row.claim for row in work.drop if row.claim is not None])
    Occurrence.objects.filter(pk__in=[row.pk for row in work.drop]).delete()
    # Out of each other's way first: a series that moves a day on takes the days of its own neighbours.
    Occurrence.objects.filter(pk__in=[row.pk for row in work.renumber]).update(
        original_at=F("original_at") - _LONG_AGO
    )
    names = [name.removesuffix("_id") for name in _CHANGED] + ["by_hand", "sequence", "changed_at"]
    Occurrence.objects.bulk_update(work.change, names, batch_size=200)
    Occurrence.objects.bulk_create(work.add, batch_size=500)


def _claim_rooms(rows: Iterable[Occurrence], done: Derived, now: datetime) -> None:
    """All claims of before go first: two times of one series may change places."""
    rows = list(rows)
    rooms.release(claims=[row.claim for row in rows if row.claim is not None])
    by_room: dict[int, list[Occurrence]] = defaultdict(list)
    for row in rows:
        row.claim = None
        if row.room_id and row.state in {OccurrenceState.ON, OccurrenceState.MOVED}:
            by_room[row.room_id].append(row)
    found = Room.objects.in_bulk(list(by_room))
    for room_id, wanting in by_room.items():
        # Several activities share a room; each is asked for its title once.
        one_each = {row.series_id: row for row in wanting}
        titles = {pk: row.series.activity.title for pk, row in one_each.items()}
        held = rooms.hold_many(
            room=found[room_id],
            periods=[(row.starts_at, row.ends_at) for row in wanting],
            kind=ClaimKind.ACTIVITY,
            label=[titles[row.series_id] for row in wanting],
            now=now,
        )
        for row, claim in zip(wanting, held, strict=True):
            row.claim = claim
            if claim is None:
                done.without_room.append(row)
    Occurrence.objects.bulk_update(rows, ["claim"], batch_size=200)
