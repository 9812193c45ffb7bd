"""The desk of a place: who sees what, nothing typed is lost, nothing is nagged about."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schuifaan.apps.people.audit_words import value_in_words
from schuifaan.apps.places.enums import PlaceRole, PlaceStatus
from schuifaan.apps.places.models import (
    ContactPerson,
    HouseRules,
    OpeningException,
    Photo,
    Place,
    PlaceText,
    Price,
    TeamMember,
)
from tests.apps.places.conftest import address, sent_by
from tests.apps.places.test_photos import picture
from tests.factories import TODAY, make_place, make_team_member, make_user

pytestmark = pytest.mark.usefixtures("own_media")


def test_a_page_with_only_a_name_has_no_warning_or_percentage(at_work, place):
    """A09."""
    said = at_work.get(address("place_desk", place)).content.decode()
    main = said[said.index("<main") : said.index("</main>")]
    assert "%" not in main
    assert "alert" not in main
    assert "compleet" not in main.lower()


def test_old_facts_ask_for_one_tap(at_work, place):
    Place.objects.filter(pk=place.pk).update(checked_on=date(2020, 1, 1))
    assert "Klopt alles nog?" in at_work.get(address("place_desk", place)).content.decode()
    at_work.post(address("confirm", place))
    assert "Klopt alles nog?" not in at_work.get(address("place_desk", place)).content.decode()


def test_desk_with_one_place_goes_there(at_work, place):
    response = at_work.get(reverse("places:desk"))
    assert (response.status_code, response["Location"]) == (302, address("place_desk", place))
    assert at_work.get(reverse("places:desk") + "?alle").status_code == 200


def test_desk_without_a_place_is_friendly(client, db):
    client.force_login(make_user())
    html = client.get(reverse("places:desk")).content.decode()
    assert "Je hebt nog geen plek" in html
    # Who works on dossiers only, finds them from here.
    assert (
        f'<a class="utrecht-link utrecht-link--html-a" href="{reverse("dossiers:list")}">Bekijk je dossiers'
        in html
    )


def test_municipality_does_not_see_the_desk_of_a_place(client, place, officer):
    """V03: place data belongs to the place."""
    client.force_login(officer)
    assert client.get(address("place_desk", place)).status_code == 403


def test_host_sees_the_desk_and_changes_nothing(client, place, host):
    client.force_login(host)
    page = client.get(address("place_desk", place))
    assert page.status_code == 200
    assert "Wijzig" not in page.content.decode()
    assert client.get(address("edit_basics", place)).status_code == 403


def test_trail_is_for_the_board_and_not_for_a_manager(client, place, manager, board_member):
    client.force_login(manager)
    assert client.get(address("trail", place)).status_code == 403
    client.force_login(board_member)
    client.post(address("unpublish", place))
    said = client.get(address("trail", place)).content.decode()
    assert "heeft de plek weer een concept gemaakt" in said


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (
            "Mo 09:00-12:00,13:00-17:00; Fr 20:00-24:00; PH off",
            "maandag 9.00–12.00 uur en 13.00–17.00 uur, vrijdag 20.00–24.00 uur; op feestdagen dicht",
        ),
        ("Sa 10:00-14:00; PH unknown", "zaterdag 10.00–14.00 uur"),
        ("week 01-53/2 Mo 09:00-17:00", "tijden die per week of per seizoen verschillen"),
        ("", "leeg"),
    ],
)
def test_trail_says_hours_in_words(expression, words):
    assert value_in_words("place.hours_changed", "opening_hours", expression) == words


def test_new_place_keeps_what_was_typed(client, officer):
    client.force_login(officer)
    response = client.post(
        reverse("places:new"), {"name": "", "street": "Plein", "lat": "900", "lon": "5,69"}
    )
    form = response.context["form"]
    assert (response.status_code, form["street"].value(), form["lat"].value()) == (422, "Plein", "900")
    assert sorted(form.errors) == ["lat", "name"]
    response = client.post(
        reverse("places:new"), {"name": "De Tafel", "postcode": "6217ab", "lat": "50,85", "lon": "5,69"}
    )
    place = Place.objects.get(slug="de-tafel")
    assert response["Location"] == address("place_desk", place)
    assert (place.postcode, place.lat) == ("6217 AB", 50.85)
    assert client.get(address("place_desk", place)).status_code == 200


def test_draft_is_published_hidden_closed_and_brought_back(at_work, place):
    steps = [
        ("unpublish", PlaceStatus.DRAFT),
        ("publish", PlaceStatus.PUBLISHED),
        ("archive", PlaceStatus.ARCHIVED),
        ("restore", PlaceStatus.DRAFT),
    ]
    for name, status in steps:
        at_work.post(address(name, place))
        assert Place.objects.get(pk=place.pk).status == status
        assert at_work.get(address("visibility", place)).status_code == 200
        assert at_work.get(address("place_desk", place)).status_code == 200


@pytest.mark.parametrize("status", PlaceStatus)
def test_team_sees_its_page_as_visitors_will(client, place, host, status):
    Place.objects.filter(pk=place.pk).update(status=status)
    client.force_login(host)
    response = client.get(address("preview", place))
    assert response.status_code == 200
    assert "Dit is een voorbeeld" in response.content.decode()


def test_exception_is_added_taken_away_and_put_back(at_work, place):
    at_work.post(
        address("edit_exceptions", place), {"date_from": "2030-12-24", "hours": "10-14", "reason": "Kerst"}
    )
    row = OpeningException.objects.get(place=place)
    assert at_work.get(address("edit_exceptions", place)).status_code == 200
    undo = at_work.post(address("remove_exception", place, pk=row.pk))
    assert not OpeningException.objects.exists()
    at_work.post(address("edit_exceptions", place), sent_by(undo))
    again = OpeningException.objects.get(place=place)
    assert (again.date_from, again.hours, again.reason) == (row.date_from, row.hours, row.reason)


def test_exception_with_unreadable_hours_keeps_its_text(at_work, place):
    response = at_work.post(address("edit_exceptions", place), {"date_from": "2030-12-24", "hours": "straks"})
    assert (response.status_code, response.context["form"]["hours"].value()) == (422, "straks")


def test_photo_goes_up_first_and_away(at_work, place):
    for words in ("Een tafel", "Een tuin"):
        response = at_work.post(
            address("edit_photos", place), {"photo": picture(), "alternative_text": words}
        )
        assert response.status_code == 302
    garden = Photo.objects.get(alternative_text="Een tuin")
    at_work.post(address("photo_first", place, pk=garden.pk))
    assert Photo.objects.order_by("position").first() == garden
    assert at_work.get(address("edit_photos", place)).status_code == 200
    assert at_work.get(address("photo", place, pk=garden.pk)).status_code == 200
    at_work.post(address("photo", place, pk=garden.pk), {"alternative_text": "De moestuin"})
    garden.refresh_from_db()
    assert garden.alternative_text == "De moestuin"
    at_work.post(address("remove_photo", place, pk=garden.pk))
    assert Photo.objects.count() == 1


def test_what_is_no_photo_is_told_beside_the_field(at_work, place):
    upload = picture()
    upload.file.seek(0)
    upload.file.write(b"MZ geen foto")
    upload.file.seek(0)
    response = at_work.post(address("edit_photos", place), {"photo": upload, "alternative_text": "Een tafel"})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["photo"]
    assert response.context["form"]["alternative_text"].value() == "Een tafel"


def test_rows_of_another_place_are_not_there(at_work, place):
    other = make_place("elders", name="Elders")
    member = make_team_member(other)
    row = OpeningException.objects.create(place=other, date_from=TODAY, date_until=TODAY)
    assert at_work.post(address("end_team_role", place, pk=member.pk)).status_code == 404
    assert at_work.get(address("team_member", place, pk=member.pk)).status_code == 404
    assert at_work.post(address("remove_exception", place, pk=row.pk)).status_code == 404


def test_team_pages(at_work, place):
    assert at_work.post(address("add_team_member", place), {"name": "", "role": "host"}).status_code == 422
    at_work.post(
        address("add_team_member", place), {"name": "Truus", "role": "host", "email": "truus@example.org"}
    )
    member = TeamMember.objects.get(name="Truus")
    assert at_work.post(address("team_member", place, pk=member.pk), {"photo": picture()}).status_code == 422
    at_work.post(address("team_member", place, pk=member.pk), {"agreed": "on", "photo": picture()})
    member.refresh_from_db()
    assert member.has_consent
    assert at_work.get(address("team_member", place, pk=member.pk)).status_code == 200
    for name in (
        "send_invitation_again",
        "remove_face",
        "withdraw_consent",
        "end_team_role",
        "resume_team_role",
    ):
        assert at_work.post(address(name, place, pk=member.pk)).status_code == 302
        assert at_work.get(address("edit_team", place)).status_code == 200


def fill(place, number):
    Price.objects.create(place=place, what={"nl": f"Soep {number}"}, amount_cents=1)
    PlaceText.objects.create(place=place, language=("nl", "en", "ar")[number], summary="x")
    OpeningException.objects.create(place=place, date_from=TODAY, date_until=TODAY)
    make_team_member(
        place, name=f"Truus {number}", role=PlaceRole.HOST, user=make_user(f"t{number}@example.org")
    )
    ContactPerson.objects.create(place=place, name="x", is_active=False, since_date=TODAY)
    HouseRules.objects.create(
        place=place, version=number + 1, text={"nl": "x"}, valid_from=date(2026, 1, number + 1)
    )


@pytest.mark.parametrize(
    "key", ["place_desk", "edit_prices", "edit_texts", "edit_team", "edit_house_rules", "edit_exceptions"]
)
def test_pages_ask_as_much_of_the_database_with_one_row_as_with_three(
    at_work, place, django_assert_num_queries, key
):
    fill(place, 0)
    with CaptureQueriesContext(connection) as one:
        at_work.get(address(key, place))
    fill(place, 1)
    fill(place, 2)
    with django_assert_num_queries(len(one)):
        at_work.get(address(key, place))


def test_desk_asks_as_much_with_two_places_as_with_four(at_work, place, manager, django_assert_num_queries):
    make_team_member(make_place("b"), user=manager)
    with CaptureQueriesContext(connection) as two:
        at_work.get(reverse("places:desk"))
    make_team_member(make_place("c"), user=manager)
    make_team_member(make_place("d"), user=manager)
    with django_assert_num_queries(len(two)):
        at_work.get(reverse("places:desk"))


def test_who_may_change_a_place_can_work_out_its_money(client, at_work, place, host):
    link = f'href="/beheer/dossiers/nieuw/?plek={place.slug}&amp;geld"'
    assert link in at_work.get(address("place_desk", place)).content.decode()
    client.force_login(host)
    assert link not in client.get(address("place_desk", place)).content.decode()
