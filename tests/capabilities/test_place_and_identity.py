"""Rows A01–A09 and E04 of the feature table: each example, with its own numbers."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from schuifaan.apps.people.enums import OrganisationKind, OrganisationRole
from schuifaan.apps.people.models import User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import ContactPerson, Place, TeamMember
from schuifaan.apps.places.queries.desk import house_rules_on
from tests.capabilities.conftest import Fill, Read, signed_in
from tests.factories import (
    NOW,
    TODAY,
    make_membership,
    make_municipality,
    make_organisation,
    make_place,
    make_team_member,
    make_user,
)

DESK = "/beheer/plek/t-atrium"


def picture() -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", (80, 50), "teal").save(written, "JPEG")
    return SimpleUploadedFile("foto.jpg", written.getvalue(), "image/jpeg")


def test_a01_own_name_words_photo_and_colour_are_read_without_signing_in(
    manager: User, fill_in: Fill, read: Read
) -> None:
    fill_in(manager, f"{DESK}/naam-en-adres/", name="Villa Vonk", colour="plum")
    fill_in(manager, f"{DESK}/woorden/", summary_nl="Hier vonkt het.", character_nl="Kom zoals je bent.")
    words = {"photo": picture(), "alternative_text": "De tuin van Villa Vonk", "credit": "Riet"}
    signed_in(manager).post(f"{DESK}/fotos/", words)
    page = read("/plek/t-atrium/")
    photo = Place.objects.get().photos.get()
    assert ">Villa Vonk</h1>" in page
    assert "Hier vonkt het." in page
    assert "<p>Kom zoals je bent.</p>" in page
    assert f'src="{photo.image.url}" alt="De tuin van Villa Vonk"' in page
    assert '<article class="place place--plum">' in page


def test_a02_a_house_of_three_sites_lists_them_and_each_keeps_its_own_page(read: Read) -> None:
    """The calendar over the sites comes with the agenda; here the pages."""
    house = make_place("huis", name="Huis van Heer", tier="district_house")
    for number in (1, 2, 3):
        site = make_place(f"deel-{number}", name=f"Deel {number}", part_of=house)
        site.texts.create(language="nl", summary=f"Eigen woorden {number}.")
    page = read("/plek/huis/")
    assert [page.count(f'href="/plek/deel-{number}/"') for number in (1, 2, 3)] == [1, 1, 1]
    for number in (1, 2, 3):
        own = read(f"/plek/deel-{number}/")
        assert f"Eigen woorden {number}." in own
        assert 'Hoort bij <a href="/plek/huis/">Huis van Heer</a>' in own


def test_a03_a_municipality_renames_the_third_tier_and_all_pages_follow(fill_in: Fill, read: Read) -> None:
    municipality = make_municipality()
    make_municipality("GM0344", "Utrecht")
    here = make_place("hier", tier="district_house", municipality=municipality)
    make_place("daar", tier="district_house", municipality_id="GM0344")
    organisation = make_organisation(kind=OrganisationKind.MUNICIPALITY, municipality_code="GM0935")
    officer = make_user()
    make_membership(officer, organisation, OrganisationRole.MUNICIPAL_OFFICER)
    make_team_member(here, user=officer)
    desk = signed_in(officer)
    fill_in(officer, "/beheer/gemeente/GM0935/namen/", district_house_nl="Villa van de wijk")
    assert "Villa van de wijk" in read("/plek/hier/")
    # Whoever looks for it by that word finds it.
    assert '<a class="place-card__link" href="/plek/hier/">' in read("/plekken/?bij=villa+van+de+wijk")
    for path in ("/beheer/plek/hier/", "/beheer/plek/hier/wie-houdt-de-plek-draaiend/"):
        shown = desk.get(path).content.decode()
        assert ("Villa van de wijk" in shown, "Huis van de Wijk<" in shown) == (True, False)
    assert "Huis van de Wijk" in read("/plek/daar/")
    assert "Villa van de wijk" not in read("/plek/daar/")
    assert Place.objects.get(pk=here.pk).tier == "district_house"


def test_a04_the_history_shows_both_types(manager: User, fill_in: Fill) -> None:
    for kind, day in (("coffee_corner", "2020-01-01"), ("multifunctional_place", "2027-03-01")):
        fill_in(manager, f"{DESK}/soort-plek/", place_type=kind, from_date=day)
    place = Place.objects.get()
    assert list(place.type_periods.order_by("from_date").values_list("place_type", "from_date")) == [
        ("coffee_corner", date(2020, 1, 1)),
        ("multifunctional_place", date(2027, 3, 1)),
    ]
    page = " ".join(signed_in(manager).get(f"{DESK}/").content.decode().split())
    assert page.index("koffiehoek") < page.index("multifunctionele ontmoetingsplek")
    assert "1 maart 2027" in page
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False):
        call_command("remind")
    assert Place.objects.get().place_type == "multifunctional_place"


def test_a05_weekdays_nine_to_five_and_closed_on_27_april(manager: User, fill_in: Fill, read: Read) -> None:
    days = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "9-17")
    with time_machine.travel(datetime(2026, 4, 20, 10, tzinfo=UTC), tick=False):
        fill_in(manager, f"{DESK}/openingstijden/", **days)
        fill_in(manager, f"{DESK}/andere-tijden/", date_from="2026-04-27", reason="Vrijmarkt")
    with time_machine.travel(datetime(2026, 4, 27, 10, tzinfo=UTC), tick=False):
        closed = read("/plek/t-atrium/")
    with time_machine.travel(datetime(2026, 4, 28, 10, tzinfo=UTC), tick=False):
        opened = read("/plek/t-atrium/")
    assert "<span>Vandaag dicht: Koningsdag." in closed
    assert "Nu open" not in closed
    assert "Nu open tot 17.00 uur" in opened


def test_a06_an_interim_steward_needs_a_plan_and_is_asked_after_six_months(
    manager: User, fill_in: Fill
) -> None:
    asked = {"steward_kind": "professional_interim", "steward_since": "2026-11-21"}
    refused = fill_in(manager, f"{DESK}/wie-houdt-de-plek-draaiend/", **asked, steward_plan=" ")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["steward_plan"])
    plan = "In mei kiezen de bewoners een bestuur."
    fill_in(manager, f"{DESK}/wie-houdt-de-plek-draaiend/", **asked, steward_plan=plan)
    assert Place.objects.get().steward_plan == plan
    letters = []
    for day in (20, 21):
        with time_machine.travel(datetime(2027, 5, day, 12, tzinfo=UTC), tick=False):
            call_command("remind")
        letters.append(len(mail.outbox))
    assert letters == [0, 1]


def test_a07_who_withdraws_consent_is_gone_from_page_and_print_at_once(
    place: Place, read: Read, django_capture_on_commit_callbacks: type
) -> None:
    """By the volunteer's own hand, without asking whoever leads."""
    volunteer = make_user("truus@example.org", name="Truus Linssen")
    member = make_team_member(
        place, user=volunteer, role=PlaceRole.VOLUNTEER, photo=picture(), consent_on=TODAY
    )
    storage, kept = member.photo.storage, member.photo.name
    for path in ("/plek/t-atrium/", "/plek/t-atrium/team/"):
        assert ("Truus" in read(path), member.photo.url in read(path)) == (True, True)
    client = signed_in(volunteer)
    button = f"{DESK}/team/{member.pk}/toestemming-intrekken/"
    assert f'action="{button}"' in client.get(f"{DESK}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(button).status_code == 302
    for path in ("/plek/t-atrium/", "/plek/t-atrium/team/"):
        assert ("Truus" in read(path), member.photo.url in read(path)) == (False, False)
    assert (storage.exists(kept), TeamMember.objects.get(pk=member.pk).photo.name) == (False, "")


def test_a07_nobody_takes_away_the_consent_of_a_colleague(place: Place, host: User) -> None:
    member = make_team_member(place, name="Riet", consent_on=TODAY)
    assert signed_in(host).post(f"{DESK}/team/{member.pk}/toestemming-intrekken/").status_code == 403
    assert TeamMember.objects.get(pk=member.pk).has_consent


def test_a08_rules_of_1_february_hold_from_that_day_and_older_agreements_keep_the_first(
    place: Place, manager: User, fill_in: Fill, read: Read
) -> None:
    """Bookings come with the rooms; they will ask for the version that holds on their day."""
    for day, text in ((date(2026, 1, 1), "Schoenen uit"), (date(2026, 2, 1), "Schoenen aan")):
        with time_machine.travel(datetime(2026, 1, 1, 12, tzinfo=UTC), tick=False):
            fill_in(manager, f"{DESK}/huisregels/", text_nl=text, valid_from=day.isoformat())
    found = [house_rules_on(place, day) for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 7, 1))]
    assert [rules and rules.version for rules in found] == [1, 2, 2]
    assert house_rules_on(place, date(2025, 12, 31)) is None
    for month, day, text in ((1, 31, "Schoenen uit"), (2, 1, "Schoenen aan")):
        with time_machine.travel(datetime(2026, month, day, 12, tzinfo=UTC), tick=False):
            assert f"<li>{text}</li>" in read("/plek/t-atrium/huisregels/")


