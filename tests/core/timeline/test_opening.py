"""Opening hours on real dates: public holidays, exceptions, nights, and both changes of the clock."""

import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.timeline.opening import (
    DayException,
    HoursNotUnderstood,
    Interval,
    Schedule,
    open_intervals_many,
    parse,
)
from schuifaan.core.timeline.wallclock import AMSTERDAM

KINGS_DAY = date(2026, 4, 27)
OFFICE = "Mo-Fr 09:00-17:00"


def at(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM, fold=fold)


def spans(schedule: Schedule, first: datetime, last: datetime) -> list[str]:
    return [f"{i.start:%a %d %H:%M%z} - {i.end:%a %d %H:%M%z}" for i in schedule.intervals(first, last)]


def day_spans(schedule: Schedule, day: date) -> list[str]:
    return [f"{i.start:%H:%M}-{i.end:%H:%M}" for i in schedule.day(day)]


@pytest.mark.parametrize(
    ("expression", "day", "expected"),
    [
        (OFFICE, KINGS_DAY, ["09:00-17:00"]),
        ("Mo-Fr 09:00-17:00; PH off", KINGS_DAY, []),
        ("Mo-Fr 09:00-17:00; PH unknown", KINGS_DAY, []),
        ("Mo-Fr 09:00-17:00; PH 12:00-14:00", KINGS_DAY, ["12:00-14:00"]),
        ("Mo-Su 09:00-17:00; PH off", date(2025, 4, 26), []),  # King's Day moved off a Sunday
        ("Mo-Su 09:00-17:00; PH off", date(2025, 4, 27), ["09:00-17:00"]),
        ("Mo-Fr 09:00-17:00; PH off", date(2026, 4, 3), ["09:00-17:00"]),  # Good Friday: people work
        ("Mo-Fr 09:00-17:00; PH off", date(2026, 4, 6), []),  # Easter Monday
        ("Mo-Fr 09:00-17:00; PH off", date(2030, 5, 5), []),  # a Sunday anyway
        ("Mo-Su 09:00-17:00; PH off", date(2030, 5, 5), ["09:00-17:00"]),  # Liberation Day: not a PH
        ("24/7", KINGS_DAY, ["00:00-00:00"]),
        ("20:00-24:00", KINGS_DAY, ["20:00-00:00"]),
        ("Fr 20:00-01:00", date(2026, 10, 23), ["20:00-01:00"]),
        ("Fr 20:00-01:00", date(2026, 10, 24), []),
        ("Fr 20:00-01:00; Sa 10:00-12:00", date(2026, 10, 23), ["20:00-01:00"]),
        ("Fr 20:00-26:00; Sa off", date(2026, 10, 23), ["20:00-02:00"]),
        ("Fr 09:00-12:00, Fr 20:00-01:00", date(2026, 10, 23), ["09:00-12:00", "20:00-01:00"]),
        ("Fr 20:00-01:00; PH off", date(2026, 12, 25), []),
        ("Th 20:00-01:00; PH off", date(2026, 12, 24), ["20:00-01:00"]),
        ("Mo 20:00-24:00; Tu 00:00-02:00", date(2026, 10, 27), ["00:00-02:00"]),
        ("Jul-Aug off; Mo 10:00-12:00", date(2026, 7, 6), ["10:00-12:00"]),
        ("Mo 10:00-12:00; Jul-Aug off", date(2026, 7, 6), []),
        ("We[1] 10:00-12:00", date(2026, 7, 1), ["10:00-12:00"]),
        ("We[1] 10:00-12:00", date(2026, 7, 8), []),
        ("Mo-Fr 09:00-17:00 || unknown", date(2026, 7, 4), []),
    ],
)
def test_day_gives_the_hours_that_begin_on_it(expression, day, expected):
    assert day_spans(parse(expression), day) == expected


def test_schedule_closed_on_kings_day_says_until_five_the_day_after():
    schedule = Schedule(OFFICE, (DayException(KINGS_DAY, KINGS_DAY, reason="Koningsdag"),))

    assert not schedule.is_open(at(2026, 4, 27, 12))
    assert schedule.open_until(at(2026, 4, 27, 12)) is None
    assert schedule.is_open(at(2026, 4, 28, 12))
    assert schedule.open_until(at(2026, 4, 28, 12)) == at(2026, 4, 28, 17)
    assert schedule.next_opening(at(2026, 4, 27, 12)) == Interval(at(2026, 4, 28, 9), at(2026, 4, 28, 17))


def test_is_open_is_half_open():
    schedule = parse(OFFICE)

    assert [schedule.is_open(at(2026, 4, 28, *clock)) for clock in ((8, 59), (9, 0), (16, 59), (17, 0))] == [
        False,
        True,
        True,
        False,
    ]


