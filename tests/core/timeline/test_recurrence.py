"""Series on the clock on the wall: table cases, and the same answers as dateutil for any rule."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schuifaan.core.timeline.recurrence import (
    Rule,
    RuleNotUnderstood,
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


# --- reading and writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("RRULE:", "empty"),
        (" ; ", "empty"),
        ("FREQ=SECONDLY", "sub_daily"),
        ("FREQ=MINUTELY;INTERVAL=5", "sub_daily"),
        ("FREQ=HOURLY;COUNT=3", "sub_daily"),
        ("FREQ=DAILY;BYHOUR=9,17", "sub_daily"),
        ("FREQ=DAILY;BYMINUTE=30", "sub_daily"),
        ("FREQ=DAILY;BYSECOND=1", "sub_daily"),
        ("FREQ=DAILY;BYEASTER=1", "unsupported"),
        ("RSCALE=HEBREW;FREQ=YEARLY", "unsupported"),
        ("FREQ=YEARLY;INTERVAL=10000", "unsupported"),
        ("INTERVAL=2", "syntax"),
        ("FREQ=FORTNIGHTLY", "syntax"),
        ("FREQ=DAILY;FREQ=WEEKLY", "syntax"),
        ("FREQ", "syntax"),
        ("FREQ=", "syntax"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20260301", "syntax"),
        ("FREQ=DAILY;COUNT=0", "syntax"),
        ("FREQ=DAILY;COUNT=-1", "syntax"),
        ("FREQ=DAILY;INTERVAL=0", "syntax"),
        ("FREQ=DAILY;INTERVAL=1_0", "syntax"),
        ("FREQ=DAILY;INTERVAL=٣", "syntax"),
        ("FREQ=DAILY;UNTIL=20260231", "syntax"),
        ("FREQ=DAILY;UNTIL=99991231T235959Z", "syntax"),
        ("FREQ=DAILY;UNTIL=tomorrow", "syntax"),
        ("FREQ=WEEKLY;BYDAY=MA", "syntax"),
        ("FREQ=WEEKLY;BYDAY=MO,", "syntax"),
        ("FREQ=MONTHLY;BYDAY=0MO", "syntax"),
        ("FREQ=MONTHLY;BYDAY=54MO", "syntax"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "syntax"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "syntax"),
        ("FREQ=YEARLY;BYMONTH=13", "syntax"),
        ("FREQ=YEARLY;BYMONTH=-1", "syntax"),
        ("FREQ=YEARLY;BYWEEKNO=54", "syntax"),
        ("FREQ=YEARLY;BYYEARDAY=367", "syntax"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "syntax"),
        ("FREQ=WEEKLY;WKST=1", "syntax"),
        ("FREQ=DAILY;BYYEARDAY=" + ",".join(["1"] * 1000), "syntax"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31,-31", "never"),
    ],
)
def test_rule_that_cannot_be_followed_is_refused_with_a_code(text: str, code: str):
    with pytest.raises(RuleNotUnderstood) as refused:
        parse_rule(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "wrong",
    [
        {"week_start": 7},
        {"by_day": ((0, -1),)},
        {"until": datetime(2026, 1, 1, tzinfo=UTC)},
        {"count": 2, "until": JANUARY},
    ],
)
def test_rule_made_by_hand_is_checked_too(wrong: dict[str, object]):
    with pytest.raises(RuleNotUnderstood) as refused:
        Rule("WEEKLY", **wrong)  # type: ignore[arg-type]
    assert refused.value.code == "syntax"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        (" rrule:byday=fr,mo,mo;freq=weekly;interval=1; ", "FREQ=WEEKLY;BYDAY=MO,FR"),
        ("FREQ=WEEKLY;BYDAY=+1TU,-1TH", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=MONTHLY;BYDAY=-1SA,3WE,1WE", "FREQ=MONTHLY;BYDAY=1WE,3WE,-1SA"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,15,1", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        ("FREQ=WEEKLY;UNTIL=20260331;WKST=SU", "FREQ=WEEKLY;UNTIL=20260331T235959;WKST=SU"),
        ("FREQ=WEEKLY;UNTIL=20260331T080000Z", "FREQ=WEEKLY;UNTIL=20260331T100000"),
        ("FREQ=WEEKLY;UNTIL=20260331T080000", "FREQ=WEEKLY;UNTIL=20260331T080000"),
        ("FREQ=WEEKLY;WKST=MO;COUNT=4", "FREQ=WEEKLY;COUNT=4"),
    ],
)
def test_text_is_the_same_for_equal_rules(text: str, canonical: str):
    rule = parse_rule(text)
    assert rule.text == canonical
    assert parse_rule(canonical) == rule


def test_rrule_for_a_feed_ends_at_a_moment_in_utc():
    summer, winter = (parse_rule(f"FREQ=DAILY;UNTIL=2026{day}T120000") for day in ("0701", "1201"))
    assert summer.rrule() == "FREQ=DAILY;UNTIL=20260701T100000Z"
    assert winter.rrule() == "FREQ=DAILY;UNTIL=20261201T110000Z"
    assert winter.rrule(ZoneInfo("Europe/London")) == "FREQ=DAILY;UNTIL=20261201T120000Z"
    assert parse_rule(summer.rrule()) == summer


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


# --- the same as dateutil -------------------------------------------------------------------------------------

# A rule that seldom meets a date costs either of us a long search.
UNHURRIED = settings(deadline=None)
WEEKDAYS = st.integers(0, 6)
MONTHS = st.lists(st.integers(1, 12), max_size=3).map(tuple)
NOT_ZERO = st.integers(-3, 3).filter(bool)
FIRSTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)).map(lambda at: at.replace(microsecond=0))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    # Some of both kinds means either of them to us and to the RFC, yet both at once to dateutil.
    positions = st.just(0)
    if freq in {"MONTHLY", "YEARLY"}:
        positions = draw(st.sampled_from([st.just(0), st.integers(-5, 5).filter(bool)]))
    by_day = draw(st.lists(st.tuples(positions, WEEKDAYS), max_size=3))
    dates = st.integers(-31, 31).filter(bool)
    by_month_day = draw(st.lists(dates, max_size=2)) if draw(st.booleans()) else []
    in_year = freq == "YEARLY" and draw(st.booleans())
    by_year_day = draw(st.lists(st.integers(-366, 366).filter(bool), max_size=3)) if in_year else []
    numbered = in_year and not by_year_day and not any(position for position, _ in by_day)
    by_week_no = draw(st.lists(st.integers(1, 53), max_size=2)) if numbered else []
    narrowed = by_day or by_month_day or by_year_day or by_week_no
    ends = draw(st.sampled_from(["", "count", "until"]))
    return Rule(
        freq=freq,
        interval=draw(st.integers(1, 5)),
        by_day=tuple(by_day),
        by_month_day=tuple(by_month_day),
        by_month=draw(MONTHS),
        by_year_day=tuple(by_year_day),
        by_week_no=tuple(by_week_no),
        by_set_pos=tuple(draw(st.lists(NOT_ZERO, max_size=2))) if narrowed else (),
        count=draw(st.integers(1, 10) | st.integers(1, 200)) if ends == "count" else None,
        until=draw(st.datetimes(datetime(2020, 1, 1), datetime(2070, 1, 1))).replace(microsecond=0)
        if ends == "until"
        else None,
        week_start=draw(WEEKDAYS),
    )


@UNHURRIED
@given(rules(), FIRSTS, st.integers(-400, 15_000), st.integers(0, 800))
def test_starts_equal_those_of_dateutil_near_and_far(rule: Rule, first: datetime, ahead: int, days: int):
    since = first + timedelta(days=ahead, minutes=ahead)
    before = since + timedelta(days=days)
    ours = starts(rule, first, since, before)
    bound = min(before, rule.until or before)
    # Without a further start dateutil searches on to the year 9999, for minutes.
    endless = replace(rule, count=None, until=None)
    assume(starts(endless, first, bound, bound + timedelta(days=15_000)))
    text = ";".join(part for part in rule.text.split(";") if not part.startswith("UNTIL"))
    theirs = [
        start
        for start in _bounded(text, first, bound)
        if since <= start < before and (rule.until is None or start <= rule.until)
    ]
    assert ours == theirs


def _bounded(text: str, first: datetime, bound: datetime) -> list[datetime]:
    found = []
    for start in rrulestr(text, dtstart=first):
        if start > bound:
            break
        found.append(start)
    return found


@UNHURRIED
@given(rules(), FIRSTS, st.integers(0, 9_000), st.integers(0, 800))
def test_starts_of_a_window_are_the_whole_list_cut(rule: Rule, first: datetime, ahead: int, days: int):
    horizon = first + timedelta(days=10_000)
    since = first + timedelta(days=ahead)
    before = since + timedelta(days=days)
    whole = starts(rule, first, first, horizon)
    assert whole == sorted(set(whole))
    assert starts(rule, first, since, before) == [at for at in whole if since <= at < before]


@UNHURRIED
@given(rules(), FIRSTS)
def test_last_and_first_start_are_the_ends_of_the_list(rule: Rule, first: datetime):
    last = last_start(rule, first)
    if rule.count is None and rule.until is None:
        assert last is None
        return
    whole = starts(rule, first, first, datetime(2400, 1, 1))
    assert first_start(rule, first) == (whole[0] if whole else None)
    if rule.until is not None or (last is not None and last.year < 2400):
        assert last == (whole[-1] if whole else None)


@UNHURRIED
@given(rules())
def test_text_can_be_read_back(rule: Rule):
    try:
        assert parse_rule(rule.text) == rule
    except RuleNotUnderstood as refusal:
        assert refusal.code == "never"  # noqa: PT017 -- most rules are read
