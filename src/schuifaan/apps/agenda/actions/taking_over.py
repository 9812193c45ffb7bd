"""Taking over the events of a calendar kept elsewhere, and following what becomes of them there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from schuifaan.apps.agenda.actions.deriving import AT_ONCE, derive_many
from schuifaan.apps.agenda.actions.feed_changes import drop_changes, take_over_changes
from schuifaan.apps.agenda.actions.planning import TOLD_AHEAD
from schuifaan.apps.agenda.actions.telling import telling
from schuifaan.apps.agenda.actions.version import raise_agenda_version
from schuifaan.apps.agenda.enums import ActivityStatus, OccurrenceState, PublicHolidays
from schuifaan.apps.agenda.models import Activity, Calendar, FeedEvent, Occurrence, Series, SignUp
from schuifaan.apps.places.actions.creating import slugs_for
from schuifaan.apps.places.models import Place
from schuifaan.apps.rooms.actions import holding as rooms
from schuifaan.core.calendars.events import Event, LeftBehind
from schuifaan.core.timeline.recurrence import last_start, parse_rule
from schuifaan.core.timeline.wallclock import to_wall

_LONGEST_SLUG: Final = 130
_NAMELESS: Final = "activiteit"


@dataclass(slots=True)
class TakenOver:
    """How many events are new, changed or gone, and which stayed behind."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    left_behind: list[LeftBehind] = field(default_factory=list)


@transaction.atomic
def take_over(
    *, calendar: Calendar, events: Sequence[Event], now: datetime, unreadable: Collection[str] = ()
) -> TakenOver:
    """All or nothing. `unreadable` events are still there but could not be read: they stay as they were."""
    done = TakenOver()
    known = _known_at(calendar.place)
    coming = Occurrence.objects.filter(series__in=[one.series_id for one in known.values()])
    with telling(coming, now=now):
        mine, new = _sort_out(calendar, events, known, done)
        following = [_follow(one, event, now, done) for one, event in mine]
        followed = [one for one in following if one is not None]
        derived = [one.series for one, _event in followed]
        begun = _begin(calendar, new, now)
        done.new = len(begun)
        _derive([*derived, *(one.series for one, _event in begun)], now)
        take_over_changes([*followed, *begun], now=now)
        seen = {event.uid for event in events} | set(unreadable)
        gone = [
            one for uid, one in known.items() if one.series.calendar_id == calendar.pk and uid not in seen
        ]
        done.removed = remove_events(gone, now=now)
    raise_agenda_version()
    return done


def remove_events(gone: Iterable[FeedEvent], *, now: datetime) -> int:
    """What is still to come is called off where people may count on it, and taken out further on."""
    return sum(_remove(one, now) for one in gone)


def when_of(series: Series) -> dict[str, Any]:
    """The times of a series, to compare with what its calendar said."""
    return {
        "first": datetime.combine(series.first_on, series.at).isoformat(),
        "minutes": series.minutes,
        "all_day": series.all_day,
        "rule": series.rule,
        "extra": list(series.extra),
        "left_out": list(series.left_out),
    }


def _known_at(place: Place) -> dict[str, FeedEvent]:
    """Everything any calendar ever brought to this place, by what it is called there."""
    rows = FeedEvent.objects.filter(series__calendar__place=place).select_related(
        "series__activity__place", "series__calendar"
    )
    # A followed calendar before what was once uploaded.
    ordered = sorted(rows, key=lambda one: _is_followed(one.series.calendar))
    return {one.series.feed_uid: one for one in ordered}


def _is_followed(calendar: Calendar | None) -> bool:
    return calendar is not None and calendar.is_active and calendar.address != ""


def _sort_out(
    calendar: Calendar, events: Sequence[Event], known: dict[str, FeedEvent], done: TakenOver
) -> tuple[list[tuple[FeedEvent, Event]], list[Event]]:
    mine, new = [], []
    for event in events:
        one = known.get(event.uid)
        if one is None:
            new.append(event)
            continue
        other = one.series.calendar
        if one.series.calendar_id != calendar.pk:
            if _is_followed(other):
                # Another calendar that we follow looks after it.
                done.left_behind.append(LeftBehind(event.uid, event.title, "double"))
                continue
            one.series.calendar = calendar
            one.series.save(update_fields=["calendar"])
        mine.append((one, event))
    return mine, new


