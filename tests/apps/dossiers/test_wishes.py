"""The team reads what residents said, chooses, and takes it over into the dossier."""

import re

import pytest

from schuifaan.apps.dossiers.actions import listening, wishes
from schuifaan.apps.dossiers.actions.listening import Said
from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile
from schuifaan.apps.dossiers.enums import WishState
from schuifaan.apps.dossiers.models import Wish
from schuifaan.apps.dossiers.queries import listening as queries
from schuifaan.apps.dossiers.queries.answers import answers_of
from tests.apps.dossiers.asking import PLACE, USE, WANTED, count, make_wish
from tests.apps.dossiers.conftest import address
from tests.factories import NOW, TODAY
from tests.factories.dossiers import answer, make_dossier


def test_wishes_stand_most_often_said_first(team, questionnaire, dossier):
    for text, times in (("een", 1), ("drie", 3), ("twee", 2)):
        make_wish(questionnaire, text, times)
    make_wish(questionnaire, "weg", 9, state=WishState.REMOVED)
    page = team.get(address(dossier, "questionnaire")).content.decode()
    assert re.findall(r"<bdi>(\w+)</bdi>", page) == ["drie", "twee", "een"]


def test_ten_thousand_wishes_are_leafed_through(team, questionnaire, dossier, django_assert_max_num_queries):
    Wish.objects.bulk_create(
        Wish(questionnaire=questionnaire, question=USE, text=f"wens {number}", times=number // 7 + 1)
        for number in range(10_000)
    )
    url, seen, pages = address(dossier, "wishes", question=USE), [], 0
    with django_assert_max_num_queries(16):
        page = team.get(url).content.decode()
    assert len(re.findall("<bdi>", page)) == queries.PAGE
    cursor = ""
    while cursor or not pages:
        found = queries.wish_page(questionnaire, dossier, USE, cursor=cursor)
        seen += [wish.times for wish in found.wishes]
        cursor, pages = found.next, pages + 1
    assert (len(seen), pages, seen == sorted(seen, reverse=True)) == (10_000, 200, True)
    back = queries.wish_page(
        questionnaire, dossier, USE, cursor=queries.wish_page(questionnaire, dossier, USE, cursor=
        queries.wish_page(questionnaire, dossier, USE).next).previous,
    )  # fmt: skip
    assert back == queries.wish_page(questionnaire, dossier, USE)
    count(questionnaire, Said(USE, "WENS 5"))
    assert Wish.objects.get(text="wens 5").times == 2


@pytest.mark.parametrize("cursor", ["na-1", "na-x-1", "onzin", "voor--", "na-" + "9" * 40 + "-1"])
def test_cursor_made_by_hand_shows_the_first_page(team, questionnaire, dossier, cursor):
    make_wish(questionnaire, "koffie")
    page = team.get(address(dossier, "wishes", question=USE), {"blad": cursor})
    assert (page.status_code, page.content.decode().count("<bdi>")) == (200, 1)


def test_wishes_are_chosen_removed_and_put_back(team, questionnaire, dossier):
    one, other = make_wish(questionnaire, "een"), make_wish(questionnaire, "twee")
    url = address(dossier, "wishes", question=USE)
    team.post(url, {"do": "keep", "wish": [one.pk, other.pk]})
    team.post(url, {"do": "remove", "wish": [other.pk]})
    assert sorted(questionnaire.wishes.values_list("text", "state")) == [("een", "kept"), ("twee", "removed")]
    assert re.findall(r"<bdi>(\w+)</bdi>", team.get(url, {"weg": "1"}).content.decode()) == ["twee"]
    team.post(url, {"do": "put_back", "wish": [one.pk, other.pk]})
    assert set(questionnaire.wishes.values_list("state", flat=True)) == {"new"}


def test_wish_of_another_dossier_is_out_of_reach(team, questionnaire, dossier, stranger):
    theirs = make_dossier(stranger)
    other = listening.open_questionnaire(dossier=theirs, by=stranger, now=NOW, today=TODAY)
    wish, mine = make_wish(other, "van hen"), make_wish(questionnaire, "van ons")
    assert team.post(address(dossier, "wish", pk=wish.pk), {"do": "remove"}).status_code == 404
    team.post(address(dossier, "wishes", question=USE), {"do": "remove", "wish": [wish.pk]})
    response = team.post(address(dossier, "wish", pk=mine.pk), {"do": "merge", "into": wish.pk})
    wish.refresh_from_db()
    assert (response.status_code, wish.state, wish.times) == (422, "new", 1)


def test_wish_is_put_in_other_words(team, questionnaire, dossier):
    wish = make_wish(questionnaire, "samen eten", times=4, is_idea=True)
    make_wish(questionnaire, "Koken")
    url = address(dossier, "wish", pk=wish.pk)
    for refused in ("", "koken.", "bel 06-12345678"):
        assert team.post(url, {"do": "reword", "text": refused}).status_code == 422
    assert team.post(url, {"do": "reword", "text": " Elke week  samen eten"}).status_code == 302
    wish.refresh_from_db()
    assert (wish.text, wish.times, wish.is_idea) == ("Elke week samen eten", 4, False)


def test_wish_is_counted_with_another(team, questionnaire, dossier):
    goes = make_wish(questionnaire, "bakkie", times=3, state=WishState.KEPT)
    stays = make_wish(questionnaire, "koffie", times=4)
    elsewhere = make_wish(questionnaire, "koffie", question=PLACE)
    url = address(dossier, "wish", pk=goes.pk)
    for wrong in ("", str(goes.pk), str(elsewhere.pk)):
        assert team.post(url, {"do": "merge", "into": wrong}).status_code == 422
    assert re.findall(r"<bdi>(\w+)</bdi>", team.get(url, {"zoek": "kof"}).content.decode()) == [
        "bakkie",
        "koffie",
    ]
    assert team.post(url, {"do": "merge", "into": stays.pk}).status_code == 302
    assert list(questionnaire.wishes.filter(question=USE).values_list("text", "times", "state")) == [
        ("koffie", 7, "kept")
    ]


# ------------------------------------------------------------------ into the dossier


def test_chosen_wishes_join_what_the_team_wrote(team, questionnaire, dossier):
    answer(dossier, USE, {"wishes": ["Een moestuin", "Samen Eten"]})
    make_wish(questionnaire, "samen eten", 23, is_idea=True, state=WishState.KEPT)
    make_wish(questionnaire, "schaken", 2, state=WishState.KEPT)
    make_wish(questionnaire, "casino", 40)
    make_wish(questionnaire, "bij de flat", 3, question=PLACE, state=WishState.KEPT)
    for _again in range(2):
        assert team.post(address(dossier, "take_over_wishes")).status_code == 302
    found = answers_of(dossier)
    assert found.one(USE) == {"wishes": ["Een moestuin", "Samen Eten (23 keer)", "schaken (2 keer)"]}
    assert found.one(PLACE) == {"places": ["bij de flat (3 keer)"]}
    assert found.one(WANTED) == {}
    assert dossier.history.filter(question=USE).count() == 1


def test_taking_over_nothing_says_so(team, questionnaire, dossier):
    page = team.post(address(dossier, "take_over_wishes"), follow=True).content.decode()
    assert "Kies eerst de wensen" in page


def test_more_wishes_than_fit_change_nothing(team, questionnaire, dossier):
    Wish.objects.bulk_create(
        Wish(questionnaire=questionnaire, question=USE, text=f"wens {number}", state=WishState.KEPT)
        for number in range(201)
    )
    page = team.post(address(dossier, "take_over_wishes"), follow=True)
    assert (page.status_code, answers_of(dossier).one(USE)) == (200, {})
    assert "201 regels" in page.content.decode()


def test_need_is_proposed_and_only_answered_on_request(team, questionnaire, dossier):
    make_wish(questionnaire, "yes", 7, question=WANTED, is_idea=True)
    make_wish(questionnaire, "no", 2, question=WANTED, is_idea=True)
    page = team.get(address(dossier, "questionnaire")).content.decode()
    assert "Dit wijst op: ja." in page
    assert answers_of(dossier).one(WANTED) == {}
    team.post(address(dossier, "take_over_wanted"), {"wanted": "yes", "revision": "0"})
    assert answers_of(dossier).one(WANTED) == {
        "wanted": "yes",
        "note": "Uit de vragenlijst: 7 keer ja, 2 keer nee, 0 keer weet ik niet.",
    }


def test_proposal_does_not_go_over_what_somebody_just_answered(questionnaire, dossier, professional, team):
    answer(dossier, WANTED, {"wanted": "no", "note": "Veel mensen willen rust."})
    with pytest.raises(AnsweredMeanwhile):
        wishes.answer_wanted(
            questionnaire=questionnaire, wanted="yes", note="x", revision=0, by=professional, now=NOW
        )
    page = team.post(address(dossier, "take_over_wanted"), {"wanted": "yes", "revision": "0"}, follow=True)
    assert "Er is niets overschreven" in page.content.decode()
    team.post(address(dossier, "take_over_wanted"), {"wanted": "yes", "revision": "1"})
    assert answers_of(dossier).one(WANTED) == {"wanted": "yes", "note": "Veel mensen willen rust."}
