"""What a calendar feed needs of the agenda: each series as its rule, with what the rule does not say beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from django.db.models import Min, Q, QuerySet

from schuifaan.apps.agenda.enums import OccurrenceState
from schuifaan.apps.agenda.models import Occurrence, Series
from schuifaan.apps.agenda.queries.finding import Criteria, matching
from schuifaan.apps.agenda.queries.items import Item, items
from schuifaan.core.timeline.recurrence import Rule, begins_at, last_start, parse_rule, starts
from schuifaan.core.timeline.wallclock import to_wall

# A feed of a whole city stays light enough for a phone: the series that come first, in one calendar.
MOST_SERIES: Final = 1000
# Beyond the horizon up to which times are written out.
_WINDOW: Final = timedelta(days=900)
_AN_HOUR: Final = timedelta(hours=1)
_A_DAY: Final = timedelta(days=1)
_AT_ONCE: Final = 500
# Times looked through for the series that come first.
_FIRST_TIMES: Final = 20_000
# With more days out of it than in it, and more than these, a rule says less than the days themselves.
_MOST_LEFT_OUT: Final = 20


@dataclass(frozen=True, slots=True)
class Apart:
    """One time that differs from its series: `wall` is when the rule has it."""

    wall: datetime
    item: Item
    sequence: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Pattern:
    """One event of a calendar. Times are on the clock on the wall; of a whole day only the day counts.

    `first` is always one of the times the rule gives, and `rule` is "" when there is none: then `added` are
    the other times. `left_out` are times of the rule that do not go on or that nobody may see yet.
    """

    uid: str
    item: Item
    first: datetime
    minutes: int
    all_day: bool
    # How many days a time takes up, of one that lasts whole days.
    days: int
    rule: str
    left_out: tuple[datetime, ...]
    added: tuple[datetime, ...]
    apart: tuple[Apart, ...]
    sequence: int
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """`is_cut`: there is more than one calendar should hold."""

    patterns: tuple[Pattern, ...]
    is_cut: bool


class _Row(NamedTuple):
    pk: int
    series: int
    original_at: datetime
    starts_at: datetime
    ends_at: datetime
    state: str
    note: str
    place: int
    spot: int | None
    room: int | None
    sequence: int
    changed_at: datetime


_COLUMNS: Final = (
    "pk", "series_id", "original_at", "starts_at", "ends_at", "state", "note", "place_id", "spot_id", "room_id",
    "sequence", "changed_at",
)  # fmt: skip


def since_of(today: date) -> date:
    """From the first of last month on: so a feed changes with the agenda, and else only when a month turns."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def window_of(today: date) -> tuple[date, date]:
    since = since_of(today)
    return since, since + _WINDOW


def feed(criteria: Criteria, *, language: str, in_room: bool = False) -> Feed:
    """Five queries, and one more for every five hundred times that differ from their series.

    `in_room`: only what really holds its room, or did before it was called off.
    """
    rows = matching(criteria).order_by()
    if in_room:
        rows = rows.filter(Q(claim__isnull=False) | Q(state=OccurrenceState.CANCELLED))
    chosen = _first_series(rows)
    ids = chosen[:MOST_SERIES]
    by_series = _rows(rows, ids)
    series = Series.objects.in_bulk(ids)
    told = {pk: _told_apart(series[pk], by_series[pk]) for pk in ids}
    texts = _items({row.pk for model, apart in told.values() for row in (model, *apart)}, language)
    patterns = [
        pattern
        for pk in ids
        for pattern in _patterns(
            series[pk], by_series[pk], texts[told[pk][0].pk], {row.pk: texts[row.pk] for row in told[pk][1]}
        )
    ]
    return Feed(tuple(patterns), len(chosen) > MOST_SERIES)


