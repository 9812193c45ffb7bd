"""The business case on one page: what it says at each stage, and what it never says."""

import copy
import html as html_of
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.comparing import Side, comparison
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.management_page import leaving_page
from schuifaan.apps.dossiers.queries.money_figures import said_cents, said_change, shown_amount
from schuifaan.apps.dossiers.queries.money_page import money_page
from schuifaan.core.method.finance.amounts import Amount, Input
from schuifaan.core.method.knowledge import Text
from schuifaan.core.method.reasons import Ref
from tests.apps.dossiers.money_cases import ATRIUM, FULL, money_dossier, only
from tests.factories import TODAY
from tests.factories.dossiers import answer, make_dossier

pytestmark = pytest.mark.once

YEARLY = {"what": "Huur", "kind": "rent", "amount": 1000000, "per": "year"}
RENT = {
    "name": "Thuiszorg", "kind": "care_welfare", "pays_as": "room_hire_structural", "per_year": 588000,
    "chance": "100",
}  # fmt: skip


def page_of(dossier, language="nl"):
    return money_page(dossier, answers_of(dossier), shipped(), language=language, today=TODAY)


def shown(client, dossier):
    response = client.get(reverse("dossiers:money", kwargs={"key": dossier.key}))
    assert response.status_code == 200
    return response.content.decode()


def changed(**questions):
    plain = copy.deepcopy(FULL)
    plain.update({question.replace("__", "."): rows for question, rows in questions.items()})
    return plain


# ------------------------------------------------------------------ the sentence


