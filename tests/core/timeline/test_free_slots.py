"""Free time against a model that looks at each minute; and hours on the wall on both sides of a clock change."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.timeline.free_slots import (
    HOUR,
    MINUTE,
    at_hours,
    day_of,
    days_on,
    free_and_taken,
    held_for,
    is_free,
    left_of,
    lies_within,
    merged,
    moment_of,
    on_day,
    seconds_of,
    slots,
    within,
)

LAST = 60
DAY = date(2026, 3, 29)


def span():
    return st.tuples(st.integers(0, LAST), st.integers(1, 12)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def rows():
    return st.lists(span(), max_size=8).map(sorted)


def apart():
    """Spans that do not overlap; some touch."""
    return st.lists(st.integers(0, LAST), max_size=14, unique=True).map(
        lambda marks: list(zip(sorted(marks)[:-1:2], sorted(marks)[1::2], strict=False))
    )


def moments(spans):
    return {at for start, end in spans for at in range(start, end)}


def is_tidy(spans):
    return all(start < end for start, end in spans) and all(
        one[1] < other[0] for one, other in pairwise(spans)
    )


@given(rows(), rows())
def test_merged_is_everything_in_either_row_once(one, other):
    found = merged(one, other)
    assert moments(found) == moments(one) | moments(other)
    assert is_tidy(found)


def test_merged_without_rows_is_nothing():
    assert merged() == []
    assert merged([]) == []


@given(apart(), rows(), st.integers(1, 6))
def test_left_of_is_the_open_time_that_is_not_held(windows, held, at_least):
    busy = merged(held)
    found = left_of(windows, busy, at_least=at_least)
    assert moments(left_of(windows, busy)) == moments(windows) - moments(held)
    assert found == [one for one in left_of(windows, busy) if one[1] - one[0] >= at_least]
    # Two windows that touch stay two: who may come in differs.
    assert all(any(opens <= start and end <= closes for opens, closes in windows) for start, end in found)


@given(apart(), st.integers(0, 5), st.integers(0, 5), span())
def test_held_for_leaves_room_before_and_after(busy, before, after, wanted):
    """Free on the widened row is the same as: the wider time of the wish is free on the row itself."""
    widened = held_for(busy, before=before, after=after)
    wider = moments([(wanted[0] - before, wanted[1] + after)])
    # With nothing between, a claim that is only just in the way on one side is in the way.
    assert bool(moments(widened) & moments([wanted])) == bool(moments(busy) & wider)


@given(apart(), span())
def test_is_free_when_nothing_held_overlaps(busy, wanted):
    assert is_free(busy, wanted) == (not moments(busy) & moments([wanted]))


@given(apart(), span())
def test_lies_within_needs_one_window_for_all_of_it(windows, wanted):
    expected = any(opens <= wanted[0] and wanted[1] <= shuts for opens, shuts in windows)
    assert lies_within(windows, wanted) == expected


@given(apart(), st.lists(span(), max_size=6))
def test_within_tells_open_wishes_from_closed(windows, wanted):
    opened = [one for one in wanted if any(o <= one[0] and one[1] <= c for o, c in windows)]
    assert within(wanted, windows) == (opened, [one for one in wanted if one not in opened])


@given(rows(), rows())
def test_free_and_taken_are_the_dates_of_a_series(held, wanted):
    free = [one for one in wanted if not moments([one]) & moments(held)]
    taken = [one for one in wanted if moments([one]) & moments(held)]
    assert free_and_taken(wanted, merged(held)) == (free, taken)


@given(apart(), st.integers(1, 8), st.sampled_from([1, 2, 3, 5, 10, 30]))
def test_slots_are_all_that_fit_on_the_step(free, length, step):
    expected = [
        (at, at + length)
        for start, end in free
        for at in range(start, end)
        if at % step == 0 and at + length <= end
    ]
    assert list(slots(free, length, step=step)) == expected


@pytest.mark.parametrize(("length", "step"), [(0, 60), (60, 0), (60, 7 * 60), (60, 2 * HOUR)])
def test_slots_refuse_a_step_that_moves_along_the_clock(length, step):
    with pytest.raises(ValueError, match="divides the hour"):
        list(slots([(0, 100)], length, step=step))


# -- The clock on the wall ------------------------------------------------------------------------


def test_hour_every_week_stays_that_hour_when_the_clock_changes():
    days = days_on({7}, date(2026, 3, 22), date(2026, 4, 5))
    utc = [datetime.fromtimestamp(on_day(day, time(19), time(21))[0], UTC).hour for day in days]
    assert (days, utc) == ([date(2026, 3, 22), DAY, date(2026, 4, 5)], [18, 17, 17])
    days = days_on({7}, date(2026, 10, 18), date(2026, 11, 1))
    utc = [datetime.fromtimestamp(on_day(day, time(19), time(21))[0], UTC).hour for day in days]
    assert utc == [17, 18, 18]


@pytest.mark.parametrize(
    ("day", "starts", "ends", "hours"),
    [
        (DAY, time(1), time(4), 2),
        (DAY, time(2, 30), time(4), 1),
        (DAY, time(2), time(3), None),
        (date(2026, 10, 25), time(1), time(4), 4),
        (date(2026, 10, 25), time(2, 30), time(3), 1.5),
        (date(2026, 10, 24), time(1), time(4), 3),
    ],
)
def test_on_day_counts_real_hours_in_the_nights_the_clock_changes(day, starts, ends, hours):
    found = on_day(day, starts, ends)
    assert (found and (found[1] - found[0]) / HOUR) == hours


@pytest.mark.parametrize("day", [date(2026, 3, 28), DAY, date(2026, 10, 25), date(2026, 7, 1)])
def test_slots_begin_on_the_half_hour_on_the_wall(day):
    opens = on_day(day, time(8, 10), time(11))
    found = [moment_of(start) for start, _ in slots([opens], 60 * MINUTE)]
    winter = day in {date(2026, 3, 28), date(2026, 10, 25)}
    assert [(at.hour + (1 if winter else 2), at.minute) for at in found] == [
        (8, 30),
        (9, 0),
        (9, 30),
        (10, 0),
    ]
    assert {day_of(start) for start, _ in slots([opens], HOUR)} == {day}


def test_day_of_is_the_day_in_the_netherlands():
    assert day_of(seconds_of(datetime(2026, 3, 28, 23, 30, tzinfo=UTC))) == DAY
    assert day_of(seconds_of(datetime(2026, 10, 25, 23, 30, tzinfo=UTC))) == date(2026, 10, 26)


def test_days_on_has_both_ends_and_only_those_weekdays():
    assert days_on({1, 3}, date(2026, 3, 2), date(2026, 3, 11)) == [
        date(2026, 3, 2),
        date(2026, 3, 4),
        date(2026, 3, 9),
        date(2026, 3, 11),
    ]
    assert days_on({1}, date(2026, 3, 9), date(2026, 3, 2)) == []


def test_at_hours_leaves_out_an_hour_the_clock_skips():
    days = days_on({6, 7}, date(2026, 3, 28), date(2026, 4, 5))
    assert len(at_hours(days, time(2), time(2, 45))) == len(days) - 1


def test_on_day_without_end_runs_until_midnight():
    start, end = on_day(date(2026, 10, 25), time(0), None)
    assert (end - start) / HOUR == 25
    assert on_day(DAY, time(23), None)[1] == on_day(date(2026, 3, 30), time(0), time(1))[0]
