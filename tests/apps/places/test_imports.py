"""Lists of places: what they change, what they leave alone, and who may bring them in."""

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from schuifaan.apps.people.enums import OrganisationRole
from schuifaan.apps.people.models import AuditEvent
from schuifaan.apps.places.actions.imports import ImportRefused, import_list, offer_list, take_over_list
from schuifaan.apps.places.enums import CheckedBy, ImportStatus, PlaceStatus
from schuifaan.apps.places.importing.columns import Doubles, ListReading
from schuifaan.apps.places.models import (
    AccessFact,
    ColumnMapping,
    ContactPerson,
    Place,
    PlaceImport,
    PlaceSource,
)
from schuifaan.apps.places.queries.version import directory_version
from tests.factories import NOW, TODAY, make_membership, make_municipality, make_organisation, make_place

pytestmark = pytest.mark.django_db

LIST = b"id,naam,adres,postcode,plaats,lat,lon\n1,Atrium,Straat 1,6217 CP,Maastricht,50.85,5.69\n2,Truus,Plein 2,,Maastricht,,\n"


def bring_in(content=LIST, *, source="gemeente", by=None, **options):
    return import_list(
        content=content, filename="lijst.csv", source=source, reading=None, by=by, now=NOW, **options
    )


def outcome(report):
    return len(report.new), len(report.changed), report.same, len(report.kept)


def test_new_places_are_published_and_their_numbers_kept():
    make_municipality()
    before = directory_version()
    assert outcome(bring_in()) == (2, 0, 0, 0)
    place = Place.objects.get(slug="atrium")
    assert (place.status, place.published_at, place.place_type) == (PlaceStatus.PUBLISHED, NOW, "")
    assert place.municipality_id == "GM0935"
    assert list(
        PlaceSource.objects.order_by("external_id").values_list("source", "external_id", "place__name")
    ) == [
        ("gemeente", "1", "Atrium"),
        ("gemeente", "2", "Truus"),
    ]
    assert directory_version() != before


def test_the_same_list_again_changes_nothing():
    bring_in()
    assert outcome(bring_in()) == (0, 0, 2, 0)
    assert Place.objects.filter(version=1).count() == 2


def test_a_list_with_numbers_follows_a_place_that_moved_and_was_renamed():
    bring_in()
    report = bring_in(LIST.replace(b"Atrium,Straat 1", b"Het Atrium,Laan 9"))
    assert outcome(report) == (0, 1, 1, 0)
    assert report.changed[0][2] == {
        "name": ["Atrium", "Het Atrium"],
        "street": ["Straat", "Laan"],
        "house_number": ["1", "9"],
    }
    place = Place.objects.get(slug="atrium")
    assert (place.name, place.street, place.version) == ("Het Atrium", "Laan", 2)
    assert AuditEvent.objects.filter(verb="place.imported", scope=place.audit_scope).count() == 1


@pytest.mark.parametrize(
    "row",
    [b"ATRIUM,Straat 1,6217cp,,,", b"atrium,,,Maastricht,50.8503,5.6903", b"Atrium,Straat 1,,maastricht,,"],
)
def test_without_numbers_a_place_is_known_by_name_and_where_it_is(row):
    bring_in()
    report = bring_in(b"naam,adres,postcode,plaats,lat,lon\n" + row + b"\n", source="anders")
    assert len(report.new) == 0


@pytest.mark.parametrize(
    "row",
    [b"Atrium,Laan 7,6211 AA,Maastricht,,", b"Atrium,,,Maastricht,50.87,5.69", b"Ander,Straat 1,6217 CP,,,"],
)
def test_another_place_of_that_name_or_spot_is_new(row):
    bring_in()
    assert len(bring_in(b"naam,adres,postcode,plaats,lat,lon\n" + row + b"\n", source="anders").new) == 1