def test_is_open_understands_other_time_zones():
    assert parse(OFFICE).is_open(datetime(2026, 4, 28, 7, tzinfo=UTC))
    assert not parse(OFFICE).is_open(datetime(2026, 4, 28, 15, tzinfo=UTC))


def test_is_open_refuses_a_moment_without_a_zone():
    with pytest.raises(ValueError, match="time zone"):
        parse(OFFICE).is_open(datetime(2026, 4, 28, 9))


@pytest.mark.parametrize(
    ("expression", "day", "expected"),
    [
        ("Mo-Su 01:00-02:30", date(2026, 3, 29), ["Sun 29 01:00+0100 - Sun 29 03:00+0200"]),
        ("Mo-Su 02:30-04:00", date(2026, 3, 29), ["Sun 29 03:00+0200 - Sun 29 04:00+0200"]),
        ("Mo-Su 02:10-02:50", date(2026, 3, 29), []),
        ("Mo-Su 09:00-17:00", date(2026, 3, 29), ["Sun 29 09:00+0200 - Sun 29 17:00+0200"]),
        ("24/7", date(2026, 3, 29), ["Sun 29 00:00+0100 - Mon 30 00:00+0200"]),
        ("Mo-Su 01:00-02:30", date(2026, 10, 25), ["Sun 25 01:00+0200 - Sun 25 02:30+0200"]),
        ("Mo-Su 02:30-04:00", date(2026, 10, 25), ["Sun 25 02:30+0200 - Sun 25 04:00+0100"]),
        ("Mo-Su 09:00-17:00", date(2026, 10, 25), ["Sun 25 09:00+0100 - Sun 25 17:00+0100"]),
        ("24/7", date(2026, 10, 25), ["Sun 25 00:00+0200 - Mon 26 00:00+0100"]),
    ],
)
def test_intervals_follow_the_clock_on_the_wall_when_it_changes(expression, day, expected):
    start = at(day.year, day.month, day.day)
    assert spans(parse(expression), start, at(day.year, day.month, day.day + 1)) == expected


def test_night_of_the_clock_change_lasts_an_hour_longer():
    (night,) = parse("Sa 20:00-04:00").day(date(2026, 10, 24))
    assert (night.end.astimezone(UTC) - night.start.astimezone(UTC)).total_seconds() == 9 * 3600


def test_is_open_tells_the_two_times_half_past_two_apart():
    schedule = parse("Su 01:00-02:30")

    assert schedule.is_open(at(2026, 10, 25, 2, 15))
    assert not schedule.is_open(at(2026, 10, 25, 2, 15, fold=1))
    assert schedule.open_until(at(2026, 10, 25, 2, 15)) == at(2026, 10, 25, 2, 30)


def test_intervals_are_cut_off_and_merged():
    schedule = parse("Mo-We 00:00-24:00")
    assert spans(schedule, at(2026, 6, 1, 12), at(2026, 6, 30)) == [
        "Mon 01 12:00+0200 - Thu 04 00:00+0200",
        "Mon 08 00:00+0200 - Thu 11 00:00+0200",
        "Mon 15 00:00+0200 - Thu 18 00:00+0200",
        "Mon 22 00:00+0200 - Thu 25 00:00+0200",
        "Mon 29 00:00+0200 - Tue 30 00:00+0200",
    ]


def test_intervals_begin_with_the_night_before():
    assert spans(parse("Fr 20:00-01:00"), at(2026, 10, 24), at(2026, 10, 25)) == [
        "Sat 24 00:00+0200 - Sat 24 01:00+0200"
    ]


def test_intervals_with_different_remarks_stay_apart():
    schedule = parse('Mo 10:00-12:00 "vrouwen", Mo 12:00-14:00')
    monday = schedule.day(date(2026, 6, 1))

    assert [(i.end.hour, i.comment) for i in monday] == [(12, "vrouwen"), (14, "")]
    assert schedule.open_until(at(2026, 6, 1, 11)) == at(2026, 6, 1, 14)
    assert schedule.next_opening(at(2026, 6, 1, 11)) == Interval(
        at(2026, 6, 8, 10), at(2026, 6, 8, 12), "vrouwen"
    )


def test_open_until_is_none_when_no_end_is_in_sight():
    assert parse("24/7").open_until(at(2026, 6, 1)) is None
    assert parse("24/7; PH off").open_until(at(2026, 11, 24, 12)) == at(2026, 12, 25)


def test_next_opening_is_none_when_it_is_too_far_away():
    schedule = Schedule(OFFICE, (DayException(date(2026, 7, 6), date(2026, 8, 16)),))

    assert schedule.next_opening(at(2026, 7, 6)) is None
    assert schedule.next_opening(at(2026, 7, 6), within_days=60) == Interval(
        at(2026, 8, 17, 9), at(2026, 8, 17, 17)
    )


