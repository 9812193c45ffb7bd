"""Residents answer without a trace, on a screen or on paper."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from schuifaan.apps.dossiers.actions import listening
from schuifaan.apps.dossiers.actions.listening import MOST_WISHES, Said
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.ideas import IDEAS, WISH_FIELDS, kept_text
from schuifaan.apps.dossiers.models import Wish
from tests.apps.dossiers.asking import USE, WANTED, ask_url, count, kept, make_wish
from tests.apps.dossiers.conftest import address

# ------------------------------------------------------------------ on a screen


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
    page = team.get(address(dossier, "questionnaire")).content.decode()
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


# ------------------------------------------------------------------ on paper


def test_paper_is_added_up(team, questionnaire, dossier):
    make_wish(questionnaire, "samen eten", times=2, is_idea=True)
    sent = {
        "wanted_yes": "7", "wanted_no": "1", "wished_use_eating": "12", "wished_use_film": "0",
        "wished_use_line1": "Samen Eten", "wished_use_times1": "3", "wished_use_line2": "schaken",
    }  # fmt: skip
    assert team.post(address(dossier, "paper_answers"), sent).status_code == 302
    assert kept(questionnaire) == [("samen eten", 17), ("schaken", 1)]
    assert kept(questionnaire, WANTED) == [("yes", 7), ("no", 1)]


def test_paper_comes_in_after_closing(team, questionnaire, dossier, professional):
    listening.close_questionnaire(questionnaire=questionnaire, by=professional, now=timezone.now())
    assert team.post(address(dossier, "paper_answers"), {"wanted_unknown": "2"}).status_code == 302
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
    assert team.post(address(dossier, "paper_answers"), sent).status_code == 422
    assert Wish.objects.count() == 0
