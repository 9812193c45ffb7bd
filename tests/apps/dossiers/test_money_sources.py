"""Which income is possible: conditions in words, what nobody knows yet, and what a type does not have."""

import copy
import html as html_of
import re

import pytest

from schuifaan.apps.dossiers.queries.handbook import shipped
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import ATRIUM, FULL, changed, money_dossier
from tests.apps.dossiers.money_pages import shown
from tests.apps.dossiers.source_cards import CLUBS, HIRE, cards_of, open_in, sources_of
from tests.factories.dossiers import answer, make_dossier

pytestmark = pytest.mark.once


# ------------------------------------------------------------------ each source


def test_every_source_is_there_once(professional):
    for dossier in (make_dossier(professional), money_dossier(professional)):
        page = sources_of(dossier)
        cards = [one.source.id for one in (*page.used, *page.others, *page.not_for_type)]
        assert sorted(cards) == sorted(one.id for one in shipped().income_sources)


def test_coffee_corner_folds_away_what_is_not_for_it(team, professional):
    dossier = make_dossier(professional)
    answer(dossier, "type.choice", {"type": "place_type.coffee_corner"})
    page = sources_of(dossier)
    assert "income.soo" in [one.source.id for one in page.not_for_type]
    html = shown(team, dossier, "money_sources")
    folded = html.split('id="niet-hier"')[1]
    assert "<details" in folded.split('id="income.soo"', maxsplit=1)[0]
    assert "niet voor deze soort plek" in folded


def test_renters_are_counted_on_until_people_say_otherwise(professional):
    page = sources_of(money_dossier(professional))
    used = {one.source.id: one for one in page.used}
    assert set(used) == {
        "income.room_hire_structural", "income.room_hire_incidental", "income.drinks", "income.activities",
        "income.funds", "income.operating_subsidy",
    }  # fmt: skip
    assert {one.use_label for one in page.used} == {"telt mee in de som"}
    assert used["income.room_hire_structural"].brings[0].cents >= 1012000


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (
            "60",
            "In de som telt € 7.200 één keer, van € 12.000 één keer: jullie schatten de kans op 60 procent.",
        ),
        ("0", "In de som telt niets van € 12.000 één keer: jullie schatten de kans op 0 procent."),
        ("", "In de som telt nog niets van € 12.000 één keer: jullie vulden geen kans in."),
        ("100", ""),
    ],
)
def test_amount_that_is_not_certain_says_how_much_of_it_counts(team, professional, chance, said):
    grant = FULL["money.grants"]["fonds"] | {"chance": chance}
    dossier = money_dossier(professional, changed(money__grants={"fonds": grant}))
    card = cards_of(sources_of(dossier))["income.funds"]
    assert (card.total, card.counted) == ("€\xa012.000 één keer", said.replace("€ ", "€\xa0"))
    line = shown(team, dossier, "money_sources").split('id="income.funds"')[1].split('id="bij-funds"')[0]
    assert ("source__counted" in line) is bool(said)


def test_amounts_with_chances_of_their_own_say_so_together(professional):
    grants = {
        "een": FULL["money.grants"]["fonds"],
        "twee": FULL["money.grants"]["fonds"] | {"amount": 100000, "chance": "100"},
    }
    card = cards_of(sources_of(money_dossier(professional, changed(money__grants=grants))))["income.funds"]
    assert card.counted == (
        "In de som telt €\xa08.200 één keer, van €\xa013.000 één keer: elk bedrag telt voor zijn kans."
    )


def test_unknown_condition_is_asked_right_there(team, professional):
    dossier = money_dossier(professional)
    lines = [line for card in sources_of(dossier).used for line in card.legal if line.result == "unknown"]
    assert lines
    assert all(line.asked or line.missing for line in lines)
    html = shown(team, dossier, "money_sources")
    for line in lines:
        for _label, url in line.missing:
            assert f'href="{url}"' in html
            assert team.get(url).status_code == 200
        if line.asked is not None:
            assert re.findall(rf'name="{line.asked.id}" value="([a-z]+)"', html) == ["yes", "no", "unknown"]


def test_fact_that_is_missing_is_asked_for(professional):
    plain = copy.deepcopy(FULL)
    del plain["money.homes"][""]["distance_m"]
    lines = cards_of(sources_of(money_dossier(professional, plain)))["income.soo"].legal
    asked = [missing for line in lines for missing in line.missing]
    assert any("afstand" in label and url.endswith("/vraag/money.homes/") for label, url in asked)


