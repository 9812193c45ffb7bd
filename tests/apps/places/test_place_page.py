from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.people.enums import OrganisationKind
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import ContactKind, PlaceStatus
from schuifaan.apps.places.models import Place, TierName
from schuifaan.apps.places.queries.pages import loaded_places, place_page, place_page_for
from schuifaan.apps.places.wording import Said, said
from tests.factories import NOW, TODAY, make_municipality, make_neighbourhood, make_organisation, make_place


def html(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_said_falls_back_and_says_so() -> None:
    texts = {"nl": "Hallo", "ar": "أهلا", "en": " "}
    assert said(texts, "ar") == Said("أهلا", "ar")
    assert said(texts, "en") == Said("Hallo", "nl", is_fallback=True)
    assert said({"tr": "Merhaba"}, "en") == Said("Merhaba", "tr", is_fallback=True)
    assert said({}, "en") == Said("", "en")


@pytest.mark.django_db
def test_a_page_shows_own_name_words_and_photo_without_signing_in(client: Client) -> None:
    place = make_place("villa-vonk", name="Villa Vonk")
    place.texts.create(language="nl", summary="Waar het vonkt.", character="Kom zoals je bent.")
    place.photos.create(
        image="places/1/vonk.jpg", width=800, height=500, alternative_text="De tuin van Villa Vonk"
    )
    page = html(client, "/plek/villa-vonk/")
    assert '<h1 class="utrecht-heading-1">Villa Vonk</h1>' in page
    assert "Waar het vonkt." in page
    assert "<p>Kom zoals je bent.</p>" in page
    assert 'src="/media/places/1/vonk.jpg" alt="De tuin van Villa Vonk"' in page
    assert client.cookies == {}


@pytest.mark.django_db
def test_a_page_with_only_name_and_address_has_no_warning_and_no_percentage(client: Client) -> None:
    make_place("kaal", name="Kaal", street="Dorpstraat", house_number="1", city="Heer")
    page = html(client, "/plek/kaal/").split("<main")[1].split("</main>")[0]
    assert "Dorpstraat 1" in page
    assert "Iedereen is welkom." in page
    for word in ("%", "alert", "niet af", "compleet", "ontbreekt", "triangle-alert"):
        assert word not in page


@pytest.mark.django_db
def test_weekdays_nine_to_five_closed_on_the_27th_of_april(client: Client) -> None:
    place = make_place("werkdagen", opening_hours="Mo-Fr 09:00-17:00")
    place.exceptions.create(
        date_from=date(2026, 4, 27), date_until=date(2026, 4, 27), reason={"nl": "We zijn op de vrijmarkt."}
    )
    with time_machine.travel(datetime(2026, 4, 27, 9, 0, tzinfo=UTC), tick=False):
        closed = html(client, "/plek/werkdagen/")
    with time_machine.travel(datetime(2026, 4, 28, 9, 0, tzinfo=UTC), tick=False):
        opened = html(client, "/plek/werkdagen/")
    assert "<span>Vandaag dicht: Koningsdag. Morgen open om 9.00 uur</span>" in closed
    assert "We zijn op de vrijmarkt." in closed
    assert "<span>Nu open tot 17.00 uur</span>" in opened


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "moment", "sentence"),
    [
        ("Mo-Fr 09:00-17:00", datetime(2026, 11, 20, 15, 59, tzinfo=UTC), "Nu open tot 17.00 uur"),
        (
            "Mo-Fr 09:00-17:00",
            datetime(2026, 11, 20, 16, 0, tzinfo=UTC),
            "Vandaag dicht. Maandag open om 9.00 uur",
        ),
        ("Mo-Fr 09:00-17:00", datetime(2026, 11, 20, 7, 0, tzinfo=UTC), "Nu dicht. Vandaag open om 9.00 uur"),
        ("Fr 20:00-01:00", datetime(2026, 11, 20, 20, 0, tzinfo=UTC), "Nu open tot 1.00 uur"),
        ("24/7", datetime(2026, 11, 20, 20, 0, tzinfo=UTC), "Nu open, dag en nacht"),
        ("", datetime(2026, 11, 20, 20, 0, tzinfo=UTC), "Openingstijden niet bekend"),
        ("onzin", datetime(2026, 11, 20, 20, 0, tzinfo=UTC), "Openingstijden niet bekend"),
    ],
)
def test_the_open_state_is_said_like_people_say_it(hours: str, moment: datetime, sentence: str) -> None:
    make_place("a", opening_hours=hours)
    page = place_page("a", now=moment, language="nl")
    assert page is not None
    assert page.opening.sentence == sentence


