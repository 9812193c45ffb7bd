"""Rows V01–V05 and V07–V09 of the feature table: each example, with its own numbers."""

import json
import re
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps.registry import Apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import reverse

from schuifaan.apps.people.models import AuditEvent, User
from schuifaan.apps.places.enums import PlaceRole
from schuifaan.apps.places.models import Place, TeamMember
from schuifaan.apps.places.queries.whole_place import PARTS
from tests.architecture.matrix_rows import make_rows, named
from tests.architecture.test_no_head_counting import counted, model_words, our_models
from tests.architecture.test_permissions import addresses, matrix
from tests.capabilities.conftest import Fill, Read, signed_in
from tests.factories import NOW, TODAY, make_place, make_team_member

DESK = "/beheer/plek/t-atrium"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_v01_the_schema_counts_nobody_and_a_field_etniciteit_would_be_seen() -> None:
    assert counted(model_words(our_models())) == []

    class Evening(models.Model):  # noqa: DJ008 - never made
        etniciteit = models.CharField(max_length=9)

        class Meta:
            apps = Apps()
            app_label = "people"

    assert counted(model_words([Evening])) == ["people.Evening.etniciteit"]


@pytest.mark.usefixtures("professional")
def test_v02_every_public_page_answers_without_a_cookie(place: Place, officer: User, manager: User) -> None:
    values = make_rows(place, officer=officer, manager=manager)
    rows = matrix()["addresses"]
    public = [one for one in set(addresses()) if rows.get(one.name, {}).get("get") == "everybody"]
    # An outline is a file that a map asks for; this neighbourhood has none. And an item only leads to its
    # chapter, a choice of paper to its flyer, cancelling asks first which times, and answers are asked of a place.
    not_pages = {
        "places:map_outlines", "favicon", "dossiers:paper", "dossiers:item", "outlets:flyer_of",
        "rooms:party_cancel", "api:list_answers",
    }  # fmt: skip
    public = [one for one in public if one.name not in not_pages]
    assert len(public) >= 25
    wrong = []
    for address in public:
        path = reverse(address.name, kwargs=named(values, address.name, address.keys))
        with time_machine.travel(NOW, tick=False):
            response = Client().get(path)
        if (response.status_code, dict(response.cookies)) != (200, {}):
            wrong.append((address.name, path, response.status_code, list(response.cookies)))
    assert sorted(wrong) == []


def test_v03_a_municipality_reads_and_changes_nothing_that_is_the_place_s_own(
    place: Place, manager: User, officer: User
) -> None:
    """The self-check comes later; what is private now: the desk, the trail, the team, drafts, the full export."""
    make_place("concept", name="Nog niet", status="draft")
    member = make_team_member(place, name="Vera", role=PlaceRole.VOLUNTEER)
    client = signed_in(officer)
    rows = matrix()["addresses"]
    here = [
        one
        for one in set(addresses())
        if one.keys == ("slug",) and one.name.startswith(("places:", "outlets:"))
    ]
    private = [one.name for one in here if rows[one.name].get("get") != "everybody"]
    assert len(private) > 30
    for name in private:
        url = reverse(name, kwargs={"slug": place.slug})
        assert {client.get(url).status_code, client.post(url, {"name": "Overgenomen"}).status_code} <= {
            403,
            405,
        }, name
    assert client.post(f"{DESK}/team/{member.pk}/stoppen/").status_code == 403
    assert client.get("/plek/concept/").status_code == 404
    assert "Vera" not in client.get("/plek/t-atrium/").content.decode()
    assert (Place.objects.get(pk=place.pk).name, AuditEvent.objects.count()) == ("’t Atrium", 0)


def test_v03_nor_through_a_list_of_its_own(place: Place, manager: User, officer: User) -> None:
    Place.objects.update(street="Plein", house_number="1", city="Maastricht")
    client = signed_in(officer)
    row = "naam;straat;huisnummer;plaats;website\n’t Atrium;Plein;1;Maastricht;https://gemeente.example.org\n"
    content = ContentFile(row.encode(), name="lijst.csv")
    organisation = officer.memberships.get().organisation_id
    client.post("/beheer/import/", {"file": content, "source": "lijst", "organisation": organisation})
    offered = client.get("/beheer/import/").context["latest"][0]
    columns = client.get(f"/beheer/import/{offered.pk}/kolommen/").context["form"]
    client.post(
        f"/beheer/import/{offered.pk}/kolommen/", {bound.html_name: bound.value() or "" for bound in columns}
    )
    client.post(f"/beheer/import/{offered.pk}/overnemen/")
    offered.refresh_from_db()
    assert (offered.status, offered.report["kept"], offered.report["changed"]) == ("applied", 1, 0)
    assert Place.objects.get().website == ""


