"""Whom one calls with a worry; the worry itself comes nowhere."""

import pytest
from django.test import Client

from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import ContactKind, PlaceStatus
from schuifaan.apps.places.models import ContactPerson, Place
from schuifaan.apps.voice.models import CareContact
from tests.apps.pages import html, queries_of, words_of
from tests.factories import TODAY, make_place
from tests.factories.voice import make_care_contact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]

NEW = {
    "name": "De wijkagent",
    "when": "Er is overlast.",
    "phone": "0900 000 11",
    "email": "",
    "reachable": "",
}


def page(place: Place) -> str:
    return f"/plek/{place.slug}/zorgen/"


def desk(place: Place, rest: str = "") -> str:
    return f"/beheer/plek/{place.slug}/zorgen/{rest}"


# -- For everybody --------------------------------------------------------------------------------


def test_page_shows_whom_to_call_after_the_emergency_number(client: Client, place: Place) -> None:
    make_care_contact(place, name="De wijkagent", phone="0900 000 11", position=2)
    make_care_contact(place, phone="043 000 00 71", email="team@example.org", position=1)
    shown = html(client, page(place))
    main = shown[shown.index("<main") : shown.index("</main>")]
    links = [part.split('"')[0] for part in main.split('href="') if part.startswith(("tel:", "mailto:"))]
    assert links == ["tel:112", "tel:0430000071", "mailto:team@example.org", "tel:090000011"]


def test_page_names_the_place_where_it_has_named_nobody(client: Client, place: Place) -> None:
    ContactPerson.objects.create(
        place=place, kind=ContactKind.PLACE, name="Fatma", phone="043 000 00 09", since_date=TODAY
    )
    shown = html(client, page(place))
    assert "Deze plek heeft nog niemand genoemd." in words_of(shown)
    assert 'href="tel:0430000009"' in shown


def test_page_without_anybody_at_all_still_has_the_emergency_number(client: Client, place: Place) -> None:
    shown = html(client, page(place))
    assert 'href="tel:112"' in shown
    assert "Loop binnen en vraag het iemand van het team." in words_of(shown)


def test_page_of_a_place_that_is_not_shown_is_not_there(client: Client, place: Place) -> None:
    Place.objects.update(status=PlaceStatus.DRAFT)
    assert client.get(page(place)).status_code == 404
    assert client.get(f"/plek/{place.slug}/zorgen.pdf").status_code == 404


def test_page_asks_as_little_of_the_database_for_many(client: Client, place: Place) -> None:
    make_care_contact(place)
    one = queries_of(client, page(place))
    for number in range(5):
        make_care_contact(place, position=number)
    assert queries_of(client, page(place)) == one


@pytest.mark.parametrize("name", ["zorgen.pdf", "zorgen-klein.pdf"])
def test_card_is_for_everybody(client: Client, place: Place, name: str) -> None:
    response = client.get(f"/plek/{place.slug}/{name}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")


# -- At the desk ----------------------------------------------------------------------------------


def test_a_contact_is_added_and_looked_at_today(at_work: Client, manager: User, place: Place) -> None:
    assert at_work.post(desk(place, "erbij/"), NEW).status_code == 302
    found = CareContact.objects.get()
    assert (found.name, found.phone, found.checked_on, found.checked_by) == (
        "De wijkagent",
        "0900 000 11",
        TODAY,
        manager,
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"phone": ""}, "Vul een telefoonnummer of een e-mailadres in."),
        ({"phone": "bel maar"}, "Dit lijkt geen telefoonnummer. Schrijf het zoals je het belt."),
        ({"phone": "12"}, "Dit lijkt geen telefoonnummer. Schrijf het zoals je het belt."),
        ({"phone": "١١٢٣"}, "Dit lijkt geen telefoonnummer. Schrijf het zoals je het belt."),
        ({"name": ""}, "Schrijf op wie je belt."),
    ],
)
def test_a_contact_one_cannot_reach_is_refused(
    at_work: Client, place: Place, changed: dict[str, str], said: str
) -> None:
    response = at_work.post(desk(place, "erbij/"), {**NEW, **changed})
    assert response.status_code == 422
    assert not CareContact.objects.exists()
    shown = words_of(response.content.decode())
    assert said in shown
    assert "Er is overlast." in response.content.decode()


