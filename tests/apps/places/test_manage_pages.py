"""The desk's pages: nothing typed is lost, nobody is overwritten, nothing is nagged about."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from schuifaan.apps.people.audit_words import value_in_words
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.enums import PlaceRole, PlaceStatus
from schuifaan.apps.places.forms.section import SectionForm
from schuifaan.apps.places.models import (
    AccessFact,
    ContactPerson,
    HouseRules,
    OpeningException,
    Photo,
    Place,
    PlaceText,
    Price,
    TeamMember,
)
from schuifaan.apps.places.queries.sections import SECTION_TITLES
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.places.views.manage_sections import SECTIONS
from tests.apps.places.test_photos import picture
from tests.factories import TODAY, make_place, make_team_member, make_user

RICH = "Apr-Sep Mo-Fr 09:00-17:00"


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def address(name, place, **more):
    return reverse(f"places:{name}", kwargs={"slug": place.slug, **more})


@pytest.fixture
def at_work(client, manager):
    client.force_login(manager)
    return client


def sent_by(response, **typed):
    """What a browser would send from this page, with some fields typed over."""
    form = response.context["form"]
    sent = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list) or (value is not None and value is not False):
            sent[bound.html_name] = value
    return {**sent, **typed}


TYPED = {
    "basics": ({"name": "’t Nieuwe Atrium", "city": "Maastricht"}, lambda place: (place.name, place.city), ("’t Nieuwe Atrium", "Maastricht")),
    "texts": ({"summary_nl": "Welkom 🌻"}, lambda place: PlaceText.objects.get(place=place).summary, "Welkom 🌻"),
    "hours": ({"monday": "9-17", "quiet_day_open": "yes"}, lambda place: (place.opening_hours, place.quiet_day_open), ("Mo 09:00-17:00; PH unknown", True)),
    "prices": ({"what_0": "Soep", "amount_0": "€ 2,50"}, lambda place: Price.objects.get(place=place).amount_cents, 250),
    "access": ({"step_free": "yes", "door_width_cm": "85"}, lambda place: dict(place.access_facts.values_list("key", "value")), {"step_free": True, "door_width_cm": 85}),
    "offer": ({"focus": ["women"], "languages": ["nl", "srn"], "free_coffee": "no"}, lambda place: (place.focus, place.languages, place.free_coffee), (["women"], ["nl", "srn"], False)),
    "contact": ({"name": "Ans", "phone": "043 1"}, lambda place: ContactPerson.objects.get(place=place).phone, "043 1"),
    "association_contact": ({"name": "Bert"}, lambda place: ContactPerson.objects.get(place=place).kind, "association"),
    "house_rules": ({"text_nl": "Wees lief."}, lambda place: HouseRules.objects.get(place=place).text, {"nl": "Wees lief."}),
    "type": ({"place_type": "community_house", "from_date": "2020-01-01"}, lambda place: place.place_type, "community_house"),
    "running": ({"steward_kind": "volunteer_board", "tier": "small_scale"}, lambda place: (place.steward_kind, place.tier), ("volunteer_board", "small_scale")),
}  # fmt: skip


def test_every_section_is_tried():
    assert set(TYPED) == set(SECTIONS)


@pytest.mark.parametrize("key", TYPED)
def test_section_is_saved_and_told(at_work, place, key):
    typed, read, expected = TYPED[key]
    page = at_work.get(address(f"edit_{key}", place))
    response = at_work.post(address(f"edit_{key}", place), sent_by(page, **typed))
    assert response.status_code == 302, response.context["form"].errors
    assert response["Location"] == address("place_desk", place)
    assert read(Place.objects.get(pk=place.pk)) == expected
    assert AuditEvent.objects.filter(scope=place.audit_scope).count() == 1


@pytest.mark.parametrize("key", sorted(TYPED.keys() - {"house_rules", "type"}))
def test_section_saved_untouched_changes_nothing(at_work, place, key):
    page = at_work.get(address(f"edit_{key}", place))
    assert at_work.post(address(f"edit_{key}", place), sent_by(page)).status_code == 302
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("key", TYPED)
def test_preview_shows_and_keeps_nothing(at_work, place, key):
    typed, _read, _expected = TYPED[key]
    before = directory_version()
    page = at_work.get(address(f"edit_{key}", place))
    response = at_work.post(address(f"preview_{key}", place), sent_by(page, **typed))
    assert response.status_code == 200
    assert "Er is nog niets bewaard" in response.content.decode()
    assert (AuditEvent.objects.count(), directory_version()) == (0, before)
    assert [model.objects.count() for model in (PlaceText, Price, AccessFact, ContactPerson, HouseRules)] == [
        0
    ] * 5
    assert Place.objects.get(pk=place.pk).version == 1


def test_preview_shows_the_words_that_were_typed(at_work, place):
    page = at_work.get(address("edit_texts", place))
    response = at_work.post(
        address("preview_texts", place), sent_by(page, character_nl="Hier ruikt het naar soep.")
    )
    assert "Hier ruikt het naar soep." in response.content.decode()


def test_preview_of_something_wrong_gives_the_form_back(at_work, place):
    page = at_work.get(address("edit_basics", place))
    response = at_work.post(address("preview_basics", place), sent_by(page, name="", city="Maastricht"))
    assert response.status_code == 422
    assert response.context["form"]["city"].value() == "Maastricht"


def test_second_editor_keeps_the_typed_text_and_may_save_knowingly(at_work, place, board_member):
    page = at_work.get(address("edit_texts", place))
    other = Client()
    other.force_login(board_member)
    theirs = sent_by(other.get(address("edit_texts", place)), summary_nl="Van het bestuur")
    assert other.post(address("edit_texts", place), theirs).status_code == 302

    overtaken = at_work.post(address("edit_texts", place), sent_by(page, summary_nl="Van mij"))
    said = overtaken.content.decode()
    assert overtaken.status_code == 409
    assert f"{board_member} heeft dit veranderd op" in said
    assert "Van het bestuur" in said
    assert overtaken.context["form"]["summary_nl"].value() == "Van mij"
    assert "Bewaar toch mijn versie" in said
    assert PlaceText.objects.get(place=place).summary == "Van het bestuur"

    assert at_work.post(address("edit_texts", place), sent_by(overtaken)).status_code == 302
    assert PlaceText.objects.get(place=place).summary == "Van mij"


def test_a_colleague_in_another_section_is_no_reason_to_stop(at_work, place, board_member):
    page = at_work.get(address("edit_texts", place))
    other = Client()
    other.force_login(board_member)
    theirs = sent_by(other.get(address("edit_basics", place)), city="Maastricht")
    assert other.post(address("edit_basics", place), theirs).status_code == 302
    assert at_work.post(address("edit_texts", place), sent_by(page, summary_nl="Van mij")).status_code == 302
    place.refresh_from_db()
    assert (place.city, place.texts.get().summary, place.version) == ("Maastricht", "Van mij", 3)


def test_adding_a_line_does_not_hide_that_a_colleague_was_earlier(at_work, place, board_member):
    page = at_work.get(address("edit_prices", place))
    Price.objects.create(place=place, what={"nl": "Soep"}, amount_cents=350)
    Place.objects.filter(pk=place.pk).update(version=2)
    longer = at_work.post(address("edit_prices", place), sent_by(page, what_0="Koffie", add_line="1"))
    response = at_work.post(address("edit_prices", place), sent_by(longer))
    assert response.status_code == 409
    assert Price.objects.get(place=place).what == {"nl": "Soep"}


def test_a_form_without_its_version_never_overwrites(at_work, place):
    Place.objects.filter(pk=place.pk).update(city="Maastricht")
    response = at_work.post(address("edit_basics", place), {"name": "Gekaapt", "colour": "teal"})
    assert response.status_code == 409
    assert Place.objects.get(pk=place.pk).name == "’t Atrium"


def test_prices_keep_every_line_when_one_is_wrong(at_work, place):
    page = at_work.get(address("edit_prices", place))
    typed = {"what_0": "Soep", "amount_0": "duur", "what_1": "Koffie", "amount_1": "gratis", "per_1": "kop"}
    response = at_work.post(address("edit_prices", place), sent_by(page, **typed))
    assert response.status_code == 422
    form = response.context["form"]
    assert {name: form[name].value() for name in typed} == typed
    assert form.errors == {"amount_0": ["Schrijf een bedrag, zoals 2,50. Of schrijf: gratis."]}


def test_another_line_keeps_what_was_typed(at_work, place):
    page = at_work.get(address("edit_prices", place))
    response = at_work.post(
        address("edit_prices", place), sent_by(page, what_1="Koffie", amount_1="duur", add_line="1")
    )
    form = response.context["form"]
    assert (response.status_code, form.count) == (200, 3)
    assert (form["what_1"].value(), form["amount_1"].value()) == ("Koffie", "duur")
    assert not Price.objects.exists()


def test_emptied_line_is_gone_and_other_languages_stay(at_work, place):
    Price.objects.create(place=place, what={"nl": "Soep", "ar": "حساء"}, amount_cents=350)
    Price.objects.create(place=place, what={"nl": "Koffie"}, amount_cents=0, position=1)
    page = at_work.get(address("edit_prices", place))
    at_work.post(address("edit_prices", place), sent_by(page, what_0="Kom soep", what_1="", amount_1=""))
    row = Price.objects.get(place=place)
    assert (row.what, row.amount_cents) == ({"nl": "Kom soep", "ar": "حساء"}, 350)


def test_adding_a_language_keeps_what_was_typed(at_work, place):
    page = at_work.get(address("edit_texts", place))
    longer = at_work.post(
        address("edit_texts", place), sent_by(page, summary_nl="Welkom", new_language="ar", add_language="1")
    )
    assert longer.context["form"]["summary_nl"].value() == "Welkom"
    at_work.post(address("edit_texts", place), sent_by(longer, summary_ar="مرحبا"))
    assert dict(PlaceText.objects.values_list("language", "summary")) == {"nl": "Welkom", "ar": "مرحبا"}


@pytest.mark.parametrize("size", [240, 241])
def test_summary_as_long_as_it_may_be(at_work, place, size):
    page = at_work.get(address("edit_texts", place))
    response = at_work.post(address("edit_texts", place), sent_by(page, summary_nl="é" * size))
    assert response.status_code == (302 if size == 240 else 422)


def test_rich_hours_are_said_and_kept_until_someone_begins_anew(at_work, place):
    Place.objects.filter(pk=place.pk).update(opening_hours=RICH)
    page = at_work.get(address("edit_hours", place))
    said = page.content.decode()
    assert "Deze tijden zijn te bijzonder voor het formulier" in said
    assert 'name="monday"' not in said
    anew = at_work.get(address("edit_hours", place) + "?opnieuw=1")
    assert (
        at_work.post(
            address("edit_hours", place), sent_by(anew, monday="9-17", public_holidays="as_usual")
        ).status_code
        == 302
    )
    assert Place.objects.get(pk=place.pk).opening_hours == "Mo 09:00-17:00"


def test_copied_monday_is_shown_and_not_yet_saved(at_work, place):
    page = at_work.get(address("edit_hours", place))
    response = at_work.post(address("edit_hours", place), sent_by(page, monday="9-17", copy_monday="1"))
    assert response.context["form"]["sunday"].value() == "9-17"
    assert Place.objects.get(pk=place.pk).opening_hours == ""


def test_interim_without_a_plan_stands_beside_its_field(at_work, place):
    """A06."""
    page = at_work.get(address("edit_running", place))
    response = at_work.post(
        address("edit_running", place), sent_by(page, steward_kind="professional_interim")
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["steward_plan"]


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
    assert "Je hebt nog geen plek" in client.get(reverse("places:desk")).content.decode()


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


def test_sections_have_an_address_each():
    assert len({slug for slug, _title in SECTION_TITLES.values()}) == len(SECTION_TITLES)
    assert issubclass(SECTIONS["basics"].form, SectionForm)
