"""Residents and team at the very same moment: nothing said is lost, on both databases."""

import pytest

from schuifaan.apps.dossiers.actions import listening
from schuifaan.apps.dossiers.actions.listening import Said
from schuifaan.apps.dossiers.models import Questionnaire
from tests.apps.dossiers.asking import PLACE, USE, count, kept, make_wish
from tests.factories import NOW, TODAY
from tests.racing import at_once, names_of


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
