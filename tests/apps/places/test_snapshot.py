from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schuifaan.apps.places.actions.directory import raise_version
from schuifaan.apps.places.enums import PlaceStatus, PlaceTier
from schuifaan.apps.places.models import AccessFact, DirectoryVersion, OpeningException, Place, TierName
from schuifaan.apps.places.queries.bits import all_bits, bits_of, indexes_of
from schuifaan.apps.places.queries.snapshot import build_snapshot, name_key, snapshot_at
from schuifaan.apps.places.queries.snapshot_model import DirectorySnapshot
from schuifaan.apps.places.queries.version import directory_version
from tests.factories import NOW, make_municipality, make_neighbourhood, make_organisation, make_place

MONDAY_NOON = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)


def names(snapshot: DirectorySnapshot, bits: int) -> list[str]:
    return [snapshot.places[index].name for index in indexes_of(bits)]


def test_bits_come_back_in_order() -> None:
    assert list(indexes_of(bits_of([9, 0, 17, 3], 20))) == [0, 3, 9, 17]
    assert list(indexes_of(0)) == []
    assert all_bits(3) == 0b111


@pytest.mark.django_db
def test_version_rises_when_a_place_is_saved() -> None:
    before = directory_version()
    place = make_place()
    after = directory_version()
    place.name = "Anders"
    place.save()
    assert before == 0
    assert directory_version() == after + 1


@pytest.mark.django_db
@pytest.mark.parametrize("make", [
    lambda place: place.texts.create(language="nl", summary="Fijn"),
    lambda place: place.access_facts.create(key="lift", value=True),
    lambda place: place.exceptions.create(date_from=date(2026, 1, 1), date_until=date(2026, 1, 1)),
    lambda place: place.prices.create(what={"nl": "Koffie"}, amount_cents=0),
    lambda place: place.photos.create(image="a.jpg", width=4, height=3, alternative_text="Een tafel"),
    lambda place: place.house_rules.create(version=1, text={"nl": "Schoenen uit"}, valid_from=date(2026, 1, 1)),
    lambda place: place.contacts.create(name="An", since_date=date(2026, 1, 1)),
    lambda place: place.team.create(name="An", role="host", since_date=date(2026, 1, 1)),
    lambda _: TierName.objects.create(municipality=make_municipality(), tier="small_scale", name="Kamer"),
    lambda _: make_neighbourhood(),
    lambda _: make_organisation(),
])  # fmt: skip
def test_version_rises_with_everything_a_page_shows(make) -> None:  # type: ignore[no-untyped-def]
    place = make_place()
    before = directory_version()
    row = make(place)
    made = directory_version()
    row.delete()
    assert made > before
    assert directory_version() > made


@pytest.mark.django_db
def test_raise_version_makes_its_row_once() -> None:
    raise_version()
    first = directory_version()
    raise_version()
    assert DirectoryVersion.objects.count() == 1
    assert directory_version() == first + 1


@pytest.mark.django_db
def test_bulk_writes_are_seen_after_raising_the_version() -> None:
    make_place()
    assert len(snapshot_at(directory_version())) == 1
    Place.objects.bulk_create(
        [Place(name="Nieuw", slug="nieuw", status="published", created_at=NOW, changed_at=NOW)]
    )
    raise_version()
    assert len(snapshot_at(directory_version())) == 2


@pytest.mark.django_db
def test_snapshot_is_kept_while_the_version_stands() -> None:
    make_place()
    first = snapshot_at(directory_version())
    with CaptureQueriesContext(connection) as queries:
        assert snapshot_at(first.version) is first
    assert len(queries) == 0


@pytest.mark.django_db
def test_snapshot_holds_only_what_visitors_may_see() -> None:
    make_place("a", name="Zichtbaar")
    make_place("b", name="Concept", status=PlaceStatus.DRAFT)
    make_place("c", name="Gestopt", status=PlaceStatus.ARCHIVED)
    assert [place.name for place in build_snapshot(1).places] == ["Zichtbaar"]


@pytest.mark.django_db
def test_snapshot_takes_as_many_queries_for_one_place_as_for_three() -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            build_snapshot(1)
        return len(queries)

    make_place("a")
    one = count()
    make_place("b")
    make_place("c")
    assert (one, count()) == (7, 7)


@pytest.mark.django_db
def test_articles_do_not_count_in_the_order_of_names() -> None:
    for number, name in enumerate(["De Brink", "’t Atrium", "Cafe Zuid", "Aw Sjaol"]):
        make_place(f"p{number}", name=name)
    assert [place.name for place in build_snapshot(1).places] == [
        "’t Atrium",
        "Aw Sjaol",
        "De Brink",
        "Cafe Zuid",
    ]
    assert name_key("’t Atrium") == name_key("atrium")


