"""Which income is possible: conditions in words, what nobody knows yet, and what a type does not have."""

import copy
import html as html_of
import re

import pytest
from django.urls import reverse

from schuifaan.apps.dossiers.models import Answer, AnswerChange
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.dossiers.queries.handbook import shipped
from schuifaan.apps.dossiers.queries.money_sources_page import money_sources_page, slug_of
from tests.apps.dossiers.money_cases import ATRIUM, FULL, money_dossier
from tests.factories import NOW, TODAY, make_user
from tests.factories.dossiers import answer, make_dossier, make_member

pytestmark = pytest.mark.once

CLUBS = "income.room_hire_incidental.mog_4a"
AGREED = "income.room_hire_incidental.mog_3"
RENT = "income.room_hire_incidental"


def page_of(dossier, opened=""):
    return money_sources_page(
        dossier, answers_of(dossier), shipped(), language="nl", today=TODAY, opened=opened
    )


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


def test_unknown_condition_is_asked_right_there(client, professional):
    dossier = money_dossier(professional)
    lines = [line for card in page_of(dossier).used for line in card.legal if line.result == "unknown"]
    assert lines
    assert all(line.asked or line.missing for line in lines)
    client.force_login(professional)
    html = shown(client, dossier)
    for line in lines:
        for _label, url in line.missing:
            assert f'href="{url}"' in html
            assert client.get(url).status_code == 200
        if line.asked is not None:
            assert re.findall(rf'name="{line.asked.id}" value="([a-z]+)"', html) == ["yes", "no", "unknown"]


def test_fact_that_is_missing_is_asked_for(professional):
    plain = copy.deepcopy(FULL)
    del plain["money.homes"][""]["distance_m"]
    lines = cards_of(page_of(money_dossier(professional, plain)))["income.soo"].legal
    asked = [missing for line in lines for missing in line.missing]
    assert any("afstand" in label and url.endswith("/vraag/money.homes/") for label, url in asked)


def test_answered_condition_says_so(professional):
    dossier = money_dossier(professional)
    for holds, result in (("yes", "met"), ("no", "not_met"), ("unknown", "unknown")):
        answer(dossier, "money.conditions", {"holds": holds}, item=CLUBS)
        card = cards_of(page_of(dossier))["income.room_hire_incidental"]
        assert [one.result for one in card.social if one.asked.id == CLUBS] == [result]


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


# ------------------------------------------------------------------ the overview


def open_in(html):
    return re.findall(r'<article class="source" id="income\.(\w+)"><details class="source__fold" open>', html)


