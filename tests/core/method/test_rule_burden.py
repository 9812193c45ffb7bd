"""When the same form asked again and again becomes a proposal to ask it once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.rule_burden import Asked, Proposal, proposals

TODAY = date(2026, 11, 22)
BARBECUE = "Straatbarbecue"


def _days(*days: str) -> list[Asked]:
    return [Asked(BARBECUE, date.fromisoformat(day)) for day in days]


def _counted(asked: list[Asked], today: date = TODAY) -> list[str]:
    return [day.isoformat() for one in proposals(asked, today=today) for day in one.dates]


def test_a_permit_asked_three_times_in_three_years_becomes_one_proposal():
    asked = _days("2026-06-06", "2024-06-08", "2025-06-07")
    assert proposals(asked, today=TODAY) == (
        Proposal(form=BARBECUE, dates=(date(2024, 6, 8), date(2025, 6, 7), date(2026, 6, 6))),
    )


@pytest.mark.parametrize(
    ("today", "days", "counted"),
    [
        ("2026-11-22", ["2025-06-07", "2026-06-06"], []),
        # The day three years ago no longer counts, the day after it does; today counts, tomorrow does not.
        ("2026-11-22", ["2023-11-22", "2025-06-07", "2026-06-06"], []),
        (
            "2026-11-22",
            ["2023-11-23", "2025-06-07", "2026-06-06"],
            ["2023-11-23", "2025-06-07", "2026-06-06"],
        ),
        (
            "2026-11-22",
            ["2025-06-07", "2026-06-06", "2026-11-22"],
            ["2025-06-07", "2026-06-06", "2026-11-22"],
        ),
        ("2026-11-22", ["2025-06-07", "2026-06-06", "2026-11-23"], []),
        # Three times in three years, but long ago.
        ("2026-11-22", ["2020-06-07", "2021-06-06", "2022-06-05"], []),
        # Three years before 29 February ends the window at 28 February.
        ("2028-02-29", ["2025-02-28", "2026-02-28", "2027-02-28"], []),
        (
            "2028-02-29",
            ["2025-03-01", "2026-02-28", "2028-02-29"],
            ["2025-03-01", "2026-02-28", "2028-02-29"],
        ),
        (
            "2027-02-28",
            ["2024-02-29", "2025-02-28", "2026-02-28"],
            ["2024-02-29", "2025-02-28", "2026-02-28"],
        ),
        ("2027-03-01", ["2024-02-29", "2025-02-28", "2026-02-28"], []),
    ],
)
def test_the_last_three_years_end_with_today(today, days, counted):
    assert _counted(_days(*days), date.fromisoformat(today)) == counted


def test_the_same_name_in_other_capitals_and_spaces_is_one_form():
    names = [" Melding  klein evenement ", "melding KLEIN evenement", "Meldingklein evenement"]
    asked = [Asked(name, date(2026, 5, day)) for day, name in enumerate(names, start=1)]
    assert [one.form for one in proposals(asked, today=TODAY)] == ["Melding klein evenement"]


def test_first_spelling_is_the_first_that_counts():
    asked = [Asked("BBQ", date(2019, 5, 1)), *(Asked("bbq", date(2026, 5, day)) for day in (1, 2, 3))]
    assert [one.form for one in proposals(asked, today=TODAY)] == ["bbq"]


def test_two_forms_are_two_proposals_in_the_order_they_were_named():
    asked = [Asked(name, date(2026, 5, day)) for day in (1, 2, 3) for name in ("Podium", "Alcohol", "Tent")]
    found = proposals([*asked[:-1]], today=TODAY)
    assert [one.form for one in found] == ["Podium", "Alcohol"]


def test_a_form_without_a_name_is_no_form():
    assert proposals([Asked("  ", date(2026, 5, day)) for day in (1, 2, 3)], today=TODAY) == ()


def test_times_and_years_may_be_others():
    asked = _days("2025-12-01", "2026-06-06")
    assert len(proposals(asked, today=TODAY, times=2, years=1)) == 1
    assert proposals(asked, today=date(2026, 12, 1), times=2, years=1) == ()


@given(st.lists(st.integers(min_value=-1500, max_value=30), max_size=12))
def test_no_day_is_counted_from_outside_the_window(ago):
    asked = [Asked(BARBECUE, TODAY + timedelta(days=days)) for days in ago]
    inside = sorted(one.on for one in asked if date(2023, 11, 22) < one.on <= TODAY)
    expected = (Proposal(BARBECUE, tuple(inside)),) if len(inside) >= 3 else ()
    assert proposals(asked, today=TODAY) == expected
