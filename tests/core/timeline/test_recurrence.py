"""Series on the clock on the wall: on which days they fall, and when that is in real time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from schuifaan.core.timeline.recurrence import (
    Rule,
    begins_at,
    ends_at,
    first_start,
    last_start,
    parse_rule,
    starts,
)

JANUARY = datetime(2026, 1, 5, 10, 0)  # a Monday
LATEST = datetime(9999, 12, 31)


def _days(text: str, first: datetime = JANUARY, *, take: int = 4) -> list[date]:
    found = starts(parse_rule(text), first, first, first + timedelta(days=40_000))
    assert {start.time() for start in found} <= {first.time()}
    return [start.date() for start in found[:take]]


# --- which days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=2", (2026, 12, 30), ["2026-12-30", "2027-01-01", "2027-01-03"]),
        ("FREQ=DAILY;BYDAY=SA,SU", (2026, 1, 5), ["2026-01-10", "2026-01-11", "2026-01-17"]),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=TU", (2026, 1, 5), []),
        ("FREQ=WEEKLY", (2026, 1, 5), ["2026-01-05", "2026-01-12", "2026-01-19"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", (2026, 1, 7), ["2026-01-09", "2026-01-19", "2026-01-23"]),
        ("FREQ=MONTHLY;BYDAY=2MO", (2026, 1, 1), ["2026-01-12", "2026-02-09", "2026-03-09"]),
        ("FREQ=MONTHLY;BYDAY=5MO", (2026, 1, 1), ["2026-03-30", "2026-06-29", "2026-08-31"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", (2026, 1, 1), ["2026-01-30", "2026-02-27", "2026-03-27"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1", (2026, 1, 1), ["2026-01-02", "2026-02-06", "2026-03-06"]),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            (2026, 1, 1),
            ["2026-01-30", "2026-02-27", "2026-03-31"],
        ),
        ("FREQ=MONTHLY;BYDAY=MO,1WE", (2026, 1, 20), ["2026-01-26", "2026-02-02", "2026-02-04"]),
        ("FREQ=MONTHLY", (2026, 1, 31), ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", (2026, 1, 1), ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", (2026, 1, 1), ["2026-02-13", "2026-03-13", "2026-11-13"]),
        (
            "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1",
            (2026, 10, 1),
            ["2026-10-01", "2027-03-01", "2027-08-01"],
        ),
        ("FREQ=YEARLY", (2024, 2, 29), ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", (2026, 1, 1), ["2026-10-25", "2027-10-31", "2028-10-29"]),
        ("FREQ=YEARLY;BYDAY=20MO", (2026, 1, 1), ["2026-05-18", "2027-05-17", "2028-05-15"]),
        ("FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", (2026, 1, 1), ["2026-02-13", "2026-03-13", "2026-11-13"]),
        (
            "FREQ=YEARLY;BYMONTHDAY=13,14,15,16,17,18,19;BYDAY=20MO",
            (2026, 1, 1),
            ["2026-05-18", "2027-05-17", "2028-05-15"],
        ),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", (2025, 12, 1), ["2025-12-29", "2027-01-04", "2028-01-03"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;BYSETPOS=1", (2026, 1, 8), ["2026-01-08", "2026-01-13", "2026-01-20"]),
        ("FREQ=YEARLY;BYYEARDAY=-1,1", (2026, 1, 2), ["2026-12-31", "2027-01-01", "2027-12-31"]),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH", (2026, 1, 1), ["2026-12-31", "2032-12-30", "2037-12-31"]),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", (2026, 1, 1), ["2027-01-03", "2028-01-02", "2028-12-31"]),
        ("FREQ=DAILY;BYDAY=MO,TU;BYSETPOS=-1,3", (2026, 1, 5), ["2026-01-05", "2026-01-06", "2026-01-12"]),
        ("FREQ=WEEKLY;BYMONTH=7", (2026, 7, 20), ["2026-07-20", "2026-07-27", "2027-07-05"]),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=-1", (2026, 1, 1), ["2026-02-28", "2027-02-28", "2028-02-29"]),
    ],
)
def test_starts_fall_on_the_days_of_the_rule(text: str, first: tuple[int, int, int], expected: list[str]):
    found = _days(text, datetime(*first, 10, 0), take=3)
    assert [day.isoformat() for day in found] == expected


@pytest.mark.parametrize(
    ("week_start", "expected"),
    [("MO", ["2026-12-29", "2027-01-03", "2027-01-12"]), ("SU", ["2026-12-29", "2027-01-10", "2027-01-12"])],
)
def test_every_other_week_over_new_year_depends_on_the_first_day_of_the_week(
    week_start: str, expected: list[str]
):
    found = _days(f"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST={week_start}", datetime(2026, 12, 29, 20), take=3)
    assert [day.isoformat() for day in found] == expected


def test_window_includes_its_beginning_and_not_its_end():
    rule = parse_rule("FREQ=DAILY")
    second, fourth = JANUARY + timedelta(days=1), JANUARY + timedelta(days=3)
    assert starts(rule, JANUARY, second, fourth) == [second, JANUARY + timedelta(days=2)]
    assert starts(rule, JANUARY, fourth, second) == []
    assert starts(rule, JANUARY, datetime.min, JANUARY) == []  # noqa: DTZ901 -- wall time


def test_without_rule_it_happens_once():
    later = JANUARY + timedelta(days=1)
    assert starts(None, JANUARY, JANUARY, later) == [JANUARY]
    assert starts(None, JANUARY, later, LATEST) == []
    assert (first_start(None, JANUARY), last_start(None, JANUARY)) == (JANUARY, JANUARY)


def test_first_that_does_not_fit_is_no_start():
    rule = parse_rule("FREQ=WEEKLY;BYDAY=TH")
    assert starts(rule, JANUARY, JANUARY, JANUARY + timedelta(days=7)) == [JANUARY + timedelta(days=3)]
    assert first_start(rule, JANUARY) == JANUARY + timedelta(days=3)
    assert first_start(parse_rule("FREQ=WEEKLY;BYDAY=TH;UNTIL=20260106"), JANUARY) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("FREQ=DAILY", None),
        ("FREQ=DAILY;COUNT=3", "2026-01-07"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;COUNT=4", "2026-01-25"),
        ("FREQ=WEEKLY;BYDAY=SU,MO;WKST=SU;COUNT=3", "2026-01-12"),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", "2026-03-02"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2", "2026-03-31"),
        ("FREQ=WEEKLY;UNTIL=20260119", "2026-01-19"),
        ("FREQ=WEEKLY;UNTIL=20260119T095959", "2026-01-12"),
        ("FREQ=WEEKLY;UNTIL=20260119T100000", "2026-01-19"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=21030101", "2096-02-29"),
        ("FREQ=WEEKLY;UNTIL=20260101", None),
        ("FREQ=DAILY;COUNT=999999999", None),
        ("FREQ=MONTHLY;COUNT=999999999", None),
    ],
)
def test_last_start_is_the_very_last(text: str, last: str | None):
    found = last_start(parse_rule(text), JANUARY)
    assert (found.date().isoformat() if found else None) == last


@pytest.mark.parametrize(
    "rule",
    [
        Rule("YEARLY", by_month=(2,), by_month_day=(30,)),
        Rule("YEARLY", by_month=(2,), by_month_day=(30,), count=3),
        Rule("DAILY", interval=7, by_day=((0, 3),)),
        Rule("DAILY", interval=7, by_day=((0, 3),), count=3),
        Rule("YEARLY", by_week_no=(20,), by_month=(1,), count=1),
        Rule("MONTHLY", by_day=((5, 0),), by_month=(2,), by_set_pos=(2,)),
        Rule("MONTHLY", by_year_day=(1,), by_month=(6,), count=2),
        Rule("DAILY", by_set_pos=(2,)),
        Rule("DAILY", interval=7, by_day=((0, 3),), by_month=(5,), count=2),
    ],
)
def test_rule_that_never_meets_a_date_has_no_starts(rule: Rule):
    assert starts(rule, JANUARY, JANUARY, LATEST) == []
    assert (first_start(rule, JANUARY), last_start(rule, JANUARY)) == (None, None)


def test_window_is_cut_off_after_four_hundred_years():
    assert starts(parse_rule("FREQ=YEARLY"), JANUARY, JANUARY, LATEST)[-1] == datetime(2426, 1, 5, 10, 0)


def test_starts_reach_the_end_of_all_calendars():
    first, at_end = datetime(9998, 12, 1, 10), datetime.max  # noqa: DTZ901 -- wall time
    for text in (
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=WEEKLY;BYMONTH=12",
    ):
        found = starts(parse_rule(text), first, datetime(9999, 12, 31), at_end)
        assert found == ([] if text == "FREQ=WEEKLY;BYMONTH=12" else [datetime(9999, 12, 31, 10)])
    assert starts(parse_rule("FREQ=YEARLY;BYWEEKNO=52;BYDAY=FR"), first, first, at_end)[-1].year == 9999


# --- in real time ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wall", "moment"),
    [
        ("2026-03-28T10:00", "2026-03-28T09:00"),
        ("2026-03-29T01:59", "2026-03-29T00:59"),
        ("2026-03-29T02:30", "2026-03-29T01:30"),  # skipped: it starts when the clock says 03:30
        ("2026-03-29T10:00", "2026-03-29T08:00"),
        ("2026-10-25T02:30", "2026-10-25T00:30"),  # twice: the first time
        ("2026-10-25T03:00", "2026-10-25T02:00"),
        ("2026-10-25T10:00", "2026-10-25T09:00"),
    ],
)
def test_begins_at_reads_the_clock_as_calendars_do(wall: str, moment: str):
    found = begins_at(datetime.fromisoformat(wall))
    assert (found, found.tzinfo) == (datetime.fromisoformat(moment).replace(tzinfo=UTC), UTC)


def test_weekly_series_keeps_its_time_on_the_wall_over_both_clock_changes():
    rule = parse_rule("FREQ=WEEKLY;BYDAY=SU")
    for sunday, hours in ((datetime(2026, 3, 22, 10), [9, 8]), (datetime(2026, 10, 18, 10), [8, 9])):
        found = starts(rule, sunday, sunday, sunday + timedelta(days=8))
        assert [begins_at(start).hour for start in found] == hours


@pytest.mark.parametrize(
    ("wall", "minutes", "lasts"),
    [
        ("2026-01-05T10:00", 90, 90),
        ("2026-03-28T22:00", 12 * 60, 11 * 60),
        ("2026-10-24T22:00", 12 * 60, 13 * 60),
        ("2026-03-29T02:30", 60, 60),
        ("2026-03-29T02:30", 30, 30),
        ("2026-03-29T01:30", 60, 60),
        ("2026-10-25T02:30", 15, 15),
        ("2026-10-25T02:30", 30, 90),
    ],
)
def test_ends_at_is_time_on_the_wall_and_after_the_start(wall: str, minutes: int, lasts: int):
    start = datetime.fromisoformat(wall)
    assert ends_at(start, minutes) - begins_at(start) == timedelta(minutes=lasts)


def test_real_time_in_another_country():
    assert begins_at(JANUARY, zone=ZoneInfo("Europe/London")) == datetime(2026, 1, 5, 10, tzinfo=UTC)
