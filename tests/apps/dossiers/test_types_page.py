"""Which type fits, on its page: nothing hidden, nothing decided for people."""

from django.urls import reverse

from schuifaan.apps.dossiers.models import RolePolicy
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.type_page import comparison, signed, type_page
from tests.apps.dossiers.results_cases import case_dossier
from tests.factories import NOW
from tests.factories.dossiers import answer, make_dossier


def page_of(dossier, language="nl"):
    return type_page(dossier, answers_of(dossier), shipped(), language=language)


def shown(client, dossier):
    return client.get(reverse("dossiers:types", kwargs={"key": dossier.key})).content.decode()


def choose(dossier, code, **said):
    answer(dossier, "type.choice", {"type": f"place_type.{code}", **said})


def test_five_types_stand_beside_each_other_on_six_aspects():
    rows = comparison(shipped())
    assert [len(row.cells) for row in rows] == [5] * 6
    assert all(texts for row in rows for _type, texts in row.cells)


def test_comparison_keeps_its_roles_when_a_narrow_screen_stacks_it(client, professional):
    client.force_login(professional)
    page = shown(client, make_dossier(professional))
    assert page.count('role="rowheader"') == 6
    assert page.count('role="cell"') == 30
    assert page.count('class="types-table__type" aria-hidden="true"') == 30


def test_every_contribution_is_shown_and_adds_up(professional):
    for one in page_of(case_dossier(professional, "seniors-sixty-homes-care")).fits:
        parts = [*one.speaks_for, *one.speaks_against]
        counted = sum(int(part.points.replace("−", "-").replace("+", "")) for part in parts)
        assert counted == one.fit.points
        assert all(part.want and part.url and part.because.source_lines for part in parts)


def test_points_are_said_with_a_sign():
    assert [signed(3), signed(-2), signed(0)] == ["+3", "−2", "0"]


def test_what_cannot_be_says_why(client, professional):
    dossier = case_dossier(professional, "coffee-corner-one-volunteer")
    answer(dossier, "type.housing_form", {"answer": "ordinary"})
    client.force_login(professional)
    excluded = [one.item.code for one in page_of(dossier).fits if one.fit.is_excluded]
    assert "senior_complex_room" in excluded
    assert shown(client, dossier).count("<strong>Kan niet:</strong>") == sum(
        len(one.excluded_because) for one in page_of(dossier).fits
    )


def test_close_call_shows_both_and_what_makes_the_difference(client, professional):
    dossier = case_dossier(professional, "go-on-with-caution")
    page = page_of(dossier)
    client.force_login(professional)
    html = shown(client, dossier)
    assert (page.best.code, page.close_to.code) == ("community_house", "multifunctional_place")
    assert "Het buurthuis of De multifunctionele ontmoetingsplek</h2>" in html
    assert "liggen dicht bij elkaar" in html
    assert [one.url.rsplit("/", 2)[1] for one in page.differ_most] == ["type.partners", "type.housing_form"]
    assert all(one.answer for one in page.differ_most)


def test_what_would_tip_it_names_the_other_answer_and_who_then_leads(client, professional):
    dossier = case_dossier(professional, "go-on-with-caution")
    client.force_login(professional)
    html = shown(client, dossier)
    tips = page_of(dossier).would_tip
    assert tips
    for tip in tips:
        assert f"Wordt het “{tip.option}”, dan past {tip.winner} het best." in html


def test_own_choice_with_its_reason_stands_beside_the_advice(client, professional):
    dossier = case_dossier(professional, "seniors-sixty-homes-care")
    choose(dossier, "multifunctional_place", reason="De hele buurt is welkom.")
    client.force_login(professional)
    page = shown(client, dossier)
    assert "Jullie kozen: <strong>De multifunctionele ontmoetingsplek</strong>" in page
    assert "De hele buurt is welkom." in page
    assert "De antwoorden wijzen naar iets anders: Ontmoetingsruimte in geclusterde seniorencomplexen" in page


def test_role_of_the_organisation_is_shown_per_type(client, professional, organisation):
    for code, text in (("coffee_corner", "faciliteren"), ("community_house", "hoogstens 30 % betalen")):
        RolePolicy.objects.create(organisation=organisation, place_type=code, text=text, changed_at=NOW)
    dossier = make_dossier(professional, organisation=organisation)
    policies = {one.item.code: one.role_policy for one in page_of(dossier).fits if one.role_policy}
    assert policies == {"coffee_corner": "faciliteren", "community_house": "hoogstens 30 % betalen"}
    client.force_login(professional)
    assert "De rol van Stichting De Tafel bij deze soort plek: <strong>faciliteren</strong>" in shown(
        client, dossier
    )


def test_coffee_corner_has_four_tasks_and_no_building_grant(client, professional):
    dossier = make_dossier(professional)
    choose(dossier, "coffee_corner")
    page = page_of(dossier)
    corner = next(one for one in page.fits if one.item.code == "coffee_corner")
    assert len(corner.tasks) == 4
    money = {line.source.id: line.lasts for line in page.money}
    assert money["income.soo"] == ""
    assert len(money) == len(shipped().income_sources)
    client.force_login(professional)
    html = shown(client, dossier)
    assert html.count("niet voor deze soort plek") == sum(not lasts for lasts in money.values())
    assert reverse("dossiers:money", kwargs={"key": dossier.key}) in html
    assert "Reken uit of het geld uitkomt" in html


def test_money_waits_for_a_type(client, professional):
    client.force_login(professional)
    assert "Kies eerst een soort plek" in shown(client, make_dossier(professional))