def _first_series(rows: QuerySet[Occurrence]) -> list[int]:
    """Those that come first, one more than fit. A country has these in its first day: no need to read its year."""
    coming = rows.order_by("starts_at", "pk").values_list("series", flat=True)
    seen = list(coming[:_FIRST_TIMES])
    found = list(dict.fromkeys(seen))
    if len(seen) == _FIRST_TIMES and len(found) <= MOST_SERIES:
        begins = rows.values("series").annotate(begin=Min("starts_at")).order_by("begin", "series")
        found = [one["series"] for one in begins[: MOST_SERIES + 1]]
    return found[: MOST_SERIES + 1]


def _rows(rows: QuerySet[Occurrence], ids: Sequence[int]) -> Mapping[int, list[_Row]]:
    found: dict[int, list[_Row]] = defaultdict(list)
    for values in rows.filter(series__in=ids).order_by("original_at").values_list(*_COLUMNS):
        row = _Row(*values)
        found[row.series].append(row)
    return found


def _items(pks: Iterable[int], language: str) -> dict[int, Item]:
    wanted = sorted(pks)
    found: dict[int, Item] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        piece = Occurrence.objects.filter(pk__in=wanted[begin : begin + _AT_ONCE])
        found |= {item.id: item for item in items(piece, language=language)}
    return found


def _told_apart(series: Series, rows: Sequence[_Row]) -> tuple[_Row, list[_Row]]:
    """A time that stands for the whole series, and those that have something of their own to say."""
    plain = [row for row in rows if _is_plain(row, series)]
    return (plain or rows)[0], [row for row in rows if not _is_plain(row, series)]


def _is_plain(row: _Row, series: Series) -> bool:
    return (
        row.state == OccurrenceState.ON
        and not row.note
        and row.starts_at == row.original_at
        and (row.place, row.spot, row.room) == (series.place_id, series.spot_id, series.room_id)
        and _lasts_as_usual(row, series)
    )


def _lasts_as_usual(row: _Row, series: Series) -> bool:
    """A night in which the clocks change is longer or shorter; calendars disagree about whether it is."""
    if series.all_day:
        return days_between(to_wall(row.starts_at), to_wall(row.ends_at)) == _days_of(series)
    lasts = row.ends_at - row.starts_at
    # In the hour that was skipped others let it begin later, and end when it would have ended.
    jumped = to_wall(row.starts_at) - to_wall(row.starts_at - _AN_HOUR) != _AN_HOUR
    return lasts == timedelta(minutes=series.minutes) and not jumped


def days_between(start: datetime, end: datetime) -> int:
    """The days that are (partly) taken up, between two wall times."""
    return (end - timedelta(microseconds=1)).date().toordinal() - start.date().toordinal() + 1


def _days_of(series: Series) -> int:
    first = datetime.combine(series.first_on, series.at)
    return days_between(first, first + timedelta(minutes=series.minutes))


def _patterns(series: Series, rows: Sequence[_Row], item: Item, apart: Mapping[int, Item]) -> list[Pattern]:
    """Usually one. What happened by an earlier rule, before the one of now began, is an event of its own."""
    plain = Pattern(
        uid=str(series.uid),
        item=item,
        first=to_wall(rows[0].original_at),
        minutes=series.minutes,
        all_day=series.all_day,
        days=_days_of(series),
        rule="",
        left_out=(),
        added=(),
        apart=(),
        sequence=series.sequence,
        created_at=series.created_at,
        changed_at=max(series.changed_at, item.changed_at, *(row.changed_at for row in rows)),
    )
    if not series.rule:
        return [_listed(plain, rows, apart)]
    rule, first = _rule_of(series)
    begin = to_wall(rows[0].original_at)
    end = to_wall(rows[-1].original_at) + _A_DAY
    if series.derived_until:
        end = max(end, datetime.combine(series.derived_until, time.min) + _A_DAY)
    given = starts(rule, first, first if first > begin else _start_before(rule, first, begin), end)
    if not given:
        return [_listed(plain, rows, apart)]
    begins = begins_at(given[0])
    early = [row for row in rows if row.original_at < begins]
    if early:
        before = replace(plain, uid=f"{series.uid}-eerder")
        rest = rows[len(early) :]
        now = _by_rule(plain, rule, given, rest, apart) if rest else []
        return [_listed(before, early, apart), *now]
    return _by_rule(plain, rule, given, rows, apart)


