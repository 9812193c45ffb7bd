"""The sections of a place: nothing typed is lost, nobody is overwritten."""

import pytest
from django.test import Client

from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.forms.section import SectionForm
from schuifaan.apps.places.models import AccessFact, ContactPerson, HouseRules, Place, PlaceText, Price
from schuifaan.apps.places.queries.sections import SECTION_TITLES
from schuifaan.apps.places.queries.version import directory_version
from schuifaan.apps.places.views.manage_sections import SECTIONS
from tests.apps.places.conftest import address, sent_by

RICH = "Apr-Sep Mo-Fr 09:00-17:00"

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


def test_sections_have_an_address_each():
    assert len({slug for slug, _title in SECTION_TITLES.values()}) == len(SECTION_TITLES)
    assert issubclass(SECTIONS["basics"].form, SectionForm)
