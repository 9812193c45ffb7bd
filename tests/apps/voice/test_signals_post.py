"""What people hear, through a real mail server on this machine: each letter once, in their language."""

from datetime import timedelta
from typing import Any

import pytest

from schuifaan.apps.people import jobs
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions import post
from schuifaan.apps.voice.actions.saying import say
from schuifaan.apps.voice.actions.telling import tell
from schuifaan.apps.voice.models import Letter, Signal
from schuifaan.apps.voice.tasks import send_letter
from tests.factories import NOW, make_municipality
from tests.factories.voice import make_matter, make_signal
from tests.letter_box import LetterBox

pytestmark = pytest.mark.django_db


def said(place: Place, address: str, **more: Any) -> Signal:
    return say(
        to="place", place=place, kind="wish", text="Kunnen we vaker samen eten?", contact_by="email",
        contact=address, now=NOW, **more,
    )  # fmt: skip


def go_round(now: Any = NOW) -> int:
    return post.send_waiting_letters(clock=lambda: now)


def test_a_letter_goes_once_and_its_text_and_address_with_it(place: Place, letter_box: LetterBox) -> None:
    signal = said(place, "aicha@example.org")
    assert [go_round(), go_round()] == [1, 0]
    ((to, letter),) = letter_box.letters
    assert (to, letter["Subject"]) == ("aicha@example.org", f"Ontvangen: je code is {signal.shown_code}")
    assert f"/laat-weten/{signal.token}/" in letter.get_content()
    kept = Letter.objects.get()
    assert (kept.contact, kept.text, kept.done_at) == ("", "", NOW)


def test_each_hears_it_in_their_own_language(place: Place, letter_box: LetterBox) -> None:
    said(place, "sam@example.org", language="en")
    said(place, "ana@example.org", language="pt")
    go_round()
    assert [str(letter["Subject"])[:9] for _to, letter in letter_box.letters] == ["Received:", "Ontvangen"]


def test_a_server_that_is_away_is_tried_again_later(
    place: Place, letter_box: LetterBox, settings: Any
) -> None:
    said(place, "aicha@example.org")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert go_round() == 0
    settings.EMAIL_PORT = port
    assert [go_round(), go_round(NOW + timedelta(minutes=5))] == [0, 1]


def test_a_call_to_make_stays_for_the_desk_in_the_language_of_the_site(
    place: Place, letter_box: LetterBox
) -> None:
    signal = make_signal(make_matter(place), contact_by="phone", contact="06 12345678", language="en")
    letter = tell(signal=signal, key="x", template="received", context=dict, now=NOW)
    assert letter is not None
    assert (letter.by, letter.contact, letter.place, letter.subject[:9]) == (
        "phone", "06 12345678", place, "Ontvangen",
    )  # fmt: skip
    assert go_round() == 0
    assert letter_box.letters == []


def test_told_twice_is_one_letter_and_nobody_is_told_without_an_address(place: Place) -> None:
    signal = make_signal(make_matter(place), contact_by="email", contact="a@example.org")
    told = [tell(signal=signal, key="x", template="received", context=dict, now=NOW) for _ in range(2)]
    silent = make_signal(make_matter(place))
    assert [bool(one) for one in told] == [True, False]
    assert tell(signal=silent, key="y", template="received", context=dict, now=NOW) is None


def test_a_letter_about_a_matter_of_the_municipality_is_of_the_municipality(place: Place) -> None:
    town = make_municipality()
    matter = make_matter(place, municipality=town)
    letter = tell(
        signal=make_signal(matter, contact_by="email", contact="a@example.org"), key="x", template="received",
        context=dict, now=NOW,
    )  # fmt: skip
    assert letter is not None
    assert (letter.municipality, letter.place) == (town, None)


def test_one_letter_taken_by_two_goes_once(place: Place, letter_box: LetterBox) -> None:
    said(place, "aicha@example.org")
    letter = Letter.objects.get()
    assert [post.send_letter(letter_id=letter.pk, now=NOW) for _ in range(2)] == [True, False]


def test_a_task_of_a_letter_that_is_gone_does_nothing() -> None:
    assert send_letter.call(0) is False


def test_the_work_comes_back_by_itself() -> None:
    minutes = {job.name: job.minutes for job in jobs.jobs()}
    assert (minutes["voice.post"], minutes["voice.closing"]) == (2, None)
