"""When a series does not go on."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.timeline.pauses import Break, HolidayPolicy, Moment, with_pauses
from schuifaan.core.timeline.recurrence import parse_rule, starts

MAY = Break(date(2026, 4, 25), date(2026, 5, 3), "Meivakantie")
MONDAYS = starts(parse_rule("FREQ=WEEKLY"), *(datetime(2026, 4, day, 10) for day in (6, 6, 30)))


def _said(moments: list[Moment]) -> list[tuple[int, str, str]]:
    return [(moment.wall.day, moment.state, moment.because) for moment in moments]


@pytest.mark.parametrize(
    ("policy", "easter_monday", "kings_day"),
    [
        (HolidayPolicy.KEEP, ("on", ""), ("on", "")),
        (HolidayPolicy.SKIP, ("skipped", "easter_monday"), ("skipped", "kings_day")),
        (HolidayPolicy.ASK, ("ask", "easter_monday"), ("ask", "kings_day")),
    ],
)
def test_public_holidays_follow_the_policy(
    policy: HolidayPolicy, easter_monday: tuple[str, str], kings_day: tuple[str, str]
):
    found = _said(with_pauses(MONDAYS, breaks=[], public_holidays=policy))
    assert found == [(6, *easter_monday), (13, "on", ""), (20, "on", ""), (27, *kings_day)]


def test_break_goes_before_a_public_holiday_within_it():
    found = _said(with_pauses(MONDAYS, breaks=[MAY], public_holidays=HolidayPolicy.ASK))
    assert found[-1] == (27, "skipped", "Meivakantie")


def test_break_includes_both_its_days_until_midnight():
    days = [
        datetime(2026, 4, 24, 23, 59),
        datetime(2026, 4, 25),
        datetime(2026, 5, 3, 23, 59),
        datetime(2026, 5, 4),
    ]
    found = with_pauses(days, breaks=[MAY], public_holidays=HolidayPolicy.KEEP)
    assert [moment.state for moment in found] == ["on", "skipped", "skipped", "on"]


def test_first_of_two_breaks_gives_its_name():
    both = [Break(date(2026, 4, 27), date(2026, 4, 27), "Verbouwing"), MAY]
    found = _said(with_pauses(MONDAYS, breaks=both, public_holidays=HolidayPolicy.KEEP))
    assert found[-1] == (27, "skipped", "Verbouwing")


def test_break_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Break(date(2026, 5, 3), date(2026, 4, 25))


@given(
    st.lists(st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)), max_size=20),
    st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2028, 1, 1)), st.integers(0, 60)), max_size=4),
    st.sampled_from(HolidayPolicy),
)
def test_pauses_never_add_nor_lose_a_start(
    walls: list[datetime], breaks: list[tuple[date, int]], policy: HolidayPolicy
):
    pauses = [Break(first, first + timedelta(days=days)) for first, days in breaks]
    found = with_pauses(walls, breaks=pauses, public_holidays=policy)
    assert [moment.wall for moment in found] == walls
    assert all(
        moment.state == "skipped" for moment in found if any(b.covers(moment.wall.date()) for b in pauses)
    )