@pytest.mark.parametrize(
    ("exceptions", "expected"),
    [
        ((), ["20:00-01:00"]),
        ((("", 23, 23),), []),
        ((("10:00-12:00,14:00-16:00", 23, 23),), ["10:00-12:00", "14:00-16:00"]),
        ((("22:00-02:00", 23, 23),), ["22:00-02:00"]),
        ((("", 20, 30), ("10:00-12:00", 23, 23)), ["10:00-12:00"]),
        ((("10:00-12:00", 23, 23), ("", 20, 30)), ["10:00-12:00"]),
        ((("10:00-12:00", 23, 23), ("", 23, 23)), []),
        ((("", 24, 24),), ["20:00-01:00"]),
    ],
)
def test_exception_replaces_the_hours_of_its_days(exceptions, expected):
    schedule = Schedule(
        "Fr 20:00-01:00",
        tuple(
            DayException(date(2026, 10, first), date(2026, 10, last), hours)
            for hours, first, last in exceptions
        ),
    )
    assert day_spans(schedule, date(2026, 10, 23)) == expected


def test_cancelled_night_leaves_no_small_hours_behind():
    schedule = Schedule("Fr 20:00-01:00", (DayException(date(2026, 10, 23), date(2026, 10, 23)),))
    assert schedule.intervals(at(2026, 10, 22), at(2026, 10, 26)) == ()


def test_exception_refuses_what_it_cannot_read():
    with pytest.raises(HoursNotUnderstood):
        DayException(KINGS_DAY, KINGS_DAY, "tien uur")
    with pytest.raises(HoursNotUnderstood) as refused:
        DayException(KINGS_DAY, date(2026, 4, 26))
    assert refused.value.code == "end_before_start"


def test_week_names_holidays_and_reasons():
    schedule = Schedule(
        "Mo-Fr 09:00-17:00; PH unknown",
        (DayException(date(2026, 4, 30), date(2026, 4, 30), reason="Schilderen"),),
    )
    week = schedule.week(KINGS_DAY)

    assert [day.day for day in week] == [date(2026, 4, d) for d in (27, 28, 29, 30)] + [
        date(2026, 5, d) for d in (1, 2, 3)
    ]
    assert [len(day.intervals) for day in week] == [0, 1, 1, 0, 1, 0, 0]
    assert [day.holiday for day in week] == ["kings_day", *[None] * 6]
    assert [day.known for day in week] == [False, *[True] * 6]
    assert [day.exception_reason for day in week] == ["", "", "", "Schilderen", "", "", ""]
    assert [day.is_exception for day in week] == [False, False, False, True, False, False, False]


def test_schedule_without_expression_is_not_known():
    schedule = parse("  ")

    assert schedule == Schedule("")
    assert not schedule.known
    assert schedule.intervals(at(2026, 1, 1), at(2027, 1, 1)) == ()
    assert [day.known for day in schedule.week(KINGS_DAY)] == [False] * 7


@pytest.mark.parametrize(
    ("expression", "detail"),
    [
        ("Ma-Vr 09:00-17:00", "not understood from “Ma-Vr 09:00-17:00”"),
        ("Mo 25:00", "not understood from “25:00”"),
        ("Mo-Fr 09:00-", "it stops too early"),
        ("Mo " * 500, "it is longer than 1000 characters"),
    ],
)
def test_parse_says_what_it_does_not_understand(expression, detail):
    with pytest.raises(HoursNotUnderstood) as refused:
        parse(expression)
    assert refused.value.detail == detail


def test_parse_forgives_white_space_and_a_loose_semicolon():
    assert parse(" Mo-Fr   09:00-17:00 ; ") == Schedule(OFFICE)


def test_open_intervals_many_keeps_the_order():
    schedules = [parse(OFFICE), parse("24/7"), parse(OFFICE)]
    window = at(2026, 4, 28), at(2026, 4, 29)

    assert open_intervals_many(schedules, *window) == [schedule.intervals(*window) for schedule in schedules]


TOKENS = st.sampled_from(
    re.split(
        r"\s+",
        "Mo Fr Sa-Mo PH off unknown 24/7 10:00-12:00 20:00-01:00 20:00+ sunrise-sunset ; , || [1] Feb 2026 easter "
        "00:00-00:00 24:00-26:00 09:00-48:00 é",
    )
)


@given(st.lists(TOKENS, max_size=8))
def test_parse_reads_or_refuses_anything(tokens):
    try:
        schedule = parse(" ".join(tokens))
    except HoursNotUnderstood:
        return
    start, end = at(2026, 3, 23), at(2026, 4, 8)
    found = schedule.intervals(start, end)
    assert all(
        start <= i.start and i.start.astimezone(UTC) < i.end.astimezone(UTC) and i.end <= end for i in found
    )
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(schedule.is_open(i.start) for i in found)