def test_answered_condition_says_so(professional):
    dossier = money_dossier(professional)
    for holds, result in (("yes", "met"), ("no", "not_met"), ("unknown", "unknown")):
        answer(dossier, "money.conditions", {"holds": holds}, item=CLUBS)
        card = cards_of(sources_of(dossier))["income.room_hire_incidental"]
        assert [one.result for one in card.social if one.asked.id == CLUBS] == [result]


def test_condition_that_fails_says_what_would_change_it(team, professional):
    plain = changed(money__sources={"income.rent_points": {"use": "count_on"}})
    dossier = money_dossier(professional, plain)
    card = cards_of(sources_of(dossier))["income.rent_points"]
    assert card.state == "not_met"
    failing = [line for line in card.legal if line.result == "not_met"]
    assert all(line.if_not and line.would_change for line in failing)
    html = shown(team, dossier, "money_sources")
    assert html_of.escape(failing[0].if_not) in html
    assert "Wat dat verandert:" in html


def test_clashes_stand_on_top(team, professional):
    plain = changed(
        money__sources={"income.soo": {"use": "count_on"}, "income.rent_points": {"use": "count_on"}}
    )
    html = shown(team, money_dossier(professional, plain), "money_sources")
    assert html.index("Dit gaat niet samen") < html.index("Hier rekenen jullie op")


def test_closed_scheme_says_since_when(team, professional):
    dossier = money_dossier(professional)
    card = cards_of(sources_of(dossier))["income.soo"]
    assert card.closed_since is not None
    assert "Nieuwe aanvragen kunnen niet meer sinds" in shown(team, dossier, "money_sources")


def test_names_of_people_stay_text(team, professional):
    assert ATRIUM not in shown(team, money_dossier(professional), "money_sources")


def test_stranger_sees_nothing(client, stranger, professional):
    dossier = make_dossier(professional)
    client.force_login(stranger)
    assert client.get(address(dossier, "money_sources")).status_code == 403


# ------------------------------------------------------------------ the overview


def test_nothing_stands_open_but_what_was_asked_for(team, professional):
    dossier = money_dossier(professional)
    assert open_in(shown(team, dossier, "money_sources")) == []
    url = address(dossier, "money_sources")
    assert open_in(team.get(f"{url}?bron=soo").content.decode()) == ["soo"]
    assert team.get(f"{url}?bron=niets").status_code == 200


def test_what_is_counted_on_and_fails_stands_open(team, professional):
    plain = changed(money__sources={"income.rent_points": {"use": "count_on"}})
    page = shown(team, money_dossier(professional, plain), "money_sources")
    assert open_in(page) == ["rent_points"]


def test_line_says_how_it_stands_and_what_it_brings(professional):
    cards = cards_of(sources_of(money_dossier(professional)))
    rent = cards["income.room_hire_structural"]
    assert (rent.counts, rent.use_label) == ("1 nog niet bekend, 2 voldaan", "telt mee in de som")
    assert rent.total == "€\xa010.120 per jaar"
    assert cards["income.funds"].total == "€\xa012.000 één keer"
    assert cards["income.day_care_wmo"].total == ""


def test_groups_follow_from_the_state(professional):
    page = sources_of(money_dossier(professional))
    assert {one.state for one in page.possible} == {"unknown"}
    assert {one.state for one in page.wrong} == {"not_met"}
    assert [one.source.id for one in page.closed] == ["income.soo"]
    dossier = make_dossier(professional)
    answer(dossier, "type.choice", {"type": "place_type.senior_complex_room"})
    assert [one.source.id for one in sources_of(dossier).closed] == ["income.soo"]


def test_source_of_several_conditions_is_named_once(client, professional):
    card = cards_of(sources_of(money_dossier(professional)))[HIRE]
    lines = (*card.legal, *card.social)
    told_apart = [one.reason.text for one in lines if one.has_own_source]
    told_once = [text for one in card.shared for text, _url in one.conditions]
    assert len(told_apart) == 2
    assert len(told_once) == 5
    assert sorted(told_apart + told_once) == sorted(one.reason.text for one in lines)
    assert len(card.shared) == 1
