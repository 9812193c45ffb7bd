"""One letter when the term comes near, one when it has passed, and then silence."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail

from schuifaan.apps.people import jobs
from schuifaan.apps.places.models import ContactPerson
from schuifaan.apps.voice.actions.reminding import NobodyReached, remind
from schuifaan.apps.voice.models import Matter
from tests.factories import NOW, TODAY, make_membership, make_municipality, make_organisation, make_user
from tests.factories.voice import make_matter

pytestmark = pytest.mark.django_db


def after(days):
    return NOW + timedelta(days=days)


def test_two_days_before_and_once_when_it_has_passed_and_never_more(place, manager):
    make_matter(place, due_on=TODAY + timedelta(days=5), owner=manager)
    assert [remind(now=after(day)) for day in range(12)] == [0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0]
    assert [letter.subject for letter in mail.outbox] == [
        "Binnenkort verwacht iemand antwoord",
        "Er wacht iemand op antwoord",
    ]


def test_day_on_which_nobody_looked_is_made_up_for_once(place, manager):
    make_matter(place, due_on=TODAY - timedelta(days=40))
    assert [remind(now=after(day)) for day in range(3)] == [1, 0, 0]


def test_new_term_is_a_new_reminder(place, manager):
    matter = make_matter(place, due_on=TODAY + timedelta(days=1))
    assert remind(now=NOW) == 1
    Matter.objects.filter(pk=matter.pk).update(due_on=TODAY + timedelta(days=9))
    assert [remind(now=after(day)) for day in (1, 6, 7, 8)] == [0, 0, 1, 0]


@pytest.mark.parametrize("state", ["answered", "closed", "held"])
def test_what_asks_for_nothing_is_not_reminded_of(place, manager, state):
    make_matter(place, state=state)
    assert remind(now=NOW) == 0


def test_one_letter_a_day_tells_of_all(place, manager):
    make_matter(place, title="Een hellingbaan", due_on=TODAY - timedelta(days=1))
    make_matter(place, title="Samen koken", due_on=TODAY + timedelta(days=2))
    assert remind(now=NOW) == 1
    body = mail.outbox[0].body
    assert body.index("Een hellingbaan") < body.index("Samen koken")
    assert f"{settings.BASE_URL}/beheer/plek/t-atrium/signalen/" in body
    assert "Antwoord was beloofd op 20 november." in body
    assert "Uiterlijk op 23 november." in body


def test_it_goes_to_the_owner_else_the_contact_person_else_all_who_may(place, manager, board_member, host):
    matter = make_matter(place, owner=board_member)

    def told():
        mail.outbox.clear()
        Matter.objects.update(reminded_on=None)
        remind(now=NOW)
        return sorted(letter.to[0] for letter in mail.outbox)

    assert told() == [board_member.email]
    Matter.objects.filter(pk=matter.pk).update(owner=host)
    assert told() == [manager.email, board_member.email]
    contact = ContactPerson.objects.create(
        place=place, name="Jo", email=manager.email.upper(), since_date=TODAY
    )
    assert told() == [manager.email]
    contact.email = "info@t-atrium.example"
    contact.save()
    # A letter box that others read gets nothing.
    assert told() == [manager.email, board_member.email]


def test_municipality_tells_its_officers_in_their_own_language(db):
    town = make_municipality()
    office = make_organisation("gemeente", name="Gemeente", kind="municipality", municipality_code=town.pk)
    make_membership(make_user("an@example.org", language="en"), office, "municipal_officer")
    make_matter(municipality=town)
    assert remind(now=NOW) == 1
    assert mail.outbox[0].subject == "Somebody expects an answer soon"
    assert "For Maastricht. By 21 November." in mail.outbox[0].body
    assert f"/beheer/gemeente/{town.pk}/signalen/" in mail.outbox[0].body


def test_mail_server_away_is_tried_again(place, manager, settings):
    make_matter(place)
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    with pytest.raises(NobodyReached):
        remind(now=NOW)
    assert Matter.objects.get().reminded_on is None


def test_reminders_are_a_job_of_every_night():
    assert "voice.reminders" in [job.name for job in jobs.jobs()]