def test_a09_a_page_with_only_name_and_address_has_no_warning_and_no_percentage(
    read: Read, manager: User
) -> None:
    Place.objects.update(street="Dorpstraat", house_number="1", city="Heer", checked_on=date(2026, 11, 1))
    with time_machine.travel(NOW, tick=False):
        page = read("/plek/t-atrium/").split("<main")[1].split("</main>")[0]
        desk = signed_in(manager).get(f"{DESK}/").content.decode().split("<main")[1].split("</main>")[0]
    assert "Dorpstraat 1" in page
    for shown in (page, desk):
        found = [
            word for word in ("%", "alert", "attention", "niet af", "compleet", "ontbreekt") if word in shown
        ]
        assert found == []


def test_e04_exactly_one_contact_person_at_the_corporation_and_all_pages_follow(
    place: Place, manager: User, fill_in: Fill, read: Read
) -> None:
    corporation = make_organisation("woonvrij", name="Woonvrij", kind=OrganisationKind.HOUSING_ASSOCIATION)
    path = f"{DESK}/contact-corporatie/"
    for name in ("An Eerst", "Ben Daarna"):
        fill_in(manager, path, name=name, phone="043 000 00 01", organisation=corporation.pk)
    now = ContactPerson.objects.filter(place=place, kind="association", is_active=True)
    assert [person.name for person in now] == ["Ben Daarna"]
    page = read("/plek/t-atrium/")
    assert ("An Eerst" in page, "Ben Daarna" in page) == (False, True)
    told = read("/plekken-hsds.json")
    assert "An Eerst" not in told


@pytest.mark.django_db
def test_e04_the_database_itself_refuses_a_second() -> None:
    from django.db import IntegrityError  # noqa: PLC0415 - only here

    place = make_place()
    ContactPerson.objects.create(place=place, kind="association", name="An", since_date=TODAY)
    with pytest.raises(IntegrityError):
        ContactPerson.objects.create(place=place, kind="association", name="Ben", since_date=TODAY)