def test_nothing_filled_in_tells_where_to_begin(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    page = shown(client, dossier)
    assert "Vul eerst kosten in" in page
    for question in ("money.costs", "money.parties", "money.grants"):
        assert reverse("dossiers:question", kwargs={"key": dossier.key, "question": question}) in page
    assert "chart__svg" not in page
    assert "Dit is een hulp, geen advies" in page


def test_income_without_costs_does_not_close(professional):
    page = page_of(money_dossier(professional, only("money.parties", "money.assumptions")))
    assert page.verdict.state == "empty"
    assert page.coverage_drawn is None


def test_costs_alone_say_what_is_missing_in_the_first_year(professional):
    page = page_of(money_dossier(professional, {"money.costs": {"huur": YEARLY}}))
    assert (page.verdict.state, page.verdict.title) == (
        "short",
        "Er ontbreekt €\xa010.000 in het eerste jaar.",
    )
    assert page.sheet.result == -1000000


def test_shortage_is_said_with_its_sign_and_its_cents(client, professional):
    dossier = money_dossier(professional, {"money.costs": {"huur": YEARLY}, "money.parties": {"zorg": RENT}})
    client.force_login(professional)
    page = shown(client, dossier)
    assert "Er ontbreekt €\xa04.120 in het eerste jaar." in page
    assert "−\xa0€\xa04.120,00" in page


def test_money_that_stops_says_the_year_it_is_gone(professional):
    page = page_of(money_dossier(professional))
    assert page.case.is_lawful
    assert page.verdict.state == "runs_out"
    assert page.verdict.title == f"Vanaf {page.case.runs_out} is het geld op."
    assert "In 2030 gaat er voor het eerst meer uit dan erin komt" in page.verdict.more


def test_enough_every_year_closes_with_the_last_year(professional):
    rent = RENT | {"per_year": 1000000}
    plain = {
        "money.costs": {"huur": YEARLY},
        "money.parties": {"zorg": rent},
        "money.assumptions": {"": {"first_year": "2027", "years": "10"}},
    }
    page = page_of(money_dossier(professional, plain))
    assert (page.verdict.state, page.verdict.title) == ("closes", "Dit komt uit, tot en met 2036.")


def test_money_in_hand_that_is_needed_is_said(professional):
    rent = RENT | {"per_year": 950000}
    plain = {
        "money.costs": {"huur": YEARLY},
        "money.parties": {"zorg": rent},
        "money.assumptions": {"": {"first_year": "2027", "years": "2", "in_hand": 150000}},
    }
    page = page_of(money_dossier(professional, plain))
    assert page.verdict.state == "closes"
    assert "Op het laagste punt is er €\xa0500." in page.verdict.more


def test_what_clashes_never_closes(client, professional):
    plain = changed(
        money__sources={"income.soo": {"use": "count_on"}, "income.rent_points": {"use": "count_on"}},
        money__grants={
            "ruim": {"what": "Ruim", "pays_as": "operating_subsidy", "amount": 90000000, "often": "yearly",
                     "chance": "100"}
        },
    )  # fmt: skip
    dossier = money_dossier(professional, plain)
    page = page_of(dossier)
    assert page.case.closes
    assert page.verdict.state == "refused"
    assert page.clashes
    assert all(one.advice and one.reason.source_lines for one in page.clashes)
    client.force_login(professional)
    html = shown(client, dossier)
    assert "Deze combinatie kan zo niet" in html
    assert "Dit komt uit" not in html
    assert "Wat je kunt doen:" in html


def test_source_that_cannot_be_is_named_with_what_to_do(professional):
    plain = {"type.choice": {"": {"type": "place_type.coffee_corner"}}, "money.costs": {"huur": YEARLY},
             "money.sources": {"income.day_care_wlz": {"use": "count_on"}}}  # fmt: skip
    page = page_of(money_dossier(professional, plain))
    assert page.verdict.state == "refused"
    (one,) = page.unmet
    assert one.source == "income.day_care_wlz"
    assert all(wrong and change for wrong, change in one.why)


def test_allowed_is_never_said(client, professional):
    client.force_login(professional)
    html = shown(client, money_dossier(professional))
    assert "toegestaan" not in html.lower()
    assert "mag wettelijk" not in html.lower()


# ------------------------------------------------------------------ the sheet


def test_sheet_adds_up(professional):
    page = page_of(money_dossier(professional))
    sheet = page.sheet
    for part in (sheet.investment, sheet.financing, sheet.capital, sheet.costs, sheet.income):
        assert part.total == sum(line.cents for line in part.lines)
    first = page.case.years[0]
    assert (sheet.income.total, sheet.all_costs, sheet.result) == (first.income, first.costs, first.result)
    assert sheet.left_to_pay == 4200000 - 720000
    assert sum(one.cents for one in page.coverage) == first.income


def test_chance_is_shown_as_peoples_own(client, professional):
    client.force_login(professional)
    html = shown(client, money_dossier(professional))
    assert "Kans 80 procent, volgens jullie. Lukt het, dan is het €\xa01.000." in html
    assert "Kans 60 procent, volgens jullie. Lukt het, dan is het €\xa012.000." in html


def test_unknown_chance_counts_only_if_all_goes_well(professional):
    rent = {name: value for name, value in RENT.items() if name != "chance"}
    page = page_of(
        money_dossier(professional, {"money.costs": {"huur": YEARLY}, "money.parties": {"z": rent}})
    )
    (line,) = page.sheet.income.lines
    assert (line.cents, line.notes) == (0, ("Kans niet ingevuld: dit telt alleen mee als het meezit.",))
    assert [one.result for one in page.scenarios] == [-1000000, -1000000, -412000]


def test_line_says_in_which_years_it_runs(professional):
    page = page_of(money_dossier(professional))
    notes = {line.name: line.notes for line in page.sheet.income.lines}
    assert notes["Gemeente"] == ("Tot en met 2029.",)


def test_every_line_tells_why_and_where_to_change_it(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    html = shown(client, dossier)
    for question, item in (("money.costs", "energie"), ("money.parties", "koor"), ("money.grants", "fonds")):
        row = reverse("dossiers:row", kwargs={"key": dossier.key, "question": question, "item": item})
        assert f'href="{row}"' in html
    assert html.count("Waarom?") > 10
    assert "eigen getal" in html


def test_names_of_people_stay_text(client, professional):
    client.force_login(professional)
    html = shown(client, money_dossier(professional))
    assert ATRIUM not in html
    assert html_of.escape(ATRIUM) in html


def test_hours_and_goods_stand_apart_and_not_in_euros(client, professional):
    client.force_login(professional)
    people = shown(client, money_dossier(professional)).split('id="mensen"')[1].split("</section>")[0]
    assert "4 uur per week" in people
    assert "20 × stoelen" in people
    assert "€" not in people


def test_duties_of_the_grant_show_until_when(client, professional):
    plain = changed(money__soo={"": {"granted": "yes", "amount": 9000000, "delivered_on": "2024-04-01"}})
    client.force_login(professional)
    assert "1 april 2029" in shown(client, money_dossier(professional, plain))


def test_largest_income_gone_says_what_is_missing(professional):
    biggest = page_of(money_dossier(professional)).biggest
    assert (biggest.name, biggest.cents) == ("Thuiszorg Maas", 1012000)
    assert biggest.missing == 589400
    assert biggest.runs_out == 2027


def test_structural_cover_is_cautious_below_one(client, professional):
    rent = RENT | {"per_year": 900000}
    plain = {"money.costs": {"huur": YEARLY | {"amount": 2400000}}, "money.parties": {"zorg": rent},
             "type.choice": {"": {"type": "place_type.senior_complex_room"}}}  # fmt: skip
    dossier = money_dossier(professional, plain)
    assert page_of(dossier).cover_ratio == "0,38"
    client.force_login(professional)
    assert "Wees voorzichtig" in shown(client, dossier)


# ------------------------------------------------------------------ who may see it


def test_stranger_sees_nothing(client, stranger, professional):
    dossier = money_dossier(professional)
    client.force_login(stranger)
    assert client.get(reverse("dossiers:money", kwargs={"key": dossier.key})).status_code == 403


def test_put_away_can_be_read_but_has_no_ways_to_change(client, professional):
    dossier = money_dossier(professional)
    dossier.archived_at = dossier.created_at
    dossier.save(update_fields=["archived_at"])
    client.force_login(professional)
    html = shown(client, dossier)
    assert "Vanaf" in html
    assert "Vul de vragen in" not in html
    assert ">Verander<" not in html


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_opens_in_both_languages(client, professional, language):
    client.force_login(professional)
    client.cookies["taal"] = language
    assert f'<html lang="{language}"' in shown(client, money_dossier(professional))


def test_step_leads_to_its_results(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    step = client.get(reverse("dossiers:step", kwargs={"key": dossier.key, "step": "money"})).content.decode()
    for name in ("money", "money_sources"):
        assert reverse(f"dossiers:{name}", kwargs={"key": dossier.key}) in step


# ------------------------------------------------------------------ elsewhere


def test_party_that_leaves_takes_its_income_along(client, professional):
    dossier = make_dossier(professional)
    answer(dossier, "partners.parties", {"name": "Eetcafé Zon", "euros": 600000}, item="zon")
    answer(dossier, "money.costs", YEARLY, item="huur")
    rent = RENT | {"name": "Eetcafé Zon", "per_year": 600000, "partner": "partners.parties:zon"}
    answer(dossier, "money.parties", rent, item="zon")
    left = leaving_page(dossier, answers_of(dossier), shipped(), party="zon", language="nl", today=TODAY)
    assert (left.budget.gap, left.budget.result) == (-600000, -1000000)
    client.force_login(professional)
    html = client.get(reverse("dossiers:without_party", kwargs={"key": dossier.key}) + "?partij=zon").content
    assert "−\xa0€\xa06.000<" in html.decode()


def test_party_outside_the_budget_takes_nothing_from_it(professional):
    dossier = make_dossier(professional)
    answer(dossier, "partners.parties", {"name": "Eetcafé Zon", "euros": 600000}, item="zon")
    left = leaving_page(dossier, answers_of(dossier), shipped(), party="zon", language="nl", today=TODAY)
    assert left.budget is None


def test_variants_stand_beside_each_other_with_their_money(professional):
    dear, cheap = (
        money_dossier(professional, {"money.costs": {"huur": YEARLY | {"amount": amount}},
                                     "money.parties": {"zorg": RENT}, "money.homes": {"": {"dwellings": "10"}}})
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


# ------------------------------------------------------------------ amounts in words


@pytest.mark.parametrize(
    ("cents", "said", "exact"),
    [
        (412000, "€\xa04.120", "€\xa04.120,00"),
        (-412000, "−\xa0€\xa04.120", "−\xa0€\xa04.120,00"),
        (1370, "€\xa013,70", "€\xa013,70"),
        (0, "€\xa00", "€\xa00,00"),
    ],
)
def test_amounts_are_said_with_their_sign(cents, said, exact):
    assert (said_cents(cents, "nl"), said_cents(cents, "nl", exact=True)) == (said, exact)


def test_change_has_a_sign_both_ways():
    assert [said_change(cents, "en") for cents in (100, 0, -100)] == ["+\xa0€\xa01", "€\xa00", "−\xa0€\xa01"]


def test_amount_tells_what_it_is_made_of_as_deep_as_it_goes(professional):
    dossier = make_dossier(professional)

    def text(words):
        return Text(nl=words, en=words)

    inner = Amount(1000, text("Uurloon"), text("Zoals ingevuld."), per="hour")
    hours = Input(text("Uren"), 6, "hours", ref=Ref("money.costs", "beheer"))
    whole = Amount(6000, text("Beheer"), text("Uren × uurloon."), inputs=(hours, inner))
    told = shown_amount(whole, language="nl", dossier=dossier)
    assert (told.value, told.per, told.formula) == ("€\xa060", "per jaar", "Uren × uurloon.")
    assert [(one.name, one.value, one.origin_label) for one in told.inputs] == [
        ("Uren", "6 uur", "eigen getal")
    ]
    assert told.inputs[0].url.endswith("/vraag/money.costs/beheer/")
    assert [(one.name, one.value) for one in told.parts] == [("Uurloon", "€\xa010")]


def test_one_of_something_is_said_so(professional):
    def said(value, unit):
        shown = Amount(0, Text(nl="a", en="a"), Text(nl="a", en="a"),
                       inputs=(Input(Text(nl="a", en="a"), value, unit),))  # fmt: skip
        return shown_amount(shown, language="nl").inputs[0].value

    assert (said(1, "day_parts"), said(4, "day_parts"), said(Decimal("0.5"), "weeks")) == (
        "1 dagdeel",
        "4 dagdelen",
        "0,5 weken",
    )
    assert (said(2027, "year"), said(1234, "number"), said(1370, "eur")) == ("2027", "1.234", "€\xa013,70")


def test_number_says_once_what_it_counts():
    def said(name, value, unit):
        given = Input(Text(nl=name, en="a"), value, unit)
        shown = Amount(0, Text(nl="a", en="a"), Text(nl="a", en="a"), inputs=(given,))
        return shown_amount(shown, language="nl").inputs[0].value

    assert said("Dagdelen per week", 4, "day_parts") == "4"
    assert said("Elk dagdeel", 4, "day_parts") == "4"
    assert said("Huur", 4, "day_parts") == "4 dagdelen"
    assert said("Wekenlang", 4, "weeks") == "4 weken"


def test_part_that_is_only_a_number_stands_among_the_numbers():
    def text(words):
        return Text(nl=words, en=words)

    paid = text("Wat mensen samen betalen")
    same = Amount(1500, paid, paid, inputs=(Input(paid, 1500, "eur"),))
    other = Amount(1500, paid, paid, inputs=(Input(text("Iets anders"), 1500, "eur"),))
    told = shown_amount(Amount(3000, text("a"), text("a"), inputs=(same, other)), language="nl")
    assert [(one.name, one.value) for one in told.inputs] == [("Wat mensen samen betalen", "€\xa015")]
    assert [one.inputs[0].name for one in told.parts] == ["Iets anders"]


# ------------------------------------------------------------------ how long it lasts


def test_only_what_comes_once_is_called_so(professional):
    one = {"what": "Fonds", "pays_as": "funds", "amount": 500000, "often": "once", "pays_for": "running", "chance": "100", "first_year": "2027"}  # fmt: skip
    plain = changed(money__grants={**FULL["money.grants"], "eens": one})
    plain["money.assumptions"][""]["years"] = "10"
    lines = {line.name: line.lasts for line in page_of(money_dossier(professional, plain)).sheet.income.lines}
    assert lines["Fonds"] == "eenmalig"
    assert lines[ATRIUM] == "wisselend"
    assert lines["Thuiszorg Maas"] == "vast"
    assert set(lines.values()) <= {"vast", "een paar jaar", "wisselend", "eenmalig"}


def test_legend_and_table_say_both(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    page = shown(client, dossier)
    assert '<th scope="col" class="num num--head">Wisselend of eenmalig</th>' in page
    assert ">wisselend of eenmalig</text>" in page
    assert "Eenmalig</th>" not in page.replace("Wisselend of eenmalig", "")


# ------------------------------------------------------------------ beside the questions


def beside(client, dossier, name, **keys):
    response = client.get(reverse(f"dossiers:{name}", kwargs={"key": dossier.key, **keys}))
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
def test_money_stands_beside_its_questions_and_the_step(client, professional, name, keys):
    dossier = money_dossier(professional, {"money.costs": {"huur": YEARLY}, "money.parties": {"zorg": RENT}})
    client.force_login(professional)
    response = beside(client, dossier, name, **keys)
    page = response.content.decode()
    assert "Er ontbreekt €\xa04.120 in het eerste jaar." in page
    sums = response.context["glance"]
    assert (sums.costs, sums.income, sums.result) == (1000000, 588000, -412000)
    assert reverse("dossiers:money", kwargs={"key": dossier.key}) in page


def test_nothing_yet_says_so_without_amounts(client, professional):
    dossier = make_dossier(professional)
    client.force_login(professional)
    page = beside(client, dossier, "question", question="money.opening").content.decode()
    assert "Vul eerst kosten in" in page
    assert "money-glance__sums" not in page


def test_combination_that_cannot_be_is_told_beside_the_questions(client, professional):
    used = {"use": "count_on"}
    plain = changed(money__sources={"income.soo": used, "income.rent_points": used})
    dossier = money_dossier(professional, plain)
    client.force_login(professional)
    assert "Deze combinatie kan zo niet" in beside(client, dossier, "step", step="money").content.decode()


def test_saved_answer_counts_at_once(client, professional):
    dossier = money_dossier(professional, {"money.costs": {"huur": YEARLY}})
    client.force_login(professional)
    row = reverse("dossiers:row", kwargs={"key": dossier.key, "question": "money.costs", "item": "huur"})
    sent = {"what": "Huur", "kind": "rent", "amount": "12000", "per": "year", "revision": "1"}
    response = client.post(row, sent, follow=True)
    assert "Er ontbreekt €\xa012.000 in het eerste jaar." in response.content.decode()


def test_refused_answer_says_first_what_is_wrong(client, professional):
    dossier = money_dossier(professional, {"money.costs": {"huur": YEARLY}})
    client.force_login(professional)
    row = reverse("dossiers:row", kwargs={"key": dossier.key, "question": "money.costs", "item": "huur"})
    response = client.post(row, {"what": "Huur", "kind": "rent", "amount": "veel", "revision": "1"})
    assert response.status_code == 422
    assert "money-glance" not in response.content.decode()


def test_amount_within_an_amount_opens_by_itself(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    page = shown(client, dossier)
    part = "<summary>Verkoop van koffie en thee: <strong>€\xa07.200</strong> per jaar</summary>"
    assert f'<details class="fold made-of__part">{part}' in page


@pytest.mark.parametrize("question", ["goal.area", "partners.parties"])
def test_other_questions_say_nothing_of_money(client, professional, question):
    dossier = money_dossier(professional)
    client.force_login(professional)
    assert "money-glance" not in beside(client, dossier, "question", question=question).content.decode()


def test_step_folds_answers_and_leads_to_the_results_first(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    page = beside(client, dossier, "step", step="money").content.decode()
    line = re.search(r'<span class="asked__line">(Van wie[^<]*)</span>', page)
    assert line is not None
    assert "Bruto oppervlakte: 90 m² · " in line[1]
    best = reverse("dossiers:money_best", kwargs={"key": dossier.key})
    assert page.count(best) == 1
    assert page.index(best) < page.index('class="asked-list"')
    other = beside(client, dossier, "step", step="type").content.decode()
    assert "asked__fold" not in other


# ------------------------------------------------------------------ what does not count yet


def test_income_that_lacks_a_field_says_what_and_leads_there(client, professional):
    plain = {
        "money.costs": {"huur": YEARLY},
        "money.sales": {"": {"cups": "150", "cup_price": 100}},
        "money.parties": {
            "zorg": {"name": "Thuiszorg", "pays_as": "room_hire_structural", "day_parts": "4", "price": 5500},
        },
    }
    dossier = money_dossier(professional, plain)
    found = {one.source: one for one in page_of(dossier).uncounted}
    assert set(found) == {"income.drinks", "income.room_hire_structural"}
    assert found["income.drinks"].why.startswith("Vul bij koffie en thee de weken en de prijs in")
    row = reverse("dossiers:row", kwargs={"key": dossier.key, "question": "money.parties", "item": "zorg"})
    assert [ref.url for ref in found["income.room_hire_structural"].refs] == [row]
    client.force_login(professional)
    page = shown(client, dossier)
    assert "Dit telt nog niet mee" in page
    assert f'href="{row}"' in page
    income = page.split("Inkomsten in ")[1].split("Alle kosten")[0]
    assert "Nog niets ingevuld." not in income


def test_income_without_an_amount_is_said_before_there_are_costs(client, professional):
    dossier = money_dossier(professional, {"money.sales": {"": {"cups": "150"}}})
    client.force_login(professional)
    page = shown(client, dossier)
    assert "Vul eerst kosten in" in page
    assert page.count("Dit telt nog niet mee") == 1


def test_rent_points_without_turnover_say_so_once_begun(professional):
    plain = changed(
        money__shared_rooms={"kamer": {"name": "Kamer", "kind": "room", "m2": "40"}},
        money__rent={"": {"points": "140"}},
    )
    plain["money.homes"][""]["addresses"] = "40"
    assert [one.source for one in page_of(money_dossier(professional, plain)).uncounted] == [
        "income.rent_points"
    ]
    assert page_of(money_dossier(professional)).uncounted == ()


def test_source_that_is_counted_on_without_any_answer_leads_to_its_question(professional):
    plain = {"money.costs": {"huur": YEARLY}, "money.sources": {"income.funds": {"use": "count_on"}}}
    (one,) = page_of(money_dossier(professional, plain)).uncounted
    assert (one.source, [ref.question for ref in one.refs]) == ("income.funds", ["money.grants"])


def test_source_that_is_refused_is_not_asked_for_again(professional):
    plain = {"money.costs": {"huur": YEARLY}, "money.sales": {"": {"cups": "150"}},
             "money.sources": {"income.drinks": {"use": "not"}}}  # fmt: skip
    assert page_of(money_dossier(professional, plain)).uncounted == ()


# ------------------------------------------------------------------ words and amounts that agree


def test_less_cost_is_a_gain_and_more_a_loss(professional):
    swing = next(
        one for one in page_of(money_dossier(professional)).swings if one.name.startswith("Schoonmaak")
    )
    assert (swing.low_words, swing.high_words) == ("minder", "meer")
    assert swing.low > 0 > swing.high


def test_what_is_not_certain_comes_or_does_not(professional):
    swing = next(
        one for one in page_of(money_dossier(professional)).swings if one.name.startswith("VSBfonds")
    )
    assert (swing.low_words, swing.high_words) == ("niet", "wel")
    assert swing.low < 0 < swing.high


def test_largest_income_says_it_is_over_all_years(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    whole = page_of(dossier).biggest.whole
    assert whole > 9 * 1012000
    assert f"de grootste: {said_cents(whole, 'nl')}. In het eerste jaar is dat €\xa010.120." in shown(
        client, dossier
    )


@pytest.mark.parametrize(
    ("income", "said"),
    [
        ({}, "Er zijn nog geen inkomsten."),
        (
            {"money.parties": {"zorg": RENT}},
            "Wees voorzichtig: dat is alles wat er binnenkomt, en het is niet genoeg.",
        ),
        ({"money.grants": {"g": FULL["money.grants"]["gemeente"]}}, "leunt op geld dat ophoudt."),
    ],
)
def test_costs_lean_only_on_money_that_is_there(client, professional, income, said):
    kind = {"type.choice": {"": {"type": "place_type.senior_complex_room"}}}
    plain = {**kind, "money.costs": {"huur": YEARLY | {"amount": 2400000}}, **income}
    plain["money.assumptions"] = {"": {"first_year": "2027"}}
    client.force_login(professional)
    page = shown(client, money_dossier(professional, plain))
    assert said in page
    assert page.count("leunt op geld dat ophoudt") == (1 if said.startswith("leunt") else 0)


def test_columns_that_are_nothing_in_every_year_are_left_out(professional):
    plain = {"money.costs": {"huur": YEARLY}}
    assert page_of(money_dossier(professional, plain)).year_table.heads == (
        "Kosten",
        "Over of tekort",
        "Dan in kas",
    )
    table = page_of(money_dossier(professional)).year_table
    assert len(table.heads) == 7
    assert table.rows[0][0] == 2027


def test_paper_and_sheet_stand_beside_the_verdict_once_there_are_sums(client, professional):
    client.force_login(professional)
    dossier, empty = money_dossier(professional), make_dossier(professional)
    for document, ext in (("businesscase", "pdf"), ("rekenblad", "xlsx")):
        name = {"document": document, "ext": ext}
        there = reverse("dossiers:document", kwargs={"key": dossier.key, **name})
        assert f'href="{there}"' in shown(client, dossier)
        assert reverse("dossiers:document", kwargs={"key": empty.key, **name}) not in shown(client, empty)
    assert reverse("dossiers:money_best", kwargs={"key": empty.key}) in shown(client, empty)


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


def test_points_that_were_worked_out_say_so_with_their_rounding(client, professional):
    client.force_login(professional)
    page = shown(client, money_dossier(professional, with_points()))
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
def test_rent_that_brings_nothing_says_why(client, professional, rent, because):
    dossier = money_dossier(professional, with_points(**rent))
    (line,) = [one for one in page_of(dossier).sheet.income.lines if "punten" in one.name.lower()]
    assert (line.cents, line.notes) == (0, (because,))
    client.force_login(professional)
    sources = client.get(reverse("dossiers:money_sources", kwargs={"key": dossier.key})).content.decode()
    assert because in sources
    assert "Dit brengt niets." in sources
