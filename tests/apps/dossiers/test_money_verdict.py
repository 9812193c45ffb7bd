"""The sentence about the business case: what it says at each stage, and what it never says."""

import pytest

from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import RENTER, YEARLY_RENT, changed, money_dossier, only
from tests.apps.dossiers.money_pages import money_of, shown
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.once


def test_nothing_filled_in_tells_where_to_begin(team, professional):
    dossier = make_dossier(professional)
    page = shown(team, dossier)
    assert "Vul eerst kosten in" in page
    for question in ("money.costs", "money.parties", "money.grants"):
        assert address(dossier, "question", question=question) in page
    assert "chart__svg" not in page
    assert "Dit is een hulp, geen advies" in page


def test_income_without_costs_does_not_close(professional):
    page = money_of(money_dossier(professional, only("money.parties", "money.assumptions")))
    assert page.verdict.state == "empty"
    assert page.coverage_drawn is None


def test_costs_alone_say_what_is_missing_in_the_first_year(professional):
    page = money_of(money_dossier(professional, {"money.costs": {"huur": YEARLY_RENT}}))
    assert (page.verdict.state, page.verdict.title) == (
        "short",
        "Er ontbreekt €\xa010.000 in het eerste jaar.",
    )
    assert page.sheet.result == -1000000


def test_shortage_is_said_with_its_sign_and_its_cents(team, professional):
    dossier = money_dossier(
        professional, {"money.costs": {"huur": YEARLY_RENT}, "money.parties": {"zorg": RENTER}}
    )
    page = shown(team, dossier)
    assert "Er ontbreekt €\xa04.120 in het eerste jaar." in page
    assert "−\xa0€\xa04.120,00" in page


def test_money_that_stops_says_the_year_it_is_gone(professional):
    page = money_of(money_dossier(professional))
    assert page.case.is_lawful
    assert page.verdict.state == "runs_out"
    assert page.verdict.title == f"Vanaf {page.case.runs_out} is het geld op."
    assert "In 2030 gaat er voor het eerst meer uit dan erin komt" in page.verdict.more


def test_enough_every_year_closes_with_the_last_year(professional):
    rent = RENTER | {"per_year": 1000000}
    plain = {
        "money.costs": {"huur": YEARLY_RENT},
        "money.parties": {"zorg": rent},
        "money.assumptions": {"": {"first_year": "2027", "years": "10"}},
    }
    page = money_of(money_dossier(professional, plain))
    assert (page.verdict.state, page.verdict.title) == ("closes", "Dit komt uit, tot en met 2036.")


def test_money_in_hand_that_is_needed_is_said(professional):
    rent = RENTER | {"per_year": 950000}
    plain = {
        "money.costs": {"huur": YEARLY_RENT},
        "money.parties": {"zorg": rent},
        "money.assumptions": {"": {"first_year": "2027", "years": "2", "in_hand": 150000}},
    }
    page = money_of(money_dossier(professional, plain))
    assert page.verdict.state == "closes"
    assert "Op het laagste punt is er €\xa0500." in page.verdict.more


def test_what_clashes_never_closes(team, professional):
    plain = changed(
        money__sources={"income.soo": {"use": "count_on"}, "income.rent_points": {"use": "count_on"}},
        money__grants={
            "ruim": {"what": "Ruim", "pays_as": "operating_subsidy", "amount": 90000000, "often": "yearly",
                     "chance": "100"}
        },
    )  # fmt: skip
    dossier = money_dossier(professional, plain)
    page = money_of(dossier)
    assert page.case.closes
    assert page.verdict.state == "refused"
    assert page.clashes
    assert all(one.advice and one.reason.source_lines for one in page.clashes)
    html = shown(team, dossier)
    assert "Deze combinatie kan zo niet" in html
    assert "Dit komt uit" not in html
    assert "Wat je kunt doen:" in html


def test_source_that_cannot_be_is_named_with_what_to_do(professional):
    plain = {"type.choice": {"": {"type": "place_type.coffee_corner"}}, "money.costs": {"huur": YEARLY_RENT},
             "money.sources": {"income.day_care_wlz": {"use": "count_on"}}}  # fmt: skip
    page = money_of(money_dossier(professional, plain))
    assert page.verdict.state == "refused"
    (one,) = page.unmet
    assert one.source == "income.day_care_wlz"
    assert all(wrong and change for wrong, change in one.why)


def test_allowed_is_never_said(team, professional):
    html = shown(team, money_dossier(professional))
    assert "toegestaan" not in html.lower()
    assert "mag wettelijk" not in html.lower()
