"""Once a month at most, however many run at once and however the mail server behaves."""

import time

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from schuifaan.apps.people.actions.reminding import Reminded, Reminder, send_reminders
from schuifaan.apps.people.models import AuditEvent
from tests.factories import NOW, make_organisation, make_user
from tests.racing import at_once

pytestmark = pytest.mark.django_db

NOTHING = Reminded(things=0, letters=0, failed=0)


def said(_reader):
    return {"invitation": {"name": "", "invited_by": "An", "what_for": "koffie"}, "valid_days": 14}


def make_reminder(*addresses, context=said, slug="stichting-de-tafel"):
    organisation = make_organisation(slug)
    return Reminder(
        verb="organisation.reminded",
        about=organisation,
        scope=organisation.audit_scope,
        people=[make_user(address) for address in addresses],
        template="people/email/invitation",
        path="/beheer/",
        context=context,
    )


class Refusing(EmailBackend):
    """A mail server that does not take letters to example.net."""

    def send_messages(self, messages):
        if messages[0].to[0].endswith("@example.net"):
            raise ConnectionRefusedError
        return super().send_messages(messages)


class Slow(EmailBackend):
    """A mail server that takes its time, so that others come by meanwhile."""

    def send_messages(self, messages):
        time.sleep(0.3)
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"


def notes():
    return list(AuditEvent.objects.values_list("verb", "scope", "subject", "changes", "actor"))


def recipients():
    return [letter.to[0] for letter in mail.outbox]


def test_everybody_gets_one_letter_and_the_month_is_noted():
    reminder = make_reminder("an@example.org", "bo@example.org")
    assert send_reminders(reminders=[reminder], now=NOW) == Reminded(things=1, letters=2, failed=0)
    assert send_reminders(reminders=[reminder], now=NOW) == NOTHING
    assert recipients() == ["an@example.org", "bo@example.org"]
    assert notes() == [
        ("organisation.reminded", reminder.scope, "Stichting De Tafel", {"month": [None, "2026-11"]}, None)
    ]


@pytest.mark.usefixtures("refusing")
@pytest.mark.parametrize(
    "addresses",
    [
        ("an@example.net", "bo@example.org", "cas@example.org"),
        ("bo@example.org", "an@example.net", "cas@example.org"),
        ("bo@example.org", "cas@example.org", "an@example.net"),
    ],
)
def test_one_letter_that_fails_does_not_send_the_others_twice(addresses):
    reminder = make_reminder(*addresses)
    assert send_reminders(reminders=[reminder], now=NOW) == Reminded(things=1, letters=2, failed=0)
    assert send_reminders(reminders=[reminder], now=NOW) == NOTHING
    assert recipients() == ["bo@example.org", "cas@example.org"]


def test_when_nobody_is_reached_the_next_run_tries_again(settings, refusing):
    reminder = make_reminder("an@example.net", "bo@example.net")
    assert send_reminders(reminders=[reminder], now=NOW) == Reminded(things=0, letters=0, failed=1)
    assert notes() == []
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_reminders(reminders=[reminder], now=NOW) == Reminded(things=1, letters=2, failed=0)


@pytest.mark.usefixtures("refusing")
def test_where_nobody_is_reached_the_others_are_still_reminded():
    reminders = [make_reminder("an@example.net"), make_reminder("bo@example.org", slug="de-bank")]
    assert send_reminders(reminders=reminders, now=NOW) == Reminded(things=1, letters=1, failed=1)
    assert recipients() == ["bo@example.org"]


def test_a_letter_that_cannot_be_written_keeps_the_others_at_home():
    """Else its failing would undo the note of letters that went."""

    def said_to_an(reader):
        if reader.email != "an@example.org":
            raise LookupError
        return said(reader)

    with pytest.raises(LookupError):
        send_reminders(
            reminders=[make_reminder("an@example.org", "bo@example.org", context=said_to_an)], now=NOW
        )
    assert (recipients(), notes()) == ([], [])


def test_without_people_nothing_is_noted():
    assert send_reminders(reminders=[make_reminder()], now=NOW) == NOTHING
    assert notes() == []


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_once(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    reminder = make_reminder("an@example.org", "bo@example.org")
    outcomes = []
    failures = at_once(
        lambda _run: outcomes.append(send_reminders(reminders=[reminder], now=NOW)), ["first", "second"]
    )
    assert failures == [None, None]
    assert sorted(outcomes) == [NOTHING, Reminded(things=1, letters=2, failed=0)]
    assert recipients() == ["an@example.org", "bo@example.org"]
    assert len(notes()) == 1
