"""The pages of signing up, without an account: what they say, what they refuse, and what they never keep."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse

from schuifaan.apps.agenda.actions.joining import sign_up
from schuifaan.apps.agenda.enums import ContactBy, OccurrenceState
from schuifaan.apps.agenda.forms.doorstep import SALT
from schuifaan.apps.agenda.models import Activity, Notice, Occurrence, SignUp
from schuifaan.apps.people.models import User
from schuifaan.apps.places.models import Place
from schuifaan.ui.doorstep import MOST_TO_ONE
from tests.factories import NOW
from tests.factories.agenda import make_activity, make_occurrence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_saturday")]


@pytest.fixture
def lunch(place: Place) -> Occurrence:
    activity = make_activity(
        place, title="Soeplunch", slug="soeplunch", sign_up=True, seats=1, sign_up_phone="043 123"
    )
    return make_occurrence(activity)


def address(occurrence: Occurrence) -> str:
    return reverse("agenda:sign_up", args=[occurrence.activity.slug, occurrence.pk])


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


def press(client: Client, occurrence: Occurrence, **told: str) -> object:
    page = client.get(address(occurrence)).content.decode()
    return client.post(
        address(occurrence), {"key": key_in(page), "first_name": "Aicha", "contact": "", **told}
    )


def desk(name: str, occurrence: Occurrence, **more: int) -> str:
    told = {"slug": occurrence.place.slug, "pk": occurrence.activity_id, "occurrence": occurrence.pk, **more}
    return reverse(f"agenda:{name}", kwargs=told)


def test_who_signs_up_sees_a_seat_and_gets_the_address_by_mail(client: Client, lunch: Occurrence) -> None:
    answer = press(client, lunch, contact="aicha@example.org")
    row = SignUp.objects.get()
    assert answer.url == f"/aanmelding/{row.token}/"  # type: ignore[attr-defined]
    page = client.get(answer.url)  # type: ignore[attr-defined]
    assert "Aicha, er is een plaats voor je." in page.content.decode()
    assert row.token in Notice.objects.get().text


def test_pages_leave_no_cookie_and_are_kept_by_nobody(client: Client, lunch: Occurrence) -> None:
    for answer in (client.get(address(lunch)), client.get(press(client, lunch).url)):  # type: ignore[attr-defined]
        assert answer.cookies == {}
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "no-referrer"


def test_who_is_too_late_waits_and_hears_which_number(client: Client, lunch: Occurrence) -> None:
    press(client, lunch)
    assert "Op de wachtlijst voor Soeplunch" in client.get(address(lunch)).content.decode()
    press(client, lunch, first_name="Bart")
    page = client.get(press(client, lunch, first_name="Çelik").url).content.decode()  # type: ignore[attr-defined]
    assert "Çelik, je staat op de wachtlijst." in page
    assert "Je bent nummer 2 op de lijst." in page


def test_one_button_takes_somebody_off_and_lets_the_next_in(client: Client, lunch: Occurrence) -> None:
    mine = press(client, lunch).url  # type: ignore[attr-defined]
    press(client, lunch, first_name="Bart")
    page = client.post(mine, follow=True).content.decode()
    assert "Je bent afgemeld." in page
    assert SignUp.objects.get(first_name="Bart").seat == 1


@pytest.mark.parametrize(
    ("contact", "kept"),
    [
        ("", (ContactBy.NONE, "")),
        ("  aicha@example.org ", (ContactBy.EMAIL, "aicha@example.org")),
        ("06-12 34 56 78", (ContactBy.PHONE, "06-12 34 56 78")),
        ("+31 (0)43 123 45 67", (ContactBy.PHONE, "+31 (0)43 123 45 67")),
    ],
)
def test_an_address_or_a_number_or_nothing_will_do(
    client: Client, lunch: Occurrence, contact: str, kept: tuple[str, str]
) -> None:
    press(client, lunch, contact=contact)
    row = SignUp.objects.get()
    assert (row.contact_by, row.contact) == kept


@pytest.mark.parametrize(
    "told",
    [
        {"first_name": " "},
        {"first_name": "x" * 41},
        {"contact": "aicha@"},
        {"contact": "bel maar"},
        {"contact": "12345"},
        {"website": "https://example.org"},
        {"key": "zelf-bedacht"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, lunch: Occurrence, told: dict[str, str]
) -> None:
    answer = press(client, lunch, **{"first_name": "Fatima", "contact": "f@example.org", **told})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert SignUp.objects.count() == 0
    if "first_name" not in told:
        assert 'value="Fatima"' in answer.content.decode()  # type: ignore[attr-defined]


def test_a_page_left_open_too_long_works_with_a_second_press(client: Client, lunch: Occurrence) -> None:
    with time_machine.travel(NOW - timedelta(days=2), tick=False):
        old = signing.dumps("oud", salt=SALT)
    answer = client.post(address(lunch), {"key": old, "first_name": "Aicha"})
    again = client.post(address(lunch), {"key": key_in(answer.content.decode()), "first_name": "Aicha"})
    assert (answer.status_code, again.status_code) == (422, 302)


def test_pressing_the_button_twice_is_one_sign_up(client: Client, lunch: Occurrence) -> None:
    key = key_in(client.get(address(lunch)).content.decode())
    answers = [client.post(address(lunch), {"key": key, "first_name": "Aicha"}) for _ in range(2)]
    assert answers[0].url == answers[1].url  # type: ignore[attr-defined]
    assert SignUp.objects.count() == 1


def test_emoji_and_arabic_are_names_too(client: Client, lunch: Occurrence) -> None:
    page = client.get(press(client, lunch, first_name="فاطمة 🌻").url).content.decode()  # type: ignore[attr-defined]
    assert "فاطمة 🌻, er is een plaats voor je." in page


def test_nobodys_letter_box_is_filled(client: Client, lunch: Occurrence) -> None:
    Activity.objects.update(seats=None)
    codes = [
        press(client, lunch, contact="slachtoffer@example.org").status_code for _ in range(MOST_TO_ONE + 2)
    ]  # type: ignore[attr-defined]
    assert codes == [302] * MOST_TO_ONE + [429] * 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"state": OccurrenceState.CANCELLED}, "Dit gaat niet door"),
        (
            {"starts_at": NOW - timedelta(hours=2), "ends_at": NOW - timedelta(hours=1)},
            "Aanmelden kan niet meer",
        ),
        ({}, "Je hoeft je niet aan te melden"),
    ],
)
def test_where_signing_up_cannot_be_a_page_says_why(
    client: Client, lunch: Occurrence, change: dict[str, object], said: str
) -> None:
    key = key_in(client.get(address(lunch)).content.decode())
    if change:
        Occurrence.objects.update(**change)
    else:
        Activity.objects.update(sign_up=False, seats=None)
    assert said in client.get(address(lunch)).content.decode()
    assert client.post(address(lunch), {"key": key, "first_name": "Aicha"}).status_code == 409
    assert SignUp.objects.count() == 0


def test_a_link_nobody_knows_and_another_activity_are_not_found(client: Client, lunch: Occurrence) -> None:
    assert client.get("/aanmelding/onzin/").status_code == 404
    assert client.get(reverse("agenda:sign_up", args=["iets-anders", lunch.pk])).status_code == 404


def test_own_page_tells_that_it_is_off_or_over(client: Client, lunch: Occurrence) -> None:
    mine = press(client, lunch).url  # type: ignore[attr-defined]
    Occurrence.objects.update(state=OccurrenceState.CANCELLED)
    assert "Deze keer gaat niet door." in client.get(mine).content.decode()
    with time_machine.travel(lunch.ends_at, tick=False):
        assert "Deze keer is voorbij." in client.get(mine).content.decode()


def test_host_sees_who_comes_in_order_of_seat_and_adds_who_phones(
    client: Client, lunch: Occurrence, host: User
) -> None:
    client.force_login(host, backend="django.contrib.auth.backends.ModelBackend")
    told = {"first_name": "Opa Jan", "contact": "043 765 4321"}
    assert "Opa Jan komt erbij." in client.post(desk("sign_ups", lunch), told, follow=True).content.decode()
    told = {"first_name": "Bep", "contact": "043 111 2222"}
    assert (
        "Bep staat op de wachtlijst."
        in client.post(desk("sign_ups", lunch), told, follow=True).content.decode()
    )
    first = SignUp.objects.get(first_name="Opa Jan")
    page = client.post(desk("cancel_sign_up", lunch, sign_up=first.pk), follow=True).content.decode()
    assert "Bep schuift aan van de wachtlijst." in page
    assert "Nog 1 mens te bellen" in page
    notice = Notice.objects.get()
    called = reverse("agenda:called", args=[lunch.place.slug, notice.pk])
    assert "Je hoeft niemand te bellen" in client.post(called, follow=True).content.decode()


def test_list_asks_as_much_of_the_database_for_one_as_for_ten(
    client: Client, lunch: Occurrence, host: User, django_assert_num_queries: object
) -> None:
    client.force_login(host, backend="django.contrib.auth.backends.ModelBackend")
    Activity.objects.update(seats=None)
    client.get(desk("sign_ups", lunch))
    for _ in range(2):
        for _ in range(5):
            sign_up(occurrence=lunch, first_name="Aicha", now=NOW)
        with django_assert_num_queries(8):  # type: ignore[operator]
            client.get(desk("sign_ups", lunch))


def test_page_for_residents_is_in_english_too(client: Client, lunch: Occurrence) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    press(client, lunch, contact="a@example.org")
    assert SignUp.objects.get().language == "en"