# -- New ones -------------------------------------------------------------------------------------


def _begin(calendar: Calendar, events: Sequence[Event], now: datetime) -> list[tuple[FeedEvent, Event]]:
    slugs = _FreeSlugs()
    activities = [
        Activity(
            place=calendar.place,
            slug=slugs.next_for(event.title),
            status=ActivityStatus.PUBLISHED,
            kind=calendar.kind,
            cost_cents=calendar.cost_cents,
            title=event.title,
            description=_description(event, calendar.place),
            created_at=now,
            changed_at=now,
        )
        for event in events
    ]
    Activity.objects.bulk_create(activities, batch_size=200)
    series = [
        Series(
            activity=activity,
            place=calendar.place,
            calendar=calendar,
            feed_uid=event.uid,
            public_holidays=PublicHolidays.KEEP,
            created_at=now,
            changed_at=now,
        )
        for activity, event in zip(activities, events, strict=True)
    ]
    for one, event in zip(series, events, strict=True):
        _set_times(one, event)
    Series.objects.bulk_create(series, batch_size=200)
    begun = [
        FeedEvent(
            series=one, title=one.activity.title, description=one.activity.description, when=when_of(one)
        )
        for one in series
    ]
    FeedEvent.objects.bulk_create(begun, batch_size=200)
    return list(zip(begun, events, strict=True))


class _FreeSlugs:
    """Addresses nobody has, also not another event of the same calendar."""

    def __init__(self) -> None:
        self._taken: dict[str, set[str]] = {}

    def next_for(self, title: str) -> str:
        base = next(slugs_for(title))[:_LONGEST_SLUG].strip("-")
        base = _NAMELESS if base in {"", "plek"} else base
        if base not in self._taken:
            found = Activity.objects.filter(slug__startswith=base).values_list("slug", flat=True)
            self._taken[base] = set(found).union(*self._taken.values()) if self._taken else set(found)
        taken = self._taken[base]
        number = 1
        while (slug := base if number == 1 else f"{base}-{number}") in taken:
            number += 1
        for others in self._taken.values():
            others.add(slug)
        return slug


def _description(event: Event, place: Place) -> str:
    """Where it is comes along, unless that is simply here."""
    where = event.location
    if (
        not where
        or place.name.casefold() in where.casefold()
        or where.casefold() in event.description.casefold()
    ):
        return event.description
    if place.street and place.street.casefold() in where.casefold():
        return event.description
    return f"{event.description}\n\n{_('Waar: %(where)s') % {'where': where}}".strip()


def _set_times(series: Series, event: Event) -> None:
    series.first_on, series.at = event.first.date(), event.first.time()
    series.minutes, series.all_day, series.rule = event.minutes, event.all_day, event.rule
    series.extra = [wall.isoformat() for wall in event.extra]
    series.left_out = [wall.isoformat() for wall in event.left_out]
    series.last_on = _last_day(event)


def _last_day(event: Event) -> date | None:
    extra = [wall.date() for wall in event.extra]
    if not event.rule:
        return max([event.first.date(), *extra])
    last = last_start(parse_rule(event.rule), event.first)
    return max([last.date(), *extra]) if last else None


# -- Known ones -----------------------------------------------------------------------------------


def _follow(one: FeedEvent, event: Event, now: datetime, done: TakenOver) -> tuple[FeedEvent, Event] | None:
    """The pair when its times are still ours to follow; texts and times changed here by hand stay."""
    series, activity = one.series, one.series.activity
    changed = _follow_texts(one, event, now)
    if one.gone_at is not None:
        changed = True
        one.gone_at = None
        if activity.status == ActivityStatus.STOPPED:
            activity.status = ActivityStatus.PUBLISHED
            activity.save(update_fields=["status"])
    wanted = Series()
    _set_times(wanted, event)
    said, current = one.when, when_of(series)
    one.when = when_of(wanted)
    if current not in (said, one.when):
        if said != one.when:
            done.left_behind.append(LeftBehind(event.uid, event.title, "changed_here"))
        one.when = said
        one.save()
        done.changed += changed
        return None
    changes_differ = _said_changes(one) != {change.original.isoformat() for change in event.changes}
    if current != one.when:
        _set_times(series, event)
        series.sequence += 1
        series.changed_at = now
        series.save()
        changed = True
    drop_changes(one, event, now=now)
    one.save()
    done.changed += bool(changed or changes_differ)
    return one, event


