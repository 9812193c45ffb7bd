"""The newsletter at a mail server that says no, not now, or nothing."""

from datetime import timedelta

import pytest

from schuifaan.apps.outlets.actions.newsletter_post import send_waiting_letters
from schuifaan.apps.outlets.actions.newsletters import make_editions
from schuifaan.apps.outlets.enums import LetterState
from schuifaan.apps.outlets.models import Letter, Subscription
from schuifaan.apps.people.post import WAITS
from tests.apps.outlets.newsletters import THURSDAY, post, reader

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return dict(Letter.objects.values_list("subscription__email", "state"))


def test_not_now_is_tried_again_later(programme, letter_box):
    reader("an@example.org")
    reader("bo@example.org")
    letter_box.refusals["an@example.org"] = "451 Try again later"
    first = post()
    assert (first.sent, first.later) == (1, 1)
    assert send_waiting_letters(clock=lambda: THURSDAY + timedelta(minutes=4)).sent == 0
    letter_box.refusals.clear()
    assert send_waiting_letters(clock=lambda: THURSDAY + WAITS[0]).sent == 1
    assert letter_box.readers() == ["an@example.org", "bo@example.org"]


def test_after_the_last_try_it_stops(programme, letter_box):
    reader("an@example.org")
    letter_box.after_text["an@example.org"] = "452 Full"
    at = THURSDAY
    make_editions(now=at)
    for wait in (*WAITS, timedelta(0)):
        send_waiting_letters(clock=lambda at=at: at)
        at += wait
    assert states() == {"an@example.org": LetterState.FAILED}


def test_never_is_not_tried_again_and_after_three_weeks_the_address_goes(programme, letter_box):
    reader("weg@example.org")
    reader("bo@example.org")
    letter_box.refusals["weg@example.org"] = "550 No such user"
    for week in range(3):
        assert Subscription.objects.count() == 2
        assert post(THURSDAY + timedelta(days=7 * week)).failed == 1
    assert [row.email for row in Subscription.objects.all()] == ["bo@example.org"]


def test_a_server_that_does_not_take_our_sender_gets_no_more_letters(programme, letter_box):
    for name in "abc":
        reader(f"{name}@example.org")
    letter_box.sender_refused = "550 Who are you?"
    assert post().later == 1
    letter_box.sender_refused = ""
    assert send_waiting_letters(clock=lambda: THURSDAY + WAITS[0]).sent == 3
    assert letter_box.readers() == ["a@example.org", "b@example.org", "c@example.org"]


def test_a_server_that_is_away_costs_nothing(programme, settings):
    reader()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert post().sent == 0
    assert states() == {"an@example.org": LetterState.WAITING}


def test_the_round_is_a_job_that_comes_back():
    from schuifaan.apps.people import jobs  # noqa: PLC0415

    assert [job.minutes for job in jobs.jobs() if job.name == "outlets.newsletters"] == [2]
