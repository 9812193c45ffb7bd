"""Residents answer without a trace; the team reads wishes, chooses, and takes them over."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.dossiers.actions import listening, wishes
from schuifaan.apps.dossiers.actions.listening import MOST_WISHES, QuestionnaireClosed, Said
from schuifaan.apps.dossiers.actions.saving import AnsweredMeanwhile, DossierError
from schuifaan.apps.dossiers.enums import WishState
from schuifaan.apps.dossiers.ideas import IDEAS, WISH_FIELDS, kept_text
from schuifaan.apps.dossiers.models import Questionnaire, Wish
from schuifaan.apps.dossiers.queries import listening as queries
from schuifaan.apps.dossiers.queries.answers import answers_of
from schuifaan.apps.people.models import AuditEvent
from tests.factories import NOW, TODAY
from tests.factories.dossiers import answer, make_dossier
from tests.racing import at_once, names_of

USE, PLACE, WANTED = "needs.wished_use", "needs.wished_place", "needs.wanted"


@pytest.fixture
def dossier(professional):
    return make_dossier(professional)


@pytest.fixture
def questionnaire(dossier, professional):
    today = timezone.localdate()
    return listening.open_questionnaire(dossier=dossier, by=professional, now=timezone.now(), today=today)


@pytest.fixture
def team(client, professional):
    client.force_login(professional, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask_url(questionnaire):
    return reverse("dossiers:ask", kwargs={"token": questionnaire.token})


def team_url(name, dossier, **keys):
    return reverse(f"dossiers:{name}", kwargs={"key": dossier.key, **keys})


def make_wish(questionnaire, text, times=1, question=USE, **fields):
    return Wish.objects.create(
        questionnaire=questionnaire, question=question, text=text, times=times, **fields
    )


def count(questionnaire, *said):
    listening.count_answers(questionnaire=questionnaire, said=said, today=timezone.localdate())


def kept(questionnaire, question=USE):
    return list(questionnaire.wishes.filter(question=question).values_list("text", "times"))


# ------------------------------------------------------------------ opening and closing


def test_questionnaire_is_open_six_weeks(dossier, professional):
    found = listening.open_questionnaire(dossier=dossier, by=professional, now=NOW, today=TODAY)
    assert found.closes_date == TODAY + timedelta(days=42)
    assert listening.is_taking_answers(found, today=found.closes_date) is True
    assert listening.is_taking_answers(found, today=found.closes_date + timedelta(days=1)) is False
    assert [event.verb for event in AuditEvent.objects.all()] == ["dossier.questionnaire_opened"]


def test_dossier_has_one_questionnaire(dossier, professional, questionnaire):
    with pytest.raises(DossierError, match="al een vragenlijst"):
        listening.open_questionnaire(dossier=dossier, by=professional, now=NOW, today=TODAY)
    assert Questionnaire.objects.count() == 1


def test_clock_set_back_does_not_keep_it_open(questionnaire, professional):
    yesterday = questionnaire.created_at - timedelta(days=1)
    listening.close_questionnaire(questionnaire=questionnaire, by=professional, now=yesterday)
    assert questionnaire.closed_at == questionnaire.created_at


@pytest.mark.parametrize("days", [-1, 400])
def test_last_day_is_in_the_coming_year(dossier, professional, days):
    with pytest.raises(DossierError) as refused:
        listening.open_questionnaire(
            dossier=dossier, by=professional, now=NOW, today=TODAY, closes_date=TODAY + timedelta(days=days)
        )
    assert refused.value.field == "closes_date"


def test_questionnaire_closes_and_opens_again_on_the_same_address(questionnaire, professional):
    token = questionnaire.token
    listening.close_questionnaire(questionnaire=questionnaire, by=professional, now=timezone.now())
    with pytest.raises(QuestionnaireClosed):
        count(questionnaire, Said(USE, "koffie"))
    today = timezone.localdate()
    listening.reopen_questionnaire(
        questionnaire=questionnaire, closes_date=today, by=professional, now=timezone.now(), today=today
    )
    count(questionnaire, Said(USE, "koffie"))
    assert (questionnaire.token, kept(questionnaire)) == (token, [("koffie", 1)])
    assert sorted(AuditEvent.objects.values_list("verb", flat=True)) == [
        "dossier.questionnaire_closed",
        "dossier.questionnaire_opened",
        "dossier.questionnaire_opened",
    ]


def test_stranger_can_do_nothing(questionnaire, dossier, stranger):
    wish = make_wish(questionnaire, "koffie")
    tries = [
        lambda: listening.close_questionnaire(questionnaire=questionnaire, by=stranger, now=NOW),
        lambda: listening.count_paper_answers(questionnaire=questionnaire, said=[], by=stranger),
        lambda: wishes.reword_wish(wish=wish, text="thee", by=stranger),
        lambda: wishes.take_over_wishes(questionnaire=questionnaire, by=stranger, now=NOW),
    ]
    for attempt in tries:
        with pytest.raises(PermissionDenied):
            attempt()


def test_dossier_put_away_takes_nothing_in(questionnaire, dossier, client, professional):
    dossier.archived_at = timezone.now()
    dossier.save()
    questionnaire.refresh_from_db()
    assert client.get(ask_url(questionnaire)).status_code == 410
    with pytest.raises(DossierError, match="weggezet"):
        listening.close_questionnaire(
            questionnaire=Questionnaire.objects.get(pk=questionnaire.pk), by=professional, now=NOW
        )


# ------------------------------------------------------------------ residents


def test_resident_answers_without_account_and_each_line_stands_alone(client, questionnaire):
    sent = {
        "wanted": "yes",
        "wished_use": ["eating", "music"],
        "wished_use_more": "Schaken\r\nschaken.\r\n  samen   ETEN ",
        "contribution_more": "Taart bakken",
        "needed_more": "Iemand die me ophaalt",
    }
    response = client.post(ask_url(questionnaire), sent)
    assert response.status_code == 302
    assert response["Location"] == reverse("dossiers:thanks", kwargs={"token": questionnaire.token})
    assert sorted(questionnaire.wishes.values_list("question", "text", "times", "is_idea")) == [
        ("needs.contribution", "Taart bakken", 1, False),
        ("needs.needed", "Iemand die me ophaalt", 1, False),
        ("needs.wanted", "yes", 1, True),
        ("needs.wished_use", "Schaken", 1, False),
        ("needs.wished_use", "muziek maken of zingen", 1, True),
        ("needs.wished_use", "samen eten", 1, True),
    ]
    assert client.get(response["Location"]).status_code == 200


def test_the_same_said_again_is_counted_with_it(client, questionnaire):
    for line in ("Een moestuin", "een MOESTUIN.", "  een   moestuin "):
        client.post(ask_url(questionnaire), {"wished_use_more": line})
    assert kept(questionnaire) == [("Een moestuin", 3)]


def test_answering_leaves_no_session_behind(questionnaire):
    client = Client()
    client.get(ask_url(questionnaire))
    client.post(ask_url(questionnaire), {"wished_use": ["eating"]})
    assert set(client.cookies) == {"csrftoken"}


def test_what_tells_who_is_refused_and_what_was_typed_stays(client, questionnaire):
    sent = {"wished_use": ["film"], "wished_use_more": "Bel me: 06-12345678\nzingen"}
    response = client.post(ask_url(questionnaire), sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Bel me: 06-12345678\nzingen</textarea>" in page.replace("\r", "")
    assert re.search(r'value="film"[^>]* checked', page)
    assert "De rest mag blijven staan" in page
    assert Wish.objects.count() == 0


@pytest.mark.parametrize("lines", ["a\nb\nc\nd\ne\nf", "x" * 301])
def test_too_much_is_refused(client, questionnaire, lines):
    assert client.post(ask_url(questionnaire), {"needed_more": lines}).status_code == 422
    assert Wish.objects.count() == 0


def test_five_lines_of_the_longest_fit(client, questionnaire):
    lines = "\n".join(str(number) + "x" * 299 for number in range(5))
    assert client.post(ask_url(questionnaire), {"needed_more": lines}).status_code == 302
    assert Wish.objects.count() == 5


def test_empty_answer_is_kindly_held_back(client, questionnaire):
    response = client.post(ask_url(questionnaire), {})
    assert response.status_code == 422
    assert "Eén antwoord is al genoeg" in response.content.decode()


def test_machine_is_thanked_and_not_counted(client, questionnaire):
    response = client.post(ask_url(questionnaire), {"website": "https://x.example", "wished_use": ["film"]})
    assert (response.status_code, Wish.objects.count()) == (302, 0)


def test_made_up_idea_is_refused(client, questionnaire):
    assert client.post(ask_url(questionnaire), {"wished_use": ["casino"]}).status_code == 422
    assert client.post(ask_url(questionnaire), {"wanted": "misschien"}).status_code == 422


def test_unknown_and_closed_get_a_kind_page(client, questionnaire, professional):
    unknown = client.get(reverse("dossiers:ask", kwargs={"token": "onzin"}))
    assert (unknown.status_code, "kennen we niet" in unknown.content.decode()) == (404, True)
    listening.close_questionnaire(questionnaire=questionnaire, by=professional, now=timezone.now())
    for response in (
        client.get(ask_url(questionnaire)),
        client.post(ask_url(questionnaire), {"wanted": "yes"}),
    ):
        assert (response.status_code, "is gesloten" in response.content.decode()) == (410, True)


def test_address_typed_over_in_capitals_works(client, questionnaire):
    url = reverse("dossiers:ask", kwargs={"token": questionnaire.token.upper()})
    assert client.get(url).status_code == 200


def test_markup_emoji_and_other_scripts_come_through_as_text(client, team, questionnaire, dossier):
    lines = ["<script>alert(1)</script>", "🎲 spelen 👨‍👩‍👧", "مكان للقاء", "\u202eomgekeerd"]
    client.post(ask_url(questionnaire), {"wished_use_more": "\n".join(lines)})
    assert sorted(text for text, _times in kept(questionnaire)) == sorted([*lines[:3], "omgekeerd"])
    page = team.get(team_url("questionnaire", dossier)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<bdi>مكان للقاء</bdi>" in page


def test_questions_are_in_english_for_who_reads_english(questionnaire):
    page = Client(headers={"accept-language": "en"}).get(ask_url(questionnaire)).content.decode()
    assert "What would you like to do there?" in page


def test_models_hold_nothing_of_the_person():
    assert {field.name for field in Wish._meta.get_fields()} == {
        "id", "questionnaire", "question", "text", "times", "is_idea", "state",
    }  # fmt: skip


def test_full_list_still_counts_what_is_there(questionnaire, monkeypatch):
    monkeypatch.setattr(listening, "MOST_WISHES", 1)
    assert MOST_WISHES > 10_000
    count(questionnaire, Said(USE, "koffie"))
    with pytest.raises(DossierError, match="niets nieuws"):
        count(questionnaire, Said(USE, "koffie"), Said(USE, "thee"))
    count(questionnaire, Said(USE, "KOFFIE"))
    assert kept(questionnaire) == [("koffie", 2)]


def test_every_idea_can_be_kept():
    texts = [kept_text(idea) for ideas in IDEAS.values() for idea in ideas]
    assert len(texts) == len(set(texts)) == 30
    assert set(IDEAS) == set(WISH_FIELDS)


def test_wish_stands_once_and_at_least_one_time(questionnaire):
    make_wish(questionnaire, "koffie")
    for wrong in ({"text": "koffie"}, {"text": "thee", "times": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_wish(questionnaire, **wrong)


# ------------------------------------------------------------------ at the same moment


@pytest.mark.django_db(transaction=True)
def test_the_same_wish_at_once_is_one_wish_said_as_often(questionnaire):
    said = ["Koffie", "koffie", "KOFFIE.", "koffie ", "Koffie"]
    outcomes = at_once(lambda text: count(questionnaire, Said(USE, text), Said(PLACE, "hier")), said)
    assert outcomes == [None] * 5
    assert [times for _text, times in kept(questionnaire)] == [5]
    assert kept(questionnaire, PLACE) == [("hier", 5)]


@pytest.mark.django_db
def test_wish_written_in_between_is_counted_with(questionnaire, monkeypatch):
    """The row came after looking and before writing: the constraint holds, nothing is lost."""
    make_wish(questionnaire, "koffie", times=4)
    monkeypatch.setattr(listening, "_known", lambda *_args: {})
    count(questionnaire, Said(USE, "koffie"))
    assert kept(questionnaire) == [("koffie", 5)]


@pytest.mark.django_db(transaction=True)
def test_two_openings_at_once_leave_one(dossier, professional):
    def work(_number):
        listening.open_questionnaire(dossier=dossier, by=professional, now=NOW, today=TODAY)

    outcomes = at_once(work, [1, 2])
    assert names_of(outcomes) == ["DossierError", "NoneType"]
    assert Questionnaire.objects.count() == 1


# ------------------------------------------------------------------ paper


def test_paper_is_added_up(team, questionnaire, dossier):
    make_wish(questionnaire, "samen eten", times=2, is_idea=True)
    sent = {
        "wanted_yes": "7", "wanted_no": "1", "wished_use_eating": "12", "wished_use_film": "0",
        "wished_use_line1": "Samen Eten", "wished_use_times1": "3", "wished_use_line2": "schaken",
    }  # fmt: skip
    assert team.post(team_url("paper_answers", dossier), sent).status_code == 302
    assert kept(questionnaire) == [("samen eten", 17), ("schaken", 1)]
    assert kept(questionnaire, WANTED) == [("yes", 7), ("no", 1)]


def test_paper_comes_in_after_closing(team, questionnaire, dossier, professional):
    listening.close_questionnaire(questionnaire=questionnaire, by=professional, now=timezone.now())
    assert team.post(team_url("paper_answers", dossier), {"wanted_unknown": "2"}).status_code == 302
    assert kept(questionnaire, WANTED) == [("unknown", 2)]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"wished_use_eating": "-1"},
        {"wished_use_eating": "veel"},
        {"wished_use_times1": "3"},
        {"wished_use_line1": "mail jan@voorbeeld.nl", "wished_use_times1": "3"},
    ],
)
def test_paper_with_a_mistake_is_shown_again(team, questionnaire, dossier, sent):
    assert team.post(team_url("paper_answers", dossier), sent).status_code == 422
    assert Wish.objects.count() == 0


# ------------------------------------------------------------------ what the team does


def test_wishes_stand_most_often_said_first(team, questionnaire, dossier):
    for text, times in (("een", 1), ("drie", 3), ("twee", 2)):
        make_wish(questionnaire, text, times)
    make_wish(questionnaire, "weg", 9, state=WishState.REMOVED)
    page = team.get(team_url("questionnaire", dossier)).content.decode()
    assert re.findall(r"<bdi>(\w+)</bdi>", page) == ["drie", "twee", "een"]


def test_ten_thousand_wishes_are_leafed_through(team, questionnaire, dossier, django_assert_max_num_queries):
    Wish.objects.bulk_create(
        Wish(questionnaire=questionnaire, question=USE, text=f"wens {number}", times=number // 7 + 1)
        for number in range(10_000)
    )
    url, seen, pages = team_url("wishes", dossier, question=USE), [], 0
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
    page = team.get(team_url("wishes", dossier, question=USE), {"blad": cursor})
    assert (page.status_code, page.content.decode().count("<bdi>")) == (200, 1)


def test_wishes_are_chosen_removed_and_put_back(team, questionnaire, dossier):
    one, other = make_wish(questionnaire, "een"), make_wish(questionnaire, "twee")
    url = team_url("wishes", dossier, question=USE)
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
    assert team.post(team_url("wish", dossier, pk=wish.pk), {"do": "remove"}).status_code == 404
    team.post(team_url("wishes", dossier, question=USE), {"do": "remove", "wish": [wish.pk]})
    response = team.post(team_url("wish", dossier, pk=mine.pk), {"do": "merge", "into": wish.pk})
    wish.refresh_from_db()
    assert (response.status_code, wish.state, wish.times) == (422, "new", 1)


def test_wish_is_put_in_other_words(team, questionnaire, dossier):
    wish = make_wish(questionnaire, "samen eten", times=4, is_idea=True)
    make_wish(questionnaire, "Koken")
    url = team_url("wish", dossier, pk=wish.pk)
    for refused in ("", "koken.", "bel 06-12345678"):
        assert team.post(url, {"do": "reword", "text": refused}).status_code == 422
    assert team.post(url, {"do": "reword", "text": " Elke week  samen eten"}).status_code == 302
    wish.refresh_from_db()
    assert (wish.text, wish.times, wish.is_idea) == ("Elke week samen eten", 4, False)


def test_wish_is_counted_with_another(team, questionnaire, dossier):
    goes = make_wish(questionnaire, "bakkie", times=3, state=WishState.KEPT)
    stays = make_wish(questionnaire, "koffie", times=4)
    elsewhere = make_wish(questionnaire, "koffie", question=PLACE)
    url = team_url("wish", dossier, pk=goes.pk)
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
        assert team.post(team_url("take_over_wishes", dossier)).status_code == 302
    found = answers_of(dossier)
    assert found.one(USE) == {"wishes": ["Een moestuin", "Samen Eten (23 keer)", "schaken (2 keer)"]}
    assert found.one(PLACE) == {"places": ["bij de flat (3 keer)"]}
    assert found.one(WANTED) == {}
    assert dossier.history.filter(question=USE).count() == 1


def test_taking_over_nothing_says_so(team, questionnaire, dossier):
    page = team.post(team_url("take_over_wishes", dossier), follow=True).content.decode()
    assert "Kies eerst de wensen" in page


def test_more_wishes_than_fit_change_nothing(team, questionnaire, dossier):
    Wish.objects.bulk_create(
        Wish(questionnaire=questionnaire, question=USE, text=f"wens {number}", state=WishState.KEPT)
        for number in range(201)
    )
    page = team.post(team_url("take_over_wishes", dossier), follow=True)
    assert (page.status_code, answers_of(dossier).one(USE)) == (200, {})
    assert "201 regels" in page.content.decode()


def test_need_is_proposed_and_only_answered_on_request(team, questionnaire, dossier):
    make_wish(questionnaire, "yes", 7, question=WANTED, is_idea=True)
    make_wish(questionnaire, "no", 2, question=WANTED, is_idea=True)
    page = team.get(team_url("questionnaire", dossier)).content.decode()
    assert "Dit wijst op: ja." in page
    assert answers_of(dossier).one(WANTED) == {}
    team.post(team_url("take_over_wanted", dossier), {"wanted": "yes", "revision": "0"})
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
    page = team.post(team_url("take_over_wanted", dossier), {"wanted": "yes", "revision": "0"}, follow=True)
    assert "Er is niets overschreven" in page.content.decode()
    team.post(team_url("take_over_wanted", dossier), {"wanted": "yes", "revision": "1"})
    assert answers_of(dossier).one(WANTED) == {"wanted": "yes", "note": "Veel mensen willen rust."}


# ------------------------------------------------------------------ the team's pages


def test_team_opens_changes_closes_and_reopens(team, dossier):
    url, today = team_url("questionnaire", dossier), timezone.localdate()
    assert team.get(url).status_code == 200
    assert team.post(url, {"intro": "Wij zijn Woonvrij.", "closes_date": "onzin"}).status_code == 422
    team.post(url, {"intro": "Wij zijn Woonvrij.", "closes_date": today + timedelta(days=10)})
    found = Questionnaire.objects.get(dossier=dossier)
    assert (found.intro, found.closes_date) == ("Wij zijn Woonvrij.", today + timedelta(days=10))
    team.post(url, {"intro": "", "closes_date": today + timedelta(days=20)})
    team.post(team_url("questionnaire_close", dossier))
    found.refresh_from_db()
    assert (found.intro, found.closed_at is not None) == ("", True)
    assert team.get(url).status_code == 200
    team.post(team_url("questionnaire_reopen", dossier), {"again-closes_date": date(2000, 1, 1)})
    assert Questionnaire.objects.get(pk=found.pk).closed_at is not None
    team.post(team_url("questionnaire_reopen", dossier), {"again-closes_date": today})
    assert Questionnaire.objects.get(pk=found.pk).closed_at is None


def test_sheet_has_every_idea_and_the_address(team, questionnaire, dossier):
    page = team.get(team_url("questionnaire_sheet", dossier)).content.decode()
    assert page.count("sheet__box ") + page.count('"sheet__box"') == 33
    assert f"<wbr>{questionnaire.token}" in page


def test_pages_without_a_questionnaire_are_not_there(team, dossier):
    for name in ("questionnaire_sheet", "paper_answers"):
        assert team.get(team_url(name, dossier)).status_code == 404
    assert team.get(team_url("wishes", dossier, question=USE)).status_code == 404


def test_question_without_wishes_is_not_there(team, questionnaire, dossier):
    assert team.get(team_url("wishes", dossier, question="goal.area")).status_code == 404