def test_three_numbers_are_enough(at_work: Client, place: Place) -> None:
    assert at_work.post(desk(place, "erbij/"), {**NEW, "phone": "112"}).status_code == 302


def test_changing_a_contact_is_looking_at_it(at_work: Client, place: Place) -> None:
    contact = make_care_contact(place, checked_on=TODAY.replace(year=2024))
    assert at_work.post(desk(place, f"{contact.pk}/"), NEW).status_code == 302
    contact.refresh_from_db()
    assert (contact.name, contact.checked_on) == ("De wijkagent", TODAY)


def test_a_number_of_a_year_ago_is_asked_after_and_said_to_be_right(at_work: Client, place: Place) -> None:
    contact = make_care_contact(place, checked_on=TODAY.replace(year=2025))
    assert "klopt dit nog?" in html(at_work, desk(place))
    at_work.post(desk(place, f"{contact.pk}/klopt/"))
    assert "klopt dit nog?" not in html(at_work, desk(place))


def test_order_is_changed_one_at_a_time(at_work: Client, place: Place) -> None:
    first, second = make_care_contact(place, name="A"), make_care_contact(place, name="B")
    at_work.post(desk(place, f"{second.pk}/omhoog/"))
    at_work.post(desk(place, f"{second.pk}/omhoog/"))
    assert list(CareContact.objects.values_list("name", flat=True)) == ["B", "A"]
    assert first.pk != second.pk


def test_a_contact_is_taken_off_and_put_back(at_work: Client, place: Place) -> None:
    contact = make_care_contact(place, name="A")
    make_care_contact(place, name="B", position=1)
    at_work.post(desk(place, f"{contact.pk}/weg/"))
    shown = html(at_work, desk(place))
    assert list(CareContact.objects.values_list("name", flat=True)) == ["B"]
    removed = shown.split('name="removed" value="')[1].split('"')[0]
    at_work.post(desk(place, "terugzetten/"), {"removed": removed})
    assert list(CareContact.objects.values_list("name", flat=True)) == ["A", "B"]
    assert 'name="removed"' not in html(at_work, desk(place))


def test_nobody_is_put_back_at_another_place_or_by_guessing(
    at_work: Client, manager: User, place: Place
) -> None:
    other = make_place("elders")
    at_work.post(desk(place, f"{make_care_contact(place).pk}/weg/"))
    removed = html(at_work, desk(place)).split('name="removed" value="')[1].split('"')[0]
    assert at_work.post(desk(place, "terugzetten/"), {"removed": f"{removed}x"}).status_code == 404
    at_work.force_login(User.objects.create_superuser("baas@example.org", "x"))
    assert at_work.post(desk(other, "terugzetten/"), {"removed": removed}).status_code in {403, 404}
    assert not CareContact.objects.exists()


def test_a_contact_of_another_place_is_not_there(at_work: Client, place: Place) -> None:
    elsewhere = make_care_contact(make_place("elders"))
    assert at_work.post(desk(place, f"{elsewhere.pk}/weg/")).status_code == 404
    assert at_work.get(desk(place, "99999999999999999999/")).status_code == 404
    assert CareContact.objects.exists()


def test_a_host_sees_whom_to_call_and_changes_nothing(client: Client, host: User, place: Place) -> None:
    contact = make_care_contact(place)
    client.force_login(host)
    shown = html(client, desk(place))
    assert contact.name in shown
    assert "Haal weg" not in shown
    assert client.post(desk(place, f"{contact.pk}/weg/")).status_code == 403


def test_page_of_the_place_and_desk_lead_there(client: Client, host: User, place: Place) -> None:
    assert f'href="{page(place)}"' in html(client, f"/plek/{place.slug}/")
    client.force_login(host)
    assert f'href="{page(place)}"' in html(client, f"/beheer/plek/{place.slug}/")
