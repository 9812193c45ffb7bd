"""Agreements as data: what is refused and why, and the days and amounts that come of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from schuifaan.core.letting.agreements import (
    HandedBack,
    OwnClause,
    Side,
    Stops,
    Terms,
    can_close,
    earliest_end,
    evaluation_day,
    insurance_reminder,
    last_day_of_year,
    open_points,
    penalty,
    problems,
    reminder_days,
    rent_words,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PROVIDER = Side(name="Stichting De Tafel", address="Dorpsstraat 1", represented_by="Wil")
USER = Side(name="Koor De Lijster", address="Kerkstraat 2", represented_by="Mo")


def terms(**fields):
    """Nothing wrong with them."""
    kept = {
        "kind": "loan", "provider": PROVIDER, "user": USER, "place": "’t Atrium", "room": "Grote zaal",
        "purpose": "zingen", "starts_on": date(2026, 9, 1), "ends_on": date(2027, 8, 31),
    }  # fmt: skip
    return Terms(**{**kept, **fields})


def codes(*stops, **fields):
    return [one.code for one in problems(terms(**fields)) if not stops or one.stops in stops]


# -- What is wrong with it ------------------------------------------------------------------------


def test_nothing_is_wrong_with_a_whole_loan():
    assert codes() == []


@pytest.mark.parametrize(
    ("code", "stops", "fields"),
    [
        ("loan_with_rent", Stops.KEEPING, {"rent_cents": 1}),
        ("indexation_of_nothing", Stops.KEEPING, {"yearly_indexation": True}),
        ("ends_before_start", Stops.KEEPING, {"ends_on": date(2026, 8, 31)}),
        ("evaluates_before_start", Stops.KEEPING, {"evaluate_on": date(2026, 9, 1)}),
        ("nameless", Stops.SIGNING, {"user": USER.model_copy(update={"name": ""})}),
        ("without_address", Stops.SIGNING, {"provider": PROVIDER.model_copy(update={"address": ""})}),
        ("nobody_signs", Stops.SIGNING, {"user": USER.model_copy(update={"represented_by": ""})}),
        ("without_room", Stops.SIGNING, {"room": ""}),
        ("without_purpose", Stops.SIGNING, {"purpose": ""}),
        ("banned_but_lets", Stops.SIGNING, {"user_lets": True}),
        ("loan_without_end", Stops.SIGNING, {"ends_on": None}),
        ("extends_unseen", Stops.SIGNING, {"tacit_extension": True}),
        ("paid_is_rent", Stops.NOTHING, {"kind": "use", "rent_cents": 1}),
        ("advance_in_loan", Stops.NOTHING, {"advance_cents": 1}),
        ("evaluates_after_end", Stops.NOTHING, {"evaluate_on": date(2027, 9, 1)}),
        ("no_notice", Stops.NOTHING, {"notice_months": 0}),
    ],
)  # fmt: skip
def test_problem_is_found_alone_and_weighs_what_it_should(code, stops, fields):
    assert [(one.code, one.stops) for one in problems(terms(**fields))] == [(code, stops)]


def test_person_signs_without_somebody_for_them():
    assert codes(user=Side(name="Mo", address="Kerkstraat 2", is_person=True)) == []


def test_user_who_lets_and_may_is_fine():
    assert codes(user_lets=True, may_let=True) == []


def test_rent_in_an_own_clause_of_a_loan_is_pointed_at():
    clause = OwnClause(title="Kast", text="De huurder krijgt een kast in de schuur. Dat kost geen huur.")
    found = problems(terms(own_clauses=(OwnClause(text="Niets."), clause)))
    assert [(one.code, one.field, one.detail) for one in found] == [
        ("rent_in_loan", "clause_text_1", "huurder, huur")
    ]
    assert codes(kind="use", own_clauses=(clause,)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De schuur en het schuurtje", []),
        ("verhuurder", ["verhuurder"]),
        ("The tenant pays RENT", ["tenant", "RENT"]),
        ("a different parent", []),
    ],
)
def test_words_of_renting(text, words):
    assert rent_words(text) == words


def test_terms_know_no_other_names_and_do_not_change():
    with pytest.raises(ValidationError):
        terms(rend_cents=1)
    with pytest.raises(ValidationError):
        terms().room = "Keuken"


def test_terms_come_back_from_json_as_they_were():
    kept = terms(own_clauses=(OwnClause(text="Ja"),), keys=("A1", "A2"))
    assert Terms.model_validate(kept.model_dump(mode="json")) == kept


# -- Days and amounts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice", "months", "end"),
    [
        (date(2027, 3, 15), 1, date(2027, 4, 15)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_earliest_end(notice, months, end):
    assert earliest_end(notice, months) == end


@given(DAYS, st.integers(0, 24))
def test_earliest_end_is_so_many_months_on_and_never_a_later_day(notice, months):
    end = earliest_end(notice, months)
    assert (end.year - notice.year) * 12 + end.month - notice.month == months
    assert end.day == notice.day or (end.day < notice.day and (end + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.integers(0, 24))
def test_who_gives_notice_later_never_ends_earlier(one, other, months):
    first, second = sorted((one, other))
    assert earliest_end(first, months) <= earliest_end(second, months)


def test_evaluation_is_a_year_after_the_start():
    assert evaluation_day(date(2026, 9, 1)) == date(2027, 9, 1)
    assert evaluation_day(date(2028, 2, 29)) == date(2029, 2, 28)
    assert last_day_of_year(date(2026, 9, 1)) == date(2027, 8, 31)


def test_reminders_come_60_and_14_days_before():
    assert reminder_days(date(2027, 9, 1)) == (date(2027, 7, 3), date(2027, 8, 18))


def test_insurance_that_ends_with_december_is_asked_about_on_its_first_day():
    assert insurance_reminder(date(2026, 12, 31)) == date(2026, 12, 1)


@pytest.mark.parametrize(("days", "a_day", "cents"), [(9, 100_00, 900_00), (9, 50_00, 450_00), (0, 50_00, 0)])
def test_penalty_for_every_day_late(days, a_day, cents):
    due = date(2027, 8, 31)
    assert penalty(due, due + timedelta(days=days), a_day) == cents


@given(DAYS, DAYS, st.integers(0, 1000_00))
def test_penalty_is_never_below_zero(due, actual, cents):
    assert penalty(due, actual, cents) >= 0


# -- Handing back ---------------------------------------------------------------------------------

DONE = {"keys_due": 3, "keys_back": 3, "emptied": True, "clean": True, "inventory_there": True}


def seen(**fields):
    return HandedBack(on=date(2027, 8, 31), **{**DONE, **fields})


def test_closes_when_all_is_done():
    assert can_close(seen()) is True


@pytest.mark.parametrize(
    ("fields", "point"),
    [
        ({"keys_back": 2}, "keys_back"),
        ({"emptied": False}, "emptied"),
        ({"clean": False}, "clean"),
        ({"inventory_there": False}, "inventory_there"),
        ({"damage": "ruit"}, "damage_settled"),
    ],
)
def test_does_not_close_while_something_is_open(fields, point):
    assert open_points(seen(**fields)) == (point,)
    assert can_close(seen(**fields)) is False


def test_damage_that_is_settled_is_no_longer_open():
    assert can_close(seen(damage="ruit", damage_settled=True)) is True


def test_goods_left_are_only_written_down():
    assert can_close(seen(goods_left="een kast")) is True
