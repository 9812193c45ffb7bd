"""Which income is possible: conditions in words, what nobody knows yet, and what a type does not have."""

import copy
import html as html_of

from django.urls import reverse

from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.money_sources_page import money_sources_page
from tests.apps.dossiers.money_cases import ATRIUM, FULL, money_dossier
from tests.factories import TODAY
from tests.factories.dossiers import answer, make_dossier


def page_of(dossier):
    return money_sources_page(dossier, answers_of(dossier), shipped(), language="nl", today=TODAY)


def shown(client, dossier):
    response = client.get(reverse("dossiers:money_sources", kwargs={"key": dossier.key}))
    assert response.status_code == 200
    return response.content.decode()


def cards_of(page):
    return {one.source.id: one for one in (*page.used, *page.others, *page.not_for_type)}


def test_every_source_is_there_once(professional):
    for dossier in (make_dossier(professional), money_dossier(professional)):
        page = page_of(dossier)
        cards = [one.source.id for one in (*page.used, *page.others, *page.not_for_type)]
        assert sorted(cards) == sorted(one.id for one in shipped().income_sources)


def test_coffee_corner_folds_away_what_is_not_for_it(client, professional):
    dossier = make_dossier(professional)
    answer(dossier, "type.choice", {"type": "place_type.coffee_corner"})
    page = page_of(dossier)
    assert "income.soo" in [one.source.id for one in page.not_for_type]
    client.force_login(professional)
    html = shown(client, dossier)
    folded = html.split('id="niet-hier"')[1]
    assert "<details" in folded.split('id="income.soo"', maxsplit=1)[0]
    assert "niet voor deze soort plek" in folded


def test_renters_are_counted_on_until_people_say_otherwise(professional):
    page = page_of(money_dossier(professional))
    used = {one.source.id: one for one in page.used}
    assert set(used) == {
        "income.room_hire_structural", "income.room_hire_incidental", "income.drinks", "income.activities",
        "income.funds", "income.operating_subsidy",
    }  # fmt: skip
    assert {one.use_label for one in page.used} == {"telt mee in de som"}
    assert used["income.room_hire_structural"].brings[0].cents >= 1012000


def test_unknown_condition_leads_to_its_question(client, professional):
    dossier = money_dossier(professional)
    lines = [line for card in page_of(dossier).used for line in card.legal if line.result == "unknown"]
    assert lines
    assert all(line.url or line.missing for line in lines)
    client.force_login(professional)
    html = shown(client, dossier)
    for line in lines:
        for address in filter(None, (line.url, *(url for _label, url in line.missing))):
            assert f'href="{address}"' in html
            assert client.get(address).status_code == 200


def test_fact_that_is_missing_is_asked_for(professional):
    plain = copy.deepcopy(FULL)
    del plain["money.homes"][""]["distance_m"]
    lines = cards_of(page_of(money_dossier(professional, plain)))["income.soo"].legal
    asked = [missing for line in lines for missing in line.missing]
    assert any("afstand" in label and url.endswith("/vraag/money.homes/") for label, url in asked)


def test_answered_condition_says_so(professional):
    dossier = money_dossier(professional)
    line = next(
        line
        for card in page_of(dossier).used
        for line in card.legal
        if line.result == "unknown" and "/money.conditions/" in line.url
    )
    condition = line.url.rstrip("/").rsplit("/", 1)[1]
    answer(dossier, "money.conditions", {"holds": "yes"}, item=condition)
    after = [
        one.result
        for card in page_of(dossier).used
        for one in card.legal
        if one.url == line.url and one.reason.text == line.reason.text
    ]
    assert set(after) == {"met"}


def test_condition_that_fails_says_what_would_change_it(client, professional):
    plain = copy.deepcopy(FULL)
    plain["money.sources"] = {"income.rent_points": {"use": "count_on"}}
    dossier = money_dossier(professional, plain)
    card = cards_of(page_of(dossier))["income.rent_points"]
    assert card.state == "not_met"
    failing = [line for line in card.legal if line.result == "not_met"]
    assert all(line.if_not and line.would_change for line in failing)
    client.force_login(professional)
    html = shown(client, dossier)
    assert html_of.escape(failing[0].if_not) in html
    assert "Wat dat verandert:" in html


def test_clashes_stand_on_top(client, professional):
    plain = copy.deepcopy(FULL)
    plain["money.sources"] = {"income.soo": {"use": "count_on"}, "income.rent_points": {"use": "count_on"}}
    client.force_login(professional)
    html = shown(client, money_dossier(professional, plain))
    assert html.index("Dit gaat niet samen") < html.index("Hier rekenen jullie op")


def test_closed_scheme_says_since_when(client, professional):
    dossier = money_dossier(professional)
    card = cards_of(page_of(dossier))["income.soo"]
    assert card.closed_since is not None
    client.force_login(professional)
    assert "Nieuwe aanvragen kunnen niet meer sinds" in shown(client, dossier)


def test_names_of_people_stay_text(client, professional):
    client.force_login(professional)
    assert ATRIUM not in shown(client, money_dossier(professional))


def test_stranger_sees_nothing(client, stranger, professional):
    dossier = make_dossier(professional)
    client.force_login(stranger)
    assert client.get(reverse("dossiers:money_sources", kwargs={"key": dossier.key})).status_code == 403
