"""The post, through a real mail server on this machine: each letter once, also when a worker dies."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from schuifaan.apps.agenda.actions import post
from schuifaan.apps.agenda.actions.joining import sign_up
from schuifaan.apps.agenda.enums import ContactBy
from schuifaan.apps.agenda.models import Notice
from schuifaan.apps.agenda.tasks import send_letter
from schuifaan.apps.people.post import WAITS
from schuifaan.apps.places.models import Place
from tests.factories import NOW
from tests.factories.agenda import make_activity, make_occurrence
from tests.letter_box import LetterBox

pytestmark = pytest.mark.django_db


def make_letter(place: Place, address: str) -> Notice:
    return Notice.objects.create(
        key=f"test:{address}", place=place, by=ContactBy.EMAIL, first_name="Aicha", contact=address,
        subject="Gaat niet door", text="Dag Aicha,", written_at=NOW, try_at=NOW,
    )  # fmt: skip


def go_round(now: Any = NOW) -> int:
    return post.send_waiting_letters(clock=lambda: now)


def test_a_letter_goes_once_and_its_text_and_address_with_it(place: Place, letter_box: LetterBox) -> None:
    letter = make_letter(place, "aicha@example.org")
    assert [go_round(), go_round()] == [1, 0]
    assert letter_box.addresses == ["aicha@example.org"]
    letter.refresh_from_db()
    assert (letter.contact, letter.text, letter.done_at) == ("", "", NOW)


def test_a_worker_killed_between_two_letters_sends_neither_twice(
    place: Place, letter_box: LetterBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("een", "twee", "drie"):
        make_letter(place, f"{name}@example.org")
    send = mail.EmailMessage.send

    def dies_with_the_second(self: mail.EmailMessage, *args: Any, **kwargs: Any) -> int:
        sent = send(self, *args, **kwargs)
        if self.to == ["twee@example.org"]:
            # Not an Exception: nothing of ours may catch it, as nothing catches a power cut.
            raise KeyboardInterrupt
        return sent

    monkeypatch.setattr(mail.EmailMessage, "send", dies_with_the_second)
    with pytest.raises(KeyboardInterrupt):
        go_round()
    monkeypatch.undo()
    assert go_round(NOW + timedelta(days=1)) == 1
    assert letter_box.addresses == ["een@example.org", "twee@example.org", "drie@example.org"]


def test_a_line_that_falls_away_in_the_middle_sends_nothing_again(
    place: Place, letter_box: LetterBox
) -> None:
    make_letter(place, "aicha@example.org")
    letter_box.dies_after = "aicha@example.org"
    assert go_round() == 0
    letter_box.dies_after = ""
    assert go_round(NOW + timedelta(days=1)) == 0
    assert letter_box.addresses == ["aicha@example.org"]


def test_a_server_that_is_away_is_tried_again_later(
    place: Place, letter_box: LetterBox, settings: Any
) -> None:
    letter = make_letter(place, "aicha@example.org")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert go_round() == 0
    letter.refresh_from_db()
    assert (letter.taken_at, letter.tries, letter.try_at) == (None, 1, NOW + timedelta(minutes=5))
    settings.EMAIL_PORT = port
    assert [go_round(), go_round(NOW + timedelta(minutes=5))] == [0, 1]


def test_not_now_is_tried_again_and_never_is_not(place: Place, letter_box: LetterBox) -> None:
    make_letter(place, "vol@example.org")
    gone = make_letter(place, "weg@example.org")
    letter_box.refusals = {"vol@example.org": "450 Later", "weg@example.org": "550 Onbekend"}
    assert go_round() == 0
    letter_box.refusals = {}
    assert go_round(NOW + timedelta(hours=1)) == 1
    assert letter_box.addresses == ["vol@example.org"]
    gone.refresh_from_db()
    assert (gone.refused, gone.contact) == (True, "")


def test_a_server_that_does_not_take_our_sender_makes_us_lose_no_letter(
    place: Place, letter_box: LetterBox
) -> None:
    for name in ("een", "twee"):
        make_letter(place, f"{name}@example.org")
    letter_box.sender_refused = "550 Who are you?"
    assert go_round() == 0
    assert set(Notice.objects.values_list("tries", "try_at", "refused")) == {
        (1, NOW + timedelta(minutes=5), False)
    }
    letter_box.sender_refused = ""
    assert go_round(NOW + timedelta(minutes=5)) == 2
    assert letter_box.addresses == ["een@example.org", "twee@example.org"]


def test_a_letter_that_cannot_be_made_holds_up_no_other(place: Place, letter_box: LetterBox) -> None:
    broken, _whole = make_letter(place, "een@example.org"), make_letter(place, "twee@example.org")
    Notice.objects.filter(pk=broken.pk).update(subject="Dag\nBcc: drie@example.org")
    assert go_round() == 1
    assert letter_box.addresses == ["twee@example.org"]
    broken.refresh_from_db()
    assert (broken.taken_at, broken.tries) == (None, 1)


def test_we_stop_trying_in_the_end(place: Place, letter_box: LetterBox, settings: Any) -> None:
    letter = make_letter(place, "aicha@example.org")
    settings.EMAIL_PORT = 1
    for day in range(10):
        go_round(NOW + timedelta(days=day))
    letter.refresh_from_db()
    assert (letter.refused, letter.tries) == (True, len(WAITS))


def test_one_letter_taken_by_two_goes_once(place: Place, letter_box: LetterBox) -> None:
    letter = make_letter(place, "aicha@example.org")
    sent = [post.send_letter(notice_id=letter.pk, now=NOW) for _ in range(2)]
    assert sent == [True, False]
    assert len(letter_box.letters) == 1


def test_what_people_hear_goes_when_it_is_really_so(
    place: Place, django_capture_on_commit_callbacks: Any
) -> None:
    occurrence = make_occurrence(make_activity(place, title="Soeplunch", sign_up=True, bring="een kom"))
    with django_capture_on_commit_callbacks(execute=True):
        sign_up(
            occurrence=occurrence, first_name="Aicha", contact_by=ContactBy.EMAIL,
            contact="aicha@example.org", now=NOW,
        )  # fmt: skip
        assert mail.outbox == []
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["aicha@example.org"], "Je stoel staat klaar: Soeplunch")
    ]
    assert "Neem mee: een kom\n" in str(mail.outbox[0].body)


def test_a_task_of_a_letter_that_is_gone_does_nothing() -> None:
    assert send_letter.call(0) is False
