"""Asking for the newsletter, confirming it, leaving it, and what is forgotten."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from schuifaan.apps.outlets.actions.newsletter_post import send_waiting_letters
from schuifaan.apps.outlets.actions.newsletters import (
    MOST_A_DAY,
    TO_CONFIRM,
    confirm,
    make_editions,
    subscribe,
    unsubscribe,
)
from schuifaan.apps.outlets.models import Letter, Subscription
from schuifaan.apps.outlets.queries.newsletters import area_of
from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.privacy_register import Person
from tests.apps.outlets.newsletters import CODE, THURSDAY, post, reader
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def path_in(text: str, start: str) -> str:
    found = re.search(rf"http\S+(/nieuwsbrief/{start}/\S+/)", text)
    assert found, text
    return found[1]


def ask(client, email="an@example.org", language="nl", code=CODE, **more):
    key = client.get(f"/nieuwsbrief/{code}/").context["form"]["key"].value()
    return client.post(f"/nieuwsbrief/{code}/", {"email": email, "language": language, "key": key, **more})


def test_asking_sends_one_link_and_only_its_button_confirms(
    client, programme, letter_box, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert ask(client, "An@Example.org").status_code == 200
    ((to, letter),) = letter_box.letters
    assert (to, letter["Subject"]) == ("an@example.org", "Bevestig je nieuwsbrief van Binnenstad")
    assert letter["List-Unsubscribe"] is None
    path = path_in(letter.get_content(), "bevestigen")
    page = client.get(path)
    assert (page.status_code, Subscription.objects.get().confirmed_at) == (200, None)
    assert "an@example.org" in page.content.decode()
    assert client.post(path).status_code == 200
    assert Subscription.objects.get().confirmed_at is not None
    assert client.post(path).status_code == 200
    assert not client.cookies


def test_the_answer_is_the_same_for_a_known_address(
    client, programme, letter_box, django_capture_on_commit_callbacks
):
    reader("bekend@example.org")
    pages = {}
    for email in ("bekend@example.org", "nieuw1@example.org"):
        with django_capture_on_commit_callbacks(execute=True):
            answer = ask(client, email)
        pages[email] = (answer.status_code, answer.content.decode().replace(email, ""))
    assert pages["bekend@example.org"] == pages["nieuw1@example.org"]
    assert [letter["Subject"] for _to, letter in letter_box.letters] == [
        "Je krijgt de nieuwsbrief van Binnenstad al",
        "Bevestig je nieuwsbrief van Binnenstad",
    ]
    known = letter_box.of("bekend@example.org")[0]
    assert known["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nobody_fills_the_letter_box_of_somebody_else(programme):
    area, district = area_of(CODE), area_of("WK093500")
    for number in range(MOST_A_DAY + 4):
        subscribe(area=district if number % 2 else area, email="An@example.org", language="nl", now=NOW)
    assert Letter.objects.count() == MOST_A_DAY
    later = NOW + timedelta(days=1, minutes=1)
    assert subscribe(area=area, email="an@example.org", language="nl", now=later)


def test_a_machine_that_fills_in_every_field_is_refused(client, programme):
    assert ask(client, website="https://spam.example").status_code == 422
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "email", ["", "geen adres", "an@", "an@example.org\nBcc: bo@example.org", "😀@example.org"]
)
def test_what_is_no_address_is_said_beside_the_field(client, programme, email):
    answer = ask(client, email)
    assert answer.status_code == 422
    assert answer.context["form"].errors["email"]


def test_many_from_one_place_wait(client, programme):
    for number in range(30):
        assert ask(client, f"r{number}@example.org").status_code == 200
    assert ask(client, "r31@example.org").status_code == 429


@pytest.mark.parametrize("code", ["BU99999999", "GM0935", "onzin"])
def test_there_is_no_newsletter_of_what_is_no_neighbourhood(client, programme, code):
    assert client.get(f"/nieuwsbrief/{code}/").status_code == 404


def test_old_and_made_up_links_are_refused_kindly(client, programme):
    row = reader(confirmed=None)
    assert confirm(token=row.token, now=NOW + TO_CONFIRM) is None
    for path in ("bevestigen", "afmelden"):
        assert client.get(f"/nieuwsbrief/{path}/onzin/").status_code == 404
    assert client.post("/nieuwsbrief/bevestigen/onzin/").status_code == 404


def test_who_does_not_confirm_is_forgotten_within_a_week(programme):
    reader("wel@example.org")
    reader("niet@example.org", confirmed=None)
    retain(today=date(2026, 11, 27))
    assert Subscription.objects.count() == 2
    retain(today=date(2026, 11, 28))
    assert [row.email for row in Subscription.objects.all()] == ["wel@example.org"]


def test_erasing_an_address_leaves_nothing(programme, letter_box):
    reader("an@example.org")
    reader("bo@example.org")
    post()
    erase_person(person=Person("AN@example.org"), now=NOW)
    assert [row.email for row in Subscription.objects.all()] == ["bo@example.org"]
    assert Letter.objects.count() == 1


def test_letters_are_forgotten_after_thirty_days(programme, letter_box):
    reader()
    post()
    retain(today=date(2026, 12, 26))
    assert Letter.objects.count() == 1
    retain(today=date(2026, 12, 27))
    assert Letter.objects.count() == 0


def test_one_press_in_the_mail_program_is_enough(programme, letter_box):
    """A POST without cookie, session or page before it; pressed twice it is just as well (RFC 8058)."""
    from django.test import Client  # noqa: PLC0415

    reader()
    post()
    address = letter_box.of("an@example.org")[0]["List-Unsubscribe"].strip(" <>")
    path = address.removeprefix("http://127.0.0.1:8000")
    program = Client(enforce_csrf_checks=True)
    looked = program.get(path)
    assert (looked.status_code, Subscription.objects.count()) == (200, 1)
    for _press in range(2):
        answer = program.post(
            path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 200
    assert (Subscription.objects.count(), Letter.objects.count()) == (0, 0)
    assert not program.cookies


def test_who_leaves_with_a_letter_waiting_does_not_get_it(programme, letter_box):
    row = reader()
    make_editions(now=THURSDAY)
    assert unsubscribe(token=row.token)
    assert send_waiting_letters(clock=lambda: THURSDAY).sent == 0


def test_pages_have_their_names():
    assert reverse("outlets:newsletter", args=[CODE]) == f"/nieuwsbrief/{CODE}/"
    assert reverse("outlets:text_block", args=[CODE]) == f"/buurt/{CODE}/tekstblok/"