def test_an_empty_cell_never_takes_anything_away():
    bring_in()
    Place.objects.update(website="https://example.org", opening_hours="Mo 10:00-12:00")
    bring_in(b"id,naam,adres,website,openingstijden\n1,Atrium,,,\n")
    assert Place.objects.values_list("street", "website", "opening_hours").get(slug="atrium") == (
        "Straat", "https://example.org", "Mo 10:00-12:00",
    )  # fmt: skip


def test_a_place_with_a_manager_is_never_overwritten(place, manager):
    Place.objects.filter(pk=place.pk).update(postcode="6217 CP")
    report = bring_in("naam,postcode,website\n’t Atrium,6217 CP,https://elders.example\n".encode())
    assert outcome(report) == (0, 0, 0, 1)
    place.refresh_from_db()
    assert (place.website, place.version) == ("", 1)


def test_once_the_manager_has_left_the_list_may_speak_again(place, manager):
    Place.objects.filter(pk=place.pk).update(postcode="6217 CP", organisation=None)
    place.team.update(until_date=date(2026, 11, 20))
    assert outcome(
        bring_in("naam,postcode,website\n’t Atrium,6217 CP,https://elders.example\n".encode())
    ) == (0, 1, 0, 0)


def test_a_place_of_another_organisation_is_left_to_it():
    owner, other = make_organisation(), make_organisation("woonvrij", name="Woonvrij")
    make_place(postcode="6217 CP", organisation=owner)
    content = "naam,postcode,website\n’t Atrium,6217 CP,https://elders.example\n".encode()
    assert outcome(bring_in(content, organisation=other)) == (0, 0, 0, 1)
    assert outcome(bring_in(content, organisation=owner)) == (0, 1, 0, 0)


def test_facts_and_a_number_to_call_go_along():
    bring_in(b"naam,wheelchair,access_door_width_cm,telefoon\nAtrium,yes,92,+31 43 1234567\n")
    facts = AccessFact.objects.order_by("key").values_list("key", "value", "checked_by")
    assert list(facts) == [("door_width_cm", 92, CheckedBy.IMPORT), ("step_free", True, CheckedBy.IMPORT)]
    assert ContactPerson.objects.values_list("name", "phone").get() == ("Atrium", "+31 43 1234567")
    report = bring_in(b"naam,wheelchair,telefoon\nAtrium,no,043 7654321\n")
    assert set(report.changed[0][2]) == {"access_step_free", "contact_phone"}
    assert "7654321" not in str(AuditEvent.objects.values_list("changes", flat=True))
    assert ContactPerson.objects.get().phone == "043 7654321"


def test_one_bad_row_refuses_the_whole_list():
    with pytest.raises(ImportRefused) as refusal:
        bring_in(LIST + b"3,,Straat 3,,,,\n4,Vier,Straat 4,,,5.69,50.85\n")
    assert [(found.row, found.column) for found in refusal.value.refused] == [(4, "naam"), (5, "lat")]
    assert (Place.objects.count(), PlaceImport.objects.count()) == (0, 0)


def test_a_place_without_a_name_may_take_its_address():
    reading = ListReading({"address": "adres"}, name_fallback=True)
    import_list(content=b"adres\nStraat 12\n", filename="l", source="l", reading=reading, by=None, now=NOW)
    assert Place.objects.get().name == "Straat 12"


def test_doubles_are_refused_or_the_first_is_kept():
    twice = LIST + b"3,atrium,Straat 1,6217CP,,,\n"
    with pytest.raises(ImportRefused) as refusal:
        bring_in(twice)
    assert refusal.value.refused[0].reason == "Deze plek staat ook op rij 2."
    reading = ListReading(
        {"name": "naam", "address": "adres", "postcode": "postcode", "external_id": "id"},
        doubles=Doubles.FIRST,
    )
    report = import_list(content=twice, filename="l", source="l", reading=reading, by=None, now=NOW)
    assert (len(report.new), report.skipped) == (2, [(4, 2)])


def test_a_dry_run_writes_nothing():
    assert outcome(bring_in(dry_run=True)) == (2, 0, 0, 0)
    assert Place.objects.count() == 0


