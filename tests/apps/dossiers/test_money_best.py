"""The best sets of income: for which aim, what each brings, and taking one over without losing anything."""

import copy

import pytest
from django.core.exceptions import PermissionDenied

from schuifaan.apps.dossiers.actions.money import take_over_set
from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError
from schuifaan.apps.dossiers.models import AnswerChange
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.money_best_page import money_best_page, sources_seen
from schuifaan.core.method.finance.facts import counted_on
from tests.apps.dossiers.conftest import address
from tests.apps.dossiers.money_cases import ATRIUM, FULL, money_dossier
from tests.apps.dossiers.money_pages import shown
from tests.factories import NOW, TODAY
from tests.factories.dossiers import answer, make_dossier

SUBSIDY = {"what": "Subsidie voor de plek", "pays_as": "operating_subsidy", "amount": 1500000, "often": "yearly",
           "chance": "100"}  # fmt: skip


def with_enough():
    plain = copy.deepcopy(FULL)
    plain["money.grants"]["ruim"] = SUBSIDY
    return plain


def page_of(dossier, wanted=""):
    return money_best_page(dossier, answers_of(dossier), shipped(), wanted=wanted, language="nl", today=TODAY)


def chosen(page):
    return [one.word for one in page.aims if one.is_chosen]


def take(dossier, card, by, **changes):
    asked = {
        "dossier": dossier,
        "sources": card.sources.split(),
        "seen": sources_seen(dossier),
        "by": by,
        "now": NOW,
    }
    return take_over_set(**(asked | changes))


# ------------------------------------------------------------------ what the page says


def test_nothing_filled_in_asks_for_costs(team, professional):
    page = shown(team, make_dossier(professional), "money_best")
    assert "Vul eerst kosten in" in page
    assert "Neem deze over" not in page


def test_at_most_three_sets_each_saying_why(team, professional):
    dossier = money_dossier(professional, with_enough())
    page = page_of(dossier)
    assert 1 <= len(page.cards) <= 3
    assert all(card.why and card.brings for card in page.cards)
    html = shown(team, dossier, "money_best")
    assert html.count('class="found"') == len(page.cards)
    assert "Neem deze over" in html


def test_sets_that_close_have_money_at_the_end(professional):
    for card in page_of(money_dossier(professional, with_enough())).cards:
        assert card.end >= 0


@pytest.mark.parametrize("wanted", ["huur", "tijdelijk", "partijen"])
def test_aim_is_chosen_in_the_address(professional, wanted):
    assert chosen(page_of(money_dossier(professional, with_enough()), wanted)) == [wanted]


def test_unknown_aim_falls_back_on_what_people_chose(team, professional):
    plain = with_enough()
    plain["money.assumptions"][""]["aim"] = "fewest_parties"
    dossier = money_dossier(professional, plain)
    for wanted in ("", "niets", "<script>", "x" * 500):
        assert chosen(page_of(dossier, wanted)) == ["partijen"]
    assert "<script>alert" not in shown(team, dossier, "money_best", doel="<script>alert(1)</script>")


def test_without_a_set_the_smallest_change_is_said(team, professional):
    dossier = money_dossier(professional)
    page = page_of(dossier)
    assert page.cards == ()
    assert page.changes
    html = shown(team, dossier, "money_best")
    assert "Geen enkele combinatie komt uit" in html
    assert "Met één van deze veranderingen wel." in html


def test_what_was_left_out_says_why(professional):
    plain = with_enough()
    plain["money.sources"] = {"income.drinks": {"use": "not"}}
    left_out = {source: why for source, _name, why in page_of(money_dossier(professional, plain)).left_out}
    assert left_out["income.drinks"] == "Jullie zeiden dat je dit niet doet."


def test_names_of_people_stay_text(team, professional):
    assert ATRIUM not in shown(team, money_dossier(professional, with_enough()), "money_best")


# ------------------------------------------------------------------ taking one over


def test_set_that_is_taken_over_is_exactly_what_counts(professional):
    dossier = money_dossier(professional, with_enough())
    card = page_of(dossier).cards[0]
    take(dossier, card, professional)
    assert counted_on(answers_of(dossier)) == set(card.sources.split())
    after = page_of(dossier)
    assert [one.sources for one in after.cards if one.is_now] == [card.sources]
    # The others can still be found, and compared.
    assert len(after.cards) == len(page_of(money_dossier(professional, with_enough())).cards)


def test_notes_stay_and_history_tells_who(professional):
    plain = with_enough()
    plain["money.sources"] = {"income.drinks": {"use": "count_on", "note": "Elke dag koffie"}}
    dossier = money_dossier(professional, plain)
    take_over_set(
        dossier=dossier,
        sources=["income.operating_subsidy"],
        seen=sources_seen(dossier),
        by=professional,
        now=NOW,
    )
    assert answers_of(dossier).one("money.sources", "income.drinks") == {
        "use": "perhaps",
        "note": "Elke dag koffie",
    }
    change = AnswerChange.objects.get(dossier=dossier, item="income.drinks")
    assert (change.by, change.before["use"], change.after["use"]) == (professional, "count_on", "perhaps")


