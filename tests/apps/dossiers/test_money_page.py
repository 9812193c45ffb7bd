"""The page of the business case: a sheet that adds up, in words that agree with it, for who may see it."""

import html as html_of

import pytest

from schuifaan.apps.dossiers.queries.money_figures import said_cents
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import ATRIUM, FULL, RENTER, YEARLY_RENT, changed, money_dossier
from tests.apps.dossiers.money_pages import money_of, shown
from tests.factories.dossiers import make_dossier

pytestmark = pytest.mark.once


# ------------------------------------------------------------------ the sheet


def test_sheet_adds_up(professional):
    page = money_of(money_dossier(professional))
    sheet = page.sheet
    for part in (sheet.investment, sheet.financing, sheet.capital, sheet.costs, sheet.income):
        assert part.total == sum(line.cents for line in part.lines)
    first = page.case.years[0]
    assert (sheet.income.total, sheet.all_costs, sheet.result) == (first.income, first.costs, first.result)
    assert sheet.left_to_pay == 4200000 - 720000
    assert sum(one.cents for one in page.coverage) == first.income


def test_chance_is_shown_as_peoples_own(team, professional):
    html = shown(team, money_dossier(professional))
    assert "Kans 80 procent, volgens jullie. Lukt het, dan is het €\xa01.000." in html
    assert "Kans 60 procent, volgens jullie. Lukt het, dan is het €\xa012.000." in html


def test_unknown_chance_counts_only_if_all_goes_well(professional):
    rent = {name: value for name, value in RENTER.items() if name != "chance"}
    page = money_of(
        money_dossier(professional, {"money.costs": {"huur": YEARLY_RENT}, "money.parties": {"z": rent}})
    )
    (line,) = page.sheet.income.lines
    assert (line.cents, line.notes) == (0, ("Kans niet ingevuld: dit telt alleen mee als het meezit.",))
    assert [one.result for one in page.scenarios] == [-1000000, -1000000, -412000]


def test_line_says_in_which_years_it_runs(professional):
    page = money_of(money_dossier(professional))
    notes = {line.name: line.notes for line in page.sheet.income.lines}
    assert notes["Gemeente"] == ("Tot en met 2029.",)


def test_every_line_tells_why_and_where_to_change_it(team, professional):
    dossier = money_dossier(professional)
    html = shown(team, dossier)
    for question, item in (("money.costs", "energie"), ("money.parties", "koor"), ("money.grants", "fonds")):
        row = address(dossier, "row", question=question, item=item)
        assert f'href="{row}"' in html
    assert html.count("Waarom?") > 10
    assert "eigen getal" in html


def test_names_of_people_stay_text(team, professional):
    html = shown(team, money_dossier(professional))
    assert ATRIUM not in html
    assert html_of.escape(ATRIUM) in html


def test_hours_and_goods_stand_apart_and_not_in_euros(team, professional):
    people = shown(team, money_dossier(professional)).split('id="mensen"')[1].split("</section>")[0]
    assert "4 uur per week" in people
    assert "20 × stoelen" in people
    assert "€" not in people


def test_duties_of_the_grant_show_until_when(team, professional):
    plain = changed(money__soo={"": {"granted": "yes", "amount": 9000000, "delivered_on": "2024-04-01"}})
    assert "1 april 2029" in shown(team, money_dossier(professional, plain))


def test_largest_income_gone_says_what_is_missing(professional):
    biggest = money_of(money_dossier(professional)).biggest
    assert (biggest.name, biggest.cents) == ("Thuiszorg Maas", 1012000)
    assert biggest.missing == 589400
    assert biggest.runs_out == 2027


def test_structural_cover_is_cautious_below_one(team, professional):
    rent = RENTER | {"per_year": 900000}
    plain = {"money.costs": {"huur": YEARLY_RENT | {"amount": 2400000}}, "money.parties": {"zorg": rent},
             "type.choice": {"": {"type": "place_type.senior_complex_room"}}}  # fmt: skip
    dossier = money_dossier(professional, plain)
    assert money_of(dossier).cover_ratio == "0,38"
    assert "Wees voorzichtig" in shown(team, dossier)


# ------------------------------------------------------------------ how long it lasts


def test_only_what_comes_once_is_called_so(professional):
    one = {"what": "Fonds", "pays_as": "funds", "amount": 500000, "often": "once", "pays_for": "running", "chance": "100", "first_year": "2027"}  # fmt: skip
    plain = changed(money__grants={**FULL["money.grants"], "eens": one})
    plain["money.assumptions"][""]["years"] = "10"
    lines = {
        line.name: line.lasts for line in money_of(money_dossier(professional, plain)).sheet.income.lines
    }
    assert lines["Fonds"] == "eenmalig"
    assert lines[ATRIUM] == "wisselend"
    assert lines["Thuiszorg Maas"] == "vast"
    assert set(lines.values()) <= {"vast", "een paar jaar", "wisselend", "eenmalig"}