def test_a_list_is_taken_over_once():
    bring_in()
    offered = PlaceImport.objects.get()
    assert (offered.status, offered.content) == (ImportStatus.APPLIED, None)
    with pytest.raises(ImportRefused, match="al overgenomen"):
        take_over_list(offered=offered, by=None, now=NOW)


@pytest.mark.parametrize("who", ["manager", "host", "stranger"])
def test_a_list_is_not_for_everyone(who, request):
    with pytest.raises(PermissionDenied):
        bring_in(by=request.getfixturevalue(who))


def test_more_places_take_no_more_questions(django_assert_max_num_queries):
    rows = b"".join(b"%d,Plek %d,Straat %d,,Stad,50.%03d,5.1\n" % (n, n, n, n) for n in range(300))
    with django_assert_max_num_queries(60):
        bring_in(b"id,naam,adres,postcode,plaats,lat,lon\n" + rows)


# -- At the desk ----------------------------------------------------------------------------------


def upload(client, content=LIST, **fields):
    file = SimpleUploadedFile("lijst.csv", content, content_type="text/csv")
    return client.post("/beheer/import/", {"file": file, "source": "gemeente", **fields})


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def answers(client, page):
    """The form as it stands on the page, sent as it is."""
    html = client.get(page).content.decode()
    chosen = re.findall(r'<select name="(column_\d+)".*?</select>', html, re.DOTALL)
    selected = {
        name: (re.search(r'<option value="([^"]*)" selected', block) or ["", ""])[1]
        for name, block in re.findall(r'<select name="(column_\d+)"(.*?)</select>', html, re.DOTALL)
    }
    assert list(selected) == chosen
    return {**selected, "doubles": "refuse"}


def test_from_file_to_directory_in_four_steps(desk, officer):
    organisation = officer.memberships.get().organisation
    columns_page = upload(desk, organisation=organisation.pk)["Location"]
    filled = answers(desk, columns_page)
    assert list(filled.values())[:4] == ["external_id", "name", "address", "postcode"]
    report_page = desk.post(columns_page, filled)["Location"]
    assert "Neem de lijst over" in desk.get(report_page).content.decode()
    assert Place.objects.count() == 0
    assert desk.post(f"{report_page}overnemen/")["Location"] == report_page
    assert Place.objects.published().count() == 2
    assert "De lijst is overgenomen" in desk.get(report_page).content.decode()
    assert ColumnMapping.objects.get().organisation == organisation


def test_what_was_chosen_for_these_columns_is_remembered(desk, officer):
    organisation = officer.memberships.get().organisation
    page = upload(desk, b"wat,waar\nAtrium,Straat 1\n", organisation=organisation.pk)["Location"]
    desk.post(page, {"column_0": "name", "column_1": "address", "doubles": "first"})
    page = upload(desk, b"waar,wat\nLaan 2,Truus\n", organisation=organisation.pk)["Location"]
    assert answers(desk, page) == {"column_0": "address", "column_1": "name", "doubles": "refuse"}


def test_the_reasons_come_as_a_safe_csv(desk, officer):
    organisation = officer.memberships.get().organisation
    page = upload(desk, b"=naam,plaats\nAtrium,=1+1\n", organisation=organisation.pk)["Location"]
    report_page = desk.post(page, {"column_0": "name", "column_1": "city", "doubles": "refuse"})["Location"]
    assert "Deze lijst kan nog niet" in desk.get(report_page).content.decode()
    content = desk.get(f"{report_page}redenen.csv").content.decode("utf-8-sig")
    assert content.splitlines() == [
        "rij,kolom,reden",
        "2,plaats,Deze tekst begint als een formule. Een rekenblad zou haar uitvoeren.",
    ]
    desk.post(f"{report_page}overnemen/")
    assert Place.objects.count() == 0


