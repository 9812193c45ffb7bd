"""Which safeguards are in place, and when to look at them again."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schuifaan.core.method.answers import Answers
from schuifaan.core.method.knowledge import Knowledge
from schuifaan.core.method.management import Secured, add_months, plan

TODAY = date(2027, 6, 1)


def _secured(knowledge: Knowledge, **row: str) -> Secured:
    answers = Answers({"management.safeguards": {"safeguard.B8": row}})
    return next(
        one for one in plan(answers, knowledge, today=TODAY).safeguards if one.safeguard.id == "safeguard.B8"
    )


@pytest.mark.parametrize(
    ("row", "status", "look_again_on"),
    [
        ({"status": "done", "done_on": "2027-01-05"}, "done", date(2028, 1, 5)),
        ({"status": "done", "done_on": "2027-01-05", "next_date": "2027-05-01"}, "done", date(2027, 5, 1)),
        ({"status": "done", "done_on": "2027-01-05", "next_date": "2027-01-05"}, "done", date(2028, 1, 5)),
        ({"status": "busy", "done_on": "2027-01-05"}, "busy", None),
        ({"status": "busy", "next_date": "2027-09-01"}, "busy", date(2027, 9, 1)),
        ({"status": "done"}, "done", None),
        ({"status": "something"}, "not_yet", None),
        ({}, "not_yet", None),
    ],
)
def test_yearly_evaluation_comes_back(knowledge, row, status, look_again_on):
    secured = _secured(knowledge, **row)
    assert (secured.status, secured.look_again_on) == (status, look_again_on)


@pytest.mark.parametrize(
    ("next_date", "is_due"), [("2027-05-31", True), ("2027-06-01", True), ("2027-06-02", False)]
)
def test_safeguard_is_due_from_its_day(knowledge, next_date, is_due):
    secured = _secured(knowledge, next_date=next_date, note="met de bewoners")
    assert (secured.is_due, secured.note) == (is_due, "met de bewoners")


def test_safeguard_without_a_rhythm_does_not_come_back(knowledge):
    answers = Answers(
        {"management.safeguards": {"safeguard.B5": {"status": "done", "done_on": "2026-01-05"}}}
    )
    paper = next(
        one for one in plan(answers, knowledge, today=TODAY).safeguards if one.safeguard.id == "safeguard.B5"
    )
    assert (paper.done_on, paper.look_again_on, paper.is_due) == (date(2026, 1, 5), None, False)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 5), 12, date(2028, 1, 5)),
        (date(2027, 3, 15), 1, date(2027, 4, 15)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 9, 1), 12, date(2027, 9, 1)),
        (date(2027, 1, 4), 6, date(2027, 7, 4)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
    ],
)
def test_add_months(day, months, expected):
    assert add_months(day, months) == expected


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)), st.integers(0, 240))
def test_add_months_stays_in_the_month_and_never_past_the_day(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