@pytest.mark.django_db
def test_facets_know_yes_and_leave_out_no_and_unknown() -> None:
    yes, no = make_place("a", name="Ja", free_coffee=True), make_place("b", name="Nee", free_coffee=False)
    make_place("c", name="Onbekend")
    AccessFact.objects.create(place=yes, key="step_free", value=True)
    AccessFact.objects.create(place=no, key="step_free", value=False)
    AccessFact.objects.create(place=no, key="low_stimulus", value=True)
    snapshot = build_snapshot(1)
    assert names(snapshot, snapshot.option("coffee", "yes")) == ["Ja"]
    assert names(snapshot, snapshot.option("step_free", "yes")) == ["Ja"]
    assert names(snapshot, snapshot.option("quiet", "yes")) == ["Nee"]


@pytest.mark.django_db
def test_open_now_knows_hours_exceptions_and_holidays() -> None:
    make_place("a", name="Werkdagen", opening_hours="Mo-Fr 09:00-17:00; PH off")
    closed = make_place("b", name="Vandaag dicht", opening_hours="Mo-Fr 09:00-17:00")
    OpeningException.objects.create(place=closed, date_from=date(2026, 4, 20), date_until=date(2026, 4, 20))
    make_place("c", name="Nacht", opening_hours="Su 20:00-13:00")
    make_place("d", name="Onbekend")
    snapshot = build_snapshot(1)
    kings_day = datetime(2026, 4, 27, 10, 0, tzinfo=UTC)
    assert names(snapshot, snapshot.open_at(MONDAY_NOON)) == ["Nacht", "Werkdagen"]
    assert names(snapshot, snapshot.open_at(kings_day)) == ["Nacht", "Vandaag dicht"]


@pytest.mark.django_db
def test_open_tonight_is_what_is_still_to_come() -> None:
    make_place("a", name="Avond", opening_hours="Mo 19:00-21:00")
    make_place("b", name="Middag", opening_hours="Mo 13:00-18:00")
    snapshot = build_snapshot(1)
    assert names(snapshot, snapshot.open_tonight(MONDAY_NOON)) == ["Avond"]
    assert names(snapshot, snapshot.open_tonight(datetime(2026, 4, 20, 19, 30, tzinfo=UTC))) == []


@pytest.mark.django_db
def test_hours_nobody_can_read_count_as_unknown() -> None:
    place = make_place("a", opening_hours="als de vlag hangt")
    OpeningException.objects.create(
        place=place, date_from=date(2026, 4, 20), date_until=date(2026, 4, 20), hours="soms"
    )
    snapshot = build_snapshot(1)
    assert snapshot.places[0].schedule.known is False
    assert snapshot.places[0].schedule.exceptions == ()


@pytest.mark.django_db
def test_house_with_sites_is_listed_once() -> None:
    house = make_place("huis", name="Huis van de Wijk", tier=PlaceTier.DISTRICT_HOUSE)
    for number in range(3):
        make_place(f"deel-{number}", name=f"Deel {number}", part_of=house)
    make_place("los", name="Los")
    snapshot = build_snapshot(1)
    assert names(snapshot, snapshot.listed(snapshot.everything)) == ["Huis van de Wijk", "Los"]
    assert snapshot.count(snapshot.everything) == 2


@pytest.mark.django_db
def test_the_one_site_that_fits_stands_in_the_list_itself() -> None:
    house = make_place("huis", name="Huis")
    make_place("a", name="Met keuken", part_of=house, has_kitchen=True)
    make_place("b", name="Zonder keuken", part_of=house)
    snapshot = build_snapshot(1)
    assert names(snapshot, snapshot.listed(snapshot.option("kitchen", "yes"))) == ["Met keuken"]


@pytest.mark.django_db
def test_site_of_a_house_nobody_sees_stands_alone() -> None:
    house = make_place("huis", name="Huis", status=PlaceStatus.DRAFT)
    make_place("a", name="Deel", part_of=house)
    snapshot = build_snapshot(1)
    assert names(snapshot, snapshot.listed(snapshot.everything)) == ["Deel"]


@pytest.mark.django_db
def test_houses_in_a_circle_do_not_hang() -> None:
    one = make_place("a", name="Een")
    two = make_place("b", name="Twee", part_of=one)
    Place.objects.filter(pk=one.pk).update(part_of=two)
    assert len(build_snapshot(1)) == 2