def test_a_file_that_cannot_be_read_is_explained_on_the_page(desk, officer):
    organisation = officer.memberships.get().organisation
    page = upload(desk, b"%PDF-1.7", organisation=organisation.pk).content.decode()
    assert "Dit is een PDF." in page
    assert PlaceImport.objects.count() == 0


def test_one_column_cannot_be_two_things(desk, officer):
    organisation = officer.memberships.get().organisation
    page = upload(desk, organisation=organisation.pk)["Location"]
    html = desk.post(page, {"column_0": "name", "column_1": "name", "doubles": "refuse"}).content.decode()
    assert "Je koos dit voor meer dan één kolom." in html


def test_a_list_can_be_thrown_away(desk, officer):
    organisation = officer.memberships.get().organisation
    upload(desk, organisation=organisation.pk)
    desk.post(f"/beheer/import/{PlaceImport.objects.get().pk}/weggooien/")
    assert PlaceImport.objects.count() == 0


def test_a_list_is_seen_by_colleagues_and_by_nobody_else(desk, officer, professional, client, administrator):
    organisation = officer.memberships.get().organisation
    page = upload(desk, organisation=organisation.pk)["Location"]
    client.force_login(professional)
    assert client.get(page).status_code == 404
    make_membership(professional, organisation, OrganisationRole.MUNICIPAL_OFFICER)
    client.force_login(type(professional).objects.get(pk=professional.pk))
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("manager", 403), ("host", 403), ("officer", 200), ("professional", 200), ("administrator", 200)],
)
def test_the_page_is_for_those_who_keep_lists(client, request, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/beheer/import/").status_code == status


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/beheer/import/").status_code == 302


# -- At the command line --------------------------------------------------------------------------


def test_the_command_says_what_it_did(tmp_path, capsys):
    file = tmp_path / "lijst.csv"
    file.write_bytes(LIST)
    call_command("import_places", str(file), source="gemeente", dry_run=True)
    assert Place.objects.count() == 0
    call_command("import_places", str(file), source="gemeente")
    call_command("import_places", str(file), source="gemeente", mapping="gemeente")
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "New 2, changed 0, same 0, kept by the place 0, doubles left out 0, refused 0.",
        "New 2, changed 0, same 0, kept by the place 0, doubles left out 0, refused 0.",
        "New 0, changed 0, same 2, kept by the place 0, doubles left out 0, refused 0.",
    ]


def test_the_command_refuses_with_every_reason(tmp_path, capsys):
    file = tmp_path / "lijst.csv"
    file.write_bytes(b"naam,plaats,lat,lon\n,Stad,,\nA,Stad,5.69,50.85\n")
    with pytest.raises(CommandError, match="Refused whole: 2 reasons"):
        call_command("import_places", str(file))
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "row 2, naam",
        "row 3, lat",
    ]


def test_a_list_left_lying_is_forgotten_after_30_days(officer, client):
    """There may be contact persons in it; one that was taken over is forgotten at once."""
    organisation = officer.memberships.get().organisation
    given = {"content": LIST, "filename": "lijst.csv", "organisation": organisation, "by": officer}
    old = offer_list(**given, source="oud", now=NOW - timedelta(days=31))
    kept = offer_list(**given, source="nieuw", now=NOW - timedelta(days=29))
    bring_in(source="overgenomen", organisation=organisation)
    out = StringIO()
    call_command("retain", "--on", TODAY.isoformat(), stdout=out)
    assert out.getvalue() == "places.PlaceImport: 1\n"
    assert not PlaceImport.objects.filter(pk=old.pk).exists()
    assert bytes(PlaceImport.objects.get(pk=kept.pk).content) == LIST
    assert PlaceImport.objects.get(source="overgenomen").content is None


def test_the_desk_leads_who_may_to_the_lists(client, officer, manager):
    for user, seen in ((officer, True), (manager, False)):
        client.force_login(user)
        page = client.get("/beheer/", follow=True).content.decode()
        assert ('href="/beheer/import/"' in page) == seen