def test_page_that_is_behind_changes_nothing(team, professional):
    dossier = money_dossier(professional, with_enough())
    card, seen = page_of(dossier).cards[0], sources_seen(dossier)
    answer(dossier, "money.sources", {"use": "not"}, item="income.drinks")
    with pytest.raises(AnsweredMeanwhile):
        take(dossier, card, professional, seen=seen)
    sent = {"sources": card.sources, "seen": str(seen)}
    html = team.post(address(dossier, "money_best"), sent, follow=True).content.decode()
    assert "Er is niets overschreven." in html
    assert answers_of(dossier).rows("money.sources") == {"income.drinks": {"use": "not"}}


@pytest.mark.parametrize("sources", [[], ["income.nothing"], ["income.drinks", "x"]])
def test_set_that_does_not_exist_is_refused(professional, sources):
    dossier = money_dossier(professional, with_enough())
    with pytest.raises(DossierError):
        take_over_set(dossier=dossier, sources=sources, seen=0, by=professional, now=NOW)
    assert not answers_of(dossier).rows("money.sources")


def test_set_that_clashes_is_refused_in_words_and_whole(team, professional):
    dossier = money_dossier(professional, with_enough())
    sent = {"sources": "income.soo income.rent_points income.service_costs", "seen": "0"}
    response = team.post(address(dossier, "money_best"), sent, follow=True)
    assert response.redirect_chain == [(address(dossier, "money_best"), 302)]
    assert not answers_of(dossier).rows("money.sources")


def test_taking_over_leads_to_the_sum(team, professional):
    dossier = money_dossier(professional, with_enough())
    card = page_of(dossier).cards[0]
    sent = {"sources": card.sources, "seen": str(sources_seen(dossier))}
    response = team.post(address(dossier, "money_best"), sent, follow=True)
    assert response.redirect_chain == [(address(dossier, "money"), 302)]
    assert "De som rekent nu met deze combinatie." in response.content.decode()


@pytest.mark.parametrize(
    "sent", [{}, {"sources": "income.drinks"}, {"sources": "income.drinks", "seen": "²"}]
)
def test_half_a_form_changes_nothing(team, professional, sent):
    dossier = money_dossier(professional, with_enough())
    assert team.post(address(dossier, "money_best"), sent).status_code == 302
    assert not answers_of(dossier).rows("money.sources")


def test_only_who_works_on_it_may_take_over(client, stranger, professional):
    dossier = money_dossier(professional, with_enough())
    card = page_of(dossier).cards[0]
    with pytest.raises(PermissionDenied):
        take(dossier, card, stranger)
    client.force_login(stranger)
    assert client.get(address(dossier, "money_best")).status_code == 403
    assert (
        client.post(address(dossier, "money_best"), {"sources": card.sources, "seen": "0"}).status_code == 403
    )


def test_put_away_dossier_keeps_its_set(team, professional):
    dossier = money_dossier(professional, with_enough())
    card = page_of(dossier).cards[0]
    dossier.archived_at = dossier.created_at
    dossier.save(update_fields=["archived_at"])
    with pytest.raises(DossierError):
        take(dossier, card, professional)
    assert "Neem deze over" not in shown(team, dossier, "money_best")


# ------------------------------------------------------------------ what is not known is not nothing


def test_burden_without_the_number_of_homes_is_said_over_all_years(team, professional):
    plain = with_enough()
    plain["money.homes"] = {"": {"share_55": "80"}}
    plain["money.costs"] = {"energie": plain["money.costs"]["energie"] | {"in_service_costs": "yes"}}
    plain["money.use"][""] |= {"access": "residents", "day_care": "no"}
    for question in ("money.grants", "money.investment", "money.parties", "money.sales"):
        del plain[question]
    dossier = money_dossier(professional, plain)
    cards = [one for one in page_of(dossier).cards if one.burden]
    assert cards
    assert all(one.rise is None for one in cards)
    page = shown(team, dossier, "money_best")
    assert page.count("over alle jaren samen. Vul het aantal woningen in") == len(cards)
    assert address(dossier, "question", question="money.homes") in page


def test_sources_without_an_amount_are_named(team, professional):
    plain = copy.deepcopy(FULL)
    plain["money.sources"] = {"income.crowdfunding": {"use": "not"}}
    dossier = money_dossier(professional, plain)
    named = {one.source for one in page_of(dossier).without_amount}
    assert named
    assert "income.drinks" not in named
    assert "income.crowdfunding" not in named
    assert "Deze inkomsten hebben nog geen bedrag" in shown(team, dossier, "money_best")
