"""Income that does not count yet, or brings nothing: what is missing, and where to fill it in."""

import pytest

from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import YEARLY_RENT, changed, money_dossier
from tests.apps.dossiers.money_pages import money_of, shown

pytestmark = pytest.mark.once


# ------------------------------------------------------------------ what does not count yet


def test_income_that_lacks_a_field_says_what_and_leads_there(team, professional):
    plain = {
        "money.costs": {"huur": YEARLY_RENT},
        "money.sales": {"": {"cups": "150", "cup_price": 100}},
        "money.parties": {
            "zorg": {"name": "Thuiszorg", "pays_as": "room_hire_structural", "day_parts": "4", "price": 5500},
        },
    }
    dossier = money_dossier(professional, plain)
    found = {one.source: one for one in money_of(dossier).uncounted}
    assert set(found) == {"income.drinks", "income.room_hire_structural"}
    assert found["income.drinks"].why.startswith("Vul bij koffie en thee de weken en de prijs in")
    row = address(dossier, "row", question="money.parties", item="zorg")
    assert [ref.url for ref in found["income.room_hire_structural"].refs] == [row]
    page = shown(team, dossier)
    assert "Dit telt nog niet mee" in page
    assert f'href="{row}"' in page
    income = page.split("Inkomsten in ")[1].split("Alle kosten")[0]
    assert "Nog niets ingevuld." not in income


def test_income_without_an_amount_is_said_before_there_are_costs(team, professional):
    dossier = money_dossier(professional, {"money.sales": {"": {"cups": "150"}}})
    page = shown(team, dossier)
    assert "Vul eerst kosten in" in page
    assert page.count("Dit telt nog niet mee") == 1


def test_rent_points_without_turnover_say_so_once_begun(professional):
    plain = changed(
        money__shared_rooms={"kamer": {"name": "Kamer", "kind": "room", "m2": "40"}},
        money__rent={"": {"points": "140"}},
    )
    plain["money.homes"][""]["addresses"] = "40"
    assert [one.source for one in money_of(money_dossier(professional, plain)).uncounted] == [
        "income.rent_points"
    ]
    assert money_of(money_dossier(professional)).uncounted == ()


def test_source_that_is_counted_on_without_any_answer_leads_to_its_question(professional):
    plain = {"money.costs": {"huur": YEARLY_RENT}, "money.sources": {"income.funds": {"use": "count_on"}}}
    (one,) = money_of(money_dossier(professional, plain)).uncounted
    assert (one.source, [ref.question for ref in one.refs]) == ("income.funds", ["money.grants"])


def test_source_that_is_refused_is_not_asked_for_again(professional):
    plain = {"money.costs": {"huur": YEARLY_RENT}, "money.sales": {"": {"cups": "150"}},
             "money.sources": {"income.drinks": {"use": "not"}}}  # fmt: skip
    assert money_of(money_dossier(professional, plain)).uncounted == ()


# ------------------------------------------------------------------ points of the rent


def with_points(**rent):
    plain = changed(
        money__shared_rooms={
            "kamer": {"name": "Kamer", "kind": "room", "m2": "60", "heated": "yes", "counter_cm": "250"}
        },
        money__rent={"": {"points": "140", "turnover": "8", **rent}},
        money__sources={"income.rent_points": {"use": "count_on"}},
    )
    plain["money.homes"][""]["addresses"] = "20"
    return plain


def test_points_that_were_worked_out_say_so_with_their_rounding(team, professional):
    page = shown(team, money_dossier(professional, with_points()))
    added = page.split("Punten erbij")[1].split("</dd>")[0]
    assert "uitgerekend, afgerond op een kwart" in added
    assert "eigen getal" not in added


@pytest.mark.parametrize(
    ("rent", "because"),
    [
        (
            {"cap": 10000},
            "De huur die jullie vragen, of de grens die jullie kiezen, laat geen ruimte voor meer huur.",
        ),
        ({"turnover": "0"}, "Er komen geen nieuwe huurders, dus er komt geen huur bij."),
    ],
)
def test_rent_that_brings_nothing_says_why(team, professional, rent, because):
    dossier = money_dossier(professional, with_points(**rent))
    (line,) = [one for one in money_of(dossier).sheet.income.lines if "punten" in one.name.lower()]
    assert (line.cents, line.notes) == (0, (because,))
    sources = team.get(address(dossier, "money_sources")).content.decode()
    assert because in sources
    assert "Dit brengt niets." in sources
