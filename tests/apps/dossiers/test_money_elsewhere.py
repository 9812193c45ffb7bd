"""What the business case says on other pages: beside its questions, when a party leaves, beside a variant."""

import re

import pytest

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.comparing import Side, comparison
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.management_page import leaving_page
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import RENTER, YEARLY_RENT, changed, money_dossier
from tests.apps.dossiers.money_pages import shown
from tests.factories import TODAY
from tests.factories.dossiers import answer, make_dossier

pytestmark = pytest.mark.once


# ------------------------------------------------------------------ beside the questions


def beside(client, dossier, name, **keys):
    response = client.get(address(dossier, name, **keys))
    assert response.status_code == 200
    return response


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("step", {"step": "money"}),
        ("question", {"question": "money.opening"}),
        ("question", {"question": "money.costs"}),
        ("row", {"question": "money.costs", "item": "nieuw"}),
    ],
)
def test_money_stands_beside_its_questions_and_the_step(team, professional, name, keys):
    dossier = money_dossier(
        professional, {"money.costs": {"huur": YEARLY_RENT}, "money.parties": {"zorg": RENTER}}
    )
    response = beside(team, dossier, name, **keys)
    page = response.content.decode()
    assert "Er ontbreekt €\xa04.120 in het eerste jaar." in page
    sums = response.context["glance"]
    assert (sums.costs, sums.income, sums.result) == (1000000, 588000, -412000)
    assert address(dossier, "money") in page


def test_nothing_yet_says_so_without_amounts(team, professional):
    dossier = make_dossier(professional)
    page = beside(team, dossier, "question", question="money.opening").content.decode()
    assert "Vul eerst kosten in" in page
    assert "money-glance__sums" not in page


def test_combination_that_cannot_be_is_told_beside_the_questions(team, professional):
    used = {"use": "count_on"}
    plain = changed(money__sources={"income.soo": used, "income.rent_points": used})
    dossier = money_dossier(professional, plain)
    assert "Deze combinatie kan zo niet" in beside(team, dossier, "step", step="money").content.decode()


def test_saved_answer_counts_at_once(team, professional):
    dossier = money_dossier(professional, {"money.costs": {"huur": YEARLY_RENT}})
    row = address(dossier, "row", question="money.costs", item="huur")
    sent = {"what": "Huur", "kind": "rent", "amount": "12000", "per": "year", "revision": "1"}
    response = team.post(row, sent, follow=True)
    assert "Er ontbreekt €\xa012.000 in het eerste jaar." in response.content.decode()


def test_refused_answer_says_first_what_is_wrong(team, professional):
    dossier = money_dossier(professional, {"money.costs": {"huur": YEARLY_RENT}})
    row = address(dossier, "row", question="money.costs", item="huur")
    response = team.post(row, {"what": "Huur", "kind": "rent", "amount": "veel", "revision": "1"})
    assert response.status_code == 422
    assert "money-glance" not in response.content.decode()


def test_amount_within_an_amount_opens_by_itself(team, professional):
    dossier = money_dossier(professional)
    page = shown(team, dossier)
    part = "<summary>Verkoop van koffie en thee: <strong>€\xa07.200</strong> per jaar</summary>"
    assert f'<details class="fold made-of__part">{part}' in page


@pytest.mark.parametrize("question", ["goal.area", "partners.parties"])
def test_other_questions_say_nothing_of_money(team, professional, question):
    dossier = money_dossier(professional)
    assert "money-glance" not in beside(team, dossier, "question", question=question).content.decode()


def test_step_folds_answers_and_leads_to_the_results_first(team, professional):
    dossier = money_dossier(professional)
    page = beside(team, dossier, "step", step="money").content.decode()
    line = re.search(r'<span class="asked__line">(Van wie[^<]*)</span>', page)
    assert line is not None
    assert "Bruto oppervlakte: 90 m² · " in line[1]
    best = address(dossier, "money_best")
    assert page.count(best) == 1
    assert page.index(best) < page.index('class="asked-list"')
    other = beside(team, dossier, "step", step="type").content.decode()
    assert "asked__fold" not in other


# ------------------------------------------------------------------ elsewhere


def test_party_that_leaves_takes_its_income_along(team, professional):
    dossier = make_dossier(professional)
    answer(dossier, "partners.parties", {"name": "Eetcafé Zon", "euros": 600000}, item="zon")
    answer(dossier, "money.costs", YEARLY_RENT, item="huur")
    rent = RENTER | {"name": "Eetcafé Zon", "per_year": 600000, "partner": "partners.parties:zon"}
    answer(dossier, "money.parties", rent, item="zon")
    left = leaving_page(dossier, answers_of(dossier), shipped(), party="zon", language="nl", today=TODAY)
    assert (left.budget.gap, left.budget.result) == (-600000, -1000000)
    html = team.get(address(dossier, "without_party") + "?partij=zon").content
    assert "−\xa0€\xa06.000<" in html.decode()


def test_party_outside_the_budget_takes_nothing_from_it(professional):
    dossier = make_dossier(professional)
    answer(dossier, "partners.parties", {"name": "Eetcafé Zon", "euros": 600000}, item="zon")
    left = leaving_page(dossier, answers_of(dossier), shipped(), party="zon", language="nl", today=TODAY)
    assert left.budget is None


def test_variants_stand_beside_each_other_with_their_money(professional):
    dear, cheap = (
        money_dossier(professional, {"money.costs": {"huur": YEARLY_RENT | {"amount": amount}},
                                     "money.parties": {"zorg": RENTER}, "money.homes": {"": {"dwellings": "10"}}})
        for amount in (1000000, 500000)
    )  # fmt: skip
    sides = (Side(name, answers_of(one)) for name, one in (("Duur", dear), ("Goedkoop", cheap)))
    found = comparison(*sides, shipped(), language="nl", today=TODAY)
    lines = {one.label: (one.left, one.right) for one in found.concluded}
    assert lines["Komt het uit?"] == (
        ("Er ontbreekt €\xa04.120 in het eerste jaar.",),
        (f"Dit komt uit, tot en met {TODAY.year + 10}.",),
    )
    assert lines["Eerste jaar waarin er meer uit gaat dan erin komt"][1] == ("niet in deze jaren",)
    assert lines["Inkomsten waar op wordt gerekend"] == (("Vaste verhuur",), ("Vaste verhuur",))
    assert lines["Kosten per woning per maand"] == (("€\xa083,33",), ("€\xa041,67",))


def test_variants_without_money_say_nothing_of_it(professional):
    sides = (Side(name, answers_of(make_dossier(professional))) for name in "ab")
    found = comparison(*sides, shipped(), language="nl", today=TODAY)
    assert "Komt het uit?" not in [one.label for one in found.concluded]
