"""The same answers as dateutil, for any rule; and the same wherever one begins to look."""

from dataclasses import replace
from datetime import datetime, timedelta

from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schuifaan.core.timeline.recurrence import (
    Rule,
    RuleNotUnderstood,
    first_start,
    last_start,
    parse_rule,
    starts,
)

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
