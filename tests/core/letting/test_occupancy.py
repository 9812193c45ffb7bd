"""Parts of the day that were there, and those that were used."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.letting.occupancy import (
    LEAST_WEEKS,
    Cell,
    Period,
    by_part,
    grid,
    half_years,
    last_year,
    never_used,
    no_longer_used,
    per_hour,
    share,
    total,
)
from schuifaan.core.timeline.wallclock import from_wall

PARTS = [("morning", time(8), time(12)), ("afternoon", time(13), time(17)), ("evening", time(18), time(22))]
MONDAY = date(2026, 1, 5)
SUNDAY = date(2026, 1, 11)


def span(day, starts, ends):
    at = datetime.combine(day, time())
    return tuple(int(from_wall(at + timedelta(hours=hour)).timestamp()) for hour in (starts, ends))


def whole_days(first, last):
    return [span(first + timedelta(days=n), 8, 23) for n in range((last - first).days + 1)]


def test_a_week_has_twenty_one_parts():
    cells = grid(whole_days(MONDAY, SUNDAY), [], first=MONDAY, last=SUNDAY, parts=PARTS)
    assert total(cells.values()) == Cell(0, 21)
    assert set(cells) == {(day, name) for day in range(1, 8) for name, _s, _e in PARTS}


@pytest.mark.parametrize(
    ("starts", "ends", "wanted"),
    [
        (9, 10, ["morning"]),
        (9, 9.75, []),
        (11, 14, ["morning", "afternoon"]),
        (11.5, 13.5, []),
        (8, 22, ["morning", "afternoon", "evening"]),
        (12, 13, []),
    ],
)
def test_part_counts_from_an_hour_on(starts, ends, wanted):
    windows = whole_days(MONDAY, MONDAY)
    cells = grid(windows, [span(MONDAY, starts, ends)], first=MONDAY, last=MONDAY, parts=PARTS)
    assert [name for (_day, name), cell in cells.items() if cell.used] == wanted


@pytest.mark.parametrize(("opens", "wanted"), [(10, 1), (10.25, 0)])
def test_part_is_there_when_half_of_it_can_be_had(opens, wanted):
    cells = grid([span(MONDAY, opens, 12)], [], first=MONDAY, last=MONDAY, parts=PARTS)
    assert cells[1, "morning"].there == wanted


def test_shut_part_is_not_there():
    windows = whole_days(MONDAY, MONDAY)
    cells = grid(windows, [], first=MONDAY, last=MONDAY, parts=PARTS, shut=[span(MONDAY, 8, 12)])
    assert [cell.there for cell in cells.values()] == [0, 1, 1]


def test_what_was_used_was_there():
    cells = grid([], [span(MONDAY, 18, 22)], first=MONDAY, last=MONDAY, parts=PARTS)
    assert cells[1, "evening"] == Cell(1, 1)


@pytest.mark.parametrize(
    ("used", "there", "percent"), [(420, 1008, "41.7"), (0, 7, "0.0"), (7, 7, "100.0"), (1, 3, "33.3")]
)
def test_percentage_is_used_of_there(used, there, percent):
    assert Cell(used, there).percent == Decimal(percent)


def test_nothing_there_has_no_percentage():
    assert Cell(0, 0).percent is None


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_day_the_clock_changes_has_its_three_parts(day):
    cells = grid(whole_days(day, day), [span(day, 8, 22)], first=day, last=day, parts=PARTS)
    assert total(cells.values()) == Cell(3, 3)


@given(st.lists(st.integers(0, 7 * 24 * 4), unique=True, max_size=30))
def test_never_more_used_than_there_and_the_same_hour_by_hour(quarters):
    """Against the plainest way: looking at every quarter of an hour."""
    edges = sorted(quarters)
    start = int(from_wall(datetime.combine(MONDAY, time())).timestamp())
    held = [(start + a * 900, start + b * 900) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    cells = grid(whole_days(MONDAY, SUNDAY), held, first=MONDAY, last=SUNDAY, parts=PARTS)
    used = 0
    for day in range(7):
        for _name, starts, ends in PARTS:
            first, last = ((day * 24 + hour.hour) * 4 for hour in (starts, ends))
            mine = sum(any(a <= start + q * 900 < b for a, b in held) for q in range(first, last))
            used += mine >= 4
    assert total(cells.values()) == Cell(used, 21)


@pytest.mark.parametrize(
    ("today", "began", "wanted"),
    [
        # Twelve whole months, whatever day of the month it is.
        (date(2026, 11, 21), date(2024, 3, 1), Period(date(2025, 11, 1), date(2026, 10, 31), is_year=True)),
        (date(2026, 11, 1), date(2025, 11, 1), Period(date(2025, 11, 1), date(2026, 10, 31), is_year=True)),
        (date(2026, 1, 31), date(2020, 1, 1), Period(date(2025, 1, 1), date(2025, 12, 31), is_year=True)),
        (date(2024, 2, 29), date(2020, 1, 1), Period(date(2023, 2, 1), date(2024, 1, 31), is_year=True)),
        # Begun a day too late for that: the whole weeks since, at most a year of them.
        (date(2026, 11, 21), date(2025, 11, 2), Period(date(2025, 11, 17), date(2026, 11, 15))),
        (date(2026, 11, 21), date(2026, 8, 4), Period(date(2026, 8, 10), date(2026, 11, 15))),
        # Four weeks are enough, a day less is not.
        (date(2026, 11, 21), date(2026, 10, 19), Period(date(2026, 10, 19), date(2026, 11, 15))),
        (date(2026, 11, 21), date(2026, 10, 20), None),
        (date(2026, 11, 15), date(2026, 10, 19), None),
        (date(2026, 11, 21), date(2027, 1, 4), None),
        (date(2026, 11, 21), None, None),
    ],
)
def test_last_year_is_twelve_months_or_the_weeks_since_it_began(today, began, wanted):
    assert last_year(today, began=began) == wanted


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 2000))
def test_last_year_lies_between_the_beginning_and_today(today, days):
    began = today - timedelta(days=days)
    found = last_year(today, began=began)
    if found is None:
        assert days < (LEAST_WEEKS + 2) * 7
    else:
        assert began <= found.first < found.last < today
        assert LEAST_WEEKS <= found.weeks <= 53
        assert found.is_year or (found.first.isoweekday(), found.last.isoweekday()) == (1, 7)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_half_years_are_as_long_and_follow_each_other(today):
    before, now = half_years(today)
    assert before.weeks == now.weeks == 26
    assert now.first - before.last == timedelta(days=1)
    assert 1 <= (today - now.last).days <= 7
    assert (before.first.isoweekday(), now.last.isoweekday()) == (1, 7)


MORNING, EVENING = (1, "morning"), (2, "evening")


@pytest.mark.parametrize(
    ("used", "there", "wanted"), [(0, 4, (MORNING,)), (0, 3, ()), (1, 26, ()), (0, 0, ())]
)
def test_never_used_asks_four_times_at_least(used, there, wanted):
    assert never_used({MORNING: Cell(used, there)}) == wanted


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        (Cell(6, 26), Cell(0, 26), (EVENING,)),
        (Cell(5, 26), Cell(0, 26), ()),
        (Cell(26, 26), Cell(1, 26), ()),
        # Shut since: nobody stayed away.
        (Cell(26, 26), Cell(0, 3), ()),
        (None, Cell(0, 26), ()),
    ],
)
def test_no_longer_used_was_a_habit_and_stopped(before, now, wanted):
    assert no_longer_used({EVENING: before} if before else {}, {EVENING: now}) == wanted


CELLS = st.builds(lambda used, spare: Cell(used, used + spare), st.integers(0, 60), st.integers(0, 60))
GRIDS = st.dictionaries(st.tuples(st.integers(1, 7), st.sampled_from(["morning", "evening"])), CELLS)


@given(GRIDS, GRIDS)
def test_parts_add_up_and_what_stopped_is_not_used(before, now):
    assert total(by_part(now).values()) == total(now.values())
    assert set(no_longer_used(before, now)) <= set(never_used(now)) <= set(now)


@pytest.mark.parametrize(
    ("cents", "hours", "wanted"),
    [(7500, "2.5", 3000), (100, "3", 33), (200, "3", 67), (0, "4", 0), (500, "0", None)],
)
def test_earned_per_hour_is_rounded_to_a_cent(cents, hours, wanted):
    assert per_hour(cents, Decimal(hours)) == wanted


def test_share_of_nothing_is_not_known():
    assert (share(Decimal(1), Decimal(8)), share(Decimal(1), Decimal(0))) == (Decimal("12.5"), None)