@pytest.mark.django_db
def test_who_has_no_number_is_not_to_be_called(client: Client) -> None:
    place = make_place("a", opening_hours="")
    assert "Bel even" not in html(client, "/plek/a/")
    place.contacts.create(name="An", kind=ContactKind.PLACE, phone="043 1", since_date=TODAY)
    page = html(client, "/plek/a/")
    assert "Openingstijden niet bekend: bel even" in page
    assert "Bel even voor je komt." in page


@pytest.mark.django_db
def test_getting_in_says_what_is_measured_and_what_is_not_known(client: Client) -> None:
    place = make_place("drempel")
    place.access_facts.create(
        key="step_height_cm", value=6, checked_on=date(2026, 5, 4), checked_by="manager"
    )
    place.access_facts.create(
        key="door_width_cm", value=85, checked_on=date(2026, 5, 4), checked_by="manager"
    )
    place.access_facts.create(key="accessible_toilet", value=None)
    page = html(client, "/plek/drempel/")
    assert "Hoogte van de trede: 6 cm" in page
    assert "Breedte van de deur: 85 cm" in page
    assert "Rolstoeltoilet: niet bekend" in page
    assert "Nagekeken in mei 2026 door de beheerder." in page


@pytest.mark.django_db
def test_fetching_is_asked_by_phone_and_never_with_a_form(client: Client) -> None:
    place = make_place("ophalen")
    place.access_facts.create(key="fetch_service", value=True)
    place.access_facts.create(key="fetch_phone", value="043 000 00 05")
    page = html(client, "/plek/ophalen/")
    assert '<a href="tel:0430000005">043 000 00 05</a>' in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.django_db
def test_team_is_shown_with_consent_only_and_gone_at_once(client: Client) -> None:
    place = make_place("team")
    shown = place.team.create(name="Truus", role="host", since_date=TODAY, consent_on=TODAY)
    place.team.create(name="Verborgen Vera", role="host", since_date=date(2020, 1, 1))
    place.team.create(name="Gestopte Gé", role="host", since_date=date(2020, 1, 1), until_date=date(2021, 1, 1), consent_on=date(2020, 1, 1))  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        for path in ("/plek/team/", "/plek/team/team/"):
            page = html(client, path)
            assert ("Truus" in page, "Verborgen Vera" in page, "Gestopte Gé" in page) == (True, False, False)
        shown.consent_withdrawn_on = TODAY
        shown.save()
        for path in ("/plek/team/", "/plek/team/team/"):
            assert "Truus" not in html(client, path)


@pytest.mark.django_db
def test_house_rules_are_those_that_hold_today(client: Client) -> None:
    place = make_place("regels")
    place.house_rules.create(version=1, text={"nl": "Schoenen uit"}, valid_from=date(2026, 1, 1))
    place.house_rules.create(version=2, text={"nl": "Schoenen aan"}, valid_from=date(2026, 2, 1))
    with time_machine.travel(datetime(2026, 1, 31, 12, tzinfo=UTC), tick=False):
        assert "<li>Schoenen uit</li>" in html(client, "/plek/regels/huisregels/")
    with time_machine.travel(datetime(2026, 2, 1, 12, tzinfo=UTC), tick=False):
        page = html(client, "/plek/regels/huisregels/")
        assert "<li>Schoenen aan</li>" in page
        assert "(versie 2)" in page
    html(client, "/plek/onbekend/huisregels/", 404)


@pytest.mark.django_db
def test_exactly_one_contact_person_a_kind_and_changing_it_changes_the_page(client: Client) -> None:
    place = make_place("contact")
    organisation = make_organisation("woonvrij", name="Woonvrij", kind=OrganisationKind.HOUSING_ASSOCIATION)
    first = place.contacts.create(
        name="An Eerst",
        kind=ContactKind.ASSOCIATION,
        organisation=organisation,
        phone="043 1",
        since_date=TODAY,
    )
    assert "An Eerst" in html(client, "/plek/contact/")
    first.is_active = False
    first.save()
    place.contacts.create(
        name="Ben Daarna", kind=ContactKind.ASSOCIATION, organisation=organisation, since_date=TODAY
    )
    page = html(client, "/plek/contact/")
    assert ("An Eerst" in page, "Ben Daarna" in page, page.count("Woonvrij")) == (False, True, 1)


@pytest.mark.django_db
def test_a_municipality_calls_a_tier_by_its_own_name(client: Client) -> None:
    municipality = make_municipality()
    make_place("villa", tier="district_house", municipality=municipality)
    assert "Huis van de Wijk" in html(client, "/plek/villa/")
    TierName.objects.create(municipality=municipality, tier="district_house", name="Villa van de wijk")
    assert "Villa van de wijk" in html(client, "/plek/villa/")
    assert Place.objects.get(slug="villa").tier == "district_house"


