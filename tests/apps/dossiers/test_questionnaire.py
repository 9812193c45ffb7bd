"""A questionnaire is opened, closed and opened again by the team, and by nobody else."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from schuifaan.apps.dossiers.actions import listening, wishes
from schuifaan.apps.dossiers.actions.listening import QuestionnaireClosed, Said
from schuifaan.apps.dossiers.actions.saving import DossierError
from schuifaan.apps.dossiers.models import Questionnaire
from schuifaan.apps.people.models import AuditEvent
from tests.apps.dossiers.asking import USE, ask_url, count, kept, make_wish
from tests.apps.dossiers.conftest import address
from tests.factories import NOW, TODAY


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


# ------------------------------------------------------------------ the team's pages


def test_team_opens_changes_closes_and_reopens(team, dossier):
    url, today = address(dossier, "questionnaire"), timezone.localdate()
    assert team.get(url).status_code == 200
    assert team.post(url, {"intro": "Wij zijn Woonvrij.", "closes_date": "onzin"}).status_code == 422
    team.post(url, {"intro": "Wij zijn Woonvrij.", "closes_date": today + timedelta(days=10)})
    found = Questionnaire.objects.get(dossier=dossier)
    assert (found.intro, found.closes_date) == ("Wij zijn Woonvrij.", today + timedelta(days=10))
    team.post(url, {"intro": "", "closes_date": today + timedelta(days=20)})
    team.post(address(dossier, "questionnaire_close"))
    found.refresh_from_db()
    assert (found.intro, found.closed_at is not None) == ("", True)
    assert team.get(url).status_code == 200
    team.post(address(dossier, "questionnaire_reopen"), {"again-closes_date": date(2000, 1, 1)})
    assert Questionnaire.objects.get(pk=found.pk).closed_at is not None
    team.post(address(dossier, "questionnaire_reopen"), {"again-closes_date": today})
    assert Questionnaire.objects.get(pk=found.pk).closed_at is None


def test_sheet_has_every_idea_and_the_address(team, questionnaire, dossier):
    page = team.get(address(dossier, "questionnaire_sheet")).content.decode()
    assert page.count("sheet__box ") + page.count('"sheet__box"') == 33
    assert f"<wbr>{questionnaire.token}" in page


def test_pages_without_a_questionnaire_are_not_there(team, dossier):
    for name in ("questionnaire_sheet", "paper_answers"):
        assert team.get(address(dossier, name)).status_code == 404
    assert team.get(address(dossier, "wishes", question=USE)).status_code == 404


def test_question_without_wishes_is_not_there(team, questionnaire, dossier):
    assert team.get(address(dossier, "wishes", question="goal.area")).status_code == 404
