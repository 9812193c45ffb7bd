"""What the agenda keeps of people, and for how long."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from schuifaan.apps.agenda.actions.joining import sign_up
from schuifaan.apps.agenda.enums import ContactBy, SuggestionState
from schuifaan.apps.agenda.models import Activity, Notice, SignUp, Suggestion
from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.models import User
from schuifaan.apps.people.privacy_register import Person
from schuifaan.apps.places.models import Place
from tests.factories import NOW
from tests.factories.agenda import make_activity, make_occurrence

pytestmark = pytest.mark.django_db


def make_suggestion(place: Place, **fields: object) -> Suggestion:
    told = {"kind": "idea", "title": "Soep koken", "first_name": "Aicha", "contact": "aicha@example.org"}
    return Suggestion.objects.create(place=place, **{**told, "asked_at": NOW, **fields})


def test_a_sign_up_is_gone_fourteen_days_after(place: Place) -> None:
    occurrence = make_occurrence(make_activity(place, sign_up=True))
    sign_up(
        occurrence=occurrence,
        first_name="Aicha",
        contact_by=ContactBy.EMAIL,
        contact="a@example.org",
        now=NOW,
    )
    ended = timezone.localdate(occurrence.ends_at)
    retain(today=ended + timedelta(days=13))
    assert SignUp.objects.count() == 1
    retain(today=ended + timedelta(days=14))
    assert SignUp.objects.count() == 0


def test_a_notice_is_gone_fourteen_days_after_it_was_written(place: Place) -> None:
    Notice.objects.create(
        key="x", place=place, by=ContactBy.PHONE, contact="06", subject="x", written_at=NOW, try_at=NOW
    )
    retain(today=date(2026, 12, 4))
    assert Notice.objects.count() == 1
    retain(today=date(2026, 12, 5))
    assert Notice.objects.count() == 0


def test_who_had_an_idea_is_forgotten_thirty_days_after_the_answer(place: Place) -> None:
    idea = make_suggestion(place, state=SuggestionState.DECLINED, answered_at=NOW)
    retain(today=date(2026, 12, 20))
    idea.refresh_from_db()
    assert idea.contact == "aicha@example.org"
    retain(today=date(2026, 12, 21))
    idea.refresh_from_db()
    assert (idea.first_name, idea.contact, idea.title) == ("", "", "Soep koken")


def test_an_idea_nobody_answered_is_gone_after_a_year(place: Place) -> None:
    make_suggestion(place)
    retain(today=date(2027, 11, 20))
    assert Suggestion.objects.count() == 1
    retain(today=date(2027, 11, 21))
    assert Suggestion.objects.count() == 0


def test_who_asks_to_be_forgotten_is(place: Place, host: User) -> None:
    activity = make_activity(place, sign_up=True, welcomed_by=host.name, organiser_name="Iemand anders")
    other = make_activity(place, welcomed_by="Iemand anders")
    sign_up(
        occurrence=make_occurrence(activity), first_name="A", contact_by=ContactBy.EMAIL, contact=host.email,
        now=NOW,
    )  # fmt: skip
    make_suggestion(place, contact=host.email.upper())
    erase_person(person=Person(host.email, host), now=NOW)
    assert (SignUp.objects.count(), Notice.objects.count()) == (0, 0)
    assert Suggestion.objects.get().contact == ""
    assert Activity.objects.get(pk=activity.pk).welcomed_by == ""
    assert Activity.objects.get(pk=other.pk).welcomed_by == "Iemand anders"


def test_forgetting_an_address_without_account_leaves_the_names_of_others(place: Place) -> None:
    activity = make_activity(place, welcomed_by="", organiser_name="Ans")
    erase_person(person=Person("a@example.org"), now=NOW)
    assert Activity.objects.get(pk=activity.pk).organiser_name == "Ans"