def test_legend_and_table_say_both(team, professional):
    dossier = money_dossier(professional)
    page = shown(team, dossier)
    assert '<th scope="col" class="num num--head">Wisselend of eenmalig</th>' in page
    assert ">wisselend of eenmalig</text>" in page
    assert "Eenmalig</th>" not in page.replace("Wisselend of eenmalig", "")


# ------------------------------------------------------------------ words and amounts that agree


def test_less_cost_is_a_gain_and_more_a_loss(professional):
    swing = next(
        one for one in money_of(money_dossier(professional)).swings if one.name.startswith("Schoonmaak")
    )
    assert (swing.low_words, swing.high_words) == ("minder", "meer")
    assert swing.low > 0 > swing.high


def test_what_is_not_certain_comes_or_does_not(professional):
    swing = next(
        one for one in money_of(money_dossier(professional)).swings if one.name.startswith("VSBfonds")
    )
    assert (swing.low_words, swing.high_words) == ("niet", "wel")
    assert swing.low < 0 < swing.high


def test_largest_income_says_it_is_over_all_years(team, professional):
    dossier = money_dossier(professional)
    whole = money_of(dossier).biggest.whole
    assert whole > 9 * 1012000
    assert f"de grootste: {said_cents(whole, 'nl')}. In het eerste jaar is dat €\xa010.120." in shown(
        team, dossier
    )


@pytest.mark.parametrize(
    ("income", "said"),
    [
        ({}, "Er zijn nog geen inkomsten."),
        (
            {"money.parties": {"zorg": RENTER}},
            "Wees voorzichtig: dat is alles wat er binnenkomt, en het is niet genoeg.",
        ),
        ({"money.grants": {"g": FULL["money.grants"]["gemeente"]}}, "leunt op geld dat ophoudt."),
    ],
)
def test_costs_lean_only_on_money_that_is_there(team, professional, income, said):
    kind = {"type.choice": {"": {"type": "place_type.senior_complex_room"}}}
    plain = {**kind, "money.costs": {"huur": YEARLY_RENT | {"amount": 2400000}}, **income}
    plain["money.assumptions"] = {"": {"first_year": "2027"}}
    page = shown(team, money_dossier(professional, plain))
    assert said in page
    assert page.count("leunt op geld dat ophoudt") == (1 if said.startswith("leunt") else 0)


def test_columns_that_are_nothing_in_every_year_are_left_out(professional):
    plain = {"money.costs": {"huur": YEARLY_RENT}}
    assert money_of(money_dossier(professional, plain)).year_table.heads == (
        "Kosten",
        "Over of tekort",
        "Dan in kas",
    )
    table = money_of(money_dossier(professional)).year_table
    assert len(table.heads) == 7
    assert table.rows[0][0] == 2027


def test_paper_and_sheet_stand_beside_the_verdict_once_there_are_sums(team, professional):
    dossier, empty = money_dossier(professional), make_dossier(professional)
    for document, ext in (("businesscase", "pdf"), ("rekenblad", "xlsx")):
        name = {"document": document, "ext": ext}
        there = address(dossier, "document", **name)
        assert f'href="{there}"' in shown(team, dossier)
        assert address(empty, "document", **name) not in shown(team, empty)
    assert address(empty, "money_best") in shown(team, empty)


# ------------------------------------------------------------------ who may see it


def test_stranger_sees_nothing(client, stranger, professional):
    dossier = money_dossier(professional)
    client.force_login(stranger)
    assert client.get(address(dossier, "money")).status_code == 403


def test_put_away_can_be_read_but_has_no_ways_to_change(team, professional):
    dossier = money_dossier(professional)
    dossier.archived_at = dossier.created_at
    dossier.save(update_fields=["archived_at"])
    html = shown(team, dossier)
    assert "Vanaf" in html
    assert "Vul de vragen in" not in html
    assert ">Verander<" not in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_opens_in_both_languages(team, professional, language):
    team.cookies["taal"] = language
    assert f'<html lang="{language}"' in shown(team, money_dossier(professional))


def test_step_leads_to_its_results(team, professional):
    dossier = make_dossier(professional)
    step = team.get(address(dossier, "step", step="money")).content.decode()
    for name in ("money", "money_sources"):
        assert address(dossier, name) in step
