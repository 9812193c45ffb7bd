"""What is kept of who said something, and for how long."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from schuifaan.apps.people.actions.privacy import erase_person, retain
from schuifaan.apps.people.models import User
from schuifaan.apps.people.privacy_register import Person
from schuifaan.apps.places.models import Place
from schuifaan.apps.voice.actions.telling import tell
from schuifaan.apps.voice.enums import MatterState
from schuifaan.apps.voice.models import Addition, Letter, Signal
from tests.apps.pages import html, words_of
from tests.factories import NOW, TODAY
from tests.factories.voice import make_matter, make_signal

pytestmark = pytest.mark.django_db

MAIL = {"contact_by": "email", "contact": "aicha@example.org"}


def closed(place: Place, **fields: Any) -> Signal:
    return make_signal(make_matter(place, state=MatterState.CLOSED, closed_at=NOW), **{**MAIL, **fields})


def contact_after(days: int) -> tuple[str, str]:
    retain(today=TODAY + timedelta(days=days))
    return Signal.objects.values_list("contact_by", "contact").get()


def test_the_address_stays_29_days_after_closing_and_goes_on_the_30th(place: Place) -> None:
    closed(place)
    assert contact_after(29) == ("email", "aicha@example.org")
    assert contact_after(30) == ("none", "")
    # What was said stays, without anybody's address.
    assert Signal.objects.get().text == "Kunnen we vaker samen eten?"


@pytest.mark.parametrize(("on", "kept"), [("2026-12-20", "aicha@example.org"), ("2026-12-21", "")])
def test_the_nightly_command_itself_does_it(place: Place, on: str, kept: str) -> None:
    closed(place)
    call_command("retain", "--on", on, verbosity=0)
    assert Signal.objects.get().contact == kept


def test_while_it_is_open_the_address_stays_but_never_longer_than_a_year(place: Place) -> None:
    make_signal(make_matter(place), **MAIL)
    assert contact_after(364) == ("email", "aicha@example.org")
    assert contact_after(365) == ("none", "")


def test_what_was_said_goes_two_years_after_closing(place: Place) -> None:
    signal = closed(place)
    Addition.objects.create(signal=signal, text="Ook op zaterdag", said_at=NOW)
    retain(today=TODAY + timedelta(days=729))
    assert (Signal.objects.count(), Addition.objects.count()) == (1, 1)
    retain(today=TODAY + timedelta(days=730))
    assert (Signal.objects.count(), Addition.objects.count()) == (0, 0)


def test_what_a_machine_seemed_to_send_goes_after_thirty_days(place: Place) -> None:
    make_signal(make_matter(place, state=MatterState.HELD))
    retain(today=TODAY + timedelta(days=29))
    assert Signal.objects.count() == 1
    retain(today=TODAY + timedelta(days=30))
    assert Signal.objects.count() == 0


def test_a_letter_goes_after_thirty_days(place: Place) -> None:
    signal = closed(place)
    tell(signal=signal, key="x", template="received", context=dict, now=NOW)
    retain(today=TODAY + timedelta(days=29))
    assert Letter.objects.count() == 1
    retain(today=TODAY + timedelta(days=30))
    assert Letter.objects.count() == 0


def test_who_asks_to_be_forgotten_is(place: Place, host: User) -> None:
    signal = make_signal(make_matter(place), contact_by="email", contact=host.email.upper())
    tell(signal=signal, key="x", template="received", context=dict, now=NOW)
    about = make_matter(place, about_person="member", about_member=host.place_roles.get())
    erase_person(person=Person(host.email, host), now=NOW)
    signal.refresh_from_db()
    about.refresh_from_db()
    assert (signal.contact, signal.contact_by, Letter.objects.count()) == ("", "none", 0)
    assert about.about_member is None


@pytest.mark.parametrize(
    ("language", "what", "why", "how_long"),
    [
        (
            "nl",
            "Je e-mailadres of telefoonnummer, als je antwoord wilt op wat je laat weten",
            "Je hoort wat ermee is gedaan.",
            "Tot 30 dagen nadat het is afgerond.",
        ),
        (
            "en",
            "Your e-mail address or telephone number, if you want an answer to what you tell us",
            "You hear what was done with it.",
            "Until 30 days after it is completed.",
        ),
    ],
)
def test_the_register_says_what_for_and_for_how_long(
    client: Client, language: str, what: str, why: str, how_long: str
) -> None:
    words = words_of(html(client, "/privacy/", accept_language=language))
    assert [part for part in (what, why, how_long) if part not in words] == []


def test_a_day_is_a_day_in_amsterdam(place: Place) -> None:
    matter = make_matter(place, state=MatterState.CLOSED, closed_at=NOW.replace(hour=22, minute=59))
    make_signal(matter, **MAIL)
    retain(today=date(2026, 12, 20))
    assert Signal.objects.get().contact == "aicha@example.org"
    retain(today=date(2026, 12, 21))
    assert Signal.objects.get().contact == ""
