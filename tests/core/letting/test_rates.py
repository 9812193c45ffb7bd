"""What a while costs: the check figures of the handbook, and what holds for every rate and every time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.letting.rates import Rate, Unit, price

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TUESDAY = datetime(2026, 12, 1, 18, tzinfo=AMSTERDAM)
DAY_PART = Rate(Unit.DAY_PART, 3000)


def costs(rate, minutes, **more):
    return price(rate, TUESDAY, TUESDAY + timedelta(minutes=minutes), **more)


def codes(found):
    return [(line.code, line.cents) for line in found.lines]


# -- Check figures --------------------------------------------------------------------------------


def test_five_hours_at_30_euros_for_four_are_37_50():
    found = costs(DAY_PART, 300)
    assert (found.cents, found.vat, found.deposit_cents) == (3750, "exempt", 0)
    assert [line.as_data() for line in found.lines] == [
        {
            "code": "hire",
            "cents": 3750,
            "values": {"minutes": 300, "unit": "day_part", "unit_cents": 3000, "unit_minutes": 240},
        }
    ]


def test_day_part_of_five_hours_makes_five_hours_one_day_part():
    assert costs(DAY_PART, 300, day_part_minutes=300).cents == 3000
    assert costs(DAY_PART, 360, day_part_minutes=300).cents == 3600
    assert costs(DAY_PART, 60, day_part_minutes=300).cents == 3000


@pytest.mark.parametrize(
    ("rate", "minutes", "cents"),
    [
        # Handbook: a day-part at 10, 20, 30 and 60 euros.
        (Rate(Unit.DAY_PART, 1000), 240, 1000),
        (Rate(Unit.DAY_PART, 2000), 240, 2000),
        (Rate(Unit.DAY_PART, 6000), 240, 6000),
        # Shorter than a day-part is a day-part.
        (DAY_PART, 60, 3000),
        (DAY_PART, 239, 3000),
        (DAY_PART, 241, 3375),
        (DAY_PART, 270, 3375),
        # A minimum of its own.
        (Rate(Unit.DAY_PART, 3000, minimum_minutes=120), 60, 1500),
        (Rate(Unit.DAY_PART, 3000, minimum_minutes=0), 60, 750),
        (Rate(Unit.HOUR, 1250), 60, 1250),
        (Rate(Unit.HOUR, 1250, minimum_minutes=120), 61, 2500),
        (Rate(Unit.HOUR, 1250, minimum_minutes=120), 120, 2500),
        (Rate(Unit.HOUR, 1250, minimum_minutes=120), 121, 3125),
        # Steps.
        (Rate(Unit.HOUR, 1000, step_minutes=15), 61, 1250),
        (Rate(Unit.HOUR, 1000, step_minutes=60), 61, 2000),
        (Rate(Unit.HOUR, 1000, step_minutes=1), 61, 1017),
        (Rate(Unit.HOUR, 1, step_minutes=30), 90, 2),
        # Per time: however long.
        (Rate(Unit.TIME, 7500), 30, 7500),
        (Rate(Unit.TIME, 7500, minimum_minutes=240), 720, 7500),
        (Rate(Unit.HOUR, 0), 600, 0),
    ],
)
def test_price_of_a_while(rate, minutes, cents):
    assert costs(rate, minutes).cents == cents


def test_what_is_paid_beyond_the_time_itself_is_said():
    assert codes(costs(Rate(Unit.HOUR, 1000, minimum_minutes=120), 60)) == [("hire", 2000), ("minimum", 0)]
    assert costs(Rate(Unit.HOUR, 1000, minimum_minutes=120), 60).lines[1].values == {
        "took": 60,
        "minutes": 120,
    }
    assert codes(costs(Rate(Unit.HOUR, 1000), 70)) == [("hire", 1500), ("step", 0)]
    assert costs(Rate(Unit.HOUR, 1000), 70).lines[1].values == {"took": 70, "minutes": 90}
    assert codes(costs(Rate(Unit.HOUR, 1000), 90)) == [("hire", 1500)]


def test_first_time_is_free_where_the_rate_says_so():
    free = Rate(Unit.HOUR, 1000, first_time_free=True, deposit_cents=5000, vat="high", coffee_included=True)
    first = costs(free, 120, first_time=True)
    assert codes(first) == [("hire", 2000), ("first_time", -2000), ("coffee", 0)]
    assert (first.cents, first.deposit_cents, first.vat) == (0, 5000, "high")
    assert costs(free, 120).cents == 2000
    assert costs(Rate(Unit.HOUR, 1000), 120, first_time=True).cents == 2000


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [
        # Two o'clock becomes three: an evening until six in the morning is an hour shorter.
        (datetime(2026, 3, 28, 22), datetime(2026, 3, 29, 6), 7),
        (datetime(2026, 3, 29, 1), datetime(2026, 3, 29, 4), 2),
        # Three o'clock becomes two: an hour longer.
        (datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 6), 9),
        (datetime(2026, 10, 25, 1), datetime(2026, 10, 25, 4), 4),
    ],
)
def test_night_the_clock_changes_costs_its_real_hours(starts, ends, hours):
    rate = Rate(Unit.HOUR, 1000)
    assert price(rate, starts.replace(tzinfo=AMSTERDAM), ends.replace(tzinfo=AMSTERDAM)).cents == hours * 1000


def test_the_hour_that_comes_twice_can_be_hired_once():
    first = datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)
    assert price(Rate(Unit.HOUR, 1000), first, first.replace(fold=1)).cents == 1000


@pytest.mark.parametrize("minutes", [0, -1, -600])
def test_time_that_does_not_last_has_no_price(minutes):
    with pytest.raises(ValueError, match="ends after it starts"):
        costs(DAY_PART, minutes)


def test_time_without_its_zone_has_no_price():
    with pytest.raises(ValueError, match="zone"):
        price(DAY_PART, datetime(2026, 12, 1, 18), TUESDAY + timedelta(hours=1))
    with pytest.raises(ValueError, match="zone"):
        price(DAY_PART, TUESDAY, datetime(2026, 12, 1, 20))


def test_begun_minute_counts():
    assert price(Rate(Unit.HOUR, 6000, step_minutes=1), TUESDAY, TUESDAY + timedelta(seconds=61)).cents == 200


# -- Whatever the rate and the time ---------------------------------------------------------------

rates = st.builds(
    Rate,
    unit=st.sampled_from(Unit),
    cents=st.integers(0, 100_000_00),
    minimum_minutes=st.none() | st.integers(0, 1440),
    step_minutes=st.integers(1, 1440),
    coffee_included=st.booleans(),
    first_time_free=st.booleans(),
    deposit_cents=st.integers(0, 100_000),
    vat=st.sampled_from(["exempt", "high"]),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
lengths = st.integers(1, 3 * 1440)
parts = st.integers(30, 600)


@given(rates, moments, lengths, parts, st.booleans())
def test_price_is_never_below_nothing_and_its_lines_add_up(rate, start, minutes, part, first):
    found = price(rate, start, start + timedelta(minutes=minutes), day_part_minutes=part, first_time=first)
    assert found.cents == sum(line.cents for line in found.lines)
    assert found.cents >= 0
    assert found.deposit_cents == rate.deposit_cents
    assert found.lines[0].code == "hire"
    assert all(line.cents == 0 for line in found.lines if line.code not in {"hire", "first_time"})
    if first and rate.first_time_free:
        assert found.cents == 0


@given(rates, moments, lengths, lengths, parts)
def test_longer_never_costs_less(rate, start, minutes, more, part):
    short = price(rate, start, start + timedelta(minutes=minutes), day_part_minutes=part)
    long = price(rate, start, start + timedelta(minutes=minutes + more), day_part_minutes=part)
    assert long.cents >= short.cents


@given(rates, moments, lengths)
def test_same_time_in_another_zone_costs_the_same(rate, start, minutes):
    end = start + timedelta(minutes=minutes)
    assert price(rate, start, end) == price(rate, start.astimezone(AMSTERDAM), end.astimezone(AMSTERDAM))


@given(rates, moments, lengths, parts)
def test_whoever_pays_by_time_pays_for_no_less_than_it_took(rate, start, minutes, part):
    values = price(rate, start, start + timedelta(minutes=minutes), day_part_minutes=part).lines[0].values
    assert values["minutes"] >= minutes
    assert rate.unit is not Unit.TIME or values["minutes"] == minutes