def _by_rule(
    plain: Pattern,
    rule: Rule,
    given: Sequence[datetime],
    rows: Sequence[_Row],
    apart: Mapping[int, Item],
) -> list[Pattern]:
    """`given` are all times of the rule from shortly before the first row to the end of what is written out."""
    first = max(wall for wall in given if begins_at(wall) <= rows[0].original_at)
    # A calendar counts from the first time it is told, so this does too; nothing is taken on trust.
    given = starts(rule, first, first, given[-1] + _A_DAY)
    by_moment = {begins_at(wall): wall for wall in given}
    walls = {row.pk: by_moment.get(row.original_at, to_wall(row.original_at)) for row in rows}
    shown, ruled = set(walls.values()), set(given)
    left_out, added = _without(ruled, shown, plain), _without(shown, ruled, plain)
    # One visit to a room is not a rule with a hundred exceptions.
    if len(left_out) > max(len(shown), _MOST_LEFT_OUT) or first not in ruled:
        return [_listed(plain, rows, apart)]
    exceptions = tuple(_apart(row, walls[row.pk], apart) for row in rows if row.pk in apart)
    return [
        replace(
            plain,
            first=first,
            rule=_written(rule, plain),
            left_out=left_out,
            added=added,
            apart=exceptions,
        )
    ]


def _listed(plain: Pattern, rows: Sequence[_Row], apart: Mapping[int, Item]) -> Pattern:
    """Without a rule: the first time, and the others beside it."""
    first, *others = sorted({to_wall(row.original_at) for row in rows})
    return replace(
        plain,
        first=first,
        added=_without(set(others), {first}, plain),
        apart=tuple(_apart(row, to_wall(row.original_at), apart) for row in rows if row.pk in apart),
    )


def _apart(row: _Row, wall: datetime, apart: Mapping[int, Item]) -> Apart:
    item = apart[row.pk]
    return Apart(wall, item, row.sequence, item.changed_at)


def _without(walls: set[datetime], others: set[datetime], plain: Pattern) -> tuple[datetime, ...]:
    if not plain.all_day:
        return tuple(sorted(walls - others))
    days = {wall.date() for wall in walls} - {wall.date() for wall in others}
    return tuple(datetime.combine(day, time.min) for day in sorted(days))


def _rule_of(series: Series) -> tuple[Rule, datetime]:
    """Ending at its last day rather than after a number of times: a feed does not begin at the beginning."""
    rule = parse_rule(series.rule)
    first = datetime.combine(series.first_on, series.at)
    last = last_start(rule, first)
    if series.last_on is not None:
        last_moment = datetime.combine(series.last_on, series.at)
        last = last_moment if last is None else min(last, last_moment)
    return replace(rule, count=None, until=last), first


def _start_before(rule: Rule, first: datetime, wall: datetime) -> datetime:
    """The last time of the rule at or before `wall`, looked for ever further back."""
    days, all_days = 32, (wall - first).days + 1
    while days < all_days:
        found = starts(rule, first, wall - timedelta(days=days), wall + timedelta(microseconds=1))
        if found:
            return found[-1]
        days *= 8
    found = starts(rule, first, first, wall + timedelta(microseconds=1))
    return found[-1] if found else first


def _written(rule: Rule, plain: Pattern) -> str:
    if not plain.all_day or rule.until is None:
        return rule.rrule()
    # Beside a first day without a time, the last one has none either.
    return f"{replace(rule, until=None).rrule()};UNTIL={rule.until:%Y%m%d}"