def counts(place: Place) -> dict[str, int]:
    found = {
        part: model._default_manager.filter(place=place).count() for part, (model, _fields) in PARTS.items()
    }
    return {**found, "photos": place.photos.count()}


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_v04_everything_of_a_place_is_taken_along_and_comes_back_with_the_same_counts(
    place: Place, manager: User, fill_in: Fill, tmp_path: Path, kind: str
) -> None:
    fill_in(manager, f"{DESK}/woorden/", summary_nl="Schuif aan.", character_nl="=Warm\nen rommelig.")
    fill_in(manager, f"{DESK}/prijzen/", what_0="Soep", amount_0="€ 2,50")
    fill_in(manager, f"{DESK}/binnenkomen/", step_height_cm="6", door_width_cm="85")
    fill_in(manager, f"{DESK}/contact/", name="Ans", phone="043 000 00 01")
    fill_in(manager, f"{DESK}/huisregels/", text_nl="Wees lief.")
    fill_in(manager, f"{DESK}/soort-plek/", place_type="community_house", from_date="2020-01-01")
    signed_in(manager).post(f"{DESK}/andere-tijden/", {"date_from": "2030-12-25"})
    place.sources.create(source="gemeente", external_id="7")
    before = counts(place)
    assert sorted(part for part, number in before.items() if number == 0) == ["photos"]
    taken = tmp_path / f"atrium.{kind}"
    taken.write_bytes(signed_in(manager).get(f"{DESK}/export.{kind}").content)
    # Elsewhere: the original is not there.
    place.delete()
    call_command("import_places", taken, stdout=StringIO())
    again = Place.objects.get()
    assert counts(again) == before
    assert (again.name, again.status) == ("’t Atrium", "draft")
    assert again.texts.get().character == "=Warm\nen rommelig."


def test_v05_no_page_sorts_places_by_a_metric(read: Read) -> None:
    """By name, by distance, by what is open: nobody comes first for having more of something."""
    for number, name in enumerate(("De Boom", "Aan Tafel", "Zondagssalon")):
        place = make_place(name.lower().replace(" ", "-"), name=name, has_kitchen=number == 2)
        for key in ("step_free", "lift", "hearing_loop")[: number + 1]:
            place.access_facts.create(key=key, value=True)
    listed = re.findall(r'<a class="place-card__link" href="[^"]*">([^<]*)</a>', read("/plekken/"))
    assert listed == ["Aan Tafel", "De Boom", "Zondagssalon"]
    page = read("/plekken/")
    assert [
        word
        for word in ("sorteer", "volgorde", "sort=", "score", "top 10", "beste", "ranglijst")
        if word in page.lower()
    ] == []
    assert read("/plekken/?sort=-facts&order=score").count("place-card__link") == 3


def test_v05_no_table_keeps_a_score() -> None:
    scoring = re.compile(r"score|rank|rating|stars|sterren|grade|percent|complete")
    names = [
        f"{model._meta.label}.{field.name}" for model in our_models() for field in model._meta.get_fields()
    ]
    # Of a price, for who cancels late.
    names.remove("rooms.LettingTerms.late_percentage")
    assert [name for name in names if scoring.search(name.lower())] == []


def test_v07_on_2_january_2028_three_volunteers_are_gone_and_the_log_keeps_only_counts(place: Place) -> None:
    for number in range(3):
        make_team_member(place, name=f"Vrijwilliger {number}", until_date=date(2026, 12, 31))
    make_team_member(place, name="Net niet", until_date=date(2027, 1, 2))
    make_team_member(place, name="Nog hier")
    told = StringIO()
    call_command("retain", "--on", "2028-01-02", stdout=told)
    assert told.getvalue() == "places.TeamMember: 3\n"
    assert sorted(TeamMember.objects.values_list("name", flat=True)) == ["Net niet", "Nog hier"]
    again = StringIO()
    call_command("retain", "--on", "2028-01-02", stdout=again)
    assert again.getvalue() == "Nothing was past its time.\n"


def test_v08_plain_words_two_languages_and_a_way_without_a_screen(place: Place, read: Read) -> None:
    """Readability of the texts themselves is tests/capabilities/test_plain_language.py."""
    place.texts.create(language="nl", character="Welkom")
    place.texts.create(language="ar", character="أهلا")
    place.contacts.create(name="Ans", phone="043 000 00 01", since_date=TODAY)
    place.access_facts.create(key="fetch_phone", value="043 000 00 05")
    page = read("/plek/t-atrium/")
    assert 'href="tel:0430000001"' in page
    assert 'href="tel:0430000005"' in page
    assert "Liever bellen of op papier?" in page
    assert 'lang="ar" dir="rtl"' in read("/plek/t-atrium/?tekst=ar")
    english = Client(headers={"accept-language": "en"}).get("/plek/t-atrium/").content.decode()
    assert '<html lang="en"' in english


def test_v09_a_type_change_shows_who_when_and_why(
    place: Place, manager: User, board_member: User, fill_in: Fill
) -> None:
    why = "De bewoners wilden een plek voor iedereen. " * 6
    with time_machine.travel(datetime(2027, 3, 1, 10, 30, tzinfo=AMSTERDAM), tick=False):
        fill_in(
            manager,
            f"{DESK}/soort-plek/",
            place_type="multifunctional_place",
            from_date="2027-03-01",
            why=why,
        )
        trail = " ".join(signed_in(board_member).get(f"{DESK}/logboek/").content.decode().split())
    assert f"{manager} heeft de soort plek veranderd" in re.sub(r"<[^>]*>|\s+", " ", trail).replace("  ", " ")
    assert 'datetime="2027-03-01T10:30:00+01:00"' in trail
    assert why.strip() in trail
    assert "bezoeker" not in json.dumps(AuditEvent.objects.get().changes)
