"""Single times that a calendar kept elsewhere has otherwise than the rule: moved there, or called off there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from schuifaan.apps.agenda.actions.deriving import derive_many
from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import FeedEvent, Occurrence, Series
from schuifaan.apps.rooms.actions import holding as rooms
from schuifaan.core.calendars.events import Change, Event
from schuifaan.core.timeline.recurrence import ends_at
from schuifaan.core.timeline.wallclock import to_wall

_FIELDS = ("starts_at", "ends_at", "state", "by_hand", "note", "claim", "sequence", "changed_at")


def drop_changes(one: FeedEvent, event: Event, *, now: datetime) -> None:
    """What the calendar changed before and has as its rule says again, goes back to the rule."""
    kept = {change.original.isoformat() for change in event.changes}
    dropped = {text: said for text, said in one.changes.items() if text not in kept}
    if not dropped:
        return
    rows = _rows([one.series], now)
    back = []
    for text, said in dropped.items():
        row = rows[one.series_id].get(datetime.fromisoformat(text))
        if row is None or not _is_as(row, said):
            continue
        row.state, row.by_hand, row.note = OccurrenceState.ON, False, ""
        row.starts_at = row.original_at
        row.ends_at = ends_at(to_wall(row.original_at), one.series.minutes)
        back.append(row)
    _save(back, now)
    one.changes = {text: said for text, said in one.changes.items() if text in kept}


def take_over_changes(pairs: Iterable[tuple[FeedEvent, Event]], *, now: datetime) -> None:
    """After the series have been written out. What a person here changed on a single time stays."""
    pairs = [pair for pair in pairs if pair[1].changes or pair[0].changes]
    rows = _rows([one.series for one, _event in pairs], now)
    changed: list[Occurrence] = []
    added: list[Occurrence] = []
    for one, event in pairs:
        for change in event.changes:
            row = rows[one.series_id].get(change.original)
            said = one.changes.get(change.original.isoformat())
            if row is None:
                added += _apart(one.series, change, now)
            elif _may_follow(row, said) and not _is_as(row, _said(change)):
                _apply(row, change)
                changed.append(row)
        one.changes = {change.original.isoformat(): _said(change) for change in event.changes}
    _save(changed, now)
    Occurrence.objects.bulk_create(added, batch_size=500)
    FeedEvent.objects.bulk_update([one for one, _event in pairs], ["changes"], batch_size=200)
    in_rooms = {row.series_id for row in changed if row.room_id}
    if in_rooms:
        # Writing them out once more claims their rooms at the new times.
        derive_many(series=[one.series for one, _event in pairs if one.series_id in in_rooms], now=now)


def _rows(series: Sequence[Series], now: datetime) -> dict[int, dict[datetime, Occurrence]]:
    found: dict[int, dict[datetime, Occurrence]] = defaultdict(dict)
    ids = [one.pk for one in series]
    for start in range(0, len(ids), 500):
        rows = Occurrence.objects.filter(series__in=ids[start : start + 500], ends_at__gt=now)
        for row in rows.select_related("claim"):
            found[row.series_id][row.original_at] = row
    return found


def _may_follow(row: Occurrence, said: list[Any] | None) -> bool:
    return not row.by_hand if said is None else _is_as(row, said) or not row.by_hand


def _is_as(row: Occurrence, said: list[Any]) -> bool:
    starts, ends, state = said
    if row.state != state:
        return False
    # Called off is called off, at whatever time.
    return state == OccurrenceState.CANCELLED or (
        row.starts_at == datetime.fromisoformat(starts) and row.ends_at == datetime.fromisoformat(ends)
    )


def _said(change: Change) -> list[Any]:
    return [change.starts.isoformat(), change.ends.isoformat(), change.state]


def _apply(row: Occurrence, change: Change) -> None:
    row.starts_at, row.ends_at, row.state = change.starts, change.ends, change.state
    row.by_hand, row.note = True, change.note[:240]


def _apart(series: Series, change: Change, now: datetime) -> list[Occurrence]:
    """A time the rule does not have (any more); called off or over, it is nothing to tell."""
    if change.state == "cancelled" or change.ends <= now or not series.agreed:
        return []
    if series.derived_until and to_wall(change.original).date() > series.derived_until:
        return []
    row = Occurrence(
        series=series, activity_id=series.activity_id, place_id=series.place_id, spot_id=series.spot_id,
        original_at=change.original, changed_at=now,
    )  # fmt: skip
    _apply(row, change)
    row.state = OccurrenceState.MOVED
    return [row]


def _save(rows: Sequence[Occurrence], now: datetime) -> None:
    rooms.release(claims=[row.claim for row in rows if row.claim is not None])
    for row in rows:
        row.claim, row.changed_at = None, now
        row.sequence += 1
    Occurrence.objects.bulk_update(rows, _FIELDS, batch_size=200)