def test_nothing_stands_open_but_what_was_asked_for(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    assert open_in(shown(client, dossier)) == []
    address = reverse("dossiers:money_sources", kwargs={"key": dossier.key})
    assert open_in(client.get(f"{address}?bron=soo").content.decode()) == ["soo"]
    assert client.get(f"{address}?bron=niets").status_code == 200


def test_what_is_counted_on_and_fails_stands_open(client, professional):
    plain = copy.deepcopy(FULL)
    plain["money.sources"] = {"income.rent_points": {"use": "count_on"}}
    client.force_login(professional)
    page = shown(client, money_dossier(professional, plain))
    assert open_in(page) == ["rent_points"]


def test_line_says_how_it_stands_and_what_it_brings(professional):
    cards = cards_of(page_of(money_dossier(professional)))
    rent = cards["income.room_hire_structural"]
    assert (rent.counts, rent.use_label) == ("1 nog niet bekend, 2 voldaan", "telt mee in de som")
    assert rent.total == "€\xa010.120 per jaar"
    assert cards["income.funds"].total == "€\xa012.000 één keer"
    assert cards["income.day_care_wmo"].total == ""


def test_groups_follow_from_the_state(professional):
    page = page_of(money_dossier(professional))
    assert {one.state for one in page.possible} == {"unknown"}
    assert {one.state for one in page.wrong} == {"not_met"}
    assert [one.source.id for one in page.closed] == ["income.soo"]
    dossier = make_dossier(professional)
    answer(dossier, "type.choice", {"type": "place_type.senior_complex_room"})
    assert [one.source.id for one in page_of(dossier).closed] == ["income.soo"]


def test_source_of_several_conditions_is_named_once(client, professional):
    card = cards_of(page_of(money_dossier(professional)))[RENT]
    lines = (*card.legal, *card.social)
    told_apart = [one.reason.text for one in lines if one.has_own_source]
    told_once = [text for one in card.shared for text, _url in one.conditions]
    assert len(told_apart) == 2
    assert len(told_once) == 5
    assert sorted(told_apart + told_once) == sorted(one.reason.text for one in lines)
    assert len(card.shared) == 1


# ------------------------------------------------------------------ saying how it stands


def keep(client, dossier, source=RENT, **said):
    """Send the form of one source as the page made it, with other choices."""
    card = cards_of(page_of(dossier))[source]
    return send(client, dossier, card, form_of(card), said)


def form_of(card):
    asked = [one.asked for one in (*card.legal, *card.social) if one.asked is not None]
    data = {}
    for one in asked:
        data |= {f"{one.id}-revision": str(one.revision), f"{one.id}-was": one.holds}
        if one.holds:
            data[one.id] = one.holds
    return data


def send(client, dossier, card, form, said):
    address = reverse("dossiers:money_source", kwargs={"key": dossier.key, "source": slug_of(card.source)})
    return client.post(address, form | {f"{card.source.id}.{code}": holds for code, holds in said.items()})


def said_of(dossier):
    rows = Answer.objects.filter(dossier=dossier, question="money.conditions")
    return {one.item: (one.value, one.revision) for one in rows}


def test_conditions_are_answered_where_they_stand(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    response = keep(client, dossier, mog_3="yes", mog_4a="no", mog_4b="unknown")
    page = reverse("dossiers:money_sources", kwargs={"key": dossier.key})
    assert (response.status_code, response["Location"]) == (
        302, f"{page}?bron=room_hire_incidental#income.room_hire_incidental"
    )  # fmt: skip
    assert said_of(dossier) == {
        AGREED: ({"holds": "yes"}, 1),
        CLUBS: ({"holds": "no"}, 1),
        "income.room_hire_incidental.mog_4b": ({"holds": "unknown"}, 1),
    }
    html = client.get(response["Location"]).content.decode()
    assert open_in(html) == ["room_hire_incidental"]
    assert html.count("<p>Bewaard.</p>") == 1
    assert "<p>Bewaard.</p>" in html.split(f'id="{RENT}"')[1].split("</article>")[0]


def test_what_did_not_change_is_not_written_and_notes_stay(client, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.conditions", {"holds": "yes", "note": "Map 3"}, item=AGREED)
    answer(dossier, "money.conditions", {"holds": "yes", "note": "Van het plein"}, item=CLUBS)
    client.force_login(professional)
    keep(client, dossier, mog_4a="no")
    assert said_of(dossier) == {
        AGREED: ({"holds": "yes", "note": "Map 3"}, 1),
        CLUBS: ({"holds": "no", "note": "Van het plein"}, 2),
    }
    assert AnswerChange.objects.filter(dossier=dossier).count() == 1
    assert "Van het plein" in shown(client, dossier)
    assert keep(client, dossier).status_code == 302
    assert AnswerChange.objects.filter(dossier=dossier).count() == 1


def test_somebody_elses_answer_is_shown_and_nothing_is_lost(client, professional):
    dossier = money_dossier(professional)
    card = cards_of(page_of(dossier))[RENT]
    before = form_of(card)
    answer(dossier, "money.conditions", {"holds": "no"}, item=CLUBS, by=make_user("anna@example.org"))
    client.force_login(professional)
    response = send(client, dossier, card, before, {"mog_3": "yes", "mog_4a": "yes"})
    assert response.status_code == 409
    assert said_of(dossier) == {CLUBS: ({"holds": "no"}, 1)}
    html = html_of.unescape(response.content.decode())
    assert "Iemand was je voor" in html
    assert "antwoordde intussen “Nee”" in html
    assert "Jij koos “Ja”" in html
    assert open_in(html) == ["room_hire_incidental"]
    checked = re.findall(r'name="([a-z0-9_.]+)" value="(\w+)" id="[^"]+" checked', html)
    assert checked == [(AGREED, "yes"), (CLUBS, "yes")]
    # Sent once more as the page has it, one's own choice is kept: it was made knowingly.
    again = dict(re.findall(rf'<input type="hidden" name="({RENT}[^"]+)" value="(\w*)"', html))
    again = {name: again.get(name, "") for name in before if "-" in name}
    send(client, dossier, card, again, {"mog_3": "yes", "mog_4a": "yes"})
    assert said_of(dossier) == {AGREED: ({"holds": "yes"}, 1), CLUBS: ({"holds": "yes"}, 2)}


def test_answer_nobody_touched_does_not_undo_somebody_elses(client, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.conditions", {"holds": "yes"}, item=CLUBS)
    card = cards_of(page_of(dossier))[RENT]
    before = form_of(card)
    answer(dossier, "money.conditions", {"holds": "no"}, item=CLUBS)
    client.force_login(professional)
    assert send(client, dossier, card, before, {"mog_3": "yes"}).status_code == 302
    assert said_of(dossier) == {AGREED: ({"holds": "yes"}, 1), CLUBS: ({"holds": "no"}, 2)}


def test_choice_that_does_not_exist_is_refused_as_a_whole(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    response = keep(client, dossier, mog_3="yes", mog_4a="bijna")
    assert response.status_code == 422
    assert "Dit is niet bewaard" in response.content.decode()
    assert said_of(dossier) == {}


def test_conditions_of_another_source_are_not_taken(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    card = cards_of(page_of(dossier))[RENT]
    address = reverse("dossiers:money_source", kwargs={"key": dossier.key, "source": "soo"})
    client.post(address, form_of(card) | {AGREED: "yes"})
    assert said_of(dossier) == {}
    unknown = reverse("dossiers:money_source", kwargs={"key": dossier.key, "source": "loterij"})
    assert client.post(unknown, {}).status_code == 404


# ------------------------------------------------------------------ counting on it


def count(client, dossier, source, use="count_on", revision=0):
    address = reverse("dossiers:money_source_use", kwargs={"key": dossier.key, "source": source})
    return client.post(address, {"use": use, "revision": revision})


def uses(dossier):
    rows = Answer.objects.filter(dossier=dossier, question="money.sources")
    return {one.item: one.value for one in rows}


def summary_of(response):
    html = html_of.unescape(response.content.decode())
    assert "data-focus-first" in html
    return html.split('class="error-summary"')[1].split("</div>")[0]


def test_source_is_counted_on_and_taken_out_again(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    response = count(client, dossier, "service_agreement")
    assert response.status_code == 302
    html = client.get(response["Location"]).content.decode()
    assert (
        "Dit telt nu mee in de som." in html.split('id="income.service_agreement"')[1].split("</article>")[0]
    )
    assert uses(dossier) == {"income.service_agreement": {"use": "count_on"}}
    assert "income.service_agreement" in [one.source.id for one in page_of(dossier).used]
    count(client, dossier, "service_agreement", use="not", revision=1)
    count(client, dossier, "drinks", use="not")
    assert uses(dossier) == {"income.service_agreement": {"use": "not"}, "income.drinks": {"use": "not"}}
    assert "income.drinks" not in [one.source.id for one in page_of(dossier).used]


def test_note_beside_a_source_stays(client, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.sources", {"use": "count_on", "note": "Tot de zomer"}, item="income.drinks")
    client.force_login(professional)
    count(client, dossier, "drinks", use="not", revision=1)
    assert uses(dossier) == {"income.drinks": {"use": "not", "note": "Tot de zomer"}}


def test_grant_and_rent_points_together_are_refused_on_the_page(client, professional):
    dossier = make_dossier(professional)
    answer(dossier, "money.sources", {"use": "count_on"}, item="income.soo")
    client.force_login(professional)
    response = count(client, dossier, "rent_points")
    assert response.status_code == 422
    said = summary_of(response)
    assert "Dit is niet bewaard" in said
    assert "gaan niet samen" in said
    assert "rent_points" in open_in(response.content.decode())
    assert uses(dossier) == {"income.soo": {"use": "count_on"}}
    assert AnswerChange.objects.filter(dossier=dossier).count() == 0


def test_entrepreneur_and_service_costs_are_refused_on_the_page(client, professional):
    plain = copy.deepcopy(FULL)
    plain["money.use"][""]["entrepreneur"] = "yes"
    dossier = money_dossier(professional, plain)
    client.force_login(professional)
    response = count(client, dossier, "service_costs")
    assert response.status_code == 422
    assert "Dit is niet bewaard" in summary_of(response)
    assert uses(dossier) == {}


def test_use_somebody_else_changed_meanwhile_stays(client, professional):
    dossier = money_dossier(professional)
    answer(dossier, "money.sources", {"use": "perhaps"}, item="income.drinks")
    client.force_login(professional)
    response = count(client, dossier, "drinks", use="not")
    assert response.status_code == 409
    assert "Iemand was je voor" in summary_of(response)
    assert uses(dossier) == {"income.drinks": {"use": "perhaps"}}


# ------------------------------------------------------------------ who may


def test_reader_sees_how_it_stands_and_no_form(client, professional):
    dossier = money_dossier(professional)
    reader = make_user("lezer@example.org")
    make_member(dossier, reader, "reader")
    client.force_login(reader)
    html = shown(client, dossier).split('class="dossier__content"')[1].split('class="dossier__path"')[0]
    assert "<form" not in html
    assert "nog niet bekend" in html
    assert keep(client, dossier, mog_3="yes").status_code == 403
    assert count(client, dossier, "drinks", use="not").status_code == 403
    assert (said_of(dossier), uses(dossier)) == ({}, {})


def test_dossier_that_was_put_away_does_not_change(client, professional):
    dossier = money_dossier(professional, archived_at=NOW)
    client.force_login(professional)
    html = shown(client, dossier).split('class="dossier__content"')[1].split('class="dossier__path"')[0]
    assert "<form" not in html
    assert keep(client, dossier, mog_3="yes").status_code == 403
    assert count(client, dossier, "drinks", use="not").status_code == 403
    assert (said_of(dossier), uses(dossier)) == ({}, {})


def test_address_of_a_source_leads_to_its_place(client, professional):
    dossier = money_dossier(professional)
    client.force_login(professional)
    page = reverse("dossiers:money_sources", kwargs={"key": dossier.key})
    for name in ("money_source", "money_source_use"):
        response = client.get(reverse(f"dossiers:{name}", kwargs={"key": dossier.key, "source": "soo"}))
        assert (response.status_code, response["Location"]) == (302, f"{page}?bron=soo#income.soo")