def _said_changes(one: FeedEvent) -> set[str]:
    return set(one.changes)


def _follow_texts(one: FeedEvent, event: Event, now: datetime) -> bool:
    activity = one.series.activity
    fresh = {"title": event.title, "description": _description(event, activity.place)}
    changed = []
    for name, text in fresh.items():
        said = getattr(one, name)
        if text != said and getattr(activity, name) == said:
            setattr(activity, name, text)
            changed.append(name)
        setattr(one, name, text)
    if changed:
        activity.changed_at = now
        activity.save(update_fields=[*changed, "changed_at"])
    return bool(changed)


def _derive(series: Sequence[Series], now: datetime) -> None:
    for start in range(0, len(series), AT_ONCE):
        derive_many(series=series[start : start + AT_ONCE], now=now)


# -- Gone ones ------------------------------------------------------------------------------------


def _remove(one: FeedEvent, now: datetime) -> int:
    """1 when anything was still to come."""
    series, activity = one.series, one.series.activity
    if one.gone_at is None and when_of(series) != one.when:
        # Somebody replanned it here: then it is theirs.
        return 0
    joined = SignUp.objects.filter(occurrence=OuterRef("pk"))
    rows = list(
        series.occurrences.filter(starts_at__gt=now).annotate(joined=Exists(joined)).select_related("claim")
    )
    if one.gone_at is None:
        _end_now(series, now)
        one.when, one.gone_at = when_of(series), now
        rooms.release(claims=[row.claim for row in rows if row.claim is not None])
        told = [row for row in rows if row.starts_at < now + TOLD_AHEAD or row.joined]  # type: ignore[attr-defined]
        Occurrence.objects.filter(pk__in=[row.pk for row in rows if row not in told]).delete()
        _call_off([row for row in told if row.state != OccurrenceState.CANCELLED], one, now)
        one.save()
        rows_left, result = told, int(bool(rows))
    else:
        rows_left, result = rows, 0
    if not rows_left and activity.status == ActivityStatus.PUBLISHED and not _goes_on(activity, series, now):
        activity.status = ActivityStatus.STOPPED
        activity.save(update_fields=["status"])
    return result


def _call_off(rows: Sequence[Occurrence], one: FeedEvent, now: datetime) -> None:
    for row in rows:
        row.state, row.by_hand, row.claim, row.changed_at = OccurrenceState.CANCELLED, True, None, now
        row.sequence += 1
        # Should the event come back, then this was the calendar's doing and nobody's here.
        one.changes[row.original_at.isoformat()] = [
            row.starts_at.isoformat(), row.ends_at.isoformat(), OccurrenceState.CANCELLED.value,
        ]  # fmt: skip
    Occurrence.objects.bulk_update(
        rows, ["state", "by_hand", "claim", "changed_at", "sequence"], batch_size=200
    )


def _goes_on(activity: Activity, series: Series, now: datetime) -> bool:
    return activity.occurrences.exclude(series=series).filter(ends_at__gt=now).exists()


def _end_now(series: Series, now: datetime) -> None:
    cut = to_wall(now).replace(microsecond=0)
    if series.rule:
        series.rule = replace(parse_rule(series.rule), count=None, until=cut).text
    first = datetime.combine(series.first_on, series.at)
    later = {wall for wall in map(datetime.fromisoformat, series.extra) if wall > cut}
    if first > cut:
        later.add(first)
    series.left_out = sorted({*series.left_out, *(wall.isoformat() for wall in later)})
    series.extra = [wall for wall in series.extra if datetime.fromisoformat(wall) not in later]
    series.last_on = timezone.localdate(now)
    series.sequence += 1
    series.changed_at = now
    series.save()