@pytest.mark.django_db
def test_own_words_can_be_read_in_every_language_they_are_written_in(client: Client) -> None:
    place = make_place("talen")
    place.texts.create(language="nl", character="Welkom")
    place.texts.create(language="ar", summary="طاولة", character="أهلا", getting_here="باب")
    page = html(client, "/plek/talen/?tekst=ar")
    assert '<p class="lead" lang="ar" dir="rtl">طاولة</p>' in page
    assert '<div class="place__words" lang="ar" dir="rtl"><p>باب</p></div>' in page
    assert '<div class="place__words" lang="ar" dir="rtl"><p>أهلا</p></div>' in page
    assert 'href="?tekst=nl#character"' in page
    english = html(Client(headers={"accept-language": "en"}), "/plek/talen/")
    assert '<div class="place__words" lang="nl" dir="ltr"><p>Welkom</p></div>' in english


@pytest.mark.django_db
def test_drafts_do_not_exist_for_visitors_and_stopped_places_say_so(client: Client) -> None:
    make_place("concept", name="Nog niet", status=PlaceStatus.DRAFT)
    make_place("gestopt", name="De Oude Tafel", status=PlaceStatus.ARCHIVED, lat=50.85, lon=5.69)
    make_place("nieuw", name="De Nieuwe Tafel", lat=50.851, lon=5.69)
    html(client, "/plek/concept/", 404)
    html(client, "/plek/concept/team/", 404)
    page = html(client, "/plek/gestopt/", 410)
    assert "De Oude Tafel is gestopt" in page
    assert "De Nieuwe Tafel" in page


@pytest.mark.django_db
def test_the_pencil_is_for_who_may_change_the_page(
    client: Client, place: Place, manager: User, host: User
) -> None:
    path, pencil = f"/plek/{place.slug}/", "Verander deze pagina"
    assert pencil not in html(client, path)
    client.force_login(host)
    assert pencil not in html(client, path)
    client.force_login(manager)
    assert pencil in html(client, path)
    client.logout()
    assert pencil not in html(client, path)


@pytest.mark.django_db
def test_each_site_of_a_house_keeps_its_own_page(client: Client) -> None:
    house = make_place("huis", name="Huis van de Wijk", tier="district_house")
    for number in (1, 2, 3):
        make_place(f"deel-{number}", name=f"Deel {number}", part_of=house)
    page = html(client, "/plek/huis/")
    assert [f"Deel {number}" in page for number in (1, 2, 3)] == [True, True, True]
    assert 'Hoort bij <a href="/plek/huis/">Huis van de Wijk</a>' in html(client, "/plek/deel-1/")


def _fill(place: Place, times: int) -> None:
    for number in range(times):
        place.texts.create(language=("nl", "en", "ar")[number], summary="Hallo", character="Hallo")
        place.prices.create(what={"nl": "Soep"}, amount_cents=100)
        place.photos.create(image="a.jpg", width=4, height=3, alternative_text="Een tafel")
        place.access_facts.create(key=("lift", "step_free", "guest_wifi")[number], value=True)
        place.exceptions.create(date_from=TODAY, date_until=TODAY)
        place.house_rules.create(
            version=number + 1, text={"nl": "Regel"}, valid_from=date(2026, 1, number + 1)
        )
        place.team.create(name="An", role="host", since_date=date(2020, 1, 1), consent_on=date(2020, 1, 1))
        make_place(f"{place.slug}-{number}", part_of=place)
    place.contacts.create(name="An", since_date=TODAY, organisation=make_organisation(f"org-{times}"))


@pytest.mark.django_db
def test_a_page_takes_eleven_queries_however_much_it_holds() -> None:
    counts = []
    for slug, times in (("klein", 1), ("groot", 3)):
        _fill(make_place(slug, tier="small_scale", neighbourhood=make_neighbourhood()), times)
        with CaptureQueriesContext(connection) as queries:
            assert place_page(slug, now=NOW, language="nl") is not None
        counts.append(len(queries))
    assert counts == [11, 11]


@pytest.mark.django_db
def test_a_draft_can_be_previewed_as_visitors_would_see_it() -> None:
    make_place("concept", name="Nog niet", status=PlaceStatus.DRAFT)
    place = loaded_places(now=NOW).get(slug="concept")
    assert place_page_for(place, now=NOW, language="nl").place.name == "Nog niet"
