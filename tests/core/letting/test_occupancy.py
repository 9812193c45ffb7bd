"""Parts of the day that were there, and those that were used."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.letting.occupancy import Cell, grid, total
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
