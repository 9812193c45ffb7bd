"""Two colleagues at the same moment: one look back of a year, nothing overwritten, one mail."""

from datetime import timedelta

import pytest

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import ContactKind
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.voice.actions import evaluation as acting
from schuifaan.apps.voice.actions.evaluation_reminding import remind_of_looking_back
from schuifaan.apps.voice.models import Evaluation, Letter
from schuifaan.apps.voice.queries import evaluation as queries
from tests.factories import NOW, TODAY
from tests.factories.voice import make_evaluation
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_begin_at_once_begin_one(place: Place, manager: User) -> None:
    def begin(_number: int) -> None:
        acting.begin(place=place, year=2026, by=manager, now=NOW, today=TODAY)

    assert at_once(begin, range(4)) == [None] * 4
    assert Evaluation.objects.count() == 1


def test_of_two_who_answer_the_same_question_one_is_told(place: Place, manager: User) -> None:
    evaluation = make_evaluation(place)
    seen = queries.seen_of_answers({}, ["evaluation.B1"])

    def say(text: str) -> None:
        answers = {"evaluation.B1": text}
        acting.answer(evaluation=evaluation, answers=answers, seen=seen, by=manager, now=NOW)

    outcomes = at_once(say, ["Van mij", "Van jou"])
    assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", "WrittenMeanwhile"]
    kept = ["Van mij", "Van jou"][outcomes.index(None)]
    assert evaluation.answers.get().text == kept


def test_two_workers_write_one_mail(place: Place) -> None:
    ContactPerson.objects.create(
        place=place, kind=ContactKind.PLACE, name="Fatma", email="plek@example.org", since_date=TODAY
    )
    ended = NOW - timedelta(days=400)
    make_evaluation(place, 2025, agreed_on=TODAY, agreed_how="Aan tafel.", finished_at=ended)

    def remind(_number: int) -> None:
        remind_of_looking_back(today=TODAY, now=NOW)

    assert at_once(remind, range(3)) == [None] * 3
    assert Letter.objects.count() == 1
